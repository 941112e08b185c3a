"""The cells of a grid as pixels: each value lies at the place of its cell, and what is no cell is no data."""

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransformContext, QgsPointXY, QgsRasterLayer

from blindspot.engine.errors import UserError
from blindspot.engine.places.grid import Grid, Lattice
from blindspot.engine.progress import Cancelled
from blindspot.layers import rasters
from blindspot.layers.crs import transform_xy
from blindspot.layers.rasters import check_pixels, write_raster

UTM = QgsCoordinateReferenceSystem("EPSG:32633")
WGS84 = QgsCoordinateReferenceSystem("EPSG:4326")
CONTEXT = QgsCoordinateTransformContext()
FACTS = {"watch": "22:00-05:00", "unit": "probability"}


def ragged_grid(columns, rows, size=50.0, shift=(0.0, 0.0), seed=1):
    """Half the cells of a rectangle whose corners are cells, by row."""
    keep = np.random.default_rng(seed).random((rows, columns)) < 0.5
    keep[[0, -1], [0, -1]] = True
    row, column = np.nonzero(keep)
    return Grid(Lattice(size, shift=shift), column + 10_000, row + 100_000)


@pytest.mark.parametrize(("columns", "rows"), [(1, 1), (7, 3), (300, 2), (3, 255), (3, 256), (3, 257), (5, 600)])
@pytest.mark.parametrize("shift", [(0.0, 0.0), (12.5, -7.0)])
def test_each_value_is_read_at_the_centre_of_its_cell(tmp_path, columns, rows, shift):
    """Values are unlike one another, and rows reach over the tiles that are written at once."""
    grid = ragged_grid(columns, rows, shift=shift)
    values = np.arange(len(grid)) / 7
    path = str(tmp_path / "gap.tif")
    write_raster(path, grid, values, UTM, "Gap", FACTS)
    raster = QgsRasterLayer(path, "gap")
    assert (raster.width(), raster.height()) == (columns, rows)
    provider = raster.dataProvider()
    read = [
        provider.sample(QgsPointXY(x, y), 1)[0]
        for x, y in zip(*grid.lattice.centres(grid.column, grid.row), strict=True)
    ]
    assert read == values.astype(np.float32).tolist()
    pixels = gdal.Open(path).ReadAsArray()
    assert (pixels != rasters.NO_DATA).sum() == len(grid)


def test_what_is_no_cell_or_no_number_is_no_data_and_zero_is_zero(tmp_path):
    grid = Grid(Lattice(50.0), np.array([0, 2, 0]), np.array([0, 0, 1]))
    path = str(tmp_path / "gap.tif")
    write_raster(path, grid, np.array([0.0, np.nan, 1.0]), UTM, "Gap", FACTS)
    dataset = gdal.Open(path)
    assert dataset.ReadAsArray().tolist() == [[1.0, -9999, -9999], [0.0, -9999, -9999]]
    assert dataset.GetRasterBand(1).GetNoDataValue() == rasters.NO_DATA


def test_the_file_says_its_crs_and_what_it_is(tmp_path):
    path = str(tmp_path / "gap.tif")
    crs = QgsCoordinateReferenceSystem.fromProj("+proj=aeqd +lat_0=50 +lon_0=15 +datum=WGS84 +units=m +no_defs")
    for measured in (UTM, crs):
        write_raster(path, ragged_grid(3, 3), np.ones(len(ragged_grid(3, 3))), measured, "Gap", FACTS)
        place = np.array([500_000.0]), np.array([5_000_000.0])
        said = transform_xy(*place, QgsRasterLayer(path, "gap").crs(), WGS84, CONTEXT)
        assert np.ravel(said) == pytest.approx(np.ravel(transform_xy(*place, measured, WGS84, CONTEXT)), abs=1e-9)
    dataset = gdal.Open(path)
    assert dataset.GetRasterBand(1).GetDescription() == "Gap"
    assert FACTS.items() <= dataset.GetMetadata().items()


def test_progress_never_falls_and_a_cancelled_file_is_taken_away(tmp_path):
    path, shares = tmp_path / "gap.tif", []
    grid = ragged_grid(3, 900)
    write_raster(str(path), grid, np.ones(len(grid)), UTM, "Gap", FACTS, shares.append)
    assert shares == sorted(shares)
    assert len(shares) == 4

    def cancel(share):
        if share > 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_raster(str(path), grid, np.ones(len(grid)), UTM, "Gap", FACTS, cancel)
    assert not path.exists()


def test_a_file_that_cannot_be_written_is_an_error_in_a_sentence(tmp_path):
    grid = ragged_grid(2, 2)
    with pytest.raises(UserError, match=r"nowhere.gap\.tif could not be written.*Choose another file"):
        write_raster(str(tmp_path / "nowhere" / "gap.tif"), grid, np.ones(len(grid)), UTM, "Gap", FACTS)


def test_too_many_pixels_are_refused_before_anything_is_written():
    far = Grid(Lattice(50.0), np.array([0, 30_000]), np.array([0, 20_000]))
    with pytest.raises(UserError, match=r"GAP_RASTER would have 30,001 x 20,001 pixels.*CELL_SIZE"):
        check_pixels(far, "GAP_RASTER")
    check_pixels(Grid(Lattice(50.0), np.array([0, 19_999]), np.array([0, 19_999])), "GAP_RASTER")
