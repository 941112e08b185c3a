"""The battery of a sortie along time: what is left, what would be left after a return from there, and the reserve."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..check.battery import energy_of_legs, full_battery
from ..check.preflight import Rules
from ..check.returning import returns_along
from ..drones.colours import drone_colour
from ..drones.flight_plan import FlightPlan, sortie_title
from ..language import tr
from .check_rows import Clock
from .svg_path import svg_path

WIDTH, HEIGHT = 460.0, 190.0
LEFT, RIGHT, TOP, BOTTOM = 40.0, 10.0, 10.0, 24.0
"""Pixels."""
MOST_TICKS = 5
MINUTES = (1, 2, 5, 10, 15, 20, 30, 60, 120)
LEVELS = (0, 25, 50, 75, 100)
MOST_POINTS = 240


@dataclass(frozen=True)
class BatteryChart:
    """In pixels. level, area: SVG paths of what is left; back: of what is left after a return; reserve: the y of it;
    times: (x, text); levels: (y, text)."""

    title: str
    about: str
    colour: str
    level: str
    area: str
    back: str
    reserve: float
    times: Sequence[tuple[float, str]]
    levels: Sequence[tuple[float, str]]
    width: float = WIDTH
    height: float = HEIGHT


def battery_charts(plan: FlightPlan, rules: Rules, clock: Clock) -> list[BatteryChart]:
    """A chart for each sortie, by drone and time."""
    return [_chart(plan, rules, route, clock) for route in plan.routes.order.tolist()]


def _chart(plan: FlightPlan, rules: Rules, route: int, clock: Clock) -> BatteryChart:
    line, aircraft = plan.routes.line[route], rules.aircraft
    steps = np.diff(line, axis=0)
    full, _ = full_battery(aircraft)
    used = np.concatenate(([0.0], np.cumsum(energy_of_legs(steps[:, :3], steps[:, 3], aircraft))))
    charge = rules.sites.charge_of(plan.routes.launch_site[route], line[0, :2])
    left = 100 * (charge - used / full)
    first, last = line[0, 3], max(line[-1, 3], line[0, 3] + 1)
    back = returns_along(line, aircraft, rules.area, rules.terrain, charge)

    def across(moment):
        return LEFT + (moment - first) * (WIDTH - LEFT - RIGHT) / (last - first)

    def down(percent):
        return TOP + (100 - np.clip(percent, 0, 100)) * (HEIGHT - TOP - BOTTOM) / 100

    level = _line(across(line[:, 3]), down(left))
    area = f"{level}V{down(0):.1f}H{across(first):.1f}Z"
    returns = (
        _line(across(back.start[:, 3]), down(back.left)) if len(back.left) and np.isfinite(back.left).all() else ""
    )
    drone, sortie = int(plan.routes.drone[route]), int(plan.routes.sortie[route])
    step = next((each for each in MINUTES if (last - first) / 60 / each <= MOST_TICKS), MINUTES[-1])
    times = [
        (across(first + 60 * minute), tr("{minutes} min", minutes=minute))
        for minute in range(0, int((last - first) // 60) + 1, step)
    ]
    title = sortie_title(drone, sortie)
    about = tr("{begins} to {ends}, {left:.0f} % left", begins=clock.text(first), ends=clock.text(last), left=left[-1])
    return BatteryChart(
        title,
        about,
        drone_colour(drone),
        level,
        area,
        returns,
        float(down(100 * aircraft.reserve)),
        times,
        [(float(down(each)), f"{each} %") for each in LEVELS],
    )


def _line(x: np.ndarray, y: np.ndarray) -> str:
    return svg_path(np.column_stack((x, y)), MOST_POINTS)
