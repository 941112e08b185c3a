"""Checks where each sortie flies: outside no-fly zones, within range, at its height above the ground."""

import numpy as np
import shapely

from ..drones.flight_plan import FlightPlan
from ..language import tr
from ..progress import Progress, quiet
from .violation import ROUNDING, LaunchSites, Limits, Terrain, Violation, seq_at, sortie_violation

VERTICAL_LEG = 1e-3
"""m, the horizontal length up to which a leg counts as vertical."""
TIGHT_ROOM = 2.0
"""In clearances: the radius around a launch site nearer to a zone than the clearance, within which only NO_FLY_BUFFER
counts."""
SAMPLES_PER_NODE = 3
"""Samples of the ground along a leg per node spacing of the terrain."""


def zone_violations(
    plan: FlightPlan, limits: Limits, zones: np.ndarray, sites: LaunchSites | None = None
) -> list[Violation]:
    """Sorties that come nearer to a no-fly zone than NO_FLY_BUFFER or CLEARANCE: one violation for each sortie and
    zone. zones: (k,) polygons, m."""
    zones = np.array([zone for zone in zones if zone is not None and not zone.is_empty], dtype=object)
    if not len(zones) or not len(plan.routes):
        return []
    paths = np.array([_horizontal_path(line) for line in plan.routes.line], dtype=object)
    found = _too_near(plan, paths, zones, limits.no_fly_buffer, shapely.Polygon())
    if limits.clearance > limits.no_fly_buffer:
        room = tight_room(zones, limits, sites)
        near = _too_near(plan, shapely.difference(paths, room), zones, limits.clearance, room)
        found = [*found.items(), *((key, violation) for key, violation in near.items() if key not in found)]
        return [violation for _, violation in sorted(found, key=lambda item: item[0])]
    return list(found.values())


def tight_room(zones: np.ndarray, limits: Limits, sites: LaunchSites | None):
    """The area around launch sites nearer to a zone than the clearance, in which only NO_FLY_BUFFER counts. zones: (k,)
    polygons, m."""
    places = shapely.points(np.zeros((0, 2)) if sites is None else sites.place)
    tight = places[shapely.distance(places, shapely.union_all(zones)) < limits.clearance]
    return shapely.union_all(shapely.buffer(tight, TIGHT_ROOM * limits.clearance, quad_segs=32))


def _too_near(
    plan: FlightPlan, paths: np.ndarray, zones: np.ndarray, least: float, room
) -> dict[tuple[int, int], Violation]:
    """The violations by (route, zone) of paths, which lie outside of `room`, nearer than `least` metres to a zone."""
    routes, found = plan.routes, {}
    shrunk = shapely.buffer(zones, -ROUNDING)
    tree = shapely.STRtree(np.where(shapely.is_empty(shrunk), zones, shrunk))
    for route, zone in np.transpose(tree.query(paths, predicate="dwithin", distance=least)):
        line = routes.line[route]
        with np.errstate(invalid="ignore"):  # a leg within the room has no distance
            distance = float(shapely.distance(zones[zone], paths[route]))
            away = shapely.distance(tree.geometries[zone], shapely.difference(_legs(line), room))
        leg = int(np.nanargmin(np.where(away <= least, 0, 1)))
        within = shapely.intersection(paths[route], shapely.buffer(zones[zone], least))
        where = shapely.shortest_line(paths[route], zones[zone]) if within.is_empty else within
        message = tr(
            "it enters a no-fly zone, {length:.0f} m through it.",
            length=shapely.intersection(paths[route], zones[zone]).length,
        )
        if distance > 0:
            message = tr(
                "it flies {distance:.1f} m from a no-fly zone; the minimum is {least:g} m.",
                distance=distance,
                least=least,
            )
        seq = seq_at(plan, route, line[leg + 1, 3])
        found[int(route), int(zone)] = sortie_violation(
            plan, route, "no-fly zone", where, message, distance, least, seq
        )
    return found


def range_violations(plan: FlightPlan, limits: Limits, sites: LaunchSites) -> list[Violation]:
    """Sorties that fly farther than MAX_RANGE from their launch site. The farthest point of a leg is one of its ends,
    so only vertices are tested."""
    found: list[Violation] = []
    if limits.max_range is None:
        return found
    for route, line in enumerate(plan.routes.line):
        named = sites.named(plan.routes.launch_site[route])
        centres = named if len(named) else line[:1, :2]
        centre = centres[np.hypot(*(centres - line[0, :2]).T).argmin()]
        away = np.hypot(*(line[:, :2] - centre).T)
        if away.max() > limits.max_range + ROUNDING:
            worst = int(away.argmax())
            message = tr(
                "it is {away:.0f} m from its launch site; the maximum is {max_range:.0f} m.",
                away=away[worst],
                max_range=limits.max_range,
            )
            seq = seq_at(plan, route, line[worst, 3])
            where = shapely.Point(line[worst, :2])
            found.append(sortie_violation(plan, route, "range", where, message, away[worst], limits.max_range, seq))
    return found


def height_violations(
    plan: FlightPlan, limits: Limits, terrain: Terrain | None = None, progress: Progress = quiet
) -> list[Violation]:
    """Sorties whose height above the ground differs from that of their waypoints, or is below the lowest or above the
    highest height allowed. Tested along all legs that are not vertical. Without terrain the ground is level with the
    launch site."""
    found: list[Violation] = []
    for route in range(len(plan.routes)):
        progress(route / len(plan.routes))
        places, ground = _sampled(plan.routes.line[route], terrain)
        if not len(places):
            continue
        unknown = np.isnan(ground)
        if unknown.any():
            found.append(
                _violation_at(plan, route, "terrain", places[unknown][0], tr("the height of the ground isn't known."))
            )
            places, ground = places[~unknown], ground[~unknown]
        if not len(places):
            continue
        above = places[:, 2] - ground
        off = np.abs(above - _planned_heights(plan, route, places[:, 3]))
        if off.max() > limits.terrain_tolerance + ROUNDING:
            message = tr(
                "its height above the ground is {off:.1f} m off; the maximum is {most:g} m.",
                off=off.max(),
                most=limits.terrain_tolerance,
            )
            worst = places[off.argmax()]
            found.append(_violation_at(plan, route, "terrain", worst, message, off.max(), limits.terrain_tolerance))
        if above.min() < limits.min_agl - ROUNDING:
            message = tr(
                "it flies {above:.1f} m above the ground; the minimum is {min_agl:g} m.",
                above=above.min(),
                min_agl=limits.min_agl,
            )
            found.append(
                _violation_at(
                    plan, route, "lowest height", places[above.argmin()], message, above.min(), limits.min_agl
                )
            )
        if above.max() > limits.max_agl + ROUNDING:
            message = tr(
                "it flies {above:.1f} m above the ground; the maximum is {max_agl:g} m.",
                above=above.max(),
                max_agl=limits.max_agl,
            )
            found.append(
                _violation_at(
                    plan, route, "highest height", places[above.argmax()], message, above.max(), limits.max_agl
                )
            )
    return found


def ground_at(terrain: Terrain | None, places: np.ndarray) -> np.ndarray:
    """(n,) m, height of the ground at (n, 2 or more) places; 0 without terrain."""
    return np.zeros(len(places)) if terrain is None else terrain.height(places[:, 0], places[:, 1])


def _violation_at(
    plan: FlightPlan, route: int, rule: str, place: np.ndarray, message: str, value=np.nan, limit=np.nan
) -> Violation:
    seq = seq_at(plan, route, place[3])
    return sortie_violation(plan, route, rule, shapely.Point(place[:2]), message, value, limit, seq)


def _horizontal_path(line: np.ndarray):
    """The line in the plane, or a point if it doesn't move horizontally."""
    moves = (line[:, :2] != line[0, :2]).any()
    return shapely.LineString(line[:, :2]) if moves else shapely.Point(line[0, :2])


def _legs(line: np.ndarray) -> np.ndarray:
    return shapely.linestrings(np.stack((line[:-1, :2], line[1:, :2]), axis=1))


def _sampled(line: np.ndarray, terrain: Terrain | None) -> tuple[np.ndarray, np.ndarray]:
    """(n, 4) samples (x, y, z, s) along the legs that are not vertical, and (n,) m, height of the ground there."""
    lengths = np.hypot(*np.diff(line[:, :2], axis=0).T)
    legs = np.flatnonzero(lengths > VERTICAL_LEG)
    counts = np.ones(len(legs), int)
    if terrain is not None:
        counts = np.ceil(lengths[legs] * SAMPLES_PER_NODE / terrain.spacing).astype(int)
    leg = np.repeat(legs, counts + 1)
    step = np.arange(len(leg)) - np.repeat(np.cumsum(counts + 1) - counts - 1, counts + 1)
    share = (step / np.repeat(counts, counts + 1))[:, None]
    places = line[leg] + share * (line[leg + 1] - line[leg])
    return places, ground_at(terrain, places)


def _planned_heights(plan: FlightPlan, route: int, moments: np.ndarray) -> np.ndarray:
    """(n,) m above the ground at the given moments, interpolated between the sortie's waypoints; NaN without
    waypoints."""
    waypoints = plan.waypoints
    own = waypoints.of(plan.routes.drone[route], plan.routes.sortie[route])
    if not len(own):
        return np.full(len(moments), np.nan)
    times = np.column_stack((waypoints.arrival[own], waypoints.departure[own])).ravel()
    return np.interp(moments, times, np.repeat(waypoints.alt_agl_m[own], 2))
