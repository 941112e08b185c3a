"""An upper bound on the prize of any solution: the gap between the two shows how good a solution is."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np

from ..progress import Progress, part, quiet
from .limited_progress import LimitedProgress, TimeIsOver
from .ng_routes import NgRoutes, shortest_path_costs
from .orienteering import TOLERANCE, Problem

ROUNDING = 1e-9
"""Share by which a bound is raised: more than the rounding of float sums."""
ARC_LEVELS_PER_SECOND = 2e8
"""Arcs times levels that the dynamic program handles per second. Converts seconds into work, so that the result doesn't
depend on the speed of the machine."""
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


@dataclass(frozen=True)
class Bound:
    """An upper bound on the prize of every solution of a problem."""

    value: float
    method: str
    """The method that found it, in a few words."""
    stages: tuple[int, ...] = ()
    """Where the time limit ended the search, see LimitedProgress; empty where it didn't."""


def upper_bound(
    problem: Problem,
    served: float = 0.0,
    seconds: float = 5.0,
    progress: Progress = quiet,
    limit: float | None = None,
    stages: Sequence[int] = (),
) -> Bound:
    """The least of three bounds: the prize of all stops that a route can serve, a knapsack bound, and a Lagrangian
    bound over relaxed routes, with about `seconds` of work (0 leaves it out). `served` is the prize of a known
    solution: when a bound reaches it, no bound can be lower, and the search ends. The same arguments give the same
    bound, unless `limit`, s from now, ends the search before its work is done. stages: `Bound.stages` of an earlier
    bound that is to be found again."""
    limited = LimitedProgress(progress, limit, stages)
    possible = np.zeros(problem.alternatives, bool)
    for site in _sites(problem):
        progress(0.0)
        possible[shortest_path_costs(problem, site)[2]] = True
    least = Bound(float(problem.prize[np.unique(problem.stop[possible])].sum()), "all stops in reach")
    if least.value > served * (1 + ROUNDING):
        value, multipliers = _knapsack_bound(problem, np.flatnonzero(possible))
        if value < least.value:
            least = Bound(value, "knapsack")
    if least.value > served * (1 + ROUNDING) and problem.limit > 0 and seconds > 0:
        value = _lagrangian_bound(problem, multipliers, served, seconds * ARC_LEVELS_PER_SECOND, limited)
        if value < least.value:
            least = Bound(value, "Lagrangian bound over relaxed routes")
    progress(1.0)
    return replace(least, value=least.value * (1 + ROUNDING), stages=limited.stages)


def _sites(problem: Problem) -> np.ndarray:
    """The launch sites that at least one drone may use."""
    return np.arange(problem.sites) if np.any(problem.home < 0) else np.unique(problem.home)


def _knapsack_bound(problem: Problem, kept: np.ndarray) -> tuple[float, np.ndarray]:
    """The bound of the fractional knapsack of the alternatives `kept`, and (G,) the Lagrangian multipliers that give a
    bound as good: each prize less the value of the capacity that the stop uses.

    Each stop uses half of the cost of its cheapest arc in and half of that of its cheapest arc out (costs include
    serving), and each route uses half of the cheapest first and last leg. No solution costs less, and all routes
    together have a capacity of drones x sorties x limit. The fractional knapsack takes stops in the order of prize per
    cost and the last one in part, so its value is at least that of any choice of whole stops.
    """
    if not len(kept):
        return 0.0, np.zeros_like(problem.prize)
    count, sites = problem.alternatives, problem.sites
    starts, ends = np.arange(count, count + sites), np.arange(count + sites, count + 2 * sites)
    pair_cost = problem.cost[np.ix_(kept, kept)]
    pair_cost[problem.stop[kept][:, None] == problem.stop[kept]] = np.inf
    first, last = problem.cost[np.ix_(starts, kept)], problem.cost[np.ix_(kept, ends)]
    into = np.minimum(pair_cost.min(axis=0), first.min(axis=0))
    out = np.minimum(pair_cost.min(axis=1), last.min(axis=1))
    weight = np.full(len(problem.prize), np.inf)
    np.minimum.at(weight, problem.stop[kept], (into + out) / 2)
    fixed = (first.min() + last.min()) / 2
    capacity = len(problem.home) * problem.sorties * (problem.limit * (1 + TOLERANCE) - fixed)
    value, ratio = _knapsack(problem.prize, weight, capacity)
    with np.errstate(invalid="ignore"):
        capacity_value = np.where(ratio > 0, ratio * weight, 0.0)
    return value, np.maximum(problem.prize - capacity_value, 0)


def _knapsack(prize: np.ndarray, weight: np.ndarray, capacity: float) -> tuple[float, float]:
    """The value of the fractional knapsack, and the prize per weight of the item that is taken in part, 0 if all items
    fit. An item of weight inf is left out."""
    possible = np.isfinite(weight) & (prize > 0)
    prize, weight = prize[possible], weight[possible]
    order = np.argsort(-prize / np.maximum(weight, 1e-300), kind="stable")
    prize, weight = prize[order], weight[order]
    used = np.cumsum(weight)
    whole = int(np.searchsorted(used, capacity, side="right"))
    value = float(prize[:whole].sum())
    if whole == len(prize):
        return value, 0.0
    ratio = float(prize[whole] / weight[whole])
    left = capacity - (used[whole - 1] if whole else 0.0)
    return value + ratio * max(left, 0), ratio


def _lagrangian_bound(
    problem: Problem, multipliers: np.ndarray, served: float, work: float, progress: Progress
) -> float:
    """The least Lagrangian bound found by subgradient optimisation, with coarse and then with fine cost levels.

    The relaxed constraint is "each stop at most once". With Lagrangian multipliers u >= 0 of the stops, no solution
    collects more than sum(u) plus, for each of its routes, the highest value of a route when each visit earns the
    reduced prize, prize - u. This holds for any u, and for relaxed routes too (Fisher, "The Lagrangian relaxation
    method for solving integer programming problems", Management Science 27, 1981).
    """
    # Half of the knapsack's multipliers: from their full value the search would start in a corner of the dual function.
    search = _Search(problem, _sites(problem), multipliers / 2, served)
    with suppress(TimeIsOver):  # what was found until then is a bound
        _searched(search, problem, work, progress)
    return search.least


def _searched(search: "_Search", problem: Problem, work: float, progress: Progress) -> None:
    """Runs the two stages of the search for multipliers."""
    sites = _sites(problem)
    for memory in range(MAX_MEMORY, 0, -1):
        routes = _routes(problem, sites, COARSE_LEVELS, memory, part(progress, 0, 0))
        if _work(routes) * MIN_COARSE_STEPS <= work / 2:
            break
    steps = int(np.clip(work / 2 / _work(routes), MIN_COARSE_STEPS // 2, MAX_COARSE_STEPS))
    search.run(routes, steps, COARSE_STEP_SCALES, part(progress, 0, 0.5))
    widest = max(each.width for each in routes)
    levels = int(min(MAX_FINE_LEVELS, work / 2 / FINE_STEPS / _work(routes) * COARSE_LEVELS, MAX_CELLS / widest))
    if levels > COARSE_LEVELS and not search.is_optimal:
        routes = _routes(problem, sites, levels, memory, part(progress, 0.5, 0.5))
        steps = int(np.clip(work / 2 / _work(routes), 1, MAX_FINE_STEPS))
        search.run(routes, steps, FINE_STEP_SCALES, part(progress, 0.5, 1))


def _routes(problem: Problem, sites: np.ndarray, levels: int, memory: int, progress: Progress) -> list[NgRoutes]:
    """The relaxed routes of each site."""
    routes = []
    for site in sites:
        progress(0.0)
        routes.append(NgRoutes(problem, int(site), levels, memory))
    return routes


def _work(routes: list[NgRoutes]) -> float:
    """The work of one step, in arcs times levels."""
    return float(sum((each.arcs + ARCS_PER_LEVEL) * each.levels for each in routes))


class _Search:
    """The search for multipliers: deflected subgradient steps of Polyak's length."""

    def __init__(self, problem: Problem, sites: np.ndarray, multipliers: np.ndarray, served: float):
        self.problem, self.served = problem, served
        self.fixed_sorties = np.array([np.count_nonzero(problem.home == site) for site in sites]) * problem.sorties
        self.free_sorties = np.count_nonzero(problem.home < 0) * problem.sorties
        self.best_multipliers, self.least = multipliers, np.inf

    @property
    def is_optimal(self) -> bool:
        return self.least <= self.served * (1 + ROUNDING)

    def run(self, routes: list[NgRoutes], steps: int, step_scales: tuple[float, float], progress: Progress) -> None:
        """Makes `steps` steps from the best multipliers so far. `step_scales`: the factor on Polyak's step length in
        the first and in the last step."""
        multipliers, direction = self.best_multipliers, None
        for step, step_scale in enumerate(np.geomspace(*step_scales, steps)):
            value, visits = self._bound(routes, multipliers, part(progress, step / steps, (step + 1) / steps))
            if value < self.least:
                self.least, self.best_multipliers = value, multipliers
            subgradient = 1.0 - visits
            direction = subgradient if direction is None else (1 - DEFLECTION) * subgradient + DEFLECTION * direction
            norm = float((np.where((multipliers <= 0) & (direction > 0), 0, direction) ** 2).sum())
            if self.is_optimal or not norm:
                return
            multipliers = np.maximum(multipliers - step_scale * (value - TARGET * self.least) / norm * direction, 0)

    def _bound(self, routes: list[NgRoutes], multipliers: np.ndarray, progress: Progress) -> tuple[float, np.ndarray]:
        """The bound at some multipliers, and how often its routes visit each stop (G,). Drones without a launch site of
        their own fly from the site whose route has the highest value."""
        reduced_prize = self.problem.prize - multipliers
        best_routes = [each.best(reduced_prize, lambda: progress(0.0)) for each in routes]
        route_value = np.array([value for value, _ in best_routes])
        times = self.fixed_sorties.copy()
        times[route_value.argmax()] += self.free_sorties
        return float(multipliers.sum() + times @ route_value), times @ np.array([visits for _, visits in best_routes])
