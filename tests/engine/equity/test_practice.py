"""The Gini coefficient of the practice behind few flights: its interval holds the truth."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from small_neighbourhoods import city, flights

from blindspot.engine.equity.lorenz import gini
from blindspot.engine.equity.practice import practice
from blindspot.engine.equity.rates import Sums


@pytest.mark.parametrize("spread", [0.0, 0.7])
def test_the_interval_holds_the_coefficient_of_the_practice(spread):
    """Rates of neighbourhoods that are even, or lognormal, and 80 flights."""
    covered, errors, plain = 0, [], []
    for seed in range(40):
        random = np.random.default_rng(seed)
        given = city(random)
        odds = given.residents * random.lognormal(0, spread, len(given))
        truth = float(gini(odds, given.residents))
        sums = Sums.of(flights(random, odds, 80).over)
        found = practice(sums, given.residents, 100, 0.9, seed)
        covered += found.low - 1e-9 <= truth <= found.high
        errors.append(found.middle - truth)
        plain.append(float(gini(sums.total, given.residents)) - truth)
    assert covered / 40 >= 0.8
    assert np.mean(plain) > 0.07  # what was flown is less even than the practice
    assert abs(np.mean(errors)) < 0.06
    assert abs(np.mean(errors)) < 0.6 * np.mean(plain)


def test_many_flights_leave_nothing_to_chance():
    given = city(np.random.default_rng(0))
    even = practice(Sums.of(np.tile(given.residents / 1e5, (100_000, 1))), given.residents, 100, 0.95, 0)
    assert even.chance_high < 0.01
    assert even.low == pytest.approx(0, abs=1e-3)
    assert even.high < 0.01


def test_nothing_flown_and_the_same_seed():
    given = city(np.random.default_rng(0))
    assert practice(Sums.of(csr_matrix((5, 30))), given.residents, 100, 0.95, 0) is None
    sums = Sums.of(flights(np.random.default_rng(1), given.residents, 20).over)
    assert practice(sums, given.residents, 100, 0.95, 3) == practice(sums, given.residents, 100, 0.95, 3)
    assert practice(sums, given.residents, 100, 0.95, 3) != practice(sums, given.residents, 100, 0.95, 4)
