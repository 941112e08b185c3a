"""The check of a plan as its layers hold it: disagreeing heights, another battery, several rally points."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from blindspot.engine.check.flight_area import FlightArea
from blindspot.engine.check.keep_out import as_zones
from blindspot.engine.check.moved import ROUTES
from blindspot.engine.check.names import sortie_spot_violations
from blindspot.engine.check.preflight import Rules, above_sea, checked_plan, is_above_sea, with_battery
from blindspot.engine.check.returning import worst_return
from blindspot.engine.check.violation import Terrain
from blindspot.engine.drones.aircraft import Aircraft
from blindspot.engine.drones.flight_plan import spots_in_order
from blindspot.engine.zones.zones import AMSL


@pytest.fixture
def rules(good):
    given = good[0]
    return Rules(given.aircraft, given.limits, given.sites, as_zones(given.zones), given.terrain)


def lifted(plan, metres, part):
    """The plan with Z of its routes, its waypoints or both shifted."""
    shift = np.array([0, 0, metres, 0])
    if part != "waypoints":
        lines = tuple(line + shift for line in plan.routes.line)
        plan = replace(plan, routes=replace(plan.routes, line=lines))
    if part != "routes":
        plan = replace(plan, waypoints=replace(plan.waypoints, vertex=plan.waypoints.vertex + shift))
    return plan


@pytest.mark.parametrize("part", ["routes", "waypoints", "both"])
@pytest.mark.parametrize("counts", [None, ROUTES])
def test_heights_that_disagree_are_not_repaired_silently(good, rules, part, counts):
    plan = good[1]
    assert checked_plan(plan, rules).violations == []
    edited = counts and {(int(d), int(s)): counts for d, s in zip(plan.routes.drone, plan.routes.sortie, strict=True)}
    found = {one.rule for one in checked_plan(lifted(plan, 90.0, part), rules, edited).violations}
    assert "waypoints" in found
    assert part == "routes" or "z_ref" in found


def test_a_plan_without_terrain_is_checked_over_one(good, rules):
    plan = good[1]
    assert not is_above_sea(plan)
    level = Terrain(lambda x, y: 200 + 0 * x, 10.0)
    found = checked_plan(plan, replace(rules, terrain=level))
    assert found.violations == []
    assert is_above_sea(found.moved.plan)
    assert found.moved.plan.routes.line[0][0, 2] == 200
    ridge = Terrain(lambda x, y: np.where(np.abs(x - plan.waypoints.vertex[2, 0]) < 30, 50.0, 0.0), 10.0)
    rough = {one.rule for one in checked_plan(plan, replace(rules, terrain=ridge)).violations}
    assert {"terrain", "lowest height"} <= rough <= {"terrain", "lowest height"}
    assert (above_sea(plan, level).waypoints.alt_amsl_m == plan.waypoints.vertex[:, 2] + 200).all()


@pytest.mark.parametrize(("lower", "there"), [(240.0, True), (5000.0, False)])
def test_over_terrain_limits_above_sea_level_count_also_for_a_plan_made_without(good, rules, lower, there):
    plan, level = good[1], Terrain(lambda x, y: 200 + 0 * x, 10.0)
    everywhere = shapely.box(-9000, -9000, 9000, 9000)
    zone = replace(as_zones([everywhere]), lower=np.array([lower]), lower_ref=np.array([AMSL], object))
    found = checked_plan(plan, replace(rules, terrain=level, zones=zone))
    assert {one.rule for one in found.violations} == ({"no-fly zone"} if there else set())


def test_figures_of_another_battery_are_not_wrong_ones(good, rules):
    plan, weaker = good[1], replace(rules.aircraft, endurance=rules.aircraft.endurance * 0.9, reserve=0.0)
    assert {one.rule for one in checked_plan(plan, replace(rules, aircraft=weaker)).violations} == {"energy"}
    own = with_battery(plan, weaker, rules.sites)
    assert checked_plan(own, replace(rules, aircraft=weaker)).violations == []
    assert (own.routes.left_pct < plan.routes.left_pct).all()


def test_a_return_ends_at_the_nearest_rally_point():
    aircraft = Aircraft()
    line = np.array([[0.0, 0, 0, 0], [0, 0, 60, 20], [3000, 0, 60, 320], [0, 0, 60, 620], [0, 0, 0, 650]])
    near, far = [0.0, -500.0], [0.0, -4000.0]
    both, one = (worst_return(line, aircraft, FlightArea(rally=np.array(some))) for some in ([far, near], [near]))
    assert both.left == one.left
    assert both.rally == 1
    assert worst_return(line, aircraft, FlightArea(rally=np.array([far]))).left < one.left - 10


def test_lists_of_spots_agree_with_the_waypoints(good):
    plan = good[1]
    assert sortie_spot_violations(plan) == []
    first = next(row for row, text in enumerate(plan.routes.spots) if text)
    for text in ("another place", f"{plan.routes.spots[first]}; and the town hall of the next village"):
        spots = plan.routes.spots.copy()
        spots[first] = text
        found = sortie_spot_violations(replace(plan, routes=replace(plan.routes, spots=spots)))
        assert [one.rule for one in found] == ["spot names"]
        assert isinstance(found[0].where, shapely.Point)


def test_long_lists_of_spots_agree_with_the_waypoints(good):
    names = [f"place {letter * 3}" for letter in "abcdefgh"]
    plan = good[1]
    own = plan.waypoints.of(plan.routes.drone[0], plan.routes.sortie[0])
    spot, name = plan.waypoints.spot_id.copy(), plan.waypoints.spot_name.copy()
    spot[own], name[own] = None, None
    at = own[np.arange(len(names)) % len(own)] if len(own) < len(names) else own[: len(names)]
    names = names[: len(set(at.tolist()))]
    assert len(names) > 5
    spot[at], name[at] = names, names
    points = replace(plan.waypoints, spot_id=spot, spot_name=name)
    for text, sound in (
        (spots_in_order(names), True),
        (f"{'、'.join(names[:5])} 等另外 {len(names) - 5} 个", True),
        (f"{'; '.join(names[:5])} and {len(names) - 4} more", False),
        (f"{'; '.join(names[1:5])}; {names[0]} and {len(names) - 5} more", False),
        ("edited", False),
    ):
        spots = plan.routes.spots.copy()
        spots[0] = text
        found = sortie_spot_violations(replace(plan, routes=replace(plan.routes, spots=spots), waypoints=points))
        assert [one.sortie for one in found if one.drone == plan.routes.drone[0]] == [1] * (not sound), text


def test_one_spot_has_one_name(good):
    plan = good[1]
    rows = np.flatnonzero([spot is not None for spot in plan.waypoints.spot_id])
    same = [row for row in rows if (plan.waypoints.spot_id == plan.waypoints.spot_id[row]).sum() > 1]
    for row in (same[-1], np.flatnonzero([spot is None for spot in plan.waypoints.spot_id])[0]):
        name = plan.waypoints.spot_name.copy()
        name[row] = "the town hall"
        found = sortie_spot_violations(replace(plan, waypoints=replace(plan.waypoints, spot_name=name)))
        assert found[0].rule == "spot names"
        assert "the town hall" in found[0].message


@pytest.mark.parametrize("field", ["duration_s", "distance_m", "energy_wh", "left_pct", "spots"])
def test_a_value_that_one_sortie_lacks_is_missed(good, rules, field):
    plan = good[1]
    column = getattr(plan.routes, field).copy()
    assert len(column) > 1
    column[1] = None if column.dtype == object else np.nan
    found = checked_plan(replace(plan, routes=replace(plan.routes, **{field: column})), rules).violations
    assert [(one.rule, one.drone, one.sortie) for one in found] == [
        ("nulls", int(plan.routes.drone[1]), int(plan.routes.sortie[1]))
    ]
    column[:] = None if column.dtype == object else np.nan
    assert checked_plan(replace(plan, routes=replace(plan.routes, **{field: column})), rules).violations == []
