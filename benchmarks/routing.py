"""The solver on team orienteering instances: best known prize, prize reached, per cent below.

    scripts/bench routing --top DIR --seconds 1,5
    scripts/bench routing --scenario --peers-python PYTHON --seconds 5

DIR holds instances in the format of Chao, Golden and Wasil (n, m, tmax, then x y score; the first row is the start,
the last the end) and best_known.csv (instance, best_known). The length of each route is
computed again from the coordinates, and a route longer than tmax ends the run with an error.

With --scenario it solves the problems of scenario.py instead, whose stops have alternatives, and compares with PyVRP in
a Python that has it (pip install pyvrp). Both solutions are checked with our costs; an infeasible one counts 0.
"""

import argparse
import csv
import json
import math
import os
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from blindspot.benchmarks.peers import PYTHON_VARIABLE
from blindspot.benchmarks.scenario import scenario
from blindspot.engine.solver.orienteering import Problem, Solution, check, collected
from blindspot.engine.solver.search import solve

CITIES, WINDS = (5000.0, 9000.0), (0.0, 4.0)
WORTH = (5_000, 20_000)
"""Weights of a prize of 1 for PyVRP, in hundredths of seconds. A lower weight makes it give up prize for time, a higher
one makes it slow; the better result counts."""
PYVRP = Path(__file__).resolve().parent / "pyvrp_routes.py"


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
    """tmax, the limit on the length of each route."""
    rounded: bool = False
    """Whether distances are rounded to whole numbers (EUC_2D of TSPLIB)."""

    def distances(self, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
        """Distances between points, (..., 2) each."""
        length = np.hypot(*np.moveaxis(starts - ends, -1, 0))
        return np.floor(length + 0.5) if self.rounded else length


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
    return Problem(
        prize=instance.score[inner],
        stop=np.arange(len(inner)),
        cost=instance.distances(places[:, None], places[None]),
        limit=instance.longest,
        home=np.zeros(instance.teams, int),
    )


def recomputed_score(instance: Instance, solution: Solution) -> float:
    """The score of a solution from the coordinates alone, with those of start and end. Raises ValueError if a route is
    too long or a stop is taken twice."""
    visits = [alternative + 1 for route in solution.routes for alternative in route]
    if len(set(visits)) < len(visits) or len(solution.routes) > instance.teams:
        raise ValueError(f"{instance.name}: a stop is visited twice, or there are too many routes.")
    for route in solution.routes:
        path = [0, *(alternative + 1 for alternative in route), len(instance.points) - 1]
        length = float(instance.distances(instance.points[path[:-1]], instance.points[path[1:]]).sum())
        if route and length > instance.longest + 1e-9:
            raise ValueError(f"{instance.name}: a route of {length} exceeds {instance.longest}.")
    return float(sum(instance.score[visit] for visit in [0, *visits, len(instance.score) - 1]))


def by_pyvrp(python: str, problem: Problem, seconds: float, seed: int) -> float:
    """The prize that PyVRP collects, by the better of two weights for prizes, each given all of the time."""
    reached = [0.0]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "problem.npz"
        parts = {name: getattr(problem, name) for name in ("prize", "stop", "cost", "limit", "home")}
        np.savez(path, **parts)
        for worth in WORTH:
            command = [python, "-E", "-s", str(PYVRP), str(path), *map(str, (seconds, seed, worth))]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                raise SystemExit(f"PyVRP failed in {python}: {(done.stderr.strip() or 'killed').splitlines()[-1]}")
            solution = Solution(tuple(map(tuple, json.loads(done.stdout))), problem.home)
            try:
                check(problem, solution)
            except ValueError:
                continue
            reached.append(collected(problem, solution))
    return max(reached)


def by_us(problem: Problem, seconds: float, seed: int) -> float:
    """The prize that our solver collects."""
    solution = solve(problem, seconds=seconds, seed=seed)
    check(problem, solution)
    return collected(problem, solution)


def compare_scenarios(python: str | None, limits: list[float], seeds: int) -> None:
    """Prints what we and PyVRP collect on each scenario, and the ratio."""
    print(
        f"{'city km':>7} {'wind':>4} {'seed':>4} {'of':>5}" + "".join(f" {f'{x:g} s':>8} PyVRP ratio" for x in limits)
    )
    ratios: list[list[float]] = []
    for city in CITIES:
        for wind in WINDS:
            for seed in range(seeds):
                problem, cells, row = scenario(city, wind, seed), "", []
                for limit in limits:
                    ours = by_us(problem, limit, seed)
                    theirs = by_pyvrp(python, problem, limit, seed) if python else math.nan
                    row.append(ours / theirs if theirs else math.inf)
                    cells += f" {ours:8.0f} {theirs:5.0f} {row[-1]:5.3f}"
                ratios.append(row)
                print(f"{city / 1000:7g} {wind:4g} {seed:4} {problem.prize.sum():5.0f}{cells}", flush=True)
    print(f"{'mean ratio':23}" + "".join(f" {'':14} {mean:5.3f}" for mean in np.mean(ratios, axis=0)))


def main(argv: list[str] | None = None) -> int:
    """Prints a table for the folder or the scenarios, and the times given."""
    parser = argparse.ArgumentParser(prog="scripts/bench routing", description=__doc__.split("\n")[0])
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--top", type=Path, help="folder of instances with best_known.csv")
    what.add_argument("--scenario", action="store_true", help="generated nights with alternatives, compared with PyVRP")
    parser.add_argument("--seconds", default="1,5", help="time limits, separated by commas")
    parser.add_argument("--seeds", type=int, default=1, help="runs of each, with seeds 0, 1, ...; the mean counts")
    parser.add_argument(
        "--peers-python", default=os.environ.get(PYTHON_VARIABLE), help=f"PyVRP's Python; or set {PYTHON_VARIABLE}"
    )
    arguments = parser.parse_args(argv)
    limits = [float(text) for text in arguments.seconds.split(",")]
    if arguments.scenario:
        compare_scenarios(arguments.peers_python, limits, arguments.seeds)
    else:
        known = best_known(arguments.top / "best_known.csv", "best_known")
        instances = [read_instance(path) for path in sorted(arguments.top.glob("*.txt")) if path.stem in known]
        compare_best_known(instances, known, limits, arguments.seeds)
    return 0


def best_known(path: Path, column: str) -> dict[str, float]:
    """The best known score of each instance, from a csv file with the columns `instance` and `column`."""
    with path.open(newline="") as file:
        return {row["instance"]: float(row[column]) for row in csv.DictReader(file)}


def compare_best_known(instances: list[Instance], known: dict[str, float], limits: list[float], seeds: int) -> None:
    """Prints how far below best known we are on each instance, with mean and worst."""
    if not instances:
        raise SystemExit("The folder has no instance whose best known score is given.")
    wide = max(10, *(len(instance.name) for instance in instances))
    heads = "".join(f" {f'{limit:g} s':>9} {'% below':>8}" for limit in limits)
    print(f"{'instance':{wide}} {'best known':>10}{heads}")
    below = np.zeros((len(instances), len(limits)))
    for row, instance in enumerate(instances):
        problem = problem_of(instance)
        cells = []
        for column, limit in enumerate(limits):
            runs = [solve(problem, seconds=limit, seed=seed) for seed in range(seeds)]
            reached = float(np.mean([recomputed_score(instance, run) for run in runs]))
            below[row, column] = 100 * (1 - reached / known[instance.name])
            cells.append(f" {reached:9.1f} {below[row, column]:8.2f}")
        print(f"{instance.name:{wide}} {known[instance.name]:10.0f}" + "".join(cells), flush=True)
    for name, shares in (("mean", below.mean(axis=0)), ("worst", below.max(axis=0))):
        print(f"{name:{wide + 11}}" + "".join(f" {'':9} {share:8.2f}" for share in shares))


if __name__ == "__main__":
    raise SystemExit(main())
