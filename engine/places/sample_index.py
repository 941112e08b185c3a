"""A spatial index of sample points that finds the candidates near legs."""

from dataclasses import dataclass

import numpy as np

from ..tracks.legs import Legs
from .places import Places

MAX_BINS = 4_000_000
LOOSE = 1e-4  # of a bin: tolerance for rounding in the coordinates of a grid's rows and columns
SHORTEST = 0.01  # metres: the smallest reach with which bins are sized
SPARSE = 4  # bins for each sample; with more, legs without a sample near them are left out first
LONG = 3  # rows of bins; for legs that meet at least so many, the columns are narrowed down row by row


@dataclass(frozen=True)
class SampleIndex:
    """The sample points of places sorted into bins: rows of equal height, columns of equal width.

    order: (m,) samples sorted by bin; None if they already are. pointer: (rows x columns + 1,) so that bin b, counted
    row by row, contains order[pointer[b]:pointer[b + 1]]. left, bottom: the corner of the first bin; width, height: of
    a bin; spread_x, spread_y: the largest distance of a sample from the left and the bottom of its bin. All in metres.
    before: where most bins are empty, (rows + 1, columns + 1) the number of samples in the rows and columns before;
    else None.
    """

    order: np.ndarray | None
    pointer: np.ndarray
    rows: int
    columns: int
    left: float
    bottom: float
    width: float
    height: float
    spread_x: float
    spread_y: float
    before: np.ndarray | None = None

    @classmethod
    def of(cls, places: Places, reach: float) -> "SampleIndex":
        x, y, reach = places.x, places.y, max(reach, SHORTEST)
        left, bottom = float(x.min()), float(y.min())
        width, height = _pitch(x, reach, reach / 4), _pitch(y, reach, reach)
        crowded = (float(x.max()) - left + width) * (float(y.max()) - bottom + height) / (width * height)
        if crowded > max(MAX_BINS, 4 * len(x)):
            grow = np.sqrt(crowded / max(MAX_BINS, 4 * len(x)))
            width, height = width * grow, height * grow
        column, row = _bin(x, left, width), _bin(y, bottom, height)
        columns, rows = int(column.max()) + 1, int(row.max()) + 1
        key = row * columns + column
        order = None if np.all(key[1:] >= key[:-1]) else np.argsort(key, kind="stable")
        counts = np.bincount(key, minlength=rows * columns)
        pointer = np.r_[0, np.cumsum(counts)]
        spread_x, spread_y = float(np.max(x - left - column * width)), float(np.max(y - bottom - row * height))
        before = None
        if rows * columns > SPARSE * len(x):
            before = np.zeros((rows + 1, columns + 1), np.int32)
            np.cumsum(counts.reshape(rows, columns), axis=0, out=before[1:, 1:])
            np.cumsum(before[1:, 1:], axis=1, out=before[1:, 1:])
        return cls(order, pointer, rows, columns, left, bottom, width, height, spread_x, spread_y, before)

    def rows_of(self, legs: Legs, reach: np.ndarray | float) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """The bins within `reach` of each leg's bounding box: first row, number of rows (0 where bins are known to be
        empty), first column, last column."""
        slack = self._slack(reach)
        first_row = _bin_from(np.minimum(legs.y0, legs.y1), self.bottom + self.spread_y + slack, self.height)
        last_row = _bin_until(np.maximum(legs.y0, legs.y1), self.bottom - slack, self.height, self.rows)
        first = _bin_from(np.minimum(legs.x0, legs.x1), self.left + self.spread_x + slack, self.width)
        last = _bin_until(np.maximum(legs.x0, legs.x1), self.left - slack, self.width, self.columns)
        rows = np.maximum(last_row - first_row + 1, 0)
        rows[last < first] = 0
        if self.before is not None:
            some = np.flatnonzero(rows)
            low, high, left, right = first_row[some], last_row[some] + 1, first[some], last[some] + 1
            samples = self.before[high, right] - self.before[low, right]
            samples -= self.before[high, left] - self.before[low, left]
            rows[some[samples == 0]] = 0
        return first_row, rows, first, last

    def _slack(self, reach):
        return reach + 1e-6 * (1.0 + reach) + 2 * LOOSE * max(self.width, self.height)

    def candidates(self, legs: Legs, reach: np.ndarray | float, most: int):
        """Yields the pairs (leg, sample) that may be within `reach` (metres, one number or one for each leg), sorted by
        leg; about `most` pairs at a time."""
        first_row, rows, first, last = self.rows_of(legs, reach)
        ends = np.cumsum(rows)
        for start, stop in _even_cuts(ends, most):
            some = slice(start, stop)
            done = ends[start - 1] if start else 0
            leg = np.repeat(np.arange(start, stop), rows[some])
            row = np.arange(done, done + len(leg)) + (first_row - ends + rows)[leg]
            low, high = first[leg], last[leg]
            if rows[some].max(initial=0) >= LONG:
                long = np.flatnonzero(rows[leg] >= LONG)
                of = reach if np.ndim(reach) == 0 else reach[leg[long]]
                narrow = self._columns_beside(legs.take(leg[long]), of, row[long])
                low[long] = np.maximum(low[long], narrow[0])
                high[long] = np.maximum(np.minimum(high[long], narrow[1]), low[long] - 1)
            row *= self.columns
            lowest = self.pointer[row + low]
            count = self.pointer[row + high + 1] - lowest
            reached = np.cumsum(count)
            for a, b in _even_cuts(reached, most):
                pair = np.repeat(np.arange(a, b), count[a:b])
                before = reached[a - 1] if a else 0
                rank = np.arange(before, before + len(pair)) + (lowest - reached + count)[pair]
                yield leg[pair], rank if self.order is None else self.order[rank]

    def _columns_beside(self, legs: Legs, reach, row) -> tuple[np.ndarray, np.ndarray]:
        """The first and the last column near the part of each leg that is near the given row."""
        slack = self._slack(reach)
        dx, dy = legs.x1 - legs.x0, legs.y1 - legs.y0
        low = self.bottom + row * self.height
        with np.errstate(divide="ignore", invalid="ignore"):
            a = (low - slack - legs.y0) / dy
            b = (low + self.spread_y + slack - legs.y0) / dy
        level = dy == 0
        enter = np.clip(np.where(level, 0.0, np.minimum(a, b)), 0.0, 1.0)
        leave = np.clip(np.where(level, 1.0, np.maximum(a, b)), 0.0, 1.0)
        xa, xb = legs.x0 + enter * dx, legs.x0 + leave * dx
        first = _bin_from(np.minimum(xa, xb), self.left + self.spread_x + slack, self.width)
        last = _bin_until(np.maximum(xa, xb), self.left - slack, self.width, self.columns)
        return np.minimum(first, self.columns), last


def _pitch(at: np.ndarray, reach: float, otherwise: float) -> float:
    """The spacing of the coordinates if they are those of a grid, else `otherwise`."""
    some = np.unique(np.r_[at[:500], at[:: len(at) // 500 + 1]])
    steps = np.diff(some)
    steps = steps[steps > reach / 8]
    if len(steps):
        pitch = float(steps.min())
        off = (at - some[0]) / pitch
        if np.max(np.abs(off - np.rint(off))) < LOOSE:
            return pitch
    return otherwise


def _bin_from(at: np.ndarray, start, size: float) -> np.ndarray:
    """The first bin, at least 0, that may contain coordinates of `at` or more."""
    return np.maximum(np.ceil((at - start) * (1 / size)), 0).astype(np.int64)


def _bin_until(at: np.ndarray, start, size: float, bins: int) -> np.ndarray:
    """The last bin, below `bins`, that may contain coordinates of `at` or less; -1 for none."""
    return np.clip(np.floor((at - start) * (1 / size)), -1, bins - 1).astype(np.int64)


def _bin(at: np.ndarray, start: float, size: float) -> np.ndarray:
    return np.floor((at - start) / size + LOOSE).astype(np.int64)


def _even_cuts(ends: np.ndarray, size: int):
    """[start, stop) ranges of rows whose sizes add up to about `size`; `ends` are the prefix sums of the sizes."""
    start = 0
    while start < len(ends):
        done = ends[start - 1] if start else 0
        stop = max(int(np.searchsorted(ends, done + size, side="right")), start + 1)
        yield start, stop
        start = stop
