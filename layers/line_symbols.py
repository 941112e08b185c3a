"""Changes line symbols, whatever the renderer that they are in."""

from collections.abc import Callable

from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsFeatureRenderer,
    QgsGraduatedSymbolRenderer,
    QgsLineSymbol,
    QgsMarkerLineSymbolLayer,
    QgsProperty,
    QgsRuleBasedRenderer,
    QgsSimpleLineSymbolLayer,
    QgsSingleSymbolRenderer,
    QgsSymbol,
    QgsSymbolLayer,
)


def main_layer(symbol: QgsLineSymbol) -> QgsSymbolLayer | None:
    """The layer of a symbol that has its colour: the last simple line; those below are casings."""
    lines = [layer for layer in symbol.symbolLayers() if isinstance(layer, QgsSimpleLineSymbolLayer)]
    return lines[-1] if lines else None


def with_locked_casings(symbol: QgsLineSymbol) -> QgsLineSymbol:
    """The same symbol, whose colour for QGIS is that of its main layer: it takes the first one that is not locked."""
    other, main = symbol.clone(), main_layer(symbol)
    for index in range(symbol.symbolLayerCount()):
        if main is None or symbol.symbolLayer(index) is main:
            break
        other.symbolLayer(index).setLocked(True)
    return other


def marks_start(layer: QgsSymbolLayer) -> bool:
    """Whether a symbol layer marks the start of a line."""
    if not isinstance(layer, QgsMarkerLineSymbolLayer):
        return False
    return bool(layer.placements() & Qgis.MarkerLinePlacement.FirstVertex)


def only_where(layer: QgsSymbolLayer, condition: str) -> None:
    """Lets a symbol layer be drawn only where a condition holds, an expression, besides those that it has."""
    own = layer.dataDefinedProperties().property(QgsSymbolLayer.Property.LayerEnabled)
    text = f"({own.asExpression()}) AND {condition}" if own.isActive() else condition
    layer.setDataDefinedProperty(QgsSymbolLayer.Property.LayerEnabled, QgsProperty.fromExpression(text))


def rebuilt(renderer: QgsFeatureRenderer, build: Callable[[QgsLineSymbol], QgsLineSymbol]) -> QgsFeatureRenderer:
    """The same renderer with other symbols. Symbols that are not of lines stay."""
    other = renderer.clone()

    def built(symbol: QgsSymbol | None) -> QgsSymbol | None:
        return build(symbol) if isinstance(symbol, QgsLineSymbol) else symbol.clone()

    if isinstance(other, QgsSingleSymbolRenderer):
        other.setSymbol(built(renderer.symbol()))
    elif isinstance(other, QgsCategorizedSymbolRenderer):
        for index, category in enumerate(renderer.categories()):
            other.updateCategorySymbol(index, built(category.symbol()))
    elif isinstance(other, QgsGraduatedSymbolRenderer):
        for index, one in enumerate(renderer.ranges()):
            other.updateRangeSymbol(index, built(one.symbol()))
    elif isinstance(other, QgsRuleBasedRenderer):
        for rule in other.rootRule().descendants():
            if rule.symbol() is not None:
                rule.setSymbol(built(rule.symbol()))
    return other
