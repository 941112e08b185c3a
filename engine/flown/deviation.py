"""How far a flown track is from the planned line."""

from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

STEP = 2.0
"""m between the places on the planned line that positions are compared with."""
ALIKE = 10.0
"""m by which the horizontal distance of a place on the line may exceed the least one, so that its height still counts:
lines cross themselves, are vertical at take-off and landing, and receivers err by some metres."""
NEAREST = 40
"""Places on the line that a position is compared with. A climb, a descent or a hover is one place."""
SAME = 0.01
"""m in the plane between neighbours on the line that are one place."""


@dataclass(frozen=True)
class Deviation:
    """Of n positions of a track. horizontal: (n,) m from the planned line; vertical: (n,) m above (positive) or below
    the nearest height of the line there, NaN where heights are not known."""

    horizontal: np.ndarray
    vertical: np.ndarray

    @property
    def largest(self) -> float:
        return float(self.horizontal.max())

    @property
    def rms(self) -> float:
        return float(np.sqrt(np.mean(self.horizontal**2)))

    @property
    def largest_vertical(self) -> float:
        known = np.abs(self.vertical[np.isfinite(self.vertical)])
        return float(known.max()) if len(known) else np.nan

    @property
    def rms_vertical(self) -> float:
        known = self.vertical[np.isfinite(self.vertical)]
        return float(np.sqrt(np.mean(known**2))) if len(known) else np.nan


def deviation(flown: np.ndarray, planned: np.ndarray, heights: bool = True) -> Deviation:
    """The distance of a flown track from a planned line, (n, 4) and (m, 4) x, y, z, time. Both heights count from their
    own take-off point, whatever they are measured from. heights: whether both are known."""
    dense, lowest, highest = _places(dense_line(planned))
    lowest, highest = lowest - planned[0, 2], highest - planned[0, 2]
    own = flown[:, 2] - flown[0, 2]
    count = min(NEAREST, len(dense))
    distance, index = cKDTree(dense[:, :2]).query(flown[:, :2], count)
    distance, index = distance.reshape(len(flown), count), index.reshape(len(flown), count)
    least = distance[:, 0]
    horizontal = np.where(least < STEP, _to_segments(flown, dense, index[:, 0]), least)
    horizontal = np.minimum(horizontal, _to_segments(flown, dense, index[:, 0]))
    if not heights:
        return Deviation(horizontal, np.full(len(flown), np.nan))
    off = own[:, None] - np.clip(own[:, None], lowest[index], highest[index])
    apart = np.where(distance <= least[:, None] + ALIKE, off, np.inf)
    nearest = np.argmin(np.abs(apart), axis=1)
    return Deviation(horizontal, apart[np.arange(len(flown)), nearest])


def dense_line(line: np.ndarray, step: float = STEP) -> np.ndarray:
    """(k, c) places along (n, c) vertices, at most `step` apart in space or, of two columns, in the plane."""
    moves = np.diff(line[:, :3], axis=0)
    counts = np.maximum(np.ceil(np.sqrt((moves**2).sum(axis=1)) / step).astype(int), 1)
    start = np.repeat(np.arange(len(moves)), counts)
    share = (np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)) / counts[start]
    return np.vstack([line[start] + share[:, None] * (line[start + 1] - line[start]), line[-1:]])


def _places(dense: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(k, c) places of a line, of which neighbours differ in the plane, and (k,) the least and greatest Z at each."""
    moved = np.hypot(*np.diff(dense[:, :2], axis=0).T) > SAME
    first = np.flatnonzero(np.concatenate(([True], moved)))
    return dense[first], np.minimum.reduceat(dense[:, 2], first), np.maximum.reduceat(dense[:, 2], first)


def _to_segments(flown: np.ndarray, dense: np.ndarray, index: np.ndarray) -> np.ndarray:
    """(n,) m to the stretches before and after the nearest place."""
    found = np.full(len(flown), np.inf)
    for step in (-1, 1):
        other = np.clip(index + step, 0, len(dense) - 1)
        a, b, place = dense[index, :2], dense[other, :2], flown[:, :2]
        along = b - a
        square = np.maximum((along**2).sum(axis=1), 1e-12)
        share = np.clip(((place - a) * along).sum(axis=1) / square, 0, 1)
        found = np.minimum(found, np.hypot(*(place - a - share[:, None] * along).T))
    return found
