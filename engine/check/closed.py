"""Checks what a plan says that it closes of the gaps over a watch: recomputed from the routes, the spots and what
patrols leave unseen.

A place is seen while a leg is within the detection range of it, and everything that began within R before that is
closed. Spots are sampled on another lattice than the planner's, so that figures of areas and lines agree within
AREA_TOLERANCE only. Places at the very edge of the range, such as a line halfway between the lines of a sweep, may
count as seen or not: what is closed may be anything from what a range shorter by EDGE closes to what a longer one does.
"""

from dataclasses import dataclass, replace

import numpy as np
import shapely

from ..drones.flight_plan import FlightPlan, Promise, PromisedWatch, listed_times
from ..language import tr
from ..progress import Progress, part, quiet
from .hidden import clear_stretches
from .service import PRIORITY_TOLERANCE, Visit, target_geometry
from .violation import ROUNDING, Limits, Violation, sortie_violation

POINTS_IN_AREA, MAX_POINTS = 400, 150_000
"""Sample points of a polygon, and of all spots together at most."""
AREA_TOLERANCE, TOTAL_TOLERANCE = 0.04, 0.01
"""Shares of a spot's priority, and of the priority of all spots, by which what is closed may differ."""
POINT_TOLERANCE = 1e-4
"""The same where drones notice at once and the sample points are given: of spots that are points, and of scored
places."""
EDGE = 1e-3
"""m, by which a place may be farther or nearer than the detection range and count as at its edge."""
COARSE = 0.5
"""The planner's samples of areas and lines are this share of the detection range apart: much for small spots."""
CELLS, POINTS_AT_ONCE = 300, 5000
"""Parts of the watch, and points computed at once, where a drone doesn't notice at once."""


@dataclass(frozen=True)
class _Points:
    """p sample points, the spot of each (-1: none), its row of `unseen`, and its share of that row."""

    place: np.ndarray
    spot: np.ndarray
    row: np.ndarray
    share: np.ndarray
    unseen: np.ndarray
    exact: bool


@dataclass(frozen=True)
class _Sightings:
    """s times at which a point comes into range of a leg of a route, and leaves it."""

    point: np.ndarray
    route: np.ndarray
    first: np.ndarray
    last: np.ndarray

    def take(self, some: np.ndarray) -> "_Sightings":
        return _Sightings(self.point[some], self.route[some], self.first[some], self.last[some])


def closed_violations(
    plan: FlightPlan, promise: Promise, visits: list[Visit], limits: Limits, progress: Progress = quiet
) -> list[Violation]:
    """Where the rows of SPOTS, the routes' priorities or CLOSED_PRIORITY are wrong. visits: from service.visits_of."""
    watch, spots = promise.watch, plan.spots
    if watch is None or spots is None:
        return []
    if len(spots) != len(promise.id):
        message = tr("SPOTS has {spots} rows for {id} spots.", spots=len(spots), id=len(promise.id))
        return [Violation("closed", 0, 0, 0, None, len(spots), len(promise.id), message)]
    promise = replace(promise, geometry=target_geometry(promise.geometry, limits))
    points = _points(promise, watch)
    measured = points.unseen.sum(axis=1)[points.row] * points.share
    inside, whole = points.spot >= 0, float(measured.sum())
    there = np.bincount(points.spot[inside], measured[inside], len(promise.id))
    seen = [
        _sightings(plan, points, watch, watch.detection_range + by, part(progress, share, share + 0.5))
        for by, share in ((-EDGE, 0.0), (EDGE, 0.5))
    ]
    if watch.hidden_by_more:  # nothing is known to be seen
        seen[0] = seen[0].take(np.zeros(0, int))
    seen, points = _only_sighted(seen, points)
    value = np.array([_closed(one, points, watch) for one in seen])
    inside = points.spot >= 0
    of_spots = np.array([np.bincount(points.spot[inside], one[inside], len(promise.id)) for one in value])
    weight = np.maximum(promise.priority, there)  # scored places may have more or less than their spot
    found = _spot_violations(plan, promise, of_spots, weight, points.exact) + _visit_violations(plan, promise, visits)
    least, most = value.sum(axis=1).tolist()
    # the errors of few spots do not cancel out
    sampled = max(TOTAL_TOLERANCE * whole, float(np.hypot.reduce(_sampling(promise) * weight)))
    slack = (POINT_TOLERANCE * whole if points.exact else sampled) + PRIORITY_TOLERANCE
    same = PRIORITY_TOLERANCE * max(whole, 1e-12)
    sums = [
        (tr("CLOSED_PRIORITY is"), plan.closed_priority, float(np.clip(plan.closed_priority, least, most)), slack),
        (tr("The routes' priorities add up to"), float(plan.routes.priority.sum()), plan.closed_priority, same),
    ]
    if watch.places is None:
        sums.append((tr("What is closed in SPOTS adds up to"), float(spots.closed.sum()), plan.closed_priority, same))
    for what, stated, actual, off in sums:
        if not abs(stated - actual) <= off:
            message = tr("{what} {stated:.6g}; it should be {actual:.6g}.", what=what, stated=stated, actual=actual)
            found.append(Violation("closed", 0, 0, 0, None, stated, actual, message))
    return found + _route_violations(plan, seen, points, watch, slack)


def _spot_violations(
    plan: FlightPlan, promise: Promise, closed: np.ndarray, weight: np.ndarray, exact: bool
) -> list[Violation]:
    """Rows of SPOTS that differ from the spots, or from what is closed. closed: (2, n) the least and the most, as
    recomputed; weight: (n,) the priority there; exact: at points that were given."""
    rows, watch = plan.spots, promise.watch
    sure = exact | ((shapely.get_dimensions(promise.geometry) == 0) & (not watch.detection_time))
    tolerance = np.where(sure, POINT_TOLERANCE, _sampling(promise)) * weight + PRIORITY_TOLERANCE
    left = 1 - np.divide(rows.closed, promise.priority, out=np.zeros(len(weight)), where=promise.priority > 0)
    gap = np.full(len(weight), np.nan) if watch.gap is None else watch.gap
    return [
        *_row_violations(promise, "priority", rows.priority, promise.priority, PRIORITY_TOLERANCE * promise.priority),
        *_row_violations(promise, "closed", rows.closed, np.clip(np.nan_to_num(rows.closed), *closed), tolerance),
        *_row_violations(promise, "gap_before", rows.gap_before, gap, PRIORITY_TOLERANCE),
        *_row_violations(promise, "gap_after", rows.gap_after, gap * np.clip(left, 0, 1), PRIORITY_TOLERANCE),
        *_text_violations(promise, "spot_id", rows.spot_id, promise.id),
        *([] if promise.name is None else _text_violations(promise, "spot_name", rows.spot_name, promise.name)),
    ]


def _sampling(promise: Promise) -> np.ndarray:
    """(n,) the share of each spot by which what is closed may differ at other sample points: at both of its ends, or
    edges, half of a distance between samples more."""
    shape, watch = promise.geometry, promise.watch
    area = shapely.get_dimensions(shape) == 2
    size = np.where(area, np.sqrt(shapely.area(shape)), shapely.length(shape))
    step = COARSE * watch.detection_range if watch.places is None else 0.0
    return AREA_TOLERANCE + np.divide(step, size, out=np.zeros(len(shape)), where=size > 0)


def _visit_violations(plan: FlightPlan, promise: Promise, visits: list[Visit]) -> list[Violation]:
    """Rows of SPOTS with other visits than the waypoints have."""
    first: dict[tuple[int, int], float] = {}
    for visit in visits:
        routes, points = plan.routes, plan.waypoints
        own = points.of(routes.drone[visit.route], routes.sortie[visit.route])
        at = float(points.arrival[own[points.seq[own] == visit.seq][0]])
        first[visit.spot, visit.route] = min(at, first.get((visit.spot, visit.route), np.inf))
    count, rows, begins = len(promise.id), plan.spots, promise.watch.begins
    moments: list[list[float]] = [[] for _ in range(count)]
    for (spot, _), at in sorted(first.items(), key=lambda item: item[1]):
        moments[spot].append(at)
    dated = not np.isnan(plan.routes.start).any()
    began = np.array([own[0] if own and dated and len(plan.routes) else np.nan for own in moments])
    texts = [listed_times([at - begins for at in own], promise.watch.start_s) if own else None for own in moments]
    return [
        *_row_violations(promise, "visits", rows.visits, np.array([len(own) for own in moments]), 0),
        *_row_violations(promise, "first_visit", rows.first_visit, began, ROUNDING),
        *_text_violations(promise, "times", rows.times, texts),
    ]


def _row_violations(promise: Promise, name: str, stated: np.ndarray, actual: np.ndarray, off) -> list[Violation]:
    """The first row of SPOTS in which a number is off, or is null or not against what it should be."""
    wrong = (np.abs(stated - actual) > off) | (np.isnan(stated) != np.isnan(actual))
    return [
        _row_violation(promise, int(spot), name, f"{stated[spot]:.6g}", f"{actual[spot]:.6g}")
        for spot in np.flatnonzero(wrong)[:1]
    ]


def _text_violations(promise: Promise, name: str, stated: np.ndarray, actual) -> list[Violation]:
    """The first row of SPOTS with another text than it should have."""
    wrong = [spot for spot, pair in enumerate(zip(stated, actual, strict=True)) if pair[0] != pair[1]]
    return [_row_violation(promise, spot, name, str(stated[spot]), str(actual[spot])) for spot in wrong[:1]]


def _row_violation(promise: Promise, spot: int, name: str, stated: str, actual: str) -> Violation:
    message = tr(
        "SPOTS: {name} of spot {id} is {stated}; it should be {actual}.",
        name=name,
        id=promise.id[spot],
        stated=stated,
        actual=actual,
    )
    return Violation("closed", 0, 0, 0, promise.geometry[spot], np.nan, np.nan, message, spot=spot)


def _route_violations(
    plan: FlightPlan, both: list[_Sightings], points: _Points, watch: PromisedWatch, slack: float
) -> list[Violation]:
    """Routes whose priority is less than what they alone close, or more than they could close without the others.
    both: what is seen within the range less and plus EDGE."""
    found = []
    fewer, seen = both
    every = _closed(fewer, points, watch)
    for route in range(len(plan.routes)):
        own = seen.route == route
        alone = float(_closed(seen.take(own), points, watch).sum())
        near = np.isin(seen.point, seen.point[own])
        some = np.unique(seen.point[own])
        least = float(every[some].sum() - _closed(seen.take(near & ~own), points, watch)[some].sum())
        stated = float(plan.routes.priority[route])
        if not least - slack <= stated <= alone + slack:
            message = tr(
                "its priority is {stated:.4g}, but it closes {least:.4g} to {alone:.4g}.",
                stated=stated,
                least=least,
                alone=alone,
            )
            where = shapely.Point(plan.routes.line[route][0, :2])
            found.append(sortie_violation(plan, route, "closed", where, message, stated, alone))
    return found


def _points(promise: Promise, watch: PromisedWatch) -> _Points:
    if watch.places is not None:
        ones = (watch.place_spot, watch.place_row, watch.place_weight, watch.place_unseen)
        return _Points(watch.places, *ones, not watch.detection_time)
    area = float(shapely.area(promise.geometry).sum())
    least = max(np.sqrt(area / MAX_POINTS), float(shapely.length(promise.geometry).sum()) / MAX_POINTS)
    places = [_samples(geometry, watch.detection_range / 3, least) for geometry in promise.geometry]
    number = np.array([len(place) for place in places])
    spot = np.repeat(np.arange(len(places)), number)
    exact = bool((shapely.get_dimensions(promise.geometry) == 0).all()) and not watch.detection_time
    return _Points(np.concatenate(places), spot, spot, 1 / number[spot], watch.unseen, exact)


def _samples(geometry, spacing: float, least: float) -> np.ndarray:
    """(k, 2) points of a geometry: its own, the middles of equal pieces of a line, or a lattice within an area."""
    dimension = shapely.get_dimensions(geometry)
    if dimension == 0:
        return shapely.get_coordinates(geometry)
    if dimension == 1:
        found = []
        for line in shapely.get_parts(geometry):
            pieces = max(1, int(np.ceil(shapely.length(line) / max(spacing, least))))
            at = (np.arange(pieces) + 0.5) / pieces
            found.append(shapely.get_coordinates(shapely.line_interpolate_point(line, at, normalized=True)))
        return np.concatenate(found)
    step = max(min(spacing, np.sqrt(shapely.area(geometry) / POINTS_IN_AREA)), least, 1e-3)
    west, south, east, north = shapely.bounds(geometry)
    x, y = np.meshgrid(np.arange(west + step / 2, east, step), np.arange(south + step / 2, north, step))
    shapely.prepare(geometry)
    inside = shapely.contains_xy(geometry, x.ravel(), y.ravel())
    found = np.column_stack((x.ravel()[inside], y.ravel()[inside]))
    return found if len(found) else shapely.get_coordinates(shapely.point_on_surface(geometry))


def _sightings(
    plan: FlightPlan, points: _Points, watch: PromisedWatch, within: float, progress: Progress = quiet
) -> _Sightings:
    """When each point is within so many metres of each leg; a stay is a leg of no length."""
    lines = plan.routes.line
    if not lines:
        return _Sightings(*[np.zeros(0, int)] * 2, *[np.zeros(0)] * 2)
    start = np.concatenate([line[:-1] for line in lines])
    end = np.concatenate([line[1:] for line in lines])
    route = np.repeat(np.arange(len(lines)), [len(line) - 1 for line in lines])
    legs = shapely.linestrings(np.stack((start[:, :2], end[:, :2]), axis=1))
    tree = shapely.STRtree(shapely.points(points.place))
    leg, point = tree.query(legs, predicate="dwithin", distance=within)
    along = end[leg, :2] - start[leg, :2]
    away = start[leg, :2] - points.place[point]
    a, b = (along**2).sum(axis=1), (along * away).sum(axis=1)
    c = (away**2).sum(axis=1) - within**2
    moving = a > 0
    root = np.sqrt(np.maximum(b * b - a * c, 0.0))
    divisor = np.where(moving, a, 1.0)
    low = np.where(moving, np.clip((-b - root) / divisor, 0, 1), 0.0)
    high = np.where(moving, np.clip((-b + root) / divisor, 0, 1), 1.0)
    if watch.walls is not None and len(watch.walls):
        # with the shorter range walls hide more, with the longer one less
        by = EDGE if within < watch.detection_range else -EDGE
        high_up = plan.routes.altitude_m[route[leg]]
        seen = clear_stretches(watch.walls, points.place[point], start[leg, :2], end[leg, :2], high_up, by, progress)
        row, low, high = seen[0], np.maximum(seen[1], low[seen[0]]), np.minimum(seen[2], high[seen[0]])
        met = high >= low
        leg, point, low, high = leg[row[met]], point[row[met]], low[met], high[met]
    began, lasts = start[leg, 3] - watch.begins, end[leg, 3] - start[leg, 3]
    return _Sightings(point, route[leg], began + low * lasts, began + high * lasts)


def _only_sighted(seen: list[_Sightings], points: _Points) -> tuple[list[_Sightings], _Points]:
    """Several sets of sightings, and the points that are in any of them."""
    some = np.unique(np.concatenate([one.point for one in seen]))
    row, of = np.unique(points.row[some], return_inverse=True)
    kept = points.place[some], points.spot[some], of.ravel(), points.share[some], points.unseen[row], points.exact
    return [replace(one, point=np.searchsorted(some, one.point)) for one in seen], _Points(*kept)


def _closed(seen: _Sightings, points: _Points, watch: PromisedWatch) -> np.ndarray:
    """(p,) the priority that is closed at each point."""
    if watch.all_day:
        turns = watch.length * np.array([-1.0, 0.0, 1.0])[:, None]
        seen = replace(
            seen,
            point=np.tile(seen.point, 3),
            route=np.tile(seen.route, 3),
            first=(seen.first + turns).ravel(),
            last=(seen.last + turns).ravel(),
        )
    found = np.zeros(len(points.place))
    if not len(seen.point):
        return found
    if watch.detection_time > 0:
        return _closed_in_time(seen, points, watch)
    order = np.lexsort((seen.first, seen.point))
    point, begin, end = seen.point[order], seen.first[order] - watch.revisit, seen.last[order]
    # the latest end so far of the same point: offsets of points are larger than any time between them
    offset = point * (4 * (watch.length + watch.revisit) + float(np.ptp(end)) + float(np.ptp(begin)))
    latest = np.maximum.accumulate(end + offset) - offset
    new = np.r_[True, point[1:] != point[:-1]]
    fresh = np.where(new, begin, np.maximum(begin, np.r_[begin[0], latest[:-1]]))
    until = np.maximum(end, fresh)
    gained = _before(points, watch, point, until) - _before(points, watch, point, fresh)
    np.add.at(found, point, gained)
    return found


def _before(points: _Points, watch: PromisedWatch, point: np.ndarray, moment: np.ndarray) -> np.ndarray:
    """(k,) the priority of points that is unseen before moments, in s from the start of the watch."""
    bins = points.unseen.shape[1]
    sums = np.c_[np.zeros(len(points.unseen)), np.cumsum(points.unseen, axis=1)]
    at = np.clip(moment / watch.length, 0, 1) * bins
    low = np.minimum(at.astype(int), bins - 1)
    row = points.row[point]
    return points.share[point] * (sums[row, low] + (at - low) * points.unseen[row, low])


def _closed_in_time(seen: _Sightings, points: _Points, watch: PromisedWatch) -> np.ndarray:
    """(p,) as _closed, for drones that notice with a rate: exposures add up in each of CELLS parts of the watch."""
    edges = np.linspace(0.0, watch.length, CELLS + 1)
    found = np.zeros(len(points.place))
    exposure = (seen.last - seen.first) / watch.detection_time
    low, high = (np.searchsorted(edges, moment) for moment in (seen.first - watch.revisit, seen.last))
    some, own = np.unique(seen.point, return_inverse=True)
    for begin in range(0, len(some), POINTS_AT_ONCE):
        here = np.flatnonzero((own >= begin) & (own < begin + POINTS_AT_ONCE))
        part = some[begin : begin + POINTS_AT_ONCE]
        change = np.zeros((len(part), CELLS + 2))
        np.add.at(change, (own[here] - begin, low[here]), exposure[here])
        np.add.at(change, (own[here] - begin, high[here]), -exposure[here])
        noticed = -np.expm1(-np.maximum(np.cumsum(change, axis=1)[:, :CELLS], 0.0))
        moments = _before(points, watch, np.repeat(part, CELLS + 1), np.tile(edges, len(part)))
        found[part] = (np.diff(moments.reshape(len(part), -1), axis=1) * noticed).sum(axis=1)
    return found
