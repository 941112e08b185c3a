"""Passes: uninterrupted stays of a unit within detection range of a sample point.

The tracks of patrols and of planned drone flights are turned into passes in the same way, and every score is computed
from passes.
"""

from dataclasses import dataclass, fields, replace

import numpy as np

from ..places.places import Places, point_places
from ..places.sample_index import SampleIndex
from ..progress import Progress, part, quiet
from ..sight.sight import Sight
from ..threads import in_threads
from ..tracks.legs import legs_at, legs_of
from ..tracks.tracks import Tracks
from .clear_legs import SightLines, sight_strips
from .detection import Detection
from .pass_edges import Edges, edges_of
from .timeline import FINEST, Timeline

CHUNK = 100_000  # legs processed at once
SAMPLED_LEGS, SAMPLED_BATCHES = 100_000, 20  # at most so many for an estimate of the number of passes
PAIRS = 1_000_000  # about so many pairs of a leg and a sample near it between two checks for cancellation


@dataclass(frozen=True)
class Passes:
    """p passes, sorted by sample, then start, then unit.

    sample: (p,) index of the sample point; unit: (p,) codes; start, end: (p,) seconds after an origin, start <= end;
    rate: (p,) detection rate in 1/s while in range, inf where detection is immediate.
    entered, left: (p,) seconds after the origin, the whole stay in range of which a pass is the part in which the line
    of sight is clear; None where nothing hides places, and passes are whole stays.
    """

    sample: np.ndarray
    unit: np.ndarray
    start: np.ndarray
    end: np.ndarray
    rate: np.ndarray
    entered: np.ndarray | None = None
    left: np.ndarray | None = None

    def __len__(self) -> int:
        return len(self.sample)

    @classmethod
    def none(cls) -> "Passes":
        whole, real = np.zeros(0, np.int64), np.zeros(0)
        return cls(whole, whole, real, real, real)

    @property
    def stay(self) -> tuple[np.ndarray, np.ndarray]:
        """When the stays in range, of which the passes are parts, begin and end, (p,) each."""
        return (self.start, self.end) if self.entered is None else (self.entered, self.left)

    def take(self, index: np.ndarray | slice) -> "Passes":
        columns = (getattr(self, column.name) for column in fields(self))
        return Passes(*(None if column is None else column[index] for column in columns))

    def extended_by(self, others: "Passes") -> "Passes":
        """These passes followed by the others, not sorted."""
        names = ("sample", "unit", "start", "end", "rate")
        joined = Passes(*(np.concatenate([getattr(self, name), getattr(others, name)]) for name in names))
        if self.entered is None and others.entered is None:
            return joined
        stays = zip(self.stay, others.stay, strict=True)
        return replace(joined, **{name: np.concatenate(ends) for name, ends in zip(_STAY, stays, strict=True)})

    def of_samples(self, first: int, last: int) -> "Passes":
        """The passes of the samples first:last, with sample indices that start at 0."""
        low, high = np.searchsorted(self.sample, [first, last])
        some = self.take(slice(low, high))
        return replace(some, sample=some.sample - first)

    def within(self, start: float, end: float) -> "Passes":
        """The passes cut to [start, end]; the stays of which they are parts are not cut."""
        hit = (self.end >= start) & (self.start <= end)
        some = self if hit.all() else self.take(np.flatnonzero(hit))
        return replace(some, start=np.maximum(some.start, start), end=np.minimum(some.end, end))

    def of_places(self, place_of_sample: np.ndarray) -> "Passes":
        """The stays at whole places: the passes of a unit at any sample point of a place, with overlapping and
        adjoining ones merged. The rate is the highest of the merged passes; their stays in range become one."""
        if not len(self):
            return self
        place = place_of_sample[self.sample]
        order = np.lexsort((self.start, self.unit, place))
        place, own = place[order], self.take(order)
        same = np.r_[False, (place[1:] == place[:-1]) & (own.unit[1:] == own.unit[:-1])]
        group = np.cumsum(~same, dtype=np.int64) - 1
        latest = latest_so_far(group, own.end)
        separate = ~same | np.r_[True, own.start[1:] > latest[:-1] + FINEST]
        first = np.flatnonzero(separate)
        merged = Passes(
            place[first],
            own.unit[first],
            own.start[first],
            np.maximum.reduceat(own.end, first),
            np.maximum.reduceat(own.rate, first),
            None if own.entered is None else np.minimum.reduceat(own.entered, first),
            None if own.left is None else np.maximum.reduceat(own.left, first),
        )
        return merged.take(np.lexsort((merged.unit, merged.start, merged.sample)))


_STAY = ("entered", "left")


def latest_so_far(group: np.ndarray, end: np.ndarray) -> np.ndarray:
    """(p,) the running maximum of `end` within each group of consecutive passes. group: (p,) of 64 bits."""
    by_end = np.argsort(end, kind="stable")
    rank = np.empty(len(end), np.int64)
    rank[by_end] = np.arange(len(end))
    latest = np.maximum.accumulate(group * len(end) + rank)  # ranks instead of times: no rounding
    return end[by_end[latest - group * len(end)]]


def find_passes(
    tracks: Tracks,
    places: Places,
    detection: Detection,
    origin: float = 0.0,
    progress: Progress = quiet,
    sight: Sight | None = None,
    lines: SightLines | None = None,
) -> Passes:
    """All passes of the tracks at the sample points of the places: intersections of segments with discs, in closed
    form. sight: what hides places from units in range of them; None: nothing does. lines: the lines of sight of these
    places, ready made for units with these heights of eyes and ranges (or longer ones), where they serve several
    calls; then `sight` has no effect.

    Times are after `origin`. A stay that spans several legs of a unit is one pass. Memory: about 50 bytes for each
    pass; with sight about twice as much, and 200 MB for the isovists of a strip of the samples.

    Whether a fix is in range is computed from the fix alone, so the result is the same for the legs before and after
    it. A leg between two fixes in range is in range throughout, because a disc is convex. So a pass begins where a leg
    enters the disc from a fix outside, or where a track begins inside, and it ends in the same way: the n-th start of a
    unit at a sample and its n-th end belong to the same pass.
    """
    if not len(tracks) or not len(places.x):
        return Passes.none()
    step = _legs_at_once(tracks, places, detection)
    begun, ended = [], []
    hidden = lines is not None or (sight is not None and sight.hides)
    strips, tried = [(0, len(places.x))], 0.0
    if hidden and lines is None:
        tried = 0.05
        strips = sight_strips(sight, places, detection, part(progress, 0, tried))
    each = (0.8 - tried) / len(strips)
    for number, (first, last) in enumerate(strips):
        here = part(progress, tried + each * number, tried + each * (number + 1))
        some = point_places(places.x[first:last], places.y[first:last])
        nearby = SampleIndex.of(some, float(np.median(detection.range)))
        made = hidden and lines is None
        own = SightLines.of(sight, some, detection, part(here, 0, 0.3)) if made else lines

        def edges_from(start: int, some=some, nearby=nearby, own=own, first=first) -> tuple[Edges, Edges]:
            legs = legs_of(tracks, origin, detection.slowest, start, start + step)
            return tuple(edges.after(first) for edges in edges_of(legs, some, nearby, detection, own))

        found = in_threads(edges_from, range(0, len(tracks.t), step), part(here, 0.3 if made else 0, 1))
        begun += [edges[0] for edges in found]
        ended += [edges[1] for edges in found]
        del found, own, edges_from
    if hidden:
        return _clear_paired(begun, ended, len(places.x), detection)
    begins = Edges.joined(begun).by_sample(len(places.x))
    progress(0.9)
    ends = Edges.joined(ended).by_sample(len(places.x))
    progress(0.95)
    return _paired(begins, ends.time, detection)[0]


def estimated_passes(tracks: Tracks, places: Places, detection: Detection) -> np.ndarray:
    """(m,) about how many passes each sample point has: those that begin on legs taken at random, the same legs in
    every run. With few legs all are taken, and the numbers are exact."""
    n = len(tracks.t)
    if not n or not len(places.x):
        return np.zeros(len(places.x))
    nearby = SampleIndex.of(places, float(np.median(detection.range)))
    step = _legs_at_once(tracks, places, detection)
    few = min(SAMPLED_LEGS, SAMPLED_BATCHES * step)
    taken = np.arange(n) if n <= few else np.sort(np.random.default_rng(0).integers(0, n, few))
    begun = []
    for start in range(0, len(taken), step):
        legs = legs_at(tracks, taken[start : start + step], slowest=detection.slowest)
        begun.append(edges_of(legs, places, nearby, detection)[0].sample)
    return np.bincount(np.concatenate(begun), minlength=len(places.x)) * (n / len(taken))


def _legs_at_once(tracks: Tracks, places: Places, detection: Detection) -> int:
    """How many legs have about PAIRS pairs with the samples near them, if all of them are where samples are."""
    reach = float(detection.range.max())
    samples_per_leg = places.density(reach) * 2 * reach * (2 * reach + tracks.length / len(tracks.t))
    return int(np.clip(PAIRS / max(samples_per_leg, 1.0), 1, CHUNK))


def _paired(begins: Edges, end: np.ndarray, detection: Detection) -> tuple[Passes, np.ndarray]:
    """Passes from their starts and the times at which they end, both sorted by sample, then unit, then time; and which
    each of them was."""
    if not len(begins.sample):
        return Passes.none(), np.zeros(0, np.int64)
    sample, unit, start = begins.sample, begins.unit, begins.time
    line = Timeline.holding(int(sample[-1]) + 1, float(start.min()), float(start.max()))
    order = np.argsort(line.at(sample, start), kind="stable")
    unit = unit[order]
    return Passes(sample[order], unit, start[order], end[order], detection.rate[unit]), order


def _clear_paired(begun: list[Edges], ended: list[Edges], samples: int, detection: Detection) -> Passes:
    """The clear parts of stays, from the edges of both."""
    begins = Edges.joined(begun)
    parts, stays, stay = begins.parts_by_sample(samples)
    entered, begins = begins.time[stays], begins.take(parts)
    ends = Edges.joined(ended)
    parts, stays, _ = ends.parts_by_sample(samples)
    left, end = ends.time[stays], ends.time[parts]
    passes, order = _paired(begins, end, detection)
    stay = stay[order]
    return replace(passes, end=np.maximum(passes.start, passes.end), entered=entered[stay], left=left[stay])
