"""The interface between planning and solving for a whole watch: close the most gap with all sorties together.

As in orienteering.py, routes of limited cost lead from and to launch sites, and each stop has alternatives. But a stop
may be visited by several sorties, each sortie has a launch time, and what counts is what the visits close of the gap
over the watch (see closing.py). A visit that comes soon after another one closes little.
"""

from dataclasses import dataclass

import numpy as np

from .closing import closed
from .orienteering import TOLERANCE, Problem, check_shared, route_cost


@dataclass(frozen=True)
class WatchProblem:
    """G stops, A alternatives, N nodes, B bins. All times are seconds from the start of the watch."""

    routing: Problem
    """The prize of a stop in it is all that visits could close: the sum of its row of `unseen`."""
    duration: np.ndarray
    """(N, N) s from the end of serving node i (from take-off, if i is a start) to the end of serving j (to landing, if
    j is an end)."""
    seen: np.ndarray
    """(A, 2) s from the end of serving an alternative to the beginning and the end of the visit: when its places are
    seen, in the mean. The first is negative as a rule."""
    unseen: np.ndarray
    """(G, B) the priority that patrols leave unseen, by stop and by the bin in which conditions begin."""
    bin_length: float
    """s; the bins begin at the start of the watch."""
    revisit: float
    """R in s"""
    earliest: float
    """The earliest take-off."""
    latest: float
    """The latest take-off."""
    swap: float = 0.0
    """s on the ground between two sorties of a drone."""
    exposure: np.ndarray | None = None
    """(A,) of one visit; None: a drone notices at once."""
    cycle: float = 0.0
    """As in `closing.closed`."""

    @property
    def routes(self) -> int:
        """The most routes that all drones together may fly."""
        return len(self.routing.home) * self.routing.sorties


@dataclass(frozen=True)
class WatchSolution:
    """Routes with launch times."""

    routes: tuple[tuple[int, ...], ...]
    """As in `Solution`: D x sorties routes, those of drone 0 first; an empty one isn't flown. The routes of a drone are
    in the order of their launch times, empty ones last."""
    launch: np.ndarray
    """(D x sorties,) the take-off of each route; NaN for an empty one."""
    home: np.ndarray
    """(D,) the launch site of each drone."""
    iterations: int = 0
    """How many steps the search took."""
    stages: tuple[tuple[int, ...], ...] = ()
    """`Solution.stages` of each of the searches that led to it, none where they were limited by steps."""


def route_times(problem: WatchProblem, site: int, route: tuple[int, ...]) -> np.ndarray:
    """(k + 1,) s from take-off to the end of serving each alternative of a route, then to landing."""
    nodes = np.array([problem.routing.start(site), *route, problem.routing.end(site)])
    return np.cumsum(problem.duration[nodes[:-1], nodes[1:]])


@dataclass(frozen=True)
class Visits:
    """V visits: the stop and the route of each, its beginning and end, and its exposure."""

    stop: np.ndarray
    route: np.ndarray
    first: np.ndarray
    last: np.ndarray
    exposure: np.ndarray


def visits_of(problem: WatchProblem, solution: WatchSolution) -> Visits:
    """The visits of all routes."""
    stop, of, first, last, exposure = [], [], [], [], []
    for index, route in enumerate(solution.routes):
        if route:
            way = np.array(route)
            ends = solution.launch[index] + route_times(
                problem, int(solution.home[index // problem.routing.sorties]), route
            )
            stop.append(problem.routing.stop[way])
            of.append(np.full(len(way), index))
            first.append(ends[:-1] + problem.seen[way, 0])
            last.append(ends[:-1] + problem.seen[way, 1])
            exposure.append(np.full(len(way), np.inf) if problem.exposure is None else problem.exposure[way])
    if not stop:
        whole, real = np.zeros(0, int), np.zeros(0)
        return Visits(whole, whole, real, real, real)
    return Visits(*(np.concatenate(parts) for parts in (stop, of, first, last, exposure)))


def closed_of_stops(problem: WatchProblem, visits: Visits) -> np.ndarray:
    """(G,) the priority of each stop that visits close over the watch."""
    return closed(
        problem.unseen,
        problem.bin_length,
        problem.revisit,
        visits.stop,
        visits.first,
        visits.last,
        visits.exposure,
        problem.cycle,
    )


def closed_priority(problem: WatchProblem, solution: WatchSolution) -> float:
    """The priority that a solution closes over the watch."""
    return float(closed_of_stops(problem, visits_of(problem, solution)).sum())


def check(problem: WatchProblem, solution: WatchSolution) -> None:
    """Raises ValueError if the solution breaks a rule of the problem. All costs and times are summed again."""
    routing = problem.routing
    drones, sorties = len(routing.home), routing.sorties
    if len(solution.home) != drones or len(solution.routes) != drones * sorties:
        raise ValueError("The solution and the problem differ in their number of drones or routes.")
    if np.any((routing.home >= 0) & (routing.home != solution.home)):
        raise ValueError("A drone flies from another launch site than its own.")
    for drone in range(drones):
        site, ready, landed = int(solution.home[drone]), -np.inf, False
        for index in range(drone * sorties, (drone + 1) * sorties):
            route, launch = solution.routes[index], solution.launch[index]
            if not route:
                landed = True
                continue
            if landed:
                raise ValueError(f"Route {index} follows an empty one.")
            if len({int(routing.stop[way]) for way in route}) < len(route):
                raise ValueError(f"Route {index} visits a stop twice.")
            if routing.reach is not None and not routing.reach[site, list(route)].all():
                raise ValueError(f"Route {index} serves a stop that its launch site may not.")
            cost = route_cost(routing, site, route)
            if not cost <= routing.limit * (1 + TOLERANCE):
                raise ValueError(f"Route {index} costs {cost}, more than {routing.limit}.")
            slack = TOLERANCE * max(abs(problem.latest), 1.0)
            if not problem.earliest - slack <= launch <= problem.latest + slack:
                raise ValueError(f"Route {index} takes off at {launch}, outside the hours allowed.")
            if launch < ready - slack:
                raise ValueError(f"Route {index} takes off before its drone is ready.")
            ready = launch + route_times(problem, site, route)[-1] + problem.swap
    check_shared(routing, solution.home, solution.routes)
