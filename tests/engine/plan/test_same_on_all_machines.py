"""Lengths that differ by rounding, as among machines, do not lead to another plan."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from scenarios import village
from small_watch import watch_problem

from blindspot.engine.plan.plan import plan_sorties
from blindspot.engine.plan.watch_problem import STEPS, in_steps
from blindspot.engine.plan.watch_task import WatchTask

WATCH = WatchTask(4 * 3600.0, 3600.0, 0.0, 5 * 3600.0, 30.0, curve=False)
LAST_DIGITS = 1e-13


def test_places_that_differ_in_the_last_digits_give_the_same_plan():
    given = village()
    task, fleet = replace(given.task, watch=WATCH, iterations=40, bound_seconds=0.0), replace(given.fleet, sorties=3)
    plans = []
    for relative in (0.0, LAST_DIGITS, -LAST_DIGITS):
        geometry = shapely.transform(given.spots.geometry, lambda xy, size=relative: xy * (1 + size))
        spots = replace(given.spots, geometry=geometry)
        plans.append(plan_sorties(spots, fleet, given.airspace, given.aircraft, task))
    for other in plans[1:]:
        assert [one.start for one in other.sorties] == pytest.approx([one.start for one in plans[0].sorties], abs=1e-3)
        for one, again in zip(plans[0].sorties, other.sorties, strict=True):
            assert again.spots == one.spots


@pytest.mark.parametrize("seed", range(5))
def test_steps_are_the_same_for_numbers_that_differ_in_the_last_digits(seed):
    problem, random = watch_problem(seed, stops=12, sites=2), np.random.default_rng(seed)

    def nearly(values):
        return values * (1 + LAST_DIGITS * random.uniform(-1, 1, values.shape))

    noisy = replace(
        problem,
        routing=replace(problem.routing, cost=nearly(problem.routing.cost), prize=nearly(problem.routing.prize)),
        duration=nearly(problem.duration),
        seen=nearly(problem.seen),
        unseen=nearly(problem.unseen),
    )
    one, other = in_steps(problem), in_steps(noisy)
    for name in ("duration", "seen", "unseen"):
        assert getattr(one, name).tolist() == getattr(other, name).tolist()
    for name in ("cost", "prize"):
        assert getattr(one.routing, name).tolist() == getattr(other.routing, name).tolist()


def test_steps_are_small_and_no_route_costs_less():
    problem = watch_problem(3, stops=12, sites=2)
    steps = in_steps(problem)
    finite = np.isfinite(problem.routing.cost)
    more = steps.routing.cost[finite] - problem.routing.cost[finite]
    assert (np.isfinite(steps.routing.cost) == finite).all()
    assert more.min() >= -1e-5
    assert more.max() <= 1 / STEPS
    assert steps.duration[finite] == pytest.approx(problem.duration[finite], abs=0.5 / STEPS)
    assert steps.unseen == pytest.approx(problem.unseen, abs=problem.unseen.max() * 1e-8)
    assert steps.routing.prize.tolist() == steps.unseen.sum(axis=1).tolist()
    nothing = in_steps(replace(problem, unseen=np.zeros_like(problem.unseen)))
    assert not nothing.unseen.any()
