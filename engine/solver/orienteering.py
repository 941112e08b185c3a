"""The interface between planning and solving: the team orienteering problem and its solution, as plain arrays.

The problem is team orienteering with exclusive alternatives: collect the most prize with routes of limited cost. Each
stop has one or more alternatives (a line's two directions, a polygon's corners), of which at most one is visited. Each
drone keeps one launch site, and each of its sorties is a route from and to that site. A solver takes a `Problem` and
returns a `Solution`, and needs nothing else; `check` verifies the result. To use another solver, replace `solve` in
search.py.
"""

from dataclasses import dataclass

import numpy as np

TOLERANCE = 1e-9
"""Share of the limit by which a route may exceed it, for rounding."""


@dataclass(frozen=True)
class Problem:
    """A team orienteering problem with G stops, A alternatives in all, S launch sites and D drones.

    Nodes are the A alternatives, then the S starts, then the S ends (a start and an end may be different places).
    cost[i, j] is the cost of going from node i to node j and of serving j: one resource, in any unit (the energy of a
    battery, the length of a tour), asymmetric, inf where there is no path.
    """

    prize: np.ndarray
    """(G,) the prize for serving each stop, not negative."""
    stop: np.ndarray
    """(A,) the stop that each alternative serves."""
    cost: np.ndarray
    """(A + 2 S, A + 2 S) as above."""
    limit: float
    """The most that one route may cost."""
    home: np.ndarray
    """(D,) each drone's launch site, -1 where the solver chooses."""
    sorties: int = 1
    """How many routes each drone may fly."""
    reach: np.ndarray | None = None
    """(S, A) whether drones of a site may serve an alternative; None if they always may."""
    shared: np.ndarray | None = None
    """(A + 2 S, A + 2 S) what going from node i to node j takes of a second resource, which all routes share, not
    negative; None: nothing."""
    shared_limit: float = np.inf
    """The most that all routes together may take of it."""
    shared_price: float = 0.0
    """The cost that a unit of it counts as when a search compares insertions and moves. It only guides the search."""

    @property
    def alternatives(self) -> int:
        return len(self.stop)

    @property
    def sites(self) -> int:
        return (len(self.cost) - len(self.stop)) // 2

    def start(self, site: int) -> int:
        """The node where routes of `site` begin."""
        return self.alternatives + site

    def end(self, site: int) -> int:
        """The node where routes of `site` end."""
        return self.alternatives + self.sites + site

    def reachable(self) -> np.ndarray:
        """(S, A) whether a route of each site could serve each alternative alone, as far as its own cost goes: what it
        takes of the shared resource may be less on the way to others."""
        first = self.alternatives
        starts, ends = slice(first, first + self.sites), slice(first + self.sites, None)
        alone = self.cost[starts, :first] + self.cost[:first, ends].T
        within = alone <= self.limit * (1 + TOLERANCE)
        return within if self.reach is None else within & self.reach


@dataclass(frozen=True)
class Solution:
    """A solution of a `Problem`: the routes of all drones."""

    routes: tuple[tuple[int, ...], ...]
    """D x sorties routes, those of drone 0 first, each the alternatives in the order visited; an empty one isn't
    flown."""
    home: np.ndarray
    """(D,) the launch site of each drone."""
    iterations: int = 0
    """How many steps the solver took."""
    stages: tuple[int, ...] = ()
    """The steps at which the stages of a search limited by time ended; the last one is the number of steps."""


def route_cost(problem: Problem, site: int, route: tuple[int, ...]) -> float:
    """The cost of a route from the site's start through its alternatives to the site's end; 0 if it is empty."""
    if not route:
        return 0.0
    nodes = np.array([problem.start(site), *route, problem.end(site)])
    return float(problem.cost[nodes[:-1], nodes[1:]].sum())


def shared_use(problem: Problem, home: np.ndarray, routes: tuple[tuple[int, ...], ...]) -> float:
    """What routes take of the shared resource together. home, routes: as in `Solution`."""
    if problem.shared is None:
        return 0.0
    total = 0.0
    for index, route in enumerate(routes):
        if route:
            site = int(home[index // problem.sorties])
            nodes = np.array([problem.start(site), *route, problem.end(site)])
            total += float(problem.shared[nodes[:-1], nodes[1:]].sum())
    return total


def check_shared(problem: Problem, home: np.ndarray, routes: tuple[tuple[int, ...], ...]) -> None:
    """Raises ValueError if routes take more of the shared resource than they may."""
    used = shared_use(problem, home, routes)
    if not used <= problem.shared_limit * (1 + TOLERANCE):
        raise ValueError(f"The routes take {used} of what they share, more than {problem.shared_limit}.")


def collected(problem: Problem, solution: Solution) -> float:
    """The total prize of the stops served."""
    served = [alternative for route in solution.routes for alternative in route]
    return float(problem.prize[problem.stop[served]].sum()) if served else 0.0


def check(problem: Problem, solution: Solution) -> None:
    """Raises ValueError if the solution breaks a rule of the problem. All costs are summed again from the problem."""
    drones = len(problem.home)
    if len(solution.home) != drones or len(solution.routes) != drones * problem.sorties:
        raise ValueError("The solution and the problem differ in their number of drones or routes.")
    if np.any((problem.home >= 0) & (problem.home != solution.home)):
        raise ValueError("A drone flies from another launch site than its own.")
    served = [int(problem.stop[alternative]) for route in solution.routes for alternative in route]
    if len(set(served)) < len(served):
        raise ValueError("A stop is served twice.")
    for index, route in enumerate(solution.routes):
        site = int(solution.home[index // problem.sorties])
        if problem.reach is not None and not problem.reach[site, list(route)].all():
            raise ValueError(f"Route {index} serves a stop that its launch site may not.")
        cost = route_cost(problem, site, route)
        if not cost <= problem.limit * (1 + TOLERANCE):
            raise ValueError(f"Route {index} costs {cost}, more than {problem.limit}.")
    check_shared(problem, solution.home, solution.routes)
