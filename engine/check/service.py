"""Whether what a plan says it serves is really served: hovered over, followed, swept, each part once.

A spot's promise is its priority less what UNSERVED leaves of it. What was done for it is measured on the ground, from
the waypoints that name it, and must be worth that promise.
"""

from dataclasses import dataclass

import numpy as np
import shapely

from ..drones.flight_plan import FlightPlan, Promise
from ..progress import Progress, quiet
from .violation import ROUNDING, Limits, Violation, breach

NEAR = 0.01
"""m from a place that counts as there"""
SWEPT = 0.995
"""Share of a swept polygon that must be seen."""
CUT = 0.9
"""The same where only some pieces of a polygon are flown: pieces are of equal length, not of equal area."""
PIECES = 0.99
"""Share of a polygon's open part below which what is said to be served is taken to be some pieces of it."""
FOLLOWED = 1e-4
"""Share of a line that may be left unfollowed, or be followed twice."""
SAME = 0.5
"""Share of the shorter of two visits from which on they are the same one."""
MITRE_LIMIT = 1.5
"""Of zones grown by their buffer: corners are kept up to here."""
EXACT = 1e-6
"""Share by which sums of priorities may differ."""


@dataclass(frozen=True)
class Visit:
    """One stop, as the waypoints have it."""

    route: int
    spot: int
    """index into Promise; -1 where its id is unknown"""
    action: str
    """hover, follow or sweep"""
    seq: int
    """of its first waypoint"""
    path: object
    """shapely line, or point where it is hovered over"""
    stay: float
    """s over the last of its waypoints"""


def visits_of(plan: FlightPlan, promise: Promise) -> list[Visit]:
    """All stops, in the order of the routes."""
    points, visits = plan.waypoints, []
    index = {spot: number for number, spot in enumerate(promise.id)}
    for route in range(len(plan.routes)):
        begun: list[int] = []
        for row in points.of(plan.routes.drone[route], plan.routes.sortie[route]):
            name = points.spot_id[row]
            if name is None:
                begun = []
                continue
            action = points.action[row]
            begun = [row] if action == "hover" or action.endswith("_start") else [*begun, row]
            if action == "hover" or action.endswith("_end"):
                path = points.vertex[begun, :2]
                stay = points.departure[row] - points.arrival[row]
                shape = shapely.LineString(path) if len(path) > 1 else shapely.Point(path[0])
                spot = index.get(name, -1) if promise.served_at is None else int(promise.served_at[row])
                visits.append(Visit(route, spot, action.removesuffix("_end"), int(points.seq[begun[0]]), shape, stay))
                begun = []
    return visits


def name_violations(plan: FlightPlan, promise: Promise) -> list[Violation]:
    """Waypoints whose spot_id isn't that of the spot they are meant to serve, the first one; and spots that nobody
    tells apart."""
    if promise.served_at is None:
        if len(set(promise.id)) == len(promise.id):
            return []
        says = "Several spots have the same spot_id, so nobody knows which of them is served."
        return [Violation("service", 0, 0, 0, None, np.nan, np.nan, says)]
    names = np.array([*promise.id, None], object)
    points = plan.waypoints
    if len(promise.served_at) != len(points):
        raise ValueError("served_at has not as many waypoints as the plan")
    wrong = np.flatnonzero(points.spot_id != names[promise.served_at])
    if not len(wrong):
        return []
    at = wrong[0]
    says = f"Drone {points.drone[at]}, sortie {points.sortie[at]}, waypoint {points.seq[at]}: spot_id says "
    says += f"{points.spot_id[at]}, but {names[promise.served_at[at]]} is served."
    drone, sortie, seq = int(points.drone[at]), int(points.sortie[at]), int(points.seq[at])
    return [Violation("service", drone, sortie, seq, shapely.Point(points.vertex[at, :2]), np.nan, np.nan, says)]


def closed_by(zones: np.ndarray, limits: Limits):
    """What zones and NO_FLY_BUFFER around them close, as one geometry. zones: (k,) polygons, m."""
    grown = shapely.buffer(zones, limits.no_fly_buffer, join_style="mitre", mitre_limit=MITRE_LIMIT)
    return shapely.union_all(grown if limits.no_fly_buffer else zones)


def service_violations(
    plan: FlightPlan,
    promise: Promise,
    visits: list[Visit],
    claims: np.ndarray,
    closed,
    limits: Limits,
    progress: Progress = quiet,
) -> list[Violation]:
    """Promises that aren't kept.

    visits: as `visits_of` has them; claims: (n,) priority of each spot that is said to be served; closed: as
    `closed_by` has it.
    """
    found = name_violations(plan, promise)
    for visit in visits:
        if visit.spot < 0:
            says = "it serves a spot that isn't among the blind spots."
            found.append(breach(plan, visit.route, "service", visit.path, says, seq=visit.seq))
        elif visit.path.geom_type == "Point" and visit.stay < limits.hover_time - ROUNDING:
            says = f"it hovers {visit.stay:.0f} s over spot {promise.id[visit.spot]}; "
            says += f"{limits.hover_time:.0f} s are asked for."
            found.append(
                breach(plan, visit.route, "service", visit.path, says, visit.stay, limits.hover_time, visit.seq)
            )
        elif visit.action not in _actions(promise.geometry[visit.spot], limits):
            says = f"spot {promise.id[visit.spot]} isn't there to be served in this way ({visit.action})."
            found.append(breach(plan, visit.route, "service", visit.path, says, seq=visit.seq))
    of_spot: dict[int, list[Visit]] = {}
    for visit in visits:
        of_spot.setdefault(visit.spot, []).append(visit)
    for spot, geometry in enumerate(to_be_seen(promise.geometry, limits)):
        progress(spot / len(promise.geometry))
        own = of_spot.get(spot, [])
        if claims[spot] <= EXACT * promise.priority[spot] and not own:
            continue
        open_part = shapely.difference(geometry, closed)
        claim = claims[spot] / promise.priority[spot] if promise.priority[spot] > 0 else 0.0
        found += _unkept(plan, promise, spot, geometry, own, open_part, claim, limits)
    return found


def _actions(geometry, limits: Limits) -> tuple[str, ...]:
    """How a spot may be served. What is swept is hovered over where that shows all of it."""
    dimension = shapely.get_dimensions(geometry)
    if dimension == 1 and not (limits.corridor or 0) > limits.swath:
        return ("follow",)
    return ("hover", "sweep") if dimension else ("hover",)


def to_be_seen(geometry: np.ndarray, limits: Limits) -> np.ndarray:
    """(n,) what is to be seen of each spot: a line that stands for a strip is that strip."""
    if not (limits.corridor or 0) > limits.swath:
        return geometry
    strips = shapely.buffer(geometry, limits.corridor / 2, cap_style="flat")
    return np.where(shapely.get_dimensions(geometry) == 1, strips, geometry)


def _unkept(
    plan: FlightPlan,
    promise: Promise,
    spot: int,
    geometry,
    visits: list[Visit],
    open_part,
    claim: float,
    limits: Limits,
) -> list[Violation]:
    """What is wrong with the service of one spot. geometry: what is to be seen of it; open_part: outside zones; claim:
    the share of it that is said to be served."""
    name = promise.id[spot]
    whole = _size(geometry, geometry)
    if _size(open_part, geometry) <= EXACT * whole and visits:
        return [_spot_violation(plan, promise, spot, visits, "it lies in a no-fly zone.", 0.0, claim)]
    seen = _seen(geometry, visits, open_part, limits) / whole if visits else 0.0
    dimension = shapely.get_dimensions(geometry)
    least = claim * (1 - EXACT)
    if dimension == 1:
        least = claim * (1 - FOLLOWED) - 2 * NEAR / whole
    elif dimension == 2:
        pieces = claim < _size(open_part, geometry) / whole * PIECES
        least = claim * (CUT if pieces else SWEPT)
    if seen < least:
        says = f"{100 * claim:.1f} % of it is said to be served, {100 * seen:.1f} % is."
        return [_spot_violation(plan, promise, spot, visits, says, seen, claim)]
    if twice := _twice(visits, geometry):
        says = f"it serves the same part of spot {name} as another stop does."
        return [breach(plan, twice.route, "served twice", twice.path, says, seq=twice.seq)]
    if dimension == 2:  # pieces of a sweep see much beside what they are for: see priorities.piece_violations
        return []
    done, most = len(visits) / whole, claim * (1 + EXACT)
    if dimension == 1:
        done = sum(visit.path.length for visit in visits) / whole
        most = claim * (1 + FOLLOWED) + 2 * NEAR * len(visits) / whole
    if done > most:
        says = f"only {100 * claim:.1f} % of it is said to be served, but {100 * done:.1f} % is."
        return [_spot_violation(plan, promise, spot, visits, says, done, claim)]
    return []


def _spot_violation(
    plan: FlightPlan, promise: Promise, spot: int, visits: list[Visit], says: str, value: float, limit: float
) -> Violation:
    where, says = promise.geometry[spot], f"spot {promise.id[spot]}: {says}"
    if visits:
        return breach(plan, visits[0].route, "service", where, says, value, limit, visits[0].seq)
    return Violation("service", 0, 0, 0, where, value, limit, says[0].upper() + says[1:])


def _seen(geometry, visits: list[Visit], open_part, limits: Limits) -> float:
    """How much of the open part of a spot its visits serve together: points, m, or m2."""
    paths = np.array([visit.path for visit in visits], dtype=object)
    dimension = shapely.get_dimensions(geometry)
    if dimension == 0:
        long_enough = np.array([visit.stay >= limits.hover_time - ROUNDING for visit in visits])
        away = shapely.distance(paths[long_enough][:, None], shapely.get_parts(open_part))
        return float((away <= NEAR).any(axis=0).sum())
    footprint = shapely.union_all(shapely.buffer(paths, limits.swath / 2 if dimension == 2 else NEAR, quad_segs=32))
    return _size(shapely.intersection(open_part, footprint), geometry)


def _twice(visits: list[Visit], geometry) -> Visit | None:
    """A visit that does what another one has done, None where there is none."""
    dimension = shapely.get_dimensions(geometry)
    if dimension == 0:
        for place in np.unique(shapely.get_coordinates(geometry), axis=0):
            there = [visit for visit in visits if shapely.distance(visit.path, shapely.Point(place)) <= NEAR]
            if len(there) > (shapely.get_coordinates(geometry) == place).all(axis=1).sum():
                return there[-1]
        return None
    if dimension == 1:  # a line may lead back along itself: so may its visits, but they aren't longer together
        flown = sum(visit.path.length for visit in visits)
        return visits[-1] if flown > geometry.length * (1 + FOLLOWED) + 2 * NEAR * len(visits) else None
    for number, visit in enumerate(visits):
        for other in visits[:number]:
            if visit.path.geom_type == other.path.geom_type == "Point":
                same = shapely.distance(visit.path, other.path) <= NEAR
            else:
                shared = shapely.intersection(visit.path, shapely.buffer(other.path, NEAR)).length
                same = shared > SAME * max(min(visit.path.length, other.path.length), NEAR)
            if same:
                return visit
    return None


def _size(geometry, like) -> float:
    """Area, length or number of points, whichever measures `like`."""
    dimension = shapely.get_dimensions(like)
    if dimension == 2:
        return float(shapely.area(geometry))
    return float(shapely.length(geometry)) if dimension == 1 else float(shapely.get_num_coordinates(geometry))
