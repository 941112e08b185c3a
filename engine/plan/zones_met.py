"""Which no-fly zones a plan has to go around, by their times.

A zone that is in force during most of the time in which sorties may be in the air is planned around from the start.
Any other one is left out at first. If a sortie then comes near it in a flight during which it is in force at any time,
the plan is made again around it. So zones cost flights only where it matters, and no sortie flies through a zone that
begins or ends while it is in the air. If it lies over a launch site, and the plan chooses its launch hours, these are
narrowed to the longest ones in which it is not in force.
"""

from dataclasses import replace

import numpy as np
import shapely

from ..airspace.airspace import MITRE_LIMIT, Airspace
from ..airspace.zoned import FlightHeights
from ..drones.aircraft import Aircraft
from ..zones.zones import Zones
from .fleet import Fleet
from .plan import Sortie
from .task import Task

DETOURS = 1000.0
"""m around all that is flown to, in which drones may fly."""
APART = 60.0
"""s between a sortie and the time in force of a zone over a launch site."""
LEAST_HOURS = 600.0
"""s, the shortest launch hours that are worth a plan."""
MOSTLY = 0.5
"""Share of the span of the flights: a zone that is in force for longer is planned around from the start."""


def flight_heights(aircraft: Aircraft, task: Task, fleet: Fleet, shapes: np.ndarray) -> FlightHeights:
    """Between which heights above the ground the drones fly. shapes: (n,) geometries of all that is flown to."""
    west, south, east, north = shapely.total_bounds(shapes).tolist()
    bounds = west - DETOURS, south - DETOURS, east + DETOURS, north + DETOURS
    off = 0.0 if aircraft.ground is None else aircraft.tolerance
    highest = float(task.separation.heights(len(fleet.home)).max(initial=0.0))
    lowest, highest = aircraft.altitude - off, aircraft.altitude + highest + off
    return FlightHeights(lowest, highest, aircraft.ground, aircraft.ground_spacing, bounds)


def flight_span(task: Task, fleet: Fleet, aircraft: Aircraft) -> tuple[float, float]:
    """From when to when drones may be in the air, in the time reference of `Task.begins`. Sorties that wait for others
    may land later."""
    longest = aircraft.endurance * (1 - aircraft.reserve)
    if task.watch is not None:
        return task.begins + task.watch.earliest, task.begins + task.watch.latest + longest
    return task.begins, task.begins + fleet.sorties * longest + (fleet.sorties - 1) * fleet.swap_time


def around_at_first(airspace: Airspace, begins: float, ends: float) -> Airspace:
    """The airspace also outside of those zones that are in force during most of a span, in s since the epoch, but for
    those over launch sites, because at other hours drones can take off there."""
    if airspace.zoning is None or not airspace.zoning.open.any():
        return airspace
    over = zones_over_sites(airspace, airspace.zoning.open)
    parts = [np.clip(times, begins, ends) for times in airspace.zoning.zones.periods]
    lasts = np.array([float((part[:, 1] - part[:, 0]).sum()) for part in parts])
    return airspace.around(airspace.zoning.near & ~over & (lasts > MOSTLY * (ends - begins)))


def zones_over_sites(airspace: Airspace, which: np.ndarray) -> np.ndarray:
    """(n,) which of some zones, (n,) booleans, close a launch site while they are in force."""
    over, sites = np.zeros(len(which), bool), airspace.zoning.sites
    if sites is None or not len(sites):
        return over
    rows, distance = np.flatnonzero(which), MITRE_LIMIT * max(airspace.buffer, airspace.clearance) + 1.0
    with np.errstate(invalid="ignore"):
        near = shapely.dwithin(airspace.zoning.zones.polygon[rows, None], shapely.points(sites), distance).any(axis=1)
    for row in rows[near].tolist():
        over[row] = airspace.around(np.arange(len(which)) == row).closed(sites).any()
    return over


def hours_outside(task: Task, zones: Zones, aircraft: Aircraft) -> Task | None:
    """The task with the longest of those launch hours in which no sortie is in the air while one of the zones is in
    force; None where the plan does not choose its hours, or none are left."""
    if task.watch is None:
        return None
    earliest, latest = task.watch.earliest, task.watch.latest
    longest = aircraft.endurance * (1 - aircraft.reserve)
    closed = np.vstack(zones.periods) - task.begins + np.array([-longest - APART, APART])
    closed = np.clip(closed[np.argsort(closed[:, 0])], earliest, latest)
    begins = np.r_[earliest, np.maximum.accumulate(closed[:, 1])]
    ends = np.r_[closed[:, 0], latest]
    best = int(np.argmax(ends - begins))
    if ends[best] - begins[best] < LEAST_HOURS or (begins[best], ends[best]) == (earliest, latest):
        return None
    return replace(task, watch=replace(task.watch, earliest=float(begins[best]), latest=float(ends[best])))


def zones_met(sorties: tuple[Sortie, ...], airspace: Airspace) -> np.ndarray:
    """(n,) whether a zone that is not planned around is in force at any time of a sortie that comes nearer to it than
    drones may."""
    if airspace.zoning is None or not airspace.zoning.open.any():
        return np.zeros(0 if airspace.zoning is None else len(airspace.zoning.zones), bool)
    zones, met = airspace.zoning.zones, np.zeros(len(airspace.zoning.zones), bool)
    distance = max(airspace.buffer, airspace.clearance)
    for sortie in sorties:
        rows = np.flatnonzero(airspace.zoning.open & zones.in_force(sortie.start, sortie.end))
        path = shapely.linestrings(sortie.line()[:, :2])
        with np.errstate(invalid="ignore"):  # GEOS divides by zero while it computes some correct results
            met[rows[shapely.dwithin(zones.polygon[rows], path, distance)]] = True
    return met
