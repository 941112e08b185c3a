"""Whether tracks come near the places at all, and how far away they are if not."""

import numpy as np
import shapely

from ..tracks.tracks import Tracks
from .places import Places

EXACT = 1000
"""The fixes nearest to the bounds of all places, whose distance to the places is measured exactly."""


def passes_near(tracks: Tracks, places: Places, reach: float) -> bool:
    """Whether any leg of the tracks meets the bounds of all sample points, enlarged by `reach` metres."""
    west, east = places.x.min() - reach, places.x.max() + reach
    south, north = places.y.min() - reach, places.y.max() + reach
    x, y = tracks.x, tracks.y
    if ((x >= west) & (x <= east) & (y >= south) & (y <= north)).any():
        return True
    leg = np.ones(max(len(x) - 1, 0), bool)
    leg[tracks.offsets[1:-1] - 1] = False  # from one track to the next
    leg &= (np.minimum(x[1:], x[:-1]) <= east) & (np.maximum(x[1:], x[:-1]) >= west)
    leg &= (np.minimum(y[1:], y[:-1]) <= north) & (np.maximum(y[1:], y[:-1]) >= south)
    some = np.flatnonzero(leg)
    ends = [np.column_stack([x[at], y[at]]) for at in (some, some + 1)]
    lines = shapely.linestrings(np.stack(ends, axis=1))
    return bool(shapely.intersects(lines, shapely.box(west, south, east, north)).any())


def distance_of_nearest_fix(tracks: Tracks, shapes: np.ndarray) -> float:
    """Metres from the nearest fix to any of the shapes (n,), 0 where one is inside. If many fixes lie at about the same
    distance from the bounds of all shapes, it may be more."""
    west, south, east, north = shapely.total_bounds(shapes)
    dx = np.maximum(np.maximum(west - tracks.x, tracks.x - east), 0.0)
    dy = np.maximum(np.maximum(south - tracks.y, tracks.y - north), 0.0)
    away = np.hypot(dx, dy)
    nearest = np.argpartition(away, EXACT)[:EXACT] if len(away) > EXACT else np.arange(len(away))
    fixes = shapely.points(tracks.x[nearest], tracks.y[nearest])
    return float(shapely.STRtree(shapes).query_nearest(fixes, return_distance=True, all_matches=False)[1].min())
