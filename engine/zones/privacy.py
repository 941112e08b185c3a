"""Places that drones should not watch: homes, schools, clinics, places of worship."""

from dataclasses import dataclass

import numpy as np
import shapely


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

    @property
    def union(self) -> shapely.Geometry:
        """All of them as one geometry; empty where there are none."""
        return shapely.union_all(self.area) if len(self.area) else shapely.Polygon()


NO_PRIVACY = PrivacyAreas(np.zeros(0, object))
