"""Whether the watch holds the hours in which the fixes were made."""

import numpy as np

from ..language import tr
from .timezones import DAY, clock_changes
from .watch import Watch

SELDOM = 1 / 3
"""Share of the fixes of the watch, in proportion to its length, below which the patrols seem to go at other hours."""
HALF = 0.5


def other_hours(times: np.ndarray, watch: Watch) -> str:
    """A sentence where few of the fixes are in the hours of the watch; empty where it has its part of them, or lasts
    all day. times: (n,) s since the epoch; n > 0."""
    if watch.all_day:
        return ""
    clock = _clock(times, watch.timezone)
    share = float(np.mean((clock - watch.start_s) % DAY < watch.length))
    if share >= SELDOM * watch.length / DAY:
        return ""
    begins, ends = _busiest(clock)
    return tr(
        "Only {share:.1f} % of the fixes are in the hours of the watch ({watch}); at least half of them are between "
        "{begins:02d}:00 and {ends:02d}:00. If other hours are meant, set WATCH_START and WATCH_END.",
        share=100 * share,
        watch=watch,
        begins=begins,
        ends=ends,
    )


def _clock(times: np.ndarray, timezone: str) -> np.ndarray:
    """(n,) seconds after midnight by the local clock."""
    changes = clock_changes(timezone, times.min(), times.max())
    return (times + changes.offset[np.searchsorted(changes.at, times, side="right")]) % DAY


def _busiest(clock: np.ndarray) -> tuple[int, int]:
    """The fewest whole hours in a row that hold half of the fixes or more: their start and their end."""
    counts = np.bincount((clock // 3600).astype(int), minlength=24)[:24]
    for length in range(1, 25):
        held = np.array([np.roll(counts, -start)[:length].sum() for start in range(24)])
        if held.max() >= HALF * len(clock):
            break
    start = int(held.argmax())
    return start, (start + length) % 24
