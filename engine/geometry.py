"""Plane geometry that several packages need, on top of shapely. Lengths in metres, geometries of any type."""

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
