"""Features with attributes as GeoDataFrames, and GeoPandas loaded so that it works by Shapely 2 and warns of nothing.

Other modules of the engine take GeoPandas and pyproj from here: `from ..tables import geopandas`.
"""

import warnings
from collections.abc import Sequence

import numpy as np

__all__ = ("GeoTable", "geometries_of", "geopandas", "pyproj", "typed_columns")

with warnings.catch_warnings():
    # pyproj warns where it does not find PROJ's data by itself, as in a virtual environment; PROJ then finds them.
    # GeoPandas before 1.0 warns where PyGEOS is installed beside Shapely 2.
    warnings.simplefilter("ignore")
    import geopandas
    import pyproj

    if getattr(geopandas.options, "use_pygeos", False):
        geopandas.options.use_pygeos = False

GeoTable = geopandas.GeoDataFrame | geopandas.GeoSeries
"""A table of features, or its column of geometries alone."""


def geometries_of(features: GeoTable | Sequence | np.ndarray) -> np.ndarray:
    """(n,) shapely geometries of a table, a column or any sequence of geometries, in their order."""
    if isinstance(features, GeoTable):
        return np.asarray(features.geometry.array, dtype=object)
    found = np.empty(len(features), dtype=object)
    found[:] = features
    return found


def typed_columns(table: geopandas.GeoDataFrame, **columns) -> geopandas.GeoDataFrame:
    """The geometries of `table` with its index and CRS, and `columns` by name, (n,) each."""
    return geopandas.GeoDataFrame(columns, geometry=geometries_of(table), index=table.index, crs=table.crs)
