"""How much of a very large spot is worth planning for: what all batteries together could serve of it, several times.

A spot of hundreds of square kilometres would take minutes to sweep, and most of it could not be flown in one plan. Its
part nearest to the launch sites is planned for; the rest is unserved at once.
"""

import math
from dataclasses import dataclass

import numpy as np
import shapely

from ..drones.aircraft import Aircraft
from ..geometry import buffer, dimension, intersection
from ..geometry import size as size_of
from ..progress import Progress, quiet

GENEROSITY = 4.0
"""The part that is planned for is at least this many times what all batteries together could serve, so that there is a
choice."""
LEAST_FOOTPRINTS = 2_000
"""In squared swaths: a part up to this size is planned for as it is, because its sweep is found in a second or two."""
MOST_FOOTPRINTS = 20_000
"""In squared swaths: the largest part that is planned for, whatever the number of batteries."""
BISECTIONS = 40
CLOSE_ENOUGH = 0.05
"""Share by which the part may be smaller than it could be."""


@dataclass(frozen=True)
class Capacity:
    """The largest part of a spot that is planned for."""

    sites: np.ndarray
    """(S, 2) launch sites"""
    area: float
    """m2 of a polygon"""
    length: float
    """m of a line"""

    @classmethod
    def of(cls, sites: np.ndarray, aircraft: Aircraft, swath: float, batteries: int | None = None) -> "Capacity":
        """The capacity of a fleet. swath: m. batteries: number of sorties of all drones; None: unknown."""
        metres = math.inf if batteries is None else GENEROSITY * batteries * range_of(aircraft)
        length = min(max(metres, LEAST_FOOTPRINTS * swath), MOST_FOOTPRINTS * swath)
        return cls(sites, length * swath, length)

    def holds(self, part: shapely.Geometry) -> bool:
        """Whether a polygon or line is small enough to be planned for; a point always is."""
        return float(size_of(part, part)) <= (math.inf, self.length, self.area)[dimension(part)]

    def nearest(self, part: shapely.Geometry, progress: Progress = quiet) -> shapely.Geometry:
        """The part of a polygon or line within such a distance of the launch sites that the capacity holds it."""
        most = (math.inf, self.length, self.area)[dimension(part)]
        places = shapely.points(self.sites)
        near = float(shapely.distance(places, part).min())
        far = near + float(shapely.length(shapely.box(*part.bounds)))
        best = intersection(part, shapely.Polygon())
        reach = math.sqrt(most) if dimension(part) == 2 else most
        for _ in range(BISECTIONS):
            progress(0.0)
            radius = min((near + far) / 2, near + reach)
            within = intersection(part, shapely.union_all(buffer(places, radius, quad_segs=32)))
            size = float(size_of(within, part))
            if size > most:
                far, part = radius, within  # what is farther need not be looked at again
                continue
            near, best = radius, within
            if size > most * (1 - CLOSE_ENOUGH):
                break
        return best


def range_of(aircraft: Aircraft) -> float:
    """The most metres that a drone flies in any direction over level ground on one battery, between climb and
    descent."""
    room = aircraft.budget - aircraft.takeoff()[1] - aircraft.landing()[1]
    fastest = aircraft.speed + aircraft.wind.speed
    return max(room, 0.0) / aircraft.cruise_power * fastest
