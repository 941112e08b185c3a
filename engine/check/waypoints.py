"""Whether waypoints tell the same flight as the routes, in every field."""

import numpy as np
import shapely

from ..drones.flight_plan import FlightPlan
from .airspace import UPRIGHT, ground_at
from .violation import FIGURES, ROUNDING, Limits, Terrain, Violation, breach

SAME = 1e-6
"""m and s up to which two vertices are one: what seconds since 1970 can still tell apart, and some more."""
ON_THE_WAY = ("fly", "takeoff", "land")
SERVICES = ("follow", "sweep")
ACTIONS = {*ON_THE_WAY, "hover", *(service + part for service in SERVICES for part in ("_start", "", "_end"))}


def waypoint_violations(plan: FlightPlan, limits: Limits, terrain: Terrain | None = None) -> list[Violation]:
    """Where waypoints tell another flight than the routes, or don't tell one."""
    routes, waypoints, found = plan.routes, plan.waypoints, []
    names = list(zip(routes.drone.tolist(), routes.sortie.tolist(), strict=True))
    begins = min((line[0, 3] for line in routes.line), default=0.0)
    for route, name in enumerate(names):
        own = waypoints.of(*name)
        start = shapely.Point(routes.line[route][0, :2])
        if names.index(name) != route:
            found.append(breach(plan, route, "waypoints", start, "ROUTES has this sortie twice."))
        elif wrong := _wrong(plan, route, own, begins, limits, terrain):
            says, seq = wrong
            found.append(breach(plan, route, "waypoints", start, says, seq=seq))
    lost = [
        name
        for name in dict.fromkeys(zip(waypoints.drone.tolist(), waypoints.sortie.tolist(), strict=True))
        if name not in names
    ]
    for drone, sortie in lost:
        at = waypoints.of(drone, sortie)[0]
        says = f"Drone {drone}, sortie {sortie} has waypoints, but no route."
        where = shapely.Point(waypoints.vertex[at, :2])
        found.append(Violation("waypoints", drone, sortie, int(waypoints.seq[at]), where, np.nan, np.nan, says))
    return found


def _wrong(
    plan: FlightPlan, route: int, own: np.ndarray, begins: float, limits: Limits, terrain: Terrain | None
) -> tuple[str, int] | None:
    """What is wrong with the waypoints of a sortie, the first thing, and at which seq. begins: s, of the plan."""
    points, line = plan.waypoints, plan.routes.line[route]
    if len(own) < 2:
        return "it has no waypoints." if not len(own) else "it has a single waypoint.", 0
    seq, arrival, departure, vertex = points.seq[own], points.arrival[own], points.departure[own], points.vertex[own]
    if not np.array_equal(seq, np.arange(1, len(own) + 1)):
        return f"seq doesn't count from 1 to {len(own)}.", 0
    late = np.concatenate(([False], arrival[1:] < departure[:-1] - ROUNDING)) | (departure < arrival - ROUNDING)
    if not np.isfinite(arrival + departure).all() or late.any():
        return "its waypoints aren't in the order of their times.", int(seq[late.argmax()]) if late.any() else 0
    both = np.stack((vertex, np.column_stack((vertex[:, :3], departure))), axis=1).reshape(-1, 4)
    told, flown = _distinct(both), _distinct(line)
    if len(told) != len(flown) or np.abs(told - flown).max() > ROUNDING:
        return "its waypoints aren't the vertices of its route.", 0
    for wrong, says in (
        (_misnamed(plan, own), "its actions don't lead from takeoff to land, each service from its start to its end."),
        (_long_stays(plan, own, limits), "it stays, though it hovers over no spot."),
        # NaN, where a field is null, is never wrong
        (np.abs(points.arrive[own] - arrival) > ROUNDING, "arrive isn't when its route is there."),
        (np.abs(points.leave[own] - departure) > ROUNDING, "leave isn't when its route goes on."),
        (np.abs(points.arrive_s[own] - (arrival - begins)) > ROUNDING, "arrive_s isn't the time since the plan began."),
        (np.abs(points.leave_s[own] - (departure - begins)) > ROUNDING, "leave_s isn't the time since the plan began."),
        (_wrong_heights(plan, own, terrain), "alt_agl_m isn't its height above the ground."),
        (_wrong_altitudes(plan, own, terrain), "alt_amsl_m isn't its Z, or its Z isn't above sea level."),
        (_wrong_speeds(plan, own), "speed_ms isn't the speed of its leg."),
    ):
        if wrong.any():
            return says, int(seq[wrong.argmax()])
    return None


def _distinct(vertices: np.ndarray) -> np.ndarray:
    """(m, 4) vertices without those that are the same as the one before."""
    return vertices[np.concatenate(([True], (np.abs(np.diff(vertices, axis=0)) > SAME).any(axis=1)))]


def _misnamed(plan: FlightPlan, own: np.ndarray) -> np.ndarray:
    """(k,) which waypoints have an action that can't be there: unknown, on the way though it serves a spot, or not
    what follows the action before it."""
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
    """(k,) which waypoints are stayed at, though not to hover there, or longer than that takes."""
    stay = plan.waypoints.departure[own] - plan.waypoints.arrival[own]
    return stay > np.where(plan.waypoints.action[own] == "hover", limits.hover_time, 0.0) + ROUNDING


def _wrong_heights(plan: FlightPlan, own: np.ndarray, terrain: Terrain | None) -> np.ndarray:
    """(k,) at which waypoints the height above the ground is another, on the ground at both ends."""
    above, vertex = plan.waypoints.alt_agl_m[own], plan.waypoints.vertex[own]
    wrong = np.abs(vertex[:, 2] - ground_at(terrain, vertex) - above) > ROUNDING
    wrong[[0, -1]] |= np.abs(above[[0, -1]]) > ROUNDING
    return wrong


def _wrong_altitudes(plan: FlightPlan, own: np.ndarray, terrain: Terrain | None) -> np.ndarray:
    """(k,) at which waypoints the altitude above sea level isn't Z, or is told without terrain."""
    told = plan.waypoints.alt_amsl_m[own]
    return ~np.isnan(told) if terrain is None else np.abs(told - plan.waypoints.vertex[own, 2]) > ROUNDING


def _wrong_speeds(plan: FlightPlan, own: np.ndarray) -> np.ndarray:
    """(k,) at which waypoints the speed isn't that of the leg there, as far as rounded times and places tell it; 0
    where there is no leg."""
    points = plan.waypoints
    legs = np.diff(points.vertex[own, :3], axis=0)
    lasts = points.arrival[own][1:] - points.departure[own][:-1]
    flat, moves = np.hypot(legs[:, 0], legs[:, 1]), np.abs(legs).max(axis=1) > 0
    divisor = np.where(lasts > 0, lasts, np.inf)
    speed = np.where(flat > UPRIGHT, flat, np.abs(legs[:, 2])) / divisor
    slack = FIGURES * speed + ROUNDING / np.maximum(lasts, SAME)
    slack = np.where(moves, np.where(lasts > 0, slack, np.inf), SAME)
    return np.abs(points.speed_ms[own] - np.append(0.0, speed)) > np.append(SAME, slack)
