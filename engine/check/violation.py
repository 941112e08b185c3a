"""What breaks a rule in a plan, and the limits that the rules hold it to."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..drones.flight_plan import FlightPlan

ROUNDING = 1e-3
"""m and s by which arithmetic and files may be off."""
FIGURES = 1e-4
"""Share by which a figure in a field may differ from what the line says: what layers lose in another CRS."""


@dataclass(frozen=True)
class Violation:
    """One place where a plan breaks a rule."""

    rule: str
    """one of the rules of check.RULES"""
    drone: int
    sortie: int
    """of the first sortie it concerns; 0 where it concerns the whole plan"""
    seq: int
    """of the waypoint there, or the one that the leg leads to; 0 where there is none"""
    where: object
    """shapely point or line, m, CRS of the plan; None where it has no place"""
    value: float
    limit: float
    """in the unit of the rule; NaN where it has none"""
    says: str
    """what is wrong, in a sentence"""


@dataclass(frozen=True)
class Limits:
    """What a plan must keep to, besides what the aircraft says."""

    begins: float | None = None
    """s, M of the first take-off; None where nobody knows"""
    separation: float = 30.0
    """m in the plane"""
    layer_spacing: float = 10.0
    """m in height from which on drones may pass each other; inf where they never may"""
    swap_time: float = 0.0
    """s on the ground between two sorties of a drone"""
    no_fly_buffer: float = 0.0
    """m that drones keep from zones"""
    max_range: float | None = None
    """m from the launch site in a straight line"""
    min_agl: float = 0.0
    max_agl: float = np.inf
    """m above the ground between climb and descent"""
    terrain_tolerance: float = 1.0
    """m by which a drone may leave its height above the ground"""
    hover_time: float = 60.0
    """s"""
    swath: float = 60.0
    corridor: float | None = None
    """m, how wide the strips are that lines stand for; None or up to `swath`: lines are followed"""


@dataclass(frozen=True)
class LaunchSites:
    """Where drones start and land."""

    name: tuple[str, ...]
    """(s,) of which several may be the same"""
    place: np.ndarray
    """(s, 2) m"""

    def named(self, name: str) -> np.ndarray:
        """(k, 2) the places of that name."""
        return self.place[np.array([own == name for own in self.name], bool)]


@dataclass(frozen=True)
class Terrain:
    """The ground, in metres above sea level."""

    height: Callable[[np.ndarray, np.ndarray], np.ndarray]
    """x, y (n,) in m -> (n,) m, NaN where unknown"""
    spacing: float
    """m between its nodes"""


def breach(
    plan: FlightPlan,
    route: int,
    rule: str,
    where,
    says: str,
    value: float = np.nan,
    limit: float = np.nan,
    seq: int = 0,
) -> Violation:
    """A violation by one sortie; `says` goes on after its name."""
    drone, sortie = int(plan.routes.drone[route]), int(plan.routes.sortie[route])
    waypoint = f", waypoint {seq}" if seq else ""
    return Violation(
        rule, drone, sortie, seq, where, float(value), float(limit), f"Drone {drone}, sortie {sortie}{waypoint}: {says}"
    )


def seq_at(plan: FlightPlan, route: int, moment: float) -> int:
    """The seq of the first waypoint of a sortie that is reached at a moment or later, 0 where there is none."""
    routes, waypoints = plan.routes, plan.waypoints
    own = waypoints.of(routes.drone[route], routes.sortie[route])
    later = own[waypoints.arrival[own] >= moment - ROUNDING]
    return int(waypoints.seq[later[0]]) if len(later) else 0
