"""No-fly zones in the CRS of a plan: where, between which heights, and when they are in force.

Planner and check both read zones from here, and each decides on its own where a flight meets one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..tables import geometries_of

AGL, AMSL, WGS84 = "AGL", "AMSL", "WGS84"
"""What a height is measured from: the ground, mean sea level, or the WGS 84 ellipsoid."""
REFERENCES = (AGL, AMSL, WGS84)
GEOID_LOWEST, GEOID_HIGHEST = -107.0, 86.0
"""m, the least and the greatest height of the geoid (EGM2008) above the WGS 84 ellipsoid. A height above the ellipsoid
is used with the one that makes the zone larger."""
ALWAYS = np.array([[-np.inf, np.inf]])
"""The period of a zone that is always in force."""


@dataclass(frozen=True)
class Zones:
    """n no-fly zones. A zone is what lies between its lower and its upper limit while it is in force."""

    polygon: np.ndarray
    """(n,) shapely polygons or multipolygons, m, without the distance to be kept from them"""
    lower: np.ndarray
    """(n,) m; -inf: from the ground"""
    lower_ref: np.ndarray
    """(n,) one of REFERENCES"""
    upper: np.ndarray
    """(n,) m; inf: without an upper limit"""
    upper_ref: np.ndarray
    """(n,) one of REFERENCES"""
    periods: tuple[np.ndarray, ...]
    """n of (k, 2) s since the epoch: rising begins and ends of the times in force; ALWAYS for a permanent zone"""
    name: np.ndarray
    """(n,) text for messages, None where a zone has none"""

    def __len__(self) -> int:
        return len(self.polygon)

    @classmethod
    def always(cls, polygons: Sequence | np.ndarray) -> "Zones":
        """Zones at all heights and at all times, without names."""
        count = len(polygons)
        return cls(
            geometries_of(polygons),
            np.full(count, -np.inf),
            np.full(count, AGL, object),
            np.full(count, np.inf),
            np.full(count, AGL, object),
            (ALWAYS,) * count,
            np.full(count, None, object),
        )

    def take(self, which: np.ndarray) -> "Zones":
        """Some of the zones. which: (n,) booleans, or indices."""
        index = np.arange(len(self))[which]
        columns = ("polygon", "lower", "lower_ref", "upper", "upper_ref", "name")
        chosen = {column: getattr(self, column)[index] for column in columns}
        return replace(self, **chosen, periods=tuple(self.periods[each] for each in index))

    def __add__(self, other: "Zones") -> "Zones":
        columns = ("polygon", "lower", "lower_ref", "upper", "upper_ref", "name")
        both = {column: np.concatenate((getattr(self, column), getattr(other, column))) for column in columns}
        return Zones(**both, periods=self.periods + other.periods)

    @property
    def unlimited(self) -> np.ndarray:
        """(n,) whether a zone is in force at all heights and times."""
        permanent = [bool(len(period)) and not np.isfinite(period).any() for period in self.periods]
        return np.isneginf(self.lower) & np.isposinf(self.upper) & np.array(permanent, bool)

    def in_force(self, begins: float, ends: float) -> np.ndarray:
        """(n,) whether a zone is in force at any time from `begins` to `ends` (s since the epoch, both included)."""
        return np.array(
            [bool(((period[:, 0] <= ends) & (period[:, 1] >= begins)).any()) for period in self.periods], bool
        )

    def bounds(self) -> tuple[np.ndarray, np.ndarray]:
        """(n,) the lower and the upper limit in m: of AGL limits above the ground, of AMSL and WGS84 limits above sea
        level; those above the ellipsoid are turned into the widest span above sea level."""
        lower = self.lower - np.where(self.lower_ref == WGS84, GEOID_HIGHEST, 0.0)
        upper = self.upper - np.where(self.upper_ref == WGS84, GEOID_LOWEST, 0.0)
        return lower, upper
