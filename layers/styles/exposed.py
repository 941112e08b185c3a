"""Places and neighbourhoods that drones fly over: by how long they are in view, and by minutes for each km2."""

from qgis.core import Qgis, QgsGraduatedSymbolRenderer, QgsRendererRange, QgsVectorLayer

from ...engine.language import tr
from .labels import label, settings, text_on_casing
from .symbols import AREAS_SHOW, cased_fill, fill

VIOLETS = ("#d9c2ea", "#b98ad6", "#9350b8", "#6a1b8f")
GREENS = ("#d5ece4", "#9fd3c2", "#5db39c", "#2b8c76", "#0d5f52")
LABELLED_BELOW = 60_000
"""The denominator of the scale below which neighbourhoods have their names."""


def style_exposed_places(layer: QgsVectorLayer, zone: str) -> None:
    """Privacy places by how long they are in view."""
    limits = (0.0, 10.0, 60.0, 300.0, 1e9)
    labels = (tr("in view up to 10 s"), tr("10 s – 1 min"), tr("1 – 5 min"), tr("more than 5 min"))
    unseen = fill("#9aa0a6", "#6f757d", 0.26, "b_diagonal")
    unseen.setOpacity(0.7)
    classes = [(-1.0, 0.0, tr("never in view"), unseen)]
    for low, high, words, colour in zip(limits, limits[1:], labels, VIOLETS, strict=False):
        classes.append((low, high, words, cased_fill(colour, "#3d0f55", 0.3, 0.7)))
    _set(layer, 'if("view_s" > 0, max("view_s", 1e-9), 0)', classes)
    layer.setLabelsEnabled(False)


def style_exposed_areas(layer: QgsVectorLayer, zone: str) -> None:
    """Neighbourhoods by minutes of drones for each km2."""
    limits = (0.0, 5.0, 20.0, 60.0, 180.0, 1e9)
    labels = (tr("up to 5 min per km²"), "5 – 20", "20 – 60", "60 – 180", tr("more than 180"))
    classes = [(-1.0, 0.0, tr("no drone"), fill("#f4f4f4", "#8a8f95", 0.3))]
    for low, high, words, colour in zip(limits, limits[1:], labels, GREENS, strict=False):
        classes.append((low, high, words, fill(colour, "#5d6a6a", 0.3)))
    _set(layer, 'if("min_per_km2" > 0, max("min_per_km2", 1e-9), 0)', classes)
    names = f'if(@map_scale < {LABELLED_BELOW}, "area_name", NULL)'
    label(layer, settings(names, text_on_casing(), Qgis.LabelPlacement.Horizontal))


def _set(layer: QgsVectorLayer, expression: str, classes: list) -> None:
    ranges = [QgsRendererRange(lower, upper, symbol, words) for lower, upper, words, symbol in classes]
    renderer = QgsGraduatedSymbolRenderer(expression, ranges)
    renderer.classificationMethod().setLabelTrimTrailingZeroes(False)  # as QGIS reads it from a file
    layer.setRenderer(renderer)
    layer.setOpacity(AREAS_SHOW)
