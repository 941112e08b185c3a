"""Days of fixes in memory, for tests of slices."""

from dataclasses import dataclass

import numpy as np

from blindspot.engine.archive.day import Day
from blindspot.engine.archive.local_days import LocalDays, date_text
from blindspot.engine.provenance.content import content_hash
from blindspot.engine.tracks.fixes import Fixes
from tests.engine.slices.patrols import Patrols


@dataclass(frozen=True)
class DaysInMemory:
    """A DaySource of patrols."""

    patrols: Patrols
    days: tuple[Day, ...]
    timezone: str = "Europe/Helsinki"
    name: str = "memory"
    crs: str = "EPSG:32635"

    @classmethod
    def of(cls, patrols: Patrols, timezone: str = "Europe/Helsinki") -> "DaysInMemory":
        t = patrols.t
        local = LocalDays.around(timezone, t.min(), t.max())
        numbers = local.numbers(t)
        days = []
        for number in np.unique(numbers):
            own = patrols.take(np.flatnonzero(numbers == number))
            times = np.sort(own.t)
            minute = np.floor(times / 60)
            first = np.flatnonzero(np.r_[True, np.diff(minute) > 0])
            last = np.r_[first[1:], len(times)] - 1
            fixes = own.fixes()
            days.append(
                Day(
                    date_text(number),
                    *local.bounds(number),
                    len(times),
                    content_hash(own.x, own.y, own.t, own.unit),
                    float(times[0]),
                    float(times[-1]),
                    (own.x.min(), own.y.min(), own.x.max(), own.y.max()),
                    fixes.unit_names,
                    np.column_stack([times[first], times[last]]),
                )
            )
        return cls(patrols, tuple(days), timezone)

    def fixes(self, day: Day, since: float = -np.inf, until: float = np.inf, box=None) -> Fixes:
        t = self.patrols.t
        some = (t >= day.start) & (t < day.end) & (t >= since) & (t <= until)
        if box is not None:
            x, y = self.patrols.x, self.patrols.y
            some &= (x >= box[0]) & (y >= box[1]) & (x <= box[2]) & (y <= box[3])
        return self.patrols.take(np.flatnonzero(some)).fixes()
