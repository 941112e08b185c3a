"""A day of an archive, and what a reader of fixes day by day can rely on."""

from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from ..tracks.fixes import Fixes

Box = tuple[float, float, float, float]
"""x, y, x, y in metres: the least, then the greatest."""


@dataclass(frozen=True)
class Day:
    """A local day that has fixes, as its file describes it.

    date: local, as 2026-01-31; start, end: of the local day in s since the epoch, 23 or 25 h apart where the clocks
    change; a fix belongs to it where start <= t < end. fixes: how many; content: the hash of units, times and
    positions; first, last: their times, s since the epoch; bounds: of their positions, metres; units: sorted names.
    minutes: (k, 2) the first and the last fix of each minute (UTC) that has any, s since the epoch, rising.
    """

    date: str
    start: float
    end: float
    fixes: int
    content: str
    first: float
    last: float
    bounds: Box
    units: tuple[str, ...]
    minutes: np.ndarray = field(compare=False, repr=False)


class DaySource(Protocol):
    """Fixes in a metric CRS that can be read day by day.

    name: for messages; timezone: IANA name, of the days; crs: authority code, or WKT where it has none; days: those
    that have fixes, rising.
    """

    name: str
    timezone: str
    crs: str
    days: tuple[Day, ...]

    def fixes(self, day: Day, since: float = -np.inf, until: float = np.inf, box: Box | None = None) -> Fixes:
        """The fixes of a day with since <= t <= until, and within a box if one is given (edges included). `unit` are
        codes into the sorted names of the day, `row` is the feature id in the source."""
        ...
