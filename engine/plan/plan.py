"""The plan of one night: which spots are served, by which drone, when, along which path."""

import time
from collections import Counter
from dataclasses import dataclass, field, replace

import numpy as np
import shapely

from ..airspace.airspace import Airspace
from ..drones.aircraft import JOULES_PER_WH, Aircraft
from ..drones.flight_plan import NO_BATTERY_LEFT, NOT_WORTH
from ..language import tr
from ..progress import Progress, part, quiet
from ..solver.orienteering import Problem, Solution, check, collected
from ..solver.search import solve
from ..solver.upper_bound import upper_bound
from ..solver.watch import WatchSolution
from .closing import Closing
from .crossings import Crossings
from .fleet import Fleet
from .flight import Flight
from .hidden import HiddenParts, without_hidden
from .known_ground import check_ground, check_legs, unknown_ground
from .launch_sites import check_sites
from .privacy_use import PrivacyUse, privacy_use
from .route_flights import RouteFlights, with_exact_costs
from .route_options import RouteOption, ground_patrols, route_options, task_of_turn
from .schedule import starts_of
from .shared_visits import SharedVisits, shared_visits
from .stop_network import network_of
from .stops import Targets, UnservedPart, stops_of
from .sweep_cache import SweepCache
from .task import Task
from .unserved import merged, unserved_stop
from .unsound import UnsoundPlan
from .watch_plan import WatchPlanned, watch_flights

MAX_ATTEMPTS = 6
"""The most runs of the solver until every sortie, flown exactly over the ground, keeps its reserve."""
SWEEPING, SEARCHING = 1e-4, 0.03
"""Seconds to make a metre of a path over a polygon, and for a step of the search; only their ratio matters, for the
progress bar."""
AGAIN = 0.1
"""Share of the bar for further attempts, which are seldom needed."""
BOUND_SHARE = 0.2
"""Share of the time that is kept for the upper bound."""
TERRAIN_SHARE = 0.2
"""Share of the time that is also kept for further runs of the solver over terrain, where energies are estimates. Each
takes half of the time left."""
LEAST_SECONDS = 0.01
"""s of a run of the solver, where no time is left; it still inserts greedily."""


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
    """`Solution.stages` of each run of the solver, in their order, where it was limited by time, then `Bound.stages`;
    with them the plan can be made again"""
    closing: Closing | None = None
    """what it closes of the gaps over the watch; None if each spot is served once"""
    shared: SharedVisits | None = None
    """which spots are visited together, because they practically coincide; None: none"""
    seconds: float = field(default=0.0, compare=False)
    """how long the search for the plan took, without the bound"""
    privacy: PrivacyUse | None = None
    """what it has to do with privacy areas; None: there are none"""
    hidden: HiddenParts | None = None
    """what is hidden of the spots at the altitude of the plan; None: nothing can hide anything"""


def plan_sorties(
    spots: Targets,
    fleet: Fleet,
    airspace: Airspace,
    aircraft: Aircraft,
    task: Task,
    progress: Progress = quiet,
    sweeps: SweepCache | None = None,
) -> Plan:
    """The plan that closes the most gap over `task.watch` that the solver finds; without a watch, the plan with the
    highest served priority.

    sweeps: the cache of coverage paths of earlier plans. Raises UserError if there is no launch site, one lies in a
    no-fly zone, the ground is unknown where drones must fly, or there are too many stops.
    """
    check_sites(fleet, airspace)
    # planned as if every drone were on the highest layer used, so that the energy needed is not underestimated
    highest = aircraft.raised(float(task.separation.heights(len(fleet.home)).max(initial=0.0)))
    batteries = len(fleet.home) * fleet.sorties
    crossings = Crossings.of(task.privacy, fleet.sites, aircraft)
    served_in, flown_in = crossings.for_stops(airspace), crossings.for_legs(airspace)
    swept = _sweeping_share(spots, task)
    shared = shared_visits(spots, fleet.sites, served_in, task.service, task.max_range)
    stops, refused = stops_of(
        shared.merged(spots),
        fleet.sites,
        airspace,
        highest,
        task.service,
        task.max_range,
        part(progress, 0, swept),
        sweeps,
        batteries,
        None if served_in is airspace else served_in,
    )
    stops, hidden = without_hidden(stops, shared.merged(spots), aircraft.altitude, task.service, task.watch, task.sight)
    refused += () if hidden is None else hidden.parts
    if aircraft.ground is not None:
        check_ground([way for stop in stops for way in stop.ways], fleet, highest)
    network = network_of(
        stops, fleet.sites, flown_in, highest, task.max_range, part(progress, swept, swept + 0.08 * (1 - swept))
    )
    network = replace(network, missing=fleet.missing(aircraft.battery))
    problem = network.problem(highest, fleet.home, fleet.sorties)
    if aircraft.ground is not None:
        check_legs(
            network,
            problem,
            fleet,
            flown_in,
            highest,
            task,
            part(progress, *(swept + share * (1 - swept) for share in (0.08, 0.12))),
        )
    route_flights = RouteFlights(network, fleet, aircraft, task.separation, crossings)
    searching = part(progress, swept + 0.12 * (1 - swept), 1)
    options = route_options(problem, route_flights, highest, airspace, task, part(searching, 0, 0.01))
    reasons = network.reasons(problem, highest)

    def left_of(option: RouteOption, solution: Solution | WatchSolution, instead: str) -> list[UnservedPart]:
        """The stops that are not visited. instead: of NO_BATTERY_LEFT."""
        visited = {int(problem.stop[way]) for route in solution.routes for way in route}
        why = ground_patrols(options, option, solution, reasons, airspace, highest, task)
        return [
            unserved_stop(network.stops[index], instead if reason == NO_BATTERY_LEFT else reason)
            for index, reason in enumerate(why)
            if index not in visited
        ]

    if task.watch is not None:
        found = watch_flights(spots, shared, options, highest, task, searching)
        left = left_of(found.option, found.flown.solution, NOT_WORTH)
        return replace(_closing_plan(spots, shared, found, refused, left, found.option, task), hidden=hidden)
    ends = time.perf_counter() + task.seconds
    option, solution, flights, stages = _best_solved(options, task, part(searching, 0, 0.8))
    seconds = time.perf_counter() - ends + task.seconds
    # drones on the lowest layer need the least energy, so their bound holds for all
    bound = upper_bound(
        network.problem(aircraft, fleet.home, fleet.sorties),
        collected(option.problem, solution),
        min(task.bound_seconds, task.seconds / 2),
        part(progress, 0.8 + 0.2 * swept, 0.99),
        None if task.iterations or task.stages else ends - time.perf_counter(),
        next(iter(task.stages[len(stages) :]), ()),
    )
    stages += () if task.iterations else (bound.stages,)
    sorties = _scheduled(option.route_flights, solution, flights, task, part(progress, 0.99, 1))
    left = left_of(option, solution, NO_BATTERY_LEFT)
    return Plan(
        tuple(replace(sortie, spots=shared.all_of(sortie.spots)) for sortie in sorties),
        tuple(shared.divided(merged(refused + left), spots)),
        float(sum(sortie.priority for sortie in sorties)),
        float(spots.priority[spots.priority > 0].sum()),
        bound.value,
        bound.method,
        solution.iterations,
        len(stops),
        stages,
        shared=shared,
        seconds=seconds,
        privacy=_use(task, crossings, sorties, refused, left, shared),
        hidden=hidden,
    )


def _use(
    task: Task,
    crossings: Crossings,
    sorties: list[Sortie],
    refused: list[UnservedPart],
    left: list[UnservedPart],
    shared: SharedVisits,
) -> PrivacyUse | None:
    """What the plan has to do with privacy areas; None where there are none."""
    flights = [sortie.flight for sortie in sorties]
    return privacy_use(crossings, flights, refused, left, shared) if len(task.privacy) else None


def _sweeping_share(spots: Targets, task: Task) -> float:
    """The share of the bar for making paths over polygons, as far as sizes and limits tell it."""
    polygons = shapely.get_dimensions(spots.geometry) == 2
    sweeping = SWEEPING * float(shapely.area(spots.geometry[polygons]).sum()) / task.service.swath
    searching = SEARCHING * task.iterations if task.iterations else task.seconds
    return min(max(sweeping / (sweeping + searching), 0.02), 0.9) if searching else 0.5


def _closing_plan(
    spots: Targets,
    shared: SharedVisits,
    found: WatchPlanned,
    refused: list[UnservedPart],
    left: list[UnservedPart],
    option: RouteOption,
    task: Task,
) -> Plan:
    """The plan of flights that close gaps over a watch."""
    route_flights, flown = option.route_flights, found.flown
    flights = dict(zip(flown.order, flown.flights, strict=True))
    priority = dict(zip(flown.order, found.closing.sortie.tolist(), strict=True))
    begins = task.begins + flown.starts
    sorties = _sorties(route_flights, flown.solution, flights, list(flown.order), begins, priority, task)
    return Plan(
        tuple(replace(sortie, spots=shared.all_of(sortie.spots)) for sortie in sorties),
        tuple(shared.divided(merged(refused + left), spots)),
        np.nan,
        float(spots.priority[spots.priority > 0].sum()),
        found.upper_bound,
        found.bound_method,
        found.iterations,
        len(route_flights.network.stops),
        found.stages,
        found.closing,
        shared=shared,
        seconds=found.seconds,
        privacy=_use(task, route_flights.crossings, sorties, refused, left, shared),
    )


def _best_solved(
    options: list[RouteOption], task: Task, progress: Progress
) -> tuple[RouteOption, Solution, dict[int, Flight], tuple[tuple[int, ...], ...]]:
    """The best of the solutions in each of the networks: its network, with the problem as last solved, the flights, and
    `Plan.stages`. A further network is left out where the budget does not hold the plan back."""
    best, stages, turns = None, (), len(options)
    for turn, option in enumerate(options):
        if best is not None and not best[0].binds(best[1]):
            break
        own = task_of_turn(task, turn, turns, len(stages))
        ends = time.perf_counter() + own.seconds
        here = part(progress, turn / turns, (turn + 1) / turns)
        problem, solution, flights, more = _solved(option.problem, option.route_flights, own, ends, here)
        stages += more
        if best is None or collected(problem, solution) > collected(best[0].problem, best[1]):
            best = replace(option, problem=problem), solution, flights
    return *best, stages


def _solved(
    problem: Problem, route_flights: RouteFlights, task: Task, ends: float, progress: Progress
) -> tuple[Problem, Solution, dict[int, Flight], tuple[tuple[int, ...], ...]]:
    """The problem as last solved, its solution, the flights, each of which keeps its reserve, and `Plan.stages`.

    The solver uses estimates of the energy of legs over the ground. If the exact flight of a route exceeds its energy
    budget, the costs of its legs are raised to their exact energy, and the problem is solved again. From the second
    time on, the energy limit of all routes is also reduced in proportion to the worst excess. ends: when the time for
    all of it, and for the upper bound, is over (time.perf_counter).
    """
    kept = BOUND_SHARE + (0.0 if route_flights.aircraft.ground is None else TERRAIN_SHARE)
    stages: tuple[tuple[int, ...], ...] = ()
    for attempt in range(MAX_ATTEMPTS):
        here = part(progress, 1 - AGAIN**attempt, 1 - AGAIN ** (attempt + 1))
        seconds = (ends - time.perf_counter()) / 2 if attempt else (1 - kept) * task.seconds
        again = task.stages[attempt] if attempt < len(task.stages) else ()
        solution = solve(problem, max(seconds, LEAST_SECONDS), task.iterations, task.seed, here, again)
        stages += () if task.iterations else (solution.stages,)
        try:
            check(problem, solution)
        except ValueError as error:
            raise UnsoundPlan(str(error), stages=stages) from error
        flights = route_flights.flights(solution)
        budget = route_flights.aircraft.budget * (1 + 1e-9)
        over = [index for index, flight in flights.items() if not flight.needed <= budget]
        crossings = route_flights.crossings
        if not over and crossings.within(flights.values()):
            return problem, solution, flights, stages
        if crossings.limited:
            more = max(crossings.total(flights.values()) / crossings.budget, 1.0)
            problem = replace(problem, shared_limit=problem.shared_limit / more)
        problem = with_exact_costs(
            problem, solution, {index: flights[index] for index in over}, route_flights.fleet.sorties
        )
        if attempt and over:
            worst = np.nanmax([budget, *(flights[index].needed for index in over)])
            problem = replace(problem, limit=problem.limit * budget / worst)
    for index in over:
        if len(unknown := route_flights.aircraft.unknown(flights[index].place)):
            raise unknown_ground(tr("places between stops, the first"), unknown[0])
    stops = route_flights.network.stops
    at_fault = frozenset(stops[problem.stop[way]].spot for index in over for way in solution.routes[index])
    raise UnsoundPlan(tr("Sorties keep needing more energy over this ground than was estimated"), at_fault, stages)


def _scheduled(
    route_flights: RouteFlights, solution: Solution, flights: dict[int, Flight], task: Task, progress: Progress
) -> list[Sortie]:
    """The scheduled sorties. Each drone flies its sorties by descending priority, so that the last one matters least if
    the night is too short."""
    stops, stop_of, fleet = route_flights.network.stops, route_flights.network.stop, route_flights.fleet
    priority = {index: float(sum(stops[stop_of[way]].priority for way in solution.routes[index])) for index in flights}
    order = sorted(flights, key=lambda index: (index // fleet.sorties, -priority[index], index))
    drone = np.array([index // fleet.sorties for index in order], dtype=int)
    tolerance = 0.0 if route_flights.aircraft.ground is None else route_flights.aircraft.tolerance
    begins = task.begins + starts_of(
        [flights[index] for index in order], drone, fleet.swap_time, task.separation, tolerance, progress
    )
    return _sorties(route_flights, solution, flights, order, begins, priority, task)


def _sorties(
    route_flights: RouteFlights,
    solution: Solution | WatchSolution,
    flights: dict[int, Flight],
    order: list[int],
    begins: np.ndarray,
    priority: dict[int, float],
    task: Task,
) -> list[Sortie]:
    """The sorties of a plan. order: the routes flown, sorted by drone, then by take-off; begins: their take-offs;
    flights, priority: by route."""
    network, fleet = route_flights.network, route_flights.fleet
    heights = task.separation.heights(len(fleet.home))
    number = {old: new for new, old in enumerate(dict.fromkeys(index // fleet.sorties for index in order), 1)}
    flown_by: Counter[int] = Counter()
    sorties = []
    for index, start in zip(order, begins.tolist(), strict=True):
        own = index // fleet.sorties
        flown_by[own] += 1
        sorties.append(
            Sortie(
                number[own],
                flown_by[own],
                int(solution.home[own]),
                start,
                route_flights.aircraft.altitude + float(heights[own]),
                flights[index],
                tuple(network.stops[network.stop[way]].spot for way in solution.routes[index]),
                priority[index],
            )
        )
    return sorties
