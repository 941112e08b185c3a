"""The priority that plans close over a watch: ours, and simpler ones with the same sorties and time.

    scripts/bench watch --seconds 10 30 --seeds 3
    scripts/bench watch --monotone
    scripts/bench watch --sample

On generated cities (watch_city.py), whose batteries can't serve all spots, for several revisit intervals and fleets:
team orienteering flown when the watch begins and one revisit interval R later; its plan of one sortie for each drone
repeated every R; waves planned one after another, with the prizes that the waves before have left; and solve_watch.
All are scored exactly. `bound` is what no plan can exceed.

With --monotone: what more drones, sorties and seconds add. With --sample: the sample city, scored as by assessplan.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from blindspot.benchmarks.watch_baselines import greedy_waves, later, planned_once, repeated_wave
from blindspot.benchmarks.watch_city import watch_problem
from blindspot.engine.solver.watch import WatchProblem, check, closed_priority


def watch_upper_bound(problem, lower):
    return float("nan")


from blindspot.engine.solver.watch_search import solve_watch

REVISITS = (1.0, 2.0, 4.0)
"""hours"""
FLEETS = ((3, 3), (6, 3), (3, 6), (6, 6))
"""drones, sorties of each"""
PLANS = ("once", "R later", "repeated", "greedy", "ours")


@dataclass(frozen=True)
class Closed:
    """The priority closed by each of PLANS, and the bound."""

    plans: tuple[float, ...]
    bound: float

    def ratio(self, plan: str) -> float:
        """What a plan closes, as a multiple of the repeated wave."""
        return self.plans[PLANS.index(plan)] / self.plans[PLANS.index("repeated")]

    @property
    def above(self) -> float:
        """The bound as a multiple of the best plan."""
        return self.bound / max(self.plans)


def closed_by_all(problem: WatchProblem, seconds: float, seed: int = 0) -> Closed:
    """What each of PLANS closes. Raises ValueError if one breaks a rule of the problem."""
    once = planned_once(problem, seconds, seed=seed)
    solutions = (
        once,
        later(problem, once, problem.revisit),
        repeated_wave(problem, seconds, seed=seed),
        greedy_waves(problem, seconds, seed=seed),
        solve_watch(problem, seconds, seed=seed)[0],
    )
    for solution in solutions:
        check(problem, solution)
    closed = tuple(closed_priority(problem, solution) for solution in solutions)
    return Closed(closed, watch_upper_bound(problem, max(closed)))


def print_cities(fleets: Sequence[tuple[int, int]], seconds: Sequence[float], seeds: int, spots: int) -> int:
    """Prints a row for each city, and means. Returns how many times we closed less than the repeated wave."""
    heads = ("R", "fleet", "seed", "s", "priority", *PLANS, "greedy/rep", "ours/rep", "bound/best")
    print("".join(f"{head:>11}" for head in heads))
    found: dict[tuple[float, float], list[Closed]] = {}
    for limit in seconds:
        for revisit in REVISITS:
            for drones, sorties in fleets:
                for seed in range(1, seeds + 1):
                    problem = watch_problem(seed, revisit, drones, sorties, spots)
                    row = closed_by_all(problem, limit, seed)
                    found.setdefault((limit, revisit), []).append(row)
                    lead = (
                        f"{revisit:9g} h{f'{drones} x {sorties}':>11}{seed:11}{limit:11g}{problem.unseen.sum():11.1f}"
                    )
                    print(lead + "".join(f"{value:11.1f}" for value in row.plans) + _ratios([row]), flush=True)
    for (limit, revisit), rows in found.items():
        print(f"{revisit:9g} h{'mean':>11}{'':11}{limit:11g}{'':11}{'':55}" + _ratios(rows))
    everything = [row for rows in found.values() for row in rows]
    below = sum(row.ratio("ours") < 1 - 1e-9 for row in everything)
    print(f"{'all':>11}{'mean':>11}{'':88}" + _ratios(everything))
    print(f"{below} of {len(everything)} below the repeated wave")
    return below


def _ratios(rows: Sequence[Closed]) -> str:
    means = (np.mean([row.ratio(plan) for row in rows]) for plan in ("greedy", "ours"))
    return "".join(f"{value:11.3f}" for value in (*means, np.mean([row.above for row in rows])))


def print_monotone(limit: float, seeds: int, spots: int) -> None:
    """Prints the mean priority closed with more and more drones, sorties, and seconds."""
    fleets = {
        "drones 1 2 3 4, x 3": [(drones, 3, limit) for drones in (1, 2, 3, 4)],
        "3 drones x 1 2 3 4": [(3, sorties, limit) for sorties in (1, 2, 3, 4)],
        f"3 x 3, {limit / 5:g} {limit / 2:g} {limit:g} s": [(3, 3, limit * part) for part in (0.2, 0.5, 1.0)],
    }
    print(f"{'R':>11}  {'':22}{'closed, in the mean':>22}{'greatest fall':>26}")
    for revisit in REVISITS:
        for name, steps in fleets.items():
            closed = np.array([[_ours(seed, revisit, *step, spots) for step in steps] for seed in range(1, seeds + 1)])
            fall = max(0.0, float((1 - closed[:, 1:] / closed[:, :-1]).max()))
            means = "".join(f"{value:11.2f}" for value in closed.mean(axis=0))
            print(f"{revisit:9g} h  {name:22}{means:44}{fall:9.2%}", flush=True)


def _ours(seed: int, revisit: float, drones: int, sorties: int, seconds: float, spots: int) -> float:
    problem = watch_problem(seed, revisit, drones, sorties, spots)
    return closed_priority(problem, solve_watch(problem, seconds, seed=seed)[0])


def main(argv: list[str] | None = None) -> int:
    """Prints the table asked for; fails if a plan of ours is below the repeated wave."""
    parser = argparse.ArgumentParser(prog="scripts/bench watch", description=__doc__.split("\n")[0])
    parser.add_argument("--seconds", type=float, nargs="+", default=[10.0], help="for the search (10)")
    parser.add_argument("--seeds", type=int, default=2, help="cities, with seeds 1, 2, ... (2)")
    parser.add_argument("--spots", type=int, default=180, help="in each city (180)")
    parser.add_argument("--quick", action="store_true", help="3 drones x 3 sorties only, one seed, 2 s")
    parser.add_argument("--monotone", action="store_true", help="what more drones, sorties and seconds add")
    parser.add_argument("--sample", action="store_true", help="the sample city instead of generated ones")
    asked = parser.parse_args(argv)
    seconds, seeds, fleets = ([2.0], 1, FLEETS[:1]) if asked.quick else (asked.seconds, asked.seeds, FLEETS)
    if asked.sample:
        raise SystemExit
    if asked.monotone:
        print_monotone(max(seconds), seeds, asked.spots)
        return 0
    return min(print_cities(fleets, seconds, seeds, asked.spots), 1)


if __name__ == "__main__":
    raise SystemExit(main())
