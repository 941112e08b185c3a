"""Flights as straight legs with constant speed, and what the camera shows along each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from ..drones.footprint import Footprint

STILL = 1e-6
"""m, up to which a leg counts as standing still"""
ARC = 32
"""Segments of a quarter of a circle. A circle is drawn inside the true one, by 0.03 % of its radius at most."""


@dataclass(frozen=True)
class View:
    """What the camera shows of level ground.

    across, along: m, the image across the course and along it; NaN where only the circle is known. radius: m, the
    circle that counts where the heading is not known: while a drone stands still, or without a camera. ahead: m, from
    the point below the drone to the middle of the image, along the course.
    """

    across: float
    along: float
    radius: float
    ahead: float = 0.0

    @classmethod
    def of_image(cls, across: float, along: float) -> "View":
        """The image of a camera. A drone that stands still may turn, so then the circle around the image counts."""
        return cls(across, along, float(np.hypot(across, along)) / 2)

    @classmethod
    def of_footprint(cls, seen: Footprint) -> "View":
        """The rectangle around the footprint of a tilted camera. A drone that stands still may turn."""
        return cls(seen.far_width, seen.length, seen.reach, (seen.near + seen.far) / 2)

    @classmethod
    def of_swath(cls, swath: float) -> "View":
        """A circle as wide as the swath."""
        return cls(np.nan, np.nan, swath / 2)

    @property
    def is_image(self) -> bool:
        return self.across > 0 and self.along > 0


@dataclass(frozen=True)
class Legs:
    """n legs of r routes, flown at constant speed. start, end: (n, 2) m; begin, seconds: (n,) s; route: (n,) index of
    the route; views: r views."""

    start: np.ndarray
    end: np.ndarray
    begin: np.ndarray
    seconds: np.ndarray
    route: np.ndarray
    views: Sequence[View]

    @classmethod
    def of(cls, lines: Sequence[np.ndarray], views: Sequence[View]) -> "Legs":
        """The legs of r routes. lines: of (m, 4) x, y, z in m and time in s, rising; consecutive vertices at the same
        place are a time of standing still, or of climbing."""
        pairs = [line for line in lines if len(line) > 1]
        counts = np.array([max(len(line) - 1, 0) for line in lines], int)
        none = np.zeros((0, 4))
        first = np.concatenate([line[:-1] for line in pairs]) if pairs else none
        last = np.concatenate([line[1:] for line in pairs]) if pairs else none
        route = np.repeat(np.arange(len(lines)), counts)
        kept = last[:, 3] > first[:, 3]
        first, last, route = first[kept], last[kept], route[kept]
        return cls(first[:, :2], last[:, :2], first[:, 3], last[:, 3] - first[:, 3], route, tuple(views))

    def __len__(self) -> int:
        return len(self.begin)

    def blocks(self, size: int) -> Iterator["Legs"]:
        """The legs in blocks of at most `size`, of the same routes."""
        for first in range(0, len(self), size):
            some = slice(first, first + size)
            yield Legs(
                self.start[some], self.end[some], self.begin[some], self.seconds[some], self.route[some], self.views
            )

    @property
    def length(self) -> np.ndarray:
        """(n,) m."""
        return np.hypot(*(self.end - self.start).T)

    @property
    def still(self) -> np.ndarray:
        """(n,) whether the drone stands still, or moves up or down."""
        return self.length <= STILL

    def shapes(self) -> np.ndarray:
        """(n,) the lines of the legs; points where the drone stands still."""
        found, still = np.empty(len(self), object), self.still
        found[still] = shapely.points(self.start[still])
        found[~still] = shapely.linestrings(np.stack((self.start[~still], self.end[~still]), axis=1))
        return found

    def swept(self) -> np.ndarray:
        """(n,) the ground that the image shows on each leg, as polygons: the rectangle that the image sweeps, from its
        near edge at the start to its far edge at the end; where only the circle counts, all within its radius."""
        shapes = self.shapes()
        across, along, radius, image = self._views()
        found = np.empty(len(self), object)
        boxes = image & ~self.still
        found[~boxes] = shapely.buffer(shapes[~boxes], radius[~boxes], quad_segs=ARC)
        found[boxes] = _rectangles(self.start[boxes], self.end[boxes], across[boxes], along[boxes], self.ahead()[boxes])
        return found

    def ahead(self) -> np.ndarray:
        """(n,) m, from the point below the drone to the middle of the image, along the course."""
        return np.array([view.ahead for view in self.views], float)[self.route]

    def _views(self) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """(n,) across, along, radius and whether there is an image."""
        table = np.array([(view.across, view.along, view.radius) for view in self.views], float).reshape(-1, 3)
        image = np.array([view.is_image for view in self.views], bool)
        return *table[self.route].T, image[self.route]

    def reach(self) -> np.ndarray:
        """(n,) m, how far ahead and behind of its middle the image shows while the drone moves; NaN where only the
        circle counts."""
        _, along, _, image = self._views()
        return np.where(image, along / 2, np.nan)

    def radius(self) -> np.ndarray:
        """(n,) m, of the circle."""
        return self._views()[2]


def _rectangles(
    start: np.ndarray, end: np.ndarray, across: np.ndarray, along: np.ndarray, shift: np.ndarray
) -> np.ndarray:
    """(n,) rectangles along legs, `across` wide, and longer than the leg by half of `along` at both ends, moved ahead
    by `shift`."""
    move = end - start
    ahead = move / np.hypot(*move.T)[:, None]
    if shift.any():
        start, end = start + ahead * shift[:, None], end + ahead * shift[:, None]
    side = np.column_stack((-ahead[:, 1], ahead[:, 0])) * (across / 2)[:, None]
    reach = ahead * (along / 2)[:, None]
    back, front = start - reach, end + reach
    return shapely.polygons(np.stack((back + side, front + side, front - side, back - side), axis=1))
