"""Which no-fly zones a plan has to go around, by their times.

A zone that is in force during most of the time in which sorties may be in the air is planned around from the start.
Any other one is left out at first. If a sortie then comes near it in a flight during which it is in force at any time,
the plan is made again around it. So zones cost flights only where it matters, and no sortie flies through a zone that
begins or ends while it is in the air.
"""

import numpy as np
import shapely

from ..airspace.airspace import Airspace
from ..airspace.zoned import FlightHeights
from ..drones.aircraft import Aircraft
from .fleet import Fleet
from .plan import Sortie
from .task import Task

DETOURS = 1000.0
"""m around all that is flown to, in which drones may fly."""
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
    """The airspace also outside of those zones that are in force during most of a span, in s since the epoch."""
    if airspace.zoning is None or not airspace.zoning.open.any():
        return airspace
    parts = [np.clip(times, begins, ends) for times in airspace.zoning.zones.periods]
    lasts = np.array([float((part[:, 1] - part[:, 0]).sum()) for part in parts])
    return airspace.around(airspace.zoning.near & (lasts > MOSTLY * (ends - begins)))


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
