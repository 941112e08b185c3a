"""What a round footprint sees along a path, and spurs to what it misses."""

import math

import numpy as np
import shapely

from ..airspace.airspace import Airspace
from ..geometry import buffer, difference, intersection
from ..progress import Progress, quiet
from .swaths import OVERLAP

UNSEEN = 4e-3
"""Share of the polygon that may stay unseen."""
MOST_ROUNDS = 14
"""Of adding spurs to all that is unseen."""
SAME_PLACE = 1e-6
"""Metres within which two vertices are one."""
CHUNK = 0.7
"""Swaths: what is missed is gone to in pieces of at most this size."""


def coverage(polygon: shapely.Polygon, path: np.ndarray, swath: float) -> float:
    """Share of the polygon's area that comes within half a swath of the path."""
    return shapely.area(intersection(polygon, buffer(line_of(path), swath / 2, quad_segs=32))) / polygon.area


def bound(area: float, swath: float) -> float:
    """Metres that no path is shorter than which sees an area with a disc `swath` wide: (A - pi s^2 / 4) / s."""
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
    unseen: float = UNSEEN,
) -> np.ndarray:
    """The path with spurs to what it leaves unseen, the largest first, until not more than the share `unseen` of the
    polygon is left. A spur goes out and back, so that nothing that was seen is lost; `shortened` makes bends of them.
    """
    radius = swath / 2 * OVERLAP
    for number in range(MOST_ROUNDS):
        progress(number / MOST_ROUNDS)
        missed = _chunks(difference(polygon, buffer(line_of(path), radius)), swath * CHUNK)
        missed.sort(key=lambda part: -part.area)
        left = np.cumsum([part.area for part in missed][::-1])[::-1]  # from each on, itself included
        worth = [part for part, rest in zip(missed, left, strict=True) if rest > unseen * polygon.area]
        if not worth:
            break
        for part in worth:
            path = _with_spur(path, _just_seeing(part, path, polygon, radius), inside)
    return path


def _chunks(missed, size: float) -> list[shapely.Polygon]:
    """The polygons of what is missed, long ones in pieces that a footprint can hold."""
    chunks = []
    for part in _polygons(missed):
        low_x, low_y, high_x, high_y = part.bounds
        across, up = (max(1, math.ceil(extent / size)) for extent in (high_x - low_x, high_y - low_y))
        if across * up == 1:
            chunks.append(part)
            continue
        x, y = np.linspace(low_x, high_x, across + 1), np.linspace(low_y, high_y, up + 1)
        column, row = (index.ravel() for index in np.indices((across, up)))
        for piece in intersection(part, shapely.box(x[column], y[row], x[column + 1], y[row + 1])):
            chunks += _polygons(piece)
    return chunks


def _just_seeing(missed: shapely.Polygon, path: np.ndarray, polygon: shapely.Polygon, radius: float) -> np.ndarray:
    """(1, 2) a place to go to for what is missed: from the nearest of the path towards its middle, just as far as is
    needed to see all of it."""
    corners = shapely.get_coordinates(missed)
    middle = (corners.min(axis=0) + corners.max(axis=0)) / 2
    start, _ = _nearest(path, middle)
    places = start + np.linspace(0, 1, 41)[:, None] * (middle - start)
    farthest = np.hypot(*(corners[None] - places[:, None]).transpose(2, 0, 1)).max(axis=1)
    for goal in places[farthest <= radius][:1]:
        if shapely.contains_xy(polygon, *goal):
            return goal[None]
    return shapely.get_coordinates(shapely.point_on_surface(missed))


def linked(stretches: list[np.ndarray], inside: Airspace) -> np.ndarray:
    """(k, 2) stretches one after another, with the shortest links that stay inside."""
    path = [stretches[0]]
    ends = np.array([stretch[-1] for stretch in stretches[:-1]]).reshape(-1, 2)
    starts = np.array([stretch[0] for stretch in stretches[1:]]).reshape(-1, 2)
    blocked = inside.blocked(ends, starts)
    for index, stretch in enumerate(stretches[1:]):
        if blocked[index]:
            way = inside.shortest_paths(np.stack((ends[index], starts[index])), straight)
            path.append(way.path(0, 1)[1:-1])
        path.append(stretch)
    joined = np.vstack(path)
    return joined[np.concatenate(([True], np.hypot(*np.diff(joined, axis=0).T) > SAME_PLACE))]


def straight(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Metres of straight legs: the cost of a way inside a polygon."""
    return np.hypot(*(b - a).T)


def _with_spur(path: np.ndarray, goal: np.ndarray, inside: Airspace) -> np.ndarray:
    """The path with a way from where it is nearest to `goal`, (1, 2), and back: nothing that it saw is lost."""
    place, leg = _nearest(path, goal[0])
    return linked([np.vstack((path[: leg + 1], place)), goal, np.vstack((place, path[leg + 1 :]))], inside)


def _nearest(path: np.ndarray, place: np.ndarray) -> tuple[np.ndarray, int]:
    """(2,) where the path comes nearest to a place, and the leg on which that is."""
    if len(path) < 2:
        return path[0], 0
    moves = np.diff(path, axis=0)
    along = ((place - path[:-1]) * moves).sum(axis=1) / np.maximum((moves**2).sum(axis=1), 1e-300)
    nearest = path[:-1] + np.clip(along, 0, 1)[:, None] * moves
    leg = int(np.hypot(*(nearest - place).T).argmin())
    return nearest[leg], leg


def line_of(path: np.ndarray):
    """The path as a line, or a point where it is one."""
    return shapely.linestrings(path) if len(path) > 1 else shapely.points(path[0])


def _polygons(geometry) -> list[shapely.Polygon]:
    return [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon" and part.area > 0]
