"""Assess a plan: the gaps before and after, with drone routes flown or in a second period."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

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
from ..engine.pages.gain_page import Flown, finding, page
from ..engine.progress import part
from ..engine.score.evidence import Evidence, Question
from ..engine.score.reasons import reasons
from ..engine.score.score import Scores, score_places
from ..engine.score.ties import ties_of
from ..engine.text import counted
from ..layers.files import check_writable
from ..layers.flights import Flights, read_flights
from ..layers.sinks import REAL, TEXT, WHOLE, values
from .base import BlindspotAlgorithm, tr
from .inputs.as_made import empty_as_made
from .inputs.evidence import QUESTION, EvidenceInput, Patrols, ScoreInput, question_of
from .inputs.fixes import AS_TRACKS, LINE, POINT, FixInput
from .inputs.parameters import metres, moment, number
from .inputs.watch import SCOPE, WatchInput, scope
from .outputs.gain_report import (
    cautions,
    flights_for_report,
    gain_map,
    names,
    outside_or_early_in_watch,
    outside_period,
    period_text,
)
from .outputs.layers import Outputs
from .outputs.places import places_layer
from .outputs.provenance import input_name, report_facts, write_page
from .run import Run

SCORE = EvidenceInput()
LATER = EvidenceInput(FixInput("INPUT_AFTER"), WatchInput("PERIOD_AFTER_START", "PERIOD_AFTER_END"))
"""The input of a later period. All other parameters are those of SCORE."""
SWATH = 60.0  # metres, the default of Plan drone routes
EVERY_WATCH = 0

FIELDS = (
    ("demand", REAL),
    ("gap_before", REAL),
    ("gap_after", REAL),
    ("gain", REAL),
    ("gain_low", REAL),
    ("priority_before", REAL),
    ("priority_after", REAL),
    ("visits_before", WHOLE),
    ("visits_after", WHOLE),
    ("drone_visits", WHOLE),
    ("drone_min", REAL),
    ("worst_gap_before_s", REAL),
    ("worst_gap_after_s", REAL),
    ("why", TEXT),
)

OUTPUT_HELP = """The places with the fields: place_id, demand, gap_before and gap_after (0 to 1), gain (demand x
(gap_before - gap_after)), gain_low (the gain that remains even if units were at the place wherever that is possible
during their outages), priority_before and priority_after (demand x gap), visits_before and visits_after (in the period,
at any hour), drone_visits and drone_min (visits by drones in the period, and their minutes in range),
worst_gap_before_s and worst_gap_after_s (longest time without a pass, in seconds), why. gain_low, drone_visits and
drone_min are null if no drone routes are given. The fields of your own places come first."""


@dataclass(frozen=True)
class Finding:
    """The result and its warnings. routes, flights, flown: None where two periods are compared; questions: that of the
    period, and that of the later period if there is one; partial: sentences on what the data leave unknown."""

    assessment: Assessment
    questions: tuple[Question, ...]
    warnings: list[str]
    partial: list[str]
    routes: Flights | None = None
    flights: DroneTracks | None = None
    flown: Flown | None = None


class AssessPlan(BlindspotAlgorithm):
    """blindspot:assessplan"""

    ID = "assessplan"
    TITLE = "5 Assess a plan"
    TAGS = ("drone", "uav", "what if", "before", "after", "gain", "gap", "compare", "rota", "effect", "report")
    BLOCKS = (SCORE, LATER.fixes)
    AS_MADE = (question_of("ROUTES"), AS_TRACKS)
    HELP = """<p>What would the gaps be if these drone routes were flown? Or: how have the gaps changed since a new
rota?</p>
<p><b>Drone routes.</b> Give the routes of a plan: the fixes, the places, the watch and all other parameters are then
those with which the gaps were scored, unless you set them (Advanced parameters). The drones'
passes are added to those of the patrols, and every place is scored before and after, with the same places, watch,
period and demand. <b>gain</b> = demand x (gap before - gap after): the reduction of the priority.</p>
<p>A plan "serves" a spot by visiting it once. That does not close the gap: a pass notices only what began within the
revisit interval before it. This algorithm computes how much a plan really reduces the gaps.</p>
<p>If the plan is flown in every watch of the period, it is flown at its own local time of day, or from the start of the
watch if it was planned without a start. GAIN_PER_DRONE_MINUTE is the gain divided by the minutes that all drones
together fly in a night, as a mean over the nights of the period.</p>
<p><b>Two periods.</b> Or leave the drone routes empty and give the fixes of a later period, for example some weeks
after a new rota. Both periods are scored over the same places, each over its own time. Gaps can also rise here; the
gain is then negative. A difference between two periods does not show its cause: weather, season and events differ
too.</p>
<p>A drone is assumed to notice everything within its range, on the whole flight from take-off to landing. Height,
walls, trees and darkness are not modelled.</p>"""

    def initAlgorithm(self, configuration=None):
        self.add(
            QgsProcessingParameterFeatureSource("ROUTES", tr("Drone routes"), [LINE], None, True),
            "The output Routes of Plan drone routes: lines whose M values are epoch seconds, or seconds from 0. Give "
            "either these or the fixes of a later period.",
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
            metres("DRONE_RANGE", "Detection range of the drones", None, 0.01, optional=True),
            "A drone notices what is within this horizontal distance. Empty: half the Swath of the plan "
            f"({SWATH / 2:g} m where the routes have no field swath_m).",
        )
        self.add(
            number("DRONE_DETECTION_TIME", "Detection time of the drones (s)", 0),
            "Mean time in range until a drone notices something. 0: at once.",
        )
        SCORE.add(self, gap_low=True)
        empty_as_made(self, QUESTION, "the plan", advanced=QUESTION[1:])
        self.add(
            QgsProcessingParameterFeatureSource(
                "INPUT_AFTER", tr("Fixes or tracks of a later period (instead of routes)"), [POINT, LINE], None, True
            ),
            "To compare two periods: the fixes or tracks of the later period. They must have the same time field and "
            "unit field as the first. It may be the same layer, if you give another period.",
        )
        for name, title, edge in (
            ("PERIOD_AFTER_START", "Later period starts", "first"),
            ("PERIOD_AFTER_END", "Later period ends", "last"),
        ):
            self.add(moment(name, title), f"In local time. Empty: the {edge} watch with data.")
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

    def compute(self, run):
        with_drones = _with_drones(run)
        read, later = _read(run, with_drones)
        found = _assessed(run, read) if with_drones else _compared(run, read, later)
        return _written(run, read, found)


def _with_drones(run: Run) -> bool:
    """Whether ROUTES is given, not INPUT_AFTER. Raises UserError unless exactly one of them is given."""
    routes, later = run.source("ROUTES"), run.source("INPUT_AFTER")
    if (routes is None) == (later is None):
        given = "Neither ROUTES nor INPUT_AFTER is" if routes is None else "Both ROUTES and INPUT_AFTER are"
        raise UserError(
            f"{given} given. Give exactly one of them: ROUTES to assess a plan, or INPUT_AFTER to compare two periods."
        )
    return routes is not None


def _read(run: Run, with_drones: bool) -> tuple[ScoreInput, Patrols | None]:
    """The places and patrols, and the patrols of the later period. A grid without AREA covers the surroundings of the
    fixes of both periods."""
    if with_drones:
        return SCORE.read(run, 0.4), None
    patrols = SCORE.read_patrols(run, 0.0, 0.15, SCORE.places.crs(run))
    run.say("INPUT_AFTER:")
    with _naming_the_later_period():
        later = LATER.read_patrols(run, 0.15, 0.3, patrols.crs)
    return SCORE.read_places(run, patrols, [patrols.tracks, later.tracks], 0.3, 0.4), later


@contextmanager
def _naming_the_later_period() -> Iterator[None]:
    """Changes error messages so that they name the parameters of the later period."""
    try:
        yield
    except UserError as error:
        raise UserError(f"INPUT_AFTER: {str(error).replace('PERIOD_', 'PERIOD_AFTER_')}") from error


def _assessed(run: Run, read: ScoreInput) -> Finding:
    """The places without and with the drones flown."""
    evidence, progress = read.evidence, run.progress(0.4, 0.85)
    every = run.choice("REPEAT") == EVERY_WATCH
    routes = read_flights(run.source("ROUTES"), read.crs, run.transform_context)
    run.note_input("ROUTES", content=routes.content)
    flights, warnings = _flights(run, routes, evidence, every)
    found = assess(evidence, flights, part(progress, 0, 0.8))
    lost = np.full(len(flights), np.nan)  # only the report needs it
    if run.file("HTML"):
        lost = lost_without(evidence, flights, part(progress, 0.8, 1))
    flown = flights_for_report(routes, flights, evidence, every, lost)
    warnings, partial = [*routes.notes, *warnings], read.patrols.cautions
    return Finding(found, (evidence.question,), warnings, partial, routes, flights, flown)


def _flights(run: Run, routes: Flights, evidence: Evidence, every: bool) -> tuple[DroneTracks, list[str]]:
    """The routes as flown, and warnings."""
    given, seconds = run.optional_number("DRONE_RANGE"), run.number("DRONE_DETECTION_TIME")
    reach = np.nan_to_num(routes.swath, nan=SWATH) / 2 if given is None else np.full(len(routes.lines), given)
    flights, nights = drone_tracks(routes.lines, reach, seconds), evidence.question.nights
    ranges = " to ".join(f"{metres:g}" for metres in np.unique([reach.min(), reach.max()]))
    minutes = f"{flights.durations.sum() / 60:.1f} min"
    summary = f"{counted(len(flights), 'flight')} of {minutes} in total; drones notice within {ranges} m"
    if every:
        flights = every_watch(flights, nights, evidence.watch)
        run.say(f"{summary}; flown in {counted(len(nights), evidence.watch.night)}.")
        return flights, outside_or_early_in_watch(flights, evidence, every)
    if not flights.dated:
        raise UserError(
            "The routes have no dates (M counts seconds from 0), so they cannot be flown as dated. Plan them with a "
            "START, or set REPEAT to every watch of the period."
        )
    run.say(f"{summary}; flown once, as dated.")
    return flights, [*outside_period(flights, evidence), *outside_or_early_in_watch(flights, evidence, every)]


def _compared(run: Run, read: ScoreInput, later: Patrols) -> Finding:
    """The places in both periods."""
    evidence, progress = read.evidence, run.progress(0.4, 0.85)
    own = {"tracks": later.tracks, "detection": later.detection, "question": later.question}
    later_evidence = replace(evidence, **own, edge_outages=later.edges)
    before = score_places(evidence, part(progress, 0, 0.5))
    after = score_places(later_evidence, part(progress, 0.5, 1))
    first, second = evidence.question.period, later.question.period
    overlap = max(first.start, second.start) < min(first.end, second.end)
    warnings = ["The two periods overlap. What lies in both cannot show a difference."] if overlap else []
    partial = [*read.patrols.cautions, *(f"{tr('Later period')}: {text}" for text in later.partial)]
    return Finding(Assessment(before, after, evidence.demand), (evidence.question, later.question), warnings, partial)


def _written(run: Run, read: ScoreInput, found: Finding) -> dict:
    """Writes the places and the report; returns all results."""
    assessment, flown, path = found.assessment, found.flown, run.file("HTML")
    periods = [period_text(question.period, read.watch) for question in found.questions]
    sentences = finding(assessment, flown, periods)
    run.say(*sentences)
    run.warn(*found.warnings)
    progress = run.progress(0.85, 0.9)
    progress(0)
    report = _report(run, read, found, periods, sentences) if path else ""
    progress(1)
    columns = _columns(run, read, found)
    if path:
        check_writable(path, "The report")
    opened = Outputs.opened_for(run, places_layer(read.scored, FIELDS, columns, "gain"))
    if path:
        write_page(run, path, report)
    gain, minutes = float(assessment.gain.sum()), flown.minutes_a_night if flown else 0.0
    return {
        **opened.write(0.9),
        **({"HTML": path} if path else {}),
        "PRIORITY_BEFORE": assessment.priority_before,
        "PRIORITY_AFTER": assessment.priority_after,
        "GAIN": gain,
        **({"DRONE_MINUTES": minutes, "GAIN_PER_DRONE_MINUTE": gain / minutes} if minutes else {}),
        "MEAN_GAP_BEFORE": assessment.mean_gap(assessment.before),
        "MEAN_GAP_AFTER": assessment.mean_gap(assessment.after),
        "PLACE_COUNT": len(assessment.demand),
        **scope(read.question.period, read.watch, read.crs),
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
    gains = gain_map(scored, assessment, found.routes, run.number("SAMPLE_SPACING"))
    title = tr("What a plan closes: {}") if flown else tr("Two periods compared: {}")
    title = title.format(input_name(run, "ROUTES" if flown else "INPUT_AFTER"))
    labelled = zip((tr("Period"), tr("Later period")), periods, strict=False)
    facts = report_facts(run, labelled, len(scored), read.crs)
    return page(title, assessment, flown, sentences, notes, gains, names(scored), facts)


def _why(run: Run, read: ScoreInput, found: Finding) -> Callable[[int, int], list[str]]:
    """Returns a function for the sentences of the places start:end."""
    reach, night, assessment = run.number("DEMAND_RANGE"), read.watch.night, found.assessment

    def reasons_of(scores: Scores, question: Question, start: int, end: int) -> list[str]:
        some, demand = scores.subset(start, end), read.demand.subset(start, end)
        return reasons(some, demand, len(question.nights), night, question.period.end, reach)

    def why(start: int, end: int) -> list[str]:
        before = reasons_of(assessment.before, found.questions[0], start, end)
        if found.flown is not None:
            visits = (assessment.after.visits - assessment.before.visits)[start:end].tolist()
            return [f"{_passes(count)} Before: {text}" for count, text in zip(visits, before, strict=True)]
        after = reasons_of(assessment.after, found.questions[1], start, end)
        return [f"Before: {was} After: {now}" for was, now in zip(before, after, strict=True)]

    return why


def _passes(count: int) -> str:
    return f"Drones pass {count} time{'' if count == 1 else 's'}." if count else "No drone passes."


def _columns(run: Run, read: ScoreInput, found: Finding) -> Callable[[int, int], tuple]:
    """Returns a function for the values of FIELDS for the places start:end."""
    drones, why = found.flown is not None, _why(run, read, found)

    def columns(start: int, end: int) -> tuple:
        some, nothing = found.assessment.subset(start, end), [None] * (end - start)
        before, after = some.before, some.after
        added = after.visits - before.visits
        return (
            values(some.demand),
            values(before.gap),
            values(after.gap),
            values(some.gain),
            values(np.clip(some.gain_at_least, 0, some.gain)) if drones else nothing,
            values(some.demand * before.gap),
            values(some.demand * after.gap),
            values(before.visits),
            values(after.visits),
            values(np.maximum(added, 0)) if drones else nothing,
            values(np.where(added > 0, after.dwell - before.dwell, 0.0) / 60) if drones else nothing,
            values(before.worst_gap),
            values(after.worst_gap),
            why(start, end),
        )

    return columns
