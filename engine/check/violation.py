"""A violation of a rule, and the inputs of the check besides the plan: limits, launch sites, terrain."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..drones.flight_plan import FlightPlan
from ..language import tr

ROUNDING = 1e-3
"""m and s, tolerance for rounding in arithmetic and files."""
FIGURE_TOLERANCE = 1e-4
"""Share by which a figure in a field may differ from that of the line. A transformation of the layers to another CRS
changes figures by about as much."""


@dataclass(frozen=True)
class Violation:
    """One place where a plan breaks a rule."""

    rule: str
    """a key of check.RULES"""
    drone: int
    sortie: int
    """of the first sortie concerned; 0 if it concerns the whole plan"""
    seq: int
    """of the waypoint there, or of the one at the end of the leg; 0 if there is none"""
    where: object
    """shapely geometry, m, CRS of the plan; None if it has no place"""
    value: float
    limit: float
    """in the unit of the rule; NaN if it has none"""
    message: str
    """what is wrong, in a sentence"""
    spot: int = -1
    """index into Promise of the spot concerned; -1 where it is not known"""
    moment: float = np.nan
    """s, in the time reference of M, at which it begins; NaN where it has no time"""


@dataclass(frozen=True)
class Limits:
    """The limits that a plan must respect, besides those of the aircraft."""

    begins: float | None = None
    """s, M of the first take-off, or of the start of the watch if first_from is given; None if unknown"""
    first_from: float | None = None
    """s, M from which on sorties may take off, in a plan that chooses its launch times; None for any other"""
    separation: float = 30.0
    """m in the plane"""
    layer_spacing: float = 10.0
    """m in height from which on drones may cross each other; inf if they never may"""
    swap_time: float = 0.0
    """s on the ground between two sorties of a drone"""
    pad_time: float = 0.0
    """s between take-offs and landings of different drones at one launch site"""
    no_fly_buffer: float = 0.0
    """m, the least distance from zones"""
    clearance: float = 0.0
    """m, the same where it is more than no_fly_buffer, except near a launch site that is itself nearer to a zone"""
    max_range: float | None = None
    """m from the launch site in a straight line"""
    min_agl: float = 0.0
    max_agl: float = np.inf
    """m above the ground between climb and descent"""
    terrain_tolerance: float = 1.0
    """m by which the height above the ground may differ from the planned one"""
    ground_tolerance: float = ROUNDING
    """m by which the ground may differ from the planner's, whose terrain may have had other nodes"""
    hover_time: float = 60.0
    """s"""
    swath: float = 60.0
    corridor: float | None = None
    """m, width of the corridors that lines stand for; None or up to `swath`: lines are followed"""


@dataclass(frozen=True)
class LaunchSites:
    """Where drones start and land."""

    name: tuple[str, ...]
    """(s,) not necessarily unique"""
    place: np.ndarray
    """(s, 2) m"""
    charge: np.ndarray | None = None
    """(s,) share of a full battery with which sorties take off; None: all are full"""

    def charge_of(self, name: str, place: np.ndarray) -> float:
        """That of the site with this name that is nearest to a place; 1 where there is none."""
        own = np.flatnonzero([each == name for each in self.name])
        if self.charge is None or not len(own):
            return 1.0
        return float(self.charge[own[np.argmin(np.hypot(*(self.place[own] - place).T))]])

    def named(self, name: str) -> np.ndarray:
        """(k, 2) the places with that name."""
        return self.place[np.array([own == name for own in self.name], bool)]


@dataclass(frozen=True)
class Terrain:
    """The ground, in metres above sea level."""

    height: Callable[[np.ndarray, np.ndarray], np.ndarray]
    """x, y (n,) in m -> (n,) m, NaN where unknown"""
    spacing: float
    """m between its nodes"""


def sortie_violation(
    plan: FlightPlan,
    route: int,
    rule: str,
    where,
    message: str,
    value: float = np.nan,
    limit: float = np.nan,
    seq: int = 0,
    spot: int = -1,
    moment: float = np.nan,
) -> Violation:
    """A violation by one sortie. `message` is the rest of the sentence after the names of drone, sortie and
    waypoint."""
    drone, sortie = int(plan.routes.drone[route]), int(plan.routes.sortie[route])
    waypoint = tr(", waypoint {seq}", seq=seq) if seq else ""
    return Violation(
        rule,
        drone,
        sortie,
        seq,
        where,
        float(value),
        float(limit),
        tr(
            "Drone {drone}, sortie {sortie}{waypoint}: {message}",
            drone=drone,
            sortie=sortie,
            waypoint=waypoint,
            message=message,
        ),
        spot,
        float(moment),
    )


def seq_at(plan: FlightPlan, route: int, moment: float) -> int:
    """The seq of the first waypoint that a sortie reaches at `moment` or later; 0 if there is none."""
    routes, waypoints = plan.routes, plan.waypoints
    own = waypoints.of(routes.drone[route], routes.sortie[route])
    later = own[waypoints.arrival[own] >= moment - ROUNDING]
    return int(waypoints.seq[later[0]]) if len(later) else 0
