"""Whether what a plan says it serves is really served: hovered over, followed, swept, each part once.

A spot's promise is its priority less what UNSERVED leaves of it. What was done for it is measured on the ground, from
the waypoints that name it, and must be worth that promise.
"""

from dataclasses import dataclass

import numpy as np
import shapely

from ..drones.flight_plan import Planned, Promise
from ..progress import Progress, quiet
from .violation import ROUNDING, WORDS, Limits, Violation, breach

NEAR = 0.01
"""m from a place that counts as there"""
SWEPT = 0.995
"""Share of a swept polygon that must be seen."""
CUT = 0.9
"""The same where only some pieces of a polygon are flown: pieces are of equal length, not of equal area."""
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
    seq: int
    """of its first waypoint"""
    path: object
    """shapely line, or point where it is hovered over"""
    stay: float
    """s over the last of its waypoints"""


def visits_of(planned: Planned, promise: Promise) -> list[Visit]:
    """All stops, in the order of the routes."""
    points, visits = planned.waypoints, []
    index = {spot: number for number, spot in enumerate(promise.id)}
    for route in range(len(planned.routes)):
        begun: list[int] = []
        for row in points.of(planned.routes.drone[route], planned.routes.sortie[route]):
            if not points.spot[row]:
                begun = []
                continue
            action = points.action[row]
            begun = [row] if action == "hover" or action.endswith("_start") else [*begun, row]
            if action == "hover" or action.endswith("_end"):
                path = points.place[begun, :2]
                stay = points.leave[row] - points.arrive[row]
                shape = shapely.LineString(path) if len(path) > 1 else shapely.Point(path[0])
                visits.append(Visit(route, index.get(points.spot[row], -1), int(points.seq[begun[0]]), shape, stay))
                begun = []
    return visits


def service_violations(
    planned: Planned, promise: Promise, limits: Limits, zones: np.ndarray, progress: Progress = quiet
) -> list[Violation]:
    """Promises that aren't kept. zones: (k,) polygons, m, that NO_FLY_BUFFER is around."""
    found: list[Violation] = []
    visits = visits_of(planned, promise)
    for visit in visits:
        if visit.spot < 0:
            says = "it serves a spot that isn't among the blind spots."
            found.append(breach(planned, visit.route, "service", visit.path, says, seq=visit.seq))
        elif visit.path.geom_type == "Point" and visit.stay < limits.hover_time - ROUNDING:
            says = f"it hovers {visit.stay:.0f} s over spot {promise.id[visit.spot]}; "
            says += f"{limits.hover_time:.0f} s are asked for."
            found.append(
                breach(planned, visit.route, "service", visit.path, says, visit.stay, limits.hover_time, visit.seq)
            )
    grown = shapely.union_all(
        shapely.buffer(zones, limits.no_fly_buffer, join_style="mitre", mitre_limit=MITRE_LIMIT)
        if limits.no_fly_buffer
        else zones
    )
    claims = promise.priority - promise.unserved
    worth = np.zeros(len(planned.routes))
    blurred = np.zeros(len(planned.routes))
    for spot, geometry in enumerate(_ground(promise.geometry, limits)):
        progress(spot / len(promise.geometry))
        own = [visit for visit in visits if visit.spot == spot]
        if claims[spot] <= EXACT * promise.priority[spot] and not own:
            continue
        open_part = shapely.difference(geometry, grown)
        parts = np.array([_measured(visit, open_part, limits) for visit in own])
        found += _unkept(planned, promise, spot, geometry, own, open_part, limits)
        if parts.sum() > 0:
            shares = claims[spot] * parts / parts.sum()
            for visit, share in zip(own, shares, strict=True):
                worth[visit.route] += share
                if len(own) > 1 and shapely.get_dimensions(geometry) == 2:
                    blurred[visit.route] += (1 - CUT) * claims[spot]
    return found + _sums(planned, promise, worth, blurred)


def _ground(geometry: np.ndarray, limits: Limits) -> np.ndarray:
    """(n,) what is to be seen of each spot: a line that stands for a strip is that strip."""
    if not (limits.corridor or 0) > limits.swath:
        return geometry
    strips = shapely.buffer(geometry, limits.corridor / 2, cap_style="flat")
    return np.where(shapely.get_dimensions(geometry) == 1, strips, geometry)


def _unkept(
    planned: Planned, promise: Promise, spot: int, geometry, visits: list[Visit], open_part, limits: Limits
) -> list[Violation]:
    """What is wrong with the service of one spot. geometry: what is to be seen of it; open_part: outside zones."""
    name = promise.id[spot]
    claim = 1 - promise.unserved[spot] / promise.priority[spot] if promise.priority[spot] > 0 else 0.0
    whole = _size(geometry, geometry)
    if _size(open_part, geometry) <= EXACT * whole and visits:
        return [_spot_violation(planned, promise, spot, visits, "it lies in a no-fly zone.", 0.0, claim)]
    seen = _seen(geometry, visits, open_part, limits) / whole if visits else 0.0
    dimension = shapely.get_dimensions(geometry)
    least = claim * (1 - EXACT)
    if dimension == 1:
        least = claim * (1 - FOLLOWED) - 2 * NEAR / whole
    elif dimension == 2:
        pieces = claim < _size(open_part, geometry) / whole * (1 - WORDS)
        least = claim * (CUT if pieces else SWEPT)
    if seen < least:
        says = f"{100 * claim:.1f} % of it is said to be served, {100 * seen:.1f} % is."
        return [_spot_violation(planned, promise, spot, visits, says, seen, claim)]
    if twice := _twice(visits, geometry):
        says = f"it serves the same part of spot {name} as another stop does."
        return [breach(planned, twice.route, "served twice", twice.path, says, seq=twice.seq)]
    return []


def _spot_violation(
    planned: Planned, promise: Promise, spot: int, visits: list[Visit], says: str, value: float, limit: float
) -> Violation:
    where, says = promise.geometry[spot], f"spot {promise.id[spot]}: {says}"
    if visits:
        return breach(planned, visits[0].route, "service", where, says, value, limit, visits[0].seq)
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


def _measured(visit: Visit, open_part, limits: Limits) -> float:
    """How much of the open part of a spot one visit serves, in the unit of `_seen`."""
    dimension = shapely.get_dimensions(open_part)
    if dimension <= 0:
        return 1.0
    footprint = shapely.buffer(visit.path, limits.swath / 2 if dimension == 2 else NEAR, quad_segs=32)
    return _size(shapely.intersection(open_part, footprint), open_part)


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


def _sums(planned: Planned, promise: Promise, worth: np.ndarray, blurred: np.ndarray) -> list[Violation]:
    """Where priorities don't add up: of each sortie, given `worth` and how uncertain that is, and of the plan."""
    routes, found = planned.routes, []
    slack = EXACT * max(float(promise.priority.sum()), 1e-12)
    for route in range(len(routes)):
        if not abs(routes.priority[route] - worth[route]) <= blurred[route] + slack + WORDS * 0.1 * worth[route]:
            says = f"its priority is said to be {routes.priority[route]:.4g}; what it serves is worth "
            says += f"{worth[route]:.4g}."
            where = shapely.Point(routes.line[route][0, :2])
            found.append(breach(planned, route, "priority", where, says, routes.priority[route], worth[route]))
    total, claimed = float(routes.priority.sum()), float((promise.priority - promise.unserved).sum())
    for says, value in (("The routes' priorities add up to", total), ("Spots less UNSERVED are worth", claimed)):
        if not abs(value - promise.served) <= slack:
            sentence = f"{says} {value:.6g}; SERVED_PRIORITY is {promise.served:.6g}."
            found.append(Violation("priority", 0, 0, 0, None, value, promise.served, sentence))
    return found


def _size(geometry, like) -> float:
    """Area, length or number of points, whichever measures `like`."""
    dimension = shapely.get_dimensions(like)
    if dimension == 2:
        return float(shapely.area(geometry))
    return float(shapely.length(geometry)) if dimension == 1 else float(shapely.get_num_coordinates(geometry))
