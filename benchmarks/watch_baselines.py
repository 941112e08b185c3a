"""Simpler ways to plan for a watch, with the same drones, sorties and time for the search as `solve_watch`.

All of them use the solver of team orienteering (`search.solve`), which visits each stop at most once.
"""

from dataclasses import replace

import numpy as np

from blindspot.engine.solver.greedy_waves import greedy_waves as waves_in_turn
from blindspot.engine.solver.orienteering import Problem, Solution
from blindspot.engine.solver.repeated_wave import repeated_wave as start_of_search
from blindspot.engine.solver.search import solve
from blindspot.engine.solver.watch import WatchProblem, WatchSolution, closed_priority, route_times

GRID = 900.0
"""s between the launch times that are tried."""
WINDOW = 1e-6
"""s by which a launch may miss the window through rounding."""


def planned_once(problem: WatchProblem, seconds: float, iterations: int = 0, seed: int = 0) -> WatchSolution:
    """The plan of team orienteering: each stop at most once, whatever the hour. All drones take off when the window
    opens; the sorties of a drone follow each other at once, those of the highest prize first."""
    routing = problem.routing
    found = solve(routing, seconds, iterations, seed)
    routes: list[tuple[int, ...]] = []
    for drone in range(len(routing.home)):
        own = found.routes[drone * routing.sorties : (drone + 1) * routing.sorties]
        routes += sorted(own, key=lambda route: -_prize(routing, route))
    return _launched(problem, routes, found.home, np.zeros(len(routes)))


def later(problem: WatchProblem, solution: WatchSolution, seconds: float) -> WatchSolution:
    """A solution flown some seconds later. Sorties that then take off after the window are not flown."""
    return _within(problem, replace(solution, launch=solution.launch + seconds))


def repeated_wave(problem: WatchProblem, seconds: float, iterations: int = 0, seed: int = 0) -> WatchSolution:
    """The best plan of one sortie for each drone, flown again after every revisit interval, by each drone as often as
    its sorties and the window allow. All drones take off together first; the time of that is the best of a grid. Or as
    the search would begin with that wave, if that closes more."""
    wave = solve(replace(problem.routing, sorties=1), seconds, iterations, seed)
    repetitions = best_repetition(problem, wave.routes, wave.home), start_of_search(problem, wave.routes, wave.home)
    return max(repetitions, key=lambda solution: closed_priority(problem, solution))


def best_repetition(problem: WatchProblem, routes: tuple[tuple[int, ...], ...], home: np.ndarray) -> WatchSolution:
    """A wave, (D,) one route of each drone, repeated as in `repeated_wave`."""
    sorties = problem.routing.sorties
    lasts = [route_times(problem, int(site), route)[-1] for site, route in zip(home, routes, strict=True)]
    every = np.maximum(problem.revisit, np.array(lasts) + problem.swap)
    again = [route for route in routes for _ in range(sorties)]
    launches = np.arange(problem.earliest, problem.latest + WINDOW, GRID)
    after = (every[:, None] * np.arange(sorties)).ravel()
    tried = [_within(problem, WatchSolution(tuple(again), first + after, home)) for first in launches]
    return max(tried, key=lambda solution: closed_priority(problem, solution))


def greedy_waves(problem: WatchProblem, seconds: float, iterations: int = 0, seed: int = 0) -> WatchSolution:
    """Waves of one sortie for each drone, planned one after another, each with the prizes that its visits add to those
    of the waves before. Each wave, and the first one that the drones' sites are taken from, has an equal share of the
    time."""
    share = seconds / problem.routing.sorties

    def wave(one: Problem, number: int) -> Solution:
        return solve(one, share, iterations, seed + number)

    return waves_in_turn(problem, wave(replace(problem.routing, sorties=1), 0), wave)


def _launched(
    problem: WatchProblem, routes: list[tuple[int, ...]], home: np.ndarray, wanted: np.ndarray
) -> WatchSolution:
    """Routes that take off as wanted, or as soon as the window is open and their drone is ready."""
    launch = np.full(len(routes), np.nan)
    for drone, site in enumerate(home):
        ready = problem.earliest
        for index in range(drone * problem.routing.sorties, (drone + 1) * problem.routing.sorties):
            if routes[index]:
                launch[index] = max(ready, wanted[index])
                ready = launch[index] + route_times(problem, int(site), routes[index])[-1] + problem.swap
    return _within(problem, WatchSolution(tuple(routes), launch, home))


def _within(problem: WatchProblem, solution: WatchSolution) -> WatchSolution:
    """The solution without the sorties that take off after the window."""
    flown = [
        bool(route) and bool(launch <= problem.latest + WINDOW)
        for route, launch in zip(solution.routes, solution.launch, strict=True)
    ]
    routes = tuple(route if kept else () for route, kept in zip(solution.routes, flown, strict=True))
    return replace(solution, routes=routes, launch=np.where(flown, solution.launch, np.nan))


def _prize(routing: Problem, route: tuple[int, ...]) -> float:
    return float(routing.prize[routing.stop[list(route)]].sum())
