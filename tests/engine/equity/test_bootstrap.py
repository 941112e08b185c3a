"""BCa intervals: their coverage of known values, and where there are none."""

import numpy as np
import pytest
from scipy.stats import bootstrap

from blindspot.engine.equity.bootstrap import bca, intervals
from blindspot.engine.equity.lorenz import gini
from blindspot.engine.progress import Cancelled


def test_the_interval_of_a_mean_is_scipys():
    values = np.random.default_rng(1).lognormal(size=40)
    (found,) = intervals(lambda counts: (counts @ values / 40)[:, None], 40, 4000, 0.9, 2)
    peer = bootstrap((values,), np.mean, n_resamples=4000, confidence_level=0.9, method="BCa", random_state=3)
    assert found.estimate == pytest.approx(values.mean())
    ends = peer.confidence_interval
    assert (found.low, found.high) == pytest.approx((ends.low, ends.high), abs=0.03 * values.mean())


def test_coverage_of_the_gini_coefficient_of_an_exponential_distribution():
    random = np.random.default_rng(7)
    covered = 0
    for seed in range(120):
        values = random.exponential(size=60)
        (found,) = intervals(lambda counts, own=values: gini(own * counts, counts)[:, None], 60, 200, 0.9, seed)
        assert found.low < found.estimate < found.high
        covered += found.low <= 0.5 <= found.high
    assert 0.80 <= covered / 120 <= 0.97


def test_a_biased_estimate_is_shifted_back():
    """Resamples that lie above the estimate for half of their spread: the interval lies below the percentiles."""
    random = np.random.default_rng(0)
    drawn = random.normal(0.5, 1, 4000)
    low, high = bca(0.0, drawn, np.zeros(10), 0.9)
    plain = np.quantile(drawn, [0.05, 0.95])
    assert low == pytest.approx(plain[0] - 1, abs=0.25)
    assert high == pytest.approx(plain[1] - 1, abs=0.1)


def test_seeds_and_too_few_units():
    values = np.arange(12.0)

    def mean(counts):
        return (counts @ values / 12)[:, None]

    assert intervals(mean, 12, 100, 0.9, 5) == intervals(mean, 12, 100, 0.9, 5)
    assert intervals(mean, 12, 100, 0.9, 5) != intervals(mean, 12, 100, 0.9, 6)
    (few,) = intervals(lambda counts: (counts @ values[:4] / 4)[:, None], 4, 100, 0.9, 5)
    assert few.estimate == 1.5
    assert not few.known
    assert not few.excludes(99)
    (same,) = intervals(lambda counts: np.zeros((len(counts), 1)), 12, 100, 0.9, 5)
    assert not same.known  # no flight of many says little of what one more may do


def test_a_run_can_be_cancelled():
    def stop(share):
        raise Cancelled

    with pytest.raises(Cancelled):
        intervals(lambda counts: counts[:, :1], 12, 100, 0.9, 5, stop)
