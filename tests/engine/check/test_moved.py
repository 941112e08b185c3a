"""A plan after its waypoints were moved: a sound move is sound, and each harmful one is named by its rule."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from blindspot.engine.check.check import check_plan
from blindspot.engine.check.moved import ROUTES, WAYPOINTS, moved_plan, moved_violations
from blindspot.engine.check.violation import LaunchSites, Terrain
from blindspot.engine.plan.self_check import limits_of


def parts(given):
    terrain = None if given.aircraft.ground is None else Terrain(given.aircraft.ground, given.aircraft.ground_spacing)
    limits = limits_of(given.task, given.fleet, given.aircraft, given.airspace.buffer, given.airspace.clearance)
    sites = LaunchSites(given.fleet.names, given.fleet.sites)
    return limits, sites, given.airspace.given, terrain


def by_id(promise):
    return replace(promise, served_at=None, left=None)


def found_after(given, plan, promise=None, edited=None):
    limits, sites, zones, terrain = parts(given)
    moved = moved_plan(plan, given.aircraft, terrain, edited)
    found = moved_violations(moved.plan, given.aircraft, limits, sites, zones, terrain, promise)
    return moved, found


def way_between(plan, action="fly"):
    """Index of the last waypoint with an action, after which no sortie has to wait."""
    points = plan.waypoints
    homes = points.vertex[points.action == "takeoff", :2]
    above = (points.vertex[:, None, :2] == homes).all(axis=2).any(axis=1) & (action == "fly")
    return int(np.flatnonzero((points.action == action) & ~above)[-1])


def drag(plan, row, dx, dy):
    """The plan with one waypoint dragged, as an edit of WAYPOINTS leaves it."""
    vertex = plan.waypoints.vertex.copy()
    vertex[row, :2] += dx, dy
    return replace(plan, waypoints=replace(plan.waypoints, vertex=vertex))


def drag_route(plan, route, index, dx, dy):
    line = plan.routes.line[route].copy()
    line[index, :2] += dx, dy
    lines = tuple(line if number == route else one for number, one in enumerate(plan.routes.line))
    return replace(plan, routes=replace(plan.routes, line=lines))


def test_a_plan_that_was_not_edited_stays_as_it_is(good):
    given, plan, promise = good
    moved, found = found_after(given, plan, by_id(promise))
    assert (moved.changed, moved.unmatched, found) == ((), (), [])
    assert all(np.array_equal(*pair) for pair in zip(moved.plan.routes.line, plan.routes.line, strict=True))


def test_a_small_move_on_the_way_takes_more_time_and_breaks_no_rule(good):
    given, plan, promise = good
    row = way_between(plan)
    dragged = drag(plan, row, 3, 2)
    limits, sites, zones, terrain = parts(given)
    assert {each.rule for each in check_plan(dragged, given.aircraft, limits, sites, zones, terrain)} == {"waypoints"}
    moved, found = found_after(given, dragged, by_id(promise))
    name = (int(plan.waypoints.drone[row]), int(plan.waypoints.sortie[row]))
    assert moved.changed == (name,)
    assert found == []
    route = next(i for i, each in enumerate(zip(plan.routes.drone, plan.routes.sortie, strict=True)) if each == name)
    assert abs(moved.plan.routes.duration_s[route] - plan.routes.duration_s[route]) > 1e-4
    assert any((vertex[:2] == dragged.waypoints.vertex[row, :2]).all() for vertex in moved.plan.routes.line[route])


def test_the_same_move_of_the_vertex_of_the_route_gives_the_same_plan(good):
    given, plan, promise = good
    row = way_between(plan)
    name = (int(plan.waypoints.drone[row]), int(plan.waypoints.sortie[row]))
    route = next(i for i, each in enumerate(zip(plan.routes.drone, plan.routes.sortie, strict=True)) if each == name)
    index = int(np.flatnonzero((plan.routes.line[route] == plan.waypoints.vertex[row]).all(axis=1))[0])
    other, found = found_after(given, drag_route(plan, route, index, 3, 2), by_id(promise), {name: ROUTES})
    one, _ = found_after(given, drag(plan, row, 3, 2), by_id(promise), {name: WAYPOINTS})
    assert found == []
    assert np.array_equal(one.plan.waypoints.vertex, other.plan.waypoints.vertex)
    assert np.array_equal(one.plan.routes.energy_wh, other.plan.routes.energy_wh)
    back, _ = found_after(given, drag_route(plan, route, index, 3, 2), by_id(promise), {name: WAYPOINTS})
    assert np.array_equal(back.plan.routes.line[route], plan.routes.line[route])


def test_a_far_detour_takes_the_reserve(good):
    given, plan, promise = good
    _, found = found_after(given, drag(plan, way_between(plan), 40_000, 0), by_id(promise))
    assert "reserve" in {each.rule for each in found}


def test_a_hover_away_from_its_spot_serves_it_no_more(good):
    given, plan, promise = good
    row = way_between(plan, "hover")
    _, found = found_after(given, drag(plan, row, 5, 0), by_id(promise))
    assert "service" in {each.rule for each in found}
    _, found = found_after(given, drag(plan, row, 5, 0), None)
    assert "service" not in {each.rule for each in found}


def test_a_waypoint_dragged_into_a_zone_is_found_where_it_is(good):
    given, plan, promise = good
    row = way_between(plan)
    zone = given.airspace.given[0]
    into = np.array(shapely.point_on_surface(zone).coords[0]) - plan.waypoints.vertex[row, :2]
    _, found = found_after(given, drag(plan, row, *into), by_id(promise))
    zones = [each for each in found if each.rule == "no-fly zone"]
    assert zones
    assert any(shapely.distance(each.where, zone) == 0 for each in zones)


def test_a_launch_that_is_dragged_away_from_its_site_is_found(good):
    given, plan, promise = good
    _, found = found_after(given, drag(plan, way_between(plan, "takeoff"), 10, 0), by_id(promise))
    assert "launch site" in {each.rule for each in found}


def test_a_deleted_waypoint_is_not_guessed(good):
    given, plan, _ = good
    row = way_between(plan)
    kept = np.arange(len(plan.waypoints)) != row
    columns = {name: column[kept] for name, column in vars(plan.waypoints).items()}
    moved, found = found_after(given, replace(plan, waypoints=type(plan.waypoints)(**columns)))
    assert moved.unmatched == ((int(plan.waypoints.drone[row]), int(plan.waypoints.sortie[row])),)
    assert "waypoints" in {each.rule for each in found}


@pytest.mark.parametrize("action", ["hover", "fly"])
def test_what_comes_later_in_the_sortie_shifts_and_the_rest_stays(good, action):
    given, plan, _ = good
    row = way_between(plan, action)
    moved, _ = found_after(given, drag(plan, row, 200, 100))
    points, before = moved.plan.waypoints, plan.waypoints
    same = (before.drone == before.drone[row]) & (before.sortie == before.sortie[row])
    earlier = same & (before.seq < before.seq[row])
    later = same & (before.seq > before.seq[row])
    assert np.array_equal(points.arrival[earlier | ~same], before.arrival[earlier | ~same])
    shift = points.arrival[later] - before.arrival[later]
    assert abs(shift[-1]) > 0.5
    assert np.ptp(shift[1:]) < 1e-6 if len(shift) > 1 else True
    stay = points.departure - points.arrival
    assert np.allclose(stay, before.departure - before.arrival, atol=1e-6)
