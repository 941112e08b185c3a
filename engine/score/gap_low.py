"""gap_low: a lower bound of the gap, as if every unit had been at each place whenever an outage allows it."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ..places.places import Places, point_places
from ..progress import Progress, quiet
from ..threads import in_threads
from .detection import Detection
from .gap import SilentNights, exposure_intervals, gap, meets
from .pass_edges import stable_order
from .passes import Passes
from .prisms import Prisms, possible_passes
from .timeline import FINEST

ENOUGH = 25.0  # exposure that counts as certain detection: exp(-25) = 1e-11
SAMPLES = 400  # about so many sample points in a block
PAIRS = 300_000  # pairs of a prism and a sample, and passes, processed at once


@dataclass(frozen=True)
class LowGap:
    """The input of gap_low. All times are seconds after the same origin.

    prisms: of the outages; silent_nights: nights without a fix of any unit, or None; moments: (k, 2) the set U;
    revisit: R in seconds; detection: the parameters of the units.
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
        """The lowest possible gap at every sample point of the places, (samples,) in [0, 1]: that of the passes `found`
        together with all passes that the prisms allow.

        Computed block by block. Moments at which units in outages would certainly detect everything in a block, and
        prisms that matter only then, are left out for all its samples. seen: (samples,) the gap of `found` alone, if
        known.
        """
        block, count = _blocks(places, float(self.detection.range.max()))
        order = np.argsort(block, kind="stable")
        bounds = np.searchsorted(block[order], np.arange(count + 1))
        position = np.empty(len(order), np.int32)
        position[order] = np.arange(len(order))
        of_pass = block[found.sample]
        by_block = stable_order(of_pass, count)  # the passes of a block remain sorted by sample
        pass_bounds = np.r_[0, np.cumsum(np.bincount(of_pass, minlength=count))]
        del of_pass
        x, y = places.x[order], places.y[order]

        def of_block(number: int) -> np.ndarray:
            low, high = int(bounds[number]), int(bounds[number + 1])
            known = None if seen is None else seen[order[low:high]]
            own = found.take(by_block[pass_bounds[number] : pass_bounds[number + 1]])
            own = Passes(position[own.sample] - low, own.unit, own.start, own.end, own.rate)
            return self._of_block(own, point_places(x[low:high], y[low:high]), known)

        touched = (np.diff(pass_bounds) > 0) | self._within_reach(x, y, bounds[:-1])
        parts: list[np.ndarray] = [np.zeros(0)] * count
        for number in np.flatnonzero(~touched)[:1]:  # far from all fixes, where the gap is the same everywhere
            far = of_block(int(number))[0]
            for other in np.flatnonzero(~touched).tolist():
                parts[other] = np.full(bounds[other + 1] - bounds[other], far)
        numbers = np.flatnonzero(touched).tolist()
        for number, part in zip(numbers, in_threads(of_block, numbers, progress), strict=True):
            parts[number] = part
        best = np.empty(len(order))
        best[order] = np.concatenate(parts)
        return best

    def _within_reach(self, x: np.ndarray, y: np.ndarray, start: np.ndarray) -> np.ndarray:
        """(blocks,) whether a block may be within reach of a prism: whether it touches the box around all of them.
        x, y: of the samples, sorted by block; start: (blocks,) the first sample of each."""
        if not len(self.prisms):
            return np.zeros(len(start), bool)
        axes, far = self.prisms.axes, self.prisms.reach * (0.5 + 1e-9) + self.prisms.range
        within = np.ones(len(start), bool)
        for value, a, b in ((x, axes.x0, axes.x1), (y, axes.y0, axes.y1)):
            middle = (a + b) / 2
            within &= np.minimum.reduceat(value, start) <= (middle + far).max()
            within &= np.maximum.reduceat(value, start) >= (middle - far).min()
        return within

    def _of_block(self, found: Passes, block: Places, seen: np.ndarray | None) -> np.ndarray:
        """(samples,) the lowest possible gap at the samples of one block."""
        prisms, certain = self._certain(block)
        if seen is not None and not len(prisms) and not self.silent_nights:
            return seen
        moments = _without(self.moments, certain)
        if not len(moments):
            return np.zeros(len(block))
        axes = prisms.axes
        prisms = prisms.take(np.flatnonzero(meets(moments, axes.t0 - self.revisit, axes.t1)))
        share = np.diff(moments).sum() / np.diff(self.moments).sum()
        best, weight = [], np.bincount(found.sample, minlength=len(block)) + len(prisms)
        part = (np.cumsum(weight) - weight) // PAIRS  # of the block
        for start, end in pairwise([0, *(1 + np.flatnonzero(np.diff(part))).tolist(), len(block)]):
            some, own = block.subset(start, end), found.of_samples(start, end)
            possible = possible_passes(prisms, some, self.detection)
            best.append(gap(own.extended_by(possible), len(some), moments, self.revisit, self.silent_nights))
        return share * np.concatenate(best)

    def _certain(self, block: Places) -> tuple[Prisms, np.ndarray]:
        """The prisms within range of the block, and (n, 2) the moments at which detection is certain from those prisms
        alone that contain the whole block."""
        x, y = (block.x.min() + block.x.max()) / 2, (block.y.min() + block.y.max()) / 2
        around = float(np.hypot(block.x - x, block.y - y).max())
        near = self.prisms.take(np.flatnonzero(self.prisms.slack(x, y, around) >= 0))
        inside = near.take(np.flatnonzero(near.slack(x, y, -around) >= 2 * near.range))
        axes = inside.axes
        sample = np.zeros(len(inside), np.int64)  # the block as a single sample point
        common = Passes(
            sample,
            axes.unit,
            axes.t0 + inside.distance(axes.x0, axes.y0, x, y, -around) / inside.speed,
            axes.t1 - inside.distance(axes.x1, axes.y1, x, y, -around) / inside.speed,
            self.detection.rate[axes.unit],
        )
        exposed = exposure_intervals(common, 1, self.moments, self.revisit)
        enough = np.flatnonzero(np.minimum(exposed.at_start, exposed.at_end) >= ENOUGH)
        start = exposed.start[enough]
        end = start + exposed.length[enough] + FINEST  # so that rounding leaves no space between neighbours
        return near, np.column_stack([start, end])


def _blocks(places: Places, reach: float) -> tuple[np.ndarray, int]:
    """(m,) the block of each sample, and the number of blocks; blocks are squares."""
    side = np.sqrt(SAMPLES / places.density(reach))
    column, row = np.floor(places.x / side).astype(np.int64), np.floor(places.y / side).astype(np.int64)
    width = int(np.ptp(column)) + 1
    blocks, block = np.unique((row - row.min()) * width + column - column.min(), return_inverse=True)
    return block, len(blocks)


def _without(moments: np.ndarray, others: np.ndarray) -> np.ndarray:
    """The moments (k, 2) minus the others (n, 2); both rising."""
    if not len(others):
        return moments
    cuts = np.unique(np.concatenate([moments.ravel(), others.ravel()]))
    middle = (cuts[1:] + cuts[:-1]) / 2
    kept = _contains(moments, middle) & ~_contains(others, middle)
    return np.column_stack([cuts[:-1], cuts[1:]])[kept]


def _contains(intervals: np.ndarray, time: np.ndarray) -> np.ndarray:
    """(n,) whether each time lies in one of the intervals (k, 2), rising."""
    return np.searchsorted(intervals[:, 0], time, "right") > np.searchsorted(intervals[:, 1], time, "right")
