"""The best launch time of each route, given its stops and all other routes: coordinate ascent, exact."""

from dataclasses import replace

import numpy as np

from .closing import closed_by_group, covered, cumulative
from .watch import Visits, WatchProblem, WatchSolution, route_times, visits_of

TIMES = 64
"""Launch times tried for a route at once, first over all that its drone has for it, then around the best of them."""
ROUNDS = 4
"""The most rounds over all routes."""
WORTH = 1e-9
"""Share of what is closed: a round that gains less is the last."""


def with_best_launches(problem: WatchProblem, solution: WatchSolution) -> WatchSolution:
    """The solution with each launch moved to the best of many times between the drone's sortie before and after it, one
    after another, until no launch gains any more. It closes at least as much as before."""
    launch, sorties = solution.launch.copy(), problem.routing.sorties
    times = [
        route_times(problem, int(solution.home[index // sorties]), route) if route else np.zeros(1)
        for index, route in enumerate(solution.routes)
    ]
    before, visits = cumulative(problem.unseen), visits_of(problem, solution)
    for _ in range(ROUNDS):
        gained = 0.0
        for index, route in enumerate(solution.routes):
            if route:
                low, high = _room(problem, solution.routes, launch, times, index)
                own = np.linspace(low, high, TIMES) if high > low else np.zeros(0)
                for _ in range(2):
                    own = np.append(own, launch[index])
                    value = _values(problem, before, visits, index, own - launch[index])
                    best = int(value.argmax())
                    gained += float(value[best] - value[-1])
                    if own[best] != launch[index]:
                        launch[index] = own[best]
                        visits = _with_launch(problem, visits, replace(solution, launch=launch), index)
                    near = (high - low) / TIMES
                    own = np.linspace(max(low, own[best] - near), min(high, own[best] + near), TIMES)
        if gained <= WORTH * float(problem.unseen.sum()):
            break
    return replace(solution, launch=launch)


def _room(
    problem: WatchProblem, routes: tuple[tuple[int, ...], ...], launch: np.ndarray, times: list[np.ndarray], index: int
) -> tuple[float, float]:
    """The earliest and the latest launch of a route, while the other routes of its drone stay as they are."""
    first = index // problem.routing.sorties * problem.routing.sorties
    low, high = problem.earliest, problem.latest
    if index > first:
        low = max(low, launch[index - 1] + times[index - 1][-1] + problem.swap)
    if index + 1 < first + problem.routing.sorties and routes[index + 1]:
        high = min(high, launch[index + 1] - problem.swap - times[index][-1])
    return low, high


def _with_launch(problem: WatchProblem, visits: Visits, solution: WatchSolution, index: int) -> Visits:
    """The visits, with those of one route at the times of a solution."""
    alone = tuple(route if number == index else () for number, route in enumerate(solution.routes))
    moved, own = visits_of(problem, replace(solution, routes=alone)), visits.route == index
    first, last = visits.first.copy(), visits.last.copy()
    first[own], last[own] = moved.first, moved.last
    return replace(visits, first=first, last=last)


def _values(problem: WatchProblem, before: np.ndarray, visits: Visits, index: int, shifts: np.ndarray) -> np.ndarray:
    """(len(shifts),) what all visits to the stops of a route close if it is launched so much later, s."""
    stops = np.unique(visits.stop[visits.route == index])
    some = np.flatnonzero(np.isin(visits.stop, stops))
    stop, count = visits.stop[some], len(shifts)
    later = np.where(visits.route[some] == index, shifts[:, None], 0.0)
    group = np.arange(count)[:, None] * len(stops) + np.searchsorted(stops, stop)
    group, begin, end, exposure = covered(
        group.ravel(),
        (visits.first[some] + later).ravel(),
        (visits.last[some] + later).ravel(),
        np.tile(visits.exposure[some], count),
        problem.revisit,
        problem.cycle,
    )
    row = stops[group % len(stops)]
    found = closed_by_group(before, problem.bin_length, row, group, begin, end, exposure, count * len(stops))
    return found.reshape(count, -1).sum(axis=1)
