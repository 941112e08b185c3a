"""Grids of square or hexagonal cells, snapped to multiples of the cell size so that periods can be compared."""

from dataclasses import dataclass

import numpy as np
import shapely

from ..errors import UserError
from ..language import tr
from ..progress import Progress, part, quiet
from .places import Places, point_places

MAX_CELLS = 20_000_000
SQUARE, HEXAGON = 0, 1
COARSE = 16  # cells per reach of the coarse grid with which the number of cells is estimated
AT_ONCE = 500_000  # points processed at once
BLOCK = 512  # side in cells of the raster blocks in which the cells near fixes are found


@dataclass(frozen=True)
class Lattice:
    """The positions of all possible cells. size: metres between the centres of neighbours (a hexagon's width from side
    to side).

    A cell is (column, row). A square's lower left corner is at (column, row) x size. A hexagon's centre is at
    ((column + row / 2) x size, row x size x sqrt(3) / 2): these are axial coordinates, with sloping columns, so that
    the steps to the neighbours are the same for every cell. shift: metres (x, y) by which the lattice is moved; periods
    can be compared only if it is the same.
    """

    size: float
    shape: int = SQUARE
    shift: tuple[float, float] = (0.0, 0.0)

    @property
    def row_height(self) -> float:
        return self.size if self.shape == SQUARE else self.size * np.sqrt(3) / 2

    @property
    def cell_area(self) -> float:
        return self.size * self.row_height

    @property
    def inner_range(self) -> float:
        """The radius of the circumscribed circle in metres: half a square's diagonal, a hexagon's side."""
        return self.size / np.sqrt(2) if self.shape == SQUARE else self.size / np.sqrt(3)

    def centres(self, column: np.ndarray, row: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(n,) x and (n,) y of the cells' centres, in metres."""
        dx, dy = self.shift
        if self.shape == SQUARE:
            return (column + 0.5) * self.size + dx, (row + 0.5) * self.size + dy
        return (column + row / 2) * self.size + dx, row * self.row_height + dy

    @property
    def lines(self) -> np.ndarray:
        """(k, 2) the families of parallel lines that contain the cells' edges, in 1/metre: the lines of a family are
        where x * row[0] + y * row[1] is a whole number, with x and y relative to `shift`. For hexagons, lines of these
        families also run through cells."""
        if self.shape == SQUARE:
            return np.array([[1.0, 0.0], [0.0, 1.0]]) / self.size
        return np.array([[2.0, 0.0], [1.0, np.sqrt(3)], [1.0, -np.sqrt(3)]]) / self.size

    def samples(self, side: int) -> tuple[np.ndarray, np.ndarray]:
        """(side^2,) x and (side^2,) y of points spread evenly over a cell, in metres from its centre."""
        along, up = (axis.ravel() for axis in np.meshgrid(*[(np.arange(side) + 0.5) / side] * 2))
        slope = 0.5 if self.shape == HEXAGON else 0.0
        x = (along + slope * up) * self.size + self.shift[0]  # fills a rhombus with the area of a cell
        y = up * self.row_height + self.shift[1]
        centre_x, centre_y = self.centres(*self.cell_at(x, y))
        return x - centre_x, y - centre_y

    def cell_at(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The (column, row) of the cell that contains each point."""
        x, y = x - self.shift[0], y - self.shift[1]
        if self.shape == SQUARE:
            return np.floor(x / self.size).astype(np.int64), np.floor(y / self.size).astype(np.int64)
        row = y / self.row_height
        column = x / self.size - row / 2
        third = -column - row
        c, r, t = np.rint(column), np.rint(row), np.rint(third)  # cube rounding, Red Blob Games' "Hexagonal Grids"
        dc, dr, dt = np.abs(c - column), np.abs(r - row), np.abs(t - third)
        c = np.where((dc > dr) & (dc > dt), -r - t, c)
        r = np.where((dr >= dc) & (dr > dt), -c - t, r)
        return c.astype(np.int64), r.astype(np.int64)

    def outlines(self, column: np.ndarray, row: np.ndarray) -> np.ndarray:
        """(n, k + 1, 2) closed rings, counterclockwise. The corners that neighbours share are exactly equal."""
        if self.shape == SQUARE:
            x0, x1 = column * self.size, (column + 1) * self.size
            y0, y1 = row * self.size, (row + 1) * self.size
            corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]
        else:
            half, third = self.size / 2, self.row_height / 3
            doubled = 2 * column + row  # corners lie on half columns and thirds of rows
            at = [(1, -1), (1, 1), (0, 2), (-1, 1), (-1, -1), (0, -2), (1, -1)]
            corners = [((doubled + dx) * half, (3 * row + dy) * third) for dx, dy in at]
        rings = [np.stack([np.broadcast_to(x, column.shape), np.broadcast_to(y, column.shape)], -1) for x, y in corners]
        return np.stack(rings, 1) + np.array(self.shift)


@dataclass(frozen=True)
class Grid:
    """Cells of a lattice: (n,) columns and rows, sorted by row, then column."""

    lattice: Lattice
    column: np.ndarray
    row: np.ndarray

    def __len__(self) -> int:
        return len(self.column)

    def subset(self, start: int, end: int) -> "Grid":
        """The cells start:end."""
        return Grid(self.lattice, self.column[start:end], self.row[start:end])

    @property
    def places(self) -> Places:
        """The cells as places, by their centres."""
        return point_places(*self.lattice.centres(self.column, self.row))

    def ids(self, crs: str) -> list[str]:
        """What each cell is called. It has the same name in every month: it is made of CRS, cell size, row and column.
        crs: such as EPSG:32650."""
        shape = "h" if self.lattice.shape == HEXAGON else "s"
        prefix = f"{crs.replace('EPSG:', '')}-{shape}{self.lattice.size:g}"
        return [
            f"{prefix}-r{row}-c{column}" for row, column in zip(self.row.tolist(), self.column.tolist(), strict=True)
        ]

    def polygons(self) -> np.ndarray:
        """(n,) shapely polygons."""
        return shapely.polygons(self.lattice.outlines(self.column, self.row))


def grid_near(x: np.ndarray, y: np.ndarray, lattice: Lattice, reach: float, progress: Progress = quiet) -> Grid:
    """The cells whose centre is within `reach` of the centre of a cell that contains one of the points (x, y), in
    metres. Raises UserError if there are more than MAX_CELLS."""
    if lattice.size < reach / COARSE:
        coarse = Lattice(reach / COARSE)  # estimates the number of cells before memory is allocated for them
        expected = len(grid_near(x, y, coarse, reach, part(progress, 0, 0.1))) * coarse.cell_area / lattice.cell_area
        if expected > MAX_CELLS:
            raise too_many(expected, lattice.size)
        progress = part(progress, 0.1, 1)
    found = [_unique(*lattice.cell_at(x[i : i + AT_ONCE], y[i : i + AT_ONCE])) for i in range(0, len(x), AT_ONCE)]
    column, row = _unique(*(np.concatenate(parts) for parts in zip(*found, strict=True)))
    if len(column) > MAX_CELLS:
        raise too_many(len(column), lattice.size)
    steps = _stencil_rows(lattice, reach)
    margin = max((abs(v) for step in steps for v in step), default=0)
    if margin > 4 * BLOCK:
        raise too_many(np.pi * reach**2 / lattice.cell_area, lattice.size)
    found_column, found_row = [], []
    total = 0
    blocks = _by_block(column, row)
    for done, (block_column, block_row, index) in enumerate(blocks):
        mask = np.zeros((BLOCK + 2 * margin, BLOCK + 2 * margin), bool)
        left, bottom = block_column * BLOCK - margin, block_row * BLOCK - margin
        mask[row[index] - bottom, column[index] - left] = True
        r, c = np.nonzero(_dilated(mask, steps, part(progress, done / len(blocks), (done + 1) / len(blocks))))
        found_column.append(c + left)
        found_row.append(r + bottom)
        total += len(c)
        if total > 6 * MAX_CELLS:
            raise too_many(total / (done + 1) * len(blocks) / 2, lattice.size)
        progress((done + 1) / len(blocks))
    column, row = _unique(np.concatenate(found_column), np.concatenate(found_row))
    if len(column) > MAX_CELLS:
        raise too_many(len(column), lattice.size)
    return Grid(lattice, column, row)


def grid_over(area: np.ndarray, lattice: Lattice, progress: Progress = quiet) -> Grid:
    """The cells whose centre is in the polygons of `area`, (k,) shapely geometries in metres. Raises UserError if there
    is none, or more than MAX_CELLS."""
    whole = shapely.union_all(area)
    expected = shapely.area(whole) / lattice.cell_area
    if expected > MAX_CELLS:
        raise too_many(expected, lattice.size)
    found_column, found_row = [], []
    parts = [part for part in shapely.get_parts(whole) if shapely.area(part) > 0]
    for number, outline in enumerate(parts):
        shapely.prepare(outline)
        x0, y0, x1, y1 = shapely.bounds(outline)
        rows = lattice.cell_at(np.array([x0, x0]), np.array([y0, y1]))[1]
        for row in range(int(rows[0]), int(rows[1]) + 1):
            first = int(lattice.cell_at(np.array(x0), np.array(lattice.centres(0, row)[1]))[0])
            columns = np.arange(first - 1, first + (x1 - x0) / lattice.size + 2).astype(np.int64)
            inside = shapely.contains_xy(outline, *lattice.centres(columns, row))
            found_column.append(columns[inside])
            found_row.append(np.full(inside.sum(), row, np.int64))
            progress((number + (row - rows[0] + 1) / (rows[1] - rows[0] + 1)) / len(parts))
    if not sum(map(len, found_column)):
        raise UserError(
            tr(
                "No cell of {size:g} m has its centre inside AREA. Use a smaller CELL_SIZE or a larger AREA.",
                size=lattice.size,
            )
        )
    return Grid(lattice, *_unique(np.concatenate(found_column), np.concatenate(found_row)))


def too_many(cells: float, size: float) -> UserError:
    """The error for a grid of more than MAX_CELLS cells; it names a cell size that works."""
    fits = size * (cells / MAX_CELLS) ** 0.5 * 1.02
    digits = 10 ** max(int(np.floor(np.log10(fits))) - 1, -3)
    return UserError(
        tr(
            "A CELL_SIZE of {size:g} m makes about {cells:,.0f} cells, more than {max_cells:,}. "
            "Use {least:g} m or more, or a smaller AREA or GRID_REACH.",
            size=size,
            cells=cells,
            max_cells=MAX_CELLS,
            least=np.ceil(fits / digits) * digits,
        )
    )


def _unique(column: np.ndarray, row: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The distinct cells, sorted by row, then column."""
    if not len(column):
        return column, row
    left, width = int(column.min()), int(column.max()) - int(column.min()) + 1
    key = np.unique((row - row.min()) * width + (column - left))
    return key % width + left, key // width + row.min()


def _by_block(column: np.ndarray, row: np.ndarray) -> list[tuple[int, int, np.ndarray]]:
    """The cells grouped into blocks of BLOCK x BLOCK: (block column, block row, indices)."""
    block = np.stack([row // BLOCK, column // BLOCK], 1)
    blocks, of = np.unique(block, axis=0, return_inverse=True)
    of = of.reshape(-1)
    order = np.argsort(of, kind="stable")
    parts = np.split(order, np.searchsorted(of[order], np.arange(1, len(blocks))))
    return [(int(blocks[i, 1]), int(blocks[i, 0]), parts[i]) for i in range(len(blocks))]


def _stencil_rows(lattice: Lattice, reach: float) -> list[tuple[int, int, int]]:
    """The cells within reach of a cell, as horizontal runs: (row offset, first column offset, last column offset)."""
    steps = []
    rows = int(reach / lattice.row_height + 1e-9)
    for row in range(-rows, rows + 1):
        half = np.sqrt(max(reach**2 - (row * lattice.row_height) ** 2, 0.0)) / lattice.size
        slope = row / 2 if lattice.shape == HEXAGON else 0.0
        first, last = int(np.ceil(-half - slope - 1e-9)), int(np.floor(half - slope + 1e-9))
        if first <= last:
            steps.append((row, first, last))
    return steps


def _dilated(mask: np.ndarray, steps: list[tuple[int, int, int]], progress: Progress) -> np.ndarray:
    """`mask` dilated by the runs of `steps`. Cells beyond the edge of the mask are lost; the caller's margin is wide
    enough that there are none."""
    height, width = mask.shape
    counts = np.zeros((height, width + 1), np.int32)
    np.cumsum(mask, axis=1, out=counts[:, 1:])
    grown = np.zeros_like(mask)
    column = np.arange(width)
    occupied = np.flatnonzero(mask.any(axis=1))
    lowest, highest = (int(occupied[0]), int(occupied[-1]) + 1) if len(occupied) else (0, 0)
    for done, (row, first, last) in enumerate(steps):
        progress(done / len(steps))
        low, high = np.clip(column - last, 0, width), np.clip(column - first + 1, 0, width)
        start, end = max(lowest, -row), min(highest, height - row)
        if start < end:
            source = counts[start:end]
            grown[start + row : end + row] |= source[:, high] > source[:, low]
    return grown
