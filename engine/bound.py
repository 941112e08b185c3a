"""The most that any plan could serve: what a solution is measured against."""

import numpy as np

from .orienteering import TOLERANCE, Problem


def knapsack_bound(problem: Problem) -> float:
    """An upper bound on the prize of every solution, by a fractional knapsack.

    Each visit of a stop is charged for half of its cheapest way in and half of its cheapest way out besides serving
    it, each route for half of the cheapest first and last leg. No solution pays less for its stops, all routes
    together have DRONES x SORTIES limits, and the knapsack that takes stops by prize per charge, the last one in
    part, holds at least as much as any choice of whole stops.
    """
    reachable = problem.reachable().any(axis=0)
    kept = np.flatnonzero(reachable)
    if not len(kept):
        return 0.0
    count, sites = problem.alternatives, problem.sites
    starts, ends = np.arange(count, count + sites), np.arange(count + sites, count + 2 * sites)
    among = problem.cost[np.ix_(kept, kept)].copy()
    among[problem.stop[kept][:, None] == problem.stop[kept]] = np.inf
    first, last = problem.cost[np.ix_(starts, kept)], problem.cost[np.ix_(kept, ends)]
    into = np.minimum(among.min(axis=0), first.min(axis=0))
    out = np.minimum(among.min(axis=1), last.min(axis=1))
    charge = np.full(len(problem.prize), np.inf)
    np.minimum.at(charge, problem.stop[kept], (into + out) / 2)
    fixed = (first.min() + last.min()) / 2
    routes = len(problem.home) * problem.sorties
    room = routes * (problem.limit * (1 + TOLERANCE) - fixed)
    return _knapsack(problem.prize, np.maximum(charge, 0), room)


def _knapsack(prize: np.ndarray, charge: np.ndarray, room: float) -> float:
    """The fractional knapsack's value; a charge of inf bars an item."""
    possible = np.isfinite(charge) & (prize > 0)
    prize, charge = prize[possible], charge[possible]
    order = np.argsort(-prize / np.maximum(charge, 1e-300))
    prize, charge = prize[order], charge[order]
    used = np.cumsum(charge)
    whole = int(np.searchsorted(used, room, side="right"))
    value = float(prize[:whole].sum())
    if whole < len(prize):
        left = room - (used[whole - 1] if whole else 0.0)
        value += float(prize[whole] * max(left, 0) / charge[whole])
    return value
