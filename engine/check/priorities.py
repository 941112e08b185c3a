"""Checks whether the priorities of the sorties, the totals of the plan, and the rows of UNSERVED are consistent.

A spot's claim is the priority that the plan counts as served: the spot's priority minus that of its rows in UNSERVED.
If one sortie alone visits a spot, the claim is that sortie's. Otherwise the visits share it: points by their number,
stretches of a line by length, parts of a polygon by area, and the pieces that a sweep was cut into by length.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np
import shapely

from ..drones.flight_plan import FlightPlan, Promise
from ..geometry import buffer, difference, intersection, single_parts, size
from .service import MIN_SWEPT_BY_PIECES, PIECES_BELOW, PRIORITY_TOLERANCE, Visit
from .violation import LaunchSites, Limits, Violation, sortie_violation

AREA_TOLERANCE = 1e-3
"""Share by which the areas of a polygon's parts may differ from the planner's, which approximates the corners of
buffered zones and the circles around launch sites in another way."""
EDGE_TOLERANCE = 0.05
"""m by which the edges of zones may differ from the planner's, which keeps a small distance from them."""


@dataclass(frozen=True)
class ExpectedPriority:
    """The priority that each of n sorties serves, as recomputed by the check."""

    priority: np.ndarray
    """(n,)"""
    uncertainty: np.ndarray
    """(n,) the greatest possible error of `priority`"""


@dataclass(frozen=True)
class Reach:
    """Where spots can be served."""

    closed: object
    """geometry of zones and their buffer"""
    within: object | None
    """geometry of the area within MAX_RANGE of a launch site; None without MAX_RANGE"""

    def of(self, spot):
        """The part of a spot's geometry that can be served."""
        near = difference(spot, self.closed)
        return near if self.within is None else intersection(near, self.within)


def reach_of(closed, limits: Limits, sites: LaunchSites) -> Reach:
    """Where spots can be served. closed: from service.closed_area."""
    if limits.max_range is None:
        return Reach(closed, None)
    return Reach(closed, shapely.union_all(shapely.buffer(shapely.points(sites.place), limits.max_range, quad_segs=32)))


def claims_of(plan: FlightPlan, promise: Promise) -> np.ndarray:
    """(n,) the claim of each spot: its priority minus that of its rows in UNSERVED."""
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


def priority_violations(
    plan: FlightPlan, promise: Promise, claims: np.ndarray, worth: ExpectedPriority
) -> list[Violation]:
    """Where ROUTES.priority, SERVED_PRIORITY or TOTAL_PRIORITY is wrong. claims: (n,) from claims_of; worth: from
    expected_priorities."""
    routes, found = plan.routes, []
    slack = PRIORITY_TOLERANCE * max(float(promise.priority.sum()), 1e-12)
    for route in range(len(routes)):
        if abs(routes.priority[route] - worth.priority[route]) > worth.uncertainty[route] + slack:
            message = f"its priority is {routes.priority[route]:.4g}, but what it serves has a priority of "
            message += f"{worth.priority[route]:.4g}."
            where = shapely.Point(routes.line[route][0, :2])
            found.append(
                sortie_violation(plan, route, "priority", where, message, routes.priority[route], worth.priority[route])
            )
    claimed, total = float(claims.sum()), float(promise.priority.sum())
    for what, value, limit, name in (
        ("The routes' priorities add up to", float(routes.priority.sum()), claimed, "the spots minus UNSERVED have"),
        ("SERVED_PRIORITY is", plan.served_priority, claimed, "the spots minus UNSERVED have"),
        ("TOTAL_PRIORITY is", plan.total_priority, total, "all spots have"),
    ):
        if abs(value - limit) > slack:  # False if the result is unknown (NaN)
            message = f"{what} {value:.6g}, but {name} {limit:.6g}."
            found.append(Violation("priority", 0, 0, 0, None, value, limit, message))
    return found


def total_violations(plan: FlightPlan, promise: Promise) -> list[Violation]:
    """Whether TOTAL_PRIORITY is that of all spots."""
    total = float(promise.priority.sum())
    if not abs(plan.total_priority - total) > PRIORITY_TOLERANCE * max(total, 1e-12):
        return []
    message = f"TOTAL_PRIORITY is {plan.total_priority:.6g}, but all spots have {total:.6g}."
    return [Violation("priority", 0, 0, 0, None, plan.total_priority, total, message)]


def expected_priorities(
    plan: FlightPlan, promise: Promise, visits: list[Visit], claims: np.ndarray, reach: Reach
) -> ExpectedPriority:
    """The priority that each sortie serves. visits: from service.visits_of; claims: (n,) from claims_of; reach: from
    reach_of."""
    worth, uncertainty = np.zeros(len(plan.routes)), np.zeros(len(plan.routes))
    of_spot: dict[int, list[Visit]] = {}
    for visit in visits:
        if visit.spot >= 0:
            of_spot.setdefault(visit.spot, []).append(visit)
    for spot, own in of_spot.items():
        shares, error = np.full(len(own), 1 / len(own)), 0.0
        if len({visit.route for visit in own}) > 1 and shapely.get_dimensions(promise.geometry[spot]) > 0:
            claim = claims[spot] / promise.priority[spot] if promise.priority[spot] > 0 else 0.0
            shares, error = _shares(own, promise.geometry[spot], reach, claim)
        for visit, share in zip(own, shares, strict=True):
            worth[visit.route] += share * claims[spot]
        for route in {visit.route for visit in own}:
            uncertainty[route] += error * claims[spot]
    return ExpectedPriority(worth, uncertainty)


def piece_violations(
    plan: FlightPlan, promise: Promise, visits: list[Visit], claims: np.ndarray, reach: Reach
) -> list[Violation]:
    """Polygons of which only some pieces are served, with a priority that is not that number of equal pieces.

    Tests only polygons whose reachable area is clearly a single part, also if its edges move by EDGE_TOLERANCE.
    Parameters as for expected_priorities.
    """
    found = []
    number = Counter(visit.spot for visit in visits if visit.spot >= 0)
    for spot, pieces in number.items():
        geometry, whole = promise.geometry[spot], float(promise.priority[spot])
        if shapely.get_dimensions(geometry) < 2 or not PRIORITY_TOLERANCE * whole < claims[spot] < PIECES_BELOW * whole:
            continue
        near = reach.of(geometry)
        if len(single_parts(near, geometry)) != 1 or len(single_parts(buffer(near, -EDGE_TOLERANCE), geometry)) != 1:
            continue
        worth = whole * float(size(near, geometry) / size(geometry, geometry))
        count = pieces * worth / claims[spot]
        if abs(count - max(round(count), pieces)) > 2 * _area_tolerance(near) * count:
            message = f"Spot {promise.id[spot]} is served in {pieces} pieces with a priority of {claims[spot]:.4g}, "
            message += f"which isn't that of {pieces} equal pieces of {worth:.4g}."
            found.append(Violation("priority", 0, 0, 0, geometry, float(claims[spot]), worth, message, spot))
    return found


def _shares(visits: list[Visit], whole, reach: Reach, claim: float) -> tuple[np.ndarray, float]:
    """(v,) each visit's share of a spot's claim, and the greatest possible error of the shares.

    whole: the spot's geometry; claim: the share of the spot that the plan counts as served.
    """
    lengths = np.array([visit.path.length for visit in visits])
    if all(visit.action == "follow" for visit in visits):
        return lengths / lengths.sum(), 0.0
    parts = single_parts(reach.of(whole), whole)
    if not parts or (len(parts) > 1 and shapely.get_dimensions(whole) == 1):
        # where strips cross each other, it is unknown which one a visit sweeps
        return np.full(len(visits), 1 / len(visits)), 1.0
    part = np.array([_part_of(visit.path, parts) for visit in visits])
    sizes = np.array([size(one, whole) for one in parts]) / size(whole, whole)
    in_part = np.bincount(part, lengths, len(parts))[part]
    number = np.bincount(part, minlength=len(parts))[part]
    shares = sizes[part] * np.where(in_part > 0, lengths / np.where(in_part > 0, in_part, 1), 1 / number)
    error = PRIORITY_TOLERANCE
    if len(set(part.tolist())) > 1:
        # if pieces of several parts are served, but not all, it is unknown to which part the missing ones belong
        slack = max(_area_tolerance(parts[one]) for one in set(part.tolist()))
        error = slack if abs(shares.sum() - claim) <= slack * claim else 1 - MIN_SWEPT_BY_PIECES
    return shares / shares.sum(), error


def _part_of(path, parts: list) -> int:
    """Index of the part of a spot that a path serves: the part that contains most of the path, else the nearest."""
    within = shapely.length(intersection(path, np.array(parts, dtype=object)))
    return int(within.argmax()) if within.max() > 0 else int(shapely.distance(path, parts).argmin())


def _area_tolerance(polygon) -> float:
    """Share by which a polygon's area may differ from the planner's, if its edges differ by up to EDGE_TOLERANCE."""
    return (
        AREA_TOLERANCE + EDGE_TOLERANCE * float(shapely.length(polygon) / shapely.area(polygon))
        if shapely.area(polygon) > 0
        else AREA_TOLERANCE
    )
