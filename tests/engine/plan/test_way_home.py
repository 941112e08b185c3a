"""Tests of the way between a launch site and a waypoint of a sortie that is flown in parts."""

import numpy as np
import pytest
import shapely

from blindspot.engine.drones.aircraft import Aircraft
from blindspot.engine.plan.way_home import way_around

HOME, FAR = np.array([0.0, 0.0]), np.array([1000.0, 0.0])
SITES = HOME[None]


def test_it_is_straight_where_nothing_is_in_the_way():
    np.testing.assert_array_equal(way_around(Aircraft(), [], 0.0, 5.0, SITES)(HOME, FAR), [HOME, FAR])


def test_it_leads_around_zones_at_their_distance_and_stays_in_the_geofence():
    zone = shapely.box(400, -300, 600, 100)
    around = way_around(Aircraft(), [zone], 0.0, 5.0, SITES)(HOME, FAR)
    line = shapely.LineString(around)
    assert line.distance(zone) >= 5 - 1e-6
    assert line.bounds[3] > 100
    fence = shapely.box(-100, -500, 1100, 50)
    within = shapely.LineString(way_around(Aircraft(), [zone], 0.0, 5.0, SITES, [fence])(HOME, FAR))
    assert fence.covers(within)
    assert within.distance(zone) >= 5 - 1e-6
    assert within.bounds[1] < -300


def test_there_is_none_through_a_wall_or_over_unknown_ground():
    ring = shapely.Point(0, 0).buffer(300).difference(shapely.Point(0, 0).buffer(200))
    assert way_around(Aircraft(), [ring], 0.0, 5.0, SITES)(HOME, FAR) is None
    unknown = Aircraft(ground=lambda x, y: np.where(np.asarray(x) > 500, np.nan, 10.0), ground_spacing=30.0)
    assert way_around(unknown, [], 0.0, 5.0, SITES)(HOME, FAR) is None


def test_over_terrain_it_keeps_its_height_above_the_ground():
    def ground(x, y):
        return 30 * np.sin(np.asarray(x) / 100) + 0 * np.asarray(y)

    aircraft = Aircraft(ground=ground, ground_spacing=20.0, tolerance=1.0)
    way = way_around(aircraft, [], 0.0, 5.0, SITES)(HOME, FAR)
    x = np.linspace(0, 1000, 2001)
    flown = np.interp(x, way[:, 0], ground(way[:, 0], 0))
    assert np.abs(flown - ground(x, 0)).max() <= 1.0
    assert 10 < len(way) < 100
    assert way[0] == pytest.approx(HOME)
    assert way[-1] == pytest.approx(FAR)
