"""The most that any plan could serve: what a solution is measured against."""

from dataclasses import dataclass

import numpy as np

from ..progress import Progress, part, quiet
from .ng_routes import NgRoutes, ways
from .orienteering import TOLERANCE, Problem

SLACK = 1e-9
"""Share by which a bound is raised, more than sums of floats may lose."""
SPEED = 2e8
"""Arcs times levels that a dynamic program does in a second: turns seconds into work, so that what comes out doesn't
depend on the clock."""
OVERHEAD = 4000
"""Arcs that take as long as what each level costs besides."""
MOST_CELLS = 10_000_000
"""Numbers that a dynamic program may hold."""
COARSE, FINE = 150, 1000
"""Levels to a limit while the multipliers are sought, and at most when they are settled."""
MOST_STEPS, FEWEST_STEPS = 100, 20
"""At coarse levels: as many as there is work for, and from how many on it is better to remember less."""
MOST_LAST_STEPS, LAST_STEPS = 50, 12
"""At fine levels: at most, and how many the levels are chosen for."""
STRIDES, LAST_STRIDES = (1.0, 0.05), (0.1, 0.01)
"""Share of Polyak's step in the first and in the last step of each stage."""
AIM = 0.8
"""Share of the least bound at which steps aim."""
INERTIA = 0.3
"""Share of each direction that is carried on from the one before."""
MOST_MEMORY = 3


@dataclass(frozen=True)
class Bound:
    """An upper bound on the prize of every solution of a problem."""

    value: float
    method: str
    """how it was found, in a few words"""


def upper_bound(problem: Problem, served: float = 0.0, seconds: float = 5.0, progress: Progress = quiet) -> Bound:
    """The least of the bounds that about `seconds` of work find: all stops that a route can serve, a knapsack of them,
    a Lagrangian bound over relaxed routes. Where `served`, what some plan serves, is met, none can be better and the
    search ends. The same arguments give the same bound; seconds = 0 leaves the last of them out."""
    possible = np.zeros(problem.alternatives, bool)
    for site in _sites(problem):
        progress(0.0)
        possible[ways(problem, site)[2]] = True
    least = Bound(float(problem.prize[np.unique(problem.stop[possible])].sum()), "all stops in reach")
    if least.value > served * (1 + SLACK):
        value, multipliers = _knapsack_of(problem, np.flatnonzero(possible))
        if value < least.value:
            least = Bound(value, "knapsack")
    if least.value > served * (1 + SLACK) and problem.limit > 0 and seconds > 0:
        value = _lagrangian_bound(problem, multipliers, served, seconds * SPEED, progress)
        if value < least.value:
            least = Bound(value, "Lagrangian bound over relaxed routes")
    progress(1.0)
    return Bound(least.value * (1 + SLACK), least.method)


def _sites(problem: Problem) -> np.ndarray:
    """The launch sites from which any drone may fly."""
    return np.arange(problem.sites) if np.any(problem.home < 0) else np.unique(problem.home)


def _knapsack_of(problem: Problem, kept: np.ndarray) -> tuple[float, np.ndarray]:
    """The knapsack's bound, for the alternatives `kept`, and (G,) how much of each prize it doesn't owe to the room
    taken: the multipliers whose Lagrangian bound is as good.

    Each visit of a stop is charged for half of its cheapest way in and half of its cheapest way out besides serving
    it, each route for half of the cheapest first and last leg. No solution pays less for its stops, all routes
    together have DRONES x SORTIES limits, and the knapsack that takes stops by prize per charge, the last one in
    part, holds at least as much as any choice of whole stops.
    """
    if not len(kept):
        return 0.0, np.zeros_like(problem.prize)
    count, sites = problem.alternatives, problem.sites
    starts, ends = np.arange(count, count + sites), np.arange(count + sites, count + 2 * sites)
    among = problem.cost[np.ix_(kept, kept)]
    among[problem.stop[kept][:, None] == problem.stop[kept]] = np.inf
    first, last = problem.cost[np.ix_(starts, kept)], problem.cost[np.ix_(kept, ends)]
    into = np.minimum(among.min(axis=0), first.min(axis=0))
    out = np.minimum(among.min(axis=1), last.min(axis=1))
    charge = np.full(len(problem.prize), np.inf)
    np.minimum.at(charge, problem.stop[kept], (into + out) / 2)
    fixed = (first.min() + last.min()) / 2
    room = len(problem.home) * problem.sorties * (problem.limit * (1 + TOLERANCE) - fixed)
    value, ratio = _knapsack(problem.prize, charge, room)
    with np.errstate(invalid="ignore"):
        owed = np.where(ratio > 0, ratio * charge, 0.0)
    return value, np.maximum(problem.prize - owed, 0)


def _knapsack(prize: np.ndarray, charge: np.ndarray, room: float) -> tuple[float, float]:
    """The fractional knapsack's value, and the prize per charge of what is taken in part, 0 if all fits; a charge of
    inf bars an item."""
    possible = np.isfinite(charge) & (prize > 0)
    prize, charge = prize[possible], charge[possible]
    order = np.argsort(-prize / np.maximum(charge, 1e-300), kind="stable")
    prize, charge = prize[order], charge[order]
    used = np.cumsum(charge)
    whole = int(np.searchsorted(used, room, side="right"))
    value = float(prize[:whole].sum())
    if whole == len(prize):
        return value, 0.0
    ratio = float(prize[whole] / charge[whole])
    left = room - (used[whole - 1] if whole else 0.0)
    return value + ratio * max(left, 0), ratio


def _lagrangian_bound(
    problem: Problem, multipliers: np.ndarray, served: float, work: float, progress: Progress
) -> float:
    """The least bound found while seeking the multipliers of "each stop at most once", at coarse and at fine levels.

    With prices u >= 0 of stops, no solution collects more than sum u + the sum over its routes of the most that a
    route gains when each visit earns prize - u, since a solution serves no stop twice. This holds for any u, and for
    relaxed routes too (Lagrangian relaxation: Fisher, "The Lagrangian relaxation method for solving integer
    programming problems", Management Science 27, 1981).
    """
    sites = _sites(problem)
    for memory in range(MOST_MEMORY, 0, -1):
        routes = _routes(problem, sites, COARSE, memory, part(progress, 0, 0))
        if _work(routes) * FEWEST_STEPS <= work / 2:
            break
    # Half of the knapsack's own multipliers: from all of them the search would start in a corner.
    search = _Search(problem, sites, multipliers / 2, served)
    steps = int(np.clip(work / 2 / _work(routes), FEWEST_STEPS // 2, MOST_STEPS))
    search.run(routes, steps, STRIDES, part(progress, 0, 0.5))
    widest = max(each.width for each in routes)
    levels = int(min(FINE, work / 2 / LAST_STEPS / _work(routes) * COARSE, MOST_CELLS / widest))
    if levels > COARSE and not search.met:
        routes = _routes(problem, sites, levels, memory, part(progress, 0.5, 0.5))
        steps = int(np.clip(work / 2 / _work(routes), 1, MOST_LAST_STEPS))
        search.run(routes, steps, LAST_STRIDES, part(progress, 0.5, 1))
    return search.least


def _routes(problem: Problem, sites: np.ndarray, levels: int, memory: int, progress: Progress) -> list[NgRoutes]:
    """The relaxed routes of each site."""
    routes = []
    for site in sites:
        progress(0.0)
        routes.append(NgRoutes(problem, int(site), levels, memory))
    return routes


def _work(routes: list[NgRoutes]) -> float:
    """What one step takes, in arcs times levels."""
    return float(sum((each.arcs + OVERHEAD) * each.levels for each in routes))


class _Search:
    """The search for multipliers, by subgradient steps of Polyak's length that carry on some of the last direction."""

    def __init__(self, problem: Problem, sites: np.ndarray, multipliers: np.ndarray, served: float):
        self.problem, self.served = problem, served
        self.bound_to = np.array([np.count_nonzero(problem.home == site) for site in sites]) * problem.sorties
        self.free = np.count_nonzero(problem.home < 0) * problem.sorties
        self.multipliers, self.least = multipliers, np.inf

    @property
    def met(self) -> bool:
        return self.least <= self.served * (1 + SLACK)

    def run(self, routes: list[NgRoutes], steps: int, strides: tuple[float, float], progress: Progress) -> None:
        """Steps from the best multipliers so far. `strides`: the share of Polyak's step at first and at last."""
        prices, direction = self.multipliers, None
        for step, stride in enumerate(np.geomspace(*strides, steps)):
            value, visits = self._bound(routes, prices, part(progress, step / steps, (step + 1) / steps))
            if value < self.least:
                self.least, self.multipliers = value, prices
            slope = 1.0 - visits
            direction = slope if direction is None else (1 - INERTIA) * slope + INERTIA * direction
            norm = float((np.where((prices <= 0) & (direction > 0), 0, direction) ** 2).sum())
            if self.met or not norm:
                return
            prices = np.maximum(prices - stride * (value - AIM * self.least) / norm * direction, 0)

    def _bound(self, routes: list[NgRoutes], prices: np.ndarray, progress: Progress) -> tuple[float, np.ndarray]:
        """The bound at some prices, and how often its routes visit each stop (G,): a drone that may choose flies from
        where a route gains most."""
        gain = self.problem.prize - prices
        found = [each.best(gain, lambda: progress(0.0)) for each in routes]
        gained = np.array([value for value, _ in found])
        times = self.bound_to.copy()
        times[gained.argmax()] += self.free
        return float(prices.sum() + times @ gained), times @ np.array([visits for _, visits in found])
