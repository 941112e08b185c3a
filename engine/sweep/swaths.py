"""A polygon cut into cells, and the parallel lines that a footprint flies through each.

Two cuts are known: strips of one direction, whose pieces need no cut at all (boustrophedon cells come about by
themselves when neighbouring pieces are flown one after another), and cuts from the polygon's reflex corners along
their edges, after which each cell has the direction across which it is lowest.
"""

import math

import numpy as np
import shapely
from shapely.affinity import rotate

from ..geometry import intersection

OVERLAP = 1 - 1e-3
"""Of the swath that counts as covered, so that rounding leaves no slits."""
AHEAD = 0.85
"""Of half a swath: what lies farther off a line's middle is let go a little before the line's end, which shortens both
ends of each line by a quarter of a swath for a thousandth of the area."""
MOST_DIRECTIONS = 8


def directions(polygon: shapely.Polygon, most: int = MOST_DIRECTIONS) -> np.ndarray:
    """Radians from the x axis, 0 to pi, the most promising first: parallel to the edges of the polygon and its hull,
    ordered by the height of the outline across them (half of all its ups and downs), as each line costs a turn."""
    rings = [shapely.get_coordinates(ring) for ring in (polygon.exterior, *polygon.interiors)]
    edges = np.concatenate([np.diff(ring, axis=0) for ring in rings])
    sides = np.concatenate((edges, np.diff(shapely.get_coordinates(shapely.convex_hull(polygon)), axis=0)))
    sides = sides[np.argsort(-np.hypot(*sides.T), kind="stable")][: 8 * most]
    sides = sides[np.hypot(*sides.T) > 0]
    angles = np.unique(np.round(np.arctan2(sides[:, 1], sides[:, 0]) % math.pi, 6) % round(math.pi, 6))
    return angles[np.argsort(heights(edges, angles), kind="stable")][:most]


def heights(edges: np.ndarray, angles: np.ndarray) -> np.ndarray:
    """(a,) half of all ups and downs of an outline of (n, 2) edges, across each of (a,) directions. Where the outline
    rises and falls only once, the height of the polygon."""
    return np.abs(edges @ np.stack((-np.sin(angles), np.cos(angles)))).sum(axis=0) / 2


def lines_of(polygon: shapely.Polygon, angle: float, swath: float) -> list[list[np.ndarray]]:
    """Lines in one direction that come within half a swath of all but crumbs of the polygon: (k, 2) vertices each.

    They are grouped into runs: a line follows another if their pieces of strips meet nothing else on the facing
    side. A run is flown back and forth.
    """
    turned = rotate(polygon, -angle, origin=(0, 0), use_radians=True)
    low_x, low_y, high_x, high_y = turned.bounds
    count = lanes(high_y - low_y, swath)
    edge = low_y + np.arange(count + 1) * (high_y - low_y) / count
    bands = shapely.box(low_x - 1, edge[:-1], high_x + 1, edge[1:])
    cut_up = intersection(turned, bands) if count > 1 else np.array([turned])
    pieces, strip = shapely.get_parts(cut_up, return_index=True)
    keep = (shapely.get_type_id(pieces) == 3) & (shapely.area(pieces) > 1e-3 * swath**2)
    pieces, strip = pieces[keep], strip[keep]
    middle = (edge[strip] + edge[strip + 1]) / 2
    back = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
    lines = [
        [line @ back for line in _through(piece, height, swath)] for piece, height in zip(pieces, middle, strict=True)
    ]
    return [[line for piece in run for line in lines[piece]] for run in _runs(pieces, strip)]


def lanes(width: float, swath: float) -> int:
    """How many lines side by side a width takes."""
    return max(1, math.ceil(width / swath - 1e-6))


def _through(piece: shapely.Polygon, middle: float, swath: float) -> list[np.ndarray]:
    """Stretches (low x to high x) along the middle of a piece of a strip, as far as there is something to see."""
    corners = shapely.get_coordinates(piece)
    (low_x, low_y), (high_x, high_y) = corners.min(axis=0), corners.max(axis=0)
    if not low_y < middle < high_y:
        middle = (low_y + high_y) / 2
    radius = swath / 2 * OVERLAP
    aside = np.minimum(np.abs(corners[:, 1] - middle), AHEAD * radius)
    reach = np.sqrt(radius**2 - aside**2)
    low, high = (corners[:, 0] + reach).min(), (corners[:, 0] - reach).max()
    if low >= high:
        low = high = (low_x + high_x) / 2
    across = shapely.LineString([(low_x - 1, middle), (high_x + 1, middle)])
    runs = shapely.get_parts(intersection(piece, across))
    stretches = []
    for run in runs[shapely.get_type_id(runs) == 1]:
        x = shapely.get_coordinates(run)[:, 0]
        begin, end = min(max(low, x.min()), x.max()), max(min(high, x.max()), x.min())
        stretches.append(np.array([[begin, middle], [end, middle]] if begin < end else [[begin, middle]]))
    return stretches or [shapely.get_coordinates(shapely.point_on_surface(piece))]


def _runs(pieces: np.ndarray, strip: np.ndarray) -> list[list[int]]:
    """Pieces of strips joined upwards as long as each meets only the next."""
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
