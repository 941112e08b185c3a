"""Plan many nights: drone routes for each night, planned as if the earlier nights had been flown."""

from dataclasses import dataclass, replace

import numpy as np
import shapely
from qgis.core import Qgis, QgsProcessingParameterBoolean, QgsProcessingParameterFeatureSink

from ..engine.airspace.airspace import airspace_around
from ..engine.drones.flight_plan import FlightPlan
from ..engine.errors import UserError
from ..engine.gain.mixture import mixture
from ..engine.gain.night import spot_ids
from ..engine.gain.rotation import (
    Drones,
    Night,
    RotationRules,
    fly_rotation,
    full_effect_delay,
    out_of_reach,
    plan_rotation,
    start_times,
    watch_starts,
)
from ..engine.plan.launch_sites import check_sites
from ..engine.plan.plan import Fleet, Task
from ..engine.plan.self_check import checked_flight_plan
from ..engine.plan.watch_task import WatchTask
from ..engine.plan.zones_met import flight_heights, flight_span
from ..engine.progress import Progress, part
from ..engine.score.evidence import Evidence
from ..engine.text import counted
from ..engine.timing.watch import Watch
from .base import BlindspotAlgorithm, tr
from .inputs.aircraft import AircraftInput
from .inputs.camera import CameraInput
from .inputs.detection import add_drone_range
from .inputs.evidence import EvidenceInput, ScoreInput
from .inputs.fixes import AS_TRACKS
from .inputs.fleet import FleetInput
from .inputs.no_fly import NoFlyInput, note_nights
from .inputs.objective import ObjectiveInput
from .inputs.parameters import moment, number, whole
from .inputs.privacy import PrivacyInput, privacy_minutes
from .inputs.sight import SightInput
from .inputs.spot_rules import SpotRulesInput
from .inputs.task import TaskInput, note_stages
from .inputs.watch import SCOPE, scope, sun_angle
from .outputs.layers import write_layers
from .outputs.nights import OUTPUT_HELP, SPOTS_HELP, NamedSpots, PlannedNights, night_layers
from .outputs.nights_certificate import add_certificate, certified, check_certificate, planning_ends
from .outputs.nights_report import night_reporter, report_drawn, report_far, report_mixture, report_rotation
from .outputs.plan import NIGHTS_HELP, ROUTES_HELP, UNSERVED_HELP, WAYPOINTS_HELP
from .run import Run

SCORE, RULES = EvidenceInput(sight=SightInput(heights=True)), SpotRulesInput()
FLEET, NO_FLY, AIRCRAFT, TASK, OBJECTIVE = (
    FleetInput(),
    NoFlyInput(),
    AircraftInput(),
    TaskInput(),
    ObjectiveInput(),
)
PRIVACY = PrivacyInput()
CAMERA = CameraInput()
MAX_NIGHTS = 366
LINES, POINTS, ANY = (
    Qgis.ProcessingSourceType.VectorLine,
    Qgis.ProcessingSourceType.VectorPoint,
    Qgis.ProcessingSourceType.VectorAnyGeometry,
)


@dataclass(frozen=True)
class NightsInput:
    """The input of the nights. begins: (N,) start of the flights of each night, in s since the epoch; far: (n,) whether
    a place is out of reach of the drones."""

    score: ScoreInput
    evidence: Evidence
    drones: Drones
    rules: RotationRules
    begins: np.ndarray
    far: np.ndarray


class PlanNights(BlindspotAlgorithm):
    """blindspot:plannights"""

    ID = "plannights"
    TITLE = "Plan many nights"
    SUMMARY = "Where and when should drones fly tonight, tomorrow, and all week?"
    TAGS = ("drone", "rota", "rotation", "schedule", "week", "rolling", "unpredictable", "random", "patrol", "gap")
    BASIC = (
        *("INPUT", "TIME_FIELD", "UNIT_FIELD", "AREA"),
        *("WATCH_START", "WATCH_END", "REVISIT", "DEMAND"),
        *("NIGHTS", "LAUNCH_SITES", "NO_FLY"),
        *("DRONES", "SORTIES", "AIRCRAFT"),
        *("UNPREDICTABLE",),
    )
    BLOCKS = (SCORE, RULES, FLEET, NO_FLY, PRIVACY, AIRCRAFT, TASK, OBJECTIVE)
    AS_MADE = (AS_TRACKS,)
    HELP = """<p>Where and when should the drones fly tonight, tomorrow, and all week? Each night is planned as in Plan
drone routes: its sorties close as much of the gap over the watch as they can. Then the next night is planned, with what
the nights before it leave. Patrols are assumed to continue as in the period.</p>
<p><b>The nights are a rotation.</b> For the score, the plan of night 1 is flown in the first watch of the period, the
plan of night 2 in the next watch, and so on; after the last night the rotation starts again. Each plan is made for the
gaps of those watches in which it is flown. PRIORITY_AFTER is computed from the gaps that all this would have given, and
CLOSED_PRIORITY is what the drones close. So both count only the gain of visiting a place every so many nights. The
period should have at least as many watches as there are nights.</p>
<!-- more -->
<p><b>What a place counts after a visit</b> is a choice between the highest gain and a fair distribution. A gap is a
mean over all nights, so the highest mean gain may come from flying the same best plan every night. But then the flights
are soon known to everybody, and other places never see a drone. So a place counts less in later nights, the more of its
gap a night has closed. After a night that closed all of it, the place keeps this weight of its priority; after one that
closed 30 %, it loses three tenths as much (it keeps 70 % with a weight of 0, 85 % with 0.5). The factors of several
nights multiply. 1: drones go where the gain is highest, even if that is the same every night. 0: places whose gaps have
been closed in full are left out while there are others; when there are none left, earlier nights no longer count.</p>
<p><b>If the objective is to serve each spot once</b>, gaps are scored again as if all nights so far had been flown, and
a place that drones have served or flown over keeps this weight of its priority after each such night. Flights begin one
revisit interval after the watch begins, or at the time of day of the given first night.</p>
<p>Blind spots are found only among the places that drones can reach. The others are left out, and the log gives their
number. The first night shows which spots cannot be visited, and why; these are not tried again.</p>
<p><b>Draw the nights at random.</b> A rotation can be learned by observation. With this option, several different plans
are made, each for the gaps of all watches. Each plan gets a probability, so that the place that is least likely to be
visited in a night has the highest possible probability of a visit. A place is visited by a plan that comes within the
drones' range. Then a plan is drawn for each night. The least entropy keeps the draw from being certain. Only places in
blind spots (those found before any flight) that at least one plan visits are considered; the lowest probability among
them is LEAST_PROBABILITY. If several mixtures of plans are equally good, the one that visits the most priority is used.
The same seed draws the same nights: choose your own seed, write it down, and keep it secret. The table CERTIFICATE says
how likely somebody escapes who has watched all nights.</p>
<p>Night 1 is the first watch after the period; if a first night is given, it is the first watch from that date on. The
planner chooses when each sortie takes off, from the start of the watch to one revisit interval after its end. The time
to search is for each plan.</p>
<!-- /more -->
<p>A plan is a proposal. The operator is responsible for permission, current airspace restrictions, obstacles and
weather.</p>"""

    def declare(self):
        self._add_nights()
        SCORE.add(self)
        RULES.add(self)
        FLEET.add(self)
        FLEET.add_details(self)
        AIRCRAFT.add(self)
        AIRCRAFT.add_conditions(self)
        AIRCRAFT.add_details(self)
        AIRCRAFT.add_allowance(self)
        TASK.add_service(self)
        NO_FLY.add(self)
        PRIVACY.add(self)
        TASK.add_separation(self)
        TASK.add_solver(self, tr("The time is for each night, or for each plan if nights are drawn at random."))
        for name, title, kind, optional, help_text in (
            ("ROUTES", "Routes", LINES, False, ROUTES_HELP + NIGHTS_HELP),
            ("WAYPOINTS", "Waypoints", POINTS, True, WAYPOINTS_HELP + NIGHTS_HELP),
            ("UNSERVED", "Spots that are not visited", POINTS, True, UNSERVED_HELP + NIGHTS_HELP),
            ("SPOTS", "Blind spots of each night", ANY, True, SPOTS_HELP + NIGHTS_HELP),
            ("OUTPUT", "Gaps before and after", ANY, True, OUTPUT_HELP),
        ):
            shown = name != "SPOTS"
            keeps = "ZM" if name in ("ROUTES", "WAYPOINTS") else ""
            sink = QgsProcessingParameterFeatureSink(name, tr(title), kind, None, optional, shown)
            self.add(sink, help_text, keeps=keeps)
        self.add_numbers(
            ("PRIORITY_BEFORE", "Total priority without drones"),
            ("PRIORITY_AFTER", "Total priority with all nights flown"),
            ("ROUTE_COUNT", "Routes"),
            ("PLACES_VISITED", "Places that drones visit in at least one night"),
            ("LEAST_PROBABILITY", "Least probability of a visit (in a night, of places in blind spots visited)"),
            ("MIXTURE_ENTROPY", "Entropy of the draw (nats)"),
            ("SEED", "Seed used"),
            ("CLOSED_PRIORITY", "Priority that all nights close"),
            ("PRIVACY_MINUTES", "Minutes over privacy places (if there are any), the most of a night"),
        )
        add_certificate(self)
        self.add_texts(SCOPE)

    def _add_nights(self) -> None:
        self.add(
            moment("START", "First night"),
            "The first night is the first watch from this date and time on. If the time of day is in the watch, no "
            "drone takes off before it in any night; else it has no effect. Empty: the first watch after the period. "
            "If each spot is served once, the first drones take off at this time of day; empty: one revisit interval "
            "after the watch begins (at most half of the watch), because a drone notices only what began within the "
            "revisit interval before it comes.",
        )
        self.add(whole("NIGHTS", "Nights", 7, 1, MAX_NIGHTS), "Number of nights to plan.")
        self.add(
            number("RETURN_WEIGHT", "What a place counts after a visit (0 to 1)", 0.5, 0, 1, decimals=2),
            "The share of its priority that a place keeps after an earlier night that closed its gap in full. If the "
            "night closed a part of the gap, that part of the reduction applies. 1: go where the gain is highest, even "
            "if that is the same every night. 0: a place whose gap was closed in full is left out while there are "
            "others; one that was closed by 30 % keeps 70 %. If each spot is served once, a visit counts as closed in "
            "full.",
        )
        self.add(
            QgsProcessingParameterBoolean("UNPREDICTABLE", tr("Draw the nights at random"), False),
            "Makes several plans and draws one of them for each night. Then nobody can predict where the drones go, or "
            "rely on a place to be without drones. Set a Seed of your own, among the advanced parameters, and keep it "
            "secret.",
        )
        self.add(
            whole("PLANS", "Plans to draw from", 12, 2, MAX_NIGHTS),
            "Number of plans, if nights are drawn at random. With more plans more places can be visited, but each of "
            "them is less likely.",
        )
        self.add(
            number("ENTROPY", "Least entropy of the draw (0 to 1)", 0.6, 0, 1, decimals=2),
            "How uncertain the draw must be, if nights are drawn at random. 0: a single plan may be certain, if that "
            "is best for the least likely place. 1: all plans are equally likely. In between: with n different plans, "
            "no plan has a probability above (1 / n) to the power of this value.",
        )
        add_drone_range(self)
        self.add(
            number("DRONE_DETECTION_TIME", "Detection time of the drones (s)", 0),
            "Mean time in range until a drone notices something. 0: at once.",
        )
        OBJECTIVE.add_objective(self)
        OBJECTIVE.add_hours(self)

    def check(self, run):
        wrong = super().check(run)
        if OBJECTIVE.closes(run) and sun_angle(run) is None:
            OBJECTIVE.check_hours(run, SCORE.watch.watch(run, "UTC"))
        check_certificate(run)
        return wrong

    def compute(self, run):
        read = _read(run)
        text = tr("Planning {nights}.", nights=counted(len(read.begins), "night"))
        planned = _planned(run, read, run.doing(text, 0.07, planning_ends(run)))
        return _written(run, read, planned)


def _read(run: Run) -> NightsInput:
    task, start = TASK.read(run)
    rules = RotationRules(RULES.read(run), run.number("RETURN_WEIGHT"))
    score = SCORE.read(run, 0.05)
    evidence, watch = score.evidence_with_geometry, score.watch
    rules = replace(rules, spots=RULES.fitted(run, rules.spots, evidence.geometry))
    # No upper bound: bounds of single nights do not show how much better all nights together could be.
    drones, far = _drones(run, score, evidence, replace(task, bound_seconds=0.0))
    nights, after, revisit = run.whole("NIGHTS"), evidence.question.period.t1, evidence.question.revisit
    if OBJECTIVE.closes(run):
        begins, not_before = watch_starts(watch, nights, after, start)
        closing = _watch_task(run, watch, begins, revisit, not_before, drones)
        drones = replace(drones, task=replace(drones.task, watch=closing))
        return _outside_zones(run, NightsInput(score, evidence, drones, rules, begins, far))
    delay = full_effect_delay(watch, revisit)
    begins = start_times(watch, nights, after, start, delay)
    if start is None and delay:
        run.say(
            tr(
                "Without START the first drones take off {delay:g} min after the watch begins. Earlier there would "
                "be less to notice, because a drone notices only what began within the revisit interval before it "
                "comes.",
                delay=delay / 60,
            )
        )
    return _outside_zones(run, NightsInput(score, evidence, drones, rules, begins, far))


def _outside_zones(run: Run, read: NightsInput) -> NightsInput:
    """The nights in the airspace outside the no-fly zones. Each night is planned around those that are in the way at
    its own date; plans that are drawn, around those that are in the way in any night."""
    drones, evidence = read.drones, read.evidence
    fleet, aircraft = drones.fleet, drones.aircraft
    heights = flight_heights(aircraft, drones.task, fleet, _flown_to(evidence, read.far, fleet))
    spans = [flight_span(replace(drones.task, begins=begin), fleet, aircraft) for begin in read.begins.tolist()]
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    airspace = NO_FLY.read(run, read.score.crs, fleet.sites, heights, first, last)
    if run.flag("UNPREDICTABLE") and airspace.zoning is not None:
        ever = np.any([airspace.zoning.zones.in_force(*span) for span in spans], axis=0)
        airspace = airspace.around(airspace.zoning.near & ever)
    check_sites(fleet, airspace)
    return replace(read, drones=replace(drones, airspace=airspace))


def _flown_to(evidence: Evidence, far: np.ndarray, fleet: Fleet) -> np.ndarray:
    """The places within reach, and the launch sites."""
    return np.concatenate((evidence.geometry[~far], shapely.points(fleet.sites)))


def _watch_task(
    run: Run, watch: Watch, begins: np.ndarray, revisit: float, not_before: float, drones: Drones
) -> WatchTask:
    """The watch over which each night closes gaps. begins, not_before: as `watch_starts` finds them."""
    task = WatchTask.of_nights(watch, begins, revisit, drones.range, OBJECTIVE.hours(run), not_before)
    run.say(
        tr(
            "The planner chooses when each sortie takes off: {hours} ({timezone}).",
            hours=task.hours,
            timezone=watch.timezone,
        )
    )
    return replace(task, detection_time=drones.detection_time, curve=False)


def _drones(run: Run, score: ScoreInput, evidence: Evidence, task: Task) -> tuple[Drones, np.ndarray]:
    """The drones, without no-fly zones, and (n,) whether a place is out of their reach."""
    fleet = FLEET.read(run, score.crs)
    task = replace(task, privacy=PRIVACY.read(run, score.crs), sight=evidence.sight)
    own_range = CAMERA.drone_range(run, task.service.swath)
    level = Drones(
        fleet, airspace_around([]), AIRCRAFT.read_to_plan(run), task, own_range, run.number("DRONE_DETECTION_TIME")
    )
    far = out_of_reach(evidence.geometry, level, run.progress(0.05, 0.07))
    report_far(run, far)
    shapes = _flown_to(evidence, far, fleet)
    return replace(level, aircraft=AIRCRAFT.over_terrain(run, level.aircraft, shapes, score.crs)), far


def _planned(run: Run, read: NightsInput, progress: Progress) -> PlannedNights:
    """The nights, as a rotation or drawn, each with a checked flight plan. Reports in the log."""
    watches = len(read.evidence.question.nights)
    if run.flag("UNPREDICTABLE"):
        drawn = _drawn(run, read, progress)
    else:
        on_night = night_reporter(run, tr("Night {}"), watches, read.evidence.watch.timezone)
        seeds = np.full(len(read.begins), read.drones.task.seed)
        found = plan_rotation(read.evidence, read.drones, read.rules, read.far, read.begins, seeds, progress, on_night)
        drawn = PlannedNights(found, np.arange(len(read.begins)), [], [], [])
    found = drawn.rotation
    report_rotation(run, found, watches)
    note_nights(run, [night.airspace or read.drones.airspace for night in found.nights])
    ids = [spot_ids(number, night.spots) for number, night in enumerate(found.nights, 1)]
    named = [NamedSpots.of(read.score, night.spots) for night in found.nights]
    plans = [_flight_plan(*some, read.drones) for some in zip(found.nights, ids, named, strict=True)]
    return replace(drawn, ids=ids, named=named, flight_plans=plans)


def _flight_plan(night: Night, ids: list[str], named: NamedSpots, drones: Drones) -> FlightPlan:
    """The flight plan of a night, checked. ids, named: of the night's spots. Raises UserError if the plan breaks a
    rule."""
    return checked_flight_plan(
        night.plan,
        ids,
        night.targets,
        drones.fleet,
        night.airspace or drones.airspace,
        drones.aircraft,
        night.task,
        night.begins,
        names=named.called,
    )


def _drawn(run: Run, read: NightsInput, progress: Progress) -> PlannedNights:
    """The nights drawn from a mixture of plans, without flight plans and what these need."""
    evidence, drones, rules, far, begins = read.evidence, read.drones, read.rules, read.far, read.begins
    count, seed = run.whole("PLANS"), drones.task.seed
    seeds, first = seed + np.arange(count), np.full(count, begins[0])
    on_night = night_reporter(run, tr("Plan {}"), len(evidence.question.nights))
    plans = plan_rotation(evidence, drones, rules, far, first, seeds, part(progress, 0, 0.9), on_night, drawn=True)
    visits, served = plans.visits(), plans.served() & plans.first_spots()
    if not plans.served().any():
        raise UserError(
            tr(
                "No plan visits any place, so there is nothing to draw from. Run again without UNPREDICTABLE: UNSERVED "
                "then gives the reason for each spot."
            )
        )
    mixed = mixture(visits, evidence.demand * plans.before.gap, run.number("ENTROPY"), served)
    order = mixed.draw(len(begins), seed)
    report_mixture(run, mixed, int(served.sum()), seed)
    found = fly_rotation(evidence, drones, plans, order, begins, part(progress, 0.9, 1))
    report_drawn(run, found.nights, order, evidence.watch.timezone)
    return PlannedNights(found, order, [], [], [], mixed, mixed.share @ visits, plans)


def _written(run: Run, read: NightsInput, planned: PlannedNights) -> dict:
    """Writes all outputs; returns all results."""
    found, mixed = planned.rotation, planned.mixed
    note_stages(run, found.stages)
    tables, escape = certified(run, read.score, read.drones, planned)
    return {
        **write_layers(run, 0.97, *night_layers(read.score, planned), *tables),
        **escape,
        "PRIORITY_BEFORE": float(found.priority[0]),
        "PRIORITY_AFTER": float(found.priority[-1]),
        "ROUTE_COUNT": sum(len(plan.routes) for plan in planned.flight_plans),
        "PLACES_VISITED": int(found.visits().any(axis=0).sum()),
        **({"LEAST_PROBABILITY": mixed.least, "MIXTURE_ENTROPY": mixed.entropy} if mixed else {}),
        "SEED": read.drones.task.seed,
        **privacy_minutes([night.plan for night in found.nights]),
        "CLOSED_PRIORITY": float(found.priority[0] - found.priority[-1]),
        **scope(read.evidence.question.period, read.evidence.watch, read.score.crs),
    }
