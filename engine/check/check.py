"""The independent check of a plan: everything recomputed from what its layers say, by nothing that plan it.

Nothing here uses the planner's code: the physics, the geometry and the times are worked out a second time.
"""

import numpy as np

from ..drones.aircraft import Aircraft
from ..drones.flight_plan import FlightPlan, Promise
from ..progress import Progress, part, quiet
from .airspace import height_violations, range_violations, zone_violations
from .battery import battery_violations
from .figures import figure_violations
from .flight import site_violations, speed_violations, time_violations
from .priorities import claims_of, piece_violations, priority_violations, reach_of, worth_of
from .separation import separation_violations, swap_violations
from .service import closed_by, service_violations, visits_of
from .unserved import unserved_violations
from .violation import LaunchSites, Limits, Terrain, Violation
from .waypoints import waypoint_violations

RULES = {
    "time order": "Times rise along a route.",
    "speed": "Each leg takes as long as the aircraft needs for it in this wind.",
    "reserve": "RESERVE of the battery is left after landing.",
    "energy": "energy_wh is what the flight takes.",
    "nulls": "No field is null that must not be.",
    "start": "start is when the line begins, and the first sortie begins when the plan does.",
    "end": "end is when the line ends.",
    "duration_s": "duration_s is how long the line lasts.",
    "distance_m": "distance_m is how long the line is.",
    "swath_m": "swath_m is what was planned with.",
    "z_ref": "Z is measured from what z_ref says.",
    "altitude_m": "altitude_m is that of the waypoints.",
    "launch site": "A sortie takes off and lands on the ground at the launch site it names.",
    "one site": "A drone keeps one launch site.",
    "swap time": "A drone's sorties follow each other, SWAP_TIME apart at least.",
    "no-fly zone": "No leg comes nearer to a no-fly zone than NO_FLY_BUFFER.",
    "range": "No drone is farther than MAX_RANGE from its launch site.",
    "separation": "Two drones in the air are SEPARATION apart in the plane, or a layer apart in height.",
    "terrain": "A drone keeps its height above the ground all along its legs.",
    "lowest height": "No leg is lower above the ground than the lowest height.",
    "highest height": "No leg is higher above the ground than MAX_AGL.",
    "waypoints": "Waypoints tell the same flight as the route.",
    "service": "What is said to be served is hovered over, followed or swept.",
    "served twice": "Nothing is served twice.",
    "unserved": "UNSERVED names spots, places on them, and reasons that can be so.",
    "priority": "Priorities add up: of each sortie, of all of them, and with what UNSERVED leaves.",
}
"""What is checked, by the name of its violations."""


def check_plan(
    plan: FlightPlan,
    aircraft: Aircraft,
    limits: Limits,
    sites: LaunchSites,
    zones: np.ndarray | None = None,
    terrain: Terrain | None = None,
    promise: Promise | None = None,
    progress: Progress = quiet,
) -> list[Violation]:
    """All violations of RULES, none for a good plan. zones: (k,) polygons in the plan's CRS; None where there are
    none. Without a promise nothing is said of what is served, and what isn't. Of null fields nothing is said at all;
    nulls.null_violations does."""
    zones = np.array([] if zones is None else zones, dtype=object)
    # GEOS divides by zero on its way to some sound results, and NumPy would warn of it
    with np.errstate(invalid="ignore", divide="ignore"):
        found = time_violations(plan) + speed_violations(plan, aircraft)
        found += battery_violations(plan, aircraft) + figure_violations(plan, limits, terrain)
        found += site_violations(plan, limits, sites, terrain) + swap_violations(plan, limits)
        progress(0.05)
        found += zone_violations(plan, limits, zones) + range_violations(plan, limits, sites)
        found += height_violations(plan, limits, terrain, part(progress, 0.1, 0.4))
        found += separation_violations(plan, limits, terrain, part(progress, 0.4, 0.7))
        found += waypoint_violations(plan, limits, terrain)
        if promise is not None:
            found += _promise_violations(plan, promise, limits, sites, zones, part(progress, 0.7, 1))
    progress(1.0)
    return found


def _promise_violations(
    plan: FlightPlan,
    promise: Promise,
    limits: Limits,
    sites: LaunchSites,
    zones: np.ndarray,
    progress: Progress,
) -> list[Violation]:
    """Where a plan doesn't serve what it says, or says what can't be so."""
    visits, claims, closed = visits_of(plan, promise), claims_of(plan, promise), closed_by(zones, limits)
    found = service_violations(plan, promise, visits, claims, closed, limits, progress)
    found += unserved_violations(plan, promise, closed, limits)
    reach = reach_of(closed, limits, sites)
    found += piece_violations(plan, promise, visits, claims, reach)
    return found + priority_violations(plan, promise, claims, worth_of(plan, promise, visits, claims, reach))
