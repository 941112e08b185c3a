"""The coverage profile: gap and unit-hours for every hour of the local week.

The gap of an hour is the mean over the moments u of U in that hour. So the mean of the gaps of all hours, each weighted
by the length of its moments, is the gap of the whole watch.
"""

from dataclasses import dataclass, replace

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
from .score import Work, over_questions
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
    hours; (n, SLOTS) where n places have their own questions. The profile of n places has a first axis: (n, SLOTS).
    units: (...) how many different units are behind it, counted up to three, None if not counted: a profile of one unit
    is the rota of a person. places: of the profile of all places together, (n,) the gap of each place over the whole
    watch.
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
    Where places have their own questions, an hour has the mean of the places that are watched in it, each weighted by
    the share of its own moments in that hour as well; so the mean of all hours remains that of the gaps of the places.
    """
    demand, origin, scored, timezone = evidence.demand, evidence.origin, evidence.period, evidence.watch.timezone
    whole = local_hours([[scored.start, scored.end]], timezone).after(origin)
    weight = demand if demand.sum() > 0 else np.ones(len(demand))
    weighted = replace(evidence, demand=weight)
    slowest = evidence.detection.slowest
    on_patrol = unit_hours_on_patrol(evidence.tracks, whole, origin, slowest, part(progress, 0, 0.1))

    def work_of(own: Evidence) -> Work:
        return _work(own, moments_by_hour(own), whole, per_place)

    found = over_questions(weighted, work_of, part(progress, 0.1, 1))
    parts = [list(zip(*strips, strict=True)) for strips in found]
    each_question, order = weighted.by_question, np.argsort(evidence.in_order)
    hours = np.array([moments_by_hour(own).hours for own in each_question])
    sums = np.array([np.sum(totals, axis=0) for totals, *_ in parts])
    if len(parts) == 1:
        total_gap, watch_hours = sums[0] / weight.sum(), hours[0]
    else:
        total_gap, watch_hours = _joined(sums, hours, np.array([own.demand.sum() for own in each_question]))
    missing = np.where(whole.hours > 0, 0.0, np.nan)
    on_duty = units_on_patrol(evidence.tracks, scored)
    on_duty = distinct_units(np.zeros(len(on_duty), np.int64), on_duty, 1)[0]
    places = np.concatenate([mean for _, means, *_ in parts for mean in means])[order]
    total = Profile(total_gap, on_patrol + missing, watch_hours, on_duty, places)
    if not per_place:
        return total, None
    gaps, near, units = (
        np.concatenate([piece for part in parts for piece in part[column]])[order] for column in (2, 3, 4)
    )
    if len(parts) > 1:
        watch_hours = np.repeat(hours, [len(own.places) for own in each_question], axis=0)[order]
    return total, Profile(gaps, near + missing, watch_hours, units)


def moments_by_hour(evidence: Evidence) -> Slices:
    """The moments of the question by hour of the week."""
    return local_hours(evidence.question.moments, evidence.watch.timezone).after(evidence.origin)


def _work(evidence: Evidence, starts: Slices, whole: Slices, per_place: bool) -> Work:
    """The work on places that are all asked the question of the evidence, whose demand is their weight. starts: its
    moments; whole: all the time that is scored."""
    question, origin, weight = evidence.question, evidence.origin, evidence.demand
    revisit, scored = question.revisit, question.period

    def work(passes: Passes, some: Places, start: int):
        gap = gap_by(passes, len(some.x), starts.edges, starts.slot, SLOTS, revisit)
        gap = hourly_means(gap, some)
        total, mean = weight[start : start + len(some)] @ gap, average(gap, starts.hours)
        if not per_place:
            return total, mean, None, None, None
        passes = patrols_of(passes, evidence.moving)
        near = hourly_means(hours_of_stays(passes.sample, passes.start, passes.end, whole, len(some.x)), some)
        inside = passes.within(scored.start - origin, scored.end - origin)
        return total, mean, gap, near, distinct_units(some.place_of_sample[inside.sample], inside.unit, len(some))

    return work


def _joined(sums: np.ndarray, hours: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The gap of all places in each hour of the week, (SLOTS,), NaN where none is watched, and the hours of moments
    that a place has there in the mean. sums: (q, SLOTS) of the weighted gaps of the places of each question; hours: (q,
    SLOTS) of its moments; weights: (q,) of its places."""
    whole = hours.sum(axis=1)
    share = hours / whole[:, None]
    weight = (share * weights[:, None]).sum(axis=0)
    gap = np.where(share > 0, share * sums, 0.0).sum(axis=0)
    total = weights.sum()
    with np.errstate(invalid="ignore"):
        return np.where(weight > 0, gap / weight, np.nan), weight / total * (weights @ whole / total)


def units_on_patrol(tracks: Tracks, period: Period) -> np.ndarray:
    """(k,) the codes of the units of the tracks in the time that is scored, one for each track."""
    start, end = tracks.t[tracks.offsets[:-1]], tracks.t[tracks.offsets[1:] - 1]
    return tracks.unit[tracks.offsets[:-1]][(start <= period.end) & (end >= period.start)]


def hourly_means(values: np.ndarray, places: Places) -> np.ndarray:
    """(n, ...) means over the sample points (m, ...) of each place."""
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
        hours += hours_of_stays(np.zeros(len(legs), np.int64), legs.t0, legs.t1, slices, 1)[0]
        progress(stop / len(tracks.t))
    return hours


def hours_of_stays(
    of: np.ndarray, start: np.ndarray, end: np.ndarray, slices: Slices, count: int, slots: int = SLOTS
) -> np.ndarray:
    """(count, slots) hours of the stays from `start` to `end` (p,), each added to its row `of`. slices: their slots are
    below `slots`."""
    first = np.searchsorted(slices.edges[:, 1], start, side="right")
    count_of = np.maximum(np.searchsorted(slices.edges[:, 0], end, side="left") - first, 0)  # slices in each stay
    stay = np.repeat(np.arange(len(of)), count_of)
    i = np.arange(len(stay)) - np.repeat(np.cumsum(count_of) - count_of, count_of) + np.repeat(first, count_of)
    seconds = np.minimum(end[stay], slices.edges[i, 1]) - np.maximum(start[stay], slices.edges[i, 0])
    return np.bincount(of[stay] * slots + slices.slot[i], seconds, count * slots).reshape(count, slots) / HOUR
