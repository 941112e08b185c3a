"""Decomposition of a polygon into cells, each swept by parallel lines in its own best direction.

Cuts run from the reflex vertices of the polygon along their edges. The best direction of a cell is the one across which
its height is least.
"""

import numpy as np
import shapely

from ..geometry import difference, intersection
from .swaths import directions, heights

TURN_COST = 1.0
"""In swaths: the cost of a line beyond its share of the area, that is the link to the next line."""


CELL_COST = 1.0
"""In swaths: the cost of a further cell, that is the link to it."""


SIMPLIFICATION = 0.35
"""In swaths: details of the outline smaller than this are ignored when it is cut."""


def decompose(polygon: shapely.Polygon, swath: float) -> list[tuple[shapely.Polygon, float]]:
    """The cells, which together are the polygon, and the best direction of each in radians from the x axis.

    Greedy: of all cuts from a reflex vertex along one of its edges, take the one that saves most lines, until no cut
    saves more than a cell costs (minimal sum of altitudes: Huang, "Optimal line-sweep-based decompositions for
    coverage algorithms", ICRA 2001).
    """
    cells, todo = [], [polygon]
    while todo:
        cell = todo.pop()
        cost, angle = _cell_cost(cell, swath)
        best, parts = cost - CELL_COST * swath, None
        for line in _cut_lines(cell, swath):
            split = shapely.get_parts(difference(cell, shapely.buffer(line, 1e-9, cap_style="flat")))
            split = split[(shapely.get_type_id(split) == 3) & (shapely.area(split) > swath**2)]
            if len(split) > 1 and (total := sum(_cell_cost(part, swath)[0] for part in split)) < best:
                best, parts = total, split
        if parts is None:
            cells.append((cell, angle))
        else:
            todo += list(parts)
    return cells


def _cell_cost(cell: shapely.Polygon, swath: float) -> tuple[float, float]:
    """The cost of a cell's turns in metres in its best direction, and that direction in radians."""
    simplified = shapely.simplify(cell, SIMPLIFICATION * swath)
    simplified = simplified if simplified.geom_type == "Polygon" and not simplified.is_empty else cell
    angle = directions(simplified, 1)[0]
    rings = [np.diff(shapely.get_coordinates(ring), axis=0) for ring in (simplified.exterior, *simplified.interiors)]
    height = heights(np.concatenate(rings), np.array([angle]))[0]
    return TURN_COST * max(height, swath), float(angle)


def _cut_lines(cell: shapely.Polygon, swath: float) -> list[shapely.LineString]:
    """Lines through a cell from each of its reflex vertices, continuing each of the two edges there."""
    simplified = shapely.simplify(cell, SIMPLIFICATION * swath)
    if simplified.geom_type != "Polygon" or simplified.is_empty:
        return []
    simplified = shapely.geometry.polygon.orient(simplified)
    reach = np.hypot(*np.subtract(simplified.bounds[2:], simplified.bounds[:2]))
    lines = []
    for ring in (simplified.exterior, *simplified.interiors):
        here = shapely.get_coordinates(ring)[:-1]
        arriving, leaving = here - np.roll(here, 1, axis=0), np.roll(here, -1, axis=0) - here
        reflex = arriving[:, 0] * leaving[:, 1] - arriving[:, 1] * leaving[:, 0] < 0
        for move in (arriving, -leaving):
            far = here + move * (reach / np.maximum(np.hypot(*move.T), 1e-12))[:, None]
            near = here - move * (0.5 * swath / np.maximum(np.hypot(*move.T), 1e-12))[:, None]
            lines += list(zip(near[reflex], here[reflex], far[reflex], strict=True))
    return [line for near, here, far in lines if (line := _segment_from(cell, near, here, far)) is not None]


def _segment_from(cell: shapely.Polygon, near, here, far) -> shapely.LineString | None:
    """The part of the line from a vertex to where it first leaves the cell. It starts a little before the vertex, as
    the vertex of the simplified outline may lie inside the cell."""
    segments = shapely.get_parts(intersection(cell, shapely.LineString([near, far])))
    segments = segments[shapely.get_type_id(segments) == 1]
    segments = segments[shapely.distance(segments, shapely.Point(here)) < np.hypot(*(here - near)) + 1e-9]
    return max(segments, key=shapely.length) if len(segments) else None
