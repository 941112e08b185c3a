"""Checks whether each sortie's battery lasts. The power model is written here a second time, independently."""

import numpy as np
import shapely

from ..drones.aircraft import Aircraft, Rotor
from ..drones.flight_plan import FlightPlan
from ..language import tr
from .violation import FIGURE_TOLERANCE, LaunchSites, Violation, sortie_violation

GRAVITY = 9.80665
JOULES_PER_WH = 3600.0
SPEEDS = np.linspace(0, 40, 20_001)
"""m/s, the airspeeds among which the most economical one is searched."""


def power(rotor: Rotor, airspeed: np.ndarray) -> np.ndarray:
    """W of level flight at airspeeds in m/s; 0 is hovering. Zeng, Xu and Zhang (2019), eq. 12."""
    blades = rotor.blade_profile * (1 + 3 * (airspeed / rotor.tip_speed) ** 2)
    inflow = np.sqrt(1 + airspeed**4 / (4 * rotor.induced_speed**4)) - airspeed**2 / (2 * rotor.induced_speed**2)
    return blades + rotor.induced * np.sqrt(inflow) + rotor.parasite * airspeed**3


def full_battery(aircraft: Aircraft) -> tuple[float, float]:
    """J in a full battery, and the drone's power divided by that of its rotor model.

    Without a known capacity, the battery holds what the rotor model uses during ENDURANCE, in still air at the
    airspeed of least power."""
    modelled = aircraft.endurance * float(power(aircraft.rotor, SPEEDS).min())
    if aircraft.capacity_wh is None:
        return modelled, 1.0
    return aircraft.capacity_wh * JOULES_PER_WH, aircraft.capacity_wh * JOULES_PER_WH / modelled


def energy_along(line: np.ndarray, aircraft: Aircraft) -> float:
    """J along an (m, 4) line of x, y, z and seconds, see energy_of_legs."""
    steps = np.diff(line, axis=0)
    return float(energy_of_legs(steps[:, :3], steps[:, 3], aircraft).sum())


def energy_of_legs(legs: np.ndarray, seconds: np.ndarray, aircraft: Aircraft) -> np.ndarray:
    """(m,) J of legs (m, 3) of metres east, north and up, flown in (m,) seconds each.

    The airspeed of each leg follows from its velocity over ground minus the wind's. Height gained adds m g h / eta;
    descent recovers nothing.
    """
    _, scale = full_battery(aircraft)
    east, north, up = legs.T
    positive = seconds > 0
    seconds = np.where(positive, seconds, 1.0)
    angle = np.radians(aircraft.wind.from_degrees)
    air_east = east / seconds + aircraft.wind.speed * np.sin(angle)
    air_north = north / seconds + aircraft.wind.speed * np.cos(angle)
    level = power(aircraft.rotor, np.hypot(air_east, air_north)) * scale * seconds
    rotor = aircraft.rotor
    mass = rotor.mass * scale if aircraft.mass is None else aircraft.mass
    return np.where(positive, level, 0.0) + mass * GRAVITY / rotor.efficiency * np.maximum(up, 0)


def battery_violations(plan: FlightPlan, aircraft: Aircraft, sites: LaunchSites | None = None) -> list[Violation]:
    """Sorties that land with less than the reserve, and those whose energy_wh or left_pct is wrong. sites: with the
    charge at take-off; None: all batteries are full."""
    routes, found = plan.routes, []
    full, _ = full_battery(aircraft)
    for route, line in enumerate(routes.line):
        used = energy_along(line, aircraft)
        landing = shapely.Point(line[-1, :2])
        charge = 1.0 if sites is None else sites.charge_of(routes.launch_site[route], line[0, :2])
        left, stated = 100 * (charge - used / full), routes.energy_wh[route]
        if not left >= 100 * aircraft.reserve - 1e-4:
            message = tr(
                "{left:.1f} % of the battery is left after landing, less than the reserve of {reserve:g} %.",
                left=left,
                reserve=100 * aircraft.reserve,
            )
            found.append(sortie_violation(plan, route, "reserve", landing, message, left, 100 * aircraft.reserve))
        left_pct = routes.left_pct[route]
        if abs(left_pct - left) > 100 * FIGURE_TOLERANCE:
            message = tr("left_pct is {left_pct:.1f} %, but {left:.1f} % is left.", left_pct=left_pct, left=left)
            found.append(sortie_violation(plan, route, "energy", landing, message, left_pct, left))
        if abs(stated * JOULES_PER_WH - used) > FIGURE_TOLERANCE * used:
            message = tr(
                "energy_wh is {stated:.1f} Wh, but the flight takes {used:.1f} Wh.",
                stated=stated,
                used=used / JOULES_PER_WH,
            )
            found.append(sortie_violation(plan, route, "energy", landing, message, stated, used / JOULES_PER_WH))
    return found
