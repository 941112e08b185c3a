"""Plane geometry that several packages need, on top of shapely. Lengths in metres, geometries of any type."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import shapely

from .progress import Progress, quiet


def _without_warnings(function, *arguments, **options):
    """Calls a shapely function without NumPy's warnings: for some valid, finite geometries (such as a line along a
    polygon's edge) GEOS divides by zero internally although its result is correct."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return function(*arguments, **options)


intersection, difference, buffer, points = (
    partial(_without_warnings, function)
    for function in (shapely.intersection, shapely.difference, shapely.buffer, shapely.points)
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


MAX_COORDINATE = 1e9
"""Metres (or degrees, or feet). What is further away is not on Earth: its circumference is 4e7 m."""
UPRIGHT = 1e-8
"""Area over squared perimeter, below which a face stands upright: its area is what rounding leaves."""


@dataclass(frozen=True)
class Usable:
    """What is left of n geometries: k that are valid, two-dimensional, finite, not flat, and of one dimension each.

    geometry: (k,); kept: (k,) their indices among the n. mended: of those, how many were invalid; partial: of those,
    how many were collections from which points or lines were left out. lost: how many have a coordinate that is not
    finite or not on Earth; flat: how many are polygons without an area or lines without a length; unfit: how many are
    of another dimension than wanted.
    """

    geometry: np.ndarray
    kept: np.ndarray
    mended: int
    lost: int
    flat: int
    partial: int = 0
    unfit: int = 0

    @classmethod
    def joined(cls, parts: "Sequence[Usable]") -> "Usable":
        """One for the geometries of all parts. kept: of each part is counted from the first geometry of all."""
        geometry = np.concatenate([np.zeros(0, object), *(part.geometry for part in parts)])
        kept = np.concatenate([np.zeros(0, np.int64), *(part.kept for part in parts)])
        counts = ("mended", "lost", "flat", "partial", "unfit")
        return cls(geometry, kept, **{name: sum(getattr(part, name) for part in parts) for name in counts})


def usable_of(geometries: np.ndarray, dimensions: Sequence[int] | None = (0, 1, 2)) -> Usable:
    """What can be used of geometries, (n,) of which none is missing or empty. dimensions: which are wanted: 0 points,
    1 lines, 2 polygons. Of a collection those parts are taken that have the highest of them. None: all geometries are
    wanted, and collections stay as they are."""
    if not len(geometries):
        return Usable(np.zeros(0, object), np.zeros(0, np.int64), 0, 0, 0)
    in_space = shapely.has_z(geometries)
    shapes = shapely.force_2d(geometries)
    finite = is_finite(shapes)
    fits, partial = finite, np.zeros(len(shapes), bool)
    if dimensions is not None:
        shapes, partial = _of_one_dimension(shapes, finite, dimensions)
        fits = finite & np.isin(shapely.get_dimensions(shapes), (*dimensions, -1))  # -1: empty, so flat
    shapes, kept = shapes[fits], np.flatnonzero(fits)
    broken = np.flatnonzero(~shapely.is_valid(shapes))
    wanted = shapely.get_dimensions(shapes)
    shapes[broken] = _mended(shapes[broken], in_space[kept[broken]])
    whole = ~shapely.is_empty(shapes) & (shapely.get_dimensions(shapes) == wanted)
    return Usable(
        shapes[whole],
        kept[whole],
        mended=int(whole[broken].sum()),
        lost=int((~finite).sum()),
        flat=int((~whole).sum()),
        partial=int(partial[kept[whole]].sum()),
        unfit=int((finite & ~fits).sum()),
    )


def is_finite(geometries: np.ndarray) -> np.ndarray:
    """(n,) whether all coordinates of a geometry are finite and on Earth."""
    xy, index = shapely.get_coordinates(geometries, return_index=True)
    finite = np.ones(len(geometries), bool)
    finite[index[~(np.abs(xy) <= MAX_COORDINATE).all(axis=1)]] = False
    return finite


def footprint(faces: Sequence[shapely.Geometry]) -> shapely.Geometry:
    """The ground that polygons in space cover: their union in plan, without those that stand upright. Empty where all
    of them do."""
    flat = shapely.force_2d(np.asarray(faces, object))
    lying = flat[shapely.area(flat) > UPRIGHT * shapely.length(flat) ** 2]
    return shapely.union_all(_polygons_of(shapely.make_valid(lying)))


def _polygons_of(shapes: np.ndarray) -> np.ndarray:
    """The parts of geometries, those of collections too, that are polygons."""
    parts = _all_parts(shapes)
    return parts[shapely.get_dimensions(parts) == 2]


def _all_parts(shapes) -> np.ndarray:
    """Single parts of geometries, collections in collections included."""
    parts = shapely.get_parts(shapes)
    while (shapely.get_type_id(parts) > shapely.GeometryType.POLYGON).any():
        parts = shapely.get_parts(parts)
    return parts


def _of_one_dimension(
    shapes: np.ndarray, finite: np.ndarray, dimensions: Sequence[int]
) -> tuple[np.ndarray, np.ndarray]:
    """The shapes, collections as their parts of the highest wanted dimension; and (n,) whether parts were left out."""
    partial = np.zeros(len(shapes), bool)
    for i in np.flatnonzero((shapely.get_type_id(shapes) == shapely.GeometryType.GEOMETRYCOLLECTION) & finite):
        parts = _all_parts(shapes[i])
        parts = parts[~shapely.is_empty(parts)]
        sizes = shapely.get_dimensions(parts)
        wanted = [size for size in np.unique(sizes) if size in dimensions]
        if not wanted:
            continue
        chosen = parts[sizes == wanted[-1]]
        partial[i] = len(chosen) < len(parts)
        together = (shapely.multipoints, shapely.multilinestrings, lambda some: shapely.union_all(_mended(some)))
        shapes[i] = together[wanted[-1]](chosen)
    return shapes, partial


def _mended(shapes: np.ndarray, in_space: np.ndarray | bool = False) -> np.ndarray:
    """Invalid geometries made valid, without the lines and points that the repair of a polygon may leave. in_space:
    (n,) which have Z; several polygons in space may lie above each other or stand upright, so they become their
    footprint."""
    wanted = shapely.get_dimensions(shapes)
    several = shapely.get_type_id(shapes) == shapely.GeometryType.MULTIPOLYGON
    valid = shapely.make_valid(shapes)
    for i in np.flatnonzero(shapely.get_type_id(valid) == shapely.GeometryType.GEOMETRYCOLLECTION):
        parts = shapely.get_parts(valid[i])
        valid[i] = shapely.union_all(parts[shapely.get_dimensions(parts) == wanted[i]])
    for i in np.flatnonzero(several & in_space):
        valid[i] = footprint(shapely.get_parts(shapes[i]))
    return valid


POLYGONS_AT_ONCE = 500
"""Polygons in which points are looked up at once."""


def covered(x: np.ndarray, y: np.ndarray, polygons: np.ndarray, progress: Progress = quiet) -> np.ndarray:
    """(n,) whether each of the points (x, y) lies in one of the polygons, (k,) valid shapely polygons, or on its edge.

    The points are looked up polygon by polygon, because shapely prepares the geometries that are looked up, not those
    of the tree. Points that are found are not looked up again: so polygons that cover the same points many times cost
    little more.
    """
    inside = np.zeros(len(x), bool)
    if not len(x) or not len(polygons):
        return inside
    rest = np.arange(len(x))
    tree = shapely.STRtree(points(x, y))
    for start in range(0, len(polygons), POLYGONS_AT_ONCE):
        progress(start / len(polygons))
        hit = tree.query(polygons[start : start + POLYGONS_AT_ONCE], predicate="intersects")[1]
        inside[rest[hit]] = True
        found = np.count_nonzero(inside[rest])
        if found > 0.1 * len(rest):
            rest = rest[~inside[rest]]
            tree = shapely.STRtree(points(x[rest], y[rest]))
    progress(1.0)
    return inside
