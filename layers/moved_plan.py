"""Writes a plan whose waypoints were moved back into its layers: positions, times, distances and battery, as edits that
the user can undo and saves."""

import struct
from collections.abc import Iterable

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsGeometry,
    QgsVectorLayer,
)

from ..engine.drones.flight_plan import FlightPlan
from ..engine.errors import UserError
from ..engine.language import tr
from .attributes import is_null
from .sinks import moments, values

ROUTE_COLUMNS = ("duration_s", "distance_m", "energy_wh", "left_pct")
WAYPOINT_COLUMNS = ("arrive_s", "leave_s", "alt_amsl_m", "speed_ms")
MOMENTS = ("start", "end", "arrive", "leave")
POINT, LINE = 3001, 3002
"""The types in WKB of PointZM and LineStringZM."""


def write_moved(
    routes: QgsVectorLayer,
    waypoints: QgsVectorLayer,
    plan: FlightPlan,
    sorties: Iterable[tuple[int, int]],
    crs: QgsCoordinateReferenceSystem,
    transform_context: QgsCoordinateTransformContext,
) -> None:
    """Writes some sorties of a plan. sorties: (drone, sortie); crs: of the plan. Raises UserError where a layer cannot
    be edited."""
    wanted, lines, points = set(sorties), plan.routes, plan.waypoints
    keys = [key if key in wanted else None for key in zip(lines.drone.tolist(), lines.sortie.tolist(), strict=True)]
    shapes = [_line(line) for line in lines.line]
    _write(routes, lines, (*ROUTE_COLUMNS, "start", "end"), keys, shapes, crs, transform_context)
    keys = zip(points.drone.tolist(), points.sortie.tolist(), points.seq.tolist(), strict=True)
    keys = [key if key[:2] in wanted else None for key in keys]
    shapes = [struct.pack("<BI4d", 1, POINT, *vertex) for vertex in points.vertex]
    _write(waypoints, points, (*WAYPOINT_COLUMNS, "arrive", "leave"), keys, shapes, crs, transform_context)


def _line(vertices: np.ndarray) -> bytes:
    """WKB of a LineStringZM."""
    return struct.pack("<BII", 1, LINE, len(vertices)) + np.ascontiguousarray(vertices, "<f8").tobytes()


def _write(
    layer: QgsVectorLayer, part, columns: tuple[str, ...], keys: list, shapes: list[bytes], crs, context
) -> None:
    """keys: (n,) drone, sortie and seq, of which a layer of routes has none, of each row of `part`; None for rows that
    are not written; shapes: (n,) WKB in `crs`."""
    rows = {key: row for row, key in enumerate(keys) if key is not None}
    numbered = bool(keys) and layer.fields().lookupField("seq") >= 0
    if not layer.isEditable() and not layer.startEditing():
        raise UserError(tr("{name} cannot be edited.", name=layer.name()))
    fields = layer.fields()
    index = {name: fields.lookupField(name) for name in columns}
    written = {}
    for name, at in index.items():
        if at >= 0:
            column = getattr(part, name)
            written[at] = moments(column) if name in MOMENTS else values(column)
    transform = QgsCoordinateTransform(crs, layer.crs(), context)
    layer.beginEditCommand(tr("Update times and battery of the plan"))
    for feature in list(layer.getFeatures()):  # an iterator does not survive the edits
        row = rows.get(_key(feature, ("drone", "sortie", "seq")[: 3 if numbered else 2]))
        if row is None:
            continue
        geometry = QgsGeometry()
        geometry.fromWkb(shapes[row])
        geometry.transform(transform)
        layer.changeGeometry(feature.id(), geometry)
        new = {at: column[row] for at, column in written.items()}
        layer.changeAttributeValues(feature.id(), new, {at: feature[at] for at in new})
    layer.endEditCommand()
    layer.triggerRepaint()


def _key(feature: QgsFeature, names: tuple[str, ...]) -> tuple[int, ...] | None:
    found = [feature[name] for name in names]
    return None if any(map(is_null, found)) else tuple(map(int, found))
