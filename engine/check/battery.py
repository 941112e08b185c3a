"""Whether each sortie's battery lasts: the power of flight, written out a second time, along its line."""

import numpy as np
import shapely

from ..drones.aircraft import Aircraft, Rotor
from ..drones.flight_plan import FlightPlan
from .violation import FIGURES, Violation, breach

GRAVITY = 9.80665
JOULES_PER_WH = 3600.0
SPEEDS = np.linspace(0, 40, 20_001)
"""m/s among which the most economical is looked for"""


def power(rotor: Rotor, airspeed: np.ndarray) -> np.ndarray:
    """W of level flight at airspeeds in m/s; 0 is hovering. Zeng, Xu and Zhang (2019), eq. 12."""
    blades = rotor.blade_profile * (1 + 3 * (airspeed / rotor.tip_speed) ** 2)
    inflow = np.sqrt(1 + airspeed**4 / (4 * rotor.induced_speed**4)) - airspeed**2 / (2 * rotor.induced_speed**2)
    return blades + rotor.induced * np.sqrt(inflow) + rotor.parasite * airspeed**3


def full_battery(aircraft: Aircraft) -> tuple[float, float]:
    """J in a full battery, and by how much the drone's power is that of its rotor model: what lasts for ENDURANCE in
    still air at the airspeed of least power, unless the capacity is known."""
    modelled = aircraft.endurance * float(power(aircraft.rotor, SPEEDS).min())
    if aircraft.capacity_wh is None:
        return modelled, 1.0
    return aircraft.capacity_wh * JOULES_PER_WH, aircraft.capacity_wh * JOULES_PER_WH / modelled


def energy_along(line: np.ndarray, aircraft: Aircraft) -> float:
    """J along an (m, 4) line of x, y, z and seconds.

    Each leg is flown at the airspeed that its velocity over ground less the wind's makes; height gained adds m g h /
    eta, height lost gives nothing back.
    """
    _, scale = full_battery(aircraft)
    east, north, up, seconds = np.diff(line, axis=0).T
    lasting = seconds > 0
    seconds = np.where(lasting, seconds, 1.0)
    angle = np.radians(aircraft.wind.from_degrees)
    air_east = east / seconds + aircraft.wind.speed * np.sin(angle)
    air_north = north / seconds + aircraft.wind.speed * np.cos(angle)
    staying_up = power(aircraft.rotor, np.hypot(air_east, air_north)) * scale * seconds
    rotor = aircraft.rotor
    lift = rotor.mass * scale if aircraft.mass is None else aircraft.mass
    climbing = lift * GRAVITY / rotor.efficiency * np.maximum(up, 0).sum()
    return float(staying_up[lasting].sum() + climbing)


def battery_violations(plan: FlightPlan, aircraft: Aircraft) -> list[Violation]:
    """Sorties that land with less than the reserve, and those that state another energy than they take."""
    routes, found = plan.routes, []
    full, _ = full_battery(aircraft)
    for route, line in enumerate(routes.line):
        used = energy_along(line, aircraft)
        landing = shapely.Point(line[-1, :2])
        left, stated = 100 * (1 - used / full), routes.energy_wh[route]
        if not left >= 100 * aircraft.reserve - 1e-4:
            says = f"{left:.1f} % of the battery is left after landing, less than the reserve of "
            says += f"{100 * aircraft.reserve:g} %."
            found.append(breach(plan, route, "reserve", landing, says, left, 100 * aircraft.reserve))
        said = routes.left_pct[route]
        if abs(said - left) > 100 * FIGURES:
            says = f"left_pct says {said:.1f} %; {left:.1f} % is left."
            found.append(breach(plan, route, "energy", landing, says, said, left))
        if abs(stated * JOULES_PER_WH - used) > FIGURES * used:
            says = f"it takes {used / JOULES_PER_WH:.1f} Wh, not {stated:.1f} Wh as it says."
            found.append(breach(plan, route, "energy", landing, says, stated, used / JOULES_PER_WH))
    return found
