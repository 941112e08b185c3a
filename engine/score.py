"""From tracks to scored places: passes, gap and idleness, strip by strip so that memory does not grow with the number
of fixes."""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, fields

import numpy as np

from .gap import gap
from .idleness import idleness
from .legs import Legs, legs_of
from .passes import find_passes
from .places import Places
from .progress import Progress, quiet
from .sight import Sight
from .tracks import Tracks
from .watch import Period

SAMPLES_AT_ONCE = 50_000
LEGS_AT_ONCE = 200_000
WORKERS = min(2, os.cpu_count() or 1)  # threads: NumPy releases the interpreter while it works


@dataclass(frozen=True)
class Scores:
    """What is known of n places; (n,) each.

    gap: 0 to 1; visits: passes; dwell: unit-seconds in range; last_seen: seconds since the epoch, NaN where never;
    mean_idle, worst_gap: seconds; worst_at_edge: whether the worst gap touches the period's start or end and may really
    be longer; nights_seen: on how many of the watch's days the place was in somebody's range. All over the period, at
    any hour, but for gap and nights_seen.
    """

    gap: np.ndarray
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
    """Scores of all places, in their order.

    sight: by unit code of the tracks. Strips of places are independent, and their scores are concatenated.
    """
    origin = float(np.floor(question.period.t0))  # near zero, times keep the digits that seconds since 1970 would lose
    legs = legs_of(tracks, origin)
    strips = _strips(places, len(legs))
    reach = float(sight.range.max(initial=0.0))
    low, high = np.minimum(legs.y0, legs.y1) - reach, np.maximum(legs.y0, legs.y1) + reach

    def score(strip: tuple[int, int]) -> Scores:
        some = places.stretch(*strip)
        close = np.flatnonzero((high >= some.y.min()) & (low <= some.y.max()))
        return _score(legs if len(close) == len(legs) else legs.take(close), some, sight, question, origin)

    parts = []
    workers = ThreadPoolExecutor(WORKERS)
    try:
        for part in workers.map(score, strips):
            parts.append(part)
            progress(len(parts) / len(strips))
    finally:
        workers.shutdown(wait=True, cancel_futures=True)
    return Scores(*(np.concatenate([getattr(part, column.name) for part in parts]) for column in fields(Scores)))


def _strips(places: Places, legs: int) -> list[tuple[int, int]]:
    """Stretches of places, each with few enough samples and, on average, few enough legs."""
    samples = len(places.x)
    count = max(-(-samples // SAMPLES_AT_ONCE), -(-legs // LEGS_AT_ONCE), 1)
    ends = np.searchsorted(places.offsets, np.linspace(0, samples, count + 1)[1:], side="left")
    ends = np.unique(np.clip(ends, 1, len(places)))
    return list(zip(np.r_[0, ends[:-1]].tolist(), ends.tolist(), strict=True))


def _score(legs: Legs, places: Places, sight: Sight, question: Question, origin: float) -> Scores:
    samples, t0, t1 = len(places.x), question.period.t0 - origin, question.period.t1 - origin
    found = find_passes(legs, places, sight)
    unseen = gap(found, samples, question.moments - origin, question.revisit)
    inside = found.within(t0, t1)
    alone = idleness(inside, samples, t0, t1)
    if places.one_sample_each:
        stays, mean, most = inside, _same, _same
    else:
        stays = inside.of_places(places.place_of_sample)
        starts = places.offsets[:-1]

        def mean(values):
            return np.add.reduceat(values, starts) / np.diff(places.offsets)

        def most(values):
            return np.fmax.reduceat(values, starts)

    worst = most(alone.worst)
    at_edge = most((alone.at_edge & (alone.worst == worst[places.place_of_sample])).astype(float)) > 0
    return Scores(
        gap=mean(unseen),
        visits=np.bincount(stays.sample, minlength=len(places)),
        dwell=mean(alone.dwell),
        last_seen=most(alone.last_seen) + origin,
        mean_idle=mean(alone.mean),
        worst_gap=worst,
        worst_at_edge=at_edge,
        nights_seen=_nights_seen(stays, question.nights - origin, len(places)),
    )


def _same(values: np.ndarray) -> np.ndarray:
    return values


def _nights_seen(stays, nights: np.ndarray, places: int) -> np.ndarray:
    """(places,) on how many of the nights (m, 2) a stay falls."""
    first = np.searchsorted(nights[:, 1], stays.start, side="left")
    count = np.maximum(np.searchsorted(nights[:, 0], stays.end, side="right") - first, 0)
    place = np.repeat(stays.sample, count)
    night = np.arange(len(place)) - np.repeat(np.cumsum(count) - count, count) + np.repeat(first, count)
    return np.bincount(np.unique(place * len(nights) + night) // max(len(nights), 1), minlength=places)
