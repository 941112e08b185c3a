"""Tracks to scored places."""

from datetime import UTC, datetime

import numpy as np
import shapely
from qgis.core import (
    Qgis,
    QgsFields,
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFeatureSink,
)

from ..engine.demand import Demand
from ..engine.errors import UserError
from ..engine.grid import HEXAGON
from ..engine.passes import Sight, sweep_width
from ..engine.reasons import reasons
from ..engine.score import Scores, score_places
from ..engine.tracks import Tracks
from ..engine.watch import Watch, nights_without
from ..layers.outputs import dress
from ..layers.progress import progress_of, writing_progress
from ..layers.sinks import MOMENT, REAL, TEXT, WHOLE, added_fields, fields_of, moments, multi_wkb_type, values, write
from .base import tr
from .score_input import GapScorer, PlacesToScore

PLACES_AT_ONCE = 50_000  # written at once: what an output row needs in Python is ten times what its numbers do

FIELDS = (
    ("place_id", TEXT),
    ("demand", REAL),
    ("gap", REAL),
    ("priority", REAL),
    ("visits", WHOLE),
    ("dwell_s", REAL),
    ("last_seen", MOMENT),
    ("mean_idle_s", REAL),
    ("worst_gap_s", REAL),
    ("why", TEXT),
)


OUTPUT_HELP = """The places with their scores: place_id (the same cell has the same one in every month), demand, gap (0
to 1), priority (demand x gap), visits (passes in the period, at any hour), dwell_s (seconds in range, summed over
units), last_seen (UTC), mean_idle_s and worst_gap_s (seconds alone, on average and at most), why. Fields of PLACES come
first."""


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
<p>A night without any fix counts as unseen and is named in the log. Parked vehicles count as presence: look at dwell_s
and visits.</p>"""

    def initAlgorithm(self, configuration=None):
        self.add_score_parameters()
        self.add(
            QgsProcessingParameterFeatureSink(
                "OUTPUT", tr("Scored places"), Qgis.ProcessingSourceType.VectorAnyGeometry
            ),
            OUTPUT_HELP,
        )
        for name, title in (
            ("PLACE_COUNT", "Places"),
            ("MEAN_GAP", "Mean gap, weighted by demand"),
            ("TOTAL_PRIORITY", "Total priority"),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, tr(title)))
        for name, title in (
            ("PERIOD_START", "Period start (UTC)"),
            ("PERIOD_END", "Period end (UTC)"),
            ("TIMEZONE", "Time zone of the watch"),
            ("CRS", "CRS worked in"),
        ):
            self.addOutput(QgsProcessingOutputString(name, tr(title)))

    def compute(self, parameters, context, feedback):
        rules = self.rules(parameters, context)
        read, tracks, _ = self.read_tracks(
            parameters,
            context,
            feedback,
            rules,
            progress_of(feedback, 0, 0.35),
            self.scored_crs(parameters, context, feedback),
        )
        if not len(tracks):
            raise UserError(
                "No fix can be used, so nothing can be scored. Run Prepare tracks to see each one with its reason."
            )
        question = self.question(parameters, context, tracks)
        _say_period(question, self.watch(parameters, context), tracks, feedback)
        scored = self.scored_places(parameters, context, feedback, tracks, read.crs, progress_of(feedback, 0.35, 0.45))
        sight = self.sight(parameters, context, read)
        _check_overlap(tracks, scored, sight, feedback)
        demand = self.demand(parameters, context, feedback, scored, read.crs, progress_of(feedback, 0.45, 0.5))
        scores = score_places(tracks, scored.places, sight, question, progress_of(feedback, 0.5, 0.8))
        if not scores.visits.any():
            feedback.pushWarning("No fix comes within DETECTION_RANGE of any place in the period: every gap is 1.")
        _say_sweep_width(tracks, sight, feedback)

        reach = self.parameterAsDouble(parameters, "DEMAND_RANGE", context)
        night = _night(self.watch(parameters, context))
        fields, rows = _fields(scored), len(scores)
        kind = multi_wkb_type(scored.geometries(0, rows if scored.features else 1), Qgis.WkbType.Polygon)
        progress_of(feedback, 0.8, 1)(0)
        sink, destination = self.parameterAsSink(parameters, "OUTPUT", context, fields, kind, read.crs)
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, "OUTPUT"))
        for start in range(0, rows, PLACES_AT_ONCE):
            end = min(start + PLACES_AT_ONCE, rows)
            some, matters = scores.stretch(start, end), demand.stretch(start, end)
            why = reasons(some, matters, len(question.nights), night, question.period.t1, reach)
            columns = _columns(scored, start, end, some, matters, why, read.crs)
            shapes = shapely.to_wkb(scored.geometries(start, end), output_dimension=2)
            write(sink, shapes, columns, writing_progress(feedback, 0.8 + 0.2 * start / rows, 0.8 + 0.2 * end / rows))
        dress(context, destination, "places", 1)
        total = float((demand.total * scores.gap).sum())
        return {
            "OUTPUT": destination,
            "PLACE_COUNT": len(scores),
            "MEAN_GAP": total / float(demand.total.sum()) if demand.total.sum() > 0 else float(scores.gap.mean()),
            "TOTAL_PRIORITY": total,
            "PERIOD_START": _utc(question.period.t0),
            "PERIOD_END": _utc(question.period.t1),
            "TIMEZONE": self.timezone(parameters, context),
            "CRS": read.crs.authid() or read.crs.toProj(),
        }


def _say_period(question, watch, tracks, feedback) -> None:
    period, hours = question.period, np.sum(question.moments[:, 1] - question.moments[:, 0]) / 3600
    night = _night(watch)
    feedback.pushInfo(
        f"Period {_utc(period.t0)} to {_utc(period.t1)}, {len(question.nights)} {night}s in {watch.timezone}; the gap "
        f"is the mean over {hours:.1f} h of starting moments, each followed for {question.revisit / 60:g} min."
    )
    empty = nights_without(period, watch, np.sort(tracks.t))
    if empty:
        shown = ", ".join(empty[:10]) + (f" and {len(empty) - 10} more" if len(empty) > 10 else "")
        feedback.pushWarning(
            f"No fix at all in {len(empty)} of {len(question.nights)} {night}s; they count as unseen: {shown}."
        )


def _check_overlap(tracks: Tracks, scored: PlacesToScore, sight: Sight, feedback) -> None:
    """Says aloud where no fix comes near any place: most often a wrong layer or CRS, but places may truly be
    forgotten."""
    x, y, reach = scored.places.x, scored.places.y, float(sight.range.max())
    near = (tracks.x >= x.min() - reach) & (tracks.x <= x.max() + reach)
    near &= (tracks.y >= y.min() - reach) & (tracks.y <= y.max() + reach)
    if near.any():
        return
    what = "All fixes lie outside {}. Check that both cover the same ground, and the CRS of each layer."
    if scored.grid is not None:
        raise UserError(what.format("AREA"))
    feedback.pushWarning(what.format("the surroundings of PLACES") + " If they do, nobody has been there.")


def _say_sweep_width(tracks, sight, feedback) -> None:
    speed = tracks.median_speed
    if np.isfinite(speed):
        width = sweep_width(float(np.median(sight.range)), float(np.median(sight.rate)), speed)
        feedback.pushInfo(f"Sweep width at the tracks' median speed of {speed * 3.6:.1f} km/h: {width:.0f} m.")


def _night(watch: Watch) -> str:
    """What one stretch of the watch is called."""
    dark = watch.start_s > watch.end_s or watch.start_s >= 18 * 3600 or (watch.start_s < watch.end_s <= 8 * 3600)
    return "night" if dark and not watch.all_day else "day"


def _utc(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _fields(scored: PlacesToScore) -> QgsFields:
    """The fields of PLACES, if there are any, and then ours."""
    ours = fields_of(*FIELDS)
    return ours if scored.features is None else added_fields(scored.features.fields, ours)


def _columns(scored: PlacesToScore, start: int, end: int, scores: Scores, demand: Demand, why: list[str], crs) -> tuple:
    """What `_fields` hold, for the places start:end."""
    own = () if scored.features is None else zip(*scored.features.attributes[start:end], strict=True)
    return (
        *own,
        _place_ids(scored, start, end, crs),
        values(demand.total),
        values(scores.gap),
        values(demand.total * scores.gap),
        values(scores.visits),
        values(scores.dwell),
        moments(scores.last_seen),
        values(scores.mean_idle),
        values(scores.worst_gap),
        why,
    )


def _place_ids(scored: PlacesToScore, start: int, end: int, crs) -> list[str]:
    """The same cell has the same id in every month: it is made of CRS, cell size, row and column."""
    if scored.features is not None:
        return [str(fid) for fid in scored.features.fid[start:end].tolist()]
    grid = scored.grid.stretch(start, end)
    where = (crs.authid() or crs.toProj()).replace("EPSG:", "")
    shape = "h" if grid.lattice.shape == HEXAGON else "s"
    prefix = f"{where}-{shape}{grid.lattice.size:g}"
    return [f"{prefix}-r{row}-c{column}" for row, column in zip(grid.row.tolist(), grid.column.tolist(), strict=True)]
