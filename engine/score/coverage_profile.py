"""The coverage profile: gap and unit-hours for every hour of the local week.

The gap of an hour is the mean over the moments u of U in that hour. So the mean of the gaps of all hours, each weighted
by the length of its moments, is the gap of the whole watch.
"""

from dataclasses import dataclass

import numpy as np

from ..places.places import Places
from ..progress import Progress, part, quiet
from ..timing.timezones import DAY, ClockChanges, clock_changes
from ..timing.watch import Period
from ..timing.weekdays import short_day_name
from ..tracks.legs import legs_of
from ..tracks.tracks import Tracks
from .evidence import Evidence
from .gap import gap_by
from .last_seen import distinct_units
from .passes import Passes
from .score import over_strips
from .watcher_passes import patrols_of

HOUR = 3600.0
SLOTS = 7 * 24  # an hour of the week: weekday * 24 + hour, weekday 0 is Monday
FIXES_AT_ONCE = 500_000


@dataclass(frozen=True)
class Slices:
    """k time intervals, each within one local hour.

    edges: (k, 2) seconds, rising and disjoint; slot: (k,) the local hour of the week, 0 to SLOTS - 1.
    """

    edges: np.ndarray
    slot: np.ndarray

    def after(self, origin: float) -> "Slices":
        """The same slices with times in seconds after `origin`."""
        return Slices(self.edges - origin, self.slot)

    @property
    def hours(self) -> np.ndarray:
        """(SLOTS,) the total length of the slices in each hour of the week, in hours."""
        return np.bincount(self.slot, self.edges[:, 1] - self.edges[:, 0], SLOTS) / HOUR


@dataclass(frozen=True)
class Profile:
    """The scores of each hour of the week.

    gap: (..., SLOTS) 0 to 1, NaN for an hour without a moment of U; unit_hours: (..., SLOTS), NaN for an hour that is
    not in the period, or not in the data; watch_hours: (SLOTS,) the total length of the moments of U in each hour, in
    hours. The profile of n places has a first axis: (n, SLOTS). units: (...) how many different units are behind it,
    counted up to three, None if not counted: a profile of one unit is the rota of a person. places: of the profile of
    all places together, (n,) the gap of each place over the whole watch.
    """

    gap: np.ndarray
    unit_hours: np.ndarray
    watch_hours: np.ndarray
    units: np.ndarray | None = None
    places: np.ndarray | None = None

    @property
    def mean_gap(self) -> np.ndarray:
        """(...) the gap of the whole watch."""
        return average(self.gap, self.watch_hours)

    @property
    def darkest(self) -> np.ndarray:
        """(...) the hour of the week with the highest gap; among equal gaps the one with the fewest unit-hours, then
        the first of the week."""
        return self._extreme(np.nanmax(self.gap, axis=-1, keepdims=True), self.unit_hours)

    @property
    def best(self) -> np.ndarray:
        """(...) the hour of the week with the lowest gap; among equal gaps the one with the most unit-hours."""
        return self._extreme(np.nanmin(self.gap, axis=-1, keepdims=True), -self.unit_hours)

    def _extreme(self, level: np.ndarray, rank: np.ndarray) -> np.ndarray:
        return np.argmin(np.where(alike(self.gap, level), rank, np.inf), axis=-1)


def alike(gap: np.ndarray, level: np.ndarray | float) -> np.ndarray:
    """Whether each gap equals `level`, within rounding."""
    return np.abs(gap - level) <= 1e-9


def average(values: np.ndarray, hours: np.ndarray, axis: int = -1) -> np.ndarray:
    """The mean of `values` along an axis, weighted by `hours` (broadcast to the shape of the values); NaN where all
    hours are 0. Values with a weight of 0 may be NaN."""
    hours = np.broadcast_to(hours, np.shape(values))
    total = np.sum(hours, axis=axis)
    sums = np.sum(np.where(hours > 0, values, 0.0) * hours, axis=axis)
    return np.where(total > 0, sums / np.where(total > 0, total, 1.0), np.nan)


def hour_name(slot: int) -> str:
    """The start of an hour of the week as text: Tue 03:00."""
    return f"{short_day_name(slot // 24)} {slot % 24:02d}:00"


def hour_span(slot: int) -> str:
    """An hour of the week as text: Tue 03:00-04:00."""
    return f"{hour_name(slot)}-{(slot % 24 + 1) % 24:02d}:00"


def local_hours(bands: np.ndarray, timezone: str) -> Slices:
    """`bands` (k, 2), in seconds since the epoch, rising and disjoint, cut at the full hours of `timezone` and at its
    clock changes.

    An hour that the clocks show twice occurs twice, with the same slot; an hour that they skip does not occur. The
    weekday is that of the local calendar day. Raises UserError for an unknown time zone.
    """
    bands = np.reshape(np.asarray(bands, float), (-1, 2))
    if not len(bands):
        return Slices(bands, np.zeros(0, np.int64))
    first, last = bands[0, 0], bands[-1, 1]
    changes = clock_changes(timezone, first, last)
    cuts = np.unique(np.concatenate([bands.ravel(), _full_hours(changes, first, last), changes.at]))
    middle = (cuts[1:] + cuts[:-1]) / 2
    band = np.searchsorted(bands[:, 0], middle, side="right") - 1
    inside = (band >= 0) & (middle < bands[band, 1])
    wall = middle + changes.offset[np.searchsorted(changes.at, middle, side="right")]
    weekday = (wall // DAY + 3) % 7  # the epoch was a Thursday
    slot = (weekday * 24 + wall % DAY // HOUR).astype(np.int64)
    return Slices(np.column_stack([cuts[:-1], cuts[1:]])[inside], slot[inside])


def _full_hours(changes: ClockChanges, first: float, last: float) -> np.ndarray:
    """The instants from `first` to `last` at which the clocks show a full hour; there may be a few extra instants."""
    since, until = np.r_[first, changes.at], np.r_[changes.at, last]
    return np.concatenate(
        [
            np.arange(np.ceil((a + offset) / HOUR) * HOUR - offset, b, HOUR)
            for a, b, offset in zip(since, until, changes.offset, strict=True)
        ]
    )


def coverage_profile(
    evidence: Evidence, per_place: bool = False, progress: Progress = quiet
) -> tuple[Profile, Profile | None]:
    """The total profile, and the profile of each place if `per_place`, by the hours of the watch's time zone.

    The total gap is the mean over places, weighted by demand, or unweighted if all demand is 0. The total unit-hours
    are all hours that units spent on tracks, anywhere. The unit-hours of a place are those within detection range, for
    a line or zone the mean over its sample points. Unit-hours are counted in all the time that is scored,
    inside and outside the watch.
    """
    question, demand, origin, timezone = evidence.question, evidence.demand, evidence.origin, evidence.watch.timezone
    starts = local_hours(question.moments, timezone).after(origin)
    scored = question.period
    whole = local_hours([[scored.start, scored.end]], timezone).after(origin)
    weight = demand if demand.sum() > 0 else np.ones(len(demand))
    slowest = evidence.detection.slowest
    on_patrol = unit_hours_on_patrol(evidence.tracks, whole, origin, slowest, part(progress, 0, 0.1))

    def work(passes: Passes, some: Places, start: int):
        gap = gap_by(passes, len(some.x), starts.edges, starts.slot, SLOTS, question.revisit)
        gap = _place_means(gap, some)
        total, mean = weight[start : start + len(some)] @ gap, average(gap, starts.hours)
        if not per_place:
            return total, mean, None, None, None
        passes = patrols_of(passes, evidence.moving)
        near = _place_means(_unit_hours(passes.sample, passes.start, passes.end, whole, len(some.x)), some)
        inside = passes.within(scored.start - origin, scored.end - origin)
        return total, mean, gap, near, distinct_units(some.place_of_sample[inside.sample], inside.unit, len(some))

    strips = over_strips(evidence, work, part(progress, 0.1, 1))
    totals, means, gaps, near, units = zip(*strips, strict=True)
    missing = np.where(whole.hours > 0, 0.0, np.nan)
    total_gap, on_duty = np.sum(totals, axis=0) / weight.sum(), _units_on_patrol(evidence.tracks, scored)
    total = Profile(total_gap, on_patrol + missing, starts.hours, on_duty, np.concatenate(means))
    if not per_place:
        return total, None
    near = np.concatenate(near) + missing
    return total, Profile(np.concatenate(gaps), near, starts.hours, np.concatenate(units))


def _units_on_patrol(tracks: Tracks, period: Period) -> np.ndarray:
    """() the number of different units that have a track in the time that is scored, counted up to three."""
    start, end = tracks.t[tracks.offsets[:-1]], tracks.t[tracks.offsets[1:] - 1]
    unit = tracks.unit[tracks.offsets[:-1]][(start <= period.end) & (end >= period.start)]
    return distinct_units(np.zeros(len(unit), np.int64), unit, 1)[0]


def _place_means(values: np.ndarray, places: Places) -> np.ndarray:
    """(n, SLOTS) means over the sample points (m, SLOTS) of each place."""
    if places.one_sample_each:
        return values
    return np.add.reduceat(values, places.offsets[:-1]) / np.diff(places.offsets)[:, None]


def unit_hours_on_patrol(
    tracks: Tracks, slices: Slices, origin: float, slowest: float = 0.0, progress: Progress = quiet
) -> np.ndarray:
    """(SLOTS,) hours that units spent on tracks, summed over units; legs slower than `slowest` m/s do not count.

    slices: with times in seconds after `origin`.
    """
    hours = np.zeros(SLOTS)
    for start in range(0, len(tracks.t), FIXES_AT_ONCE):
        stop = min(start + FIXES_AT_ONCE, len(tracks.t))
        legs = legs_of(tracks, origin, slowest, start, stop)
        hours += _unit_hours(np.zeros(len(legs), np.int64), legs.t0, legs.t1, slices, 1)[0]
        progress(stop / len(tracks.t))
    return hours


def _unit_hours(of: np.ndarray, start: np.ndarray, end: np.ndarray, slices: Slices, count: int) -> np.ndarray:
    """(count, SLOTS) hours of the stays from `start` to `end` (p,), each added to its row `of`."""
    first = np.searchsorted(slices.edges[:, 1], start, side="right")
    count_of = np.maximum(np.searchsorted(slices.edges[:, 0], end, side="left") - first, 0)  # slices in each stay
    stay = np.repeat(np.arange(len(of)), count_of)
    i = np.arange(len(stay)) - np.repeat(np.cumsum(count_of) - count_of, count_of) + np.repeat(first, count_of)
    seconds = np.minimum(end[stay], slices.edges[i, 1]) - np.maximum(start[stay], slices.edges[i, 0])
    return np.bincount(of[stay] * SLOTS + slices.slot[i], seconds, count * SLOTS).reshape(count, SLOTS) / HOUR
