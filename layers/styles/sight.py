"""Lines of sight: the ground that a place sees, the walks in range of it, and watchers that look at it."""

from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsFeatureRequest,
    QgsGeometryGeneratorSymbolLayer,
    QgsRendererCategory,
    QgsSingleSymbolRenderer,
    QgsSymbol,
    QgsVectorLayer,
)

from ...engine.language import tr
from .labels import label, settings, text_on_casing
from .spots import NEAR
from .symbols import CASING, GREY, INK, arrows, cased_line, fill, line, marker, translucent

LIGHT, EDGE = "#ffd95a", "#c99700"
"""Of the ground in sight: as if it were lit."""
SEEN, WATCHER = "#1f6fb4", "#8a3a9e"


def style_visible(layer: QgsVectorLayer, zone: str) -> None:
    """The ground in sight, through which the map below can be read."""
    symbol = fill(LIGHT, EDGE, 0.3)
    symbol.symbolLayer(0).setFillColor(translucent(LIGHT, 105))
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))


def style_walks(layer: QgsVectorLayer, zone: str) -> None:
    """Walks that saw a place with arrows; those behind something dashed."""
    seen = cased_line(SEEN, 0.9)
    seen.appendSymbolLayer(arrows(SEEN, 14.0))
    hidden = line(GREY, 0.6, "dash")
    hidden.setOpacity(0.85)
    _by_seen(layer, (tr("in sight"), seen), (tr("in range, but hidden"), hidden))


def style_watcher_lines(layer: QgsVectorLayer, zone: str) -> None:
    """Clear lines from watchers; those that something hides dashed."""
    clear, hidden = cased_line(WATCHER, 0.5), line(WATCHER, 0.35, "dot")
    hidden.setOpacity(0.6)
    _by_seen(layer, (tr("seen by a watcher"), clear), (tr("in its range, but hidden"), hidden))


def style_sight_points(layer: QgsVectorLayer, zone: str) -> None:
    """The points looked from, each place with one point in the circle of the range."""
    symbol = marker(INK, 3.4, outline=CASING, width=0.5)
    circle = QgsGeometryGeneratorSymbolLayer.create(
        {"geometryModifier": 'if("points" = 1, boundary(buffer($geometry, "range_m", 24)), NULL)', "SymbolType": "Line"}
    )
    circle.setSubSymbol(line(INK, 0.3, "dash"))
    symbol.insertSymbolLayer(0, circle)
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    found = settings(
        f'if(@map_scale < {NEAR} AND "points" = 1, "place_id", NULL)',
        text_on_casing(INK, 8, True),
        Qgis.LabelPlacement.AroundPoint,
        always=False,
    )
    found.dist = 1.5
    label(layer, found)


def _by_seen(layer: QgsVectorLayer, seen: tuple[str, QgsSymbol], hidden: tuple[str, QgsSymbol]) -> None:
    """Categories by whether the place is seen, those that are hidden below."""
    categories = [QgsRendererCategory(value, symbol, words) for value, (words, symbol) in ((1, seen), (0, hidden))]
    renderer = QgsCategorizedSymbolRenderer("seen", categories)
    renderer.setOrderBy(QgsFeatureRequest.OrderBy([QgsFeatureRequest.OrderByClause('"seen"', True)]))
    renderer.setOrderByEnabled(True)
    layer.setRenderer(renderer)
    layer.setLabelsEnabled(False)
