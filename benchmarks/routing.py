"""The solver on team-orienteering instances: best known, reached, per cent below.

    scripts/bench routing --top DIR --seconds 1,5

DIR holds instances in the format of Chao, Golden and Wasil (n, m, tmax, then x y score; the first row is the start,
the last the end) and best_known.csv (instance, best_known). Nothing counts that isn't feasible: every route's length
is computed anew from the coordinates, in floats, and one that exceeds tmax ends the run.
"""

import argparse
import csv
import math
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from blindspot.engine.orienteering import Problem, Solution
from blindspot.engine.search import solve


@dataclass(frozen=True)
class Instance:
    """A team-orienteering instance."""

    name: str
    points: np.ndarray
    """(n, 2); the first is the start, the last the end."""
    score: np.ndarray
    """(n,)"""
    teams: int
    longest: float
    """tmax, of each route."""


def read_instance(path: Path) -> Instance:
    """An instance from a file in Chao's format."""
    lines = path.read_text().split("\n")
    head = dict(line.split() for line in lines[:3])
    rows = np.array([[float(cell) for cell in line.split()] for line in lines[3:] if line.strip()])
    return Instance(path.stem, rows[:, :2], rows[:, 2], int(head["m"]), float(head["tmax"]))


def problem_of(instance: Instance) -> Problem:
    """The instance as the engine's problem: one alternative a stop, one site."""
    inner = np.arange(1, len(instance.points) - 1)
    nodes = np.concatenate((inner, [0, len(instance.points) - 1]))
    places = instance.points[nodes]
    cost = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1))
    return Problem(
        prize=instance.score[inner],
        stop=np.arange(len(inner)),
        cost=cost,
        limit=instance.longest,
        home=np.zeros(instance.teams, int),
    )


def recomputed_score(instance: Instance, solution: Solution) -> float:
    """The score of a solution from the coordinates alone. Raises ValueError if a route is too long or a stop is taken
    twice."""
    visits = [alternative + 1 for route in solution.routes for alternative in route]
    if len(set(visits)) < len(visits) or len(solution.routes) > instance.teams:
        raise ValueError(f"{instance.name}: a stop is visited twice, or there are too many routes.")
    for route in solution.routes:
        path = [0, *(alternative + 1 for alternative in route), len(instance.points) - 1]
        length = sum(math.dist(instance.points[a], instance.points[b]) for a, b in pairwise(path))
        if route and length > instance.longest + 1e-9:
            raise ValueError(f"{instance.name}: a route of {length} exceeds {instance.longest}.")
    return float(sum(instance.score[visit] for visit in visits))


def main(argv: list[str] | None = None) -> int:
    """Prints a table for the folder and times given."""
    parser = argparse.ArgumentParser(prog="scripts/bench routing", description=__doc__.split("\n")[0])
    parser.add_argument("--top", type=Path, required=True, help="folder of instances with best_known.csv")
    parser.add_argument("--seconds", default="1,5", help="time limits, separated by commas")
    parser.add_argument("--seeds", type=int, default=1, help="runs of each, with seeds 0, 1, ...; the mean counts")
    arguments = parser.parse_args(argv)
    limits = [float(text) for text in arguments.seconds.split(",")]
    with (arguments.top / "best_known.csv").open(newline="") as file:
        known = {row["instance"]: float(row["best_known"]) for row in csv.DictReader(file)}
    instances = [read_instance(path) for path in sorted(arguments.top.glob("*.txt")) if path.stem in known]
    if not instances:
        raise SystemExit(f"No instance of {arguments.top}/best_known.csv is in that folder.")
    print(f"{'instance':10} {'best known':>10}" + "".join(f" {f'{limit:g} s':>9} {'% below':>8}" for limit in limits))
    below = np.zeros((len(instances), len(limits)))
    for row, instance in enumerate(instances):
        problem = problem_of(instance)
        cells = []
        for column, limit in enumerate(limits):
            runs = [solve(problem, seconds=limit, seed=seed) for seed in range(arguments.seeds)]
            reached = float(np.mean([recomputed_score(instance, run) for run in runs]))
            below[row, column] = 100 * (1 - reached / known[instance.name])
            cells.append(f" {reached:9.1f} {below[row, column]:8.2f}")
        print(f"{instance.name:10} {known[instance.name]:10.0f}" + "".join(cells), flush=True)
    print(f"{'mean':21}" + "".join(f" {'':9} {mean:8.2f}" for mean in below.mean(axis=0)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
