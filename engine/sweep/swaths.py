"""The parallel lines that cover a polygon or a cell of it, a swath apart, in a given direction.

The polygon is cut into strips of one direction, one line for each piece of a strip. Pieces that follow each other
without a branch form a run, which is flown back and forth: the runs are the cells of the boustrophedon decomposition.
"""

import math

import numpy as np
import shapely
from shapely.affinity import rotate

from ..geometry import intersection

OVERLAP = 1 - 1e-3
"""Share of the swath that counts as covered, so that rounding leaves no slits."""
END_MARGIN = 0.85
"""As a share of half a swath: at the ends of a line, parts of its strip farther than this from the middle may stay
uncovered. This shortens each line by a quarter of a swath at both ends and loses a thousandth of the area."""
MAX_DIRECTIONS = 8


def directions(polygon: shapely.Polygon, max_count: int = MAX_DIRECTIONS) -> np.ndarray:
    """Directions in radians from the x axis, 0 to pi, best first: those of the edges of the polygon and its convex
    hull, ordered by the height of the outline across them, as each line costs a turn."""
    rings = [shapely.get_coordinates(ring) for ring in (polygon.exterior, *polygon.interiors)]
    edges = np.concatenate([np.diff(ring, axis=0) for ring in rings])
    sides = np.concatenate((edges, np.diff(shapely.get_coordinates(shapely.convex_hull(polygon)), axis=0)))
    sides = sides[np.argsort(-np.hypot(*sides.T), kind="stable")][: 8 * max_count]
    sides = sides[np.hypot(*sides.T) > 0]
    angles = np.unique(np.round(np.arctan2(sides[:, 1], sides[:, 0]) % math.pi, 6) % round(math.pi, 6))
    return angles[np.argsort(heights(edges, angles), kind="stable")][:max_count]


def heights(edges: np.ndarray, angles: np.ndarray) -> np.ndarray:
    """(a,) the height across each of (a,) directions of an outline with (n, 2) edge vectors: half the sum of all its
    ascents and descents. For an outline that rises and falls once this is the height of the polygon."""
    return np.abs(edges @ np.stack((-np.sin(angles), np.cos(angles)))).sum(axis=0) / 2


def lines_of(polygon: shapely.Polygon, angle: float, swath: float) -> list[list[np.ndarray]]:
    """Runs of parallel lines, (k, 2) vertices each, that cover the polygon except for very small parts.

    A line follows another in a run if the pieces of their strips touch no other piece between them. A run is flown back
    and forth.
    """
    rotated = rotate(polygon, -angle, origin=(0, 0), use_radians=True)
    low_x, low_y, high_x, high_y = rotated.bounds
    count = line_count(high_y - low_y, swath)
    edge = low_y + np.arange(count + 1) * (high_y - low_y) / count
    bands = shapely.box(low_x - 1, edge[:-1], high_x + 1, edge[1:])
    clipped = intersection(rotated, bands) if count > 1 else np.array([rotated])
    pieces, strip = shapely.get_parts(clipped, return_index=True)
    areal, area = shapely.get_type_id(pieces) == 3, shapely.area(pieces)
    keep = areal & (area > 1e-3 * swath**2)
    if not keep.any():  # a narrow polygon, cut across
        keep = areal & (area > 0)
    pieces, strip = pieces[keep], strip[keep]
    middle = (edge[strip] + edge[strip + 1]) / 2
    rotation = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
    lines = [
        [line @ rotation for line in _lines_through(piece, height, swath)]
        for piece, height in zip(pieces, middle, strict=True)
    ]
    return [[line for piece in run for line in lines[piece]] for run in _runs(pieces, strip)]


def line_count(width: float, swath: float) -> int:
    """The number of parallel lines needed to cover a width."""
    return max(1, math.ceil(width / swath - 1e-6))


def _lines_through(piece: shapely.Polygon, middle: float, swath: float) -> list[np.ndarray]:
    """Lines (low x to high x) along the middle of a piece of a strip, as long as needed to cover the piece."""
    corners = shapely.get_coordinates(piece)
    (low_x, low_y), (high_x, high_y) = corners.min(axis=0), corners.max(axis=0)
    if not low_y < middle < high_y:
        middle = (low_y + high_y) / 2
    radius = swath / 2 * OVERLAP
    aside = np.minimum(np.abs(corners[:, 1] - middle), END_MARGIN * radius)
    reach = np.sqrt(radius**2 - aside**2)
    low, high = (corners[:, 0] + reach).min(), (corners[:, 0] - reach).max()
    if low >= high:
        low = high = (low_x + high_x) / 2
    across = shapely.LineString([(low_x - 1, middle), (high_x + 1, middle)])
    runs = shapely.get_parts(intersection(piece, across))
    lines = []
    for run in runs[shapely.get_type_id(runs) == 1]:
        x = shapely.get_coordinates(run)[:, 0]
        begin, end = min(max(low, x.min()), x.max()), max(min(high, x.max()), x.min())
        lines.append(np.array([[begin, middle], [end, middle]] if begin < end else [[begin, middle]]))
    return lines or [shapely.get_coordinates(shapely.point_on_surface(piece))]


def _runs(pieces: np.ndarray, strip: np.ndarray) -> list[list[int]]:
    """Runs of pieces: a piece joins the run below it if each of the two touches only the other between them."""
    first, second = shapely.STRtree(pieces).query(pieces, predicate="intersects")
    upwards = strip[second] == strip[first] + 1
    first, second = first[upwards], second[upwards]
    touching = shapely.length(intersection(pieces[first], pieces[second])) > 1e-6
    first, second = first[touching], second[touching]
    alone = (np.bincount(first, minlength=len(pieces))[first] == 1) & (
        np.bincount(second, minlength=len(pieces))[second] == 1
    )
    following = dict(zip(first[alone].tolist(), second[alone].tolist(), strict=True))
    runs = []
    for piece in sorted(set(range(len(pieces))) - set(following.values())):
        runs.append([piece])
        while runs[-1][-1] in following:
            runs[-1].append(following[runs[-1][-1]])
    return runs
