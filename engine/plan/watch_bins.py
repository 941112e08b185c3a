"""The bins of a watch in which gap profiles are given, and bins of equal length for computing."""

import math

import numpy as np

SHORT_BIN, LONG_BIN = 900.0, 1800.0
"""s, length of the bins of a profile in a watch of at most LONGEST_SHORT, and in a longer one. The last bin is shorter
where the watch is not a multiple of it."""
LONGEST_SHORT = 12 * 3600.0
FINEST = 60.0
"""s; edges of bins are rounded to this where that is needed to make bins equal."""


def bin_edges(length: float, bins: int) -> np.ndarray:
    """(bins + 1,) s from the start of a watch of `length` s to the edges of the bins of a profile. Bins of another
    number than profiles have are taken as equal."""
    step = SHORT_BIN if length <= LONGEST_SHORT else LONG_BIN
    if bins != math.ceil(length / step - 1e-9):
        return np.linspace(0.0, length, bins + 1)
    return np.append(np.arange(bins) * step, length)


def even_bins(shares: np.ndarray | None, length: float, rows: int) -> tuple[np.ndarray, float]:
    """(rows, C) shares in bins of equal length, and that length in s. shares: (rows, B) by the bins of a profile; None:
    the same at all times, which takes one bin."""
    if shares is None:
        return np.ones((rows, 1)), length
    edges = bin_edges(length, shares.shape[1])
    steps = np.diff(edges)
    if np.allclose(steps, steps[0], rtol=1e-9):
        return np.asarray(shares, float), float(steps[0])
    fine = max(float(math.gcd(round(steps[0]), round(steps[-1]))), FINEST)
    count = max(1, round(length / fine))
    marks = np.linspace(0.0, length, count + 1)
    before = np.concatenate((np.zeros((len(shares), 1)), np.cumsum(shares, axis=1)), axis=1)
    at = np.array([np.interp(marks, edges, row) for row in before]).reshape(len(shares), count + 1)
    return np.diff(at, axis=1), length / count
