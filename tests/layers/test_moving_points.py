"""Drones and units move along M while the temporal controller plays."""

import numpy as np
import pytest
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsCoordinateReferenceSystem,
    QgsDateTimeRange,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextScope,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsGeometry,
    QgsGeometryGeneratorSymbolLayer,
    QgsLineSymbol,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsMarkerLineSymbolLayer,
    QgsRectangle,
    QgsRendererCategory,
    QgsRuleBasedRenderer,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDateTime, QSize, QTimeZone
from qgis.PyQt.QtGui import QColor

from blindspot.layers.moving_points import let_move, now
from blindspot.layers.playing import Ahead, play_in_local_time
from blindspot.layers.sinks import line_m_wkb
from blindspot.layers.styles.symbols import cased_line

ZONE, AHEAD = "Asia/Shanghai", 8 * 3600
START = 1_773_678_600  # 2026-03-16 16:30 UTC
RED, WIDTH = "#d55e00", 400.0


def moving(x, t, crs="EPSG:32650", symbol=None, style="routes", renderer=None) -> QgsVectorLayer:
    """A layer with a line to the east, at x (m) after t seconds."""
    layer = QgsVectorLayer(f"LineStringM?crs={crs}&field=start:datetime&field=end:datetime", "out", "memory")
    x, t = np.asarray(x, float), START + np.asarray(t, float)
    feature, geometry = QgsFeature(layer.fields()), QgsGeometry()
    geometry.fromWkb(line_m_wkb(500_000 + x, np.full(len(x), 3_500_000.0), t))
    feature.setGeometry(geometry)
    feature.setAttributes([QDateTime.fromMSecsSinceEpoch(int(end * 1000), QTimeZone.utc()) for end in (t[0], t[-1])])
    layer.dataProvider().addFeatures([feature])
    layer.updateExtents()
    symbol = symbol or QgsLineSymbol.createSimple({"color": RED, "line_width": "1"})
    layer.setRenderer(renderer(symbol) if renderer else QgsSingleSymbolRenderer(symbol))
    let_move(layer, style, play_in_local_time(layer, "start", "end", ZONE))
    return layer


def clock(after: float) -> QDateTime:
    """What clocks of ZONE show some seconds after START, called UTC as in the controller."""
    return QDateTime.fromMSecsSinceEpoch(int((START + AHEAD + after) * 1000), QTimeZone.utc())


def picture(layer, after: float | None, begin: float | None = None) -> np.ndarray:
    """(h, w, 3) pixels; the frame ends some seconds after START, None where no controller plays."""
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:32650"))
    settings.setOutputSize(QSize(int(WIDTH), 40))
    settings.setBackgroundColor(QColor("white"))
    settings.setExtent(QgsRectangle(500_000, 3_499_950, 501_000, 3_500_050))
    if after is not None:
        settings.setIsTemporal(True)
        settings.setTemporalRange(
            QgsDateTimeRange(clock(after - 60 if begin is None else begin), clock(after), True, False)
        )
    context = QgsExpressionContext()
    context.appendScope(QgsExpressionContextUtils.mapSettingsScope(settings))
    settings.setExpressionContext(context)
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage().convertToFormat(job.renderedImage().Format.Format_RGB32)
    data = image.constBits().asstring(image.sizeInBytes())
    return np.frombuffer(data, np.uint8).reshape(image.height(), image.width(), 4)[:, :, 2::-1]


def columns(pixels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(w,) how strong the line is in each column of pixels, 0 to 1, and how thick it is."""
    white = np.abs(pixels.astype(int) - 255).sum(axis=2)
    full = np.abs(np.array([QColor(RED).red(), QColor(RED).green(), QColor(RED).blue()]) - 255).sum()
    return white.max(axis=0) / full, (white > 30).sum(axis=0)


def at(metres: float) -> int:
    """The column of a place in a picture of 1000 m."""
    return int(metres / 1000 * WIDTH)


def test_the_flown_part_is_strong_the_coming_part_pale_and_the_drone_between():
    strength, thickness = columns(picture(moving([0, 500, 1000], [0, 500, 1000]), 600))
    assert strength[at(300)] == pytest.approx(1, abs=0.05)
    assert strength[at(800)] == pytest.approx(0.35, abs=0.05)
    widest = np.flatnonzero(thickness >= thickness.max() - 2)
    assert widest.mean() == pytest.approx(at(600), abs=3)


@pytest.mark.parametrize(("after", "place"), [(50, 250), (100, 500), (300, 500), (450, 600), (600, 900), (2000, 1000)])
def test_the_drone_is_where_m_says(after, place):
    """It flies fast, hovers for 300 s in the middle, and goes on slowly. In a frame that ends later, it has landed."""
    layer = moving([0, 500, 500, 1000], [0, 100, 400, 650])
    _, thickness = columns(picture(layer, after, begin=after - 1900 if after > 650 else None))
    widest = np.flatnonzero(thickness >= thickness.max() - 2)
    assert abs(widest.mean() - at(place)) <= (3 if place < 1000 else 6)  # its other half is outside the picture


def test_without_the_controller_the_whole_route_is_drawn():
    strength, thickness = columns(picture(moving([0, 500, 1000], [0, 500, 1000]), None))
    inner = slice(at(20), at(980))
    assert strength[inner].min() == pytest.approx(1, abs=0.05)
    assert np.ptp(thickness[inner]) == 0


def test_a_dense_track_that_is_simplified_when_drawn_keeps_its_place():
    """At this scale, 50 vertices lie in a pixel. The unit starts slowly: M is not proportional to the distance."""
    t = np.linspace(0, 3000, 20_001)
    layer = moving(1000 * (t / 3000) ** 3, t, style="tracks")
    _, thickness = columns(picture(layer, 2400))
    widest = np.flatnonzero(thickness >= thickness.max() - 2)
    assert widest.mean() == pytest.approx(at(512), abs=3)
    assert thickness[at(700)] == 0  # what is to come of a track is not drawn


def test_the_last_half_hour_of_a_track_is_strong():
    faint = QgsLineSymbol.createSimple({"color": "213,94,0,60", "line_width": "1"})
    strength, _ = columns(picture(moving([0, 1000], [0, 7200], symbol=faint, style="tracks"), 5400))
    assert strength[at(530)] == strength[at(720)] == pytest.approx(1, abs=0.05)  # the unit is at 750 m
    assert strength[at(470)] == strength[at(50)] < 0.6


def test_a_single_fix_is_drawn():
    _, thickness = columns(picture(moving([500, 500], [0, 0], style="tracks"), 30))
    assert np.flatnonzero(thickness).mean() == pytest.approx(at(500), abs=2)


def test_now_does_not_depend_on_the_zone_of_the_times_in_the_controller():
    feature = next(moving([0, 1000], [0, 1000]).getFeatures())
    ahead = Ahead(offset=(float(AHEAD),))
    without_zone = QDateTime(clock(600).date(), clock(600).time())
    for end in (clock(600), without_zone):
        scope = QgsExpressionContextScope()
        scope.setVariable("map_end_time", end)
        context = QgsExpressionContext()
        context.appendScope(scope)
        context.setFeature(feature)
        expression = QgsExpression(now(ahead))
        assert expression.evaluate(context) == START + 600, expression.evalErrorString()


def categorized(symbol):
    return QgsCategorizedSymbolRenderer("start", [QgsRendererCategory(None, symbol, "all")])


def ruled(symbol):
    root = QgsRuleBasedRenderer.Rule(None)
    root.appendChild(QgsRuleBasedRenderer.Rule(symbol, 0, 0, "", "all"))
    return QgsRuleBasedRenderer(root)


@pytest.mark.parametrize("renderer", [None, categorized, ruled])
def test_symbols_move_in_every_renderer(renderer):
    layer = moving([0, 1000], [0, 1000], renderer=renderer)
    of = layer.renderer()
    holder = of.rootRule().children()[0] if renderer is ruled else of.categories()[0] if renderer else of
    symbol = holder.symbol()
    added = [one for one in symbol.symbolLayers() if isinstance(one, QgsGeometryGeneratorSymbolLayer)]
    assert len(added) == 3
    symbol.setColor(QColor("black"))
    assert added[-1].subSymbol().color().name() == RED  # the user's colour is for the line


def test_other_styles_stay():
    layer = moving([0, 1000], [0, 1000], style="outages")
    assert len(layer.renderer().symbol().symbolLayers()) == 1


def test_by_symbol_levels_the_drone_lies_above_all_lines():
    symbol = QgsLineSymbol.createSimple({"color": RED})
    symbol.symbolLayer(0).setRenderingPass(9)
    layer = moving([0, 1000], [0, 1000], symbol=symbol)
    own, *parts, drone = (one.renderingPass() for one in layer.renderer().symbol().symbolLayers())
    assert drone > max(parts) >= own


def test_only_the_flown_part_has_the_mark_of_the_launch_site():
    symbol = QgsLineSymbol.createSimple({"color": RED})
    symbol.insertSymbolLayer(0, QgsMarkerLineSymbolLayer.create({"placements": "FirstVertex"}))
    layer = moving([0, 1000], [0, 1000], symbol=symbol)  # alive as long as its symbols are used
    coming, flown, drone = layer.renderer().symbol().symbolLayers()[2:]
    assert coming.subSymbol().symbolLayerCount() == 1
    assert flown.subSymbol().symbolLayerCount() == 2
    assert drone.subSymbol().symbolLayer(0).color().name() == RED


def test_the_drone_has_the_colour_of_its_route_and_not_of_the_casing():
    layer = moving([0, 1000], [0, 1000], symbol=cased_line("#3667f0", 0.9))
    drone = layer.renderer().symbol().symbolLayers()[-1].subSymbol()
    assert drone.symbolLayer(0).color().name() == "#3667f0"
