"""A flight plan: exactly what the layers ROUTES, WAYPOINTS and UNSERVED hold, under the names of their fields.

The planner makes one, the check judges it, and it is written as it is.
"""

from dataclasses import dataclass

import numpy as np

ABOVE_SEA, ABOVE_SITE = "AMSL", "launch site"
"""What Z is measured from, as z_ref says: with terrain, and without."""

IN_ZONE = "inside a no-fly zone"
BEYOND_RANGE = "beyond MAX_RANGE"
NO_PRIORITY = "no priority"
OUT_OF_REACH = "out of reach of every launch site on one battery"
ENCLOSED = "no way around the no-fly zones on one battery"
TOO_LARGE = "larger than one battery"
NO_BATTERY_LEFT = "no battery left for it"
REASONS = (IN_ZONE, BEYOND_RANGE, NO_PRIORITY, OUT_OF_REACH, ENCLOSED, TOO_LARGE, NO_BATTERY_LEFT)
"""Why a spot, or a part of it, isn't served."""


@dataclass(frozen=True)
class Routes:
    """n sorties. NaN or None where a field is null; of a null field the check says nothing."""

    drone: np.ndarray
    sortie: np.ndarray
    """(n,) whole numbers from 1"""
    launch_site: np.ndarray
    """(n,) name"""
    start: np.ndarray
    end: np.ndarray
    """(n,) s since the epoch, to the millisecond; NaN in a plan without START"""
    duration_s: np.ndarray
    """(n,) s in the air"""
    distance_m: np.ndarray
    """(n,) m flown, climb and descent included"""
    energy_wh: np.ndarray
    """(n,) Wh used"""
    priority: np.ndarray
    """(n,) of what the sortie serves"""
    z_ref: np.ndarray
    """(n,) what Z is measured from: ABOVE_SEA or ABOVE_SITE"""
    altitude_m: np.ndarray
    """(n,) m above the ground, between climb and descent"""
    left_pct: np.ndarray
    """(n,) % of the battery left after landing"""
    swath_m: np.ndarray
    """(n,) m, that polygons were swept with"""
    line: tuple[np.ndarray, ...]
    """n of (m, 4), m >= 2: x, y, z in m, and M in s (since the epoch with START, else from 0)"""

    def __len__(self) -> int:
        return len(self.drone)

    @property
    def order(self) -> np.ndarray:
        """(n,) indices of the sorties by drone, then by when they begin."""
        return np.lexsort(([line[0, 3] for line in self.line], self.drone))


@dataclass(frozen=True)
class Waypoints:
    """w waypoints, sortie after sortie in the order flown. NaN or None where a field is null."""

    drone: np.ndarray
    sortie: np.ndarray
    seq: np.ndarray
    """(w,) whole numbers from 1"""
    action: np.ndarray
    """(w,) takeoff, fly, hover, follow_start, follow, follow_end, sweep_start, sweep, sweep_end or land"""
    arrive: np.ndarray
    leave: np.ndarray
    """(w,) s since the epoch, to the millisecond; NaN in a plan without START"""
    arrive_s: np.ndarray
    leave_s: np.ndarray
    """(w,) s from the first take-off of the plan"""
    alt_agl_m: np.ndarray
    """(w,) m above the ground"""
    alt_amsl_m: np.ndarray
    """(w,) m above sea level; NaN without TERRAIN"""
    speed_ms: np.ndarray
    """(w,) m/s over ground on the leg that leads there, upwards or downwards where it is upright; 0 at take-off"""
    spot_id: np.ndarray
    """(w,) id of the spot served there, None where none is"""
    vertex: np.ndarray
    """(w, 4) x, y, z in m, and M of the arrival in s"""

    def __len__(self) -> int:
        return len(self.drone)

    @property
    def arrival(self) -> np.ndarray:
        """(w,) s, on the clock of M."""
        return self.vertex[:, 3]

    @property
    def departure(self) -> np.ndarray:
        """(w,) s, on the clock of M; where nothing says how long the drone stays, it doesn't."""
        return self.vertex[:, 3] + np.nan_to_num(self.leave_s - self.arrive_s)

    def of(self, drone: int, sortie: int) -> np.ndarray:
        """Indices of the waypoints of a sortie, by their seq."""
        found = np.flatnonzero((self.drone == drone) & (self.sortie == sortie))
        return found[np.argsort(self.seq[found], kind="stable")]


@dataclass(frozen=True)
class Unserved:
    """u spots that aren't served, or not all of them: one row for each spot and reason."""

    spot_id: np.ndarray
    """(u,) as in Waypoints"""
    priority: np.ndarray
    """(u,) of what isn't served"""
    reason: np.ndarray
    """(u,) of REASONS"""
    place: np.ndarray
    """(u, 2) x, y in m, on the spot"""

    def __len__(self) -> int:
        return len(self.spot_id)


@dataclass(frozen=True)
class FlightPlan:
    """What is flown and what isn't, in one metric CRS."""

    routes: Routes
    waypoints: Waypoints
    unserved: Unserved
    served_priority: float = np.nan
    total_priority: float = np.nan
    """what SERVED_PRIORITY and TOTAL_PRIORITY say; NaN in a plan read from its layers, which don't hold them"""


@dataclass(frozen=True)
class Promise:
    """What a flight plan is for: n spots."""

    id: tuple[str, ...]
    """(n,) as the plan's spot_id has them"""
    geometry: np.ndarray
    """(n,) shapely points, lines, polygons or their multiples, in the plan's CRS"""
    priority: np.ndarray
    """(n,) 0 or more"""
    served_at: np.ndarray | None = None
    """(w,) index of the spot that each waypoint serves, -1 where none is; None where ids, then unique, tell it"""
    left: np.ndarray | None = None
    """(u,) index of the spot of each row of Unserved, in the same way"""
