"""Places that drones should not watch: homes, schools, clinics, places of worship."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from ..geometry import buffer as buffered
from ..geometry import difference

CORNERS_PER_QUARTER = 4
"""Of the polygon around a circle. It is drawn around it, not into it, so an area holds all that is within the buffer,
and reaches at most 2 % further."""
WAY_OUT = 10.0
"""m to each side of the way out of a launch site that lies in an area."""


@dataclass(frozen=True)
class PrivacyAreas:
    """The surroundings of such places, in the CRS of a plan. Nothing is hovered over, followed or swept there; a drone
    crosses them at `height` or higher, for at most `budget` seconds a night in all."""

    area: np.ndarray
    """(n,) shapely polygons, m: each place with its buffer"""
    height: float | None = None
    """m above the ground from which on a drone may cross them; None: never"""
    budget: float = np.inf
    """s a night, of all drones together; the time in which a drone is above any of them counts once"""
    name: np.ndarray | None = None
    """(n,) text for messages and tables, None where a place has none"""

    def __len__(self) -> int:
        return len(self.area)

    @classmethod
    def around(
        cls,
        places: np.ndarray,
        buffer: float,
        height: float | None = None,
        budget: float = np.inf,
        name: Sequence[str | None] | None = None,
    ) -> "PrivacyAreas":
        """The areas within `buffer` metres of places, (n,) valid shapely geometries in metres; points and lines need a
        buffer above 0. Areas that overlap are not joined, so that each keeps its name."""
        reach = buffer / math.cos(math.pi / (4 * CORNERS_PER_QUARTER))
        given = np.array(places, dtype=object)
        area = buffered(given, reach, quad_segs=CORNERS_PER_QUARTER) if buffer else given
        return cls(area, height, budget, None if name is None else np.array([each or None for each in name], object))

    @property
    def union(self) -> shapely.Geometry:
        """All of them as one geometry; empty where there are none."""
        if not len(self.area):
            return shapely.Polygon()
        with np.errstate(invalid="ignore", divide="ignore"):  # GEOS divides by zero while results are correct
            return shapely.union_all(self.area)

    def over(self, sites: np.ndarray) -> shapely.Geometry:
        """Where a drone in flight counts as being over the areas: all of them, but for the ways out of launch sites.

        From a site inside of an area, drones climb straight up and leave by the shortest way; what is within WAY_OUT
        of this way does not count as crossed, but nothing is hovered over, followed or swept there either. sites: (s,
        2).
        """
        union = self.union
        ways = []
        for part in shapely.get_parts(union):
            edge = shapely.get_exterior_ring(part)
            ways += [
                buffered(shapely.shortest_line(site, edge), WAY_OUT, quad_segs=CORNERS_PER_QUARTER)
                for site in shapely.points(np.reshape(sites, (-1, 2)))
                if shapely.intersects(part, site)
            ]
        return difference(union, shapely.union_all(ways)) if ways else union


NO_PRIVACY = PrivacyAreas(np.zeros(0, object))
