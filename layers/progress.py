"""The progress bar of QGIS Processing: how far a run is, what it does, and how long it still takes."""

import time
from collections.abc import Callable

from qgis.core import QgsProcessingFeedback

from ..engine.language import tr
from ..engine.progress import Cancelled, Progress
from ..engine.timing.text import duration_text

ALMOST = 0.99
"""The bar is full only when all is done, which is more than computing and writing."""
LONG = 60.0
"""Seconds: of runs that take longer it is said how long they still take."""
FIRST = 15.0
"""Seconds until that is said first."""
SELDOM = 30.0
"""Seconds between two estimates, at least: each is a line in the log."""
LEAST = 0.03
"""The share of the work from which the rest is estimated."""


class Bar:
    """The progress bar of one run. It never goes back, and is full only after `finish`. clock: seconds from any
    start."""

    def __init__(self, feedback: QgsProcessingFeedback, clock: Callable[[], float] = time.monotonic):
        self._feedback, self._clock = feedback, clock
        self._share, self._doing = 0.0, ""
        self._began = clock()
        self._told = self._began + FIRST - SELDOM

    def progress(self, start: float = 0.0, end: float = 1.0) -> Progress:
        """Progress that fills the bar from `start` to `end` (shares of the whole), and raises Cancelled once the user
        asks to stop."""

        def progress(share: float) -> None:
            if self._feedback.isCanceled():
                raise Cancelled
            self._fill(start + (end - start) * min(max(share, 0.0), 1.0))

        return progress

    def tell(self, text: str) -> None:
        """Says what is done now."""
        self._doing = text
        self._feedback.setProgressText(text)

    def finish(self) -> None:
        """Fills the bar: all is done."""
        self._feedback.setProgress(100.0)

    def _fill(self, share: float) -> None:
        self._share = max(self._share, min(share, ALMOST))
        self._feedback.setProgress(100 * self._share)
        now = self._clock()
        past = now - self._began
        if now - self._told < max(SELDOM, past / 10) or self._share < LEAST:
            return
        left = past * (1 / self._share - 1)
        if past + left >= LONG:
            self._told = now
            self._feedback.setProgressText(
                tr("{doing} About {time} left.", doing=self._doing, time=duration_text(left)).strip()
            )
