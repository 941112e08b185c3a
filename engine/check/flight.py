"""Whether each sortie can be flown as its times say, and whether routes and waypoints tell the same."""

import numpy as np
import shapely

from ..drones.aircraft import Aircraft
from ..drones.flight_plan import Planned
from .airspace import UPRIGHT, ground_at
from .violation import ROUNDING, WORDS, LaunchSites, Limits, Terrain, Violation, breach, seq_at

SLACK = 1e-3
"""Share of its time by which a leg may be slower or faster than the aircraft flies it."""
NEAR = 0.01
"""m from a launch site that counts as there"""
ACTIONS = {"takeoff", "fly", "hover", "land"}
ACTIONS |= {served + part for served in ("follow", "sweep") for part in ("_start", "", "_end")}


def time_violations(planned: Planned) -> list[Violation]:
    """Sorties whose times don't rise along the line. The same place twice at one moment is no fault."""
    found = []
    for route, line in enumerate(planned.routes.line):
        steps = np.diff(line[:, 3])
        still = np.abs(np.diff(line[:, :3], axis=0)).max(axis=1) <= ROUNDING
        rise = (steps > 0) | (still & (steps == 0))
        if not rise.all():
            at = int(np.flatnonzero(~rise)[0]) + 1
            says = f"its times don't rise: {line[at, 3]:.3f} s comes after {line[at - 1, 3]:.3f} s."
            seq = seq_at(planned, route, line[at, 3])
            found.append(breach(planned, route, "time order", shapely.Point(line[at, :2]), says, steps.min(), 0, seq))
    return found


def speed_violations(planned: Planned, aircraft: Aircraft) -> list[Violation]:
    """Sorties with a leg that takes another time than it must: as long as flying along or climbing does, whichever is
    more."""
    found = []
    for route, line in enumerate(planned.routes.line):
        needed, taken = leg_times(line, aircraft), np.diff(line[:, 3])
        moves = np.abs(np.diff(line[:, :3], axis=0)).max(axis=1) > 0
        fits = np.isfinite(needed) & (np.abs(taken - needed) <= SLACK * needed + ROUNDING)
        if (moves & ~fits).any():
            leg = int(np.where(moves & ~fits, np.abs(taken - needed), -1).argmax())
            says = f"its leg takes {taken[leg]:.2f} s; at the speeds of the aircraft, in this wind, it takes "
            says += f"{needed[leg]:.2f} s." if np.isfinite(needed[leg]) else "for ever."
            where = shapely.LineString(line[leg : leg + 2, :2])
            seq = seq_at(planned, route, line[leg + 1, 3])
            found.append(breach(planned, route, "speed", where, says, taken[leg], needed[leg], seq))
    return found


def leg_times(line: np.ndarray, aircraft: Aircraft) -> np.ndarray:
    """(m - 1,) s that the legs of an (m, 4) line take at the airspeed and the rates of climb and descent.

    In a time t the drone gets anywhere within airspeed x t of where the wind has carried it: the leg takes the
    positive t of |leg - wind t| = airspeed t.
    """
    legs = np.diff(line[:, :3], axis=0)
    angle = np.radians(aircraft.wind.from_degrees)
    wind = -aircraft.wind.speed * np.array([np.sin(angle), np.cos(angle)])
    spare = aircraft.speed**2 - aircraft.wind.speed**2
    along = legs[:, :2] @ wind
    with np.errstate(divide="ignore", invalid="ignore"):
        level = (np.sqrt(along**2 + spare * (legs[:, :2] ** 2).sum(axis=1)) - along) / spare
    level = np.where(spare > 0, level, np.inf)
    return np.maximum(level, np.maximum(legs[:, 2] / aircraft.climb, -legs[:, 2] / aircraft.descent))


def site_violations(
    planned: Planned, limits: Limits, sites: LaunchSites, terrain: Terrain | None = None
) -> list[Violation]:
    """Sorties that don't take off and land on the ground at the launch site they name, and drones that change it."""
    routes, found = planned.routes, []
    home: dict[int, str] = {}
    for route in routes.order:
        line, name = routes.line[route], routes.site[route]
        own = sites.named(name)
        for what, end, seq in (("takes off", line[0], 1), ("lands", line[-1], 0)):
            seq, where = seq or seq_at(planned, route, end[3]), shapely.Point(end[:2])
            away = float(np.hypot(*(own - end[:2]).T).min()) if len(own) else np.inf
            up, most = float(np.abs(end[2] - ground_at(terrain, end[None]))[0]), limits.terrain_tolerance
            if not away <= NEAR:
                says = f"it {what} {away:.1f} m from launch site {name}." if len(own) else f"{name} is no launch site."
                found.append(breach(planned, route, "launch site", where, says, away, NEAR, seq))
            if not up <= most:
                says = f"it {what} {up:.1f} m above or below the ground."
                found.append(breach(planned, route, "launch site", where, says, up, most, seq))
        if home.setdefault(int(routes.drone[route]), name) != name:
            says = f"it flies from {name}, but its drone's site is {home[int(routes.drone[route])]}."
            found.append(breach(planned, route, "one site", shapely.Point(line[0, :2]), says, seq=1))
    return found


def figure_violations(planned: Planned, limits: Limits) -> list[Violation]:
    """Sorties whose start, end, duration or distance aren't those of their line, swath that of the plan, or altitude
    that of their waypoints."""
    routes, found = planned.routes, []
    for route, line in enumerate(routes.line):
        length = float(np.sqrt((np.diff(line[:, :3], axis=0) ** 2).sum(axis=1)).sum())
        lasts = line[-1, 3] - line[0, 3]
        figures = [
            ("start", routes.start[route], line[0, 3], ROUNDING),
            ("end", routes.end[route], line[-1, 3], ROUNDING),
            ("duration_s", routes.duration[route], lasts, ROUNDING + WORDS * 0.01 * lasts),
            ("distance_m", routes.distance[route], length, ROUNDING + WORDS * 0.01 * length),
            ("swath_m", routes.swath[route], limits.swath, ROUNDING),
        ]
        for name, says, is_so, slack in figures:
            if abs(says - is_so) > slack:  # never where the field is empty
                sentence = f"{name} says {says:.3f}, but is {is_so:.3f}."
                found.append(breach(planned, route, name, shapely.Point(line[0, :2]), sentence, says, is_so))
        own = planned.waypoints.above_ground[planned.waypoints.of(routes.drone[route], routes.sortie[route])][1:-1]
        if (off := np.abs(own - routes.altitude[route]) > ROUNDING).any():
            sentence = f"altitude_m says {routes.altitude[route]:g}; its waypoints say {own[off][0]:g}."
            where = shapely.Point(line[0, :2])
            found.append(breach(planned, route, "altitude_m", where, sentence, routes.altitude[route], own[off][0]))
    return found


def waypoint_violations(planned: Planned) -> list[Violation]:
    """Where waypoints tell another flight than the routes, or don't tell one."""
    routes, waypoints, found = planned.routes, planned.waypoints, []
    names = list(zip(routes.drone.tolist(), routes.sortie.tolist(), strict=True))
    for route, name in enumerate(names):
        own = waypoints.of(*name)
        start = shapely.Point(routes.line[route][0, :2])
        if names.index(name) != route:
            found.append(breach(planned, route, "waypoints", start, "ROUTES has this sortie twice."))
        elif wrong := _wrong(planned, route, own):
            says, seq = wrong
            found.append(breach(planned, route, "waypoints", start, says, seq=seq))
    lost = [
        name
        for name in dict.fromkeys(zip(waypoints.drone.tolist(), waypoints.sortie.tolist(), strict=True))
        if name not in names
    ]
    for drone, sortie in lost:
        at = waypoints.of(drone, sortie)[0]
        says = f"Drone {drone}, sortie {sortie} has waypoints, but no route."
        where = shapely.Point(waypoints.place[at, :2])
        found.append(Violation("waypoints", drone, sortie, int(waypoints.seq[at]), where, np.nan, np.nan, says))
    return found


def _wrong(planned: Planned, route: int, own: np.ndarray) -> tuple[str, int] | None:
    """What is wrong with the waypoints of a sortie, the first thing, and at which seq."""
    points, line = planned.waypoints, planned.routes.line[route]
    if len(own) < 2:
        return "it has no waypoints." if not len(own) else "it has a single waypoint.", 0
    seq, action, arrive, leave = points.seq[own], points.action[own], points.arrive[own], points.leave[own]
    place, first = points.place[own], lambda wrong: int(seq[np.flatnonzero(wrong)[0]])
    if not np.array_equal(seq, np.arange(1, len(own) + 1)):
        return f"seq doesn't count from 1 to {len(own)}.", 0
    if action[0] != "takeoff" or action[-1] != "land" or not set(action) <= ACTIONS:
        return "its actions don't lead from takeoff to land.", 0
    late = np.concatenate(([False], arrive[1:] < leave[:-1] - ROUNDING)) | (leave < arrive - ROUNDING)
    if not np.isfinite(arrive + leave).all() or late.any():
        return "its waypoints aren't in the order of their times.", first(late) if late.any() else 0
    both = np.stack((np.column_stack((place, arrive)), np.column_stack((place, leave))), axis=1).reshape(-1, 4)
    told = both[np.concatenate(([True], (np.abs(np.diff(both, axis=0)) > 0).any(axis=1)))]
    if len(told) != len(line) or np.abs(told - line).max() > ROUNDING:
        return "its waypoints aren't the vertices of its route.", 0
    # NaN, where a field is empty, is never wrong
    off = np.fmax(np.abs(points.arrive_at[own] - arrive), np.abs(points.leave_at[own] - leave))
    if (off > ROUNDING).any():
        return "arrive and leave aren't the times of its route.", first(off > ROUNDING)
    if (wrong := np.abs(points.above_sea[own] - place[:, 2]) > ROUNDING).any():
        return "alt_amsl_m isn't its Z.", first(wrong)
    legs, lasts = np.diff(place, axis=0), arrive[1:] - leave[:-1]
    flat = np.hypot(legs[:, 0], legs[:, 1])
    speed = np.where(flat > UPRIGHT, flat, np.abs(legs[:, 2])) / np.where(lasts > 0, lasts, 1)
    wrong = (lasts > 1) & (np.abs(points.speed[own][1:] - speed) > WORDS * speed + NEAR)
    if wrong.any():
        return "speed_ms isn't the speed of its leg.", int(seq[1:][np.flatnonzero(wrong)[0]])
    return None
