"""Terrain: heights that hide places in open country."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

RAYS = 64
"""Rays leave the middle of a cell with slopes of whole multiples of 1 / RAYS, in each of four directions."""
LOW = np.float32(-1e6)
"""Height in place of unknown ground: so low that it hides nothing."""
PAIRS = 20_000  # of a sample and a position, tested at once


@dataclass(frozen=True)
class Terrain:
    """Heights of the ground in square cells, in a metric CRS.

    heights: (rows, columns) float32, from south to north, metres; NaN where the ground is unknown, which hides nothing
    and is always seen. left, bottom: the south-western corner; size: of a cell; eye: metres above the ground from which
    units see; target: metres above the ground of what is to be seen.

    Whether a sample is seen from a position depends on their cells alone: on the straight line between the middles of
    both, at their heights, over the ground in between. As in R2 (Franklin and Ray 1994), the ground is taken along the
    nearest of the rays that leave the sample, linearly between the cells beside it. Curvature and refraction are left
    out: they lower what is 5 km away by 1.7 m.
    """

    heights: np.ndarray
    left: float
    bottom: float
    size: float
    eye: float
    target: float

    def cells(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The column and the row of the cell of each position (k,), which may lie outside."""
        return _floor((x - self.left) / self.size), _floor((y - self.bottom) / self.size)

    def eye_of(self, eye: np.ndarray | float) -> np.ndarray | float:
        """Metres above the ground from which units see. eye: as in Detection, 0 on the ground."""
        return np.where(np.asarray(eye) > 0, eye, self.eye)

    def known(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """(k,) whether the ground is known at positions."""
        return ~np.isnan(self._at(*self.cells(x, y)))

    def clear(
        self, x: np.ndarray, y: np.ndarray, unit_x: np.ndarray, unit_y: np.ndarray, eye: np.ndarray | float = 0.0
    ) -> np.ndarray:
        """(k,) whether the samples (x, y) are seen from (unit_x, unit_y), (k,) each, at any distance. eye: as in
        Detection, one number or (k,)."""
        eyes = np.broadcast_to(self.eye_of(eye), np.shape(x))
        seen = np.ones(len(eyes), bool)
        for start in range(0, len(eyes), PAIRS):
            some = slice(start, start + PAIRS)
            column, row = self.cells(np.asarray(x)[some], np.asarray(y)[some])
            to_column, to_row = self.cells(np.asarray(unit_x)[some], np.asarray(unit_y)[some])
            seen[some] = self._seen(column, row, to_column - column, to_row - row, eyes[some])
        return seen

    def _seen(self, column, row, across, up, eye) -> np.ndarray:
        """Whether the cell of each sample is seen from the cell that is `across` columns and `up` rows away."""
        own, there = self._at(column, row), self._at(column + across, row + up)
        certain = np.isnan(own) | np.isnan(there)
        base = _filled(own) + np.float32(self.target)
        steep = np.abs(up) > np.abs(across)
        far, side = np.where(steep, up, across), np.where(steep, across, up)
        steps = np.abs(far)
        ray = nearest_ray(side, np.maximum(steps, 1))
        highest = np.full(len(base), -np.inf, np.float32)
        for step in range(1, int(steps.max(initial=0))):
            on = np.flatnonzero(steps > step)
            low, before, beyond = weights(step, ray[on], self.size)
            ahead = np.sign(far[on]) * step
            found = []
            for beside in (low, low + 1):
                c, r = np.where(steep[on], beside, ahead), np.where(steep[on], ahead, beside)
                found.append(_filled(self._at(column[on] + c, row[on] + r)) - base[on])
            highest[on] = np.maximum(highest[on], found[0] * before + found[1] * beyond)
        rise = (_filled(there) - base + eye.astype(np.float32)) * inverse_distance(steps, side, self.size)
        return certain | (steps == 0) | (rise >= highest)

    def _at(self, column: np.ndarray, row: np.ndarray) -> np.ndarray:
        """The heights of cells, NaN outside."""
        rows, columns = self.heights.shape
        inside = (column >= 0) & (column < columns) & (row >= 0) & (row < rows)
        found = self.heights[np.clip(row, 0, rows - 1), np.clip(column, 0, columns - 1)]
        return np.where(inside, found, np.float32(np.nan))

    @cached_property
    def filled(self) -> np.ndarray:
        """The heights, with LOW where the ground is unknown."""
        return _filled(self.heights)


def nearest_ray(side: np.ndarray, steps: np.ndarray) -> np.ndarray:
    """The ray that passes nearest to the middle of each cell. steps: cells away in the ray's main direction, at least
    1; side: cells beside it."""
    return np.floor(side * RAYS / steps + 0.5).astype(np.int64)


def weights(step: int, ray: np.ndarray, size: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Where rays pass `step` cells away: the lower of the two cells beside each, and the weight of the height of both
    in the slope from the start of the ray."""
    low = (step * ray) // RAYS
    beyond = step * ray / RAYS - low
    distance = size * np.hypot(step, step * ray / RAYS)
    return low, ((1 - beyond) / distance).astype(np.float32), (beyond / distance).astype(np.float32)


def inverse_distance(steps: np.ndarray, side: np.ndarray, size: float) -> np.ndarray:
    """1 / metres between the middles of cells, 1 for the same cell."""
    distance = size * np.hypot(steps, side)
    return (1 / np.where(distance > 0, distance, 1.0)).astype(np.float32)


def _filled(heights: np.ndarray) -> np.ndarray:
    return np.where(np.isnan(heights), LOW, heights).astype(np.float32, copy=False)


def _floor(values: np.ndarray) -> np.ndarray:
    return np.floor(values).astype(np.int64)
