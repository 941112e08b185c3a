"""A note in the legend of a layer: a sentence on its content, beside its symbols."""

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFeatureRenderer,
    QgsGraduatedSymbolRenderer,
    QgsRendererCategory,
    QgsRendererRange,
    QgsRuleBasedRenderer,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)

NOWHERE = -1e300
"""A value that no feature has, for a class that only has a label."""


def note_in_legend(layer: QgsVectorLayer, note: str) -> None:
    """Adds a note to the legend of a vector layer, as a label without a symbol. The label of a layer with a single
    symbol is the note. Layers with other renderers, such as heat maps, stay as they are."""
    noted = _noted(layer.renderer(), note)
    if noted is not None:
        layer.setRenderer(noted)


def _noted(renderer: QgsFeatureRenderer | None, note: str) -> QgsFeatureRenderer | None:
    """The same renderer with a note; None where it has no labels."""
    if isinstance(renderer, QgsSingleSymbolRenderer):
        root = QgsRuleBasedRenderer.Rule(None)
        root.appendChild(QgsRuleBasedRenderer.Rule(renderer.symbol().clone(), 0, 0, "", note))
        return QgsRuleBasedRenderer(root)
    if renderer is None or not isinstance(
        renderer, (QgsGraduatedSymbolRenderer, QgsCategorizedSymbolRenderer, QgsRuleBasedRenderer)
    ):
        return None
    noted = renderer.clone()
    if isinstance(noted, QgsRuleBasedRenderer):
        noted.rootRule().appendChild(QgsRuleBasedRenderer.Rule(None, 0, 0, "FALSE", note))
    elif isinstance(noted, QgsGraduatedSymbolRenderer):
        noted.addClassRange(QgsRendererRange(NOWHERE, NOWHERE, _no_symbol(noted.ranges()), note))
    else:
        noted.addCategory(QgsRendererCategory(NOWHERE, _no_symbol(noted.categories()), note))
    return noted


def _no_symbol(classes):
    """A symbol of the kind that the classes have, which draws nothing."""
    symbol = classes[0].symbol().clone()
    symbol.setOpacity(0.0)
    return symbol
