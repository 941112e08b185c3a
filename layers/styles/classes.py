"""Classes of places and spots: by gap, by hours of patrols, by what drones close, by stability."""

from collections.abc import Sequence

from qgis.core import (
    Qgis,
    QgsGraduatedSymbolRenderer,
    QgsProperty,
    QgsRendererRange,
    QgsSymbol,
    QgsVectorLayer,
)

from ...engine.language import tr
from ...engine.score.gap_classes import gap_classes
from ..legend_note import note_in_legend
from .labels import label, settings, text_on_casing
from .spots import NEAR, name_expression
from .symbols import AREAS_SHOW, CASING, GREY, INK, cased_fill, cased_line, fill, line, marker, symbol_for

Class = tuple[float, float, str, QgsSymbol]
"""Lower and upper limit, label, symbol."""

PATROL_BLUES = ("#bcd9f1", "#84b9e6", "#4d9ade", "#2c72c7", "#3d3aa0")
CLOSED_BLUES = ("#bcd9f1", "#76b0e4", "#3a86d4", "#3b45ae")
WORSE = "#c8502f"


def style_gaps(layer: QgsVectorLayer, zone: str) -> None:
    """Places by their gap: paler where demand is lower, not drawn where there is none."""
    of = layer.geometryType()
    classes = [(each.lower, each.upper, each.label, symbol_for(of, each.colour)) for each in gap_classes()]
    _set_by_demand(layer, '"gap"', classes)


def style_gains(layer: QgsVectorLayer, zone: str) -> None:
    """Places by how far their gap falls."""
    of, (first, second, third, fourth) = layer.geometryType(), CLOSED_BLUES
    unchanged = symbol_for(of, GREY)
    unchanged.setOpacity(0.6)
    classes = [
        (-1.0000001, -0.005, tr("Worse: gap rises"), symbol_for(of, WORSE)),
        (-0.005, 0.005, tr("No change"), unchanged),
        (0.005, 0.1, tr("Gap falls by up to 0.1"), symbol_for(of, first)),
        (0.1, 0.25, "0.1 – 0.25", symbol_for(of, second)),
        (0.25, 0.5, "0.25 – 0.5", symbol_for(of, third)),
        (0.5, 1.0000001, "0.5 – 1", symbol_for(of, fourth)),
    ]
    _set_by_demand(layer, '"gap_before" - "gap_after"', classes)


def style_effort(layer: QgsVectorLayer, zone: str) -> None:
    """Places by hours of patrols."""
    of = layer.geometryType()
    nobody = fill(GREY, style="b_diagonal") if of == Qgis.GeometryType.Polygon else symbol_for(of, GREY)
    nobody.setOpacity(0.5)
    labels = (tr("up to 5 min"), tr("5 – 30 min"), tr("30 min – 2 h"), tr("2 – 8 h"), tr("more than 8 h"))
    limits = (0.0, 1 / 12, 0.5, 2.0, 8.0, 1e9)
    classes = [(-1.0, 0.0, tr("nobody"), nobody)]
    for lower, upper, words, colour in zip(limits, limits[1:], labels, PATROL_BLUES, strict=False):
        classes.append((lower, upper, words, symbol_for(of, colour)))
    _set(layer, 'if("visits" > 0, max("hours", 1e-9), 0)', classes)


def style_visited(layer: QgsVectorLayer, zone: str) -> None:
    """Spots by the share of their priority that the drones close."""
    labels = (tr("Up to 25 % closed"), "25 – 50 %", "50 – 75 %", "75 – 100 %")
    limits = (1.0, 25.0, 50.0, 75.0, 100.0000001)
    classes = [(-1e-7, 1.0, tr("Not closed"), _spot(layer, CASING, INK))]
    for lower, upper, words, colour in zip(limits, limits[1:], labels, CLOSED_BLUES, strict=False):
        classes.append((lower, upper, words, _spot(layer, colour, INK)))
    _set(layer, 'if("priority" > 0, 100 * "closed" / "priority", 0)', classes)
    names = settings(
        f"if(@map_scale < {NEAR}, {name_expression(layer)}, NULL)", text_on_casing(), Qgis.LabelPlacement.AroundPoint
    )
    names.dist = 0.6
    label(layer, names)


def style_stability(layer: QgsVectorLayer, zone: str) -> None:
    """Spots by how often they are found again."""
    kind = layer.geometryType()
    if kind == Qgis.GeometryType.Polygon:
        seldom = fill("#7d5aa6", "#7d5aa6", 0.4, "b_diagonal")
        often, always = cased_fill("158,126,189,150", INK, 0.4, 1.0), cased_fill("91,42,146,210", INK, 0.6, 1.2)
    elif kind == Qgis.GeometryType.Line:
        seldom, often, always = line("#7d5aa6", 0.6, "dot"), cased_line("#9e7ebd", 0.9), cased_line("#5b2a92", 1.3)
    else:
        seldom, often = marker("#ffffff", 2.6, outline="#7d5aa6"), marker("#9e7ebd", 3.0)
        always = marker("#5b2a92", 3.4)
    classes = [
        (0.0, 0.4999999, tr("below 0.5, seldom found again"), seldom),
        (0.4999999, 0.7999999, tr("0.5 – 0.8, often found again"), often),
        (0.7999999, 1.0000001, tr("0.8 – 1, nearly always found again"), always),
    ]
    _set(layer, "stability", classes)


def _spot(layer: QgsVectorLayer, colour: str, outline: str) -> QgsSymbol:
    """A symbol for a spot: an area that shows what lies below, or a cased line or marker."""
    kind = layer.geometryType()
    if kind == Qgis.GeometryType.Point:
        return marker(colour, 3.6, outline=outline)
    if kind == Qgis.GeometryType.Line:
        return cased_line(outline if colour == CASING else colour, 1.4)
    symbol = cased_fill(colour, outline)
    shade = symbol.symbolLayer(0).fillColor()
    shade.setAlpha(60 if colour == CASING else 190)
    symbol.symbolLayer(0).setFillColor(shade)
    return symbol


def _set_by_demand(layer: QgsVectorLayer, value: str, classes: Sequence[Class]) -> None:
    """Classes of a value of places, paler where demand is below 1. Says so in the legend where there are such."""
    field = layer.fields().lookupField("demand")
    least = layer.minimumValue(field) if field >= 0 and layer.featureCount() else None
    lower = isinstance(least, (int, float)) and least < 1
    if lower:
        paler = 'min(1, 0.12 + 0.88 * min(1, coalesce("demand", 1)))'
        for *_, symbol in classes:
            full = 100 * symbol.opacity()
            text = QgsProperty.fromExpression(f"{full:g} * {paler}")
            symbol.setDataDefinedProperty(QgsSymbol.Property.Opacity, text)
    _set(layer, f'if(coalesce("demand", 1) > 0, {value}, NULL)', classes)
    if lower:
        note_in_legend(layer, tr("paler: lower demand"))
    if lower and least <= 0:
        note_in_legend(layer, tr("not drawn: no demand"))


def _set(layer: QgsVectorLayer, expression: str, classes: Sequence[Class]) -> None:
    ranges = [QgsRendererRange(lower, upper, symbol, label) for lower, upper, label, symbol in classes]
    renderer = QgsGraduatedSymbolRenderer(expression, ranges)
    renderer.classificationMethod().setLabelTrimTrailingZeroes(False)  # as QGIS reads it from a file
    layer.setRenderer(renderer)
    areas = layer.geometryType() == Qgis.GeometryType.Polygon
    layer.setOpacity(AREAS_SHOW if areas else 1.0)
    layer.setLabelsEnabled(False)
