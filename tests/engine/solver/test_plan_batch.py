"""Cached costs, prizes and insertion costs stay correct through insertion, local search and removal: compared with
sums over the routes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blindspot.engine.solver.orienteering import Problem, Solution, check, collected, route_cost
from blindspot.engine.solver.plan_batch import PlanBatch, ProblemArrays


def problem_of(random):
    """Two sites that begin and end at different places, stops with one to three alternatives, asymmetric costs."""
    stop = np.repeat(np.arange(9), random.integers(1, 4, 9))
    nodes = len(stop) + 4
    cost = random.uniform(1, 2, (nodes, nodes)) + random.uniform(0, 2, nodes)  # the triangle inequality holds
    home = np.array([0, -1])
    return Problem(random.uniform(1, 9, 9), stop, cost, 12.0, home, 2, random.random((2, len(stop))) < 0.9)


def assert_consistent(problem, plans):
    count = problem.alternatives
    for plan, home in enumerate(plans.home):
        routes = plans.routes_of(plan)
        solution = Solution(routes, home)
        check(problem, solution)
        assert plans.prizes()[plan] == pytest.approx(collected(problem, solution))
        served = {problem.stop[alternative] for route in routes for alternative in route}
        assert plans.unserved[plan].tolist() == [stop not in served for stop in problem.stop]
        for index, route in enumerate(routes):
            site, row = int(home[index // problem.sorties]), plan * plans.routes + index
            before = route_cost(problem, site, route)
            assert plans.cost[row] == pytest.approx(before)
            assert plans.site[row] == site
            if index < 2:
                for alternative in range(count):
                    tried = [
                        route_cost(problem, site, (*route[:at], alternative, *route[at:]))
                        for at in range(len(route) + 1)
                    ]
                    assert plans.insertion_cost[row, alternative] == pytest.approx(min(tried) - before)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 100_000))
def test_cached_values_stay_correct_through_repair_and_removal(seed):
    random = np.random.default_rng(seed)
    problem = problem_of(random)
    arrays = ProblemArrays(problem)
    home = np.repeat(problem.home[None], 3, axis=0)
    home[:, 1] = random.integers(0, 2, 3)
    plans = PlanBatch(arrays, home)
    assert_consistent(problem, plans)
    for _ in range(3):
        plans.repair(random.uniform(0.5, 2, (3, arrays.count)), np.ones(len(plans.site), bool))
        assert_consistent(problem, plans)
        fits = plans.insertion_cost <= (arrays.limit - plans.cost)[:, None]
        open_ = np.repeat(plans.unserved, plans.routes, axis=0) & arrays.allowed[plans.site]
        for plan in range(3):  # after repair no alternative fits any more
            rows = slice(plan * plans.routes, (plan + 1) * plans.routes)
            assert not (fits & open_)[rows].any()
        changed = plans.remove(random.random((3, arrays.count)) < 0.4)
        plans.recompute_unserved()
        plans.recompute(np.flatnonzero(changed))
        assert_consistent(problem, plans)
    copy = plans.copy()
    copy.repair(np.ones((3, arrays.count)), np.zeros(len(plans.site), bool))
    plans.replace(np.array([2, 0]), copy, np.array([0, 1]))
    assert plans.routes_of(2) == copy.routes_of(0)
    assert plans.routes_of(0) == copy.routes_of(1)
    assert_consistent(problem, plans)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 100_000))
def test_routes_filled_beyond_the_limit_are_cut_to_it(seed):
    random = np.random.default_rng(seed)
    problem = problem_of(random)
    arrays = ProblemArrays(problem)
    home = np.repeat(problem.home[None], 3, axis=0)
    home[:, 1] = random.integers(0, 2, 3)
    plans = PlanBatch(arrays, home)
    plans.repair(random.uniform(0.5, 2, (3, arrays.count)), np.zeros(len(plans.site), bool))
    before = plans.copy()
    plans.excess = 6.0
    changed = plans.greedy_insertion(np.ones((3, arrays.count)))
    plans.excess = 0.0
    too_long = plans.cost > arrays.limit
    assert plans.cost.max() <= arrays.limit + 6.0
    assert not (too_long & ~changed).any()
    share = random.choice([1.0, 0.8])
    cut = plans.cut(random.uniform(0.5, 2, (3, arrays.count)), share)
    assert np.array_equal(cut, too_long)
    assert np.all(plans.cost[cut] <= arrays.limit * share)
    plans.recompute_unserved()
    plans.recompute(np.flatnonzero(changed | cut))
    assert_consistent(problem, plans)
    for row in np.flatnonzero(~changed):
        assert np.array_equal(plans.nodes[row, : plans.size[row] + 1], before.nodes[row, : before.size[row] + 1])


def test_long_routes_are_improved_and_stay_consistent():
    random = np.random.default_rng(4)
    places = np.vstack((random.random((90, 2)), [[0.5, 0.5]] * 2))
    cost = np.hypot(*(places[:, None] - places).transpose(2, 0, 1)) * random.uniform(1, 1.1, (92, 92))
    for via in range(92):  # the triangle inequality holds
        cost = np.minimum(cost, cost[:, via, None] + cost[via])
    problem = Problem(random.uniform(1, 9, 90), np.arange(90), cost, 30.0, np.zeros(1, int))
    plans = PlanBatch(ProblemArrays(problem), np.zeros((2, 1), int))
    plans.nodes = np.array([[90, *random.permutation(90)[:60], 91] for _ in range(2)])
    plans.size[:] = 60
    plans.recompute(np.arange(2))
    plans.recompute_unserved()
    before = plans.cost.copy()
    copy = plans.copy()
    assert plans.improve(np.ones(2, bool)).all()
    assert np.all(plans.cost < before / 3)
    assert_consistent(problem, plans)
    assert not plans.improve(np.ones(2, bool)).any()
    copy.replace(np.array([1]), plans, np.array([0]))
    assert np.array_equal(copy.settled[1], plans.settled[0])
    assert not copy.improve(np.array([False, True])).any()  # `settled` came along
    assert copy.improve(np.array([True, False]))[0]
