"""A plan as it stands in its output layers: the routes and waypoints that drones are given, and nothing else."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Routes:
    """n sorties as ROUTES tells them; NaN or an empty name where a field is missing or null: nothing is checked of it
    then."""

    drone: np.ndarray
    sortie: np.ndarray
    """(n,) whole numbers from 1"""
    site: tuple[str, ...]
    """(n,) name of the launch site"""
    start: np.ndarray
    end: np.ndarray
    """(n,) s since the epoch; NaN in a plan without START"""
    duration: np.ndarray
    """(n,) s"""
    distance: np.ndarray
    """(n,) m"""
    energy_wh: np.ndarray
    priority: np.ndarray
    altitude: np.ndarray
    """(n,) m above the ground"""
    left: np.ndarray
    """(n,) % of the battery left after landing"""
    swath: np.ndarray
    """(n,) m"""
    line: tuple[np.ndarray, ...]
    """(n,) of (m, 4): x, y, z in metres and seconds"""

    def __len__(self) -> int:
        return len(self.drone)

    @property
    def order(self) -> np.ndarray:
        """(n,) indices of the sorties by drone, then by when they begin."""
        return np.lexsort(([line[0, 3] for line in self.line], self.drone))


@dataclass(frozen=True)
class Waypoints:
    """w waypoints as WAYPOINTS tells them, sortie after sortie in the order flown."""

    drone: np.ndarray
    sortie: np.ndarray
    seq: np.ndarray
    """(w,) whole numbers from 1"""
    action: np.ndarray
    """(w,) text"""
    arrive: np.ndarray
    leave: np.ndarray
    """(w,) s, on the clock of the routes' lines"""
    arrive_at: np.ndarray
    leave_at: np.ndarray
    """(w,) s since the epoch, as the fields of dates and times say; NaN in a plan without START"""
    above_ground: np.ndarray
    """(w,) m"""
    above_sea: np.ndarray
    """(w,) m; NaN without TERRAIN"""
    speed: np.ndarray
    """(w,) m/s over ground on the leg that leads there, upwards or downwards at the ends"""
    spot: np.ndarray
    """(w,) id of the spot served, empty where none is"""
    place: np.ndarray
    """(w, 3) x, y, z in metres"""

    def __len__(self) -> int:
        return len(self.drone)

    def of(self, drone: int, sortie: int) -> np.ndarray:
        """Indices of the waypoints of a sortie, by their seq."""
        found = np.flatnonzero((self.drone == drone) & (self.sortie == sortie))
        return found[np.argsort(self.seq[found], kind="stable")]


@dataclass(frozen=True)
class Planned:
    """A plan's routes and waypoints, in one metric CRS."""

    routes: Routes
    waypoints: Waypoints


@dataclass(frozen=True)
class Promise:
    """What a plan says that it serves: n spots, and what it says is left."""

    id: tuple[str, ...]
    """(n,) as WAYPOINTS has them"""
    geometry: np.ndarray
    """(n,) shapely points, lines, polygons or their multiples, in the plan's CRS"""
    priority: np.ndarray
    """(n,)"""
    unserved: np.ndarray
    """(n,) priority of each spot that UNSERVED leaves"""
    served: float
    """SERVED_PRIORITY"""
