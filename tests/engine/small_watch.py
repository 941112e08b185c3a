"""Small watch problems, and what visits close of them by plain summation over moments."""

import numpy as np

from blindspot.engine.solver.orienteering import Problem
from blindspot.engine.solver.watch import WatchProblem, WatchSolution, visits_of

HOUR = 3600.0


def watch_problem(
    seed: int = 0,
    stops: int = 6,
    drones: int = 1,
    sorties: int = 2,
    *,
    sites: int = 1,
    revisit: float = HOUR,
    watch: float = 4 * HOUR,
    bins: int = 8,
    limit: float = 1500.0,
    ways: int = 1,
    exposure: float | None = None,
    cycle: float = 0.0,
    latest: float | None = None,
    earliest: float = 0.0,
    fixed: bool = False,
) -> WatchProblem:
    """Points in a square of 4 km, drones at 10 m/s that stay a minute at each. Costs are seconds, so that a duration is
    a cost. Several ways of a stop differ by some seconds."""
    random = np.random.default_rng(seed)
    places, launch = random.random((stops, 2)) * 4000, random.random((sites, 2)) * 4000
    of = np.repeat(np.arange(stops), ways)
    points = np.vstack((places[of], launch, launch))
    cost = np.hypot(*(points[:, None] - points).transpose(2, 0, 1)) / 10 + 60
    cost[: len(of)] += random.random((len(of), 1)) * 10 * (ways > 1)
    first = len(of)
    cost[first + sites :] = np.inf
    cost[:, first : first + sites] = np.inf
    cost[first : first + sites, first + sites :] = np.where(np.eye(sites, dtype=bool), 60.0, np.inf)
    np.fill_diagonal(cost[:first, :first], np.inf)
    unseen = random.random((stops, bins)) * random.pareto(2.0, (stops, 1))
    home = np.arange(drones) % sites if fixed else np.full(drones, -1)
    return WatchProblem(
        Problem(unseen.sum(axis=1), of, cost, limit, home, sorties),
        cost,
        np.tile([-70.0, 10.0], (len(of), 1)),
        unseen,
        watch / bins,
        revisit,
        earliest,
        watch + revisit if latest is None else latest,
        300.0,
        None if exposure is None else np.full(len(of), exposure),
        cycle,
    )


def summed(problem: WatchProblem, solution: WatchSolution, step: float = 5.0) -> float:
    """What a solution closes, moment by moment: a condition that begins at u is noticed if a visit ends after u and
    begins before u + R."""
    visits = visits_of(problem, solution)
    length = problem.bin_length * problem.unseen.shape[1]
    moments = np.arange(step / 2, length, step)
    density = problem.unseen[:, (moments / problem.bin_length).astype(int)] / problem.bin_length * step
    total = 0.0
    for stop in range(len(problem.unseen)):
        exposure = np.zeros(len(moments))
        for shift in (0.0, problem.cycle, -problem.cycle) if problem.cycle else (0.0,):
            for which in np.flatnonzero(visits.stop == stop):
                first, last = visits.first[which] + shift, visits.last[which] + shift
                noticed = (last > moments) & (first < moments + problem.revisit)
                exposure[noticed] += min(visits.exposure[which], 100.0)
        total += float(density[stop] @ -np.expm1(-exposure))
    return total
