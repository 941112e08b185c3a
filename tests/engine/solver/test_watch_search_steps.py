"""The steps of the search for a watch: each does what it says, and without heat only better plans follow."""

import numpy as np
import pytest
from small_watch import HOUR, watch_problem

from blindspot.engine.progress import quiet
from blindspot.engine.solver import watch_search
from blindspot.engine.solver.search import budget_of
from blindspot.engine.solver.watch import WatchSolution, closed_priority
from blindspot.engine.solver.watch_batch import WatchBatch

MORE = [{}, {"exposure": 0.8}, {"cycle": 4 * HOUR, "latest": 4 * HOUR}]
START = WatchSolution(((0, 1), (2,), (3,), ()), np.array([1.1 * HOUR, 2.5 * HOUR, 3 * HOUR, np.nan]), np.array([0, 1]))


def search_of(more, seed=1):
    problem = watch_problem(5, stops=9, drones=2, sorties=2, sites=2, bins=240, **more)
    return problem, watch_search._WatchSearch(problem, np.random.default_rng(seed))


@pytest.mark.parametrize("more", MORE)
def test_the_first_plan_is_the_start_itself_and_none_visits_less(more):
    problem, search = search_of(more)
    plans = search.initial_plans([START], lambda: None)
    assert plans.solution(0).routes == START.routes
    closed = plans.closed()
    assert closed[0] == pytest.approx(closed_priority(problem, START))
    assert closed[1:].max() > closed[0]  # the others are filled up


@pytest.mark.parametrize("more", MORE)
def test_a_launch_is_moved_to_a_time_at_which_its_visits_close_more(more):
    _, search = search_of(more)
    plans = search.initial_plans([START], lambda: None)
    gained = np.zeros(search.plans)
    for _ in range(12):
        before = plans.closed()
        search.move_launches(plans)
        gain = plans.closed() - before
        assert (gain >= -0.002 * before).all()  # what a visit gains is estimated on a grid
        gained += gain
    assert gained.sum() > 0


def test_a_drone_is_moved_to_another_site_with_all_of_its_routes_empty():
    _, search = search_of({})
    plans = search.initial_plans([START], lambda: None)
    before = plans.home.copy()
    changed = search.move_drones(plans)
    moved = plans.home != before
    assert (moved.sum(axis=1) == 1).all()
    assert changed.reshape(search.plans, 2, 2).all(axis=2).tolist() == moved.tolist()
    assert (plans.size[changed] == 0).all()
    assert plans.site.tolist() == np.repeat(plans.home.ravel(), 2).tolist()


@pytest.mark.parametrize("more", MORE)
def test_without_heat_only_better_plans_follow_and_the_best_replaces_the_worst(more, monkeypatch):
    _, search = search_of(more)
    accepted, exchanged, replaced = [], [], WatchBatch.replace

    def replace(plans, into, other, out):
        before, values = plans.closed()[into], other.closed()
        if plans is other:
            exchanged.append((values[out] == values.max()).all() and (before == values.min()).all())
        else:
            accepted.append((values[out] - before).min())
        replaced(plans, into, other, out)
        assert plans.closed()[into] == pytest.approx(values[out])
        assert plans.launch[plans.rows(into)].tolist() == other.launch[other.rows(out)].tolist()

    monkeypatch.setattr(watch_search, "INITIAL_TEMPERATURE", 0.0)
    monkeypatch.setattr(watch_search, "COST_WEIGHT", 0.0)
    monkeypatch.setattr(watch_search, "EXCHANGE_INTERVAL", 10)
    begun = search.initial_plans([START], lambda: None)
    monkeypatch.setattr(search, "initial_plans", lambda *_: begun)
    monkeypatch.setattr(WatchBatch, "replace", replace)
    found = search.run([START], budget_of(0, 60, ()), quiet)
    assert len(found) > 1
    assert len(accepted) > 5
    assert min(accepted) > 0
    assert exchanged == [True] * 6
