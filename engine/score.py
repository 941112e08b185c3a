"""From tracks to scored places: passes, gap and idleness, strip by strip so that memory does not grow with the number
of fixes."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields

import numpy as np

from .gap import Unheard, gap, meets
from .idleness import idleness
from .passes import Passes, find_passes
from .places import Places
from .prism import Prisms, possible_passes
from .progress import Progress, part, quiet
from .sight import Sight
from .threads import in_threads
from .tracks import Tracks
from .watch import Period

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

    def stretch(self, start: int, end: int) -> "Scores":
        """Those of the places start:end."""
        return Scores(*(getattr(self, column.name)[start:end] for column in fields(Scores)))


@dataclass(frozen=True)
class Question:
    """What the scores answer. period: t0 and t1; moments: (k, 2) the set U; nights: (m, 2) the watch's days, all in
    seconds since the epoch; revisit: R in seconds; silent: (k, 2) those of the nights in which nobody was heard of."""

    period: Period
    moments: np.ndarray
    nights: np.ndarray
    revisit: float
    silent: np.ndarray = field(default_factory=lambda: np.zeros((0, 2)))


def score_places(
    tracks: Tracks, places: Places, sight: Sight, question: Question, progress: Progress = quiet
) -> Scores:
    """Scores of all places, in their order. sight: by unit code of the tracks."""
    origin = float(np.floor(question.period.t0))  # near zero, times keep the digits that seconds since 1970 would lose

    matter = meets(question.moments, tracks.outages.t0 - question.revisit, tracks.outages.t1)
    prisms = Prisms.of(tracks.outages.take(np.flatnonzero(matter)), sight, origin)
    everybody = float(sight.rate[np.unique(tracks.unit)].sum())
    unheard = Unheard(question.silent - origin, everybody) if len(question.silent) else None

    def work(found: Passes, some: Places, first: int) -> Scores:
        possible = possible_passes(prisms, some, sight)
        return _score(found, possible, unheard, some, question, origin)

    return _concatenated(over_strips(tracks, places, sight, origin, work, progress, prisms))


def _concatenated(parts: list[Scores]) -> Scores:
    return Scores(*(np.concatenate([getattr(part, column.name) for part in parts]) for column in fields(Scores)))


Work = Callable[[Passes, Places, int], object]
"""What is done with the passes of some places: (their passes, those places, the index of the first of them)."""


def over_strips(
    tracks: Tracks,
    places: Places,
    sight: Sight,
    origin: float,
    work: Work,
    progress: Progress = quiet,
    prisms: Prisms | None = None,
) -> list:
    """What `work` makes of the passes of each strip of places, in the order of the places. Pass times are after
    `origin`.

    Strips are independent of each other, and small enough that memory does not grow with the number of fixes.
    prisms: for which `work` will look too, and need memory.
    """
    done = []
    strips = _strips(tracks, places, sight)
    for number, (start, end) in enumerate(strips):
        some = places.stretch(start, end)
        here = part(progress, number / len(strips), (number + 1) / len(strips))
        found = find_passes(tracks, some, sight, origin, part(here, 0, 0.6))
        pieces = _pieces(some, len(found) + (prisms.expected(some) if prisms else 0))

        def job(piece: tuple[int, int], found=found, some=some, start=start):
            first, last = piece
            own = found.of_samples(int(some.offsets[first]), int(some.offsets[last]))
            return work(own, some.stretch(first, last), start + first)

        done += in_threads(job, pieces, part(here, 0.6, 1))
    return done


def _strips(tracks: Tracks, places: Places, sight: Sight) -> list[tuple[int, int]]:
    """Stretches of places whose passes, all of them, fit into memory."""
    reach = float(sight.range.max(initial=0.0))
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


def _score(
    found: Passes, possible: Passes, unheard: Unheard | None, places: Places, question: Question, origin: float
) -> Scores:
    samples, t0, t1 = len(places.x), question.period.t0 - origin, question.period.t1 - origin
    moments = question.moments - origin
    unseen = at_best = gap(found, samples, moments, question.revisit)
    if len(possible) or unheard:
        at_best = gap(found.and_also(possible), samples, moments, question.revisit, unheard)
        at_best = np.minimum(at_best, unseen)  # which it is but for rounding
    inside = found.within(t0, t1)
    alone = idleness(inside, samples, t0, t1)
    if places.one_sample_each:
        stays, mean, most, worst_at_edge = inside, _same, _same, alone.at_edge
    else:
        stays = inside.of_places(places.place_of_sample)
        starts = places.offsets[:-1]

        def mean(values):
            return np.add.reduceat(values, starts) / np.diff(places.offsets)

        def most(values):
            return np.fmax.reduceat(values, starts)

        longest = alone.worst == most(alone.worst)[places.place_of_sample]
        worst_at_edge = most((alone.at_edge & longest).astype(float)) > 0
    return Scores(
        gap=mean(unseen),
        gap_low=mean(at_best),
        visits=np.bincount(stays.sample[~stays.resumed], minlength=len(places)),
        dwell=mean(alone.dwell),
        last_seen=most(alone.last_seen) + origin,
        mean_idle=mean(alone.mean),
        worst_gap=most(alone.worst),
        worst_at_edge=worst_at_edge,
        nights_seen=_nights_seen(stays, question.nights - origin, len(places)),
    )


def _same(values: np.ndarray) -> np.ndarray:
    return values


def _nights_seen(stays: Passes, nights: np.ndarray, places: int) -> np.ndarray:
    """(places,) on how many of the nights (m, 2) a stay falls. Stays are sorted by place, then start."""
    first = np.searchsorted(nights[:, 1], stays.start, side="left")
    until = np.searchsorted(nights[:, 0], stays.end, side="right")
    base = stays.sample.astype(np.int64) * (len(nights) + 1)
    reached = np.maximum.accumulate(base + until)  # the night after the last one seen so far, place after place
    before = np.r_[0, reached[:-1]] - base if len(base) else base
    return np.bincount(stays.sample, np.maximum(until - np.maximum(first, before), 0), minlength=places).astype(int)
