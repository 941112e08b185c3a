"""blindspot:importgeozones through processing.run: fields, times, formats of files, area, flight areas, errors."""

import json
from hashlib import sha256

import numpy as np
import pytest
import shapely
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsProcessingException,
    QgsVectorLayer,
)
from real_files import ABSENT

from blindspot.engine.zones.flight_areas import faults
from blindspot.engine.zones.geozone import FOOT
from blindspot.layers.features import LayerSource, read_features
from blindspot.layers.styles.fields import describe
from blindspot.layers.styling import apply_style
from blindspot.layers.zones import zones_of
from small_geozones import ED269, ED318, OPENAIR, REAL_ZONES, SQUARE, changed, data
from small_layers import shape_layer

HOUR, DAY = 3600.0, 86_400.0
MONDAY = 1_768_780_800.0
"""2026-01-19 00:00 UTC"""
SWISS = REAL_ZONES / "openair" / "openair_Switzerland.txt"
FIELDS = (
    *("zone_id", "name", "country", "class", "restriction", "reason", "lower_m", "lower_ref", "upper_m", "upper_ref"),
    *("valid_from", "valid_to", "schedule", "conditions", "message", "authority", "contact", "note"),
)


@pytest.fixture
def file(tmp_path):
    def file(document, name="zones.json"):
        path = tmp_path / name
        path.write_bytes(document if isinstance(document, bytes) else data(document))
        return str(path)

    return file


def fields(layer) -> tuple[str, ...]:
    return tuple(field.name() for field in layer.fields() if field.name() != "fid")


def rows_of(layer) -> list[dict]:
    return [feature.attributeMap() for feature in layer.getFeatures()]


def said(log) -> str:
    return "\n".join((*log.infos, *log.warnings))


def shapes(layer) -> list:
    return [shapely.from_wkb(bytes(feature.geometry().asWkb())) for feature in layer.getFeatures()]


def test_a_layer_has_one_row_for_each_area_and_period(run, log, file):
    result = run("importgeozones", INPUT=file(ED318), OUTPUT="memory:")
    layer = result["OUTPUT"]
    assert result["FILE_SHA256"] == sha256(data(ED318)).hexdigest()
    assert fields(layer) == FIELDS
    assert layer.crs().authid() == "EPSG:4326"
    assert (result["ZONE_COUNT"], result["ROW_COUNT"], result["IN_THE_WAY"], result["FORMAT"]) == (1, 4, 4, "ED-318")
    rows = rows_of(layer)
    assert [row["name"] for row in rows] == ["Port"] * 4
    assert rows[0]["upper_m"] == pytest.approx(400 * FOOT)
    assert rows[0]["schedule"] == "MON SUN 23:30-16:00; ANY SS-SR"
    assert rows[0]["valid_from"].toUTC().toString("yyyy-MM-dd HH:mm") == "2025-12-31 23:00"
    assert "PROHIBITED: 4 rows." in said(log)
    assert "heights without a unit are in metres" in said(log)
    assert "WGS 84 ellipsoid stay as they are" in said(log)


@pytest.mark.parametrize("ending", ["gpkg", "shp", "geojson", "fgb", "sqlite"])
def test_saved_layers_are_understood_as_zones(run, file, tmp_path, ending):
    """Heights and times survive every format; they are those that the file of geozones says."""
    path = str(tmp_path / f"saved.{ending}")
    run("importgeozones", INPUT=file(ED318), OUTPUT=path)
    layer = QgsVectorLayer(path, "saved", "ogr")
    crs = QgsCoordinateReferenceSystem("EPSG:32632")
    features = read_features(LayerSource.of(layer), crs, QgsCoordinateTransformContext())
    read = zones_of(features, crs, QgsCoordinateTransformContext(), MONDAY, MONDAY + DAY)
    assert read.doubts == ()
    zones = read.zones
    assert sorted(zones.upper.round(2)) == [121.92, 121.92, np.inf, np.inf]
    assert sorted(zones.lower) == [0.0, 0.0, 60.0, 60.0]
    assert sorted(zones.lower_ref) == ["AGL", "AGL", "WGS84", "WGS84"]
    # on Monday by day, by night, and in the year after, when only the second period holds
    for begins, count in ((MONDAY + 10 * HOUR, 2), (MONDAY + 16.1 * HOUR, 0), (MONDAY + 20 * HOUR, 2)):
        assert zones.in_force(begins, begins + 60).sum() == count
    later = zones_of(features, crs, QgsCoordinateTransformContext(), MONDAY + 400 * DAY, MONDAY + 401 * DAY)
    assert later.zones.in_force(MONDAY + 400.67 * DAY, MONDAY + 400.67 * DAY).sum() == 2


def test_zones_without_restriction_have_no_effect(run, log, file):
    free = changed(ED269, "features", 0, "restriction", "NO_RESTRICTION")
    result = run("importgeozones", INPUT=file(free), OUTPUT="memory:")
    assert (result["ROW_COUNT"], result["IN_THE_WAY"]) == (2, 0)
    assert "have no effect on plans" in said(log)


def test_area_and_classes_choose(run, log, file):
    path = file(OPENAIR, "zones.txt")
    square = "Polygon((8.05 47.01, 8.06 47.01, 8.06 47.02, 8.05 47.01))"
    area = shape_layer([square], crs="EPSG:4326")
    result = run("importgeozones", INPUT=path, AREA=area, OUTPUT="memory:")
    assert [row["name"] for row in rows_of(result["OUTPUT"])] == ["RANGE 1"]
    assert (result["ZONE_COUNT"], result["LEFT_OUT"]) == (1, 1)
    assert "1 zone is outside AREA" in said(log)
    result = run("importgeozones", INPUT=path, CLASSES="ctr; TMZ", OUTPUT="memory:")
    assert [row["class"] for row in rows_of(result["OUTPUT"])] == ["CTR"]
    assert result["LEFT_OUT"] == 1


def test_flight_areas_are_written_and_valid(run, log, file, tmp_path):
    path = tmp_path / "areas.json"
    result = run("importgeozones", INPUT=file(OPENAIR, "zones.txt"), OUTPUT="memory:", FLIGHT_AREAS=str(path))
    assert faults(path.read_bytes()) == []
    features = json.loads(path.read_text())["features"]
    assert result["FLIGHT_AREA_COUNT"] == len(features) == 2
    assert {each["geometry"]["type"] for each in features} == {"Polygon", "Point"}
    assert "has no heights" in said(log)


def test_a_file_with_a_zone_that_cannot_be_read_leaves_everything_as_it_was(run, file, tmp_path):
    areas = tmp_path / "areas.json"
    areas.write_text("kept")
    wrong = changed(ED318, "features", 0, "properties", "type", "REQ_AUTHORISATION")
    with pytest.raises(QgsProcessingException, match="no zone may be lost"):
        run("importgeozones", INPUT=file(wrong), OUTPUT=str(tmp_path / "out.gpkg"), FLIGHT_AREAS=str(areas))
    assert areas.read_text() == "kept"
    assert not (tmp_path / "out.gpkg").exists()


@pytest.mark.parametrize(
    ("content", "message"), [(b"\x89PNG\r\n\x1a\n\0\0", "binary"), (b"hello", "no file of geozones")]
)
def test_other_files_get_a_sentence(run, file, content, message):
    with pytest.raises(QgsProcessingException, match=message):
        run("importgeozones", INPUT=file(content), OUTPUT="memory:")
    with pytest.raises(QgsProcessingException, match="no file that exists"):
        run("importgeozones", INPUT="/nowhere/zones.json", OUTPUT="memory:")


def test_the_style_names_restrictions_and_the_tip_heights_and_times(run, file):
    layer = run("importgeozones", INPUT=file(ED318), OUTPUT="memory:")["OUTPUT"]
    apply_style(layer, "geozones")
    assert [category.value() for category in layer.renderer().categories()] == ["PROHIBITED"]
    describe(layer, "geozones", "")
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setFeature(next(layer.getFeatures()))
    tip = QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context)
    assert "<b>Port</b>" in tip
    assert "ground – 122 m AMSL" in tip
    assert "from 2025-12-31 23:00 UTC, until 2026-06-30 23:59 UTC, MON SUN 23:30-16:00; ANY SS-SR (UTC)" in tip


@pytest.mark.parametrize(
    ("limits", "hours", "start", "visited"),
    [
        ({"lower": 0, "upper": 120}, [], "2026-06-10T12:00:00", 1),
        ({"lower": 100, "upper": 500}, [], "2026-06-10T12:00:00", 2),
        (
            {"lower": 0, "upper": 120},
            [{"day": ["ANY"], "startEvent": "SS", "endEvent": "SR"}],
            "2026-06-10T12:00:00",
            2,
        ),
        (
            {"lower": 0, "upper": 120},
            [{"day": ["ANY"], "startEvent": "SS", "endEvent": "SR"}],
            "2026-06-10T23:00:00",
            1,
        ),
    ],
)
def test_from_file_to_plan(run, file, limits, hours, start, visited):
    """A zone is in the way at 60 m only where it is as low, and only while it is in force."""
    layer = {**limits, "lowerReference": "AGL", "upperReference": "AGL", "uom": "m"}
    geometry = {"type": "Polygon", "coordinates": SQUARE, "layer": layer}
    document = changed(ED318, "features", 0, "geometry", geometry)
    document = changed(document, "features", 0, "properties", "limitedApplicability", [{"schedule": hours}])
    zones = run("importgeozones", INPUT=file(document), OUTPUT="memory:")["OUTPUT"]
    spots = shape_layer(["Point(8.01 47.005)", "Point(8.03 47.005)"], "Point", crs="EPSG:4326")
    site = shape_layer(["Point(8.03 47)"], "Point", crs="EPSG:4326")
    plan = {"OBJECTIVE": 1, "START": start, "TIMEZONE": "UTC", "MAX_ITERATIONS": 10, "ROUTES": "memory:"}
    result = run("planroutes", BLIND_SPOTS=[spots], LAUNCH_SITES=site, NO_FLY=[zones], **plan)
    assert result["SERVED_PRIORITY"] == visited


@pytest.mark.skipif(not SWISS.exists(), reason=ABSENT)
def test_the_swiss_airspaces_become_zones(run, tmp_path):
    areas = tmp_path / "areas.json"
    result = run("importgeozones", INPUT=str(SWISS), OUTPUT="memory:", FLIGHT_AREAS=str(areas))
    assert (result["ZONE_COUNT"], result["ROW_COUNT"]) == (334, 334)
    assert all(shape.is_valid for shape in shapes(result["OUTPUT"]))
    assert faults(areas.read_bytes()) == []
