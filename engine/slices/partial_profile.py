"""What one slice adds to the coverage profile, and the profile of all slices together.

In one slice units see few of the places, and each of them in few hours. So all numbers are about what is seen: they
are 0 at all other places and in all other hours.
"""

from dataclasses import dataclass

import numpy as np

from ..places.places import Places
from ..progress import Progress, part, quiet
from ..score.coverage_profile import (
    SLOTS,
    Profile,
    Slices,
    hourly_means,
    hours_of_stays,
    local_hours,
    moments_by_hour,
    unit_hours_on_patrol,
    units_on_patrol,
)
from ..score.evidence import Evidence
from ..score.gap import gap_by
from ..score.passes import Passes
from ..score.score import Work, over_strips
from ..score.watcher_passes import patrols_of
from .few_values import NONE, few_values, how_many, joined
from .slice_question import SliceQuestion

HOUR = 3600.0


@dataclass(frozen=True)
class ByHour:
    """Values of places in hours of the week that are not 0, (m,) each, of which no two are of the same place and hour.

    place: index; slot: the hour of the week, 0 to SLOTS - 1.
    """

    place: np.ndarray
    slot: np.ndarray
    value: np.ndarray

    @classmethod
    def of(cls, values: np.ndarray, slots: np.ndarray, first: int) -> "ByHour":
        """The values (n, s) of n places from the index `first`, in the hours of the week `slots` (s,)."""
        place, column = np.nonzero(values)
        slot = slots[column].astype(np.uint8)
        return cls((place + first).astype(np.int32), slot, values[place, column])

    @classmethod
    def joined(cls, parts: list["ByHour"]) -> "ByHour":
        return cls(*(np.concatenate([getattr(part, name) for part in parts]) for name in ("place", "slot", "value")))

    def add_to(self, sums: np.ndarray) -> None:
        """Adds the values to sums, (n, SLOTS)."""
        sums[self.place, self.slot] += self.value


@dataclass(frozen=True)
class PartialProfile:
    """What a slice adds.

    unseen: (SLOTS,) the seconds of its moments that go unseen, summed over places, each with its weight: its demand, or
    1 where all demand is 0. on_patrol: (SLOTS,) hours that units spent on tracks. on_duty: (1, 3) up to three units
    with a track. places: (k,) the places that are seen at any of the moments; seen: (k,) for how many seconds of them.
    seen_by_hour: the same by hour of the week, in seconds; near: hours that units spent in range; visited: (v,) places
    with a unit in range; units: (v, 3) up to three of these; all four None without profiles of places. names: the names
    behind the codes of units.
    """

    unseen: np.ndarray
    on_patrol: np.ndarray
    on_duty: np.ndarray
    places: np.ndarray
    seen: np.ndarray
    seen_by_hour: ByHour | None
    near: ByHour | None
    visited: np.ndarray | None
    units: np.ndarray | None
    names: tuple[str, ...]


def partial_profile(
    evidence: Evidence, asked: SliceQuestion, per_place: bool = False, progress: Progress = quiet
) -> PartialProfile:
    """What a slice adds, from the evidence of its fixes, whose question is that of the slice. The places must not have
    their own questions."""
    tracks, origin = evidence.tracks, evidence.origin
    whole = local_hours([[asked.start, asked.end]], evidence.watch.timezone).after(origin)
    slowest = evidence.detection.slowest
    on_patrol = unit_hours_on_patrol(tracks, whole, origin, slowest, part(progress, 0, 0.1))
    on_duty = units_on_patrol(tracks, asked.question.period)
    found = over_strips(evidence, _work(evidence, asked, whole, per_place), part(progress, 0.1, 1))
    unseen, seen, by_hour, near, units = zip(*found, strict=True)
    seen = np.concatenate(seen)
    places = np.flatnonzero(seen)
    visited = None
    if per_place:
        units = np.concatenate(units)
        visited = np.flatnonzero(units[:, 0] != NONE)
    return PartialProfile(
        np.sum(unseen, axis=0),
        on_patrol,
        few_values(np.zeros(len(on_duty), np.int64), on_duty, 1),
        places.astype(np.int32),
        seen[places],
        ByHour.joined(by_hour) if per_place else None,
        ByHour.joined(near) if per_place else None,
        visited.astype(np.int32) if per_place else None,
        units[visited] if per_place else None,
        tuple(tracks.unit_names),
    )


def weight_of(evidence: Evidence) -> np.ndarray:
    """(n,) the weights of places in the profile of all places together."""
    return evidence.demand if evidence.demand.sum() > 0 else np.ones(len(evidence.demand))


def _work(evidence: Evidence, asked: SliceQuestion, whole: Slices, per_place: bool) -> Work:
    """The work on some places. whole: all the time of the slice that is scored."""
    origin, weight, revisit = evidence.origin, weight_of(evidence), asked.question.revisit
    starts = local_hours(asked.question.moments, evidence.watch.timezone).after(origin)
    (slots, slot), (near_slots, near_slot) = (
        np.unique(some.slot, return_inverse=True) for some in (starts, whole)
    )  # few of the week
    whole = Slices(whole.edges, near_slot)
    length = starts.hours[slots] * HOUR
    first, last = asked.start - origin, asked.end - origin

    def work(passes: Passes, some: Places, start: int):
        seen = 1.0 - hourly_means(gap_by(passes, len(some.x), starts.edges, slot, len(slots), revisit), some)
        seen *= length
        unseen = np.zeros(SLOTS)
        unseen[slots] = weight[start : start + len(some)] @ (length - seen)
        if not per_place:
            return unseen, seen.sum(axis=1), None, None, None
        passes = patrols_of(passes, evidence.moving)
        hours = hours_of_stays(passes.sample, passes.start, passes.end, whole, len(some.x), len(near_slots))
        inside = passes.within(first, last)
        return (
            unseen,
            seen.sum(axis=1),
            ByHour.of(seen, slots, start),
            ByHour.of(hourly_means(hours, some), near_slots, start),
            few_values(some.place_of_sample[inside.sample], inside.unit, len(some)),
        )

    return work


class ProfileSums:
    """Adds up partial profiles. Memory: 8 bytes for each place, and with profiles of places 2700."""

    def __init__(self, evidence: Evidence, per_place: bool = False):
        """evidence: with the places, the question of the whole period and its watch. Its tracks are not used."""
        n = len(evidence.places)
        self._evidence, self._per_place = evidence, per_place
        self._unseen, self._on_patrol, self._on_duty = np.zeros(SLOTS), np.zeros(SLOTS), np.full((1, 3), NONE, np.int32)
        self._seen, self._codes = np.zeros(n), {}
        if per_place:
            self._by_hour, self._near = np.zeros((n, SLOTS)), np.zeros((n, SLOTS))
            self._units = np.full((n, 3), NONE, np.int32)

    def add(self, partial: PartialProfile) -> None:
        """Adds a slice. The order of slices does not matter, but for the last digits of sums."""
        codes = [self._codes.setdefault(name, len(self._codes)) for name in partial.names]
        codes = np.array([*codes, NONE], np.int32)  # the code NONE, which is -1, is that of the last one
        self._unseen += partial.unseen
        self._on_patrol += partial.on_patrol
        self._on_duty = joined(self._on_duty, codes[partial.on_duty])
        self._seen[partial.places] += partial.seen
        if self._per_place:
            partial.seen_by_hour.add_to(self._by_hour)
            partial.near.add_to(self._near)
            at = partial.visited
            self._units[at] = joined(self._units[at], codes[partial.units])

    def profiles(self) -> tuple[Profile, Profile | None]:
        """The total profile and, if there are profiles of places, these: as `coverage_profile` would compute them from
        all fixes at once, but for the last digits."""
        evidence, period = self._evidence, self._evidence.question.period
        starts = moments_by_hour(evidence)
        whole = local_hours([[period.start, period.end]], evidence.watch.timezone)
        missing = np.where(whole.hours > 0, 0.0, np.nan)
        seconds = starts.hours * HOUR
        gaps = 1.0 - self._seen / seconds.sum() if seconds.any() else np.full(len(self._seen), np.nan)
        with np.errstate(invalid="ignore"):
            total_gap = np.clip(self._unseen / (seconds * weight_of(evidence).sum()), 0.0, 1.0)
        total = Profile(
            total_gap,
            self._on_patrol + missing,
            starts.hours,
            how_many(self._on_duty)[0],
            np.clip(gaps, 0.0, 1.0),
        )
        if not self._per_place:
            return total, None
        with np.errstate(invalid="ignore"):
            gap = np.clip(1.0 - self._by_hour / seconds, 0.0, 1.0)
        return total, Profile(gap, self._near + missing, starts.hours, how_many(self._units))
