"""The layout of the simulated city: a winding river, and irregular streets along it on both sides."""

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import shapely

from .network import Network

WIDTH, HEIGHT = 5000.0, 4000.0
"""Size of the city in metres."""
PROMENADE, EMBANKMENT = 14.0, 90.0
"""Metres from the water's edge to the promenade, and to the first street behind it."""
NORTH, SOUTH = 1, -1


@dataclass(frozen=True)
class River:
    """A river from west to east. The y of its middle line is a sum of two waves; all lengths in metres."""

    waves: np.ndarray
    """Amplitude, wavelength and phase of each wave, (2, 3)."""
    half_width: float = 130.0

    def bank(self, side: int, x: np.ndarray) -> np.ndarray:
        """The y of the water's edge on that side."""
        amplitude, wavelength, phase = self.waves.T
        bends = amplitude * np.sin(2 * np.pi * np.asarray(x)[..., None] / wavelength + phase)
        return 0.47 * HEIGHT + bends.sum(axis=-1) + side * self.half_width

    def line(self, side: int, start: float, stop: float, off_shore: float = 0.0) -> shapely.LineString:
        """The water's edge between two x, or a line that many metres out on the water."""
        x = np.linspace(start, stop, max(2, round((stop - start) / 40)))
        return shapely.linestrings(np.column_stack([x, self.bank(side, x) - side * off_shore]))

    def polygon(self, start: float, stop: float) -> shapely.Polygon:
        """The water between two x."""
        north, south = (shapely.get_coordinates(self.line(side, start, stop)) for side in (NORTH, SOUTH))
        return shapely.polygons(np.vstack([north, south[::-1]]))


@dataclass
class Drawing:
    """A network under construction."""

    xy: list[tuple[float, float]] = field(default_factory=list)
    edges: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    """(smaller node, larger node) -> (kind, street)."""

    def node(self, xy) -> int:
        self.xy.append((float(xy[0]), float(xy[1])))
        return len(self.xy) - 1

    def join(self, a: int, b: int, kind: str, street: str) -> None:
        self.edges[min(a, b), max(a, b)] = (kind, street)

    def split(self, a: int, b: int, metres: float | None = None) -> int:
        """A new node on the edge a-b, that many metres from a (halfway by default)."""
        kind, street = self.edges.pop((min(a, b), max(a, b)))
        start, stop = np.array(self.xy[a]), np.array(self.xy[b])
        share = 0.5 if metres is None else metres / np.hypot(*(stop - start))
        middle = self.node(start + share * (stop - start))
        self.join(a, middle, kind, street)
        self.join(middle, b, kind, street)
        return middle

    def neighbours(self, node: int) -> list[int]:
        return [a + b - node for a, b in self.edges if node in (a, b)]

    def network(self) -> Network:
        kind, street = zip(*self.edges.values(), strict=True)
        return Network(np.array(self.xy), np.array(list(self.edges)), np.array(kind), np.array(street))


def draw_river(rng: np.random.Generator) -> River:
    """A river with one wide bend and smaller ones."""
    waves = [[rng.uniform(200, 290), rng.uniform(4200, 6000)], [rng.uniform(30, 60), rng.uniform(1500, 2100)]]
    return River(np.column_stack([waves, rng.uniform(0, 2 * np.pi, 2)]))


def draw_streets(
    rng: np.random.Generator, river: River, bridges: np.ndarray, corners: dict[int, np.ndarray]
) -> tuple[Drawing, np.ndarray]:
    """Streets on both sides of the river, joined by bridges at these x.

    `corners` are x, by side, where a street must reach the river. Returns the drawing, and the nodes well inland (at
    least three streets from the water and one from the city's edge).
    """
    drawing, inland, bridgeheads = Drawing(), [], {}
    for side in (NORTH, SOUTH):
        columns = _spaced(rng, np.sort(np.concatenate([[0, WIDTH], bridges, corners[side]])), 235)
        grid = _draw_side(rng, drawing, river, side, columns)
        bridgeheads[side] = grid[np.searchsorted(columns, bridges), 0]
        inland += grid[1:-1, 3:-1].ravel().tolist()
    for number, (north, south) in enumerate(zip(bridgeheads[NORTH], bridgeheads[SOUTH], strict=True)):
        drawing.join(int(north), int(south), "bridge", f"bridge {number}")
    return drawing, np.array(inland)


def promenade(side: int) -> str:
    """The street along the water on that side."""
    return f"{side} promenade"


def _spaced(rng: np.random.Generator, anchors: np.ndarray, spacing: float) -> np.ndarray:
    """The anchors, and unevenly spaced values between them about `spacing` apart."""
    values = [anchors]
    for start, stop in pairwise(anchors):
        count = max(1, round((stop - start) / spacing))
        step = (stop - start) / count
        values.append(start + step * (np.arange(1, count) + rng.uniform(-0.28, 0.28, count - 1)))
    return np.sort(np.concatenate(values))


def _draw_side(rng: np.random.Generator, drawing: Drawing, river: River, side: int, columns: np.ndarray) -> np.ndarray:
    """One side's streets; its crossings as node numbers (columns, rows), the promenade first."""
    grid = _draw_crossings(rng, drawing, river, side, columns)
    avenues = {1, *rng.choice(np.arange(3, grid.shape[1] - 1), 2, replace=False).tolist()}
    for row in range(grid.shape[1]):
        kind = "promenade" if row == 0 else "avenue" if row in avenues else "street"
        for a, b in zip(grid[:-1, row], grid[1:, row], strict=True):
            drawing.join(int(a), int(b), kind, promenade(side) if row == 0 else f"{side} row {row}")
    wide = set(rng.choice(len(columns), 4, replace=False).tolist())
    for column in range(len(columns)):
        for a, b in zip(grid[column, :-1], grid[column, 1:], strict=True):
            drawing.join(int(a), int(b), "avenue" if column in wide else "street", f"{side} column {column}")
    _draw_diagonal(rng, drawing, grid, side)
    _leave_out(rng, drawing, grid)
    _draw_lanes(rng, drawing, grid, side)
    return grid


def _draw_crossings(
    rng: np.random.Generator, drawing: Drawing, river: River, side: int, columns: np.ndarray
) -> np.ndarray:
    """Crossings that keep to the river near it, and drift with smooth noise and a tilt away from it."""
    bank = river.bank(side, columns)
    room = (HEIGHT - bank if side == NORTH else bank) - EMBANKMENT
    rows = _spaced(rng, np.array([0.0, 1.0]), 235 / room.mean())
    inland = np.column_stack([np.full_like(bank, PROMENADE), EMBANKMENT + rows * room[:, None]])
    x = np.repeat(columns[:, None], inland.shape[1], axis=1)
    y = bank[:, None] + side * inland
    fade = np.clip((inland - EMBANKMENT) / 500, 0, 1)
    drift = np.zeros((2, *x.shape))
    for axis in (0, 1):
        for _ in range(3):
            heading, phase = rng.uniform(0, 2 * np.pi, 2)
            length = rng.uniform(900, 2200)
            along = x * np.cos(heading) + y * np.sin(heading)
            drift[axis] += rng.uniform(20, 42) * np.sin(2 * np.pi * along / length + phase)
    tilt = rng.uniform(-0.16, 0.16) * np.clip(inland - EMBANKMENT, 0, None)
    x, y = x + fade * drift[0] + tilt, y + fade * drift[1]
    return np.array([[drawing.node(point) for point in zip(*line, strict=True)] for line in zip(x, y, strict=True)])


def _draw_diagonal(rng: np.random.Generator, drawing: Drawing, grid: np.ndarray, side: int) -> None:
    """An avenue that cuts across the blocks, away from the river."""
    step = int(rng.choice([-1, 1]))
    column = int(rng.integers(len(grid) // 3, 2 * len(grid) // 3))
    for row in range(1, grid.shape[1] - 1):
        if 0 <= column + step < len(grid):
            drawing.join(int(grid[column, row]), int(grid[column + step, row + 1]), "avenue", f"{side} diagonal")
            column += step


def _leave_out(rng: np.random.Generator, drawing: Drawing, grid: np.ndarray) -> None:
    """Drops one street in seven behind the embankment, and never makes a dead end."""
    near = set(grid[:, :2].ravel().tolist())
    degree = np.bincount(np.array(list(drawing.edges)).ravel(), minlength=len(drawing.xy))
    own = set(grid.ravel().tolist())
    for a, b in [edge for edge in drawing.edges if edge[0] in own and not near & set(edge)]:
        if rng.random() < 1 / 7 and min(degree[a], degree[b]) > 3:
            del drawing.edges[a, b]
            degree[[a, b]] -= 1


def _draw_lanes(rng: np.random.Generator, drawing: Drawing, grid: np.ndarray, side: int) -> None:
    """Lanes through the middle of one block in five."""
    for column in range(len(grid) - 1):
        for row in range(1, grid.shape[1] - 1):
            a, b, c, d = (int(grid[column + i, row + j]) for i, j in ((0, 0), (1, 0), (0, 1), (1, 1)))
            whole = all(pair in drawing.edges for pair in ((a, b), (c, d)))
            cut = any((min(p), max(p)) in drawing.edges for p in ((a, d), (b, c)))
            if rng.random() < 0.2 and whole and not cut:
                lane = f"{side} lane {column} {row}"
                drawing.join(drawing.split(a, b), drawing.split(c, d), "lane", lane)
