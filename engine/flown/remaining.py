"""What of a plan is still to be flown, and the drones that can fly it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import shapely

from ..geometry import buffer, intersection
from .comparison import FULL, Comparison
from .planned_stops import HOVER, FlownStop

NOTHING = 0.02
"""Share of a stop below which nothing of it was flown."""


@dataclass(frozen=True)
class Spot:
    """A blind spot of the plan: its shape, priority, name, gap and gap profile, as the planner was given them."""

    geometry: shapely.Geometry
    priority: float = 1.0
    name: str | None = None
    gap: float = np.nan
    profile: str | None = None


@dataclass(frozen=True)
class RemainingSpot:
    """geometry: the spot, or the part of it that was not flown; priority: of that part; share: of the spot, 0 to 1;
    drone, sortie: that should have flown it."""

    id: str
    name: str | None
    geometry: shapely.Geometry
    priority: float
    share: float
    gap: float
    profile: str | None
    drone: int
    sortie: int


@dataclass(frozen=True)
class DroneNow:
    """Where a drone is, (2,) m, and % left in its battery; NaN where it has not flown, and its battery is full."""

    drone: int
    place: np.ndarray
    battery: float
    battery_from: str
    launch_site: str | None
    until: float


def remaining_spots(comparison: Comparison, spots: Mapping[str, Spot]) -> list[RemainingSpot]:
    """The spots of which a stop was not served, in the order of the plan. spots: those that are known, by id; of others
    the geometry is that of the stop, and the priority 1."""
    of_spot: dict[str, list[FlownStop]] = {}
    for stop in comparison.stops:
        for spot in stop.stop.spots or (f"{stop.stop.kind} {stop.stop.route}/{stop.stop.seq}",):
            of_spot.setdefault(spot, []).append(stop)
    found = []
    for spot, stops in of_spot.items():
        missed = [stop for stop in stops if not comparison.served(stop) and stop.left is not None]
        if missed:
            found.append(_remaining(comparison, spot, stops, missed, spots.get(spot)))
    return found


def _remaining(comparison: Comparison, spot: str, stops, missed, known: Spot | None) -> RemainingSpot:
    routes, first = comparison.plan.routes, missed[0].stop
    lost = sum(1.0 if stop.stop.kind == HOVER else 1 - stop.share for stop in missed) / len(stops)
    priority = 1.0 if known is None else known.priority
    return RemainingSpot(
        spot,
        first.name if known is None else known.name,
        _geometry(stops, missed, known),
        priority * lost,
        lost,
        np.nan if known is None else known.gap,
        None if known is None else known.profile,
        int(routes.drone[first.route]),
        int(routes.sortie[first.route]),
    )


def _geometry(stops, missed, known: Spot | None) -> shapely.Geometry:
    whole = len(missed) == len(stops) and all(stop.share <= NOTHING for stop in missed)
    if known is not None and (whole or shapely.get_dimensions(known.geometry) == 0):
        return known.geometry
    parts = np.array([stop.left for stop in missed], object)
    highest = shapely.get_dimensions(parts).max()
    left = shapely.union_all(parts[shapely.get_dimensions(parts) == highest])
    if known is None or shapely.get_dimensions(known.geometry) < 2 or highest < 2:
        return left
    inside = intersection(left, known.geometry)
    pieces = [part for part in shapely.get_parts(inside) if shapely.get_dimensions(part) == 2]
    return shapely.union_all(pieces) if pieces else buffer(left, 0)


def drones_now(comparison: Comparison) -> list[DroneNow]:
    """Each drone of the plan: where it has landed, or its launch site where it has not flown."""
    routes, found = comparison.plan.routes, []
    for drone in np.unique(routes.drone).tolist():
        own = [sortie for sortie in comparison.sorties if routes.drone[sortie.route] == drone]
        flown = [sortie for sortie in own if sortie.flown]
        if not flown:
            row = own[0].route
            site = routes.launch_site[row]
            found.append(DroneNow(drone, routes.line[row][0, :2], np.nan, FULL, site, np.nan))
            continue
        last = max(flown, key=lambda sortie: comparison.tracks[sortie.tracks[-1]].end)
        track = comparison.tracks[last.tracks[-1]]
        site = routes.launch_site[last.route]
        found.append(DroneNow(drone, track.line[-1, :2], last.left, last.battery_from, site, track.end))
    return found
