"""Writes the cells of a square grid as the pixels of a GeoTIFF."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from osgeo import gdal
from qgis.core import Qgis, QgsCoordinateReferenceSystem

from ..engine.errors import UserError
from ..engine.language import tr
from ..engine.places.grid import Grid
from ..engine.progress import Progress, quiet

NO_DATA = -9999.0
MAX_PIXELS = 400_000_000
TILE = 256
OPTIONS = ("TILED=YES", f"BLOCKXSIZE={TILE}", f"BLOCKYSIZE={TILE}", "COMPRESS=DEFLATE", "BIGTIFF=IF_SAFER")


def check_pixels(grid: Grid, names: str) -> None:
    """Raises UserError where the bounding box of a grid has more than MAX_PIXELS. names: of the requested outputs."""
    columns, rows = _size(grid)
    if columns * rows > MAX_PIXELS:
        raise UserError(
            tr(
                "{names} would have {columns:,} x {rows:,} pixels, more than {max_pixels:,}: a raster covers the whole "
                "bounding box of the cells. Use a larger CELL_SIZE or a smaller AREA, or leave {names} empty.",
                names=names,
                columns=columns,
                rows=rows,
                max_pixels=MAX_PIXELS,
            )
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
    """Writes (n,) values, one for each cell of a square grid in `crs`, as a north-up Float32 GeoTIFF.

    A pixel is a cell; NO_DATA where there is no cell or its value is NaN. description: of the band; facts: metadata of
    the file, by name. Raises UserError where the file cannot be written. An incomplete file is deleted.
    """
    columns, rows = _size(grid)
    created, complete, dataset = False, False, None
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    gdal.ErrorReset()
    try:
        dataset = gdal.GetDriverByName("GTiff").Create(path, columns, rows, 1, gdal.GDT_Float32, list(OPTIONS))
        created = dataset is not None
        if created:
            dataset.SetProjection(crs.toWkt(Qgis.CrsWktVariant.PreferredGdal))
            dataset.SetMetadata(dict(facts))
            dataset.GetRasterBand(1).SetDescription(description)
            _fill(dataset, grid, values, progress)
        with _errors_of_closing() as errors:
            dataset = None  # closes the file, which writes the rest of it
        failed = gdal.GetLastErrorMsg() if gdal.GetLastErrorType() >= gdal.CE_Failure else "".join(errors[:1])
        complete = not failed
    except RuntimeError as error:  # with GDAL's exceptions switched on by somebody
        failed = str(error)
    finally:
        with _errors_of_closing():
            dataset = None
        gdal.PopErrorHandler()
        if created and not complete:
            Path(path).unlink(missing_ok=True)
    if failed:
        raise UserError(
            tr(
                "{path} could not be written: {failed}. Check that the folder exists, that the disk is not "
                "full, and that the file is not open in another program. Choose another file, or first remove its "
                "layer.",
                path=path,
                failed=failed.rstrip("."),
            )
        )


@contextmanager
def _errors_of_closing() -> Iterator[list[str]]:
    """Collects the errors that GDAL raises while a file is closed, with its exceptions switched on. Python cannot catch
    them there, and would print them."""
    errors, before = [], sys.unraisablehook
    sys.unraisablehook = lambda raised: errors.append(str(raised.exc_value))
    try:
        yield errors
    finally:
        sys.unraisablehook = before


def _size(grid: Grid) -> tuple[int, int]:
    """Columns and rows of the bounding box of a grid."""
    return int(np.ptp(grid.column)) + 1, int(np.ptp(grid.row)) + 1


def _fill(dataset: gdal.Dataset, grid: Grid, values: np.ndarray, progress: Progress) -> None:
    """Writes the georeference and the pixels, in blocks of TILE rows."""
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
        band.FlushCache()  # frees the memory of finished tiles


def _pixels(grid: Grid, values: np.ndarray, left: int, top: int, columns: int, rows: int) -> np.ndarray:
    """(rows, columns) Float32 pixels, from row `top` of the grid to the south. The cells of the grid are sorted by
    row."""
    start, end = np.searchsorted(grid.row, [top - rows + 1, top + 1])
    pixels = np.full((rows, columns), NO_DATA, np.float32)
    value = values[start:end]
    pixels[top - grid.row[start:end], grid.column[start:end] - left] = np.where(np.isnan(value), NO_DATA, value)
    return pixels
