"""The watch problem: its check finds every broken rule, and what is closed is what the moments say."""

from dataclasses import replace

import numpy as np
import pytest
from small_watch import HOUR, summed, watch_problem

from blindspot.engine.solver.greedy_waves import GRID, greedy_waves
from blindspot.engine.solver.launch_times import with_best_launches
from blindspot.engine.solver.orienteering import Solution
from blindspot.engine.solver.repeated_wave import repeated_wave
from blindspot.engine.solver.search import solve
from blindspot.engine.solver.watch import WatchSolution, check, closed_priority, route_times, visits_of

PROBLEM = watch_problem(3, drones=2, sorties=2, sites=2, fixed=True)
GOOD = WatchSolution(((0,), (1, 2), (3,), ()), np.array([HOUR, 3 * HOUR, HOUR, np.nan]), np.array([0, 1]))


def test_a_sound_solution_passes():
    check(PROBLEM, GOOD)


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"routes": ((0,), (1, 2), (3,))}, "number of drones or routes"),
        ({"home": np.array([1, 0])}, "another launch site"),
        ({"routes": ((0,), (1, 2), (), (3,)), "launch": np.array([HOUR, 3 * HOUR, np.nan, HOUR])}, "empty one"),
        ({"routes": ((0, 1, 0), (1, 2), (3,), ())}, "twice"),
        ({"routes": (tuple(range(6)), (1, 2), (3,), ())}, "more than"),
        ({"launch": np.array([-10.0, 3 * HOUR, HOUR, np.nan])}, "outside the hours"),
        ({"launch": np.array([HOUR, 9 * HOUR, HOUR, np.nan])}, "outside the hours"),
        ({"launch": np.array([HOUR, 1.05 * HOUR, HOUR, np.nan])}, "before its drone is ready"),
    ],
)
def test_each_broken_rule_is_found(wrong, rule):
    problem = replace(PROBLEM, routing=replace(PROBLEM.routing, limit=900.0 if rule == "more than" else 4000.0))
    with pytest.raises(ValueError, match=rule):
        check(problem, replace(GOOD, **wrong))


def test_a_stop_that_the_site_may_not_serve_is_found():
    reach = np.ones((2, 6), bool)
    reach[1, 3] = False
    with pytest.raises(ValueError, match="may not"):
        check(replace(PROBLEM, routing=replace(PROBLEM.routing, reach=reach)), GOOD)


def test_times_of_a_route():
    times = route_times(PROBLEM, 0, (1, 2))
    start, end, cost = PROBLEM.routing.start(0), PROBLEM.routing.end(0), PROBLEM.duration
    assert times.tolist() == np.cumsum([cost[start, 1], cost[1, 2], cost[2, end]]).tolist()
    visits = visits_of(PROBLEM, GOOD)
    own = visits.route == 1
    assert visits.stop[own].tolist() == [1, 2]
    assert visits.first[own] == pytest.approx(3 * HOUR + times[:2] - 70)
    assert visits.last[own] == pytest.approx(3 * HOUR + times[:2] + 10)


@pytest.mark.parametrize("more", [{}, {"exposure": 0.8}, {"cycle": 4 * HOUR}])
def test_closed_as_the_moments_say(more):
    problem = watch_problem(5, drones=2, sorties=2, sites=2, fixed=True, **more)
    total = problem.unseen.sum()
    assert closed_priority(problem, GOOD) == pytest.approx(summed(problem, GOOD), abs=2e-3 * total)


def test_the_repeated_wave_is_the_best_of_its_launch_times():
    problem = watch_problem(7, stops=4, sorties=3)
    found = repeated_wave(problem, ((0, 1),), np.array([0]))
    check(problem, found)
    assert all(route in ((0, 1), ()) for route in found.routes)
    value = closed_priority(problem, found)
    for first in np.linspace(0, 2 * HOUR, 9):
        own = WatchSolution(((0, 1),) * 3, first + HOUR * np.arange(3), np.array([0]))
        assert closed_priority(problem, own) <= value * 1.02


@pytest.mark.parametrize("more", [{}, {"exposure": 0.8}, {"cycle": 4 * HOUR, "latest": 4 * HOUR}])
def test_launches_are_moved_to_the_best_times(more):
    problem = watch_problem(5, drones=2, sorties=2, sites=2, fixed=True, **more)
    found = with_best_launches(problem, GOOD)
    check(problem, found)
    value = closed_priority(problem, found)
    assert value > closed_priority(problem, GOOD)
    for index in (0, 1, 2):  # no other time for a single route is better
        for time in np.linspace(problem.earliest, problem.latest, 150):
            other = replace(found, launch=np.where(np.arange(4) == index, time, found.launch))
            try:
                check(problem, other)
            except ValueError:
                continue
            assert closed_priority(problem, other) <= value * 1.001


@pytest.mark.parametrize("more", [{}, {"exposure": 0.8}, {"earliest": HOUR, "latest": 1.3 * HOUR}])
@pytest.mark.parametrize("seed", range(3))
def test_greedy_waves_keep_the_rules_and_each_adds_to_what_is_closed(seed, more):
    problem = watch_problem(seed, stops=9, drones=2, sorties=3, sites=2, **more)
    first = solve(replace(problem.routing, sorties=1), iterations=20, seed=seed)
    found = greedy_waves(problem, first, lambda one, number: solve(one, iterations=20, seed=number))
    check(problem, found)
    flown = [index for index, route in enumerate(found.routes) if route]
    assert flown
    total = closed_priority(problem, found)
    for index in flown:
        others = tuple(route if other < index else () for other, route in enumerate(found.routes))
        some = replace(found, routes=others)
        assert closed_priority(problem, some) < total
    if not more:  # in a watch of four hours there is room for three waves
        assert len(flown) == 6
        assert total > closed_priority(problem, repeated_wave(problem, first.routes, first.home, 1))


def test_the_check_allows_what_the_rules_just_allow():
    problem = replace(PROBLEM, earliest=0.5 * HOUR, latest=3 * HOUR)
    landed = HOUR + route_times(problem, 0, (0,))[-1]
    for first, second, allowed in [
        (HOUR, landed + problem.swap, True),
        (HOUR, landed + problem.swap - 1, False),
        (HOUR, 3 * HOUR, True),
        (HOUR, 3 * HOUR + 1, False),
        (0.5 * HOUR, 3 * HOUR, True),
        (0.5 * HOUR - 1, 3 * HOUR, False),
    ]:
        one = replace(GOOD, launch=np.array([first, second, HOUR, np.nan]))
        if allowed:
            check(problem, one)
        else:
            with pytest.raises(ValueError, match="takes off"):
                check(problem, one)


def test_a_repeated_wave_fills_hours_that_are_too_short_for_intervals_of_the_revisit_interval():
    """Three visits in three hours, each of which closes 1.6 h: together all from the first one on."""
    hours = {"earliest": 2 * HOUR, "latest": 5 * HOUR, "revisit": 1.6 * HOUR, "watch": 8 * HOUR}
    problem = watch_problem(1, stops=1, sorties=3, **hours)
    problem = replace(problem, unseen=np.ones((1, 8)) / 8)
    found = repeated_wave(problem, ((0,),), np.array([0]))
    check(problem, found)
    assert closed_priority(problem, found) == pytest.approx((3 * HOUR + 1.6 * HOUR + 80) / (8 * HOUR))
    once = repeated_wave(problem, ((0,),), np.array([0]), 1)
    assert problem.earliest <= once.launch[0] <= problem.latest
    assert closed_priority(problem, once) == pytest.approx((1.6 * HOUR + 80) / (8 * HOUR))


def test_a_repeated_wave_waits_for_the_swap_of_batteries():
    problem = watch_problem(7, stops=4, sorties=4, revisit=300.0)
    found = repeated_wave(problem, ((0, 1, 2),), np.array([0]))
    check(problem, found)
    assert all(found.routes)  # visits that do not overlap close more, however often


def test_a_greedy_wave_is_launched_when_the_best_stops_gain_most():
    """The first stop is open from 2:00 to 2:30 alone, so it is visited from 2:30 on, in the middle of a long sortie."""
    problem = watch_problem(1, stops=3, sorties=1)
    unseen = np.full((3, 8), 0.01)
    unseen[0, 4], unseen[1:, 7] = 10.0, 0.1
    problem = replace(problem, unseen=unseen, duration=problem.duration * 6)
    first = Solution(((0,),), np.array([0]))
    found = greedy_waves(problem, first, lambda one, number: first)
    middle = found.launch[0] + route_times(problem, 0, (0,))[-1] / 2
    assert 2.5 * HOUR <= middle <= 2.5 * HOUR + GRID


@pytest.mark.parametrize("seed", range(10))
def test_greedy_waves_of_any_length_keep_the_rules(seed):
    random = np.random.default_rng(seed)
    problem = watch_problem(seed, stops=9, drones=2, sorties=4, limit=1e5, revisit=900.0, latest=3 * HOUR)

    def any_wave(one=None, number=0):
        routes = [tuple(random.permutation(9)[: random.integers(0, 9)].tolist()) for _ in range(2)]
        return Solution(tuple(routes), np.array([0, 0]))

    check(problem, greedy_waves(problem, any_wave(), any_wave))


@pytest.mark.parametrize("seed", range(8))
def test_launches_that_follow_each_other_closely_keep_the_rules(seed):
    random = np.random.default_rng(seed)
    problem = watch_problem(seed, stops=9, drones=2, sorties=3, limit=1e5, latest=5 * HOUR)
    routes, launch = [], []
    for _ in range(2):
        ready = random.uniform(0, 0.5 * HOUR)
        for number in range(3):
            route = tuple(random.permutation(9)[: random.integers(3, 8)].tolist()) if number < 2 or seed % 2 else ()
            routes.append(route)
            launch.append(ready if route else np.nan)
            ready += route_times(problem, 0, route)[-1] + problem.swap + random.uniform(0, 300)
    before = WatchSolution(tuple(routes), np.array(launch), np.array([0, 0]))
    check(problem, before)
    found = with_best_launches(problem, before)
    check(problem, found)
    assert closed_priority(problem, found) >= closed_priority(problem, before)


@pytest.mark.parametrize("seed", range(4))
def test_greedy_waves_of_one_length_take_off_when_they_were_planned_to(seed):
    problem = watch_problem(seed, stops=4, drones=2, sorties=4, revisit=900.0)
    wave = Solution(((0, 1), (2,)), np.array([0, 0]))
    found = greedy_waves(problem, wave, lambda one, number: wave)
    launch = found.launch.reshape(2, -1)
    assert (launch % GRID == 0).all()
    assert launch[0].tolist() == launch[1].tolist() == np.sort(launch[0]).tolist()
