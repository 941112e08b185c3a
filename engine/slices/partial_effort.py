"""The patrol effort of one day, and the effort of all days together.

The slices are the local days themselves, so that days add up. A stay that goes on over midnight is one visit, although
both days count it. So each day says which stays last up to its end, and which from its start on: those in both are the
same. Where the hours that count end at midnight, none goes on.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ..effort.crossings import Patches
from ..effort.effort import Effort, effort, parts_within, pieces_of
from ..effort.unit_times import UnitTimes, UnitTimesSoFar
from ..progress import Progress, quiet
from ..tracks.legs import legs_at
from ..tracks.tracks import Tracks
from .slice import Slice

MOST_UNITS = 2**31


@dataclass(frozen=True)
class Staying:
    """Stays that may go on over an edge of a slice, (v,) each, of which no two are alike: place and unit (code)."""

    place: np.ndarray
    unit: np.ndarray

    @classmethod
    def none(cls) -> "Staying":
        return cls(np.zeros(0, np.int32), np.zeros(0, np.int32))

    def keys(self, codes: np.ndarray) -> np.ndarray:
        """(v,) one number for each place and unit. codes: the code of each unit in all slices."""
        return self.place.astype(np.int64) << 32 | codes[self.unit]


@dataclass(frozen=True)
class PartialEffort:
    """What a day adds.

    start, end: of the slice, seconds since the epoch. places: (k,) those with a visit; seconds, metres, visits: (k,)
    theirs. totals: (4,) seconds and metres inside and outside the places, then those outside. unit_times: in seconds
    after `origin`, which is in seconds since the epoch. left, right: the stays that may go on over the start and the
    end. names: the names behind the codes of units.
    """

    start: float
    end: float
    places: np.ndarray
    seconds: np.ndarray
    metres: np.ndarray
    visits: np.ndarray
    totals: np.ndarray
    unit_times: UnitTimes
    origin: float
    left: Staying
    right: Staying
    names: tuple[str, ...]


def day_slices(midnights: np.ndarray, margin: float) -> list[Slice]:
    """The days as slices, rising. midnights: (n + 1,) the edges of n days in seconds since the epoch; margin: seconds,
    how far apart two fixes of a track can be."""
    edges = np.asarray(midnights, float).tolist()
    return [Slice(start, end, start - margin, end + margin) for start, end in pairwise(edges)]


def hours_within(hours: np.ndarray, one: Slice) -> np.ndarray:
    """(j, 2) the part of the hours (k, 2), rising and disjoint, that lies in the slice."""
    cut = np.clip(hours, one.start, one.end)
    return cut[cut[:, 1] > cut[:, 0]]


def partial_effort(
    tracks: Tracks,
    patches: Patches,
    day: Slice,
    hours: np.ndarray,
    slowest: float = 0.0,
    progress: Progress = quiet,
    travelled: np.ndarray | None = None,
) -> PartialEffort:
    """What a day adds.

    tracks: of the fixes from `since` to `until` of the day; hours: (k, 2) all the time in which effort counts, in the
    day and, if it goes on there, beyond. The other arguments are as for `effort`.
    """
    own = hours_within(hours, day)
    if not len(own) or not len(tracks):
        progress(1.0)
        return _nothing(day)
    found = effort(tracks, patches, own, np.array([day.start]), slowest, progress, travelled)
    places = np.flatnonzero(found.visits)
    left, right = (
        _staying(tracks, patches, own, slowest, edge, at_start)
        if np.any((hours[:, 0] < edge) & (edge < hours[:, 1]))
        else Staying.none()
        for edge, at_start in ((day.start, True), (day.end, False))
    )
    return PartialEffort(
        day.start,
        day.end,
        places.astype(np.int32),
        found.seconds[places],
        found.metres[places],
        found.visits[places].astype(np.int32),
        np.array([found.total_seconds, found.total_metres, found.outside_seconds, found.outside_metres]),
        _short(found.unit_times),
        found.origin,
        left,
        right,
        tuple(tracks.unit_names),
    )


def _nothing(day: Slice) -> PartialEffort:
    """What a day without fixes, or without hours that count, adds."""
    whole, real = np.zeros(0, np.int32), np.zeros(0)
    times, none = UnitTimes(whole, whole, real, real), Staying.none()
    return PartialEffort(day.start, day.end, whole, real, real, whole, np.zeros(4), times, day.start, none, none, ())


def _short(times: UnitTimes) -> UnitTimes:
    """The same with whole numbers of 32 bits."""
    return UnitTimes(times.place.astype(np.int32), times.unit.astype(np.int32), times.first, times.last)


def _staying(
    tracks: Tracks, patches: Patches, hours: np.ndarray, slowest: float, edge: float, at_start: bool
) -> Staying:
    """The stays that last up to the end, or from the start, of a slice, as `effort` sees them. A unit with a leg up to
    an instant and a leg from it on is there all the time, because it has one fix at most at an instant. hours: (j, 2)
    those of the slice; edge: in seconds since the epoch."""
    t, origin = tracks.t, float(np.floor(hours[0, 0]))
    meets = (t[:-1] <= edge) & (t[1:] > edge) if at_start else (t[:-1] < edge) & (t[1:] >= edge)
    legs, at = legs_at(tracks, np.flatnonzero(meets), origin, slowest), edge - origin
    legs, _ = parts_within(legs, hours - origin)
    legs = legs.take(np.flatnonzero((legs.t1 > legs.t0) & ((legs.t0 if at_start else legs.t1) == at)))
    if not len(legs):
        return Staying.none()
    pieces = pieces_of(legs, patches)
    turn = pieces.leg[1:] != pieces.leg[:-1]
    there = np.flatnonzero(np.r_[True, turn] if at_start else np.r_[turn, True])
    point, place = patches.containing(pieces.x[there], pieces.y[there])
    return Staying(place.astype(np.int32), legs.unit[pieces.leg[there[point]]].astype(np.int32))


class EffortSums:
    """Adds up the efforts of days, in the order of time. Memory: 32 bytes for each place, and 24 for each pair of a
    place and a unit."""

    def __init__(self, places: int, hours: np.ndarray):
        """places: their number; hours: (k, 2) all the time in which effort counts, at least one of them."""
        self._seconds, self._metres = np.zeros(places), np.zeros(places)
        self._visits, self._days = np.zeros(places, np.int64), np.zeros(places, np.int64)
        self._totals, self._origin = np.zeros(4), float(np.floor(hours[0, 0]))
        self._by_unit, self._codes = UnitTimesSoFar(MOST_UNITS), {}
        self._until, self._staying = -np.inf, np.zeros(0, np.int64)

    def add(self, partial: PartialEffort) -> None:
        """Adds the next day."""
        at, times = partial.places, partial.unit_times
        codes = np.array([self._codes.setdefault(name, len(self._codes)) for name in partial.names], np.int64)
        self._seconds[at] += partial.seconds
        self._metres[at] += partial.metres
        self._visits[at] += partial.visits
        self._days[at] += 1
        self._totals += partial.totals
        if partial.start == self._until:
            stayed = np.isin(partial.left.keys(codes), self._staying)
            np.subtract.at(self._visits, partial.left.place[stayed], 1)
        self._until, self._staying = partial.end, partial.right.keys(codes)
        since = partial.origin - self._origin
        self._by_unit.add(times.place, codes[times.unit], times.first + since, times.last + since)

    @property
    def unit_names(self) -> tuple[str, ...]:
        """The names behind the codes of the units."""
        return tuple(self._codes)

    def effort(self) -> Effort:
        """The effort of all days, as `effort` would compute it from all fixes at once, but for the last digits of
        seconds, metres and times, and for the codes of units, which are those of `unit_names`."""
        times, n = self._by_unit.found(), len(self._seconds)
        first, last = times.extremes(n)
        return Effort(
            self._seconds.copy(),
            self._metres.copy(),
            self._visits.copy(),
            times.units(n),
            self._days.copy(),
            first + self._origin,
            last + self._origin,
            *self._totals.tolist(),
            times,
            self._origin,
        )
