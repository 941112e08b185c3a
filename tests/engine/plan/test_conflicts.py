"""Conflicts of two drones, against dense samples and by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blindspot.engine.plan.conflicts import too_close


def crossing(seconds_later, higher=0.0):
    east = np.array([[-1000.0, 0, 60, 0], [1000, 0, 60, 200]])
    north = np.array([[0.0, -1000, 60 + higher, seconds_later], [0, 1000, 60 + higher, 200 + seconds_later]])
    return east, north


@pytest.mark.parametrize(
    ("seconds_later", "close"), [(0, True), (4.2, True), (4.3, False), (-4.2, True), (-4.3, False)]
)
def test_drones_that_cross_at_right_angles(seconds_later, close):
    # at 10 m/s each, d seconds apart, the least distance is 10 d / sqrt 2: 30 m at 4.24 s
    assert too_close(*crossing(seconds_later), 30, 10) == close


def test_the_full_vertical_distance_separates_drones():
    assert not too_close(*crossing(0, 10), 30, 10)
    assert too_close(*crossing(0, 9.9), 30, 10)
    assert too_close(*crossing(0, 500), 30, np.inf)


def test_a_drone_that_climbs_through_another_layer_is_found():
    level = np.array([[0.0, 0, 70, 0], [0, 0, 70, 100]])
    climbing = np.array([[20.0, 0, 0, 0], [20, 0, 60, 20], [20, 0, 60, 100]])
    assert not too_close(level, climbing, 30, 10)
    assert too_close(level, climbing, 30, 10.1)
    assert not too_close(level, climbing, 20, 10.1)


def test_a_drone_that_has_landed_does_not_count():
    one, other = crossing(0)
    other[:, 3] += 201
    assert not too_close(one, other, 30, 10)


def test_a_drone_that_takes_off_where_and_when_another_lands_is_too_close():
    lands = np.array([[0.0, 0, 60, 0], [0, 0, 0, 30]])
    takes_off = np.array([[20.0, 0, 0, 30], [20, 0, 60, 50]])
    assert too_close(lands, takes_off, 30, 10)
    assert not too_close(lands, takes_off, 20, 10)
    assert not too_close(lands, takes_off + np.array([0, 0, 10, 0]), 30, 10)


def test_hovering_at_the_same_place_is_too_close():
    one = np.array([[0.0, 0, 60, 0], [0, 0, 60, 100]])
    assert too_close(one, one + np.array([29, 0, 0, 50]), 30, 10)
    assert not too_close(one, one + np.array([30, 0, 0, 50]), 30, 10)


@settings(deadline=None, max_examples=150)
@given(st.integers(0, 10**6))
def test_conflicts_agree_with_dense_samples(seed):
    random = np.random.default_rng(seed)

    def line():
        count = int(random.integers(2, 7))
        times = np.cumsum(random.uniform(1, 30, count)) + random.uniform(0, 40)
        return np.column_stack((random.uniform(0, 200, (count, 2)), random.uniform(0, 60, count), times))

    one, other = line(), line()
    horizontal, vertical = random.uniform(5, 60), random.uniform(2, 20)
    moments = np.linspace(max(one[0, 3], other[0, 3]), min(one[-1, 3], other[-1, 3]), 20001)
    if moments[0] > moments[-1]:
        assert not too_close(one, other, horizontal, vertical)
        return
    places = [np.stack([np.interp(moments, path[:, 3], path[:, axis]) for axis in range(3)]) for path in (one, other)]
    apart = np.subtract(*places)
    away = np.maximum(np.hypot(apart[0], apart[1]) / horizontal, np.abs(apart[2]) / vertical).min()
    if abs(away - 1) > 0.01:  # otherwise the samples may miss it
        assert too_close(one, other, horizontal, vertical) == (away < 1)
        assert too_close(other, one, horizontal, vertical) == (away < 1)
