"""GeoPandas and pyproj, imported so that GeoPandas uses Shapely 2 and neither warns; and functions on GeoDataFrames.

Other modules of the engine import GeoPandas and pyproj from here: `from ..tables import geopandas`.
"""

import sys
import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np

__all__ = ("GeoTable", "geometries_of", "geopandas", "pyproj", "typed_columns")

with warnings.catch_warnings():
    # pyproj warns if it does not find PROJ's data, as in a virtual environment: see below.
    # GeoPandas before 1.0 warns if both PyGEOS and Shapely 2 are installed.
    warnings.simplefilter("ignore")
    import geopandas
    import pyproj

    if getattr(geopandas.options, "use_pygeos", False):
        geopandas.options.use_pygeos = False

try:
    pyproj.datadir.get_data_dir()
except pyproj.exceptions.DataDirError:
    # In a virtual environment that uses the system's packages, PROJ's data are those of the system.
    system_data = Path(sys.base_prefix, "share", "proj")
    if (system_data / "proj.db").exists():
        pyproj.datadir.set_data_dir(str(system_data))

GeoTable = geopandas.GeoDataFrame | geopandas.GeoSeries
"""A table of features, or only its column of geometries."""


def geometries_of(features: GeoTable | Sequence | np.ndarray) -> np.ndarray:
    """(n,) shapely geometries of a table, a column or any sequence of geometries, in their order."""
    if isinstance(features, GeoTable):
        return np.asarray(features.geometry.array, dtype=object)
    found = np.empty(len(features), dtype=object)
    found[:] = features
    return found


def typed_columns(table: geopandas.GeoDataFrame, **columns) -> geopandas.GeoDataFrame:
    """A table with the geometries, index and CRS of `table`, and only the given `columns`, (n,) each."""
    return geopandas.GeoDataFrame(columns, geometry=geometries_of(table), index=table.index, crs=table.crs)


LARGEST = 1e15
"""Larger numbers in a column stand for no data, such as 1.8e308 in shapefiles."""


def usable_numbers(values: np.ndarray, most: float = LARGEST) -> tuple[np.ndarray, int]:
    """(n,) numbers of a column, NaN where they are infinite or larger than `most` in size, and how many of them are
    so."""
    values = np.asarray(values, float)
    wrong = np.abs(values) > most  # false for NaN
    count = int(wrong.sum())
    return (np.where(wrong, np.nan, values) if count else values), count
