"""Blind spots to drone routes."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
import shapely
from qgis.core import Qgis, QgsProcessingParameterFeatureSink

from ..engine.airspace.airspace import Airspace
from ..engine.drones.aircraft import Aircraft
from ..engine.plan.plan import Fleet, Plan, Task, plan_sorties
from ..engine.plan.self_check import require_sound
from .base import BlindspotAlgorithm, tr
from .inputs.aircraft import AircraftInput
from .inputs.blind_spots import BlindSpotsInput, GivenSpots
from .inputs.fleet import FleetInput
from .inputs.no_fly import NoFlyInput
from .inputs.task import TaskInput
from .outputs.layers import write_layers
from .outputs.plan import ROUTES_HELP, UNSERVED_HELP, WAYPOINTS_HELP, plan_layers
from .run import Run

SPOTS, FLEET, NO_FLY, AIRCRAFT, TASK = BlindSpotsInput(), FleetInput(), NoFlyInput(), AircraftInput(), TaskInput()


@dataclass(frozen=True)
class PlanInput:
    """What a plan is made from, in the metric CRS of the spots. start: START in s since the epoch, if given."""

    spots: GivenSpots
    fleet: Fleet
    airspace: Airspace
    aircraft: Aircraft
    task: Task
    start: float | None


class PlanRoutes(BlindspotAlgorithm):
    """blindspot:planroutes"""

    ID = "planroutes"
    TITLE = "4 Plan drone routes"
    TAGS = ("drone", "uav", "uas", "route", "mission", "orienteering", "no-fly", "sweep", "survey", "battery", "wind")
    BLOCKS = (SPOTS, FLEET, NO_FLY, AIRCRAFT, TASK)
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
        SPOTS.add(self)
        FLEET.add(self)
        NO_FLY.add(self)
        AIRCRAFT.add(self)
        TASK.add_service(self)
        AIRCRAFT.add_conditions(self)
        TASK.add_start(self)
        FLEET.add_details(self)
        AIRCRAFT.add_details(self)
        TASK.add_separation(self)
        TASK.add_solver(self)
        for name, title, kind, optional, help_text in (
            ("ROUTES", "Routes", Qgis.ProcessingSourceType.VectorLine, False, ROUTES_HELP),
            ("WAYPOINTS", "Waypoints", Qgis.ProcessingSourceType.VectorPoint, True, WAYPOINTS_HELP),
            ("UNSERVED", "Unserved spots", Qgis.ProcessingSourceType.VectorPoint, True, UNSERVED_HELP),
        ):
            self.add(QgsProcessingParameterFeatureSink(name, tr(title), kind, None, optional, True), help_text)
        self.add_numbers(
            ("SERVED_PRIORITY", "Priority served"),
            ("TOTAL_PRIORITY", "Priority of all spots"),
            ("UPPER_BOUND", "Priority that no plan of these stops, in the ways considered here, can exceed"),
            ("ROUTE_COUNT", "Routes"),
            ("ITERATIONS", "Steps of the solver"),
        )
        self.add_texts()

    def compute(self, run):
        read = _read(run)
        plan = _planned(run, read)
        return _written(run, read, plan)


def _read(run: Run) -> PlanInput:
    task, start = TASK.read(run)
    spots = SPOTS.read(run)
    airspace = NO_FLY.read(run, spots.crs)
    fleet = FLEET.read(run, spots.crs)
    shapes = np.concatenate((spots.targets.geometry, shapely.points(fleet.sites)))
    aircraft = AIRCRAFT.over_terrain(run, AIRCRAFT.read(run), shapes, spots.crs)
    return PlanInput(spots, fleet, airspace, aircraft, task, start)


def _planned(run: Run, read: PlanInput) -> Plan:
    """The plan, which has passed the independent check."""
    given = read.spots.targets, read.fleet, read.airspace, read.aircraft, read.task
    plan = plan_sorties(*given, run.progress(0.1, 0.9))
    require_sound(
        plan,
        read.spots.targets,
        read.spots.ids,
        read.fleet,
        read.airspace.zones,
        0.0,
        read.aircraft,
        read.task,
        read.start,
        run.progress(0.9, 0.95),
    )
    _report(run, plan, read)
    return plan


def _written(run: Run, read: PlanInput, plan: Plan) -> dict:
    """Writes routes, waypoints and what isn't served; returns all results."""
    layers = plan_layers(plan, read.spots.ids, read.fleet.names, read.task, read.start, read.aircraft, read.spots.crs)
    return {
        **write_layers(run, 0.95, *layers),
        "SERVED_PRIORITY": plan.served_priority,
        "TOTAL_PRIORITY": plan.total_priority,
        "UPPER_BOUND": plan.upper_bound,
        "ROUTE_COUNT": len(plan.sorties),
        "ITERATIONS": plan.iterations,
        "CRS": read.spots.crs.authid() or read.spots.crs.toProj(),
    }


def _report(run: Run, plan: Plan, read: PlanInput) -> None:
    """What was planned, how good it is known to be, and why the rest isn't served."""
    run.say(f"{len(read.spots.targets.geometry):,} blind spots make {plan.stops:,} stops.")
    bound = (
        f"no plan that serves these stops in the ways considered here can serve more than {plan.upper_bound:.4g} "
        f"({plan.bound_method})"
    )
    limit = f"{plan.iterations:,} steps" + ("" if read.task.iterations else f" in {read.task.seconds:g} s")
    run.say(
        f"{len(plan.sorties)} sorties serve a priority of {plan.served_priority:.4g} of {plan.total_priority:.4g}; "
        f"{bound}. "
        f"Built-in solver, seed {read.task.seed}, {limit}."
    )
    for sortie in plan.sorties:
        run.say(
            f"Drone {sortie.drone}, sortie {sortie.number}, from {read.fleet.names[sortie.site]}: "
            f"{len(set(sortie.spots))} spots, "
            f"{sortie.flight.duration / 60:.1f} min, {sortie.flight.length / 1000:.2f} km, {sortie.energy_wh:.1f} Wh."
        )
    for reason, count in Counter(left.reason for left in plan.unserved).most_common():
        run.say(f"{count:,} spots, or parts of spots, aren't served: {reason}.")
    if not plan.sorties:
        run.warn(
            "No spot can be served; UNSERVED says why, spot by spot. Where they are out of reach, ENDURANCE is too "
            "short "
            "for RESERVE, ALTITUDE and the way there, or the launch sites are too far away."
        )
