"""Plane geometry that several packages need, on top of shapely. Lengths in metres, geometries of any type."""

from dataclasses import dataclass
from functools import partial

import numpy as np
import shapely


def _without_warnings(function, *arguments, **options):
    """Calls a shapely function without NumPy's warnings: for some valid, finite geometries (such as a line along a
    polygon's edge) GEOS divides by zero internally although its result is correct."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return function(*arguments, **options)


intersection, difference, buffer = (
    partial(_without_warnings, function) for function in (shapely.intersection, shapely.difference, shapely.buffer)
)
"""shapely's own functions, without floating-point warnings."""


def dimension(geometry: shapely.Geometry) -> int:
    """0 for points, 1 for lines, 2 for polygons; the highest of its parts for a collection, -1 if it is empty."""
    return int(shapely.get_dimensions(geometry))


def size(geometry, like):
    """Area, length or number of points of geometries, according to the dimension of `like` (2, 1 or 0).

    Takes single geometries or (n,) arrays of them; returns float64.
    """
    measures = [
        np.asarray(shapely.get_num_coordinates(geometry), float),
        shapely.length(geometry),
        shapely.area(geometry),
    ]
    return np.choose(shapely.get_dimensions(like), measures)


def single_parts(geometry: shapely.Geometry, like: shapely.Geometry) -> list[shapely.Geometry]:
    """Single parts of a geometry that have the dimension of `like`; lines that meet end to end are joined first."""
    wanted = dimension(like)
    if wanted == 1 and geometry.geom_type == "MultiLineString":
        geometry = shapely.line_merge(geometry)
    parts = [part for part in shapely.get_parts(geometry) if not part.is_empty and dimension(part) == wanted]
    return [part for outer in parts for part in (shapely.get_parts(outer) if "Multi" in outer.geom_type else [outer])]


@dataclass(frozen=True)
class Usable:
    """What is left of n geometries: k that are valid, two-dimensional, finite and not flat.

    geometry: (k,); kept: (k,) their indices among the n. mended: of those, how many were invalid; lost: how many have a
    coordinate that is not finite; flat: how many are polygons without an area or lines without a length.
    """

    geometry: np.ndarray
    kept: np.ndarray
    mended: int
    lost: int
    flat: int


def usable_of(geometries: np.ndarray) -> Usable:
    """What can be used of geometries, (n,) of which none is missing or empty."""
    if not len(geometries):
        return Usable(np.zeros(0, object), np.zeros(0, np.int64), 0, 0, 0)
    shapes = shapely.force_2d(geometries)
    finite = np.isfinite(shapely.bounds(shapes)).all(axis=1)
    shapes, kept = shapes[finite], np.flatnonzero(finite)
    broken = np.flatnonzero(~shapely.is_valid(shapes))
    wanted = shapely.get_dimensions(shapes)
    shapes[broken] = _mended(shapes[broken])
    whole = ~shapely.is_empty(shapes) & (shapely.get_dimensions(shapes) == wanted)
    mended = int(whole[broken].sum())
    return Usable(shapes[whole], kept[whole], mended, int((~finite).sum()), int((~whole).sum()))


def _mended(shapes: np.ndarray) -> np.ndarray:
    """Invalid geometries made valid, without the lines and points that the repair of a polygon may leave."""
    wanted = shapely.get_dimensions(shapes)
    valid = shapely.make_valid(shapes)
    for i in np.flatnonzero(shapely.get_type_id(valid) == shapely.GeometryType.GEOMETRYCOLLECTION):
        parts = shapely.get_parts(valid[i])
        valid[i] = shapely.union_all(parts[shapely.get_dimensions(parts) == wanted[i]])
    return valid
