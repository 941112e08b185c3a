"""Symbols of the demo's own: layers that the user gives, and tracks within and outside of the watch."""

from qgis.core import (
    Qgis,
    QgsExpression,
    QgsFeatureRequest,
    QgsFillSymbol,
    QgsLayerTreeLayer,
    QgsLineSymbol,
    QgsMapLayerLegendUtils,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsRuleBasedRenderer,
    QgsSingleSymbolRenderer,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtGui import QColor

from blindspot.engine.timing.timezones import DAY, clock_changes
from blindspot.engine.timing.watch import Watch
from blindspot.layers.styling import apply_style

TEAL, GREY = "#0b7285", "#7d766a"
PALE = (110, 110, 110, 60)
FAINTEST, STRONGEST, MANY_TRACKS = 40, 170, 300
"""The alpha of tracks, of 255, from MANY_TRACKS on and where there are few."""
MAX_LABELS = 40
"""A layer with more features than this gets no labels: they would hide the map."""


def style_given(layer: QgsVectorLayer, role: str) -> None:
    """Symbols, and labels from the field called name if there is one, for a layer that the user gave: area, demand,
    launch_sites, no_fly or privacy."""
    if role in ("launch_sites", "no_fly", "privacy"):
        apply_style(layer, f"sample_{role}")
        settings = layer.labeling().settings()
        settings.scaleVisibility = False  # the sample city is smaller than most areas
        layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    else:
        layer.setRenderer(QgsSingleSymbolRenderer(_area_symbol() if role == "area" else _demand_symbol(layer)))
        _label(layer, GREY if role == "area" else TEAL)
    named = layer.fields().lookupField("name") >= 0 and layer.featureCount() <= MAX_LABELS
    layer.setLabelsEnabled(named)


def style_tracks(layer: QgsVectorLayer, watch: Watch) -> None:
    """Draws tracks that are made at other hours than those of the watch pale, below the others. The fewer tracks there
    are in the watch, the stronger they are drawn."""
    all_hours = watch.all_day and len(watch.weekdays) in (0, 7)
    condition = "TRUE" if all_hours else in_watch(watch, *_times(layer))
    inside = sum(1 for _ in layer.getFeatures(QgsFeatureRequest(QgsExpression(condition))))
    strong, pale = layer.renderer().symbol().clone(), QgsLineSymbol.createSimple({"width": "0.2"})
    colour = strong.color()
    colour.setAlpha(round(min(max(FAINTEST, FAINTEST * MANY_TRACKS / max(inside, 1)), STRONGEST)))
    strong.setColor(colour)
    if all_hours:
        layer.renderer().setSymbol(strong)
        return
    pale.setColor(QColor(*PALE))
    strong.symbolLayer(0).setRenderingPass(1)
    root = QgsRuleBasedRenderer.Rule(None)
    root.appendChild(QgsRuleBasedRenderer.Rule(strong, 0, 0, condition, "in the watch, in whole or part"))
    if inside < layer.featureCount():
        root.appendChild(QgsRuleBasedRenderer.Rule(pale, 0, 0, "ELSE", "at other hours only"))
    renderer = QgsRuleBasedRenderer(root)
    renderer.setUsingSymbolLevels(True)
    layer.setRenderer(renderer)


def draw_solid_in_legend(node: QgsLayerTreeLayer) -> None:
    """Lets the legend show lines that are almost transparent on the map, where many of them lie above each other."""
    for index, item in enumerate(node.layer().renderer().legendSymbolItems()):
        symbol = item.symbol().clone()
        colour = symbol.color()
        colour.setAlpha(min(255, 5 * colour.alpha()))
        symbol.setColor(colour)
        symbol.setWidth(2 * symbol.width())
        QgsMapLayerLegendUtils.setLegendNodeCustomSymbol(node, index, symbol)


def in_watch(watch: Watch, first: float, last: float) -> str:
    """A QGIS expression: whether a track, a line whose M values are epoch seconds between `first` and `last`, has a
    moment in common with the watch. A track is taken to be shorter than a day."""
    length = (watch.end_s - watch.start_s) % DAY or DAY
    changes = clock_changes(watch.timezone, first, last)
    ahead = f"{changes.offset[-1]:.0f}"
    for at, before in zip(changes.at[::-1], changes.offset[-2::-1], strict=True):
        ahead = f"if(@t < {at:.0f}, {before:.0f}, {ahead})"
    # since: seconds since the watch of the first day of the epoch, a Thursday, would have begun
    since = f"@t + {ahead} - {watch.start_s:.0f}"
    inside = f"@since % {DAY:.0f} < {length:.0f}"
    into = f"@since % {DAY:.0f} + m(end_point($geometry)) - @t > {DAY:.0f}"
    if 0 < len(watch.weekdays) < 7:
        days = ", ".join(map(str, sorted(watch.weekdays)))
        weekday = f"(floor(@since / {DAY:.0f}) + {{}}) % 7 IN ({days})"
        inside, into = f"{inside} AND {weekday.format(3)}", f"{into} AND {weekday.format(4)}"
    body = f"with_variable('since', {since}, ({inside}) OR ({into}))"
    return f"with_variable('t', m(start_point($geometry)), {body})"


def _times(layer: QgsVectorLayer) -> tuple[float, float]:
    """The first start and the last end of tracks in s since the epoch, true to a day: QGIS may take these fields for
    local times."""
    start, end = (layer.fields().lookupField(name) for name in ("start", "end"))
    return layer.minimumValue(start).toMSecsSinceEpoch() / 1000, layer.maximumValue(end).toMSecsSinceEpoch() / 1000


def _demand_symbol(layer: QgsVectorLayer):
    if layer.geometryType() == Qgis.GeometryType.Point:
        return QgsMarkerSymbol.createSimple(
            {"name": "square", "color": TEAL, "outline_color": "white", "outline_width": "0.2", "size": "2.2"}
        )
    if layer.geometryType() == Qgis.GeometryType.Line:
        return QgsLineSymbol.createSimple({"color": TEAL, "width": "0.6", "capstyle": "round"})
    return QgsFillSymbol.createSimple({"color": "11,114,133,40", "outline_color": TEAL, "outline_width": "0.3"})


def _area_symbol() -> QgsFillSymbol:
    return QgsFillSymbol.createSimple(
        {"color": "247,244,237,255", "outline_color": GREY, "outline_style": "dash", "outline_width": "0.4"}
    )


def _label(layer: QgsVectorLayer, colour: str) -> None:
    """Labels from the field called name."""
    text, buffer = QgsTextFormat(), QgsTextBufferSettings()
    text.setSize(7)
    text.setColor(QColor(colour))
    buffer.setEnabled(True)
    buffer.setSize(0.6)
    text.setBuffer(buffer)
    settings = QgsPalLayerSettings()
    settings.fieldName = "name"
    settings.setFormat(text)
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
