"""Mixtures of plans: closed forms, a grid search, and properties."""

import itertools

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from blindspot.engine.errors import UserError
from blindspot.engine.gain.mixture import mixture


def plans(*rows: str) -> np.ndarray:
    """(P, n) visits from rows such as "ab", with one letter for each place."""
    return np.array([[letter in row for letter in "abcdef"] for row in rows])


def even(places: int) -> np.ndarray:
    return np.ones(places)


@pytest.mark.parametrize("count", [2, 3, 6])
def test_plans_that_share_no_place_are_equally_likely(count):
    found = mixture(np.eye(count, dtype=bool), even(count), 0.0)
    assert found.share == pytest.approx([1 / count] * count)
    assert found.least == pytest.approx(1 / count)
    assert found.entropy == pytest.approx(np.log(count))


def test_only_the_entropy_keeps_a_plan_that_visits_all_from_being_certain():
    visits = plans("ab", "a")
    free = mixture(visits, even(6), 0.0)
    assert free.share == pytest.approx([1, 0], abs=1e-8)
    assert (free.least, free.entropy) == pytest.approx((1, 0), abs=1e-6)
    for entropy in (0.3, 0.6, 1.0):
        found = mixture(visits, even(6), entropy)
        assert found.least == found.share[0] == pytest.approx(2**-entropy)
        assert found.floor == pytest.approx(entropy * np.log(2))


def test_among_equal_mixtures_the_one_with_the_most_worth_is_taken():
    # No plan may exceed 4^-0.6 = 0.435. Place f needs that much of the first plan, and c of the third. The rest is free
    # for e or for b.
    visits = plans("fb", "e", "ec", "b")
    for best, plan in (("e", 1), ("b", 3)):
        worth = np.where([letter == best for letter in "abcdef"], 5.0, 1.0)
        found = mixture(visits, worth, 0.6)
        assert found.least == pytest.approx(4**-0.6)
        assert found.share[plan] == pytest.approx(1 - 2 * 4**-0.6, abs=1e-6)


def test_only_protected_places_count_for_the_least_probability():
    # Places c and d need the second and third plan, a and b the first.
    visits, worth = plans("ab", "ace", "bde"), even(6)
    everywhere = mixture(visits, worth, 0.0)
    assert everywhere.share == pytest.approx([0, 0.5, 0.5], abs=1e-6)
    some = mixture(visits, worth, 0.0, np.array([letter in "ab" for letter in "abcdef"]))
    assert some.share == pytest.approx([1, 0, 0], abs=1e-6)
    assert (some.least, everywhere.least) == pytest.approx((1, 0.5))
    unprotected = mixture(visits, worth * [9, 1, 1, 1, 1, 1], 0.5, np.zeros(6, bool))
    assert unprotected.least == 0
    assert unprotected.share == pytest.approx([1 - 3**-0.5, 3**-0.5, 0], abs=1e-6)


def test_plans_that_visit_the_same_places_count_as_one():
    found = mixture(plans("a", "b", "a", "a"), even(6), 1.0)
    assert found.different == 2
    assert found.share == pytest.approx([0.5, 0.5, 0, 0])
    alone = mixture(plans("ab", "ab"), even(6), 1.0)
    assert (alone.different, alone.entropy, alone.least) == (1, 0, 1)


STEPS = 60
GRID = np.array([(a, b, STEPS - a - b) for a, b in itertools.product(range(STEPS + 1), repeat=2) if a + b <= STEPS])


def brute(visits: np.ndarray, most: float) -> float:
    """The largest possible least probability of a mixture of three plans, by a grid search."""
    shares = GRID[(most + 1e-12 >= GRID / STEPS).all(axis=1)] / STEPS
    return float((shares @ visits[:, visits.any(axis=0)]).min(axis=1).max())


@settings(max_examples=50)
@given(arrays(bool, (3, 5)), st.sampled_from([0.0, 0.25, 0.6, 0.9]))
def test_the_mixture_agrees_with_a_grid_search(visits, entropy):
    assume(visits.any() and len(np.unique(visits, axis=0)) == 3)
    found, best = mixture(visits, even(5), entropy), brute(visits, 3**-entropy)
    assert best <= found.least + 1e-8
    assert found.least <= best + 2 / STEPS


@settings(max_examples=50)
@given(
    st.integers(1, 8).flatmap(lambda p: arrays(bool, (p, 12))),
    arrays(float, 12, elements=st.floats(0, 9)),
    st.floats(0, 1),
)
def test_what_always_holds(visits, worth, entropy):
    found = mixture(visits, worth, entropy)
    assert found.share.sum() == pytest.approx(1)
    assert (found.share >= 0).all()
    assert found.entropy >= found.floor - 1e-9
    assert found.floor == pytest.approx(entropy * np.log(len(np.unique(visits, axis=0))))
    some = visits.any(axis=0)
    chance = found.share @ visits
    assert found.least == pytest.approx(chance[some].min() if some.any() else 0.0)
    assert found.least >= (1 / found.different if some.any() else 0) - 1e-8  # equal shares give this


def test_nights_are_drawn_by_their_shares_and_the_seed():
    found = mixture(plans("ab", "a", "c"), even(6), 0.5)
    drawn = found.draw(20_000, 7)
    assert np.array_equal(drawn, found.draw(20_000, 7))
    assert not np.array_equal(drawn[:50], found.draw(50, 8))
    assert np.bincount(drawn, minlength=3) / 20_000 == pytest.approx(found.share, abs=0.02)


def test_invalid_input_is_an_error():
    with pytest.raises(UserError, match="ENTROPY"):
        mixture(plans("a"), even(6), 1.5)
    with pytest.raises(UserError, match="no plan"):
        mixture(np.zeros((0, 6), bool), even(6))
