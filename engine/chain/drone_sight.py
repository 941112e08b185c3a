"""A table of buildings with heights to what hides the ground from drones."""

import numpy as np

from ..errors import UserError
from ..language import tr
from ..sight.heights import heights_of
from ..sight.outlines import plain_outlines
from ..sight.sight import Sight
from ..sight.walls import walls_of
from ..tables import geometries_of, geopandas, pyproj
from .metric import in_crs


def drone_sight(
    buildings: geopandas.GeoDataFrame | None, crs: pyproj.CRS, field: str | None, usual: float | None
) -> Sight | None:
    """What hides the ground from drones; None without buildings. field: the column of heights, m above the ground;
    usual: the height where it has none, None: such a building hides what is behind it from any height. Raises UserError
    for a table without a CRS, and without the column."""
    if buildings is None:
        return None
    table = in_crs(buildings, crs, "buildings", (2,))
    if not len(table):
        return None
    height = np.full(len(table), np.nan)
    if field is not None:
        if field not in table.columns:
            raise UserError(tr("height_field is {field}, which is no column of buildings.", field=field))
        height = heights_of(table[field].tolist())
    unknown = ~(height >= 0)
    shapes, _ = plain_outlines(geometries_of(table))
    return Sight(walls_of(shapes, np.where(unknown, np.inf if usual is None else usual, height)))
