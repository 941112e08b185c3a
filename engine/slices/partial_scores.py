"""What one slice adds to the scores of places: sums, extremes and small sets, from which the scores of any number of
slices follow."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from ..places.places import Places
from ..progress import Progress, part, quiet
from ..score.binned_gap import seen_by_bins
from ..score.evidence import Evidence
from ..score.gap import ExposureIntervals, exposure_intervals, gap, meets
from ..score.idleness import Intervals, intervals_between
from ..score.last_seen import steps_behind
from ..score.nights import Nights
from ..score.passes import Passes
from ..score.score import Work, by_piece, by_strip, low_gap_of, place_maxima, place_means
from ..score.visits import first_stays
from ..score.watch_bins import BinnedMoments, bin_edges
from ..score.watcher_passes import exposure_with_watchers, patrols_of
from ..timing.local_steps import LocalSteps
from ..timing.timezones import DAY
from .few_values import few_values
from .slice_question import SliceQuestion
from .spanning_visits import Spanning

SHARE_OF_GAP_LOW = 0.5
"""Of the time of a strip."""


@dataclass(frozen=True)
class PlaceSums:
    """The rows of k places, (k,) each but for the sets and bins.

    unseen: the seconds of the moments of the slice that go unseen (gap x their length); alone: the same by patrols
    without watchers; lowest: the same for gap_low. visits: that begin in the slice; watch_visits: with an instant of
    the watch in it; dwell, watch_dwell: seconds. nights: of the slice in which a unit was in range; in_first, in_last:
    whether in the first and the last of these. last_seen: seconds since the epoch, NaN if never; step: to which it is
    rounded. units: (k, 3) up to three units in range; units_behind, nights_behind: (k, 3) up to three units and dates
    whose passes matter for the gap; seen: (k, B) seconds of the moments of each bin that are seen.
    """

    unseen: np.ndarray
    alone: np.ndarray
    lowest: np.ndarray
    visits: np.ndarray
    watch_visits: np.ndarray
    dwell: np.ndarray
    watch_dwell: np.ndarray
    nights: np.ndarray
    in_first: np.ndarray
    in_last: np.ndarray
    last_seen: np.ndarray
    step: np.ndarray
    units: np.ndarray
    units_behind: np.ndarray
    nights_behind: np.ndarray
    seen: np.ndarray

    def take(self, index: np.ndarray) -> "PlaceSums":
        return PlaceSums(*(getattr(self, name)[index] for name in PlaceSums.__dataclass_fields__))


@dataclass(frozen=True)
class PartialScores:
    """What a slice adds.

    start, end: the part of it that is scored, seconds since the epoch; moments: the length of its moments in seconds.
    places: (k,) indices of the places that are not as `others`; sums: their rows. others: unseen, alone and lowest in
    all other places, in which nothing else happens. bins: (B,) the bins of the watch that `seen` is about.
    intervals: of the sample points with passes, times in seconds since the epoch. left, right: the visits that span the
    start and the end of the slice. first_night, last_night: the dates of the first and last night, -1 without nights.
    units: the names behind the codes. counts: of fixes, by name.
    """

    start: float
    end: float
    moments: float
    places: np.ndarray
    sums: PlaceSums
    others: tuple[float, float, float]
    bins: np.ndarray
    intervals: Intervals
    left: Spanning
    right: Spanning
    first_night: int
    last_night: int
    units: tuple[str, ...]
    counts: dict[str, float] = field(default_factory=dict)


def partial_scores(
    evidence: Evidence, asked: SliceQuestion, rate: float | None = None, progress: Progress = quiet
) -> PartialScores:
    """What a slice adds, from the evidence of its fixes, whose question is that of the slice. rate: the total detection
    rate of all units, in 1/s; None: of those of the evidence."""
    work = _work(evidence, asked)
    length = float(np.diff(asked.question.moments).sum())
    low_gap = low_gap_of(evidence, rate) if length else None
    pieces = []
    for _, first, some, found, here in by_strip(evidence, progress):
        own = by_piece(found, some, first, work, part(here, 0, 1 - SHARE_OF_GAP_LOW))
        if low_gap:
            unseen = np.concatenate([sums.unseen for sums, *_ in own])
            seen = unseen / length if some.one_sample_each else None
            lowest = place_means(low_gap.lowest_gap(found, some, seen, part(here, 1 - SHARE_OF_GAP_LOW, 1)), some)
            lowest = np.minimum(lowest * length, unseen)
            ends = np.cumsum([len(sums.unseen) for sums, *_ in own])
            for piece, values in zip(own, np.split(lowest, ends[:-1]), strict=True):
                piece[0].lowest[:] = values
        pieces += own
        del found
    rows, between, left, right = zip(*pieces, strict=True)
    sums = _concatenated(PlaceSums, rows)
    others = (length, length, float(sums.lowest.max(initial=0.0)))
    touched = (sums.units[:, 0] >= 0) | (sums.units_behind[:, 0] >= 0) | (sums.lowest != others[2])
    touched |= (sums.unseen != length) | (sums.alone != length)
    places, bins = np.flatnonzero(touched), np.flatnonzero(sums.seen.any(axis=0))
    sums = sums.take(places)
    return PartialScores(
        asked.start,
        asked.end,
        length,
        places.astype(np.int32),
        replace(sums, seen=sums.seen[:, bins].astype(np.float32)),
        others,
        bins,
        _concatenated(Intervals, between),
        Spanning.joined(left),
        Spanning.joined(right),
        *_ends(asked.dates),
        tuple(evidence.tracks.unit_names),
    )


def _ends(dates: np.ndarray) -> tuple[int, int]:
    return (int(dates[0]), int(dates[-1])) if len(dates) else (-1, -1)


def _concatenated(kind: type, parts: Sequence):
    """The parts of a dataclass of arrays, one after the other."""
    return kind(*(np.concatenate([getattr(part, name) for part in parts]) for name in kind.__dataclass_fields__))


def _work(evidence: Evidence, asked: SliceQuestion) -> Work:
    """The work on some places: their sums with `lowest` equal to `unseen`, the intervals between their passes, and the
    visits that span the start and the end."""
    question, origin, watch = asked.question, evidence.origin, evidence.watch
    moments, length = question.moments - origin, float(np.diff(question.moments).sum())
    bins = BinnedMoments.of(question, watch, origin) if length else None
    number_of_bins = len(bin_edges(watch.length)) - 1
    clock = LocalSteps.of(watch, asked.start - DAY, asked.end + DAY).after(origin)
    start, end = asked.start - origin, asked.end - origin
    nights = Nights(question.nights - origin, end if asked.last else np.inf)
    scored = asked.scored[0] - origin, asked.scored[1] - origin
    offsets = evidence.places.offsets

    def unseen_of(passes: Passes, samples: int, exposed: ExposureIntervals, places: Places) -> np.ndarray:
        unseen = gap(passes, samples, moments, question.revisit, exposed=exposed)
        return place_means(unseen, places) * length

    def work(everything: Passes, places: Places, first: int) -> tuple[PlaceSums, Intervals, Spanning, Spanning]:
        n, samples = len(places), len(places.x)
        found = patrols_of(everything, evidence.moving)
        alone = unseen = np.zeros(n)
        seen = np.zeros((n, number_of_bins))
        behind = few_values(found.sample[:0], found.unit[:0], n), few_values(found.sample[:0], found.unit[:0], n)
        if length:
            exposed = exposure_intervals(found, samples, moments, question.revisit)
            alone = unseen = unseen_of(found, samples, exposed, places)
            if evidence.watchers is not None:
                exposed = exposure_with_watchers(
                    everything, exposed, evidence.moving, samples, moments, question.revisit
                )
                unseen = np.minimum(unseen_of(everything, samples, exposed, places), alone)
            seen = seen_by_bins(exposed, places, bins)
            behind = _behind(found, places, moments, nights, asked.dates, question.revisit)
            del exposed
        known = found.within(*scored)
        inside = known.within(start, end)
        between = intervals_between(inside, samples, start, end)
        dwell = np.bincount(inside.sample, inside.end - inside.start, minlength=samples)
        watch_dwell = np.bincount(inside.sample, nights.met_by(inside).seconds(), minlength=samples)
        stays = known if places.one_sample_each else known.of_places(places.place_of_sample)
        begins = first_stays(stays, evidence.tracks.outages, origin)
        head = stays.start[begins]
        here = (begins == np.arange(len(stays))) & (head >= start) & ((head < end) | asked.last)
        in_slice = np.flatnonzero((stays.end >= start) & (stays.start <= end))
        cut = stays.take(in_slice).within(start, end)
        met = nights.met_by(cut)
        watched = np.zeros(len(stays), bool)
        watched[begins[in_slice[met.any]]] = True
        visits = np.flatnonzero(watched)
        early = visits[stays.start[visits] < start]
        late = np.unique(begins[(stays.end > end) & (head < end)])
        last = np.full(samples, np.nan)
        last[between.sample] = between.latest
        last_seen = place_maxima(last, places)
        sums = PlaceSums(
            unseen,
            alone,
            unseen.copy(),
            np.bincount(stays.sample[here], minlength=n),
            np.bincount(stays.sample[visits], minlength=n),
            place_means(dwell, places),
            place_means(watch_dwell, places),
            met.number(n),
            _any(cut.sample[(met.first == 0) & met.any], n),
            _any(cut.sample[(met.until == len(nights)) & met.any], n),
            last_seen + origin,
            steps_behind(last_seen, stays.sample, stays.unit, stays.start, stays.end, clock),
            few_values(cut.sample, cut.unit, n),
            *behind,
            seen,
        )
        between = replace(
            between,
            sample=between.sample + offsets[first],
            first=between.first + origin,
            latest=between.latest + origin,
        )
        left = Spanning(stays.sample[early] + first, stays.unit[early], watched[early], watched[early])
        right = Spanning(stays.sample[late] + first, stays.unit[late], watched[late], stays.start[late] < start)
        return sums, between, left, right

    return work


def _behind(
    found: Passes, places: Places, moments: np.ndarray, nights: Nights, dates: np.ndarray, revisit: float
) -> tuple[np.ndarray, np.ndarray]:
    """(n, 3) up to three units, and up to three dates of nights, of the passes that matter for the moments."""
    some = found.take(np.flatnonzero(meets(moments, found.start - revisit, found.end)))
    place = places.place_of_sample[some.sample]
    first = np.searchsorted(nights.edges[:, 1], some.start - revisit, side="right")
    count = np.maximum(np.searchsorted(nights.edges[:, 0], some.end, side="left") - first, 0)
    night = np.repeat(first - (np.cumsum(count) - count), count) + np.arange(count.sum())
    return few_values(place, some.unit, len(places)), few_values(np.repeat(place, count), dates[night], len(places))


def _any(place: np.ndarray, places: int) -> np.ndarray:
    found = np.zeros(places, bool)
    found[place] = True
    return found
