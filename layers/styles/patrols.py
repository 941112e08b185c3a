"""Tracks, outages and rejected fixes of patrols, in a grey of their own that no drone has."""

from qgis.core import QgsSingleSymbolRenderer, QgsVectorLayer

from .spots import NEAR
from .symbols import GREY, line, marker, thinner_from

FAULT = "#96783c"
"""Brown: of what is wrong with the data."""
FAINTEST, STRONGEST, MANY_TRACKS = 45, 190, 300
"""The alpha of tracks, of 255, from MANY_TRACKS on and where there are few."""


def style_tracks(layer: QgsVectorLayer, zone: str) -> None:
    """Tracks: the more there are, the fainter, so that streets with many of them stand out."""
    symbol = line(GREY, 0.3)
    colour = symbol.color()
    colour.setAlpha(alpha_of(layer.featureCount()))
    symbol.setColor(colour)
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    layer.setLabelsEnabled(False)


def alpha_of(count: int) -> int:
    """The alpha of `count` tracks, 0 to 255."""
    return round(min(max(FAINTEST, FAINTEST * MANY_TRACKS / max(count, 1)), STRONGEST))


def style_outages(layer: QgsVectorLayer, zone: str) -> None:
    """Straight dashes between the fixes before and after an outage."""
    layer.setRenderer(QgsSingleSymbolRenderer(line(FAULT, 0.35, "dash")))
    layer.setLabelsEnabled(False)


def style_rejected(layer: QgsVectorLayer, zone: str) -> None:
    """Rejected fixes: in the brown of outages, as red is a gap."""
    cross = marker(FAULT, 1.8, "cross2", FAULT, 0.4)
    layer.setRenderer(QgsSingleSymbolRenderer(thinner_from(cross, NEAR, 0.6)))
    layer.setLabelsEnabled(False)
