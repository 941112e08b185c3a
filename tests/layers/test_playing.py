"""Layers play in local time, and give a project a time range if it has none of its own."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from qgis.core import (
    Qgis,
    QgsDateTimeRange,
    QgsExpression,
    QgsExpressionContext,
    QgsFeature,
    QgsFeatureRequest,
    QgsProject,
    QgsVectorLayer,
    QgsVectorLayerTemporalContext,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QTime, QTimeZone

from blindspot.layers.playing import (
    Ahead,
    appear_in_local_time,
    frame_minutes,
    is_ours,
    play_in_local_time,
    play_project,
)
from blindspot.layers.time_field import BY_FIELD

HOUR = 3600.0


def seconds(text: str) -> float:
    """s since the epoch of a time in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("UTC")).timestamp()


def moment(instant: float) -> QDateTime:
    return QDateTime.fromMSecsSinceEpoch(round(instant * 1000), QTimeZone.utc())


def clock(text: str) -> QDateTime:
    """What a clock shows, as the temporal controller has it."""
    return QDateTime.fromString(text, "yyyy-MM-dd HH:mm")


def layer_of(*spans) -> QgsVectorLayer:
    """A layer with a feature from start to end, given as UTC, for each span."""
    layer = QgsVectorLayer("LineStringM?crs=EPSG:32633&field=start:datetime&field=end:datetime", "out", "memory")
    features = []
    for start, end in spans:
        feature = QgsFeature(layer.fields())
        feature.setAttributes([moment(seconds(start)), moment(seconds(end))])
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


def shown(layer, begin: str, end: str) -> list[int]:
    """The features that the temporal controller draws in a frame."""
    frame = QgsDateTimeRange(clock(begin), clock(end), True, False)
    context = QgsVectorLayerTemporalContext()
    context.setLayer(layer)
    text = layer.temporalProperties().createFilterString(context, frame)
    return sorted(feature.id() for feature in layer.getFeatures(QgsFeatureRequest().setFilterExpression(text)))


NIGHT = ("2026-03-16 16:30", "2026-03-16 16:52")


def test_a_layer_plays_in_the_local_time_of_its_zone():
    layer = layer_of(NIGHT)
    play_in_local_time(layer, "start", "end", "Asia/Shanghai")
    assert layer.temporalProperties().isActive()
    assert shown(layer, "2026-03-17 00:30", "2026-03-17 00:31") == [1]
    assert shown(layer, "2026-03-17 00:51", "2026-03-17 00:52") == [1]
    assert shown(layer, "2026-03-17 00:29", "2026-03-17 00:30") == []
    assert shown(layer, "2026-03-17 00:53", "2026-03-17 00:54") == []
    assert shown(layer, "2026-03-16 16:30", "2026-03-16 16:52") == []


def test_without_a_zone_a_layer_plays_in_utc():
    layer = layer_of(NIGHT)
    assert play_in_local_time(layer, "start", "end", "") == Ahead()
    assert shown(layer, "2026-03-16 16:40", "2026-03-16 16:41") == [1]


def test_each_feature_has_the_offset_of_its_start():
    """The clocks of Vienna went forward on 29 March 2026 at 01:00 UTC."""
    spans = ("2026-03-28 23:00", "2026-03-28 23:30"), ("2026-03-29 00:50", "2026-03-29 01:10")
    layer = layer_of(*spans, ("2026-03-29 23:00", "2026-03-29 23:30"))
    ahead = play_in_local_time(layer, "start", "end", "Europe/Vienna")
    assert (ahead.at, ahead.offset) == ((seconds("2026-03-29 01:00"),), (HOUR, 2 * HOUR))
    assert shown(layer, "2026-03-29 00:10", "2026-03-29 00:11") == [1]
    assert shown(layer, "2026-03-29 02:05", "2026-03-29 02:06") == [2]
    assert shown(layer, "2026-03-30 01:10", "2026-03-30 01:11") == [3]


@pytest.mark.parametrize("month", range(1, 13))
def test_offsets_are_those_of_the_zone(month):
    start, end = f"2026-{month:02d}-01 12:00", f"2026-{month:02d}-28 12:00"
    ahead = Ahead.of(layer_of((start, start), (end, end)), "start", "Europe/Vienna")
    for text in (start, end):
        value = QgsExpression(ahead.expression(str(seconds(text)))).evaluate(QgsExpressionContext())
        assert value == datetime.fromtimestamp(seconds(text), ZoneInfo("Europe/Vienna")).utcoffset().total_seconds()
    assert len(ahead.offset) == (2 if month == 10 else 1)  # in March they change on the 29th


def test_times_of_fixes_are_not_read_from_expressions():
    assert Qgis.VectorTemporalMode.FeatureDateTimeStartAndEndFromExpressions not in BY_FIELD


def played(project, style="routes", *spans) -> QgsProject:
    layer = layer_of(*(spans or [NIGHT]))
    play_project(project, layer, style, play_in_local_time(layer, "start", "end", "Asia/Shanghai"))
    return project


def span(project) -> tuple[str, str]:
    times = project.timeSettings().temporalRange()
    return tuple(end.toString("yyyy-MM-dd HH:mm:ss") for end in (times.begin(), times.end()))


def test_a_project_gets_the_range_of_its_first_result():
    project = played(QgsProject())
    settings = project.timeSettings()
    assert span(project) == ("2026-03-17 00:30:00", "2026-03-17 00:55:00")
    assert (settings.timeStep(), settings.timeStepUnit()) == (1, Qgis.TemporalUnit.Minutes)
    assert settings.framesPerSecond() > 1
    assert is_ours(project)


def test_a_range_over_a_clock_change_ends_in_the_time_after_it():
    layer = layer_of(("2026-03-28 23:00", "2026-03-28 23:30"), ("2026-03-29 23:00", "2026-03-29 23:30"))
    project = QgsProject()
    play_project(project, layer, "routes", play_in_local_time(layer, "start", "end", "Europe/Vienna"))
    assert span(project) == ("2026-03-29 00:00:00", "2026-03-30 01:30:00")


def test_the_next_result_replaces_our_range():
    project = played(played(QgsProject()), "tracks", ("2026-03-18 12:03", "2026-03-18 20:58"))
    assert span(project) == ("2026-03-18 20:00:00", "2026-03-19 05:00:00")


def test_other_layers_set_no_range():
    assert not played(QgsProject(), "waypoints").timeSettings().temporalRange().begin().isValid()


def test_a_range_of_the_user_stays():
    own = QgsDateTimeRange(
        QDateTime(QDate(2025, 1, 1), QTime(0, 0), QTimeZone.utc()),
        QDateTime(QDate(2025, 1, 2), QTime(0, 0), QTimeZone.utc()),
    )
    project = QgsProject()
    project.timeSettings().setTemporalRange(own)
    assert span(played(project))[0] == "2025-01-01 00:00:00"
    project = played(QgsProject())
    project.timeSettings().setTemporalRange(own)
    assert not is_ours(project)
    assert span(played(project))[0] == "2025-01-01 00:00:00"


def test_a_range_that_the_user_has_set_in_the_controller_stays():
    project = QgsProject()
    project.writeEntry("TemporalControllerWidget", "/StartDateTime", "2025-01-01T00:00:00")
    assert not played(project).timeSettings().temporalRange().begin().isValid()


def test_the_speed_of_the_user_stays():
    project = QgsProject()
    project.timeSettings().setFramesPerSecond(12)
    assert played(project).timeSettings().framesPerSecond() == 12


@pytest.mark.parametrize(
    ("hours", "style", "minutes"),
    [(0.3, "routes", 1), (9, "routes", 1), (20, "routes", 2), (24 * 7, "routes", 5), (24 * 7, "tracks", 15)],
)
def test_frames_are_short_enough_to_see_a_flight(hours, style, minutes):
    assert frame_minutes(hours * HOUR, style) == minutes


def test_features_appear_at_their_local_time_and_stay_and_those_without_a_time_are_always_there():
    layer = layer_of(("2026-03-16T16:34", "2026-03-16T16:34"), ("2026-03-16T17:00", "2026-03-16T17:00"))
    timeless = QgsFeature(layer.fields())
    layer.dataProvider().addFeature(timeless)
    appear_in_local_time(layer, "start", "Asia/Shanghai")
    assert shown(layer, "2026-03-17 00:33", "2026-03-17 00:34") == [3]
    assert shown(layer, "2026-03-17 00:34", "2026-03-17 00:35") == [1, 3]
    assert shown(layer, "2026-03-17 05:00", "2026-03-17 05:01") == [1, 2, 3]
