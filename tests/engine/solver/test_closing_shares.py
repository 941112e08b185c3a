"""What visits close together, divided among them."""

import numpy as np
import pytest

from blindspot.engine.solver.closing import closed
from blindspot.engine.solver.closing_shares import closed_by_visit


@pytest.mark.parametrize("seed", range(40))
def test_the_shares_add_up_to_what_is_closed(seed):
    random = np.random.default_rng(seed)
    rows, bins, visits = random.integers(1, 6), random.integers(1, 9), random.integers(0, 30)
    unseen, row = random.random((rows, bins)), random.integers(0, rows, visits)
    first = random.uniform(-100, 10 * bins + 100, visits)
    last = first + random.random(visits) * 5
    exposure = random.choice([np.inf, 0.5, 2], visits) if seed % 2 else np.inf
    cycle = 10.0 * bins if seed % 3 == 0 else 0.0
    shares = closed_by_visit(unseen, 10.0, 25.0, row, row, first, last, exposure, cycle)
    whole = closed(unseen, 10.0, 25.0, row, first, last, exposure, cycle)
    assert np.bincount(row, shares, rows) == pytest.approx(whole, abs=1e-8)
    assert (shares >= -1e-9).all()


def test_what_two_visits_close_together_is_halved_and_groups_do_not_share():
    unseen, row = np.array([[4.0]]), np.zeros(3, int)
    shares = closed_by_visit(unseen, 8.0, 4.0, row, np.array([0, 0, 1]), np.array([4.0, 6, 4]), np.array([4.0, 6, 4]))
    assert shares == pytest.approx([1.5, 1.5, 2.0])  # [0, 4] and [2, 6] overlap in two seconds of eight


def test_the_shares_of_small_exposures_are_about_these_exposures():
    unseen, row, at = np.array([[4.0]]), np.zeros(2, int), np.array([4.0, 6.0])
    shares = closed_by_visit(unseen, 8.0, 4.0, row, row, at, at, np.array([1e-6, 3e-6]))
    assert shares == pytest.approx([2e-6, 6e-6], rel=1e-5)
