"""A second resource that all routes share: always within its limit, as good as brute force on small cases, and nothing
else where there is none."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from small_watch import HOUR, watch_problem

from blindspot.engine.solver.orienteering import Problem, Solution, check, collected, route_cost, shared_use
from blindspot.engine.solver.plan_batch import PlanBatch, ProblemArrays
from blindspot.engine.solver.search import solve
from blindspot.engine.solver.shared_limit import SharedArrays, SharedBatch, SharedWatchArrays, SharedWatchBatch
from blindspot.engine.solver.watch import WatchSolution, closed_priority
from blindspot.engine.solver.watch import check as check_watch
from blindspot.engine.solver.watch_search import solve_watch


def within_circles(places: np.ndarray, circles: np.ndarray) -> np.ndarray:
    """(n, n) how much of the straight line from place to place lies within circles, (k, 3) x, y, radius."""
    starts = np.broadcast_to(places[:, None, None], (len(places), len(places), len(circles), 2))
    moves, away = np.swapaxes(starts, 0, 1) - starts, starts - circles[:, :2]
    a, b, c = (moves**2).sum(-1), (moves * away).sum(-1), (away**2).sum(-1) - circles[:, 2] ** 2
    root = np.sqrt(np.maximum(b**2 - a * c, 0.0))
    one, other = (np.clip((-b + sign * root) / np.maximum(a, 1e-9), 0, 1) for sign in (-1, 1))
    return ((other - one) * np.sqrt(a)).sum(axis=-1)


def problem_with(
    seed: int, stops: int = 5, sorties: int = 2, ways: int = 1, limit: float = 260.0, share=0.3, price=0.0
):
    """A random problem with one site, and four circles in which routes may fly only so far together. share: of what
    all stops in turn would take."""
    rng = np.random.default_rng(seed)
    places, circles = rng.uniform(0, 100, (stops * ways + 1, 2)), rng.uniform(10, 90, (4, 3))
    circles[:, 2] = 6 + circles[:, 2] / 10
    order = np.append(np.arange(1, len(places)), [0, 0])
    apart = np.hypot(*(places[order][:, None] - places[order]).transpose(2, 0, 1))
    cost = apart * rng.uniform(1, 1.2, apart.shape)
    cost[-2] += 15.0  # take-off, also of a route without stops
    taken = within_circles(places[order], circles)
    prize, stop = rng.uniform(1, 10, stops), np.repeat(np.arange(stops), ways)
    most = share * float(taken[np.arange(stops - 1), np.arange(1, stops)].sum() + taken[-2, 0])
    return Problem(
        prize, stop, cost, limit, np.array([-1]), sorties, shared=taken, shared_limit=most, shared_price=price
    )


def best_of_all(problem: Problem) -> float:
    """The most prize of two routes, over all of them."""
    ways = range(problem.alternatives)
    routes = []
    for size in range(len(problem.prize) + 1):
        for route in itertools.permutations(ways, size):
            stops = frozenset(int(problem.stop[way]) for way in route)
            if len(stops) == size and route_cost(problem, 0, route) <= problem.limit:
                taken = shared_use(problem, np.array([0]), (route,))
                if taken <= problem.shared_limit:
                    routes.append((stops, taken, float(problem.prize[list(stops)].sum())))
    best = {}
    for stops, taken, prize in routes:  # of the routes to the same stops, the one that takes least
        if stops not in best or taken < best[stops][0]:
            best[stops] = taken, prize
    return max(
        prize + other_prize
        for (stops, (taken, prize)), (others, (other, other_prize)) in itertools.product(best.items(), best.items())
        if not stops & others and taken + other <= problem.shared_limit
    )


@pytest.mark.parametrize("price", [0.0, 1.0])
@pytest.mark.parametrize("seed", range(4))
def test_as_good_as_brute_force(seed, price):
    for share in (0.1, 0.3, 0.7):
        problem = problem_with(seed, share=share, price=price)
        found = solve(problem, iterations=100, seed=seed)
        check(problem, found)
        assert collected(problem, found) == pytest.approx(best_of_all(problem))


def test_more_of_it_never_serves_less_at_the_optimum():
    values = [best_of_all(problem_with(3, share=share)) for share in (0.0, 0.1, 0.3, 0.6, 2.0)]
    assert values == sorted(values)
    assert values[0] < values[-1]


@pytest.mark.parametrize("seed", range(3))
def test_within_the_limits_where_routes_are_long(seed):
    problem = problem_with(seed, stops=60, sorties=3, ways=2, limit=250.0, share=0.02, price=0.5)
    free = solve(replace(problem, shared=None, shared_limit=np.inf), iterations=40, seed=seed)
    assert shared_use(problem, free.home, free.routes) > problem.shared_limit
    with pytest.raises(ValueError, match="share"):
        check(problem, free)
    found = solve(problem, iterations=40, seed=seed)
    check(problem, found)
    assert 0 < collected(problem, found) <= collected(problem, free) * (1 + 1e-9)


def with_shared(problem, seed: int, share: float, price: float = 0.0):
    """A watch problem, whose nodes get places, with four circles in which routes may fly only so far together."""
    rng, routing = np.random.default_rng(seed), problem.routing
    places = rng.uniform(0, 100, (routing.alternatives + routing.sites, 2))
    places = np.vstack((places, places[routing.alternatives :]))
    circles = np.column_stack((rng.uniform(10, 90, (4, 2)), rng.uniform(6, 15, 4)))
    taken = within_circles(places, circles)
    most = share * float(np.median(taken[taken > 0])) * problem.routes
    return replace(problem, routing=replace(routing, shared=taken, shared_limit=most, shared_price=price))


def brute(problem, steps: int = 9) -> float:
    """The most that two sorties of one drone close, over all routes and launch times on a grid."""
    stops, most = range(len(problem.unseen)), 0.0
    routes = [order for size in stops for order in itertools.permutations(stops, size + 1)]
    times = np.linspace(problem.earliest, problem.latest, steps)
    for pair in itertools.product([*routes, ()], routes):
        for launch in itertools.combinations(times, 2):
            first, last = (pair, launch) if pair[0] else ((pair[1], ()), (launch[1], np.nan))
            one = WatchSolution(first, np.array(last), np.array([0]))
            try:
                check_watch(problem, one)
            except ValueError:
                continue
            most = max(most, closed_priority(problem, one))
    return most


@pytest.mark.parametrize("seed", range(3))
def test_a_watch_closes_as_much_as_brute_force(seed):
    problem = watch_problem(seed, stops=3, sorties=2, limit=900.0, watch=3 * HOUR, bins=4)
    problem = with_shared(problem, seed, 0.4)
    found = solve_watch(problem, iterations=300, seed=seed)
    for one in found:
        check_watch(problem, one)
    assert closed_priority(problem, found[0]) >= brute(problem) * (1 - 1e-9)


@pytest.mark.parametrize("more", [{}, {"drones": 2, "sorties": 3, "sites": 2}, {"ways": 3, "stops": 8}, {"limit": 1e5}])
def test_a_watch_stays_within_the_limits(more):
    problem = with_shared(watch_problem(1, **more), 1, 0.3, 0.2)
    for one in solve_watch(problem, iterations=120, seed=1):
        check_watch(problem, one)
    wide = replace(problem, routing=replace(problem.routing, shared_limit=1e9))
    free = solve_watch(wide, iterations=120, seed=1)[0]
    assert closed_priority(problem, free) > 0


def test_what_is_cached_is_what_the_routes_take():
    """After many changes, the sums and the insertion costs are those of the routes."""
    for arrays, batch, extra in (
        (SharedArrays(problem_with(2, stops=20, ways=2, price=0.7)), SharedBatch, ()),
        (
            SharedWatchArrays(with_shared(watch_problem(2, stops=9, ways=2, sorties=3), 2, 0.5, 0.7), 4),
            SharedWatchBatch,
            (np.zeros(12),),
        ),
    ):
        rng = np.random.default_rng(0)
        plans = batch(arrays, np.zeros((4, 1), int), *extra)
        assert not plans.own_cost.any()  # nothing is flown
        assert not plans.taken().any()
        for _ in range(4):
            if extra:
                plans.fill(np.ones((4, arrays.stops)), lambda: None)
            else:
                plans.greedy_insertion(rng.uniform(1, 2, (4, arrays.count)))
            assert plans.feasible().all()
            plans.improve(np.ones(len(plans.site), bool))
            assert plans.feasible().all()
            problem = arrays.problem
            for plan in range(4):
                solution = Solution(plans.routes_of(plan), plans.home[plan])
                own = slice(plan * plans.routes, (plan + 1) * plans.routes)
                costs = [route_cost(problem, 0, route) for route in solution.routes]
                assert plans.own_cost[own] == pytest.approx(costs)
                used = shared_use(problem, solution.home, solution.routes)
                assert plans.taken()[plan] == pytest.approx(used)
            fresh = plans.copy()
            fresh.recompute(np.arange(len(plans.site)))
            for name in batch.MEASURES:
                assert np.allclose(getattr(plans, name), getattr(fresh, name))
            gone = (rng.random(plans.nodes.shape) < 0.4) & (np.arange(plans.nodes.shape[1]) > 0)
            gone &= np.arange(plans.nodes.shape[1]) <= plans.size[:, None]
            plans.remove_at(gone)
            plans.recompute_unserved()
            plans.recompute(np.arange(len(plans.site)))


def test_improvement_stays_within_the_limit():
    """A shorter route through a circle is not taken where the limit does not allow it."""
    places = np.array([[0.0, 10], [50, 10], [100, 10], [50, 60], [0, 0], [0, 0]])
    apart = np.hypot(*(places[:, None] - places).transpose(2, 0, 1))
    taken = np.zeros((6, 6))
    taken[1, 2] = taken[2, 1] = taken[0, 1] = taken[1, 0] = 5.0
    problem = Problem(np.ones(4), np.arange(4), apart, 1e3, np.array([-1]), 1, shared=taken, shared_limit=4.0)
    plans = SharedBatch(SharedArrays(problem), np.zeros((1, 1), int))
    plans.nodes, plans.size = np.array([[4, 0, 2, 3, 1, 5, 5, 5]]), np.array([4])
    plans.recompute(np.arange(1))
    assert plans.feasible().all()
    before = float(plans.own_cost[0])
    free = PlanBatch(ProblemArrays(replace(problem, shared=None)), np.zeros((1, 1), int))
    free.nodes, free.size = plans.nodes.copy(), plans.size.copy()
    free.recompute(np.arange(1))
    free.improve(np.ones(1, bool))
    assert free.cost[0] < before
    plans.improve(np.ones(1, bool))
    assert plans.feasible().all()
