"""The search for the routes and launch times that close the most gap over a watch."""

from collections.abc import Sequence
from dataclasses import replace

from ..progress import Progress, quiet
from .search import solve
from .watch import WatchProblem, WatchSolution
from .watch_start import repeated_wave


def solve_watch(
    problem: WatchProblem,
    seconds: float = 10.0,
    iterations: int = 0,
    seed: int = 0,
    progress: Progress = quiet,
    stages: Sequence[Sequence[int]] = (),
    start: WatchSolution | None = None,
) -> list[WatchSolution]:
    """The best solutions found, at least one, the best first. `seconds`, `iterations`, `seed` and `progress` are those
    of `search.solve`. stages: `WatchSolution.stages` of an earlier solution of the same problem, to find it again.
    start: a solution to begin from."""
    one = replace(problem.routing, sorties=1)
    wave = solve(one, seconds, iterations, seed, progress, stages[0] if stages else ())
    found = repeated_wave(problem, wave.routes, wave.home)
    return [replace(found, iterations=wave.iterations, stages=() if iterations else (wave.stages,))]
