"""Spots that are far too large are planned for near the launch sites, in a moment."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from blindspot.engine.airspace.airspace import airspace_around
from blindspot.engine.drones.aircraft import Aircraft, Wind
from blindspot.engine.drones.flight_plan import TOO_LARGE_FOR_ALL
from blindspot.engine.plan.capacity import CLOSE_ENOUGH, GENEROSITY, LEAST_FOOTPRINTS, Capacity, range_of
from blindspot.engine.plan.stops import Service, Targets, stops_of
from blindspot.engine.progress import Cancelled

SITE = np.array([[0.0, 0.0]])


def stops(shape, batteries=20, corridor=None, progress=lambda share: None):
    spots = Targets(np.array([shape, shapely.Point(300, 10)], dtype=object), np.array([9.0, 1.0]))
    service = Service(60.0, 60.0, corridor)
    return stops_of(spots, SITE, airspace_around([]), Aircraft(), service, None, progress, None, batteries)


def test_the_range_is_what_the_battery_holds():
    aircraft = Aircraft(endurance=1200, speed=12, altitude=0)
    still = range_of(aircraft)
    assert still == pytest.approx(12 * aircraft.budget / aircraft.cruise_power)
    assert range_of(replace(aircraft, wind=Wind(4, 90))) == pytest.approx(still * 16 / 12)
    assert range_of(Aircraft(endurance=20)) == 0
    high = replace(aircraft, altitude=100)
    cruise = high.budget - high.takeoff()[1] - high.landing()[1]
    assert range_of(high) == pytest.approx(12 * cruise / high.cruise_power)
    assert min(high.takeoff()[1], high.landing()[1]) > 0


def test_the_capacity_is_several_times_what_all_batteries_serve():
    aircraft = Aircraft()
    some = Capacity.of(SITE, aircraft, 60.0, 20)
    assert some.length == pytest.approx(GENEROSITY * 20 * range_of(aircraft))
    assert some.area == pytest.approx(60 * some.length)
    assert Capacity.of(SITE, aircraft, 60.0, 1).length == LEAST_FOOTPRINTS * 60
    assert Capacity.of(SITE, aircraft, 60.0, 10**6).area == Capacity.of(SITE, aircraft, 60.0).area < np.inf
    assert some.holds(shapely.Point(1e7, 1e7))


@given(st.floats(-9e3, 9e3), st.floats(0, 2e3), st.floats(3e3, 6e4))
def test_the_nearest_part_is_within_one_distance_and_fills_the_capacity(x, y, size):
    shape = shapely.box(x, y, x + size, y + size)
    capacity = Capacity(SITE, 5e6, 3e4)
    near = capacity.nearest(shape)
    assert (1 - CLOSE_ENOUGH) * 5e6 <= near.area <= 5e6
    farthest = np.hypot(*shapely.get_coordinates(near).T).max()
    beyond = shapely.difference(shape, near)
    assert shapely.distance(beyond, shapely.Point(0, 0)) >= farthest * 0.99 - 1


@pytest.mark.parametrize("kilometres", [30, 100, 1000])
def test_a_huge_polygon_is_planned_near_the_site_at_once(kilometres):
    shape = shapely.box(-1000, -1000, kilometres * 1000, kilometres * 1000)
    calls = []
    found, refused = stops(shape, progress=calls.append)
    assert 1 < len(found) < 400
    assert found[-1].spot == 1  # the others are not taken with it
    (left,) = refused
    assert left.reason == TOO_LARGE_FOR_ALL
    assert left.priority + sum(stop.priority for stop in found) == pytest.approx(10)
    most = Capacity.of(SITE, Aircraft(), 60.0, 20).area
    assert left.priority == pytest.approx(9 * (1 - most / shape.area), rel=CLOSE_ENOUGH)
    assert shape.contains(shapely.Point(left.place))
    farthest = max(np.hypot(*stop.ways[0].T).max() for stop in found)
    assert np.hypot(*left.place) > farthest - 60


def test_long_lines_and_corridors_are_clipped_too():
    line = shapely.LineString([(0, 0), (3e6, 0)])
    for corridor in (None, 300.0):
        found, refused = stops(line, corridor=corridor)
        assert [left.reason for left in refused] == [TOO_LARGE_FOR_ALL]
        assert {stop.action for stop in found} == {"hover", "sweep" if corridor else "follow"}
        assert sum(stop.priority for stop in found) + refused[0].priority == pytest.approx(10)


def test_spots_of_ordinary_size_are_left_as_they_are():
    shape = shapely.box(0, 0, 2000, 1500)
    found, refused = stops(shape, batteries=1)
    assert refused == []
    assert sum(stop.priority for stop in found) == pytest.approx(10)


def test_cancel_is_heard_while_the_part_is_sought():
    calls = []

    def cancel(share):
        calls.append(share)
        if len(calls) > 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        stops(shapely.box(0, 0, 50e3, 50e3), progress=cancel)
