"""Blind spots to drone routes."""

from collections import Counter

from qgis.core import (
    Qgis,
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFeatureSink,
)

from ..engine.plan.as_flight_plan import as_flight_plan, promise_of
from ..engine.plan.plan import Plan, Task, plan_sorties
from ..engine.plan.self_check import require_sound
from ..layers.progress import progress_of
from ..layers.sinks import write
from ..layers.styling import dress
from .base import tr
from .inputs.blind_spots import PlanInput, RoutePlanner
from .outputs.plan import ROUTES_HELP, UNSERVED_HELP, WAYPOINTS_HELP, route_rows, unserved_rows, waypoint_rows


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
<p>Drones are kept apart by altitude layers first; where these can't part them, at take-off and landing above all, the
later one waits (SEPARATION).</p>
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
        plan = plan_sorties(read.spots, read.fleet, read.airspace, aircraft, task, progress_of(feedback, 0.1, 0.9))
        flight_plan = as_flight_plan(plan, read.ids, read.fleet, aircraft, task, start)
        require_sound(
            flight_plan,
            promise_of(plan, read.ids, read.spots),
            read.fleet,
            read.airspace.zones,
            0.0,
            aircraft,
            task,
            start,
            progress_of(feedback, 0.9, 0.95),
        )
        _say(plan, task, read, feedback)
        results, to_write = {}, []
        for name, wkb_type, style, order, rows in (
            ("ROUTES", Qgis.WkbType.LineStringZM, "routes", 4, route_rows(flight_plan)),
            ("WAYPOINTS", Qgis.WkbType.PointZM, "waypoints", 5, waypoint_rows(flight_plan)),
            ("UNSERVED", Qgis.WkbType.Point, "unserved", 3, unserved_rows(flight_plan)),
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
            "SERVED_PRIORITY": flight_plan.served_priority,
            "TOTAL_PRIORITY": flight_plan.total_priority,
            "UPPER_BOUND": plan.upper_bound,
            "ROUTE_COUNT": len(flight_plan.routes),
            "ITERATIONS": plan.iterations,
            "CRS": read.crs.authid() or read.crs.toProj(),
        }


def _say(plan: Plan, task: Task, read: PlanInput, feedback) -> None:
    """What was planned, how good it is known to be, and why the rest isn't served."""
    feedback.pushInfo(f"{len(read.spots.geometry):,} blind spots make {plan.stops:,} stops.")
    bound = (
        f"no plan that serves these stops in the ways considered here can serve more than {plan.upper_bound:.4g} "
        f"({plan.bound_method})"
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
