"""Gi* against a direct implementation of the published formula, a calculation by hand, and invariances."""

import math
import warnings

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from blindspot.engine.errors import UserError
from blindspot.engine.progress import Cancelled
from blindspot.engine.spots import significance as module
from blindspot.engine.spots.selection import ScoredPlaces
from blindspot.engine.spots.significance import (
    count_neighbours,
    default_band,
    gi_star,
    q_values,
    significance,
    upper_tail,
)


@pytest.fixture(autouse=True)
def no_warnings():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        # GEOS may leave a floating-point flag behind that NumPy reports, whatever ran before in the same process
        warnings.filterwarnings("ignore", "invalid value encountered in (centroid|points)", RuntimeWarning)
        yield


def gi(value, x, y, band):
    value, x, y = (np.asarray(column, float) for column in (value, x, y))
    return gi_star(value, x, y, band, count_neighbours(x, y, band))


def slow_gi(value, x, y, band) -> list[float]:
    """Ord & Getis (1995) with weights of 1 and 0, as published: sums over all j. 0 where it is undefined."""
    n = len(value)
    mean = sum(value) / n
    s = math.sqrt(sum((v - mean) ** 2 for v in value) / n)
    found = []
    for i in range(n):
        w = [1.0 if math.hypot(x[i] - x[j], y[i] - y[j]) <= band else 0.0 for j in range(n)]
        if max(value) == min(value) or sum(w) in (1, n):
            found.append(0.0)
            continue
        above = sum(a * b for a, b in zip(w, value, strict=True)) - sum(w) * mean
        found.append(above / (s * math.sqrt((n * sum(a * a for a in w) - sum(w) ** 2) / (n - 1))))
    return found


def grid(columns, rows, size=50.0):
    """Centres of cells, far from the origin as they are in a UTM zone."""
    c, r = (index.ravel() for index in np.meshgrid(np.arange(columns), np.arange(rows)))
    return 500_000 + (c + 0.5) * size, 5_500_000 + (r + 0.5) * size


def scored(priority, x, y) -> ScoredPlaces:
    n = len(priority)
    cells = shapely.box(x - 25, y - 25, x + 25, y + 25)
    return ScoredPlaces(cells, np.asarray(priority, float), np.ones(n), np.ones(n), np.full(n, "", object))


def test_by_hand():
    # Mean 4, s2 = 26 - 16 = 10; two neighbours: 10 (5 x 2 - 4) / 4 = 15, three: 10 (5 x 3 - 9) / 4 = 15.
    z = gi([1, 2, 3, 4, 10], [0, 10, 20, 30, 40], [0] * 5, 10)
    assert z == pytest.approx(np.array([-5, -6, -3, 5, 6]) / math.sqrt(15))


ROWS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 50)), min_size=3, max_size=30)


@given(ROWS, st.sampled_from([1.0, 1.5, 3.0, 4.2, 20.0]))
def test_against_the_formula_written_out(rows, band):
    x, y, value = zip(*rows, strict=True)
    assert gi(value, x, y, band) == pytest.approx(slow_gi(value, x, y, band), abs=1e-9)


@given(ROWS, st.floats(0.01, 1000), st.floats(-1000, 1000), st.randoms(use_true_random=False))
def test_neither_units_nor_order_matter(rows, times, plus, shuffle):
    x, y, value = (np.array(column, float) for column in zip(*rows, strict=True))
    z = gi(value, x, y, 1.5)
    assert gi(plus + times * value, x, y, 1.5) == pytest.approx(z, abs=1e-6)
    assert gi(-value, x, y, 1.5) == pytest.approx(-z, abs=1e-9)
    order = list(range(len(rows)))
    shuffle.shuffle(order)
    assert gi(value[order], x[order], y[order], 1.5) == pytest.approx(z[order], abs=1e-9)


def test_chunks_change_nothing(monkeypatch):
    x, y = grid(20, 15)
    value = np.random.default_rng(3).gamma(1.0, size=len(x))
    whole = gi(value, x, y, 120)
    monkeypatch.setattr(module, "_PAIRS_AT_ONCE", 50)
    monkeypatch.setattr(module, "_CHUNK", 7)
    assert gi(value, x, y, 120) == pytest.approx(whole, abs=1e-12)
    assert whole == pytest.approx(slow_gi(value, x, y, 120), abs=1e-9)


@pytest.mark.parametrize(
    ("value", "x", "band"),
    [
        ([0.1 + 0.2, 0.3, 0.3, 0.3], [0, 1, 2, 3], 1),  # equal except for rounding
        ([1, 2], [0, 1], 1),
        ([], [], 1),
        ([1, 2, 9], [0, 100, 200], 1),  # no place has a neighbour
        ([1, 2, 9], [0, 100, 200], 1e6),  # all places are neighbours
        ([1, 2, 9], [5, 5, 5], 0),
    ],
)
def test_gi_is_zero_where_it_is_undefined(value, x, band):
    z = gi(value, x, np.zeros(len(x)), band)
    assert z.tolist() == [0.0] * len(x)
    assert (q_values(upper_tail(z)) >= 0.5).all()


def test_upper_tail_is_the_normal_one():
    assert upper_tail([0, 1.6448536, -1.6448536]) == pytest.approx([0.5, 0.05, 0.95])


@given(st.lists(st.one_of(st.floats(0, 1), st.sampled_from([0.01, 0.02, 0.5])), max_size=25), st.floats(0.001, 1))
def test_q_values_reject_as_benjamini_and_hochberg(p, rate):
    # Their procedure: with the p-values in order, find the largest k with p_k <= k / m x rate and reject the first k.
    m, ordered = len(p), sorted(p)
    k = max((i for i in range(1, m + 1) if ordered[i - 1] * m / i <= rate), default=0)
    rejected = [value <= ordered[k - 1] if k else False for value in p]
    assert (q_values(np.array(p, float)) <= rate).tolist() == rejected


def test_the_default_band_gives_queen_contiguity_on_a_grid():
    x, y = grid(5, 4)
    assert default_band(x, y) == pytest.approx(75)
    assert sorted(count_neighbours(x, y, default_band(x, y)).tolist()) == [4] * 4 + [6] * 10 + [9] * 6
    assert default_band(np.r_[x, x], np.r_[y, y]) == pytest.approx(75)
    assert default_band(np.zeros(4), np.zeros(4)) == 0
    assert default_band(np.zeros(0), np.zeros(0)) == 0


def test_a_band_of_one_cell_includes_the_adjacent_cells():
    x, y = grid(5, 4)
    x += np.random.default_rng(0).uniform(-1e-6, 1e-6, len(x))  # the precision of centroids
    assert sorted(count_neighbours(x, y, 50).tolist()) == [3] * 4 + [4] * 10 + [5] * 6


def test_a_hot_block_is_significant_and_a_cold_one_is_not():
    x, y = grid(40, 40)
    value = np.random.default_rng(1).normal(size=len(x))
    hot = (abs(x - 500_500) < 150) & (abs(y - 5_500_500) < 150)
    cold = (abs(x - 501_500) < 150) & (abs(y - 5_501_500) < 150)
    found = significance(scored(value + 3.0 * hot - 3.0 * cold, x, y))
    assert found.significant[hot].mean() > 0.9  # at its corners most neighbours are outside it
    assert not found.significant[cold].any()
    away = (abs(x - 500_500) > 250) | (abs(y - 5_500_500) > 250)
    assert found.significant[away].mean() < 0.01


def test_chance_alone_is_seldom_significant():
    x, y = grid(40, 40)
    shares = [
        significance(scored(np.random.default_rng(seed).normal(size=len(x)), x, y)).significant.mean()
        for seed in range(10)
    ]
    assert np.mean(shares) < 0.001


def test_spots_take_the_highest_z_the_lowest_q_and_the_majority():
    x, y = grid(40, 40)
    hot = (abs(x - 500_500) < 150) & (abs(y - 5_500_500) < 150)
    found = significance(scored(np.random.default_rng(1).normal(size=len(x)) + 3.0 * hot, x, y))
    inside, outside = np.flatnonzero(found.significant), np.flatnonzero(~found.significant)
    spots = [inside, outside[:3], np.r_[inside[:2], outside[:2]], np.r_[inside[:2], outside[:3]]]
    z, q, half = found.of_spots(spots)
    assert z.tolist() == [max(found.z[i] for i in spot) for spot in spots]
    assert q.tolist() == [min(found.q[i] for i in spot) for spot in spots]
    assert half.tolist() == [True, False, True, False]


def test_places_without_a_priority_or_a_geometry_do_not_count():
    x, y = grid(6, 6)
    value = np.random.default_rng(5).normal(size=len(x))
    whole = significance(scored(value, x, y))
    places = scored(np.r_[value, np.nan, 7.0], np.r_[x, x[:2]], np.r_[y, y[:2]])
    places.geometry[-1] = None
    found = significance(places)
    assert np.isnan(found.z[-2:]).all()
    assert not found.significant[-2:].any()
    assert found.z[:-2] == pytest.approx(whole.z)
    assert (found.band, found.alone, found.alike) == (whole.band, 0, False)


def test_isolated_places_and_equal_priorities_are_reported():
    x, y = grid(5, 5)
    found = significance(scored(np.arange(26), np.r_[x, 900_000.0], np.r_[y, y[0]]))
    assert (found.alone, found.alike, found.z[-1]) == (1, False, 0.0)
    assert significance(scored(np.ones(25), x, y)).alike
    assert len(significance(scored([], np.zeros(0), np.zeros(0))).z) == 0


def test_too_wide_a_band_raises_an_error_before_memory_runs_out(monkeypatch):
    x, y = grid(30, 30)
    monkeypatch.setattr(module, "MAX_PAIRS", 9 * 900)
    assert len(significance(scored(np.arange(900), x, y)).z) == 900
    with pytest.raises(UserError, match=r"SIGNIFICANCE_BAND of 500 m.*Use \d+ m or less"):
        significance(scored(np.arange(900), x, y), 500.0)


def test_progress_increases_and_it_can_be_cancelled(monkeypatch):
    monkeypatch.setattr(module, "_PAIRS_AT_ONCE", 500)
    monkeypatch.setattr(module, "_CHUNK", 100)
    x, y = grid(20, 20)
    shares = []
    significance(scored(np.arange(400), x, y), progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert len(shares) > 10

    def cancel(share):
        if share > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        significance(scored(np.arange(400), x, y), progress=cancel)
