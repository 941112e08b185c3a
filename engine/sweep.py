"""The path that sweeps a polygon with a footprint of a given width.

Boustrophedon with one direction, parallel to the edge across which the polygon is narrowest (rotating calipers).
Lines clipped to the polygon are joined into cells (runs of neighbouring lines that meet only each other), so that
holes and bays are swept one side at a time; each next cell is entered where it is nearest. Links stay inside the
polygon.
"""

import math
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.affinity import rotate

from .airspace import Airspace, airspace_around, buffer, difference, intersection

OVERLAP = 1 - 1e-3
"""Of the swath that counts as covered, so that rounding leaves no slits."""
SLIVER = 1e-4
"""Share of a strip's piece that may stay unseen at its ends."""
UNSEEN = 2e-3
"""Share of the polygon that may stay unseen."""
MOST_ROUNDS = 12
"""Of adding detours to all that is unseen."""
SHORT_ROUNDS = 2
"""Of those, the first: a detour then replaces a leg, which may have seen something. Later ones come back to it."""


@dataclass(frozen=True)
class _Line:
    """One sweep line: a bent stretch through a piece of a strip, from its low x to its high x."""

    vertices: np.ndarray
    piece: shapely.Polygon
    strip: int


def sweep_paths(polygon: shapely.Polygon, swath: float) -> list[np.ndarray]:
    """Ways to sweep a valid polygon with a round footprint `swath` metres wide: (k, 2) vertices each, inside the
    polygon.

    All have the same direction of lines; they begin at different corners, and each comes backwards too. 99.8 % of the
    polygon comes within half a swath (99.5 % where the outline is too ragged for MOST_ROUNDS). A polygon smaller
    than the footprint is seen from a single place.
    """
    centre = polygon.centroid
    centre = centre if polygon.contains(centre) else polygon.point_on_surface()
    if shapely.hausdorff_distance(centre, polygon) <= swath / 2 * OVERLAP:
        return [shapely.get_coordinates(centre)]
    angle = best_direction(polygon)
    turned = rotate(polygon, -angle, origin=(0, 0), use_radians=True)
    lines = _lines(turned, swath)
    cells = _cells(lines)
    inside = _inside(turned)
    back = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
    paths: list[np.ndarray] = []
    for entry in range(4):
        path = _completed(_joined(_ordered(cells, entry), inside), turned, inside, swath) @ back
        if not any(path.shape == other.shape and np.allclose(path, other) for other in paths):
            paths += [path, path[::-1]] if len(path) > 1 else [path]
    return paths


def best_direction(polygon: shapely.Polygon) -> float:
    """Radians from the x axis: the edge of the convex hull across which the polygon is narrowest."""
    hull = shapely.get_coordinates(shapely.convex_hull(polygon))
    edges = np.diff(hull, axis=0)
    edges = edges[np.hypot(edges[:, 0], edges[:, 1]) > 0]
    angles = np.arctan2(edges[:, 1], edges[:, 0])
    normals = np.stack((-np.sin(angles), np.cos(angles)))
    widths = np.ptp(hull @ normals, axis=0)
    return float(angles[widths.argmin()] % math.pi)


def coverage(polygon: shapely.Polygon, path: np.ndarray, swath: float) -> float:
    """Share of the polygon's area that comes within half a swath of the path."""
    line = shapely.linestrings(path) if len(path) > 1 else shapely.points(path[0])
    return shapely.area(intersection(polygon, buffer(line, swath / 2, quad_segs=32))) / polygon.area


def _lines(polygon: shapely.Polygon, swath: float) -> list[_Line]:
    """Horizontal lines that cover the polygon, from low y to high."""
    low_x, low_y, high_x, high_y = polygon.bounds
    count = max(1, math.ceil((high_y - low_y) / (swath * OVERLAP)))
    step = (high_y - low_y) / count
    lines = []
    for strip in range(count):
        floor, ceiling = low_y + strip * step, low_y + (strip + 1) * step
        band = shapely.box(
            low_x - 1, floor if strip else floor - 1, high_x + 1, ceiling if strip < count - 1 else ceiling + 1
        )
        for piece in _polygons(intersection(polygon, band)):
            lines += [_Line(vertices, piece, strip) for vertices in _through(piece, (floor + ceiling) / 2, swath)]
    return lines


def _through(piece: shapely.Polygon, middle: float, swath: float) -> list[np.ndarray]:
    """Stretches (low x to high x) that see all of a piece of a strip: along the middle, on towards what its ends
    leave unseen."""
    low_x, low_y, high_x, high_y = piece.bounds
    across = shapely.LineString([(low_x - 1, middle), (high_x + 1, middle)])
    runs = [run for run in _linestrings(intersection(piece, across)) if run.length > 0]
    if not runs:
        middle = (low_y + high_y) / 2
        across = shapely.LineString([(low_x - 1, middle), (high_x + 1, middle)])
        runs = [run for run in _linestrings(intersection(piece, across)) if run.length > 0]
    if not runs:
        return [shapely.get_coordinates(piece.point_on_surface())]
    stretches = [np.array(sorted(map(tuple, shapely.get_coordinates(run)))) for run in runs]
    stretches = [_shortened(stretch, piece, swath) if len(runs) == 1 else stretch for stretch in stretches]
    radius = swath / 2 * OVERLAP
    seen = shapely.union_all(
        [
            buffer(shapely.LineString(stretch) if len(stretch) > 1 else shapely.Point(stretch[0]), radius)
            for stretch in stretches
        ]
    )
    for unseen in sorted(_polygons(difference(piece, seen)), key=lambda rest: rest.bounds):
        if unseen.area <= SLIVER * piece.area:
            continue
        corners = shapely.get_coordinates(unseen)
        ends = [(index, end) for index in range(len(stretches)) for end in (0, -1)]
        gaps = [np.hypot(*(corners - stretches[index][end]).T).min() for index, end in ends]
        index, end = ends[int(np.argmin(gaps))]
        stretches[index] = _extended(stretches[index], end, corners, piece, radius)
    return stretches


def _shortened(stretch: np.ndarray, piece: shapely.Polygon, swath: float) -> np.ndarray:
    """A stretch without the ends from which nothing new is seen: the footprint is round and reaches ahead."""
    corners = shapely.get_coordinates(piece)
    radius = swath / 2 * OVERLAP
    middle = stretch[0, 1]
    reach = np.sqrt(np.maximum(radius**2 - (corners[:, 1] - middle) ** 2, 0))
    low, high = (corners[:, 0] + reach).min(), (corners[:, 0] - reach).max()
    low = min(max(low, stretch[0, 0]), stretch[-1, 0])
    high = max(min(high, stretch[-1, 0]), stretch[0, 0])
    if low >= high:
        return np.array([[(low + high) / 2, middle]])
    return np.array([[low, middle], [high, middle]])


def _extended(stretch: np.ndarray, end: int, corners: np.ndarray, piece: shapely.Polygon, radius: float) -> np.ndarray:
    """A stretch flown on towards the farthest unseen corner, as far as is needed to see it and the piece allows."""
    tip = stretch[end]
    distance = np.hypot(*(corners - tip).T)
    far = corners[distance.argmax()]
    further = (distance.max() - radius) * (1 + 1e-9)
    if further <= 0:
        return stretch
    goal = tip + (far - tip) * further / distance.max()
    way = intersection(piece, shapely.LineString([tip, goal]))
    ways = [run for run in _linestrings(way) if run.distance(shapely.Point(tip)) < 1e-6]
    if not ways:
        return stretch
    reached = shapely.get_coordinates(ways[0])
    reached = reached[np.hypot(*(reached - tip).T).argmax()]
    return np.vstack((reached, stretch)) if end == 0 else np.vstack((stretch, reached))


def _cells(lines: list[_Line]) -> list[list[np.ndarray]]:
    """Lines joined into runs: a line follows another if both meet nothing else on the facing side."""
    strips: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        strips.setdefault(line.strip, []).append(index)
    above: dict[int, list[int]] = {index: [] for index in range(len(lines))}
    below: dict[int, list[int]] = {index: [] for index in range(len(lines))}
    for index, line in enumerate(lines):
        for other in strips.get(line.strip + 1, []):
            if shapely.length(intersection(line.piece, lines[other].piece)) > 1e-6:
                above[index].append(other)
                below[other].append(index)
    cells, used = [], set()
    for index in range(len(lines)):
        if index in used:
            continue
        cell = [index]
        while len(above[cell[-1]]) == 1 and len(below[above[cell[-1]][0]]) == 1:
            cell.append(above[cell[-1]][0])
        used.update(cell)
        cells.append([lines[member].vertices for member in cell])
    return cells


def _cell_path(cell: list[np.ndarray], entry: int) -> list[np.ndarray]:
    """The lines of a cell in the order and direction flown: entry is one of its four corners (bit 0: from high x, bit
    1: from the top)."""
    lines = cell[::-1] if entry & 2 else cell
    return [line[::-1] if (index + entry) % 2 else line for index, line in enumerate(lines)]


def _ordered(cells: list[list[np.ndarray]], entry: int) -> list[np.ndarray]:
    """All lines in the order flown: the first cell, then always the nearest way into a cell that is left."""
    first, *others = range(len(cells))
    flown = _cell_path(cells[first], entry)
    while others:
        at = flown[-1][-1]
        ways = [(math.dist(at, _cell_path(cells[cell], way)[0][0]), cell, way) for cell in others for way in range(4)]
        _, cell, way = min(ways)
        flown += _cell_path(cells[cell], way)
        others.remove(cell)
    return flown


def _inside(polygon: shapely.Polygon) -> Airspace:
    """The polygon as an airspace: everything around it is closed."""
    frame = buffer(shapely.box(*polygon.bounds), 10, join_style="mitre")
    return airspace_around([difference(frame, buffer(polygon, 1e-4, join_style="mitre"))])


def _joined(lines: list[np.ndarray], inside: Airspace) -> np.ndarray:
    """(k, 2) lines one after another, with links that stay inside."""
    path = [lines[0]]
    ends = np.array([line[-1] for line in lines[:-1]]).reshape(-1, 2)
    starts = np.array([line[0] for line in lines[1:]]).reshape(-1, 2)
    blocked = inside.blocked(ends, starts)
    for index, line in enumerate(lines[1:]):
        if blocked[index]:
            way = inside.ways(np.stack((ends[index], starts[index])), lambda a, b: np.hypot(*(b - a).T))
            path.append(way.path(0, 1)[1:-1])
        path.append(line)
    joined = np.vstack(path)
    return joined[np.concatenate(([True], np.any(np.diff(joined, axis=0) != 0, axis=1)))]


def _completed(path: np.ndarray, polygon: shapely.Polygon, inside: Airspace, swath: float) -> np.ndarray:
    """The path with short detours to what it leaves unseen, the largest first, until next to nothing is left."""
    for number in range(MOST_ROUNDS):
        line = shapely.linestrings(path) if len(path) > 1 else shapely.points(path[0])
        unseen = _polygons(difference(polygon, buffer(line, swath / 2 * OVERLAP)))
        unseen.sort(key=lambda part: -part.area)
        left = np.cumsum([part.area for part in unseen][::-1])[::-1]  # from each on, itself included
        worth = [part for part, rest in zip(unseen, left, strict=True) if rest > UNSEEN * polygon.area]
        if not worth:
            break
        for part in worth:
            goal = shapely.get_coordinates(part.point_on_surface())
            path = _with_spur(path, goal, inside) if number >= SHORT_ROUNDS else _with_detour(path, goal, inside)
    return path


def _with_detour(path: np.ndarray, goal: np.ndarray, inside: Airspace) -> np.ndarray:
    """The path by way of `goal`, (1, 2), where that lengthens it least."""
    away = np.hypot(*(path - goal).T)
    before, after = np.append(np.inf, away), np.append(away, np.inf)
    lengths = np.concatenate(([0], np.hypot(*np.diff(path, axis=0).T), [0]))
    detour = np.where(np.isinf(before), after, np.where(np.isinf(after), before, before + after - lengths))
    at = int(detour.argmin())
    return _joined([stretch for stretch in (path[:at], goal, path[at:]) if len(stretch)], inside)


def _with_spur(path: np.ndarray, goal: np.ndarray, inside: Airspace) -> np.ndarray:
    """The path with a way from its nearest vertex to `goal`, (1, 2), and back: nothing that it saw is lost."""
    at = int(np.hypot(*(path - goal).T).argmin())
    return _joined([path[: at + 1], goal, path[at:]], inside)


def _polygons(geometry) -> list[shapely.Polygon]:
    return [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon" and part.area > 0]


def _linestrings(geometry) -> list[shapely.LineString]:
    merged = shapely.line_merge(geometry) if geometry.geom_type == "MultiLineString" else geometry
    return [part for part in shapely.get_parts(merged) if part.geom_type == "LineString"]
