"""Checks whether sorties keep away from no-fly zones, between their limits and while they are in force."""

import numpy as np
import shapely

from ..drones.flight_plan import FlightPlan
from ..language import tr
from ..zones.zones import Zones
from .violation import ROUNDING, LaunchSites, Limits, Terrain, Violation, seq_at, sortie_violation
from .zone_times import Pieces, part_in_force, pieces_of

TIGHT_ROOM = 2.0
"""In clearances: the radius around a launch site nearer to a zone than the clearance, within which only NO_FLY_BUFFER
counts."""


def as_zones(zones: Zones | np.ndarray | None) -> Zones:
    """Zones, also from (k,) polygons, which are then always in force, at all heights; without those that are empty."""
    zones = zones if isinstance(zones, Zones) else Zones.always([] if zones is None else zones)
    return zones.take(np.array([shape is not None and not shape.is_empty for shape in zones.polygon], bool))


def zone_violations(
    plan: FlightPlan,
    limits: Limits,
    zones: Zones | np.ndarray,
    sites: LaunchSites | None = None,
    terrain: Terrain | None = None,
) -> list[Violation]:
    """Sorties that come nearer to a no-fly zone than NO_FLY_BUFFER or CLEARANCE, between its limits and while it is in
    force: one violation for each sortie and zone. zones: also (k,) polygons, m."""
    zones = as_zones(zones)
    if not len(zones) or not len(plan.routes):
        return []
    flights = _Flights(plan, zones, terrain)
    found = _too_near(flights, limits.no_fly_buffer, shapely.Polygon())
    if limits.clearance > limits.no_fly_buffer:
        near = _too_near(flights, limits.clearance, tight_room(zones.polygon, limits, sites))
        both = [*found.items(), *((key, violation) for key, violation in near.items() if key not in found)]
        return [violation for _, violation in sorted(both, key=lambda item: item[0])]
    return list(found.values())


def tight_room(zones: np.ndarray, limits: Limits, sites: LaunchSites | None):
    """The area around launch sites nearer to a zone than the clearance, in which only NO_FLY_BUFFER counts. zones: (k,)
    polygons, m."""
    places = shapely.points(np.zeros((0, 2)) if sites is None else sites.place)
    tight = places[shapely.distance(places, shapely.union_all(zones)) < limits.clearance]
    return shapely.union_all(shapely.buffer(tight, TIGHT_ROOM * limits.clearance, quad_segs=32))


class _Flights:
    """The sorties of a plan and the zones near them. Pieces of sorties, and the polygons to be kept from, are made
    once."""

    def __init__(self, plan: FlightPlan, zones: Zones, terrain: Terrain | None):
        self.plan, self.zones, self.terrain = plan, zones, terrain
        self.unlimited = zones.unlimited
        self.dated = plan.dated
        self.paths = np.array([horizontal_path(line) for line in plan.routes.line], dtype=object)
        shrunk = shapely.buffer(zones.polygon, -ROUNDING)
        self.tree = shapely.STRtree(np.where(shapely.is_empty(shrunk), zones.polygon, shrunk))
        self._pieces: dict[int, Pieces] = {}

    def meeting(self, route: int, zone: int) -> tuple[shapely.Geometry, np.ndarray, np.ndarray]:
        """What counts of a sortie for a zone: its path, (k,) its legs, or parts of them, and (k,) the moment at which
        each begins."""
        line = self.plan.routes.line[route]
        if self.unlimited[zone]:
            return self.paths[route], legs_of(line), line[:-1, 3]
        if route not in self._pieces:
            self._pieces[route] = pieces_of(line, self.terrain)
        part = part_in_force(self._pieces[route], self.zones, zone, self.dated)
        return part.path, part.line, part.moment


def _too_near(flights: _Flights, least: float, room) -> dict[tuple[int, int], Violation]:
    """The violations by (route, zone) of sorties that come nearer than `least` metres to a zone outside of `room`."""
    plan, tree, found = flights.plan, flights.tree, {}
    polygon = flights.zones.polygon
    paths = shapely.difference(flights.paths, room) if not room.is_empty else flights.paths
    for route, zone in np.transpose(tree.query(paths, predicate="dwithin", distance=least)):
        path, legs, moments = flights.meeting(route, zone)
        path = path if room.is_empty else shapely.difference(path, room)
        with np.errstate(invalid="ignore"):  # a leg within the room has no distance
            if path.is_empty or not shapely.distance(tree.geometries[zone], path) <= least:
                continue
            away = shapely.distance(tree.geometries[zone], legs if room.is_empty else shapely.difference(legs, room))
            distance = float(shapely.distance(polygon[zone], path))
        leg = int(np.argmax(away <= least))
        within = shapely.intersection(path, shapely.buffer(polygon[zone], least))
        where = shapely.shortest_line(path, polygon[zone]) if within.is_empty else within
        length = shapely.intersection(path, polygon[zone]).length
        message = _message(flights.zones.name[zone], distance, least, length)
        found[int(route), int(zone)] = sortie_violation(
            plan,
            route,
            "no-fly zone",
            where,
            message,
            distance,
            least,
            _seq_after(plan, route, moments[leg]),
            moment=moments[leg],
        )
    return found


def _message(name: str | None, distance: float, least: float, length: float) -> str:
    if distance > 0:
        if name:
            return tr(
                "it flies {distance:.1f} m from the no-fly zone {name}; the minimum is {least:g} m.",
                distance=distance,
                least=least,
                name=name,
            )
        return tr(
            "it flies {distance:.1f} m from a no-fly zone; the minimum is {least:g} m.", distance=distance, least=least
        )
    if name:
        return tr("it enters the no-fly zone {name}, {length:.0f} m through it.", length=length, name=name)
    return tr("it enters a no-fly zone, {length:.0f} m through it.", length=length)


def _seq_after(plan: FlightPlan, route: int, moment: float) -> int:
    """The seq of the waypoint at the end of the leg, or part of one, that begins at `moment`."""
    line = plan.routes.line[route]
    leg = int(np.clip(np.searchsorted(line[:, 3], moment, side="right"), 1, len(line) - 1))
    return seq_at(plan, route, line[leg, 3])


def horizontal_path(line: np.ndarray):
    """The line in the plane, or a point if it doesn't move horizontally."""
    moves = (line[:, :2] != line[0, :2]).any()
    return shapely.LineString(line[:, :2]) if moves else shapely.Point(line[0, :2])


def legs_of(line: np.ndarray) -> np.ndarray:
    """(m - 1,) the legs of an (m, 4) line in the plane."""
    return shapely.linestrings(np.stack((line[:-1, :2], line[1:, :2]), axis=1))
