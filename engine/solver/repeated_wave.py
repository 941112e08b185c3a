"""The repeated wave: the best routes of one sortie for each drone, flown again and again. Searches begin with it."""

import numpy as np

from .watch import WatchProblem, WatchSolution, closed_priority, route_times

FIRST_LAUNCHES = 48
"""First launch times that are tried."""


def repeated_wave(
    problem: WatchProblem, wave: tuple[tuple[int, ...], ...], home: np.ndarray, waves: int | None = None
) -> WatchSolution:
    """One wave repeated by each drone at the best of several first launch times and intervals.

    wave: a route for each drone, home: (D,) its launch site; waves: how often, None: as often as each drone has sorties
    and the hours allow, or less if that closes as much. The interval is R where the hours allow it for so many waves,
    else as long as they allow.
    """
    sorties = problem.routing.sorties
    turn = np.array([_turn(problem, int(site), route) for site, route in zip(home, wave, strict=True)])
    span = problem.latest - problem.earliest
    best, most = None, -1.0
    for count in range(1, sorties + 1) if waves is None else (waves,):
        intervals = {problem.revisit} if count == 1 else {problem.revisit, span / (count - 1)}
        for interval in sorted(intervals):
            step = np.maximum(turn, interval)
            room = span - (count - 1) * step
            if (room < 0).any():
                continue
            for share in np.linspace(0.0, 1.0, FIRST_LAUNCHES if room.max() > 0 else 1):
                first = problem.earliest + share * room
                found = _flown(wave, home, first, step, count, sorties)
                value = closed_priority(problem, found)
                if value > most * (1 + 1e-9):
                    best, most = found, value
    if best is None:  # the hours are too short for any interval
        best = _flown(wave, home, np.full(len(home), problem.earliest), turn, 1, sorties)
    return best


def _turn(problem: WatchProblem, site: int, route: tuple[int, ...]) -> float:
    """s from one take-off of a drone to the next that is possible."""
    return float(route_times(problem, site, route)[-1]) + problem.swap if route else 0.0


def _flown(
    wave: tuple[tuple[int, ...], ...], home: np.ndarray, first: np.ndarray, step: np.ndarray, count: int, sorties: int
) -> WatchSolution:
    """The solution with `count` waves. first, step: (D,) of each drone, its first launch and s from one launch to the
    next; sorties: of each drone."""
    drones = len(home)
    routes, launch = [()] * (drones * sorties), np.full(drones * sorties, np.nan)
    for drone, route in enumerate(wave):
        for turn in range(count if route else 0):
            routes[drone * sorties + turn] = route
            launch[drone * sorties + turn] = first[drone] + turn * step[drone]
    return WatchSolution(tuple(routes), launch, home)
