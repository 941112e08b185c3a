"""Escape: whether somebody who has watched all nights, and knows all plans, gets away with what he starts tonight.

An adversary picks a point and the moment s of the watch at which a condition starts there. He escapes if no drone
notices it within the revisit interval R. Against plan p that has the probability

    e_p(i, s) = exp(-(H_ip(s + R) - H_ip(s)))

with the exposure H of the gap (see score/gap.py) from the flights of the plan alone: with a detection time of 0 it is 0
where a flight has the point in range in [s, s + R], and 1 elsewhere. What he can know of tonight depends on the rule:

    rotation     after one whole round he knows the plan of each night, and also picks the night: max over p of e_p
    draw         nights are drawn independently with the shares q, so past nights say nothing of tonight beyond q:
                 sum over p of q_p e_p

Who has learned q from the nights alone knows at most q itself, and whatever he then picks, his probability is that of
the point and moment that he picks. So the maximum over points and moments is an upper bound for all who learn from the
nights. It is the value of a Stackelberg security game for committed shares: J. Pita et al. (2008), Deployed ARMOR
protection, AAMAS; of patrols against attacks that take time: S. Alpern, A. Morton, K. Papadaki (2011), Patrolling
games, Operations Research 59 (5).

Between two breakpoints of all plans the exposure of each is linear in s, so e_p is convex, and so are sums with shares
of 0 or more and the largest of them: the maximum over an interval is at one of its ends. So the maximum over all
moments is exact, without a grid of times.

A plan is said to see what starts at a point and moment if it notices it with a probability of at least one half. With a
detection time of 0 that is whenever it has the point in range.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..progress import Progress, quiet
from ..score.evidence import Evidence
from ..score.gap import ExposureIntervals, exposure_intervals, mean_unseen
from ..score.passes import Passes, find_passes
from .drone_tracks import FlownLine
from .night import Drones

TICK = 1e-6
"""s: breakpoints that are closer are the same."""
HALF = float(np.log(2.0))
"""The exposure from which on a plan sees."""
ROUNDING = 1e-9
NUMBERS_AT_ONCE = 4_000_000
"""Intervals x plans that are in memory at once."""


@dataclass(frozen=True)
class NightPasses:
    """What a plan of f sorties has in range. passes: at all sample points, times in s from the start of the watch, unit
    codes are sorties; takeoff: (f,) of the sorties, in the same times; landing: (f,)."""

    passes: Passes
    takeoff: np.ndarray
    landing: np.ndarray

    @classmethod
    def of(cls, flown: Sequence[FlownLine], begins: float, drones: Drones, evidence: Evidence) -> "NightPasses":
        """From the sorties of a plan. begins: the start of its watch, in the time reference of the sorties."""
        if not flown:
            return cls(Passes.none(), np.zeros(0), np.zeros(0))
        flights = drones.flights(list(flown))
        passes = find_passes(flights.plan, evidence.places, flights.detection, begins, sight=evidence.sight)
        ends = np.array([one.line[[0, -1], 3] for one in flown]) - begins
        return cls(passes, *ends.T)

    @property
    def airtime(self) -> float:
        """Seconds in the air, of all sorties."""
        return float((self.landing - self.takeoff).sum())


@dataclass(frozen=True)
class Intervals:
    """c intervals of starting moments, between breakpoints of P plans at k points; those of each point adjoin.

    point: (c,) rising, an index into `Sightings.points`; start, end: (c,) s from the start of the watch; at_start,
    at_end: (c, P) the probability that each plan does not notice what starts at the two ends.
    """

    point: np.ndarray
    start: np.ndarray
    end: np.ndarray
    at_start: np.ndarray
    at_end: np.ndarray

    @property
    def seen(self) -> np.ndarray:
        """(c,) whether any plan sees what starts then."""
        return (np.maximum(self.at_start, self.at_end) <= 0.5 + ROUNDING).any(axis=1)

    @property
    def alone(self) -> np.ndarray:
        """(c,) whether no plan can notice what starts then."""
        return ((self.at_start == 1) & (self.at_end == 1)).all(axis=1)


@dataclass(frozen=True)
class Sightings:
    """When P plans see points.

    points: (k,) rising, the sample points that any plan sees; plan: (n,) of each exposure interval; exposed: the n
    intervals, sorted by point, with `sample` an index into `points`, cut to the moments of the watch and where a plan
    begins or ceases to see; plans: P; length: s, the moments are those from 0 to `length` after the start of the watch.
    """

    points: np.ndarray
    plan: np.ndarray
    exposed: ExposureIntervals
    plans: int
    length: float

    @classmethod
    def of(
        cls, nights: Sequence[NightPasses], samples: int, revisit: float, length: float, progress: Progress = quiet
    ) -> "Sightings":
        """What the plans see. samples: the number of sample points; revisit: R in s; length: see above."""
        moments, found, plan = np.array([[0.0, length]]), [], []
        for number, night in enumerate(nights):
            exposed = exposure_intervals(night.passes, samples, moments, revisit)
            start = np.maximum(exposed.start, 0.0)
            end = np.minimum(exposed.start + exposed.length, length)
            kept = np.flatnonzero(end - start > TICK)
            parts = _cut_at_half(_cut(exposed.take(kept), start[kept], end[kept]))
            found.append(parts)
            plan.append(np.full(len(parts.sample), number))
            progress((number + 1) / len(nights))
        columns = (np.concatenate([getattr(one, name) for one in found]) for name in ExposureIntervals.__annotations__)
        every, plan = ExposureIntervals(*columns), np.concatenate(plan)
        sees = np.minimum(every.at_start, every.at_end) >= HALF - ROUNDING
        points = np.unique(every.sample[sees])
        kept = np.flatnonzero(np.isin(every.sample, points))
        order = kept[np.argsort(every.sample[kept], kind="stable")]
        every, plan = every.take(order), plan[order]
        exposed = replace(every, sample=np.searchsorted(points, every.sample))
        return cls(points, plan, exposed, len(nights), length)

    def __len__(self) -> int:
        return len(self.points)

    def intervals(self, progress: Progress = quiet) -> Iterator[Intervals]:
        """All intervals between breakpoints, in parts of some points each."""
        firsts = np.searchsorted(self.exposed.sample, np.arange(len(self) + 1))
        most = max(NUMBERS_AT_ONCE // max(self.plans, 1), 1)
        first = 0
        while first < len(self):
            # each exposure interval has two breakpoints, each point two more: the ends of the watch
            work = 2 * (firsts[first + 1 :] - firsts[first]) + np.arange(1, len(self) - first + 1)
            last = first + max(int(np.searchsorted(work, most, side="right")), 1)
            yield self._between(first, last, slice(firsts[first], firsts[last]))
            first = last
            progress(first / len(self))

    def _between(self, first: int, last: int, which: slice) -> Intervals:
        """The intervals of the points first:last, from those exposure intervals."""
        some, plan = self.exposed.take(which), self.plan[which]
        span = int(np.rint(self.length / TICK)) + 2
        start, end = (np.rint(time / TICK).astype(np.int64) for time in (some.start, some.start + some.length))
        base = (some.sample - first) * span
        edges = np.arange(last - first) * span
        at = np.unique(np.concatenate([base + start, base + end, edges, edges + span - 2]))
        point = at[:-1] // span
        inner = point == at[1:] // span
        begins, ends, point = at[:-1][inner], at[1:][inner], point[inner]
        low, high = np.searchsorted(begins, base + start), np.searchsorted(begins, base + end)
        count = high - low
        of = np.repeat(np.arange(len(low)), count)
        row = np.arange(len(of)) + np.repeat(low - (np.cumsum(count) - count), count)
        unseen = [np.ones((len(begins), self.plans)) for _ in range(2)]
        part = some.take(of)
        with np.errstate(invalid="ignore"):
            slope = np.where(np.isinf(part.at_start), 0.0, (part.at_end - part.at_start) / part.length)
        for values, edge in zip(unseen, (begins, ends), strict=True):
            since = (edge[row] - (base + start)[of]) * TICK
            values[row, plan[of]] = np.exp(-np.maximum(part.at_start + slope * since, 0.0))
        times = ((edge - point * span) * TICK for edge in (begins, ends))
        return Intervals(point + first, *times, *unseen)

    def mean_unseen(self) -> np.ndarray:
        """(k, P) the probability that a plan does not notice what starts at a random moment of the watch."""
        some = self.exposed
        seen = some.length * (1.0 - mean_unseen(some.at_start, some.at_end))
        total = np.bincount(some.sample * self.plans + self.plan, seen, len(self) * self.plans)
        return np.clip(1.0 - total.reshape(len(self), self.plans) / self.length, 0.0, 1.0)

    def seen_seconds(self, progress: Progress = quiet) -> np.ndarray:
        """(k,) how long the moments last at which any plan sees."""
        seconds = np.zeros(len(self))
        for some in self.intervals(progress):
            seconds += np.bincount(some.point, (some.end - some.start) * some.seen, len(self))
        return seconds


def _cut(exposed: ExposureIntervals, start: np.ndarray, end: np.ndarray) -> ExposureIntervals:
    """The exposure intervals cut to [start, end], (n,) each."""
    with np.errstate(invalid="ignore"):
        slope = np.where(np.isinf(exposed.at_start), 0.0, (exposed.at_end - exposed.at_start) / exposed.length)
    at_start, at_end = (exposed.at_start + slope * (time - exposed.start) for time in (start, end))
    return ExposureIntervals(exposed.sample, start, end - start, np.maximum(at_start, 0), np.maximum(at_end, 0))


def _cut_at_half(exposed: ExposureIntervals) -> ExposureIntervals:
    """The exposure intervals, those in which a plan begins or ceases to see cut in two there."""
    low, high = np.minimum(exposed.at_start, exposed.at_end), np.maximum(exposed.at_start, exposed.at_end)
    crosses = np.flatnonzero((low < HALF - ROUNDING) & (high > HALF + ROUNDING))
    if not len(crosses):
        return exposed
    some = exposed.take(crosses)
    first = some.length * (HALF - some.at_start) / (some.at_end - some.at_start)
    half = np.full(len(crosses), HALF)
    length, at_end = exposed.length.copy(), exposed.at_end.copy()
    length[crosses], at_end[crosses] = first, half
    later = (some.sample, some.start + first, some.length - first, half, some.at_end)
    before = (exposed.sample, exposed.start, length, exposed.at_start, at_end)
    return ExposureIntervals(*(np.r_[one, other] for one, other in zip(before, later, strict=True)))


@dataclass(frozen=True)
class Escape:
    """The probability to escape at each of k points, for the best moment of each. any_moment: (k,) of all moments of
    the watch; seen_moment: (k,) of those at which any plan sees; random_moment: (k,) the mean over the watch; any_at,
    seen_at: (k,) these moments, s from the start of the watch."""

    any_moment: np.ndarray
    any_at: np.ndarray
    seen_moment: np.ndarray
    seen_at: np.ndarray
    random_moment: np.ndarray


def escapes(sightings: Sightings, rules: Sequence[np.ndarray | None], progress: Progress = quiet) -> list[Escape]:
    """What each rule leaves. rules: (P,) shares of plans that are drawn, None for a rotation of the plans."""
    size = len(sightings)
    found = [[np.zeros(size) for _ in range(4)] for _ in rules]
    for some in sightings.intervals(progress):
        seen, alone, middle = some.seen, some.alone, (some.start + some.end) / 2
        points, first = np.unique(some.point, return_index=True)
        for share, columns in zip(rules, found, strict=True):
            ends = [_against(share, unseen) for unseen in (some.at_start, some.at_end)]
            best = np.maximum(*ends)
            moment = np.where(ends[0] == ends[1], middle, np.where(ends[0] > ends[1], some.start, some.end))
            best[alone] = 1.0  # without rounding
            for offset, values in ((0, best), (2, np.where(seen, best, -1.0))):
                most = np.maximum.reduceat(values, first)
                hit = np.flatnonzero(values == most[np.searchsorted(points, some.point)])
                one = hit[np.unique(some.point[hit], return_index=True)[1]]
                columns[offset][points], columns[offset + 1][points] = most, moment[one]
    mean = sightings.mean_unseen()
    return [Escape(*columns, _against(share, mean)) for share, columns in zip(rules, found, strict=True)]


def _against(share: np.ndarray | None, unseen: np.ndarray) -> np.ndarray:
    """(r,) the probability to escape where plans do not notice with the probabilities `unseen`, (r, P)."""
    return unseen.max(axis=1) if share is None else np.clip(unseen @ share, 0.0, 1.0)
