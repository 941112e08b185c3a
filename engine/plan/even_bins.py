"""Gap profiles in bins of equal length, as the solver needs them."""

import math

import numpy as np

from ..score.watch_bins import bin_edges

FINEST = 60.0
"""s; edges of bins are rounded to this where that is needed to make bins equal."""


def even_bins(shares: np.ndarray | None, length: float, rows: int) -> tuple[np.ndarray, float]:
    """(rows, C) shares in bins of equal length, and that length in s. shares: (rows, B) by the bins of a profile of a
    watch of `length` s, of which the last may be shorter, or by B equal ones; None: the same at all times, which takes
    one bin."""
    if shares is None:
        return np.ones((rows, 1)), length
    edges = bin_edges(length)
    if shares.shape[1] != len(edges) - 1:
        edges = np.linspace(0.0, length, shares.shape[1] + 1)
    steps = np.diff(edges)
    if np.allclose(steps, steps[0], rtol=1e-9):
        return np.asarray(shares, float), float(steps[0])
    fine = max(float(math.gcd(round(steps[0]), round(steps[-1]))), FINEST)
    count = max(1, round(length / fine))
    marks = np.linspace(0.0, length, count + 1)
    before = np.concatenate((np.zeros((len(shares), 1)), np.cumsum(shares, axis=1)), axis=1)
    at = np.array([np.interp(marks, edges, row) for row in before]).reshape(len(shares), count + 1)
    return np.diff(at, axis=1), length / count
