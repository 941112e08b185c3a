"""How a plan is flown by an autopilot, which speeds up, slows down and lands slowly: its time, and the battery left."""

from dataclasses import dataclass

import numpy as np

from ..drones.aircraft import Aircraft
from ..drones.flight_plan import FlightPlan
from .copter_times import longer_along


@dataclass(frozen=True)
class AsFlown:
    """r sorties. slower: (r,) s longer than planned; duration: (r,) s; left: (r,) % of the battery left after landing,
    below 0 where it is not enough."""

    slower: np.ndarray
    duration: np.ndarray
    left: np.ndarray


def as_flown(plan: FlightPlan, aircraft: Aircraft) -> AsFlown:
    """The sorties of a plan as ArduPilot flies them with its usual settings, see copter_times.py."""
    slower = np.array([_slower(plan, route) for route in range(len(plan.routes.line))])
    left = np.asarray(plan.routes.left_pct, float) - used_while_slower(slower, aircraft)
    return AsFlown(slower, np.asarray(plan.routes.duration_s, float) + slower, left)


def used_while_slower(slower, aircraft: Aircraft):
    """% of a full battery for `slower` seconds more than planned. They count as hovering, which takes more power than
    slow flight."""
    return 100 * slower * aircraft.hover_power / aircraft.battery


def speeds(speed_ms: np.ndarray, vertex: np.ndarray, departure: np.ndarray) -> np.ndarray:
    """(n,) m/s of the legs to n waypoints; where the field speed_ms is null, from the way and the times."""
    legs, seconds = np.diff(vertex[:, :3], axis=0), vertex[1:, 3] - departure[:-1]
    level = np.hypot(legs[:, 0], legs[:, 1])
    metres = np.where(level > 0, level, np.abs(legs[:, 2]))
    flown = np.append(0.0, metres / np.where(seconds > 0, seconds, np.inf))
    return np.where(np.isfinite(speed_ms), speed_ms, flown)


def _slower(plan: FlightPlan, route: int) -> float:
    routes, points = plan.routes, plan.waypoints
    own = points.of(routes.drone[route], routes.sortie[route])
    if len(own) < 3:
        return 0.0
    vertex, departure = points.vertex[own], points.departure[own]
    east, north, up = np.diff(vertex[:, :3], axis=0).T
    speed = speeds(points.speed_ms[own], vertex, departure)[1:]
    return longer_along(np.hypot(east, north), np.arctan2(east, north), up, speed, departure - points.arrival[own])
