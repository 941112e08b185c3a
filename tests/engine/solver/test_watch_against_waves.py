"""Plans for a watch against one wave of sorties that is repeated, in many small cities."""

import numpy as np

from blindspot.benchmarks.watch_baselines import repeated_wave
from blindspot.benchmarks.watch_city import watch_problem
from blindspot.engine.solver.watch import check, closed_priority
from blindspot.engine.solver.watch_search import solve_watch

CITIES, STEPS = 50, 60
REVISITS = (0.5, 1.0, 2.0, 4.0)


def ratios_after(steps: int) -> np.ndarray:
    """(CITIES,) what a plan closes, as a multiple of the repeated wave, each after so many steps."""
    found = []
    for seed in range(CITIES):
        random = np.random.default_rng(seed)
        drones, sorties = 1 + seed % 3, 1 + seed // 3 % 4
        spots, endurance = int(random.integers(12, 32)), float(random.uniform(900, 1800))
        problem = watch_problem(seed, REVISITS[seed % 4], drones, sorties, spots, endurance)
        ours = solve_watch(problem, iterations=steps, seed=seed)[0]
        check(problem, ours)
        wave = repeated_wave(problem, 0.0, steps, seed)
        check(problem, wave)
        found.append(closed_priority(problem, ours) / closed_priority(problem, wave))
    return np.array(found)


def test_a_plan_closes_at_least_what_the_repeated_wave_does_after_one_step():
    # one step for the wave, and one for all sorties together
    ratios = ratios_after(1)
    assert ratios.min() >= 1 - 1e-9, f"city {ratios.argmin()}: {ratios.min():.4f}"


def test_sorties_planned_together_close_more_than_the_repeated_wave():
    # of these steps, the wave that our search begins with has a part
    ratios = ratios_after(STEPS)
    assert ratios.min() >= 1 - 1e-9, f"city {ratios.argmin()}: {ratios.min():.4f}"
    assert ratios.mean() >= 1.2
