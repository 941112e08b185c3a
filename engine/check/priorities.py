"""Whether priorities add up: of each sortie, of the plan, and with what UNSERVED leaves.

A spot's claim is its priority less what UNSERVED leaves of it. It is shared by the visits to the spot. A spot that one
sortie alone serves is all that sortie's, and a spot's points and stretches of line count as their number and length.
A polygon's parts count as their areas, and pieces that a sweep was cut into as their lengths.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np
import shapely

from ..drones.flight_plan import FlightPlan, Promise
from ..geometry import buffer, difference, intersection, single_parts, size
from .service import CUT, EXACT, PIECES, Visit
from .violation import LaunchSites, Limits, Violation, breach

PARTS = 1e-3
"""Share by which the areas of a polygon's parts may differ from those that it was planned with: corners of zones grown
by their buffer, and circles around launch sites, are worked out in other ways."""
NECK = 0.05
"""m by which edges of zones may be elsewhere: a planner keeps away from them by a little."""


@dataclass(frozen=True)
class Worth:
    """What each of n sorties serves."""

    priority: np.ndarray
    """(n,)"""
    unsure: np.ndarray
    """(n,) by how much that may be off"""


@dataclass(frozen=True)
class Reach:
    """Where spots can be served."""

    closed: object
    """geometry that zones and their buffer close"""
    within: object | None
    """geometry no farther than MAX_RANGE from a launch site; None where there is no MAX_RANGE"""

    def of(self, spot):
        """What can be served of a spot's geometry."""
        near = difference(spot, self.closed)
        return near if self.within is None else intersection(near, self.within)


def reach_of(closed, limits: Limits, sites: LaunchSites) -> Reach:
    """Where spots can be served. closed: as service.closed_by has it."""
    if limits.max_range is None:
        return Reach(closed, None)
    return Reach(closed, shapely.union_all(shapely.buffer(shapely.points(sites.place), limits.max_range, quad_segs=32)))


def claims_of(plan: FlightPlan, promise: Promise) -> np.ndarray:
    """(n,) the priority of each spot that is said to be served: what UNSERVED doesn't leave."""
    claims = np.array(promise.priority, float)
    for spot, priority in zip(left_spots(plan, promise), plan.unserved.priority, strict=True):
        if spot >= 0:
            claims[spot] -= priority
    return claims


def left_spots(plan: FlightPlan, promise: Promise) -> list[int]:
    """Index of the spot of each row of UNSERVED, -1 where its id is unknown."""
    if promise.left is not None:
        return promise.left.tolist()
    index = {spot: number for number, spot in enumerate(promise.id)}
    return [index.get(spot, -1) for spot in plan.unserved.spot_id]


def priority_violations(plan: FlightPlan, promise: Promise, claims: np.ndarray, worth: Worth) -> list[Violation]:
    """Where ROUTES.priority, SERVED_PRIORITY or TOTAL_PRIORITY isn't the sum of what it is made of."""
    routes, found = plan.routes, []
    slack = EXACT * max(float(promise.priority.sum()), 1e-12)
    for route in range(len(routes)):
        if abs(routes.priority[route] - worth.priority[route]) > worth.unsure[route] + slack:
            says = f"its priority is said to be {routes.priority[route]:.4g}; what it serves is worth "
            says += f"{worth.priority[route]:.4g}."
            where = shapely.Point(routes.line[route][0, :2])
            found.append(breach(plan, route, "priority", where, says, routes.priority[route], worth.priority[route]))
    claimed, total = float(claims.sum()), float(promise.priority.sum())
    for what, value, limit, name in (
        ("The routes' priorities add up to", float(routes.priority.sum()), claimed, "spots less UNSERVED are worth"),
        ("SERVED_PRIORITY is", plan.served_priority, claimed, "spots less UNSERVED are worth"),
        ("TOTAL_PRIORITY is", plan.total_priority, total, "all spots are worth"),
    ):
        if abs(value - limit) > slack:  # never where the result isn't known
            says = f"{what} {value:.6g}; {name} {limit:.6g}."
            found.append(Violation("priority", 0, 0, 0, None, value, limit, says))
    return found


def worth_of(plan: FlightPlan, promise: Promise, visits: list[Visit], claims: np.ndarray, reach: Reach) -> Worth:
    """What each sortie serves. visits, claims: as service_violations takes them."""
    worth, unsure = np.zeros(len(plan.routes)), np.zeros(len(plan.routes))
    of_spot: dict[int, list[Visit]] = {}
    for visit in visits:
        if visit.spot >= 0:
            of_spot.setdefault(visit.spot, []).append(visit)
    for spot, own in of_spot.items():
        shares, blur = np.full(len(own), 1 / len(own)), 0.0
        if len({visit.route for visit in own}) > 1 and shapely.get_dimensions(promise.geometry[spot]) > 0:
            claim = claims[spot] / promise.priority[spot] if promise.priority[spot] > 0 else 0.0
            shares, blur = _shares(own, promise.geometry[spot], reach, claim)
        for visit, share in zip(own, shares, strict=True):
            worth[visit.route] += share * claims[spot]
        for route in {visit.route for visit in own}:
            unsure[route] += blur * claims[spot]
    return Worth(worth, unsure)


def piece_violations(
    plan: FlightPlan, promise: Promise, visits: list[Visit], claims: np.ndarray, reach: Reach
) -> list[Violation]:
    """Polygons that are served in pieces, but not with a priority of so many of pieces that are all worth the same.

    Said only of those that are a single part whatever a few centimetres decide.
    """
    found = []
    number = Counter(visit.spot for visit in visits if visit.spot >= 0)
    for spot, pieces in number.items():
        geometry, whole = promise.geometry[spot], float(promise.priority[spot])
        if shapely.get_dimensions(geometry) < 2 or not EXACT * whole < claims[spot] < PIECES * whole:
            continue
        near = reach.of(geometry)
        if len(single_parts(near, geometry)) != 1 or len(single_parts(buffer(near, -NECK), geometry)) != 1:
            continue
        worth = whole * float(size(near, geometry) / size(geometry, geometry))
        count = pieces * worth / claims[spot]
        if abs(count - max(round(count), pieces)) > 2 * _slack(near) * count:
            says = f"Spot {promise.id[spot]} is served in {pieces} pieces with a priority of {claims[spot]:.4g}, which "
            says += f"isn't that of {pieces} equal pieces of {worth:.4g}."
            found.append(Violation("priority", 0, 0, 0, geometry, float(claims[spot]), worth, says))
    return found


def _shares(visits: list[Visit], whole, reach: Reach, claim: float) -> tuple[np.ndarray, float]:
    """(v,) of what is served of a spot, how much each visit serves, and by how much that may be off.

    whole: the spot; claim: the share of it that is said to be served.
    """
    lengths = np.array([visit.path.length for visit in visits])
    if all(visit.action == "follow" for visit in visits):
        return lengths / lengths.sum(), 0.0
    parts = single_parts(reach.of(whole), whole)
    if not parts or (len(parts) > 1 and shapely.get_dimensions(whole) == 1):
        # of strips that cross each other, nobody can tell which one is swept
        return np.full(len(visits), 1 / len(visits)), 1.0
    part = np.array([_part_of(visit.path, parts) for visit in visits])
    sizes = np.array([size(one, whole) for one in parts]) / size(whole, whole)
    in_part = np.bincount(part, lengths, len(parts))[part]
    number = np.bincount(part, minlength=len(parts))[part]
    shares = sizes[part] * np.where(in_part > 0, lengths / np.where(in_part > 0, in_part, 1), 1 / number)
    blur = EXACT
    if len(set(part.tolist())) > 1:
        # pieces of several parts, of which some aren't served: nobody can tell from outside of which part they were
        slack = max(_slack(parts[one]) for one in set(part.tolist()))
        blur = slack if abs(shares.sum() - claim) <= slack * claim else 1 - CUT
    return shares / shares.sum(), blur


def _part_of(path, parts: list) -> int:
    """The part of a spot that a path serves: the one that most of it is in, else the nearest."""
    within = shapely.length(intersection(path, np.array(parts, dtype=object)))
    return int(within.argmax()) if within.max() > 0 else int(shapely.distance(path, parts).argmin())


def _slack(polygon) -> float:
    """Share by which a polygon's area may differ from what was planned with, its edges a few centimetres elsewhere."""
    return PARTS + NECK * float(shapely.length(polygon) / shapely.area(polygon)) if shapely.area(polygon) > 0 else PARTS
