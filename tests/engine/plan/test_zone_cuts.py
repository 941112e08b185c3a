"""Plans for corridors and polygons that no-fly zones cut: every one passes the check at once."""

from dataclasses import replace

import pytest
import shapely
from scenarios import Scenario, scenario
from zone_cuts import zone_cut

from blindspot.engine.plan.as_flight_plan import as_flight_plan, promise_of
from blindspot.engine.plan.plan import plan_sorties
from blindspot.engine.plan.self_check import violations_of
from blindspot.engine.plan.watch_task import WatchTask

CORRIDORS, AREAS = range(0, 36, 2), range(1, 37, 2)


@pytest.mark.parametrize("seed", [*CORRIDORS, *AREAS, 114])
def test_no_plan_fails_its_check(seed):
    given = zone_cut(seed)
    plan = given.plan()
    assert given.check(*given.layers(plan)) == []
    _keeps_clear(given, plan)


@pytest.mark.parametrize("seed", [0, 2, 5, 9, 20, 72])
def test_no_plan_for_a_watch_fails_its_check(seed):
    given = zone_cut(seed)
    swath, hour = given.task.service.swath, 3600.0
    watch = WatchTask(4 * hour, hour, 0.0, 5 * hour, swath / 2, curve=False)
    task = replace(given.task, watch=watch, bound_seconds=0.0)
    plan = plan_sorties(given.spots, given.fleet, given.airspace, given.aircraft, task)
    made = as_flight_plan(plan, given.ids, given.fleet, given.aircraft, task, None, given.names)
    promise = promise_of(plan, given.ids, given.spots, given.names, task)
    inputs = given.fleet, given.zones, given.buffer, given.aircraft, task, None
    assert violations_of(made, promise, *inputs, clearance=given.clearance) == []
    _keeps_clear(given, plan)


def test_most_of_these_cases_fly_through_what_zones_leave():
    """The family is worth something only if plans serve parts of spots that zones cut."""
    cut = flown = tight = 0
    for seed in range(24):
        given = zone_cut(seed)
        plan = given.plan()
        cut += any(left.reason == "inside a no-fly zone" for left in plan.unserved)
        flown += bool(plan.sorties)
        tight += bool(plan.sorties) and len(given.airspace.tight) > 0
    assert cut >= 20
    assert flown >= 16
    assert tight >= 2


@pytest.mark.parametrize("seed", range(6))
def test_places_of_unserved_parts_are_on_their_spots(seed):
    for given in (zone_cut(seed), scenario(seed)):
        corridor = given.task.service.corridor or 0
        for left in given.plan().unserved:
            spot = given.spots.geometry[left.spot]
            if shapely.get_dimensions(spot) == 1 and corridor > given.task.service.swath:
                spot = shapely.buffer(spot, corridor / 2, cap_style="flat")
            assert shapely.distance(spot, shapely.Point(left.place)) < 1e-6


def _keeps_clear(given: Scenario, plan) -> None:
    """Measures the distance to the zones apart from the check: the buffer everywhere, the clearance away from sites
    that are nearer to a zone."""
    zones = shapely.union_all(given.zones)
    near = shapely.points(given.airspace.tight)
    for sortie in plan.sorties:
        path = shapely.LineString(sortie.flight.place)
        assert shapely.distance(path, zones) > given.buffer - 1e-3
        away = shapely.difference(path, shapely.union_all(shapely.buffer(near, 2 * given.clearance, quad_segs=32)))
        assert away.is_empty or shapely.distance(away, zones) > max(given.buffer, given.clearance) - 1e-3
