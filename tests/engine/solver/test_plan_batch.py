"""What plans say of themselves stays true, whatever is put in and taken out: compared with slow sums over their
routes."""

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
    cost = random.uniform(1, 2, (nodes, nodes)) + random.uniform(0, 2, nodes)  # no detour is shorter than going there
    home = np.array([0, -1])
    return Problem(random.uniform(1, 9, 9), stop, cost, 12.0, home, 2, random.random((2, len(stop))) < 0.9)


def assert_true(problem, plans):
    count = problem.alternatives
    for plan, home in enumerate(plans.home):
        routes = plans.routes_of(plan)
        solution = Solution(routes, home)
        check(problem, solution)
        assert plans.prizes()[plan] == pytest.approx(collected(problem, solution))
        served = {problem.stop[way] for route in routes for way in route}
        assert plans.open[plan].tolist() == [stop not in served for stop in problem.stop]
        for index, route in enumerate(routes):
            site, row = int(home[index // problem.sorties]), plan * plans.routes + index
            before = route_cost(problem, site, route)
            assert plans.cost[row] == pytest.approx(before)
            assert plans.site[row] == site
            if index < 2:
                for way in range(count):
                    tried = [route_cost(problem, site, (*route[:at], way, *route[at:])) for at in range(len(route) + 1)]
                    assert plans.added[row, way] == pytest.approx(min(tried) - before)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 100_000))
def test_plans_stay_true_through_filling_settling_and_removal(seed):
    random = np.random.default_rng(seed)
    problem = problem_of(random)
    arrays = ProblemArrays(problem)
    home = np.repeat(problem.home[None], 3, axis=0)
    home[:, 1] = random.integers(0, 2, 3)
    plans = PlanBatch(arrays, home)
    assert_true(problem, plans)
    for _ in range(3):
        plans.complete(random.uniform(0.5, 2, (3, arrays.count)), np.ones(len(plans.site), bool))
        assert_true(problem, plans)
        fits = plans.added <= (arrays.limit - plans.cost)[:, None]
        open_ = np.repeat(plans.open, plans.routes, axis=0) & arrays.allowed[plans.site]
        for plan in range(3):  # a plan that nothing shortened at the end is full
            rows = slice(plan * plans.routes, (plan + 1) * plans.routes)
            assert not (fits & open_)[rows].any()
        changed = plans.remove(random.random((3, arrays.count)) < 0.4)
        plans.reopen()
        plans.refresh(np.flatnonzero(changed))
        assert_true(problem, plans)
    copy = plans.copy()
    copy.complete(np.ones((3, arrays.count)), np.zeros(len(plans.site), bool))
    plans.take(np.array([2, 0]), copy, np.array([0, 1]))
    assert plans.routes_of(2) == copy.routes_of(0)
    assert plans.routes_of(0) == copy.routes_of(1)
    assert_true(problem, plans)
