"""What silence may hide: the gap at best, had every silent unit been where it may have been."""

from dataclasses import dataclass

import numpy as np

from ..places.places import Places, point_places
from ..progress import Progress, quiet
from ..threads import in_threads
from .detection import Detection
from .gap import SilentNights, exposure_intervals, gap, meets
from .passes import Passes
from .prisms import Prisms, possible_passes
from .timeline import FINEST

ENOUGH = 25.0  # exposure that leaves a probability of 1e-11 of not being noticed: as good as certain
SAMPLES = 400  # in a block, about
PAIRS = 300_000  # of a prism and a sample looked at in one go


@dataclass(frozen=True)
class LowGap:
    """When and where units were silent. All times after one origin.

    prisms: of the outages; silent_nights: the nights without anybody, if there are any; moments: (k, 2) the set U, and
    revisit: R, in seconds; detection: what the units would have noticed.
    """

    prisms: Prisms
    silent_nights: SilentNights | None
    moments: np.ndarray
    revisit: float
    detection: Detection

    def __bool__(self) -> bool:
        return bool(len(self.prisms) or self.silent_nights)

    def lowest_gap(
        self, found: Passes, places: Places, seen: np.ndarray | None = None, progress: Progress = quiet
    ) -> np.ndarray:
        """The gap at every sample point of the places, (samples,) in [0, 1], that would be if besides the passes
        `found` every pass were real that the prisms allow there.

        Block by block: moments at which silent units would have seen all of a block anyway need no look at its samples,
        nor do the prisms that matter only then. seen: (samples,) the gap of `found` alone, if it is known.
        """
        block, count = _blocks(places, float(self.detection.range.max()))
        order = np.argsort(block, kind="stable")
        bounds = np.searchsorted(block[order], np.arange(count + 1))
        position = np.empty(len(order), np.int64)
        position[order] = np.arange(len(order))
        sample = position[found.sample]
        by_block = np.argsort(sample, kind="stable")
        moved = found.take(by_block)
        moved = Passes(sample[by_block], moved.unit, moved.start, moved.end, moved.rate)
        x, y = places.x[order], places.y[order]

        def of_block(number: int) -> np.ndarray:
            low, high = int(bounds[number]), int(bounds[number + 1])
            known = None if seen is None else seen[order[low:high]]
            return self._of_block(moved.of_samples(low, high), point_places(x[low:high], y[low:high]), known)

        best = np.empty(len(order))
        best[order] = np.concatenate(in_threads(of_block, range(count), progress))
        return best

    def _of_block(self, found: Passes, block: Places, seen: np.ndarray | None) -> np.ndarray:
        """(samples,) for the samples of one block."""
        prisms, certain = self._certain(block)
        if seen is not None and not len(prisms) and not self.silent_nights:
            return seen
        moments = _without(self.moments, certain)
        if not len(moments):
            return np.zeros(len(block))
        axes = prisms.axes
        prisms = prisms.take(np.flatnonzero(meets(moments, axes.t0 - self.revisit, axes.t1)))
        share = np.diff(moments).sum() / np.diff(self.moments).sum()
        step = max(PAIRS // max(len(prisms), 1), 1)
        best = []
        for start in range(0, len(block), step):
            some = block.subset(start, min(start + step, len(block)))
            own = found.of_samples(start, start + len(some))
            possible = possible_passes(prisms, some, self.detection)
            best.append(gap(own.extended_by(possible), len(some), moments, self.revisit, self.silent_nights))
        return share * np.concatenate(best)

    def _certain(self, block: Places) -> tuple[Prisms, np.ndarray]:
        """The prisms that come within range of the block, and (n, 2) the moments at which those that hold all of it are
        enough to see whatever begins then."""
        x, y = (block.x.min() + block.x.max()) / 2, (block.y.min() + block.y.max()) / 2
        around = float(np.hypot(block.x - x, block.y - y).max())
        near = self.prisms.take(np.flatnonzero(self.prisms.slack(x, y, around) >= 0))
        inside = near.take(np.flatnonzero(near.slack(x, y, -around) >= 2 * near.range))
        axes = inside.axes
        nobody = np.zeros(len(inside), np.int64)
        held = Passes(
            nobody,
            axes.unit,
            axes.t0 + inside.distance(axes.x0, axes.y0, x, y, -around) / inside.speed,
            axes.t1 - inside.distance(axes.x1, axes.y1, x, y, -around) / inside.speed,
            self.detection.rate[axes.unit],
        )
        exposed = exposure_intervals(held, 1, self.moments, self.revisit)
        enough = np.flatnonzero(np.minimum(exposed.at_start, exposed.at_end) >= ENOUGH)
        start = exposed.start[enough]
        end = start + exposed.length[enough] + FINEST  # so that rounding leaves nothing between neighbours
        return near, np.column_stack([start, end])


def _blocks(places: Places, reach: float) -> tuple[np.ndarray, int]:
    """(m,) which block of neighbours each sample belongs to, and how many blocks there are."""
    side = np.sqrt(SAMPLES / places.density(reach))
    column, row = np.floor(places.x / side).astype(np.int64), np.floor(places.y / side).astype(np.int64)
    width = int(np.ptp(column)) + 1
    blocks, block = np.unique((row - row.min()) * width + column - column.min(), return_inverse=True)
    return block, len(blocks)


def _without(moments: np.ndarray, others: np.ndarray) -> np.ndarray:
    """What is left of the moments (k, 2) without the others (n, 2); both rising."""
    if not len(others):
        return moments
    cuts = np.unique(np.concatenate([moments.ravel(), others.ravel()]))
    middle = (cuts[1:] + cuts[:-1]) / 2
    kept = _holds(moments, middle) & ~_holds(others, middle)
    return np.column_stack([cuts[:-1], cuts[1:]])[kept]


def _holds(exposure_intervals: np.ndarray, time: np.ndarray) -> np.ndarray:
    """(n,) whether each time lies in one of the stretches (k, 2)."""
    return np.searchsorted(exposure_intervals[:, 0], time, "right") > np.searchsorted(
        exposure_intervals[:, 1], time, "right"
    )
