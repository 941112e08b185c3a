"""Progress and cancel, as one small callable."""

from collections.abc import Callable

Progress = Callable[[float], None]
"""Called with the share done, 0 to 1, which never falls. Raises Cancelled when the user has asked to stop."""


class Cancelled(Exception):
    """The user asked to stop."""


def quiet(share: float) -> None:
    """Progress that nobody watches."""


def part(progress: Progress, start: float, end: float) -> Progress:
    """The stretch from `start` to `end` (shares of the whole) of `progress`, itself counted from 0 to 1."""
    return lambda share: progress(start + (end - start) * share)
