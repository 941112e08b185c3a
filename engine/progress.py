"""Progress and cancellation, as one callable."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")
STEP = 10_000
"""Items between two reports of the progress."""

Progress = Callable[[float], None]
"""Called with the share of the work done, 0 to 1, which never decreases. Raises Cancelled when the user has asked to
stop."""


class Cancelled(Exception):
    """The user asked to stop."""


def quiet(share: float) -> None:
    """Ignores the progress."""


def part(progress: Progress, start: float, end: float) -> Progress:
    """Progress of a subtask, 0 to 1, that takes the part from `start` to `end` (shares of the whole) of `progress`."""
    return lambda share: progress(start + (end - start) * share)


def watched(items: Iterable[Item], count: int, progress: Progress) -> Iterator[Item]:
    """The items, with the progress of taking them. count: how many they are."""
    for done, item in enumerate(items):
        if done % STEP == 0:
            progress(min(done / max(count, 1), 1.0))
        yield item
    progress(1.0)
