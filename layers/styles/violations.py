"""Violations of a plan: where it breaks rules, in a colour that no drone has."""

from qgis.core import Qgis, QgsSingleSymbolRenderer, QgsVectorLayer

from .labels import label, settings, text_on_casing
from .spots import FAR, NEAR
from .symbols import CASING, line, marker, thinner_from, translucent

ALARM = "#c4161c"


def style_violations(layer: QgsVectorLayer, zone: str) -> None:
    """Points as crossed discs with the name of their rule on large maps, stretches as wide lines."""
    if layer.geometryType() == Qgis.GeometryType.Line:
        symbol = line(CASING, 3.2)
        symbol.symbolLayer(0).setColor(translucent(CASING, 200))
        symbol.appendSymbolLayer(line(ALARM, 2.2).takeSymbolLayer(0))
        symbol.setOpacity(0.75)
        layer.setRenderer(QgsSingleSymbolRenderer(symbol))
        return
    symbol = marker(ALARM, 4.6, outline=CASING, width=0.5)
    symbol.appendSymbolLayer(marker(CASING, 2.2, "cross2", outline=CASING, width=0.7).takeSymbolLayer(0))
    layer.setRenderer(QgsSingleSymbolRenderer(thinner_from(symbol, FAR, 0.7)))
    found = settings(
        f'if(@map_scale < {NEAR}, "rule", NULL)', text_on_casing(ALARM, 8, True), Qgis.LabelPlacement.AroundPoint
    )
    found.dist = 1.2
    label(layer, found)
