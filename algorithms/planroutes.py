"""Blind spots to drone routes."""

import struct
from collections import Counter

import numpy as np
import shapely
from qgis.core import (
    Qgis,
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFeatureSink,
)

from ..engine.aircraft import Aircraft
from ..engine.plan import Fleet, Plan, Task, plan_sorties
from ..layers.outputs import dress
from ..layers.progress import progress_of
from ..layers.sinks import MOMENT, REAL, TEXT, WHOLE, fields_of, moments, values, write
from .base import tr
from .plan_input import PlanInput, RoutePlanner

Z_AND_M = (
    "Z is metres above sea level with TERRAIN, else metres above the launch site. M is seconds: since the epoch "
    "(1970, UTC) with START, else from 0, when the first drone takes off."
)
ROUTES_HELP = (
    "One line (LineStringZM) a sortie, from take-off to landing. Fields: drone and sortie (numbers from 1), "
    "launch_site (its name), start and end (dates and times, UTC; null without START), duration_s (seconds in the "
    "air), distance_m (metres flown, climb and descent included), energy_wh (Wh used), priority (what it serves), "
    f"z_ref (what Z is measured from: AMSL or launch site). {Z_AND_M}"
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


class PlanRoutes(RoutePlanner):
    """blindspot:planroutes"""

    ID = "planroutes"
    TITLE = "4 Plan drone routes"
    TAGS = ("drone", "uav", "uas", "route", "mission", "orienteering", "no-fly", "sweep", "survey", "battery", "wind")
    HELP = """<p>Which blind spots can the drones visit tonight, by which flight, in which order, so that the most
priority is served?</p>
<p>Points are hovered over, lines are followed, polygons are swept. Every sortie starts and ends at its launch site,
is flown on one battery with the reserve left after landing, and goes around no-fly zones. Time and energy count wind,
climb, descent and hovering.</p>
<p>Drones that would come close to each other in the air are kept at least 30 m apart by launching later; all fly at
the same altitude.</p>
<p>What isn't served is in its own layer, with the reason. UPPER_BOUND: no plan that serves these stops in the ways
considered here can serve more, so the gap between it and SERVED_PRIORITY is the most that a better search could add.
"Served" means visited once, no more.</p>
<p>A good first run: blind spots, launch sites, no-fly zones; then the endurance and speed of your own drones.</p>
<p>A plan is a proposal. Whoever flies it answers for permission, airspace of the day, obstacles and weather.</p>"""

    def initAlgorithm(self, configuration=None):
        self.add_plan_parameters()
        for name, title, kind, optional, help_text in (
            ("ROUTES", "Routes", Qgis.ProcessingSourceType.VectorLine, False, ROUTES_HELP),
            ("WAYPOINTS", "Waypoints", Qgis.ProcessingSourceType.VectorPoint, True, WAYPOINTS_HELP),
            ("UNSERVED", "Unserved spots", Qgis.ProcessingSourceType.VectorPoint, True, UNSERVED_HELP),
        ):
            self.add(QgsProcessingParameterFeatureSink(name, tr(title), kind, None, optional, True), help_text)
        for name, title in (
            ("SERVED_PRIORITY", "Priority served"),
            ("TOTAL_PRIORITY", "Priority of all spots"),
            ("UPPER_BOUND", "Priority that no plan of these stops, in the ways considered here, can exceed"),
            ("ROUTE_COUNT", "Routes"),
            ("ITERATIONS", "Steps of the solver"),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, tr(title)))
        self.addOutput(QgsProcessingOutputString("CRS", tr("CRS worked in")))

    def compute(self, parameters, context, feedback):
        task, start = self.task(parameters, context)
        read = self.read(parameters, context, feedback)
        aircraft = self.aircraft(parameters, context, feedback, read)
        plan = plan_sorties(read.spots, read.fleet, read.airspace, aircraft, task, progress_of(feedback, 0.1, 0.95))
        _say(plan, task, read, feedback)
        z_ref = "launch site" if aircraft.ground is None else "AMSL"
        results, to_write = {}, []
        for name, wkb_type, style, order, rows in (
            ("ROUTES", Qgis.WkbType.LineStringZM, "routes", 4, _route_rows(plan, read.fleet, start, z_ref)),
            ("WAYPOINTS", Qgis.WkbType.PointZM, "waypoints", 5, _waypoint_rows(plan, read.ids, task, start, aircraft)),
            ("UNSERVED", Qgis.WkbType.Point, "unserved", 3, _unserved_rows(plan, read.ids)),
        ):
            fields, shapes, columns = rows
            sink, destination = self.parameterAsSink(parameters, name, context, fields, wkb_type, read.crs)
            if sink is None:
                if name == "ROUTES" or parameters.get(name):
                    raise QgsProcessingException(self.invalidSinkError(parameters, name))
                continue
            to_write.append((sink, shapes, columns))
            times = (
                {"ROUTES": ("start", "end"), "WAYPOINTS": ("arrive", "leave")}.get(name, ("", ""))
                if start is not None
                else ("", "")
            )
            dress(context, destination, style, order, *times)
            results[name] = destination
        while to_write:  # every output was opened before any is written
            write(*to_write.pop(0))
        feedback.setProgress(100)
        return results | {
            "SERVED_PRIORITY": plan.served_priority,
            "TOTAL_PRIORITY": plan.total_priority,
            "UPPER_BOUND": plan.upper_bound,
            "ROUTE_COUNT": len(plan.sorties),
            "ITERATIONS": plan.iterations,
            "CRS": read.crs.authid() or read.crs.toProj(),
        }


def _say(plan: Plan, task: Task, read: PlanInput, feedback) -> None:
    """What was planned, how good it is known to be, and why the rest isn't served."""
    feedback.pushInfo(f"{len(read.spots.geometry):,} blind spots make {plan.stops:,} stops.")
    bound = (
        f"no plan that serves these stops in the ways considered here can serve more than {plan.upper_bound:.4g} "
        "(fractional knapsack of the batteries)"
    )
    limit = f"{plan.iterations:,} steps" + ("" if task.iterations else f" in {task.seconds:g} s")
    feedback.pushInfo(
        f"{len(plan.sorties)} sorties serve a priority of {plan.served_priority:.4g} of {plan.total_priority:.4g}; "
        f"{bound}. "
        f"Built-in solver, seed {task.seed}, {limit}."
    )
    for sortie in plan.sorties:
        feedback.pushInfo(
            f"Drone {sortie.drone}, sortie {sortie.number}, from {read.fleet.names[sortie.site]}: "
            f"{len(set(sortie.spots))} spots, "
            f"{sortie.flight.duration / 60:.1f} min, {sortie.flight.length / 1000:.2f} km, {sortie.energy_wh:.1f} Wh."
        )
    for reason, count in Counter(left.reason for left in plan.unserved).most_common():
        feedback.pushInfo(f"{count:,} spots, or parts of spots, aren't served: {reason}.")
    if not plan.sorties:
        feedback.pushWarning(
            "No spot can be served; UNSERVED says why, spot by spot. Where they are out of reach, ENDURANCE is too "
            "short "
            "for RESERVE, ALTITUDE and the way there, or the launch sites are too far away."
        )


def _route_rows(plan: Plan, fleet: Fleet, start: float | None, z_ref: str):
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
    )
    sorties = plan.sorties
    columns = (
        [sortie.drone for sortie in sorties],
        [sortie.number for sortie in sorties],
        [fleet.names[sortie.site] for sortie in sorties],
        _moments([sortie.start for sortie in sorties], start),
        _moments([sortie.end for sortie in sorties], start),
        [sortie.flight.duration for sortie in sorties],
        [sortie.flight.length for sortie in sorties],
        [sortie.energy_wh for sortie in sorties],
        [sortie.priority for sortie in sorties],
        [z_ref] * len(sorties),
    )
    return fields, [_line_zm(sortie.line()) for sortie in sorties], columns


def _waypoint_rows(plan: Plan, ids: list[str], task: Task, start: float | None, aircraft: Aircraft):
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


def _unserved_rows(plan: Plan, ids: list[str]):
    fields = fields_of(("spot_id", TEXT), ("priority", REAL), ("reason", TEXT))
    left = plan.unserved
    places = shapely.points([entry.place for entry in left]) if left else np.zeros(0, object)
    columns = (
        [ids[entry.spot] for entry in left],
        [entry.priority for entry in left],
        [entry.reason for entry in left],
    )
    return fields, shapely.to_wkb(places), columns


def _moments(seconds, start: float | None) -> list:
    return [None] * len(seconds) if start is None else moments(seconds)


def _line_zm(vertices: np.ndarray) -> bytes:
    """WKB of a LineStringZM from (n, 4)."""
    return (
        struct.pack("<BII", 1, Qgis.WkbType.LineStringZM.value, len(vertices))
        + np.ascontiguousarray(vertices, dtype="<f8").tobytes()
    )
