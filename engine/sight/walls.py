"""Walls: the edges of buildings, each with the building on its left."""

from dataclasses import dataclass, fields

import numpy as np
import shapely


@dataclass(frozen=True)
class Walls:
    """k directed edges of buildings, (k,) each, in metres: from (x0, y0) to (x1, y1), with the building on the left.

    A wall faces a point on its right, in the open: only walls that face a point hide something from it. So a courtyard
    is open ground, and a point inside a building looks straight out. height: of the building above the ground, inf
    where it is unknown.
    """

    x0: np.ndarray
    y0: np.ndarray
    x1: np.ndarray
    y1: np.ndarray
    height: np.ndarray

    def __len__(self) -> int:
        return len(self.x0)

    def take(self, index: np.ndarray) -> "Walls":
        return Walls(*(getattr(self, column.name)[index] for column in fields(self)))

    def extended_by(self, others: "Walls") -> "Walls":
        """These walls followed by the others."""
        return Walls(
            *(np.concatenate([getattr(some, column.name) for some in (self, others)]) for column in fields(self))
        )


def walls_of(buildings: np.ndarray, height: np.ndarray | float = np.inf) -> Walls:
    """The walls of buildings: (n,) polygons or multipolygons in metres; holes are courtyards, open ground. height:
    metres above the ground, one number or (n,).

    Rings may run in either direction. Repeated vertices make no wall; of walls between the same two vertices in the
    same direction, as duplicates of a building have, the highest is kept. Other geometries, empty ones and missing ones
    have no walls. Polygons that overlap are walls behind walls: they need not be dissolved.
    """
    buildings = np.atleast_1d(np.asarray(buildings, object))
    height = np.broadcast_to(np.asarray(height, float), buildings.shape)
    parts, of_part = shapely.get_parts(buildings, return_index=True)
    polygon = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    rings, of_ring = shapely.get_rings(parts[polygon], return_index=True)
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    if not len(xy):
        return Walls(*[np.zeros(0)] * 5)
    follows = np.flatnonzero(ring[1:] == ring[:-1])
    start, end, ring = xy[follows], xy[follows + 1], ring[follows]
    outer = np.r_[True, of_ring[1:] != of_ring[:-1]]
    backwards = (_twice_area(start, end, ring, len(rings)) > 0) != outer
    turned = backwards[ring, None]
    start, end = np.where(turned, end, start), np.where(turned, start, end)
    own = height[of_part[polygon][of_ring[ring]]]
    real = (start != end).any(axis=1) & np.isfinite(start).all(axis=1) & np.isfinite(end).all(axis=1)
    walls = Walls(*start[real].T, *end[real].T, own[real])
    return walls.take(_highest(walls))


def _twice_area(start: np.ndarray, end: np.ndarray, ring: np.ndarray, rings: int) -> np.ndarray:
    """(rings,) twice the signed area of each ring, positive where it runs counterclockwise, from its edges (k, 2)."""
    first = np.searchsorted(ring, np.arange(rings))
    corner = start[np.minimum(first, len(start) - 1)][ring]  # areas far from the origin lose no digits
    (ax, ay), (bx, by) = (start - corner).T, (end - corner).T
    return np.bincount(ring, ax * by - ay * bx, minlength=rings)


def _highest(walls: Walls) -> np.ndarray:
    """The indices, rising, of the walls without those that another one of the same vertices and direction covers."""
    columns = walls.x0, walls.y0, walls.x1, walls.y1
    order = np.lexsort((-walls.height, *columns))
    same = np.ones(max(len(order) - 1, 0), bool)
    for column in columns:
        same &= column[order[1:]] == column[order[:-1]]
    return np.sort(order[np.r_[True, ~same]]) if len(order) else order
