"""What visits close of the gaps over a watch.

A condition that begins at time u of the watch must be noticed within the revisit interval R. Patrols leave some of the
conditions unseen; `unseen` is their density over the watch. A visit from `first` to `last` that notices at once closes
everything that begins in [first - R, last]. One of finite exposure e notices what is there with probability
1 - exp(-e), and the exposures of several visits add up. So with E(u), the sum over the visits that cover u,

    closed = integral of unseen(u) x (1 - exp(-E(u))) du

unseen is constant within bins, and E between the beginnings and ends of what the visits cover, so the integral is a sum
over these pieces, without any approximation.
"""

import numpy as np

CERTAIN = 60.0
"""Exposures above this count as this one: exp(-60) is less than the rounding of 1."""


def cumulative(unseen: np.ndarray) -> np.ndarray:
    """(G, B + 1) what is unseen before the edge of each bin. unseen: (G, B), in each bin."""
    return np.concatenate((np.zeros((len(unseen), 1)), np.cumsum(unseen, axis=1)), axis=1)


def unseen_before(before: np.ndarray, row: np.ndarray, bins: np.ndarray) -> np.ndarray:
    """What is unseen in a row before a time, linear within a bin; 0 before the watch, all of it after the watch.

    before: (G, B + 1) of `cumulative`; row: rows of it; bins: times in bins from the start of the watch, of the same
    shape as row.
    """
    last = before.shape[1] - 1
    bins = np.clip(bins, 0.0, last)
    whole = np.minimum(bins.astype(np.int64), last - 1)
    low = before[row, whole]
    return low + (bins - whole) * (before[row, whole + 1] - low)


def closed(
    unseen: np.ndarray,
    bin_length: float,
    revisit: float,
    row: np.ndarray,
    first: np.ndarray,
    last: np.ndarray,
    exposure: np.ndarray | float = np.inf,
    cycle: float = 0.0,
) -> np.ndarray:
    """(G,) what V visits close of each row.

    unseen: (G, B) in each bin of the watch, bin_length: s; revisit: R in s; row: (V,) that a visit is to; first, last:
    (V,) its beginning and end in seconds from the start of the watch; exposure: of each visit, inf where it notices at
    once. cycle: s after which the next watch begins, if it adjoins this one: a visit early in a watch then also closes
    the end of the watch before. 0: nothing of the watch before counts.
    """
    exposure = np.broadcast_to(np.asarray(exposure, float), np.shape(row))
    row, begin, end, exposure = covered(np.asarray(row), first, last, exposure, revisit, cycle)
    return closed_by_group(cumulative(unseen), bin_length, row, row, begin, end, exposure, len(unseen))


def covered(
    row: np.ndarray, first: np.ndarray, last: np.ndarray, exposure: np.ndarray, revisit: float, cycle: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The rows, the beginnings and ends of what the visits cover, and their exposures; three of each with a cycle."""
    begin, end = np.asarray(first, float) - revisit, np.asarray(last, float)
    if not cycle:
        return row, begin, end, exposure
    begin, end = (np.concatenate((edge, edge + cycle, edge - cycle)) for edge in (begin, end))
    return np.tile(row, 3), begin, end, np.tile(exposure, 3)


def closed_by_group(
    before: np.ndarray,
    bin_length: float,
    row: np.ndarray,
    group: np.ndarray,
    begin: np.ndarray,
    end: np.ndarray,
    exposure: np.ndarray,
    groups: int,
) -> np.ndarray:
    """(groups,) what is closed where exposures add up within each group only, such as a stop in one of many plans.

    before: of `cumulative`; row, group: (V,) of each visit, where all visits of a group have the same row; begin, end:
    what it covers, s; exposure: (V,), inf where it notices at once.
    """
    if not len(row):
        return np.zeros(groups)
    exposure = np.minimum(exposure, CERTAIN)
    edge, change = np.concatenate((begin, end)), np.concatenate((exposure, -exposure))
    of, row = np.concatenate((group, group)), np.concatenate((row, row))
    order = np.argsort(edge, kind="stable")
    order = order[np.argsort(of[order], kind="stable")]
    of, row, edge = of[order], row[order], edge[order]
    total = np.maximum(np.cumsum(change[order])[:-1], 0.0)
    share = np.where(of[1:] == of[:-1], -np.expm1(-total), 0.0)
    return np.bincount(of[:-1], np.diff(unseen_before(before, row, edge / bin_length)) * share, minlength=groups)
