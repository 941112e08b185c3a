"""Drone routes as they may be published: minutes of flight by coarse cell, without times, and not near launch sites."""

from collections.abc import Sequence

import numpy as np
import shapely

from ..places.grid import Grid, Lattice
from ..tables import geometries_of, geopandas
from .rounding import rounded_sum
from .rules import PublicationRules

ROUTE_BLOCK = 500.0
"""Metres, the side of the cells where `finest` is 0."""
PARTS = 20  # of a cell's side: pieces of routes that are counted in one cell each


def publish_routes(
    lines: Sequence[np.ndarray], rules: PublicationRules, keep_clear: float, crs=None
) -> geopandas.GeoDataFrame:
    """The minutes that all drones together fly over each cell, rounded: cell_id, minutes, block_m.

    lines: (k, 4) each, the x, y, z and seconds of a route, in metres. keep_clear: metres; what is flown nearer than
    this to the start or the end of any route is left out, so that the launch sites do not show.
    """
    side = rules.finest or ROUTE_BLOCK
    lattice = Lattice(side)
    pieces = [_pieces(line, side / PARTS) for line in lines if len(line) > 1]
    x, y, seconds = (np.concatenate(columns) for columns in zip(*pieces, strict=True)) if pieces else [np.zeros(0)] * 3
    ends = np.array([line[at, :2] for line in lines if len(line) for at in (0, -1)]).reshape(-1, 2)
    if len(ends) and len(x):
        near = shapely.distance(shapely.points(x, y), shapely.multipoints(np.unique(ends, axis=0))) < keep_clear
        x, y, seconds = x[~near], y[~near], seconds[~near]
    column, row = lattice.cell_at(x, y)
    cells, number = np.unique(np.column_stack([row, column]), axis=0, return_inverse=True)
    minutes = np.bincount(number.reshape(-1), seconds, minlength=len(cells)) / 60
    kept = minutes >= rules.count_step / 2  # less would be rounded up to what was not flown
    cells, minutes = cells[kept].reshape(-1, 2), minutes[kept]
    grid = Grid(lattice, cells[:, 1], cells[:, 0])
    columns = {
        "cell_id": [f"r{row}-c{column}" for row, column in cells.tolist()],
        "minutes": rounded_sum(minutes, rules.count_step),
        "block_m": np.full(len(grid), side),
    }
    return geopandas.GeoDataFrame(columns, geometry=geometries_of(grid.polygons()), crs=crs)


def _pieces(line: np.ndarray, longest: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The middles of pieces of a route at most `longest` metres long, and the seconds of each."""
    step, lasts = np.diff(line[:, :2], axis=0), np.diff(line[:, 3])
    parts = np.maximum(np.ceil(np.hypot(*step.T) / longest), 1).astype(np.int64)
    leg = np.repeat(np.arange(len(step)), parts)
    first = np.repeat(np.cumsum(parts) - parts, parts)
    along = ((np.arange(len(leg)) - first + 0.5) / parts[leg])[:, None]
    at = line[:-1, :2][leg] + along * step[leg]
    return at[:, 0], at[:, 1], (lasts / parts)[leg]
