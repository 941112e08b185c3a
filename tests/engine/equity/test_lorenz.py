"""Gini, Lorenz and concentration against closed forms, the definition, and a published implementation."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blindspot.engine.equity.lorenz import concentration, gini, lorenz

SHARES = (np.arange(20_000) + 0.5) / 20_000
ONES = np.ones(20_000)


def pairs(rate, residents):
    """Gini's coefficient as half of the relative mean absolute difference of all pairs of residents."""
    weight = np.outer(residents, residents)
    mean = (rate * residents).sum() / residents.sum()
    return (weight * np.abs(rate[:, None] - rate)).sum() / weight.sum() / (2 * mean)


@pytest.mark.parametrize(
    ("quantiles", "expected", "error"),
    [
        (SHARES, 1 / 3, 1e-4),  # uniform
        (-np.log(1 - SHARES), 1 / 2, 1e-4),  # exponential
        ((1 - SHARES) ** (-1 / 3), 1 / 5, 1e-3),  # Pareto with 3: 1 / (2 a - 1)
        ((1 - SHARES) ** (-1 / 2.5), 1 / 4, 3e-3),
        (np.where(SHARES > 0.7, 1.0, 0.0), 0.7, 1e-9),  # two points: the share that has nothing
        (np.full(20_000, 3.0), 0.0, 1e-9),
    ],
)
def test_closed_forms(quantiles, expected, error):
    assert gini(quantiles, ONES) == pytest.approx(expected, abs=error)
    curve = lorenz(quantiles, ONES)
    area = ((curve.amount[1:] + curve.amount[:-1]) / 2 * np.diff(curve.residents)).sum()
    assert 1 - 2 * area == pytest.approx(expected, abs=error)


def test_the_curve_of_two_neighbourhoods():
    curve = lorenz(np.array([30.0, 10.0]), np.array([100.0, 300.0]))
    assert curve.residents.tolist() == [0, 0.75, 1]
    assert curve.amount.tolist() == [0, 0.25, 1]
    assert gini(np.array([30.0, 10.0]), np.array([100.0, 300.0])) == pytest.approx(0.5)


def test_values_by_the_library_of_pysal():
    # inequality 1.1.2, Gini(x).g
    assert gini(np.array([1.0, 2, 3, 4, 10]), np.ones(5)) == pytest.approx(0.4, abs=1e-12)
    assert gini(np.array([0.0, 0, 5, 7, 7, 31]), np.ones(6)) == pytest.approx(0.5933333333333334, abs=1e-12)


amounts = st.lists(st.floats(0, 1e4), min_size=2, max_size=12)


@settings(max_examples=60, deadline=None)
@given(amounts, st.data())
def test_weighted_by_residents_it_is_the_mean_difference_of_pairs(values, data):
    rate = np.array(values)
    residents = np.array(data.draw(st.lists(st.floats(1, 1e4), min_size=len(rate), max_size=len(rate))))
    if rate.max() < 1e-3:
        assert np.isnan(gini(rate * 0, residents))
        return
    found = gini(rate * residents, residents)
    assert found == pytest.approx(pairs(rate, residents), abs=1e-9)
    # one neighbourhood in two parts, and other units, change nothing
    parts = np.r_[residents, residents[:1] / 2]
    parts[0] /= 2
    assert gini(np.r_[rate, rate[:1]] * parts * 7, parts) == pytest.approx(found, abs=1e-9)
    # ranked by the rate itself the concentration index is Gini's, by the opposite its negative
    assert concentration(rate * residents, residents, rate) == pytest.approx(found, abs=1e-9)
    assert concentration(rate * residents, residents, -rate) == pytest.approx(-found, abs=1e-9)
    assert abs(concentration(rate * residents, residents, residents)) <= found + 1e-9


def test_equal_figures_share_a_rank():
    amount, residents, income = np.array([4.0, 0, 2]), np.array([1.0, 1, 2]), np.array([10.0, 10, 50])
    assert concentration(amount, residents, income) == pytest.approx(-1 / 6)
    assert concentration(amount[[1, 0, 2]], residents, income) == pytest.approx(-1 / 6)


def test_many_at_once_and_nobody():
    amount = np.array([[1.0, 2, 3], [0, 0, 6], [0, 0, 0]])
    found = gini(amount, np.ones(3))
    assert found[:2] == pytest.approx([gini(amount[0], np.ones(3)), 2 / 3])
    assert np.isnan(found[2])
    # a neighbourhood that is not drawn has neither residents nor minutes
    assert gini(np.array([1.0, 0, 3]), np.array([1.0, 0, 1])) == pytest.approx(gini(np.array([1.0, 3]), np.ones(2)))
