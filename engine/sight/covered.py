"""Walls that nearer ones hide wholly: where very many walls are near a sample point, most of them can be left out
before the nearest is found in each direction."""

import numpy as np

BINS = 64  # of directions
STEP = 2 * np.pi / BINS
MARGIN = 1e-9  # of an angle in bins, and of a distance: what rounding may change
MANY = 200  # walls of a sample; with fewer, leaving some out saves no time


def uncovered(columns: np.ndarray, samples: int) -> np.ndarray:
    """(k,) whether each sector may be seen; false only where nearer walls hide it in all of its directions.

    columns: (7, k) sorted by sample: the sample, the direction from which on a wall hides and that until which it does,
    and (a, b) of its line, as for `envelope`. The walls of samples with at most MANY of them all stay.

    In a bin of directions, a wall that spans the whole bin hides those that are farther at both of its ends: in
    between, 1 / distance is a positive combination of its values at the ends, for both walls the same.
    """
    kept = np.ones(columns.shape[1], bool)
    sample = columns[0].astype(np.int64)
    some = np.flatnonzero(np.bincount(sample, minlength=samples)[sample] > MANY)
    if not len(some):
        return kept
    numbers, own = np.unique(sample[some], return_inverse=True)
    start_x, start_y, end_x, end_y, a, b = columns[1:, some]
    start = np.mod(np.arctan2(start_y, start_x), 2 * np.pi) / STEP
    width = np.mod(np.arctan2(end_y, end_x) / STEP - start, BINS)
    width = np.where(width > BINS - 1, 0.0, width)  # by rounding
    first = np.ceil(start + MARGIN).astype(np.int64)
    spans, _, at, nearest, _ = _in_bins(own, a, b, first, np.floor(start + width - MARGIN).astype(np.int64) - first)
    cover = np.zeros(len(numbers) * BINS)
    if len(spans):
        order = np.argsort(at, kind="stable")
        begins = np.flatnonzero(np.r_[True, at[order][1:] != at[order][:-1]])
        cover[at[order][begins]] = np.maximum.reduceat(nearest[order], begins)
    first = np.floor(start - MARGIN).astype(np.int64)
    touched = np.floor(start + width + MARGIN).astype(np.int64) - first + 1
    _, begins, at, _, farthest = _in_bins(own, a, b, first, touched)
    kept[some] = ~np.logical_and.reduceat(farthest < cover[at] * (1.0 - MARGIN), begins)
    return kept


def _in_bins(own, a, b, first, count) -> tuple[np.ndarray, ...]:
    """The bins of sectors, `count` from `first` on: (p,) the sector, (k,) where the bins of each begin, (p,) sample and
    bin as one number, and (p,) the smaller and the larger 1 / distance of the wall's line at the two ends of the
    bin."""
    count = np.maximum(count, 0)
    begins = np.cumsum(count) - count
    sector = np.repeat(np.arange(len(count)), count)
    bin_ = np.mod(np.arange(len(sector)) - begins[sector] + first[sector], BINS)
    edge = STEP * np.arange(BINS + 1)
    x, y = np.cos(edge), np.sin(edge)
    ends = [a[sector] * x[bin_ + side] + b[sector] * y[bin_ + side] for side in (0, 1)]
    return sector, begins, own[sector] * BINS + bin_, np.minimum(*ends), np.maximum(*ends)
