"""The effect of a consultation as a layer of neighbourhoods."""

import shapely
from qgis.core import Qgis, QgsCoordinateReferenceSystem

from ...engine.consultation.effect import Effect
from ...engine.consultation.effect_words import asked_text, change_text, minutes_a_night, why_text
from ...engine.pages.consult_effect_page import row_name
from ...layers.sinks import REAL, TEXT, WHOLE, fields_of, values
from .layers import OutputLayer

OUTPUT_HELP = (
    "The neighbourhoods (MultiPolygon), and a last row without a geometry for what lies in none, so that sums are "
    "totals. Fields: area, area_name, more and not_here (answers), more_weight, not_here_weight, places, "
    "demand_without, demand_with, demand_diff, priority_without, priority_with, priority_diff (demand x gap of the "
    "patrols alone), "
    "closed_without, closed_with, closed_diff (what drones close, all valued by the demand without the answers; the "
    "sum of closed_diff is minus what following the answers costs), minutes_without, minutes_with, minutes_diff (of "
    "drones over it, a night), asked, change, why (in words). What is not known is null."
)


def effect_layer(found: Effect, crs: QgsCoordinateReferenceSystem) -> OutputLayer:
    """OUTPUT."""
    pairs = {
        "demand": (found.demand, found.demand_other),
        "priority": (found.priority, found.priority_other),
        "closed": (found.closed, found.closed_other),
    }
    count = len(found)
    minutes = [minutes_a_night(found, row) for row in range(count)]
    named = [("area", WHOLE), ("area_name", TEXT), ("more", WHOLE), ("not_here", WHOLE)]
    named += [("more_weight", REAL), ("not_here_weight", REAL), ("places", WHOLE)]
    columns = [
        [*found.areas.number.tolist(), None],
        [row_name(found, row) for row in range(count)],
        *(values(column) for column in (found.more, found.not_here, found.more_weight, found.not_here_weight)),
        values(found.places),
    ]
    for name, (without, other) in pairs.items():
        named += [(f"{name}_without", REAL), (f"{name}_with", REAL), (f"{name}_diff", REAL)]
        columns += [values(without), values(other), values(other - without)]
    named += [("minutes_without", REAL), ("minutes_with", REAL), ("minutes_diff", REAL)]
    columns += [
        values([was for was, _ in minutes]),
        values([now for _, now in minutes]),
        values([now - was for was, now in minutes]),
    ]
    named += [("asked", TEXT), ("change", TEXT), ("why", TEXT)]
    columns += [[text(found, row) for row in range(count)] for text in (asked_text, change_text, why_text)]
    shapes = [shapely.multipolygons(shapely.get_parts(shape)).wkb for shape in found.areas.shape]
    rows = fields_of(*named), [*shapes, None], columns
    return OutputLayer.of("OUTPUT", rows, Qgis.WkbType.MultiPolygon, crs, "consulted_effect")
