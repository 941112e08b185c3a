"""What other fleets would close: one more sortie for each drone, and one more drone."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from ..progress import Progress, quiet
from ..solver.watch import WatchProblem, WatchSolution
from ..solver.watch_search import solve_watch
from .closing import CurveStep
from .task import Task

STEPS_SHARE = 0.25
"""Steps of each search, as a share of the steps of the plan's own."""


def curve_of(
    whole: WatchProblem,
    solution: WatchSolution,
    best: Callable,
    seconds: float,
    task: Task,
    stages: Sequence[Sequence[int]] = (),
    progress: Progress = quiet,
) -> tuple[tuple[CurveStep, ...], tuple[tuple[int, ...], ...]]:
    """A step for each of two larger fleets, and the stages of their searches. Both searches begin with the plan itself.

    best: solutions -> the best of them as it is flown, None if there is none; seconds: for both searches; stages: of
    the searches of an earlier curve.
    """
    drones, sorties = len(solution.home), whole.routing.sorties
    steps = max(1, int(task.iterations * STEPS_SHARE)) if task.iterations else 0
    found, done = [], ()
    for more_drones, more_sorties in ((0, 1), (1, 0)):
        larger, start = enlarged(whole, solution, more_drones, more_sorties)
        again = stages[len(done) :]
        solutions = solve_watch(larger, seconds / 2, steps, task.seed, progress, again, start)
        done += tuple(solutions[0].stages)
        flown = best([*solutions, start])
        if flown is not None:
            found.append(CurveStep(drones + more_drones, sorties + more_sorties, flown.seen.total, len(flown.order)))
    return tuple(found), done


def enlarged(
    whole: WatchProblem, solution: WatchSolution, drones: int, sorties: int
) -> tuple[WatchProblem, WatchSolution]:
    """The problem with so many more drones, at sites that the search chooses, and more sorties for each drone; and the
    solution as one of it."""
    routing = whole.routing
    home = np.append(routing.home, np.full(drones, -1))
    larger = replace(whole, routing=replace(routing, home=home, sorties=routing.sorties + sorties))
    routes, launch = [], []
    for drone in range(len(home)):
        own = slice(drone * routing.sorties, (drone + 1) * routing.sorties)
        routes += [*solution.routes[own], *[()] * (larger.routing.sorties - len(solution.routes[own]))]
        launch += [*solution.launch[own], *[np.nan] * (larger.routing.sorties - len(solution.launch[own]))]
    at = np.append(solution.home, np.full(drones, solution.home[0] if len(solution.home) else 0))
    return larger, replace(solution, routes=tuple(routes), launch=np.array(launch), home=at, stages=())
