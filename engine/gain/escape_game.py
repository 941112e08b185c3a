"""The best mixture of plans against somebody who knows it, as a matrix game.

Rows are what an adversary can pick, columns the plans, entries his probability to escape. Whoever draws the plans
minimises the largest expected entry of a row. Both sides of the linear program are kept: the shares, and the weights of
rows that prove that no shares do better (J. von Neumann, 1928, Zur Theorie der Gesellschaftsspiele).
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

from ..errors import UserError
from ..language import tr
from ..progress import Progress, quiet
from .escape import Sightings

MAX_NUMBERS = 50_000_000
"""Entries of a game; of a larger one the rows that are hardest to see are kept."""
AT_ONCE = 100
"""Rows that are added to a linear program at once."""
EXACT = 1e-9
"""Probabilities that are closer are equal."""


@dataclass(frozen=True)
class Game:
    """A solved game of P plans. share: (P,) a best mixture; high: what it leaves the adversary at most, among the rows;
    low: what every mixture leaves him at least."""

    share: np.ndarray
    high: float
    low: float


def solved_game(unseen: np.ndarray) -> Game:
    """The game of the rows `unseen`, (r, P) in 0 to 1, by linear programs of some of the rows: those that the mixture
    so far leaves most are added until no other row matters. `high` and `low` are computed from the solution with plain
    sums, so they hold whatever the solver does."""
    plans = unseen.shape[1]
    best = np.full(plans, 1 / plans)
    if not len(unseen):
        return Game(best, 0.0, 0.0)
    high, low = float((unseen @ best).max()), 0.0
    chosen = np.zeros(len(unseen), bool)
    chosen[_largest(unseen.sum(axis=1))] = True
    while True:
        rows = unseen[chosen]
        share, weight = _both_sides(rows)
        low = max(low, float((weight @ rows).min()))
        left = unseen @ share
        if left.max() < high:
            best, high = share, float(left.max())
        left[chosen] = -1.0
        new = _largest(left)
        new = new[left[new] > low + EXACT]
        if high <= low + EXACT or not len(new):
            return Game(best, high, low)
        chosen[new] = True


def _largest(values: np.ndarray) -> np.ndarray:
    """Indices of the AT_ONCE largest values."""
    if len(values) <= AT_ONCE:
        return np.arange(len(values))
    return np.argpartition(values, -AT_ONCE)[-AT_ONCE:]


def _both_sides(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(P,) the shares that minimise the largest expectation of the rows, and (r,) the weights of the rows that prove
    it; both sum to 1."""
    count, plans = rows.shape
    found = linprog(
        np.r_[np.zeros(plans), 1.0],
        A_ub=np.column_stack([rows, -np.ones(count)]),
        b_ub=np.zeros(count),
        A_eq=np.r_[np.ones(plans), 0.0][None],
        b_eq=[1.0],
        bounds=[*[(0.0, 1.0)] * plans, (0.0, 1.0)],
        method="highs",
    )
    if not found.success:
        raise UserError(
            tr("The best mixture of plans could not be found ({message}). Please report this.", message=found.message)
        )
    share = np.clip(found.x[:-1], 0.0, 1.0)
    weight = np.maximum(-found.ineqlin.marginals, 0.0)
    weight = weight if weight.sum() > 0 else np.ones(count)
    return share / share.sum(), weight / weight.sum()


def rows_of(sightings: Sightings, seen: bool, progress: Progress = quiet) -> tuple[np.ndarray, bool]:
    """(r, P) the different rows of all points and moments, or of those at which any plan sees; and whether there are
    moments at which no plan can notice anything. Of too many rows those that are hardest to see are kept: the value of
    the game is then a lower bound for all of them."""
    rows, new, alone = np.zeros((0, sightings.plans)), [], False
    most = max(MAX_NUMBERS // sightings.plans, 1)
    for some in sightings.intervals(progress):
        alone |= bool(some.alone.any())
        counts = some.seen if seen else np.ones(len(some.point), bool)
        same = np.array_equal(some.at_start, some.at_end)
        ends = [some.at_start[counts]] if same else [some.at_start[counts], some.at_end[counts]]
        new.append(_different(np.concatenate(ends)))
        if sum(map(len, new)) > len(rows):  # so that rows are compared a few times each
            rows, new = _hardest(_different(np.concatenate([rows, *new])), most), []
    return _hardest(_different(np.concatenate([rows, *new])), most), alone


def _different(rows: np.ndarray) -> np.ndarray:
    """The rows without repetitions. Of rows of 0 and 1 single bits are compared."""
    if not len(rows) or not ((rows == 0) | (rows == 1)).all():
        return np.unique(rows, axis=0)
    bits = np.ascontiguousarray(np.packbits(rows.astype(bool), axis=1))
    return rows[np.unique(bits.view(np.dtype((np.void, bits.shape[1])))[:, 0], return_index=True)[1]]


def _hardest(rows: np.ndarray, most: int) -> np.ndarray:
    """At most so many rows, those with the highest sums."""
    return rows if len(rows) <= most else rows[np.argpartition(rows.sum(axis=1), -most)[-most:]]
