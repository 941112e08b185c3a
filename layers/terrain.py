"""Reads an elevation raster once, as an elevation function in the plan's CRS."""

import math

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsRasterLayer,
    QgsRectangle,
)
from scipy.interpolate import RegularGridInterpolator
from scipy.ndimage import map_coordinates

from ..engine.drones.aircraft import Elevation
from ..engine.errors import UserError
from ..engine.language import tr
from .crs import require_crs, transform_xy

MAX_NODES = 4_000_000
MARGIN = 1000.0
"""m around the stops and sites in which elevation is also read, for detours around no-fly zones"""
_TYPES = {
    Qgis.DataType.Byte: np.uint8,
    Qgis.DataType.Int8: np.int8,
    Qgis.DataType.UInt16: np.uint16,
    Qgis.DataType.Int16: np.int16,
    Qgis.DataType.UInt32: np.uint32,
    Qgis.DataType.Int32: np.int32,
    Qgis.DataType.Float32: np.float32,
    Qgis.DataType.Float64: np.float64,
}


def read_ground(
    layer: QgsRasterLayer,
    bounds: tuple[float, float, float, float],
    crs: QgsCoordinateReferenceSystem,
    transform_context: QgsCoordinateTransformContext,
) -> tuple[Elevation, float, str]:
    """Elevation (band 1, metres AMSL) within `bounds` (x, y, x, y in `crs`) plus MARGIN, the distance between its
    nodes in metres, and a sentence for the log.

    It is interpolated between nodes; NaN where the raster has no data. Raises UserError for a raster that does not
    overlap the bounds, or whose band holds no numbers.
    """
    require_crs(layer.crs(), layer.name())
    low_x, low_y, high_x, high_y = np.array(bounds) + MARGIN * np.array([-1, -1, 1, 1])
    transform = QgsCoordinateTransform(crs, layer.crs(), transform_context)
    try:
        window = transform.transformBoundingBox(QgsRectangle(low_x, low_y, high_x, high_y))
    except QgsCsException:
        window = QgsRectangle()
    window = window.intersect(layer.extent())
    if window.isEmpty():
        raise UserError(
            tr(
                "TERRAIN ({layer}) does not cover the blind spots and launch sites. Use a DEM of the same area, "
                "and check its CRS.",
                layer=layer.name(),
            )
        )
    sizes = layer.rasterUnitsPerPixelX(), layer.rasterUnitsPerPixelY()
    window = whole_pixels(window, layer.extent(), *sizes)
    columns, rows = round(window.width() / sizes[0]), round(window.height() / sizes[1])
    coarser = max(1.0, math.sqrt(columns * rows / (4 * MAX_NODES)))
    columns, rows = max(2, round(columns / coarser)), max(2, round(rows / coarser))
    heights = band(layer, window, columns, rows, "TERRAIN")
    x = window.xMinimum() + (np.arange(columns) + 0.5) * window.width() / columns
    y = window.yMaximum() - (np.arange(rows) + 0.5) * window.height() / rows
    raster = RegularGridInterpolator((y[::-1], x), heights[::-1], bounds_error=False, fill_value=np.nan)
    spacing = max(
        math.sqrt(abs(_area(window, layer.crs(), crs, transform_context)) / (columns * rows)),
        math.sqrt((high_x - low_x) * (high_y - low_y) / MAX_NODES),
    )
    across = np.linspace(low_x, high_x, max(2, math.ceil((high_x - low_x) / spacing) + 1))
    up = np.linspace(low_y, high_y, max(2, math.ceil((high_y - low_y) / spacing) + 1))
    nodes_x, nodes_y = (grid.ravel() for grid in np.meshgrid(across, up))
    source_x, source_y = transform_xy(nodes_x, nodes_y, crs, layer.crs(), transform_context)
    heights = raster((source_y, source_x)).reshape(len(up), len(across))
    step_x, step_y = across[1] - across[0], up[1] - up[0]

    def ground(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Elevation by bilinear interpolation; NaN outside, and next to a node without data."""
        where = np.array(((np.asarray(y) - up[0]) / step_y, (np.asarray(x) - across[0]) / step_x))
        return map_coordinates(heights, where, order=1, mode="constant", cval=np.nan)

    note = tr(
        "Elevation is read from {layer}, band 1, as metres above sea level, at nodes {spacing:.1f} m apart.",
        layer=layer.name(),
        spacing=spacing,
    )
    return ground, float(max(step_x, step_y)), note


def whole_pixels(window: QgsRectangle, extent: QgsRectangle, width: float, height: float) -> QgsRectangle:
    """The window, enlarged to whole pixels of the raster."""
    left = max(math.floor((window.xMinimum() - extent.xMinimum()) / width), 0)
    right = math.ceil((window.xMaximum() - extent.xMinimum()) / width - 1e-9)
    top = max(math.floor((extent.yMaximum() - window.yMaximum()) / height), 0)
    bottom = math.ceil((extent.yMaximum() - window.yMinimum()) / height - 1e-9)
    return QgsRectangle(
        extent.xMinimum() + left * width,
        extent.yMaximum() - bottom * height,
        extent.xMinimum() + right * width,
        extent.yMaximum() - top * height,
    )


def band(layer: QgsRasterLayer, window: QgsRectangle, columns: int, rows: int, name: str) -> np.ndarray:
    """(rows, columns) elevation from north to south, NaN where there is no data. name: of the parameter. Raises
    UserError where band 1 holds no numbers."""
    provider = layer.dataProvider()
    block = provider.block(1, window, columns, rows)
    kind = _TYPES.get(block.dataType())
    if not block.isValid() or kind is None:
        raise UserError(
            tr(
                "{name} ({layer}) cannot be read as elevation: band 1 must hold numbers.",
                name=name,
                layer=layer.name(),
            )
        )
    raw = np.frombuffer(bytes(block.data()), kind).reshape(rows, columns)
    heights = raw.astype(float)
    if block.hasNoDataValue():
        heights[_is_no_data(raw, block.noDataValue())] = np.nan
    heights[~np.isfinite(heights)] = np.nan
    return heights


def _is_no_data(raw: np.ndarray, no_data: float) -> np.ndarray:
    """Where raw values equal the no-data value. They are compared as floats, because -9999 in a Byte raster must match
    nothing, not 241; and in a Float32 raster 0.1 must match the nearest Float32."""
    same = raw.astype(float) == no_data
    if np.issubdtype(raw.dtype, np.floating):
        with np.errstate(over="ignore"):
            same |= raw == np.array(no_data).astype(raw.dtype)
    return same


def _area(window: QgsRectangle, source, target, transform_context) -> float:
    """The area in m2 of a window of the raster, in the plan's CRS."""
    x = np.array([window.xMinimum(), window.xMaximum(), window.xMaximum(), window.xMinimum()])
    y = np.array([window.yMinimum(), window.yMinimum(), window.yMaximum(), window.yMaximum()])
    x, y = transform_xy(x, y, source, target, transform_context)
    return float(np.nan_to_num((x * np.roll(y, -1) - y * np.roll(x, -1)).sum() / 2, nan=1.0))
