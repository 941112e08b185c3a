"""Steps of the local clock, to which times are rounded down: a quarter of an hour, an hour, a day of the watch."""

from dataclasses import dataclass, replace

import numpy as np

from .timezones import DAY, ClockChanges, clock_changes
from .watch import Watch, whole_nights

QUARTER, HOUR = 900.0, 3600.0
"""Seconds."""


@dataclass(frozen=True)
class LocalSteps:
    """The steps of the clock of a watch.

    A day lasts from one start of the watch to the next, so that a night is not divided at midnight. Quarters and hours
    begin when the local clock shows them, also where it is ahead of UTC by a half or a quarter of an hour. With a watch
    by the sun, a day lasts from solar noon to solar noon.

    start: no step begins before it; days: (d,) the starts of the days, rising, the first not after `start`; changes:
    the clock changes of the zone. Times are in seconds after `origin`, which is in seconds since the epoch.
    """

    start: float
    days: np.ndarray
    changes: ClockChanges
    origin: float = 0.0

    @classmethod
    def of(cls, watch: Watch, start: float, end: float) -> "LocalSteps":
        """The steps from `start` to `end`, both in seconds since the epoch."""
        if watch.sun:
            return cls(start, watch.sun.noons(start, end), clock_changes(watch.timezone, start, end))
        every_day = replace(watch, end_s=watch.start_s, weekdays=frozenset())
        days = whole_nights(every_day, start - DAY, end)[1][:, 0]
        return cls(start, days, clock_changes(watch.timezone, start, end))

    def after(self, origin: float) -> "LocalSteps":
        """The same steps for times in seconds after `origin`."""
        moved = origin - self.origin
        changes = ClockChanges(self.changes.at - moved, self.changes.offset)
        return LocalSteps(self.start - moved, self.days - moved, changes, origin)

    def floor(self, times: np.ndarray, step: np.ndarray | float) -> np.ndarray:
        """(n,) the starts of the steps in which the times lie, never before `start`; NaN stays NaN. step: QUARTER, HOUR
        or DAY, one for all or (n,) of each; 0 leaves a time as it is."""
        times = np.asarray(times, float)
        step = np.broadcast_to(np.asarray(step, float), times.shape)
        ahead = self.changes.offset[np.searchsorted(self.changes.at, times, side="right")] + self.origin
        fine = np.where(step > 0, step, 1.0)
        by_clock = np.floor((times + ahead) / fine) * fine - ahead
        day = np.maximum(np.searchsorted(self.days, times, side="right") - 1, 0)
        found = np.where(step >= DAY, self.days[day], np.where(step > 0, by_clock, times))
        return np.where(np.isnan(times), np.nan, np.minimum(np.maximum(found, self.start), times))
