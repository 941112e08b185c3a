"""The numbered areas that residents refer to: cells of a coarse grid, or neighbourhoods."""

from dataclasses import dataclass

import numpy as np
import shapely

from ..errors import UserError
from ..geometry import difference, intersection
from ..language import tr
from ..text import counted

LEAST_SIZE = 200.0
"""m, the smallest side of a cell. With smaller ones the map would say where in a street drones are."""
MOST_AREAS = 300
"""More numbers cannot be read on a sheet of A4."""
SHARED = 1.0
"""m2 from which two neighbourhoods overlap."""


@dataclass(frozen=True)
class NumberedAreas:
    """a areas in a metric CRS, in the order of their numbers.

    number: (a,) whole numbers above 0, each once; shape: (a,) polygons that do not overlap; name: (a,) texts, empty
    where an area has none.
    """

    number: np.ndarray
    shape: np.ndarray
    name: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.number)

    @property
    def size_m2(self) -> np.ndarray:
        """(a,)"""
        return shapely.area(self.shape)

    @property
    def too_small(self) -> np.ndarray:
        """(a,) whether an area is smaller than the smallest cell."""
        return self.size_m2 < LEAST_SIZE**2

    def at(self, points: np.ndarray) -> np.ndarray:
        """(n,) the index of the area of each of (n,) points, the first of those that share it; -1 where there is
        none."""
        found = np.full(len(points), -1)
        if len(self) and len(points):
            point, area = shapely.STRtree(self.shape).query(points, predicate="intersects")
            order = np.lexsort((-area, point))  # the first area is written last
            found[point[order]] = area[order]
        return found


def grid_areas(
    extent: tuple[float, float, float, float], size: float, places: np.ndarray | None = None
) -> NumberedAreas:
    """Square cells over an extent (west, south, east, north, in m), numbered from the north-west, row by row.

    Cells are snapped to multiples of `size`, so that their edges say nothing about what they were made from. places:
    (n,) geometries of all places that were scored: cells without any are left out; None for all cells of the extent.
    Raises UserError where the cells would be too small or too many.
    """
    if size < LEAST_SIZE:
        raise UserError(
            tr(
                "AREA_SIZE is {size:g} m. Use {least:g} m or more: smaller areas would show where drones are.",
                size=size,
                least=LEAST_SIZE,
            )
        )
    west, south, east, north = (float(edge) for edge in extent)
    first, bottom = (int(np.floor(edge / size)) for edge in (west, south))
    last, top = (max(int(np.ceil(edge / size)), low + 1) for edge, low in ((east, first), (north, bottom)))
    if (last - first) * (top - bottom) > 100 * MOST_AREAS:
        raise _too_many((last - first) * (top - bottom))
    rows, columns = np.mgrid[top - 1 : bottom - 1 : -1, first:last]
    x, y = columns.ravel() * size, rows.ravel() * size
    cells = shapely.box(x, y, x + size, y + size)
    if places is not None:
        wide = np.ptp(shapely.bounds(places).reshape(-1, 2, 2), axis=1).max(axis=1) > size / 2
        shown = np.where(wide, places, shapely.point_on_surface(places))  # small ones touch no cell by their edge
        cells = cells[np.unique(shapely.STRtree(cells).query(shown, predicate="intersects")[1])]
    if len(cells) > MOST_AREAS:
        raise _too_many(len(cells))
    return NumberedAreas(np.arange(1, len(cells) + 1), cells, ("",) * len(cells))


def named_areas(shapes: np.ndarray, names: tuple[str, ...], numbers: np.ndarray | None = None) -> NumberedAreas:
    """Neighbourhoods as areas, numbered from the north-west in rows, as they are read on a map.

    shapes: (a,) polygons; where two overlap, the shared ground belongs to the first. names: (a,) texts. numbers: (a,)
    that they have already, None to number them. Raises UserError where there are too many.
    """
    if len(shapes) > MOST_AREAS and numbers is None:
        raise _too_many(len(shapes))
    shapes, kept = _disjoint(shapes)
    names = tuple(" ".join(names[i].split()) for i in kept)
    if numbers is not None:
        order = np.argsort(np.asarray(numbers)[kept], kind="stable")
        return NumberedAreas(np.asarray(numbers, int)[kept][order], shapes[order], tuple(names[i] for i in order))
    x, y = shapely.get_coordinates(shapely.point_on_surface(shapes)).T
    band = float(np.sqrt(np.median(shapely.area(shapes)))) if len(shapes) else 1.0
    order = np.lexsort((x, -np.floor(y / band)))
    return NumberedAreas(np.arange(1, len(order) + 1), shapes[order], tuple(names[i] for i in order))


def _disjoint(shapes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(k,) polygons without what they share with earlier ones, and their indices among the (n,) shapes: those of which
    something is left."""
    found = shapes.copy()
    later, earlier = shapely.STRtree(shapes).query(shapes, predicate="intersects") if len(shapes) else ([], [])
    for one, other in sorted(zip(map(int, later), map(int, earlier), strict=True)):
        if other < one and shapely.area(intersection(shapes[one], shapes[other])) > SHARED:
            found[one] = difference(found[one], shapes[other])
    kept = np.flatnonzero(shapely.area(found) > SHARED)
    return found[kept], kept


def _too_many(count: int) -> UserError:
    return UserError(
        tr(
            "There would be {areas}, more than the {most:,} whose numbers can be read on a sheet. Use a larger "
            "AREA_SIZE, or larger neighbourhoods.",
            areas=counted(count, "area"),
            most=MOST_AREAS,
        )
    )
