"""Gap profiles as text, and what a plan makes of them."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blindspot.engine.score.gap_profiles import (
    decimals_within,
    profile_field,
    profile_texts,
    read_profiles,
    unseen_of,
    wrong_profiles,
)

HOUR = 3600.0


@settings(max_examples=100)
@given(st.lists(st.lists(st.floats(0, 1), min_size=3, max_size=3), min_size=1, max_size=8), st.integers(1, 4))
def test_texts_are_read_as_they_were_written(rows, decimals):
    texts = profile_texts(np.array(rows), decimals)
    assert max(map(len, texts)) <= 3 * (decimals + 3) + 1
    read = read_profiles(texts)
    assert read.usable.all()
    assert read.numbers == pytest.approx(np.array(rows), abs=0.5021 * 10**-decimals)


def test_texts_are_short_and_shared():
    texts = profile_texts(np.array([[1, 0, 0.5], [0.12345, 0.00004, 2], [1, 0, 0.5]], np.float32))
    assert texts == ["[1,0,0.5]", "[0.1235,0,1]", "[1,0,0.5]"]
    assert texts[0] is texts[2]
    assert profile_texts(np.zeros((0, 3))) == []


def test_ties_are_rounded_alike():
    ties = np.arange(0.00005, 1, 0.0001)
    exact = profile_texts(ties[:, None])
    for other in (np.nextafter(ties, 0), np.nextafter(ties, 1), ties.astype(np.float32)):
        assert profile_texts(other[:, None]) == exact


@pytest.mark.parametrize(("bins", "decimals"), [(1, 4), (28, 4), (36, 4), (37, 3), (42, 3), (43, 2), (48, 2)])
def test_as_many_decimals_as_fit_into_a_short_text(bins, decimals):
    assert decimals_within(bins, 254) == decimals
    (text,) = profile_texts(np.full((1, bins), 1 / 7), decimals)
    assert len(text) <= 254


def test_what_is_no_profile_is_counted():
    good = ["[0.5, 1]", [0.5, 1], (1, 0), np.array([0.5, 0]), "[1e0,0]"]
    none = [None, "", "  ", np.nan, pd.NA]
    bad = ["0.5", "abc", "[0.5, null]", [0.5, None], "[-1, 1]", "[1]", "[1, 1, 1]", "{}", "[NaN, 1]", [True, 1]]
    bad += ["[[1], 2]", "[1e400, 1]", "[1e300, 1]", 0.5, "[" * 100_000]
    read = read_profiles([*good, *none, *bad])
    assert read.usable.tolist() == [True] * len(good) + [False] * (len(none) + len(bad))
    assert read.given.tolist() == [True] * len(good) + [False] * len(none) + [True] * len(bad)
    assert read.wrong == len(bad)
    assert np.isnan(read.numbers[len(good) :]).all()
    assert read_profiles([]).numbers.shape == (0, 0)
    assert read_profiles([None, "x"]).wrong == 1
    assert "2 places have a gap_profile that" in wrong_profiles("Spots", 2)
    assert "1 place has a gap_profile that" in wrong_profiles("Spots", 1)


def test_the_most_frequent_length_counts():
    assert read_profiles(["[1,1]", "[1,1,1]", "[0,1]"]).usable.tolist() == [True, False, True]
    assert read_profiles(["[1,1]", "[1,1,1]"]).usable.tolist() == [False, True]


def test_the_name_of_the_field():
    assert profile_field(["gap", "gap_profil"]) == "gap_profil"
    assert profile_field(["gap_profil", "GAP_PROFILE"]) == "GAP_PROFILE"
    assert profile_field(["gap", "profile"]) is None


def test_when_the_gaps_are_open():
    length = 0.6 * HOUR  # bins of 15, 15 and 6 minutes
    unseen, fits = unseen_of(["[1,1,1]", "[1,0,1]", "[0,0,0]", None, "[1,1]", "x", [0, 0, 0.2]], length)
    even = [15 / 36, 15 / 36, 6 / 36]
    assert fits.tolist() == [True, True, True, False, False, False, True]
    assert unseen == pytest.approx(np.array([even, [15 / 21, 0, 6 / 21], even, even, even, even, [0, 0, 1]]))
    assert unseen_of([], length)[0].shape == (0, 3)
    assert unseen_of([None], 24 * HOUR)[0] == pytest.approx(np.full((1, 48), 1 / 48))


@settings(max_examples=50)
@given(st.lists(st.lists(st.floats(0, 1), min_size=28, max_size=28), min_size=1, max_size=4))
def test_rows_add_up_to_one(rows):
    unseen, fits = unseen_of(profile_texts(np.array(rows)), 7 * HOUR)
    assert fits.all()
    assert unseen.sum(axis=1) == pytest.approx(1.0)
