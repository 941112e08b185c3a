"""A table of buildings to what hides places from units."""

import numpy as np

from ..errors import UserError
from ..language import tr
from ..places.grid import Grid
from ..places.open_points import open_cells
from ..places.places import Places
from ..sight.sight import Sight
from ..sight.walls import walls_of
from ..tables import geometries_of, geopandas, pyproj
from .metric import in_crs

CENTRE, OPEN = "centre", "open"
"""Where cells are scored."""


def building_shapes(buildings: geopandas.GeoDataFrame, crs: pyproj.CRS) -> np.ndarray:
    """(n,) valid polygons in the metric CRS. Raises UserError for a table without a CRS."""
    return geometries_of(in_crs(buildings, crs, "buildings", (2,)))


def sight_of(shapes: np.ndarray | None, tolerance: float) -> Sight | None:
    """What hides places: the walls of buildings, (n,) polygons; None without any. Raises UserError for a tolerance
    below 0."""
    if not 0 <= tolerance < np.inf:
        raise UserError(tr("wall_tolerance is {tolerance}; it must be 0 or more metres.", tolerance=tolerance))
    if shapes is None or not len(shapes):
        return None
    return Sight(walls_of(shapes), float(tolerance))


def cells_in_the_open(
    samples: Places, grid: Grid | None, spacing: float, shapes: np.ndarray | None, where: str
) -> Places:
    """The places, cells by their points in the open if `where` is OPEN. Raises UserError for another word."""
    if where not in (CENTRE, OPEN):
        raise UserError(tr("cell_samples is {where}; it must be centre or open.", where=where))
    if grid is None or shapes is None or not len(shapes) or where == CENTRE:
        return samples
    return open_cells(grid, spacing, shapes).places
