"""Plans for a watch against one wave of sorties that is repeated, in many small cities."""

import numpy as np
import pytest

from blindspot.benchmarks.watch_baselines import repeated_wave
from blindspot.benchmarks.watch_city import watch_problem
from blindspot.engine.solver.watch import check, closed_priority
from blindspot.engine.solver.watch_search import solve_watch

CITIES, STEPS = 50, 60
REVISITS = (0.5, 1.0, 2.0, 4.0)


@pytest.fixture(scope="module")
def ratios() -> np.ndarray:
    """(CITIES,) what a plan closes, as a multiple of the repeated wave, after the same number of steps."""
    found = []
    for seed in range(CITIES):
        random = np.random.default_rng(seed)
        drones, sorties = 1 + seed % 3, 1 + seed // 3 % 4
        spots, endurance = int(random.integers(12, 32)), float(random.uniform(900, 1800))
        problem = watch_problem(seed, REVISITS[seed % 4], drones, sorties, spots, endurance)
        ours = solve_watch(problem, iterations=STEPS, seed=seed)[0]
        check(problem, ours)
        wave = repeated_wave(problem, 0.0, STEPS, seed)
        check(problem, wave)
        found.append(closed_priority(problem, ours) / closed_priority(problem, wave))
    return np.array(found)


def test_a_plan_never_closes_less_than_the_repeated_wave(ratios):
    assert ratios.min() >= 1 - 1e-9, f"city {ratios.argmin()}: {ratios.min():.4f}"


def test_sorties_planned_together_close_more_in_the_mean(ratios):
    assert ratios.mean() >= 1.15
