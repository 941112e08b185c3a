"""Hours by the sun: from sunset to sunrise, or while it is darker than that, every date its own.

A night belongs to the time from one solar noon to the next, and lies within it. Where the sun stays below the angle all
that time (polar night) it lasts from noon to noon; where it never is (polar day) there is none.
"""

from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from ..language import tr
from .sun import CIVIL, DAY, HORIZON, NAUTICAL, darkness, solar_noon

SHORTEST = 60.0
"""s; less than this is no night."""
HALF_HOUR = 1800.0
HOURS_BY = (None, HORIZON, CIVIL, NAUTICAL)
"""The angle of each option of WATCH_BY; None: by the clock."""
NAMES = MappingProxyType({"sunset to sunrise": HORIZON, "civil night": CIVIL, "nautical night": NAUTICAL})
"""The angle of each kind of night by its name in English."""
YEAR_2024 = 19_723 + np.arange(366)
"""Days since the epoch of one year, which the longest night of a place is taken from."""


@dataclass(frozen=True)
class SunHours:
    """The nights at a place. longitude, latitude: degrees east and north; angle: degrees of the sun above the horizon,
    below which it is night (HORIZON, CIVIL or NAUTICAL); offset: s, so much later does each night begin and so much
    earlier does it end (negative: the other way), within its solar noons. A night from noon to noon has no offset."""

    longitude: float
    latitude: float
    angle: float = HORIZON
    offset: float = 0.0

    def nights(self, first: float, last: float) -> np.ndarray:
        """(n, 2) the nights that have an instant in common with [first, last], and perhaps one before and after them;
        rising and disjoint, to the second, in s since the epoch. Nights of a polar night adjoin."""
        found, _, _ = self._by_day(self._days(first, last))
        return found[found[:, 1] - found[:, 0] >= SHORTEST]

    def days_without(self, first: float, last: float) -> tuple[np.ndarray, np.ndarray]:
        """The days between the instants of which the sun is never below the angle from noon to noon, and those on which
        it always is: each the (k,) instants of their solar midnights, s since the epoch. Nights that only the offset
        leaves nothing of count with the first."""
        days = self._days(first, last)
        found, never, always = self._by_day(days)
        midnight = solar_noon(days, self.longitude) + DAY / 2
        inside = (midnight >= first) & (midnight <= last)
        none = never | (found[:, 1] - found[:, 0] < SHORTEST)
        return midnight[inside & none], midnight[inside & always]

    def of_days(self, days: np.ndarray) -> np.ndarray:
        """(n, 2) the edges of the night after the solar noon of each day since the epoch; both alike where there is
        none. Nights that the offset leaves nothing of may end before they begin."""
        return self._by_day(np.asarray(days, float))[0]

    def noons(self, first: float, last: float) -> np.ndarray:
        """(n,) the solar noons from before `first` to after `last`, to the second."""
        return np.round(solar_noon(self._days(first, last), self.longitude))

    @property
    def longest(self) -> float:
        """The longest night of the year in s, rounded up to half an hour, at most a day. It depends on the place alone,
        so that what is counted from the start of the night is alike in all periods."""
        found, _, _ = self._by_day(YEAR_2024.astype(float))
        return float(min(np.ceil(max(np.diff(found).max(), SHORTEST) / HALF_HOUR) * HALF_HOUR, DAY))

    def __str__(self) -> str:
        name = shown_names().get(self.angle, "")
        if not self.offset:
            return name
        minutes = abs(self.offset) / 60
        return (
            tr("{name}, {minutes:g} min less at either end", name=name, minutes=minutes)
            if self.offset > 0
            else tr("{name}, {minutes:g} min more at either end", name=name, minutes=minutes)
        )

    def _days(self, first: float, last: float) -> np.ndarray:
        return np.arange(np.floor(first / DAY) - 2, np.floor(last / DAY) + 3)

    def _by_day(self, days: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """(n, 2) the night after the solar noon of each day; (n,) whether there is none, whether it is from noon to
        noon."""
        begins, ends = darkness(days, self.longitude, self.latitude, self.angle)
        noon, following = (solar_noon(days + step, self.longitude) for step in (0, 1))
        never = ends - begins < SHORTEST
        starts, stops = begins - noon < 1.0, following - ends < 1.0  # the night goes on before it, and after it
        begins = np.where(starts | never, begins, np.clip(begins + self.offset, noon, following))
        ends = np.where(stops | never, ends, np.clip(ends - self.offset, noon, following))
        found = np.round(np.column_stack([begins, ends]))
        found[never, 1] = found[never, 0]
        return found, never, starts & stops & ~never


def shown_names() -> dict[float, str]:
    """The name of each kind of night in the language of the user, by its angle."""
    return {HORIZON: tr("sunset to sunrise"), CIVIL: tr("civil night"), NAUTICAL: tr("nautical night")}
