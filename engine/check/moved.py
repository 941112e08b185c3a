"""A flight plan after the user has moved waypoints or vertices of routes: its geometry, times and figures made
consistent again, so that the check says what the move does to the flight, and not that numbers are out of date."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

import numpy as np

from ..drones.aircraft import Aircraft
from ..drones.flight_plan import FlightPlan, Promise, Routes, Waypoints
from ..drones.vertical_legs import APART, with_legs_apart
from ..zones.privacy import NO_PRIVACY, PrivacyAreas
from ..zones.zones import Zones
from .airspace import VERTICAL_LEG, ground_at
from .battery import JOULES_PER_WH, energy_along, full_battery
from .check import check_plan
from .flight import TIME_TOLERANCE, leg_times
from .flight_area import NO_AREA, FlightArea
from .keep_out import as_zones
from .priorities import claims_of
from .service import closed_area, service_violations, visits_of
from .violation import ROUNDING, LaunchSites, Limits, Terrain, Violation

WAYPOINTS, ROUTES = "waypoints", "routes"
"""The layer in which a sortie was edited, whose positions count where the two differ."""
SAME_TIME = 1e-3
"""s within which a vertex of a route and a waypoint belong together."""


@dataclass(frozen=True)
class MovedPlan:
    """plan: with the positions of the edited layers, and the times and figures that follow from them; changed: (drone,
    sortie) whose times or positions changed; unmatched: sorties whose waypoints are not the vertices of their route,
    because some were added or deleted. These stay as they are, and so fail the check."""

    plan: FlightPlan
    changed: tuple[tuple[int, int], ...]
    unmatched: tuple[tuple[int, int], ...]


def moved_plan(
    plan: FlightPlan,
    aircraft: Aircraft,
    terrain: Terrain | None = None,
    edited: Mapping[tuple[int, int], str] | None = None,
) -> MovedPlan:
    """The plan as it would be flown after an edit.

    edited: the layer that counts, by (drone, sortie), WAYPOINTS or ROUTES; of other sorties it is WAYPOINTS. A sortie
    takes off at its own time. Legs that no longer take as long as they should get the flying time of the aircraft, and
    what comes later in the sortie shifts; later sorties do not. Over terrain, moved waypoints keep their height above
    the ground.
    """
    routes = {field.name: list(getattr(plan.routes, field.name)) for field in fields(Routes)}
    points = {field.name: getattr(plan.waypoints, field.name).copy() for field in fields(Waypoints)}
    changed, unmatched, edited = [], [], edited or {}
    for route in range(len(plan.routes)):
        name = (int(plan.routes.drone[route]), int(plan.routes.sortie[route]))
        own = plan.waypoints.of(*name)
        at = waypoint_of_vertices(plan, route, own)
        if at is None:
            unmatched.append(name)
            continue
        vertex = _positions(plan, route, own, at, edited.get(name, WAYPOINTS), terrain)
        arrival, departure = _times(plan, own, vertex, aircraft)
        before = plan.waypoints.vertex[own]
        line = plan.routes.line[route]
        same = (
            np.abs(vertex[:, :3] - before[:, :3]).max() <= 0 and np.abs(vertex[at, :3] - line[:, :3]).max() <= 2 * APART
        )
        if same and np.abs(arrival - plan.waypoints.arrival[own]).max() <= 0:
            continue
        changed.append(name)
        vertex = np.column_stack((vertex[:, :3], arrival))
        _write_points(points, plan, own, vertex, departure, terrain)
        _write_route(routes, plan, route, vertex, at, _is_departure(at), departure, aircraft)
    columns = {
        name: np.array(column, getattr(plan.routes, name).dtype) for name, column in routes.items() if name != "line"
    }
    moved = replace(plan, routes=Routes(**columns, line=tuple(routes["line"])), waypoints=Waypoints(**points))
    return MovedPlan(moved, tuple(changed), tuple(unmatched))


def moved_violations(
    plan: FlightPlan,
    aircraft: Aircraft,
    limits: Limits,
    sites: LaunchSites,
    zones: Zones | np.ndarray | None = None,
    terrain: Terrain | None = None,
    promise: Promise | None = None,
    privacy: PrivacyAreas = NO_PRIVACY,
    area: FlightArea = NO_AREA,
    closing: np.ndarray | None = None,
) -> list[Violation]:
    """The violations of a plan whose waypoints were moved: all rules of check_plan but those on priorities, which only
    the planner computes. promise: the spots of the plan, found by their ids; None: what is served is not checked. The
    others are as for check_plan."""
    found = check_plan(plan, aircraft, limits, sites, zones, terrain, privacy=privacy, area=area)
    if promise is None:
        return found
    closing = as_zones(zones).polygon if closing is None else np.array(closing, dtype=object)
    with np.errstate(invalid="ignore", divide="ignore"):
        closed = closed_area(closing, limits, sites)
        visits, claims = visits_of(plan, promise), claims_of(plan, promise)
        return found + service_violations(plan, promise, visits, claims, closed, limits)


def waypoint_of_vertices(plan: FlightPlan, route: int, own: np.ndarray) -> np.ndarray | None:
    """(m,) the waypoint, as an index into `own`, of each vertex of a route; None where they do not correspond. They are
    matched by their times, which an edit of positions does not change. Where the two layers have other times, as after
    new times were undone in one of them, they are matched by their order: a waypoint has a second vertex where the
    drone stays, and no vertex of its own where and when the waypoint before it ends."""
    line, points = plan.routes.line[route], plan.waypoints
    if len(own) < 2:
        return None
    arrival, departure = points.arrival[own], points.departure[own]
    if not np.isfinite(arrival + departure).all():
        return None
    at = _by_times(line[:, 3], np.column_stack((arrival, departure)).ravel())
    if at is not None and np.array_equal(np.unique(at), np.arange(len(own))):
        return at
    place = np.repeat(points.vertex[own, :3], 2, axis=0)
    passed = np.column_stack((place, np.column_stack((arrival, departure)).ravel()))
    differs = np.concatenate(([True], np.abs(np.diff(passed, axis=0)).max(axis=1) > SAME_TIME))
    at = np.flatnonzero(differs) // 2
    return at if len(at) == len(line) else None


def _by_times(moments: np.ndarray, times: np.ndarray) -> np.ndarray | None:
    """(m,) the waypoint of each moment. times: (2 k,) arrival and departure of the waypoints in turn. None where one is
    at none of these."""
    # vertices at the same time, such as those of a leg without length, follow one another
    found, last = [], 0
    for moment in moments:
        near = np.flatnonzero(np.abs(times[last:] - moment) <= SAME_TIME)
        if not len(near):
            return None
        last += int(near[0])
        found.append(last)
        last += 1 if last + 1 < len(times) else 0
    return np.array(found) // 2


def _is_departure(at: np.ndarray) -> np.ndarray:
    """(m,) whether a vertex is the second one of its waypoint."""
    return np.concatenate(([False], at[1:] == at[:-1]))


def _positions(
    plan: FlightPlan, route: int, own: np.ndarray, at: np.ndarray, edited: str, terrain: Terrain | None
) -> np.ndarray:
    """(k, 4) x, y, z of the waypoints after the edit, and their old times."""
    vertex, line = plan.waypoints.vertex[own].copy(), plan.routes.line[route]
    away = np.abs(line[:, :3] - vertex[at, :3]).max(axis=1)
    across = np.abs(line[:, :2] - vertex[at, :2]).max(axis=1)
    moved = np.unique(at[across > ROUNDING])  # where only Z was edited, it stays as it is, and is checked
    if edited == ROUTES:
        for waypoint in np.unique(at[away > ROUNDING]):
            vertices = np.flatnonzero(at == waypoint)
            vertex[waypoint, :3] = line[vertices[np.argmax(away[vertices])], :3]
    if terrain is not None and len(moved):
        vertex[moved, 2] = ground_at(terrain, vertex[moved]) + plan.waypoints.alt_agl_m[own][moved]
    return vertex


def _times(plan: FlightPlan, own: np.ndarray, vertex: np.ndarray, aircraft: Aircraft) -> tuple[np.ndarray, np.ndarray]:
    """(k,) arrival and departure of the waypoints at their positions, s."""
    arrival, departure = plan.waypoints.arrival[own].copy(), plan.waypoints.departure[own].copy()
    stay, taken = departure - arrival, arrival[1:] - departure[:-1]
    needed = leg_times(vertex, aircraft)
    moves = np.abs(np.diff(vertex[:, :3], axis=0)).max(axis=1) > 0
    wrong = np.isfinite(needed) & (np.abs(taken - needed) > TIME_TOLERANCE * needed + ROUNDING) & (moves | (taken > 0))
    if not wrong.any():
        return arrival, departure
    legs = np.where(wrong, needed, taken)
    arrival[1:] = arrival[0] + np.cumsum(stay[:-1] + legs)
    return arrival, arrival + stay


def _write_points(
    points: dict, plan: FlightPlan, own: np.ndarray, vertex: np.ndarray, departure: np.ndarray, terrain: Terrain | None
) -> None:
    arrival, old = vertex[:, 3], plan.waypoints
    begins = old.arrival[own] - old.arrive_s[own]
    points["vertex"][own] = vertex
    points["arrive_s"][own], points["leave_s"][own] = arrival - begins, departure - begins
    dated = np.isfinite(old.arrive[own])
    points["arrive"][own] = np.where(dated, np.round(arrival, 3), np.nan)
    points["leave"][own] = np.where(dated, np.round(departure, 3), np.nan)
    if terrain is not None:
        points["alt_amsl_m"][own] = vertex[:, 2]
    legs, duration = np.diff(vertex[:, :3], axis=0), arrival[1:] - departure[:-1]
    length = np.hypot(legs[:, 0], legs[:, 1])
    metres = np.where(length > VERTICAL_LEG, length, np.abs(legs[:, 2]))
    speed = np.where(duration > 0, metres / np.where(duration > 0, duration, 1.0), old.speed_ms[own][1:])
    points["speed_ms"][own] = np.append(old.speed_ms[own][0], speed)


def _write_route(
    routes: dict,
    plan: FlightPlan,
    route: int,
    vertex: np.ndarray,
    at: np.ndarray,
    leaves: np.ndarray,
    departure: np.ndarray,
    aircraft: Aircraft,
) -> None:
    line = np.column_stack((vertex[at, :3], np.where(leaves, departure[at], vertex[at, 3])))
    used, (full, _) = energy_along(line, aircraft), full_battery(aircraft)
    routes["line"][route] = with_legs_apart(line)
    if np.isfinite(plan.routes.start[route]):
        routes["start"][route], routes["end"][route] = np.round(line[0, 3], 3), np.round(line[-1, 3], 3)
    routes["duration_s"][route] = line[-1, 3] - line[0, 3]
    routes["distance_m"][route] = float(np.sqrt((np.diff(line[:, :3], axis=0) ** 2).sum(axis=1)).sum())
    old = plan.routes.left_pct[route] + 100 * plan.routes.energy_wh[route] * JOULES_PER_WH / full
    charge = old if np.isfinite(old) else 100.0  # % at take-off, as the plan has it
    routes["energy_wh"][route] = used / JOULES_PER_WH
    routes["left_pct"][route] = charge - 100 * used / full
