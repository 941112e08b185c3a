"""Scored places and drone routes, or a second period, to what the gaps are then."""

from contextlib import contextmanager
from dataclasses import replace

import numpy as np
from qgis.core import (
    Qgis,
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFileDestination,
)

from ..engine.errors import UserError
from ..engine.gain.assessment import Assessment, assess, lost_without
from ..engine.gain.drone_tracks import DroneTracks, drone_tracks, every_watch
from ..engine.pages.gain_page import finding, page
from ..engine.progress import part
from ..engine.score.reasons import reasons
from ..engine.score.score import Question, Scores, score_places
from ..engine.tracks.tracks import Tracks
from ..layers.fixes import ReadFixes
from ..layers.flights import Flights, read_flights
from ..layers.progress import progress_of, writing_progress
from ..layers.sinks import REAL, TEXT, WHOLE, added_fields, fields_of, values, write
from ..layers.styling import dress
from .base import tr
from .inputs.evidence import Evidence, PlacesToScore, scope
from .inputs.evidence_input import GapScorer
from .inputs.fixes import LINE, POINT
from .inputs.parameters import metres, moment, number
from .outputs.gain_report import (
    cautions,
    early_in_watch,
    flights_told,
    gain_map,
    names,
    outside_period,
    outside_watch,
    period_text,
)
from .outputs.provenance import input_name, parameters_said, version, write_page

SWATH = 60.0  # metres, planroutes' own default
EVERY_WATCH = 0
PLACES_AT_ONCE = 50_000  # written at once

FIELDS = (
    ("place_id", TEXT),
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

OUTPUT_HELP = """The places: place_id, demand, gap_before and gap_after (0 to 1), gain (demand x (gap_before -
gap_after)), gain_low (what of the gain is left even if silent units were wherever they can have been),
priority_before and priority_after (demand x gap), visits_before and visits_after (in the period, at any hour),
drone_visits and drone_min (visits by drones, and their minutes in range, in the period), worst_gap_before_s and
worst_gap_after_s (seconds alone, at most), why. gain_low, drone_visits and drone_min are null without ROUTES. Fields of
PLACES come first."""


class AssessPlan(GapScorer):
    """blindspot:assessplan"""

    ID = "assessplan"
    TITLE = "5 Assess a plan"
    TAGS = ("drone", "uav", "what if", "before", "after", "gain", "gap", "compare", "rota", "effect", "report")
    HELP = """<p>What would the gaps be with these drones flown? Or: what are they since the rota changed?</p>
<p>Give the parameters with which the gaps were scored, and ROUTES of a plan. The drones' passes are added to those of
the patrols, and every place is scored before and after: the same places, watch, period and demand.
<b>gain</b> = demand x (gap before - gap after): the priority that is gone.</p>
<p>A plan "serves" a spot by visiting it once. That does not close its gap: a pass notices only what began within the
revisit interval before it. This algorithm says what the plan is worth.</p>
<p>With REPEAT "in every watch" the plan is flown in each night of the period: at its own local time of day, or, if it
was planned without START, from the start of the watch. GAIN_PER_DRONE_MINUTE is the gain over the minutes that all
drones together fly in a night, on average over the nights of the period.</p>
<p>Or leave ROUTES empty and give INPUT_AFTER: fixes of another period, weeks after a new rota, say. Both are scored
over the same places, each over its own period. Here gaps can rise too, and gain is then negative. That two periods
differ does not say why: weather, season and events differ too.</p>
<p>A drone is taken to notice all that lies within its range, wherever it flies, take-off and landing included; height,
walls, trees and darkness are not modelled.</p>"""

    def initAlgorithm(self, configuration=None):
        self.add(
            QgsProcessingParameterFeatureSource("ROUTES", tr("Drone routes"), [LINE], None, True),
            "ROUTES of Plan drone routes: lines whose M is epoch seconds, or seconds from 0. Either these or "
            "INPUT_AFTER.",
        )
        self.add(
            QgsProcessingParameterEnum(
                "REPEAT", tr("The plan is flown"), [tr("in every watch of the period"), tr("once, as dated")], False, 0
            ),
            "In every watch: in each night of the period, at its own time of day, or from the start of the watch if it "
            "has no dates. As dated: at the times in M, which a plan has only with START.",
        )
        self.add(
            metres("DRONE_RANGE", "Detection range of the drones", None, 0.01, optional=True),
            "Within this distance, on the ground, a drone notices what is there. Empty: half the SWATH of the plan "
            f"({SWATH / 2:g} m where the routes don't say).",
        )
        self.add(
            number("DRONE_DETECTION_TIME", "Detection time of the drones (s)", 0),
            "Mean time to notice something while in range; 0 = at once.",
        )
        self.add_score_parameters(silence=True)
        self.add(
            QgsProcessingParameterFeatureSource(
                "INPUT_AFTER", tr("Fixes or tracks of a later period (instead of routes)"), [POINT, LINE], None, True
            ),
            "To compare two periods instead: fixes with the same TIME_FIELD and UNIT_FIELD. May be the layer of INPUT, "
            "with another period.",
        )
        for name, title, edge in (
            ("PERIOD_AFTER_START", "Later period starts", "first"),
            ("PERIOD_AFTER_END", "Later period ends", "last"),
        ):
            self.add(moment(name, title), f"Of INPUT_AFTER, in local time. Empty: the {edge} watch with data.")
        self.add(
            QgsProcessingParameterFeatureSink(
                "OUTPUT", tr("Gaps before and after"), Qgis.ProcessingSourceType.VectorAnyGeometry
            ),
            OUTPUT_HELP,
        )
        self.add(
            QgsProcessingParameterFileDestination("HTML", tr("Report"), tr("HTML files (*.html)"), None, True, True),
            "What the plan closes, as a page to read, print and pass on: a map, the places, the flights, and the "
            "parameters that made it. Holds the names of the layers, but neither paths nor units.",
        )
        for name, title in (
            ("PRIORITY_BEFORE", "Total priority before"),
            ("PRIORITY_AFTER", "Total priority after"),
            ("GAIN", "Gain: priority that is gone"),
            ("GAIN_PER_DRONE_MINUTE", "Gain for each minute flown in a night"),
            ("MEAN_GAP_BEFORE", "Mean gap before, weighted by demand"),
            ("MEAN_GAP_AFTER", "Mean gap after, weighted by demand"),
            ("DRONE_MINUTES", "Minutes flown in a night, by all drones"),
            ("PLACE_COUNT", "Places"),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, tr(title)))
        self.add_scope_outputs()

    def prepareAlgorithm(self, parameters, context, feedback):
        self._file_after = self.file_behind(parameters, "INPUT_AFTER", context)
        self._later = None  # what INPUT_AFTER holds
        return super().prepareAlgorithm(parameters, context, feedback)

    def compute(self, parameters, context, feedback):
        with_drones = self._with_drones(parameters, context)
        every_watch = self.parameterAsEnum(parameters, "REPEAT", context) == EVERY_WATCH
        path = self.parameterAsFileOutput(parameters, "HTML", context)
        evidence = self.evidence(parameters, context, feedback, 0.4)
        progress = progress_of(feedback, 0.4, 0.85)
        routes = flown = None
        if with_drones:
            routes, flights, warnings = self._flights(parameters, context, feedback, evidence, every_watch)
            demand = evidence.demand.total
            asked = (evidence.tracks, evidence.detection, evidence.scored.places, evidence.question, demand, flights)
            found = assess(*asked, part(progress, 0, 0.8))
            lost = lost_without(*asked, part(progress, 0.8, 1)) if path else np.full(len(flights), np.nan)
            flown = flights_told(routes, flights, evidence, every_watch, lost)
        else:
            found, warnings = self._compared(parameters, context, feedback, evidence, progress)
        periods = [period_text(question.period, evidence.watch) for question in self._questions(evidence)]
        sentences = finding(found, flown, periods)
        for sentence in sentences:
            feedback.pushInfo(sentence)
        for warning in warnings:
            feedback.pushWarning(warning)

        hear = progress_of(feedback, 0.85, 0.9)
        hear(0)
        report = ""
        if path:
            notes = [*warnings, *cautions(found, flown, flights if flown else None, evidence)]
            gains = gain_map(
                evidence.scored, found, routes, self.parameterAsDouble(parameters, "SAMPLE_SPACING", context)
            )
            title = tr("What a plan closes: {}") if flown else tr("Two periods compared: {}")
            title = title.format(input_name(self, "ROUTES" if flown else "INPUT_AFTER", parameters, context))
            facts = self._facts(parameters, context, evidence, periods)
            report = page(title, found, flown, sentences, notes, gains, names(evidence.scored), facts)
        hear(1)
        if path:
            write_page(path, report)
        destination = self._written(parameters, context, feedback, evidence, found, flown is not None)
        gain, minutes = float(found.gain.sum()), flown.minutes_a_night if flown else 0.0
        return {
            "OUTPUT": destination,
            **({"HTML": path} if path else {}),
            "PRIORITY_BEFORE": found.priority_before,
            "PRIORITY_AFTER": found.priority_after,
            "GAIN": gain,
            **({"DRONE_MINUTES": minutes, "GAIN_PER_DRONE_MINUTE": gain / minutes} if minutes else {}),
            "MEAN_GAP_BEFORE": found.mean_gap(found.before),
            "MEAN_GAP_AFTER": found.mean_gap(found.after),
            "PLACE_COUNT": len(found.demand),
            **scope(evidence.question.period, evidence.watch, evidence.crs),
        }

    def _with_drones(self, parameters, context) -> bool:
        """Whether it is about ROUTES, not about INPUT_AFTER. Raises UserError unless it is one of them."""
        routes, later = (self.source(parameters, name, context) for name in ("ROUTES", "INPUT_AFTER"))
        if (routes is None) == (later is None):
            given = "Neither ROUTES nor INPUT_AFTER is" if routes is None else "Both ROUTES and INPUT_AFTER are"
            raise UserError(
                f"{given} given. Give ROUTES to learn what a plan closes, or INPUT_AFTER to compare two periods: one "
                "of them."
            )
        return routes is not None

    def _flights(
        self, parameters, context, feedback, evidence: Evidence, every: bool
    ) -> tuple[Flights, DroneTracks, list[str]]:
        """The routes as read, as flown, and what is to be said of them."""
        routes = read_flights(self.source(parameters, "ROUTES", context), evidence.crs, context.transformContext())
        given = self.optional_number(parameters, "DRONE_RANGE", context)
        reach = np.nan_to_num(routes.swath, nan=SWATH) / 2 if given is None else np.full(len(routes.lines), given)
        seconds = self.parameterAsDouble(parameters, "DRONE_DETECTION_TIME", context)
        flights, nights = drone_tracks(routes.lines, reach, seconds), evidence.question.nights
        ranges = " to ".join(f"{metres:g}" for metres in np.unique([reach.min(), reach.max()]))
        said = (
            f"{len(flights)} flights of {flights.durations.sum() / 60:.1f} min in all; drones notice within {ranges} m"
        )
        if every:
            flights = every_watch(flights, nights, evidence.watch)
            feedback.pushInfo(f"{said}; flown in {len(nights)} {evidence.watch.night}s.")
            return (
                routes,
                flights,
                [*routes.notes, *outside_watch(flights, evidence), *early_in_watch(flights, evidence)],
            )
        if not flights.dated:
            raise UserError(
                "The routes have no dates (M counts seconds from 0), so they cannot be flown as dated. Plan them with "
                "a START, or set REPEAT to every watch of the period."
            )
        feedback.pushInfo(f"{said}; flown once, as dated.")
        return routes, flights, [*routes.notes, *outside_period(flights, evidence), *early_in_watch(flights, evidence)]

    def scored_places(self, parameters, context, feedback, tracks, crs, progress) -> PlacesToScore:
        """The places of scoregaps; a grid without AREA lies near the fixes of both periods."""
        if self.source(parameters, "INPUT_AFTER", context) is None:
            return super().scored_places(parameters, context, feedback, tracks, crs, progress)
        feedback.pushInfo("INPUT_AFTER:")
        self._later = self._read_later(parameters, context, feedback, crs, part(progress, 0, 0.5))
        later = self._later[1]
        both = replace(tracks, x=np.r_[tracks.x, later.x], y=np.r_[tracks.y, later.y])
        return super().scored_places(parameters, context, feedback, both, crs, part(progress, 0.5, 1))

    def _read_later(self, parameters, context, feedback, crs, progress) -> tuple[ReadFixes, Tracks]:
        """INPUT_AFTER, read as INPUT is."""
        first, self._file = self._file, self._file_after
        rules = self.rules(parameters, context)
        with _said_of_the_later():
            read, tracks, _ = self.read_tracks(_later(parameters), context, feedback, rules, progress, crs)
        self._file = first
        if not len(tracks):
            raise UserError("No fix of INPUT_AFTER can be used. Run Prepare tracks to see each one with its reason.")
        return read, tracks

    def _compared(self, parameters, context, feedback, evidence: Evidence, progress) -> tuple[Assessment, list[str]]:
        """The places in both periods."""
        read, tracks = self._later
        feedback.pushInfo("INPUT_AFTER:")
        with _said_of_the_later():
            self._asked_later = self.question(_later(parameters), context, feedback, evidence.watch, tracks)
        detection = self.detection(parameters, context, read, tracks)
        places, first, second = evidence.scored.places, evidence.question.period, self._asked_later.period
        before = score_places(evidence.tracks, places, evidence.detection, evidence.question, part(progress, 0, 0.5))
        after = score_places(tracks, places, detection, self._asked_later, part(progress, 0.5, 1))
        overlap = max(first.t0, second.t0) < min(first.t1, second.t1)
        warnings = ["The two periods overlap; what both hold is no difference between them."] if overlap else []
        return Assessment(before, after, evidence.demand.total), warnings

    def _questions(self, evidence: Evidence) -> list[Question]:
        """Of the period before, and of the one after where there is one."""
        return [evidence.question, *([self._asked_later] if self._later else [])]

    def _facts(self, parameters, context, evidence: Evidence, periods: list[str]) -> list[tuple[str, str]]:
        """What made the report: every input by its name, and every parameter that has a value."""
        facts = [(tr("Made by"), f"Blindspot {version()}, {self.id()}")]
        facts += zip((tr("Period"), tr("Later period")), periods, strict=False)
        facts += [
            (tr("Places"), f"{len(evidence.scored.places):,}"),
            (tr("CRS worked in"), evidence.crs.authid() or evidence.crs.toProj()),
        ]
        return facts + [(title, value) for _, title, value in parameters_said(self, parameters, context)]

    def _written(self, parameters, context, feedback, evidence: Evidence, found: Assessment, drones: bool) -> str:
        """The places, before and after, in OUTPUT."""
        scored, rows = evidence.scored, len(found.demand)
        ours = fields_of(*FIELDS)
        fields = ours if scored.features is None else added_fields(scored.features.fields, ours)
        sink, destination = self.parameterAsSink(parameters, "OUTPUT", context, fields, scored.wkb_type(), evidence.crs)
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, "OUTPUT"))
        why = self._why(parameters, context, evidence, found, drones)
        for start in range(0, rows, PLACES_AT_ONCE):
            end = min(start + PLACES_AT_ONCE, rows)
            some = Assessment(
                found.before.stretch(start, end), found.after.stretch(start, end), found.demand[start:end]
            )
            progress = writing_progress(feedback, 0.9 + 0.1 * start / rows, 0.9 + 0.1 * end / rows)
            write(sink, scored.wkb(start, end), _columns(scored, start, end, some, drones, why(start, end)), progress)
        dress(context, destination, "gain", 1)
        return destination

    def _why(self, parameters, context, evidence: Evidence, found: Assessment, drones: bool):
        """A function that gives the sentences for the places start:end."""
        reach = self.parameterAsDouble(parameters, "DEMAND_RANGE", context)
        night = evidence.watch.night

        def told(scores: Scores, question: Question, start: int, end: int) -> list[str]:
            some, matters = scores.stretch(start, end), evidence.demand.stretch(start, end)
            return reasons(some, matters, len(question.nights), night, question.period.t1, reach)

        def why(start: int, end: int) -> list[str]:
            before = told(found.before, evidence.question, start, end)
            if drones:
                visits = (found.after.visits - found.before.visits)[start:end].tolist()
                return [f"{_passes(count)} Before: {text}" for count, text in zip(visits, before, strict=True)]
            after = told(found.after, self._asked_later, start, end)
            return [f"Before: {was} After: {now}" for was, now in zip(before, after, strict=True)]

        return why


def _later(parameters: dict) -> dict:
    """The parameters with those of the later period in the place of the first one's."""
    names = {"INPUT": "INPUT_AFTER", "PERIOD_START": "PERIOD_AFTER_START", "PERIOD_END": "PERIOD_AFTER_END"}
    return {**parameters, **{name: parameters.get(later) for name, later in names.items()}}


@contextmanager
def _said_of_the_later():
    """Has errors name the parameters of the later period."""
    try:
        yield
    except UserError as error:
        raise UserError(f"INPUT_AFTER: {str(error).replace('PERIOD_', 'PERIOD_AFTER_')}") from error


def _passes(count: int) -> str:
    return f"Drones pass {count} time{'' if count == 1 else 's'}." if count else "No drone passes."


def _columns(scored: PlacesToScore, start: int, end: int, some: Assessment, drones: bool, why: list[str]) -> tuple:
    """What the fields hold, for the places start:end."""
    own = () if scored.features is None else zip(*scored.features.attributes[start:end], strict=True)
    before, after, nothing = some.before, some.after, [None] * (end - start)
    added = after.visits - before.visits
    return (
        *own,
        scored.ids(start, end),
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
        why,
    )
