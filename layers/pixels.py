"""The content of a raster file as a hash, to tell whether it is still as it was written."""

import hashlib

import numpy as np
from osgeo import gdal

from ..engine.progress import Progress, quiet

ROWS = 256


def pixels_of(path: str, progress: Progress = quiet) -> str:
    """32 hexadecimal digits: BLAKE2b of the pixels of all bands as 64-bit floats, row by row, and of the size. Pixels
    without data are all the same, whatever stands for them. Empty where the file cannot be read."""
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        dataset = gdal.OpenEx(path, gdal.OF_RASTER | gdal.OF_READONLY)
        return "" if dataset is None else _hashed(dataset, progress)
    except RuntimeError:  # raised only if GDAL's exceptions have been enabled
        return ""
    finally:
        gdal.PopErrorHandler()


def _hashed(dataset: gdal.Dataset, progress: Progress) -> str:
    columns, rows, bands = dataset.RasterXSize, dataset.RasterYSize, dataset.RasterCount
    digest = hashlib.blake2b(f"{columns} x {rows} x {bands}".encode(), digest_size=16)
    for number in range(1, bands + 1):
        band = dataset.GetRasterBand(number)
        for start in range(0, rows, ROWS):
            progress((number - 1 + start / rows) / bands)
            pixels = pixels_in(band, start)
            if pixels is None:
                return ""
            digest.update(pixels.astype("<f8").tobytes())
    progress(1.0)
    return digest.hexdigest()


def pixels_in(band: gdal.Band, start: int) -> np.ndarray | None:
    """(p,) the pixels of ROWS rows of a band, from `start`, as 64-bit floats: NaN where there are no data, and 0 for
    -0; None where they cannot be read."""
    rows = min(ROWS, band.YSize - start)
    raw = band.ReadRaster(0, start, band.XSize, rows, buf_type=gdal.GDT_Float64)
    if raw is None:
        return None
    pixels = np.frombuffer(raw, np.float64) + 0.0
    pixels[np.isnan(pixels) | (pixels == band.GetNoDataValue())] = np.nan
    return pixels
