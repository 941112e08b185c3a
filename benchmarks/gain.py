"""The gain of a plan, compared with nearest-neighbour routes and a plain sweep with the same batteries.

    scripts/bench gain --seeds 1,2

On the simulated city. All three use the same drones and launch sites, fly each flight in every watch of the period and
are scored in the same way. Both baselines get an advantage: the nearest-neighbour routes try every distribution of the
drones over the sites, and the sweep of the whole area also tries STARTS starting points along its path; the best
result of each counts.
"""

import argparse
from dataclasses import dataclass
from itertools import product

import numpy as np
import shapely

from blindspot.engine.airspace.airspace import Airspace, airspace_around
from blindspot.engine.drones.aircraft import Aircraft
from blindspot.engine.gain.assessment import scores_with
from blindspot.engine.gain.drone_tracks import drone_tracks, every_watch
from blindspot.engine.geometry import difference
from blindspot.engine.places.demand import demand_from_layers
from blindspot.engine.places.grid import Lattice, grid_near
from blindspot.engine.places.places import point_places
from blindspot.engine.plan.flight import Flight, Stretch, flown
from blindspot.engine.plan.plan import Fleet, Task, plan_sorties
from blindspot.engine.plan.route_flights import stretches_of
from blindspot.engine.plan.stop_network import network_of
from blindspot.engine.plan.stops import Targets, stops_of
from blindspot.engine.score.detection import Detection
from blindspot.engine.score.evidence import Evidence, Question
from blindspot.engine.score.score import Scores, score_places
from blindspot.engine.solver.orienteering import Problem, route_cost
from blindspot.engine.spots.selection import ScoredPlaces, SpotRules
from blindspot.engine.spots.spots import find_spots
from blindspot.engine.sweep.sweep import Thoroughness, sweep_paths
from blindspot.engine.timing.watch import Watch, first_and_last_in_watch, moments, nights, period
from blindspot.engine.tracks.fixes import Fixes
from blindspot.engine.tracks.tracks import TrackRules, tracks_from_fixes
from blindspot.resources.sample.city import City, simulate

WATCH = Watch(22 * 3600.0, 5 * 3600.0, timezone="Asia/Shanghai")
REVISIT = 7200.0
STARTS = 12
DEFAULT_RULES = SpotRules()


@dataclass(frozen=True)
class Night:
    """A city, the evidence on it, and the fleet."""

    evidence: Evidence
    before: Scores
    spots: Targets
    members: list[np.ndarray]
    """for each spot, the indices of its places in the evidence"""
    area: shapely.Geometry
    airspace: Airspace
    fleet: Fleet
    aircraft: Aircraft
    task: Task

    def gain(self, flights: list[Flight], launch: np.ndarray | float = REVISIT) -> float:
        """Priority closed by the flights, flown in every watch. launch: s after the watch begins, of each or of all;
        before REVISIT, a pass could notice less."""
        launches = np.broadcast_to(launch, len(flights)).tolist()
        lines = [flight.line(start) for flight, start in zip(flights, launches, strict=True)]
        drones = drone_tracks(lines, self.task.service.swath / 2)
        drones = every_watch(drones, self.evidence.question.nights, WATCH)
        after = scores_with(self.evidence, self.before, drones)
        return float(self.evidence.demand @ (self.before.gap - after.gap))


def night_of(city: City, drones: int, sorties: int, seconds: float, rules: SpotRules = DEFAULT_RULES) -> Night:
    """A city's night, with the defaults of the algorithms."""
    names, unit = np.unique(city.fixes.unit, return_inverse=True)
    fixes = Fixes(*city.fixes.xy.T, city.fixes.time.astype(float), unit, np.arange(len(unit)), tuple(names.tolist()))
    tracks = tracks_from_fixes(fixes, TrackRules())[0]
    grid = grid_near(tracks.x, tracks.y, Lattice(50.0), 500.0)
    centres = shapely.points(grid.places.x, grid.places.y)
    layers = [shapely.points(city.exits), np.array(city.banks)]
    demand = demand_from_layers(centres, layers, ["exits", "riverside"], [1.0, 1.0], 100.0).total
    wanted = np.flatnonzero(demand > 0)
    places = point_places(grid.places.x[wanted], grid.places.y[wanted])
    whole = period(WATCH, *first_and_last_in_watch(WATCH, np.sort(tracks.t)))
    question = Question(whole, moments(whole, REVISIT), nights(whole, WATCH), REVISIT)
    detection = Detection.same(len(names), 50.0, 30.0)
    evidence = Evidence(tracks, detection, places, demand[wanted], question, WATCH)
    before = score_places(evidence)
    gap = np.ones(len(grid))
    gap[wanted] = before.gap
    why = np.full(len(grid), "", object)
    found = find_spots(ScoredPlaces(grid.polygons(), demand * gap, gap, demand, why), rules)
    airspace = airspace_around(list(city.no_fly.values()), 30.0)
    area = shapely.convex_hull(shapely.multipoints(centres[wanted]))
    sites = np.array([(site.x, site.y) for site in city.launch_sites.values()])
    fleet = Fleet(sites, tuple(city.launch_sites), np.full(drones, -1), sorties)
    return Night(
        evidence,
        before,
        Targets(found.geometry, found.priority),
        [np.intersect1d(some, wanted, return_indices=True)[2] for some in found.members],
        difference(area, shapely.union_all(airspace.zones)),
        airspace,
        fleet,
        Aircraft(),
        Task(seconds=seconds),
    )


def spreads(night: Night):
    """All distributions of the drones over the sites."""
    return product(range(len(night.fleet.sites)), repeat=len(night.fleet.home))


def nearest_first(night: Night) -> list[list[Flight]]:
    """Nearest-neighbour plans, one for each distribution: each drone flies on to the nearest stop from which it can
    still return."""
    stops, _ = stops_of(night.spots, night.fleet.sites, night.airspace, night.aircraft, night.task.service)
    network = network_of(stops, night.fleet.sites, night.airspace, night.aircraft)
    problem = network.problem(night.aircraft, night.fleet.home, night.fleet.sorties)
    plans = []
    for spread in spreads(night):
        served: set[int] = set()
        flights = []
        for site in np.repeat(spread, night.fleet.sorties).tolist():
            route = _nearest_route(problem, site, served)
            if route:
                flights.append(flown(stretches_of(network, route, site), night.aircraft))
        plans.append(flights)
    return plans


def _nearest_route(problem: Problem, site: int, served: set[int]) -> tuple[int, ...]:
    """A nearest-neighbour route from a site. Adds the stops that it serves to `served`."""
    route: tuple[int, ...] = ()
    at = problem.start(site)
    while True:
        for alternative in np.argsort(problem.cost[at, : problem.alternatives]).tolist():
            longer = (*route, alternative)
            if int(problem.stop[alternative]) not in served and route_cost(problem, site, longer) <= problem.limit:
                route, at = longer, alternative
                served.add(int(problem.stop[alternative]))
                break
        else:
            return route


def plain_sweeps(night: Night) -> list[list[Flight]]:
    """Plans that sweep the whole area along one path, split by battery: one for each distribution of the drones and
    each of STARTS starting points on the path."""
    parts = [part for part in shapely.get_parts(night.area) if part.geom_type == "Polygon"]
    path = sweep_paths(max(parts, key=shapely.area), night.task.service.swath, thoroughness=Thoroughness.LITTLE)[0]
    line = shapely.segmentize(shapely.linestrings(path), 100.0)
    path = shapely.get_coordinates(line)
    plans = []
    for spread, start in product(spreads(night), np.linspace(0, len(path), STARTS, endpoint=False).astype(int)):
        at, flights = int(start), []
        for site in np.repeat(spread, night.fleet.sorties).tolist():
            flight, at = _swept(night, path, at, night.fleet.sites[site])
            flights += [flight] if flight else []
        plans.append(flights)
    return plans


def _swept(night: Night, path: np.ndarray, start: int, site: np.ndarray) -> tuple[Flight | None, int]:
    """The longest flight along the path from vertex `start` that the battery allows, and the vertex where it ends."""

    def flight(stop: int) -> Flight:
        ends = np.vstack((site, path[start], path[stop - 1]))
        ways = night.airspace.shortest_paths(ends, lambda a, b: night.aircraft.legs(a, b)[1])
        there, back = ways.path(0, 1), ways.path(2, 0)
        return flown(
            [Stretch("fly", there[:-1]), Stretch("sweep", path[start:stop]), Stretch("fly", back)], night.aircraft
        )

    low, high = start, len(path)
    while low < high:
        middle = (low + high + 1) // 2
        if flight(middle).energy <= night.aircraft.budget:
            low = middle
        else:
            high = middle - 1
    return (flight(low), low) if low > start + 1 else (None, start)


def main(argv: list[str] | None = None) -> int:
    """Prints a table, one row a city."""
    parser = argparse.ArgumentParser(prog="scripts/bench gain", description=__doc__.split("\n")[0])
    parser.add_argument("--seeds", default="1", help="of the simulated cities; 1 is the sample city")
    parser.add_argument("--drones", type=int, default=2)
    parser.add_argument("--sorties", type=int, default=1, help="of each drone")
    parser.add_argument("--seconds", type=float, default=5.0, help="for the solver")
    arguments = parser.parse_args(argv)
    heads = ("priority", "plan", "nearest", "sweep", "plan/nearest", "plan/sweep")
    print(f"{'city':>6}" + "".join(f"{head:>14}" for head in heads))
    for seed in map(int, arguments.seeds.split(",")):
        night = night_of(simulate(seed), arguments.drones, arguments.sorties, arguments.seconds)
        plan = plan_sorties(night.spots, night.fleet, night.airspace, night.aircraft, night.task)
        gains = [
            night.gain([sortie.flight for sortie in plan.sorties]),
            max(night.gain(flights) for flights in nearest_first(night) if flights),
            max(night.gain(flights) for flights in plain_sweeps(night) if flights),
        ]
        ratios = [gains[0] / gain if gain else np.inf for gain in gains[1:]]
        row = [float(night.evidence.demand @ night.before.gap), *gains, *ratios]
        print(f"{seed:6}" + "".join(f"{value:14.2f}" for value in row), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
