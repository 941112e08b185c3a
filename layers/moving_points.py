"""Routes and tracks in the temporal controller: each drone or unit is a point that moves along M.

While the controller plays, a route is drawn strong as far as it is flown at the end of the frame, and pale where it is
still to come; a track is drawn as far as it has been walked, its last half hour strong. Otherwise they are drawn as
they are without it. M must be seconds since 1970.
"""

from qgis.core import (
    Qgis,
    QgsGeometryGeneratorSymbolLayer,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsProperty,
    QgsSymbol,
    QgsSymbolLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from .line_symbols import main_layer, marks_start, only_where, rebuilt
from .playing import Ahead

PALE = 0.35
"""Opacity of what is still to come of a route."""
TAIL = 1800.0
"""s of a track that are drawn strong behind its unit."""
TAIL_WIDTH = 0.8
WALKED = 110
"""The alpha of the rest of a track, of 255: few are drawn at once, unlike without the controller."""
DRONE_SIZE, UNIT_SIZE = 3.6, 2.2
"""mm"""
FAR = 1e12
"""Longer than any line."""
STYLES_THAT_MOVE = ("routes", "flown", "compared", "tracks")
ABOVE_LINES = (9, 9, 10)
"""The levels of what is drawn while the controller plays, where a renderer draws by symbol levels: the two parts of the
line lie above all other lines, and the point above these."""
STILL, PLAYING = "@map_end_time IS NULL", "@map_end_time IS NOT NULL"
"""Whether the controller is off, as in the legend, or plays."""


def let_move(layer: QgsVectorLayer, style: str, ahead: Ahead) -> None:
    """Adds the moving points to all line symbols of a layer, whatever its renderer. style: other styles than those
    of routes and tracks stay as they are; ahead: offsets of the local time in which the layer plays."""
    if style not in STYLES_THAT_MOVE or layer.renderer() is None:
        return
    build = _walking if style == "tracks" else _flying
    layer.setRenderer(rebuilt(layer.renderer(), lambda symbol: build(symbol, ahead)))


def now(ahead: Ahead) -> str:
    """An expression: M at the end of the frame, within that of the line."""
    wall = (
        "second(to_date(@map_end_time) - make_date(1970, 1, 1)) + 3600 * hour(@map_end_time)"
        " + 60 * minute(@map_end_time) + second(@map_end_time)"
    )
    first, last = "m(start_point($geometry))", "m(end_point($geometry))"
    return f"clamp({first}, {wall} - {ahead.expression(first)}, {last})"


def _flying(symbol: QgsLineSymbol, ahead: Ahead) -> QgsLineSymbol:
    """A symbol of a route that moves."""
    reached = f"line_locate_m($geometry, {now(ahead)})"
    flown, coming = f"line_substring($geometry, 0, {reached})", f"line_substring($geometry, {reached}, {FAR:.0f})"
    pale = symbol.clone()
    pale.setOpacity(symbol.opacity() * PALE)
    for index in reversed(range(pale.symbolLayerCount())):
        if marks_start(pale.symbolLayer(index)):
            pale.deleteSymbolLayer(index)  # where it starts, there is the drone
    return _moving(symbol, (_line(coming, pale), _line(flown, symbol.clone()), _point(symbol, ahead, DRONE_SIZE)))


def _walking(symbol: QgsLineSymbol, ahead: Ahead) -> QgsLineSymbol:
    """A symbol of a track that moves."""
    to = f"line_locate_m($geometry, {now(ahead)})"
    since = f"line_locate_m($geometry, max(m(start_point($geometry)), {now(ahead)} - {TAIL:.0f}))"
    tail = QgsLineSymbol.createSimple({"line_width": TAIL_WIDTH, "capstyle": "round", "joinstyle": "round"})
    tail.setColor(_strong(main_layer(symbol)))
    shown = QgsProperty.fromExpression(f"if({PLAYING}, 'solid', 'no')")  # else it is in the legend
    tail.symbolLayer(0).setDataDefinedProperty(QgsSymbolLayer.Property.StrokeStyle, shown)
    walked = symbol.clone()
    if (main := main_layer(walked)) is not None:
        colour = QColor(main.color())
        colour.setAlpha(max(colour.alpha(), WALKED))
        main.setColor(colour)
    return _moving(
        symbol,
        (
            _line(f"line_substring($geometry, 0, {since})", walked),
            _line(f"line_substring($geometry, {since}, {to})", tail),
            _point(symbol, ahead, UNIT_SIZE),
        ),
    )


def _moving(symbol: QgsLineSymbol, added: tuple[QgsSymbolLayer, ...]) -> QgsLineSymbol:
    """The symbol, whose own layers are drawn only where no controller plays, with the added ones."""
    moving = symbol.clone()
    for layer in moving.symbolLayers():
        only_where(layer, STILL)
    for layer, drawn in zip(added, ABOVE_LINES, strict=True):
        layer.setRenderingPass(drawn)
        only_where(layer, PLAYING)
        layer.setLocked(True)  # a colour given to the symbol is not theirs
        moving.appendSymbolLayer(layer)
    return moving


def _line(expression: str, symbol: QgsLineSymbol) -> QgsSymbolLayer:
    return _generated(expression, Qgis.SymbolType.Line, symbol)


def _point(symbol: QgsLineSymbol, ahead: Ahead, size: float) -> QgsSymbolLayer:
    """The moving point, in the colour of the line."""
    main = main_layer(symbol)
    marker = QgsMarkerSymbol.createSimple({"name": "circle", "outline_color": "white", "outline_width": "0.5"})
    marker.setSize(size)
    marker.setDataDefinedSize(QgsProperty.fromExpression(f"if({PLAYING}, {size}, 0)"))  # else it is in the legend
    point = marker.symbolLayer(0)
    point.setColor(_strong(main))
    of_line = None if main is None else main.dataDefinedProperties().property(QgsSymbolLayer.Property.StrokeColor)
    if of_line is not None and of_line.isActive():
        point.setDataDefinedProperty(QgsSymbolLayer.Property.FillColor, QgsProperty(of_line))
    return _generated(f"line_interpolate_point_by_m($geometry, {now(ahead)})", Qgis.SymbolType.Marker, marker)


def _generated(expression: str, kind: Qgis.SymbolType, symbol: QgsSymbol) -> QgsSymbolLayer:
    layer = QgsGeometryGeneratorSymbolLayer.create({"geometryModifier": expression})
    layer.setSymbolType(kind)
    layer.setSubSymbol(symbol)
    return layer


def _strong(line: QgsSymbolLayer | None) -> QColor:
    """The colour of a line, opaque."""
    colour = QColor("#2b6ca3") if line is None else QColor(line.color())
    colour.setAlpha(255)
    return colour
