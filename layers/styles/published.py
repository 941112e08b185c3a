"""Published layers: by gap, hours or minutes, and hatched where the figures are withheld."""

from qgis.core import Qgis, QgsGraduatedSymbolRenderer, QgsRendererRange, QgsVectorLayer

from ...engine.language import tr
from ...engine.score.gap_classes import gap_classes
from .classes import PATROL_BLUES
from .symbols import AREAS_SHOW, GREY, fill, symbol_for

LIMITS = (0.0, 15.0, 60.0, 240.0, 960.0, 1e9)
"""Minutes."""


def style_published(layer: QgsVectorLayer, zone: str) -> None:
    """Places by the first of their figures: gap, gap_after, or hours."""
    of, fields = layer.geometryType(), layer.fields()
    gap = next((name for name in ("gap", "gap_after") if fields.lookupField(name) >= 0), "")
    withheld = symbol_for(of, GREY)
    if of == Qgis.GeometryType.Polygon:
        withheld = fill("#6f757d", "#8a8f95", 0.1, "b_diagonal")
    withheld.setOpacity(0.6)
    classes = [(-2.0, -0.5, tr("withheld: too few, or nobody"), withheld)]
    if gap:
        # a rounded 1 is not "never": several units were there
        *lower, highest, _ = gap_classes()
        classes += [(each.lower, each.upper, each.label, symbol_for(of, each.colour)) for each in lower]
        classes.append((highest.lower, 1.0001, highest.label, symbol_for(of, highest.colour)))
        _set(layer, f'coalesce("{gap}", -1)', classes)
        return
    value = 'coalesce(60 * "hours", -1)' if fields.lookupField("hours") >= 0 else 'coalesce("minutes", -1)'
    labels = (tr("up to 15 min"), tr("15 min – 1 h"), "1 – 4 h", "4 – 16 h", tr("more than 16 h"))
    for lower, upper, words, colour in zip(LIMITS, LIMITS[1:], labels, PATROL_BLUES, strict=False):
        classes.append((lower, upper, words, symbol_for(of, colour)))
    _set(layer, value, classes)


def _set(layer: QgsVectorLayer, expression: str, classes: list) -> None:
    ranges = [QgsRendererRange(lower, upper, symbol, words) for lower, upper, words, symbol in classes]
    renderer = QgsGraduatedSymbolRenderer(expression, ranges)
    renderer.classificationMethod().setLabelTrimTrailingZeroes(False)  # as QGIS reads it from a file
    layer.setRenderer(renderer)
    layer.setOpacity(AREAS_SHOW)
    layer.setLabelsEnabled(False)
