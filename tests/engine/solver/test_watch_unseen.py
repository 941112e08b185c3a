"""What visits leave unseen, kept from one batch of plans to the next: the same as computed from all visits."""

import numpy as np
import pytest
from small_watch import HOUR, watch_problem

from blindspot.engine.solver.watch_batch import WatchArrays, WatchBatch

PLANS, DRONES, SORTIES = 3, 2, 2


@pytest.mark.parametrize("more", [{}, {"exposure": 0.7}, {"cycle": 4 * HOUR, "latest": 4 * HOUR}])
@pytest.mark.parametrize("seed", range(8))
def test_kept_rows_are_those_of_all_visits(seed, more):
    random = np.random.default_rng(seed)
    arrays = WatchArrays(watch_problem(seed, stops=6, drones=DRONES, sorties=SORTIES, sites=2, **more), PLANS)
    home = random.integers(2, size=(PLANS, DRONES))
    current = WatchBatch(arrays, home, random.random(PLANS * DRONES * SORTIES) * 4 * HOUR)
    noise = np.ones((PLANS, arrays.stops))
    for _ in range(20):
        trial = current.copy()
        change(trial, random)
        if random.random() < 0.5:
            trial.unseen.update(trial)
            assert np.array_equal(trial.unseen.cover, trial.cover().reshape(trial.unseen.cover.shape))
            assert np.array_equal(trial.unseen.left, arrays.left(trial.cover()).reshape(trial.unseen.left.shape))
        else:
            trial.fill(noise, lambda: None, random.random(len(trial.site)) < 0.5)
            trial.schedule()
        if random.random() < 0.5:
            some = np.flatnonzero(random.random(PLANS) < 0.5)
            current.replace(some, trial, some)


def change(plans: WatchBatch, random: np.random.Generator) -> None:
    """Moves a launch, and empties a route or removes or exchanges stops of another."""
    rows = len(plans.site)
    plans.launch[random.integers(rows)] += random.normal() * HOUR
    row = int(random.integers(rows))
    if random.random() < 0.3:
        plans.clear(np.array([row]))
    elif plans.size[row] > 1:
        own = plans.nodes[row, 1 : plans.size[row] + 1]
        own[:] = own[::-1].copy()
    out = np.zeros(plans.nodes.shape, bool)
    out[:, 1] = (plans.size > 0) & (random.random(rows) < 0.2)
    plans.remove_at(out)
    plans.recompute(np.arange(rows))
