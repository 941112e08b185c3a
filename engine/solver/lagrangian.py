"""The search for Lagrangian multipliers that give a low bound over relaxed routes.

Each value of the dual function is an upper bound, whatever the multipliers (Fisher, "The Lagrangian relaxation method
for solving integer programming problems", Management Science 27, 1981). The search takes deflected subgradient steps of
Polyak's length, first with coarse and then with fine cost levels of the routes.
"""

from collections.abc import Callable

import numpy as np

from ..progress import Progress, part
from .ng_routes import NgRoutes
from .orienteering import Problem

ROUNDING = 1e-9
"""Share by which a bound is raised: more than the rounding of float sums."""
ARCS_PER_LEVEL = 4000
"""The fixed work of a level, in arcs that take the same time."""
MAX_CELLS = 10_000_000
"""Largest number of elements in the table of a dynamic program."""
COARSE_LEVELS, MAX_FINE_LEVELS = 150, 1000
"""Cost levels per limit in the first stage of the multiplier search, and at most in the second."""
MAX_COARSE_STEPS, MIN_COARSE_STEPS = 100, 20
"""Steps of the first stage: the maximum, and the number below which a smaller ng-set is used instead."""
MAX_FINE_STEPS, FINE_STEPS = 50, 12
"""Steps of the second stage: the maximum, and the number for which the levels are chosen."""
COARSE_STEP_SCALES, FINE_STEP_SCALES = (1.0, 0.05), (0.1, 0.01)
"""The factor on Polyak's step length in the first and in the last step of each stage."""
TARGET = 0.8
"""The target value in Polyak's step length, as a share of the least bound so far."""
DEFLECTION = 0.3
"""The weight of the previous direction in each direction (a deflected subgradient)."""
MAX_MEMORY = 3
"""The largest size of an ng-set."""

Dual = Callable[[np.ndarray, Progress], tuple[float, np.ndarray]]
"""The dual function: multipliers (G,) to its value and a subgradient there (G,)."""


def sites_of(problem: Problem) -> np.ndarray:
    """The launch sites that at least one drone may use."""
    return np.arange(problem.sites) if np.any(problem.home < 0) else np.unique(problem.home)


def least_bound(
    problem: Problem,
    dual_of: Callable[[list[NgRoutes]], Dual],
    multipliers: np.ndarray,
    known: float,
    work: float,
    progress: Progress,
    beside: float = 0.0,
    worth_of: Callable[[np.ndarray], np.ndarray] | None = None,
) -> tuple[float, np.ndarray]:
    """The least value of a dual function that the search finds from some multipliers (G,) within some work (arcs times
    levels), and its multipliers. The same arguments give the same value.

    dual_of: the dual function over the relaxed routes of each site of `sites_of`. known: the value of a known solution;
    a bound that reaches it ends the search. beside: the work of a step beside that of the routes. worth_of: about what
    a visit of each stop earns in the routes, (G,) from the multipliers, for the choice of ng-sets in the second stage.
    """
    for memory in range(MAX_MEMORY, 0, -1):
        routes = _routes(problem, COARSE_LEVELS, memory, part(progress, 0, 0))
        if (_work(routes) + beside) * MIN_COARSE_STEPS <= work / 2:
            break
    search = _Search(multipliers, known)
    steps = int(np.clip(work / 2 / (_work(routes) + beside), MIN_COARSE_STEPS // 2, MAX_COARSE_STEPS))
    search.run(dual_of(routes), steps, COARSE_STEP_SCALES, part(progress, 0, 0.5))
    widest = max(each.width for each in routes)
    of_step = max(work / 2 / FINE_STEPS - beside, 0.0)
    levels = int(min(MAX_FINE_LEVELS, of_step / _work(routes) * COARSE_LEVELS, MAX_CELLS / widest))
    if levels > COARSE_LEVELS and not search.is_optimal:
        worth = worth_of(search.best_multipliers) if worth_of else None
        routes = _routes(problem, levels, memory, part(progress, 0.5, 0.5), worth)
        steps = int(np.clip(work / 2 / (_work(routes) + beside), 1, MAX_FINE_STEPS))
        search.run(dual_of(routes), steps, FINE_STEP_SCALES, part(progress, 0.5, 1))
    return search.least, search.best_multipliers


def _routes(
    problem: Problem, levels: int, memory: int, progress: Progress, worth: np.ndarray | None = None
) -> list[NgRoutes]:
    """The relaxed routes of each site."""
    routes = []
    for site in sites_of(problem):
        progress(0.0)
        routes.append(NgRoutes(problem, int(site), levels, memory, worth))
    return routes


def _work(routes: list[NgRoutes]) -> float:
    """The work of one step, in arcs times levels."""
    return float(sum((each.arcs + ARCS_PER_LEVEL) * each.levels for each in routes))


class _Search:
    """The least bound so far and its multipliers, which are at least 0."""

    def __init__(self, multipliers: np.ndarray, known: float):
        self.best_multipliers, self.least, self.known = multipliers, np.inf, known

    @property
    def is_optimal(self) -> bool:
        return self.least <= self.known * (1 + ROUNDING)

    def run(self, dual: Dual, steps: int, step_scales: tuple[float, float], progress: Progress) -> None:
        """Makes `steps` steps from the best multipliers so far. `step_scales`: the factor on Polyak's step length in
        the first and in the last step."""
        multipliers, direction = self.best_multipliers, None
        for step, step_scale in enumerate(np.geomspace(*step_scales, steps)):
            value, subgradient = dual(multipliers, part(progress, step / steps, (step + 1) / steps))
            if value < self.least:
                self.least, self.best_multipliers = value, multipliers
            direction = subgradient if direction is None else (1 - DEFLECTION) * subgradient + DEFLECTION * direction
            norm = float((np.where((multipliers <= 0) & (direction > 0), 0, direction) ** 2).sum())
            if self.is_optimal or not norm:
                return
            multipliers = np.maximum(multipliers - step_scale * (value - TARGET * self.least) / norm * direction, 0)
