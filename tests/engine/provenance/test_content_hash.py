"""Hashes of content: equal values give equal hashes, and any change gives another one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blindspot.engine.provenance.content import content_hash

X = np.array([1.0, 2.0, np.nan])


def test_equal_columns_have_the_same_hash_whatever_their_memory_is_like():
    strided = np.repeat(X, 2)[::2]
    assert not strided.flags["C_CONTIGUOUS"]
    assert content_hash(X, ["a", "b"]) == content_hash(strided, ["a", "b"])
    assert content_hash(np.array([1, 2], np.int32)) == content_hash(np.array([1, 2], np.int64))
    assert content_hash(X.astype(">f8")) == content_hash(X)


@pytest.mark.parametrize(
    "other",
    [
        (np.array([1.0, 2.0, 3.0]), ["a", "b"]),
        (np.array([2.0, 1.0, np.nan]), ["a", "b"]),
        (X, ["ab", ""]),
        (X, ["a", "b", ""]),
        (X[:2], ["a", "b"]),
        (X, ["a"], ["b"]),
        (np.array([1.0 + 1e-15, 2.0, np.nan]), ["a", "b"]),
    ],
)
def test_another_value_order_or_length_has_another_hash(other):
    assert content_hash(*other) != content_hash(X, ["a", "b"])


def test_types_of_values_are_told_apart():
    hashes = [content_hash([value]) for value in (1, 1.5, "1", True, None, "True")]
    assert len(set(hashes)) == len(hashes)


@given(st.lists(st.text()), st.lists(st.text()))
def test_lists_of_texts_have_equal_hashes_only_if_they_are_equal(some, others):
    assert (content_hash(some) == content_hash(others)) == (some == others)


def test_the_shape_of_an_array_counts():
    """A table of positions is another one if its numbers stand in other rows."""
    assert content_hash(np.arange(6.0).reshape(2, 3)) != content_hash(np.arange(6.0).reshape(3, 2))


def test_texts_of_other_types_cannot_run_into_each_other():
    """They are hashed without quotation marks."""
    assert content_hash(map(np.str_, ("ab", ""))) != content_hash(map(np.str_, ("a", "b")))


def test_an_empty_column_is_a_column():
    assert content_hash(np.zeros(0)) != content_hash() != content_hash([])
