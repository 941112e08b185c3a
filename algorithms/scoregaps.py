"""Tracks to scored places."""

from qgis.core import (
    Qgis,
    QgsFields,
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
)

from ..engine.places.demand import Demand
from ..engine.score.reasons import reasons
from ..engine.score.score import Scores, score_places
from ..layers.progress import progress_of, writing_progress
from ..layers.sinks import MOMENT, REAL, TEXT, WHOLE, added_fields, fields_of, moments, values, write
from ..layers.styling import dress
from .base import tr
from .inputs.evidence import PlacesToScore, scope
from .inputs.evidence_input import GapScorer
from .outputs.rasters import add_rasters, check_rasters, why_no_rasters, write_rasters

PLACES_AT_ONCE = 50_000  # written at once: what an output row needs in Python is ten times what its numbers do

FIELDS = (
    ("place_id", TEXT),
    ("demand", REAL),
    ("gap", REAL),
    ("gap_low", REAL),
    ("priority", REAL),
    ("visits", WHOLE),
    ("dwell_s", REAL),
    ("last_seen", MOMENT),
    ("mean_idle_s", REAL),
    ("worst_gap_s", REAL),
    ("why", TEXT),
)


OUTPUT_HELP = """The places with their scores: place_id (the same cell has the same one in every month), demand, gap (0
to 1), gap_low (the gap at best, had silent units been there), priority (demand x gap), visits (in the period, at any
hour), dwell_s (seconds in range, summed over units), last_seen (UTC), mean_idle_s and worst_gap_s (seconds alone, on
average and at most), why. Fields of PLACES come first."""


class ScoreGaps(GapScorer):
    """blindspot:scoregaps"""

    ID = "scoregaps"
    TITLE = "2 Score gaps"
    TAGS = ("coverage", "patrol", "gap", "grid", "hexagon", "visibility", "revisit", "idleness", "effort")
    HELP = """<p>How likely is it that something happens at a place and no patrol notices in time?</p>
<p>The <b>gap</b> of a place is the probability that a condition which starts at a random moment of the watch goes
unseen for the revisit interval. 0: always seen in time; 1: never. It is computed exactly from the tracks, for the cells
of a grid or for places of your own.
It compares across cities and months, because it is a probability and is never rescaled.</p>
<p><b>priority</b> = demand x gap. <b>why</b> says in a sentence what stands behind it. Idleness (mean_idle_s: how long
ago the last pass was, on average over time; worst_gap_s: the longest time alone) is wall-clock time over the whole
period, day and night; intervals cut off by the period's start or end may really be longer, and why says "at least".</p>
<p>A good first run: fixes, time field, unit field, time zone, and the area that the patrols answer for. Then add demand
layers.</p>
<p><b>Unknown is not unpatrolled.</b> gap counts only what was seen. While a receiver was silent (an outage), its unit
may have been anywhere that PRISM_SPEED allows, and in a night without any fix everybody may have been anywhere: gap_low
counts that too. It is a bound for each place, not a map of what happened: a unit cannot have been everywhere at once.
Where gap and gap_low lie far apart, mend the receivers before you blame the patrols.</p>
<p><b>Standing counts.</b> A parked vehicle sees what is around it, so its yard has a small gap. All of that time is one
visit, silences in place included, and why calls it a long stay. To leave standing out, set MIN_SPEED, or filter the
input if you know which vehicles were empty.</p>"""

    def initAlgorithm(self, configuration=None):
        self.add_score_parameters(silence=True)
        self.add(
            QgsProcessingParameterFeatureSink(
                "OUTPUT", tr("Scored places"), Qgis.ProcessingSourceType.VectorAnyGeometry
            ),
            OUTPUT_HELP,
        )
        add_rasters(self)
        for name, title in (
            ("PLACE_COUNT", "Places"),
            ("MEAN_GAP", "Mean gap, weighted by demand"),
            ("TOTAL_PRIORITY", "Total priority"),
            ("SWEEP_WIDTH", "Sweep width at the median speed (m)"),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, tr(title)))
        self.add_scope_outputs()

    def checkParameterValues(self, parameters, context):
        fine, wrong = super().checkParameterValues(parameters, context)
        if fine:
            wrong = why_no_rasters(self, parameters, context)
        return fine and not wrong, wrong

    def compute(self, parameters, context, feedback):
        evidence = self.evidence(parameters, context, feedback, 0.5)
        check_rasters(parameters, context, evidence)
        scored, demand, question = evidence.scored, evidence.demand, evidence.question
        scores = score_places(
            evidence.tracks, scored.places, evidence.detection, question, progress_of(feedback, 0.5, 0.8)
        )
        if not scores.visits.any():
            slow = " fast enough for MIN_SPEED" if evidence.detection.slowest else ""
            feedback.pushWarning(f"No leg{slow} comes within DETECTION_RANGE of a place in the period: every gap is 1.")

        reach = self.parameterAsDouble(parameters, "DEMAND_RANGE", context)
        night = evidence.watch.night
        fields, rows = _fields(scored), len(scores)
        kind = scored.wkb_type()
        progress_of(feedback, 0.8, 1)(0)
        hear = progress_of(feedback, 0.8, 0.8)
        rasters = write_rasters(self, parameters, context, evidence, scores.gap, hear)
        sink, destination = self.parameterAsSink(parameters, "OUTPUT", context, fields, kind, evidence.crs)
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, "OUTPUT"))
        for start in range(0, rows, PLACES_AT_ONCE):
            end = min(start + PLACES_AT_ONCE, rows)
            some, matters = scores.stretch(start, end), demand.stretch(start, end)
            why = reasons(some, matters, len(question.nights), night, question.period.t1, reach)
            columns = _columns(scored, start, end, some, matters, why)
            shapes = scored.wkb(start, end)
            write(sink, shapes, columns, writing_progress(feedback, 0.8 + 0.2 * start / rows, 0.8 + 0.2 * end / rows))
        dress(context, destination, "places", 1)
        total = float((demand.total * scores.gap).sum())
        return {
            "OUTPUT": destination,
            "PLACE_COUNT": len(scores),
            "MEAN_GAP": total / float(demand.total.sum()) if demand.total.sum() > 0 else float(scores.gap.mean()),
            "TOTAL_PRIORITY": total,
            "SWEEP_WIDTH": evidence.sweep_width,
            **scope(question.period, evidence.watch, evidence.crs),
            **rasters,
        }


def _fields(scored: PlacesToScore) -> QgsFields:
    """The fields of PLACES, if there are any, and then ours."""
    ours = fields_of(*FIELDS)
    return ours if scored.features is None else added_fields(scored.features.fields, ours)


def _columns(scored: PlacesToScore, start: int, end: int, scores: Scores, demand: Demand, why: list[str]) -> tuple:
    """What `_fields` hold, for the places start:end."""
    own = () if scored.features is None else zip(*scored.features.attributes[start:end], strict=True)
    return (
        *own,
        scored.ids(start, end),
        values(demand.total),
        values(scores.gap),
        values(scores.gap_low),
        values(demand.total * scores.gap),
        values(scores.visits),
        values(scores.dwell),
        moments(scores.last_seen),
        values(scores.mean_idle),
        values(scores.worst_gap),
        why,
    )
