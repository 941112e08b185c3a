"""Cells and zones of patrol effort: where legs cross their edges, and which of them contain a point."""

from dataclasses import dataclass

import numpy as np
import shapely

from ..places.grid import Grid
from ..tracks.legs import Legs

ROUNDING = 1e-6  # metres by which a leg may miss the end of an edge and still be cut there; an extra cut is harmless


@dataclass(frozen=True)
class Cells:
    """The cells of a grid, for patrol effort.

    left: the lowest column; width: the number of columns; key: (n,) rising, row * width + (column - left) of each cell.
    """

    grid: Grid
    left: int
    width: int
    key: np.ndarray

    @classmethod
    def of(cls, grid: Grid) -> "Cells":
        left, width = int(grid.column.min()), int(np.ptp(grid.column)) + 1
        return cls(grid, left, width, grid.row * width + (grid.column - left))

    def __len__(self) -> int:
        return len(self.grid)

    @property
    def cuts_per_metre(self) -> float:
        """The largest possible number of crossings per metre of a leg."""
        return float(np.hypot(*self.grid.lattice.lines.T).sum())

    def cuts(self, legs: Legs) -> tuple[np.ndarray, np.ndarray]:
        """(k,) legs and (k,) shares of their length at which they cross the edges of cells, in any order."""
        lattice, found = self.grid.lattice, []
        (x0, y0), (x1, y1) = (
            (x - lattice.shift[0], y - lattice.shift[1]) for x, y in ((legs.x0, legs.y0), (legs.x1, legs.y1))
        )
        for a, b in lattice.lines:
            start, end = x0 * a + y0 * b, x1 * a + y1 * b
            first = np.floor(np.minimum(start, end)) + 1
            count = np.maximum(np.ceil(np.maximum(start, end)) - first, 0).astype(np.int64)
            leg = np.repeat(np.arange(len(legs)), count)
            line = np.arange(len(leg)) - np.repeat(np.cumsum(count) - count, count) + first[leg]
            found.append((leg, (line - start[leg]) / (end - start)[leg]))
        return np.concatenate([leg for leg, _ in found]), np.concatenate([share for _, share in found])

    def containing(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(k,) points and (k,) the cells that contain them, sorted by point; at most one cell for each point."""
        column, row = self.grid.lattice.cell_at(x, y)
        column -= self.left
        key = row * self.width + column
        index = np.minimum(np.searchsorted(self.key, key), len(self) - 1)
        point = np.flatnonzero((self.key[index] == key) & (column >= 0) & (column < self.width))
        return point, index[point]


@dataclass(frozen=True)
class Zones:
    """Polygons in metres, which may overlap, for patrol effort. A leg along an edge is in the zones on both sides.

    tree: spatial index of the polygons; edges: (m, 4) their edges, as x, y of the start and x, y of the end; edge_tree:
    spatial index of the edges.
    """

    polygons: np.ndarray
    tree: shapely.STRtree
    edges: np.ndarray
    edge_tree: shapely.STRtree

    @classmethod
    def of(cls, polygons: np.ndarray) -> "Zones":
        xy, ring = shapely.get_coordinates(shapely.get_rings(shapely.get_parts(polygons)), return_index=True)
        edges = np.hstack([xy[:-1], xy[1:]])[ring[1:] == ring[:-1]]
        edges = edges[(edges[:, :2] != edges[:, 2:]).any(axis=1)]
        shapely.prepare(polygons)
        return cls(polygons, shapely.STRtree(polygons), edges, shapely.STRtree(_lines(edges)))

    def __len__(self) -> int:
        return len(self.polygons)

    @property
    def cuts_per_metre(self) -> float:
        """The expected number of crossings per metre of a leg: zones are large, so it is taken as 0."""
        return 0.0

    def cuts(self, legs: Legs) -> tuple[np.ndarray, np.ndarray]:
        """(k,) legs and (k,) shares of their length at which they cross or touch the edges of zones, in any order."""
        ends = np.column_stack([legs.x0, legs.y0, legs.x1, legs.y1])
        leg = np.flatnonzero((ends[:, :2] != ends[:, 2:]).any(axis=1))
        found, edge = self.edge_tree.query(_lines(ends[leg]))
        leg = leg[found]
        px, py, dx, dy = _from_and_along(ends[leg])
        qx, qy, ex, ey = _from_and_along(self.edges[edge])
        across = dx * ey - dy * ex
        with np.errstate(divide="ignore", invalid="ignore"):
            share = ((qx - px) * ey - (qy - py) * ex) / across
            along = ((qx - px) * dy - (qy - py) * dx) / across  # share of the edge
        slack = ROUNDING / np.hypot(ex, ey)
        hit = (across != 0) & (share > 0) & (share < 1) & (along >= -slack) & (along <= 1 + slack)
        return leg[hit], share[hit]

    def containing(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(k,) points and (k,) the zones that contain them, sorted by zone, then point."""
        point, zone = self.tree.query(shapely.points(x, y))
        inside = shapely.intersects_xy(self.polygons[zone], x[point], y[point])
        point, zone = point[inside], zone[inside]
        order = np.lexsort((point, zone))
        return point[order], zone[order]


Patches = Cells | Zones


def _lines(ends: np.ndarray) -> np.ndarray:
    """(n,) shapely lines from (n, 4) x, y of their starts and ends."""
    return shapely.linestrings(ends.reshape(-1, 2, 2))


def _from_and_along(ends: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """x and y of the starts of (n, 4) straight lines, and their extents in x and in y."""
    return ends[:, 0], ends[:, 1], ends[:, 2] - ends[:, 0], ends[:, 3] - ends[:, 1]
