"""Neighbourhoods by whether drones are over them more or less than expected."""

from qgis.core import Qgis, QgsCategorizedSymbolRenderer, QgsRendererCategory, QgsVectorLayer

from ...engine.language import tr
from .labels import label, settings, text_on_casing
from .symbols import AREAS_SHOW, fill

OUTLINE = "#5d6a6a"
LABELLED_BELOW = 60_000
"""The denominator of the scale below which neighbourhoods have their names."""


def style_equity(layer: QgsVectorLayer, zone: str) -> None:
    """Orange where drones are more than expected, blue where less: both can be told apart with red-green colour
    blindness. The values of the field are codes, the same in every language."""
    classes = (
        ("over", tr("flown over more than expected"), fill("#c2410c", OUTLINE, 0.3)),
        ("under", tr("flown over less than expected"), fill("#2c7fb8", OUTLINE, 0.3)),
        ("as expected", tr("as expected, or too few flights to tell"), fill("#e7e3da", OUTLINE, 0.3)),
        ("", tr("not tested"), fill("#f7f6f2", OUTLINE, 0.3)),
    )
    categories = [QgsRendererCategory(value, symbol, words) for value, words, symbol in classes]
    layer.setRenderer(QgsCategorizedSymbolRenderer("flown_over", categories))
    layer.setOpacity(AREAS_SHOW)
    names = f'if(@map_scale < {LABELLED_BELOW}, "area_name", NULL)'
    label(layer, settings(names, text_on_casing(), Qgis.LabelPlacement.Horizontal))
