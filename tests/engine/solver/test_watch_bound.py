"""The bound of the watch problem is valid and close: compared with exhaustive search over routes and launch times."""

from dataclasses import replace
from itertools import combinations_with_replacement, permutations, product

import numpy as np
import pytest

from blindspot.engine.progress import Cancelled
from blindspot.engine.solver.closing import closed
from blindspot.engine.solver.orienteering import Problem, route_cost
from blindspot.engine.solver.visit_value import VisitTimes, VisitValues
from blindspot.engine.solver.watch import WatchProblem, WatchSolution, closed_priority, route_times
from blindspot.engine.solver.watch_bound import watch_upper_bound

CASES = 240
GRID_SIZE, FLIGHTS = 6, 15
"""Launch times that the exhaustive search tries, and flights of a drone that it combines, at most."""


def small_problem(seed):
    """Up to three stops with one or two alternatives, up to two sites and drones, and up to three routes in all."""
    random = np.random.default_rng(seed)
    stops, sites = int(random.integers(1, 4)), int(random.integers(1, 3))
    stop = np.repeat(np.arange(stops), random.integers(1, 3, stops))
    count = len(stop)
    places = random.random((count + 2 * sites, 2)) * 10
    cost = np.hypot(*(places[:, None] - places).transpose(2, 0, 1)) * random.uniform(0.8, 1.3, (len(places),) * 2)
    duration = cost * random.choice([60.0, 200.0]) * random.uniform(0.7, 1.0, cost.shape)
    drones, sorties = [(1, 1), (1, 2), (2, 1), (1, 3)][seed % 4]
    bins, bin_length = int(random.integers(1, 9)), 900.0
    unseen = random.uniform(0, 3, (stops, bins)) * (random.random((stops, bins)) < 0.7)
    revisit = float(random.choice([700.0, 1800.0, 3600.0]))
    seen = np.sort(random.uniform(-400, 50, (count, 2)), axis=1)
    latest = bins * bin_length + revisit
    earliest, latest = [(0.0, latest), (0.3 * latest, 0.5 * latest), (-600.0, 600.0)][seed % 3]
    routing = Problem(
        unseen.sum(axis=1),
        stop,
        cost,
        float(random.integers(8, 30)),
        random.integers(-1, sites, drones),
        sorties,
        random.random((sites, count)) < 0.8 if seed % 5 == 0 else None,
    )
    exposure = random.choice([0.1, 0.7, 2.0, 9.0]) * random.uniform(0.5, 1, count) if seed % 7 == 0 else None
    cycle = bins * bin_length if seed % 6 == 1 and bins * bin_length > revisit + 500 else 0.0
    swap = float(random.choice([0.0, 300.0]))
    return WatchProblem(routing, duration, seen, unseen, bin_length, revisit, earliest, latest, swap, exposure, cycle)


def possible_routes(problem, site):
    """All routes of a site within the limit."""
    routing = problem.routing
    found = [()]
    for length in range(1, len(routing.prize) + 1):
        for route in permutations(range(routing.alternatives), length):
            once = len(set(routing.stop[list(route)])) == length
            reached = routing.reach is None or routing.reach[site, list(route)].all()
            if once and reached and route_cost(routing, site, route) <= routing.limit:
                found.append(route)
    return found


def launches(problem, random):
    """Times at which some visit would begin or end to close at the edge of a bin, or the ends of the hours allowed."""
    edges = np.arange(problem.unseen.shape[1] + 1) * problem.bin_length
    at = np.concatenate((edges, edges + problem.revisit)) - random.choice(problem.seen.ravel()) - random.uniform(0, 900)
    inside = np.unique(np.clip(at, problem.earliest, problem.latest))
    return np.unique(random.choice(inside, min(GRID_SIZE, len(inside)), replace=False))


def by_enumeration(problem, random):
    """The most that routes and launch times of a grid close: all choices of a drone's two sorties (a third stays on the
    ground) or of two drones' sorties, among those that close most alone."""
    routing = problem.routing
    times = launches(problem, random)
    options = []
    for home in routing.home:
        own = []
        for site in range(routing.sites) if home < 0 else [home]:
            flights = [(float(time), route) for time in times for route in possible_routes(problem, site) if route]
            flights.sort(key=lambda flight: -value_of(problem, [(site, [flight])]))
            flights = [*sorted(flights[:FLIGHTS]), (np.inf, ())]
            for chosen in combinations_with_replacement(flights, min(routing.sorties, 2)):
                own.append((site, keeping_swap(problem, site, chosen)))
        options.append([(site, chosen) for site, chosen in own if chosen is not None])
    return max(value_of(problem, plans) for plans in product(*options))


def value_of(problem, plans):
    """What is closed by some drones' sites and flights (launch, route)."""
    routing = problem.routing
    plans = [*plans, *[(0, [])] * (len(routing.home) - len(plans))]
    flights = [flight for _, chosen in plans for flight in (*chosen, *[(np.nan, ())] * (routing.sorties - len(chosen)))]
    solution = WatchSolution(
        tuple(route for _, route in flights),
        np.array([launch if route else np.nan for launch, route in flights]),
        np.array([site for site, _ in plans]),
    )
    return closed_priority(problem, solution)


def keeping_swap(problem, site, chosen):
    """The flights of a drone, each late enough after the one before; None if one would take off too late."""
    ready, kept = -np.inf, []
    for launch, route in chosen:
        if route:
            start = max(launch, ready)
            if start > problem.latest:
                return None
            ready = start + route_times(problem, site, route)[-1] + problem.swap
            kept.append((start, route))
    return kept


@pytest.mark.parametrize("part", range(4))
def test_no_plan_closes_more_than_the_bound(part):
    excess = []
    for seed in range(part, CASES, 4):
        problem = small_problem(seed)
        most = by_enumeration(problem, np.random.default_rng(seed))
        for seconds in (0, 0.02) if seed % 3 else (0.02,):
            bound = watch_upper_bound(problem, seconds=seconds)
            assert bound.value >= most * (1 - 1e-9), (seed, bound)
        excess.append(bound.value / most - 1 if most else 0.0)
    assert np.median(excess) < 0.25


def stop_times(seed):
    """One stop: its profile, when its visits may begin, R, and a price."""
    random = np.random.default_rng(seed)
    unseen = random.uniform(0, 2, (1, int(random.integers(2, 9))))
    length = float(random.uniform(700, 4000))
    first, last = np.sort(random.uniform(-length, unseen.shape[1] * 900, 2))
    exposure = random.choice([0.05, 0.5, 3.0]) if seed % 3 == 0 else np.inf
    cycle = unseen.shape[1] * 900.0 if seed % 4 == 1 and length < unseen.shape[1] * 900 else 0.0
    times = VisitTimes(*(np.array([value]) for value in (first, last, length, exposure)))
    return unseen, times, cycle, random.uniform(0, 0.5) * unseen.mean() * length / 900


@pytest.mark.parametrize("seed", range(60))
def test_the_value_of_a_stop_is_at_least_that_of_any_visits_and_close_to_it(seed):
    unseen, times, cycle, price = stop_times(seed)
    first, last, length, exposure = (
        float(value[0]) for value in (times.first, times.last, times.length, times.exposure)
    )
    grid = np.linspace(first, last, 13)
    edges = np.arange(unseen.shape[1] + 1) * 900.0
    grid = np.unique(np.clip(np.concatenate((grid, edges, edges - length)), first, last))
    grid = grid[:: max(1, len(grid) // 14)]
    best = 0.0
    for visits in range(1, 4):
        for begins in combinations_with_replacement(grid, visits):
            ends = np.array(begins) + length
            noticed = closed(unseen, 900.0, length, np.zeros(visits, int), ends, ends, exposure, cycle)
            best = max(best, float(noticed[0]) - visits * price)
    value, visits = VisitValues(unseen, 900.0, times, 30.0, cycle).best(np.array([price]), lambda: None)
    assert value[0] >= best - 1e-9
    if np.isinf(exposure) and not cycle and visits[0] <= 3:
        assert value[0] <= best + 0.1 * unseen.sum()


def test_visits_of_a_constant_profile_close_one_interval_each():
    unseen = np.full((1, 28), 0.5)
    times = VisitTimes(*(np.array([value]) for value in (-3600.0, 25200.0, 3600.0, np.inf)))
    value, visits = VisitValues(unseen, 900.0, times, 75.0).best(np.array([1.5]), lambda: None)
    assert value[0] == pytest.approx(7 * (2.0 - 1.5))
    assert visits[0] == 7


def one_stop(drones, latest, revisit=3600.0):
    """A stop that every drone reaches in a minute, with a constant profile over four hours."""
    cost = np.array([[np.inf, np.inf, 1.0], [1.0, np.inf, 2.0], [np.inf, np.inf, np.inf]])
    routing = Problem(np.array([16.0]), np.array([0]), cost, 2.0, np.zeros(drones, int))
    return WatchProblem(routing, 60 * cost, np.zeros((1, 2)), np.ones((1, 16)), 900.0, revisit, revisit, latest)


def test_the_bound_is_reached_where_sorties_can_close_without_overlap():
    for drones in (1, 2, 3):
        bound = watch_upper_bound(one_stop(drones, 18_000.0), seconds=0.1)
        assert bound.value == pytest.approx(4.0 * drones, rel=1e-3)


def test_hours_of_take_off_limit_what_can_be_closed():
    bound = watch_upper_bound(one_stop(3, 3600.0 + 1800.0), seconds=0.1)
    assert bound.value == pytest.approx(4 + 2, rel=0.02)


def test_without_routes_nothing_is_closed():
    assert watch_upper_bound(one_stop(0, 18_000.0)).value == 0
    near = one_stop(2, 18_000.0)
    assert watch_upper_bound(replace(near, routing=replace(near.routing, limit=1.0))).value == 0


def test_the_bound_is_the_same_each_time_and_ends_at_a_known_solution():
    problem = small_problem(8)
    bound = watch_upper_bound(problem, seconds=0.05)
    assert bound == watch_upper_bound(problem, seconds=0.05)
    assert watch_upper_bound(one_stop(4, 18_000.0), closed=16.0).method == "all that visits can close"


def test_progress_never_falls_and_cancel_stops_the_search():
    problem, seen = small_problem(8), []
    watch_upper_bound(problem, seconds=0.05, progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1

    def stop_at_once(share):
        raise Cancelled

    with pytest.raises(Cancelled):
        watch_upper_bound(problem, seconds=0.05, progress=stop_at_once)
