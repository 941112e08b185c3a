"""Footprints: the level ground that the image of a tilted camera shows.

A pinhole camera at the height h looks ahead, tilted by t from straight down; the half fields of view are a along the
course and b across it. A plane through the camera meets level ground in a line, so the image shows a trapezoid. Its
edges across the course are h tan(t - a) and h tan(t + a) ahead of the point below the camera. At x metres ahead the
depth, along the axis of the camera, is z = h cos t + x sin t, and the image shows 2 z tan b across. The lines of its
sides are h sin b cos t / sqrt(cos^2 b + sin^2 b sin^2 t) from the point below. Source: the collinearity equations of
photogrammetry, without distortion of the lens.
"""

import math
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Footprint:
    """A trapezoid on level ground, in m from the point below the camera: ahead positive, behind negative."""

    near: float
    far: float
    """where it begins and ends, ahead"""
    near_width: float
    far_width: float
    """across, there"""
    side: float
    """from the point below to the line of either side"""
    horizon: bool = False
    """whether the image shows the horizon, so that `far` is where the ground becomes too small in it"""

    @property
    def length(self) -> float:
        return self.far - self.near

    @property
    def below(self) -> bool:
        """Whether the point below the camera is in the image."""
        return self.near < 0 < self.far

    @property
    def circle(self) -> float:
        """Radius of the largest circle around the point below that is in the image whatever the heading; 0 where that
        point is not in the image."""
        return max(min(-self.near, self.far, self.side), 0.0)

    @property
    def orbit_circle(self) -> float:
        """Radius of the largest circle in the image around the middle between the near and the far edge: a drone that
        orbits this middle, and looks at it, has the circle in the image all the time."""
        if not self.length > 0:
            return 0.0
        slope = (self.far_width - self.near_width) / 2 / self.length
        middle = (self.near_width + self.far_width) / 4
        return min(self.length / 2, middle / math.hypot(1.0, slope))

    @property
    def corners(self) -> np.ndarray:
        """(4, 2) m ahead and m to the left, against the clock seen from above."""
        near, far = self.near_width / 2, self.far_width / 2
        return np.array([(self.near, near), (self.near, -near), (self.far, -far), (self.far, far)])

    @property
    def reach(self) -> float:
        """m from the point below to the farthest corner."""
        return float(np.hypot(*self.corners.T).max())


def footprint_of(height: float, tilt: float, along: float, across: float, farthest: float = math.inf) -> Footprint:
    """The footprint from `height` m. tilt: degrees from straight down, 0 to less than 90; along, across: half the
    fields of view along and across the course, as tangents; farthest: m ahead, at which the footprint ends where the
    image goes on beyond it."""
    turn, half = math.radians(tilt), math.atan(along)
    near = height * math.tan(turn - half)
    horizon = turn + half >= math.pi / 2 - 1e-9
    far = math.inf if horizon else height * math.tan(turn + half)
    far = max(near, min(far, farthest))

    def width(ahead: float) -> float:
        return 2 * across * (height * math.cos(turn) + ahead * math.sin(turn)) if math.isfinite(ahead) else math.inf

    side = height * across * math.cos(turn) / math.sqrt(1 + (across * math.sin(turn)) ** 2)
    return Footprint(near, far, width(near), width(far), side, horizon)
