"""Errors in the user's words."""


class UserError(Exception):
    """Something in the input or the parameters that the user can mend; the message says what, where and how."""
