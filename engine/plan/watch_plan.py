"""The plan that closes the most gap over the watch."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from ..drones.aircraft import Aircraft
from ..language import tr
from ..progress import Progress, part, quiet
from ..solver.search import budget_of
from ..solver.upper_bound import Bound
from ..solver.watch import WatchProblem, WatchSolution, check, closed_priority
from ..solver.watch_bound import watch_upper_bound
from ..solver.watch_search import solve_watch
from .closing import Closing, Visits
from .flight import Flight
from .known_ground import unknown_ground
from .route_flights import RouteFlights, with_exact_costs
from .route_options import RouteOption, task_of_turn
from .schedule import starts_of
from .shared_visits import SharedVisits
from .stops import Targets
from .task import Task
from .unsound import UnsoundPlan
from .watch_curve import curve_of
from .watch_polish import Polish
from .watch_problem import in_steps, watch_problem
from .watch_score import Samples, Seen, samples_of, seen_by

MAX_ATTEMPTS = 6
"""The most searches until every sortie, flown exactly over the ground, keeps its reserve."""
AGAIN = 0.1
"""Share of the bar for further attempts, which are seldom needed."""
BOUND_SHARE, CURVE_SHARE, POLISH_SHARE = 0.4, 0.1, 0.1
"""Shares of the time for the upper bound (at most `Task.bound_seconds`), for the curve, and for small changes by the
exact score."""
BOUND_WORK = 1.25
"""Seconds of work of the upper bound for each second of its time. When that is over, what it has found is a bound."""
TERRAIN_SHARE = 0.3
"""Share of the search's time that is kept for further searches over terrain; each takes half of what is left."""
FURTHER_SHARE = 0.25
"""Share of the steps for each further search."""
LATE = 0.1
"""Share of the time: a plan that is later than this gets no curve."""
LEAST_SECONDS = 0.1
"""s, the least time for a search."""
PAYS = 1e-6
"""Share of what a plan closes: a sortie that adds less isn't flown."""


@dataclass(frozen=True)
class WatchFlights:
    """A solution of the watch problem as it is flown, by k sorties: in the order of their drones, then of their
    take-offs."""

    solution: WatchSolution
    order: tuple[int, ...]
    """(k,) the route of each sortie"""
    flights: tuple[Flight, ...]
    starts: np.ndarray
    """(k,) take-off, s from the start of the watch"""
    seen: Seen

    def visits(self, begins: float, shared: SharedVisits) -> Visits:
        """The visits of spots, each of those that are visited together; the watch starts at `begins`."""
        rows = []
        for sortie, (flight, start) in enumerate(zip(self.flights, self.starts, strict=True)):
            for spot in np.unique(flight.spot[flight.spot >= 0]):
                own = np.flatnonzero(flight.spot == spot)
                times = begins + start + np.array([flight.arrive[own[0]], flight.leave[own[-1]]])
                rows += [(member, sortie, *times.tolist()) for member in shared.members(int(spot))]
        rows.sort(key=lambda row: (row[0], row[2]))
        columns = zip(*rows, strict=True) if rows else ((),) * 4
        kinds = (int, int, float, float)
        return Visits(*(np.array(list(column), kind) for column, kind in zip(columns, kinds, strict=True)))


@dataclass(frozen=True)
class WatchPlanned:
    """The best flights found, with what they close, and a bound."""

    flown: WatchFlights
    closing: Closing
    upper_bound: float
    bound_method: str
    iterations: int
    stages: tuple[tuple[int, ...], ...]
    option: RouteOption
    """the network that they are in"""
    seconds: float = field(default=0.0, compare=False)
    """how long the search took, without the bound and the curve"""


@dataclass(frozen=True)
class _Job:
    """What is planned, and how it is scored."""

    route_flights: RouteFlights
    task: Task
    samples: Samples
    known: dict[tuple, Flight]
    """flights by site, route and height: those of repeated waves are the same"""

    def flown(self, solution: WatchSolution) -> dict[int, Flight]:
        """The flight of each non-empty route, by the route's index."""
        sorties, flights = len(solution.routes) // max(len(solution.home), 1), {}
        for index, route in enumerate(solution.routes):
            if route:
                site = int(solution.home[index // sorties])
                height = self.height(index // sorties)
                key = (site, height, route)
                if key not in self.known:
                    self.known[key] = self.route_flights.flight(route, site, height)
                flights[index] = self.known[key]
        return flights

    def height(self, drone: int) -> float:
        """m above ALTITUDE of a drone's layer. A drone more than the fleet has, as in watch_curve.py, flies no higher,
        so that its estimated energy holds."""
        heights = self.task.separation.heights(len(self.route_flights.fleet.home))
        return float(heights[min(drone, len(heights) - 1)])

    def eyes(self, solution: WatchSolution, order: Sequence[int]) -> np.ndarray:
        """(k,) m above the ground, the altitudes of the routes at some indices."""
        sorties = len(solution.routes) // max(len(solution.home), 1)
        return self.route_flights.aircraft.altitude + np.array([self.height(index // sorties) for index in order])

    def scheduled(self, solution: WatchSolution, progress: Progress = quiet) -> WatchFlights:
        """A solution as it is flown: with take-offs delayed where drones would come too close, and with its score."""
        flights, aircraft = self.flown(solution), self.route_flights.aircraft
        sorties = len(solution.routes) // max(len(solution.home), 1)
        order = sorted(flights, key=lambda index: (index // sorties, solution.launch[index], index))
        chosen = tuple(flights[index] for index in order)
        starts = starts_of(
            list(chosen),
            np.array([index // sorties for index in order], int),
            self.route_flights.fleet.swap_time,
            self.task.separation,
            0.0 if aircraft.ground is None else aircraft.tolerance,
            progress,
            solution.launch[order],
        )
        lines = [flight.line(float(start)) for flight, start in zip(chosen, starts, strict=True)]
        seen = seen_by(lines, 0.0, self.samples, self.task.watch, self.eyes(solution, order))
        return WatchFlights(solution, tuple(order), chosen, starts, seen)

    def over(self, flights: dict[int, Flight]) -> list[int]:
        """The routes whose flights need more energy than there is, or fly where the ground is unknown."""
        budget = self.route_flights.aircraft.budget * (1 + 1e-9)
        return [index for index, flight in flights.items() if not flight.needed <= budget]

    def possible(self, flights: dict[int, Flight]) -> bool:
        """Whether no flight needs too much energy, and all keep the budget of time over privacy areas."""
        return not self.over(flights) and self.route_flights.crossings.within(flights.values())

    def best(self, solutions: Sequence[WatchSolution], progress: Progress = quiet) -> WatchFlights | None:
        """The solution that closes the most as it is flown; None if none is possible."""
        found = [self.scheduled(one, progress) for one in solutions if self.possible(self.flown(one))]
        return max(found, key=lambda flown: flown.seen.total, default=None)


def watch_flights(
    spots: Targets,
    shared: SharedVisits,
    options: list[RouteOption],
    aircraft: Aircraft,
    task: Task,
    progress: Progress = quiet,
) -> WatchPlanned:
    """The flights that close the most gap over `task.watch` that the search finds. shared: which of the
    spots are visited together; options: the networks to search in, for `aircraft`."""
    route_flights = options[0].route_flights
    watch, fleet, network = task.watch, route_flights.fleet, route_flights.network
    samples = replace(samples_of(spots, watch, task.service), sight=task.sight)
    merged = shared.merged(spots)
    after = min(BOUND_SHARE, task.bound_seconds / task.seconds) + (CURVE_SHARE if watch.curve else 0.0)
    ends = time.perf_counter() + task.seconds
    until = 1 - after - POLISH_SHARE

    def solved_in(option: RouteOption, own: Task, last: float, here: Progress):
        """The job in a network, and what _solved returns."""
        flights = option.route_flights
        whole = in_steps(watch_problem(merged, flights.network, option.problem, fleet, aircraft, watch))
        job = _Job(flights, own, samples, {})
        return job, *_solved(whole, job, last, here)

    last, here = ends - (1 - until) * task.seconds, part(progress, 0, until)
    option, (job, whole, flown, _), stages = _best_of(options, task, last, here, solved_in)
    flown = _without_idle(flown, job)
    if flown.order:
        here = part(progress, until, until + POLISH_SHARE)
        flown, tried = _polished(whole, flown, job, ends - after * task.seconds, task.stages[len(stages) :], here)
        stages += tried
    seconds = time.perf_counter() - ends + task.seconds
    planned = closed_priority(whole, flown.solution)
    in_passing = max(flown.seen.total - planned, 0.0)
    # the estimates on the lowest layer are the least energy that a drone needs, so the bound holds for all
    lowest = network.problem(route_flights.aircraft, fleet.home, fleet.sorties)
    first = watch_problem(merged, network, lowest, fleet, route_flights.aircraft, watch)
    first = replace(first, latest=max(watch.latest, flown.starts.max(initial=0.0)))
    bound = _bounded(first, planned, task, ends - after * task.seconds, stages, part(progress, 1 - after, 0.9))
    stages += () if task.iterations else (bound.stages,)
    curve, has_time = (), watch.curve and bool(flown.order)
    if has_time and not task.iterations:
        has_time = _has_time(task, ends, stages)
        stages += ((int(has_time),),)
    if has_time:
        left = max(ends - time.perf_counter(), LEAST_SECONDS)
        again, here = task.stages[len(stages) :], part(progress, 0.9, 1)
        curve, more = curve_of(whole, flown.solution, job.best, left, task, again, here)
        stages += more
    of_spots, elsewhere = flown.seen.of_spots(len(spots.geometry))
    closing = Closing(
        spots.priority,
        of_spots,
        flown.seen.of_sorties,
        flown.visits(task.begins, shared),
        elsewhere,
        watch.scored is not None,
        flown.seen.lost_without(),
        in_passing,
        curve,
        spots.gap,
        float(job.samples.weight.sum()),
    )
    most = max(min(bound.value + in_passing, closing.whole), closing.priority)
    return WatchPlanned(flown, closing, most, bound.method, flown.solution.iterations, stages, option, seconds)


def _best_of(options: list[RouteOption], task: Task, ends: float, progress: Progress, solved_in: Callable):
    """The network with the best flights, its job and what _solved returns, and the stages of all searches. A further
    network is left out where the budget does not hold the plan back. ends: when the time is over
    (time.perf_counter)."""
    best, stages, turns = None, (), len(options)
    for turn, option in enumerate(options):
        if best is not None and not best[0].binds(best[1][2].solution):
            break
        own = task_of_turn(task, turn, turns, len(stages))
        now = time.perf_counter()
        last = now + max(ends - now, 0.0) / (turns - turn)
        found = solved_in(option, own, last, part(progress, turn / turns, (turn + 1) / turns))
        stages += found[3]
        if best is None or found[2].seen.total > best[1][2].seen.total:
            best = replace(option, problem=found[1].routing), found
    return *best, stages


def _has_time(task: Task, ends: float, stages: tuple[tuple[int, ...], ...]) -> bool:
    """Whether there is time for the curve. A plan that is made again has one if it had one before. ends: when the time
    is over (time.perf_counter); stages: of all searches so far."""
    if task.stages:
        return task.stages[len(stages) : len(stages) + 1] == ((1,),)
    return time.perf_counter() < ends + LATE * task.seconds


def _bounded(
    problem: WatchProblem,
    planned: float,
    task: Task,
    begins: float,
    stages: tuple[tuple[int, ...], ...],
    progress: Progress,
) -> Bound:
    """The upper bound, for a plan that closes `planned`. begins: when its time begins (time.perf_counter), of which a
    plan that took longer has used some; stages: of all searches so far."""
    if task.iterations:
        return watch_upper_bound(problem, planned, task.bound_seconds, progress)
    own = min(task.bound_seconds, BOUND_SHARE * task.seconds)
    limit = None if task.stages else max(begins + own - time.perf_counter(), LEAST_SECONDS)
    again = task.stages[len(stages)] if len(task.stages) > len(stages) else ()
    return watch_upper_bound(problem, planned, own * BOUND_WORK, progress, limit, again)


def _solved(
    whole: WatchProblem, job: _Job, ends: float, progress: Progress
) -> tuple[WatchProblem, WatchFlights, tuple[tuple[int, ...], ...]]:
    """The problem as last solved, the best solution as it is flown, with the reserve left after each sortie, and the
    stages of all searches.

    As in `plan._solved`, legs whose exact energy exceeds the estimate are raised to it, and the search goes on. ends:
    when its time is over (time.perf_counter).
    """
    task, stages = job.task, ()
    kept = 0.0 if job.route_flights.aircraft.ground is None else TERRAIN_SHARE
    first = (1 - kept) * (ends - time.perf_counter())
    for attempt in range(MAX_ATTEMPTS):
        here = part(progress, 1 - AGAIN**attempt, 1 - AGAIN ** (attempt + 1))
        again = task.stages[len(stages) :]
        steps = max(1, int(task.iterations * (FURTHER_SHARE if attempt else 1))) if task.iterations else 0
        seconds = max((ends - time.perf_counter()) / 2 if attempt else first, LEAST_SECONDS)
        solutions = solve_watch(whole, seconds, steps, task.seed, part(here, 0, 0.9), again)
        stages += tuple(solutions[0].stages)
        for one in solutions:
            try:
                check(whole, one)
            except ValueError as error:
                raise UnsoundPlan(str(error), stages=stages) from error
        flown = job.best(solutions, part(here, 0.9, 1))
        wrong = job.over(flights := job.flown(solutions[0]))
        crossings = job.route_flights.crossings
        within = crossings.within(flights.values())
        if (not wrong and within) or (flown is not None and attempt):
            return whole, flown, stages
        routing = whole.routing
        if not within:
            more = max(crossings.total(flights.values()) / crossings.budget, 1.0)
            routing = replace(routing, shared_limit=routing.shared_limit / more)
        routing = with_exact_costs(routing, solutions[0], {index: flights[index] for index in wrong}, routing.sorties)
        if attempt and wrong:
            budget = job.route_flights.aircraft.budget
            worst = np.nanmax([budget, *(flights[index].needed for index in wrong)])
            routing = replace(routing, limit=routing.limit * budget / worst)
        whole = replace(whole, routing=routing)
    for index in wrong:
        if len(unknown := job.route_flights.aircraft.unknown(flights[index].place)):
            raise unknown_ground(tr("places between stops, the first"), unknown[0])
    stops, routing = job.route_flights.network.stops, whole.routing
    at_fault = frozenset(stops[routing.stop[way]].spot for index in wrong for way in solutions[0].routes[index])
    raise UnsoundPlan(tr("Sorties keep needing more energy over this ground than was estimated"), at_fault, stages)


def _polished(
    whole: WatchProblem,
    flown: WatchFlights,
    job: _Job,
    ends: float,
    stages: tuple[tuple[int, ...], ...],
    progress: Progress,
) -> tuple[WatchFlights, tuple[tuple[int, ...], ...]]:
    """The flights after small changes by the exact score (see watch_polish.py), if they then close more; and the stages
    of the search for them. ends: when its time is over (time.perf_counter)."""
    solution, task = flown.solution, job.task
    sorties = len(solution.routes) // len(solution.home)
    drone = np.array([index // sorties for index in flown.order])

    def flight_of(which: int, route: tuple[int, ...]) -> Flight | None:
        alone = replace(solution, routes=tuple(route if index == flown.order[which] else () for index in every))
        flights = job.flown(alone)
        if job.over(flights):
            return None
        if crossings.limited:
            now = dict(zip(flown.order, polish.routes, strict=True)) | {flown.order[which]: route}
            if not crossings.within(job.flown(replace(solution, routes=tuple(now.get(i, ()) for i in every))).values()):
                return None
        return flights[flown.order[which]]

    every, crossings = range(len(solution.routes)), job.route_flights.crossings
    routes = [solution.routes[index] for index in flown.order]
    eyes = job.eyes(solution, flown.order)
    polish = Polish.of(whole, task.watch, drone, routes, list(flown.flights), flown.starts, job.samples, eyes)
    seconds = max(ends - time.perf_counter(), LEAST_SECONDS)
    budget = budget_of(seconds, task.iterations, stages[0] if stages else ())
    polish.run(flight_of, np.random.default_rng(task.seed), budget, progress)
    changed, launch = list(solution.routes), solution.launch.copy()
    for index, route, start in zip(flown.order, polish.routes, polish.starts, strict=True):
        changed[index], launch[index] = route, start
    other = job.scheduled(replace(solution, routes=tuple(changed), launch=launch))
    done = () if task.iterations else (budget.stages,)
    return (other if other.seen.total > flown.seen.total else flown), done


def _without_idle(flown: WatchFlights, job: _Job) -> WatchFlights:
    """The flights without sorties that add nothing, one after the other."""
    while flown.order:
        lost = flown.seen.lost_without()
        least = int(lost.argmin())
        if lost[least] > PAYS * flown.seen.total:
            return flown
        flown = job.scheduled(_without(flown.solution, flown.order[least]))
    return flown


def _without(solution: WatchSolution, index: int) -> WatchSolution:
    """The solution without a route; the later ones of its drone move up."""
    sorties = len(solution.routes) // len(solution.home)
    last = (index // sorties + 1) * sorties
    routes, launch = list(solution.routes), solution.launch.copy()
    routes[index:last] = [*routes[index + 1 : last], ()]
    launch[index:last] = np.append(launch[index + 1 : last], np.nan)
    return replace(solution, routes=tuple(routes), launch=launch)
