"""No plan serves more than the bound, and the bound is close: against exhaustive search over sets of stops."""

from dataclasses import replace

import numpy as np
import pytest

from blindspot.engine.progress import Cancelled
from blindspot.engine.solver import ng_routes
from blindspot.engine.solver.ng_routes import NgRoutes
from blindspot.engine.solver.orienteering import Problem
from blindspot.engine.solver.upper_bound import upper_bound

KINDS = ("shortest ways", "no triangle", "no way", "on the spot", "no cost")


def small(seed):
    """A random problem of up to six stops with one to three ways each, up to three sites, drones and sorties."""
    random = np.random.default_rng(seed)
    stops, sites, drones = (int(random.integers(low, high)) for low, high in ((2, 7), (1, 4), (1, 4)))
    stop = np.repeat(np.arange(stops), random.integers(1, 4, stops))
    count = len(stop)
    places = random.random((count + 2 * sites, 2)) * 10
    kind = KINDS[seed % len(KINDS)]
    if kind == "on the spot":
        places[:count] = places[random.integers(0, 2, count)]
    cost = np.hypot(*(places[:, None] - places).transpose(2, 0, 1)) * random.uniform(0.7, 1.4, (len(places),) * 2)
    if kind == "shortest ways":
        for via in range(len(cost)):
            cost = np.minimum(cost, cost[:, via, None] + cost[via])
    if kind == "no way":
        cost[random.random(cost.shape) < 0.3] = np.inf
    if kind == "no cost":
        cost[random.random(cost.shape) < 0.3] = 0
    if seed % 2:
        cost = np.round(cost)  # routes that take exactly their limit
    home = random.integers(-1, sites, drones)
    reach = random.random((sites, count)) < 0.8 if seed % 3 else None
    prize = random.uniform(0, 9, stops)
    return Problem(prize, stop, cost, float(random.integers(4, 25)), home, int(random.integers(1, 3)), reach)


def flyable(problem, site):
    """Which sets of stops (bits) one route of a site can serve: the least cost of each set and last alternative."""
    count, stops = problem.alternatives, len(problem.prize)
    cost, stop = problem.cost.tolist(), problem.stop.tolist()
    allowed = [way for way in range(count) if problem.reach is None or problem.reach[site, way]]
    least = {(1 << stop[way], way): cost[problem.start(site)][way] for way in allowed}
    fits = {0}
    for chosen in range(1, 1 << stops):  # growing sets only lead to larger numbers
        for way in allowed:
            spent = least.get((chosen, way), np.inf)
            if spent + cost[way][problem.end(site)] <= problem.limit:
                fits.add(chosen)
            for onward in allowed:
                if spent <= problem.limit and not chosen >> stop[onward] & 1:
                    key = chosen | 1 << stop[onward], onward
                    least[key] = min(least.get(key, np.inf), spent + cost[way][onward])
    return fits


def most_served(problem):
    """The most that any plan serves: for each drone all its sites, for each sortie all sets that are still open."""
    fits = [flyable(problem, site) for site in range(problem.sites)]
    reached = {0}
    for home in problem.home:
        after = set()
        for site in range(problem.sites) if home < 0 else [home]:
            done = reached
            for _ in range(problem.sorties):
                done = {served | chosen for served in done for chosen in fits[site] if not served & chosen}
            after |= done
        reached = after
    return max(sum(prize for stop, prize in enumerate(problem.prize) if served >> stop & 1) for served in reached)


@pytest.mark.parametrize("kind", range(len(KINDS)))
def test_no_plan_serves_more(kind, monkeypatch):
    above = []
    for seed in range(kind, 40, len(KINDS)):
        problem = small(seed)
        if seed % 4 == 0:  # all but the two cheapest ways through the hub
            monkeypatch.setattr(ng_routes, "MOST_ARCS", 0)
            monkeypatch.setattr(ng_routes, "FEWEST_NEAREST", 2)
        most, bound = most_served(problem), upper_bound(problem, seconds=0.1).value
        monkeypatch.undo()
        assert bound >= most - 1e-9 * (1 + most)
        assert upper_bound(problem, seconds=0).value >= most - 1e-9 * (1 + most)
        above.append(bound - most)
    if kind < 3:
        assert np.median(above) <= 0.5  # prizes are 4.5 in the mean


@pytest.mark.parametrize("memory", [0, 1, 3])
def test_a_relaxed_route_gains_at_least_what_a_real_one_does(memory):
    for seed in range(100):
        problem = small(seed)
        gain = np.random.default_rng(seed).normal(1, 2, len(problem.prize))
        best = max(sum(gain[stop] for stop in range(len(gain)) if chosen >> stop & 1) for chosen in flyable(problem, 0))
        value, visits = NgRoutes(problem, 0, 11, memory).best(gain, lambda: None)
        assert value >= best - 1e-9
        assert visits @ gain == pytest.approx(value)


def test_legs_that_cost_nothing_use_up_no_level():
    cost = np.zeros((7, 7))
    cost[5, :5] = 8.0
    problem = Problem(np.ones(5), np.arange(5), cost, 8.0, np.array([0]))
    assert NgRoutes(problem, 0, 11, 3).best(problem.prize, lambda: None)[0] >= 5


def city(stops=40, drones=3):
    random = np.random.default_rng(0)
    places = np.vstack((random.random((stops, 2)) * 10, [[5, 5], [5, 5]]))
    cost = np.hypot(*(places[:, None] - places).transpose(2, 0, 1))
    return Problem(random.integers(1, 9, stops).astype(float), np.arange(stops), cost, 9.0, np.zeros(drones, int))


def test_relaxed_routes_bound_better_than_the_knapsack():
    bound = upper_bound(city(), seconds=0.3)
    assert "Lagrangian" in bound.method
    assert bound.value < 0.8 * upper_bound(city(), seconds=0).value


def test_the_bound_is_the_same_each_time():
    assert upper_bound(city(), seconds=0.2) == upper_bound(city(), seconds=0.2)


def test_what_is_served_already_ends_the_search():
    problem = replace(city(), limit=1000.0)
    bound = upper_bound(problem, problem.prize.sum())
    assert bound.method == "all stops in reach"
    assert bound.value == pytest.approx(problem.prize.sum())


def test_progress_never_falls_and_cancel_is_heard():
    seen = []
    upper_bound(city(), seconds=0.2, progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1

    def stop_soon(share):
        if share > 0.2:
            raise Cancelled

    with pytest.raises(Cancelled):
        upper_bound(city(), seconds=0.2, progress=stop_soon)


def test_stops_on_the_spot_make_a_knapsack():
    cost = np.zeros((5, 5))
    cost[:, :3] += [2.0, 3.0, 4.0]  # serving takes this, getting there nothing
    problem = Problem(np.array([4.0, 5.0, 6.0]), np.arange(3), cost, 8.0, np.array([0]))
    # half of what each takes is charged on its way in, the rest of the bound's slack is that no way out is charged
    assert upper_bound(problem, seconds=0).value == pytest.approx(15.0)
    symmetric = np.array([[0, 4, 2], [4, 0, 2], [2, 2, 0.0]])
    nodes = [0, 1, 2, 2]
    apart = Problem(np.array([1.0, 1.0]), np.arange(2), symmetric[np.ix_(nodes, nodes)], 4.0, np.array([0]))
    assert upper_bound(apart, seconds=0).value == pytest.approx(1.0)
    assert upper_bound(apart, seconds=0.1).value == pytest.approx(1.0)


def test_what_is_out_of_reach_does_not_count():
    cost = np.full((3, 3), 10.0)
    problem = Problem(np.array([5.0]), np.array([0]), cost, 19.0, np.array([0]))
    assert upper_bound(problem, seconds=0).value == 0
    assert upper_bound(problem).value == 0


def test_a_problem_without_stops_is_bounded_by_nothing():
    problem = Problem(np.empty(0), np.empty(0, int), np.zeros((2, 2)), 5.0, np.array([-1]))
    assert upper_bound(problem).value == 0
