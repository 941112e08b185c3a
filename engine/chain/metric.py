"""Choice of a metric CRS that is true to scale, and transformation of tables to it."""

from collections.abc import Sequence

import numpy as np
import shapely

from ..errors import UserError
from ..geometry import usable_of
from ..tables import geometries_of, geopandas, pyproj

KINDS = ("points", "lines", "polygons")
"""By dimension."""
MAX_DISTORTION = 0.01
"""The greatest relative error of lengths at the data's position for which a table's own CRS is used."""


def require_crs(table: geopandas.GeoDataFrame, what: str) -> None:
    """Raises UserError if a table is no GeoDataFrame or has no CRS. what: the name of the table in the message."""
    if not isinstance(table, geopandas.GeoDataFrame):
        raise UserError(f"{what} must be a GeoDataFrame; it is a {type(table).__name__}.")
    if table.crs is None:
        raise UserError(f"{what} has no CRS, so metres cannot be measured in it. Set it with GeoDataFrame.set_crs.")


def metric_crs(table: geopandas.GeoDataFrame, what: str) -> pyproj.CRS:
    """The table's own CRS if it is in metres and true to scale at the median position (within MAX_DISTORTION); else
    the UTM zone from GeoDataFrame.estimate_utm_crs. Raises UserError if the table has no position. what: as for
    require_crs."""
    require_crs(table, what)
    xy = shapely.get_coordinates(geometries_of(table))
    xy = xy[np.isfinite(xy).all(axis=1)]
    if not len(xy):
        raise UserError(f"{what} has no position.")
    return table.crs if _measures_metres(table.crs, *np.median(xy, axis=0)) else table.estimate_utm_crs()


def _measures_metres(crs: pyproj.CRS, x: float, y: float) -> bool:
    """Whether a metre in the CRS is a metre on the ground at (x, y)."""
    if not crs.is_projected or any(axis.unit_name not in {"metre", "meter"} for axis in crs.axis_info[:2]):
        return False
    to_degrees = pyproj.Transformer.from_crs(crs, crs.geodetic_crs, always_xy=True)
    lon, lat = to_degrees.transform([x, x + 1000, x], [y, y, y + 1000])
    if not np.isfinite([lon, lat]).all():
        return False
    length = crs.get_geod().inv([lon[0]] * 2, [lat[0]] * 2, lon[1:], lat[1:])[2]
    return bool((np.abs(np.asarray(length) / 1000 - 1) <= MAX_DISTORTION).all())


def in_crs(
    table: geopandas.GeoDataFrame, crs, what: str, dimensions: Sequence[int] = (0, 1, 2)
) -> geopandas.GeoDataFrame:
    """The rows with a usable geometry, transformed to `crs`: valid, two-dimensional, in a column `geometry`.

    Invalid geometries are repaired. Rows are left out if they have no geometry, if their polygon has no area or their
    line no length, or if they lie outside the area that the CRS can represent. Of a collection the parts of the highest
    dimension are taken. dimensions: which are wanted, 0 points, 1 lines, 2 polygons; rows of others are left out.
    Raises UserError if the table has no CRS, and where no row is of a wanted dimension but some are of another. what:
    as for require_crs.
    """
    require_crs(table, what)
    crs = pyproj.CRS.from_user_input(crs)
    if table.geometry.name != "geometry":
        table = table.drop(columns="geometry", errors="ignore").rename_geometry("geometry")
    geometry = geometries_of(table)
    table = table[~(shapely.is_missing(geometry) | shapely.is_empty(geometry))]
    if table.crs != crs:
        table = table.to_crs(crs)
    usable = usable_of(geometries_of(table), dimensions)
    if usable.unfit and not len(usable.kept):
        wanted = " or ".join(KINDS[dimension] for dimension in dimensions)
        raise UserError(f"{what} has no {wanted}; it must have {wanted}.")
    return table.iloc[usable.kept].set_geometry(geopandas.array.GeometryArray(usable.geometry, crs=table.crs))
