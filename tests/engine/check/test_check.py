"""The independent check: good plans pass, and each fault that is planted is found, by the rule that it breaks."""

import ast
import math
import os
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import shapely
from scenarios import Scenario, scenario, village

from blindspot.engine.check.battery import energy_along, full_battery
from blindspot.engine.check.check import RULES, check_plan
from blindspot.engine.drones.aircraft import Aircraft, Wind
from blindspot.engine.drones.flight_plan import FlightPlan, Promise, Unserved
from blindspot.engine.plan.self_check import violations_of
from blindspot.engine.progress import Cancelled

SEEDS = int(os.environ.get("BLINDSPOT_SCENARIOS", "12"))
"""How many scenarios are plan and checked: BLINDSPOT_SCENARIOS=200 scripts/test tests/engine/test_check.py"""


# -- good plans ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(SEEDS))
def test_plans_break_no_rule(seed):
    given = scenario(seed)
    assert given.check(*given.layers(given.plan())) == []


# -- planted faults --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def good() -> tuple[Scenario, FlightPlan, Promise]:
    given = village()
    plan, promise = given.layers(given.plan())
    return given, plan, promise


def rules(given: Scenario, plan: FlightPlan, promise: Promise | None) -> set[str]:
    found = given.check(plan, promise)
    assert {violation.rule for violation in found} <= set(RULES)
    for violation in found:
        assert violation.says.endswith(".")
        assert violation.drone == 0 or violation.says.startswith(f"Drone {violation.drone}, sortie {violation.sortie}")
        assert violation.where is None or not violation.where.is_empty
    return {violation.rule for violation in found}


def with_routes(plan: FlightPlan, **columns) -> FlightPlan:
    return replace(plan, routes=replace(plan.routes, **columns))


def with_waypoints(plan: FlightPlan, **columns) -> FlightPlan:
    return replace(plan, waypoints=replace(plan.waypoints, **columns))


def with_line(plan: FlightPlan, route: int, line: np.ndarray) -> FlightPlan:
    lines = list(plan.routes.line)
    lines[route] = line
    return with_routes(plan, line=tuple(lines))


def changed(column, index, value):
    column = column.copy()
    column[index] = value
    return column


def rows_of(plan: FlightPlan, action: str, spot: str) -> np.ndarray:
    return np.flatnonzero((plan.waypoints.action == action) & (plan.waypoints.spot_id_id == spot))


def test_the_village_has_all_that_faults_are_planted_in(good):
    given, plan, promise = good
    assert rules(given, plan, promise) == set()
    assert set(plan.routes.drone) == {1, 2}
    assert set(plan.waypoints.spot_id_id) == {None, "p0", "p1", "pair", "line", "area", "p5"}
    assert promise.unserved.tolist() == [0, 0, 0, 0, 0, 0, 9]
    assert (np.bincount(plan.routes.drone)[1:] >= 1).all()
    assert len(plan.routes) >= 3


def test_less_than_the_reserve_is_found(good):
    given, plan, promise = good
    used = max(energy_along(line, given.aircraft) for line in plan.routes.line)
    share = 1 - used / full_battery(given.aircraft)[0]
    for more, expected in ((-0.001, set()), (0.001, {"reserve"})):
        demanding = replace(given, aircraft=replace(given.aircraft, reserve=share + more))
        assert rules(demanding, plan, promise) == expected


@pytest.mark.parametrize("column", ["energy_wh", "left_pct"])
def test_another_energy_than_is_used_is_found(good, column):
    given, plan, promise = good
    told = changed(getattr(plan.routes, column), 1, 1.05 * getattr(plan.routes, column)[1])
    assert rules(given, with_routes(plan, **{column: told}), promise) == {"energy"}


@pytest.mark.parametrize("column", ["duration_s", "distance_m", "altitude_m", "swath_m"])
def test_wrong_figures_are_found(good, column):
    given, plan, promise = good
    told = changed(getattr(plan.routes, column), 0, 1.01 * getattr(plan.routes, column)[0])
    assert rules(given, with_routes(plan, **{column: told}), promise) == {column}


def test_wrong_start_and_end_are_found(good):
    given, plan, promise = good
    routes = plan.routes
    start, end = (np.array([line[row, 3] for line in routes.line]) for row in (0, -1))
    assert rules(given, with_routes(plan, start=start, end=end), promise) == set()
    assert rules(given, with_routes(plan, start=start + 1, end=end), promise) == {"start"}
    assert rules(given, with_routes(plan, start=start, end=end - 1), promise) == {"end"}


def test_a_zone_in_the_middle_of_a_leg_is_found(good):
    given, plan, _ = good
    line = plan.routes.line[0]
    leg = int(np.hypot(*np.diff(line[:, :2], axis=0).T).argmax())
    middle, along = line[leg : leg + 2, :2].mean(axis=0), np.diff(line[leg : leg + 2, :2], axis=0)[0]
    aside = np.array([-along[1], along[0]]) / np.hypot(*along)

    def zoned(distance):
        """A zone of 2 m across whose nearest point is so far from the middle of a leg."""
        square = shapely.box(-1, -1, 1, 1)
        turned = shapely.affinity.rotate(square, math.degrees(math.atan2(aside[1], aside[0])), origin=(0, 0))
        zone = shapely.affinity.translate(turned, *(middle + (distance + 1) * aside))
        return rules(replace(given, zones=np.append(given.zones, zone)), plan, None)

    assert zoned(20.01) == set()
    assert zoned(19.9) == {"no-fly zone"}
    assert zoned(-1) == {"no-fly zone"}


def test_a_zone_without_a_buffer_may_be_touched_but_not_entered(good):
    given, plan, _ = good
    line = plan.routes.line[0]
    corner = line[int(np.hypot(*(line[:, :2] - line[0, :2]).T).argmax()), :2]
    away = corner / np.hypot(*corner)
    for inside, expected in ((0.0, set()), (0.1, {"no-fly zone"})):
        tip = corner - inside * away
        zone = shapely.Polygon([tip, tip + 5 * away + [away[1], -away[0]], tip + 5 * away - [away[1], -away[0]]])
        assert rules(replace(given, buffer=0.0, zones=np.array([zone])), plan, None) == expected


def test_leaving_the_range_is_found(good):
    given, plan, _ = good
    far = max(np.hypot(*(line[:, :2] - line[0, :2]).T).max() for line in plan.routes.line)
    for more, expected in ((0.01, set()), (-0.01, {"range"})):
        assert rules(replace(given, task=replace(given.task, max_range=far + more)), plan, None) == expected


def test_drones_too_close_are_found(good):
    """Both drones' first sorties at once from one site: they climb side by side."""
    given, plan, _ = good
    routes = plan.routes
    one, other = (int(np.flatnonzero((routes.drone == drone) & (routes.sortie == 1))[0]) for drone in (1, 2))
    line = routes.line[other].copy()
    line[:, 3] += routes.line[one][0, 3] - line[0, 3]
    line[:, :2] += routes.line[one][0, :2] - line[0, :2]
    assert "separation" in rules(given, with_line(plan, other, line), None)
    wide = replace(given.task, separation=replace(given.task.separation, horizontal=1e5))
    found = replace(given, task=wide).check(plan)
    assert {violation.rule for violation in found} == {"separation"}


def test_a_sortie_too_soon_after_another_is_found(good):
    given, plan, promise = good
    longer = replace(given, fleet=replace(given.fleet, swap_time=1e5))
    assert rules(longer, plan, promise) == {"swap time"}
    order = plan.routes.order
    drone = plan.routes.drone
    second = next(later for sooner, later in pairwise(order) if drone[sooner] == drone[later])
    line = plan.routes.line[second].copy()
    line[:, 3] -= 1.0
    assert "swap time" in rules(given, with_line(plan, second, line), None)


def test_times_that_do_not_rise_are_found(good):
    given, plan, promise = good
    line = plan.routes.line[0].copy()
    line[3, 3] = line[2, 3] - 5
    assert {"time order", "speed", "waypoints"} <= rules(given, with_line(plan, 0, line), promise)


@pytest.mark.parametrize("factor", [0.98, 1.02])
def test_too_fast_and_too_slow_are_found(good, factor):
    given, plan, _ = good
    line = plan.routes.line[0].copy()
    leg = int(np.hypot(*np.diff(line[:, :2], axis=0).T).argmax())
    line[leg + 1 :, 3] += (factor - 1) * (line[leg + 1, 3] - line[leg, 3])
    assert "speed" in rules(given, with_line(plan, 0, line), None)
    swift = replace(given, aircraft=replace(given.aircraft, speed=10.1))
    assert "speed" in rules(swift, plan, None)
    assert "speed" in rules(replace(given, aircraft=replace(given.aircraft, climb=3.2)), plan, None)


def test_another_wind_is_another_speed_and_energy(good):
    given, plan, _ = good
    assert "speed" in rules(replace(given, aircraft=replace(given.aircraft, wind=Wind(3, 70))), plan, None)


def test_a_wrong_site_is_found(good):
    given, plan, promise = good
    names = list(plan.routes.launch_site)
    names[0] = "nowhere"
    assert "launch site" in rules(given, with_routes(plan, site=tuple(names)), promise)
    moved = replace(given, fleet=replace(given.fleet, sites=given.fleet.sites + np.array([0, 0.5])))
    assert rules(moved, plan, promise) == {"launch site"}
    line = plan.routes.line[0].copy()
    line[-1, 2] += 5
    assert "launch site" in rules(given, with_line(plan, 0, line), None)


def test_a_drone_that_changes_its_site_is_found(good):
    given, plan, _ = good
    drone = plan.routes.drone.copy()
    drone[:] = 1
    assert "one site" in rules(given, with_routes(plan, drone=drone), None)


def test_waypoints_that_tell_another_flight_are_found(good):
    given, plan, promise = good
    points, routes = plan.waypoints, plan.routes
    for column, row, value in (
        ("place", 3, points.place[3] + [0, 0.01, 0]),
        ("seq", 4, 9),
        ("action", 0, "fly"),
        ("action", 2, "dance"),
        ("arrive", 3, points.arrive[3] + 0.1),
        ("leave", 2, points.leave[2] - 50),
        ("arrive_at", 2, points.arrive[2] + 0.1),
        ("above_sea", 2, points.place[2, 2] + 1),
        ("speed", 3, points.speed[3] * 1.05),
    ):
        wrong = with_waypoints(plan, **{column: changed(getattr(points, column), row, value)})
        assert "waypoints" in rules(given, wrong, promise), column
    assert "waypoints" in rules(
        given, with_waypoints(plan, sortie=np.where(points.sortie == 1, 7, points.sortie)), None
    )
    assert "waypoints" in rules(given, with_routes(plan, sortie=np.ones_like(routes.sortie)), None)


def test_a_hover_that_is_too_short_is_found(good):
    given, plan, promise = good
    longer = replace(given, task=replace(given.task, service=replace(given.task.service, hover_time=31.0)))
    assert rules(longer, plan, promise) == {"service"}
    assert any("hovers 30 s over spot p1; 31 s" in violation.says for violation in longer.check(plan, promise))


@pytest.mark.parametrize(("spot", "priority"), [("p0", 3), ("line", 4), ("area", 6), ("pair", 5)])
def test_a_spot_said_to_be_served_but_not_visited_is_found(good, spot, priority):
    given, plan, promise = good
    forgotten = with_waypoints(
        plan, spot=np.where(plan.waypoints.spot_id_id == spot, "", plan.waypoints.spot_id_id).astype(object)
    )
    assert rules(given, forgotten, promise) == {"service", "priority"}
    honest = promise.unserved + priority * (np.array(promise.id) == spot)
    owned_up = replace(promise, unserved=honest, served=promise.served - priority)
    assert rules(given, forgotten, owned_up) == {"priority"}  # the routes still count it


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
def test_a_spot_not_wholly_served_is_found(good, spot, shape):
    given, plan, promise = good
    geometry = changed(promise.geometry, promise.id.index(spot), shape)
    assert "service" in rules(given, plan, replace(promise, geometry=geometry))


def test_a_hole_in_a_swept_area_need_not_be_swept_nor_a_zone(good):
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
    owned_up = replace(promise, geometry=geometry, unserved=promise.unserved + share * (np.arange(7) == area))
    assert "service" not in rules(closed, plan, owned_up)
    within = shapely.box(-905, -290, -695, -200)  # closes the last 10 m of what was swept
    assert "service" in rules(replace(given, zones=np.append(given.zones, within)), plan, promise)


@pytest.mark.parametrize(("corridor", "expected"), [(60.0, set()), (150.0, {"service"})])
def test_a_corridor_wider_than_the_swath_is_not_seen_by_following_its_line(good, corridor, expected):
    given, plan, promise = good
    wide = replace(given, task=replace(given.task, service=replace(given.task.service, corridor=corridor)))
    assert rules(wide, plan, promise) == expected


@pytest.mark.parametrize("spot", ["p0", "line", "area"])
def test_a_spot_counted_twice_is_found(good, spot):
    """All of a sortie that serves the spot, flown again by another drone."""
    given, plan, promise = good
    points, routes = plan.waypoints, plan.routes
    row = np.flatnonzero(points.spot_id == spot)[0]
    again = int(np.flatnonzero((routes.drone == points.drone[row]) & (routes.sortie == points.sortie[row]))[0])
    own = points.of(points.drone[row], points.sortie[row])
    twin = {
        name: np.append(getattr(routes, name), getattr(routes, name)[again])
        for name in set(vars(routes)) - {"drone", "site", "line"}
    }
    copies = {
        name: np.concatenate((getattr(points, name), getattr(points, name)[own]))
        for name in set(vars(points)) - {"drone"}
    }
    both = FlightPlan(
        replace(routes, drone=np.append(routes.drone, 3), site=(*routes.site, routes.site[again]),
                line=(*routes.line, routes.line[again]), **twin),
        replace(points, drone=np.append(points.drone, np.full(len(own), 3)), **copies),
    )  # fmt: skip
    found = rules(given, both, promise)
    assert {"served twice", "priority", "separation"} <= found


def test_a_spot_that_nobody_knows_is_found(good):
    given, plan, promise = good
    spot = plan.waypoints.spot_id_id.copy()
    spot[rows_of(plan, "hover", "p1")] = "unheard of"
    assert {"service", "priority"} <= rules(given, with_waypoints(plan, spot_id=spot), promise)


def test_priorities_that_do_not_add_up_are_found(good):
    given, plan, promise = good
    told = changed(plan.routes.priority, 0, plan.routes.priority[0] + 0.5)
    assert rules(given, with_routes(plan, priority=told), promise) == {"priority"}
    assert rules(given, plan, replace(promise, served=promise.served + 1)) == {"priority"}
    assert "priority" in rules(given, plan, replace(promise, unserved=promise.unserved / 2))
    worth = plan.routes.priority + np.array([1, -1] + [0] * (len(plan.routes) - 2))
    assert rules(given, with_routes(plan, priority=worth), promise) == {"priority"}


def test_cancel_is_heard(good):
    given, plan, promise = good

    def stop(share):
        raise Cancelled

    with pytest.raises(Cancelled):
        check_plan(plan, given.aircraft, given.limits, given.sites, given.zones, None, promise, stop)


def test_an_empty_plan_breaks_no_rule():
    given = replace(village(), aircraft=Aircraft(endurance=40))
    plan, promise = given.layers(given.plan())
    assert len(plan.routes) == 0
    assert given.check(plan, promise) == []


def test_max_agl_holds_over_flat_ground(good):
    given, plan, _ = good
    top = plan.waypoints.alt_agl_m.max()
    for most, expected in ((top + 0.01, set()), (top - 0.01, {"highest height"})):
        limits = replace(given.limits, max_agl=most)
        found = check_plan(plan, given.aircraft, limits, given.sites, given.zones)
        assert {violation.rule for violation in found} == expected


@pytest.mark.parametrize("ids", [("same",) * 7, ("", "", "p2", "p3", "p4", "p5", "p2")])
def test_spots_of_one_name_are_told_apart(ids):
    given = village()
    airspace = given.airspace
    for zones, buffer in ((given.zones, given.buffer), (airspace.zones, 0.0)):
        asked = (given.spots, ids, given.fleet, zones, buffer, given.aircraft, given.task, None)
        assert violations_of(given.plan(), *asked) == []


def test_the_check_shares_nothing_with_the_planner():
    """The check knows itself, the drones it judges, and the ground floor."""
    room = Path(check_plan.__code__.co_filename).parent
    for path in sorted(room.glob("*.py")):
        tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        outside = {node.module for node in tree if isinstance(node, ast.ImportFrom) and node.level > 1}
        assert outside <= {"drones.aircraft", "drones.flight_plan", "progress", "geometry"}, path.name
