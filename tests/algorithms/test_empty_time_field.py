"""TIME_FIELD empty: the temporal properties, the only date-and-time field, the only texts that are times; else an error
that names the fields."""

import pytest
from qgis.core import Qgis, QgsProcessingException, QgsProcessingFeatureSourceDefinition, QgsProject
from qgis.PyQt.QtCore import QDate, QTime

from small_layers import START, point_layer, saved, utc, walk_rows

TWO = (("created", "QDateTime"), ("seen", "QDateTime"), ("unit", "QString"))
CODES = (("code", "QString"), ("unit", "QString"))


def two_moments():
    return point_layer([(xy, utc(START - 864_000), *rest) for xy, *rest in walk_rows()], TWO)


def one_text(name="taken", more=()):
    fields = ((name, "QString"), ("unit", "QString"), *((field, "QString") for field, _ in more))
    texts = [f"2026-01-01 23:{minute:02d}:00" for minute in range(60)]
    rows = [(xy, texts[i % 60], unit, *(value for _, value in more)) for i, (xy, _, unit) in enumerate(walk_rows())]
    return point_layer(rows, fields)


def start_of(result):
    return min(feature["start"].toUTC() for feature in result["OUTPUT"].getFeatures())


def tracks(run, layer, **parameters):
    return run("preparetracks", INPUT=layer, UNIT_FIELD="unit", OUTPUT="memory:", **parameters)


def test_the_only_date_and_time_field_is_taken_and_said(run, log):
    assert start_of(tracks(run, point_layer(walk_rows()))) == utc(START)
    (said,) = [text for text in log.infos if "TIME_FIELD" in text]
    assert said == "TIME_FIELD is empty: time is taken, the only date-and-time field of fixes."
    assert not [text for text in log.warnings if "TIME_FIELD" in text]


def test_a_table_of_a_file_is_called_by_its_own_name(run, log, tmp_path):
    saved(point_layer(walk_rows()), tmp_path / "city.gpkg", layerName="march")
    tracks(run, f"{tmp_path / 'city.gpkg'}|layername=march")
    assert any("the only date-and-time field of march." in text for text in log.infos)


def test_another_field_that_may_hold_times_is_a_warning(run, log):
    rows = [(xy, time, unit, "yesterday") for xy, time, unit in walk_rows()]
    fields = (("time", "QDateTime"), ("unit", "QString"), ("timestamp", "QString"))
    tracks(run, point_layer(rows, fields))
    assert any("These may hold times as well: timestamp." in text for text in log.warnings)


def test_words_that_contain_date_or_time_by_chance_are_no_times(run, log):
    names = ("patrol_mandate", "candidate", "altimeter_m", "Centimeters", "sentiment")
    rows = [(xy, time, unit, *("x" for _ in names)) for xy, time, unit in walk_rows()]
    fields = (("time", "QDateTime"), ("unit", "QString"), *((name, "QString") for name in names))
    tracks(run, point_layer(rows, fields))
    assert not [text for text in log.warnings if "TIME_FIELD" in text]


def test_a_field_of_dates_and_times_without_a_value_does_not_count(run, log):
    rows = [(xy, None, *rest) for xy, *rest in walk_rows()]
    assert start_of(tracks(run, point_layer(rows, TWO))) == utc(START)
    assert any("seen is taken" in text for text in log.infos)
    texts = [(xy, None, f"2026-01-01 23:{i % 60:02d}:00", unit) for i, (xy, _, unit) in enumerate(walk_rows())]
    fields = (("time", "QDateTime"), ("seen", "QString"), ("unit", "QString"))
    assert start_of(tracks(run, point_layer(texts, fields))) == utc(START)
    assert not [text for text in log.warnings if "These may hold" in text]


def test_if_no_field_has_a_value_the_zone_has_no_first_fix(run, log):
    empty = point_layer([(xy, None, unit) for xy, _, unit in walk_rows()])
    assert tracks(run, empty, TIMEZONE=None)["FIX_COUNT"] == 0
    (guess,) = [text for text in log.warnings if "TIMEZONE" in text]
    assert "first fix" not in guess


def test_temporal_properties_decide_among_several(run, log):
    layer = two_moments()
    temporal = layer.temporalProperties()
    temporal.setMode(Qgis.VectorTemporalMode.FeatureDateTimeInstantFromField)
    temporal.setStartField("seen")
    temporal.setIsActive(True)
    assert start_of(tracks(run, layer)) == utc(START)
    assert any("seen is taken, the start field of the temporal properties of fixes" in text for text in log.infos)


@pytest.mark.parametrize("mode", ["FixedTemporalRange", "FeatureDateTimeInstantFromField"])
def test_temporal_properties_that_are_off_or_use_no_field_decide_nothing(run, mode):
    layer = two_moments()
    temporal = layer.temporalProperties()
    temporal.setStartField("seen")
    temporal.setMode(getattr(Qgis.VectorTemporalMode, mode))
    temporal.setIsActive(mode == "FixedTemporalRange")
    with pytest.raises(QgsProcessingException, match="2 date-and-time fields: created, seen"):
        tracks(run, layer)


def test_a_selection_of_a_layer_of_the_project_keeps_its_temporal_properties(run, log):
    layer = two_moments()
    layer.temporalProperties().setMode(Qgis.VectorTemporalMode.FeatureDateTimeInstantFromField)
    layer.temporalProperties().setStartField("seen")
    layer.temporalProperties().setIsActive(True)
    QgsProject.instance().addMapLayer(layer, False)
    layer.selectByIds([1, 2, 3])
    try:
        result = tracks(run, QgsProcessingFeatureSourceDefinition(layer.id(), True))
        assert result["FIX_COUNT"] == 3
    finally:
        QgsProject.instance().takeMapLayer(layer)


def test_a_path_has_no_temporal_properties(run, tmp_path):
    path = str(tmp_path / "two.gpkg")
    saved(two_moments(), path)
    with pytest.raises(QgsProcessingException, match="created, seen"):
        tracks(run, path)
    saved(point_layer(walk_rows()), tmp_path / "one.gpkg")
    assert start_of(tracks(run, str(tmp_path / "one.gpkg"))) == utc(START)


def test_the_only_texts_that_are_times_are_taken_with_a_warning(run, log):
    layer = one_text(more=(("note", "patrol"), ("code", "20260101")))
    assert start_of(tracks(run, layer)) == utc(START)
    (warning,) = [text for text in log.warnings if "TIME_FIELD" in text]
    assert "taken is taken" in warning
    assert "It is a guess" in warning


def test_two_fields_of_texts_that_are_times_are_an_error_that_names_them(run):
    with pytest.raises(QgsProcessingException, match="These may hold it: taken, sent"):
        tracks(run, one_text(more=(("sent", "2026-01-02 08:00:00"),)))


def test_numbers_and_dates_are_named_but_never_taken(run):
    rows = [(xy, START + i, "x") for i, (xy, *_) in enumerate(walk_rows())]
    with pytest.raises(QgsProcessingException, match="These may hold it: timestamp"):
        tracks(run, point_layer(rows, (("timestamp", "LongLong"), ("unit", "QString"))))


def test_a_field_of_numbers_or_of_few_times_is_not_taken(run):
    with pytest.raises(QgsProcessingException, match=r"TIME_FIELD is empty\. Choose the field"):
        tracks(run, point_layer([(xy, f"{START + i}", "x") for i, (xy, *_) in enumerate(walk_rows())], CODES))
    texts = ["2026-01-01 23:00:00", "moored"]
    with pytest.raises(QgsProcessingException, match=r"TIME_FIELD is empty\. Choose the field"):
        tracks(run, point_layer([(xy, texts[i % 2], "x") for i, (xy, *_) in enumerate(walk_rows())], CODES))


def test_beside_a_field_of_dates_the_only_times_of_day_are_taken(run, log):
    """Whatever field of dates and times there is, also if the layer's temporal properties have it."""
    fields = (("seen", "QDateTime"), ("day", "QDate"), ("clock", "QTime"), ("unit", "QString"))
    rows = [
        (xy, utc(START + 863_000 + i), QDate(2026, 1, 1), QTime(23, i // 2 % 30, i % 2 * 30), unit)
        for i, (xy, _, unit) in enumerate(walk_rows())
    ]
    layer = point_layer(rows, fields)
    for active in (False, True):
        layer.temporalProperties().setMode(Qgis.VectorTemporalMode.FeatureDateTimeInstantFromField)
        layer.temporalProperties().setStartField("seen")
        layer.temporalProperties().setIsActive(active)
        assert start_of(tracks(run, layer, DATE_FIELD="day", TIMEZONE="UTC")) == utc(START)
        assert any("clock is taken, the only time-of-day field of fixes" in text for text in log.warnings)
        log.warnings.clear()


def test_a_given_field_and_tracks_are_left_alone(run, log):
    assert start_of(tracks(run, two_moments(), TIME_FIELD="seen")) == utc(START)
    made = tracks(run, point_layer(walk_rows()), TIME_FIELD="time")["OUTPUT"]
    tracks(run, made)
    assert not [text for text in log.infos + log.warnings if "TIME_FIELD" in text]


def test_a_later_period_has_the_same_field(run, log):
    hours = {"WATCH_START": "00:00", "WATCH_END": "00:00", "CELL_SIZE": 200, "GRID_REACH": 200, "REVISIT": 10}
    later = point_layer(walk_rows(start=START + 864_000), name="later")
    layers = {"INPUT": point_layer(walk_rows()), "INPUT_AFTER": later}
    run("assessplan", **layers, UNIT_FIELD="unit", OUTPUT="memory:", **hours)
    assert len([text for text in log.infos if "TIME_FIELD" in text]) == 1
