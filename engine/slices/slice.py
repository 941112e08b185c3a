"""Slices of time: each is scored from the fixes of one or two days, and does not change when later days are added.

A moment u needs the passes in [u, u + R], and what a unit did at an instant can depend on its fixes up to the longest
outage before and after. So a slice ends that much before a midnight: from one day's fixes and the end of the day
before, everything in it is known. The last slice is what then remains until the end of the last day.

       day k - 1         |          day k           |
    ...   [ slice k       .    .    .     )[ slice k + 1 ...
"""

from dataclasses import dataclass

import numpy as np

from ..timing.timezones import DAY


@dataclass(frozen=True)
class Slice:
    """The time from `start` to `end`, which it does not include, and the time from `since` to `until` in which fixes
    matter for it; seconds since the epoch. The first slice has no start, the last one no end: they are infinite."""

    start: float
    end: float
    since: float
    until: float


def slices_of(midnights: np.ndarray, revisit: float, margin: float) -> list[Slice]:
    """The slices of all time, rising.

    midnights: (n + 1,) the edges of the n days that have fixes or lie between such days, in seconds since the epoch;
    revisit: R in seconds; margin: seconds, how far apart two fixes can be that matter for the time between them.
    A slice is as long as a day, or several days where R is longer.
    """
    days = max(int(np.ceil((revisit + 2 * margin) / DAY)), 1)
    number = np.floor(midnights / DAY + 0.5).astype(
        np.int64
    )  # of the same day in every run, so that the edges are the same
    inner = midnights[1:-1][number[1:-1] % days == 0]
    edges = np.r_[-np.inf, np.r_[inner, midnights[-1]] - revisit - margin, np.inf]
    return [
        Slice(start, end, start - margin, end + revisit + margin)
        for start, end in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True)
    ]
