"""The convex corners of polygons: the only points where a shortest path around them may bend.

A leg of a shortest path is tangent at both of its ends: both edges of the corner are on the same side of it.
"""

from dataclasses import dataclass

import numpy as np
import shapely

CLEARANCE = 2e-8
"""Metres between a path and the edges it follows: ten times the spacing of floats at 10,000 km (UTM northings), so that
rounding can't move the path into a zone."""
FARTHEST = 1e-3
"""The greatest distance in metres between a path and the tip of a sharp corner, which a path needs to keep CLEARANCE
from both edges."""
STRAIGHT = 1e-12
"""Sine of the turn below which two edges count as collinear."""


@dataclass(frozen=True)
class Corners:
    """Corners of polygons, or places, which have no edges."""

    vertices: np.ndarray
    """(K, 2) the corners themselves; costs are computed between these"""
    places: np.ndarray
    """(K, 2) the corners moved outwards by CLEARANCE from both edges; paths go through these"""
    arriving: np.ndarray
    """(K, 2) direction of the edge before each corner, with the zone on its left; 0 for places"""
    leaving: np.ndarray
    """(K, 2) direction of the edge after it; 0 for places"""

    @classmethod
    def without_edges(cls, places: np.ndarray) -> "Corners":
        """(n, 2) places without edges: every leg is tangent at them."""
        return cls(places, places, np.zeros_like(places), np.zeros_like(places))

    def __len__(self) -> int:
        return len(self.places)

    def __add__(self, other: "Corners") -> "Corners":
        return Corners(*map(np.concatenate, zip(self._columns(), other._columns(), strict=True)))

    def take(self, which) -> "Corners":
        """Some of the corners: a slice, a mask or an index."""
        return Corners(*(column[which] for column in self._columns()))

    def tangent(self, others: "Corners") -> np.ndarray:
        """(K, n) whether the legs from these corners to the others are tangent at both ends."""
        x, y = (others.vertices[:, axis] - self.vertices[:, axis, None] for axis in (0, 1))
        slack = 1e-9 * np.hypot(x, y) + 2 * CLEARANCE
        found = np.ones(x.shape, dtype=bool)
        for ends, shape in ((self, (-1, 1)), (others, (1, -1))):
            before, after = (
                x * edge[:, 1].reshape(shape) - y * edge[:, 0].reshape(shape) for edge in (ends.arriving, ends.leaving)
            )
            found &= ((before >= -slack) & (after <= slack)) | ((before <= slack) & (after >= -slack))
        return found

    def _columns(self) -> tuple[np.ndarray, ...]:
        return self.vertices, self.places, self.arriving, self.leaving


def corners_of(polygons: np.ndarray) -> Corners:
    """The convex corners of all rings of (n,) valid polygons that don't overlap. On the ring of a hole these are the
    vertices where the polygon projects into the hole. Corners that touch need no special treatment: a leg that is
    tangent to both together is tangent to each."""
    rings = shapely.get_rings(shapely.reverse(shapely.normalize(polygons)))  # shells anticlockwise, holes clockwise
    points, ring = shapely.get_coordinates(rings, return_index=True)
    within = ring[1:] == ring[:-1]
    vertices, edge = points[:-1][within], np.diff(points, axis=0)[within]
    count = np.bincount(ring[:-1][within], minlength=len(rings)).astype(int)
    edge /= np.hypot(edge[:, 0], edge[:, 1])[:, None]
    last = np.cumsum(count) - 1
    previous = np.arange(len(vertices)) - 1
    previous[last - count + 1] = last
    arriving, leaving = edge[previous], edge
    turn, ahead = arriving[:, 0] * leaving[:, 1] - arriving[:, 1] * leaving[:, 0], (arriving * leaving).sum(axis=1)
    convex = (turn > STRAIGHT) | ((turn >= 0) & (ahead < 0))
    vertices, arriving, leaving = vertices[convex], arriving[convex], leaving[convex]
    normals = (arriving + leaving)[:, ::-1] * (
        1,
        -1,
    )  # sum of both normals: long at blunt corners, where arriving - leaving is short
    outwards = normals + arriving - leaving
    outwards /= np.hypot(outwards[:, 0], outwards[:, 1])[:, None]
    distance = CLEARANCE / np.maximum(np.hypot(normals[:, 0], normals[:, 1]) / 2, CLEARANCE / FARTHEST)
    return Corners(vertices, vertices + distance[:, None] * outwards, arriving, leaving)
