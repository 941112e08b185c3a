"""The upper bound is valid and close: compared with exhaustive search over sets of stops."""

import itertools
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from blindspot.engine.progress import Cancelled
from blindspot.engine.solver import limited_progress, ng_routes
from blindspot.engine.solver.ng_routes import NgRoutes
from blindspot.engine.solver.orienteering import Problem
from blindspot.engine.solver.upper_bound import upper_bound

KINDS = ("shortest paths", "no triangle inequality", "missing arcs", "coinciding stops", "arcs of no cost")


def small_problem(seed):
    """A random problem of up to six stops with one to three alternatives each, up to three sites, drones, sorties."""
    random = np.random.default_rng(seed)
    stops, sites, drones = (int(random.integers(low, high)) for low, high in ((2, 7), (1, 4), (1, 4)))
    stop = np.repeat(np.arange(stops), random.integers(1, 4, stops))
    count = len(stop)
    places = random.random((count + 2 * sites, 2)) * 10
    kind = KINDS[seed % len(KINDS)]
    if kind == "coinciding stops":
        places[:count] = places[random.integers(0, 2, count)]
    cost = np.hypot(*(places[:, None] - places).transpose(2, 0, 1)) * random.uniform(0.7, 1.4, (len(places),) * 2)
    if kind == "shortest paths":
        for via in range(len(cost)):
            cost = np.minimum(cost, cost[:, via, None] + cost[via])
    if kind == "missing arcs":
        cost[random.random(cost.shape) < 0.3] = np.inf
    if kind == "arcs of no cost":
        cost[random.random(cost.shape) < 0.3] = 0
    if seed % 2:
        cost = np.round(cost)  # routes that take exactly their limit
    home = random.integers(-1, sites, drones)
    reach = random.random((sites, count)) < 0.8 if seed % 3 else None
    prize = random.uniform(0, 9, stops)
    return Problem(prize, stop, cost, float(random.integers(4, 25)), home, int(random.integers(1, 3)), reach)


def servable_sets(problem, site):
    """The sets of stops (as bits) that one route of a site can serve, by dynamic programming over the least cost of
    each set and last alternative."""
    count, stops = problem.alternatives, len(problem.prize)
    cost, stop = problem.cost.tolist(), problem.stop.tolist()
    allowed = [alternative for alternative in range(count) if problem.reach is None or problem.reach[site, alternative]]
    least = {(1 << stop[alternative], alternative): cost[problem.start(site)][alternative] for alternative in allowed}
    sets = {0}
    for chosen in range(1, 1 << stops):  # a larger set has a larger number
        for alternative in allowed:
            spent = least.get((chosen, alternative), np.inf)
            if spent + cost[alternative][problem.end(site)] <= problem.limit:
                sets.add(chosen)
            for following in allowed:
                if spent <= problem.limit and not chosen >> stop[following] & 1:
                    key = chosen | 1 << stop[following], following
                    least[key] = min(least.get(key, np.inf), spent + cost[alternative][following])
    return sets


def max_prize_by_enumeration(problem):
    """The highest prize of any solution: all sites of each drone and all disjoint sets for each sortie."""
    sets = [servable_sets(problem, site) for site in range(problem.sites)]
    reachable = {0}
    for home in problem.home:
        target_state = set()
        for site in range(problem.sites) if home < 0 else [home]:
            done = reachable
            for _ in range(problem.sorties):
                done = {served | chosen for served in done for chosen in sets[site] if not served & chosen}
            target_state |= done
        reachable = target_state
    return max(sum(prize for stop, prize in enumerate(problem.prize) if served >> stop & 1) for served in reachable)


@pytest.mark.parametrize("kind", range(len(KINDS)))
def test_the_bound_is_at_least_the_optimum_and_close_to_it(kind, monkeypatch):
    excess = []
    for seed in range(kind, 40, len(KINDS)):
        problem = small_problem(seed)
        if seed % 4 == 0:  # all but the two cheapest arcs go through the hub
            monkeypatch.setattr(ng_routes, "MAX_ARCS", 0)
            monkeypatch.setattr(ng_routes, "MIN_ARCS_PER_TARGET", 2)
        optimum, bound = max_prize_by_enumeration(problem), upper_bound(problem, seconds=0.1).value
        monkeypatch.undo()
        assert bound >= optimum - 1e-9 * (1 + optimum)
        assert upper_bound(problem, seconds=0).value >= optimum - 1e-9 * (1 + optimum)
        excess.append(bound - optimum)
    if kind < 3:
        assert np.median(excess) <= 0.5  # the mean prize is 4.5


@pytest.mark.parametrize("memory", [0, 1, 3])
def test_the_best_relaxed_route_has_at_least_the_value_of_the_best_real_one(memory):
    for seed in range(100):
        problem = small_problem(seed)
        reduced_prize = np.random.default_rng(seed).normal(1, 2, len(problem.prize))
        best = max(
            sum(reduced_prize[stop] for stop in range(len(reduced_prize)) if chosen >> stop & 1)
            for chosen in servable_sets(problem, 0)
        )
        value, visits = NgRoutes(problem, 0, 11, memory).best(reduced_prize, lambda: None)
        assert value >= best - 1e-9
        assert visits @ reduced_prize == pytest.approx(value)


def test_arcs_of_no_cost_use_no_level():
    cost = np.zeros((7, 7))
    cost[5, :5] = 8.0
    problem = Problem(np.ones(5), np.arange(5), cost, 8.0, np.array([0]))
    assert NgRoutes(problem, 0, 11, 3).best(problem.prize, lambda: None)[0] >= 5


def clustered_problem(stops=40, drones=3):
    random = np.random.default_rng(0)
    places = np.vstack((random.random((stops, 2)) * 10, [[5, 5], [5, 5]]))
    cost = np.hypot(*(places[:, None] - places).transpose(2, 0, 1))
    return Problem(random.integers(1, 9, stops).astype(float), np.arange(stops), cost, 9.0, np.zeros(drones, int))


def test_the_lagrangian_bound_is_lower_than_the_knapsack_bound():
    bound = upper_bound(clustered_problem(), seconds=0.3)
    assert "Lagrangian" in bound.method
    assert bound.value < 0.8 * upper_bound(clustered_problem(), seconds=0).value


def test_the_bound_is_the_same_each_time():
    assert upper_bound(clustered_problem(), seconds=0.2) == upper_bound(clustered_problem(), seconds=0.2)


def test_a_bound_that_ran_out_of_time_is_found_again(monkeypatch):
    """With a clock that moves at each look, so that the time is over in the middle of the search."""
    problem, ticks = clustered_problem(), itertools.count()
    monkeypatch.setattr(limited_progress, "time", SimpleNamespace(perf_counter=lambda: float(next(ticks))))
    whole, cut, none = (upper_bound(problem, seconds=0.3, limit=limit) for limit in (1e9, 100.0, 0.0))
    assert (whole.stages, none.stages) == ((), (0,))
    assert 0 < cut.stages[0] <= 100
    assert whole.value < cut.value < none.value
    assert none.value == upper_bound(problem, seconds=0).value
    assert whole == upper_bound(problem, seconds=0.3)
    for bound in (cut, none):
        assert upper_bound(problem, seconds=0.3, stages=bound.stages) == bound
        assert upper_bound(problem, seconds=0.3, limit=0.0, stages=bound.stages) == bound


def test_the_search_ends_when_a_known_solution_reaches_the_bound():
    problem = replace(clustered_problem(), limit=1000.0)
    bound = upper_bound(problem, problem.prize.sum())
    assert bound.method == "all stops in reach"
    assert bound.value == pytest.approx(problem.prize.sum())


def test_progress_never_falls_and_cancel_stops_the_search():
    seen = []
    upper_bound(clustered_problem(), seconds=0.2, progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1

    def stop_soon(share):
        if share > 0.2:
            raise Cancelled

    with pytest.raises(Cancelled):
        upper_bound(clustered_problem(), seconds=0.2, progress=stop_soon)


def test_coinciding_stops_give_the_fractional_knapsack():
    cost = np.zeros((5, 5))
    cost[:, :3] += [2.0, 3.0, 4.0]  # serving costs this, flying costs nothing
    problem = Problem(np.array([4.0, 5.0, 6.0]), np.arange(3), cost, 8.0, np.array([0]))
    # each stop is charged half of the cost of its arc in; arcs out cost nothing here, so the bound is loose
    assert upper_bound(problem, seconds=0).value == pytest.approx(15.0)
    symmetric = np.array([[0, 4, 2], [4, 0, 2], [2, 2, 0.0]])
    nodes = [0, 1, 2, 2]
    apart = Problem(np.array([1.0, 1.0]), np.arange(2), symmetric[np.ix_(nodes, nodes)], 4.0, np.array([0]))
    assert upper_bound(apart, seconds=0).value == pytest.approx(1.0)
    assert upper_bound(apart, seconds=0.1).value == pytest.approx(1.0)


def test_unreachable_stops_do_not_count():
    cost = np.full((3, 3), 10.0)
    problem = Problem(np.array([5.0]), np.array([0]), cost, 19.0, np.array([0]))
    assert upper_bound(problem, seconds=0).value == 0
    assert upper_bound(problem).value == 0


def test_a_problem_without_stops_has_bound_zero():
    problem = Problem(np.empty(0), np.empty(0, int), np.zeros((2, 2)), 5.0, np.array([-1]))
    assert upper_bound(problem).value == 0
