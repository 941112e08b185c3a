"""Blind spots: outlines with their rank and their name."""

from qgis.core import Qgis, QgsSingleSymbolRenderer, QgsSymbol, QgsVectorLayer

from ...engine.language import tr
from .labels import label, most_important_first, settings, text_on_badge
from .nights import by_night, nights_of
from .symbols import INK, cased_fill, cased_line, marker, thinner_from

FAR, NEAR = 60000, 15000
"""Maps smaller than 1:FAR show spots thinner; those larger than 1:NEAR show the names of all."""


def style_spots(layer: QgsVectorLayer, zone: str) -> None:
    """Blind spots, night by night where there are several nights."""
    symbol = _symbol(layer.geometryType())
    nights = nights_of(layer)
    if nights:
        layer.setRenderer(by_night(nights, [("", tr("Blind spot"), symbol)], False, zone))
    else:
        layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    found = settings(_text(layer), text_on_badge(), _placement(layer.geometryType()))
    found.dist = 0.6
    found.centroidInside = True
    most_important_first(found, 'max(1, 10 - coalesce("rank", 10) / 3)')
    label(layer, found)


def name_expression(layer: QgsVectorLayer) -> str:
    """An expression for the name of a spot, or what it is near to; null where it has neither."""
    names = [name for name in ("name", "spot_name", "near") if layer.fields().lookupField(name) >= 0]
    known = [f"nullif(\"{name}\", '')" for name in names]
    return f"coalesce({', '.join(known)})" if known else "NULL"


def _text(layer: QgsVectorLayer) -> str:
    """The rank of all spots, or of the first 30 on small maps; the name too where there is room."""
    named = f'@map_scale < {NEAR} OR ("rank" <= 5 AND @map_scale < {FAR})'
    name = f"if({named}, coalesce('  ' || {name_expression(layer)}, ''), '')"
    return f'if("rank" <= 30 OR @map_scale < {FAR / 2:g}, "rank" || {name}, NULL)'


def _symbol(kind: Qgis.GeometryType) -> QgsSymbol:
    if kind == Qgis.GeometryType.Line:
        return cased_line(INK, 1.2, 2.0)
    if kind == Qgis.GeometryType.Point:
        return thinner_from(marker(INK, 3.2, width=0.4), FAR, 0.5)
    symbol = cased_fill(INK, INK, 0.6, 1.3)
    shade = symbol.symbolLayer(0).fillColor()
    shade.setAlpha(20)
    symbol.symbolLayer(0).setFillColor(shade)
    return thinner_from(symbol, FAR, 0.35)


def _placement(kind: Qgis.GeometryType) -> Qgis.LabelPlacement:
    of_lines = kind == Qgis.GeometryType.Line
    return Qgis.LabelPlacement.Horizontal if of_lines else Qgis.LabelPlacement.AroundPoint
