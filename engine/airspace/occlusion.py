"""A fast test for legs that polygons surely block: edges and inscribed discs of the polygons hide what is behind them.

It avoids most of the exact intersection tests. It never reports a clear leg as hidden.
"""

from dataclasses import dataclass

import numpy as np
import shapely

DIRECTIONS = 1024
"""Number of angular bins. An occluder that covers a whole bin hides everything behind it in that bin."""
SLACK = 1e-9
"""Radians by which each end of a hidden range of directions is reduced, for rounding."""


@dataclass(frozen=True)
class Occluders:
    """Discs and edges that no leg may cross."""

    centres: np.ndarray
    """(D, 2) centres of discs"""
    radii: np.ndarray
    """(D,) radii of discs"""
    edges: np.ndarray
    """(W, 2, 2) ends of edges"""

    def hidden(self, places: np.ndarray, here: np.ndarray, others: np.ndarray) -> np.ndarray:
        """(n,) whether the legs from `places[here]`, indices (n,), to (n, 2) others surely cross a disc or an edge."""
        visible_distance = self._visible_distance(places)
        move = others - places[here]
        direction = np.floor(np.arctan2(move[:, 1], move[:, 0]) / (2 * np.pi) * DIRECTIONS).astype(int)
        return np.hypot(move[:, 0], move[:, 1]) > visible_distance[here, direction % DIRECTIONS]

    def _visible_distance(self, places: np.ndarray) -> np.ndarray:
        """(n, DIRECTIONS) distance in metres beyond which everything is hidden from each place."""
        shadows = zip(self._disc_shadows(places), self._edge_shadows(places), strict=True)
        low, high, distance = (np.concatenate(both, axis=1).ravel() for both in shadows)
        begin = np.ceil((low + SLACK) / (2 * np.pi) * DIRECTIONS).astype(int)
        count = np.maximum(np.floor((high - SLACK) / (2 * np.pi) * DIRECTIONS).astype(int) - begin, 0)
        direction = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count - begin, count)
        place = np.repeat(np.arange(len(places)), count.reshape(len(places), -1).sum(axis=1))
        visible_distance = np.full(len(places) * DIRECTIONS, np.inf)
        np.minimum.at(visible_distance, place * DIRECTIONS + direction % DIRECTIONS, np.repeat(distance, count))
        return visible_distance.reshape(len(places), DIRECTIONS)

    def _disc_shadows(self, places: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """(n, D) lowest and highest angle that each disc hides, and the distance beyond which it does: a leg towards a
        disc that is at least as long as the distance to its centre crosses it."""
        x, y = (self.centres[:, axis] - places[:, axis, None] for axis in (0, 1))
        distance = np.hypot(x, y)
        outside = distance > self.radii
        half = np.arcsin(np.where(outside, self.radii / np.maximum(distance, 1e-300), 0.0))
        middle = np.arctan2(y, x)
        return middle - half, middle + half, distance

    def _edge_shadows(self, places: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """(n, W) the same for edges: a leg between the directions of both ends, and longer than the distance to either,
        crosses the edge."""
        x, y = (self.edges[:, :, axis] - places[:, axis, None, None] for axis in (0, 1))
        ax, bx, ay, by = x[:, :, 0], x[:, :, 1], y[:, :, 0], y[:, :, 1]
        start = np.arctan2(ay, ax)
        width = np.arctan2(ax * by - ay * bx, ax * bx + ay * by)
        distance = np.sqrt(np.maximum(ax**2 + ay**2, bx**2 + by**2))
        return start + np.minimum(width, 0), start + np.maximum(width, 0), distance


def edges_of(polygons: np.ndarray) -> np.ndarray:
    """(W, 2, 2) edges of (n,) polygons."""
    points, ring = shapely.get_coordinates(shapely.get_rings(polygons), return_index=True)
    return np.stack((points[:-1], points[1:]), axis=1)[ring[1:] == ring[:-1]]
