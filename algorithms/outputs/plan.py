"""A flight plan as rows of its layers: fields are columns of the same names, nothing is worked out here."""

import struct

import numpy as np
from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsFields

from ...engine.drones.flight_plan import FlightPlan, Routes, Unserved, Waypoints
from ...layers.sinks import MOMENT, REAL, TEXT, WHOLE, fields_of, moments, values
from .layers import OutputLayer, Rows

Z_AND_M = (
    "Z is metres above sea level with TERRAIN, else metres above the launch site. M is seconds: since the epoch "
    "(1970, UTC) with START, else from 0, when the first drone takes off."
)
ROUTES_HELP = (
    "One line (LineStringZM) a sortie, from take-off to landing. Fields: drone and sortie (numbers from 1), "
    "launch_site (its name), start and end (dates and times, UTC; null without START), duration_s (seconds in the "
    "air), distance_m (metres flown, climb and descent included), energy_wh (Wh used), priority (what it serves), "
    "z_ref (what Z is measured from: AMSL or launch site), altitude_m (metres above the ground, of its altitude "
    f"layer), left_pct (% of the battery left after landing), swath_m (SWATH, as planned with). {Z_AND_M}"
)
WAYPOINTS_HELP = (
    "The vertices of the routes (PointZM) in the order flown. Fields: drone, sortie, seq (from 1 in each sortie), "
    "action (takeoff, fly, hover, follow_start, follow, follow_end, sweep_start, sweep, sweep_end or land), arrive "
    "and leave (dates and times, UTC; null without START), arrive_s and leave_s (the same in seconds from the first "
    "take-off), alt_agl_m (metres above the ground), alt_amsl_m (metres above sea level; null without TERRAIN), "
    "speed_ms (m/s over ground on the way there; climb or descent where it goes straight up or down), spot_id (the "
    f"spot that is served there, else null). {Z_AND_M} M is the arrival."
)
UNSERVED_HELP = (
    "A point for each spot that isn't served, or not all of it, and each reason. Fields: spot_id, priority (of what "
    "isn't served), reason. No Z, no M."
)

NIGHT_FIELDS = (("night", WHOLE), ("plan", WHOLE), ("probability", REAL))
NIGHTS_HELP = (
    " Before these fields come night (from 1), plan (the one flown: its own, or with UNPREDICTABLE the one drawn "
    "for it) and probability (with UNPREDICTABLE, of that plan being drawn; else null). Here times are never null."
)


def plan_layers(plan: FlightPlan, crs: QgsCoordinateReferenceSystem) -> list[OutputLayer]:
    """ROUTES, WAYPOINTS and UNSERVED of one plan."""
    dated = not np.isnan(plan.routes.start).any()
    return flight_layers(route_rows(plan), waypoint_rows(plan), unserved_rows(plan), crs, dated)


def flight_layers(
    routes: Rows, waypoints: Rows, unserved: Rows, crs: QgsCoordinateReferenceSystem, dated: bool
) -> list[OutputLayer]:
    """The three layers. dated: whether they have dates and times that the temporal controller can play."""
    flown, reached = (("start", "end"), ("arrive", "leave")) if dated else (("", ""), ("", ""))
    return [
        OutputLayer.of("ROUTES", routes, Qgis.WkbType.LineStringZM, crs, "routes", 4, flown),
        OutputLayer.of("WAYPOINTS", waypoints, Qgis.WkbType.PointZM, crs, "waypoints", 5, reached),
        OutputLayer.of("UNSERVED", unserved, Qgis.WkbType.Point, crs, "unserved", 3),
    ]


def route_rows(plan: FlightPlan) -> Rows:
    """(fields, WKB, columns) of ROUTES."""
    fields = fields_of(
        ("drone", WHOLE),
        ("sortie", WHOLE),
        ("launch_site", TEXT),
        ("start", MOMENT),
        ("end", MOMENT),
        ("duration_s", REAL),
        ("distance_m", REAL),
        ("energy_wh", REAL),
        ("priority", REAL),
        ("z_ref", TEXT),
        ("altitude_m", REAL),
        ("left_pct", REAL),
        ("swath_m", REAL),
    )
    return fields, [_line_zm(line) for line in plan.routes.line], _columns(fields, plan.routes)


def waypoint_rows(plan: FlightPlan) -> Rows:
    """(fields, WKB, columns) of WAYPOINTS."""
    fields = fields_of(
        ("drone", WHOLE),
        ("sortie", WHOLE),
        ("seq", WHOLE),
        ("action", TEXT),
        ("arrive", MOMENT),
        ("leave", MOMENT),
        ("arrive_s", REAL),
        ("leave_s", REAL),
        ("alt_agl_m", REAL),
        ("alt_amsl_m", REAL),
        ("speed_ms", REAL),
        ("spot_id", TEXT),
    )
    return fields, [_point_zm(vertex) for vertex in plan.waypoints.vertex], _columns(fields, plan.waypoints)


def unserved_rows(plan: FlightPlan) -> Rows:
    """(fields, WKB, columns) of UNSERVED."""
    fields = fields_of(("spot_id", TEXT), ("priority", REAL), ("reason", TEXT))
    return fields, [_point(place) for place in plan.unserved.place], _columns(fields, plan.unserved)


def rows_of_nights(marks: list[tuple], several: list[Rows]) -> Rows:
    """(fields, WKB, columns) of the plans of several nights in one: NIGHT_FIELDS, of which each night has its own
    marks, and then the plans' own fields. several: what route_rows and the like give for each."""
    fields = fields_of(*NIGHT_FIELDS)
    for field in several[0][0]:
        fields.append(field)
    shapes = [shape for _, some, _ in several for shape in some]
    marked = [mark for mark, (_, some, _) in zip(marks, several, strict=True) for _ in range(len(some))]
    first = zip(*marked, strict=True) if marked else [[]] * len(NIGHT_FIELDS)
    own = zip(*(columns for *_, columns in several), strict=True)
    return fields, shapes, (*first, *([value for column in some for value in column] for some in own))


def _columns(fields: QgsFields, part: Routes | Waypoints | Unserved) -> list[list]:
    """The columns of a layer: those of the same names in the part of the plan that it holds."""
    columns = ((field, getattr(part, field.name())) for field in fields)
    return [moments(column) if field.type() == MOMENT else values(column) for field, column in columns]


def _point(place: np.ndarray) -> bytes:
    """WKB of a Point from (2,)."""
    return struct.pack("<BI2d", 1, Qgis.WkbType.Point.value, *place)


def _point_zm(vertex: np.ndarray) -> bytes:
    """WKB of a PointZM from (4,)."""
    return struct.pack("<BI4d", 1, Qgis.WkbType.PointZM.value, *vertex)


def _line_zm(vertices: np.ndarray) -> bytes:
    """WKB of a LineStringZM from (n, 4)."""
    return (
        struct.pack("<BII", 1, Qgis.WkbType.LineStringZM.value, len(vertices))
        + np.ascontiguousarray(vertices, dtype="<f8").tobytes()
    )
