"""Checks whether each sortie can be flown at its times, from the launch site it names."""

import numpy as np
import shapely

from ..drones.aircraft import Aircraft
from ..drones.flight_plan import FlightPlan
from ..language import tr
from .airspace import ground_at
from .violation import ROUNDING, LaunchSites, Limits, Terrain, Violation, seq_at, sortie_violation

TIME_TOLERANCE = 1e-3
"""Share of a leg's flying time by which its time may differ from that."""
NEAR = 0.01
"""m from a launch site within which a drone counts as being there."""


def time_violations(plan: FlightPlan) -> list[Violation]:
    """Sorties whose times don't increase along the line. A repeated vertex (same place, same time) is allowed."""
    found = []
    for route, line in enumerate(plan.routes.line):
        steps = np.diff(line[:, 3])
        still = np.abs(np.diff(line[:, :3], axis=0)).max(axis=1) <= ROUNDING
        rise = (steps > 0) | (still & (steps == 0))
        if not rise.all():
            at = int(np.flatnonzero(~rise)[0]) + 1
            message = tr(
                "its times don't increase: {time:.3f} s comes after {earlier:.3f} s.",
                time=line[at, 3],
                earlier=line[at - 1, 3],
            )
            seq = seq_at(plan, route, line[at, 3])
            found.append(
                sortie_violation(plan, route, "time order", shapely.Point(line[at, :2]), message, steps.min(), 0, seq)
            )
    return found


def speed_violations(plan: FlightPlan, aircraft: Aircraft) -> list[Violation]:
    """Sorties with a leg whose time isn't the flying time: the longer of the horizontal and the vertical movement."""
    found = []
    for route, line in enumerate(plan.routes.line):
        needed, taken = leg_times(line, aircraft), np.diff(line[:, 3])
        moves = np.abs(np.diff(line[:, :3], axis=0)).max(axis=1) > 0
        fits = np.isfinite(needed) & (np.abs(taken - needed) <= TIME_TOLERANCE * needed + ROUNDING)
        if (moves & ~fits).any():
            leg = int(np.where(moves & ~fits, np.abs(taken - needed), -1).argmax())
            values = {"taken": taken[leg], "needed": needed[leg]}
            message = (
                tr(
                    "its leg takes {taken:.2f} s; at the speeds of the aircraft, in this wind, it needs {needed:.2f} "
                    "s.",
                    **values,
                )
                if np.isfinite(needed[leg])
                else tr(
                    "its leg takes {taken:.2f} s; at the speeds of the aircraft, in this wind, it can't be flown.",
                    **values,
                )
            )
            where = shapely.LineString(line[leg : leg + 2, :2])
            seq = seq_at(plan, route, line[leg + 1, 3])
            found.append(sortie_violation(plan, route, "speed", where, message, taken[leg], needed[leg], seq))
    return found


def leg_times(line: np.ndarray, aircraft: Aircraft) -> np.ndarray:
    """(m - 1,) s that the legs of an (m, 4) line take at the airspeed and the rates of climb and descent; inf where the
    wind is too strong.

    The horizontal movement takes the positive solution t of |leg - wind t| = airspeed t.
    """
    return times_of_legs(np.diff(line[:, :3], axis=0), aircraft)


def times_of_legs(legs: np.ndarray, aircraft: Aircraft) -> np.ndarray:
    """(m,) s that legs (m, 3) of metres east, north and up take; see leg_times."""
    angle = np.radians(aircraft.wind.from_degrees)
    wind = -aircraft.wind.speed * np.array([np.sin(angle), np.cos(angle)])
    spare = aircraft.speed**2 - aircraft.wind.speed**2
    along = legs[:, :2] @ wind
    with np.errstate(divide="ignore", invalid="ignore"):
        level = (np.sqrt(along**2 + spare * (legs[:, :2] ** 2).sum(axis=1)) - along) / spare
    level = np.where(spare > 0, level, np.inf)
    return np.maximum(level, np.maximum(legs[:, 2] / aircraft.climb, -legs[:, 2] / aircraft.descent))


def site_violations(
    plan: FlightPlan, limits: Limits, sites: LaunchSites, terrain: Terrain | None = None
) -> list[Violation]:
    """Sorties that don't take off and land on the ground at the launch site they name, and drones that change their
    launch site."""
    routes, found = plan.routes, []
    home: dict[int, str] = {}
    for route in routes.order:
        line, name = routes.line[route], routes.launch_site[route]
        own = sites.named(name)
        for what, end, seq in ((tr("takes off"), line[0], 1), (tr("lands"), line[-1], 0)):
            seq, where = seq or seq_at(plan, route, end[3]), shapely.Point(end[:2])
            away = float(np.hypot(*(own - end[:2]).T).min()) if len(own) else np.inf
            off_ground = float(np.abs(end[2] - ground_at(terrain, end[None]))[0])
            if not away <= NEAR:
                message = (
                    tr("it {what} {away:.1f} m from launch site {name}.", what=what, away=away, name=name)
                    if len(own) and name
                    else tr("it {what} {away:.1f} m from its launch site.", what=what, away=away)
                    if len(own)
                    else tr("{name} is no launch site.", name=name)
                )
                found.append(sortie_violation(plan, route, "launch site", where, message, away, NEAR, seq))
            if not off_ground <= limits.terrain_tolerance:
                message = tr(
                    "it {what} {off_ground:.1f} m above or below the ground.", what=what, off_ground=off_ground
                )
                limit = limits.terrain_tolerance
                found.append(sortie_violation(plan, route, "launch site", where, message, off_ground, limit, seq))
        if home.setdefault(int(routes.drone[route]), name) != name:
            message = tr(
                "it flies from {name}, but its drone's site is {home}.", name=name, home=home[int(routes.drone[route])]
            )
            found.append(sortie_violation(plan, route, "one site", shapely.Point(line[0, :2]), message, seq=1))
    return found
