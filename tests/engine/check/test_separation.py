"""The closest approach of two drones: closed forms, and dense samples."""

import math
from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from blindspot.engine.check.separation import (
    closest_approach,
    pad_violations,
    separation_violations,
    swap_violations,
)
from blindspot.engine.check.violation import Limits, Terrain
from blindspot.engine.drones.flight_plan import FlightPlan, Routes, Unserved, Waypoints


def flight(*vertices):
    return np.array(vertices, float)


def later(line, seconds=0.0, up=0.0):
    return line + np.array([0, 0, up, seconds])


def test_closest_approach_of_two_that_cross():
    """Along x and along y at 10 m/s, the second 5 s late at the crossing: sqrt(2) / 2 x 50 m."""
    one = flight((-100, 0, 60, 0), (100, 0, 60, 20))
    other = flight((0, -150, 60, 0), (0, 150, 60, 30))
    nearest = closest_approach(one, other)
    assert nearest.distance == pytest.approx(50 / math.sqrt(2))
    assert nearest.moment == pytest.approx(12.5)
    assert closest_approach(one, later(other, up=10), 10).distance == math.inf
    assert closest_approach(one, later(other, up=9.9), 10).distance == pytest.approx(50 / math.sqrt(2))


def test_drones_that_are_not_in_the_air_together_never_meet():
    one = flight((0, 0, 60, 0), (100, 0, 60, 10))
    assert closest_approach(one, later(one, 10.5)).distance == math.inf
    assert closest_approach(one, later(one, 9.0)).distance == pytest.approx(90)


def test_a_climbing_drone_is_close_only_while_it_is_close_in_height():
    """One climbs at 2 m/s, one leaves at 5 m/s at 60 m: they are less than 10 m apart in height from 25 s to 35 s."""
    climbing = flight((0, 0, 0, 0), (0, 0, 100, 50))
    leaving = flight((0, 0, 60, 0), (250, 0, 60, 50))
    nearest = closest_approach(climbing, leaving, 10)
    assert nearest.moment == pytest.approx(25)
    assert nearest.distance == pytest.approx(125)


@st.composite
def flights(draw):
    count = draw(st.integers(2, 6))
    places = draw(arrays(float, (count, 3), elements=st.floats(-200, 200)))
    steps = draw(arrays(float, count, elements=st.floats(0.5, 20)))
    return np.column_stack((places, draw(st.floats(-20, 20)) + np.cumsum(steps)))


@given(flights(), flights(), st.floats(5, 300))
def test_closest_approach_is_that_of_dense_samples(one, other, vertical):
    nearest = closest_approach(one, other, vertical)
    moments = np.linspace(max(one[0, 3], other[0, 3]), min(one[-1, 3], other[-1, 3]), 4000)
    if moments[0] > moments[-1]:
        assert nearest.distance == math.inf
        return
    at = [np.stack([np.interp(moments, line[:, 3], line[:, axis]) for axis in range(3)]) for line in (one, other)]
    gap = at[0] - at[1]
    close = np.abs(gap[2]) < vertical
    sampled = np.hypot(gap[0], gap[1])[close].min() if close.any() else math.inf
    assert nearest.distance <= sampled + 1e-9
    fastest = sum((np.abs(np.diff(line[:, :3], axis=0)) / np.diff(line[:, 3])[:, None]).max() for line in (one, other))
    if np.isfinite(sampled) and fastest < 200 and (np.abs(gap[2]) < vertical - 5).any():
        assert nearest.distance >= sampled - 2 * fastest * (moments[1] - moments[0]) or not close.all()
    if np.isfinite(nearest.distance):
        assert np.hypot(*(nearest.one - nearest.other)[:2]) == pytest.approx(nearest.distance, abs=1e-6)
        assert abs(nearest.one[2] - nearest.other[2]) <= vertical + 1e-6


def crossing(apart):
    """A plan of two drones that cross at one moment, `apart` metres one above the other."""
    lines = (flight((-100, 0, 60, 0), (100, 0, 60, 20)), flight((0, -100, 60 + apart, 0), (0, 100, 60 + apart, 20)))
    null, empty = np.full(2, np.nan), np.zeros(0)
    routes = {field.name: null for field in fields(Routes)}
    routes |= {"drone": np.array([1, 2]), "sortie": np.ones(2, int), "line": lines}
    points = {field.name: empty for field in fields(Waypoints)} | {"vertex": np.empty((0, 4))}
    unserved = {field.name: empty for field in fields(Unserved)}
    return FlightPlan(Routes(**routes), Waypoints(**points), Unserved(**unserved))


LEVEL = Terrain(lambda x, y: 0 * x, 10.0)


@pytest.mark.parametrize(
    ("apart", "spacing", "terrain", "expected"),
    [
        (10.0, 10.0, None, 0),
        (9.9, 10.0, None, 1),
        (-10.0, 10.0, None, 0),
        (8.0, 10.0, LEVEL, 0),  # each may be off its height by the tolerance of 1 m
        (7.9, 10.0, LEVEL, 1),
        (50.0, math.inf, None, 1),
        (50.0, 2.0, LEVEL, 1),  # no more than the tolerances, so layers do not separate
    ],
)
def test_drones_may_cross_a_layer_apart(apart, spacing, terrain, expected):
    found = separation_violations(crossing(apart), Limits(layer_spacing=spacing, terrain_tolerance=1.0), terrain)
    assert [violation.rule for violation in found] == ["separation"] * expected
    assert all((violation.drone, violation.value, violation.limit) == (1, 0, 30) for violation in found)


def test_the_separation_itself_is_allowed():
    for least, expected in ((70.7, 0), (70.8, 1)):
        plan = crossing(0.0)
        late = later(plan.routes.line[1], 10.0)
        one = replace(plan, routes=replace(plan.routes, line=(plan.routes.line[0], late)))
        assert len(separation_violations(one, Limits(separation=least))) == expected


def test_a_drone_does_not_come_too_close_to_itself():
    plan = crossing(0.0)
    own = replace(plan, routes=replace(plan.routes, drone=np.array([1, 1]), sortie=np.array([1, 2])))
    assert separation_violations(own, Limits()) == []
    assert [violation.value for violation in swap_violations(own, Limits(swap_time=60))] == [-20]


def from_pads(apart, late):
    """A plan of two drones that climb, wait and descend, for 100 s each, from launch sites `apart`
    metres from each other, the second one `late` seconds later."""
    plan = crossing(0.0)
    one = flight((0, 0, 0, 0), (0, 0, 60, 20), (0, 0, 60, 80), (0, 0, 0, 100))
    lines = (one, later(one + np.array([apart, 0, 0, 0]), late))
    return replace(plan, routes=replace(plan.routes, line=lines))


@pytest.mark.parametrize(
    ("apart", "late", "expected"),
    [
        (0, 45, 0),
        (0, 44, 1),
        (0, -44, 1),
        (0, 60, 1),  # takes off 40 s before the other lands
        (0, 140, 1),
        (0, 145, 0),
        (29, 44, 1),
        (31, 44, 0),
        (300, 0, 0),
    ],
)
def test_movements_at_one_pad_are_its_time_apart(apart, late, expected):
    plan = from_pads(float(apart), float(late))
    found = pad_violations(plan, Limits(separation=30, pad_time=45))
    assert [violation.rule for violation in found] == ["pad time"] * expected
    assert pad_violations(plan, Limits(separation=30)) == []
    same = replace(plan, routes=replace(plan.routes, drone=np.array([1, 1]), sortie=np.array([1, 2])))
    assert pad_violations(same, Limits(separation=30, pad_time=45)) == []


def test_without_a_separation_each_launch_site_is_a_pad():
    for apart, expected in ((0.5, 1), (2.0, 0)):
        found = pad_violations(from_pads(apart, 5.0), Limits(separation=0, pad_time=45))
        assert len(found) == expected
        assert all((violation.drone, violation.value, violation.limit) == (2, 5, 45) for violation in found)
