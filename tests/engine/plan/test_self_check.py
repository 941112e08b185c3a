"""A plan as a flight plan, and the error for one that breaks a rule."""

from dataclasses import replace

import numpy as np
import pytest
from scenarios import village

from blindspot.engine.airspace.airspace import airspace_around
from blindspot.engine.errors import UserError
from blindspot.engine.plan.plan import plan_sorties
from blindspot.engine.plan.self_check import checked_flight_plan, require_sound, violations_of

START = 1.8e9


@pytest.fixture(scope="module")
def made():
    """The village with a START, its plan, its flight plan, and the promise."""
    given = village()
    given = replace(given, start=START, task=replace(given.task, begins=START))
    plan = given.plan()
    return given, plan, *given.layers(plan)


def inputs_of(given, start=START):
    return given.fleet, given.zones, given.buffer, given.aircraft, given.task, start


def test_the_flight_plan_is_the_plan(made):
    given, plan, flight_plan, promise = made
    routes, points = flight_plan.routes, flight_plan.waypoints
    assert len(routes) == len(plan.sorties)
    for row, sortie in enumerate(plan.sorties):
        own = points.of(sortie.drone, sortie.number)
        assert (routes.drone[row], routes.sortie[row]) == (sortie.drone, sortie.number)
        assert routes.launch_site[row] == given.fleet.names[sortie.site]
        assert routes.start[row] == pytest.approx(sortie.start, abs=5e-4)
        assert routes.end[row] == pytest.approx(sortie.end, abs=5e-4)
        assert routes.energy_wh[row] * 3600 == pytest.approx(sortie.flight.energy)
        assert routes.left_pct[row] == pytest.approx(100 - 100 * sortie.flight.energy / (70 * 3600))
        assert routes.priority[row] == sortie.priority
        assert points.seq[own].tolist() == list(range(1, len(own) + 1))
        assert points.arrive_s[own] + START == pytest.approx(points.vertex[own, 3], abs=1e-6)
        assert points.departure[own] - points.arrival[own] == pytest.approx(
            sortie.flight.leave - sortie.flight.arrive, abs=1e-6
        )
        served = {given.ids[spot] for spot in sortie.spots}
        assert set(points.spot_id[own]) == served | {None}
    assert (points.spot_id == np.array([*given.ids, None])[promise.served_at]).all()
    assert np.isnan(points.alt_amsl_m).all()
    assert set(routes.z_ref) == {"launch site"}
    assert [given.ids[left.spot] for left in plan.unserved] == flight_plan.unserved.spot_id.tolist()
    assert [left.place for left in plan.unserved] == [tuple(place) for place in flight_plan.unserved.place]


def test_a_good_plan_is_sound_and_a_bad_one_an_error(made):
    given, _, plan, promise = made
    require_sound(plan, promise, *inputs_of(given))
    wrong = replace(plan, routes=replace(plan.routes, energy_wh=1.001 * plan.routes.energy_wh))
    with pytest.raises(UserError, match=r"failed its own check .*Wh.*; and \d+ more.* Nothing was written"):
        require_sound(wrong, promise, *inputs_of(given))


def test_the_check_measures_the_distance_to_the_zones_themselves(made):
    """A planner that forgets NO_FLY_BUFFER is noticed, although its own zones then lack the buffer too."""
    given, plan, _, _ = made

    def checked(plan, airspace):
        inputs = given.spots, given.fleet, airspace, given.aircraft, given.task, START
        return checked_flight_plan(plan, given.ids, *inputs)

    assert len(checked(plan, given.airspace).routes) == len(plan.sorties)
    forgotten = replace(given.airspace, zones=airspace_around(given.zones).zones)
    plan = plan_sorties(given.spots, given.fleet, forgotten, given.aircraft, replace(given.task, bound_seconds=0))
    with pytest.raises(UserError, match=r"failed its own check .* m from a no-fly zone; the minimum is 20 m"):
        checked(plan, forgotten)


def test_wrong_nulls_are_reported_alone(made):
    given, _, plan, promise = made
    lost = replace(plan, waypoints=replace(plan.waypoints, vertex=plan.waypoints.vertex * np.nan))
    messages = [violation.message for violation in violations_of(lost, promise, *inputs_of(given))]
    assert messages == ["WAYPOINTS has a row without a value of vertex."]
    undated = violations_of(plan, promise, *inputs_of(given, start=None))
    assert {violation.rule for violation in undated} == {"nulls"}
    assert [violation.message.split()[-1] for violation in undated] == ["start.", "end.", "arrive.", "leave."]
