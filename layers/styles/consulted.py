"""Layers of a consultation: numbered areas, answers, and the effect of these on neighbourhoods."""

from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsGraduatedSymbolRenderer,
    QgsMarkerSymbol,
    QgsRendererCategory,
    QgsRendererRange,
    QgsSingleSymbolRenderer,
    QgsSymbol,
    QgsVectorLayer,
)

from ...engine.consultation.form import MORE, NOT_HERE
from ...engine.language import tr
from .labels import label, settings, text_on_casing
from .symbols import AREAS_SHOW, cased_fill, fill

FOR, AGAINST = "#1a7f5a", "#c0602a"
"""Of answers: they differ in lightness too, for readers who do not see colours."""
DIFFERENCES = ("#a6502a", "#dfa98c", "#f2f2f2", "#93cdb8", "#1f8262")
EDGE = "#5d6a6a"


def style_consulted_areas(layer: QgsVectorLayer, zone: str) -> None:
    """Outlines with the numbers of the map."""
    layer.setRenderer(QgsSingleSymbolRenderer(fill("#f6f1e3", "#2b4a63", 0.4)))
    layer.setOpacity(AREAS_SHOW)
    label(layer, settings('"area"', text_on_casing(size=9.0, bold=True), Qgis.LabelPlacement.Horizontal))


def style_answers(layer: QgsVectorLayer, zone: str) -> None:
    """Answers for more and against. Those for the same area lie on each other, so they are translucent."""
    categories = [
        QgsRendererCategory(value, _symbol(layer, colour), words)
        for value, colour, words in ((MORE, FOR, tr("more")), (NOT_HERE, AGAINST, tr("not here")))
    ]
    layer.setRenderer(QgsCategorizedSymbolRenderer("answer", categories))
    layer.setOpacity(0.5)


def style_effect(layer: QgsVectorLayer, zone: str) -> None:
    """Neighbourhoods by the change of demand."""
    share = '100.0 * "demand_diff" / nullif("demand_without", 0)'
    limits = (-1e9, -25.0, -1.0, 1.0, 25.0, 1e9)
    words = (
        tr("demand 25 % lower or more"),
        tr("1 – 25 % lower"),
        tr("as before"),
        tr("1 – 25 % higher"),
        tr("25 % higher or more"),
    )
    ranges = [
        QgsRendererRange(low, high, fill(colour, EDGE, 0.3), text)
        for low, high, colour, text in zip(limits, limits[1:], DIFFERENCES, words, strict=False)
    ]
    renderer = QgsGraduatedSymbolRenderer(f'if("demand_without" > 0, {share}, if("demand_diff" > 0, 100, 0))', ranges)
    renderer.classificationMethod().setLabelTrimTrailingZeroes(False)  # as QGIS reads it from a file
    layer.setRenderer(renderer)
    layer.setOpacity(AREAS_SHOW)
    label(layer, settings('"area_name"', text_on_casing(), Qgis.LabelPlacement.Horizontal))


def _symbol(layer: QgsVectorLayer, colour: str) -> QgsSymbol:
    if layer.geometryType() == Qgis.GeometryType.Point:
        return QgsMarkerSymbol.createSimple({"color": colour, "outline_color": "#ffffff", "size": "2.6"})
    return cased_fill(colour, colour, 0.3, 0.7)
