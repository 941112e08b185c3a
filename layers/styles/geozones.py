"""Geozones by what they mean for drones, with their name and heights on large maps."""

from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsExpression,
    QgsFillSymbol,
    QgsProperty,
    QgsRendererCategory,
    QgsSymbolLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from ...engine.language import tr
from .labels import label, settings, text_on_casing
from .phrases import phrase
from .symbols import fill

NAMED = 150_000
"""Maps larger than 1:NAMED show names, and those larger than 1:NAMED / 3 heights, and whether a zone has times."""
HIGH = """"lower_ref" = 'AGL' AND "lower_m" > 120"""
"""Zones above the usual height of drones: their outline is dashed, and their area is clear."""

ON_GROUND = """"lower_ref" = 'AGL' AND "lower_m" = 0"""


def style_geozones(layer: QgsVectorLayer, zone: str) -> None:
    """By restriction: the strictest on top."""
    classes = (
        ("NO_RESTRICTION", tr("No restriction"), "#6f757d", 0),
        ("CONDITIONAL", tr("Conditions apply"), "#b58900", 22),
        ("USPACE", tr("U-space"), "#3a5fcd", 22),
        ("REQ_AUTHORIZATION", tr("Needs an authorisation"), "#d2600c", 26),
        ("PROHIBITED", tr("Prohibited"), "#b3261e", 46),
    )
    there = layer.uniqueValues(layer.fields().lookupField("restriction")) if layer.featureCount() else ()
    categories = [
        QgsRendererCategory(value, _symbol(colour, alpha), words)
        for value, words, colour, alpha in classes
        if not there or value in there
    ]
    categories.reverse()
    renderer = QgsCategorizedSymbolRenderer("restriction", categories)
    layer.setRenderer(renderer)
    renderer.setUsingSymbolLevels(True)
    for level, category in enumerate(reversed(renderer.categories())):
        symbol = category.symbol().clone()
        symbol.symbolLayer(0).setRenderingPass(level)
        renderer.updateCategorySymbol(renderer.categoryIndexForValue(category.value()), symbol)
    found = settings(_text(), text_on_casing(size=7.5), Qgis.LabelPlacement.Horizontal, always=False)
    label(layer, found)


def heights_expression() -> str:
    """An expression such as `ground – 3,950 m AMSL`."""
    limits = []
    for side, none in (("lower", tr("ground")), ("upper", tr("no limit"))):
        limit = f"format_number(\"{side}_m\", 0) || ' m ' || coalesce(\"{side}_ref\", '')"
        if side == "lower":
            limit = f"if({ON_GROUND}, NULL, {limit})"
        limits.append(f"coalesce({limit}, {QgsExpression.quotedString(none)})")
    return " || ' – ' || ".join(limits)


def in_force_expression() -> str:
    """An expression that says when a zone is in force: its dates, and its hours of the week."""
    begin, end = (f"format_date(\"{name}\", 'yyyy-MM-dd HH:mm')" for name in ("valid_from", "valid_to"))
    parts = [
        ("valid_from", phrase(tr("from {time} UTC"), time=begin)),
        ("valid_to", phrase(tr("until {time} UTC"), time=end)),
        ("schedule", phrase(tr("{hours} (UTC)"), hours='"schedule"')),
    ]
    given = [f"if(coalesce(to_string(\"{name}\"), '') = '', '', {text} || ', ')" for name, text in parts]
    listed = f"regexp_replace({' || '.join(given)}, ', $', '')"
    return f"coalesce(nullif({listed}, ''), {QgsExpression.quotedString(tr('always'))})"


def tip_rows() -> list[str]:
    """Rows of a map tip: the heights of a zone, and when it is in force."""
    rows = [(tr("Heights"), heights_expression()), (tr("In force"), in_force_expression())]
    return [f"<tr><td>{word}</td><td>[% {expression} %]</td></tr>" for word, expression in rows]


def _text() -> str:
    name = "coalesce(nullif(\"name\", ''), \"zone_id\", '')"
    heights = f"if(@map_scale < {NAMED / 3:g}, '\n' || {heights_expression()}, '')"
    timed = " OR ".join(
        f"coalesce(to_string(\"{field}\"), '') <> ''" for field in ("valid_from", "valid_to", "schedule")
    )
    sometimes = QgsExpression.quotedString("\n" + tr("at certain times"))
    times = f"if(@map_scale < {NAMED / 3:g} AND ({timed}), {sometimes}, '')"
    return f"if(@map_scale < {NAMED}, {name} || {heights} || {times}, NULL)"


def _symbol(colour: str, alpha: int) -> QgsFillSymbol:
    """An area that shows what lies below it."""
    symbol = fill(colour, colour, 0.5)
    first = symbol.symbolLayer(0)
    shade = QColor(colour)
    shade.setAlpha(alpha)
    first.setFillColor(shade)
    dashed = QgsProperty.fromExpression(f"if({HIGH}, 'dash', 'solid')")
    first.setDataDefinedProperty(QgsSymbolLayer.Property.StrokeStyle, dashed)
    clear = QgsProperty.fromExpression(f"if({HIGH}, 'no', 'solid')")
    first.setDataDefinedProperty(QgsSymbolLayer.Property.FillStyle, clear)
    return symbol
