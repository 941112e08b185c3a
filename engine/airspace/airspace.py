"""The plane without no-fly zones, and the cheapest paths around them.

Each no-fly zone is enlarged by a buffer. A shortest path among polygons bends only at their convex vertices (here:
corners), so paths are searched with Dijkstra's algorithm on the visibility graph of those corners. Only legs that are
tangent at both ends are in the graph, as no shortest path uses any other.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import shapely
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import dijkstra

from ..geometry import buffer as buffered
from ..geometry import difference, intersection
from ..language import tr, tr_plural
from ..progress import Progress, part, quiet
from ..tables import GeoTable, geometries_of
from ..zones.zones import Zones
from .corners import CLEARANCE, Corners, corners_of
from .occlusion import Occluders, edges_of
from .zoning import Zoning

MIN_CLEARANCE = 5.0
"""m: the least distance of drones from zones, unless it is set otherwise. It is about what satellite positions err by,
and closes slits between zones that no drone could be held to."""
SITE_ROOM = 2.0
"""In clearances: the radius around a launch site that is itself nearer to a zone than the clearance, within which only
the buffer counts, so that drones can leave it."""
MITRE_LIMIT = 1.5
"""Mitre limit of the buffer: at least 1, so that everything within the buffer's distance is inside."""
PAIRS_AT_ONCE = 500_000
"""Pairs of places handled at once; progress is called in between."""
LEGS_AT_ONCE = 25_000
"""Legs tested at once against the zones near them."""
MIN_ROUNDNESS = 0.25
"""A zone whose inner radius divided by its outer radius is above this is represented in Occluders by its inner circle,
any other by its edges."""

FEW_CORNERS = 3000
"""Up to this number, a single path is sought among all corners at once."""

LegCost = Callable[[np.ndarray, np.ndarray], np.ndarray]
"""(n, 2) starts, (n, 2) ends -> (n,) cost of flying straight, inf where that is impossible."""


@dataclass(frozen=True)
class ShortestPaths:
    """The cheapest paths between all pairs of T places."""

    cost: np.ndarray
    """(T, T) from the row's place to the column's, inf where there is no path."""
    places: np.ndarray
    """(T, 2)"""
    direct: np.ndarray
    """(T, T) whether the path is the straight leg."""
    corners: np.ndarray
    """(K, 2) points where paths may bend"""
    predecessor: np.ndarray
    """(T, K + T) on the path from the row's place, the corner before each corner or place; negative where there is
    none."""

    def path(self, start: int, end: int) -> np.ndarray:
        """(k, 2) vertices of the path from place `start` to place `end`, both included."""
        bend_points: list[int] = []
        if not self.direct[start, end]:
            at = int(self.predecessor[start, len(self.corners) + end])
            while 0 <= at < len(self.corners):
                bend_points.append(at)
                at = int(self.predecessor[start, at])
        return np.vstack((self.places[start], self.corners[bend_points[::-1]], self.places[end]))

    def farthest(self, centre: np.ndarray) -> np.ndarray:
        """(T, T) the greatest distance from `centre` to any bend of each path, 0 where the path has none."""
        count = len(self.corners)
        if not count or self.direct.all():
            return np.zeros_like(self.cost)
        distance = np.hypot(*(self.corners - centre).T)
        has = (self.predecessor >= 0) & (self.predecessor < count)
        before = np.where(has, self.predecessor, 0)
        worst = np.where(has, distance[before], 0.0)
        while True:
            further = np.maximum(worst, np.where(has, np.take_along_axis(worst, before, axis=1), 0.0))
            if np.array_equal(further, worst):
                return np.where(self.direct, 0.0, worst[:, count:])
            worst = further

    def sums(self, cost: LegCost) -> np.ndarray:
        """(T, T) another cost summed along the legs of these paths; inf where there is no path."""
        total = np.where(np.isfinite(self.cost), 0.0, np.inf)
        here, there = np.nonzero(self.direct & np.isfinite(self.cost))
        total[here, there] = cost(self.places[here], self.places[there])
        bent = np.isfinite(self.cost) & ~self.direct
        nodes = np.concatenate((self.corners, self.places))
        for start in np.flatnonzero(bent.any(axis=1)):
            total[start, bent[start]] = self._sums_from(int(start), nodes, cost)[bent[start]]
        return total

    def _sums_from(self, start: int, nodes: np.ndarray, cost: LegCost) -> np.ndarray:
        """(T,) as `sums`, from one place, for the paths that bend. nodes: (K + T, 2) corners and places."""
        before, bends = self.predecessor[start].astype(np.int64), len(self.corners)
        linked = before >= 0
        total = np.zeros(len(nodes))
        total[linked] = cost(nodes[before[linked]], nodes[linked])
        before = np.where(linked & (before < bends), before, -1)  # a path begins where no corner comes before
        while (before >= 0).any():
            total += np.where(before >= 0, total[before], 0.0)
            before = np.where(before >= 0, before[before], -1)
        return total[bends:]


@dataclass(frozen=True)
class Airspace:
    """The plane without some polygons, in a projected CRS in metres. Made by `airspace_around`."""

    zones: np.ndarray
    """(Z,) buffered polygons that don't overlap"""
    given: np.ndarray = field(default_factory=lambda: np.zeros(0, object))
    """(k,) the polygons without their buffer that are planned around. Only the check of a plan uses them."""
    buffer: float = 0.0
    """m around the given polygons"""
    clearance: float = 0.0
    """m: the least distance from the given polygons, where it is more than `buffer`, except near `tight`"""
    tight: np.ndarray = field(default_factory=lambda: np.zeros((0, 2)))
    """(k, 2) launch sites nearer to a zone than `clearance`"""
    zoning: Zoning | None = None
    """all zones with their heights and times, of which the given polygons are those planned around; None: just these"""
    _cache: dict = field(default_factory=dict, init=False, repr=False, compare=False)
    """the legs between corners, computed at first use"""

    @cached_property
    def _tree(self) -> shapely.STRtree:
        shapely.prepare(self.zones)
        return shapely.STRtree(self.zones)

    @property
    def every(self) -> Zones:
        """All zones, for the check of a plan."""
        return Zones.always(self.given) if self.zoning is None else self.zoning.zones

    def around(self, more: np.ndarray) -> "Airspace":
        """The airspace outside of more of the zones. more: (n,) booleans."""
        both = more if self.zoning is None else self.zoning.around | more
        if self.zoning is None or np.array_equal(both, self.zoning.around):
            return self
        made = airspace_around(self.every.polygon[both], self.buffer, self.clearance, self.zoning.sites)
        return replace(made, zoning=replace(self.zoning, around=both))

    @cached_property
    def corners(self) -> Corners:
        """The corners where paths may bend."""
        corners = corners_of(self.zones)
        return corners.take(~self.closed(corners.places))  # drops those where another zone is closer than CLEARANCE

    def closed(self, places: np.ndarray) -> np.ndarray:
        """(n,) whether (n, 2) places lie in a zone or on its edge."""
        found = np.zeros(len(places), dtype=bool)
        found[self._tree.query(shapely.points(places), predicate="intersects")[0]] = True
        return found

    def touches(self, geometry: shapely.Geometry) -> bool:
        """Whether a geometry meets a zone or its edge."""
        return bool(len(self._tree.query(geometry, predicate="intersects")))

    def open_part(self, geometries: np.ndarray) -> np.ndarray:
        """(n,) the parts of geometries that are outside of all zones, at a distance of 1 cm from them."""
        left = np.array(geometries, dtype=object)
        rows, columns = self._tree.query(left, predicate="intersects")
        for row in np.unique(rows):
            near = buffered(self.zones[columns[rows == row]], 0.01, join_style="mitre")
            left[row] = difference(left[row], shapely.union_all(near))
        return left

    def blocked(self, starts: np.ndarray, ends: np.ndarray, progress: Progress = quiet) -> np.ndarray:
        """(n,) whether straight legs between (n, 2) places touch a zone."""
        found = np.zeros(len(starts), dtype=bool)
        if not len(self.zones):
            return found
        for begin in range(0, len(starts), LEGS_AT_ONCE):
            progress(begin / len(starts))
            chunk = slice(begin, begin + LEGS_AT_ONCE)
            found[chunk] = self._blocked(starts[chunk], ends[chunk])
        return found

    @cached_property
    def _occluders(self) -> Occluders:
        centres, inner, outer = self._circles
        round_enough = inner > MIN_ROUNDNESS * outer
        return Occluders(centres[round_enough], inner[round_enough], edges_of(self.zones[~round_enough]))

    @cached_property
    def _circles(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Centre, inner and outer radius of each zone. A leg that crosses the inner circle is blocked, a leg that stays
        outside the outer circle isn't. This avoids most of the exact tests."""
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

    def shortest_paths(
        self, places: np.ndarray, cost: LegCost, max_cost: float = np.inf, progress: Progress = quiet
    ) -> ShortestPaths:
        """The cheapest paths between (T, 2) places, without those that cost more than `max_cost`.

        A straight leg that is clear counts as the cheapest path, which also holds in a uniform wind. The cost is that
        of the path through the corners themselves; the vertices of the path keep corners.CLEARANCE from the zones.
        """
        count, corner_count = len(places), len(self.corners)
        first, second = self._clear(Corners.without_edges(places) + self.corners, count, part(progress, 0, 0.4))
        to_place = second < count
        direct = np.eye(count, dtype=bool)
        direct[first[to_place], second[to_place]] = direct[second[to_place], first[to_place]] = True
        total = np.full((count, count), np.inf)
        here, there = np.nonzero(direct)
        for begin in range(0, len(here), PAIRS_AT_ONCE):
            progress(0.4)
            start, end = here[begin : begin + PAIRS_AT_ONCE], there[begin : begin + PAIRS_AT_ONCE]
            total[start, end] = cost(places[start], places[end])
        bend_points = np.empty((0, 2))
        before = np.full((count, 0), -1, dtype=np.int32)
        if not direct.all() and corner_count:
            legs = self._corner_legs(part(progress, 0.4, 0.8))
            graph = self._graph(places, first[~to_place], second[~to_place] - count, legs, cost)
            bend_points = self.corners.places
            before = np.full((count, corner_count + count), -1, dtype=np.int32)
            for begin in range(0, count, 32):
                progress(0.8 + 0.2 * begin / count)
                sources = np.arange(begin, min(begin + 32, count))
                distance, predecessors = dijkstra(
                    graph, indices=sources + corner_count, return_predecessors=True, limit=min(max_cost, 1e300)
                )
                path_cost, last_predecessors = (
                    distance[:, corner_count + count :],
                    predecessors[:, corner_count + count :],
                )
                total[sources] = np.where(direct[sources], total[sources], path_cost)
                before[sources] = np.concatenate((predecessors[:, :corner_count], last_predecessors), axis=1)
        total[total > max_cost] = np.inf
        return ShortestPaths(total, places, direct, bend_points, before)

    def shortest_path(self, start: np.ndarray, end: np.ndarray, window: float) -> np.ndarray:
        """(k, 2) vertices of the shortest path between two places, both included; a straight leg where there is none.

        Among many corners, only the zones near the two places are looked at first, within `window` metres around them.
        A path that leaves the window is at least twice as long as that, so a shorter one inside is the shortest.
        """
        places = np.stack((start, end))
        low, high = places.min(axis=0), places.max(axis=0)
        while len(self.corners) > FEW_CORNERS and not self._within(low - window, high + window):
            box = shapely.box(*(low - window), *(high + window))
            frame = difference(buffered(box, 1.0, join_style="mitre"), box)
            near = intersection(self.zones[self._tree.query(box)], box)
            local = airspace_around([shapely.union_all([*near, frame])]).shortest_paths(places, _metres)
            if local.cost[0, 1] <= 2 * window:
                return local.path(0, 1)
            window *= 3
        return self.shortest_paths(places, _metres).path(0, 1)

    def _within(self, low: np.ndarray, high: np.ndarray) -> bool:
        """Whether all zones lie within a box."""
        west, south, east, north = shapely.total_bounds(self.zones)
        return bool((low <= (west, south)).all() and (high >= (east, north)).all())

    def _corner_legs(self, progress: Progress) -> tuple[np.ndarray, np.ndarray]:
        """Pairs of corners, in both directions, with a clear, tangent leg between them."""
        if "legs" not in self._cache:
            here, there = self._clear(self.corners, len(self.corners), progress)
            self._cache["legs"] = np.concatenate((here, there)), np.concatenate((there, here))
        return self._cache["legs"]

    def _clear(self, nodes: Corners, count: int, progress: Progress) -> tuple[np.ndarray, np.ndarray]:
        """Pairs of nodes, one of the first `count` and a later one, with a clear, tangent leg between them."""
        found = [np.empty((2, 0), dtype=np.int32)]
        rows = max(1, PAIRS_AT_ONCE // max(len(nodes), 1))
        for begin in range(0, count, rows):
            progress(begin / count)
            some = slice(begin, min(begin + rows, count))
            here, there = np.nonzero(np.triu(nodes.take(some).tangent(nodes.take(slice(begin, None))), 1))
            seen = ~self._occluders.hidden(nodes.places[some], here, nodes.places[begin + there])
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
        """The graph for Dijkstra's algorithm. Its nodes are the corners, then the places as starts, then the same
        places as ends, so that no path goes through another place. `place` and `corner` are the ends of the legs
        between places and corners, `legs` are the legs between corners."""
        count, corner_count = len(places), len(self.corners)
        nodes = np.vstack((self.corners.vertices, places, places))
        start = np.concatenate((legs[0], place + corner_count, corner))
        end = np.concatenate((legs[1], corner, place + corner_count + count))
        weight = cost(nodes[start], nodes[end])
        # SciPy takes an edge of weight 0 as no edge
        weight, finite = np.maximum(weight, 1e-12), np.isfinite(weight)
        size = len(nodes)
        return coo_matrix((weight[finite], (start[finite], end[finite])), shape=(size, size)).tocsr()


def airspace_around(
    polygons: GeoTable | Sequence, buffer: float = 0.0, clearance: float = 0.0, sites: np.ndarray | None = None
) -> Airspace:
    """The airspace outside of polygons, each grown by `buffer` or `clearance` metres, whichever is more.

    polygons: a GeoDataFrame, a GeoSeries or a sequence of any mix of Polygon and MultiPolygon, in metres; missing and
    empty ones count for nothing. sites: (s, 2) launch sites. Around one that is nearer to a polygon than `clearance`,
    within SITE_ROOM clearances, polygons are grown by `buffer` alone.
    """
    tight = np.zeros((0, 2))
    shapes = geometries_of(polygons)
    shapes = given = shapes[~(shapely.is_missing(shapes) | shapely.is_empty(shapes))]
    if len(shapes):
        shapes = given = shapely.make_valid(shapes)
        closed = shapely.union_all(_grown(given, buffer))
        if clearance > buffer:
            wide = shapely.union_all(_grown(given, clearance))
            if sites is not None and len(sites):
                with np.errstate(invalid="ignore"):
                    tight = sites[shapely.distance(shapely.points(sites), shapely.union_all(given)) < clearance]
                wide = difference(wide, shapely.union_all(buffered(shapely.points(tight), SITE_ROOM * clearance)))
            closed = shapely.union_all([closed, wide])
        shapes = shapely.get_parts(closed)
        shapes = shapes[(shapely.get_type_id(shapes) == 3) & (shapely.area(shapes) > 0)]
        shapes = shapely.make_valid(shapely.remove_repeated_points(shapes, 10 * CLEARANCE))
        shapes = shapely.get_parts(shapes)
        shapes = shapes[shapely.get_type_id(shapes) == 3]
    return Airspace(shapes, given, buffer, clearance, tight)


def clearance_notes(airspace: Airspace) -> list[str]:
    """What the clearance changes, in sentences for the log; none where it changes nothing."""
    if not len(airspace.given) or airspace.clearance <= airspace.buffer:
        return []
    notes = [
        tr(
            "Drones keep at least {clearance:g} m from no-fly zones (CLEARANCE), which is more than "
            "NO_FLY_BUFFER ({buffer:g} m).",
            clearance=airspace.clearance,
            buffer=airspace.buffer,
        )
    ]
    if count := len(airspace.tight):
        notes.append(
            tr_plural(
                "{count:,} launch site is nearer to a no-fly zone than that. Within {room:g} m of it, drones keep only "
                "NO_FLY_BUFFER.",
                "{count:,} launch sites are nearer to a no-fly zone than that. Within {room:g} m of them, drones keep "
                "only NO_FLY_BUFFER.",
                count,
                count=count,
                room=SITE_ROOM * airspace.clearance,
            )
        )
    return notes


def _metres(starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    return np.hypot(*(ends - starts).T)


def _grown(polygons: np.ndarray, by: float) -> np.ndarray:
    return buffered(polygons, by, join_style="mitre", mitre_limit=MITRE_LIMIT) if by else polygons


def _distances(points: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """(n,) distances of points from the segments between starts and ends."""
    moves = ends - starts
    squared = np.maximum((moves**2).sum(axis=1), 1e-300)
    share = np.clip(((points - starts) * moves).sum(axis=1) / squared, 0, 1)
    return np.hypot(*(starts + share[:, None] * moves - points).T)
