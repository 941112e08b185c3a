"""Hashes of content: equal values give equal hashes, and any change gives another one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blindspot.engine.provenance import content
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


@pytest.mark.parametrize("size", [1, 2, 3])
@given(st.lists(st.sampled_from(["", "a", 1, 1.0, None])), st.lists(st.sampled_from(["", "a", 1, 1.0, None])))
def test_long_columns_are_added_in_parts(size, some, others):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(content, "TEXTS_AT_ONCE", size)
        patch.setattr(content, "AT_ONCE", size)
        equal = content_hash(some) == content_hash(others)
        assert equal == ([repr(value or "") for value in some] == [repr(value or "") for value in others])
        parts = content_hash(np.arange(len(some) * 2.0).reshape(-1, 2))
    assert parts == content_hash(np.arange(len(some) * 2.0).reshape(-1, 2))


def test_hashes_stay_what_they_are_in_other_versions():
    column = ["Nördlich 南京 \U0001fae8", "", "it's", 1, -0.0, 0.1, float("nan"), True, None, 2**70]
    assert content_hash(column, X, np.array([3, 4], np.int32)) == "6dbf4a906a8109a7c447f6540fb53774"
