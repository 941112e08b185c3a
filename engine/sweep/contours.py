"""Lines that follow the outline: rings one inside the other, joined into one path without turning back.

Two rings a swath apart are joined by leaving out a leg of each and crossing over twice, which lengthens nothing (the
idea of spanning-tree coverage). What lies between the innermost rings is seen from lines put in where they cost
least.
"""

import numpy as np
import shapely

from ..airspace.airspace import Airspace
from ..geometry import buffer, difference
from .coverage import linked
from .swaths import OVERLAP, directions, lines_of

PLAIN = 0.2
"""Of a swath: details of a ring below this are left out."""
LEG = 0.75
"""Swaths: the longest leg of a ring where it is joined."""
REST = 0.3
"""Footprints: what is left between rings and smaller than this is left to detours."""
GAP = 0.91
"""Swaths from one ring to the next: closer than a swath, as at a swath every corner would leave a cusp unseen."""
THIN = 0.2
"""Of a swath: slits up to twice as wide are left to detours."""
TRIED = 40
"""Places, the cheapest, at which a join is tried."""


def rings_path(polygon: shapely.Polygon, inside: Airspace, swath: float) -> np.ndarray | None:
    """(k, 2) a path along the outline of a polygon, not yet all that sees it; None where no ring fits in."""
    rings = _rings(polygon, swath)
    if not rings:
        return None
    seen = shapely.union_all([buffer(shapely.LineString(ring), swath / 2 * OVERLAP) for ring in rings])
    cycle, rings = rings[0], rings[1:]
    while rings:
        joins = [_join(cycle, ring, inside) for ring in rings]
        best = int(np.argmin([cost for cost, _ in joins]))
        cycle = joins[best][1]
        del rings[best]
    for line in _between(difference(polygon, seen), swath):
        cycle = _with(cycle, line, inside)
    legs = np.hypot(*np.diff(cycle, axis=0).T)
    longest = int(legs.argmax())
    return np.vstack((cycle[longest + 1 : -1], cycle[: longest + 1]))


def _rings(polygon: shapely.Polygon, swath: float) -> list[np.ndarray]:
    """Closed rings, half a swath from the outline and then a swath from each other."""
    rings, depth = [], swath / 2 * OVERLAP
    while True:
        left = shapely.get_parts(buffer(polygon, -depth, join_style="mitre"))
        left = left[shapely.area(left) > 0]
        if not len(left):
            return rings
        for part in left:
            for ring in (part.exterior, *part.interiors):
                plain = shapely.simplify(ring, PLAIN * swath)
                if plain.length > swath:
                    rings.append(shapely.get_coordinates(shapely.segmentize(plain, LEG * swath)))
        depth += swath * GAP


def _join(cycle: np.ndarray, ring: np.ndarray, inside: Airspace) -> tuple[float, np.ndarray]:
    """What it costs to fly a ring as a part of a closed path, and the path (closed) that does."""
    here, there = cycle[:-1], cycle[1:]
    first, second = ring[:-1], ring[1:]
    legs = np.hypot(*(there - here).T)[:, None] + np.hypot(*(second - first).T)[None]
    ways = []
    for onto, off in ((first, second), (second, first)):
        ways.append(_apart(here, onto) + _apart(there, off) - legs)
    cost = np.stack(ways)
    order = np.argsort(cost, axis=None)[:TRIED]
    way, at, to = np.unravel_index(order, cost.shape)
    onto, off = (
        np.where((way == 0)[:, None], first[to], second[to]),
        np.where((way == 0)[:, None], second[to], first[to]),
    )
    clear = ~inside.blocked(here[at], onto) & ~inside.blocked(there[at], off)
    if not clear.any():
        gap = _apart(cycle[:-1], ring[:-1])
        i, j = np.unravel_index(gap.argmin(), gap.shape)
        around = np.vstack((ring[j:-1], ring[: j + 1]))
        return 2 * gap[i, j], linked([cycle[: i + 1], around, cycle[i:]], inside)
    best = int(clear.argmax())
    i, j = at[best], to[best]
    around = np.vstack((ring[j + 1 : -1], ring[: j + 1]))  # from second[j] round to first[j]
    if way[best] == 0:
        around = around[::-1]
    return cost[way[best], i, j], np.vstack((cycle[: i + 1], around, cycle[i + 1 :]))


def _between(rest, swath: float) -> list[np.ndarray]:
    """Lines through what rings leave unseen."""
    thin = THIN * swath
    wide = buffer(buffer(rest, -thin), thin)
    parts = [part for part in shapely.get_parts(wide) if part.geom_type == "Polygon"]
    return [
        line
        for part in parts
        if part.area > REST * swath**2
        for run in lines_of(part, directions(part, 1)[0], swath)
        for line in run
    ]


def _with(cycle: np.ndarray, line: np.ndarray, inside: Airspace) -> np.ndarray:
    """The path with a line where that lengthens it least."""
    here, there = cycle[:-1], cycle[1:]
    legs = np.hypot(*(there - here).T)
    ways = [np.hypot(*(here - way[0]).T) + np.hypot(*(there - way[-1]).T) - legs for way in (line, line[::-1])]
    turned, at = np.unravel_index(np.argmin(ways), (2, len(legs)))
    return linked([cycle[: at + 1], line[::-1] if turned else line, cycle[at + 1 :]], inside)


def _apart(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    return np.hypot(*(a[:, None] - b[None]).transpose(2, 0, 1))
