"""The layers of residents' answers."""

import shapely
from qgis.core import Qgis, QgsCoordinateReferenceSystem

from ...layers.sinks import REAL, TEXT, WHOLE, fields_of, values
from ..inputs.answers import Collected
from .layers import OutputLayer

FIELDS_HELP = (
    "Fields: area (the number on the map), answer (more or not_here), weight, respondent (the number of a slip, or a "
    "code, empty if unknown), and comment if comments are kept."
)
RESIDENTS_HELP = (
    "The answers that count, each with the polygon of its area (MultiPolygon), to be given to Score gaps as residents' "
    f"answers. {FIELDS_HELP}"
)
POINTS_HELP = (
    "The answers that have a position, as points; they are then not in Residents' answers, so give both layers to "
    f"Score gaps. Positions may show where somebody lives. {FIELDS_HELP}"
)
REJECTED_HELP = (
    "A table of the answers that do not count. Fields: source (the file or layer), row (in it, the names of the fields "
    "being row 1), reason. What was written is not repeated here."
)


def answer_layers(collected: Collected, with_points: bool, with_comments: bool) -> list[OutputLayer]:
    """The layers. with_points: whether answers with a position are a layer of their own."""
    found = collected.answers
    apart = found.placed if with_points else found.placed & False
    areas = [
        shapely.multipolygons(shapely.get_parts(collected.areas.shape[area])).wkb
        for area in found.area[~apart].tolist()
    ]
    layers = [_layer("RESIDENTS", collected, ~apart, areas, Qgis.WkbType.MultiPolygon, with_comments)]
    if with_points:
        points = [point.wkb for point in found.point[apart]]
        layers.append(_layer("POINTS", collected, apart, points, Qgis.WkbType.Point, with_comments))
    return [*layers, _rejected(collected)]


def _layer(name, collected: Collected, which, shapes: list[bytes], kind: Qgis.WkbType, comments: bool) -> OutputLayer:
    read, found = collected.read, collected.answers
    rows = found.row[which].tolist()
    named = [("area", WHOLE), ("answer", TEXT), ("weight", REAL), ("respondent", TEXT)]
    columns = [
        collected.areas.number[found.area[which]].tolist(),
        [read.answer[i] for i in rows],
        values(read.weight[rows]),
        [read.respondent[i] or None for i in rows],
    ]
    if comments:
        named.append(("comment", TEXT))
        columns.append([read.rows[i].comment or None for i in rows])
    return OutputLayer.of(name, (fields_of(*named), shapes, columns), kind, collected.crs, "answers")


def _rejected(collected: Collected) -> OutputLayer:
    rejected = [(collected.read.rows[i], reason) for i, reason in collected.answers.rejected]
    columns = [[row.source for row, _ in rejected], [row.row for row, _ in rejected], [why for _, why in rejected]]
    fields = fields_of(("source", TEXT), ("row", WHOLE), ("reason", TEXT))
    rows = fields, [None] * len(rejected), columns
    return OutputLayer.of("REJECTED", rows, Qgis.WkbType.NoGeometry, QgsCoordinateReferenceSystem())
