"""Whole plans, recomputed from their own vertices by formulas that do not use the planner."""

from dataclasses import replace
from itertools import pairwise
from types import SimpleNamespace

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from small_city import night

from blindspot.engine.airspace.airspace import airspace_around
from blindspot.engine.drones import flight_plan as rules
from blindspot.engine.drones.aircraft import Aircraft
from blindspot.engine.errors import UserError
from blindspot.engine.plan import plan as planning
from blindspot.engine.plan import route_flights as flying
from blindspot.engine.plan.flight import flown
from blindspot.engine.plan.plan import Fleet, Task, plan_sorties
from blindspot.engine.plan.schedule import Separation
from blindspot.engine.plan.stops import Targets, UnservedPart
from blindspot.engine.plan.unserved import merged
from blindspot.engine.solver.orienteering import Solution
from blindspot.engine.solver.search import solve

QUICK = Task(iterations=20)


def power(airspeed):
    """Zeng 2019, implemented independently."""
    induced = 88.63 * np.sqrt(np.sqrt(1 + airspeed**4 / (4 * 4.03**4)) - airspeed**2 / (2 * 4.03**2))
    return 79.86 * (1 + 3 * airspeed**2 / 120**2) + induced + 0.5 * 0.6 * 1.225 * 0.05 * 0.503 * airspeed**3


def energy_of(line, aircraft):
    """J along (m, 4) vertices: the airspeed of each leg follows from its place and time, so does its power."""
    steps = np.diff(line, axis=0)
    seconds = steps[:, 3]
    air = steps[:, :2] / seconds[:, None] - np.array(aircraft.wind.vector)
    return float((power(np.hypot(*air.T)) * seconds).sum() + 2.0 * 9.80665 / 0.7 * np.maximum(steps[:, 2], 0).sum())


@settings(deadline=None, max_examples=12)
@given(st.integers(0, 10_000))
def test_every_sortie_keeps_its_battery_its_airspace_and_its_site(seed):
    spots, fleet, airspace, aircraft = night(seed)
    plan = plan_sorties(spots, fleet, airspace, aircraft, QUICK)
    least = min(power(speed) for speed in np.linspace(0, 30, 3001))
    for sortie in plan.sorties:
        line = sortie.line()
        used = energy_of(line, aircraft)
        assert used == pytest.approx(sortie.energy_wh * 3600, rel=1e-9)
        assert used <= 0.75 * 1200 * least * (1 + 1e-6)
        assert not shapely.intersects(airspace.zones, shapely.LineString(line[:, :2])).any()
        assert np.array_equal(line[[0, -1], :2], fleet.sites[[sortie.site, sortie.site]])
        assert sortie.altitude == 60 + 10 * (sortie.drone - 1)
        assert line[1:-1, 2] == pytest.approx(sortie.altitude)
        assert np.all(np.diff(line[:, 3]) > 0)
    homes = {(sortie.drone, sortie.site) for sortie in plan.sorties}
    assert len(homes) == len({drone for drone, _ in homes})
    served = sum(sortie.priority for sortie in plan.sorties)
    assert served == pytest.approx(plan.served_priority)
    assert served + sum(left.priority for left in plan.unserved) == pytest.approx(plan.total_priority)
    assert plan.served_priority <= plan.upper_bound + 1e-9
    for one in plan.sorties:
        for other in plan.sorties:
            if (one.drone, one.number) < (other.drone, other.number):
                assert_apart(one, other, 120.0)


def assert_apart(one, other, swap):
    first, last = max(one.start, other.start), min(one.end, other.end)
    if one.drone == other.drone:
        assert first >= last + swap - 1e-6
        return
    moments = np.arange(first, last, 0.25)
    gaps = position(one.line(), moments) - position(other.line(), moments)
    # within a quarter of a second two drones in a wind of 3 m/s come at most 7 m closer
    assert not ((np.hypot(*gaps[:, :2].T) < 30 - 7) & (np.abs(gaps[:, 2]) < 10 - 1.5)).any()


def position(line, moments):
    """(n, 3) positions of a drone."""
    return np.stack([np.interp(moments, line[:, 3], line[:, axis]) for axis in range(3)], axis=1)


def test_served_stops_are_visited():
    spots, fleet, airspace, aircraft = night(1)
    plan = plan_sorties(spots, fleet, airspace, aircraft, QUICK)
    for sortie in plan.sorties:
        line = shapely.LineString(sortie.line()[:, :2])
        for spot in sortie.spots:
            assert line.distance(spots.geometry[spot]) < 31


def test_the_same_seed_and_steps_give_the_same_plan():
    one, other = (plan_sorties(*night(2), QUICK) for _ in range(2))
    assert len(one.sorties) == len(other.sorties)
    for a, b in zip(one.sorties, other.sorties, strict=True):
        assert np.array_equal(a.line(), b.line())


def test_the_upper_bound_holds_for_drones_on_the_lowest_layer(monkeypatch):
    """They need the least energy to climb, so the bound must not use the costs of a higher layer."""
    problems = []

    def bound(problem, *_):
        problems.append(problem)
        return SimpleNamespace(value=np.inf, method="none")

    monkeypatch.setattr(planning, "upper_bound", bound)
    for spacing in (0.0, 100.0):
        plan_sorties(*night(2), replace(QUICK, separation=Separation(vertical=spacing)))
    level, layered = problems
    sites = range(level.sites)
    climbs = [[problem.cost[problem.start(site), problem.end(site)] for site in sites] for problem in problems]
    assert climbs[0] == climbs[1]
    assert level.limit == layered.limit


def test_an_unserved_spot_is_named_once_at_its_most_important_part():
    parts = [
        UnservedPart(3, (0.0, 0.0), 1.0, rules.TOO_LARGE),
        UnservedPart(3, (9.0, 9.0), 2.0, rules.TOO_LARGE),
        UnservedPart(3, (5.0, 5.0), 0.5, rules.IN_ZONE),
    ]
    found = {(part.spot, part.reason): part for part in merged(parts)}
    assert len(found) == 2
    assert found[3, rules.TOO_LARGE] == UnservedPart(3, (9.0, 9.0), 3.0, rules.TOO_LARGE)


def test_max_range_holds_along_every_leg():
    spots, fleet, airspace, aircraft = night(3)
    plan = plan_sorties(spots, fleet, airspace, aircraft, replace(QUICK, max_range=1200.0))
    assert plan.sorties
    for sortie in plan.sorties:
        away = np.hypot(*(sortie.line()[:, :2] - fleet.sites[sortie.site]).T)
        assert away.max() <= 1200 + 1e-6
    assert rules.BEYOND_RANGE in {left.reason for left in plan.unserved}


def test_fixed_drones_stay_at_their_sites():
    spots, fleet, airspace, aircraft = night(4)
    plan = plan_sorties(spots, replace(fleet, home=np.array([1, 1, 0])), airspace, aircraft, QUICK)
    assert {sortie.site for sortie in plan.sorties if sortie.drone <= 2} == {1}


def test_absolute_times_begin_at_start():
    plan = plan_sorties(*night(5), replace(QUICK, begins=1.7e9))
    assert min(sortie.start for sortie in plan.sorties) == 1.7e9


def test_with_too_short_an_endurance_all_spots_are_unserved_with_a_reason():
    spots, fleet, airspace, aircraft = night(6, zones=0)
    plan = plan_sorties(spots, fleet, airspace, replace(aircraft, endurance=70), QUICK)
    assert not plan.sorties
    assert {left.reason for left in plan.unserved} <= {rules.OUT_OF_REACH, rules.TOO_LARGE}
    assert plan.upper_bound == 0


def test_a_launch_site_in_a_zone_is_named():
    spots, fleet, _, aircraft = night(7)
    closed = airspace_around([shapely.Point(fleet.sites[1]).buffer(50)])
    with pytest.raises(UserError, match="south"):
        plan_sorties(spots, fleet, closed, aircraft, QUICK)


def test_unknown_ground_is_named():
    spots, fleet, airspace, aircraft = night(8)
    holes = replace(aircraft, ground=lambda x, y: np.where(x > 2000, np.nan, 5.0))
    with pytest.raises(UserError, match="TERRAIN"):
        plan_sorties(spots, fleet, airspace, holes, QUICK)


def test_heights_are_above_the_ground():
    spots, fleet, airspace, aircraft = night(9)

    def hills(x, y):
        return 100 + 0.05 * x + 10 * np.sin(y / 400)

    plan = plan_sorties(spots, fleet, airspace, replace(aircraft, ground=hills), QUICK)
    assert plan.sorties
    for sortie in plan.sorties:
        line = sortie.line()
        for start, end in pairwise(line[1:-1]):
            along = start + np.linspace(0, 1, 30)[:, None] * (end - start)
            assert along[:, 2] - hills(along[:, 0], along[:, 1]) == pytest.approx(sortie.altitude, abs=1.0)
        assert sortie.energy_wh * 3600 <= aircraft.budget


SITE = Fleet(np.array([[0.0, 0]]), ("base",), np.array([-1]))


@pytest.mark.parametrize(
    "shape", [shapely.Point(450, 20), shapely.LineString([(300, 20), (600, 20)]), shapely.box(300, 0, 620, 40)]
)
def test_unknown_ground_under_a_stop_is_named_even_between_its_vertices(shape):
    holes = Aircraft(ground=lambda x, y: np.where((x > 400) & (x < 500) & (y > 1), np.nan, 5.0))
    with pytest.raises(UserError, match=r"TERRAIN.*at x 4\d\d, y \d+ "):
        plan_sorties(Targets(np.array([shape]), np.ones(1)), SITE, airspace_around([]), holes, QUICK)


def test_unknown_ground_on_the_only_path_to_a_stop_is_named():
    strip = Aircraft(ground=lambda x, y: np.where((x > 400) & (x < 500), np.nan, 5.0))
    spots = Targets(np.array([shapely.Point(900, 0)]), np.ones(1))
    with pytest.raises(UserError, match=r"TERRAIN.*between launch site base and a blind spot.*x 4\d\d, y 0 "):
        plan_sorties(spots, SITE, airspace_around([]), strip, QUICK)
    away = Targets(np.array([shapely.Point(90_000, 0)]), np.ones(1))
    plan = plan_sorties(away, SITE, airspace_around([]), strip, QUICK)
    assert [left.reason for left in plan.unserved] == [rules.OUT_OF_REACH]


def test_unknown_ground_between_stops_is_flown_around():
    """Both are in reach of the site in the south; the ground between them is unknown."""
    hole = Aircraft(ground=lambda x, y: np.where((np.abs(x) < 100) & (y > 300), np.nan, 5.0))
    spots = Targets(np.array([shapely.Point(-300, 500), shapely.Point(300, 500)]), np.ones(2))
    plan = plan_sorties(spots, SITE, airspace_around([]), hole, replace(QUICK, seed=1))
    assert all(np.isfinite(sortie.line()).all() for sortie in plan.sorties)
    assert plan.served_priority + sum(left.priority for left in plan.unserved) == 2
    assert plan.served_priority >= 1


def test_a_plan_that_fails_its_check_raises_an_error(monkeypatch):
    spots, fleet, airspace, aircraft = night(1)

    def twice(problem, *_):
        most = int(np.flatnonzero(problem.reachable().any(axis=0))[0])
        return Solution(((most, most),) + ((),) * 5, np.zeros(3, int))

    monkeypatch.setattr(planning, "solve", twice)
    with pytest.raises(UserError, match=r"failed its own check \(A stop is served twice\)\. Nothing was written"):
        plan_sorties(spots, fleet, airspace, aircraft, QUICK)


def test_flights_that_need_more_than_estimated_keep_their_reserve(monkeypatch):
    spots, fleet, airspace, aircraft = night(1)

    def with_more_energy(*given):
        flight = flown(*given)
        return replace(flight, spent=flight.spent * (1 + 0.2 * abs(np.sin(flight.spent))))

    monkeypatch.setattr(flying, "flown", with_more_energy)
    plan = plan_sorties(spots, fleet, airspace, aircraft, QUICK)
    assert plan.sorties
    assert max(sortie.flight.energy for sortie in plan.sorties) <= aircraft.budget * (1 + 1e-9)


def test_a_hole_in_the_ground_that_estimates_miss_is_flown_around_or_named():
    *_, aircraft = night(1)
    gaps = replace(aircraft, ground=lambda x, y: np.where(np.abs(x % 400 - 200) < 2, np.nan, 7.0), ground_spacing=4)
    hover = Targets(np.array([shapely.Point(x, 1000) for x in (900, 1500, 2100, 2700)]), np.ones(4))
    site = Fleet(np.array([[900.0, 900]]), ("base",), np.array([-1]))
    with pytest.raises(UserError, match="TERRAIN has no height"):
        plan_sorties(hover, site, airspace_around([]), gaps, replace(QUICK, iterations=5))


def test_a_plan_that_never_fits_fails_its_own_check(monkeypatch):
    spots, fleet, airspace, aircraft = night(1)
    monkeypatch.setattr(planning, "with_exact_costs", lambda problem, *rest: problem)
    monkeypatch.setattr(flying, "flown", lambda *given: replace(flown(*given), spent=np.full(9, np.nan)))
    with pytest.raises(UserError, match=r"failed its own check .*Please report this"):
        plan_sorties(spots, fleet, airspace, aircraft, QUICK)


def test_an_unknown_priority_is_not_in_the_total():
    spots, fleet, airspace, aircraft = night(1)
    plan = plan_sorties(
        replace(spots, priority=np.append(np.nan, spots.priority[1:])), fleet, airspace, aircraft, QUICK
    )
    assert plan.total_priority == pytest.approx(spots.priority[1:].sum())


def test_every_search_of_a_plan_over_steep_ground_is_repeated():
    """A plan that was limited by time is made again from the stages of its searches. Over cliffs, exact flights need
    more energy than was estimated, so it is searched for several times."""
    spots, fleet, airspace, aircraft = night(3)
    cliffs = replace(aircraft, endurance=2400, ground=lambda x, y: np.where(np.sin(x / 90) > 0.9, 150.0, 0.0))
    task = Task(seconds=0.3, bound_seconds=0.0)
    once = plan_sorties(spots, fleet, airspace, cliffs, task)
    again = plan_sorties(spots, fleet, airspace, cliffs, replace(task, stages=once.stages))
    assert len(once.stages) > 1
    assert again.stages == once.stages
    assert [sortie.spots for sortie in again.sorties] == [sortie.spots for sortie in once.sorties]
    assert all(np.array_equal(a.line(), b.line()) for a, b in zip(once.sorties, again.sorties, strict=True))
    assert plan_sorties(spots, fleet, airspace, cliffs, replace(task, iterations=3)).stages == ()


@pytest.mark.parametrize("steep", [False, True])
def test_searches_and_bound_share_the_time(monkeypatch, steep):
    """With a clock that only the solver moves, by exactly the time that it is given."""
    spots, fleet, airspace, aircraft = night(3)
    if steep:
        ground = {"ground": lambda x, y: np.where(np.sin(x / 90) > 0.9, 150.0, 0.0)}
        aircraft = replace(aircraft, endurance=2400, **ground)
    now, given, left = [100.0], [], []

    def searched(problem, seconds, iterations, *rest):
        now[0] += seconds
        given.append(seconds)
        return solve(problem, seconds, 3, *rest)

    def bound(problem, served, seconds, progress, limit, stages):
        left.append(limit)
        return SimpleNamespace(value=np.inf, method="none", stages=(7,))

    monkeypatch.setattr(planning, "time", SimpleNamespace(perf_counter=lambda: now[0]))
    monkeypatch.setattr(planning, "solve", searched)
    monkeypatch.setattr(planning, "upper_bound", bound)
    plan = plan_sorties(spots, fleet, airspace, aircraft, Task(seconds=9.0))
    assert given[0] == pytest.approx(5.4 if steep else 7.2)
    assert (len(given) > 1) == steep
    assert all(later <= given[0] for later in given)
    assert left[0] > 0
    assert sum(given) + left[0] == pytest.approx(9)
    assert plan.stages[-1] == (7,)
