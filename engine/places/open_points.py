"""Cells by several points in the open, instead of by their centres."""

from dataclasses import dataclass

import numpy as np

from ..errors import UserError
from ..geometry import covered
from ..language import tr
from ..progress import Progress, quiet
from .grid import Grid
from .places import MAX_SAMPLES, Places


@dataclass(frozen=True)
class OpenCells:
    """n cells by their points outside buildings. points: how many each cell would have without buildings; closed:
    (n,) whether a cell lies in buildings with all of its points, and has its centre instead."""

    places: Places
    points: int
    closed: np.ndarray


def open_cells(grid: Grid, spacing: float, buildings: np.ndarray, progress: Progress = quiet) -> OpenCells:
    """The cells by the points outside buildings of a regular pattern, at most about `spacing` metres apart.

    buildings: (k,) valid shapely polygons in metres. Raises UserError if there would be more than MAX_SAMPLES points.
    """
    lattice, cells = grid.lattice, len(grid)
    side = max(int(np.ceil(lattice.size / spacing - 1e-9)), 1)
    if cells * side**2 > MAX_SAMPLES:
        least = lattice.size / max(int(np.sqrt(MAX_SAMPLES / cells)), 1)
        raise UserError(
            tr(
                "A SAMPLE_SPACING of {spacing:g} m puts {expected:,.0f} points into the cells, more than "
                "{max_samples:,}. Use at least {least:g} m, or score cells at their centre (CELL_SAMPLES).",
                spacing=spacing,
                expected=cells * side**2,
                max_samples=MAX_SAMPLES,
                least=np.ceil(least),
            )
        )
    centre_x, centre_y = lattice.centres(grid.column, grid.row)
    dx, dy = lattice.samples(side) if side > 1 else np.zeros((2, 1))
    x, y = ((centre[:, None] + step).ravel() for centre, step in ((centre_x, dx), (centre_y, dy)))
    is_open = ~covered(x, y, buildings, progress).reshape(cells, -1)
    closed = ~is_open.any(axis=1)
    counts = np.where(closed, 1, is_open.sum(axis=1))
    offsets = np.r_[0, np.cumsum(counts)]
    taken = is_open.copy()
    taken[closed, 0] = True
    x, y = x[taken.ravel()], y[taken.ravel()]
    first = offsets[:-1][closed]
    x[first], y[first] = centre_x[closed], centre_y[closed]
    return OpenCells(Places(x, y, offsets), side**2, closed)
