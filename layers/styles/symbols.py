"""Symbols of outputs. A light casing keeps dark colours visible on dark maps, and strong colours on places."""

from qgis.core import (
    Qgis,
    QgsFillSymbol,
    QgsLineSymbol,
    QgsLineSymbolLayer,
    QgsMarkerLineSymbolLayer,
    QgsMarkerSymbol,
    QgsProperty,
    QgsSimpleFillSymbolLayer,
    QgsSimpleLineSymbolLayer,
    QgsSimpleMarkerSymbolLayer,
    QgsSymbol,
    QgsSymbolLayer,
)
from qgis.PyQt.QtGui import QColor

CASING = "#ffffff"
INK = "#2b1055"
"""Of blind spots and their labels: dark, with a light casing."""
GREY = "#6f757d"
"""Of patrols: visible on light and on dark maps, and the colour of no drone."""
AREAS_SHOW = 0.85
"""The opacity of layers of places that are areas: streets below them can be seen."""
ROUND = {"capstyle": "round", "joinstyle": "round"}


def fill(colour: str, outline: str = "", width: float = 0.26, style: str = "solid") -> QgsFillSymbol:
    """An area. outline: its colour, empty where there is none; width: of the outline in millimetres."""
    return QgsFillSymbol.createSimple(
        {
            "color": colour,
            "style": style,
            "outline_color": outline or colour,
            "outline_style": "solid" if outline else "no",
            "outline_width": str(width),
            "joinstyle": "round",
        }
    )


def cased_fill(colour: str, outline: str, width: float = 0.6, casing: float = 1.2) -> QgsFillSymbol:
    """An area whose outline lies on a wider, light one. width, casing: in millimetres."""
    symbol = fill(colour, CASING, casing)
    symbol.appendSymbolLayer(fill("#000000", outline, width, "no").takeSymbolLayer(0))
    return symbol


def line(colour: str, width: float, style: str = "solid") -> QgsLineSymbol:
    """A line. width: in millimetres."""
    return QgsLineSymbol.createSimple({"color": colour, "width": str(width), "line_style": style, **ROUND})


def cased_line(colour: str, width: float, casing: float = 0.0) -> QgsLineSymbol:
    """A line on a wider, light one. width, casing: in millimetres; casing: by default half a millimetre wider."""
    symbol = line(CASING, casing or width + 0.5)
    symbol.symbolLayer(0).setColor(translucent(CASING, 210))
    symbol.appendSymbolLayer(line(colour, width).takeSymbolLayer(0))
    return symbol


def marker(
    colour: str, size: float, shape: str = "circle", outline: str = CASING, width: float = 0.3
) -> QgsMarkerSymbol:
    """A marker. size, width of the outline: in millimetres."""
    return QgsMarkerSymbol.createSimple(
        {
            "name": shape,
            "color": colour,
            "outline_color": outline,
            "outline_width": str(width),
            "size": str(size),
            "joinstyle": "round",
        }
    )


def symbol_for(kind: Qgis.GeometryType, colour: str) -> QgsSymbol:
    """A symbol for a place of a class with this colour."""
    if kind == Qgis.GeometryType.Point:
        return marker(colour, 2.8, outline=GREY, width=0.2)
    if kind == Qgis.GeometryType.Line:
        return line(colour, 1.3)
    return fill(colour, colour, 0.06)  # an outline, as antialiasing would leave seams between cells


def arrows(colour: str, interval: float) -> QgsSymbolLayer:
    """Arrow heads along a line. interval: in millimetres."""
    along = QgsMarkerLineSymbolLayer(True, interval)
    along.setSubSymbol(marker(colour, 2.8, "filled_arrowhead", width=0.2))
    return along


def at_start(symbol: QgsMarkerSymbol) -> QgsSymbolLayer:
    """A marker at the first vertex of a line."""
    first = QgsMarkerLineSymbolLayer(False)
    first.setPlacements(Qgis.MarkerLinePlacement.FirstVertex)
    first.setSubSymbol(symbol)
    return first


def thinner_from(symbol: QgsSymbol, scale: int, factor: float) -> QgsSymbol:
    """The symbol with thinner outlines and smaller markers on maps smaller than 1:scale."""
    for layer in symbol.symbolLayers():
        for name, size in _sizes(layer):
            text = f"if(coalesce(@map_scale, 0) > {scale}, {size * factor:g}, {size:g})"
            layer.setDataDefinedProperty(name, QgsProperty.fromExpression(text))
    return symbol


def _sizes(layer: QgsSymbolLayer) -> list[tuple]:
    """The properties with the sizes of a symbol layer, and their values in millimetres."""
    if isinstance(layer, QgsSimpleMarkerSymbolLayer):
        return [
            (QgsSymbolLayer.Property.Size, layer.size()),
            (QgsSymbolLayer.Property.StrokeWidth, layer.strokeWidth()),
        ]
    if isinstance(layer, QgsSimpleFillSymbolLayer):
        return [(QgsSymbolLayer.Property.StrokeWidth, layer.strokeWidth())]
    if isinstance(layer, (QgsSimpleLineSymbolLayer, QgsLineSymbolLayer)):
        return [(QgsSymbolLayer.Property.StrokeWidth, layer.width())]
    return []


def translucent(colour: str, alpha: int) -> QColor:
    """A QColor with an alpha of 0 to 255."""
    shade = QColor(colour)
    shade.setAlpha(alpha)
    return shade
