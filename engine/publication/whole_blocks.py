"""Grids whose outline follows the fixes, filled up to whole blocks: the outline alone shows where units were."""

import numpy as np
import pandas as pd

from ..places.grid import Grid
from ..tables import geometries_of, geopandas
from .merged_places import Blocks
from .rules import PublicationRules

UNSEEN = 1.0
"""The gap of a cell that is in nobody's range."""
GAPS = ("gap", "gap_before", "gap_after")


def in_whole_blocks(
    places: geopandas.GeoDataFrame, grid: Grid, rules: PublicationRules
) -> tuple[geopandas.GeoDataFrame, Grid]:
    """The cells of a grid with the missing cells of all coarsest blocks that it has a part of. places: a row for each
    cell of `grid`, in its order; the added rows follow, with a gap of 1, and 0 of all that is counted.

    A grid without an area has the cells near fixes, so its outline follows the walks also of single units. In whole
    blocks, of which only those with a figure are published, it does not show. Demand of the added cells is not known if
    it differs between cells: then the demand is left out, and all cells weigh the same.
    """
    across = Blocks.cells_across(grid.lattice.size, rules)[-1]
    blocks = np.unique(np.column_stack([grid.row // across, grid.column // across]), axis=0)
    step = np.arange(across)
    row = (blocks[:, :1, None] * across + step[None, :, None] + 0 * step[None, None, :]).reshape(-1)
    column = (blocks[:, 1:, None] * across + step[None, None, :] + 0 * step[None, :, None]).reshape(-1)
    known = set(zip(grid.row.tolist(), grid.column.tolist(), strict=True))
    missing = np.array([cell not in known for cell in zip(row.tolist(), column.tolist(), strict=True)], bool)
    added = Grid(grid.lattice, column[missing], row[missing])
    columns = {name: np.full(len(added), UNSEEN if name in GAPS else 0.0) for name in places.columns[_numbers(places)]}
    if "demand" in columns:
        demand = places["demand"].to_numpy(float)
        if np.ptp(demand) > 0:
            del columns["demand"]
            places = places.drop(columns="demand")
        else:
            columns["demand"] = np.full(len(added), demand[0])
    if "place_id" in places.columns:
        prefix = str(places["place_id"].iloc[0]).rpartition("-r")[0]
        cells = zip(added.row.tolist(), added.column.tolist(), strict=True)
        columns["place_id"] = [f"{prefix}-r{row}-c{column}" for row, column in cells]
    more = geopandas.GeoDataFrame(columns, geometry=geometries_of(added.polygons()), crs=places.crs)
    whole = Grid(grid.lattice, np.r_[grid.column, added.column], np.r_[grid.row, added.row])
    table = pd.concat([places, more], ignore_index=True)
    return geopandas.GeoDataFrame(table, geometry="geometry", crs=places.crs), whole


def _numbers(places: geopandas.GeoDataFrame) -> list[bool]:
    return [name != "geometry" and pd.api.types.is_numeric_dtype(places[name]) for name in places.columns]
