"""Heights above the ground along whole legs, and distances to no-fly zones."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from scenarios import village

from blindspot.engine.check.check import check_plan
from blindspot.engine.check.keep_out import zone_violations
from blindspot.engine.check.service import closed_area
from blindspot.engine.check.violation import LaunchSites, Limits
from blindspot.engine.drones.aircraft import Aircraft
from blindspot.engine.plan.plan import Fleet, Task
from blindspot.engine.plan.stops import Targets


def level_flight(ground, spacing=10.0, tolerance=1.0, min_agl=0.0, max_agl=np.inf):
    """The rules that a level flight of 1 km, planned at 60 m above flat ground, breaks over `ground`."""
    given = replace(
        village(),
        aircraft=Aircraft(ground=ground, ground_spacing=spacing, tolerance=tolerance),
        zones=np.array([], dtype=object),
        spots=Targets(np.array([shapely.Point(1000, 0)], dtype=object), np.ones(1)),
        ids=("spot",),
        fleet=Fleet(np.zeros((1, 2)), ("base",), np.array([0])),
        task=Task(iterations=5),
    )
    plan, _ = given.layers(replace(given, aircraft=replace(given.aircraft, ground=lambda x, y: 0.0 * x)).plan())
    limits = replace(given.limits, min_agl=min_agl, max_agl=max_agl)
    found = check_plan(plan, given.aircraft, limits, given.sites, None, given.terrain)
    return {violation.rule for violation in found}


def test_a_rise_between_waypoints_is_found():
    def ridge(height):
        return lambda x, y: np.maximum(0, height - np.abs(x - 503) / 10 * height)

    assert level_flight(ridge(0.9)) == set()
    assert level_flight(ridge(1.5)) == {"terrain"}
    assert level_flight(ridge(30.0), tolerance=40, min_agl=50) == {"lowest height"}


def test_the_height_is_that_above_the_closest_point_of_the_surface():
    def trench(width):
        return lambda x, y: np.where(np.abs(x - 500) < width / 2, -30.0, 0.0)

    assert level_flight(trench(400), tolerance=40, max_agl=80) == {"highest height"}
    assert level_flight(trench(100), tolerance=40, max_agl=80) == set()  # its edges are nearer than 80 m
    assert level_flight(trench(100), tolerance=40, max_agl=62) == {"highest height"}


def test_unknown_ground_is_found():
    assert level_flight(lambda x, y: np.where(np.abs(x - 500) < 10, np.nan, 0.0)) == {"terrain"}


def test_the_clearance_counts_except_near_a_site_within_it(good):
    """A flight along the x axis, 3 m from a zone; the launch site is far away, or nearer than the clearance."""
    plan = good[1]
    line = np.array([[0.0, 0, 0, 0], [0, 0, 60, 20], [300, 0, 60, 50], [300, 0, 0, 80]])
    plan = replace(plan, routes=replace(plan.routes, line=(line,) * len(plan.routes)))
    zone = shapely.box(100, 3, 200, 50)

    def found(clearance, buffer=0.0, site=0.0, zone=zone, south=0.0):
        limits = Limits(no_fly_buffer=buffer, clearance=clearance)
        sites = LaunchSites(("a",), np.array([[site, -south]]))
        return zone_violations(plan, limits, np.array([zone]), sites)

    assert [len(found(*one)) // len(plan.routes) for one in ((0.0,), (2.0,), (5.0,), (2.0, 4.0))] == [0, 0, 1, 1]
    assert found(5.0)[0].value == pytest.approx(3)
    assert found(5.0)[0].limit == 5
    assert len(found(5.0, site=104.0)) == len(plan.routes)  # the zone is longer than the 10 m around the site
    short = shapely.box(100, 3, 107, 50)
    assert found(5.0, site=104.0, zone=short) == []
    assert len(found(5.0, 4.0, 104.0, short)) == len(plan.routes)  # the buffer counts everywhere
    longer = shapely.box(100, 3, 111, 50)
    assert len(found(5.0, site=104.0, zone=longer)) == len(plan.routes)  # 5 m from its end are beyond the 10 m
    assert found(20.0, site=104.0, zone=short, south=16.0) == []
    assert len(found(20.0, site=104.0, zone=short, south=18.0)) == len(plan.routes)  # 21 m from the zone


def test_what_is_closed_to_spots_is_the_clearance_except_near_a_site_within_it():
    zone = np.array([shapely.box(0, 0, 100, 100)], object)

    def is_closed(x, y, clearance=10.0, buffer=0.0, site=-500.0):
        limits, sites = Limits(no_fly_buffer=buffer, clearance=clearance), LaunchSites(("a",), np.array([[site, 50.0]]))
        return closed_area(zone, limits, sites).intersects(shapely.Point(x, y))

    assert [is_closed(x, 50) for x in (-8, -12, 50)] == [True, False, True]
    assert [is_closed(x, 50, 0.0) for x in (-8, 50)] == [False, True]
    assert [is_closed(x, 50, 10.0, 15.0) for x in (-12, -18)] == [True, False]
    assert [is_closed(-8, y, site=-9.0) for y in (50, 65, 71)] == [False, False, True]
    assert is_closed(-4, 50, 10.0, 5.0, site=-9.0)  # the buffer counts everywhere
    assert is_closed(-8, 50, site=-11.0)
