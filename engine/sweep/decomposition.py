"""A polygon cut into cells, each of which is best swept in a direction of its own.

Cuts run from the reflex corners of the polygon along their edges. After them each cell has the direction across which
it is lowest.
"""

import numpy as np
import shapely

from ..geometry import difference, intersection
from .swaths import directions, heights

TURN = 1.0
"""Swaths that a line costs in a cell beyond its share of the area: the link to the next."""


CELL = 1.0
"""Swaths that a further cell costs: the way there."""


RAGGED = 0.35
"""Of a swath: details of the outline below this don't decide how it is cut."""


def cut(polygon: shapely.Polygon, swath: float) -> list[tuple[shapely.Polygon, float]]:
    """Cells that together are the polygon, and the best direction of each in radians.

    Greedy: of all cuts from a reflex corner along one of its edges, the one that spares most lines, until none spares
    more than a cell costs (the minimal sum of altitudes, Huang 2001).
    """
    cells, todo = [], [polygon]
    while todo:
        cell = todo.pop()
        price, angle = _price(cell, swath)
        best, parts = price - CELL * swath, None
        for line in _cuts(cell, swath):
            split = shapely.get_parts(difference(cell, shapely.buffer(line, 1e-9, cap_style="flat")))
            split = split[(shapely.get_type_id(split) == 3) & (shapely.area(split) > swath**2)]
            if len(split) > 1 and (total := sum(_price(part, swath)[0] for part in split)) < best:
                best, parts = total, split
        if parts is None:
            cells.append((cell, angle))
        else:
            todo += list(parts)
    return cells


def _price(cell: shapely.Polygon, swath: float) -> tuple[float, float]:
    """What the turns of a cell cost in metres at its best direction, and that direction."""
    plain = shapely.simplify(cell, RAGGED * swath)
    plain = plain if plain.geom_type == "Polygon" and not plain.is_empty else cell
    angle = directions(plain, 1)[0]
    rings = [np.diff(shapely.get_coordinates(ring), axis=0) for ring in (plain.exterior, *plain.interiors)]
    height = heights(np.concatenate(rings), np.array([angle]))[0]
    return TURN * max(height, swath), float(angle)


def _cuts(cell: shapely.Polygon, swath: float) -> list[shapely.LineString]:
    """Lines through a cell from each of its reflex corners, straight on along each of its two edges."""
    plain = shapely.simplify(cell, RAGGED * swath)
    if plain.geom_type != "Polygon" or plain.is_empty:
        return []
    plain = shapely.geometry.polygon.orient(plain)
    reach = np.hypot(*np.subtract(plain.bounds[2:], plain.bounds[:2]))
    lines = []
    for ring in (plain.exterior, *plain.interiors):
        here = shapely.get_coordinates(ring)[:-1]
        arriving, leaving = here - np.roll(here, 1, axis=0), np.roll(here, -1, axis=0) - here
        reflex = arriving[:, 0] * leaving[:, 1] - arriving[:, 1] * leaving[:, 0] < 0
        for move in (arriving, -leaving):
            far = here + move * (reach / np.maximum(np.hypot(*move.T), 1e-12))[:, None]
            near = here - move * (0.5 * swath / np.maximum(np.hypot(*move.T), 1e-12))[:, None]
            lines += list(zip(near[reflex], here[reflex], far[reflex], strict=True))
    return [line for near, here, far in lines if (line := _first_stretch(cell, near, here, far)) is not None]


def _first_stretch(cell: shapely.Polygon, near, here, far) -> shapely.LineString | None:
    """The way from a corner until it leaves the cell, with a little before it (the corner of the simplified outline
    may lie inside)."""
    stretches = shapely.get_parts(intersection(cell, shapely.LineString([near, far])))
    stretches = stretches[shapely.get_type_id(stretches) == 1]
    stretches = stretches[shapely.distance(stretches, shapely.Point(here)) < np.hypot(*(here - near)) + 1e-9]
    return max(stretches, key=shapely.length) if len(stretches) else None
