"""A tilted plane as a DEM, whose height is known in closed form at every place: heights lie at their places."""

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsRasterLayer,
)

from blindspot.engine.errors import UserError
from blindspot.layers import terrain
from blindspot.layers.crs import transform_xy
from blindspot.layers.terrain import _is_no_data, read_ground

PLAN = QgsCoordinateReferenceSystem("EPSG:32633")
CONTEXT = QgsCoordinateTransformContext()
CENTRE = np.array([502_000.0, 5_501_000.0])
NORTH_WEST = CENTRE + np.array([-2500.0, 2500.0])
BOUNDS = (*(CENTRE - 700), *(CENTRE + 700))


def write_dem(path, crs, corner, pixel, shape, height, kind=gdal.GDT_Float64, no_data=None):
    """A GeoTIFF of height(x, y) at the pixels' centres. corner: of the north-west, in `crs`; pixel: width, height;
    shape: rows, columns."""
    x = corner[0] + (np.arange(shape[1]) + 0.5) * pixel[0]
    y = corner[1] - (np.arange(shape[0]) + 0.5) * pixel[1]
    file = gdal.GetDriverByName("GTiff").Create(str(path), shape[1], shape[0], 1, kind)
    file.SetGeoTransform([corner[0], pixel[0], 0, corner[1], 0, -pixel[1]])
    file.SetProjection(QgsCoordinateReferenceSystem(crs).toWkt())
    file.GetRasterBand(1).WriteArray(height(*np.meshgrid(x, y)))
    if no_data is not None:
        file.GetRasterBand(1).SetNoDataValue(no_data)
    file = None
    return QgsRasterLayer(str(path), "dem")


def plane(x, y):
    """m: 100 m at CENTRE, rising 20 cm a metre to the east and falling 5 cm a metre to the north."""
    return 100 + 0.2 * (x - CENTRE[0]) - 0.05 * (y - CENTRE[1])


def places(count=400, reach=1600, seed=1):
    return CENTRE[:, None] + np.random.default_rng(seed).uniform(-reach, reach, (2, count))


@pytest.mark.parametrize("shift", [0.0, 0.25, 0.5, 0.9])
@pytest.mark.parametrize("pixel", [(20, 20), (30, 12), (7, 25)])
def test_a_plane_is_read_exactly_whatever_the_alignment_of_the_pixels(tmp_path, shift, pixel):
    corner = NORTH_WEST + shift * np.array([-pixel[0], pixel[1]])
    dem = write_dem(tmp_path / "dem.tif", "EPSG:32633", corner, pixel, (5000 // pixel[1], 5000 // pixel[0]), plane)
    ground, spacing, said = read_ground(dem, BOUNDS, PLAN, CONTEXT)
    x, y = places()
    assert ground(x, y) == pytest.approx(plane(x, y), abs=1e-6)
    assert spacing == pytest.approx(np.sqrt(pixel[0] * pixel[1]), rel=0.02)
    assert "dem, band 1" in said


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3857", "EPSG:32632", "EPSG:3035"])
def test_a_plane_in_another_crs_is_read_at_the_same_places(tmp_path, crs):
    """Pixels of some 20 m. Half of one out would be 2 m wrong, a swapped axis far more."""
    source = QgsCoordinateReferenceSystem(crs)

    def height(x, y):
        moved = transform_xy(x.ravel(), y.ravel(), source, PLAN, CONTEXT)
        return plane(*moved).reshape(x.shape)

    corners = CENTRE[:, None] + 3000 * np.array([[-1, -1, 1, 1], [-1, 1, -1, 1]])
    x, y = transform_xy(*corners, PLAN, source, CONTEXT)
    pixel = (x.max() - x.min()) / 301, (y.max() - y.min()) / 300
    dem = write_dem(tmp_path / "dem.tif", crs, (x.min(), y.max()), pixel, (300, 301), height)
    x, y = places()
    ground, _, _ = read_ground(dem, BOUNDS, PLAN, CONTEXT)
    assert ground(x, y) == pytest.approx(plane(x, y), abs=0.02)


def test_bounds_at_the_edge_of_the_raster_are_read_from_what_there_is(tmp_path):
    """The plan's window reaches over the west and north edges: known within half a pixel of the edge, NaN beyond."""
    dem = write_dem(tmp_path / "dem.tif", "EPSG:32633", (CENTRE[0] - 500, CENTRE[1] + 300), (10, 10), (300, 300), plane)
    ground, _, _ = read_ground(dem, BOUNDS, PLAN, CONTEXT)
    x, y = CENTRE[0] + np.array([-489.0, 0, 1000]), CENTRE[1] + np.array([289.0, 0, -900])
    assert ground(x, y) == pytest.approx(plane(x, y), abs=1e-6)
    assert np.isnan(ground(CENTRE[:1] - 520, CENTRE[1:])).all()
    assert np.isnan(ground(CENTRE[:1], CENTRE[1:] + 320)).all()


def test_a_large_raster_is_read_coarser_but_at_the_same_places(tmp_path, monkeypatch):
    monkeypatch.setattr(terrain, "MAX_NODES", 2500)
    corner = NORTH_WEST
    dem = write_dem(tmp_path / "dem.tif", "EPSG:32633", corner, (5, 5), (1000, 1000), plane)
    ground, spacing, _ = read_ground(dem, BOUNDS, PLAN, CONTEXT)
    x, y = places(reach=1400)
    assert 30 < spacing < 90
    assert ground(x, y) == pytest.approx(plane(x, y), abs=2)  # QGIS takes a pixel of 5 m at most 1.5 pixels away


@pytest.mark.parametrize(
    ("kind", "no_data"), [(gdal.GDT_Int16, -9999), (gdal.GDT_Float32, 0.1), (gdal.GDT_Float64, np.nan)]
)
def test_no_data_is_unknown_and_never_a_height(tmp_path, kind, no_data):
    def holed(x, y):
        hole = np.hypot(x - CENTRE[0], y - CENTRE[1]) < 200
        return np.where(hole, no_data, np.round(plane(x, y)))

    dem = write_dem(tmp_path / "dem.tif", "EPSG:32633", NORTH_WEST, (20, 20), (250, 250), holed, kind, no_data)
    ground, _, _ = read_ground(dem, BOUNDS, PLAN, CONTEXT)
    x, y = places()
    away = np.hypot(x - CENTRE[0], y - CENTRE[1])
    assert np.isnan(ground(x, y)[away < 170]).all()
    assert ground(x, y)[away > 260] == pytest.approx(plane(x, y)[away > 260], abs=1.0)


def test_a_byte_raster_with_a_no_data_value_that_no_byte_holds_is_all_data(tmp_path):
    """-9999 as a byte would be 241."""
    dem = write_dem(
        tmp_path / "dem.tif",
        "EPSG:32633",
        NORTH_WEST,
        (20, 20),
        (250, 250),
        lambda x, y: np.full(x.shape, 241),
        gdal.GDT_Byte,
        -9999,
    )
    ground, _, _ = read_ground(dem, BOUNDS, PLAN, CONTEXT)
    assert ground(*places()) == pytest.approx(241)


@pytest.mark.parametrize(
    ("kind", "no_data", "found"),
    [
        (np.uint8, -9999, [0, 0, 0]),
        (np.uint8, 241, [0, 1, 0]),
        (np.int16, -9999.5, [0, 0, 0]),
        (np.float32, 0.1, [0, 0, 1]),
        (np.float32, 1e300, [0, 0, 0]),
    ],
)
def test_only_the_no_data_value_itself_is_no_data(kind, no_data, found):
    raw = np.array([0, 241, 0.1]).astype(kind)
    assert _is_no_data(raw, no_data).astype(int).tolist() == found


def test_a_raster_elsewhere_or_without_a_crs_is_an_error_that_names_it(tmp_path):
    far = write_dem(tmp_path / "far.tif", "EPSG:32633", CENTRE + 50_000, (20, 20), (50, 50), plane)
    with pytest.raises(UserError, match=r"TERRAIN \(dem\).*cover"):
        read_ground(far, BOUNDS, PLAN, CONTEXT)
    lost = write_dem(tmp_path / "lost.tif", "EPSG:32633", NORTH_WEST, (20, 20), (250, 250), plane)
    lost.setCrs(QgsCoordinateReferenceSystem())
    with pytest.raises(UserError, match="no CRS"):
        read_ground(lost, BOUNDS, PLAN, CONTEXT)
