"""Slices of time: each is scored from the fixes of one or two days, and does not change when later days are added.

A moment u needs the passes in [u, u + R], and what a unit did at an instant can depend on its fixes up to the longest
outage before and after. So a slice ends that much before a midnight: from one day's fixes and the end of the day
before, everything in it is known. The last slice is what then remains until the end of the last day.

       day k - 1         |          day k           |
    ...   [ slice k       .    .    .     )[ slice k + 1 ...
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..archive.day import Day
from ..archive.local_days import LocalDays, day_number
from ..timing.timezones import DAY

SPARE = 600.0
"""Seconds before midnight that do not matter any more for a slice: neither the next day's first fix nor the end of the
data of its own day."""


@dataclass(frozen=True)
class Slice:
    """The time from `start` to `end`, which it does not include, and the time from `since` to `until` in which fixes
    matter for it; seconds since the epoch. The first slice has no start, the last one no end: they are infinite."""

    start: float
    end: float
    since: float
    until: float


def slices_of(days: Sequence[Day], timezone: str, revisit: float, margin: float) -> list[Slice]:
    """The slices of all time, rising.

    days: those that have fixes, rising, in a time zone (IANA name); revisit: R in seconds; margin: seconds, how far
    apart two fixes can be that matter for the time between them. A slice is as long as a day; or as several days where
    R is longer, or where they have no fixes.
    """
    numbers = np.array([day_number(day.date) for day in days])
    first, last = int(numbers[0]), int(numbers[-1])
    midnights = LocalDays.of_numbers(timezone, first, last + 1).starts
    inner = np.arange(first + 1, last + 1)
    step = max(int(np.ceil((revisit + 2 * margin + SPARE) / DAY)), 1)
    used = (inner % step == 0) & (np.isin(inner, numbers) | np.isin(inner - 1, numbers))
    inner = np.r_[midnights[1:-1][used], midnights[-1]]
    edges = np.r_[-np.inf, inner - revisit - margin - SPARE, np.inf]
    return [
        Slice(start, end, start - margin, end + revisit + margin)
        for start, end in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True)
    ]
