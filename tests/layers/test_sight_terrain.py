"""Rasters read as the terrain that hides places."""

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransformContext, QgsRasterLayer

from blindspot.engine.errors import UserError
from blindspot.layers import sight_terrain
from blindspot.layers.crs import transform_xy
from blindspot.layers.sight_terrain import metres_of_heights, read_sight_terrain

METRIC = QgsCoordinateReferenceSystem("EPSG:32633")
CONTEXT = QgsCoordinateTransformContext()
CENTRE = np.array([502_000.0, 5_501_000.0])
NORTH_WEST = CENTRE + np.array([-1000.0, 1000.0])
BOUNDS = (*(CENTRE - 700), *(CENTRE + 700))


def plane(x, y):
    """m: 100 m at CENTRE, rising 20 cm a metre to the east and falling 5 cm a metre to the north."""
    return 100 + 0.2 * (x - CENTRE[0]) - 0.05 * (y - CENTRE[1])


def dem(path, heights, corner, pixel, crs="EPSG:32633", no_data=None, unit=""):
    """A GeoTIFF of (rows, columns) heights. corner: of the north-west, in `crs`; pixel: width and height."""
    file = gdal.GetDriverByName("GTiff").Create(str(path), heights.shape[1], heights.shape[0], 1, gdal.GDT_Float32)
    file.SetGeoTransform([corner[0], pixel[0], 0, corner[1], 0, -pixel[1]])
    file.SetProjection(QgsCoordinateReferenceSystem(crs).toWkt())
    file.GetRasterBand(1).WriteArray(heights)
    if no_data is not None:
        file.GetRasterBand(1).SetNoDataValue(no_data)
    file.GetRasterBand(1).SetUnitType(unit)
    file = None
    return QgsRasterLayer(str(path), "dem")


def sloping(path, pixel=(10.0, 10.0), corner=NORTH_WEST, span=2000, crs="EPSG:32633", **more):
    """A DEM of `plane`."""
    columns, rows = round(span / pixel[0]), round(span / pixel[1])
    x, y = np.meshgrid(
        corner[0] + (np.arange(columns) + 0.5) * pixel[0], corner[1] - (np.arange(rows) + 0.5) * pixel[1]
    )
    if crs != "EPSG:32633":
        x, y = (
            at.reshape(rows, columns)
            for at in transform_xy(x.ravel(), y.ravel(), QgsCoordinateReferenceSystem(crs), METRIC, CONTEXT)
        )
    return dem(path, plane(x, y), corner, pixel, crs, **more)


def around(crs, span):
    """The north-western corner in `crs` of a square around CENTRE, and its side."""
    x, y = transform_xy(*(np.array([at]) for at in CENTRE), METRIC, QgsCoordinateReferenceSystem(crs), CONTEXT)
    return np.array([x[0] - span / 2, y[0] + span / 2]), span


def middles(terrain):
    rows, columns = terrain.heights.shape
    x, y = ((np.arange(number) + 0.5) * terrain.size for number in (columns, rows))
    return np.meshgrid(terrain.left + x, terrain.bottom + y)


def read(layer, reach=200.0, bounds=BOUNDS):
    return read_sight_terrain(layer, bounds, METRIC, CONTEXT, reach)


def test_in_its_own_crs_the_cells_are_the_pixels(tmp_path):
    rng = np.random.default_rng(0)
    heights = rng.uniform(0, 100, (200, 200)).astype(np.float32)
    terrain = read(dem(tmp_path / "d.tif", heights, NORTH_WEST + np.array([-3, 4]), (10.0, 10.0)))
    assert terrain.size == 10.0
    column, row = round((terrain.left - CENTRE[0] + 1003) / 10), round((terrain.bottom - CENTRE[1] + 996) / 10)
    rows, columns = terrain.heights.shape
    assert terrain.heights == pytest.approx(heights[::-1][row : row + rows, column : column + columns])
    assert terrain.left <= BOUNDS[0] < terrain.left + 10
    assert terrain.bottom + rows * 10 >= BOUNDS[3]


@pytest.mark.parametrize(
    ("crs", "pixel"),
    [
        ("EPSG:4326", (0.0002, 0.0001)),
        ("EPSG:3857", (15.0, 15.0)),
        ("EPSG:32633", (20.0, 8.0)),
    ],
)
def test_heights_lie_at_their_places_in_any_crs(tmp_path, crs, pixel):
    terrain = read(sloping(tmp_path / "d.tif", pixel, *around(crs, 300 * pixel[0]), crs))
    known = np.isfinite(terrain.heights)
    assert known.mean() > 0.5
    assert terrain.heights[known] == pytest.approx(plane(*middles(terrain))[known], abs=0.6)
    inner = known & (np.hypot(middles(terrain)[0] - CENTRE[0], middles(terrain)[1] - CENTRE[1]) < 300)
    assert terrain.heights[inner] == pytest.approx(plane(*middles(terrain))[inner], abs=0.05)


def test_other_places_look_over_the_same_ground(tmp_path):
    layer = sloping(tmp_path / "d.tif", (0.0002, 0.0001), *around("EPSG:4326", 0.06), "EPSG:4326")
    all_of_it, part = read(layer), read(layer, bounds=(*(CENTRE - 123), *(CENTRE + 77)))
    assert part.size == all_of_it.size
    column = round((part.left - all_of_it.left) / part.size)
    row = round((part.bottom - all_of_it.bottom) / part.size)
    rows, columns = part.heights.shape
    assert part.heights == pytest.approx(all_of_it.heights[row : row + rows, column : column + columns], abs=1e-4)


def test_a_long_range_has_larger_cells_with_mean_heights(tmp_path):
    layer = sloping(tmp_path / "d.tif", (2.0, 2.0))
    near, far = read(layer, 100.0), read(layer, 1000.0)
    assert (near.size, far.size) == (2.0, 16.0)
    assert far.heights == pytest.approx(plane(*middles(far)), abs=0.5)


def test_bounded_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(sight_terrain, "MAX_CELLS", 2000)
    monkeypatch.setattr(sight_terrain, "TILE", 7)
    terrain = read(sloping(tmp_path / "d.tif"))
    assert terrain.heights.size <= 2500
    assert terrain.heights == pytest.approx(plane(*middles(terrain)), abs=1e-3)


def test_no_data_is_unknown_ground(tmp_path):
    x = np.full((200, 200), 50.0, np.float32)
    x[90:110, 90:110] = -9999
    terrain = read(dem(tmp_path / "d.tif", x, NORTH_WEST, (10.0, 10.0), no_data=-9999))
    assert np.count_nonzero(np.isnan(terrain.heights)) == 400
    assert np.nanmin(terrain.heights) == 50.0
    beyond = read(dem(tmp_path / "e.tif", x[:50, :], NORTH_WEST, (10.0, 10.0), no_data=-9999))
    assert 0.5 < np.mean(np.isnan(beyond.heights)) < 0.9


@pytest.mark.parametrize("unit", ["ft", "US survey foot"])
def test_feet_become_metres(tmp_path, unit):
    layer = sloping(tmp_path / "d.tif", unit=unit)
    assert metres_of_heights(layer) == pytest.approx(0.3048, rel=1e-5)
    terrain = read(layer)
    assert terrain.heights == pytest.approx(0.3048 * plane(*middles(terrain)), rel=1e-4)


def test_a_raster_elsewhere_is_refused(tmp_path):
    with pytest.raises(UserError, match=r"SIGHT_TERRAIN \(dem\) has no heights around the places"):
        read(sloping(tmp_path / "d.tif", corner=NORTH_WEST + np.array([90_000, 0])))


@pytest.mark.parametrize("void", [-9999.0, -32768.0, 65535.0, 3.4e38])
def test_values_that_are_no_heights_are_unknown_ground(tmp_path, void):
    heights = np.full((200, 200), 100.0, np.float32)
    heights[:, 100:] = void
    found = read(dem(tmp_path / "d.tif", heights, NORTH_WEST, (10.0, 10.0))).heights
    assert np.isnan(found[:, -60:]).all()
    assert (found[:, :60] == 100).all()
