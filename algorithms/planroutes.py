"""Plan drone routes: routes that serve the blind spots."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
import shapely
from qgis.core import Qgis, QgsProcessingParameterFeatureSink

from ..engine.airspace.airspace import Airspace
from ..engine.drones.aircraft import Aircraft
from ..engine.drones.flight_plan import FlightPlan, listed_spots, spot_labels
from ..engine.plan.plan import Fleet, Plan, Task, plan_sorties
from ..engine.plan.self_check import checked_flight_plan
from ..engine.text import counted
from ..layers.crs import crs_name
from .base import BlindspotAlgorithm, tr
from .inputs.aircraft import AircraftInput
from .inputs.as_made import Taken, empty_as_made
from .inputs.blind_spots import BlindSpotsInput, GivenSpots
from .inputs.evidence import SCORING
from .inputs.fleet import FleetInput
from .inputs.no_fly import NoFlyInput
from .inputs.task import TaskInput, note_stages
from .outputs.layers import write_layers
from .outputs.plan import ROUTES_HELP, UNSERVED_HELP, WAYPOINTS_HELP, plan_layers
from .run import Run

SPOTS, FLEET, NO_FLY, AIRCRAFT, TASK = BlindSpotsInput(), FleetInput(), NoFlyInput(), AircraftInput(), TaskInput()


@dataclass(frozen=True)
class PlanInput:
    """The input of a plan, in the metric CRS of the spots. start: START in s since the epoch, None where it is
    empty."""

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
    AS_MADE = (Taken(("BLIND_SPOTS",), SCORING, {"TIMEZONE": "TIMEZONE"}),)
    HELP = """<p>Which blind spots can the drones visit tonight, in which sortie and in which order, so that the highest
total priority is served?</p>
<p>Drones hover over points, follow lines and sweep polygons. Every sortie starts and ends at its launch site. It is
flown on one battery, with the reserve left after landing, and it goes around no-fly zones. Time and energy include
wind, climb, descent and hovering.</p>
<p>Drones are separated by altitude layers. Where these do not separate them, the later drone waits (<b>Distance between
drones</b>). At a launch site, some time passes between take-offs and landings (<b>Time between movements at a launch
site</b>).</p>
<p>Spots that are not served are in a layer of their own, with the reason. The output UPPER_BOUND is a limit: no plan
that serves these stops in the ways considered here can serve more. So the difference between it and SERVED_PRIORITY is
the most that a better search could add. "Served" only means that a spot is visited once.</p>
<p>For a first run, give blind spots, launch sites and no-fly zones. Then set the endurance and speed of your own
drones.</p>
<p>A plan is a proposal. The operator is responsible for permission, current airspace restrictions, obstacles and
weather.</p>"""

    def initAlgorithm(self, configuration=None):
        SPOTS.add(self)
        FLEET.add(self)
        NO_FLY.add(self)
        AIRCRAFT.add(self)
        TASK.add_service(self)
        AIRCRAFT.add_conditions(self)
        TASK.add_start(self)
        empty_as_made(self, ("TIMEZONE",), "the blind spots")
        FLEET.add_details(self)
        AIRCRAFT.add_details(self)
        TASK.add_separation(self)
        TASK.add_solver(self)
        for name, title, kind, optional, help_text in (
            ("ROUTES", "Routes", Qgis.ProcessingSourceType.VectorLine, False, ROUTES_HELP),
            ("WAYPOINTS", "Waypoints", Qgis.ProcessingSourceType.VectorPoint, True, WAYPOINTS_HELP),
            ("UNSERVED", "Unserved spots", Qgis.ProcessingSourceType.VectorPoint, True, UNSERVED_HELP),
        ):
            keeps = "ZM" if name in ("ROUTES", "WAYPOINTS") else ""
            sink = QgsProcessingParameterFeatureSink(name, tr(title), kind, None, optional, True)
            self.add(sink, help_text, keeps=keeps)
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
        plan, flight_plan = _planned(run, read)
        return _written(run, read, plan, flight_plan)


def _read(run: Run) -> PlanInput:
    task, start = TASK.read(run)
    spots = SPOTS.read(run)
    airspace = NO_FLY.read(run, spots.crs)
    fleet = FLEET.read(run, spots.crs)
    shapes = np.concatenate((spots.targets.geometry, shapely.points(fleet.sites)))
    aircraft = AIRCRAFT.over_terrain(run, AIRCRAFT.read(run), shapes, spots.crs)
    return PlanInput(spots, fleet, airspace, aircraft, task, start)


def _planned(run: Run, read: PlanInput) -> tuple[Plan, FlightPlan]:
    """The plan, and the flight plan made from it. The flight plan has passed the independent check."""
    targets, fleet, airspace, aircraft, task = read.spots.targets, read.fleet, read.airspace, read.aircraft, read.task
    plan = plan_sorties(targets, fleet, airspace, aircraft, task, run.progress(0.1, 0.9))
    ids, names, progress = read.spots.ids, read.spots.names, run.progress(0.9, 0.95)
    flight_plan = checked_flight_plan(plan, ids, targets, fleet, airspace, aircraft, task, read.start, progress, names)
    _report(run, plan, flight_plan, read)
    return plan, flight_plan


def _written(run: Run, read: PlanInput, plan: Plan, flight_plan: FlightPlan) -> dict:
    """Writes routes, waypoints and unserved spots; returns all results."""
    crs = read.spots.crs
    run.facts["ITERATIONS"] = plan.iterations
    note_stages(run, plan.stages)
    return {
        **write_layers(run, 0.95, *plan_layers(flight_plan, crs)),
        "SERVED_PRIORITY": flight_plan.served_priority,
        "TOTAL_PRIORITY": flight_plan.total_priority,
        "UPPER_BOUND": plan.upper_bound,
        "ROUTE_COUNT": len(flight_plan.routes),
        "ITERATIONS": plan.iterations,
        "CRS": crs_name(crs),
    }


def _report(run: Run, plan: Plan, flight_plan: FlightPlan, read: PlanInput) -> None:
    """Reports the plan, its upper bound, and why spots are not served."""
    spots = len(read.spots.targets.geometry)
    run.say(f"{counted(spots, 'blind spot gives', 'blind spots give')} {counted(plan.stops, 'stop')}.")
    if plan.shared is not None and (others := plan.shared.others):
        lie = counted(others, "spot practically coincides with another one", "spots practically coincide with others")
        run.say(f"{lie}: one visit serves them together.")
    bound = (
        f"no plan that serves these stops in the ways considered here can serve more than {plan.upper_bound:.4g} "
        f"({plan.bound_method})"
    )
    limit = f"{plan.iterations:,} steps" + ("" if read.task.iterations else f" in {read.task.seconds:g} s")
    sorties = counted(len(plan.sorties), "sortie serves", "sorties serve")
    run.say(
        f"{sorties} a priority of {plan.served_priority:.4g} of {plan.total_priority:.4g}; {bound}. "
        f"Built-in solver, seed {read.task.seed}, {limit}."
    )
    for sortie, names in zip(plan.sorties, flight_plan.routes.spots, strict=True):
        run.say(
            f"Drone {sortie.drone}, sortie {sortie.number}, from {read.fleet.names[sortie.site]}: "
            f"{counted(len(set(sortie.spots)), 'spot')} ({names}), "
            f"{sortie.flight.duration / 60:.1f} min, {sortie.flight.length / 1000:.2f} km, {sortie.energy_wh:.1f} Wh."
        )
    left = flight_plan.unserved
    labels = np.array(spot_labels(left.spot_name.tolist(), left.spot_id.tolist()), dtype=object)
    for reason, count in Counter(left.reason.tolist()).most_common():
        spots = counted(count, "spot, or part of a spot, is", "spots, or parts of spots, are")
        some = left.reason == reason
        which = f" ({listed_spots(labels[some].tolist())})" if any(left.spot_name[some]) else ""
        run.say(f"{spots} not served: {reason}{which}.")
    if not plan.sorties:
        run.warn(
            "No spot can be served. UNSERVED gives the reason for each spot. If spots are out of reach, ENDURANCE is "
            "too short for RESERVE, ALTITUDE and the distance, or the launch sites are too far away."
        )
