"""The area that a round footprint covers along a path, and spurs to the parts that it misses."""

import math

import numpy as np
import shapely

from ..airspace.airspace import Airspace
from ..geometry import buffer, difference, intersection
from ..progress import Progress, quiet
from .swaths import OVERLAP

MAX_UNCOVERED = 4e-3
"""Share of the polygon that may stay uncovered."""
MAX_ROUNDS = 14
"""The most rounds in which spurs are added."""
MIN_LEG = 1e-6
"""Metres: vertices closer than this to the previous one are dropped."""
LEAST_WINDOW = 10.0
"""Metres: the least width of the surroundings in which a link inside a polygon of many corners is sought first."""
PIECE_SIZE = 0.7
"""In swaths: the largest size of a piece that gets one spur."""


def coverage(polygon: shapely.Polygon, path: np.ndarray, swath: float) -> float:
    """Share of the polygon's area that comes within half a swath of the path."""
    return shapely.area(intersection(polygon, buffer(line_of(path), swath / 2, quad_segs=32))) / polygon.area


def length_bound(area: float, swath: float) -> float:
    """The lower bound in metres on the length of a path that covers an area (m2) with a disc of diameter `swath` (m):
    (A - pi s^2 / 4) / s."""
    return max(0.0, (area - math.pi * swath**2 / 4) / swath)


def path_length(path: np.ndarray) -> float:
    return float(np.hypot(*np.diff(path, axis=0).T).sum())


def turns(path: np.ndarray) -> int:
    """Vertices at which a path bends by more than 15 degrees."""
    moves = np.diff(path, axis=0)
    heading = np.arctan2(moves[:, 1], moves[:, 0])
    bend = np.abs((np.diff(heading) + math.pi) % (2 * math.pi) - math.pi)
    return int((bend > math.radians(15)).sum())


def completed(
    path: np.ndarray,
    polygon: shapely.Polygon,
    inside: Airspace,
    swath: float,
    progress: Progress = quiet,
    max_uncovered: float = MAX_UNCOVERED,
) -> np.ndarray:
    """The path with spurs to the parts it doesn't cover, the largest first, until at most the share `max_uncovered` of
    the polygon stays uncovered. A spur goes out and back, so no coverage is lost; `shortened` turns spurs into bends.
    """
    radius = swath / 2 * OVERLAP
    for number in range(MAX_ROUNDS):
        progress(number / MAX_ROUNDS)
        uncovered = difference(polygon, buffer(line_of(path), radius))
        if uncovered.area <= max_uncovered * polygon.area:
            break
        uncovered = _pieces(uncovered, swath * PIECE_SIZE)
        uncovered.sort(key=lambda part: -part.area)
        left = np.cumsum([part.area for part in uncovered][::-1])[::-1]  # area of each part and all after it
        chosen = [part for part, rest in zip(uncovered, left, strict=True) if rest > max_uncovered * polygon.area]
        if not chosen:
            break
        for part in chosen:
            progress(number / MAX_ROUNDS)
            path = _with_spur(path, _viewpoint(part, path, polygon, radius), inside)
    return path


def _pieces(uncovered, size: float) -> list[shapely.Polygon]:
    """The uncovered polygons; long ones are cut into pieces of at most `size` metres."""
    pieces = []
    for part in _polygons(uncovered):
        low_x, low_y, high_x, high_y = part.bounds
        across, up = (max(1, math.ceil(extent / size)) for extent in (high_x - low_x, high_y - low_y))
        if across * up == 1:
            pieces.append(part)
            continue
        x, y = np.linspace(low_x, high_x, across + 1), np.linspace(low_y, high_y, up + 1)
        column, row = (index.ravel() for index in np.indices((across, up)))
        for piece in intersection(part, shapely.box(x[column], y[row], x[column + 1], y[row + 1])):
            pieces += _polygons(piece)
    return pieces


def _viewpoint(uncovered: shapely.Polygon, path: np.ndarray, polygon: shapely.Polygon, radius: float) -> np.ndarray:
    """(1, 2) the end of the spur to an uncovered polygon: from the nearest point of the path towards the polygon's
    middle, only as far as needed to cover all of it."""
    corners = shapely.get_coordinates(uncovered)
    middle = (corners.min(axis=0) + corners.max(axis=0)) / 2
    start, _ = _nearest_point(path, middle)
    places = start + np.linspace(0, 1, 41)[:, None] * (middle - start)
    farthest = np.hypot(*(corners[None] - places[:, None]).transpose(2, 0, 1)).max(axis=1)
    for goal in places[farthest <= radius][:1]:
        if shapely.contains_xy(polygon, *goal):
            return goal[None]
    return shapely.get_coordinates(shapely.point_on_surface(uncovered))


def linked(segments: list[np.ndarray], inside: Airspace, progress: Progress = quiet) -> np.ndarray:
    """(k, 2) segments one after another, with the shortest links inside the polygon."""
    path = [segments[0]]
    ends = np.array([segment[-1] for segment in segments[:-1]]).reshape(-1, 2)
    starts = np.array([segment[0] for segment in segments[1:]]).reshape(-1, 2)
    blocked = inside.blocked(ends, starts)
    for index, segment in enumerate(segments[1:]):
        progress(0.0)
        if blocked[index]:
            apart = math.dist(ends[index], starts[index])
            path.append(inside.shortest_path(ends[index], starts[index], max(0.6 * apart, LEAST_WINDOW))[1:-1])
        path.append(segment)
    joined = np.vstack(path)
    return joined[np.concatenate(([True], np.hypot(*np.diff(joined, axis=0).T) > MIN_LEG))]


def straight(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Metres of straight legs: the cost of a path inside a polygon."""
    return np.hypot(*(b - a).T)


def _with_spur(path: np.ndarray, goal: np.ndarray, inside: Airspace) -> np.ndarray:
    """The path with a spur from its point nearest to `goal`, (1, 2), and back."""
    place, leg = _nearest_point(path, goal[0])
    return linked([np.vstack((path[: leg + 1], place)), goal, np.vstack((place, path[leg + 1 :]))], inside)


def _nearest_point(path: np.ndarray, place: np.ndarray) -> tuple[np.ndarray, int]:
    """(2,) the point of the path nearest to a place, and the index of its leg."""
    if len(path) < 2:
        return path[0], 0
    moves = np.diff(path, axis=0)
    along = ((place - path[:-1]) * moves).sum(axis=1) / np.maximum((moves**2).sum(axis=1), 1e-300)
    nearest = path[:-1] + np.clip(along, 0, 1)[:, None] * moves
    leg = int(np.hypot(*(nearest - place).T).argmin())
    return nearest[leg], leg


def line_of(path: np.ndarray):
    """The path as a line, or as a point if it has one vertex."""
    return shapely.linestrings(path) if len(path) > 1 else shapely.points(path[0])


def _polygons(geometry) -> list[shapely.Polygon]:
    return [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon" and part.area > 0]
