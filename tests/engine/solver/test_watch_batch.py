"""The batch of plans of the search for a watch: launch times that fit each other, and a memory of the best plan."""

import numpy as np
import pytest
from small_watch import HOUR, watch_problem

from blindspot.engine.solver import watch_search
from blindspot.engine.solver.watch import check, closed_priority
from blindspot.engine.solver.watch_batch import WatchArrays, WatchBatch


@pytest.mark.parametrize("seed", range(40))
def test_launches_are_moved_so_that_each_drone_is_ready(seed):
    """Wherever the sorties of each drone fit into the hours, one after the other; and a launch that fits stays."""
    random = np.random.default_rng(seed)
    drones, sorties, plans = 2, 3, 4
    hours = {"earliest": HOUR, "latest": HOUR * (1 + random.uniform(0.2, 1.2)), "limit": 1e5}
    problem = watch_problem(seed, stops=8, drones=drones, sorties=sorties, **hours)
    batch = WatchBatch(WatchArrays(problem, plans), np.zeros((plans, drones), int), np.zeros(plans * drones * sorties))
    for row in range(len(batch.site)):
        for way in random.permutation(8)[: random.integers(0, 8)]:
            batch.place_first(row, int(way))
    batch.recompute(np.arange(len(batch.site)))
    wanted = random.uniform(0.5 * HOUR, problem.latest + HOUR, len(batch.site))
    batch.launch[:] = wanted
    possible = batch.schedule()
    for plan in range(plans):
        fits = True
        for drone in range(drones):
            rows = (plan * drones + drone) * sorties + np.arange(sorties)
            rows = rows[batch.size[rows] > 0]
            rows = rows[np.argsort(np.clip(wanted[rows], problem.earliest, problem.latest), kind="stable")]
            busy = batch.length[rows] + problem.swap
            fits &= bool(busy[:-1].sum() <= problem.latest - problem.earliest)
            if possible[plan]:
                launch = np.clip(wanted[rows], problem.earliest, problem.latest)
                if (np.diff(launch) >= busy[:-1]).all():
                    assert batch.launch[rows].tolist() == launch.tolist()
        assert possible[plan] == fits
        if fits:
            check(problem, batch.solution(plan))


@pytest.mark.parametrize("more", [{}, {"exposure": 0.8}, {"cycle": 4 * HOUR, "latest": 4 * HOUR}])
@pytest.mark.parametrize("launch", [0.1 * HOUR, 1.3 * HOUR, 3.8 * HOUR])
def test_the_gain_of_one_more_visit_is_about_the_exact_one(launch, more):
    problem = watch_problem(9, stops=5, sorties=3, bins=120, limit=1e5, **more)
    arrays = WatchArrays(problem, 1)
    plans = WatchBatch(arrays, np.zeros((1, 1), int), np.array([1.0 * HOUR, 3.2 * HOUR, launch]))
    for row, ways in enumerate(((0, 1, 2), (3, 0))):
        for way in ways:
            plans.place_first(row, way)
    plans.recompute(np.arange(3))
    before, left = plans.closed()[0], arrays.left(plans.cover()).reshape(arrays.stops, -1)
    for stop in (0, 1, 3, 4):
        end = np.array([launch + plans.insertion_end[2, stop]])
        gain = arrays.gain(left, np.array([stop]), end, np.array([stop]))[0]
        more_visits = plans.copy()
        more_visits.insert(np.array([2]), np.array([stop]))
        assert more_visits.closed()[0] - before == pytest.approx(gain, abs=0.01 * problem.unseen[stop].sum())


@pytest.mark.parametrize("more", [{}, {"drones": 2, "sorties": 3, "sites": 2}, {"exposure": 0.7}])
def test_the_best_plan_that_the_search_has_met_is_returned(more, monkeypatch):
    problem, met = watch_problem(3, stops=9, **more), []
    schedule, closed = WatchBatch.schedule, WatchBatch.closed

    def scheduled(batch):
        batch.possible = schedule(batch)
        return batch.possible

    def counted(batch):
        value = closed(batch)
        met.append(float(value[batch.possible].max(initial=0.0)))
        return value

    monkeypatch.setattr(WatchBatch, "schedule", scheduled)
    monkeypatch.setattr(WatchBatch, "closed", counted)
    monkeypatch.setattr(watch_search, "INITIAL_TEMPERATURE", 100.0)  # so that worse plans follow better ones
    monkeypatch.setattr(watch_search, "with_best_launches", lambda problem, solution: solution)
    found = watch_search.solve_watch(problem, iterations=40, seed=1)
    assert met[-1] < max(met)
    assert closed_priority(problem, found[0]) == pytest.approx(max(met))


@pytest.mark.parametrize("seed", range(5))
def test_an_insertion_moves_the_later_visits_of_its_route(seed):
    problem = watch_problem(seed, stops=12, sorties=2, limit=1e5)
    plans = WatchBatch(WatchArrays(problem, 1), np.zeros((1, 1), int), np.full(2, HOUR))
    order = np.random.default_rng(seed).permutation(12)
    for way in order[:6]:
        plans.place_first(0, int(way))
    plans.recompute(np.arange(2))
    before = plans.insertion_cost[0].copy()
    plans.insert(np.array([0]), order[6:7])
    again = plans.copy()
    again.recompute(np.arange(2))
    assert plans.length == pytest.approx(again.length)
    same = order[7:][before[order[7:]] == plans.insertion_cost[0, order[7:]]]  # their cheapest position is the old one
    assert plans.insertion_end[0, same] == pytest.approx(again.insertion_end[0, same])


@pytest.mark.parametrize("more", [{}, {"exposure": 0.8}])
def test_what_is_covered_adds_up_while_visits_are_inserted(more):
    problem = watch_problem(4, stops=4, sorties=3, limit=1e5, bins=48, **more)
    plans = WatchBatch(WatchArrays(problem, 1), np.zeros((1, 1), int), np.array([1.2, 1.8, 2.4]) * HOUR)
    plans.recompute(np.arange(3))
    plans.fill(np.ones((1, 4)), lambda: None)
    assert plans.size.sum() > 8
    inside = plans.cover().sum(axis=2)  # all that visits cover lies within the watch, so delays don't change the sum
    assert plans.unseen.cover.sum(axis=1) == pytest.approx(inside.ravel())
    assert plans.unseen.left[:, -1].sum() == pytest.approx(problem.unseen.sum() - plans.closed()[0], rel=0.05)
