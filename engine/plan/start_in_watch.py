"""The watch in which a plan with a start is flown."""

from dataclasses import replace

import numpy as np

from ..timing.timezones import DAY
from ..timing.watch import Watch, whole_nights


def start_in_watch(watch: Watch, start: float) -> tuple[float, float]:
    """The beginning of the watch that contains an instant, or of the next one, in s since the epoch; and how many
    seconds after it the instant is, 0 if it is before.

    start: s since the epoch. The days of the week of the watch don't matter.
    """
    every_day = replace(watch, weekdays=frozenset())
    _, edges = whole_nights(every_day, start - 2 * DAY, start + 2 * DAY)
    begins = float(edges[np.searchsorted(edges[:, 1], start, side="right"), 0])
    return begins, max(start - begins, 0.0)
