"""A column that is read batch by batch."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blindspot.layers.growing_column import GrowingColumn, joined


@given(sizes=st.lists(st.integers(0, 50), max_size=20), expected=st.integers(0, 300), kind=st.sampled_from("fiu"))
def test_a_column_holds_all_batches_in_their_order(sizes, expected, kind):
    rng = np.random.default_rng(len(sizes))
    parts = [rng.integers(0, 1000, size).astype(f"{kind}8") for size in sizes]
    column = GrowingColumn(expected)
    for part in parts:
        column.append(part)
    assert len(column) == sum(sizes)
    np.testing.assert_array_equal(joined(column, np.int64), np.concatenate([np.zeros(0, int), *parts]))
    assert len(column) == 0
    assert len(joined(column)) == 0


def test_a_column_widens_where_a_later_batch_needs_it():
    column = GrowingColumn()
    for part in (np.array([1, 2], np.int16), np.array([70_000], np.int32), np.array([0.5])):
        column.append(part)
    np.testing.assert_array_equal(column.taken(), [1, 2, 70_000, 0.5])


def test_batches_are_copied():
    column, part = GrowingColumn(5), np.array([1.0, 2.0])
    column.append(part)
    part[:] = 9
    np.testing.assert_array_equal(column.taken(), [1, 2])


@pytest.mark.parametrize("parts", [[], [np.array([1.0]), np.array([2.0, 3.0])]])
def test_a_list_of_batches_is_joined_and_emptied(parts):
    expected = [value for part in parts for value in part]
    np.testing.assert_array_equal(joined(parts), expected)
    assert parts == []
