"""Checks whether sorties stay inside the geofence, and whether rally points and DJI docks lie where they may."""

import numpy as np
import shapely

from ..drones.flight_plan import FlightPlan
from ..language import tr
from ..zones.zones import Zones
from .flight_area import ABORT_EDGE, DOCK_EDGE, FlightArea
from .keep_out import horizontal_path, legs_of, zone_violations
from .violation import ROUNDING, LaunchSites, Limits, Terrain, Violation, seq_at, sortie_violation


def area_violations(
    plan: FlightPlan,
    limits: Limits,
    sites: LaunchSites,
    zones: Zones,
    terrain: Terrain | None,
    area: FlightArea,
) -> list[Violation]:
    """Sorties that leave the geofence, rally points outside of it or in a zone, and what breaks DJI's rules on custom
    flight areas."""
    found = _outside(plan, area) + _rally_violations(area, zones, limits)
    return found + (_dock_violations(plan, sites, zones, terrain, area) if area.docks else [])


def _outside(plan: FlightPlan, area: FlightArea) -> list[Violation]:
    """One violation for each sortie that is outside of the geofence anywhere along its legs."""
    found: list[Violation] = []
    if not area.fenced or not len(plan.routes):
        return found
    fence = area.fence
    wide = shapely.buffer(fence, ROUNDING, join_style="mitre")
    shapely.prepare(wide)
    for route, line in enumerate(plan.routes.line):
        path = horizontal_path(line)
        if shapely.covers(wide, path):
            continue
        outside = shapely.difference(path, wide)
        farthest = float(shapely.distance(shapely.points(shapely.get_coordinates(outside)), fence).max())
        leg = int(np.argmin(shapely.covers(wide, legs_of(line))))
        moment = line[leg, 3]
        message = tr(
            "it leaves the geofence, {length:.0f} m outside of it, up to {away:.1f} m away.",
            length=outside.length,
            away=farthest,
        )
        seq = seq_at(plan, route, line[leg + 1, 3])
        found.append(sortie_violation(plan, route, "geofence", outside, message, farthest, 0.0, seq, moment=moment))
    return found


def _rally_violations(area: FlightArea, zones: Zones, limits: Limits) -> list[Violation]:
    """Rally points to which no drone may return."""
    found: list[Violation] = []
    for row, place in enumerate(shapely.points(area.rally)):
        name = _called(area.rally_name[row] if row < len(area.rally_name) else None, row)
        if area.fenced and not shapely.dwithin(area.fence, place, ROUNDING):
            message = tr("Rally point {name} lies outside of the geofence.", name=name)
            away = float(shapely.distance(area.fence, place))
            found.append(Violation("rally point", 0, 0, 0, place, away, 0.0, message))
        away = float(shapely.distance(zones.polygon, place).min(initial=np.inf)) if len(zones) else np.inf
        if away < max(limits.no_fly_buffer, ROUNDING):
            message = tr(
                "Rally point {name} lies {away:.1f} m from a no-fly zone; the minimum is {least:g} m.",
                name=name,
                away=away,
                least=limits.no_fly_buffer,
            )
            found.append(Violation("rally point", 0, 0, 0, place, away, limits.no_fly_buffer, message))
    return found


def _dock_violations(
    plan: FlightPlan, sites: LaunchSites, zones: Zones, terrain: Terrain | None, area: FlightArea
) -> list[Violation]:
    """Docks too near to the edge of a custom flight area, or on its wrong side, and sorties that come so near to an
    edge that the drone aborts its task. Custom flight areas are the geofence and the no-fly zones."""
    found: list[Violation] = []
    edges = shapely.boundary(np.array([*area.geofence, *zones.polygon], object))
    for row, place in enumerate(shapely.points(sites.place)):
        name = _called(sites.name[row], row)
        away = float(shapely.distance(edges, place).min(initial=np.inf)) if len(edges) else np.inf
        wrong = area.fenced and not shapely.covers(area.fence, place)
        if wrong or (len(zones) and shapely.covers(zones.polygon, place).any()):
            message = (
                tr("Dock {name} lies outside of the geofence.", name=name)
                if wrong
                else tr("Dock {name} lies in a no-fly zone.", name=name)
            )
            found.append(Violation("dock", 0, 0, 0, place, -away, DOCK_EDGE, message))
        elif away < DOCK_EDGE - ROUNDING:
            message = tr(
                "Dock {name} lies {away:.1f} m from the edge of a flight area; the minimum is {least:g} m.",
                name=name,
                away=away,
                least=DOCK_EDGE,
            )
            found.append(Violation("dock", 0, 0, 0, place, away, DOCK_EDGE, message))
    return found + _aborts(plan, zones, terrain, area)


def _aborts(plan: FlightPlan, zones: Zones, terrain: Terrain | None, area: FlightArea) -> list[Violation]:
    """Sorties within ABORT_EDGE of the edge of the geofence, or of a no-fly zone."""
    found: list[Violation] = []
    inner = shapely.boundary(area.fence)
    for route, line in enumerate(plan.routes.line):
        with np.errstate(invalid="ignore"):  # GEOS says so of legs straight up and down; their distance is right
            away = shapely.distance(inner, legs_of(line)) if area.fenced else np.full(1, np.inf)
        if away.min() < ABORT_EDGE - ROUNDING:
            leg = int(away.argmin())
            message = tr(
                "it comes {away:.1f} m near to the edge of the geofence; a drone of a dock aborts its task within "
                "{least:g} m.",
                away=away[leg],
                least=ABORT_EDGE,
            )
            with np.errstate(invalid="ignore"):
                where = shapely.shortest_line(inner, legs_of(line)[leg])
            where = where if where.length > 0 else shapely.Point(shapely.get_coordinates(where)[0])
            seq = seq_at(plan, route, line[leg + 1, 3])
            violation = sortie_violation(
                plan, route, "dock abort", where, message, away[leg], ABORT_EDGE, seq, moment=line[leg, 3]
            )
            found.append(violation)
    near = zone_violations(plan, Limits(no_fly_buffer=ABORT_EDGE - 2 * ROUNDING), zones, None, terrain)
    for violation in near:
        route = _route_of(plan, violation)
        message = tr(
            "it comes {away:.1f} m near to a no-fly zone; a drone of a dock aborts its task within {least:g} m.",
            away=violation.value,
            least=ABORT_EDGE,
        )
        where, what = violation.where, (message, violation.value, ABORT_EDGE, violation.seq)
        found.append(sortie_violation(plan, route, "dock abort", where, *what, moment=violation.moment))
    return found


def _route_of(plan: FlightPlan, violation: Violation) -> int:
    same = (plan.routes.drone == violation.drone) & (plan.routes.sortie == violation.sortie)
    return int(np.flatnonzero(same)[0])


def _called(name: str | None, row: int) -> str:
    return name or str(row + 1)
