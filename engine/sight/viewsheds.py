"""Viewsheds: from which cells of a terrain each sample point is seen."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .terrain import LOW, RAYS, Terrain, inverse_distance, nearest_ray, weights

SAMPLES = 2000  # cells with samples whose viewsheds are computed at once


@dataclass(frozen=True)
class Viewsheds:
    """From which cells each sample is seen, in squares of `side` by `side` cells around its own cell.

    column, row: (m,) the cell of each sample; of_sample: (m,) its viewshed: samples in one cell share it; eyes: (e,)
    rising, metres above the ground; bits: (e, viewsheds, bytes), row by row from the south-west, packed.
    """

    terrain: Terrain
    column: np.ndarray
    row: np.ndarray
    of_sample: np.ndarray
    side: int
    eyes: np.ndarray
    bits: np.ndarray

    def clear(self, sample: np.ndarray, x: np.ndarray, y: np.ndarray, eye: np.ndarray | float = 0.0) -> np.ndarray:
        """(k,) whether samples are seen from positions within reach of them, as Terrain.clear has it. eye: as in
        Detection, one number or (k,), one of those for which the viewsheds were made."""
        return self.clear_cells(sample, *self.terrain.cells(x, y), eye)

    def clear_cells(
        self, sample: np.ndarray, column: np.ndarray, row: np.ndarray, eye: np.ndarray | float = 0.0
    ) -> np.ndarray:
        """(k,) the same for cells. Those outside the square of a sample count as seen."""
        half = self.side // 2
        across, up = column - self.column[sample] + half, row - self.row[sample] + half
        outside = (np.minimum(across, up) < 0) | (np.maximum(across, up) >= self.side)
        place = np.where(outside, 0, up * self.side + across)
        which = 0 if len(self.eyes) == 1 else np.searchsorted(self.eyes, self.terrain.eye_of(eye))
        byte = self.bits[which, self.of_sample[sample], place >> 3]
        return outside | ((byte >> (7 - (place & 7)).astype(np.uint8)) & 1).astype(bool)


def viewsheds(
    terrain: Terrain, x: np.ndarray, y: np.ndarray, reach: float, eyes: Sequence[float] | np.ndarray = (0.0,)
) -> Viewsheds:
    """The viewsheds of the samples at (x, y), (m,), as far as `reach` metres. eyes: as in Detection, of all units.

    Memory: about (2 reach / size)^2 / 8 bytes for each cell that has a sample and each height of eyes.
    """
    half = int(reach // terrain.size) + 1
    column, row = terrain.cells(x, y)
    rows, columns = terrain.heights.shape
    # Samples outside the terrain have no viewshed of their own: all of them count as those beside it.
    column, row = np.clip(column, -1, columns), np.clip(row, -1, rows)
    cells, of_sample = np.unique(row * (columns + 2) + column, return_inverse=True)
    first = np.zeros(len(cells), np.int64)
    first[of_sample] = np.arange(len(of_sample))
    eyes = np.unique(terrain.eye_of(np.unique(eyes)))
    side = 2 * half + 1
    bits = np.empty((len(eyes), len(cells), -(-side * side // 8)), np.uint8)
    padded = np.pad(terrain.filled, half + 2, constant_values=LOW)
    for start in range(0, len(cells), SAMPLES):
        some = first[start : start + SAMPLES]
        for number, seen in enumerate(_seen(terrain, padded, column[some], row[some], half, reach, eyes)):
            bits[number, start : start + SAMPLES] = np.packbits(seen, axis=0).T
    return Viewsheds(terrain, *terrain.cells(x, y), of_sample.ravel(), side, eyes, bits)


def _seen(
    terrain: Terrain, padded: np.ndarray, column: np.ndarray, row: np.ndarray, half: int, reach: float, eyes: np.ndarray
) -> list[np.ndarray]:
    """For each height of eyes: (side x side, cells) whether the cells (column, row) are seen from those around them.
    padded: the heights with half + 2 cells of LOW around them."""
    side, margin, wide = 2 * half + 1, half + 2, padded.shape[1]
    flat = padded.ravel()
    base = (row + margin) * wide + column + margin
    own = flat[base]
    level = own + np.float32(terrain.target)
    seen = [np.ones((side * side, len(column)), bool) for _ in eyes]
    farthest = reach / terrain.size + 1.5
    for steep in (False, True):
        for sign in (1, -1):
            ahead, beside = (sign * wide, 1) if steep else (sign, wide)
            highest = np.full((2 * RAYS + 1, len(column)), -np.inf, np.float32)
            for step in range(1, half + 1):
                around = np.arange(-step - 1, step + 2)
                heights = flat[base + (step * ahead + around * beside)[:, None]]
                unknown = heights[1:-1] == LOW
                heights -= level
                cells = around[1:-1]
                cells = cells[(np.hypot(step, cells) <= farthest) & ~(steep & (np.abs(cells) == step))]
                inverse = inverse_distance(np.full(len(cells), step), cells, terrain.size)[:, None]
                until = highest[nearest_ray(cells, step) + RAYS]
                up, across = (sign * step, cells) if steep else (cells, sign * step)
                place = (up + half) * side + across + half
                for eye, found in zip(eyes, seen, strict=True):
                    rise = (heights[cells + step + 1] + np.float32(eye)) * inverse
                    found[place] = (rise >= until) | unknown[cells + step]
                if step == half:
                    break
                wide_rays = min(int(np.sqrt(max(farthest**2 - step**2, 0.0)) * RAYS / step) + 2, RAYS)
                rays = np.arange(-wide_rays, wide_rays + 1)
                low, before, beyond = weights(step, rays, terrain.size)
                slope = heights[low + step + 1] * before[:, None]
                slope += heights[low + step + 2] * beyond[:, None]
                here = slice(RAYS - wide_rays, RAYS + wide_rays + 1)
                np.maximum(highest[here], slope, out=highest[here])
    unknown = own == LOW
    for found in seen:
        found[:, unknown] = True
    return seen
