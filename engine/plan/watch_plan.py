"""The plan that closes the most gap over the watch."""

from dataclasses import dataclass

from ..progress import Progress, quiet
from ..solver.orienteering import Problem
from ..solver.watch import WatchSolution
from .closing import Closing
from .flight import Flight
from .route_flights import RouteFlights
from .stops import Targets
from .task import Task


@dataclass(frozen=True)
class WatchFlights:
    """A solution of the watch problem as it is flown."""

    solution: WatchSolution
    flights: dict[int, Flight]
    """of each non-empty route, by the route's index"""
    starts: dict[int, float]
    """take-off of each, s from Task.begins"""
    closing: Closing
    """sorties in the order of `flights`"""
    upper_bound: float
    bound_method: str
    stages: tuple[tuple[int, ...], ...] = ()


def watch_flights(
    spots: Targets, problem: Problem, route_flights: RouteFlights, task: Task, progress: Progress = quiet
) -> WatchFlights:
    """The flights that close the most gap over `task.watch` that the solver finds."""
    raise NotImplementedError
