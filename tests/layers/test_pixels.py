"""The content of raster files as a hash."""

import numpy as np
import pytest
from osgeo import gdal

from blindspot.layers.pixels import ROWS, pixels_of

GAPS = np.linspace(0, 1, (ROWS + 3) * 5).reshape(-1, 5).astype(np.float32)


def hash_of(path, pixels: np.ndarray, nothing: float | None = None) -> str:
    """Of a GeoTIFF with these pixels and this value for no data."""
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), *pixels.shape[::-1], 1, gdal.GDT_Float32)
    band = dataset.GetRasterBand(1)
    if nothing is not None:
        band.SetNoDataValue(nothing)
    band.WriteRaster(0, 0, *pixels.shape[::-1], pixels.tobytes())
    band = dataset = None  # closes the file
    return pixels_of(str(path))


def with_value(row: int, value: float) -> np.ndarray:
    pixels = GAPS.copy()
    pixels[row, 2] = value
    return pixels


def test_pixels_without_data_are_the_same_whatever_stands_for_them(tmp_path):
    hashes = [
        hash_of(tmp_path / "a.tif", with_value(4, -9999), -9999),
        hash_of(tmp_path / "b.tif", with_value(4, -1), -1),
        hash_of(tmp_path / "c.tif", with_value(4, np.nan)),
    ]
    assert len(set(hashes)) == 1
    assert hashes[0] != hash_of(tmp_path / "d.tif", with_value(4, -9999))


@pytest.mark.parametrize("row", [0, ROWS - 1, ROWS, ROWS + 2])
def test_every_row_counts(tmp_path, row):
    assert hash_of(tmp_path / "a.tif", GAPS) != hash_of(tmp_path / "b.tif", with_value(row, 7))


def test_a_file_that_cannot_be_read_has_no_hash(tmp_path):
    (tmp_path / "a.tif").write_bytes(b"nothing")
    assert pixels_of(str(tmp_path / "a.tif")) == ""
