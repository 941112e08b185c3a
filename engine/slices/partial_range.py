"""Which sample points came within range of a unit on one day, and the shares of places on all days together.

Shares cannot be joined, the points behind them can: one bit each.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from ..effort.effort import points_along, points_in_range, sampled_cells
from ..places.grid import Grid
from ..places.places import Places
from ..progress import Progress, part, quiet
from ..score.detection import Detection
from ..tracks.tracks import Tracks
from .partial_effort import hours_within
from .slice import Slice

BITS = 8


@dataclass(frozen=True)
class PartialRange:
    """The sample points that came in range: byte: (k,) rising, and bits: (k,) uint8, where point i is the bit i % 8 of
    the byte i // 8, the lowest first. All other bytes are 0."""

    byte: np.ndarray
    bits: np.ndarray


def cells_partly_in_range(
    tracks: Tracks,
    grid: Grid,
    spacing: float,
    detection: Detection,
    day: Slice,
    hours: np.ndarray,
    progress: Progress = quiet,
) -> PartialRange:
    """What a day adds to `cells_in_range`. hours: (k, 2) all the time that counts, as in `partial_effort`; the other
    arguments are as for `cells_in_range`."""
    side, n = points_along(grid, spacing), len(grid)
    strips = (
        (start * side**2, strip, part(progress, start / n, (start + len(strip)) / n))
        for start, strip in sampled_cells(grid, spacing)
    )
    return _in_range(tracks, strips, detection, hours_within(hours, day))


def partly_in_range(
    tracks: Tracks, places: Places, detection: Detection, day: Slice, hours: np.ndarray, progress: Progress = quiet
) -> PartialRange:
    """What a day adds to `share_in_range`."""
    return _in_range(tracks, [(0, places, progress)], detection, hours_within(hours, day))


def _in_range(
    tracks: Tracks, strips: Iterable[tuple[int, Places, Progress]], detection: Detection, hours: np.ndarray
) -> PartialRange:
    """strips: the number of the first point, the places and the progress of each."""
    found = [np.zeros(0, np.int64)]
    if len(tracks) and len(hours):
        found += [
            first + np.flatnonzero(points_in_range(tracks, strip, detection, hours, here))
            for first, strip, here in strips
        ]
    point = np.concatenate(found)
    byte, bit = np.divmod(point, BITS)
    begin = np.flatnonzero(np.r_[True, byte[1:] != byte[:-1]]) if len(byte) else np.zeros(0, np.int64)
    bits = np.left_shift(1, bit)
    joined = np.bitwise_or.reduceat(bits, begin) if len(begin) else bits
    return PartialRange(byte[begin].astype(np.int32), joined.astype(np.uint8))


class RangeSums:
    """Joins the points in range of all days, in any order. Memory: one bit for each sample point."""

    def __init__(self, points: np.ndarray):
        """points: (n,) the number of sample points of each place."""
        self._points = points
        self._bits = np.zeros(-(-int(points.sum()) // BITS), np.uint8)

    @classmethod
    def of_cells(cls, grid: Grid, spacing: float) -> "RangeSums":
        """For the cells of a grid, as in `cells_in_range`. Raises UserError if there would be too many points."""
        return cls(np.full(len(grid), points_along(grid, spacing) ** 2, np.int64))

    @classmethod
    def of_places(cls, places: Places) -> "RangeSums":
        """For places, as in `share_in_range`."""
        return cls(np.diff(places.offsets))

    def add(self, partial: PartialRange) -> None:
        """Adds a day."""
        self._bits[partial.byte] |= partial.bits

    def shares(self) -> np.ndarray:
        """(n,) the share of each place that came in range."""
        ends = np.r_[0, np.cumsum(self._points)]
        whole, rest = np.divmod(ends, BITS)
        each = np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1).sum(axis=1, dtype=np.int64)
        before = np.r_[0, np.cumsum(each[self._bits])]  # points in range before each byte
        last = np.r_[self._bits, np.uint8(0)][whole] & (np.left_shift(1, rest) - 1)
        return np.diff(before[whole] + each[last]) / self._points
