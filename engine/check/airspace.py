"""Checks where each sortie flies: within range, at its height above the ground."""

import numpy as np
import shapely

from ..drones.flight_plan import FlightPlan
from ..language import tr
from ..progress import Progress, quiet
from .violation import ROUNDING, LaunchSites, Limits, Terrain, Violation, seq_at, sortie_violation

VERTICAL_LEG = 1e-3
"""m, the horizontal length up to which a leg counts as vertical."""
SAMPLES_PER_NODE = 3
"""Samples of the ground along a leg per node spacing of the terrain."""
SURFACE_STEPS, SURFACE_AT_ONCE = 24, 500_000
"""Samples of the surface around a place, from it to MAX_AGL away, and samples computed at once."""


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
        places, ground = sampled_legs(plan.routes.line[route], terrain)
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
            found += _too_high(plan, route, places, above, limits, terrain)
    return found


def _too_high(
    plan: FlightPlan, route: int, places: np.ndarray, above: np.ndarray, limits: Limits, terrain: Terrain | None
) -> list[Violation]:
    """The violation of a sortie that is farther than MAX_AGL from the closest point of the surface, which need not be
    straight below: beside a cliff it is the cliff."""
    high = np.flatnonzero(above > limits.max_agl + ROUNDING)
    distance = above[high] if terrain is None else _from_surface(places[high], above[high], limits.max_agl, terrain)
    if not distance.max() > limits.max_agl + ROUNDING:
        return []
    worst = int(distance.argmax())
    message = tr(
        "it flies {above:.1f} m above the closest point of the surface; the maximum is {max_agl:g} m.",
        above=distance[worst],
        max_agl=limits.max_agl,
    )
    where = places[high[worst]]
    return [_violation_at(plan, route, "highest height", where, message, distance[worst], limits.max_agl)]


def _from_surface(places: np.ndarray, above: np.ndarray, within: float, terrain: Terrain) -> np.ndarray:
    """(n,) m from (n, 3 or more) places in the air to the closest of the points of the surface straight below and
    around, at half a node spacing, up to `within` metres away; not less than the true distance. above: (n,) m above
    the ground straight below."""
    step = max(terrain.spacing / 2, within / SURFACE_STEPS)
    offsets = np.arange(-within, within + step / 2, step)
    east, north = (axis.ravel() for axis in np.meshgrid(offsets, offsets))
    near = np.hypot(east, north) <= within
    east, north = east[near], north[near]
    found = above.copy()
    for some in np.array_split(np.arange(len(places)), max(1, len(places) * len(east) // SURFACE_AT_ONCE + 1)):
        x, y = places[some, :1] + east, places[some, 1:2] + north
        drop = places[some, 2:3] - terrain.height(x.ravel(), y.ravel()).reshape(x.shape)
        distance = np.sqrt(drop**2 + east**2 + north**2)
        found[some] = np.minimum(found[some], np.nan_to_num(distance, nan=np.inf).min(axis=1, initial=np.inf))
    return found


def ground_at(terrain: Terrain | None, places: np.ndarray) -> np.ndarray:
    """(n,) m, height of the ground at (n, 2 or more) places; 0 without terrain."""
    return np.zeros(len(places)) if terrain is None else terrain.height(places[:, 0], places[:, 1])


def _violation_at(
    plan: FlightPlan, route: int, rule: str, place: np.ndarray, message: str, value=np.nan, limit=np.nan
) -> Violation:
    seq = seq_at(plan, route, place[3])
    return sortie_violation(plan, route, rule, shapely.Point(place[:2]), message, value, limit, seq, moment=place[3])


def sampled_legs(line: np.ndarray, terrain: Terrain | None) -> tuple[np.ndarray, np.ndarray]:
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
