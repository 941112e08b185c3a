"""The search for a watch: sound, repeatable, never below its start, as good as brute force on small cases."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from small_watch import HOUR, watch_problem

from blindspot.engine.progress import Cancelled
from blindspot.engine.solver.repeated_wave import repeated_wave
from blindspot.engine.solver.search import solve
from blindspot.engine.solver.watch import WatchSolution, check, closed_priority, visits_of
from blindspot.engine.solver.watch_batch import WatchArrays, WatchBatch
from blindspot.engine.solver.watch_search import solve_watch

SCENARIOS = [
    {},
    {"drones": 2, "sorties": 3, "sites": 2},
    {"drones": 3, "sorties": 1, "sites": 2, "fixed": True},
    {"ways": 3, "stops": 8},
    {"exposure": 0.7},
    {"cycle": 4 * HOUR, "latest": 4 * HOUR},
    {"earliest": HOUR, "latest": 1.2 * HOUR, "sorties": 4},
    {"earliest": HOUR, "latest": HOUR, "sorties": 3},
    {"limit": 200.0},
    {"limit": 1e5, "drones": 2},
]


@pytest.mark.parametrize("more", SCENARIOS)
@pytest.mark.parametrize("seed", [0, 1])
def test_sound_and_never_below_the_repeated_wave(more, seed):
    problem = watch_problem(seed, **more)
    wave = solve(replace(problem.routing, sorties=1), iterations=20, seed=seed)
    least = closed_priority(problem, repeated_wave(problem, wave.routes, wave.home))
    found = solve_watch(problem, iterations=120, seed=seed)
    for one in found:
        check(problem, one)
    values = [closed_priority(problem, one) for one in found]
    assert values == sorted(values, reverse=True)
    assert values[0] >= least * (1 - 1e-9)


def brute(problem, steps: int = 13) -> float:
    """The most that two sorties of one drone close, over all routes and launch times on a grid."""
    routing, most = problem.routing, 0.0
    routes = [
        order
        for size in range(1, len(problem.unseen) + 1)
        for order in itertools.permutations(range(len(problem.unseen)), size)
    ]
    times = np.linspace(problem.earliest, problem.latest, steps)
    for pair in itertools.product(routes, routes):
        for launch in itertools.combinations(times, 2):
            one = WatchSolution(pair, np.array(launch), np.array([0]))
            try:
                check(problem, one)
            except ValueError:
                continue
            most = max(most, closed_priority(problem, one))
    assert routing.sorties == 2
    return most


@pytest.mark.parametrize("seed", range(3))
def test_as_good_as_brute_force(seed):
    problem = watch_problem(seed, stops=3, sorties=2, limit=900.0, watch=3 * HOUR, bins=4)
    found = closed_priority(problem, solve_watch(problem, iterations=300, seed=seed)[0])
    assert found >= brute(problem) * (1 - 1e-9)


def test_the_same_seed_and_steps_give_the_same():
    problem = watch_problem(4, stops=8, drones=2)
    one, other = (solve_watch(problem, iterations=60, seed=5)[0] for _ in range(2))
    assert one.routes == other.routes
    assert np.array_equal(one.launch, other.launch, equal_nan=True)
    assert one.iterations == 60
    assert one.stages == ()


def test_a_search_by_time_is_found_again_from_its_stages():
    problem = watch_problem(4, stops=8, drones=2)
    one = solve_watch(problem, seconds=0.5, seed=5)[0]
    assert len(one.stages) == 4
    other = solve_watch(problem, seconds=1e-6, seed=5, stages=one.stages)[0]
    assert one.routes == other.routes
    assert np.array_equal(one.launch, other.launch, equal_nan=True)
    assert other.stages == one.stages


def test_more_sorties_from_the_plan_before_never_close_less():
    problem = watch_problem(6, stops=10, sorties=1)
    before = solve_watch(problem, iterations=60)[0]
    larger = replace(problem, routing=replace(problem.routing, sorties=2))
    start = WatchSolution((before.routes[0], ()), np.array([before.launch[0], np.nan]), before.home)
    after = solve_watch(larger, iterations=60, start=start)[0]
    check(larger, after)
    assert closed_priority(larger, after) >= closed_priority(problem, before)


def test_nothing_in_reach():
    problem = watch_problem(0, limit=10.0)
    found = solve_watch(problem, iterations=10)
    assert not any(found[0].routes)
    assert closed_priority(problem, found[0]) == 0


def test_it_can_be_cancelled():
    def stop(share: float) -> None:
        if share > 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        solve_watch(watch_problem(1), iterations=1000, progress=stop)


def test_a_stop_is_visited_again_when_that_pays():
    problem = watch_problem(2, stops=1, sorties=3, revisit=HOUR)
    visits = visits_of(problem, solve_watch(problem, iterations=100)[0])
    assert len(visits.stop) == 3
    assert np.diff(np.sort(visits.first)).min() > 0.8 * HOUR


def test_the_gain_on_the_grid_is_the_exact_one():
    problem = watch_problem(9, stops=5, drones=2, sorties=2)
    arrays = WatchArrays(problem, 1)
    plans = WatchBatch(arrays, np.zeros((1, 2), int), np.array([1.0, 2.2, 1.5, 3.0]) * HOUR)
    for row, ways in enumerate(((0, 1), (2, 0), (3,), ())):
        for way in ways[::-1]:
            plans.place_first(row, way)
    plans.recompute(np.arange(4))
    before = plans.closed()[0]
    assert before == pytest.approx(closed_priority(problem, plans.solution(0)))
    left = arrays.left(plans.cover()).reshape(arrays.stops, -1)
    assert problem.unseen.sum() - left[:, -1].sum() == pytest.approx(before, rel=0.01)
    gain = arrays.gain(left, np.array([1]), np.array([3.1 * HOUR + plans.insertion_end[3, 1]]), np.array([1]))[0]
    plans.launch[3] = 3.1 * HOUR
    plans.insert(np.array([3]), np.array([1]))
    assert plans.closed()[0] - before == pytest.approx(gain, rel=0.05)
