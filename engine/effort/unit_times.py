"""When each unit was first and last in each place: what is needed to publish times without following persons."""

from dataclasses import dataclass

import numpy as np

from ..score.last_seen import published_times
from ..timing.local_steps import LocalSteps

PENDING = 1_000_000  # rows added before they are merged, at least


@dataclass(frozen=True)
class UnitTimes:
    """The first and the last instant of each unit in each place, for p pairs of them; (p,) each.

    place: rising, and for each place `unit` (code) is rising; first, last: seconds after the origin.
    """

    place: np.ndarray
    unit: np.ndarray
    first: np.ndarray
    last: np.ndarray

    def units(self, places: int) -> np.ndarray:
        """(places,) the number of different units."""
        return np.bincount(self.place, minlength=places)

    def extremes(self, places: int) -> tuple[np.ndarray, np.ndarray]:
        """(places,) the first and (places,) the last instant of any unit, NaN where there is none."""
        first, last = np.full((2, places), np.nan)
        if len(self.place):
            begin = np.flatnonzero(np.r_[True, np.diff(self.place) > 0])
            first[self.place[begin]] = np.minimum.reduceat(self.first, begin)
            last[self.place[begin]] = np.maximum.reduceat(self.last, begin)
        return first, last

    def published(self, times: np.ndarray, clock: LocalSteps) -> np.ndarray:
        """(places,) the times as they are published (see `last_seen`). times: (places,) the first, or the last,
        instants of the places; clock: with the origin of these times.

        A unit that was in the place in the step of the last instant of all is there at its own last instant, since no
        unit is there later; likewise for the first. So the stays between them are not needed.
        """
        return published_times(times, self.place, self.unit, self.first, self.last, clock)


class UnitTimesSoFar:
    """Collects UnitTimes stay by stay. Memory: 24 bytes for each pair of place and unit, and PENDING rows."""

    def __init__(self, units: int):
        self._units, self._pending = max(units, 1), 0
        self._parts: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []

    def add(self, place: np.ndarray, unit: np.ndarray, first: np.ndarray, last: np.ndarray) -> None:
        """Stays, (s,) each."""
        self._parts.append(_extremes(place.astype(np.int64) * self._units + unit, first, last))
        self._pending += len(self._parts[-1][0])
        if self._pending > max(PENDING, len(self._parts[0][0])):
            self._merge()

    def found(self) -> UnitTimes:
        """All that was added."""
        self._merge()
        key, first, last = self._parts[0]
        place, unit = np.divmod(key, self._units)
        return UnitTimes(place, unit, first, last)

    def _merge(self) -> None:
        nothing = np.zeros(0, np.int64), np.zeros(0), np.zeros(0)
        self._parts = [_extremes(*map(np.concatenate, zip(nothing, *self._parts, strict=True)))]
        self._pending = 0


def _extremes(key: np.ndarray, first: np.ndarray, last: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The distinct keys, rising, with their smallest `first` and their largest `last`."""
    order = np.argsort(key, kind="stable")
    key, first, last = key[order], first[order], last[order]
    if not len(key):
        return key, first, last
    begin = np.flatnonzero(np.r_[True, np.diff(key) > 0])
    return key[begin], np.minimum.reduceat(first, begin), np.maximum.reduceat(last, begin)
