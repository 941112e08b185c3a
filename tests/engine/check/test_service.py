"""Services and priorities: each spot is served as the plan counts it, once, with the right priority."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
import shapely.ops
from planted import (
    by_name,
    changed,
    flown_again,
    rules,
    with_routes,
    with_unserved,
    with_unserved_row,
    with_waypoints,
    without_visits,
)

from blindspot.engine.check.service import service_violations, visits_of

NOTHING = shapely.Polygon()


def test_a_hover_that_is_too_short_is_found(good):
    given, plan, promise = good
    longer = replace(given, task=replace(given.task, service=replace(given.task.service, hover_time=31.0)))
    assert rules(longer, plan, promise) == {"service"}
    assert any(
        "hovers 30 s over spot p1; the minimum is 31 s" in violation.message
        for violation in longer.check(plan, promise)
    )


@pytest.mark.parametrize(("spot", "priority"), [("p0", 3), ("line", 4), ("area", 6), ("pair", 5)])
def test_a_spot_counted_as_served_but_not_visited_is_found(good, spot, priority):
    given, plan, promise = good
    forgotten = without_visits(plan, spot)
    late = {"waypoints"} if spot in ("p0", "pair") else set()  # hovering over no spot
    assert rules(given, forgotten, by_name(promise)) == {"service", "priority"} | late
    assert rules(given, forgotten, promise) == {"service", "priority"} | late
    place = shapely.get_coordinates(promise.geometry[promise.id.index(spot)])[0]
    consistent = replace(
        with_unserved_row(forgotten, spot, priority, place), served_priority=plan.served_priority - priority
    )
    # the route's priority still includes it
    assert rules(given, consistent, by_name(promise)) == {"priority"} | late


@pytest.mark.parametrize(
    ("spot", "shape"),
    [
        ("p0", shapely.Point(500, 401)),
        ("pair", shapely.MultiPoint([(900, -300), (1000, -351)])),
        ("line", shapely.LineString([(300, 900), (500, 1000), (801, 950 - 1 / 6)])),
        ("line", shapely.LineString([(300, 900), (501, 1000), (800, 950)])),
        ("area", shapely.box(-915, -600, -700, -300)),
        ("area", shapely.union(shapely.box(-900, -600, -700, -300), shapely.box(-700, -410, -650, -380))),
    ],
)
def test_a_spot_served_in_part_only_is_found(good, spot, shape):
    given, plan, promise = good
    geometry = changed(promise.geometry, promise.id.index(spot), shape)
    assert "service" in rules(given, plan, replace(promise, geometry=geometry))


def test_holes_and_zones_need_not_be_swept(good):
    given, plan, promise = good
    area = promise.id.index("area")
    wider = shapely.box(-900, -600, -700, -270)
    zone = shapely.box(-905, -280, -695, -200)  # with its buffer of 20 m it closes what lies north of -300
    geometry = changed(promise.geometry, area, wider)
    holed = changed(promise.geometry, area, shapely.difference(wider, shapely.box(-901, -300, -699, -269)))
    assert "service" in rules(given, plan, replace(promise, geometry=geometry))
    assert rules(given, plan, replace(promise, geometry=holed)) == set()
    closed = replace(given, zones=np.append(given.zones, zone))
    share = 6 * (1 - 300 / 330)
    consistent = with_unserved_row(plan, "area", share, (-800, -275))
    assert "service" not in rules(closed, consistent, replace(by_name(promise), geometry=geometry))
    within = shapely.box(-905, -290, -695, -200)  # closes the last 10 m of what was swept
    assert "service" in rules(replace(given, zones=np.append(given.zones, within)), plan, promise)


@pytest.mark.parametrize(("corridor", "expected"), [(60.0, set()), (150.0, {"service"})])
def test_following_the_line_does_not_cover_a_corridor_wider_than_the_swath(good, corridor, expected):
    given, plan, promise = good
    wide = replace(given, task=replace(given.task, service=replace(given.task.service, corridor=corridor)))
    assert rules(wide, plan, promise) == expected


@pytest.mark.parametrize("spot", ["p0", "line", "area"])
def test_a_spot_counted_twice_is_found(good, spot):
    """All of a sortie that serves the spot, flown again by another drone."""
    given, plan, promise = good
    assert {"served twice", "priority", "separation"} <= rules(given, flown_again(plan, spot), by_name(promise))


@pytest.mark.parametrize("spot", ["p0", "line", "area"])
def test_a_spot_counted_twice_is_the_only_repetition_found(good, spot):
    given, plan, promise = good
    found = given.check(flown_again(plan, spot, alone=True), by_name(promise))
    twice = [violation for violation in found if violation.rule == "served twice"]
    assert len(twice) == 1
    assert twice[0].drone == 3
    assert f"the same part of spot {spot} " in twice[0].message


def test_a_sweep_flown_back_is_a_repetition(good):
    """Half of a sweep flown again the other way is found; its two halves, each flown once, are not."""
    given, plan, promise = good
    (sweep,) = (visit for visit in visits_of(plan, promise) if visit.action == "sweep")
    half, other = (shapely.ops.substring(sweep.path, *ends, normalized=True) for ends in ((0, 0.5), (0.5, 1)))
    for paths, count in (((half, other), 0), ((half, other, half.reverse()), 1), ((sweep.path, other), 1)):
        visits = [replace(sweep, path=path) for path in paths]
        found = service_violations(plan, promise, visits, 6.0 * (np.arange(7) == 4), NOTHING, given.limits)
        assert [violation.rule for violation in found] == ["served twice"] * count


def test_an_unknown_spot_is_found(good):
    given, plan, promise = good
    spot = plan.waypoints.spot_id.copy()
    spot[(plan.waypoints.action == "hover") & (spot == "p1")] = "unknown"
    assert {"service", "priority"} <= rules(given, with_waypoints(plan, spot_id=spot), by_name(promise))
    assert rules(given, with_waypoints(plan, spot_id=spot), promise) == {"service"}


def test_priorities_that_do_not_add_up_are_found(good):
    given, plan, promise = good
    wrong = changed(plan.routes.priority, 0, plan.routes.priority[0] + 0.5)
    assert rules(given, with_routes(plan, priority=wrong), promise) == {"priority"}
    assert rules(given, with_routes(plan, priority=2 * plan.routes.priority), promise) == {"priority"}
    assert rules(given, replace(plan, served_priority=plan.served_priority + 1), promise) == {"priority"}
    assert rules(given, replace(plan, total_priority=plan.total_priority - 1), promise) == {"priority"}
    halved = with_unserved(plan, priority=plan.unserved.priority / 2)
    assert rules(given, halved, promise) == {"service", "priority"}
    worth = plan.routes.priority + np.array([1, -1] + [0] * (len(plan.routes) - 2))
    assert rules(given, with_routes(plan, priority=worth), promise) == {"priority"}


@pytest.mark.parametrize("spot", ["p0", "line", "area", "pair"])
def test_a_spot_served_more_than_counted_is_found(good, spot):
    """A priority of 0.7 is moved from the sortie and SERVED_PRIORITY to UNSERVED, so that all sums are right."""
    given, plan, promise = good
    points, routes = plan.waypoints, plan.routes
    row = np.flatnonzero(points.spot_id == spot)[0]
    own = (routes.drone == points.drone[row]) & (routes.sortie == points.sortie[row])
    modest = with_routes(plan, priority=routes.priority - 0.7 * own)
    place = shapely.get_coordinates(promise.geometry[promise.id.index(spot)])[0]
    modest = replace(with_unserved_row(modest, spot, 0.7, place), served_priority=plan.served_priority - 0.7)
    assert rules(given, modest, by_name(promise)) == {"priority" if spot == "area" else "service"}


@pytest.mark.parametrize(("before", "after"), [("sweep", "follow"), ("follow", "sweep")])
def test_a_spot_served_by_the_wrong_action_is_found(good, before, after):
    given, plan, promise = good
    action = np.array([name.replace(before, after) for name in plan.waypoints.action], object)
    assert rules(given, with_waypoints(plan, action=action), promise) == {"service"}
