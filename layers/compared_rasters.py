"""Whether two raster files have the same pixels."""

from dataclasses import dataclass

import numpy as np
from osgeo import gdal

from ..engine.language import tr
from ..engine.progress import Progress, quiet
from ..engine.provenance.agreement import Agreement, FieldDifference, allowed_between
from .pixels import ROWS, pixels_in


@dataclass(frozen=True)
class _Differences:
    """Of one band: how many pixels differ, by how much at most, and whether all do so by very little."""

    pixels: int
    largest: float
    close: bool


def compared_rasters(given: str, again: str, progress: Progress = quiet) -> Agreement:
    """The comparison of the pixels of a raster file with those of the one that was made again. Rasters of another size
    or place have no pixel in common."""
    one, other = (gdal.OpenEx(path, gdal.OF_RASTER | gdal.OF_READONLY) for path in (given, again))
    sizes = [each.RasterXSize * each.RasterYSize * each.RasterCount for each in (one, other)]
    if _frame(one) != _frame(other):
        return Agreement(*sizes, *sizes, left=max(sizes))
    found = []
    for number in range(1, one.RasterCount + 1):
        name = one.GetRasterBand(number).GetDescription() or tr("band {number}", number=number)
        share = (number - 1) / one.RasterCount
        differs = _differences(one, other, number, lambda done, share=share: progress(share + done / one.RasterCount))
        if differs.pixels:
            found.append(FieldDifference(name, differs.pixels, differs.largest, differs.close))
    count = sum(each.rows for each in found)
    progress(1.0)
    return Agreement(*sizes, count, count, tuple(found))


def _frame(dataset: gdal.Dataset) -> tuple:
    """Size, bands and place, the latter to a millionth of a pixel."""
    place = dataset.GetGeoTransform()
    pixel = max(abs(place[1]), abs(place[2]), 1e-300)
    return dataset.RasterXSize, dataset.RasterYSize, dataset.RasterCount, tuple(round(v / pixel, 6) for v in place)


def _differences(one: gdal.Dataset, other: gdal.Dataset, number: int, progress: Progress) -> _Differences:
    pixels, largest, close = 0, 0.0, True
    for start in range(0, one.RasterYSize, ROWS):
        progress(start / one.RasterYSize)
        a, b = (pixels_in(each.GetRasterBand(number), start) for each in (one, other))
        null, others = np.isnan(a), np.isnan(b)
        amount = np.where(null & others, 0.0, np.where(null | others, np.inf, np.abs(a - b)))
        pixels += int((amount > 0).sum())
        largest = max(largest, float(amount.max(initial=0.0)))
        close &= bool((amount <= np.nan_to_num(allowed_between(a, b))).all())
    return _Differences(pixels, largest, close)
