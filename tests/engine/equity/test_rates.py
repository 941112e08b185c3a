"""Intervals and p values of sums of clusters, and the false discovery rate."""

import numpy as np
import pytest
from scipy.stats import chi2, poisson

from blindspot.engine.equity.rates import Sums
from blindspot.engine.equity.testing import q_values


def test_with_equal_clusters_it_is_the_exact_poisson_interval():
    # seven flights of 5 min over the first, none over the second
    sums = Sums.of(np.array([[5.0, 0.0]] * 7))
    low, high = sums.limits(0.95)
    assert low / 5 == pytest.approx([chi2.ppf(0.025, 14) / 2, 0])
    assert high / 5 == pytest.approx([chi2.ppf(0.975, 16) / 2, chi2.ppf(0.975, 2) / 2])  # Garwood
    assert low[0] / 5 == pytest.approx(2.814, abs=1e-3)  # as tabulated for 7
    assert high[0] / 5 == pytest.approx(14.42, abs=1e-2)


def test_p_values_are_those_of_a_poisson_count():
    sums = Sums.of(np.array([[5.0, 0.0]] * 7))
    assert sums.p_values([15, 15])[0] == pytest.approx(2 * poisson.sf(6, 3))
    assert sums.p_values([75, 15])[0] == pytest.approx(2 * poisson.cdf(7, 15))
    assert sums.p_values([15, 15])[1] == pytest.approx(2 * poisson.pmf(0, 3))
    assert sums.p_values([0, 35]).tolist() == [1, pytest.approx(2 * poisson.pmf(0, 7))]


def test_the_minutes_of_one_flight_count_once():
    """The same 70 minutes: seven flights say more than one."""
    many, one = Sums.of(np.full((7, 1), 10.0)), Sums.of(np.array([[70.0]]))
    assert many.total == one.total
    assert many.p_values([20.0])[0] < 0.01 < 0.2 < one.p_values([20.0])[0]
    assert one.limits(0.95)[1] > 2 * many.limits(0.95)[1]


def test_coverage_with_clusters_of_different_size():
    random = np.random.default_rng(3)
    mean = np.exp(0.5 * 0.8**2)
    for events in (3, 12):
        counts = random.poisson(events, 3000)
        clusters = np.where(np.arange(40)[:, None] < counts, random.lognormal(0, 0.8, (40, 3000)), 0)
        low, high = Sums.of(clusters).limits(0.9)
        covered = (low <= events * mean) & (events * mean <= high)
        assert 0.88 <= covered.mean() <= 0.99


def test_q_values_against_the_definition():
    random = np.random.default_rng(0)
    for size in (1, 2, 7, 30):
        p = np.round(random.random(size) ** 2, 2)
        found = q_values(p)
        for index, own in enumerate(p):
            # the smallest level at which the step-up procedure rejects: over all larger p, their p m / rank
            wanted = min(1.0, min(other * size / (p <= other).sum() for other in p if other >= own))
            assert found[index] == pytest.approx(wanted)
        for level in (0.05, 0.2):
            passed = [k for k in range(1, size + 1) if np.sort(p)[k - 1] <= level * k / size]
            assert (found <= level).sum() == (max(passed) if passed else 0)


def test_what_is_not_tested_has_no_part():
    found = q_values(np.array([0.02, np.nan, 0.5]))
    assert found[[0, 2]].tolist() == [0.04, 0.5]
    assert np.isnan(found[1])
