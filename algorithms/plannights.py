"""Fixes to drone routes for many nights, each planned with those before it flown on paper."""

from collections import Counter
from dataclasses import dataclass, replace

import numpy as np
import shapely
from qgis.core import Qgis, QgsProcessingParameterBoolean, QgsProcessingParameterFeatureSink

from ..engine.drones.flight_plan import FlightPlan
from ..engine.errors import UserError
from ..engine.gain.mixture import Mixture, mixture
from ..engine.gain.rotation import (
    Drones,
    Night,
    OnNight,
    Rotation,
    RotationRules,
    fly_rotation,
    full_effect_delay,
    out_of_reach,
    plan_rotation,
    start_times,
)
from ..engine.plan.as_flight_plan import as_flight_plan, promise_of
from ..engine.plan.plan import Task, check_sites
from ..engine.plan.self_check import require_sound
from ..engine.plan.stops import Targets
from ..engine.progress import Progress, part
from ..engine.score.evidence import Evidence
from ..engine.timing.text import local_text
from .base import BlindspotAlgorithm, tr
from .inputs.aircraft import AircraftInput
from .inputs.evidence import EvidenceInput, ScoreInput
from .inputs.fleet import FleetInput
from .inputs.no_fly import NoFlyInput
from .inputs.parameters import metres, moment, number, whole
from .inputs.spot_rules import SpotRulesInput
from .inputs.task import TaskInput
from .inputs.watch import SCOPE, scope
from .outputs.layers import write_layers
from .outputs.nights import OUTPUT_HELP, SPOTS_HELP, PlannedNights, night_layers
from .outputs.plan import NIGHTS_HELP, ROUTES_HELP, UNSERVED_HELP, WAYPOINTS_HELP
from .run import Run

SCORE, RULES = EvidenceInput(), SpotRulesInput()
FLEET, NO_FLY, AIRCRAFT, TASK = FleetInput(), NoFlyInput(), AircraftInput(), TaskInput()
MAX_NIGHTS = 366
LINES, POINTS, ANY = (
    Qgis.ProcessingSourceType.VectorLine,
    Qgis.ProcessingSourceType.VectorPoint,
    Qgis.ProcessingSourceType.VectorAnyGeometry,
)


@dataclass(frozen=True)
class NightsInput:
    """What the nights are planned from. begins: (N,) s since the epoch, when the flights of each night begin; far: (n,)
    the places that are out of the drones' reach."""

    score: ScoreInput
    evidence: Evidence
    drones: Drones
    rules: RotationRules
    begins: np.ndarray
    far: np.ndarray


class PlanNights(BlindspotAlgorithm):
    """blindspot:plannights"""

    ID = "plannights"
    TITLE = "6 Plan many nights"
    TAGS = ("drone", "rota", "rotation", "schedule", "week", "rolling", "unpredictable", "random", "patrol", "gap")
    BLOCKS = (SCORE, RULES, FLEET, NO_FLY, AIRCRAFT, TASK)
    HELP = """<p>Where do the drones go tonight, tomorrow, and all week? Each night is planned like one in Plan drone
routes, flown on paper, and the gaps are scored again with all flights so far. Patrols are taken to go on as in the
period.</p>
<p><b>The nights are a rotation.</b> For the score, the first watch of the period is flown with the plan of night 1, the
next with that of night 2, and after the last night it begins again. PRIORITY_AFTER is what the gaps would have been:
no more is promised than what a place gains that is visited every so many nights. Have at least as many watches in the
period as there are nights.</p>
<p><b>RETURN_WEIGHT</b> decides between most and fair. A gap is a mean over all nights, so that on average most is
gained by the same best plan night after night: but soon everybody knows it, and other places never see a drone. So a
place that drones have served or flown over in earlier nights counts for less: its priority, as scored again, is
multiplied by RETURN_WEIGHT once for each such night. 1: wherever most is to be gained, even if that is the same each
night. 0: what was visited is not served again while there is anything else; when there is none, it begins anew.</p>
<p>Blind spots are found among the places that drones can reach: others are left out, and counted. SHARE is of what
these places hold. The first night shows why spots can't be served; those are not tried again.</p>
<p><b>UNPREDICTABLE.</b> A rotation can be learned by watching. This makes PLANS different plans, finds how likely each
should be drawn so that the place that is least likely to be visited in a night is visited as likely as can be, and
draws a plan for each night. ENTROPY keeps the draw from being certain. What counts are the places in blind spots (those
found before any flight) that any of the plans serves; their least probability is LEAST_PROBABILITY. Of mixtures that
are as good for these, the one that visits most priority is taken. The same SEED draws the same nights: choose your
own, write it down, and keep it to yourself.</p>
<p>Night 1 is the first watch after the period, or with START the first one from then on. Flights begin REVISIT after
the watch does, or at START's time of day. TIME_LIMIT is for each plan.</p>
<p>A plan is a proposal. Whoever flies it answers for permission, airspace of the day, obstacles and weather.</p>"""

    def initAlgorithm(self, configuration=None):
        SCORE.add(self)
        RULES.add(self)
        FLEET.add(self)
        NO_FLY.add(self)
        AIRCRAFT.add(self)
        TASK.add_service(self)
        AIRCRAFT.add_conditions(self)
        self._add_nights()
        FLEET.add_details(self)
        AIRCRAFT.add_details(self)
        TASK.add_separation(self)
        TASK.add_solver(self, "It is for each night, or with UNPREDICTABLE for each of PLANS.")
        for name, title, kind, optional, help_text in (
            ("ROUTES", "Routes", LINES, False, ROUTES_HELP + NIGHTS_HELP),
            ("WAYPOINTS", "Waypoints", POINTS, True, WAYPOINTS_HELP + NIGHTS_HELP),
            ("UNSERVED", "Unserved spots", POINTS, True, UNSERVED_HELP + NIGHTS_HELP),
            ("SPOTS", "Blind spots of each night", ANY, True, SPOTS_HELP + NIGHTS_HELP),
            ("OUTPUT", "Gaps before and after", ANY, True, OUTPUT_HELP),
        ):
            shown = name != "SPOTS"
            self.add(QgsProcessingParameterFeatureSink(name, tr(title), kind, None, optional, shown), help_text)
        self.add_numbers(
            ("PRIORITY_BEFORE", "Total priority without drones"),
            ("PRIORITY_AFTER", "Total priority with all nights flown"),
            ("ROUTE_COUNT", "Routes"),
            ("PLACES_VISITED", "Places that drones visit in at least one night"),
            ("LEAST_PROBABILITY", "Least probability of a visit in a night, of places in blind spots that plans serve"),
            ("MIXTURE_ENTROPY", "Entropy of the draw (nats)"),
            ("SEED", "Seed used"),
        )
        self.add_texts(SCOPE)

    def _add_nights(self) -> None:
        self.add(
            moment("START", "First night"),
            "The first night, and the time of day at which the first drones take off. A drone notices what began "
            "within REVISIT before it comes, so gaps fall most if that is REVISIT or more after the watch begins. "
            "Empty: the first watch after the period, REVISIT after its beginning (at most half of the watch).",
        )
        self.add(whole("NIGHTS", "Nights", 7, 1, MAX_NIGHTS), "How many nights to plan.")
        self.add(
            number("RETURN_WEIGHT", "What a place counts after a visit", 0.5, 0, 1),
            "What its priority is multiplied by for each earlier night in which drones visited it. 1: go wherever most "
            "is to be gained, even if it is the same each night. 0: not again while there is anything else.",
        )
        self.add(
            QgsProcessingParameterBoolean("UNPREDICTABLE", tr("Draw the nights at random"), False),
            "Makes many plans and draws one for each night, so that nobody can foretell where drones go, and no place "
            "can be counted on to be empty.",
        )
        self.add(
            whole("PLANS", "Plans to draw from", 12, 2, MAX_NIGHTS),
            "With UNPREDICTABLE: how many. More make more places possible, and each less likely.",
            advanced=True,
        )
        self.add(
            number("ENTROPY", "Least entropy of the draw", 0.6, 0, 1),
            "With UNPREDICTABLE: how far from certain the draw must be. 0: not at all, if that serves the least likely "
            "place best; 1: all plans are as likely. In between no plan is drawn with a probability above 1 / n to "
            "this power, of n plans that differ.",
            advanced=True,
        )
        self.add(
            metres("DRONE_RANGE", "Detection range of the drones", None, 0.01, optional=True),
            "Within this distance, on the ground, a drone notices what is there. Empty: half of SWATH.",
            advanced=True,
        )
        self.add(
            number("DRONE_DETECTION_TIME", "Detection time of the drones (s)", 0),
            "Mean time to notice something while in range; 0 = at once.",
            advanced=True,
        )

    def compute(self, run):
        read = _read(run)
        planned = _planned(run, read, run.progress(0.25, 0.9))
        return _written(run, read, planned)


def _read(run: Run) -> NightsInput:
    task, start = TASK.read(run)
    rules = RotationRules(RULES.read(run), run.number("RETURN_WEIGHT"))
    score = SCORE.read(run, 0.2)
    evidence, watch = score.evidence_with_geometry, score.watch
    # No upper bound: it would not say by how much the nights together could be better.
    drones, far = _drones(run, score, evidence, replace(task, bound_seconds=0.0))
    delay = full_effect_delay(watch, evidence.question.revisit)
    begins = start_times(watch, run.whole("NIGHTS"), evidence.question.period.t1, start, delay)
    if start is None and delay:
        run.say(
            f"Without START the first drones take off {delay / 60:g} min after the watch begins: sooner, less has "
            "begun that they could notice (REVISIT)."
        )
    return NightsInput(score, evidence, drones, rules, begins, far)


def _drones(run: Run, score: ScoreInput, evidence: Evidence, task: Task) -> tuple[Drones, np.ndarray]:
    """What flies, and (n,) the places that are out of its reach."""
    airspace, fleet = NO_FLY.read(run, score.crs), FLEET.read(run, score.crs)
    check_sites(fleet, airspace)
    own_range = run.optional_number("DRONE_RANGE") or task.service.swath / 2
    level = Drones(fleet, airspace, AIRCRAFT.read(run), task, own_range, run.number("DRONE_DETECTION_TIME"))
    far = out_of_reach(evidence.geometry, level, run.progress(0.2, 0.25))
    if far.any():
        (run.warn if far.all() else run.say)(
            f"{int(far.sum()):,} of {len(far):,} places are out of reach of every launch site on one battery, or "
            "beyond MAX_RANGE, and are left out."
        )
    shapes = np.concatenate((evidence.geometry[~far], shapely.points(fleet.sites)))
    return replace(level, aircraft=AIRCRAFT.over_terrain(run, level.aircraft, shapes, score.crs)), far


def _planned(run: Run, read: NightsInput, progress: Progress) -> PlannedNights:
    """The nights, one after another or drawn, each checked, with a report in the log."""
    if run.flag("UNPREDICTABLE"):
        found, order, mixed, chance = _drawn(run, read, progress)
    else:
        told = _teller(run, "Night {}", read.evidence.watch.timezone)
        seeds = np.full(len(read.begins), read.drones.task.seed)
        found = plan_rotation(read.evidence, read.drones, read.rules, read.far, read.begins, seeds, progress, told)
        order, mixed, chance = np.arange(len(read.begins)), None, None
    _report(run, found, len(read.evidence.question.nights))
    ids = [[f"{number}-{rank}" for rank in night.spots.rank] for number, night in enumerate(found.nights, 1)]
    plans = [_flight_plan(night, names, read.drones) for night, names in zip(found.nights, ids, strict=True)]
    return PlannedNights(found, order, ids, plans, mixed, chance)


def _flight_plan(night: Night, ids: list[str], drones: Drones) -> FlightPlan:
    """The flight plan of a night, checked. ids: of its spots. Raises UserError if it breaks a rule."""
    task = replace(drones.task, begins=night.begins)
    plan = as_flight_plan(night.plan, ids, drones.fleet, drones.aircraft, task, night.begins)
    promise = promise_of(night.plan, ids, Targets(night.spots.geometry, night.spots.priority))
    zones = drones.airspace.zones
    require_sound(plan, promise, drones.fleet, zones, 0.0, drones.aircraft, task, night.begins)
    return plan


def _drawn(run: Run, read: NightsInput, progress: Progress) -> tuple[Rotation, np.ndarray, Mixture, np.ndarray]:
    """The nights drawn from a mixture of plans, which plan each flies, the mixture, and (n,) how likely a night visits
    each place."""
    evidence, drones, rules, far, begins = read.evidence, read.drones, read.rules, read.far, read.begins
    count, seed = run.whole("PLANS"), drones.task.seed
    seeds, first = seed + np.arange(count), np.full(count, begins[0])
    told = _teller(run, "Plan {}")
    plans = plan_rotation(evidence, drones, rules, far, first, seeds, part(progress, 0, 0.9), told)
    visits, served = plans.visits(), plans.served() & plans.first_spots()
    if not plans.served().any():
        raise UserError(
            "No plan serves any place, so there is nothing to draw from. Run without UNPREDICTABLE: UNSERVED then "
            "says why, spot by spot."
        )
    mixed = mixture(visits, evidence.demand * plans.before.gap, run.number("ENTROPY"), served)
    order = mixed.draw(len(begins), seed)
    _report_mixture(run, mixed, int(served.sum()), seed)
    found = fly_rotation(evidence, drones, plans, order, begins, part(progress, 0.9, 1))
    drawn = ", ".join(
        f"{number} ({local_text(night.begins, evidence.watch.timezone)}) plan {plan + 1}"
        for number, (night, plan) in enumerate(zip(found.nights, order.tolist(), strict=True), 1)
    )
    run.say(f"Drawn for the nights: {drawn}.")
    return found, order, mixed, mixed.share @ visits


def _written(run: Run, read: NightsInput, planned: PlannedNights) -> dict:
    """Writes all outputs; returns all results."""
    found, mixed = planned.rotation, planned.mixed
    return {
        **write_layers(run, 0.95, *night_layers(read.score, planned)),
        "PRIORITY_BEFORE": float(found.priority[0]),
        "PRIORITY_AFTER": float(found.priority[-1]),
        "ROUTE_COUNT": sum(len(plan.routes) for plan in planned.flight_plans),
        "PLACES_VISITED": int(found.visits().any(axis=0).sum()),
        **({"LEAST_PROBABILITY": mixed.least, "MIXTURE_ENTROPY": mixed.entropy} if mixed else {}),
        "SEED": read.drones.task.seed,
        **scope(read.evidence.question.period, read.evidence.watch, read.score.crs),
    }


def _teller(run: Run, name: str, zone: str = "") -> OnNight:
    """Says what becomes of each night when it is planned. name: with {} for its number; zone: to say when, in."""

    def told(index: int, night: Night, priority: float) -> None:
        if index == 1 and night.spots.choice.most_tie:
            run.warn(
                f"{night.spots.choice.tied:,} of {night.spots.choice.scored:,} places in reach have the same priority, "
                "so the blind spots are no choice: they are wherever nobody went, and planning them takes long. Give "
                "AREA (what the patrols answer for), PLACES (what is to be watched), or DEMAND layers (what matters)."
            )
        when = f", from {local_text(night.begins, zone)}" if zone else ""
        _report_night(run, name.format(index) + when, night, priority)

    return told


def _report_night(run: Run, name: str, night: Night, priority: float) -> None:
    """What is flown in a night, and what that is worth."""
    plan = night.plan
    run.say(
        f"{name}: {len(plan.sorties)} sorties serve a priority of "
        f"{plan.served_priority:.4g} of {plan.total_priority:.4g} in {len(night.spots):,} blind spots, and visit "
        f"{len(night.visited):,} places. Total priority with all so far: {priority:.4g}."
    )
    if night.visits_reset:
        run.say("  All places that drones can serve had been visited, so visits no longer count.")
    for reason, count in Counter(left.reason for left in plan.unserved).most_common():
        run.say(f"  {count:,} spots, or parts of spots, aren't served: {reason}.")
    if not plan.sorties:
        why = "no blind spot can be served" if len(night.spots) else "no blind spot is left"
        run.warn(f"{name}: nothing is flown, as {why}.")


def _report(run: Run, found: Rotation, watches: int) -> None:
    """What all nights together are worth."""
    run.say(
        f"All {len(found.nights)} nights together visit {int(found.visits().any(axis=0).sum()):,} places. Flown as a "
        f"rotation over the {watches} watches of the period they bring the total priority from "
        f"{found.priority[0]:.4g} to {found.priority[-1]:.4g}."
    )
    if watches < len(found.nights):
        run.warn(
            f"The period has {watches} watches, fewer than the {len(found.nights)} nights: the later ones are flown in "
            "none of them, so PRIORITY_AFTER doesn't count them. Take a longer period, or fewer NIGHTS."
        )


def _report_mixture(run: Run, mixed: Mixture, places: int, seed: int) -> None:
    """How the nights are drawn."""
    likely = ", ".join(f"{plan} {share:.3f}" for plan, share in enumerate(mixed.share, 1) if share > 0)
    run.say(
        f"{mixed.different} of {len(mixed.share)} plans differ. Drawn with these probabilities (plan, probability: "
        f"{likely}) a night visits each of the {places:,} places in blind spots that any plan serves with a "
        f"probability of at least {mixed.least:.4g}. No mixture of these plans does better if none may be likelier "
        f"than {np.exp(-mixed.floor):.3g} (ENTROPY). Its entropy is {mixed.entropy:.3f} nats, of at most "
        f"{np.log(mixed.different):.3f}. SEED {seed}."
    )
    if mixed.different == 1:
        run.warn("All plans visit the same places, so every night is the same: lower RETURN_WEIGHT.")
    if seed == 0:
        run.warn(
            "SEED is 0, which anybody would try first, and who knows the SEED can foretell all nights. Choose a number "
            "of your own, write it down, and keep it to yourself."
        )
