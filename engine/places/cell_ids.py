"""Cells of a grid, found again by what they are called."""

import re
from collections.abc import Sequence

import numpy as np

from .grid import HEXAGON, SQUARE, Grid, Lattice

CELL = re.compile(r"(?P<crs>.+)-(?P<shape>[sh])(?P<size>[0-9.e+-]+?)-r(?P<row>-?\d+)-c(?P<column>-?\d+)")


def grid_of_ids(ids: Sequence[str], crs: str) -> Grid | None:
    """The grid of the cells with these ids (see `Grid.ids`), each once; None unless all are cells of one lattice in
    this CRS. crs: such as EPSG:32650."""
    found = [CELL.fullmatch(text or "") for text in ids]
    if not found or not all(found):
        return None
    lattices = {(one["crs"], one["shape"], one["size"]) for one in found}
    prefix, shape, size = next(iter(lattices))
    try:
        length = float(size)
    except ValueError:
        return None
    if len(lattices) > 1 or prefix != crs.replace("EPSG:", "") or not (np.isfinite(length) and length > 0):
        return None
    cells = np.unique([(int(one["row"]), int(one["column"])) for one in found], axis=0)
    return Grid(Lattice(length, HEXAGON if shape == "h" else SQUARE), cells[:, 1], cells[:, 0])
