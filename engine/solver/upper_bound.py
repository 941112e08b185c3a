"""An upper bound on the prize of any solution: the gap between the two shows how good a solution is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..language import tr
from ..progress import Progress, quiet
from .lagrangian import ROUNDING, least_bound, sites_of
from .limited_progress import LimitedProgress
from .ng_routes import NgRoutes, shortest_path_costs
from .orienteering import TOLERANCE, Problem

ARC_LEVELS_PER_SECOND = 2e8
"""Arcs times levels that the dynamic program handles per second. Converts seconds into work, so that the result doesn't
depend on the speed of the machine."""


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
    for site in sites_of(problem):
        progress(0.0)
        possible[shortest_path_costs(problem, site)[2]] = True
    least = Bound(float(problem.prize[np.unique(problem.stop[possible])].sum()), tr("all stops in reach"))
    if least.value > served * (1 + ROUNDING):
        value, multipliers = _knapsack_bound(problem, np.flatnonzero(possible))
        if value < least.value:
            least = Bound(value, "knapsack")
    if least.value > served * (1 + ROUNDING) and problem.limit > 0 and seconds > 0:
        value = _lagrangian_bound(problem, multipliers, served, seconds * ARC_LEVELS_PER_SECOND, limited)
        if value < least.value:
            least = Bound(value, tr("Lagrangian bound over relaxed routes"))
    progress(1.0)
    return replace(least, value=least.value * (1 + ROUNDING), stages=limited.stages)


def _knapsack_bound(problem: Problem, kept: np.ndarray) -> tuple[float, np.ndarray]:
    """The bound of the fractional knapsack of the alternatives `kept`, and (G,) the Lagrangian multipliers that give a
    bound as good: each prize less the value of the capacity that the stop uses.

    The fractional knapsack takes stops in the order of prize per cost and the last one in part, so its value is at
    least that of any choice of whole stops.
    """
    weight, capacity = visit_costs(problem, kept)
    value, ratio = _knapsack(problem.prize, weight, capacity)
    with np.errstate(invalid="ignore"):
        capacity_value = np.where(ratio > 0, ratio * weight, 0.0)
    return value, np.maximum(problem.prize - capacity_value, 0)


def visit_costs(problem: Problem, kept: np.ndarray) -> tuple[np.ndarray, float]:
    """(G,) the least cost of a visit of each stop by the alternatives `kept`, inf if it has none, and what all visits
    of all routes may cost.

    Each visit costs half of the cost of its cheapest arc in and half of that of its cheapest arc out (costs include
    serving), and each route uses half of the cheapest first and last leg. No solution costs less, and all routes
    together have a capacity of drones x sorties x limit.
    """
    weight = np.full(len(problem.prize), np.inf)
    if not len(kept):
        return weight, 0.0
    count, sites = problem.alternatives, problem.sites
    starts, ends = np.arange(count, count + sites), np.arange(count + sites, count + 2 * sites)
    pair_cost = problem.cost[np.ix_(kept, kept)]
    pair_cost[problem.stop[kept][:, None] == problem.stop[kept]] = np.inf
    first, last = problem.cost[np.ix_(starts, kept)], problem.cost[np.ix_(kept, ends)]
    into = np.minimum(pair_cost.min(axis=0), first.min(axis=0))
    out = np.minimum(pair_cost.min(axis=1), last.min(axis=1))
    np.minimum.at(weight, problem.stop[kept], (into + out) / 2)
    fixed = (first.min() + last.min()) / 2
    return weight, len(problem.home) * problem.sorties * (problem.limit * (1 + TOLERANCE) - fixed)


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
    """The least Lagrangian bound found by subgradient optimisation.

    The relaxed constraint is "each stop at most once". With Lagrangian multipliers u >= 0 of the stops, no solution
    collects more than sum(u) plus, for each of its routes, the highest value of a route when each visit earns the
    reduced prize, prize - u. This holds for any u, and for relaxed routes too.
    """
    # Half of the knapsack's multipliers: from their full value the search would start in a corner of the dual function.
    return least_bound(problem, lambda routes: _Dual(problem, routes), multipliers / 2, served, work, progress)[0]


class _Dual:
    """The dual function: the sum of the multipliers and of the values of all routes."""

    def __init__(self, problem: Problem, routes: list[NgRoutes]):
        self.prize, self.routes = problem.prize, routes
        homes = [np.count_nonzero(problem.home == site) for site in sites_of(problem)]
        self.fixed_sorties = np.array(homes) * problem.sorties
        self.free_sorties = np.count_nonzero(problem.home < 0) * problem.sorties

    def __call__(self, multipliers: np.ndarray, progress: Progress) -> tuple[float, np.ndarray]:
        """The bound at some multipliers (G,), and its subgradient. Drones without a launch site of their own fly from
        the site whose route has the highest value."""
        reduced_prize = self.prize - multipliers
        best_routes = [each.best(reduced_prize, lambda: progress(0.0)) for each in self.routes]
        route_value = np.array([value for value, _ in best_routes])
        times = self.fixed_sorties.copy()
        times[route_value.argmax()] += self.free_sorties
        value = float(multipliers.sum() + times @ route_value)
        return value, 1.0 - times @ np.array([visits for _, visits in best_routes])
