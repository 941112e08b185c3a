"""Plan drone routes: routes that close the gaps of the blind spots."""

from collections import Counter
from dataclasses import dataclass, replace

import numpy as np
import shapely
from qgis.core import Qgis, QgsProcessingParameterFeatureSink

from ..engine.airspace.airspace import Airspace
from ..engine.drones.aircraft import Aircraft
from ..engine.drones.flight_plan import FlightPlan, listed_spots, reason_text, spot_labels
from ..engine.plan.allowance import allowance_sentences
from ..engine.plan.closing_report import closing_sentences
from ..engine.plan.plan import Fleet, Plan, Task
from ..engine.plan.sound_plan import sound_plan
from ..engine.plan.zones_met import flight_heights, flight_span
from ..engine.text import counted, figure
from ..engine.timing.text import duration_text
from ..layers.crs import crs_name
from .base import BlindspotAlgorithm, tr
from .inputs.aircraft import AircraftInput
from .inputs.blind_spots import BlindSpotsInput, GivenSpots
from .inputs.closing import WATCH, ClosingInput, measures_scored_places
from .inputs.drone_sight import NAMES as SIGHT_NAMES
from .inputs.drone_sight import DroneSightInput, as_scored
from .inputs.evidence import SCORING
from .inputs.fleet import FleetInput
from .inputs.no_fly import NoFlyInput, note_zones
from .inputs.objective import ObjectiveInput
from .inputs.privacy import PrivacyInput, privacy_minutes
from .inputs.taken import Taken, empty_as_made
from .inputs.task import TaskInput, note_stages
from .outputs.layers import write_layers
from .outputs.plan import CLOSED_HELP, ROUTES_HELP, UNSERVED_HELP, WAYPOINTS_HELP, plan_layers
from .run import Run

SPOTS, FLEET, NO_FLY, AIRCRAFT, TASK = BlindSpotsInput(), FleetInput(), NoFlyInput(), AircraftInput(), TaskInput()
OBJECTIVE, CLOSING, PRIVACY, SIGHT = ObjectiveInput(), ClosingInput(), PrivacyInput(), DroneSightInput()


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
    TITLE = "Plan drone routes"
    SUMMARY = "Where and when should drones fly to close the most of the gaps?"
    TAGS = ("drone", "uav", "uas", "route", "mission", "orienteering", "no-fly", "sweep", "survey", "battery", "wind")
    BASIC = (
        *("BLIND_SPOTS", "LAUNCH_SITES", "NO_FLY", "PRIVACY", "TERRAIN"),
        *("START",),
        *("DRONES", "SORTIES", "AIRCRAFT", "ENDURANCE", "SPEED", "ALTITUDE"),
        *("CAMERA", "SWATH"),
    )
    BLOCKS = (SPOTS, FLEET, NO_FLY, PRIVACY, AIRCRAFT, TASK, OBJECTIVE, CLOSING, SIGHT)
    AS_MADE = (
        Taken(("BLIND_SPOTS",), SCORING, {name: name for name in ("TIMEZONE", *WATCH)}),
        as_scored("BLIND_SPOTS"),
        Taken(("BLIND_SPOTS",), ("findblindspots",), {"SCORED": "INPUT"}, measures_scored_places, if_found=True),
    )
    HELP = """<p>Where and when should the drones fly, so that they close the most of the gaps? The planner uses all
drones, all batteries and all hours of the watch.</p>
<p>A visit <b>closes</b> what began up to one revisit interval before it, because it is noticed in time. So a spot may
be worth several visits, and a visit soon after another one closes little. The planner chooses the stops of each
sortie, their order, and when the sortie takes off: from the start of the watch until one revisit interval after its
end. CLOSED_PRIORITY is the priority that the plan closes, as Assess a plan measures it. SHARE_CLOSED is its share of
the priority of all scored places (SCORED), or of the spots where these are not given; TOTAL_PRIORITY is
that of the spots alone. When in the watch the gap of a spot is open comes from Score gaps, by way of Find blind spots
(gap_profile). Without that, the gap is taken to be the same at all hours.</p>
<p>With <b>Serve each spot once</b> as the objective, the drones visit the spots that together have the highest
priority, each once. "Served" means visited once; it does not mean that the gap is closed.</p>
<p>Drones hover over points, follow lines and sweep polygons. Every sortie starts and ends at its launch site. It is
flown on one battery, with the reserve left after landing, and it goes around no-fly zones. Time and energy include
wind, climb, descent and hovering.</p>
<p>At <b>privacy places</b> (homes, schools, clinics, places of worship) drones do not hover, follow lines or sweep.
They cross them only high enough, and for so many minutes a night as you allow. What is lost to that needs ground
patrol.</p>
<!-- more -->
<p>Drones are separated by altitude layers. Where these do not separate them, the later drone waits (<b>Distance between
drones</b>). At a launch site, a time passes between take-offs and landings (<b>Time between movements at a launch
site</b>).</p>
<p>Spots that no drone visits are in a layer of their own, with the reason. <b>Where more drones stop paying</b>: the
log says what one more sortie for each drone, and one more drone, would close. UPPER_BOUND says how much better a plan
could be at most: visits to these stops, in the ways considered here, cannot close (or serve) more. It includes what
this plan closes in passing, between its stops.</p>
<p><b>Buildings</b> hide the ground behind them from drones that fly too low. What is hidden does not count as closed.
What no stop sees at this altitude is among the spots that are not visited, and the log says what helps.</p>
<!-- /more -->
<p>With a <b>Camera</b>, leave Swath and Detection range of the drones empty: they follow from it and from the altitude,
and the log says whether a pixel is small enough to detect people. Without a camera the Swath is 60 m.</p>
<p>For a first run, give blind spots, launch sites and no-fly zones. Then set the endurance and speed of your own
drones, and how many sorties each may fly.</p>
<p>A plan is a proposal. The operator is responsible for permission, current airspace restrictions, obstacles and
weather.</p>"""

    def declare(self):
        SPOTS.add(self)
        OBJECTIVE.add_objective(self)
        TASK.add_start(self)
        CLOSING.add(self)
        FLEET.add(self)
        FLEET.add_details(self)
        FLEET.add_battery(self)
        AIRCRAFT.add(self)
        AIRCRAFT.add_conditions(self)
        AIRCRAFT.add_details(self)
        AIRCRAFT.add_allowance(self)
        TASK.add_service(self)
        SIGHT.add(self)
        NO_FLY.add(self)
        PRIVACY.add(self)
        TASK.add_separation(self)
        TASK.add_solver(self)
        empty_as_made(self.declared, ("TIMEZONE", *WATCH, *SIGHT_NAMES), tr("the blind spots"))
        for name, title, kind, optional, help_text in (
            ("ROUTES", "Routes", Qgis.ProcessingSourceType.VectorLine, False, ROUTES_HELP),
            ("WAYPOINTS", "Waypoints", Qgis.ProcessingSourceType.VectorPoint, True, WAYPOINTS_HELP),
            ("UNSERVED", "Spots that are not visited", Qgis.ProcessingSourceType.VectorPoint, True, UNSERVED_HELP),
            ("SPOTS", "Spots and their visits", Qgis.ProcessingSourceType.VectorAnyGeometry, True, CLOSED_HELP),
        ):
            keeps = "ZM" if name in ("ROUTES", "WAYPOINTS") else ""
            sink = QgsProcessingParameterFeatureSink(name, tr(title), kind, None, optional, name != "SPOTS")
            self.add(sink, help_text, keeps=keeps)
        self.add_numbers(
            ("SERVED_PRIORITY", "Priority served (if each spot is served once)"),
            ("TOTAL_PRIORITY", "Priority of all spots"),
            ("UPPER_BOUND", "Upper bound of the priority (closed or served by visits to these stops)"),
            ("ROUTE_COUNT", "Routes"),
            ("ITERATIONS", "Steps of the solver"),
            ("CLOSED_PRIORITY", "Priority closed over the watch"),
            ("SHARE_CLOSED", "Share of the priority closed (%, of scored places if given, else of spots)"),
            ("DRONE_MINUTES", "Minutes in the air"),
            ("PRIVACY_MINUTES", "Minutes over privacy places (if there are any)"),
        )
        self.add_texts()

    def unused(self, parameters):
        """The parameters that do not matter with these values."""
        return WATCH if parameters.get("OBJECTIVE") == 1 else ()

    def compute(self, run):
        read = read_input(run)
        plan, flight_plan = _planned(run, read)
        return _written(run, read, plan, flight_plan)


def read_input(run: Run) -> PlanInput:
    """What a plan is made of."""
    task, start = TASK.read(run)
    spots = SPOTS.read(run)
    if OBJECTIVE.closes(run):
        task, targets = CLOSING.read(run, task, start, TASK.timezone(run), spots)
        spots = replace(spots, targets=targets)
    reach = task.service.swath / 2 if task.watch is None else task.watch.detection_range
    scored = None if task.watch is None else task.watch.scored
    looked_at = [spots.targets.geometry, [] if scored is None else shapely.points(scored.places.x, scored.places.y)]
    sight = SIGHT.read(run, spots.crs, looked_at, reach)
    task = replace(task, privacy=PRIVACY.read(run, spots.crs), sight=sight)
    fleet = FLEET.read(run, spots.crs)
    shapes = np.concatenate((spots.targets.geometry, shapely.points(fleet.sites)))
    aircraft = AIRCRAFT.over_terrain(run, AIRCRAFT.read_to_plan(run), shapes, spots.crs)
    span = (None, None) if start is None else flight_span(task, fleet, aircraft)
    airspace = NO_FLY.read(run, spots.crs, fleet.sites, flight_heights(aircraft, task, fleet, shapes), *span)
    return PlanInput(spots, fleet, airspace, aircraft, task, start)


def _planned(run: Run, read: PlanInput) -> tuple[Plan, FlightPlan]:
    """The plan, and the flight plan made from it. The flight plan has passed the independent check."""
    spots = read.spots
    found = sound_plan(
        spots.ids,
        spots.targets,
        read.fleet,
        read.airspace,
        read.aircraft,
        read.task,
        read.start,
        run.doing(_searching(read), 0.05, 0.98),
        spots.names,
    )
    run.warn(*found.notes)
    note_zones(run, found.airspace)
    _report(run, found.plan, found.flight_plan, read)
    return found.plan, found.flight_plan


def _searching(read: PlanInput) -> str:
    """What is done while the plan is made."""
    spots, task = counted(len(read.spots.targets.geometry), "spot"), read.task
    if task.iterations:
        return tr("Searching for routes to {spots}, {steps:,} steps.", spots=spots, steps=task.iterations)
    return tr("Searching for routes to {spots}, for {time} at most.", spots=spots, time=duration_text(task.seconds))


def _written(run: Run, read: PlanInput, plan: Plan, flight_plan: FlightPlan) -> dict:
    """Writes routes, waypoints and unserved spots; returns all results."""
    crs = read.spots.crs
    run.facts["ITERATIONS"] = plan.iterations
    note_stages(run, plan.stages)
    return {
        **write_layers(run, 0.98, *plan_layers(flight_plan, crs, read.spots.targets.geometry)),
        **_values(plan),
        **privacy_minutes([plan]),
        "TOTAL_PRIORITY": flight_plan.total_priority,
        "UPPER_BOUND": plan.upper_bound,
        "ROUTE_COUNT": len(flight_plan.routes),
        "ITERATIONS": plan.iterations,
        "CRS": crs_name(crs),
    }


def _values(plan: Plan) -> dict[str, float]:
    """The numbers that depend on the objective."""
    minutes = {"DRONE_MINUTES": sum(sortie.flight.duration for sortie in plan.sorties) / 60}
    if plan.closing is None:
        return {"SERVED_PRIORITY": plan.served_priority, **minutes}
    return {"CLOSED_PRIORITY": plan.closing.priority, "SHARE_CLOSED": plan.closing.share, **minutes}


def _report(run: Run, plan: Plan, flight_plan: FlightPlan, read: PlanInput) -> None:
    """Reports the plan, its upper bound, and why spots are not visited."""
    spots = len(read.spots.targets.geometry)
    give = counted(spots, "blind spot gives", "blind spots give")
    run.say(tr("{spots} {stops}.", spots=give, stops=counted(plan.stops, "stop")))
    if plan.shared is not None and (others := plan.shared.others):
        lie = counted(others, "spot practically coincides with another one", "spots practically coincide with others")
        run.say(tr("{lie}: they are visited together.", lie=lie))
    run.say(*(plan.privacy.sentences() if plan.privacy is not None else ()))
    run.warn(*(plan.hidden.sentences() if plan.hidden is not None else ()))
    run.say(*allowance_sentences([sortie.flight for sortie in plan.sorties], read.aircraft))
    if plan.closing is not None:
        run.say(*closing_sentences(plan, flight_plan.routes.spots, read.fleet, read.task))
        _report_unvisited(run, flight_plan, served=False)
        if not plan.sorties:
            run.warn(_nothing(read, served=False))
        return
    bound = tr(
        "no plan that serves these stops in the ways considered here can serve more than {figure} ({method})",
        figure=figure(plan.upper_bound),
        method=plan.bound_method,
    )
    limit = counted(plan.iterations, "step") + (
        "" if read.task.iterations else tr(" in {seconds:.1f} s", seconds=plan.seconds)
    )
    sorties = counted(len(plan.sorties), "sortie serves", "sorties serve")
    run.say(
        tr(
            "{sorties} a priority of {served} of {total}; {bound}. Built-in solver, seed {seed}, {limit}.",
            sorties=sorties,
            served=figure(plan.served_priority),
            total=figure(plan.total_priority),
            bound=bound,
            seed=read.task.seed,
            limit=limit,
        )
    )
    for sortie, names in zip(plan.sorties, flight_plan.routes.spots, strict=True):
        run.say(
            tr(
                "Drone {drone}, sortie {sortie}, from {site}: {spots} ({names}), {duration:.1f} min, {length:.2f} km, "
                "{energy_wh:.1f} Wh.",
                drone=sortie.drone,
                sortie=sortie.number,
                site=read.fleet.names[sortie.site],
                spots=counted(len(set(sortie.spots)), "spot"),
                names=names,
                duration=sortie.flight.duration / 60,
                length=sortie.flight.length / 1000,
                energy_wh=sortie.energy_wh,
            )
        )
    _report_unvisited(run, flight_plan, served=True)
    if not plan.sorties:
        run.warn(_nothing(read, served=True))


def _report_unvisited(run: Run, flight_plan: FlightPlan, served: bool) -> None:
    """Says why spots are not served, or not visited."""
    left = flight_plan.unserved
    labels = np.array(spot_labels(left.spot_name.tolist(), left.spot_id.tolist()), dtype=object)
    for reason, count in Counter(left.reason.tolist()).most_common():
        if served:
            spots = counted(count, "spot, or part of a spot, is not served", "spots, or parts of spots, are not served")
        else:
            spots = counted(
                count, "spot, or part of a spot, is not visited", "spots, or parts of spots, are not visited"
            )
        some = left.reason == reason
        names = tr(" ({text})", text=listed_spots(labels[some].tolist())) if any(left.spot_name[some]) else ""
        run.say(tr("{spots}: {reason}{names}.", spots=spots, reason=reason_text(reason), names=names))


def _nothing(read: PlanInput, served: bool) -> str:
    said = tr("No spot can be served.") if served else tr("No spot can be visited.")
    if read.fleet.charge is not None and (read.fleet.charge < 1).any():
        return tr(
            "{said} UNSERVED has the reason for each. The drones begin with less than a full battery: leave "
            "BATTERY_FIELD empty if the batteries are changed before the flight.",
            said=said,
        )
    return tr(
        "{said} UNSERVED has the reason for each. If spots are out of reach, ENDURANCE is too short for RESERVE, "
        "ALTITUDE and the distance, or the launch sites are too far away.",
        said=said,
    )
