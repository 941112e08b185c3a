"""Which fences a mission gets: the geofence as the area to stay in, and no-fly zones as areas to stay out of.

An autopilot ends the flight where it meets a fence. So a fence is drawn only where the planned way keeps a distance
from it, and areas to stay out of are drawn larger, never smaller, where an autopilot holds no more points.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

ROOM = 3.0
"""m between the planned way and a fence: the error of a position, and the corners that a drone cuts. Plans keep 5 m
from zones, unless told less."""
TOLERANCES = (0.0, 1.0, 2.0, 5.0, 10.0, 20.0)
"""m by which the outline of an area is drawn off, to save points."""
LEAST_POINTS = 3
TOO_NEAR, TOO_MANY = "too near", "too many"
"""Why an area has no fence."""


@dataclass(frozen=True)
class Outline:
    """A fence in the CRS of a plan. points: (k, 2) m, without the first one again at the end."""

    points: np.ndarray
    inclusion: bool


@dataclass(frozen=True)
class ChosenFences:
    """fences: of one sortie; without_geofence: the geofence could not be drawn; left_out: for each zone without a
    fence, its index and TOO_NEAR or TOO_MANY; simplified: how many outlines are drawn with fewer points."""

    fences: tuple[Outline, ...]
    without_geofence: bool
    left_out: tuple[tuple[int, str], ...]
    simplified: int


def choose_fences(
    path: np.ndarray, geofence: Sequence, zones: Sequence, most: float, each: float = 0.0
) -> ChosenFences:
    """The fences of one sortie.

    path: (n, 2) m, its way, launch site included; geofence: polygons whose union holds the way; zones: polygons to
    stay out of, of any height and time; most: points in all; each: what a fence takes of these besides its points. The
    nearest zones come first.
    """
    with np.errstate(invalid="ignore"):  # GEOS raises the flag of invalid operations in sound distances
        return _chosen(path, geofence, zones, most, each)


def _chosen(path: np.ndarray, geofence: Sequence, zones: Sequence, most: float, each: float) -> ChosenFences:
    way = shapely.LineString(path) if len(path) > 1 else shapely.Point(path[0])
    chosen, left_out, simplified = [], [], 0
    whole = [shapely.union_all(shapely.make_valid(np.array(list(geofence), object)))] if len(geofence) else []
    area = next((one for one in _singles(whole) if _keeps(one, way)), None)
    if area is not None:
        ring, coarse = _inner(area, way, most - each)
        if ring is not None:
            chosen.append(Outline(ring, True))
            simplified += coarse
            zones = [*zones, *(shapely.Polygon(hole) for hole in area.interiors)]
    without = bool(len(geofence)) and not chosen
    zones = np.array([shapely.make_valid(zone) for zone in zones], object)
    distance = shapely.distance(zones, np.full(len(zones), way, object)) if len(zones) else np.zeros(0)
    order = [int(zone) for zone in np.argsort(distance, kind="stable")]
    left_out += [(zone, TOO_NEAR) for zone in order if distance[zone] < ROOM]
    room = most - sum(len(one.points) + each for one in chosen)
    far = [zone for zone in order if distance[zone] >= ROOM and not shapely.is_empty(zones[zone])]
    count = max(int(room // (LEAST_POINTS + each)), 0)
    near, beyond = far[:count], far[count:]
    rings, dropped, coarse = _outer([zones[zone] for zone in near], way, room, each)
    chosen += [Outline(ring, False) for ring in rings]
    left_out += [(near[index], why) for index, why in dropped]
    left_out += [(zone, TOO_MANY) for zone in beyond]
    return ChosenFences(tuple(chosen), without, tuple(left_out), simplified + coarse)


def _singles(geometries: Sequence) -> list[shapely.Polygon]:
    return [part for part in shapely.get_parts(np.array(list(geometries), object)) if part.geom_type == "Polygon"]


def _keeps(area, way) -> bool:
    return bool(shapely.covers(area, way)) and shapely.distance(shapely.boundary(area), way) >= ROOM


def _ring(polygon: shapely.Polygon) -> np.ndarray:
    points = shapely.get_coordinates(polygon.exterior)[:-1]
    return points[np.any(points != np.roll(points, 1, axis=0), axis=1)]


def _inner(area: shapely.Polygon, way, most: float) -> tuple[np.ndarray | None, bool]:
    """The outline of an area to stay in, drawn inside where it has too many points; None where that leaves no room."""
    for tolerance in TOLERANCES:
        drawn = [area] if not tolerance else _singles([area.buffer(-tolerance).simplify(tolerance)])
        for one in drawn:
            ring = _ring(one)
            solid, whole = shapely.Polygon(ring), shapely.Polygon(area.exterior)
            if len(ring) <= most and solid.is_valid and whole.covers(solid) and _keeps(solid, way):
                return ring, tolerance > 0
    return None, False


def _outer(zones: list, way, most: float, each: float) -> tuple[list[np.ndarray], list[tuple[int, str]], int]:
    """(points of outlines, (index, why) of zones without one, how many are drawn with fewer points)."""
    best: tuple = ([], [], 0)
    for tolerance in TOLERANCES:
        found = _that_fit(zones, [_around(zone, way, tolerance) for zone in zones], most, each)
        if not tolerance or len(found[1]) < len(best[1]):
            best = found
        if not any(why == TOO_MANY for _, why in best[1]):
            break
    return best


def _that_fit(
    zones: list, outlines: list, most: float, each: float
) -> tuple[list[np.ndarray], list[tuple[int, str]], int]:
    """The same for outlines of the zones, None where one has none: the first ones that fit."""
    rings, dropped, coarse = [], [], 0
    for index, some in enumerate(outlines):
        needed = 0.0 if some is None else sum(len(one) + each for one in some)
        if some is None:
            dropped.append((index, TOO_NEAR))
        elif needed > most:
            dropped.append((index, TOO_MANY))
        else:
            most -= needed
            coarse += sum(map(len, some)) < sum(len(_ring(one)) for one in _singles([zones[index]]))
            rings += some
    return rings, dropped, coarse


def _around(zone, way, tolerance: float) -> list[np.ndarray] | None:
    """Outlines around all parts of a zone, at most about `tolerance` outside of it; exact ones where a larger one would
    be too near to the way; None where the way leads through a hole of the zone."""
    outlines = []
    for part in _singles([zone]):
        solid = shapely.Polygon(part.exterior)
        drawn = [solid]
        if tolerance:
            grown = solid.buffer(tolerance, join_style="mitre").simplify(tolerance)
            drawn = [*_singles([grown]), shapely.convex_hull(solid), solid]
            drawn.sort(key=lambda one: len(_ring(one)))
        good = [one for one in drawn if one.is_valid and one.covers(solid) and shapely.distance(one, way) >= ROOM]
        if not good:
            return None
        outlines.append(_ring(good[0]))
    return outlines
