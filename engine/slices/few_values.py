"""Up to three different values of each place: enough to tell whether there are fewer than three.

Whether a time is published depends on how many units are behind it, counted up to three. Sets of up to three can be
joined, which numbers of different values cannot.
"""

import numpy as np

NONE = -1


def few_values(row: np.ndarray, value: np.ndarray, rows: int) -> np.ndarray:
    """(rows, 3) int32: up to three different values of each row, rising, with NONE after them. row: (p,) rising; value:
    (p,) whole numbers of 0 or more."""
    found = np.full((rows, 3), NONE, np.int32)
    if not len(row):
        return found
    first = np.flatnonzero(np.r_[True, row[1:] != row[:-1]])
    each = np.diff(np.r_[first, len(row)])
    low, high = np.minimum.reduceat(value, first), np.maximum.reduceat(value, first)
    between = (value != np.repeat(low, each)) & (value != np.repeat(high, each))
    third = np.maximum.reduceat(np.where(between, value, NONE), first)
    found[row[first]] = _packed(np.column_stack([low, third, high]))
    return found


def joined(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """(rows, 3) up to three different values of both, (rows, 3) each."""
    return _packed(np.concatenate([one, other], axis=1))


def how_many(values: np.ndarray) -> np.ndarray:
    """(rows,) the number of different values, counted up to three."""
    return (values != NONE).sum(axis=1)


def _packed(values: np.ndarray) -> np.ndarray:
    """(rows, 3) the first three different values of each row (rows, k), rising, NONE last."""
    last = np.iinfo(np.int32).max
    rising = np.sort(np.where(values == NONE, last, values), axis=1)
    rising[:, 1:][rising[:, 1:] == rising[:, :-1]] = last
    rising = np.sort(rising, axis=1)[:, :3]
    return np.where(rising == last, NONE, rising).astype(np.int32)
