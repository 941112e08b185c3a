"""Which of all no-fly zones an airspace is outside of."""

from dataclasses import dataclass

import numpy as np

from ..zones.zones import Zones


@dataclass(frozen=True)
class Zoning:
    """n zones, and what is done about each."""

    zones: Zones
    near: np.ndarray
    """(n,) whether it is in the way by its heights"""
    around: np.ndarray
    """(n,) whether it is planned around"""
    here: np.ndarray
    """(n,) whether it lies where drones may fly, or near it; only these are worth a note"""
    sites: np.ndarray | None = None
    """(s, 2) launch sites, m"""

    @property
    def open(self) -> np.ndarray:
        """(n,) whether it is not planned around, although it is in the way by its heights: at times it is not."""
        return self.near & ~self.around

    @property
    def plain(self) -> bool:
        """Whether all zones are in force at all heights and times."""
        return bool(self.zones.unlimited.all())

    @property
    def timed(self) -> np.ndarray:
        """(n,) whether it is not always in force."""
        return np.array([not len(times) or bool(np.isfinite(times).any()) for times in self.zones.periods], bool)
