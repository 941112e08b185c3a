"""Planning a night for a whole city: time, prize served, gap to the upper bound, and violations of the rules.

    scripts/bench night --seconds 10 --seeds 1

Each seed gives another city of `--size` metres: spots (half points, a third polygons, the rest lines) among no-fly
zones, launch sites, a fleet, and a wind. The plan is then checked by engine/check/, which shares no code with the
planner. If there is a violation, the exit status is 1.
"""

import argparse
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import shapely

from blindspot.engine.airspace.airspace import airspace_around
from blindspot.engine.drones.aircraft import Aircraft, Wind
from blindspot.engine.plan import plan as planning
from blindspot.engine.plan.as_flight_plan import as_flight_plan, promise_of
from blindspot.engine.plan.plan import Fleet, Task
from blindspot.engine.plan.self_check import violations_of
from blindspot.engine.plan.stops import Targets

POLYGONS, LINES = 1 / 3, 1 / 6
"""Shares of the spots; the rest are points."""
STAGES = ("stops_of", "network_of", "solve", "upper_bound", "starts_of")
"""The functions of plan_sorties that take time: stops of spots, paths between them, search, upper bound, start
times."""


@dataclass(frozen=True)
class Night:
    """The input of a plan."""

    spots: Targets
    sites: np.ndarray
    """(s, 2)"""
    zones: np.ndarray
    buffer: float
    wind: Wind


def night(seed: int, spots: int = 200, zones: int = 50, sites: int = 3, size: float = 9000.0) -> Night:
    """The night of a seed."""
    random = np.random.default_rng(seed)
    closed = np.array([_zone(random, size) for _ in range(zones)], dtype=object)
    buffer = 30.0
    places = random.uniform(0.2, 0.8, (1000, 2)) * size
    places = places[~airspace_around(closed, buffer + 1).closed(places)][:sites]
    kinds = random.choice(3, spots, p=[1 - POLYGONS - LINES, LINES, POLYGONS])
    shapes = np.array([_spot(random, kind, random.random(2) * size) for kind in kinds], dtype=object)
    priority = random.gamma(2, 2, spots)
    return Night(Targets(shapes, priority), places, closed, buffer, Wind(4.0, float(random.uniform(0, 360))))


def _zone(random: np.random.Generator, size: float):
    """An irregular zone of 80 to 400 m with 20 corners."""
    angles = np.sort(random.random(20)) * 2 * np.pi + np.arange(20) * 1e-3
    reach = random.uniform(80, 400) * random.uniform(0.6, 1, 20)
    ring = random.random(2) * size + reach[:, None] * np.column_stack((np.cos(angles), np.sin(angles)))
    return shapely.make_valid(shapely.Polygon(ring))


def _spot(random: np.random.Generator, kind: int, centre: np.ndarray):
    if kind == 0:
        return shapely.Point(centre)
    if kind == 1:
        return shapely.LineString(centre + np.cumsum(random.normal(0, 150, (4, 2)), axis=0))
    return shapely.convex_hull(shapely.MultiPoint(centre + random.normal(0, 110, (7, 2))))


@contextmanager
def timed_stages() -> Iterator[Counter]:
    """Counts the seconds that each of STAGES takes while plans are made."""
    taken: Counter[str] = Counter()
    originals = {name: getattr(planning, name) for name in STAGES}

    def timed(name):
        def run(*arguments, **options):
            began = time.perf_counter()
            try:
                return originals[name](*arguments, **options)
            finally:
                taken[name] += time.perf_counter() - began

        return run

    try:
        for name in STAGES:
            setattr(planning, name, timed(name))
        yield taken
    finally:
        for name, original in originals.items():
            setattr(planning, name, original)


def main(argv: list[str] | None = None) -> int:
    """Plans and checks the nights asked for, and prints a line for each."""
    parser = argparse.ArgumentParser(prog="scripts/bench night", description=__doc__.split("\n")[0])
    for name, default, says in (
        ("--spots", 200, "blind spots"),
        ("--zones", 50, "no-fly zones"),
        ("--sites", 3, "launch sites"),
        ("--drones", 6, "in the fleet"),
        ("--sorties", 1, "of each drone"),
        ("--seeds", 1, "nights, with seeds 0, 1, ..."),
    ):
        parser.add_argument(name, type=int, default=default, help=f"{says} ({default})")
    parser.add_argument("--size", type=float, default=9000.0, help="m from one end of the city to the other (9000)")
    parser.add_argument("--seconds", type=float, default=10.0, help="for the search, as TIME_LIMIT (10)")
    asked = parser.parse_args(argv)
    print(f"{asked.spots} spots, {asked.zones} zones, {asked.sites} launch sites, {asked.drones} drones x "
          f"{asked.sorties}, {asked.size / 1000:g} km, search {asked.seconds:g} s")  # fmt: skip
    worst = 0
    for seed in range(asked.seeds):
        given = night(seed, asked.spots, asked.zones, asked.sites, asked.size)
        names = tuple(f"base {number + 1}" for number in range(len(given.sites)))
        fleet = Fleet(given.sites, names, np.full(asked.drones, -1), asked.sorties, 300.0)
        aircraft, task = Aircraft(wind=given.wind), Task(seconds=asked.seconds, seed=seed)
        with timed_stages() as taken:
            began = time.perf_counter()
            airspace = airspace_around(given.zones, given.buffer)
            plan = planning.plan_sorties(given.spots, fleet, airspace, aircraft, task)
            taken["all"] = time.perf_counter() - began
        began = time.perf_counter()
        ids = [str(number) for number in range(asked.spots)]
        flight_plan, promise = (
            as_flight_plan(plan, ids, fleet, aircraft, task, None),
            promise_of(plan, ids, given.spots),
        )
        found = violations_of(flight_plan, promise, fleet, given.zones, given.buffer, aircraft, task, None)
        checking = time.perf_counter() - began
        worst = max(worst, len(found))
        below = 100 * (1 - plan.served_priority / plan.upper_bound) if plan.upper_bound > 0 else 0.0
        stages = ", ".join(f"{name} {taken[name]:.1f}" for name in STAGES)
        print(
            f"seed {seed}: a plan in {taken['all']:.1f} s ({stages}); {plan.stops} stops, {len(plan.sorties)} sorties"
        )
        print(
            f"  priority served {plan.served_priority:.1f} of {plan.total_priority:.1f}; at most "
            f"{plan.upper_bound:.1f} ({plan.bound_method}): {below:.1f} % below; {plan.iterations} steps"
        )
        rules = ", ".join(f"{rule} {count}" for rule, count in Counter(one.rule for one in found).items())
        print(f"  checked in {checking:.1f} s: {len(found)} violations {rules}".rstrip(), flush=True)
        for violation in found[:10]:
            print(f"    {violation.rule}: {violation.message}")
    return 1 if worst else 0


if __name__ == "__main__":
    raise SystemExit(main())
