"""Whether the watch holds the hours in which the fixes were made."""

from dataclasses import replace

import numpy as np

from ..language import tr
from .timezones import DAY, clock_changes
from .watch import Watch, whole_nights

SELDOM = 1 / 3
"""Share of the fixes of the watch, in proportion to its length, below which the patrols seem to go at other hours."""
HALF = 0.5


def other_hours(times: np.ndarray, watch: Watch) -> str:
    """A sentence where few of the fixes are in the hours of the watch; empty where it has its part of them, or lasts
    all day. times: (n,) s since the epoch; n > 0."""
    if watch.all_day:
        return ""
    clock = _clock(times, watch.timezone)
    share, length = float(np.mean((clock - watch.start_s) % DAY < watch.length)), watch.length
    if watch.sun:
        share, length = _by_sun(times, watch)
    if share >= SELDOM * length / DAY:
        return ""
    begins, ends = _busiest(clock)
    return tr(
        "Only {share:.1f} % of the fixes are in the hours of the watch ({watch}); at least half of them are between "
        "{begins:02d}:00 and {ends:02d}:00. If other hours are meant, set {parameters}.",
        share=100 * share,
        parameters="WATCH_BY" if watch.sun else tr("WATCH_START and WATCH_END"),
        watch=watch,
        begins=begins,
        ends=ends,
    )


def _by_sun(times: np.ndarray, watch: Watch) -> tuple[float, float]:
    """The share of the times in the nights, and the mean length of the nights in s."""
    edges = whole_nights(replace(watch, weekdays=frozenset()), times.min() - DAY, times.max() + DAY)[1]
    night = np.searchsorted(edges[:, 0], times, side="right") - 1
    inside = (night >= 0) & (times < np.r_[edges[:, 1], -np.inf][night])
    return float(inside.mean()), float(np.diff(edges).mean()) if len(edges) else 0.0


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
