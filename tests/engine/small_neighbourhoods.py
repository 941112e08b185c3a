"""A city of square neighbourhoods with residents and incomes, and flights over them."""

import numpy as np
import shapely
from scipy.sparse import csr_matrix

from blindspot.engine.equity.neighbourhoods import Neighbourhoods
from blindspot.engine.equity.overflights import Overflights

SIDE = 500.0


def city(random, rows=5, columns=6, groups=None, names=()):
    """Incomes rise to the east."""
    column, row = (axis.ravel() for axis in np.meshgrid(np.arange(columns), np.arange(rows)))
    count = rows * columns
    residents = random.integers(500, 4000, count).astype(float)
    income = 20_000 + 10_000 * column + random.integers(0, 5000, count)
    return Neighbourhoods(
        shapely.box(column * SIDE, row * SIDE, (column + 1) * SIDE, (row + 1) * SIDE),
        np.array([f"N{index}" for index in range(count)], object),
        residents,
        np.zeros((0, count)) if groups is None else groups(residents, income),
        tuple(names),
        income.astype(float),
    )


def flights(random, odds, count=300, each=3, silent=None):
    """Flights that pass over `each` neighbourhoods drawn with (n,) odds, for minutes of very different length."""
    where = random.choice(len(odds), (count, each), p=odds / odds.sum())
    seconds = random.lognormal(4, 0.7, (count, 1)) * random.uniform(0.5, 1.5, (count, each))
    over = csr_matrix((seconds.ravel(), (np.repeat(np.arange(count), each), where.ravel())), (count, len(odds)))
    none = csr_matrix(over.shape)
    return Overflights(none, over, over, over / 10, np.zeros(len(odds)), seconds.sum(axis=1), silent, np.arange(count))
