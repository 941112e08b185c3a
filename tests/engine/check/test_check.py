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
from planted import by_name, changed, rules, with_line, with_routes, with_waypoints
from scenarios import scenario, village

from blindspot.engine.check.battery import energy_along, full_battery
from blindspot.engine.check.check import check_plan
from blindspot.engine.drones.aircraft import Aircraft, Wind
from blindspot.engine.plan.self_check import violations_of
from blindspot.engine.progress import Cancelled

SEEDS = int(os.environ.get("BLINDSPOT_SCENARIOS", "12"))
"""How many scenarios are planned and checked: BLINDSPOT_SCENARIOS=200 scripts/test tests/engine/check"""


# -- good plans ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(SEEDS))
def test_plans_break_no_rule(seed):
    given = scenario(seed)
    assert given.check(*given.layers(given.plan())) == []


# -- planted faults --------------------------------------------------------------------------------------------------


def test_the_village_breaks_no_rule_and_has_every_kind_of_stop(good):
    given, plan, promise = good
    assert rules(given, plan, promise) == set()
    assert set(plan.routes.drone) == {1, 2}
    assert set(plan.waypoints.spot_id) == {None, "p0", "p1", "pair", "line", "area", "p5"}
    assert (plan.unserved.spot_id.tolist(), plan.unserved.priority.tolist()) == (["far"], [9])
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
def test_a_wrong_energy_is_found(good, column):
    given, plan, promise = good
    wrong = changed(getattr(plan.routes, column), 1, 1.05 * getattr(plan.routes, column)[1])
    assert rules(given, with_routes(plan, **{column: wrong}), promise) == {"energy"}


@pytest.mark.parametrize("column", ["duration_s", "distance_m", "altitude_m", "swath_m"])
def test_wrong_figures_are_found(good, column):
    given, plan, promise = good
    wrong = changed(getattr(plan.routes, column), 0, 1.01 * getattr(plan.routes, column)[0])
    assert rules(given, with_routes(plan, **{column: wrong}), promise) == {column}


def test_wrong_start_and_end_are_found():
    given = replace(village(), start=0.0)
    plan, promise = given.layers(given.plan())
    start, end = plan.routes.start, plan.routes.end
    assert rules(given, plan, promise) == set()
    assert rules(given, with_routes(plan, start=start + 1), promise) == {"start"}
    assert rules(given, with_routes(plan, end=end - 1), promise) == {"end"}
    later = replace(given, task=replace(given.task, begins=60.0))
    assert rules(later, plan, promise) == {"start"}


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
    assert {"separation", "pad time"} <= rules(given, with_line(plan, other, line), None)
    wide = replace(given.task, separation=replace(given.task.separation, horizontal=1e5, pad_time=0.0))
    found = replace(given, task=wide).check(plan)
    assert {violation.rule for violation in found} == {"separation"}


def test_movements_too_soon_after_each_other_are_found(good):
    given, plan, promise = good
    longer = replace(given.task, separation=replace(given.task.separation, horizontal=100.0, pad_time=1e5))
    assert "pad time" in rules(replace(given, task=longer), plan, promise)
    own_sites = replace(given.task, separation=replace(given.task.separation, pad_time=1e5))
    assert rules(replace(given, task=own_sites), plan, promise) == set()  # two sites, of one drone each


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


def test_times_that_do_not_increase_are_found(good):
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
    names = changed(plan.routes.launch_site, 0, "nowhere")
    assert "launch site" in rules(given, with_routes(plan, launch_site=names), promise)
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


def test_waypoints_that_differ_from_the_route_are_found(good):
    given, plan, promise = good
    points, routes = plan.waypoints, plan.routes
    for column, row, value in (
        ("vertex", 3, points.vertex[3] + [0, 0.01, 0, 0]),
        ("vertex", 3, points.vertex[3] + [0, 0, 0, 0.1]),
        ("seq", 4, 9),
        ("action", 0, "fly"),
        ("action", 2, "dance"),
        ("action", 2, "land"),
        ("arrive_s", 3, points.arrive_s[3] + 0.1),
        ("leave_s", 2, points.leave_s[2] - 50),
        ("alt_agl_m", 0, 1.0),
        ("speed_ms", 3, points.speed_ms[3] * 1.01),
        ("speed_ms", 0, 1.0),
    ):
        wrong = with_waypoints(plan, **{column: changed(getattr(points, column), row, value)})
        assert "waypoints" in rules(given, wrong, promise), column
    assert "waypoints" in rules(
        given, with_waypoints(plan, sortie=np.where(points.sortie == 1, 7, points.sortie)), None
    )
    assert "waypoints" in rules(given, with_routes(plan, sortie=np.ones_like(routes.sortie)), None)


def test_a_service_whose_spot_changes_midway_is_found(good):
    given, plan, promise = good
    row = np.flatnonzero(plan.waypoints.action == "sweep")[0]
    other = with_waypoints(plan, spot_id=changed(plan.waypoints.spot_id, row, "p0"))
    assert rules(given, other, by_name(promise)) == {"waypoints"}


def test_a_take_off_half_a_metre_above_the_ground_is_found(good):
    """In the line and the waypoints alike."""
    given, plan, promise = good
    row = int(plan.waypoints.of(plan.routes.drone[0], plan.routes.sortie[0])[0])
    raised = with_line(plan, 0, changed(plan.routes.line[0], (0, 2), 0.5))
    raised = with_waypoints(
        raised,
        vertex=changed(plan.waypoints.vertex, (row, 2), 0.5),
        alt_agl_m=changed(plan.waypoints.alt_agl_m, row, 0.5),
    )
    found = [violation for violation in given.check(raised, promise) if violation.rule == "waypoints"]
    assert ["alt_agl_m" in violation.message for violation in found] == [True]


def test_it_can_be_cancelled(good):
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
def test_spots_with_the_same_id_are_distinguished(ids):
    given = village()
    airspace = given.airspace
    plan, promise = replace(given, ids=ids).layers(given.plan())
    for zones, buffer in ((given.zones, given.buffer), (airspace.zones, 0.0)):
        inputs = (given.fleet, zones, buffer, given.aircraft, given.task, None)
        assert violations_of(plan, promise, *inputs) == []
        other = replace(promise, served_at=np.where(promise.served_at == 0, 1, promise.served_at))
        assert "service" in {violation.rule for violation in violations_of(plan, other, *inputs)}


def test_the_check_shares_nothing_with_the_planner():
    """The check imports only itself, the drones package and the base modules."""
    room = Path(check_plan.__code__.co_filename).parent
    for path in sorted(room.glob("*.py")):
        tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        outside = {node.module for node in tree if isinstance(node, ast.ImportFrom) and node.level > 1}
        assert outside <= {
            "drones.aircraft",
            "drones.flight_plan",
            "drones.vertical_legs",
            "zones.privacy",
            "zones.zones",
            "progress",
            "geometry",
            "language",
        }, path.name
