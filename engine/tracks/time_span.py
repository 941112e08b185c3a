"""When fixes were recorded: the first and the last instant, and the usual number in a day."""

import numpy as np

from ..language import tr
from ..text import counted
from ..timing.text import local_text
from ..timing.timezones import DAY, clock_changes
from .stray_times import BEFORE_RECEIVERS

CHUNK = 50_000  # fixes processed at once: few enough for the processor's cache
FIRST_ROLLOVER = 935_280_000.0  # 1999-08-22, when GPS weeks began again with 0


def time_span_text(t: np.ndarray, timezone: str) -> str:
    """From when to when the fixes run in local time, and the median number a day, over the days with any. t: (n,)
    finite seconds since the epoch, n > 0."""
    first, last = float(t.min()), float(t.max())
    offset = float(clock_changes(timezone, first, first).offset[0])  # a change of clocks hardly moves the median
    start = np.floor((first + offset) / DAY) * DAY - offset
    per_day = np.zeros(int((last - start) / DAY) + 2, np.int64)
    for begin in range(0, len(t), CHUNK):
        days = ((t[begin : begin + CHUNK] - start) * (1 / DAY)).astype(np.int32)
        earliest = days.min()
        some = np.bincount(days - earliest)
        per_day[earliest : earliest + len(some)] += some
    middle = int(np.median(per_day[per_day > 0]))
    return tr(
        "The fixes run from {first} to {last} ({timezone}), a median of {middle:,} a day.",
        first=local_text(first, timezone),
        last=local_text(last, timezone),
        timezone=timezone,
        middle=middle,
    )


def odd_dates_text(t: np.ndarray) -> str:
    """A warning where all fixes are older than receivers usually are; else empty. t: (n,) seconds, n > 0."""
    if t.max() < BEFORE_RECEIVERS:
        return tr(
            "All fixes are dated before 1990, when receivers were not in use. Is TIME_FIELD the right field, and does "
            "it count from 1970?"
        )
    if t.max() < FIRST_ROLLOVER:
        return tr(
            "All fixes are dated before 22 August 1999. If that is wrong, the receivers suffer from the GPS week "
            "rollover: add 1,024 weeks (619,315,200 s) to the times."
        )
    return ""


def future_text(t: np.ndarray, now: float) -> str:
    """A warning where fixes are dated after `now`; else empty. t: (n,) seconds."""
    count = int(np.count_nonzero(t > now + DAY))
    return (
        tr("{fixes} dated in the future of this computer's clock.", fixes=counted(count, "fix is", "fixes are"))
        if count
        else ""
    )
