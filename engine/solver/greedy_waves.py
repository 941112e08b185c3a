"""Waves planned one after another, each for what the waves before it leave. Another start of the search."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from .orienteering import Problem, Solution, shared_use
from .watch import Visits, WatchProblem, WatchSolution, closed_of_stops, route_times, visits_of

GRID = 900.0
"""s between the launch times that are compared."""
Solve = Callable[[Problem, int], Solution]
"""Solves the orienteering problem of a wave, given its number: one sortie for each drone."""


def greedy_waves(problem: WatchProblem, first: Solution, solve: Solve) -> WatchSolution:
    """As many waves as drones have sorties, as far as the hours allow.

    first: the wave with the highest priority; the drones keep its launch sites. Each wave is launched when the best
    stops, as many as that wave visits, gain most, and planned for what visits gain in the middle of a long sortie.
    """
    routing, home = problem.routing, first.home
    visited = max(sum(map(len, first.routes)), 1)
    longest = max(_seconds(problem, home, first.routes), default=0.0)
    waves: list[tuple[float, tuple[tuple[int, ...], ...]]] = []
    grid = np.arange(problem.earliest, problem.latest + 1e-6, GRID)
    left = routing.shared_limit
    for number in range(routing.sorties):
        apart = longest + problem.swap
        free = [time for time in grid.tolist() if all(abs(time - other) >= apart for other, _ in waves)]
        if not free:
            break
        visits = visits_of(problem, _joined(problem, waves, home))
        before = closed_of_stops(problem, visits)
        gain = [_gain(problem, visits, before, time + longest / 2) for time in free]
        best = int(np.argmax([np.sort(one)[-visited:].sum() for one in gain]))
        alone = replace(routing, sorties=1, home=home, prize=gain[best], shared_limit=left)
        routes = solve(alone, number).routes
        left = max(left - shared_use(alone, home, routes), 0.0)
        longest = max([longest, *_seconds(problem, home, routes)])
        waves.append((free[best], routes))
    return _joined(problem, waves, home)


def _seconds(problem: WatchProblem, home: np.ndarray, routes: tuple[tuple[int, ...], ...]) -> list[float]:
    """How long each drone flies a wave."""
    return [
        float(route_times(problem, int(site), route)[-1]) for site, route in zip(home, routes, strict=True) if route
    ]


def _gain(problem: WatchProblem, visits: Visits, before: np.ndarray, moment: float) -> np.ndarray:
    """(G,) what one more visit to each stop at a moment would close. before: (G,) what the visits close."""
    stops, here = np.arange(len(problem.unseen)), np.full(len(problem.unseen), moment)
    exposure = np.inf if problem.exposure is None else float(np.median(problem.exposure))
    more = Visits(
        np.concatenate((visits.stop, stops)),
        np.append(visits.route, np.full(len(stops), -1)),
        np.append(visits.first, here),
        np.append(visits.last, here),
        np.append(visits.exposure, np.full(len(stops), exposure)),
    )
    return np.maximum(closed_of_stops(problem, more) - before, 0.0)


def _joined(problem: WatchProblem, waves: list, home: np.ndarray) -> WatchSolution:
    """The solution that consists of waves, each a launch time and the route of each drone. Where a drone is not ready
    in time, it takes off later; what is then too late is not flown."""
    sorties = problem.routing.sorties
    routes, launch = [()] * (len(home) * sorties), np.full(len(home) * sorties, np.nan)
    for drone, site in enumerate(home.tolist()):
        ready, index = problem.earliest, drone * sorties
        for time, found in sorted(waves, key=lambda wave: wave[0]):
            at = max(ready, time)
            if found[drone] and at <= problem.latest:
                routes[index], launch[index] = found[drone], at
                ready = at + float(route_times(problem, site, found[drone])[-1]) + problem.swap
                index += 1
    return WatchSolution(tuple(routes), launch, home)
