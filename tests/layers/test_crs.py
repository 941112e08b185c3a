"""Which CRS is measured in, and coordinates taken there."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsDistanceArea,
    QgsPointXY,
)

from blindspot.engine.errors import UserError
from blindspot.engine.progress import Cancelled
from blindspot.layers import crs as crs_module
from blindspot.layers.crs import crs_of_source, metric_crs, require_crs, transform_xy
from small_layers import point_layer, shape_layer, source_of

CONTEXT = QgsCoordinateTransformContext()
WGS84 = QgsCoordinateReferenceSystem("EPSG:4326")


def crs(text):
    return QgsCoordinateReferenceSystem.fromProj(text) if text.startswith("+") else QgsCoordinateReferenceSystem(text)


def cluster(lon, lat, spread=0.02, count=50):
    random = np.random.default_rng(1)
    return lon + random.uniform(-spread, spread, count), lat + random.uniform(-spread, spread, count)


def chosen(text, lon, lat, spread=0.02):
    """The CRS chosen for data around a place in a CRS, and what is said."""
    x, y = transform_xy(*cluster(lon, lat, spread), WGS84, crs(text), CONTEXT)
    return metric_crs(crs(text), x, y, CONTEXT)


def scale_at(measured, lon, lat):
    """Metres in a CRS for each metre on the ground, to the east and to the north."""
    ground = QgsDistanceArea()
    ground.setSourceCrs(WGS84, CONTEXT)
    ground.setEllipsoid("EPSG:7030")
    scales = []
    for dx, dy in ((0.01, 0), (0, 0.01)):
        x, y = transform_xy(np.array([lon, lon + dx]), np.array([lat, lat + dy]), WGS84, measured, CONTEXT)
        real = ground.measureLine(QgsPointXY(lon, lat), QgsPointXY(lon + dx, lat + dy))
        scales.append(np.hypot(np.diff(x), np.diff(y))[0] / real)
    return scales


DISTORTED = [
    ("EPSG:3395", 10.0, 60.0),  # World Mercator: a metre is two
    ("EPSG:3395", 10.0, 9.0),  # 1.2 %
    ("EPSG:2154", 3.0, 65.0),  # a Lambert conic of France, in Norway
    ("+proj=lcc +lat_1=20 +lat_2=30 +lat_0=0 +lon_0=10 +datum=WGS84 +units=m", 10.0, 60.0),
    ("+proj=stere +lat_0=90 +lon_0=0 +k=1 +datum=WGS84 +units=m", 10.0, 45.0),
    ("+proj=tmerc +lat_0=0 +lon_0=10 +k=1.1 +datum=WGS84 +units=m", 10.0, 50.0),
    ("EPSG:32633", 30.0, 45.0),  # a UTM zone two and a half zones further east
    ("EPSG:3857", 10.0, 1.0),  # Web Mercator, whatever its scale
    ("+proj=utm +zone=33 +datum=WGS84 +units=km", 15.0, 50.0),
    ("EPSG:2264", -80.0, 35.5),  # feet
]
TRUE = [
    ("EPSG:3395", 10.0, 2.0),
    ("EPSG:3395", 10.0, 7.0),  # 0.8 %
    ("EPSG:2154", 3.0, 47.0),
    ("EPSG:3035", 10.0, 50.0),
    ("EPSG:32633", 15.0, 50.0),
    ("EPSG:32733", 15.0, -33.0),
    ("EPSG:27700", -1.5, 53.0),
]


@pytest.mark.parametrize(("text", "lon", "lat"), DISTORTED)
def test_a_crs_that_is_not_true_to_scale_there_is_not_worked_in(text, lon, lat):
    measured, said = chosen(text, lon, lat)
    assert measured != crs(text)
    assert scale_at(measured, lon, lat) == pytest.approx([1, 1], abs=0.001)
    assert measured.authid() in said
    assert measured.authid() == f"EPSG:{(32600 if lat > 0 else 32700) + int((lon + 180) // 6) + 1}"


@pytest.mark.parametrize(("text", "lon", "lat"), TRUE)
def test_a_crs_that_is_true_to_scale_there_is_kept(text, lon, lat):
    measured, said = chosen(text, lon, lat)
    assert measured == crs(text)
    assert scale_at(measured, lon, lat) == pytest.approx([1, 1], abs=0.01)
    assert "own CRS" in said
    assert text in said


@settings(max_examples=40)
@given(st.floats(-179.9, 179.9), st.floats(-80, 83))
def test_data_in_degrees_are_measured_true_to_scale_all_over_the_earth(lon, lat):
    measured, _ = chosen("EPSG:4326", lon, lat)
    assert scale_at(measured, lon, lat) == pytest.approx([1, 1], abs=0.002)


def test_data_of_two_hemispheres_and_of_several_zones():
    south, _ = chosen("EPSG:4326", -58.4, -34.6)
    assert south.authid() == "EPSG:32721"
    wide, said = metric_crs(WGS84, np.linspace(0, 30, 100), np.full(100, 50.0), CONTEXT)
    assert "+proj=aeqd" in said
    assert "+lat_0=50.0 +lon_0=15.2 " in said
    assert scale_at(wide, 15.0, 50.0) == pytest.approx([1, 1], abs=1e-4)


def test_data_on_both_sides_of_the_antimeridian_are_in_one_place():
    lon = np.array([179.95, -179.95, 179.99, -179.99])
    measured, _ = metric_crs(WGS84, lon, np.full(4, -17.0), CONTEXT)
    x, _ = transform_xy(lon, np.full(4, -17.0), WGS84, measured, CONTEXT)
    assert np.ptp(x) < 12_000


def test_a_few_strays_do_not_choose_the_crs():
    lon, lat = cluster(10.0, 50.0, count=100)
    lon[:5], lat[:5] = 0.0, 0.0
    lon[5], lat[6], lat[7] = np.nan, 1000.0, np.inf
    measured, _ = metric_crs(WGS84, lon, lat, CONTEXT)
    assert measured.authid() == "EPSG:32632"


def test_no_positions_at_all_still_give_a_metric_crs():
    nothing = np.full(3, np.nan)
    measured, said = metric_crs(WGS84, nothing, nothing, CONTEXT)
    assert measured.mapUnits() == Qgis.DistanceUnit.Meters
    assert said == ""
    own, _ = metric_crs(crs("EPSG:3857"), nothing, nothing, CONTEXT)
    assert own.authid() == "EPSG:3857"


def test_coordinates_that_no_crs_can_express_are_an_error_in_a_sentence():
    with pytest.raises(UserError, match=r"No position is valid .*EPSG:32633.*Check the layer's CRS"):
        metric_crs(crs("EPSG:32633"), np.full(3, 1e9), np.full(3, 1e9), CONTEXT)


@pytest.mark.parametrize("target", ["EPSG:32633", "EPSG:3857", "EPSG:2154"])
def test_coordinates_are_those_that_qgis_gives_one_by_one(target, monkeypatch):
    monkeypatch.setattr(crs_module, "CHUNK", 7)
    lon, lat = cluster(12.0, 50.0, 0.5, count=23)
    x, y = transform_xy(lon, lat, WGS84, crs(target), CONTEXT)
    transform = QgsCoordinateTransform(WGS84, crs(target), CONTEXT)
    single = [transform.transform(QgsPointXY(a, b)) for a, b in zip(lon, lat, strict=True)]
    assert x.tolist() == pytest.approx([p.x() for p in single], abs=1e-6)
    assert y.tolist() == pytest.approx([p.y() for p in single], abs=1e-6)


@pytest.mark.parametrize("chunk", [1, 2, 3, 5, 6, 100])
def test_wild_coordinates_are_nan_and_spoil_no_others(chunk, monkeypatch):
    monkeypatch.setattr(crs_module, "CHUNK", chunk)
    lon = np.array([15.0, np.nan, 15.1, 500.0, 15.2, 15.3])
    lat = np.array([50.0, 50.0, np.inf, 50.0, 91.0, 50.1])
    x, y = transform_xy(lon, lat, WGS84, crs("EPSG:32633"), CONTEXT)
    assert np.isfinite(x).tolist() == np.isfinite(y).tolist() == [True, False, False, False, False, True]
    good = transform_xy(lon[[0, 5]], lat[[0, 5]], WGS84, crs("EPSG:32633"), CONTEXT)
    assert x[[0, 5]].tolist() == good[0].tolist()
    assert y[[0, 5]].tolist() == good[1].tolist()


def test_a_position_outside_the_projection_is_found_among_many():
    """The south pole has no place in a northern conic: it alone is lost."""
    lat = np.full(101, 45.0)
    lat[37] = -90.0
    x, y = transform_xy(np.full(101, 3.0), lat, WGS84, crs("EPSG:2154"), CONTEXT)
    lost = ~(np.isfinite(x) & np.isfinite(y))
    assert np.flatnonzero(lost).tolist() == [37]


def test_the_same_crs_gives_the_same_numbers_back():
    x, y = cluster(500_000, 5_000_000)
    assert transform_xy(x, y, crs("EPSG:32633"), crs("EPSG:32633"), CONTEXT) == (x, y)


def test_progress_rises_to_one_and_cancel_is_heard_between_chunks(monkeypatch):
    monkeypatch.setattr(crs_module, "CHUNK", 10)
    shares = []
    lon, lat = cluster(15, 50, count=35)
    transform_xy(lon, lat, WGS84, crs("EPSG:32633"), CONTEXT, shares.append)
    assert shares == pytest.approx([10 / 35, 20 / 35, 30 / 35, 1])

    def cancel(share):
        raise Cancelled

    with pytest.raises(Cancelled):
        transform_xy(lon, lat, WGS84, crs("EPSG:32633"), CONTEXT, cancel)


def test_a_source_without_a_crs_or_geometries_is_an_error_that_names_it():
    require_crs(WGS84, "fine", Qgis.WkbType.Point)
    with pytest.raises(UserError, match="town is a table without geometries"):
        require_crs(WGS84, "town", Qgis.WkbType.NoGeometry)
    with pytest.raises(UserError, match=r"town has no CRS.*Set Layer CRS"):
        require_crs(QgsCoordinateReferenceSystem(), "town", Qgis.WkbType.Point)


def test_the_crs_of_a_source_is_chosen_by_where_its_features_are():
    rows = [((-58.4 + i / 1000, -34.6),) for i in range(10)] + [(None,)]
    layer = point_layer(rows, fields=(), crs="EPSG:4326")
    assert crs_of_source(source_of(layer), CONTEXT)[0].authid() == "EPSG:32721"
    shapes = shape_layer(["POLYGON((14.99 50, 15.01 50, 15.01 50.01, 14.99 50))", None], crs="EPSG:4326")
    assert crs_of_source(source_of(shapes), CONTEXT)[0].authid() == "EPSG:32633"
    shapes.setCrs(QgsCoordinateReferenceSystem())
    with pytest.raises(UserError, match="shapes has no CRS"):
        crs_of_source(source_of(shapes), CONTEXT)
