"""Checks whether the spots that a plan counts as served are hovered over, followed or swept, each part once.

A spot's claim is its priority minus that of its rows in UNSERVED. The area, length or number of points that the drones
serve is measured from the waypoints that name the spot, and must correspond to the claim.
"""

from dataclasses import dataclass

import numpy as np
import shapely

from ..drones.flight_plan import BETWEEN_SPOTS, FlightPlan, Promise, ids_together
from ..language import tr
from ..progress import Progress, quiet
from .keep_out import tight_room
from .violation import ROUNDING, LaunchSites, Limits, Violation, sortie_violation

NEAR = 0.01
"""m from a place within which a drone counts as being there."""
MIN_SWEPT = 0.995
"""Share of a swept polygon that must be covered."""
MIN_SWEPT_BY_PIECES = 0.9
"""The same if only some pieces of a polygon are served: pieces have equal length, not equal area."""
PIECES_BELOW = 0.99
"""If the claim is below this share of a polygon's open part, only some pieces of the polygon count as served."""
LINE_TOLERANCE = 1e-4
"""Share of a line that may be left out, or be followed twice."""
SAME_VISIT = 0.5
"""Share of the shorter of two visits' paths from which on the other visit counts as a repetition of it."""
TOGETHER_NEAR = 0.05
"""Share of SWATH within which a visit to a point or line also serves another one."""
TOGETHER_SIZE = 0.01
"""Share of a polygon that may be left out by a visit to another polygon, and share of a line's length by which a visit
to another line may be longer."""
MITRE_LIMIT = 1.5
"""Mitre limit of buffered zones."""
PRIORITY_TOLERANCE = 1e-6
"""Share by which sums of priorities may differ."""


@dataclass(frozen=True)
class Visit:
    """One stop of a sortie, as the waypoints describe it."""

    route: int
    spot: int
    """index into Promise; -1 where its id is unknown"""
    action: str
    """hover, follow or sweep"""
    seq: int
    """of its first waypoint"""
    path: object
    """shapely line, or point for hovering"""
    stay: float
    """s at the last of its waypoints"""
    shared: bool = False
    """whether it is a visit to another spot, which practically coincides with this one"""


def visits_of(plan: FlightPlan, promise: Promise) -> list[Visit]:
    """All stops, in the order of the routes."""
    points, served, visits = plan.waypoints, served_spots(plan, promise), []
    for route in range(len(plan.routes)):
        begun: list[int] = []
        for row in points.of(plan.routes.drone[route], plan.routes.sortie[route]):
            if points.spot_id[row] is None:
                begun = []
                continue
            action = points.action[row]
            begun = [row] if action == "hover" or action.endswith("_start") else [*begun, row]
            if action == "hover" or action.endswith("_end"):
                path = points.vertex[begun, :2]
                stay = points.departure[row] - points.arrival[row]
                shape = shapely.LineString(path) if len(path) > 1 else shapely.Point(path[0])
                what = action.removesuffix("_end"), int(points.seq[begun[0]]), shape, stay
                visits += [Visit(route, spot, *what, shared=number > 0) for number, spot in enumerate(served[row])]
                begun = []
    return visits


def served_spots(plan: FlightPlan, promise: Promise) -> list[tuple[int, ...]]:
    """(w,) indices of the spots that each waypoint serves, the one first that the visit was planned for; -1 for an
    unknown id. Several are served at once if they practically coincide."""
    if promise.served_at is not None:
        first = np.arange(len(promise.id)) if promise.together is None else promise.together
        members: dict[int, tuple[int, ...]] = {}
        for spot, group in enumerate(first.tolist()):
            members[group] = (*members.get(group, ()), spot)
        return [members.get(spot, (spot,)) if spot >= 0 else () for spot in promise.served_at.tolist()]
    index = {spot: number for number, spot in enumerate(promise.id)}
    rows = []
    for name in plan.waypoints.spot_id:
        several = () if name is None else (name,) if name in index else name.split(BETWEEN_SPOTS)
        rows.append(tuple(index.get(spot, -1) for spot in several))
    return rows


def name_violations(plan: FlightPlan, promise: Promise) -> list[Violation]:
    """The first waypoint whose spot_id isn't the id of the spot it serves; and ids that several spots share, if spots
    are found by id.

    Raises ValueError if promise.served_at doesn't fit the waypoints.
    """
    if promise.served_at is None:
        if len(set(promise.id)) == len(promise.id):
            return []
        message = tr("Several spots have the same spot_id, so it is unknown which of them is served.")
        return [Violation("service", 0, 0, 0, None, np.nan, np.nan, message)]
    points = plan.waypoints
    if len(promise.served_at) != len(points):
        raise ValueError("served_at and the plan differ in their number of waypoints")
    served = served_spots(plan, promise)
    names = [ids_together([promise.id[spot] for spot in spots]) if spots else None for spots in served]
    wrong = np.flatnonzero(points.spot_id != np.array([*names, None], object)[:-1])
    if not len(wrong):
        return []
    at = wrong[0]
    message = tr(
        "Drone {drone}, sortie {sortie}, waypoint {seq}: spot_id is {spot_id}, but {served} is served.",
        drone=points.drone[at],
        sortie=points.sortie[at],
        seq=points.seq[at],
        spot_id=points.spot_id[at],
        served=names[at],
    )
    drone, sortie, seq = int(points.drone[at]), int(points.sortie[at]), int(points.seq[at])
    return [Violation("service", drone, sortie, seq, shapely.Point(points.vertex[at, :2]), np.nan, np.nan, message)]


def closed_area(zones: np.ndarray, limits: Limits, sites: LaunchSites | None = None):
    """The zones and NO_FLY_BUFFER or CLEARANCE around them as one geometry. zones: (k,) polygons, m."""
    grown = shapely.buffer(zones, limits.no_fly_buffer, join_style="mitre", mitre_limit=MITRE_LIMIT)
    closed = shapely.union_all(grown if limits.no_fly_buffer else zones)
    if not len(zones) or limits.clearance <= limits.no_fly_buffer:
        return closed
    wide = shapely.union_all(shapely.buffer(zones, limits.clearance, join_style="mitre", mitre_limit=MITRE_LIMIT))
    return shapely.union(closed, shapely.difference(wide, tight_room(zones, limits, sites)))


def service_violations(
    plan: FlightPlan,
    promise: Promise,
    visits: list[Visit],
    claims: np.ndarray,
    closed,
    limits: Limits,
    progress: Progress = quiet,
) -> list[Violation]:
    """Spots that are served less, more or otherwise than the plan counts.

    visits: from visits_of; claims: (n,) from priorities.claims_of; closed: from closed_area.
    """
    found = name_violations(plan, promise)
    for visit in visits:
        if visit.spot < 0:
            message = tr("it serves a spot that isn't among the blind spots.")
            found.append(sortie_violation(plan, visit.route, "service", visit.path, message, seq=visit.seq))
        elif visit.path.geom_type == "Point" and visit.stay < limits.hover_time - ROUNDING:
            message = tr(
                "it hovers {stay:.0f} s over spot {id}; the minimum is {least:.0f} s.",
                stay=visit.stay,
                id=promise.id[visit.spot],
                least=limits.hover_time,
            )
            found.append(
                sortie_violation(
                    plan, visit.route, "service", visit.path, message, visit.stay, limits.hover_time, visit.seq
                )
            )
        elif visit.action not in _actions(promise.geometry[visit.spot], limits):
            message = tr(
                "spot {id} can't be served by this action ({action}).", id=promise.id[visit.spot], action=visit.action
            )
            found.append(sortie_violation(plan, visit.route, "service", visit.path, message, seq=visit.seq))
    of_spot: dict[int, list[Visit]] = {}
    for visit in visits:
        of_spot.setdefault(visit.spot, []).append(visit)
    for spot, geometry in enumerate(target_geometry(promise.geometry, limits)):
        progress(spot / len(promise.geometry))
        own = of_spot.get(spot, [])
        if claims[spot] <= PRIORITY_TOLERANCE * promise.priority[spot] and not own:
            continue
        open_part = shapely.difference(geometry, closed)
        claim = claims[spot] / promise.priority[spot] if promise.priority[spot] > 0 else 0.0
        found += _spot_violations_of(plan, promise, spot, geometry, own, open_part, claim, limits)
    return found


def _actions(geometry, limits: Limits) -> tuple[str, ...]:
    """The actions that may serve a spot. A spot to be swept may be hovered over if that covers all of it."""
    dimension = shapely.get_dimensions(geometry)
    if dimension == 1 and not (limits.corridor or 0) > limits.swath:
        return ("follow",)
    return ("hover", "sweep") if dimension else ("hover",)


def target_geometry(geometry: np.ndarray, limits: Limits) -> np.ndarray:
    """(n,) the geometry of each spot that must be covered: for a line that stands for a corridor, the corridor."""
    if not (limits.corridor or 0) > limits.swath:
        return geometry
    strips = shapely.buffer(geometry, limits.corridor / 2, cap_style="flat")
    return np.where(shapely.get_dimensions(geometry) == 1, strips, geometry)


def _spot_violations_of(
    plan: FlightPlan,
    promise: Promise,
    spot: int,
    geometry,
    visits: list[Visit],
    open_part,
    claim: float,
    limits: Limits,
) -> list[Violation]:
    """The violations of the service of one spot. geometry: from target_geometry; open_part: of that, outside zones;
    claim: the share of the spot that the plan counts as served."""
    name, slack = promise.id[spot], _slack(visits, limits)
    whole = _size(geometry, geometry)
    if _size(open_part, geometry) <= PRIORITY_TOLERANCE * whole and visits:
        return [_spot_violation(plan, promise, spot, visits, tr("it lies in a no-fly zone."), 0.0, claim)]
    seen = _served_size(geometry, visits, open_part, slack.near, limits) / whole if visits else 0.0
    dimension = shapely.get_dimensions(geometry)
    least = claim * (1 - PRIORITY_TOLERANCE)
    if dimension == 1:
        least = claim * (1 - LINE_TOLERANCE - slack.share) - 2 * slack.near / whole
    elif dimension == 2:
        pieces = claim < _size(open_part, geometry) / whole * PIECES_BELOW
        least = claim * ((MIN_SWEPT_BY_PIECES if pieces else MIN_SWEPT) - slack.share)
    if seen < least:
        message = tr(
            "the plan counts {claim:.1f} % of it as served, but only {seen:.1f} % is.",
            claim=100 * claim,
            seen=100 * seen,
        )
        return [_spot_violation(plan, promise, spot, visits, message, seen, claim)]
    if promise.watch is not None:
        return _repeated_in_sortie(plan, name, visits, geometry, slack)
    if repeated := _repeated_visit(visits, geometry, slack):
        message = tr("it serves the same part of spot {name} as another stop does.", name=name)
        return [
            sortie_violation(plan, repeated.route, "served twice", repeated.path, message, seq=repeated.seq, spot=spot)
        ]
    if dimension == 2:  # pieces of a sweep also cover their neighbours; priorities.piece_violations tests them
        return []
    done, most = len(visits) / whole, claim * (1 + PRIORITY_TOLERANCE)
    if dimension == 1:
        done = sum(visit.path.length for visit in visits) / whole
        most = claim * (1 + LINE_TOLERANCE + slack.share) + 2 * slack.near * len(visits) / whole
    if done > most:
        message = tr(
            "the plan counts only {claim:.1f} % of it as served, but {done:.1f} % is.",
            claim=100 * claim,
            done=100 * done,
        )
        return [_spot_violation(plan, promise, spot, visits, message, done, claim)]
    return []


@dataclass(frozen=True)
class _Slack:
    """How exactly visits must fit a spot. near: m from its points or line; share: of its length or area."""

    near: float = NEAR
    share: float = 0.0


def _slack(visits: list[Visit], limits: Limits) -> _Slack:
    """How exactly these visits to a spot must fit it: less so if one of them is a visit to another spot."""
    if not any(visit.shared for visit in visits):
        return _Slack()
    return _Slack(NEAR + TOGETHER_NEAR * limits.swath, TOGETHER_SIZE)


def _repeated_in_sortie(plan: FlightPlan, name: str, visits: list[Visit], geometry, slack: _Slack) -> list[Violation]:
    """Visits that repeat another one of the same sortie: over a watch, a spot is visited again by other sorties."""
    for route in sorted({visit.route for visit in visits}):
        if repeated := _repeated_visit([visit for visit in visits if visit.route == route], geometry, slack):
            message = tr("it serves the same part of spot {name} twice.", name=name)
            return [sortie_violation(plan, route, "served twice", repeated.path, message, seq=repeated.seq)]
    return []


def _spot_violation(
    plan: FlightPlan, promise: Promise, spot: int, visits: list[Visit], message: str, value: float, limit: float
) -> Violation:
    where, message = promise.geometry[spot], tr("spot {id}: {message}", id=promise.id[spot], message=message)
    if visits:
        return sortie_violation(plan, visits[0].route, "service", where, message, value, limit, visits[0].seq, spot)
    return Violation("service", 0, 0, 0, where, value, limit, message[0].upper() + message[1:], spot)


def _served_size(geometry, visits: list[Visit], open_part, near: float, limits: Limits) -> float:
    """How much of the open part of a spot its visits serve together: number of points, m, or m2."""
    paths = np.array([visit.path for visit in visits], dtype=object)
    dimension = shapely.get_dimensions(geometry)
    if dimension == 0:
        long_enough = np.array([visit.stay >= limits.hover_time - ROUNDING for visit in visits])
        away = shapely.distance(paths[long_enough][:, None], shapely.get_parts(open_part))
        return float((away <= near).any(axis=0).sum())
    footprint = shapely.union_all(shapely.buffer(paths, limits.swath / 2 if dimension == 2 else near, quad_segs=32))
    return _size(shapely.intersection(open_part, footprint), geometry)


def _repeated_visit(visits: list[Visit], geometry, slack: _Slack) -> Visit | None:
    """A visit that repeats another one; None if there is none."""
    dimension = shapely.get_dimensions(geometry)
    if dimension == 0:
        places = shapely.get_coordinates(geometry)
        for place in np.unique(places, axis=0):
            there = [visit for visit in visits if shapely.distance(visit.path, shapely.Point(place)) <= slack.near]
            if len(there) > (np.hypot(*(places - place).T) <= 2 * slack.near).sum():
                return there[-1]
        return None
    if dimension == 1:  # a line may run back along itself, and so may its visits, so only total lengths are compared
        followed = sum(visit.path.length for visit in visits)
        most = geometry.length * (1 + LINE_TOLERANCE + slack.share) + 2 * slack.near * len(visits)
        return visits[-1] if followed > most else None
    for number, visit in enumerate(visits):
        for other in visits[:number]:
            if visit.path.geom_type == other.path.geom_type == "Point":
                same = shapely.distance(visit.path, other.path) <= NEAR
            else:
                shared = shapely.intersection(visit.path, shapely.buffer(other.path, NEAR)).length
                same = shared > SAME_VISIT * max(min(visit.path.length, other.path.length), NEAR)
            if same:
                return visit
    return None


def _size(geometry, like) -> float:
    """Area, length or number of points of a geometry, depending on the dimension of `like`."""
    dimension = shapely.get_dimensions(like)
    if dimension == 2:
        return float(shapely.area(geometry))
    return float(shapely.length(geometry)) if dimension == 1 else float(shapely.get_num_coordinates(geometry))
