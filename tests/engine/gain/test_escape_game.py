"""The best mixture against somebody who knows it: games with known values, and the two sides of each."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import linprog
from small_nights import at, night, sightings

from blindspot.engine.gain.escape_game import rows_of, solved_game


@pytest.mark.parametrize("count", [1, 2, 5, 12])
def test_plans_that_see_nothing_in_common_are_drawn_alike(count):
    found = solved_game(1.0 - np.eye(count))
    assert found.high == pytest.approx(1 - 1 / count)
    assert found.low == pytest.approx(found.high)
    assert found.share == pytest.approx([1 / count] * count)


def test_two_by_two_games_without_a_saddle_have_their_closed_form():
    rng = np.random.default_rng(1)
    for _ in range(20):
        a, d = rng.uniform(0.6, 1, 2)
        b, c = rng.uniform(0, 0.5, 2)
        value = (a * d - b * c) / (a + d - b - c)
        found = solved_game(np.array([[a, b], [c, d]]))
        assert found.high == pytest.approx(value)
        assert found.low == pytest.approx(value)


@pytest.mark.parametrize("at_once", [2, 100])
def test_rows_are_added_until_none_matters(monkeypatch, at_once):
    """Against one linear program of all rows."""
    monkeypatch.setattr("blindspot.engine.gain.escape_game.AT_ONCE", at_once)
    unseen = np.random.default_rng(2).uniform(size=(3000, 6)) ** 0.2
    limits = {"A_ub": np.c_[unseen, -np.ones(3000)], "b_ub": np.zeros(3000), "A_eq": [[1] * 6 + [0]], "b_eq": [1]}
    value = linprog([0] * 6 + [1], **limits).fun
    found = solved_game(unseen)
    assert found.high == pytest.approx(value, abs=1e-7)
    assert found.low == pytest.approx(value, abs=1e-7)
    assert (unseen @ found.share).max() == found.high


def test_a_plan_that_is_never_best_does_not_raise_the_bound():
    found = solved_game(np.array([[0.0, 1.0, 1.0], [1.0, 0.0, 1.0]]))
    assert (found.low, found.high) == pytest.approx((0.5, 0.5))
    assert found.share == pytest.approx([0.5, 0.5, 0])


@settings(deadline=None, max_examples=30)
@given(arrays(float, st.tuples(st.integers(1, 12), st.integers(1, 4)), elements=st.floats(0, 1)), st.integers(0, 99))
def test_no_mixture_goes_below_the_bound(unseen, seed):
    found = solved_game(unseen)
    assert found.share.sum() == pytest.approx(1)
    assert 0 <= found.low <= found.high + 1e-12
    assert found.high == pytest.approx(found.low, abs=1e-6)
    for share in np.random.default_rng(seed).dirichlet(np.ones(unseen.shape[1]), 50):
        assert (unseen @ share).max() >= found.low - 1e-9


def test_the_rows_of_moments_that_a_plan_sees_and_of_all():
    seen = sightings(night(*at(0)), night((0, 3, 3.5), (1, 3, 3.5)))
    (some, alone), (every, _) = rows_of(seen, True), rows_of(seen, False)
    assert sorted(map(tuple, some.tolist())) == [(0, 0), (0, 1), (1, 0)]
    assert sorted(map(tuple, every.tolist())) == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert alone
    assert solved_game(some).high == pytest.approx(0.5)
    assert solved_game(every).low == 1
    assert not rows_of(sightings(night(*at(0)), night(*at(1))), True)[1]


def test_rows_are_the_same_in_parts_and_few_are_a_bound(monkeypatch):
    rng = np.random.default_rng(8)
    for rate in (np.inf, 0.01):
        nights = [
            night(
                *[(p, a, a + 0.1) for p, a in zip(rng.integers(0, 9, 30), rng.uniform(0, 9, 30), strict=True)],
                rate=rate,
            )
            for _ in range(5)
        ]
        seen = sightings(*nights, points=9)
        whole = rows_of(seen, True)[0]
        monkeypatch.setattr("blindspot.engine.gain.escape.NUMBERS_AT_ONCE", 200)
        parts = rows_of(seen, True)[0]
        assert np.array_equal(np.unique(whole, axis=0), np.unique(parts, axis=0))
        assert len(parts) == len(np.unique(parts, axis=0))
        monkeypatch.setattr("blindspot.engine.gain.escape_game.MAX_NUMBERS", 50)
        few = rows_of(seen, True)[0]
        assert len(few) == 10
        assert solved_game(few).low <= solved_game(whole).high + 1e-9
        monkeypatch.undo()
