"""Where drones may fly, and the cheapest way around where they may not.

No-fly zones are grown by a buffer. A shortest path among polygons bends only at their convex corners, so the ways
between stops are searched on the visibility graph of those corners, with legs that are tangent at both ends: no
shortest path uses another.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import shapely
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import dijkstra

from ..geometry import buffer as grown
from ..geometry import difference
from ..progress import Progress, part, quiet
from ..tables import GeoTable, geometries_of
from .corners import CLEARANCE, Corners, corners_of
from .occlusion import Shadows, walls_of

MITRE_LIMIT = 1.5
"""Of the buffer's corners: at least 1, so that nothing within the buffer's distance is left out."""
PAIRS = 500_000
"""Pairs of places that are looked at in one go; progress is called in between."""
CHUNK = 25_000
"""Legs that are tested in one go, against every zone near them."""
ROUND = 0.25
"""Inner over outer radius of a zone above which its inner circle stands for it in Shadows, else its edges do."""

LegCost = Callable[[np.ndarray, np.ndarray], np.ndarray]
"""(n, 2) starts, (n, 2) ends -> (n,) cost of flying straight, inf where that can't be."""


@dataclass(frozen=True)
class Ways:
    """The cheapest ways between places."""

    cost: np.ndarray
    """(T, T) from the row's place to the column's, inf where there is none."""
    places: np.ndarray
    """(T, 2)"""
    direct: np.ndarray
    """(T, T) whether the straight leg is the way."""
    corners: np.ndarray
    """(K, 2) where ways may bend"""
    before: np.ndarray
    """(T, K + T) on the way from the row's place, the corner before each corner or place; negative where there is
    none."""

    def path(self, start: int, end: int) -> np.ndarray:
        """(k, 2) vertices of the way from place `start` to place `end`, both included."""
        bends: list[int] = []
        if not self.direct[start, end]:
            at = int(self.before[start, len(self.corners) + end])
            while 0 <= at < len(self.corners):
                bends.append(at)
                at = int(self.before[start, at])
        return np.vstack((self.places[start], self.corners[bends[::-1]], self.places[end]))

    def farthest(self, centre: np.ndarray) -> np.ndarray:
        """(T, T) the greatest distance from `centre` of any bend of each way, 0 where it has none."""
        count = len(self.corners)
        if not count or self.direct.all():
            return np.zeros_like(self.cost)
        distance = np.hypot(*(self.corners - centre).T)
        has = (self.before >= 0) & (self.before < count)
        before = np.where(has, self.before, 0)
        worst = np.where(has, distance[before], 0.0)
        while True:
            further = np.maximum(worst, np.where(has, np.take_along_axis(worst, before, axis=1), 0.0))
            if np.array_equal(further, worst):
                return np.where(self.direct, 0.0, worst[:, count:])
            worst = further


@dataclass(frozen=True)
class Airspace:
    """The plane without some polygons. Make it with `airspace_around`."""

    zones: np.ndarray
    """(Z,) polygons, buffered, that don't overlap"""
    _known: dict = field(default_factory=dict, init=False, repr=False, compare=False)
    """the legs among corners, once they were needed"""

    @cached_property
    def _tree(self) -> shapely.STRtree:
        shapely.prepare(self.zones)
        return shapely.STRtree(self.zones)

    @cached_property
    def corners(self) -> Corners:
        """Where ways may bend."""
        corners = corners_of(self.zones)
        return corners.take(~self.closed(corners.places))  # where another zone is nearer than the clearance

    def closed(self, places: np.ndarray) -> np.ndarray:
        """(n,) whether (n, 2) places lie in a zone or on its edge."""
        found = np.zeros(len(places), dtype=bool)
        found[self._tree.query(shapely.points(places), predicate="intersects")[0]] = True
        return found

    def open_part(self, geometries: np.ndarray) -> np.ndarray:
        """What is left of (n,) geometries outside of all zones, 1 cm away from them."""
        left = np.array(geometries, dtype=object)
        rows, columns = self._tree.query(left, predicate="intersects")
        for row in np.unique(rows):
            near = grown(self.zones[columns[rows == row]], 0.01, join_style="mitre")
            left[row] = difference(left[row], shapely.union_all(near))
        return left

    def blocked(self, starts: np.ndarray, ends: np.ndarray, progress: Progress = quiet) -> np.ndarray:
        """(n,) whether straight legs between (n, 2) places touch a zone."""
        found = np.zeros(len(starts), dtype=bool)
        if not len(self.zones):
            return found
        for begin in range(0, len(starts), CHUNK):
            progress(begin / len(starts))
            chunk = slice(begin, begin + CHUNK)
            found[chunk] = self._blocked(starts[chunk], ends[chunk])
        return found

    @cached_property
    def _shadows(self) -> Shadows:
        centres, inner, outer = self._circles
        round_enough = inner > ROUND * outer
        return Shadows(centres[round_enough], inner[round_enough], walls_of(self.zones[~round_enough]))

    @cached_property
    def _circles(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Centre, inner and outer radius of each zone: a leg that crosses the inner circle is blocked, one that stays
        out of the outer circle isn't. They spare most of the exact tests."""
        centres = shapely.centroid(self.zones)
        centres = np.where(shapely.contains(self.zones, centres), centres, shapely.point_on_surface(self.zones))
        inner = shapely.distance(centres, shapely.boundary(self.zones)) * (1 - 1e-9)
        outer = shapely.hausdorff_distance(centres, self.zones) * (1 + 1e-9)
        return shapely.get_coordinates(centres), inner, outer

    def _blocked(self, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
        legs = shapely.linestrings(np.stack((starts, ends), axis=1))
        found = np.zeros(len(legs), dtype=bool)
        leg, zone = self._tree.query(legs)
        centres, inner, outer = self._circles
        distance = _distances(centres[zone], starts[leg], ends[leg])
        found[leg[distance < inner[zone]]] = True
        left = ~found[leg] & (distance <= outer[zone])
        leg, zone = leg[left], zone[left]
        found[leg[shapely.intersects(self.zones[zone], legs[leg])]] = True
        return found

    def ways(self, places: np.ndarray, cost: LegCost, most: float = np.inf, progress: Progress = quiet) -> Ways:
        """The cheapest ways among (T, 2) places, none costing more than `most`. A straight leg that is clear counts
        as cheapest (a wind that is the same everywhere doesn't change that). The cost is that of the taut way; the
        path drawn keeps corners.CLEARANCE from the zones."""
        count, corner_count = len(places), len(self.corners)
        first, second = self._clear(Corners.without_edges(places) + self.corners, count, part(progress, 0, 0.4))
        to_place = second < count
        direct = np.eye(count, dtype=bool)
        direct[first[to_place], second[to_place]] = direct[second[to_place], first[to_place]] = True
        total = np.full((count, count), np.inf)
        here, there = np.nonzero(direct)
        total[direct] = cost(places[here], places[there])
        bends = np.empty((0, 2))
        before = np.full((count, 0), -1, dtype=np.int32)
        if not direct.all() and corner_count:
            legs = self._corner_legs(part(progress, 0.4, 0.8))
            graph = self._graph(places, first[~to_place], second[~to_place] - count, legs, cost)
            bends = self.corners.places
            before = np.full((count, corner_count + count), -1, dtype=np.int32)
            for begin in range(0, count, 32):
                progress(0.8 + 0.2 * begin / count)
                sources = np.arange(begin, min(begin + 32, count))
                around, came = dijkstra(
                    graph, indices=sources + corner_count, return_predecessors=True, limit=min(most, 1e300)
                )
                arrived, came_last = around[:, corner_count + count :], came[:, corner_count + count :]
                total[sources] = np.where(direct[sources], total[sources], arrived)
                before[sources] = np.concatenate((came[:, :corner_count], came_last), axis=1)
        total[total > most] = np.inf
        return Ways(total, places, direct, bends, before)

    def _corner_legs(self, progress: Progress) -> tuple[np.ndarray, np.ndarray]:
        """Pairs of corners (both ways) with a clear, tangent leg between them."""
        if "legs" not in self._known:
            here, there = self._clear(self.corners, len(self.corners), progress)
            self._known["legs"] = np.concatenate((here, there)), np.concatenate((there, here))
        return self._known["legs"]

    def _clear(self, nodes: Corners, count: int, progress: Progress) -> tuple[np.ndarray, np.ndarray]:
        """Pairs of nodes, one of the first `count` and a later one, with a clear, tangent leg between them."""
        found = [np.empty((2, 0), dtype=np.int32)]
        rows = max(1, PAIRS // max(len(nodes), 1))
        for begin in range(0, count, rows):
            progress(begin / count)
            some = slice(begin, min(begin + rows, count))
            here, there = np.nonzero(np.triu(nodes.take(some).tangent(nodes.take(slice(begin, None))), 1))
            seen = ~self._shadows.hidden(nodes.places[some], here, nodes.places[begin + there])
            pairs = (np.stack((here[seen], there[seen])) + begin).astype(np.int32)
            found.append(pairs[:, ~self.blocked(*nodes.places[pairs])])
        return tuple(np.concatenate(found, axis=1))

    def _graph(
        self,
        places: np.ndarray,
        place: np.ndarray,
        corner: np.ndarray,
        legs: tuple[np.ndarray, np.ndarray],
        cost: LegCost,
    ) -> coo_matrix:
        """Corners, then places as starts, then the same places as ends: no way passes through another place. `place`
        and `corner` are the legs between these, `legs` those among corners."""
        count, corner_count = len(places), len(self.corners)
        nodes = np.vstack((self.corners.vertices, places, places))
        start = np.concatenate((legs[0], place + corner_count, corner))
        end = np.concatenate((legs[1], corner, place + corner_count + count))
        weight = cost(nodes[start], nodes[end])
        # an edge of no weight would be no edge to scipy
        weight, finite = np.maximum(weight, 1e-12), np.isfinite(weight)
        size = len(nodes)
        return coo_matrix((weight[finite], (start[finite], end[finite])), shape=(size, size)).tocsr()


def airspace_around(polygons: GeoTable | Sequence, buffer: float = 0.0) -> Airspace:
    """The airspace outside of polygons, each grown by `buffer` metres.

    polygons: a GeoDataFrame, a GeoSeries or a sequence of any mix of Polygon and MultiPolygon, in metres; missing and
    empty ones count for nothing.
    """
    shapes = geometries_of(polygons)
    shapes = shapes[~(shapely.is_missing(shapes) | shapely.is_empty(shapes))]
    if len(shapes):
        shapes = shapely.make_valid(shapes)
        if buffer:
            shapes = grown(shapes, buffer, join_style="mitre", mitre_limit=MITRE_LIMIT)
        shapes = shapely.get_parts(shapely.union_all(shapes))
        shapes = shapes[(shapely.get_type_id(shapes) == 3) & (shapely.area(shapes) > 0)]
        shapes = shapely.make_valid(shapely.remove_repeated_points(shapes, 10 * CLEARANCE))
        shapes = shapely.get_parts(shapes)
        shapes = shapes[shapely.get_type_id(shapes) == 3]
    return Airspace(shapes)


def _distances(points: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """(n,) distances of points from the segments between starts and ends."""
    moves = ends - starts
    squared = np.maximum((moves**2).sum(axis=1), 1e-300)
    share = np.clip(((points - starts) * moves).sum(axis=1) / squared, 0, 1)
    return np.hypot(*(starts + share[:, None] * moves - points).T)
