"""The plan of one night: which spots are served, by which drone, when, along which path."""

from collections import Counter
from dataclasses import dataclass, field, replace

import numpy as np
import shapely

from ..airspace.airspace import Airspace
from ..drones.aircraft import JOULES_PER_WH, Aircraft
from ..errors import UserError
from ..progress import Progress, part, quiet
from ..solver.orienteering import Problem, Solution, check, collected
from ..solver.search import solve
from ..solver.upper_bound import upper_bound
from ..tables import geometries_of, geopandas
from ..text import plain_text
from .flight import Flight, Stretch, flown
from .schedule import Separation, starts_of
from .stop_network import Network, network_of
from .stops import Service, Targets, UnservedPart, stops_of
from .sweep_cache import SweepCache

MAX_ATTEMPTS = 6
"""The most runs of the solver until every sortie, flown exactly over the ground, keeps its reserve."""


@dataclass(frozen=True)
class Fleet:
    """Launch sites and the drones that fly from them."""

    sites: np.ndarray
    """(S, 2)"""
    names: tuple[str, ...]
    """(S,) the names of the sites"""
    home: np.ndarray
    """(D,) index of each drone's launch site, -1 where the solver chooses it; a drone keeps its site all night"""
    sorties: int = 1
    """the most sorties of each drone"""
    swap_time: float = 0.0
    """s on the ground between two sorties of a drone"""

    @classmethod
    def from_table(
        cls, sites: geopandas.GeoDataFrame, drones: int | np.ndarray, sorties: int = 1, swap_time: float = 0.0
    ) -> "Fleet":
        """The fleet of a table of launch sites, points or multipoints in metres; each point is a site.

        Sites are named by the column `name`, or by the index where that is missing or empty. drones: the number of all
        drones, whose sites the solver chooses; or (n,) the number at each row, which start at its first point.
        swap_time: s.
        """
        labels = [str(label) for label in sites.index]
        own = sites["name"].tolist() if "name" in sites.columns else [""] * len(sites)
        places, row = shapely.get_coordinates(geometries_of(sites), return_index=True)
        if np.ndim(drones):
            home = np.repeat(np.searchsorted(row, np.arange(len(sites))), np.asarray(drones, np.int64))
        else:
            home = np.full(drones, -1)
        names = [plain_text(name) or label for name, label in zip(own, labels, strict=True)]
        return cls(places, tuple(names[index] for index in row), home, sorties, swap_time)


@dataclass(frozen=True)
class Task:
    """How spots are served, and how much effort planning takes."""

    service: Service = field(default_factory=Service)
    max_range: float | None = None
    """m, the greatest straight-line distance of a drone from its launch site"""
    separation: Separation = field(default_factory=Separation)
    begins: float = 0.0
    """s since the epoch, or 0: start of the plan"""
    seconds: float = 10.0
    """s for the solver"""
    iterations: int = 0
    """steps of the solver; 0: limited by time instead"""
    stages: tuple[tuple[int, ...], ...] = ()
    """`Plan.stages` of an earlier plan, limited by time, that is to be made again"""
    seed: int = 0
    bound_seconds: float = 5.0
    """s for the upper bound, but at most half of `seconds`; 0 for a quick bound"""


@dataclass(frozen=True)
class Sortie:
    """One flight on one battery."""

    drone: int
    """from 1"""
    number: int
    """of the drone's sorties, from 1"""
    site: int
    """index into Fleet.sites"""
    start: float
    """s, in the time reference of Task.begins"""
    altitude: float
    """m above ground, of the drone's layer"""
    flight: Flight
    spots: tuple[int, ...]
    """indices into Targets in the order served; a spot that was cut appears once for each piece"""
    priority: float

    @property
    def end(self) -> float:
        return self.start + self.flight.duration

    @property
    def energy_wh(self) -> float:
        return self.flight.energy / JOULES_PER_WH

    def line(self) -> np.ndarray:
        """(m, 4) x, y, z in m, time in s."""
        return self.flight.line(self.start)


@dataclass(frozen=True)
class Plan:
    """What is flown, and what isn't served."""

    sorties: tuple[Sortie, ...]
    unserved: tuple[UnservedPart, ...]
    served_priority: float
    total_priority: float
    upper_bound: float
    """priority that no plan can exceed that serves these stops in the ways considered"""
    bound_method: str
    """how the upper bound was found"""
    iterations: int
    stops: int
    """number of stops that the spots were turned into"""
    stages: tuple[tuple[int, ...], ...] = ()
    """`Solution.stages` of each run of the solver, in their order, where it was limited by time; with them the plan
    can be made again"""


def plan_sorties(
    spots: Targets,
    fleet: Fleet,
    airspace: Airspace,
    aircraft: Aircraft,
    task: Task,
    progress: Progress = quiet,
    sweeps: SweepCache | None = None,
) -> Plan:
    """The plan with the highest served priority that the solver finds.

    sweeps: the cache of coverage paths of earlier plans. Raises UserError if there is no launch site, one lies in a
    no-fly zone, the ground is unknown where drones must fly, or there are too many stops.
    """
    check_sites(fleet, airspace)
    # planned as if every drone were on the highest layer used, so that the energy needed is not underestimated
    highest = aircraft.raised(float(task.separation.heights(len(fleet.home)).max(initial=0.0)))
    stops, refused = stops_of(
        spots, fleet.sites, airspace, highest, task.service, task.max_range, part(progress, 0, 0.1), sweeps
    )
    if aircraft.ground is not None:
        _check_ground([way for stop in stops for way in stop.ways], fleet, highest)
    network = network_of(stops, fleet.sites, airspace, highest, task.max_range, part(progress, 0.1, 0.4))
    problem = network.problem(highest, fleet.home, fleet.sorties)
    if aircraft.ground is not None:
        _check_legs(network, problem, fleet, airspace, highest, task, part(progress, 0.4, 0.45))
    route_flights = RouteFlights(network, fleet, aircraft, task.separation)
    problem, solution, flights, stages = _solved(problem, route_flights, task, part(progress, 0.45, 0.75))
    # drones on the lowest layer need the least energy, so their bound holds for all
    bound = upper_bound(
        network.problem(aircraft, fleet.home, fleet.sorties),
        collected(problem, solution),
        min(task.bound_seconds, task.seconds / 2),
        part(progress, 0.75, 0.95),
    )
    sorties = _sorties(route_flights, solution, flights, task, part(progress, 0.95, 1))
    served = {int(problem.stop[way]) for route in solution.routes for way in route}
    reasons = network.reasons(problem, highest)
    left = [_unserved(network, index, reasons[index]) for index in range(len(stops)) if index not in served]
    return Plan(
        tuple(sorties),
        tuple(_merged(refused + left)),
        float(sum(sortie.priority for sortie in sorties)),
        float(spots.priority[spots.priority > 0].sum()),
        bound.value,
        bound.method,
        solution.iterations,
        len(stops),
        stages,
    )


@dataclass(frozen=True)
class RouteFlights:
    """The fleet on its network, with each drone's altitude layer: turns routes into flights."""

    network: Network
    fleet: Fleet
    aircraft: Aircraft
    separation: Separation

    def flights(self, solution: Solution) -> dict[int, Flight]:
        """The flight of each non-empty route, by the route's index."""
        heights = self.separation.heights(len(solution.home))
        return {
            index: flown(
                stretches_of(self.network, route, int(solution.home[index // self.fleet.sorties])),
                self.aircraft.raised(float(heights[index // self.fleet.sorties])),
            )
            for index, route in enumerate(solution.routes)
            if route
        }


def _solved(
    problem: Problem, route_flights: RouteFlights, task: Task, progress: Progress
) -> tuple[Problem, Solution, dict[int, Flight], tuple[tuple[int, ...], ...]]:
    """The problem as last solved, its solution, the flights, each of which keeps its reserve, and `Plan.stages`.

    The solver uses estimates of the energy of legs over the ground. If the exact flight of a route exceeds its energy
    budget, the costs of its legs are raised to their exact energy, and the problem is solved again. From the second
    time on, the energy limit of all routes is also reduced in proportion to the worst excess.
    """
    stages: tuple[tuple[int, ...], ...] = ()
    for attempt in range(MAX_ATTEMPTS):
        here = part(progress, 1 - 0.5**attempt, 1 - 0.5 ** (attempt + 1))
        seconds = task.seconds if attempt == 0 else max(task.seconds / 4, 1.0)
        again = task.stages[attempt] if attempt < len(task.stages) else ()
        solution = solve(problem, seconds, task.iterations, task.seed, here, again)
        stages += () if task.iterations else (solution.stages,)
        try:
            check(problem, solution)
        except ValueError as error:
            raise _failed(str(error)) from error
        flights = route_flights.flights(solution)
        budget = route_flights.aircraft.budget * (1 + 1e-9)
        over = [index for index, flight in flights.items() if not flight.energy <= budget]
        if not over:
            return problem, solution, flights, stages
        problem = _with_exact_costs(
            problem, solution, {index: flights[index] for index in over}, route_flights.fleet.sorties
        )
        if attempt:
            worst = np.nanmax([budget, *(flights[index].energy for index in over)])
            problem = replace(problem, limit=problem.limit * budget / worst)
    for index in over:
        if len(unknown := route_flights.aircraft.unknown(flights[index].place)):
            raise _unknown_ground("places between stops, the first", unknown[0])
    raise _failed("Sorties keep needing more energy over this ground than was estimated")


def _with_exact_costs(problem: Problem, solution: Solution, flights: dict[int, Flight], sorties: int) -> Problem:
    """The problem with the costs of the legs of some flights raised to their exact energy where that is more than the
    estimate."""
    cost = problem.cost.copy()
    for index, flight in flights.items():
        site = int(solution.home[index // sorties])
        nodes = np.array([problem.start(site), *solution.routes[index], problem.end(site)])
        spent = np.nan_to_num(flight.spent, nan=np.inf)
        exact = np.append(spent[1:-2].reshape(-1, 2).sum(axis=1), spent[-2] + spent[-1])
        exact[0] += spent[0]
        cost[nodes[:-1], nodes[1:]] = np.maximum(cost[nodes[:-1], nodes[1:]], exact)
    return replace(problem, cost=cost)


def check_sites(fleet: Fleet, airspace: Airspace) -> None:
    """Raises UserError if there is no launch site, or one lies in a no-fly zone."""
    if not len(fleet.sites):
        raise UserError("There is no launch site: LAUNCH_SITES has no point.")
    closed = airspace.closed(fleet.sites)
    if closed.any():
        names = ", ".join(fleet.names[index] for index in np.flatnonzero(closed))
        raise UserError(
            f"Launch site {names} lies inside a no-fly zone (NO_FLY with NO_FLY_BUFFER): move it, lower "
            f"NO_FLY_BUFFER, or leave the zone out."
        )


def _check_ground(ways: list[np.ndarray], fleet: Fleet, aircraft: Aircraft) -> None:
    """Raises UserError if the ground is unknown at a launch site or anywhere under a stop."""
    unknown = np.isnan(aircraft.elevation(fleet.sites))
    if unknown.any():
        names = ", ".join(fleet.names[index] for index in np.flatnonzero(unknown))
        raise UserError(f"TERRAIN has no height at launch site {names}: use a DEM that covers all launch sites.")
    vertices = np.unique(np.vstack(ways), axis=0) if ways else np.empty((0, 2))
    unknown = vertices[np.isnan(aircraft.elevation(vertices))]
    if len(unknown):
        raise _unknown_ground(f"{len(unknown)} vertices of the blind spots, the first", unknown[0])
    for way in ways:
        if not np.isfinite(aircraft.path(way)[1]) and len(unknown := aircraft.unknown(way)):
            raise _unknown_ground("places within a blind spot, the first", unknown[0])


def _check_legs(
    network: Network,
    problem: Problem,
    fleet: Fleet,
    airspace: Airspace,
    aircraft: Aircraft,
    task: Task,
    progress: Progress,
) -> None:
    """Raises UserError if a stop is out of reach only because the ground is unknown on the way there or back. Other
    legs over unknown ground are avoided by the solver."""
    lost = ~problem.reachable().any(axis=0)
    if not lost.any():
        return
    level = replace(aircraft, ground=None)
    easier = network_of(network.stops, fleet.sites, airspace, level, task.max_range, progress)
    for site, alternative in np.argwhere(easier.problem(level, fleet.home, fleet.sorties).reachable() & lost):
        entry, leave = int(easier.entry[alternative]), int(easier.exit[alternative])
        for way in (easier.paths.path(int(site), entry), easier.paths.path(leave, int(site))):
            if len(unknown := aircraft.unknown(way)):
                raise _unknown_ground(
                    f"places between launch site {fleet.names[site]} and a blind spot, the first", unknown[0]
                )


def _unknown_ground(what: str, place: np.ndarray) -> UserError:
    return UserError(
        f"TERRAIN has no height at {what} at x {place[0]:.0f}, y {place[1]:.0f} (m, CRS of the plan): use a DEM that "
        f"covers all of the plan, or leave these blind spots out."
    )


def _failed(why: str) -> UserError:
    return UserError(f"The plan failed its own check ({why.rstrip('.')}). Please report this with the input.")


def _sorties(
    route_flights: RouteFlights, solution: Solution, flights: dict[int, Flight], task: Task, progress: Progress
) -> list[Sortie]:
    """The scheduled sorties. Each drone flies its sorties by descending priority, so that the last one matters least if
    the night is too short."""
    stops, stop_of, fleet = route_flights.network.stops, route_flights.network.stop, route_flights.fleet
    served = {index: [stops[stop_of[way]] for way in solution.routes[index]] for index in flights}
    priority = {index: float(sum(stop.priority for stop in route)) for index, route in served.items()}
    order = sorted(flights, key=lambda index: (index // fleet.sorties, -priority[index], index))
    drone = np.array([index // fleet.sorties for index in order], dtype=int)
    tolerance = 0.0 if route_flights.aircraft.ground is None else route_flights.aircraft.tolerance
    begins = task.begins + starts_of(
        [flights[index] for index in order], drone, fleet.swap_time, task.separation, tolerance, progress
    )
    heights = task.separation.heights(len(fleet.home))
    number = {old: new for new, old in enumerate(dict.fromkeys(drone.tolist()), 1)}
    flown_by: Counter[int] = Counter()
    sorties = []
    for index, own, start in zip(order, drone.tolist(), begins.tolist(), strict=True):
        flown_by[own] += 1
        sorties.append(
            Sortie(
                number[own],
                flown_by[own],
                int(solution.home[own]),
                start,
                route_flights.aircraft.altitude + float(heights[own]),
                flights[index],
                tuple(stop.spot for stop in served[index]),
                priority[index],
            )
        )
    return sorties


def stretches_of(network: Network, route: tuple[int, ...], site: int) -> list[Stretch]:
    """The legs and stops of a route, from the site and back to it."""
    stretches, at = [], site
    for alternative in route:
        stop = network.stops[network.stop[alternative]]
        stretches.append(Stretch("fly", network.paths.path(at, int(network.entry[alternative]))[:-1]))
        stretches.append(Stretch(stop.action, network.way_of(alternative), stop.spot, stop.pause))
        at = int(network.exit[alternative])
    stretches.append(Stretch("fly", network.paths.path(at, site)))
    return stretches


def _unserved(network: Network, index: int, reason: str) -> UnservedPart:
    stop = network.stops[index]
    place = stop.ways[0][len(stop.ways[0]) // 2]
    return UnservedPart(stop.spot, (float(place[0]), float(place[1])), stop.priority, reason)


def _merged(unserved: list[UnservedPart]) -> list[UnservedPart]:
    """One entry for each spot and reason, at the place of its part of highest priority, with the sum of the
    priorities."""
    groups: dict[tuple[int, str], list[UnservedPart]] = {}
    for entry in unserved:
        groups.setdefault((entry.spot, entry.reason), []).append(entry)
    merged = []
    for (spot, reason), entries in sorted(groups.items()):
        largest = max(entries, key=lambda entry: entry.priority)
        merged.append(UnservedPart(spot, largest.place, sum(entry.priority for entry in entries), reason))
    return merged
