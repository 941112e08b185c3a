"""Random plans, by seed, among no-fly zones with limits of height and times of validity."""

from dataclasses import replace

import numpy as np
import shapely
from scenarios import Scenario, scenario
from zone_cuts import zone_cut

from blindspot.engine.airspace.airspace import Airspace
from blindspot.engine.airspace.zoned import by_height, zoned_airspace
from blindspot.engine.plan.watch_task import WatchTask
from blindspot.engine.plan.zones_met import flight_heights
from blindspot.engine.zones.privacy import PrivacyAreas
from blindspot.engine.zones.zones import AGL, ALWAYS, AMSL, WGS84, Zones

START = 1.8e9
HOUR = 3600.0


def timed(seed: int) -> tuple[Scenario, Zones]:
    """A small scenario with a START, and its zones, most of them with limits or times, or both. Every eighth scenario
    has zones that cut its spots, every tenth closes gaps over a watch, and every second has privacy places."""
    given = zone_cut(seed) if seed % 8 == 0 else _small(scenario(seed))
    random = np.random.default_rng((seed, 14))
    task = replace(given.task, begins=START, iterations=6, bound_seconds=0.0)
    if seed % 10 == 0:
        watch = WatchTask(3 * HOUR, HOUR, 0.0, 4 * HOUR, task.service.swath / 2, curve=False)
        task = replace(task, watch=watch, iterations=4)
    more = [shapely.Point(place).buffer(random.uniform(50, 300), quad_segs=4) for place in random.random((3, 2)) * 2500]
    given = replace(given, task=task, start=START, zones=np.array([*given.zones, *more], object))
    zones = zones_of(random, given)
    if seed % 2:
        task = replace(given.task, privacy=_privacy(random, given.aircraft.altitude))
    return replace(given, task=task), zones


def _privacy(random: np.random.Generator, altitude: float) -> PrivacyAreas:
    """The surroundings of two places that may be crossed or not, some with a budget."""
    places = np.array([shapely.Point(place) for place in random.random((2, 2)) * 2500], object)
    height = random.choice([None, altitude - 20.0, altitude + 5.0])
    budget = float(random.choice([np.inf, 20.0, 60.0]))
    return PrivacyAreas.around(places, float(random.uniform(30, 120)), height, budget)


def _small(given: Scenario) -> Scenario:
    """The scenario with few spots, one polygon at most: sweeps take the most time."""
    polygons = shapely.get_dimensions(given.spots.geometry) == 2
    kept = np.flatnonzero(~polygons | (np.cumsum(polygons) <= 1))[:6]
    spots = replace(given.spots, geometry=given.spots.geometry[kept], priority=given.spots.priority[kept])
    return replace(given, spots=spots, ids=tuple(given.ids[spot] for spot in kept))


def zones_of(random: np.random.Generator, given: Scenario) -> Zones:
    """The zones of a scenario with random limits and times."""
    zones, count = Zones.always(given.zones), len(given.zones)
    altitude = given.aircraft.altitude
    levels = [altitude + random.uniform(-30, 40, count), altitude + random.uniform(-30, 40, count)]
    lower, upper = np.minimum(*levels), np.maximum(*levels)
    ground = 0.0
    references = [AGL]
    if given.aircraft.ground is not None:
        references, ground = [AGL, AMSL, WGS84], float(given.aircraft.elevation(given.fleet.sites).mean())
    lower_ref, upper_ref = (np.array(random.choice(references, count), object) for _ in range(2))
    lower, upper = lower + ground * (lower_ref != AGL), upper + ground * (upper_ref != AGL)
    lower[random.random(count) < 0.5], upper[random.random(count) < 0.5] = -np.inf, np.inf
    periods = tuple(_times(random) for _ in range(count))
    names = np.array([f"zone {number}" for number in range(count)], object)
    return replace(
        zones, lower=lower, lower_ref=lower_ref, upper=upper, upper_ref=upper_ref, periods=periods, name=names
    )


def _times(random: np.random.Generator) -> np.ndarray:
    """Always, never while it is flown, from a moment on, up to one, or some periods."""
    kind = random.integers(5)
    if kind == 0:
        return ALWAYS
    first = START + random.uniform(-0.2, 1.5) * HOUR
    if kind == 1:
        return np.array([[START - 2 * HOUR, START - 1.0]])
    if kind in (2, 3):
        return np.array([[first, np.inf] if kind == 2 else [-np.inf, first]])
    return np.array([[first, first + 300.0], [first + 900.0, first + 1500.0]])


def airspace_of(given: Scenario, zones: Zones) -> Airspace:
    """The airspace that such a plan begins with."""
    shapes = np.concatenate((given.spots.geometry, shapely.points(given.fleet.sites)))
    heights = flight_heights(given.aircraft, given.task, given.fleet, shapes)
    found = by_height(zones, heights, given.fleet.sites, max(given.buffer, given.clearance))
    return zoned_airspace(zones, found, given.buffer, given.clearance, given.fleet.sites)
