"""A plan as layers: routes, waypoints, and what isn't served."""

import struct
from collections.abc import Sequence

import numpy as np
import shapely
from qgis.core import Qgis

from ...engine.drones.aircraft import Aircraft
from ...engine.plan.plan import Plan, Task
from ...layers.sinks import MOMENT, REAL, TEXT, WHOLE, fields_of, moments, values
from .layers import OutputLayer

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


def plan_layers(plan: Plan, ids, names, task: Task, start: float | None, aircraft: Aircraft, crs) -> list[OutputLayer]:
    """ROUTES, WAYPOINTS and UNSERVED."""
    routes = route_rows(plan, names, start, aircraft, task.service.swath)
    waypoints = waypoint_rows(plan, ids, task, start, aircraft)
    return flight_layers(routes, waypoints, unserved_rows(plan, ids), crs, start is not None)


def flight_layers(routes, waypoints, unserved, crs, dated: bool) -> list[OutputLayer]:
    """The layers of (fields, WKB, columns) each; dated: whether the temporal controller can play them."""
    flown, reached = (("start", "end"), ("arrive", "leave")) if dated else (("", ""), ("", ""))
    return [
        OutputLayer.of("ROUTES", routes, Qgis.WkbType.LineStringZM, crs, "routes", 4, flown),
        OutputLayer.of("WAYPOINTS", waypoints, Qgis.WkbType.PointZM, crs, "waypoints", 5, reached),
        OutputLayer.of("UNSERVED", unserved, Qgis.WkbType.Point, crs, "unserved", 3),
    ]


def route_rows(plan: Plan, names: Sequence[str], start: float | None, aircraft: Aircraft, swath: float):
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
    sorties = plan.sorties
    columns = (
        [sortie.drone for sortie in sorties],
        [sortie.number for sortie in sorties],
        [names[sortie.site] for sortie in sorties],
        _moments([sortie.start for sortie in sorties], start),
        _moments([sortie.end for sortie in sorties], start),
        [sortie.flight.duration for sortie in sorties],
        [sortie.flight.length for sortie in sorties],
        [sortie.energy_wh for sortie in sorties],
        [sortie.priority for sortie in sorties],
        ["launch site" if aircraft.ground is None else "AMSL"] * len(sorties),
        [sortie.altitude for sortie in sorties],
        [100 * (1 - sortie.flight.energy / aircraft.battery) for sortie in sorties],
        [swath] * len(sorties),
    )
    return fields, [_line_zm(sortie.line()) for sortie in sorties], columns


def waypoint_rows(plan: Plan, ids: list[str], task: Task, start: float | None, aircraft: Aircraft):
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
    columns: list[list] = [[] for _ in fields]
    shapes = []
    for sortie in plan.sorties:
        flight = sortie.flight
        count = len(flight.action)
        arrive, leave = flight.arrive + sortie.start, flight.leave + sortie.start
        rows = (
            [sortie.drone] * count,
            [sortie.number] * count,
            range(1, count + 1),
            flight.action,
            _moments(arrive, start),
            _moments(leave, start),
            (arrive - task.begins).tolist(),
            (leave - task.begins).tolist(),
            values(flight.above_ground),
            [None] * count if aircraft.ground is None else values(flight.height),
            values(flight.speed),
            [ids[spot] if spot >= 0 else None for spot in flight.spot],
        )
        for column, added in zip(columns, rows, strict=True):
            column.extend(added)
        points = np.column_stack((flight.place, flight.height, arrive))
        shapes += [struct.pack("<BI4d", 1, Qgis.WkbType.PointZM.value, *point) for point in points]
    return fields, shapes, columns


def unserved_rows(plan: Plan, ids: list[str]):
    """(fields, WKB, columns) of UNSERVED."""
    fields = fields_of(("spot_id", TEXT), ("priority", REAL), ("reason", TEXT))
    left = plan.unserved
    places = shapely.points([entry.place for entry in left]) if left else np.zeros(0, object)
    columns = (
        [ids[entry.spot] for entry in left],
        [entry.priority for entry in left],
        [entry.reason for entry in left],
    )
    return fields, shapely.to_wkb(places), columns


def rows_of_nights(marks: list[tuple], several: list[tuple]):
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


def _moments(seconds, start: float | None) -> list:
    return [None] * len(seconds) if start is None else moments(seconds)


def _line_zm(vertices: np.ndarray) -> bytes:
    """WKB of a LineStringZM from (n, 4)."""
    return (
        struct.pack("<BII", 1, Qgis.WkbType.LineStringZM.value, len(vertices))
        + np.ascontiguousarray(vertices, dtype="<f8").tobytes()
    )
