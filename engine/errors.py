"""Errors that are reported to the user."""


class UserError(Exception):
    """An error in the input or the parameters that the user can correct; the message says what, where and how."""
