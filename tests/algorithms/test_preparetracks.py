"""blindspot:preparetracks through processing.run."""

import pytest
from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime

from small_layers import (
    EASTING,
    NORTHING,
    START,
    Feedback,
    attributes,
    point_layer,
    shape_layer,
    utc,
    walk_rows,
)

FIELDS = {"TIME_FIELD": "time", "UNIT_FIELD": "unit"}
SINKS = {"OUTPUT": "memory:", "OUTAGES": "memory:", "REJECTED": "memory:"}


def test_tracks_have_times_in_m_and_in_fields(run, walks):
    result = run("preparetracks", INPUT=walks, **FIELDS, **SINKS)
    assert (result["FIX_COUNT"], result["TRACK_COUNT"], result["REJECTED_COUNT"]) == (120, 2, 0)
    first = next(result["OUTPUT"].getFeatures())
    line = first.geometry().constGet()
    assert line.is3D() is False
    assert [line.mAt(i) for i in (0, 1, 59)] == [START, START + 30, START + 59 * 30]
    assert (first["unit"], first["fixes"], first["distance_m"]) == ("U0", 60, pytest.approx(59 * 45))
    assert first["start"].toMSecsSinceEpoch() == START * 1000
    assert result["OUTPUT"].crs().authid() == "EPSG:32633"


def test_every_row_is_kept_or_rejected_with_its_reason(run, log):
    rows = walk_rows(units=1)
    x, y = EASTING, NORTHING
    rows += [rows[3], ((x + 1e6, y), utc(START + 45), "U0"), (None, utc(START + 50), "U0"), ((x, y), None, "U0")]
    rows += [((x + 300, y + 90), utc(START + 60), "U0")]
    result = run("preparetracks", INPUT=point_layer(rows), **FIELDS, **SINKS)
    assert result["FIX_COUNT"] + result["REJECTED_COUNT"] == len(rows)
    reasons = sorted(reason for (reason,) in attributes(result["REJECTED"], "reason"))
    assert reasons == [
        "another place at the same time",
        "exact repeat",
        "faster than MAX_SPEED",
        "no usable position",
        "no usable time",
    ]
    assert any("5 rejected" in text for text in log.infos)
    errors = {f"  {reason}: 1" for reason in reasons if reason != "exact repeat"}
    assert errors <= set(log.warnings)
    assert not errors & set(log.infos)
    assert "  exact repeat: 1" in log.infos  # repeats are no errors
    assert "  exact repeat: 1" not in log.warnings


def test_outages_are_lines_between_tracks(run):
    rows = walk_rows(units=1) + [
        ((EASTING + 9000, NORTHING), utc(START + 59 * 30 + 1200 + 30 * i), "U0") for i in range(5)
    ]
    result = run("preparetracks", INPUT=point_layer(rows), **FIELDS, **SINKS)
    assert attributes(result["OUTAGES"], "unit", "duration_s") == [("U0", 1200.0)]
    assert result["TRACK_COUNT"] == 2


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("QString", ["2026-01-02 00:00:00", "2026-01-02 00:00:30"]),
        ("QString", ["02/01/2026 00:00:00", "02/01/2026 00:00:30"]),
        ("QString", ["2026-01-02T07:00:00+08:00", "2026-01-01T23:00:30Z"]),
        ("Double", [float(START), float(START + 30)]),
        ("LongLong", [START, START + 30]),
        ("QDateTime", [QDateTime(QDate(2026, 1, 2), QTime(0, 0, s)) for s in (0, 30)]),
        ("QDateTime", [QDateTime(QDate(2026, 1, 1), QTime(23, 0, s), Qt.TimeSpec.UTC) for s in (0, 30)]),
    ],
)
def test_times_in_common_forms_mean_the_same_instant(run, kind, values):
    rows = [((EASTING + 30 * i, NORTHING), value) for i, value in enumerate(values)]
    layer = point_layer(rows, fields=(("time", kind),))
    result = run("preparetracks", INPUT=layer, TIME_FIELD="time", TIMEZONE="Europe/Vienna", **SINKS)
    line = next(result["OUTPUT"].getFeatures()).geometry().constGet()
    assert (line.mAt(0), line.mAt(1)) == (START, START + 30)


def test_naive_times_may_be_utc(run):
    rows = [((EASTING, NORTHING), "2026-01-01 23:00:00"), ((EASTING, NORTHING), "2026-01-01 23:01:00")]
    layer = point_layer(rows, fields=(("time", "QString"),))
    result = run("preparetracks", INPUT=layer, TIME_FIELD="time", TIMEZONE="Europe/Vienna", NAIVE_TIMES=1, **SINKS)
    assert next(result["OUTPUT"].getFeatures()).geometry().constGet().mAt(0) == START


def test_tracks_go_through_again_unchanged(run, walks):
    once = run("preparetracks", INPUT=walks, **FIELDS, **SINKS)
    again = run("preparetracks", INPUT=once["OUTPUT"], UNIT_FIELD="unit", **SINKS)
    names = ("track_id", "unit", "start", "end", "fixes", "distance_m")
    assert attributes(once["OUTPUT"], *names) == attributes(again["OUTPUT"], *names)


def test_the_file_and_the_features_read_the_same(run, walks, tmp_path):
    path = str(tmp_path / "fixes.gpkg")
    options = QgsVectorFileWriter.SaveVectorOptions()
    QgsVectorFileWriter.writeAsVectorFormatV3(walks, path, walks.transformContext(), options)
    file = QgsVectorLayer(path, "file", "ogr")
    names = ("unit", "start", "end", "fixes", "distance_m")
    by_features = attributes(run("preparetracks", INPUT=walks, **FIELDS, **SINKS)["OUTPUT"], *names)
    assert attributes(run("preparetracks", INPUT=file, **FIELDS, **SINKS)["OUTPUT"], *names) == by_features

    file.setSubsetString("\"unit\" = 'U1'")
    assert attributes(run("preparetracks", INPUT=file, **FIELDS, **SINKS)["OUTPUT"], *names) == by_features[1:]
    file.setSubsetString("")
    file.selectByExpression("\"unit\" = 'U0'")
    QgsProject.instance().addMapLayer(file, False)
    selected = QgsProcessingFeatureSourceDefinition(file.id(), selectedFeaturesOnly=True)
    assert attributes(run("preparetracks", INPUT=selected, **FIELDS, **SINKS)["OUTPUT"], *names) == by_features[:1]
    filtered = QgsProcessingFeatureSourceDefinition(file.id(), filterExpression="\"unit\" = 'U1'")
    assert attributes(run("preparetracks", INPUT=filtered, **FIELDS, **SINKS)["OUTPUT"], *names) == by_features[1:]
    file.startEditing()
    file.deleteFeatures([f.id() for f in file.getFeatures("\"unit\" = 'U0'")])
    assert attributes(run("preparetracks", INPUT=file, **FIELDS, **SINKS)["OUTPUT"], *names) == by_features[1:]
    file.rollBack()
    QgsProject.instance().removeMapLayer(file.id())


def test_geographic_and_web_mercator_are_measured_in_utm(run, log):
    rows = [((15.0 + 0.0005 * i, 49.6), utc(START + 60 * i), "U0") for i in range(10)]
    result = run("preparetracks", INPUT=point_layer(rows, crs="EPSG:4326"), **FIELDS, **SINKS)
    assert result["OUTPUT"].crs().authid() == "EPSG:32633"
    assert result["REJECTED"].crs().authid() == "EPSG:4326"
    assert next(result["OUTPUT"].getFeatures())["distance_m"] == pytest.approx(9 * 36.13, rel=0.01)
    mercator = [((1_669_792 + 55.66 * i, 6_378_000), utc(START + 60 * i), "U0") for i in range(10)]
    result = run("preparetracks", INPUT=point_layer(mercator, crs="EPSG:3857"), **FIELDS, **SINKS)
    assert result["OUTPUT"].crs().authid() == "EPSG:32633"


def test_positions_outside_the_earth_are_rejected(run):
    rows = [((15.0 + 0.0005 * i, 49.6), utc(START + 60 * i), "U0") for i in range(10)]
    rows += [((15.0, 95.0), utc(START + 700), "U0"), ((float("inf"), 49.0), utc(START + 720), "U0")]
    result = run("preparetracks", INPUT=point_layer(rows, crs="EPSG:4326"), **FIELDS, **SINKS)
    assert (result["FIX_COUNT"], result["REJECTED_COUNT"]) == (10, 2)


@pytest.mark.parametrize(
    ("layer", "extra", "sentence"),
    [
        (lambda: point_layer([]), {}, "has no features"),
        (lambda: point_layer(walk_rows(), crs=""), {}, "has no CRS"),
        (
            lambda: point_layer(walk_rows(), (("a", "Int"), ("unit", "QString"))),
            {"TIME_FIELD": ""},
            "TIME_FIELD is empty",
        ),
        (lambda: point_layer(walk_rows()), {"TIMEZONE": "Europe/Viena"}, "Europe/Vienna"),
        (lambda: point_layer(walk_rows()), {"MAX_PAUSE": 5}, "MAX_PAUSE"),
        (
            lambda: shape_layer(["LineString(0 0, 1 1)"], "LineString"),
            {"TIME_FIELD": "", "UNIT_FIELD": ""},
            "no M values",
        ),
    ],
)
def test_bad_input_is_one_sentence(run, layer, extra, sentence):
    with pytest.raises(QgsProcessingException, match=sentence):
        run("preparetracks", INPUT=layer(), **{**FIELDS, **SINKS, **extra})


def test_rejected_fixes_are_written_even_if_there_is_no_track(run, log):
    layer = point_layer([((EASTING, NORTHING), "soon"), ((EASTING, NORTHING), None)], fields=(("time", "QString"),))
    result = run("preparetracks", INPUT=layer, TIME_FIELD="time", **SINKS)
    assert sorted(attributes(result["REJECTED"], "reason")) == [("no usable time",), ("unreadable time",)]
    assert result["TRACK_COUNT"] == 0
    assert "every fix was rejected" in log.errors[0]


def test_a_single_fix_is_a_track(run):
    result = run("preparetracks", INPUT=point_layer(walk_rows(1, 1)), **FIELDS, **SINKS)
    assert next(result["OUTPUT"].getFeatures())["fixes"] == 1


def test_a_track_of_a_single_fix_is_read_where_qgis_checks_geometries(tmp_path):
    """As the toolbox does by default: its two equal vertices are an invalid line."""
    import processing

    context = QgsProcessingContext()
    context.setInvalidGeometryCheck(Qgis.InvalidGeometryCheck.AbortOnInvalid)
    tracks = str(tmp_path / "tracks.gpkg")
    fixes = {"INPUT": point_layer(walk_rows(1, 1)), **FIELDS, "TIMEZONE": "UTC"}
    processing.run("blindspot:preparetracks", {**fixes, "OUTPUT": tracks}, context=context)
    scored = {"INPUT": tracks, "TIMEZONE": "UTC", "OUTPUT": str(tmp_path / "effort.gpkg")}
    assert processing.run("blindspot:patroleffort", scored, context=context)["OUTPUT"]


def test_wrong_time_zone_is_noticed_by_the_longitude(run, log):
    run("preparetracks", INPUT=point_layer(walk_rows()), **FIELDS, **SINKS, TIMEZONE="Asia/Shanghai")
    assert any("is TIMEZONE right?" in text for text in log.warnings)


def test_several_units_read_as_one_are_noticed(run, log):
    layer = point_layer([((EASTING + 5000.0 * (i % 2), NORTHING), utc(START + 10 * i), "x") for i in range(100)])
    run("preparetracks", INPUT=layer, TIME_FIELD="time", **SINKS)
    assert any("UNIT_FIELD missing" in text for text in log.warnings)


@pytest.mark.parametrize(
    ("kind", "units"), [("QString", ["a", None, "b"]), ("Int", [0, None, 7]), ("Double", [0.0, None, 1.5])]
)
def test_nulls_read_the_same_from_the_file_and_from_the_features(run, tmp_path, kind, units):
    rows = [((EASTING + 30 * i, NORTHING), utc(START + 30 * i), unit) for i, unit in enumerate(units * 3)]
    rows += [(None, utc(START), units[0]), ((EASTING, NORTHING), None, units[0])]
    layer = point_layer(rows, fields=(("time", "QDateTime"), ("unit", kind)))
    path = str(tmp_path / "fixes.gpkg")
    options = QgsVectorFileWriter.SaveVectorOptions()
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, path, layer.transformContext(), options)
    found = []
    for source in (layer, QgsVectorLayer(path, "file", "ogr")):
        result = run("preparetracks", INPUT=source, **FIELDS, **SINKS)
        tracks = attributes(result["OUTPUT"], "unit", "fixes", "start")
        found.append((tracks, attributes(result["REJECTED"], "unit", "reason", "source_id")))
    assert found[0] == found[1]
    assert len(found[0][0]) == 3
    assert {reason for _, reason, _ in found[0][1]} == {"no usable position", "no usable time"}


def test_max_accuracy_needs_its_field_and_empty_text_is_no_number(run, walks):
    with pytest.raises(QgsProcessingException, match="ACCURACY_FIELD"):
        run("preparetracks", INPUT=walks, **FIELDS, **SINKS, MAX_ACCURACY=5)
    assert run("preparetracks", INPUT=walks, **FIELDS, **SINKS, MAX_ACCURACY="")["FIX_COUNT"] == 120


def test_cancel_stops_before_anything_is_written(run, walks, tmp_path):
    cancelled = Feedback(cancel_at=0)
    path = tmp_path / "tracks.gpkg"
    result = run("preparetracks", INPUT=walks, feedback=cancelled, **FIELDS, **{**SINKS, "OUTPUT": str(path)})
    assert "OUTPUT" not in result
    assert not path.exists()


def test_curved_track_lines_are_read(run):
    wkt = f"CompoundCurveM((500000 5500000 {START}, 500100 5500000 {START + 60}))"
    layer = shape_layer([wkt], "CompoundCurveM")
    result = run("preparetracks", INPUT=layer, **SINKS)
    assert (result["FIX_COUNT"], result["TRACK_COUNT"]) == (2, 1)


def test_an_output_that_cannot_be_opened_leaves_the_others_unwritten(run, walks, tmp_path):
    path = tmp_path / "tracks.gpkg"
    with pytest.raises(QgsProcessingException):
        run("preparetracks", INPUT=walks, **FIELDS, OUTPUT=str(path), OUTAGES="/no/such/folder/o.gpkg", REJECTED=None)
    assert not path.exists() or QgsVectorLayer(str(path), "tracks", "ogr").featureCount() <= 0


def test_optional_outputs_may_be_left_out(run, walks):
    result = run("preparetracks", INPUT=walks, **FIELDS, OUTPUT="memory:", OUTAGES=None, REJECTED=None)
    assert result["TRACK_COUNT"] == 2


def test_boolean_units_read_the_same_from_the_file(run, tmp_path):
    rows = [((EASTING + 30 * i, NORTHING + 500 * (i % 2)), utc(START + 30 * i), bool(i % 2)) for i in range(12)]
    layer = point_layer(rows, fields=(("time", "QDateTime"), ("unit", "Bool")))
    path = str(tmp_path / "fixes.gpkg")
    options = QgsVectorFileWriter.SaveVectorOptions()
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, path, layer.transformContext(), options)
    for source in (layer, QgsVectorLayer(path, "file", "ogr")):
        result = run("preparetracks", INPUT=source, **FIELDS, **SINKS)
        assert [fixes for (fixes,) in attributes(result["OUTPUT"], "fixes")] == [6, 6]
