"""A flight plan as rows of its layers. Fields are columns of the plan with the same names; nothing is computed here."""

import struct
from dataclasses import replace

import numpy as np
import shapely
from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsFields

from ...engine.drones.flight_plan import ClosedSpots, FlightPlan, Routes, Unserved, Waypoints, reason_text
from ...layers.sinks import MOMENT, REAL, TEXT, WHOLE, fields_of, moments, multi_wkb_type, values
from .layers import OutputLayer, Rows

Z_AND_M = (
    "Z is metres above sea level with a terrain raster, else metres above the launch site. M is in seconds: since "
    "1970 (UTC) if a start is given, else from the start of the watch, or from the first take-off if each spot is "
    "served once."
)
ROUTES_HELP = (
    "One line (LineStringZM) for each sortie, from take-off to landing. Fields: drone and sortie (numbers from 1), "
    "launch_site (its name), start and end (dates and times, UTC; null if no start is given), duration_s (seconds in "
    "the air), distance_m (metres flown, with climb and descent), energy_wh (Wh used), priority (that the sortie "
    "closes, where what several close together is shared; if each spot is served once, that it serves), z_ref (what Z "
    "is measured from: AMSL or launch site), altitude_m (metres above the ground, of its altitude layer), left_pct (% "
    "of the battery left after landing), swath_m (the Swath it was planned with), spots (names of the spots it visits, "
    f"in the order of flight; the first few). {Z_AND_M}"
)
WAYPOINTS_HELP = (
    "The vertices of the routes (PointZM) in the order of flight. Fields: drone, sortie, seq (from 1 in each sortie), "
    "action (takeoff, fly, hover, follow_start, follow, follow_end, sweep_start, sweep, sweep_end or land), arrive "
    "and leave (dates and times, UTC; null if no start is given), arrive_s and leave_s (the same in seconds from the "
    "start of the watch, or from the first take-off if each spot is served once), alt_agl_m (metres above the "
    "ground), alt_amsl_m (metres above sea level; null without a terrain raster), speed_ms (ground speed in m/s on the "
    "way to the waypoint; vertical speed where the drone goes straight up or down), spot_id (the spot that is visited "
    "here, else null; spots that practically coincide are visited together, with semicolons between their ids), "
    f"spot_name (its name, or what it is near to). {Z_AND_M} M is the arrival time."
)
UNSERVED_HELP = (
    "One point for each spot that is not visited, or not completely, and for each reason. Fields: spot_id, priority "
    "(of the part that is not visited), reason, spot_name (the name of the spot, or what it is near to). The points "
    "have no Z and no M. Inside a no-fly zone is also what is nearer to one than the distances to no-fly zones allow. "
    "Needs ground patrol: it is at a privacy place, or could be flown to only over such places, or for longer than "
    "allowed. Larger than all batteries together: of a very large spot, only the part nearest to the launch sites is "
    "planned for."
)
CLOSED_HELP = (
    "The blind spots with their visits; not written if each spot is served once. Fields: spot_id, spot_name, visits "
    "(how many sorties visit it), times (local times of day of the visits; the first few), first_visit (date and time, "
    "UTC; null if no start is given), gap_before and gap_after (mean gap of the spot without and with the drones; null "
    "where the blind spots have no field gap), closed (the priority that is closed), priority (of the spot). Points on "
    "the spots, if these are of several kinds (points, lines, polygons)."
)

NIGHT_FIELDS = (("night", WHOLE), ("plan", WHOLE), ("probability", REAL))
NIGHTS_HELP = (
    " The layer starts with three more fields: night (from 1), plan (the plan flown in this night: its own, or the one "
    "drawn for it if nights are drawn at random) and probability (if nights are drawn: the probability of this plan in "
    "the draw; else null). A priority is as it counted when the plan was made, with the weight of places after earlier "
    "nights. Here times are never null."
)


def plan_layers(plan: FlightPlan, crs: QgsCoordinateReferenceSystem, spots: np.ndarray) -> list[OutputLayer]:
    """ROUTES, WAYPOINTS and UNSERVED of one plan, and SPOTS if it closes gaps over a watch. spots: (n,) geometries."""
    dated = not np.isnan(plan.routes.start).any()
    layers = flight_layers(route_rows(plan), waypoint_rows(plan), unserved_rows(plan), crs, dated)
    return layers if plan.spots is None else [*layers, closed_layer(plan.spots, spots, crs)]


def closed_layer(spots: ClosedSpots, geometry: np.ndarray, crs: QgsCoordinateReferenceSystem) -> OutputLayer:
    """SPOTS. geometry: (n,) of the spots."""
    fields = fields_of(
        ("spot_id", TEXT),
        ("spot_name", TEXT),
        ("visits", WHOLE),
        ("times", TEXT),
        ("first_visit", MOMENT),
        ("gap_before", REAL),
        ("gap_after", REAL),
        ("closed", REAL),
        ("priority", REAL),
    )
    shown = geometry if len(np.unique(shapely.get_dimensions(geometry))) == 1 else shapely.point_on_surface(geometry)
    rows = fields, shapely.to_wkb(shown, output_dimension=2), _columns(fields, spots)
    return OutputLayer.of("SPOTS", rows, multi_wkb_type(shown, Qgis.WkbType.Polygon), crs, "visited", 2)


def flight_layers(
    routes: Rows, waypoints: Rows, unserved: Rows, crs: QgsCoordinateReferenceSystem, dated: bool
) -> list[OutputLayer]:
    """The three layers. dated: whether they have dates and times for the temporal controller."""
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
        ("spots", TEXT),
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
        ("spot_name", TEXT),
    )
    return fields, [_point_zm(vertex) for vertex in plan.waypoints.vertex], _columns(fields, plan.waypoints)


def unserved_rows(plan: FlightPlan) -> Rows:
    """(fields, WKB, columns) of UNSERVED."""
    fields = fields_of(("spot_id", TEXT), ("priority", REAL), ("reason", TEXT), ("spot_name", TEXT))
    reasons = np.array([reason_text(reason) for reason in plan.unserved.reason], object)
    plan = replace(plan, unserved=replace(plan.unserved, reason=reasons))
    return fields, [_point(place) for place in plan.unserved.place], _columns(fields, plan.unserved)


def rows_of_nights(night_values: list[tuple], nights: list[Rows]) -> Rows:
    """(fields, WKB, columns) of several nights in one layer: NIGHT_FIELDS, followed by the fields of the plans.

    night_values: for each night, its values of NIGHT_FIELDS; nights: for each night, the result of route_rows,
    waypoint_rows, unserved_rows or spot_rows.
    """
    fields = fields_of(*NIGHT_FIELDS)
    for field in nights[0][0]:
        fields.append(field)
    shapes = [shape for _, wkb, _ in nights for shape in wkb]
    repeated = [row for row, (_, wkb, _) in zip(night_values, nights, strict=True) for _ in range(len(wkb))]
    first = zip(*repeated, strict=True) if repeated else [[]] * len(NIGHT_FIELDS)
    own = zip(*(columns for *_, columns in nights), strict=True)
    return fields, shapes, (*first, *([value for column in parts for value in column] for parts in own))


def _columns(fields: QgsFields, part: Routes | Waypoints | Unserved | ClosedSpots) -> list[list]:
    """The columns of a layer: those with the same names in this part of the plan."""
    columns = ((field, getattr(part, field.name())) for field in fields)
    return [moments(column) if field.type() == MOMENT else values(column) for field, column in columns]


def _point(place: np.ndarray) -> bytes:
    """WKB of a Point from (2,) x, y."""
    return struct.pack("<BI2d", 1, Qgis.WkbType.Point.value, *place)


def _point_zm(vertex: np.ndarray) -> bytes:
    """WKB of a PointZM from (4,) x, y, z, m."""
    return struct.pack("<BI4d", 1, Qgis.WkbType.PointZM.value, *vertex)


def _line_zm(vertices: np.ndarray) -> bytes:
    """WKB of a LineStringZM from (n, 4) x, y, z, m."""
    return (
        struct.pack("<BII", 1, Qgis.WkbType.LineStringZM.value, len(vertices))
        + np.ascontiguousarray(vertices, dtype="<f8").tobytes()
    )
