"""Checks whether the waypoints describe the same flight as the routes, in every field."""

import numpy as np
import shapely

from ..drones.flight_plan import FlightPlan
from ..language import tr
from .airspace import VERTICAL_LEG, ground_at
from .violation import FIGURE_TOLERANCE, ROUNDING, Limits, Terrain, Violation, sortie_violation

SAME_VERTEX = 1e-6
"""m and s up to which two vertices are the same; slightly above the resolution of seconds since 1970 in a float."""
ON_THE_WAY = ("fly", "takeoff", "land")
SERVICES = ("follow", "sweep")
ACTIONS = (*ON_THE_WAY, "hover", *(service + part for service in SERVICES for part in ("_start", "", "_end")))


def waypoint_violations(plan: FlightPlan, limits: Limits, terrain: Terrain | None = None) -> list[Violation]:
    """Sorties whose waypoints are missing or describe another flight than the route, and waypoints without a route."""
    routes, waypoints, found = plan.routes, plan.waypoints, []
    names = list(zip(routes.drone.tolist(), routes.sortie.tolist(), strict=True))
    begins = min((line[0, 3] for line in routes.line), default=0.0) if limits.first_from is None else limits.begins
    for route, name in enumerate(names):
        own = waypoints.of(*name)
        start = shapely.Point(routes.line[route][0, :2])
        if names.index(name) != route:
            found.append(sortie_violation(plan, route, "waypoints", start, tr("ROUTES has this sortie twice.")))
        elif wrong := _first_fault(plan, route, own, begins, limits, terrain):
            message, seq = wrong
            found.append(sortie_violation(plan, route, "waypoints", start, message, seq=seq))
    without_route = [
        name
        for name in dict.fromkeys(zip(waypoints.drone.tolist(), waypoints.sortie.tolist(), strict=True))
        if name not in names
    ]
    for drone, sortie in without_route:
        at = waypoints.of(drone, sortie)[0]
        message = tr("Drone {drone}, sortie {sortie} has waypoints, but no route.", drone=drone, sortie=sortie)
        where = shapely.Point(waypoints.vertex[at, :2])
        found.append(Violation("waypoints", drone, sortie, int(waypoints.seq[at]), where, np.nan, np.nan, message))
    return found


def _first_fault(
    plan: FlightPlan, route: int, own: np.ndarray, begins: float, limits: Limits, terrain: Terrain | None
) -> tuple[str, int] | None:
    """The first fault in the waypoints of a sortie, and its seq; None if there is none. begins: s, start of the
    plan."""
    points, line = plan.waypoints, plan.routes.line[route]
    if len(own) < 2:
        return tr("it has no waypoints.") if not len(own) else tr("it has a single waypoint."), 0
    seq, arrival, departure, vertex = points.seq[own], points.arrival[own], points.departure[own], points.vertex[own]
    if not np.array_equal(seq, np.arange(1, len(own) + 1)):
        return tr("seq doesn't count from 1 to {count}.", count=len(own)), 0
    unordered = np.concatenate(([False], arrival[1:] < departure[:-1] - ROUNDING)) | (departure < arrival - ROUNDING)
    if not np.isfinite(arrival + departure).all() or unordered.any():
        return tr("its waypoints aren't in the order of their times."), int(
            seq[unordered.argmax()]
        ) if unordered.any() else 0
    both = np.stack((vertex, np.column_stack((vertex[:, :3], departure))), axis=1).reshape(-1, 4)
    described, flown = _distinct(both), _distinct(line)
    if len(described) != len(flown) or np.abs(described - flown).max() > ROUNDING:
        return tr("its waypoints aren't the vertices of its route."), 0
    for wrong, message in (
        (
            _wrong_actions(plan, own),
            "its actions don't lead from takeoff to land, each service from its start to its end.",
        ),
        (_long_stays(plan, own, limits), "it stays there too long, or without hovering over a spot."),
        # a comparison with NaN, for a null field, is False
        (np.abs(points.arrive[own] - arrival) > ROUNDING, "arrive isn't when its route is there."),
        (np.abs(points.leave[own] - departure) > ROUNDING, "leave isn't when its route goes on."),
        (np.abs(points.arrive_s[own] - (arrival - begins)) > ROUNDING, "arrive_s isn't the time since the plan began."),
        (np.abs(points.leave_s[own] - (departure - begins)) > ROUNDING, "leave_s isn't the time since the plan began."),
        (_wrong_heights(plan, own, terrain, limits.ground_tolerance), "alt_agl_m isn't its height above the ground."),
        (_wrong_altitudes(plan, own, terrain), "alt_amsl_m isn't its Z, or its Z isn't above sea level."),
        (_wrong_speeds(plan, own), "speed_ms isn't the speed of its leg."),
    ):
        if wrong.any():
            return message, int(seq[wrong.argmax()])
    return None


def _distinct(vertices: np.ndarray) -> np.ndarray:
    """(m, 4) vertices without repetitions of the previous one."""
    return vertices[np.concatenate(([True], (np.abs(np.diff(vertices, axis=0)) > SAME_VERTEX).any(axis=1)))]


def _wrong_actions(plan: FlightPlan, own: np.ndarray) -> np.ndarray:
    """(k,) which waypoints have a wrong action: an unknown one, one that contradicts spot_id, or one that can't follow
    the action before it."""
    action, spot = plan.waypoints.action[own], plan.waypoints.spot_id[own]
    wrong = np.zeros(len(own), bool)
    for row, name in enumerate(action):
        before = action[row - 1] if row else ""
        service, _, end = str(name).partition("_")
        if name not in ACTIONS or (name in ON_THE_WAY) != (spot[row] is None):
            wrong[row] = True
        elif name in ("takeoff", "land"):
            wrong[row] = row != (0 if name == "takeoff" else len(own) - 1)
        elif service in SERVICES and end != "start":
            wrong[row] = before not in (service, f"{service}_start") or spot[row] != spot[row - 1]
        if row and before.startswith(SERVICES) and not before.endswith("_end"):
            wrong[row] |= not (service in SERVICES and end != "start")
    wrong[0] |= action[0] != "takeoff"
    wrong[-1] |= action[-1] != "land"
    return wrong


def _long_stays(plan: FlightPlan, own: np.ndarray, limits: Limits) -> np.ndarray:
    """(k,) at which waypoints the drone stays without hovering, or longer than the hover time."""
    stay = plan.waypoints.departure[own] - plan.waypoints.arrival[own]
    return stay > np.where(plan.waypoints.action[own] == "hover", limits.hover_time, 0.0) + ROUNDING


def _wrong_heights(plan: FlightPlan, own: np.ndarray, terrain: Terrain | None, tolerance: float) -> np.ndarray:
    """(k,) at which waypoints the height above the ground is wrong by more than `tolerance`. It must be 0 at both
    ends."""
    above, vertex = plan.waypoints.alt_agl_m[own], plan.waypoints.vertex[own]
    wrong = np.abs(vertex[:, 2] - ground_at(terrain, vertex) - above) > tolerance
    wrong[[0, -1]] |= np.abs(above[[0, -1]]) > ROUNDING
    return wrong


def _wrong_altitudes(plan: FlightPlan, own: np.ndarray, terrain: Terrain | None) -> np.ndarray:
    """(k,) at which waypoints the altitude above sea level isn't Z, or has a value without terrain."""
    altitude = plan.waypoints.alt_amsl_m[own]
    return ~np.isnan(altitude) if terrain is None else np.abs(altitude - plan.waypoints.vertex[own, 2]) > ROUNDING


def _wrong_speeds(plan: FlightPlan, own: np.ndarray) -> np.ndarray:
    """(k,) at which waypoints the speed isn't that of the leg to them, within the rounding of times and places. It
    must be 0 where the drone waits. A leg without length and duration, such as a climb to altitude 0, has no speed to
    compare with."""
    points = plan.waypoints
    legs = np.diff(points.vertex[own, :3], axis=0)
    duration = points.arrival[own][1:] - points.departure[own][:-1]
    length, moves = np.hypot(legs[:, 0], legs[:, 1]), np.abs(legs).max(axis=1) > 0
    divisor = np.where(duration > 0, duration, np.inf)
    speed = np.where(length > VERTICAL_LEG, length, np.abs(legs[:, 2])) / divisor
    slack = FIGURE_TOLERANCE * speed + ROUNDING / np.maximum(duration, SAME_VERTEX)
    slack = np.where(duration > 0, np.where(moves, slack, SAME_VERTEX), np.inf)
    return np.abs(points.speed_ms[own] - np.append(0.0, speed)) > np.append(SAME_VERTEX, slack)
