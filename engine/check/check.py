"""The independent check of a flight plan: everything is recomputed from the contents of its layers.

It uses none of the planner's code: physics, geometry and times are computed a second time.
"""

from types import MappingProxyType

import numpy as np
import shapely

from ..drones.aircraft import Aircraft
from ..drones.flight_plan import FlightPlan, Promise
from ..progress import Progress, part, quiet
from ..zones.privacy import NO_PRIVACY, PrivacyAreas
from ..zones.zones import Zones
from .airspace import height_violations, range_violations
from .battery import battery_violations
from .closed import closed_violations
from .fence import area_violations
from .figures import figure_violations
from .flight import site_violations, speed_violations, time_violations
from .flight_area import NO_AREA, FlightArea
from .keep_out import as_zones, zone_violations
from .names import spot_name_violations
from .priorities import (
    as_swept,
    claims_of,
    expected_priorities,
    piece_violations,
    priority_violations,
    reach_of,
    total_violations,
)
from .privacy import privacy_violations
from .returning import return_violations
from .separation import pad_violations, separation_violations, swap_violations
from .service import closed_area, service_violations, visits_of
from .unserved import unserved_violations
from .violation import LaunchSites, Limits, Terrain, Violation
from .waypoints import waypoint_violations

RULES = MappingProxyType(
    {
        "time order": "Times increase along a route.",
        "speed": "Each leg takes as long as the aircraft needs for it in this wind.",
        "reserve": "At least RESERVE of the battery is left after landing.",
        "energy": "energy_wh is the energy that the flight takes, and left_pct is what it leaves.",
        "nulls": "No field that must have a value is null.",
        "start": "start is the time of the line's first vertex, and the first sortie starts when the plan does.",
        "end": "end is the time of the line's last vertex.",
        "duration_s": "duration_s is the time from the line's first vertex to its last.",
        "distance_m": "distance_m is the length of the line in three dimensions.",
        "swath_m": "swath_m is the swath of the plan.",
        "z_ref": "z_ref states what Z is measured from.",
        "altitude_m": "altitude_m is the height of the waypoints above the ground.",
        "launch site": "A sortie takes off and lands on the ground at the launch site it names.",
        "one site": "A drone keeps one launch site.",
        "swap time": "A drone's sorties don't overlap, and at least SWAP_TIME lies between them.",
        "pad time": "At least PAD_TIME lies between take-offs and landings of different drones at one launch site.",
        "no-fly zone": "No leg comes nearer to a no-fly zone in force than NO_FLY_BUFFER and CLEARANCE.",
        "geofence": "No leg leaves the geofence.",
        "rally point": "Rally points lie inside the geofence, and outside of no-fly zones.",
        "dock": "A DJI dock lies 10 m inside of its flight area, and 10 m outside of no-fly zones.",
        "dock abort": "No leg from a DJI dock comes within 5 m of an edge at which the drone aborts its task.",
        "return": "From the worst point of a sortie, RESERVE is left after the return to launch.",
        "return height": "The straight way of a return keeps its height above the ground.",
        "range": "No drone is farther than MAX_RANGE from its launch site.",
        "separation": "Two drones in the air are SEPARATION apart in the plane, or a layer apart in height.",
        "terrain": "A drone keeps its height above the ground all along its legs.",
        "lowest height": "No leg is lower above the ground than the lowest height allowed.",
        "highest height": "No leg is farther than MAX_AGL from the closest point of the surface.",
        "privacy service": "Nothing is hovered over, followed or swept in a privacy area.",
        "privacy height": "No leg crosses a privacy area lower than PRIVACY_HEIGHT.",
        "privacy budget": "All sorties together are over privacy areas for PRIVACY_BUDGET at most.",
        "waypoints": "The waypoints describe the same flight as the route.",
        "service": "Each spot that the plan counts as served is hovered over, followed or swept.",
        "served twice": "Nothing is served twice.",
        "unserved": "Each row of UNSERVED names a spot, a place on it, and a possible reason.",
        "spot names": "spot_name and spots call the spots by their own names.",
        "closed": "SPOTS, CLOSED_PRIORITY and the priorities of the sorties are what the flights close of the gaps.",
        "priority": "The priorities of the sorties, SERVED_PRIORITY, TOTAL_PRIORITY and UNSERVED are consistent.",
        "not checked": "What the plan was made with is there, so that an edited plan can be checked against it.",
    }
)
"""The rules that are checked, by the name that their violations carry."""


def check_plan(
    plan: FlightPlan,
    aircraft: Aircraft,
    limits: Limits,
    sites: LaunchSites,
    zones: Zones | np.ndarray | None = None,
    terrain: Terrain | None = None,
    promise: Promise | None = None,
    progress: Progress = quiet,
    privacy: PrivacyAreas = NO_PRIVACY,
    area: FlightArea = NO_AREA,
    closing: np.ndarray | None = None,
) -> list[Violation]:
    """All violations of RULES; none for a good plan.

    zones: in the plan's CRS, also (k,) polygons, which are then in force at all heights and times; None for no zones.
    Without a promise, what is served is not checked. closing: (c,) polygons in which no spot can be served; None: all
    zones, at whichever height and time. Null fields are skipped; nulls.null_violations checks them.
    """
    zones = as_zones(zones)
    closing = zones.polygon if closing is None else np.array(closing, dtype=object)
    # GEOS divides by zero while it computes some correct results, and NumPy would warn
    with np.errstate(invalid="ignore", divide="ignore"):
        found = time_violations(plan) + speed_violations(plan, aircraft)
        found += battery_violations(plan, aircraft, sites) + figure_violations(plan, limits, terrain)
        found += site_violations(plan, limits, sites, terrain) + swap_violations(plan, limits)
        found += pad_violations(plan, limits)
        progress(0.05)
        found += zone_violations(plan, limits, zones, sites, terrain) + range_violations(plan, limits, sites)
        found += area_violations(plan, limits, sites, zones, terrain, area)
        found += privacy_violations(plan, privacy, sites, terrain)
        found += return_violations(plan, aircraft, area, terrain, sites)
        found += height_violations(plan, limits, terrain, part(progress, 0.1, 0.4))
        found += separation_violations(plan, limits, terrain, part(progress, 0.4, 0.7))
        found += waypoint_violations(plan, limits, terrain)
        if promise is not None:
            here = part(progress, 0.7, 1)
            found += _promise_violations(plan, promise, limits, sites, closing, here, privacy)
            # where a spot is served wrongly, its name is wrong as well, and is not a fault of its own
            found += [] if found else spot_name_violations(plan, promise)
    progress(1.0)
    return found


def _promise_violations(
    plan: FlightPlan,
    promise: Promise,
    limits: Limits,
    sites: LaunchSites,
    zones: np.ndarray,
    progress: Progress,
    privacy: PrivacyAreas,
) -> list[Violation]:
    """Where the spots that a plan serves, its priorities or its rows of UNSERVED are wrong."""
    visits, claims, closed = visits_of(plan, promise), claims_of(plan, promise), closed_area(zones, limits, sites)
    kept = shapely.union(closed, privacy.union) if len(privacy) else closed
    found = service_violations(plan, promise, visits, claims, kept, limits, part(progress, 0, 0.5))
    reach = reach_of(kept, limits, sites)
    given, promise = promise, as_swept(promise, reach, limits)
    found += unserved_violations(plan, promise, closed, limits, privacy.union if len(privacy) else None)
    if promise.watch is not None:
        found += closed_violations(plan, given, visits, limits, part(progress, 0.5, 1))
        return found + total_violations(plan, promise)
    found += piece_violations(plan, promise, visits, claims, reach)
    return found + priority_violations(plan, promise, claims, expected_priorities(plan, promise, visits, claims, reach))
