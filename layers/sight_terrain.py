"""Reads an elevation raster as the terrain that hides places: square cells in the metric CRS."""

import math
from dataclasses import dataclass

import numpy as np
from osgeo import gdal
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsRasterLayer,
    QgsRectangle,
    QgsUnitTypes,
)
from scipy.ndimage import map_coordinates

from ..engine.errors import UserError
from ..engine.language import tr
from ..engine.progress import Progress, quiet
from ..engine.sight.terrain import RAYS, Terrain
from .crs import require_crs, transform_xy
from .features import Bounds
from .terrain import band

MAX_CELLS = 16_000_000
TILE = 1000  # cells in each direction, read at once
NODES = 16  # positions of which one is transformed to the CRS of the raster
DEEPEST, HIGHEST = -4_000.0, 30_000.0
"""Metres or feet. Other values, such as -9999 or 3e38, are not heights of the ground, but pixels without data that the
raster does not declare."""
FEET = {"ft": 0.3048, "foot": 0.3048, "feet": 0.3048, "us survey foot": 1200 / 3937, "us-ft": 1200 / 3937}
"""Metres in units that a band can name."""


@dataclass(frozen=True)
class _Squares:
    """The cells of a terrain: size in metres; x, y: a corner of a cell. They depend on the raster and on the range, not
    on the places, so that every run with the same raster and range looks over the same ground."""

    size: float
    x: float
    y: float


def _squares(
    layer: QgsRasterLayer, crs: QgsCoordinateReferenceSystem, context: QgsCoordinateTransformContext, reach: float
) -> _Squares:
    """The pixels of the raster, or larger cells, so that at most RAYS of them lie within `reach` metres."""
    width, height = layer.rasterUnitsPerPixelX(), layer.rasterUnitsPerPixelY()
    extent, pixel = layer.extent(), _pixel(layer, crs, context)
    least = max(pixel, reach / RAYS)
    if layer.crs() == crs and math.isclose(width, height, rel_tol=1e-6):
        return _Squares(width * math.ceil(least / width - 1e-9), extent.xMinimum(), extent.yMinimum())
    digit = 10 ** (math.floor(math.log10(least)) - 1)
    return _Squares(math.ceil(least / digit - 1e-9) * digit, 0.0, 0.0)


def _pixel(layer: QgsRasterLayer, crs: QgsCoordinateReferenceSystem, context: QgsCoordinateTransformContext) -> float:
    """The side in metres of a square as large as a pixel in the middle of the raster. Raises UserError where it has no
    size in `crs`."""
    middle, half = layer.extent().center(), (layer.rasterUnitsPerPixelX() / 2, layer.rasterUnitsPerPixelY() / 2)
    x = middle.x() + half[0] * np.array([-1, 1, 1, -1])
    y = middle.y() + half[1] * np.array([-1, -1, 1, 1])
    x, y = transform_xy(x, y, layer.crs(), crs, context)
    x, y = x - x[0], y - y[0]
    side = math.sqrt(abs(float((x * np.roll(y, -1) - y * np.roll(x, -1)).sum() / 2)))
    if not math.isfinite(side) or side <= 0:
        raise _elsewhere(layer)
    return side


def read_sight_terrain(
    layer: QgsRasterLayer,
    bounds: Bounds,
    crs: QgsCoordinateReferenceSystem,
    context: QgsCoordinateTransformContext,
    reach: float,
    progress: Progress = quiet,
) -> Terrain:
    """The ground (band 1, in metres) in `bounds` (x, y, x, y in the metric `crs`), with eyes and targets on it.

    A cell has the height that is interpolated between pixels at its middle; where it is larger than a pixel, the mean
    of several. reach: metres, the range of units on the ground. Raises UserError for a raster that has no height
    within the bounds, or whose band holds no numbers.
    """
    require_crs(layer.crs(), layer.name())
    squares = _squares(layer, crs, context, reach)
    size = squares.size * max(1, math.ceil(math.sqrt(_cells(bounds, squares.size) / MAX_CELLS)))
    column, row = (
        math.floor((low - origin) / size) for low, origin in zip(bounds[:2], (squares.x, squares.y), strict=True)
    )
    columns, rows = (
        math.floor((high - origin) / size) - first + 1
        for high, origin, first in zip(bounds[2:], (squares.x, squares.y), (column, row), strict=True)
    )
    left, bottom = squares.x + column * size, squares.y + row * size
    heights = np.full((rows, columns), np.nan, np.float32)
    tiles = [(r, c) for r in range(0, rows, TILE) for c in range(0, columns, TILE)]
    points = max(1, min(4, math.ceil(size / _pixel(layer, crs, context) - 1e-3)))
    inside = (np.arange(points) + 0.5) / points
    for done, (r, c) in enumerate(tiles):
        x = left + size * (np.arange(c, min(c + TILE, columns))[:, None] + inside).ravel()
        y = bottom + size * (np.arange(r, min(r + TILE, rows))[:, None] + inside).ravel()
        found = _heights(layer, x, y, crs, context, points > 1)
        heights[r : r + TILE, c : c + TILE] = _means(found, points)
        progress((done + 1) / len(tiles))
    if np.isnan(heights).all():
        raise _elsewhere(layer)
    return Terrain(heights * np.float32(metres_of_heights(layer)), left, bottom, size, 0.0, 0.0)


def metres_of_heights(layer: QgsRasterLayer) -> float:
    """Metres in the unit of the heights of a raster, as its vertical CRS or its band names it; 1 where none does."""
    vertical = layer.crs().verticalCrs()
    if vertical.isValid():
        factor = QgsUnitTypes.fromUnitToUnitFactor(vertical.mapUnits(), Qgis.DistanceUnit.Meters)
        if vertical.mapUnits() != Qgis.DistanceUnit.Unknown and factor > 0:
            return factor
    if layer.providerType() != "gdal":
        return 1.0
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        dataset = gdal.Open(layer.source())
        unit = "" if dataset is None else dataset.GetRasterBand(1).GetUnitType()
    except RuntimeError:  # with GDAL's exceptions switched on by somebody
        unit = ""
    finally:
        gdal.PopErrorHandler()
    return FEET.get((unit or "").strip().lower(), 1.0)


def _cells(bounds: Bounds, size: float) -> float:
    return ((bounds[2] - bounds[0]) / size + 1) * ((bounds[3] - bounds[1]) / size + 1)


def _means(heights: np.ndarray, points: int) -> np.ndarray:
    """The mean of those heights that are known of each square of points x points; NaN where none is."""
    if points == 1:
        return heights
    rows, columns = (length // points for length in heights.shape)
    squares = heights.reshape(rows, points, columns, points)
    known = np.isfinite(squares)
    number = known.sum(axis=(1, 3))
    total = np.where(known, squares, 0.0).sum(axis=(1, 3))
    return np.where(number > 0, total / np.maximum(number, 1), np.nan)


def _heights(
    layer: QgsRasterLayer,
    x: np.ndarray,
    y: np.ndarray,
    crs: QgsCoordinateReferenceSystem,
    context: QgsCoordinateTransformContext,
    coarse: bool,
) -> np.ndarray:
    """(rows, columns) heights at the positions of a lattice, interpolated between pixels, NaN where there are none.
    coarse: whether several pixels may be read as one."""
    shape = len(y), len(x)
    across, up = (at.ravel() for at in _transformed(x, y, crs, layer.crs(), context))
    extent = layer.extent()
    pixel_x, pixel_y = layer.rasterUnitsPerPixelX(), layer.rasterUnitsPerPixelY()
    inside = (extent.xMinimum() <= across) & (across <= extent.xMaximum())
    inside &= (extent.yMinimum() <= up) & (up <= extent.yMaximum())
    heights = np.full(len(across), np.nan)
    if not inside.any():
        return heights.reshape(shape)
    # In pixels from the north-western corner of the raster, at most to the middle of the outer ones.
    column = np.clip((across[inside] - extent.xMinimum()) / pixel_x, 0.5, max(layer.width() - 0.5, 0.5))
    row = np.clip((extent.yMaximum() - up[inside]) / pixel_y, 0.5, max(layer.height() - 0.5, 0.5))
    step = 1
    if coarse:  # pixels of about the distance between the positions
        step = max(1, math.floor(math.sqrt(np.ptp(column) * np.ptp(row) / max(len(column), 1))))
    first_column, first_row = (int(at.min() / step - 1.5) for at in (column, row))
    first_column, first_row = max(first_column, 0), max(first_row, 0)
    columns = min(math.ceil(column.max() / step + 1.5), math.ceil(layer.width() / step)) - first_column
    rows = min(math.ceil(row.max() / step + 1.5), math.ceil(layer.height() / step)) - first_row
    window = QgsRectangle(
        extent.xMinimum() + first_column * step * pixel_x,
        extent.yMaximum() - (first_row + rows) * step * pixel_y,
        extent.xMinimum() + (first_column + columns) * step * pixel_x,
        extent.yMaximum() - first_row * step * pixel_y,
    )
    read = band(layer, window, columns, rows, "SIGHT_TERRAIN")
    read[(read < DEEPEST) | (read > HIGHEST)] = np.nan
    where = np.array([row / step - first_row - 0.5, column / step - first_column - 0.5])
    heights[inside] = _interpolated(read, np.maximum(where, 0.0))
    return heights.reshape(shape)


def _transformed(
    x: np.ndarray,
    y: np.ndarray,
    crs: QgsCoordinateReferenceSystem,
    other: QgsCoordinateReferenceSystem,
    context: QgsCoordinateTransformContext,
) -> tuple[np.ndarray, np.ndarray]:
    """Coordinates in another CRS of the positions of a lattice, (rows, columns) each. Only every NODES-th is
    transformed: between them, interpolation is exact to millimetres."""
    if crs == other:
        return tuple(np.meshgrid(x, y))
    some_x, some_y = (np.linspace(at[0], at[-1], max(2, -(-len(at) // NODES) + 1)) for at in (x, y))
    nodes = transform_xy(*(at.ravel() for at in np.meshgrid(some_x, some_y)), crs, other, context)
    shares = (
        np.linspace(0, len(some) - 1, len(at)) if len(at) > 1 else np.zeros(1)
        for some, at in ((some_y, y), (some_x, x))
    )
    row, column = np.meshgrid(*shares, indexing="ij")
    shape = len(some_y), len(some_x)
    return tuple(map_coordinates(node.reshape(shape), (row, column), order=1) for node in nodes)


def _interpolated(read: np.ndarray, where: np.ndarray) -> np.ndarray:
    """Bilinear interpolation at (row, column) positions (2, k); without those nodes that are NaN, as long as the others
    have half of the weight."""
    unknown = np.isnan(read)
    if not unknown.any():
        return map_coordinates(read, where, order=1, mode="nearest")
    weight = map_coordinates(1.0 - unknown, where, order=1, mode="nearest")
    sums = map_coordinates(np.where(unknown, 0.0, read), where, order=1, mode="nearest")
    return np.where(weight >= 0.5, sums / np.maximum(weight, 0.5), np.nan)


def _elsewhere(layer: QgsRasterLayer) -> UserError:
    return UserError(
        tr(
            "SIGHT_TERRAIN ({layer}) has no heights around the places. Use a DEM of the same area, and check its CRS.",
            layer=layer.name(),
        )
    )
