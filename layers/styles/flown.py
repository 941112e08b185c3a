"""Flown tracks, how they compare with the plan, and what is still to be flown."""

from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsLineSymbol,
    QgsRendererCategory,
    QgsSingleSymbolRenderer,
    QgsSymbol,
    QgsVectorLayer,
)

from ...engine.drones.colours import drone_colour
from ...engine.language import tr
from .labels import label, settings, text_on_casing
from .phrases import phrase
from .spots import NEAR
from .symbols import CASING, GREY, at_start, cased_line, fill, line, marker, thinner_from

LEFT = "#b3261e"
"""Of what is still to be flown: the red of gaps that stay."""
SERVED = "#06864c"


def style_flown(layer: QgsVectorLayer, zone: str) -> None:
    """Tracks in the colour of their drone, thinner than planned routes, so that these are seen below them."""
    kinds = [
        (drone, tr("Drone {number}, flown", number=drone), _track(drone_colour(drone))) for drone in _drones(layer)
    ]
    _categorized(layer, "drone", kinds, _track(drone_colour(1)))
    layer.setLabelsEnabled(False)


def style_compared(layer: QgsVectorLayer, zone: str) -> None:
    """Tracks in the colour of their drone; planned lines that were not flown are dashed."""
    flown = [
        (drone, tr("Drone {number}, flown", number=drone), _track(drone_colour(drone))) for drone in _drones(layer)
    ]
    missed = (-1, tr("Not flown"), line(LEFT, 0.6, "dash"))
    alone = (-2, tr("Not planned"), cased_line(GREY, 0.5))
    value = 'CASE WHEN "off_rms_m" IS NOT NULL THEN "drone" WHEN "planned_pct" IS NULL THEN -2 ELSE -1 END'
    _categorized(layer, value, [*flown, missed, alone])
    layer.setLabelsEnabled(False)


def style_flown_stops(layer: QgsVectorLayer, zone: str) -> None:
    """Stops that were served, served in part, and missed."""
    kinds = [
        (tr("served"), tr("Served"), marker(SERVED, 2.2)),
        (tr("partly"), tr("Served in part"), marker("#e0a83e", 2.8)),
        (tr("missed"), tr("Missed"), marker(LEFT, 3.2, "cross2", LEFT, 0.7)),
    ]
    _categorized(layer, "result", [(value, text, thinner_from(symbol, NEAR, 0.7)) for value, text, symbol in kinds])


def style_remaining(layer: QgsVectorLayer, zone: str) -> None:
    """What is still to be flown, with its name."""
    kind = layer.geometryType()
    if kind == Qgis.GeometryType.Polygon:
        symbol = fill("179,38,30,200", CASING, 1.2, "f_diagonal")  # hatched, unlike no-fly zones
        symbol.appendSymbolLayer(fill("#000000", LEFT, 0.6, "no").takeSymbolLayer(0))
    elif kind == Qgis.GeometryType.Line:
        symbol = cased_line(LEFT, 1.1)
    elif kind == Qgis.GeometryType.Point:
        symbol = marker("255,255,255,180", 4.0, outline=LEFT, width=0.8)
    else:
        return
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    placement = Qgis.LabelPlacement.OverPoint if kind == Qgis.GeometryType.Polygon else Qgis.LabelPlacement.AroundPoint
    placement = Qgis.LabelPlacement.Line if kind == Qgis.GeometryType.Line else placement
    found = settings('coalesce("name", "spot_id")', text_on_casing(LEFT, 8, bold=True), placement)
    found.dist = 1.0
    label(layer, found)


def style_drones_now(layer: QgsVectorLayer, zone: str) -> None:
    """Where drones are, with the battery that is left."""
    kinds = [(drone, tr("Drone {number}", number=drone), _now(drone_colour(drone))) for drone in _drones(layer)]
    _categorized(layer, "drone", kinds, _now(drone_colour(1)))
    left = phrase(tr("{name}: {left} %"), name='"name"', left='format_number("battery_pct", 0)')
    text = f'if("battery_pct" IS NULL, "name", {left})'
    found = settings(text, text_on_casing(size=8, bold=True), Qgis.LabelPlacement.AroundPoint)
    found.dist = 1.2
    label(layer, found)


def _drones(layer: QgsVectorLayer) -> list[int]:
    index = layer.fields().lookupField("drone")
    return sorted(value for value in layer.uniqueValues(index) if isinstance(value, int)) if index >= 0 else []


def _categorized(layer: QgsVectorLayer, value: str, kinds: list[tuple], usual: QgsSymbol | None = None) -> None:
    """Symbols by a value. usual: of a layer without features, whose values are not known."""
    if not kinds and usual is not None:
        layer.setRenderer(QgsSingleSymbolRenderer(usual))
    elif kinds:
        categories = [QgsRendererCategory(one, symbol, text) for one, text, symbol in kinds]
        layer.setRenderer(QgsCategorizedSymbolRenderer(value, categories))


def _track(colour: str) -> QgsLineSymbol:
    symbol = cased_line(colour, 0.45, 0.8)
    symbol.appendSymbolLayer(at_start(marker(colour, 2.2, "triangle")))
    return symbol


def _now(colour: str):
    return marker(colour, 4.2, "triangle", CASING, 0.5)
