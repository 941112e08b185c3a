"""The networks that a plan is searched in: one, or two where time over privacy areas is limited."""

from dataclasses import dataclass, replace

import numpy as np

from ..airspace.airspace import Airspace
from ..airspace.closed_areas import without
from ..drones.aircraft import Aircraft
from ..drones.flight_plan import ENCLOSED, GROUND_PATROL, NO_BATTERY_LEFT
from ..progress import Progress, part, quiet
from ..solver.orienteering import Problem, Solution, route_cost, shared_use
from ..solver.watch import WatchSolution
from .crossings import Crossings, MixedPaths
from .route_flights import RouteFlights
from .stop_network import Network, network_of
from .task import Task

STEPS = 1024
"""Steps of a second: times are rounded up to them, so that the search finds the same plan on all machines."""
WORTH = 0.03
"""Share of the energy of all batteries together that the whole budget is worth. From it follows when a detour pays:
the less budget there is, the longer it may be."""
NEARLY = 0.9
"""Share of the budget: a plan that uses less is not held back by it, and is not searched for again."""


@dataclass(frozen=True)
class RouteOption:
    """One of the networks, with its problem."""

    problem: Problem
    route_flights: RouteFlights

    def binds(self, solution: Solution | WatchSolution) -> bool:
        """Whether the budget may hold the plan back."""
        used = shared_use(self.problem, solution.home, solution.routes)
        return used > NEARLY * self.problem.shared_limit


def route_options(
    problem: Problem, flights: RouteFlights, aircraft: Aircraft, airspace: Airspace, task: Task, progress: Progress
) -> list[RouteOption]:
    """The networks to search in, that with the cheapest paths first.

    problem, flights: of the network with the cheapest paths, for `aircraft`; airspace: where drones may fly. Where the
    budget of time over privacy areas may bind, the second network has paths around these areas, except where the
    detour takes more energy than the time saved is worth (WORTH).
    """
    crossings, network = flights.crossings, flights.network
    if not crossings.limited:
        return [RouteOption(problem, flights)]
    over = crossings.of_paths(network.paths, aircraft, part(progress, 0, 0.4))
    if not (over[np.isfinite(over)] > 0).any():
        return [RouteOption(problem, flights)]
    routes = len(problem.home) * problem.sorties
    price = WORTH * routes * problem.limit / crossings.budget
    far_around = without(airspace, crossings.area)
    sites = flights.fleet.sites
    around = network_of(network.stops, sites, far_around, aircraft, task.max_range, part(progress, 0.4, 1)).paths
    with np.errstate(invalid="ignore"):  # no way costs infinitely much, around as well
        worth = around.cost - network.paths.cost <= price * np.nan_to_num(over, posinf=0.0)
    detour = np.isfinite(around.cost) & worth
    detour &= np.nan_to_num(over, posinf=0.0) > 0
    mixed = replace(network, paths=MixedPaths(network.paths, around, detour))
    fleet = flights.fleet
    return [
        RouteOption(_limited(problem, network, over, crossings, 0.0), flights),
        RouteOption(
            _limited(
                mixed.problem(aircraft, fleet.home, fleet.sorties), mixed, np.where(detour, 0.0, over), crossings, price
            ),
            replace(flights, network=mixed),
        ),
    ]


def _limited(problem: Problem, network: Network, over: np.ndarray, crossings: Crossings, price: float) -> Problem:
    """The problem with the time over privacy areas, limited by the budget. over: (T, T) s between places; price: J for
    a second."""
    sites, count = len(network.reach), len(network.stop)
    over = np.ceil(np.where(np.isfinite(over), over, 0.0) * STEPS - 1e-3) / STEPS
    shared = np.zeros(problem.cost.shape)
    shared[:count, :count] = over[network.exit[:, None], network.entry]
    shared[count : count + sites, :count] = over[:sites][:, network.entry]
    shared[:count, count + sites :] = over[network.exit][:, :sites]
    return replace(problem, shared=shared, shared_limit=crossings.budget, shared_price=price)


def task_of_turn(task: Task, turn: int, turns: int, stages: int) -> Task:
    """The task of one of several searches that share the time or the steps. stages: of those before it."""
    if turns == 1:
        return task
    steps = max(1, task.iterations // turns) if task.iterations else 0
    return replace(task, seconds=task.seconds / turns, iterations=steps, stages=task.stages[stages:])


def ground_patrols(
    options: list[RouteOption],
    best: RouteOption,
    solution: Solution | WatchSolution,
    reasons: list[str],
    airspace: Airspace,
    aircraft: Aircraft,
    task: Task,
) -> list[str]:
    """The reasons of stops that are not served, GROUND_PATROL for those that privacy areas keep from it.

    A stop that some sortie has the battery for, but not the time left over such areas, is one; and so is one that can
    be reached across the areas, but not around them. reasons: for each stop, from Network.reasons; solution: of the
    option `best`; airspace: outside of no-fly zones alone.
    """
    flights = best.route_flights
    crossings, network = flights.crossings, flights.network
    found = list(reasons)
    if crossings.closed and ENCLOSED in reasons:
        easier = network_of(network.stops, flights.fleet.sites, airspace, aircraft, task.max_range, quiet)
        easier = replace(easier, missing=network.missing)
        reached = easier.problem(aircraft, flights.fleet.home, flights.fleet.sorties).reachable().any(axis=0)
        for stop in np.unique(network.stop[reached]).tolist():
            found[stop] = GROUND_PATROL if reasons[stop] == ENCLOSED else found[stop]
    if best.problem.shared is not None:
        stopped = _stopped_by_budget(options, best, solution)
        for stop in np.unique(network.stop[stopped]).tolist():
            found[stop] = GROUND_PATROL if reasons[stop] == NO_BATTERY_LEFT else found[stop]
    return found


def _stopped_by_budget(options: list[RouteOption], best: RouteOption, solution: Solution | WatchSolution) -> np.ndarray:
    """(A,) whether some route has the battery for one more alternative, but for none of these the time over areas is
    left."""
    problem = best.problem
    left = problem.shared_limit - shared_use(problem, solution.home, solution.routes)
    has_battery, fits = (np.zeros(problem.alternatives, bool) for _ in range(2))
    for index, route in enumerate(solution.routes):
        drone = index // problem.sorties
        own = range(drone * problem.sorties, (drone + 1) * problem.sorties)
        grounded = problem.home[drone] < 0 and not any(solution.routes[other] for other in own)
        for site in range(problem.sites) if grounded else (int(solution.home[drone]),):
            nodes = np.array([problem.start(site), *route, problem.end(site)])
            room = problem.limit - route_cost(problem, site, route)
            for option in options:
                added, taken = (
                    _added(matrix, nodes, problem.alternatives, bool(route))
                    for matrix in (option.problem.cost, option.problem.shared)
                )
                allowed = (added <= room) & (True if problem.reach is None else problem.reach[site])
                has_battery |= allowed.any(axis=0)
                fits |= (allowed & (taken <= left)).any(axis=0)
    return has_battery & ~fits


def _added(matrix: np.ndarray, nodes: np.ndarray, count: int, flown: bool) -> np.ndarray:
    """(W - 1, A) what inserting each alternative at each position of a route adds to a sum. An empty route has none."""
    with np.errstate(invalid="ignore"):
        legs = matrix[nodes[:-1], nodes[1:]] if flown else np.zeros(len(nodes) - 1)
        found = matrix[nodes[:-1], :count] + matrix[:count, nodes[1:]].T - legs[:, None]
    return np.where(np.isfinite(found), found, np.inf)
