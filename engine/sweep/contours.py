"""Contour-parallel coverage: rings parallel to the outline, one inside the other, joined into one path.

Two neighbouring rings are joined by removing a leg of each and adding two links between them, which makes the path no
longer (the idea of spanning-tree coverage). Parts that the rings leave uncovered get lines of their own, inserted where
they cost least.
"""

import numpy as np
import shapely

from ..airspace.airspace import Airspace
from ..geometry import buffer, difference
from .coverage import linked
from .swaths import OVERLAP, directions, lines_of

SIMPLIFICATION = 0.2
"""In swaths: details of a ring smaller than this are removed."""
MAX_LEG = 0.75
"""In swaths: the longest leg of a ring. Rings are joined at whole legs."""
MIN_REST = 0.3
"""In squared swaths: an uncovered part between rings that is smaller than this gets no line, but spurs."""
RING_SPACING = 0.91
"""In swaths: the distance from one ring to the next. At a whole swath each corner would leave an uncovered cusp."""
MIN_WIDTH = 0.2
"""In swaths: slits up to twice as wide get no line, but spurs."""
MAX_JOINS = 40
"""The cheapest joins of two rings that are tested for a clear link."""


def rings_path(polygon: shapely.Polygon, inside: Airspace, swath: float) -> np.ndarray | None:
    """(k, 2) a path of joined rings in a polygon, which may leave small parts uncovered; None if no ring fits in."""
    rings = _rings(polygon, swath)
    if not rings:
        return None
    covered = shapely.union_all([buffer(shapely.LineString(ring), swath / 2 * OVERLAP) for ring in rings])
    cycle, rings = rings[0], rings[1:]
    while rings:
        joins = [_join(cycle, ring, inside) for ring in rings]
        best = int(np.argmin([cost for cost, _ in joins]))
        cycle = joins[best][1]
        del rings[best]
    for line in _lines_between(difference(polygon, covered), swath):
        cycle = _with_line(cycle, line, inside)
    legs = np.hypot(*np.diff(cycle, axis=0).T)
    longest = int(legs.argmax())
    return np.vstack((cycle[longest + 1 : -1], cycle[: longest + 1]))


def _rings(polygon: shapely.Polygon, swath: float) -> list[np.ndarray]:
    """Closed rings, the first half a swath from the outline, the others RING_SPACING swaths apart."""
    rings, depth = [], swath / 2 * OVERLAP
    while True:
        left = shapely.get_parts(buffer(polygon, -depth, join_style="mitre"))
        left = left[shapely.area(left) > 0]
        if not len(left):
            return rings
        for part in left:
            for ring in (part.exterior, *part.interiors):
                simplified = shapely.simplify(ring, SIMPLIFICATION * swath)
                if simplified.length > swath:
                    rings.append(shapely.get_coordinates(shapely.segmentize(simplified, MAX_LEG * swath)))
        depth += swath * RING_SPACING


def _join(cycle: np.ndarray, ring: np.ndarray, inside: Airspace) -> tuple[float, np.ndarray]:
    """The cost of joining a ring to a closed path, and the closed path with the ring."""
    here, there = cycle[:-1], cycle[1:]
    first, second = ring[:-1], ring[1:]
    legs = np.hypot(*(there - here).T)[:, None] + np.hypot(*(second - first).T)[None]
    costs = []
    for onto, off in ((first, second), (second, first)):
        costs.append(_distances(here, onto) + _distances(there, off) - legs)
    cost = np.stack(costs)
    order = np.argsort(cost, axis=None)[:MAX_JOINS]
    variant, at, to = np.unravel_index(order, cost.shape)
    onto, off = (
        np.where((variant == 0)[:, None], first[to], second[to]),
        np.where((variant == 0)[:, None], second[to], first[to]),
    )
    clear = ~inside.blocked(here[at], onto) & ~inside.blocked(there[at], off)
    if not clear.any():
        gap = _distances(cycle[:-1], ring[:-1])
        i, j = np.unravel_index(gap.argmin(), gap.shape)
        opened = np.vstack((ring[j:-1], ring[: j + 1]))
        return 2 * gap[i, j], linked([cycle[: i + 1], opened, cycle[i:]], inside)
    best = int(clear.argmax())
    i, j = at[best], to[best]
    opened = np.vstack((ring[j + 1 : -1], ring[: j + 1]))  # from second[j] around to first[j]
    if variant[best] == 0:
        opened = opened[::-1]
    return cost[variant[best], i, j], np.vstack((cycle[: i + 1], opened, cycle[i + 1 :]))


def _lines_between(rest, swath: float) -> list[np.ndarray]:
    """Lines through the parts that the rings leave uncovered."""
    thin = MIN_WIDTH * swath
    wide = buffer(buffer(rest, -thin), thin)
    parts = [part for part in shapely.get_parts(wide) if part.geom_type == "Polygon"]
    return [
        line
        for part in parts
        if part.area > MIN_REST * swath**2
        for run in lines_of(part, directions(part, 1)[0], swath)
        for line in run
    ]


def _with_line(cycle: np.ndarray, line: np.ndarray, inside: Airspace) -> np.ndarray:
    """The closed path with a line inserted where it adds least length."""
    here, there = cycle[:-1], cycle[1:]
    legs = np.hypot(*(there - here).T)
    added = [np.hypot(*(here - each[0]).T) + np.hypot(*(there - each[-1]).T) - legs for each in (line, line[::-1])]
    reversed_, at = np.unravel_index(np.argmin(added), (2, len(legs)))
    return linked([cycle[: at + 1], line[::-1] if reversed_ else line, cycle[at + 1 :]], inside)


def _distances(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    return np.hypot(*(a[:, None] - b[None]).transpose(2, 0, 1))
