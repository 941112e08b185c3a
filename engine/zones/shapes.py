"""The shapes of zones on the ellipsoid: polygons, circles and arcs as polygons in longitude and latitude (WGS 84).

A zone may never shrink. So polygons contain the circles and arcs that they stand for, and reach at most a stated
tolerance beyond them. Edges are straight in longitude and latitude.
"""

from itertools import pairwise

import numpy as np
import shapely

from ..crs.geodesic import ELLIPSOID
from ..geometry import intersection, single_parts

EARTH_RADIUS = 6_371_000.0
LARGEST_RADIUS = 1_000_000.0
"""m. Circles beyond it are errors of a unit."""
LEAST_CORNERS, MOST_CORNERS = 16, 20_000
"""Of a circle."""
MOST_MEETINGS = 20_000
"""Of the edges of a ring that crosses itself, besides those of neighbours, that are untangled."""
HIGHEST_LATITUDE = 89.0
"""degrees up to which circles are drawn. Nearer to a pole they are not polygons in longitude and latitude."""


def circle(longitude: float, latitude: float, radius: float, tolerance: float) -> shapely.Geometry:
    """A polygon, or two at the antimeridian, that contains a circle of `radius` m and lies within radius + tolerance
    (m). Raises ValueError where the circle reaches a pole or is too large."""
    return wrapped(_disc(longitude, latitude, radius, tolerance))


def _disc(longitude: float, latitude: float, radius: float, tolerance: float) -> shapely.Polygon:
    """The polygon of a circle around its centre, also beyond the antimeridian."""
    if not 0 < radius <= LARGEST_RADIUS or abs(latitude) + np.degrees(radius / EARTH_RADIUS) > HIGHEST_LATITUDE:
        raise ValueError
    step = _step(radius, tolerance)
    count = int(np.ceil(2 * np.pi / step))
    bearings = np.arange(count) * (360.0 / count)
    points = points_around(longitude, latitude, bearings, _outer(radius, latitude, 2 * np.pi / count))
    turns = np.round((longitude - points[:, 0]) / 360.0)
    return shapely.Polygon(points + np.stack((360.0 * turns, np.zeros(count)), 1))


def points_around(longitude: float, latitude: float, bearings: np.ndarray, radius: np.ndarray | float) -> np.ndarray:
    """(n, 2) points at bearings (degrees from true north) and distances (m) of a centre."""
    bearings = np.asarray(bearings, float)
    full = np.full(len(bearings), 1.0)
    lon, lat, _ = ELLIPSOID.fwd(full * longitude, full * latitude, bearings, full * radius)
    return np.stack((lon, lat), 1)


def arc(
    centre: tuple[float, float],
    begin: float,
    sweep: float,
    radii: tuple[float, float],
    tolerance: float,
    outwards: bool,
) -> np.ndarray:
    """(n, 2) corners of an arc, from its first to its last point.

    centre: longitude, latitude; begin: bearing of the first point, degrees; sweep: degrees, clockwise is positive;
    radii: m at the first and at the last point, in between they change evenly; outwards: whether the area is on the
    side of the centre: then corners lie outside of the arc, else on it, so that the area never shrinks.
    """
    largest = max(radii)
    count = max(int(np.ceil(np.radians(abs(sweep)) / _step(largest, tolerance))), 1)
    inner = np.linspace(0.0, 1.0, count + 1)
    if not outwards:
        return points_around(*centre, begin + sweep * inner, radii[0] + (radii[1] - radii[0]) * inner)
    middle = (inner[:-1] + inner[1:]) / 2.0
    radius = _outer(radii[0] + (radii[1] - radii[0]) * middle, centre[1], np.radians(abs(sweep)) / count)
    ends = points_around(*centre, [begin, begin + sweep], np.array(radii))
    return np.concatenate((ends[:1], points_around(*centre, begin + sweep * middle, radius), ends[1:]))


def _step(radius: float, tolerance: float) -> float:
    """Radians between corners, so that neither corners outside of an arc, nor chords between corners on it, are farther
    from it than 0.9 of the tolerance."""
    least, most = 2 * np.pi / MOST_CORNERS, 2 * np.pi / LEAST_CORNERS
    return float(np.clip(2.0 * np.arccos(radius / (radius + 0.9 * tolerance)), least, most))


def _outer(radius: np.ndarray | float, latitude: float, step: float) -> np.ndarray | float:
    """The distance of corners between which straight edges touch an arc: edges in longitude and latitude bend from the
    shortest line by up to L^2 tan(latitude) / 8 R."""
    length = 2.0 * radius * np.tan(step / 2.0)
    bend = length**2 * np.tan(np.radians(min(abs(latitude) + 10.0, HIGHEST_LATITUDE))) / (8.0 * EARTH_RADIUS)
    return (radius + bend + 0.001) / np.cos(step / 2.0)


def unwrapped(points: np.ndarray) -> np.ndarray:
    """(n, 2) points whose longitudes do not jump at the antimeridian, and so may be beyond 180 degrees."""
    steps = np.diff(points[:, 0])
    turns = np.where((np.abs(steps) > 180.0) & (np.abs(steps) < 360.0), -np.sign(steps), 0.0)
    shifted = points.copy()
    shifted[1:, 0] += 360.0 * np.cumsum(turns)
    return shifted


def wrapped(shape: shapely.Geometry) -> shapely.Geometry:
    """A shape within 180 degrees, cut at the antimeridian where it crosses it."""
    west, _, east, _ = shape.bounds
    if west >= -180.0 and east <= 180.0:
        return shape
    parts = []
    for turn in (-1, 0, 1):
        cut = intersection(shape, shapely.box(360.0 * turn - 180.0, -90.0, 360.0 * turn + 180.0, 90.0))
        if cut.area > 0:
            pieces = [piece for piece in single_parts(cut, shapely.box(0, 0, 1, 1)) if piece.area > 0]
            parts += [shapely.transform(piece, lambda at, turn=turn: at - (360.0 * turn, 0.0)) for piece in pieces]
    return shapely.multipolygons(parts)


def along(points: np.ndarray, width: float, tolerance: float) -> shapely.Geometry:
    """All that is within `width` m of a line through (n, 2) points, and at most `tolerance` m more at its ends. Raises
    ValueError as `circle`."""
    points = unwrapped(points)
    points = points[np.concatenate(([True], np.any(np.diff(points, axis=0) != 0, axis=1)))]
    discs = [_disc(lon, lat, width, tolerance) for lon, lat in points]
    if len(discs) == 1:
        return wrapped(discs[0])
    legs = [shapely.union_all(pair).convex_hull for pair in pairwise(discs)]
    return wrapped(shapely.union_all(legs))


CLEAN, FILLED, WIDENED = "clean", "filled", "widened"


def filled(rings: list[np.ndarray], tolerance: float) -> tuple[shapely.Geometry | None, str]:
    """The area of an outer ring without its holes, and what was done to it; None where it goes around a pole, or is
    a point. rings: (n, 2) each, closed or not.

    Rings that cross themselves, or holes that cross, are filled: all that the outer ring encloses is in the
    zone then, and all of its convex hull where it crosses itself very often. A ring without an area, such as a cable,
    is WIDENED by `tolerance` m on all sides.
    """
    outer, *holes = (unwrapped(ring[:, :2]) for ring in rings)
    if not len(outer) or abs(outer[0, 0] - outer[-1, 0]) > 180.0:
        return None, CLEAN
    holes = [hole for hole in holes if len(hole) >= 3]
    holes = [hole + np.array([360.0 * np.round((outer[0, 0] - hole[0, 0]) / 360.0), 0.0]) for hole in holes]
    done, shape = CLEAN, shapely.Polygon(outer, holes) if len(outer) >= 3 else shapely.Polygon()
    if not shape.is_valid:
        done, shape = FILLED, _enclosed(np.concatenate((outer, outer[:1])))
    if (outer == outer[0]).all():
        return None, CLEAN
    if shape.area > 0:
        return wrapped(shape), done
    try:
        return along(outer, tolerance, tolerance), WIDENED
    except ValueError:
        return None, CLEAN


def _enclosed(ring: np.ndarray) -> shapely.Geometry:
    """All that a closed ring encloses. ring: (n, 2)."""
    if _tangled(ring):
        return shapely.convex_hull(shapely.LineString(ring))
    lines = shapely.node(shapely.LineString(ring))
    faces = shapely.get_parts(shapely.union_all(shapely.get_parts(shapely.polygonize([lines]))))
    return shapely.union_all([shapely.Polygon(face.exterior) for face in faces])


def _tangled(ring: np.ndarray) -> bool:
    """Whether so many edges of a ring may cross each other that the faces between them could fill the memory: edges
    whose bounding boxes meet are counted, a few at a time."""
    low, high = np.minimum(ring[:-1], ring[1:]), np.maximum(ring[:-1], ring[1:])
    boxes = shapely.box(*low.T, *high.T)
    tree, most = shapely.STRtree(boxes), MOST_MEETINGS + 8 * len(boxes)
    step, met = max(1, MOST_MEETINGS * 10 // len(boxes)), 0
    for first in range(0, len(boxes), step):
        met += tree.query(boxes[first : first + step]).shape[1]
        if met > most:
            return True
    return False
