"""WATCHERS: posts and cameras in the algorithms."""

import numpy as np
import pandas as pd
import pytest
import shapely
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsProcessingException,
    QgsVectorLayer,
)

from blindspot.algorithms.inputs.carried_records import carried_by
from blindspot.engine import score_gaps
from blindspot.engine.chain.watchers import _true_north
from blindspot.engine.tables import geopandas, pyproj
from blindspot.layers.crs import transform_xy, true_north
from blindspot.layers.features import Features
from small_layers import EASTING, NORTHING, attributes, point_layer, shape_layer

FIXES = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "Europe/Vienna", "PARTIAL_WATCHES": 1}
ALL = (
    ("kind", "QString"),
    ("range_m", "Double"),
    ("bearing", "Double"),
    ("fov", "Double"),
    ("hours", "QString"),
    ("detection_s", "Double"),
)
X, Y = EASTING, NORTHING
PLACES = [f"Point({X + dx} {Y + dy})" for dx, dy in ((0, 100), (40, 100), (-40, 100), (500, 0))]


@pytest.fixture
def scored(run, walks):
    """Rows of the scored places, with these fields: gap, gap_patrols, watcher_s, visits, why."""

    def scored(watchers, OUTPUT="memory:", **parameters):
        places = shape_layer(PLACES, "Point")
        return run("scoregaps", INPUT=walks, **FIXES, PLACES=places, WATCHERS=watchers, OUTPUT=OUTPUT, **parameters)

    return scored


def cameras(*rows, fields=ALL, crs="EPSG:32633"):
    return point_layer(rows, fields, crs=crs, name="cameras")


def test_gap_by_patrols_and_with_cameras(run, walks, scored, log):
    """A camera north of the first place looks to the south-east until midnight."""
    layer = cameras(((X, Y + 130), "camera", 60.0, 135.0, 90.0, "22:00-00:00", None))
    result = scored(layer)
    rows = attributes(result["OUTPUT"], "gap", "gap_patrols", "watcher_s", "visits", "why")
    alone = run("scoregaps", INPUT=walks, **FIXES, PLACES=shape_layer(PLACES, "Point"), OUTPUT="memory:")
    assert [row[1] for row in rows] == [gap for (gap,) in attributes(alone["OUTPUT"], "gap")]
    assert [row[2] for row in rows] == [7200, 7200, 0, 0]
    assert [row[0] < row[1] for row in rows] == [True, True, False, False]
    assert rows[0][4] == "A camera sees it 22:00-00:00; no patrol came in 1 night."
    assert rows[2][4] == "Never seen in 1 night."
    assert result["MEAN_GAP_PATROLS"] == pytest.approx(alone["MEAN_GAP"])
    assert result["MEAN_GAP"] == pytest.approx(sum(row[0] for row in rows) / 4)
    assert "MEAN_GAP_PATROLS" not in alone
    assert "gap_patrols" not in alone["OUTPUT"].fields().names()
    said = " ".join(log.infos)
    assert "1 post or camera; fields used: bearing, detection_s, fov, hours, kind, range_m." in said
    assert "1 of 1 have no detection_s: 30 s" in said
    assert "see 2 of 4 places in the watch" in said


def test_what_cannot_be_used_is_left_out_and_counted(scored, log):
    layer = cameras(
        ((X, Y + 130), "camera", None, None, None, None, None),
        ((X, Y + 130), "camera", -5.0, None, None, "sometimes", None),
        ((X, Y + 130), "camera", None, None, None, "sometimes", None),
        ((X, Y + 130), "camera", None, None, 40.0, None, None),
        (None, "camera", None, None, None, None, None),
    )
    result = scored(layer)
    assert attributes(result["OUTPUT"], "watcher_s")[0][0] == 7 * 3600
    warned = " ".join(log.warnings)
    assert "2 watchers are left out of 4" in warned
    assert "range_m (1), hours (1)" in warned
    assert "1 watcher is left out of 4, because it is not known where they look" in warned
    assert "1 feature has no geometry" in warned
    none = scored(cameras(((X, Y), "camera", 0.0, None, None, None, None)))
    assert {gap == alone for gap, alone in attributes(none["OUTPUT"], "gap", "gap_patrols")} == {True}
    assert any("no post or camera can be used" in text for text in log.warnings)


def test_points_without_fields_and_in_degrees(scored, log):
    plain = cameras(((X, Y + 130),), fields=())
    first = attributes(scored(plain, WATCHER_RANGE=55)["OUTPUT"], "gap", "watcher_s")
    degrees = cameras(((15.0, 49.6518),), fields=(), crs="EPSG:4326")
    assert attributes(scored(degrees, WATCHER_RANGE=100_000)["OUTPUT"], "watcher_s") == [(7 * 3600.0,)] * 4
    assert [row[1] for row in first] == [7 * 3600, 7 * 3600, 7 * 3600, 0]
    assert any("no field is used" in text for text in log.infos)
    twice = scored(cameras(((X, Y + 130),), ((X, Y + 130),), fields=()))
    assert attributes(twice["OUTPUT"], "watcher_s")[0][0] == 14 * 3600
    assert any("1 post or camera has the same position" in text for text in log.warnings)
    far = scored(cameras(((X + 90_000, Y),), fields=()))
    assert attributes(far["OUTPUT"], "watcher_s") == [(0,)] * 4
    assert any("sees a place in the watch, so gap equals gap_patrols" in text for text in log.warnings)


def test_buildings_hide_from_cameras(scored):
    wall = shape_layer(
        [f"Polygon(({X - 60} {Y + 110},{X + 10} {Y + 110},{X + 10} {Y + 118},{X - 60} {Y + 118},{X - 60} {Y + 110}))"]
    )
    layer = cameras(((X, Y + 130),), fields=())
    seen = [row[0] > 0 for row in attributes(scored(layer, WATCHER_RANGE=55, BUILDINGS=wall)["OUTPUT"], "watcher_s")]
    assert seen == [False, True, False, False]


def test_bearings_are_from_true_north():
    """Off the middle of a UTM zone grid north is not true north: 3 degrees of longitude x sin(60) to the side."""
    utm = QgsCoordinateReferenceSystem("EPSG:32633")
    x, y = transform_xy(
        np.array([12.0, 15.0, 18.0]),
        np.full(3, 60.0),
        QgsCoordinateReferenceSystem("EPSG:4326"),
        utm,
        QgsCoordinateTransformContext(),
    )
    found = true_north(x, y, utm, QgsCoordinateTransformContext())
    assert found == pytest.approx([2.6, 0, -2.6], abs=0.01)
    assert _true_north(x, y, pyproj.CRS(32633)) == pytest.approx(found, abs=1e-6)
    assert len(true_north(x[:0], y[:0], utm, QgsCoordinateTransformContext())) == 0


def test_only_points_watch(scored):
    with pytest.raises(QgsProcessingException):
        scored(shape_layer(["Polygon((0 0, 1 0, 1 1, 0 0))"]))


def test_the_record_and_the_report_know_of_them(scored, run, tmp_path):
    path = tmp_path / "scored.gpkg"
    scored(cameras(((X, Y + 130),), fields=()), OUTPUT=str(path))
    record = carried_by(QgsVectorLayer(str(path), "scored", "ogr"), check_edits=False).record
    assert record["inputs"]["WATCHERS"][0]["features"] == 1
    assert record["results"]["WATCHERS_USED"] == 1
    run("report", SCORED=str(path), HTML=str(tmp_path / "report.html"))
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "without 1 post or camera" in page
    assert "By patrols alone it would be" in page
    assert "Posts and cameras count beside the patrols" in page


def test_other_scores_take_watchers(run, walks):
    layer = cameras(((X, Y + 130),), fields=())
    common = {"INPUT": walks, **FIXES, "PLACES": shape_layer(PLACES, "Point")}
    with_it, without = (
        run("coverageprofile", **common, **some, OUTPUT="memory:") for some in ({"WATCHERS": layer}, {})
    )
    assert with_it["MEAN_GAP"] < without["MEAN_GAP"]
    later = run("assessplan", **common, WATCHERS=layer, INPUT_AFTER=walks, OUTPUT="memory:")
    before, after = zip(*attributes(later["OUTPUT"], "gap_before", "gap_after"), strict=True)
    assert before == after
    assert min(before) < 0.5


def test_a_building_far_from_places_hides_them_from_a_camera_beyond_it(scored):
    layer = cameras(((X + 1500, Y), "camera", 2000.0, None, None, None, None))
    house = shape_layer([f"Polygon(({X + 1300} {Y - 90},{X + 1320} {Y - 90},{X + 1320} {Y + 90},{X + 1300} {Y - 90}))"])
    for buildings, seen in ((None, True), (house, False)):
        rows = attributes(scored(layer, BUILDINGS=buildings)["OUTPUT"], "watcher_s")
        assert (rows[3][0] > 0) == seen  # the place at the height of the house


def test_effort_of_watchers(run, walks):
    zone = shape_layer(
        [f"Polygon(({X - 50} {Y + 50},{X + 50} {Y + 50},{X + 50} {Y + 150},{X - 50} {Y + 150},{X - 50} {Y + 50}))"]
    )
    layer = cameras(((X, Y + 100), None, 500.0, None, None, "22:00-02:00", None))
    common = {"INPUT": walks, "TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "Europe/Vienna", "PLACES": zone}
    hours = {"WATCH_START": "23:00", "WATCH_END": "04:00"}
    found = run("patroleffort", **common, **hours, WATCHERS=layer, OUTPUT="memory:")["OUTPUT"]
    plain = run("patroleffort", **common, **hours, OUTPUT="memory:")["OUTPUT"]
    assert attributes(found, "watcher_h") == [(3.0,)]
    two = {"PERIOD_START": "2026-01-01T00:00:00", "PERIOD_END": "2026-01-03T12:00:00", **hours, "WATCHERS": layer}
    assert attributes(run("patroleffort", **common, **two, OUTPUT="memory:")["OUTPUT"], "watcher_h") == [(8.0,)]
    assert attributes(found, "hours", "visits", "units") == attributes(plain, "hours", "visits", "units")
    assert "watcher_h" not in plain.fields().names()


def test_score_gaps_takes_a_table_of_watchers(scored, walks):
    """With numbers of NumPy, missing values and a CRS in degrees: the same gaps as the algorithm's."""
    rows = [(0, 130, 60.0, 135.0, 90.0, "22:00-00:00"), (500, 20, None, None, None, None), (0, 0, 5.0, 1.0, 700.0, "")]
    columns = ("range_m", "bearing", "fov", "hours")
    kinds = tuple(field for field in ALL if field[0] in columns)
    layer = cameras(*(((X + x, Y + y), *values) for x, y, *values in rows), fields=kinds)
    algorithm = scored(layer, REVISIT=60)
    points = [shapely.Point(X + x, Y + y) for x, y, *_ in rows]
    values = {name: [row[2 + number] for row in rows] for number, name in enumerate(columns)}
    watchers = geopandas.GeoDataFrame(values, geometry=points, crs="EPSG:32633").to_crs("EPSG:4326")
    times, units = zip(*attributes(walks, "time", "unit"), strict=True)
    moments = pd.to_datetime([time.toMSecsSinceEpoch() for time in times], unit="ms", utc=True)
    at = [shapely.from_wkt(feature.geometry().asWkt()) for feature in walks.getFeatures()]
    fixes = geopandas.GeoDataFrame({"time": moments, "unit": units}, geometry=at, crs="EPSG:32633")
    places = geopandas.GeoDataFrame(geometry=shapely.from_wkt(PLACES), crs="EPSG:32633")
    settings = {"unit_field": "unit", "timezone": "Europe/Vienna", "partial_watches": True, "revisit": 60}
    with pytest.warns(UserWarning, match="1 watcher is left out of 3"):
        table = score_gaps(fixes, places=places, watchers=watchers, **settings)
    names = ("gap", "gap_low", "gap_patrols", "watcher_s", "visits", "why")
    for mine, other in zip(attributes(algorithm["OUTPUT"], *names), table[list(names)].itertuples(), strict=True):
        assert mine[:5] == pytest.approx(tuple(other)[1:6], abs=1e-9)
        assert mine[5] == other.why
    with pytest.warns(UserWarning, match="data begin"):
        assert "gap_patrols" not in score_gaps(fixes, places=places, **settings).columns


def test_many_cameras_are_read_once(scored, monkeypatch, log):
    asked = []
    real = Features.column
    monkeypatch.setattr(Features, "column", lambda self, name: asked.append(name) or real(self, name))
    rows = [((X + i, Y + 130), "camera", 50.0, 180.0, 60.0, None, None) for i in range(40)]
    scored(cameras(*rows))
    assert len(asked) < 20
    log.warnings.clear()
    scored(cameras(((X, Y), "camera", 0.0, None, None, None, None)))
    assert len([text for text in log.warnings if "gap equals gap_patrols" in text]) == 1
