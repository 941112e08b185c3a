"""A generated city whose gaps vary over the watch, for plans that close the most of them. Reproducible by seed.

Spots are points, lines and polygons in districts. Each district has its own patrols, at its own hours: they pass a
place at a rate that rises and falls smoothly, and more or less often at the places of one district. So what begins at a
place at time u of the watch stays unseen with probability exp(-(passes between u and u + R)). Priorities have a heavy
tail. A battery serves about ten spots, so that few sorties can't serve all.
"""

from dataclasses import dataclass
from math import erf

import numpy as np
import shapely

from blindspot.engine.airspace.airspace import Airspace, airspace_around
from blindspot.engine.drones.aircraft import Aircraft
from blindspot.engine.plan.plan import Fleet, Task
from blindspot.engine.plan.stop_network import Network, network_of
from blindspot.engine.plan.stops import Service, Targets, effort_of, stops_of
from blindspot.engine.plan.watch_task import WatchTask
from blindspot.engine.solver.watch import WatchProblem

HOUR = 3600.0
SIDE, SITES, DISTRICTS = 9000.0, 3, 8
"""m, the side of the square city; launch sites; districts"""
WATCH, BIN = 7 * HOUR, 900.0
"""s, the watch and its bins"""
SPOTS, LINES, POLYGONS = 180, 0.2, 0.2
"""Spots, and the shares of lines and polygons; the rest are points."""
TAIL = 1.6
"""Exponent of the Pareto distribution of priorities: the lower, the heavier its tail."""
SWAP = 300.0
"""s on the ground between two sorties of a drone"""


@dataclass(frozen=True)
class WatchCity:
    """The input of a plan for a watch."""

    spots: Targets
    fleet: Fleet
    airspace: Airspace
    aircraft: Aircraft
    task: Task
    watch: WatchTask


def watch_city(seed: int, revisit_hours: float, drones: int = 3, sorties: int = 3, spots: int = SPOTS) -> WatchCity:
    """The city of a seed. Its spots and patrols are the same for all revisit intervals and fleets; the priorities are
    those of the conditions that stay unseen for the revisit interval."""
    random = np.random.default_rng(seed)
    sites = random.uniform(0.2, 0.8, (SITES, 2)) * SIDE
    centres = random.uniform(0, SIDE, (DISTRICTS, 2))
    places = random.uniform(0, SIDE, (spots, 2))
    kinds = random.choice(3, spots, p=[1 - LINES - POLYGONS, LINES, POLYGONS])
    geometry = np.array([_shape(random, kind, place) for kind, place in zip(kinds, places, strict=True)], dtype=object)
    demand = 1 + random.pareto(TAIL, spots)
    district = np.hypot(*(places[:, None] - centres).transpose(2, 0, 1)).argmin(axis=1)
    unseen = _residual(random, district, revisit_hours * HOUR)
    share = unseen / unseen.sum(axis=1, keepdims=True)
    return WatchCity(
        Targets(geometry, demand * unseen.mean(axis=1), share),
        Fleet(sites, tuple(f"base {site + 1}" for site in range(SITES)), np.full(drones, -1), sorties, SWAP),
        airspace_around([], 0.0),
        Aircraft(),
        Task(service=Service()),
        WatchTask(WATCH, revisit_hours * HOUR, 0.0, WATCH + revisit_hours * HOUR, Service().swath / 2),
    )


def _shape(random: np.random.Generator, kind: int, place: np.ndarray) -> shapely.Geometry:
    """A point, a line of some 450 m with two bends, or a polygon of some 5 ha."""
    if kind == 0:
        return shapely.Point(place)
    if kind == 1:
        heading = random.uniform(0, 2 * np.pi) + np.concatenate(([0.0], random.normal(0, 0.5, 2)))
        steps = random.uniform(80, 220, 3)[:, None] * np.column_stack((np.cos(heading), np.sin(heading)))
        return shapely.LineString(np.vstack((place, place + np.cumsum(steps, axis=0))))
    return shapely.convex_hull(shapely.MultiPoint(place + random.uniform(-140, 140, (7, 2))))


def _residual(random: np.random.Generator, district: np.ndarray, revisit: float) -> np.ndarray:
    """(n, B) r in the middle of each bin of the watch, for the district of each place.

    A district has two or three rounds of patrols, each a Gaussian over time. The passes between u and u + R are its
    integral.
    """
    middle = (np.arange(round(WATCH / BIN)) + 0.5) * BIN
    passes = np.zeros((DISTRICTS, len(middle)))
    for own in passes:
        for _ in range(random.integers(2, 4)):
            at, width, size = random.uniform(0, WATCH + 2 * HOUR), random.uniform(0.3, 0.9) * HOUR, random.uniform(1, 4)
            before = [[erf((time - at) / width / 2**0.5) for time in edge] for edge in (middle, middle + revisit)]
            own += size / 2 * np.subtract(before[1], before[0])
    factor = random.gamma(2.0, 0.5, len(district))
    return np.exp(-factor[:, None] * passes[district] - 0.02)


def watch_problem(
    seed: int, revisit_hours: float, drones: int, sorties: int, spots: int = SPOTS, endurance: float = 1800.0
) -> WatchProblem:
    """The city of a seed as a problem for the solver. endurance: s, of `Aircraft`."""
    city = watch_city(seed, revisit_hours, drones, sorties, spots)
    aircraft = Aircraft(endurance=endurance)
    stops, _ = stops_of(city.spots, city.fleet.sites, city.airspace, aircraft, city.task.service)
    network = network_of(stops, city.fleet.sites, city.airspace, aircraft)
    return problem_of(network, city, aircraft)


def problem_of(network: Network, city: WatchCity, aircraft: Aircraft) -> WatchProblem:
    """The problem of a network over level ground. A stop counts as seen while the drone is within the detection range
    of the middle of its way, at half of the time that the way takes; a point while the drone is in range or hovers."""
    routing = network.problem(aircraft, city.fleet.home, city.fleet.sorties)
    count, sites = len(network.stop), len(city.fleet.sites)
    service = np.array([effort_of(stop, way, aircraft)[0] for stop in network.stops for way in stop.ways])
    seconds = network.paths.cost / aircraft.cruise_power
    duration = np.full(routing.cost.shape, np.inf)
    own = np.arange(sites)
    duration[:count, :count] = seconds[network.exit[:, None], network.entry] + service
    duration[count : count + sites, :count] = seconds[:sites][:, network.entry] + service + aircraft.takeoff()[0]
    duration[:count, count + sites :] = seconds[network.exit][:, :sites] + aircraft.landing()[0]
    duration[count + own, count + sites + own] = aircraft.takeoff()[0] + aircraft.landing()[0]
    near = city.watch.detection_range / aircraft.speed
    hovers = np.array([network.stops[stop].action == "hover" for stop in network.stop])
    middle = np.where(hovers, 0.0, service / 2)
    unseen = city.spots.unseen[[stop.spot for stop in network.stops]] * routing.prize[:, None]
    return WatchProblem(
        routing,
        duration,
        np.column_stack((-np.where(hovers, service, middle) - near, near - middle)),
        unseen,
        BIN,
        city.watch.revisit,
        city.watch.earliest,
        city.watch.latest,
        city.fleet.swap_time,
    )
