"""How far one sees among polygons, from below: walls and discs inside them cast shadows. This cheap look spares most
of the exact ones."""

from dataclasses import dataclass

import numpy as np
import shapely

DIRECTIONS = 1024
"""Of the compass: what covers one whole hides what is farther away there."""
SLACK = 1e-9
"""Radians by which a shadow is narrower than what casts it."""


@dataclass(frozen=True)
class Shadows:
    """Discs and walls that no leg may cross."""

    centres: np.ndarray
    """(D, 2) of discs"""
    radii: np.ndarray
    """(D,)"""
    walls: np.ndarray
    """(W, 2, 2) ends of segments"""

    def hidden(self, places: np.ndarray, here: np.ndarray, others: np.ndarray) -> np.ndarray:
        """(n,) whether the legs from `places[here]`, indices (n,), to (n, 2) others surely cross a disc or a wall."""
        detection = self._sight(places)
        move = others - places[here]
        direction = np.floor(np.arctan2(move[:, 1], move[:, 0]) / (2 * np.pi) * DIRECTIONS).astype(int)
        return np.hypot(move[:, 0], move[:, 1]) > detection[here, direction % DIRECTIONS]

    def _sight(self, places: np.ndarray) -> np.ndarray:
        """(n, DIRECTIONS) metres beyond which nothing is seen from places."""
        shadows = zip(self._behind_discs(places), self._behind_walls(places), strict=True)
        low, high, distance = (np.concatenate(both, axis=1).ravel() for both in shadows)
        begin = np.ceil((low + SLACK) / (2 * np.pi) * DIRECTIONS).astype(int)
        count = np.maximum(np.floor((high - SLACK) / (2 * np.pi) * DIRECTIONS).astype(int) - begin, 0)
        direction = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count - begin, count)
        place = np.repeat(np.arange(len(places)), count.reshape(len(places), -1).sum(axis=1))
        detection = np.full(len(places) * DIRECTIONS, np.inf)
        np.minimum.at(detection, place * DIRECTIONS + direction % DIRECTIONS, np.repeat(distance, count))
        return detection.reshape(len(places), DIRECTIONS)

    def _behind_discs(self, places: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """(n, D) lowest and highest angle of each shadow and the distance where it surely begins: a leg that heads for
        a disc and is as long as its centre is far has met it."""
        x, y = (self.centres[:, axis] - places[:, axis, None] for axis in (0, 1))
        distance = np.hypot(x, y)
        outside = distance > self.radii
        half = np.arcsin(np.where(outside, self.radii / np.maximum(distance, 1e-300), 0.0))
        middle = np.arctan2(y, x)
        return middle - half, middle + half, distance

    def _behind_walls(self, places: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """(n, W) the same of walls: a leg between the directions of both ends and longer than both has crossed."""
        x, y = (self.walls[:, :, axis] - places[:, axis, None, None] for axis in (0, 1))
        ax, bx, ay, by = x[:, :, 0], x[:, :, 1], y[:, :, 0], y[:, :, 1]
        start = np.arctan2(ay, ax)
        width = np.arctan2(ax * by - ay * bx, ax * bx + ay * by)
        distance = np.sqrt(np.maximum(ax**2 + ay**2, bx**2 + by**2))
        return start + np.minimum(width, 0), start + np.maximum(width, 0), distance


def walls_of(polygons: np.ndarray) -> np.ndarray:
    """(W, 2, 2) edges of (n,) polygons."""
    points, ring = shapely.get_coordinates(shapely.get_rings(polygons), return_index=True)
    return np.stack((points[:-1], points[1:]), axis=1)[ring[1:] == ring[:-1]]
