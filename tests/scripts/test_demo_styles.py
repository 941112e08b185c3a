"""The expression that tells tracks in the watch from the others, against the watch's own hours."""

import numpy as np
import pytest
from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsFeature,
    QgsFillSymbol,
    QgsGeometry,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDateTime, QTimeZone

from blindspot.engine.timing.timezones import clock_changes
from blindspot.engine.timing.watch import Watch, bands
from blindspot.scripts.demo_styles import in_watch, style_given, style_tracks

HOUR = 3600.0
SPRING = 1_774_300_000.0  # 2026-03-23: the clocks in Europe go forward on the 29th
AUTUMN = 1_792_450_000.0  # 2026-10-19: they go back on the 25th
LONG_AGO = 1_769_000_000.0


def line(start: float, end: float) -> QgsFeature:
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromWkt(f"LineStringM(0 0 {start}, 1 1 {end})"))
    return feature


def says(expression: QgsExpression, start: float, end: float) -> bool:
    context = QgsExpressionContext()
    context.setFeature(line(start, end))
    value = expression.evaluate(context)
    assert not expression.hasEvalError(), expression.evalErrorString()
    return bool(value)


@pytest.mark.parametrize("first", [LONG_AGO, SPRING, AUTUMN])
@pytest.mark.parametrize(
    ("start", "end", "weekdays"), [(22, 5, ()), (6, 14, ()), (0, 6, (4, 5)), (22, 5, (6, 0)), (8, 8, (2,))]
)
def test_the_expression_tells_what_overlaps_the_watch(qgis_app, first, start, end, weekdays):
    watch = Watch(start * HOUR, end * HOUR, frozenset(weekdays), "Europe/Helsinki")
    begins = first + np.random.default_rng(0).uniform(0, 9 * 24 * HOUR, 400)
    ends = begins + np.random.default_rng(1).uniform(60, 16 * HOUR, 400)
    expression = QgsExpression(in_watch(watch, begins.min(), ends.max()))
    assert not expression.hasParserError(), expression.parserErrorString()
    hours = bands(watch, begins.min() - 48 * HOUR, ends.max() + 48 * HOUR)
    expected = ((begins[:, None] < hours[:, 1]) & (ends[:, None] > hours[:, 0])).any(axis=1)
    # in the night of a clock change the watch is an hour longer or shorter than the expression takes it to be
    changes = clock_changes(watch.timezone, begins.min(), ends.max()).at
    sure = (np.abs(begins[:, None] - changes) > 30 * HOUR).all(axis=1)
    found = np.array([says(expression, *both) for both in zip(begins, ends, strict=True)])
    assert sure.sum() > 100
    assert expected[sure].any()
    assert not expected[sure].all()
    np.testing.assert_array_equal(found[sure], expected[sure])


def tracks(*times: tuple[float, float]) -> QgsVectorLayer:
    layer = QgsVectorLayer("LineStringM?crs=EPSG:32633&field=start:datetime&field=end:datetime", "tracks", "memory")
    features = []
    for start, end in times:
        feature = QgsFeature(layer.fields())
        feature.setGeometry(line(start, end).geometry())
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.startEditing()
    for feature, (start, end) in zip(list(layer.getFeatures()), times, strict=True):
        for index, at in enumerate((start, end)):
            moment = QDateTime.fromMSecsSinceEpoch(int(at * 1000), QTimeZone.utc())
            layer.changeAttributeValue(feature.id(), index, moment)
    layer.commitChanges()
    layer.setRenderer(QgsSingleSymbolRenderer(QgsLineSymbol.createSimple({"color": "43,108,163,40"})))
    return layer


NIGHT = (LONG_AGO - LONG_AGO % (24 * HOUR) + 23 * HOUR, LONG_AGO - LONG_AGO % (24 * HOUR) + 25 * HOUR)
NOON = (NIGHT[0] + 13 * HOUR, NIGHT[1] + 13 * HOUR)


def test_tracks_of_other_hours_are_pale(qgis_app):
    layer = tracks(NIGHT, NOON)
    style_tracks(layer, Watch(22 * HOUR, 5 * HOUR))
    inside, others = layer.renderer().rootRule().children()
    assert others.isElse()
    assert inside.symbol().color().alpha() > 2 * others.symbol().color().alpha()
    assert says(QgsExpression(inside.filterExpression()), *NIGHT)
    assert not says(QgsExpression(inside.filterExpression()), *NOON)


def test_all_tracks_are_alike_where_the_watch_lasts_all_day(qgis_app):
    layer = tracks(NIGHT, NOON)
    style_tracks(layer, Watch(0, 0))
    assert layer.renderer().type() == "singleSymbol"


@pytest.mark.parametrize(
    ("kind", "role", "symbol"),
    [
        ("Point", "demand", QgsMarkerSymbol),
        ("LineString", "demand", QgsLineSymbol),
        ("Polygon", "demand", QgsFillSymbol),
        ("Polygon", "area", QgsFillSymbol),
        ("MultiPolygon", "no_fly", QgsFillSymbol),
        ("Point", "launch_sites", QgsMarkerSymbol),
    ],
)
def test_given_layers_of_every_kind_have_a_style(qgis_app, kind, role, symbol):
    named = QgsVectorLayer(f"{kind}?crs=EPSG:32633&field=name:string", "mine", "memory")
    other = QgsVectorLayer(f"{kind}?crs=EPSG:32633&field=title:string", "mine", "memory")
    for layer in (named, other):
        style_given(layer, role)
        assert isinstance(layer.renderer().symbol(), symbol)
    assert named.labelsEnabled()
    assert not other.labelsEnabled()
