"""Ends a computation at a time, in a way that can be repeated exactly.

A computation reports its progress at the same points each time, whatever the speed of the machine. So the number of
reports until it was ended tells where to end it the next time.
"""

import time
from collections.abc import Sequence

from ..progress import Progress


class TimeIsOver(Exception):
    """The time of a computation is over."""


class LimitedProgress:
    """A progress callback that raises TimeIsOver once its time is over. seconds: from now; None: no limit. stages: of
    an earlier computation that is to be ended at the same point, however long that takes; then `seconds` is not used.
    """

    def __init__(self, progress: Progress, seconds: float | None, stages: Sequence[int] = ()):
        self.stages: tuple[int, ...] = ()
        """The number of reports at which the computation was ended; empty if it was not."""
        self._progress, self._reports = progress, 0
        self._last = stages[0] if len(stages) else None
        self._ends = None if seconds is None or self._last is not None else time.perf_counter() + seconds

    def __call__(self, share: float) -> None:
        over = self._reports == self._last if self._last is not None else self._is_late()
        if over:
            self.stages = (self._reports,)
            raise TimeIsOver
        self._reports += 1
        self._progress(share)

    def _is_late(self) -> bool:
        return self._ends is not None and time.perf_counter() >= self._ends
