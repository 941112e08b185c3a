"""The cells of a square grid as the pixels of a GeoTIFF."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from osgeo import gdal
from qgis.core import Qgis, QgsCoordinateReferenceSystem

from ..engine.errors import UserError
from ..engine.places.grid import Grid
from ..engine.progress import Progress, quiet

NO_DATA = -9999.0
MOST_PIXELS = 400_000_000
TILE = 256
OPTIONS = ("TILED=YES", f"BLOCKXSIZE={TILE}", f"BLOCKYSIZE={TILE}", "COMPRESS=DEFLATE", "BIGTIFF=IF_SAFER")


def check_pixels(grid: Grid, names: str) -> None:
    """Raises UserError where the rectangle around a grid has more than MOST_PIXELS; names: of the outputs asked for."""
    columns, rows = _size(grid)
    if columns * rows > MOST_PIXELS:
        raise UserError(
            f"{names} would have {columns:,} x {rows:,} pixels, more than {MOST_PIXELS:,}: a raster covers the whole "
            f"rectangle around the cells. Use a larger CELL_SIZE or a smaller AREA, or leave {names} empty."
        )


def write_raster(
    path: str,
    grid: Grid,
    values: np.ndarray,
    crs: QgsCoordinateReferenceSystem,
    description: str,
    facts: Mapping[str, str],
    progress: Progress = quiet,
) -> None:
    """Writes (n,) values, one for each cell of a square grid in `crs`, as a Float32 GeoTIFF with the north on top.

    A pixel is a cell; NO_DATA where there is no cell or its value is NaN. description: of the band; facts: what else
    the file says of itself, by name. Raises UserError where the file cannot be written. A file that would not be whole
    is taken away.
    """
    columns, rows = _size(grid)
    begun, whole, dataset = False, False, None
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    gdal.ErrorReset()
    try:
        dataset = gdal.GetDriverByName("GTiff").Create(path, columns, rows, 1, gdal.GDT_Float32, list(OPTIONS))
        begun = dataset is not None
        if begun:
            dataset.SetProjection(crs.toWkt(Qgis.CrsWktVariant.PreferredGdal))
            dataset.SetMetadata(dict(facts))
            dataset.GetRasterBand(1).SetDescription(description)
            _fill(dataset, grid, values, progress)
        dataset = None  # closes the file, and only then is all of it written
        failed = gdal.GetLastErrorMsg() if gdal.GetLastErrorType() >= gdal.CE_Failure else ""
        whole = not failed
    except RuntimeError as error:  # with GDAL's exceptions switched on by somebody
        failed = str(error)
    finally:
        dataset = None
        gdal.PopErrorHandler()
        if begun and not whole:
            Path(path).unlink(missing_ok=True)
    if failed:
        raise UserError(
            f"{path} could not be written: {failed.rstrip('.')}. Is the folder there, is the disk full, or is the file "
            "open elsewhere? Choose another file, or remove its layer first."
        )


def _size(grid: Grid) -> tuple[int, int]:
    """Columns and rows of the rectangle around a grid."""
    return int(np.ptp(grid.column)) + 1, int(np.ptp(grid.row)) + 1


def _fill(dataset: gdal.Dataset, grid: Grid, values: np.ndarray, progress: Progress) -> None:
    """Puts the cells in their place, some rows of them at a time."""
    left, top = int(grid.column.min()), int(grid.row.max())
    west, north = grid.lattice.outlines(np.array([left]), np.array([top]))[0, 3]  # corners run from the south-west
    dataset.SetGeoTransform((west, grid.lattice.size, 0.0, north, 0.0, -grid.lattice.size))
    columns, rows = _size(grid)
    band = dataset.GetRasterBand(1)
    band.SetNoDataValue(NO_DATA)
    for start in range(0, rows, TILE):
        progress(start / rows)
        pixels = _pixels(grid, values, left, top - start, columns, min(TILE, rows - start))
        band.WriteRaster(0, start, columns, len(pixels), pixels.tobytes(), buf_type=gdal.GDT_Float32)
        band.FlushCache()  # tiles that are done need no memory


def _pixels(grid: Grid, values: np.ndarray, left: int, top: int, columns: int, rows: int) -> np.ndarray:
    """(rows, columns) Float32 pixels from the row `top` of the grid southward; the cells are sorted by row."""
    start, end = np.searchsorted(grid.row, [top - rows + 1, top + 1])
    pixels = np.full((rows, columns), NO_DATA, np.float32)
    value = values[start:end]
    pixels[top - grid.row[start:end], grid.column[start:end] - left] = np.where(np.isnan(value), NO_DATA, value)
    return pixels
