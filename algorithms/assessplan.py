"""Assess a plan: the gaps before and after, with drone routes flown or in a second period."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
from qgis.core import (
    Qgis,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFileDestination,
)

from ..engine.errors import UserError
from ..engine.gain.assessment import Assessment, assess, lost_without
from ..engine.gain.drone_tracks import DroneTracks, drone_tracks, every_watch
from ..engine.pages.gain_page import finding, page
from ..engine.progress import Progress, part
from ..engine.provenance.record import name_of
from ..engine.score.evidence import Evidence
from ..engine.score.score import score_places
from ..engine.score.ties import ties_of
from ..engine.text import counted
from ..layers.files import check_writable
from ..layers.flights import Flights, no_routes, read_flights
from .base import BlindspotAlgorithm, tr
from .durations import PAGE, SCORING, WRITING, read_share, scoring, split
from .inputs.background import BackgroundInput
from .inputs.before_run import has_nothing
from .inputs.camera import NAMES as CAMERA_NAMES
from .inputs.camera import CameraInput, camera_of
from .inputs.drone_sight import NAMES as SIGHT_NAMES
from .inputs.drone_sight import as_planned, eyes_of
from .inputs.evidence import QUESTION, EvidenceInput, Patrols, ScoreInput, question_of
from .inputs.fixes import AS_TRACKS, LINE, POINT, FixInput
from .inputs.parameters import metres, moment, number
from .inputs.seconds import SecondsInput
from .inputs.sight import SightInput
from .inputs.taken import PLANNERS, empty_as_made
from .inputs.watch import SCOPE, WatchInput, scope
from .outputs.asked import asked_of
from .outputs.gain_places import FIELDS, OUTPUT_HELP, Finding, gain_columns, published_gains
from .outputs.gain_report import (
    cautions,
    flights_for_report,
    gain_map,
    outside_or_early_in_watch,
    outside_period,
    period_text,
    range_text,
)
from .outputs.layers import Outputs
from .outputs.places import place_names, places_layer
from .outputs.report import input_name, report_facts, write_page
from .run import Run

SCORE, SECONDS, BACKGROUND = EvidenceInput(sight=SightInput(heights=True)), SecondsInput(), BackgroundInput()
CAMERA = CameraInput(side=False, front=False)
LATER = EvidenceInput(FixInput("INPUT_AFTER"), WatchInput("PERIOD_AFTER_START", "PERIOD_AFTER_END"))
"""The input of a later period. All other parameters are those of SCORE."""
SWATH = 60.0  # metres, the default of Plan drone routes
EVERY_WATCH = 0


class AssessPlan(BlindspotAlgorithm):
    """blindspot:assessplan"""

    ID = "assessplan"
    TITLE = "Assess a plan"
    SUMMARY = "What would the gaps be if these drone routes were flown?"
    TAGS = ("drone", "uav", "what if", "before", "after", "gain", "gap", "compare", "rota", "effect", "report")
    BASIC = ("ROUTES", "REPEAT", "INPUT", "INPUT_AFTER", "BACKGROUND")
    BLOCKS = (SCORE, LATER.fixes, SECONDS, BACKGROUND, CAMERA)
    AS_MADE = (as_planned("ROUTES"), question_of("ROUTES"), AS_TRACKS, camera_of("ROUTES"))
    HELP = """<p>What would the gaps be if these drone routes were flown? Or: how have the gaps changed since a new
rota?</p>
<p><b>Drone routes.</b> Give the routes of a plan. The fixes, the places, the watch and all other parameters of the gap
score are taken from its record, unless you set them (most are advanced parameters). The drones' passes are added to
those of the patrols, and every place is scored before and after, with the same places, watch, period and demand.
<b>gain</b> = demand x (gap before - gap after): the reduction of the priority.</p>
<p>A plan "serves" a spot by visiting it once. That does not close the gap: a pass notices only what began within the
revisit interval before it. This algorithm computes how much a plan really reduces the gaps.</p>
<p>If the plan is flown in every watch of the period, it is flown at its own local time of day, or from the start of the
watch if it was planned without a start. GAIN_PER_DRONE_MINUTE is the gain divided by the minutes that all drones
together fly in a night, as a mean over the nights of the period.</p>
<p><b>Two periods.</b> Or leave the drone routes empty and give the fixes of a later period, for example some weeks
after a new rota. Both periods are scored over the same places, each over its own time. Gaps can also rise here; the
gain is then negative. A difference between two periods does not show its cause: weather, season and events differ
too.</p>
<p>A drone is assumed to notice everything within its range, on the whole flight from take-off to landing, by day and
after dark. With <b>Buildings</b>, what they hide from its height is not seen. Trees are not modelled.</p>"""

    def declare(self):
        self.add(
            QgsProcessingParameterFeatureSource("ROUTES", tr("Drone routes"), [LINE], None, True),
            "The output Routes of Plan drone routes: lines whose M values are epoch seconds, or seconds from 0. The "
            "parameters of the gap score that are left empty are taken from its record. Give either these or the "
            "fixes of a later period.",
        )
        self.add(
            QgsProcessingParameterEnum(
                "REPEAT", tr("The plan is flown"), [tr("in every watch of the period"), tr("once, as dated")], False, 0
            ),
            "In every watch: in each night of the period, at the plan's own time of day, or from the start of the "
            "watch if it has no dates. As dated: at the dates and times in M; a plan has these only if it was made "
            "with a start.",
        )
        self.add(
            metres("DRONE_RANGE", "Detection range of the drones (m)", None, 0.01, optional=True, decimals=1),
            tr(
                "A drone notices what is within this horizontal distance. Empty: with a Camera, the largest circle "
                "that is in the image whatever the heading, from the lowest altitude of the routes; without one, half "
                "the Swath of the plan ({usual:g} m where the routes have no field swath_m).",
                usual=SWATH / 2,
            ),
        )
        self.add(
            number("DRONE_DETECTION_TIME", "Detection time of the drones (s)", 0),
            "Mean time in range until a drone notices something. 0: at once.",
        )
        CAMERA.add(self)
        empty_as_made(self.declared, CAMERA_NAMES, tr("the drone routes"))
        SCORE.add(self, gap_low=True, own_questions=True)
        empty_as_made(self.declared, (*QUESTION, *SIGHT_NAMES[1:]), tr("the drone routes"))
        self.add(
            QgsProcessingParameterFeatureSource(
                "INPUT_AFTER", tr("Fixes or tracks of a later period (instead of routes)"), [POINT, LINE], None, True
            ),
            "To compare two periods: the fixes or tracks of the later period. They must have the same time field and "
            "unit field as the first. It may be the same layer, if you give another period.",
        )
        for name, title, edge in (
            ("PERIOD_AFTER_START", "Later period starts", "In local time. Empty: the first watch with data."),
            ("PERIOD_AFTER_END", "Later period ends", "In local time. Empty: the last watch with data."),
        ):
            self.add(moment(name, title), edge)
        SECONDS.add(self)
        BACKGROUND.add(self)
        self.add(
            QgsProcessingParameterFeatureSink(
                "OUTPUT", tr("Gaps before and after"), Qgis.ProcessingSourceType.VectorAnyGeometry
            ),
            OUTPUT_HELP,
        )
        self.add(
            QgsProcessingParameterFileDestination("HTML", tr("Report"), tr("HTML files (*.html)"), None, True, True),
            "The result as an HTML page to read, print and share: a map, the places, the flights, and the parameters "
            "of the run. It contains the names of the layers, but no paths and no units.",
        )
        self.add_numbers(
            ("PRIORITY_BEFORE", "Total priority before"),
            ("PRIORITY_AFTER", "Total priority after"),
            ("GAIN", "Gain: priority that is gone"),
            ("GAIN_PER_DRONE_MINUTE", "Gain for each minute flown in a night"),
            ("MEAN_GAP_BEFORE", "Mean gap before, weighted by demand"),
            ("MEAN_GAP_AFTER", "Mean gap after, weighted by demand"),
            ("DRONE_MINUTES", "Minutes flown in a night, by all drones"),
            ("PLACE_COUNT", "Places"),
        )
        self.add_texts(SCOPE)

    def check(self, run):
        if _with_drones(run):
            routes = run.source("ROUTES")
            if has_nothing(routes):
                raise no_routes(routes.sourceName())
        else:
            with _naming_the_later_period():
                LATER.watch.check(run)
        return super().check(run)

    def compute(self, run):
        with_drones = _with_drones(run)
        start = read_share(run, 2 * SCORING + WRITING)
        read, later = _read(run, with_drones, start)
        places = len(read.scored)
        paging = PAGE * places if run.file("HTML") else 0.0
        scored, paged, _ = split(start, 1, 2 * scoring(read.evidence, read.scored), paging, WRITING * places)
        progress = run.doing(tr("Scoring {places}, before and after.", places=counted(places, "place")), start, scored)
        found = _assessed(run, read, progress) if with_drones else _compared(run, read, later, progress)
        return _written(run, read, found, scored, paged)


def _with_drones(run: Run) -> bool:
    """Whether ROUTES is given, not INPUT_AFTER. Raises UserError unless exactly one of them is given."""
    routes, later = run.source("ROUTES"), run.source("INPUT_AFTER")
    if (routes is None) == (later is None):
        given = tr("Neither ROUTES nor INPUT_AFTER is") if routes is None else tr("Both ROUTES and INPUT_AFTER are")
        raise UserError(
            tr(
                "{given} given. Give exactly one of them: ROUTES to assess a plan, or INPUT_AFTER to compare two "
                "periods.",
                given=given,
            )
        )
    return routes is not None


def _read(run: Run, with_drones: bool, end: float) -> tuple[ScoreInput, Patrols | None]:
    """The places and patrols, and the patrols of the later period. A grid without AREA covers the surroundings of the
    fixes of both periods."""
    if with_drones:
        return SCORE.read(run, end), None
    patrols = SCORE.read_patrols(run, 0.0, 0.4 * end, SCORE.places.crs(run))
    run.say("INPUT_AFTER:")
    with _naming_the_later_period():
        later = LATER.read_patrols(run, 0.4 * end, 0.8 * end, patrols.crs)
    reach = float(later.detection.range.max())
    read = SCORE.read_places(run, patrols, [patrols.tracks, later.tracks], 0.8 * end, end, reach)
    with _naming_the_later_period():
        return read, LATER.with_own(run, later, read.scored)


@contextmanager
def _naming_the_later_period() -> Iterator[None]:
    """Changes error messages so that they name the parameters of the later period."""
    try:
        yield
    except UserError as error:
        raise UserError(f"INPUT_AFTER: {str(error).replace('PERIOD_', 'PERIOD_AFTER_')}") from error


def _assessed(run: Run, read: ScoreInput, progress: Progress) -> Finding:
    """The places without and with the drones flown."""
    evidence = read.evidence
    every = run.choice("REPEAT") == EVERY_WATCH
    routes = read_flights(run.source("ROUTES"), read.crs, run.transform_context)
    run.note_input("ROUTES", content=routes.content)
    _say_flown(run, every)
    flights, warnings = _flights(run, routes, evidence, every)
    found = assess(evidence, flights, part(progress, 0, 0.8))
    lost = np.full(len(flights), np.nan)  # only the report needs it
    if run.file("HTML"):
        lost = lost_without(evidence, flights, part(progress, 0.8, 1))
    flown = flights_for_report(routes, flights, evidence, every, lost)
    warnings, partial = [*routes.notes, *warnings], read.patrols.cautions
    return Finding(found, (evidence,), warnings, partial, routes, flights, flown)


def _say_flown(run: Run, every: bool) -> None:
    """Says that ROUTES holds flown tracks, not a plan; warns if they are assessed as if flown in every watch."""
    records = [layer.record for layer in run.inputs.layers.get("ROUTES", [])]
    fields = run.source("ROUTES").fields()
    by_fields = all(fields.lookupField(name) >= 0 for name in ("labelled", "battery_end"))
    if not by_fields and not any(record and name_of(record) == "importflight" for record in records):
        return
    run.say(tr("ROUTES holds flown tracks, from take-off to landing, not a plan."))
    if every:
        run.warn(tr("Flown tracks are assessed as if they were flown in every watch. Set REPEAT to once, as dated."))


def _flights(run: Run, routes: Flights, evidence: Evidence, every: bool) -> tuple[DroneTracks, list[str]]:
    """The routes as flown, and warnings."""
    given, seconds = _range(run, routes), run.number("DRONE_DETECTION_TIME")
    reach = np.nan_to_num(routes.swath, nan=SWATH) / 2 if given is None else np.full(len(routes.lines), given)
    eye = eyes_of(run, routes.altitude, evidence.sight)
    flights, nights = drone_tracks(routes.lines, reach, seconds, eye), evidence.question.nights
    summary = tr(
        "{flights} of {minutes:.1f} min in total; drones notice within {ranges} m",
        flights=counted(len(flights), "flight"),
        minutes=flights.durations.sum() / 60,
        ranges=range_text(reach),
    )
    if every:
        flights = every_watch(flights, nights, evidence.watch)
        run.say(tr("{summary}; flown in {nights}.", summary=summary, nights=counted(len(nights), evidence.watch.night)))
        return flights, _outside_or_early(run, flights, evidence, every)
    if not flights.dated:
        raise UserError(
            tr(
                "The routes have no dates (M counts seconds from 0), so they cannot be flown as dated. Plan them with "
                "a "
                "START, or set REPEAT to every watch of the period."
            )
        )
    run.say(tr("{summary}; flown once, as dated.", summary=summary))
    return flights, [*outside_period(flights, evidence), *_outside_or_early(run, flights, evidence, every)]


def _range(run: Run, routes: Flights) -> float | None:
    """The detection range of all drones: as given or from their camera; None: half the swath of each route."""
    given, camera = run.optional_number("DRONE_RANGE"), CAMERA.read(run)
    if camera is None:
        return given
    heights = routes.altitude[routes.altitude > 0]
    if not len(heights):
        run.warn(tr("The routes have no field altitude_m, so CAMERA has no effect."))
        return given
    run.say(*CAMERA.sentences(camera, float(heights.min()), float(heights.max())))
    return CAMERA.range_at(run, camera, float(heights.min()), given)


def _outside_or_early(run: Run, flights: DroneTracks, evidence: Evidence, every: bool) -> list[str]:
    """Warnings if flights lie outside the watch, or early in it; none if the routes' record says that the planner chose
    their times, so that they close the most gap over the watch."""
    for layer in run.inputs.layers.get("ROUTES", []):
        record = layer.record or {"algorithm": "", "parameters": {}}
        if name_of(record) in PLANNERS and record["parameters"].get("OBJECTIVE") == 0:
            return []
    if evidence.own is not None:  # each place has another watch
        return []
    return outside_or_early_in_watch(flights, evidence, every)


def _compared(run: Run, read: ScoreInput, later: Patrols, progress: Progress) -> Finding:
    """The places in both periods."""
    evidence = read.evidence
    own = {"tracks": later.tracks, "detection": later.detection, "question": later.question, "watch": later.watch}
    later_evidence = replace(evidence, **own, edge_outages=later.edges, own=later.own)
    before = score_places(evidence, part(progress, 0, 0.5))
    after = score_places(later_evidence, part(progress, 0.5, 1))
    first, second = evidence.period, later_evidence.period
    overlap = max(first.start, second.start) < min(first.end, second.end)
    warnings = [tr("The two periods overlap. What lies in both cannot show a difference.")] if overlap else []
    partial = [*read.patrols.cautions, *(tr("Later period: {text}", text=text) for text in later.partial)]
    return Finding(Assessment(before, after, evidence.demand), (evidence, later_evidence), warnings, partial)


def _written(run: Run, read: ScoreInput, found: Finding, scored: float, paged: float) -> dict:
    """Writes the places and the report; returns all results. scored, paged: where on the bar the scores are known, and
    the report is made."""
    assessment, flown, path = found.assessment, found.flown, run.file("HTML")
    periods = [period_text(evidence.period, read.watch) for evidence in found.evidence]
    sentences = finding(assessment, flown, periods)
    run.say(*sentences)
    run.warn(*found.warnings)
    progress = run.doing(tr("Making the report."), scored, paged) if path else run.progress(scored, paged)
    progress(0)
    report = _report(run, read, found, periods, sentences) if path else ""
    progress(1)
    columns = gain_columns(run, read, found, published_gains(read, found, SECONDS.read(run)))
    if path:
        check_writable(path, "The report")
    opened = Outputs.opened_for(run, places_layer(read.scored, FIELDS, columns, "gain"))
    if path:
        write_page(run, path, report)
    gain, minutes = float(assessment.gain.sum()), flown.minutes_a_night if flown else 0.0
    return {
        **opened.write(paged),
        **({"HTML": path} if path else {}),
        "PRIORITY_BEFORE": assessment.priority_before,
        "PRIORITY_AFTER": assessment.priority_after,
        "GAIN": gain,
        **({"DRONE_MINUTES": minutes, "GAIN_PER_DRONE_MINUTE": gain / minutes} if minutes else {}),
        "MEAN_GAP_BEFORE": assessment.mean_gap(assessment.before),
        "MEAN_GAP_AFTER": assessment.mean_gap(assessment.after),
        "PLACE_COUNT": len(assessment.demand),
        **scope(read.period, read.watch, read.crs),
    }


def _report(run: Run, read: ScoreInput, found: Finding, periods: list[str], sentences: list[str]) -> str:
    """The HTML page."""
    assessment, flown, scored = found.assessment, found.flown, read.scored
    ties = ties_of(assessment.demand * assessment.before.gap).caution
    notes = [
        *filter(None, [ties]),
        *found.warnings,
        *found.partial,
        *cautions(assessment, flown, found.flights, read.evidence),
    ]
    notes = [run.labels.in_report(note) for note in notes]
    gains = gain_map(scored, assessment, found.routes, run.number("SAMPLE_SPACING"), BACKGROUND.draws(run, read.crs))
    title = tr("What a plan closes: {}") if flown else tr("Two periods compared: {}")
    title = title.format(input_name(run, "ROUTES" if flown else "INPUT_AFTER"))
    labelled = zip((tr("Period"), tr("Later period")), periods, strict=False)
    names = place_names(scored, read.demand.nearest)
    facts = report_facts(run, labelled, len(scored), read.crs)
    asked = asked_of(read.evidence, run)
    return page(title, assessment, flown, sentences, notes, gains, names, facts, asked)
