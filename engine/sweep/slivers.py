"""Slivers: polygons so thin that a path along their outline sees all of them."""

import numpy as np
import shapely

from .coverage import coverage, path_length

MAX_WIDTH = 0.05
"""Metres: the largest mean width of a sliver. Overlays of digitised borders leave such polygons."""
MAX_SHARE = 0.01
"""In swaths, for a wide swath: 0.6 m at 60 m."""
LONG, LONG_SHARE = 600.0, 0.5
"""In swaths: the length of the outline above which a polygon counts as a sliver up to this width: parallel lines
across it take minutes to order."""


def sliver_path(polygon: shapely.Polygon, swath: float, min_coverage: float) -> np.ndarray | None:
    """(k, 2) the shortest path along the outline of a sliver that covers at least the share `min_coverage` of it: from
    one end to the other, or all around. None where the polygon is no sliver, or cannot be covered so.

    The mean width is twice the area divided by the length of the outline, holes included.
    """
    long = polygon.length > LONG * swath
    if 2 * polygon.area > max(MAX_WIDTH, (LONG_SHARE if long else MAX_SHARE) * swath) * polygon.length:
        return None
    ring = shapely.get_coordinates(polygon.exterior)[:-1]
    first = _farthest(ring, ring[0])
    ring = np.roll(ring, -first, axis=0)
    last = _farthest(ring, ring[0])
    around = np.vstack((ring, ring[:1]))
    paths = sorted((around[: last + 1], around[last:][::-1], around), key=path_length)
    return next((path for path in paths if coverage(polygon, path, swath) >= min_coverage), None)


def _farthest(places: np.ndarray, place: np.ndarray) -> int:
    return int(np.hypot(*(places - place).T).argmax())
