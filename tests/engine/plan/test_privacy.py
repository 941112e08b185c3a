"""Plans with privacy areas: no stops there, no low flight over them, and no more time than allowed."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
import shapely
from scenarios import village
from small_city import night

from blindspot.engine.airspace.airspace import airspace_around
from blindspot.engine.check.check import check_plan
from blindspot.engine.check.privacy import privacy_violations, seconds_over
from blindspot.engine.check.violation import LaunchSites
from blindspot.engine.drones.aircraft import Aircraft, Wind
from blindspot.engine.drones.flight_plan import GROUND_PATROL, NO_BATTERY_LEFT, NOT_WORTH
from blindspot.engine.plan.as_flight_plan import as_flight_plan, promise_of
from blindspot.engine.plan.fleet import Fleet
from blindspot.engine.plan.plan import plan_sorties
from blindspot.engine.plan.self_check import violations_of
from blindspot.engine.plan.stops import Targets
from blindspot.engine.plan.task import Task
from blindspot.engine.plan.watch_task import WatchTask
from blindspot.engine.zones.privacy import NO_PRIVACY, PrivacyAreas

QUICK = Task(iterations=20, bound_seconds=0.0)
WATCH = WatchTask(4 * 3600.0, 3600.0, 0.0, 5 * 3600.0, 30.0, curve=False)
SITE = np.array([[0.0, 0.0]])
OPEN = airspace_around([])
CALM = Aircraft(endurance=1200, altitude=60.0)


def around(*shapes, buffer=0.0, height=50.0, budget=np.inf):
    return PrivacyAreas.around(np.array(shapes, object), buffer, height, budget)


def planned(shapes, privacy, priority=None, task=QUICK, aircraft=CALM, drones=1, sorties=1, sites=SITE):
    """A plan, without a violation of the check."""
    spots = Targets(np.array(shapes, object), np.ones(len(shapes)) if priority is None else np.array(priority, float))
    fleet = Fleet(sites, tuple("abc"[: len(sites)]), np.full(drones, -1), sorties)
    task = replace(task, privacy=privacy)
    plan = plan_sorties(spots, fleet, OPEN, aircraft, task)
    require_nothing(plan, spots, fleet, OPEN, aircraft, task)
    return plan


def violations(plan, spots, fleet, airspace, aircraft, task):
    ids = [f"s{index}" for index in range(len(spots.priority))]
    flight_plan = as_flight_plan(plan, ids, fleet, aircraft, task, None)
    promise = promise_of(plan, ids, spots, None, task)
    zones = airspace.every, airspace.buffer, aircraft, task, None
    return violations_of(flight_plan, promise, fleet, *zones, clearance=airspace.clearance, closing=airspace.given)


def require_nothing(*args):
    assert [each.message for each in violations(*args)] == []


def path_of(plan):
    return shapely.MultiLineString([sortie.line()[:, :2] for sortie in plan.sorties])


def reasons(plan):
    return {(part.spot, part.reason): part.priority for part in plan.unserved}


# -- stops --------------------------------------------------------------------------------------------------------


def test_nothing_is_hovered_over_at_a_school():
    privacy = around(shapely.box(480, -20, 520, 20), buffer=30.0)
    plan = planned([shapely.Point(500, 40), shapely.Point(500, 60), shapely.Point(300, 0)], privacy, [3, 2, 1])
    assert {spot for sortie in plan.sorties for spot in sortie.spots} == {1, 2}
    assert reasons(plan) == {(0, GROUND_PATROL): 3.0}
    assert plan.privacy.over == 3.0
    assert plan.privacy.lost == 0.0
    assert plan.privacy.spots == 1


def test_a_line_is_followed_up_to_the_area_and_beyond_it():
    line = shapely.LineString([(100, 300), (900, 300)])
    privacy = around(shapely.box(400, 200, 500, 400))
    plan = planned([line], privacy, [8.0])
    followed = [
        sortie.flight.place[at : at + 2, 0]
        for sortie in plan.sorties
        for at, action in enumerate(sortie.flight.action)
        if action == "follow_start"
    ]
    edges = sorted(np.concatenate(followed).tolist())
    assert edges == pytest.approx([100, 399.99, 500.01, 900])
    assert reasons(plan)[0, GROUND_PATROL] == pytest.approx(1.0, abs=1e-3)


def test_a_sweep_is_cut_around_the_area():
    privacy = around(shapely.Point(400, 400), buffer=80.0)
    plan = planned([shapely.box(200, 200, 600, 600)], privacy, [4.0], aircraft=replace(CALM, endurance=2400))
    lost = privacy.union.area / 160_000
    assert reasons(plan) == {(0, GROUND_PATROL): pytest.approx(4 * lost, rel=1e-3)}
    for sortie in plan.sorties:
        swept = [index for index, action in enumerate(sortie.flight.action) if action.startswith("sweep")]
        for one, other in itertools.pairwise(swept):
            if other == one + 1 and sortie.flight.action[other] != "sweep_start":
                leg = shapely.LineString(sortie.flight.place[[one, other]])
                assert not shapely.intersects(leg, privacy.union)


# -- legs ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("height", "crossed"), [(50.0, True), (60.0, True), (61.0, False), (None, False)])
def test_areas_are_crossed_only_high_enough(height, crossed):
    privacy = around(shapely.box(200, -100, 300, 100), height=height)
    plan = planned([shapely.Point(600, 0)], privacy)
    assert shapely.crosses(path_of(plan), privacy.union) == crossed
    assert plan.privacy.seconds == pytest.approx(20.0 if crossed else 0.0)
    assert len(plan.sorties) == 1


def test_over_terrain_the_tolerance_counts():
    privacy = around(shapely.box(200, -100, 300, 100), height=59.5)
    flat = replace(CALM, ground=lambda x, y: np.zeros(np.shape(x)), ground_spacing=30.0, tolerance=1.0)
    assert planned([shapely.Point(600, 0)], privacy).privacy.seconds > 0
    assert planned([shapely.Point(600, 0)], privacy, aircraft=flat).privacy.seconds == 0


def test_without_budget_all_go_around():
    plan = planned([shapely.Point(600, 0)], around(shapely.box(200, -100, 300, 100), budget=0.0))
    assert plan.privacy.seconds == 0
    assert len(plan.sorties) == 1


def test_what_is_enclosed_needs_ground_patrol():
    ring = shapely.Point(600, 0).buffer(200).difference(shapely.Point(600, 0).buffer(100))
    closed = planned([shapely.Point(600, 0), shapely.Point(200, 0)], around(ring, height=None))
    assert reasons(closed) == {(0, GROUND_PATROL): 1.0}
    assert closed.privacy.lost == 1.0
    assert planned([shapely.Point(600, 0), shapely.Point(200, 0)], around(ring)).unserved == ()


@pytest.mark.parametrize("height", [None, 50.0])
def test_from_a_site_inside_of_an_area_drones_leave_by_the_shortest_way(height):
    privacy = around(shapely.box(-40, -200, 200, 200), height=height, budget=600.0)
    plan = planned([shapely.Point(600, 0)], privacy)
    assert len(plan.sorties) == 1
    assert plan.privacy.inside == 1
    counted = seconds_over(plan.sorties[0].line(), privacy.over(SITE))
    assert plan.privacy.seconds == pytest.approx(counted, abs=1e-6)
    assert (counted == 0) == (height is None)
    if height is None:  # west, by the shortest way
        assert shapely.covers(shapely.box(-51, -11, 11, 11), path_of(plan).intersection(privacy.union))


def test_nothing_is_served_on_the_way_out_of_a_site_in_an_area():
    privacy = around(shapely.box(-40, -200, 200, 200), budget=600.0)
    plan = planned([shapely.Point(600, 0), shapely.Point(-20, 0)], privacy)
    assert reasons(plan) == {(1, GROUND_PATROL): 1.0}


# -- the budget ---------------------------------------------------------------------------------------------------


def test_time_over_areas_is_exact_in_wind():
    windy = replace(CALM, wind=Wind(5.0, 270.0))
    plan = planned([shapely.Point(600, 0)], around(shapely.box(200, -2000, 300, 2000)), aircraft=windy)
    assert plan.privacy.seconds == pytest.approx(100 / 15 + 100 / 5)


def test_a_spot_that_the_budget_does_not_reach_needs_ground_patrol():
    """Two spots behind a belt of 100 m, which a drone crosses aslant: 54 s there and back."""
    belt = shapely.box(200, -3000, 300, 3000)
    spots = [shapely.Point(600, -1500), shapely.Point(600, 1500)]
    far = replace(CALM, endurance=900)
    free = planned(spots, around(belt), [1, 2], aircraft=far, drones=2)
    assert free.served_priority == 3
    tight = planned(spots, around(belt, budget=60.0), [1, 2], aircraft=far, drones=2)
    assert tight.served_priority == 2
    assert 50 < tight.privacy.seconds <= 60
    assert reasons(tight) == {(0, GROUND_PATROL): 1.0}
    assert tight.upper_bound >= free.served_priority - 1e-9  # still a bound, of plans without the budget
    assert tight.privacy.short == frozenset({0})
    none = planned(spots, around(belt, budget=1.0), [1, 2], aircraft=far, drones=2)
    assert none.sorties == ()
    assert set(reasons(none)) == {(0, GROUND_PATROL), (1, GROUND_PATROL)}


def test_a_spot_beyond_the_battery_is_not_blamed_on_the_budget():
    belt = shapely.box(200, -3000, 300, 3000)
    plan = planned([shapely.Point(600, 0), shapely.Point(90_000, 0)], around(belt, budget=25.0))
    assert reasons(plan)[1, "out of reach of every launch site on one battery"] == 1.0
    near = [shapely.Point(0, 1900), shapely.Point(0, -1900)]
    plan = planned(near, around(belt, budget=25.0), [1, 2], aircraft=replace(CALM, endurance=760))
    assert reasons(plan) == {(0, NO_BATTERY_LEFT): 1.0}


def best_of_all(spots, priority, area, budget):
    """The most priority of one route that flies straight, by all orders of all spots."""
    best = 0.0
    for size in range(1, len(spots) + 1):
        for order in itertools.permutations(range(len(spots)), size):
            places = np.vstack((SITE, *(spots[index] for index in order), SITE))
            steps = shapely.linestrings(np.stack((places[:-1], places[1:]), axis=1))
            over = shapely.length(shapely.intersection(steps, area)).sum() / CALM.speed
            flying = shapely.length(steps).sum() / CALM.speed * CALM.cruise_power + CALM.hover(60) * size
            if over <= budget and flying <= CALM.budget - CALM.takeoff()[1] - CALM.landing()[1]:
                best = max(best, sum(priority[index] for index in order))
    return best


@pytest.mark.parametrize("seed", range(3))
def test_small_plans_are_as_good_as_brute_force(seed):
    """Five spots, belts that no route can go around, budgets from nothing to enough."""
    rng = np.random.default_rng(seed)
    spots, priority = rng.uniform(-900, 900, (5, 1, 2)), rng.integers(1, 9, 5)
    belts = [shapely.box(x, -9e4, x + 60, 9e4) for x in (-600, -200, 150, 500)]
    spots = spots[~shapely.intersects(shapely.union_all(belts), shapely.points(spots[:, 0]))]
    priority, best = priority[: len(spots)], []
    for budget in (5.0, 13.0, 25.0, 40.0, 1000.0):
        privacy = around(*belts, budget=budget)
        plan = planned(shapely.points(spots[:, 0]), privacy, priority)
        expected = best_of_all(spots, priority, privacy.union, budget)
        assert plan.served_priority == expected
        assert plan.privacy.seconds <= budget + 1e-6
        best.append(plan.served_priority)
    assert best == sorted(best)
    assert best[0] < best[-1]


# -- the same plan, and other plans --------------------------------------------------------------------------------


@pytest.mark.parametrize("watch", [None, WATCH])
def test_without_privacy_nothing_changes(watch):
    """Areas far away, at which nothing lies, leave the plan as it is, to the bit."""
    spots, fleet, airspace, aircraft = night(4)
    task = replace(QUICK, watch=watch)
    far = around(shapely.box(90_000, 90_000, 91_000, 91_000), budget=60.0)
    one = plan_sorties(spots, fleet, airspace, aircraft, task)
    other = plan_sorties(spots, fleet, airspace, aircraft, replace(task, privacy=far))
    assert one.privacy is None
    assert [sortie.line().tolist() for sortie in one.sorties] == [sortie.line().tolist() for sortie in other.sorties]
    assert one.upper_bound == other.upper_bound


@pytest.mark.parametrize("watch", [None, WATCH])
def test_the_same_seed_gives_the_same_plan(watch):
    spots, fleet, airspace, aircraft = night(11)
    task = replace(QUICK, watch=watch, privacy=random_areas(11, fleet.sites, 50.0, 30.0))
    plans = [plan_sorties(spots, fleet, airspace, aircraft, task) for _ in range(2)]
    lines = [[sortie.line().tolist() for sortie in plan.sorties] for plan in plans]
    assert lines[0] == lines[1]
    timed = plan_sorties(spots, fleet, airspace, aircraft, replace(task, iterations=0, seconds=0.6))
    again = plan_sorties(
        spots, fleet, airspace, aircraft, replace(task, iterations=0, seconds=0.6, stages=timed.stages)
    )
    assert [sortie.line().tolist() for sortie in timed.sorties] == [sortie.line().tolist() for sortie in again.sorties]


def random_areas(seed, sites, height, budget, count=14):
    rng, shapes = np.random.default_rng(seed), []
    for index in range(count):
        at = rng.random(2) * 4000
        if index == 4 and seed % 3 == 0:
            at = sites[0] + rng.normal(0, 20, 2)
        if index % 3 == 0:
            shapes.append(shapely.Point(at))
        elif index % 3 == 1:
            shapes.append(shapely.LineString(at + np.cumsum(rng.normal(0, 80, (3, 2)), axis=0)))
        else:
            shapes.append(shapely.box(*(at - rng.uniform(20, 250, 2)), *(at + rng.uniform(20, 250, 2))))
    return around(*shapes, buffer=30.0, height=height, budget=budget)


def hills(x, y):
    return 30 + 20 * np.sin(np.asarray(x) / 150) * np.cos(np.asarray(y) / 120)


@pytest.mark.parametrize("seed", range(18))
def test_the_check_finds_nothing_in_random_plans(seed):
    height, budget = [(50.0, 60.0), (None, np.inf), (80.0, 30.0), (50.0, 0.0), (50.0, 20.0), (50.0, 200.0)][seed % 6]
    spots, fleet, airspace, aircraft = night(seed)
    if seed % 8 == 3:
        aircraft = replace(aircraft, ground=hills, ground_spacing=10.0)
    task = replace(QUICK, iterations=10, watch=WATCH if seed % 2 else None)
    task = replace(task, privacy=random_areas(seed, fleet.sites, height, budget))
    plan = plan_sorties(spots, fleet, airspace, aircraft, task)
    require_nothing(plan, spots, fleet, airspace, aircraft, task)
    over = sum(seconds_over(sortie.line(), task.privacy.over(fleet.sites)) for sortie in plan.sorties)
    assert plan.privacy.seconds == pytest.approx(over, abs=1e-3)
    assert over <= (budget if height == 50 else 0.0) + 1e-3
    lost = sum(part.priority for part in plan.unserved if part.reason == GROUND_PATROL)
    assert plan.privacy.over + plan.privacy.lost == pytest.approx(lost)
    reasons_of_watch = {part.reason for part in plan.unserved}
    assert (NOT_WORTH if task.watch is None else NO_BATTERY_LEFT) not in reasons_of_watch


# -- the check ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def flown():
    """A plan made without privacy areas, and where it hovers."""
    given = village()
    plan = given.plan()
    return given, *given.layers(plan)


def test_the_check_finds_what_a_plan_without_privacy_does(flown):
    given, plan, _ = flown
    sites = LaunchSites(given.fleet.names, given.fleet.sites)
    hover = int(np.flatnonzero(plan.waypoints.action == "hover")[0])
    school = shapely.Point(plan.waypoints.vertex[hover, :2])
    rules = [each.rule for each in privacy_violations(plan, around(school, buffer=10.0), sites)]
    assert rules == ["privacy service"]
    found = privacy_violations(plan, around(school, buffer=10.0, height=None, budget=1.0), sites)
    assert sorted({each.rule for each in found}) == ["privacy budget", "privacy height", "privacy service"]
    assert found[0].seq == plan.waypoints.seq[hover]
    assert privacy_violations(plan, around(school, buffer=10.0, height=None), sites)[-1].drone >= 1
    high = privacy_violations(plan, around(school, buffer=10.0, height=given.aircraft.altitude + 30), sites)
    assert [each.rule for each in high] == ["privacy service", "privacy height"]
    assert high[1].value == pytest.approx(plan.waypoints.alt_agl_m[hover], abs=0.1)
    assert high[1].limit == given.aircraft.altitude + 30
    assert privacy_violations(plan, NO_PRIVACY, sites) == []


def test_the_check_doubts_reasons_without_cause(flown):
    given, plan, promise = flown
    wrong = replace(plan.unserved, reason=np.full(len(plan.unserved), GROUND_PATROL, object))
    assert len(wrong)
    args = given.aircraft, given.limits, LaunchSites(given.fleet.names, given.fleet.sites), given.zones, None, promise
    found = check_plan(replace(plan, unserved=wrong), *args)
    assert "unserved" in {each.rule for each in found}
