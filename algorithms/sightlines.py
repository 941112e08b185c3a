"""Lines of sight: what places see, and who saw them."""

import numpy as np
import shapely
from qgis.core import (
    Qgis,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
)

from ..engine.errors import UserError
from ..engine.score.by_question import asked_of_each, published_by_question, reasons_by_question
from ..engine.score.doubts import Doubts
from ..engine.score.score import Scores, score_places
from ..engine.score.walks import Walks, walks_in_range
from ..engine.sight.visible import visible_areas
from ..engine.text import counted
from ..layers.sinks import MOMENT, REAL, TEXT, WHOLE, fields_of, moments, values
from .base import BlindspotAlgorithm, tr
from .inputs.evidence import QUESTION, SCORING, EvidenceInput, ScoreInput
from .inputs.fixes import AS_TRACKS
from .inputs.looked_from import LookedFrom, NoDemand, ids_of
from .inputs.own_questions import OwnQuestionsInput
from .inputs.seconds import SecondsInput
from .inputs.taken import Taken, empty_as_made
from .inputs.watch import SCOPE, scope
from .outputs.layers import OutputLayer, write_layers
from .outputs.sightlines import WalksLayer, WatcherLines, points_layer
from .run import Run

SCORE = EvidenceInput(places=LookedFrom(), demand=NoDemand(), own=OwnQuestionsInput(may_lack=True), sun_of=("SCORED",))
SECONDS = SecondsInput(
    "Off: the times of walks and of the last pass are rounded, so that they do not show where single persons were at "
    "what time. A walk lies between its start and its end, which are a quarter of an hour or an hour apart, or more, "
    "where walks of at least three units began at the place in that time, otherwise a day or more. On: exact times. "
    "The layers then contain data about persons."
)
TAKEN = tuple(name for name in QUESTION if name not in ("PLACES", "AREA"))
MAX_WALKS = 1_000_000
FIELDS = fields_of(
    ("place_id", TEXT),
    ("name", TEXT),
    ("area_m2", REAL),
    ("open_share", REAL),
    ("gap", REAL),
    ("visits", WHOLE),
    ("dwell_s", REAL),
    ("watch_visits", WHOLE),
    ("watch_dwell_s", REAL),
    ("nights_seen", WHOLE),
    ("last_seen", MOMENT),
    ("watchers", WHOLE),
    ("why", TEXT),
    ("revisit_min", REAL),
    ("watch", TEXT),
)

OUTPUT_HELP = """The ground that each place sees within the longest detection range of a patrol, with the fields:
place_id, name, area_m2 (of that ground), open_share (its share of the circle, 0 to 1), and as Score gaps has them:
gap, visits, dwell_s, watch_visits, watch_dwell_s, nights_seen, last_seen and why; watchers (how many see it);
revisit_min and watch (what was asked of it). Walls hide what is behind them here without the tolerance for positions
that scatter."""
LEGS_HELP = """The walks of patrols in range of each place, cut where something begins or ceases to hide it, with the
fields: place_id, unit, seen (1: the place was in sight; 0: in range, but hidden), start and end, seconds, watch_s (how
many of them in the watch), length_m, speed_kmh. For a place with one sample point, the seconds of the walks that saw it
add up to its dwell_s, and watch_s to its watch_dwell_s. A fix a little behind a wall counts as before it, see Tolerance
behind walls."""


class Sightlines(BlindspotAlgorithm):
    """blindspot:sightlines"""

    ID = "sightlines"
    TITLE = "Lines of sight"
    SUMMARY = "What does a place see, and which patrols and cameras saw it?"
    TAGS = ("visibility", "viewshed", "isovist", "line of sight", "patrol", "camera", "evidence", "complaint")
    BASIC = (
        *("SCORED", "POINT", "PLACES"),
        *("INPUT", "TIME_FIELD", "UNIT_FIELD", "TIMEZONE"),
        *("WATCH_START", "WATCH_END", "DETECTION_RANGE"),
        *("BUILDINGS", "WATCHERS"),
    )
    BLOCKS = (SCORE, SECONDS)
    AS_MADE = (Taken(("SCORED",), SCORING, {name: name for name in TAKEN}), AS_TRACKS)
    HELP = """<p>The map that settles an argument in a meeting. Someone says "nobody ever comes here", someone else "we
pass there every night". Pick the place on the map, choose the scored places, and run: the map shows the ground from
which the place can be seen, every walk of a patrol that saw it, dashed those that were in range but behind a wall or a
ridge, and the cameras that look at it. The table says how many visits, how many seconds, in how many nights.</p>
<p>With <b>Scored places</b>, everything else may stay empty: fixes, watch, detection range, buildings, terrain and
watchers are those with which the layer was made. So the figures are those of the scored layer.</p>
<!-- more -->
<p><b>Who sees whom.</b> A patrol sees a place while it is within the detection range and the straight line between
them meets no wall (Buildings) and no ground (Terrain that hides places). Sight is tested at the sample points of the
place: at a point itself, at the centre of a cell, or along lines and in zones. A line or zone is in sight while one of
its sample points is, and its visible area is that of all of them together.</p>
<p><b>A place that is far from all walks</b> has no walks in the table: nobody was in range. A place with dashed walks
alone was near a patrol that could not see it: move the route to the other side of the building.</p>
<!-- /more -->
<p><b>Persons.</b> A walk is the way of a person. Without <b>Names of units</b>, units are numbered, the same number for
the same unit in all walks of one run, and without <b>Times to the second</b> times are rounded. Still, somebody who
knows the rota may know who walked there: show the map of one place, do not publish the layer.</p>"""

    def declare(self):
        self.add(
            QgsProcessingParameterFeatureSource(
                "SCORED",
                tr("Scored places (to use their parameters)"),
                [Qgis.ProcessingSourceType.VectorAnyGeometry],
                None,
                True,
            ),
            "The output of Score gaps. Parameters that are left empty are taken from its record: fixes, watch, "
            "detection range, buildings and so on. Without a place on the map and places to look from, its features "
            "are looked from: select some, and tick 'Selected features only'.",
        )
        SCORE.add(self, own_questions=True)
        empty_as_made(self.declared, TAKEN, tr("the scored places"))
        self.add(
            QgsProcessingParameterBoolean("UNITS", tr("Names of units"), False),
            "Off: the units of the walks are numbered. On: they have their names, and the layer contains data about "
            "persons.",
        )
        SECONDS.add(self)
        self.add(
            QgsProcessingParameterFeatureSink("OUTPUT", tr("Visible ground"), Qgis.ProcessingSourceType.VectorPolygon),
            OUTPUT_HELP,
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                "LEGS", tr("Walks in range"), Qgis.ProcessingSourceType.VectorLine, None, True
            ),
            LEGS_HELP,
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                "WATCHER_LINES",
                tr("Lines from watchers"),
                Qgis.ProcessingSourceType.VectorLine,
                None,
                True,
            ),
            "Lines from posts and cameras to the sample points in their range and field of view, with the fields: "
            "place_id, watcher (the number of the watcher), distance_m, seen (1: the line is clear; 0: something hides "
            "the place). Not written without posts and cameras.",
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                "POINTS", tr("Points looked from"), Qgis.ProcessingSourceType.VectorPoint, None, True
            ),
            "The sample points of the places, with the fields: place_id, range_m (longest detection range of a "
            "patrol), points (how many the place has).",
        )
        self.add_numbers(
            ("PLACE_COUNT", "Places"),
            ("SEEN_WALKS", "Walks that saw a place"),
            ("HIDDEN_WALKS", "Walks in range behind something"),
            ("WATCH_SECONDS", "Seconds in sight in the watch, summed over places"),
        )
        self.add_texts(SCOPE)

    def compute(self, run):
        read = SCORE.read(run, 0.5)
        evidence, places = read.evidence, read.scored.places
        seconds, names = SECONDS.read(run), run.flag("UNITS")
        scores = score_places(evidence, run.doing(tr("Scoring {places}.", places=_counted(read)), 0.5, 0.6))
        walks = walks_in_range(evidence, run.doing(tr("Finding the walks in range."), 0.6, 0.75))
        _check_walks(walks)
        reach = float(evidence.detection.range.max())
        areas = visible_areas(evidence.sight, places, reach, run.doing(tr("Drawing what is seen."), 0.75, 0.85))
        lines, ids = WatcherLines.of(evidence, places), ids_of(read.scored)
        _report(run, read, walks, lines, names)
        written = published_by_question(scores, read.evidence, seconds)
        columns = _columns(read, written, Doubts.of(scores), areas, reach, lines, ids)
        ground = FIELDS, shapely.to_wkb(_multi(areas)), columns
        walked = WalksLayer(read, walks, ids, names, seconds)
        layers = [
            OutputLayer.of("OUTPUT", ground, Qgis.WkbType.MultiPolygon, read.crs, "visible"),
            walked.layer(),
            *([] if evidence.watchers is None else [lines.layer(read, ids)]),
            points_layer(read, ids, reach),
        ]
        return {
            **write_layers(run, 0.85, *layers),
            "PLACE_COUNT": len(read.scored),
            "SEEN_WALKS": int(walks.seen.sum()),
            "HIDDEN_WALKS": int((~walks.seen).sum()),
            "WATCH_SECONDS": float(written.watch_dwell.sum()),
            **scope(read.question.period, read.watch, read.crs),
        }


def _multi(areas: np.ndarray) -> list[shapely.MultiPolygon]:
    return [shapely.MultiPolygon([part for part in shapely.get_parts(area) if not part.is_empty]) for area in areas]


def _counted(read: ScoreInput) -> str:
    return counted(len(read.scored), "place")


def _check_walks(walks: Walks) -> None:
    """Raises UserError where the table would be too long."""
    if len(walks) > MAX_WALKS:
        raise UserError(
            tr(
                "{walks:,} walks are in range of the places, more than {most:,}. Choose fewer places, or a shorter "
                "period (PERIOD_START, PERIOD_END).",
                walks=len(walks),
                most=MAX_WALKS,
            )
        )


def _report(run: Run, read: ScoreInput, walks: Walks, lines: WatcherLines, names: bool) -> None:
    """Logs the answer, and warns of data about persons."""
    seen = walks.take(np.flatnonzero(walks.seen))
    run.say(
        tr(
            "{places}: {walks:,} walks of {units} saw {it}, and {hidden:,} were in range behind something.",
            places=_counted(read),
            walks=len(seen),
            units=counted(len(np.unique(seen.unit)), "unit"),
            it=tr("it") if len(read.scored) == 1 else tr("them"),
            hidden=int((~walks.seen).sum()),
        )
    )
    if len(lines.seen):
        run.say(
            tr(
                "{seen:,} of {lines:,} lines from watchers in range are clear.",
                seen=int(lines.seen.sum()),
                lines=len(lines.seen),
            )
        )
    if read.evidence.sight is None:
        run.say(tr("Nothing hides anything: without BUILDINGS and SIGHT_TERRAIN all that is in range is in sight."))
    if names:
        run.warn(
            tr(
                "The walks have the names of units: treat the layer as data about persons. To number them, switch "
                "UNITS off."
            )
        )


def _columns(
    read: ScoreInput,
    scores: Scores,
    doubts: Doubts,
    areas: np.ndarray,
    reach: float,
    lines: WatcherLines,
    ids: list[str],
) -> tuple:
    """The values of FIELDS."""
    places, area = read.scored.places, shapely.area(areas)
    minutes, hours = asked_of_each(read.evidence)
    discs = shapely.area(visible_areas(None, places, reach))
    return (
        ids,
        [text or None for text in read.scored.names] if read.scored.names else [None] * len(ids),
        values(area),
        values(np.where(discs > 0, np.minimum(area / np.where(discs > 0, discs, 1.0), 1.0), np.nan)),
        values(scores.gap),
        values(scores.visits),
        values(scores.dwell),
        values(scores.watch_visits),
        values(scores.watch_dwell),
        values(scores.nights_seen),
        moments(scores.last_seen),
        values(lines.seeing(places)),
        reasons_by_question(scores, read.demand, read.evidence, 0.0, doubts),
        values(minutes),
        hours.tolist(),
    )
