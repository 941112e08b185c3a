"""Lorenz curves, the Gini coefficient and the concentration index, weighted by residents.

The curve joins the points (share of residents, share of the amount) of neighbourhoods in rising order of the amount per
resident (Lorenz 1905, doi:10.2307/2276207). The Gini coefficient is 1 less twice the area below it. The concentration
index is the same for neighbourhoods in the order of another figure, such as their income (Kakwani, Wagstaff and van
Doorslaer 1997, doi:10.1016/S0304-4076(96)01807-6): below 0 the amount falls on those with a low figure. Within a
neighbourhood all residents count as having the same, so inequality within neighbourhoods is not seen.
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Lorenz:
    """A curve through n + 1 points. residents, amount: (n + 1,) cumulative shares, from 0 to 1."""

    residents: np.ndarray
    amount: np.ndarray


def lorenz(amount: np.ndarray, residents: np.ndarray) -> Lorenz:
    """The curve of (n,) amounts of 0 or more among (n,) residents; all n residents are above 0. Without any amount, all
    have the same."""
    order = np.argsort(amount / residents, kind="stable")
    total = amount.sum()
    shared = np.cumsum(amount[order]) / total if total > 0 else np.cumsum(residents[order]) / residents.sum()
    return Lorenz(np.r_[0.0, np.cumsum(residents[order]) / residents.sum()], np.r_[0.0, shared])


def gini(amount: np.ndarray, residents: np.ndarray) -> np.ndarray:
    """(...,) Gini coefficients of amounts (..., n) among residents, (n,) or (..., n), of 0 or more: from 0 where all
    residents have the same, towards 1 where one has all. NaN where there is no amount, or no resident."""
    amount, residents = np.broadcast_arrays(np.asarray(amount, float), np.asarray(residents, float))
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = np.where(residents > 0, amount / residents, np.inf)
    order = np.argsort(rate, axis=-1, kind="stable")
    return _index(np.take_along_axis(amount, order, -1), np.take_along_axis(residents, order, -1))


def concentration(amount: np.ndarray, residents: np.ndarray, figure: np.ndarray) -> np.ndarray:
    """(...,) concentration indices of amounts (..., n) among residents, (n,) or (..., n), by the rank of (n,) figures,
    from -1 (all on those with the lowest figure) to 1. Residents with equal figures share a rank. NaN where there is no
    amount, or no resident."""
    amount, residents = np.broadcast_arrays(np.asarray(amount, float), np.asarray(residents, float))
    value, group = np.unique(figure, return_inverse=True)
    groups = (group.ravel()[:, None] == np.arange(len(value))).astype(float)  # (n, k)
    return _index(amount @ groups, residents @ groups)


def _index(amount: np.ndarray, residents: np.ndarray) -> np.ndarray:
    """1 less twice the area below the curve through the cumulative shares, in the order given."""
    if not amount.shape[-1]:
        return np.full(amount.shape[:-1], np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        width = residents / residents.sum(axis=-1, keepdims=True)
        height = amount / amount.sum(axis=-1, keepdims=True)
    top = np.cumsum(height, axis=-1)
    return 1.0 - (width * (2 * top - height)).sum(axis=-1)
