"""The search for the routes and launch times that close the most gap over a watch."""

from collections.abc import Sequence

from ..progress import Progress, quiet
from .watch import WatchProblem, WatchSolution


def solve_watch(
    problem: WatchProblem,
    seconds: float = 10.0,
    iterations: int = 0,
    seed: int = 0,
    progress: Progress = quiet,
    stages: Sequence[int] = (),
    start: WatchSolution | None = None,
) -> list[WatchSolution]:
    """The best solutions found, at least one, the best first. `seconds`, `iterations`, `seed`, `progress` and `stages`
    are those of `search.solve`. start: a solution to begin from, as far as it is feasible."""
    raise NotImplementedError
