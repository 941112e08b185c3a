"""The largest group of equal priorities."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blindspot.engine.score.ties import ties_of


@given(st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0, 3.0]), max_size=60))
def test_the_largest_group_is_that_of_a_count(values):
    found, groups = ties_of(np.array(values, float)), Counter(value for value in values if value > 0)
    assert found.places == len(values)
    most = max(groups.values(), default=0)
    assert found.tied == most
    if most:
        assert found.priority == max(value for value, count in groups.items() if count == most)


def test_rounding_is_no_difference_and_missing_is_no_place():
    found = ties_of(np.array([1.0, 1 + 1e-12, 1 - 1e-12, np.nan, 0.5]))
    assert (found.tied, found.places) == (3, 4)


@pytest.mark.parametrize(("ones", "others", "most"), [(10, 10, True), (10, 11, False), (9, 0, False), (9, 5, False)])
def test_half_of_the_places_and_at_least_ten(ones, others, most):
    found = ties_of(np.r_[np.ones(ones), np.linspace(0.1, 0.9, others)])
    assert found.most == most
    assert bool(found.note) == bool(found.caution) == most


def test_places_without_priority_are_no_group_but_count():
    found = ties_of(np.r_[np.zeros(100), np.ones(50)])
    assert (found.tied, found.places, found.most) == (50, 150, False)


def test_the_note_and_the_caution_give_the_numbers():
    found = ties_of(np.r_[np.ones(8812), np.linspace(0.1, 0.9, 2262)])
    assert found.note == "8,812 of 11,074 places tie"
    assert found.caution.startswith(
        "8,812 of 11,074 places have the same priority (1), so nothing here tells them apart."
    )
