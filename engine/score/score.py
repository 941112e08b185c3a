"""Scores of places from tracks: passes, gap and idleness, computed strip by strip so that memory does not grow with the
number of fixes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import pairwise

import numpy as np

from ..places.places import Places
from ..progress import Progress, part, quiet
from ..threads import in_threads
from ..timing.local_steps import QUARTER, LocalSteps
from ..timing.timezones import DAY
from ..tracks.tracks import Tracks
from .binned_gap import BinnedGap, binned_gap
from .detection import Detection
from .evidence import Evidence
from .gap import SilentNights, exposure_intervals, gap, meets
from .gap_low import LowGap
from .idleness import idleness
from .last_seen import FEWEST, distinct_units, steps_behind
from .nights import Nights
from .passes import Passes, estimated_passes
from .prisms import Prisms
from .seen import seen_passes
from .visits import first_stays
from .watch_bins import BinnedMoments
from .watched import watched_places
from .watcher_passes import estimated_watcher_passes, exposure_with_watchers, patrols_of

FOUND_AT_ONCE = 4_000_000  # passes held in memory
MARGIN = 1.1  # for the error of their estimated number
FINDING = 0.12  # share of the time that finding passes takes; the rest is work on them
PASSES_AT_ONCE, SAMPLES_AT_ONCE = 200_000, 50_000  # scored at once by one thread

Work = Callable[[Passes, Places, int], object]
"""A computation on the passes of some places, called with (passes, places, index of the first of these places)."""


@dataclass(frozen=True)
class Scores:
    """The scores of n places; (n,) each. gap, gap_low, nights_seen, watch_visits and watch_dwell are about the watch,
    the others about the whole period.

    gap: 0 to 1.
    gap_low: a lower bound of the gap, as if every unit had passed the place whenever its outages allow it, and all
    units in the nights without a fix of any unit.
    visits: stays of a unit; if an outage begins and ends in the same place, the stay continues.
    dwell: unit-seconds in range.
    last_seen: seconds since the epoch, NaN where never.
    mean_idle, worst_gap: seconds.
    worst_at_edge: whether the worst gap touches the start or end of the period, so that it may in fact be longer.
    nights_seen: the number of nights of the watch in which the place was in range of a unit.
    watch_visits: the visits that have any time in range in the watch; a visit of several nights counts once.
    watch_dwell: unit-seconds in range in the watch.
    If the watch is all the time that is scored, watch_visits equals visits, and watch_dwell equals dwell.
    steps: (n, 2) seconds to which last_seen, and durations, are rounded where they are published (see `published`).
    rounded: whether last_seen is rounded; never before that.
    watched: what watchers add, of the type WATCHED; None without watchers. gap and gap_low count watchers, all others
    count units that move.
    """

    gap: np.ndarray
    gap_low: np.ndarray
    visits: np.ndarray
    dwell: np.ndarray
    last_seen: np.ndarray
    mean_idle: np.ndarray
    worst_gap: np.ndarray
    worst_at_edge: np.ndarray
    nights_seen: np.ndarray
    watch_visits: np.ndarray
    watch_dwell: np.ndarray
    steps: np.ndarray
    rounded: np.ndarray
    watched: np.ndarray | None = None

    def __len__(self) -> int:
        return len(self.gap)

    @property
    def given(self) -> dict[str, np.ndarray]:
        """The columns that there are, by name."""
        columns = {column.name: getattr(self, column.name) for column in fields(Scores)}
        return {name: column for name, column in columns.items() if column is not None}

    @property
    def gap_by_patrols(self) -> np.ndarray:
        """(n,) the gap by units that move alone."""
        return self.gap if self.watched is None else self.watched["gap_patrols"]

    def subset(self, start: int, end: int) -> "Scores":
        """The scores of the places start:end."""
        return self.take(slice(start, end))

    def take(self, index: np.ndarray | slice) -> "Scores":
        """The scores of the places at the indices, in that order."""
        columns = (getattr(self, column.name) for column in fields(Scores))
        return Scores(*(None if column is None else column[index] for column in columns))


def score_places(evidence: Evidence, progress: Progress = quiet) -> Scores:
    """Scores of all places, in their order."""
    return scores_and_bins(evidence, None, progress)[0]


def scores_and_bins(
    evidence: Evidence,
    bins: Callable[[Evidence], BinnedMoments] | None,
    progress: Progress = quiet,
    keep: Callable = lambda found: found,
) -> tuple[Scores, list[list]]:
    """The scores of all places, in their order; and for each question (`Evidence.asked`) the gaps of its places by bins
    of the watch, piece by piece, as `keep` makes them from BinnedGap; none without `bins`. bins: returns the moments
    for evidence with one question, with its origin."""
    each = evidence.by_question
    parts, binned = [], [[] for _ in each]
    asked, work, low_gap = -1, None, None
    for question, _, some, found, here in by_strip(evidence, progress):
        if question != asked:  # their order is that of the questions, so only one of these is in memory
            asked, work, low_gap = question, _scoring(each[question], bins, keep), low_gap_of(each[question])
        pieces, by_bin = zip(*by_piece(found, some, 0, work, part(here, 0, 0.5)), strict=True)
        scores = _concatenated(pieces)
        binned[question] += by_bin if bins is not None else ()
        if low_gap:
            seen = scores.gap if some.one_sample_each else None
            lowest = place_means(low_gap.lowest_gap(found, some, seen, part(here, 0.5, 1)), some)
            scores = replace(scores, gap_low=np.minimum(lowest, scores.gap))  # it could exceed the gap by rounding only
        parts.append(scores)
        del found  # before the passes of the next strip are found
    scores = _concatenated(parts)
    return scores if evidence.own is None else scores.take(np.argsort(evidence.in_order)), binned


def _scoring(evidence: Evidence, bins: Callable[[Evidence], BinnedMoments] | None, keep: Callable) -> Work:
    """The work of scoring places that are all asked the question of the evidence."""
    period = evidence.question.period
    clock = LocalSteps.of(evidence.watch, period.start, period.end).after(evidence.origin)
    moments = None if bins is None else bins(evidence)

    def work(own: Passes, few: Places, first: int) -> tuple[Scores, object]:
        scores, by_bin = _score(own, few, evidence, clock, moments)
        return scores, None if by_bin is None else keep(by_bin)

    return work


def gaps_alone(evidence: Evidence, outages_of: Evidence | None = None, progress: Progress = quiet) -> np.ndarray:
    """(n,) the gap of all places, in their order, without other scores. outages_of: if given, the lowest gap: that of
    the passes of `evidence` together with all that the outages of this evidence, of the same places, allow."""
    works = [_gap_alone(own) for own in evidence.by_question]
    low_gaps = None if outages_of is None else [low_gap_of(own) for own in outages_of.by_question]
    parts = []
    for question, _, some, found, here in by_strip(evidence, progress):
        seen = np.concatenate(by_piece(found, some, 0, works[question], part(here, 0, 0.5)))
        if low_gaps and low_gaps[question]:
            seen = low_gaps[question].lowest_gap(found, some, seen, part(here, 0.5, 1))
        parts.append(place_means(seen, some))
        del found  # before the passes of the next strip are found
    gaps = np.concatenate(parts)
    return gaps if evidence.own is None else gaps[np.argsort(evidence.in_order)]


def _gap_alone(evidence: Evidence) -> Work:
    """The work of computing the gap at samples that are all asked the question of the evidence."""
    question, moments = evidence.question, evidence.question.moments - evidence.origin
    return lambda own, few, first: gap(own, len(few.x), moments, question.revisit)


def low_gap_of(evidence: Evidence, rate: float | None = None) -> LowGap:
    """The outages that affect the moments, and the nights without a fix. rate: the total detection rate of the units
    that can be anywhere in these nights, in 1/s; None: that of all units of the tracks."""
    question, detection, origin = evidence.question, evidence.detection, evidence.origin
    outages = evidence.outages
    relevant = np.flatnonzero(meets(question.moments, outages.t0 - question.revisit, outages.t1))
    rate = detection.total_rate(evidence.tracks.unit) if rate is None else rate
    unknown = question.unknown
    silent_nights = SilentNights(unknown - origin, rate) if len(unknown) else None
    prisms = Prisms.of(outages.take(relevant), detection, origin)
    return LowGap(prisms, silent_nights, question.moments - origin, question.revisit, detection)


def _concatenated(parts: Sequence[Scores]) -> Scores:
    columns = ([getattr(part, column.name) for part in parts] for column in fields(Scores))
    return Scores(*(None if column[0] is None else np.concatenate(column) for column in columns))


def over_strips(evidence: Evidence, work: Work, progress: Progress = quiet) -> list:
    """The results of `work` for all pieces of the places, in the order of the places, all of which are asked the same
    question. Pass times are seconds after the origin of the evidence."""
    (done,) = over_questions(evidence, lambda _: work, progress)
    return done


def over_questions(evidence: Evidence, prepared: Callable[[Evidence], Work], progress: Progress = quiet) -> list[list]:
    """For each question (`Evidence.asked`) the results for all pieces of its places, in their order. prepared: returns
    the work for the places of one question from their evidence (`Evidence.by_question`); the index of a place is that
    among these."""
    works = [prepared(own) for own in evidence.by_question]
    done = [[] for _ in works]
    for question, first, some, found, here in by_strip(evidence, progress):
        done[question] += by_piece(found, some, first, works[question], here)
        del found  # before the passes of the next strip are found
    return done


def by_strip(evidence: Evidence, progress: Progress) -> Iterator[tuple[int, int, Places, Passes, Progress]]:
    """Yields the places strip by strip: the number of their question, the index of the first among its places, the
    places, their passes and the progress for work on them.

    Strips are independent of each other, and so small that memory does not grow with the number of fixes. Places with
    the same question follow each other, and the passes of a strip are found at once for all questions.
    """
    tracks, places, detection = evidence.tracks, evidence.places, evidence.detection
    bounds = [0, len(places)]
    if evidence.own is not None:
        places = places.take(evidence.in_order)
        bounds = np.cumsum([0, *(len(index) for index, *_ in evidence.asked)]).tolist()
    strips = _strips(tracks, places, detection, estimated_watcher_passes(evidence, places))
    for number, (start, end) in enumerate(strips):
        some = places.subset(start, end)
        here = part(progress, number / len(strips), (number + 1) / len(strips))
        found = seen_passes(evidence, some, part(here, 0, FINDING))
        here = part(here, FINDING, 1)
        for question, (first, last) in enumerate(pairwise(bounds)):
            low, high = max(first, start) - start, min(last, end) - start
            if low >= high:
                continue
            few, own = some, found
            if high - low < len(some):
                few, own = some.subset(low, high), found.of_samples(int(some.offsets[low]), int(some.offsets[high]))
            yield question, low + start - first, few, own, part(here, low / len(some), high / len(some))
            del own
        del found  # before the passes of the next strip are found


def by_piece(found: Passes, places: Places, first: int, work: Work, progress: Progress) -> list:
    """The results of `work` for each piece of the places; `first` is the index of the first place."""

    def job(piece: tuple[int, int]):
        start, end = piece
        own = found.of_samples(int(places.offsets[start]), int(places.offsets[end]))
        return work(own, places.subset(start, end), first + start)

    return in_threads(job, _pieces(places, found), progress)


def _strips(
    tracks: Tracks, places: Places, detection: Detection, watching: np.ndarray | float = 0.0
) -> list[tuple[int, int]]:
    """Ranges of places, each so small that all of its passes fit into memory. watching: (samples,) passes of
    watchers."""
    reach = float(detection.range.max(initial=0.0))
    swept = 2 * reach * tracks.length + np.pi * reach**2 * len(tracks)
    if swept * places.density(reach) + np.sum(watching) < FOUND_AT_ONCE:  # even if all legs were where the places are
        return [(0, len(places))]
    return _ranges(places, (estimated_passes(tracks, places, detection) + watching) * (MARGIN / FOUND_AT_ONCE))


def _pieces(places: Places, found: Passes) -> list[tuple[int, int]]:
    """Ranges of places with at most SAMPLES_AT_ONCE samples and PASSES_AT_ONCE passes, except where one place has
    more."""
    passes = np.bincount(found.sample, minlength=len(places.x))
    return _ranges(places, passes / PASSES_AT_ONCE + 1 / SAMPLES_AT_ONCE)


def _ranges(places: Places, weight: np.ndarray) -> list[tuple[int, int]]:
    """Ranges of places of about the same weight, at most about 1 each. weight: (samples,)."""
    reached = np.cumsum(weight)[places.offsets[1:] - 1]
    count = int(reached[-1]) + 1
    ends = np.searchsorted(reached, reached[-1] * np.arange(1, count) / count, side="left") + 1
    ends = np.unique(np.r_[ends[ends < len(places)], len(places)])
    return list(zip(np.r_[0, ends[:-1]].tolist(), ends.tolist(), strict=True))


def place_means(values: np.ndarray, places: Places) -> np.ndarray:
    """(places,) the means over the samples of each place."""
    return values if places.one_sample_each else np.add.reduceat(values, places.offsets[:-1]) / np.diff(places.offsets)


def place_maxima(values: np.ndarray, places: Places) -> np.ndarray:
    """(places,) the maximum over the samples of each place; NaN only if all are NaN."""
    return values if places.one_sample_each else np.fmax.reduceat(values, places.offsets[:-1])


def _score(
    found: Passes, places: Places, evidence: Evidence, clock: LocalSteps, bins: BinnedMoments | None
) -> tuple[Scores, BinnedGap | None]:
    """The scores of some places from their passes, with gap_low equal to gap, and their gap by bins. clock, bins: with
    the origin of the passes."""
    question, outages, origin = evidence.question, evidence.tracks.outages, evidence.origin
    samples, t0, t1 = len(places.x), question.period.start - origin, question.period.end - origin
    moments, nights = question.moments - origin, Nights.of(question, origin)
    everything, watched = found, None
    found = patrols_of(everything, evidence.moving)
    exposed = exposure_intervals(found, samples, moments, question.revisit)
    unseen = place_means(gap(found, samples, moments, question.revisit, exposed=exposed), places)
    if evidence.watchers is not None:
        watched = watched_places(everything, places, evidence, unseen)
        exposed = exposure_with_watchers(everything, exposed, evidence.moving, samples, moments, question.revisit)
        joint = place_means(gap(everything, samples, moments, question.revisit, exposed=exposed), places)
        unseen = np.minimum(joint, unseen)  # a watcher could raise it by rounding only
    del everything
    by_bin = binned_gap(exposed, found, places, bins, nights, question.revisit) if bins is not None else None
    del exposed
    inside = found.within(t0, t1)
    alone = idleness(inside, samples, t0, t1)
    alike = places.one_sample_each
    in_watch = nights.met_by(inside)
    dwell = np.bincount(inside.sample, in_watch.seconds(), minlength=samples)
    stays = inside if alike else inside.of_places(places.place_of_sample)
    in_watch = in_watch if alike else nights.met_by(stays)
    begins = first_stays(stays, outages, origin)
    own = begins == np.arange(len(stays))
    worst = place_maxima(alone.worst, places)
    last_seen = place_maxima(alone.last_seen, places)
    at_edge = alone.at_edge & (alone.worst == worst[places.place_of_sample])
    scores = Scores(
        gap=unseen,
        gap_low=unseen,
        visits=np.bincount(stays.sample[own], minlength=len(places)),
        dwell=place_means(alone.dwell, places),
        last_seen=last_seen + origin,
        mean_idle=place_means(alone.mean, places),
        worst_gap=worst,
        worst_at_edge=place_maxima(at_edge.astype(float), places) > 0,
        nights_seen=in_watch.number(len(places)),
        watch_visits=in_watch.visits(begins, len(places)),
        watch_dwell=place_means(dwell, places),
        steps=_steps(stays, last_seen, clock),
        rounded=np.zeros(len(places), bool),
        watched=watched,
    )
    return scores, by_bin


def _steps(stays: Passes, last_seen: np.ndarray, clock: LocalSteps) -> np.ndarray:
    """(places, 2) the steps of last_seen, and of durations: these are about the passes of the whole period."""
    units = distinct_units(stays.sample, stays.unit, len(last_seen))
    of_last = steps_behind(last_seen, stays.sample, stays.unit, stays.start, stays.end, clock)
    return np.column_stack([of_last, np.where(units >= FEWEST, QUARTER, DAY)])
