"""The share of each visit in what several visits close together."""

import numpy as np

from .closing import CERTAIN, covered, cumulative, unseen_before


def closed_by_visit(
    unseen: np.ndarray,
    bin_length: float,
    revisit: float,
    row: np.ndarray,
    group: np.ndarray,
    first: np.ndarray,
    last: np.ndarray,
    exposure: np.ndarray | float = np.inf,
    cycle: float = 0.0,
) -> np.ndarray:
    """(V,) what each visit closes. What several visits cover is divided among them in proportion to their exposures, so
    that the shares of a group add up to what it closes (see closing.py).

    unseen: (G, B); row, group: (V,) of each visit: the row of `unseen` that it closes, and what it is a visit to, as
    visits only share within a group, and all visits of a group have one row. The rest is as in `closing.closed`.
    """
    count = len(row)
    if not count:
        return np.zeros(0)
    exposure = np.minimum(np.broadcast_to(np.asarray(exposure, float), np.shape(row)), CERTAIN)
    times = 3 if cycle else 1
    group, own = np.tile(group, times), np.tile(np.arange(count), times)
    met, row = np.unique(row, return_inverse=True)
    row, begin, end, exposure = covered(row.ravel(), first, last, exposure, revisit, cycle)
    edge, change = np.concatenate((begin, end)), np.concatenate((exposure, -exposure))
    of, rows = np.tile(group, 2), np.tile(row, 2)
    order = np.lexsort((edge, of))
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    of, rows, edge, change = of[order], rows[order], edge[order], change[order]
    total = np.cumsum(change)[:-1]
    # exposures add up to whole visits within a group, and what remains of rounding is no exposure
    total = np.where((of[1:] == of[:-1]) & (total > 1e-9), total, 0.0)
    passed = np.diff(unseen_before(cumulative(unseen[met]), rows, edge / bin_length))
    found = np.where(of[1:] == of[:-1], passed, 0.0) * -np.expm1(-total)
    each = np.divide(found, total, out=np.zeros_like(found), where=total > 0)
    per_exposure = np.concatenate(([0.0], np.cumsum(each)))
    shares = exposure * (per_exposure[place[len(own) :]] - per_exposure[place[: len(own)]])
    return np.bincount(own, shares, count)
