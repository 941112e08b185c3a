"""From spots to stops, and how stops share the priority of a spot."""

from itertools import pairwise

import numpy as np
import pytest
import shapely

from blindspot.engine.airspace.airspace import airspace_around
from blindspot.engine.drones import flight_plan as rules
from blindspot.engine.drones.aircraft import Aircraft
from blindspot.engine.errors import UserError
from blindspot.engine.plan.stops import Service, Targets, effort_of, stops_of

SITE = np.array([[0.0, 0.0]])
OPEN = airspace_around([])


def made(geometries, airspace=OPEN, aircraft=None, priority=None, **more):
    priority = np.ones(len(geometries)) if priority is None else np.array(priority, float)
    spots = Targets(np.array(geometries, dtype=object), priority)
    return stops_of(spots, SITE, airspace, aircraft or Aircraft(), Service(), **more)


def test_each_kind_of_geometry_has_its_action_and_ways():
    line = shapely.LineString([(0, 0), (200, 0), (200, 50)])
    stops, refused = made([shapely.Point(5, 6), line, shapely.box(0, 0, 200, 200)])
    assert [stop.action for stop in stops] == ["hover", "follow", "sweep"]
    assert [len(stop.ways) for stop in stops] == [1, 2, 4]
    assert np.array_equal(stops[1].ways[0], stops[1].ways[1][::-1])
    assert not refused
    assert effort_of(stops[0], stops[0].ways[0], Aircraft()) == (60, pytest.approx(60 * Aircraft().hover_power))


def test_parts_share_priority_by_size():
    areas = shapely.MultiPolygon([shapely.box(0, 0, 100, 100), shapely.box(500, 0, 800, 100)])
    points = shapely.MultiPoint([(0, 0), (1, 1)])
    stops, _ = made([areas, points], priority=[8, 2])
    assert [(stop.spot, stop.priority) for stop in stops] == [(0, 2), (0, 6), (1, 1), (1, 1)]


def test_parts_in_a_zone_are_unserved_and_the_rest_gets_stops():
    airspace = airspace_around([shapely.box(-10, -10, 100, 1000)])
    spots = [shapely.Point(50, 50), shapely.LineString([(50, 50), (150, 50)]), shapely.box(0, 200, 400, 300)]
    stops, refused = made(spots, airspace, priority=[1, 2, 4])
    assert {(stop.spot, round(stop.priority, 2)) for stop in stops} == {(1, 1.0), (2, 3.0)}
    assert {(left.spot, round(left.priority, 2)) for left in refused} == {(0, 1.0), (1, 1.0), (2, 1.0)}
    assert {left.reason for left in refused} == {rules.IN_ZONE}
    for stop in stops:
        assert not shapely.intersects(airspace.zones[0], shapely.LineString(stop.ways[0]))


def test_parts_out_of_range_of_every_site_are_unserved():
    stops, refused = made([shapely.Point(900, 0), shapely.LineString([(0, 500), (0, 1500)])], max_range=800.0)
    assert sum(stop.priority for stop in stops) == pytest.approx(0.3, abs=0.01)
    assert {left.reason for left in refused} == {rules.BEYOND_RANGE}
    assert sum(left.priority for left in refused) == pytest.approx(1.7, abs=0.01)


def test_a_line_longer_than_a_battery_is_cut_and_shares_its_priority():
    aircraft = Aircraft(endurance=900)
    line = shapely.LineString([(0, 0), (6000, 0), (6000, 3000)])
    stops, _ = made([line], aircraft=aircraft, priority=[3])
    assert len(stops) > 3
    assert sum(stop.priority for stop in stops) == pytest.approx(3)
    assert sum(shapely.LineString(stop.ways[0]).length for stop in stops) == pytest.approx(9000)
    for stop in stops:
        assert effort_of(stop, stop.ways[0], aircraft)[1] <= aircraft.budget / 3 * (1 + 1e-9)
    for before, after in pairwise(stops):
        assert np.array_equal(before.ways[0][-1], after.ways[0][0])


def test_no_priority_is_a_reason():
    stops, refused = made([shapely.Point(0, 0), shapely.Point(1, 1)], priority=[0, np.nan])
    assert not stops
    assert [left.reason for left in refused] == [rules.NO_PRIORITY] * 2


def test_the_error_for_too_many_stops_names_max_area():
    with pytest.raises(UserError, match="MAX_AREA"):
        made([shapely.Point(index, 0) for index in range(2001)])


def test_unknown_ground_does_not_make_a_spot_out_of_reach():
    hole = Aircraft(ground=lambda x, y: np.where((x > 400) & (x < 500), np.nan, 5.0))
    spots = [shapely.Point(450, 0), shapely.Point(900, 0), shapely.LineString([(300, 0), (600, 0)])]
    stops, refused = made(spots, aircraft=hole)
    assert [stop.spot for stop in stops] == [0, 1, 2]
    assert not refused
    _, refused = made([shapely.Point(90_000, 0)], aircraft=hole)
    assert [left.reason for left in refused] == [rules.OUT_OF_REACH]
