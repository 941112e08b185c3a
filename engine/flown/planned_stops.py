"""The stops of a plan, and what of them was flown."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from scipy.spatial import cKDTree
from shapely.ops import substring

from ..drones.flight_plan import BETWEEN_SPOTS, FlightPlan
from ..geometry import buffer, difference, intersection
from .deviation import STEP, dense_line

HOVER, FOLLOW, SWEEP = "hover", "follow", "sweep"
BLIP = 3.0
"""s that a drone may be outside the tolerance without the end of its stay."""
SLIVER = 0.05
"""Share of the area of a square of one swath, below which a piece that was not seen is none."""


@dataclass(frozen=True)
class PlannedStop:
    """A stop of a sortie. route: row of Routes; spots: ids of the spots served; path: (k, 2) m, one vertex for a hover;
    seconds: planned to hover; arrive: M of the arrival."""

    route: int
    spots: tuple[str, ...]
    name: str | None
    kind: str
    path: np.ndarray
    seconds: float
    arrive: float
    seq: int


@dataclass(frozen=True)
class FlownStop:
    """What was flown of a stop. share: 0 to 1; seconds: that the drone hovered; left: what of the path was not flown,
    or was not seen of its strip; None where all was."""

    stop: PlannedStop
    share: float
    seconds: float
    left: shapely.Geometry | None


def stops_of_plan(plan: FlightPlan) -> list[PlannedStop]:
    """All stops, in the order of the routes and of flight."""
    points, found = plan.waypoints, []
    for route in range(len(plan.routes)):
        own = points.of(plan.routes.drone[route], plan.routes.sortie[route])
        begun: list[int] = []
        for row in own.tolist():
            action = points.action[row] or ""
            if action == HOVER:
                found.append(_stop(plan, route, HOVER, [row]))
            kind = action.partition("_")[0]
            if kind not in (FOLLOW, SWEEP):
                begun = []
                continue
            begun.append(row)
            if action.endswith("_end"):
                found.append(_stop(plan, route, kind, begun))
                begun = []
    return found


def _stop(plan: FlightPlan, route: int, kind: str, rows: list[int]) -> PlannedStop:
    points = plan.waypoints
    ids = next((points.spot_id[row] for row in rows if points.spot_id[row]), None)
    pause = float(np.nan_to_num(points.leave_s[rows[0]] - points.arrive_s[rows[0]])) if kind == HOVER else 0.0
    return PlannedStop(
        route,
        tuple(str(ids).split(BETWEEN_SPOTS)) if ids else (),
        points.spot_name[rows[0]],
        kind,
        points.vertex[rows, :2],
        pause,
        float(points.vertex[rows[0], 3]),
        int(points.seq[rows[0]]),
    )


def flown_stop(stop: PlannedStop, lines: Sequence[np.ndarray], tolerance: float, swath: float) -> FlownStop:
    """What was flown of a stop. lines: (n, 4) of the tracks that may have served it; tolerance: m from the planned
    place or path; swath: m, of the camera, for what is swept."""
    if stop.kind == HOVER or len(stop.path) < 2:
        return _hovered(stop, lines, tolerance)
    path = shapely.linestrings(stop.path)
    if not lines or path.length == 0:
        done = any(_stay(line, stop.path[0], tolerance)[1] for line in lines)
        return FlownStop(stop, float(done), 0.0, None if done else _strip(stop, path, swath))
    flown = np.vstack([dense_line(line[:, :2]) for line in lines])
    parts = _missed(path, flown, tolerance)
    share = 1 - sum(part.length for part in parts) / path.length
    if not parts:
        return FlownStop(stop, 1.0, 0.0, None)
    left = shapely.union_all(parts)
    if stop.kind == FOLLOW:
        return FlownStop(stop, share, 0.0, left)
    strip, seen = buffer(path, swath / 2), _seen(flown, path, swath)
    area_share = float(intersection(strip, seen).area / strip.area)
    unseen = _opened(difference(buffer(left, swath / 2, cap_style="flat"), seen), swath)
    return FlownStop(stop, max(share, area_share), 0.0, None if unseen.is_empty else unseen)


def _missed(path: shapely.LineString, flown: np.ndarray, tolerance: float) -> list[shapely.LineString]:
    """The stretches of a path that are farther than `tolerance` from all places of a track, (n, 2), and longer than
    it."""
    at = np.linspace(0, path.length, max(int(np.ceil(path.length / STEP)), 1) + 1)
    places = shapely.get_coordinates(shapely.line_interpolate_point(path, at))
    distance, _ = cKDTree(flown).query(places, distance_upper_bound=tolerance)
    away = ~np.isfinite(distance)
    edges = np.flatnonzero(np.diff(np.r_[False, away, False].astype(int)))
    stretches = [(at[begin], at[end - 1]) for begin, end in zip(edges[::2], edges[1::2], strict=True)]
    return [substring(path, begin, end) for begin, end in stretches if end - begin > tolerance]


def _seen(flown: np.ndarray, path: shapely.LineString, swath: float) -> shapely.Geometry:
    """What a track saw near a path: everything within half a swath."""
    cell = swath / 15
    cells = np.unique(np.round(flown / cell), axis=0) * cell
    low, high = np.array(path.bounds).reshape(2, 2)
    near = ((cells >= low - 2 * swath) & (cells <= high + 2 * swath)).all(axis=1)
    return shapely.union_all(buffer(shapely.points(cells[near]), swath / 2, quad_segs=8))


def _strip(stop: PlannedStop, path: shapely.Geometry, swath: float) -> shapely.Geometry:
    """All of a stop, where nothing of it was flown."""
    if stop.kind == SWEEP:
        return buffer(path, swath / 2)
    return path if path.length else shapely.Point(stop.path[0])


def _opened(area: shapely.Geometry, swath: float) -> shapely.Geometry:
    """Without strips narrower than a tenth of a swath, without small pieces, and with smooth edges."""
    width = swath / 20
    parts = shapely.get_parts(shapely.simplify(buffer(buffer(area, -width), width), width))
    return shapely.union_all([part for part in parts if part.area > SLIVER * swath**2])


def _hovered(stop: PlannedStop, lines: Sequence[np.ndarray], tolerance: float) -> FlownStop:
    stays = [_stay(line, stop.path[0], tolerance) for line in lines]
    seconds, reached = max((stay for stay, _ in stays), default=0.0), any(near for _, near in stays)
    share = min(seconds / stop.seconds, 1.0) if stop.seconds > 0 else float(reached)
    return FlownStop(stop, share, seconds, None if share >= 1 else shapely.Point(stop.path[0]))


def _stay(line: np.ndarray, place: np.ndarray, tolerance: float) -> tuple[float, bool]:
    """s of the longest stay of a track within a distance of a place, and whether it comes there at all."""
    near = np.hypot(*(line[:, :2] - place).T) <= tolerance
    if not near.any():
        path = shapely.linestrings(line[:, :2])
        return 0.0, bool(shapely.distance(path, shapely.Point(place)) <= tolerance)
    index = np.flatnonzero(near)
    t = line[index, 3]
    cuts = np.flatnonzero((np.diff(t) > BLIP) & (np.diff(index) > 1)) + 1
    return max(float(t[b - 1] - t[a]) for a, b in zip(np.r_[0, cuts], np.r_[cuts, len(t)], strict=True)), True
