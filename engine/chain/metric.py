"""Choice of a metric CRS that is true to scale, and transformation of tables to it."""

import warnings
from collections.abc import Sequence

import numpy as np
import shapely

from ..crs.coordinate_units import WORLD, are_degrees, are_not_degrees, degrees_text, not_degrees_text
from ..crs.length_errors import MAX_DISTORTION, LengthErrors, errors_where
from ..errors import UserError
from ..geometry import usable_of
from ..language import tr
from ..tables import geometries_of, geopandas, pyproj

KINDS = ("points", "lines", "polygons")
"""By dimension."""


def require_crs(table: geopandas.GeoDataFrame, what: str) -> None:
    """Raises UserError if a table is no GeoDataFrame or has no CRS. what: the name of the table in the message."""
    if not isinstance(table, geopandas.GeoDataFrame):
        raise UserError(f"{what} must be a GeoDataFrame; it is a {type(table).__name__}.")
    if table.crs is None:
        raise UserError(
            tr("{what} has no CRS, so metres cannot be measured in it. Set it with GeoDataFrame.set_crs.", what=what)
        )


def metric_crs(table: geopandas.GeoDataFrame, what: str) -> pyproj.CRS:
    """The table's own CRS if it is in metres and true to scale at the median position (within MAX_DISTORTION); else
    the UTM zone from GeoDataFrame.estimate_utm_crs. Raises UserError if the table has no position. what: as for
    require_crs."""
    require_crs(table, what)
    xy = shapely.get_coordinates(geometries_of(table))
    check_units(table.crs, xy[:, 0], xy[:, 1], what)
    return metric_crs_at(table.crs, xy[:, 0], xy[:, 1], what)


def metric_crs_at(crs: pyproj.CRS, x: np.ndarray, y: np.ndarray, what: str) -> pyproj.CRS:
    """The same for (n,) positions in `crs`."""
    found = np.isfinite(x) & np.isfinite(y)
    if not found.any():
        raise UserError(tr("{what} has no position.", what=what))
    x, y = x[found], y[found]
    if _measures_metres(crs, float(np.median(x)), float(np.median(y))):
        return crs
    corners = shapely.points([x.min(), x.max()], [y.min(), y.max()])
    return geopandas.GeoSeries(corners, crs=crs).estimate_utm_crs()


def units_per_metre(crs: pyproj.CRS) -> float | None:
    """How many units of a projected CRS make a metre; None where they are degrees."""
    return None if crs.is_geographic else 1 / (crs.axis_info[0].unit_conversion_factor or 1.0)


def transformed(x: np.ndarray, y: np.ndarray, source: pyproj.CRS, target: pyproj.CRS) -> tuple[np.ndarray, np.ndarray]:
    """(n,) coordinates in `target`; infinite where they cannot be transformed."""
    if source == target:
        return x, y
    if np.shape(x) == (1,):  # older pyproj takes an array of one for a number, which newer NumPy refuses
        two = transformed(np.repeat(x, 2), np.repeat(y, 2), source, target)
        return two[0][:1], two[1][:1]
    return pyproj.Transformer.from_crs(source, target, always_xy=True).transform(x, y)


def box_of(bounds: Sequence[float], source: pyproj.CRS, target: pyproj.CRS) -> tuple[float, float, float, float]:
    """The box in `target` around a box (x, y, x, y) in `source`; infinite where it cannot be transformed."""
    if source == target:
        return tuple(bounds)
    return pyproj.Transformer.from_crs(source, target, always_xy=True).transform_bounds(*bounds)


def null_island_in(crs: pyproj.CRS) -> tuple[float, float] | None:
    """Where longitude and latitude 0 lie in a projected CRS; None where it is not in it or the CRS is in degrees."""
    if crs.is_geographic:
        return None
    place = transformed(np.zeros(1), np.zeros(1), pyproj.CRS(4326), crs)
    return (float(place[0][0]), float(place[1][0])) if np.isfinite(place).all() else None


def errors_of_lengths(crs: pyproj.CRS, x: np.ndarray, y: np.ndarray) -> LengthErrors:
    """How wrong lengths in a metric CRS are, wherever there are positions. x, y: (n,) finite, in `crs`."""
    return errors_where(x, y, lambda a, b: transformed(a, b, crs, pyproj.CRS(4326)))


def check_units(crs: pyproj.CRS, x: np.ndarray, y: np.ndarray, what: str) -> None:
    """Raises UserError where (n,) coordinates cannot be in `crs`: degrees in a projected CRS that is not valid there,
    or metres in a geographic one. Warns where they may be degrees in a local grid. what: as for require_crs."""
    if crs.is_geographic:
        if are_not_degrees(x, y):
            advice = tr("Set the CRS in which they were measured with GeoDataFrame.set_crs(..., allow_override=True).")
            raise UserError(not_degrees_text(x, y, what, crs.to_string(), advice))
    elif are_degrees(x, y):
        advice = "Set it with GeoDataFrame.set_crs(4326, allow_override=True)."
        text = degrees_text(what, crs.to_string(), advice)
        if not _is_plausible_origin(crs, x, y):
            raise UserError(text)
        warnings.warn(text, stacklevel=3)


def _is_plausible_origin(crs: pyproj.CRS, x: np.ndarray, y: np.ndarray) -> bool:
    """Whether a projected CRS may be used at the median of coordinates that look like degrees: it is local, and valid
    there as far as its area of use is known."""
    area = crs.area_of_use
    if area is None:
        return True
    found = np.isfinite(x) & np.isfinite(y)
    lon, lat = transformed(np.median(x[found]), np.median(y[found]), crs, pyproj.CRS(4326))
    return area.east - area.west < WORLD and area.west <= lon <= area.east and area.south <= lat <= area.north


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
    x, y = shapely.get_coordinates(geometry).T
    check_units(table.crs, x, y, what)
    table = table[~(shapely.is_missing(geometry) | shapely.is_empty(geometry))]
    if table.crs != crs:
        table = table.to_crs(crs)
    usable = usable_of(geometries_of(table), dimensions)
    if usable.unfit and not len(usable.kept):
        wanted = " or ".join(KINDS[dimension] for dimension in dimensions)
        raise UserError(tr("{what} has no {wanted}; it must have {wanted}.", what=what, wanted=wanted))
    return table.iloc[usable.kept].set_geometry(geopandas.array.GeometryArray(usable.geometry, crs=table.crs))
