"""The clear parts of legs: where the line of sight from a unit to a sample point in range of it is clear."""

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from ..places.places import Places, point_places
from ..progress import Progress, part, quiet
from ..sight.clear_parts import clear_parts
from ..sight.isovists import BINS, Isovists, isovists_of
from ..sight.sight import Sight
from ..sight.terrain_legs import clear_of_both, clear_over_terrain
from ..sight.viewsheds import Viewsheds, viewsheds
from ..sight.walls import Walls
from ..tracks.legs import Legs
from .detection import Detection

STRIP, STRIP_BYTES = 100_000, 150e6  # samples, and bytes of their isovists, in memory at once
TRIED = 256  # samples from which the size of isovists is estimated
RAY_BYTES = 8 * (1 + 4 + 2)


@dataclass(frozen=True)
class SightLines:
    """What the samples of some places see of units.

    eyes: (g,) rising, the heights from which units see, as in Detection; isovists: one for each of them; sheds: over
    which ground they see, None where there is no terrain.
    """

    isovists: tuple[Isovists, ...]
    eyes: np.ndarray
    sheds: Viewsheds | None = None

    @classmethod
    def of(cls, sight: Sight, places: Places, detection: Detection, progress: Progress = quiet) -> "SightLines":
        eyes, group = np.unique(np.broadcast_to(detection.eye, detection.range.shape), return_inverse=True)
        found, walls, sheds = [], sight.walls, None
        walls = Walls(*np.zeros((5, 0))) if walls is None else walls
        if sight.terrain is not None:
            sheds = viewsheds(sight.terrain, places.x, places.y, float(detection.range.max()), eyes)
        for number, eye in enumerate(eyes):
            reach = float(detection.range[group == number].max())
            here = part(progress, number / len(eyes), (number + 1) / len(eyes))
            found.append(isovists_of(walls, places.x, places.y, reach, sight.tolerance, float(eye), here))
        return cls(tuple(found), eyes, sheds)

    def take(self, index: np.ndarray) -> "SightLines":
        """Those of the samples at the indices (k,), in that order."""
        sheds = self.sheds
        if sheds is not None:
            cells = {name: getattr(sheds, name)[index] for name in ("column", "row", "of_sample")}
            sheds = replace(sheds, **cells)
        return SightLines(tuple(isovists.take(index) for isovists in self.isovists), self.eyes, sheds)

    def edges(
        self, legs: Legs, detection: Detection, leg, sample, ax, ay, bx, by, enter, leave, from_inside, to_inside
    ) -> tuple[tuple[np.ndarray, ...], tuple[np.ndarray, ...]]:
        """The starts and the ends of the clear parts of n pairs of a leg and a sample in range of it: (leg, sample,
        time) each. leg, sample: (n,) indices; the others as in `clear_parts`.

        A part that goes on from one leg to the next, at a fix in range that is seen, neither ends nor begins there.
        """
        columns = (leg, sample, ax, ay, bx, by, enter, leave, from_inside, to_inside)
        group = np.searchsorted(self.eyes, np.broadcast_to(detection.eye, detection.range.shape))
        begun, ended = [], []
        for number, isovists in enumerate(self.isovists):
            some = columns
            if len(self.isovists) > 1:
                own = np.flatnonzero(group[legs.unit[leg]] == number)
                some = tuple(column[own] for column in columns)
            begins, ends = _edges(isovists, self.sheds, float(self.eyes[number]), legs, *some)
            begun.append(begins)
            ended.append(ends)
        return tuple(tuple(np.concatenate(column) for column in zip(*side, strict=True)) for side in (begun, ended))


def _edges(isovists, sheds, eye, legs, leg, sample, ax, ay, bx, by, enter, leave, from_inside, to_inside):
    parts = clear_parts(isovists, sample, (ax, ay), (bx, by), enter, leave, from_inside, to_inside)
    if sheds is not None:
        over = clear_over_terrain(sheds, legs, leg, sample, enter, leave, from_inside, to_inside, eye)
        parts = clear_of_both(parts, over, enter, leave)
    # A line that only touches a wall's end is hidden: at a fix there no part of no length is left.
    pair = parts.pair
    touching = parts.start == parts.end
    touching &= (parts.from_start & ~parts.seen_from[pair]) | (parts.to_end & ~parts.seen_to[pair])
    goes_on_from = from_inside & parts.seen_from & ~legs.first[leg]
    goes_on_to = to_inside & parts.seen_to & ~legs.last[leg]
    edges = []
    for share, at_edge, goes_on in (
        (parts.start, parts.from_start, goes_on_from),
        (parts.end, parts.to_end, goes_on_to),
    ):
        kept = np.flatnonzero(~(at_edge & goes_on[pair] | touching))
        of = pair[kept]
        on = leg[of]
        t0 = legs.t0[on]
        edges.append((on, sample[of], t0 + share[kept] * (legs.t1[on] - t0)))
    return edges


def sight_strips(
    sight: Sight, places: Places, detection: Detection, progress: Progress = quiet
) -> list[tuple[int, int]]:
    """Ranges of samples whose isovists take about STRIP_BYTES of memory, and which are at most STRIP."""
    samples = len(places.x)
    tried = np.unique(np.linspace(0, samples - 1, TRIED).astype(np.int64))
    lines = SightLines.of(sight, point_places(places.x[tried], places.y[tried]), detection, progress)
    each = sum(len(some.key) * RAY_BYTES / len(tried) + 4 * BINS for some in lines.isovists)
    if lines.sheds is not None:
        each += lines.sheds.bytes_each
    step = int(np.clip(STRIP_BYTES / each, 1, STRIP))
    cuts = np.linspace(0, samples, -(-samples // step) + 1).astype(np.int64).tolist()
    return list(pairwise(cuts))
