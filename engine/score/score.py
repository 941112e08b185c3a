"""From tracks to scored places: passes, gap and idleness, strip by strip so that memory does not grow with the number
of fixes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace

import numpy as np

from ..places.places import Places
from ..progress import Progress, part, quiet
from ..threads import in_threads
from ..tracks.tracks import Tracks
from .detection import Detection
from .evidence import Evidence
from .gap import SilentNights, gap, meets
from .gap_low import LowGap
from .idleness import idleness
from .passes import Passes, find_passes
from .prisms import Prisms
from .visits import arrivals

FOUND_AT_ONCE = 4_000_000  # passes held in memory
PASSES_AT_ONCE, SAMPLES_AT_ONCE = 200_000, 50_000  # scored in one go, in one thread


@dataclass(frozen=True)
class Scores:
    """What is known of n places; (n,) each. All over the period, at any hour, but for the gaps and nights_seen.

    gap: 0 to 1.
    gap_low: what it would be at best, had every unit passed wherever it can have in its outages, and everybody in the
    nights in which nobody was heard of.
    visits: stays of a unit; one who falls silent and is heard of again in the same place has not left it.
    dwell: unit-seconds in range.
    last_seen: seconds since the epoch, NaN where never.
    mean_idle, worst_gap: seconds.
    worst_at_edge: whether the worst gap touches the period's start or end and may really be longer.
    nights_seen: on how many of the watch's days the place was in somebody's range.
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

    def __len__(self) -> int:
        return len(self.gap)

    def subset(self, start: int, end: int) -> "Scores":
        """Those of the places start:end."""
        return Scores(*(getattr(self, column.name)[start:end] for column in fields(Scores)))


def score_places(evidence: Evidence, progress: Progress = quiet) -> Scores:
    """Scores of all places, in their order."""
    silence = _silence(evidence)
    parts = []
    for some, found, here in _by_strip(evidence, progress):

        def work(own: Passes, few: Places, first: int) -> Scores:
            return _score(own, few, evidence)

        scores = _concatenated(_by_piece(found, some, 0, work, part(here, 0, 0.5)))
        if silence:
            seen = scores.gap if some.one_sample_each else None
            best = _mean(silence.lowest_gap(found, some, seen, part(here, 0.5, 1)), some)
            scores = replace(scores, gap_low=np.minimum(best, scores.gap))  # which it is but for rounding
        parts.append(scores)
    return _concatenated(parts)


def _silence(evidence: Evidence) -> LowGap:
    """The outages that matter to the question, and the nights without anybody."""
    question, detection, origin = evidence.question, evidence.detection, evidence.origin
    silent = evidence.tracks.outages
    matter = np.flatnonzero(meets(question.moments, silent.t0 - question.revisit, silent.t1))
    everybody = detection.total_rate(evidence.tracks.unit)
    silent_nights = SilentNights(question.silent - origin, everybody) if len(question.silent) else None
    prisms = Prisms.of(silent.take(matter), detection, origin)
    return LowGap(prisms, silent_nights, question.moments - origin, question.revisit, detection)


def _concatenated(parts: list[Scores]) -> Scores:
    return Scores(*(np.concatenate([getattr(part, column.name) for part in parts]) for column in fields(Scores)))


Work = Callable[[Passes, Places, int], object]
"""What is done with the passes of some places: (their passes, those places, the index of the first of them)."""


def over_strips(evidence: Evidence, work: Work, progress: Progress = quiet) -> list:
    """What `work` makes of the passes of each piece of the places, in the order of the places. Pass times are
    seconds after the origin of the evidence."""
    done, first = [], 0
    for some, found, here in _by_strip(evidence, progress):
        done += _by_piece(found, some, first, work, here)
        first += len(some)
    return done


def _by_strip(evidence: Evidence, progress: Progress) -> Iterator[tuple[Places, Passes, Progress]]:
    """The places strip by strip with their passes, and the progress of what is done with them.

    Strips are independent of each other, and small enough that memory does not grow with the number of fixes.
    """
    tracks, places, detection = evidence.tracks, evidence.places, evidence.detection
    strips = _strips(tracks, places, detection)
    for number, (start, end) in enumerate(strips):
        some = places.subset(start, end)
        here = part(progress, number / len(strips), (number + 1) / len(strips))
        yield some, find_passes(tracks, some, detection, evidence.origin, part(here, 0, 0.6)), part(here, 0.6, 1)


def _by_piece(found: Passes, places: Places, first: int, work: Work, progress: Progress) -> list:
    """What `work` makes of the passes of each piece of the places, of which the first has the index `first`."""

    def job(piece: tuple[int, int]):
        start, end = piece
        own = found.of_samples(int(places.offsets[start]), int(places.offsets[end]))
        return work(own, places.subset(start, end), first + start)

    return in_threads(job, _pieces(places, len(found)), progress)


def _strips(tracks: Tracks, places: Places, detection: Detection) -> list[tuple[int, int]]:
    """Stretches of places whose passes, all of them, fit into memory."""
    reach = float(detection.range.max(initial=0.0))
    swept = 2 * reach * tracks.length + np.pi * reach**2 * len(tracks)
    return _even_stretches(places, int(swept * places.density(reach) / FOUND_AT_ONCE) + 1)


def _pieces(places: Places, passes: int) -> list[tuple[int, int]]:
    """Stretches of places with few enough samples and, on average, few enough passes."""
    return _even_stretches(places, max(-(-len(places.x) // SAMPLES_AT_ONCE), -(-passes // PASSES_AT_ONCE), 1))


def _even_stretches(places: Places, count: int) -> list[tuple[int, int]]:
    """About `count` stretches of places, with about as many samples each."""
    ends = np.searchsorted(places.offsets, np.linspace(0, len(places.x), count + 1)[1:], side="left")
    ends = np.unique(np.clip(ends, 1, len(places)))
    return list(zip(np.r_[0, ends[:-1]].tolist(), ends.tolist(), strict=True))


def _mean(values: np.ndarray, places: Places) -> np.ndarray:
    """(places,) means over the samples of each place."""
    return values if places.one_sample_each else np.add.reduceat(values, places.offsets[:-1]) / np.diff(places.offsets)


def _most(values: np.ndarray, places: Places) -> np.ndarray:
    """(places,) the largest of the samples of each place; NaN only where all are."""
    return values if places.one_sample_each else np.fmax.reduceat(values, places.offsets[:-1])


def _score(found: Passes, places: Places, evidence: Evidence) -> Scores:
    """The scores of some places from their passes, as far as they were seen: gap_low is gap."""
    question, silent, origin = evidence.question, evidence.tracks.outages, evidence.origin
    samples, t0, t1 = len(places.x), question.period.t0 - origin, question.period.t1 - origin
    unseen = _mean(gap(found, samples, question.moments - origin, question.revisit), places)
    inside = found.within(t0, t1)
    alone = idleness(inside, samples, t0, t1)
    stays = inside if places.one_sample_each else inside.of_places(places.place_of_sample)
    worst = _most(alone.worst, places)
    at_edge = alone.at_edge & (alone.worst == worst[places.place_of_sample])
    return Scores(
        gap=unseen,
        gap_low=unseen,
        visits=np.bincount(stays.sample[arrivals(stays, silent, origin)], minlength=len(places)),
        dwell=_mean(alone.dwell, places),
        last_seen=_most(alone.last_seen, places) + origin,
        mean_idle=_mean(alone.mean, places),
        worst_gap=worst,
        worst_at_edge=_most(at_edge.astype(float), places) > 0,
        nights_seen=_nights_seen(stays, question.nights - origin, len(places)),
    )


def _nights_seen(stays: Passes, nights: np.ndarray, places: int) -> np.ndarray:
    """(places,) on how many of the nights (m, 2) a stay falls. Stays are sorted by place, then start."""
    first = np.searchsorted(nights[:, 1], stays.start, side="right")
    until = np.searchsorted(nights[:, 0], stays.end, side="right")
    base = stays.sample.astype(np.int64) * (len(nights) + 1)
    reached = np.maximum.accumulate(base + until)  # the night after the last one seen so far, place after place
    before = np.r_[0, reached[:-1]] - base if len(base) else base
    return np.bincount(stays.sample, np.maximum(until - np.maximum(first, before), 0), minlength=places).astype(int)
