"""Checks what is left of the battery when a drone returns to launch from the worst point of its sortie.

A return climbs to the return height where the drone is lower, flies straight on at that height, and descends to the
ground: to the nearest rally point where there are rally points, else to the launch site. Autopilots differ in whether
a launch site that is nearer counts too (a setting of ArduPilot), so that the rally point must be within reach. The way
is straight: zones on it are not taken into account.
"""

from dataclasses import dataclass

import numpy as np
import shapely

from ..drones.aircraft import Aircraft
from ..drones.flight_plan import FlightPlan
from ..language import tr
from .airspace import VERTICAL_LEG, ground_at
from .battery import energy_of_legs, full_battery
from .flight import times_of_legs
from .flight_area import FlightArea
from .violation import ROUNDING, LaunchSites, Terrain, Violation, seq_at, sortie_violation

SAMPLES = 8
"""Samples along each leg. Between two of them the nearest rally point may change."""
RETURN_CLEARANCE = 15.0
"""m above the ground that the straight way of a return keeps at least: 15 to 20 m above the highest obstacle is what
operators plan with."""
SAMPLES_PER_NODE, MOST_SAMPLES, MOST_STARTS = 3, 300, 400
"""Samples of the ground below a return, per node spacing of the terrain, and at most; and returns of a sortie that are
held to the ground."""


@dataclass(frozen=True)
class Return:
    """The return of a sortie that leaves the least of the battery."""

    left: float
    """% of the battery left after it; NaN for a sortie that stays on the ground"""
    start: np.ndarray
    """(4,) x, y, z and s of where it begins"""
    end: np.ndarray
    """(2,) where it lands"""
    height: float
    """m, in the reference of Z, at which it flies"""
    rally: int
    """index of the rally point; -1 for the launch site"""


@dataclass(frozen=True)
class Returns:
    """The returns of a sortie from n places, in the order flown, until its landing begins."""

    start: np.ndarray
    """(n, 4) x, y, z and s of where each begins"""
    end: np.ndarray
    """(n, 2) where it lands"""
    height: np.ndarray
    """(n,) m, in the reference of Z, at which it flies"""
    left: np.ndarray
    """(n,) % of the battery left after it"""
    rally: np.ndarray
    """(n,) index of the rally point; -1 for the launch site"""


def returns_along(
    line: np.ndarray, aircraft: Aircraft, area: FlightArea, terrain: Terrain | None = None, charge: float = 1.0
) -> Returns:
    """The returns of a sortie. line: (m, 4) x, y, z and seconds; charge: share of a full battery at take-off."""
    places, used = _sampled(line, aircraft)
    height = line[:, 2].max() if area.return_height is None else line[0, 2] + area.return_height
    targets = area.rally if len(area.rally) else line[:1, :2]
    away = np.hypot(*(targets[None, :, :2] - places[:, None, :2]).transpose(2, 0, 1))
    nearest = away.argmin(axis=1)
    end, high = targets[nearest, :2], np.maximum(places[:, 2], height)
    ground = ground_at(terrain, targets)[nearest] if terrain is not None else np.full(len(end), line[0, 2])
    zero = np.zeros(len(places))
    legs = np.concatenate(
        (
            np.column_stack((zero, zero, high - places[:, 2])),
            np.column_stack((end - places[:, :2], zero)),
            np.column_stack((zero, zero, np.minimum(np.nan_to_num(ground, nan=line[0, 2]) - high, 0))),
        )
    )
    needed = energy_of_legs(legs, times_of_legs(legs, aircraft), aircraft).reshape(3, -1).sum(axis=0)
    left = 100 * (charge - (used + needed) / full_battery(aircraft)[0])
    return Returns(places, end, high, left, nearest if len(area.rally) else np.full(len(places), -1))


def worst_return(
    line: np.ndarray, aircraft: Aircraft, area: FlightArea, terrain: Terrain | None = None, charge: float = 1.0
) -> Return:
    """The worst return of a sortie; see returns_along."""
    return _worst(returns_along(line, aircraft, area, terrain, charge), line)


def _worst(found: Returns, line: np.ndarray) -> Return:
    if not np.isfinite(found.left).any():
        return Return(np.nan, line[0], line[0, :2], float(line[0, 2]), -1)
    worst = int(np.nanargmin(found.left))
    return Return(
        float(found.left[worst]),
        found.start[worst],
        found.end[worst],
        float(found.height[worst]),
        int(found.rally[worst]),
    )


def return_violations(
    plan: FlightPlan,
    aircraft: Aircraft,
    area: FlightArea,
    terrain: Terrain | None = None,
    sites: LaunchSites | None = None,
) -> list[Violation]:
    """Sorties whose worst return leaves less than the reserve, or is too low above the ground, where rally points or a
    return height are given. sites: with their batteries' charge at take-off; None: all batteries are full."""
    found: list[Violation] = []
    if not area.returns:
        return found
    for route, line in enumerate(plan.routes.line):
        charge = 1.0 if sites is None else sites.charge_of(plan.routes.launch_site[route], line[0, :2])
        returns = returns_along(line, aircraft, area, terrain, charge)
        worst = _worst(returns, line)
        if not worst.left < 100 * aircraft.reserve - 1e-4:
            found += _too_low(plan, route, returns, terrain)
            continue
        where = shapely.LineString([worst.start[:2], worst.end])
        where = where if where.length > 0 else shapely.Point(worst.end)
        names = area.rally_name
        name = (names[worst.rally] if 0 <= worst.rally < len(names) else None) or str(worst.rally + 1)
        values = {"left": worst.left, "reserve": 100 * aircraft.reserve, "name": name}
        message = (
            tr(
                "after a return from here to rally point {name}, {left:.1f} % of the battery is left, less than the "
                "reserve of {reserve:g} %.",
                **values,
            )
            if worst.rally >= 0
            else tr(
                "after a return from here to the launch site, {left:.1f} % of the battery is left, less than the "
                "reserve of {reserve:g} %.",
                **values,
            )
        )
        seq, limit = seq_at(plan, route, worst.start[3]), 100 * aircraft.reserve
        violation = sortie_violation(
            plan, route, "return", where, message, worst.left, limit, seq, moment=worst.start[3]
        )
        found += [violation, *_too_low(plan, route, returns, terrain)]
    return found


def _too_low(plan: FlightPlan, route: int, returns: Returns, terrain: Terrain | None) -> list[Violation]:
    """The violation of the return of a sortie whose straight way is lowest above the ground, where that is too low."""
    if terrain is None or not len(returns.left):
        return []
    some = np.unique(np.linspace(0, len(returns.left) - 1, MOST_STARTS).round().astype(int))
    begins, high = returns.start[some], returns.height[some]
    ways = returns.end[some] - begins[:, :2]
    length = float(np.hypot(*ways.T).max())
    count = int(np.clip(np.ceil(length * SAMPLES_PER_NODE / terrain.spacing), 1, MOST_SAMPLES))
    share = np.linspace(0, 1, count + 1)
    places = begins[:, None, :2] + share[:, None] * ways[:, None]
    ground = terrain.height(*places.reshape(-1, 2).T).reshape(places.shape[:2])
    above = high[:, None] - ground
    if not np.isfinite(above).any() or not np.nanmin(above) < RETURN_CLEARANCE - ROUNDING:
        return []
    start, low = np.unravel_index(np.nanargmin(above), above.shape)
    message = tr(
        "a return from here flies {above:.1f} m above the ground; the minimum is {least:g} m. A return height that is "
        "{more:.0f} m higher is enough.",
        above=above[start, low],
        least=RETURN_CLEARANCE,
        more=np.ceil(RETURN_CLEARANCE - above[start, low]),
    )
    where, at = shapely.Point(places[start, low]), begins[start, 3]
    seq, values = seq_at(plan, route, at), (above[start, low], RETURN_CLEARANCE)
    return [sortie_violation(plan, route, "return height", where, message, *values, seq, moment=at)]


def _sampled(line: np.ndarray, aircraft: Aircraft) -> tuple[np.ndarray, np.ndarray]:
    """(n, 4) samples along a line in the air, until its landing begins, and (n,) J used until then."""
    steps = np.diff(line, axis=0)
    energy = energy_of_legs(steps[:, :3], steps[:, 3], aircraft)
    level = np.hypot(steps[:, 0], steps[:, 1]) > VERTICAL_LEG
    flown = np.flatnonzero(level)
    if not len(flown):
        return np.zeros((0, 4)), np.zeros(0)
    last = int(flown[-1]) + 1  # what comes after is the landing
    before = np.concatenate(([0.0], np.cumsum(energy)))
    share = np.linspace(0, 1, SAMPLES + 1)[1:]
    leg = np.repeat(np.arange(last), SAMPLES)
    part = np.tile(share, last)
    places = line[leg] + part[:, None] * steps[leg]
    return places, before[leg] + part * energy[leg]
