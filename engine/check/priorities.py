"""Checks whether the priorities of the sorties, the totals of the plan, and the rows of UNSERVED are consistent.

A spot's claim is the priority that the plan counts as served: the spot's priority minus that of its rows in UNSERVED.
If one sortie alone visits a spot, the claim is that sortie's. Otherwise the visits share it: points by their number,
stretches of a line by length, parts of a polygon by area, and the pieces that a sweep was cut into by length.
"""

import math
from collections import Counter
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
import shapely

from ..drones.flight_plan import HIDDEN, TOO_LARGE_FOR_ALL, FlightPlan, Promise
from ..geometry import buffer, difference, intersection, single_parts, size
from ..language import tr
from .service import MIN_SWEPT_BY_PIECES, PIECES_BELOW, PRIORITY_TOLERANCE, Visit, target_geometry
from .violation import LaunchSites, Limits, Violation, sortie_violation

STATED_TOLERANCE = 1e-4
"""Share by which the sum of the priorities may differ from that stated in a record, which is rounded."""
AREA_TOLERANCE = 1e-3
"""Share by which the areas of a polygon's parts may differ from the planner's, which approximates the corners of
buffered zones and the circles around launch sites in another way."""
PIECES_SPREAD = 0.25
"""Share by which the number of pieces of a part may differ from what the area seen says: pieces have equal length, not
equal area."""
MAX_COUNTS, MAX_COMBINATIONS = 60, 20_000
"""The most numbers of pieces that are tried for a part, and for all parts of a spot together."""
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
    swath: float = 60.0
    """m"""

    def of(self, spot):
        """The part of a spot's geometry that can be served."""
        near = difference(spot, self.closed)
        return near if self.within is None else intersection(near, self.within)


def reach_of(closed, limits: Limits, sites: LaunchSites) -> Reach:
    """Where spots can be served. closed: from service.closed_area."""
    if limits.max_range is None:
        return Reach(closed, None, limits.swath)
    within = shapely.union_all(shapely.buffer(shapely.points(sites.place), limits.max_range, quad_segs=32))
    return Reach(closed, within, limits.swath)


def as_swept(promise: Promise, reach: Reach, limits: Limits) -> Promise:
    """The promise with the strip in place of each line that stands for a corridor which zones or MAX_RANGE cut: its
    parts are then those of the strip."""
    strips = target_geometry(promise.geometry, limits)
    cut = shapely.intersects(strips, reach.closed)
    if reach.within is not None:
        cut |= ~shapely.covers(reach.within, strips)
    return replace(promise, geometry=np.where(cut, strips, promise.geometry))


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
            message = tr(
                "its priority is {priority:.4g}, but what it serves has a priority of {served:.4g}.",
                priority=routes.priority[route],
                served=worth.priority[route],
            )
            where = shapely.Point(routes.line[route][0, :2])
            found.append(
                sortie_violation(plan, route, "priority", where, message, routes.priority[route], worth.priority[route])
            )
    claimed, total = float(claims.sum()), float(promise.priority.sum())
    for what, value, limit, name in (
        (
            tr("The routes' priorities add up to"),
            float(routes.priority.sum()),
            claimed,
            tr("the spots minus UNSERVED have"),
        ),
        (tr("SERVED_PRIORITY is"), plan.served_priority, claimed, tr("the spots minus UNSERVED have")),
        (tr("TOTAL_PRIORITY is"), plan.total_priority, total, tr("all spots have")),
    ):
        if abs(value - limit) > slack:  # False if the result is unknown (NaN)
            message = tr("{what} {value:.6g}, but {name} {limit:.6g}.", what=what, value=value, name=name, limit=limit)
            found.append(Violation("priority", 0, 0, 0, None, value, limit, message))
    return found


def stated_sum_violations(plan: FlightPlan, stated: float) -> list[Violation]:
    """Whether the priorities of the routes add up to what was stated when the plan was made. What each is worth cannot
    be computed without the spots."""
    total = float(np.nansum(plan.routes.priority))
    if abs(total - stated) <= STATED_TOLERANCE * max(abs(stated), 1.0):
        return []
    message = tr(
        "The priorities of the routes add up to {total:.6g}; when the plan was made, they were {stated:.6g}.",
        total=total,
        stated=stated,
    )
    return [Violation("priority", 0, 0, 0, None, total, stated, message)]


def total_violations(plan: FlightPlan, promise: Promise) -> list[Violation]:
    """Whether TOTAL_PRIORITY is that of all spots."""
    total = float(promise.priority.sum())
    if not abs(plan.total_priority - total) > PRIORITY_TOLERANCE * max(total, 1e-12):
        return []
    message = tr(
        "TOTAL_PRIORITY is {total_priority:.6g}, but all spots have {total:.6g}.",
        total_priority=plan.total_priority,
        total=total,
    )
    return [Violation("priority", 0, 0, 0, None, plan.total_priority, total, message)]


def expected_priorities(
    plan: FlightPlan, promise: Promise, visits: list[Visit], claims: np.ndarray, reach: Reach
) -> ExpectedPriority:
    """The priority that each sortie serves. visits: from service.visits_of; claims: (n,) from claims_of; reach: from
    reach_of."""
    worth, uncertainty = np.zeros(len(plan.routes)), np.zeros(len(plan.routes))
    clipped = _clipped(plan, promise)
    of_spot: dict[int, list[Visit]] = {}
    for visit in visits:
        if visit.spot >= 0:
            of_spot.setdefault(visit.spot, []).append(visit)
    for spot, own in of_spot.items():
        shares, error = np.full(len(own), 1 / len(own)), 0.0
        if len({visit.route for visit in own}) > 1 and shapely.get_dimensions(promise.geometry[spot]) > 0:
            claim = claims[spot] / promise.priority[spot] if promise.priority[spot] > 0 else 0.0
            shares, error = _shares(own, promise.geometry[spot], reach, claim)
            if spot in clipped:
                lengths = np.array([visit.path.length for visit in own])
                shares, error = lengths / max(lengths.sum(), 1e-9), 1 - MIN_SWEPT_BY_PIECES
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
    clipped = _clipped(plan, promise)
    number = Counter(visit.spot for visit in visits if visit.spot >= 0 and visit.spot not in clipped)
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
            message = tr(
                "Spot {id} is served in {pieces} pieces with a priority of {claimed:.4g}, which isn't that of {pieces} "
                "equal pieces of {worth:.4g}.",
                id=promise.id[spot],
                pieces=pieces,
                claimed=claims[spot],
                worth=worth,
            )
            found.append(Violation("priority", 0, 0, 0, geometry, float(claims[spot]), worth, message, spot))
    return found


def _clipped(plan: FlightPlan, promise: Promise) -> set[int]:
    """Spots of which only the part near the launch sites, or what is not hidden, was planned for, so that the
    pieces aren't those of the whole spot."""
    left = zip(left_spots(plan, promise), plan.unserved.reason, strict=True)
    return {spot for spot, reason in left if reason in (TOO_LARGE_FOR_ALL, HIDDEN)}


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
        if abs(shares.sum() - claim) > slack * claim:
            shares = shares * _served_pieces(visits, part, parts, sizes, reach.swath, claim)[part]
        error = slack if abs(shares.sum() - claim) <= slack * claim else 1 - MIN_SWEPT_BY_PIECES
    return shares / shares.sum(), error


def _served_pieces(
    visits: list[Visit], part: np.ndarray, parts: list, sizes: np.ndarray, swath: float, claim: float
) -> np.ndarray:
    """(k,) the share of the pieces of each part that is served: the number of its visits over a number of pieces that
    fits the area they see, and that together fit the claim best. 1 where no part is visited.

    part: (v,) index of each visit's part; sizes: (k,) shares of the spot.
    """
    options = []
    for one in range(len(parts)):
        own = [visit.path for visit, index in zip(visits, part, strict=True) if index == one]
        if not own or shapely.get_dimensions(parts[one]) < 2:
            options.append([1.0])
            continue
        seen = intersection(parts[one], shapely.union_all(buffer(np.array(own, dtype=object), swath / 2)))
        likely = len(own) * parts[one].area / max(seen.area, 1e-9)
        spread = PIECES_SPREAD * likely
        counts = range(max(len(own), int(likely - spread)), max(len(own), math.ceil(likely + spread)) + 1)
        options.append([len(own) / count for count in counts][:MAX_COUNTS])
    if math.prod(map(len, options)) > MAX_COMBINATIONS:
        return np.array([some[len(some) // 2] for some in options])
    visited = sizes * np.isin(np.arange(len(parts)), part)
    return min(map(np.array, product(*options)), key=lambda served: abs(float(served @ visited) - claim))


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
