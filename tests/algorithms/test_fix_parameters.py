"""The parameters of the reading of fixes mean what they say, in the units that they say."""

import pytest
from qgis.core import QgsProcessingFeatureSourceDefinition, QgsProject

from blindspot.layers import fix_columns
from blindspot.layers.arrow import ARROW, arrow_batches
from small_layers import EASTING, NORTHING, START, attributes, point_layer, saved, utc, walk_rows

FIXES = {"TIME_FIELD": "time", "UNIT_FIELD": "unit"}


def standing(*minutes):
    """Fixes on the spot, so many minutes after START."""
    return point_layer([((EASTING, NORTHING), utc(START + 60 * minute), "U0") for minute in minutes])


@pytest.mark.parametrize(("most", "rejected"), [(170, 1), (190, 0)])
def test_max_speed_is_in_km_an_hour(run, most, rejected):
    """One fix 1,500 m aside, 30 s from its neighbours: 180 km/h."""
    rows = walk_rows(units=1, fixes=21, speed=0.0)
    rows[10] = ((EASTING, NORTHING + 1500), *rows[10][1:])
    result = run("preparetracks", INPUT=point_layer(rows), **FIXES, MAX_SPEED=most, OUTPUT="memory:")
    assert result["REJECTED_COUNT"] == rejected


@pytest.mark.parametrize(
    ("extra", "tracks", "outages"),
    [
        ({}, 2, 1),
        ({"STANDSTILL": 1}, 1, 0),
        ({"MAX_OUTAGE": 21}, 1, 0),
        ({"MAX_OUTAGE": 19}, 2, 1),
        ({"MAX_PAUSE": 19}, 2, 0),
        ({"MAX_PAUSE": 21}, 2, 1),
    ],
)
def test_a_silence_of_twenty_minutes(run, extra, tracks, outages):
    layer = standing(0, 1, 2, 22, 23)
    result = run("preparetracks", INPUT=layer, **FIXES, **extra, OUTPUT="memory:", OUTAGES="memory:")
    assert result["TRACK_COUNT"] == tracks
    rows = attributes(result["OUTAGES"], "start", "end", "duration_s")
    assert rows == [(utc(START + 120), utc(START + 1320), 1200.0)] * outages


def test_fixes_less_accurate_than_max_accuracy_are_rejected_and_unknown_ones_kept(run):
    fields = (("time", "QDateTime"), ("unit", "QString"), ("acc", "Double"))
    accuracies = [5.0, 20.0, 20.5, None, 300.0]
    rows = [((EASTING, NORTHING), utc(START + 30 * i), "U0", value) for i, value in enumerate(accuracies)]
    result = run(
        "preparetracks", INPUT=point_layer(rows, fields), **FIXES, ACCURACY_FIELD="acc", MAX_ACCURACY=20,
        OUTPUT="memory:", REJECTED="memory:",
    )  # fmt: skip
    assert [time for (time,) in attributes(result["REJECTED"], "time")] == [utc(START + 60), utc(START + 120)]


@pytest.mark.parametrize(
    ("lon", "zone", "fits"),
    [
        (120, "Asia/Shanghai", True),
        (-75, "America/New_York", True),
        (175, "Pacific/Auckland", True),
        (-75, "Asia/Shanghai", False),
        (120, "America/New_York", False),
        (75, "Asia/Shanghai", False),
    ],
)
def test_a_time_zone_that_does_not_fit_the_longitude_is_a_warning(run, log, lon, zone, fits):
    rows = [((lon + i / 1e4, 40.0), utc(START + 30 * i), "U0") for i in range(5)]
    run("preparetracks", INPUT=point_layer(rows, crs="EPSG:4326"), **FIXES, TIMEZONE=zone, OUTPUT="memory:")
    assert any("is TIMEZONE right" in text for text in log.warnings) != fits


@pytest.mark.parametrize("as_file", [True, False])
@pytest.mark.parametrize(
    ("settings", "kept"),
    [
        ({}, 120),
        ({"selectedFeaturesOnly": True}, 30),
        ({"filterExpression": "unit = 'U0'"}, 60),
        ({"featureLimit": 50}, 50),
        ({"selectedFeaturesOnly": True, "filterExpression": "unit = 'U1'"}, 20),
    ],
)
def test_only_the_features_that_the_user_chose_are_read(run, tmp_path, as_file, settings, kept):
    layer = point_layer(walk_rows())
    if as_file:
        layer = saved(layer, tmp_path / "fixes.gpkg")
    ids = sorted(feature.id() for feature in layer.getFeatures())
    layer.selectByIds(ids[50:80])  # ten of unit U0, twenty of U1
    QgsProject.instance().addMapLayer(layer, False)
    try:
        source = QgsProcessingFeatureSourceDefinition(layer.id())
        for name, value in settings.items():
            setattr(source, name, value)
        assert run("preparetracks", INPUT=source, **FIXES, OUTPUT="memory:")["FIX_COUNT"] == kept
    finally:
        QgsProject.instance().removeMapLayer(layer.id())


@pytest.mark.skipif(not ARROW, reason="this GDAL has no Arrow stream for NumPy")
def test_a_selection_in_a_file_is_streamed(run, tmp_path, monkeypatch):
    streamed = []
    monkeypatch.setattr(fix_columns, "arrow_batches", lambda *how: streamed.append(how) or arrow_batches(*how))
    layer = saved(point_layer(walk_rows()), tmp_path / "fixes.gpkg")
    layer.selectByIds([3, 4, 5])
    QgsProject.instance().addMapLayer(layer, False)
    try:
        source = QgsProcessingFeatureSourceDefinition(layer.id(), True)
        assert run("preparetracks", INPUT=source, **FIXES, OUTPUT="memory:")["FIX_COUNT"] == 3
    finally:
        QgsProject.instance().removeMapLayer(layer.id())
    assert len(streamed) == 1
