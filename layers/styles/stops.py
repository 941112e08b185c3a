"""Waypoints of drones, and spots that are not visited."""

from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsRendererCategory,
    QgsSimpleMarkerSymbolLayer,
    QgsSingleSymbolRenderer,
    QgsSymbol,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from ...engine.drones.colours import drone_colour
from ...engine.language import tr
from .labels import label, settings, text_on_casing
from .nights import by_night, nights_of
from .spots import FAR, NEAR, name_expression
from .symbols import CASING, marker, thinner_from

NOT_VISITED = "#5d6168"


def style_waypoints(layer: QgsVectorLayer, zone: str) -> None:
    """Waypoints in the colour of their drone, with their number on large maps."""
    index = layer.fields().lookupField("drone")
    drones = sorted(value for value in layer.uniqueValues(index) if isinstance(value, int)) if index >= 0 else []
    kinds = [(drone, tr("Drone {number}", number=drone), _stop(drone)) for drone in drones]
    nights = nights_of(layer)
    if not kinds:
        layer.setRenderer(QgsSingleSymbolRenderer(_stop(1)))
    elif nights:
        rules = [(f'"drone" = {drone}', text, symbol) for drone, text, symbol in kinds]
        layer.setRenderer(by_night(nights, rules, True, zone))
    else:
        categories = [QgsRendererCategory(drone, symbol, text) for drone, text, symbol in kinds]
        layer.setRenderer(QgsCategorizedSymbolRenderer("drone", categories))
    near = settings('if(@map_scale < 6000, "seq", NULL)', text_on_casing(size=7), Qgis.LabelPlacement.AroundPoint)
    near.dist = 0.5
    label(layer, near)


def _stop(drone: int) -> QgsSymbol:
    """A small circle in the colour of a drone."""
    return thinner_from(marker(CASING, 1.6, outline=drone_colour(drone), width=0.45), NEAR, 0.6)


def style_unserved(layer: QgsVectorLayer, zone: str) -> None:
    """Spots that are not visited, with their name and the reason."""
    symbol = _crossed()
    nights = nights_of(layer)
    if nights:
        layer.setRenderer(by_night(nights, [("", tr("Not visited"), symbol)], False, zone))
    else:
        layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    text = f"if(@map_scale < {NEAR}, coalesce({name_expression(layer)} || ': ', '') || \"reason\", NULL)"
    found = settings(text, text_on_casing(NOT_VISITED, 7.5), Qgis.LabelPlacement.AroundPoint)
    found.dist = 1.0
    found.autoWrapLength = 28
    label(layer, found)


def _crossed() -> QgsSymbol:
    """A light circle, crossed out."""
    symbol = marker("255,255,255,220", 3.6, outline=NOT_VISITED, width=0.5)
    bar = QgsSimpleMarkerSymbolLayer(Qgis.MarkerShape.Line, 3.6, 45)
    bar.setStrokeColor(QColor(NOT_VISITED))
    bar.setStrokeWidth(0.5)
    symbol.appendSymbolLayer(bar)
    return thinner_from(symbol, FAR, 0.45)
