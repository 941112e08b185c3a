"""Points close to each other become one spot, which stands at one of them.

A drone that hovers there, or an officer who stands there, serves all of them. So a spot reaches no farther than the
merge distance from its point, however long a row of points is; and no two spots are closer to each other than that.
Merging merged points again therefore changes nothing.
"""

import numpy as np
import shapely
from scipy.spatial import cKDTree

from ..progress import Progress, quiet
from .merging import Grouping, Parts

BETWEEN_PROGRESS = 1000
"""Points between two calls of progress."""


def centres_of(xy: np.ndarray, weight: np.ndarray, distance: float, progress: Progress = quiet) -> np.ndarray:
    """(n,) the index of the point that stands for each of n points. xy: (n, 2) metres; weight: (n,).

    Points at the same position count as one here, with the greatest of their weights. Points that have the most others
    within `distance` are taken first, among them those of the greatest weight, then from north to south and from west
    to east; each takes the points within `distance` that no earlier one has taken. In the end each point belongs to
    the nearest of those. So each is at most `distance` from the point that stands for it, and those are farther than
    `distance` from each other. The order of the points has no influence.
    """
    if not len(xy) or not distance > 0:
        return np.arange(len(xy))
    xy, first, position = np.unique(xy, axis=0, return_index=True, return_inverse=True)
    position = position.reshape(-1)  # some versions of NumPy give it another shape
    weight = _greatest(weight, position, len(xy))
    own = np.arange(len(xy))
    tree = cKDTree(xy)
    count = tree.query_ball_point(xy, distance, return_length=True)
    crowded = np.flatnonzero(count > 1)
    if not len(crowded):
        return first[position]
    order = crowded[np.lexsort((xy[crowded, 0], -xy[crowded, 1], -weight[crowded], -count[crowded]))]
    taken, centres = np.zeros(len(xy), dtype=bool), []
    for done, point in enumerate(order.tolist()):
        if done % BETWEEN_PROGRESS == 0:
            progress(done / len(order))
        if not taken[point]:
            centres.append(point)
            taken[tree.query_ball_point(xy[point], distance)] = True
    own[crowded] = np.array(centres)[cKDTree(xy[centres]).query(xy[crowded])[1]]
    return first[own[position]]


def _greatest(weight: np.ndarray, group: np.ndarray, count: int) -> np.ndarray:
    """(count,) the greatest of the weights in each group."""
    found = np.full(count, -np.inf)
    np.maximum.at(found, group, weight)
    return found


def merged_points(parts: Parts, weight: np.ndarray, distance: float, progress: Progress = quiet) -> Grouping:
    """Points merged where they are at most `distance` metres from the point that stands for them; 0: each is a spot of
    its own. parts: p points; weight: (p,) the priority of their places."""
    centre = centres_of(shapely.get_coordinates(parts.geometry), weight, distance, progress)
    centres, spot = np.unique(centre, return_inverse=True)
    return Grouping(parts, spot, spot, parts.geometry[centres])


def with_members(spots: np.ndarray, places: np.ndarray, distance: float) -> np.ndarray:
    """(m,) the spots, those that are points replaced by the points that they stand for: those of `places` (k,) that are
    at most `distance` metres away, and nearer than to another point. Geometries in metres."""
    alone = np.flatnonzero(shapely.get_type_id(spots) == shapely.GeometryType.POINT)
    points = shapely.get_parts(places[shapely.get_dimensions(places) == 0])
    if not len(alone) or not len(points) or not distance > 0:
        return spots
    spots, centres = spots.copy(), shapely.get_coordinates(spots[alone])
    xy = np.unique(shapely.get_coordinates(points), axis=0)
    away, nearest = cKDTree(centres).query(xy)
    inside = away <= distance
    xy, nearest = xy[inside], nearest[inside]
    order = np.argsort(nearest, kind="stable")
    owner, first = np.unique(nearest[order], return_index=True)
    groups = np.split(xy[order], first[1:]) if len(owner) else []
    for spot, group in zip(alone[owner].tolist(), groups, strict=True):
        spots[spot] = shapely.MultiPoint(group)
    return spots
