"""Score gaps: places with their gap and priority, from tracks."""

from collections.abc import Callable

import numpy as np
from qgis.core import Qgis, QgsProcessingParameterFeatureSink

from ..engine.score.bounds import GapBounds
from ..engine.score.by_question import asked_of_each, published_by_question, reasons_by_question
from ..engine.score.doubts import Doubts
from ..engine.score.gap_profiles import FIELD, profile_texts
from ..engine.score.own_nights import AllNights, all_nights
from ..engine.score.own_profiles import OwnProfiles, scores_and_profile
from ..engine.score.score import Scores
from ..engine.score.ties import ties_of
from ..engine.score.watch_profile import WatchProfile
from ..engine.text import counted
from ..engine.timing.busy_hours import other_hours
from ..layers.sinks import MOMENT, REAL, TEXT, WHOLE, moments, values
from .base import BlindspotAlgorithm, tr
from .durations import PIXEL, SHORT_ROW, WRITING, read_share, scoring, split
from .inputs.bounds import BoundsInput
from .inputs.evidence import EvidenceInput, ScoreInput
from .inputs.fixes import AS_TRACKS, FixInput
from .inputs.seconds import SecondsInput
from .inputs.watch import SCOPE, scope
from .inputs.watchers import report_watched
from .outputs.gap_profiles import profile_decimals
from .outputs.layers import Outputs
from .outputs.nothing_seen import nothing_seen
from .outputs.place_nights import NIGHTS, add_nights, check_nights, nights_layer, number_of_rows
from .outputs.places import places_layer
from .outputs.rasters import add_rasters, check_raster_files, check_rasters, raster_problem, write_rasters
from .run import Run

FIELDS = (
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
    ("watch_visits", WHOLE),
    ("watch_dwell_s", REAL),
    ("nights_seen", WHOLE),
    (FIELD, TEXT),
)

NEAR_FIELDS = (("near", TEXT), ("near_m", REAL))
"""Fields that follow where a demand layer has names."""
OWN_FIELDS = (("revisit_min", REAL), ("watch", TEXT))
"""Fields that follow where REVISIT_FIELD or WATCH_FIELD is given."""

WATCHED_FIELDS = (("gap_patrols", REAL), ("watcher_s", REAL))
"""Fields that follow where WATCHERS is given."""

BOUND_FIELDS = (("gap_high", REAL),)
"""The field that follows where it is asked how exactly the gap is known."""

OUTPUT_HELP = """The places with the fields: place_id (a cell has the same id in every month), demand, gap (0 to 1),
gap_low (lowest possible gap, if units were at the place while their receivers were silent), priority (demand x gap),
visits (in the period, at any hour), dwell_s (seconds in range at any hour, summed over units), last_seen (UTC),
mean_idle_s (mean time since the last pass, in seconds), worst_gap_s (longest time without a pass, in seconds), why; and
of the watch alone: watch_visits (visits that were in the watch for any of their time), watch_dwell_s (seconds in range
in the watch), nights_seen (nights in which a unit was in range in the watch), gap_profile (when in the watch the gap is
open: a list of the gap in each quarter of an hour of the watch, in each half hour if the watch is longer than 12 h, for
the planning of drone routes). Times and durations are rounded so that they do not follow single persons (see Times to
the second). If a demand layer has a field called name: near
(the nearest named feature within the demand range, null where there is none) and near_m (its distance in metres, from
the centre of a cell). With posts and cameras, gap and gap_low count them, and two more fields follow: gap_patrols (the
gap by patrols alone) and watcher_s (seconds in the watch that posts and cameras see the place, summed over them). If
the places have their own revisit interval or hours: revisit_min (in minutes) and watch (its hours), which each place
was scored with. With How exactly the gap is known, gap_high is last: at least 9 of 10 places have their true gap from
gap_low to gap_high. The fields of your own places come first."""


SCORE, SECONDS, BOUNDS = EvidenceInput(), SecondsInput(), BoundsInput()
WITH_FIXES = EvidenceInput(FixInput(keep_fixes=True))
WITH_BOUNDS = 5  # times as long as scoring takes without them


class ScoreGaps(BlindspotAlgorithm):
    """blindspot:scoregaps"""

    ID = "scoregaps"
    TITLE = "Score gaps"
    SUMMARY = "How likely is it that something happens at a place and no patrol notices it in time?"
    TAGS = ("coverage", "patrol", "gap", "grid", "hexagon", "visibility", "revisit", "idleness", "effort")
    BASIC = (
        *("INPUT", "TIME_FIELD", "UNIT_FIELD", "TIMEZONE"),
        *("AREA", "CELL_SIZE"),
        *("WATCH_START", "WATCH_END", "REVISIT"),
        *("DETECTION_RANGE", "BUILDINGS", "WATCHERS", "DEMAND"),
    )
    BLOCKS = (SCORE, SECONDS, BOUNDS)
    AS_MADE = (AS_TRACKS,)
    HELP = """<p>How likely is it that something happens at a place and no patrol notices it in time?</p>
<p>The <b>gap</b> of a place is the probability that a condition that starts at a random moment of the watch goes unseen
for the revisit interval. 0: it is always seen in time; 1: never. The gap is computed exactly from the tracks, for the
cells of a grid or for your own places. It can be compared between cities and months, because it is a probability and is
never rescaled.</p>
<!-- more -->
<p><b>priority</b> = demand x gap. <b>why</b> explains the score in a sentence: what the watch saw, and then what other
hours saw. visits, dwell_s and last_seen count all hours; watch_visits, watch_dwell_s and nights_seen count the watch
alone, as the gap does. Idleness is measured in wall-clock time
over the whole period that the data cover, day and night: <b>mean_idle_s</b> is the time since the last pass, averaged
over the period, and <b>worst_gap_s</b> is the longest time without a pass. Intervals at the start or end of the period
may really be longer; why then says "at least".</p>
<!-- /more -->
<p><b>Posts and cameras</b> that do not move count beside the patrols: gap is then that of both, and <b>gap_patrols</b>
that of patrols alone, so the difference is what the cameras are worth. visits, times and idleness stay those of
patrols.</p>
<p>For a first run, give the fixes, the unit field and the area that the patrols are responsible for; the log says which
time field and time zone were assumed. Then add demand layers.</p>
<p><b>Unknown is not unpatrolled.</b> gap counts only what the fixes show. While a receiver was silent (an outage), its
unit may have been anywhere within reach at the <b>Speed during outages</b>. In a night without any fix, all units may
have been anywhere. <b>gap_low</b> takes this into account. It is a lower bound for each place, not a map of what
happened, because a unit cannot have been everywhere at once. Where gap and gap_low differ much, repair the receivers
before you blame the patrols.</p>
<!-- more -->
<p><b>Where data end is not where patrols end.</b> Moments whose revisit interval reaches before the first or after the
last fix are left out, and the log gives their hours and dates. To count them as unpatrolled, use the advanced parameter
<b>Watches that the data cover in part</b>.</p>
<p><b>Each place its own question.</b> Your own places may have their own revisit interval and their own hours, in two
of their fields (<b>Revisit field of the places</b>, <b>Watch field of the places</b>). Then the gap of a place is the
probability that something there goes unseen for as long as matters there, so that all of them can be compared.</p>
<p><b>Standing counts.</b> A parked vehicle sees what is around it, so its car park has a small gap. The whole stay is
one visit, even if the receiver was silent for some of it, and why calls it a long stay. To exclude standing, set the
<b>Slowest speed that counts</b>, or filter the input if you know which vehicles were empty.</p>
<p><b>Walls.</b> With <b>Buildings</b>, a patrol sees a place only while no wall is between them. A stay in range that
has any clear moment is one visit; dwell_s, last_seen and the gap count the clear time alone. gap_low ignores walls
where it counts what outages allow, and is a lower bound all the same. The log says how much of the legs lies in
buildings: if fixes are too sparse for lines of sight, it warns.</p>
<p><b>Places, not persons.</b> The exact time of the last pass, cell by cell, is the path of an officer. So last_seen is
rounded down to a quarter of an hour or an hour if at least three units were at the place in that time, otherwise to the
start of the day of the watch (from one start of the watch to the next). worst_gap_s and mean_idle_s are rounded down as
well, because the time of a pass can be computed from them, and so are the times in why. <b>gap_profile</b> shows when
in the watch a place is usually seen. Where fewer than three units saw the place, it tells a pass only to the
quarter of an hour. Where they did so in fewer than three nights, it would date a pass, so it is the same at all times.
gap and priority are exact. In a place with few passes even the gap depends on when they were: do not publish such a map
for a single unit.</p>"""

    def declare(self):
        SCORE.add(self, gap_low=True, own_questions=True)
        BOUNDS.add(self)
        SECONDS.add(self)
        self.add(
            QgsProcessingParameterFeatureSink(
                "OUTPUT", tr("Scored places"), Qgis.ProcessingSourceType.VectorAnyGeometry
            ),
            OUTPUT_HELP,
        )
        add_rasters(self)
        add_nights(self)
        self.add_numbers(
            ("PLACE_COUNT", "Places"),
            ("MEAN_GAP", "Mean gap, weighted by demand"),
            ("MEAN_GAP_PATROLS", "Mean gap by patrols alone, with posts and cameras given"),
            ("TOTAL_PRIORITY", "Total priority"),
            ("SWEEP_WIDTH", "Sweep width at the median speed (m)"),
        )
        self.add_texts(SCOPE)

    def check(self, run):
        return raster_problem(run) or super().check(run)

    def compute(self, run):
        start = read_share(run)
        read = (WITH_FIXES if BOUNDS.needs_fixes(run) else SCORE).read(run, start)
        if read.evidence.own is None:
            run.warn(*filter(None, (other_hours(read.evidence.tracks.t, read.evidence.watch),)))
        check_rasters(run, read.scored.grid)
        check_nights(run, read)
        nightly = run.given(NIGHTS)
        shares = _shares(run, read, nightly, start)
        text = tr("Scoring {places}.", places=counted(len(read.scored), "place"))
        scored = start + (shares[0] - start) / (WITH_BOUNDS if BOUNDS.wanted(run) else 1)
        scores, profile = scores_and_profile(read.evidence, run.doing(text, start, scored))
        bounds = BOUNDS.read(run, read, scores, scored, shares[0])
        report_watched(run, read.evidence, scores)
        if not scores.visits.any():
            slow = tr(" at MIN_SPEED or faster") if read.evidence.detection.slowest else ""
            text = tr("No leg{slow} is within DETECTION_RANGE of a place in the period: every gap is 1.", slow=slow)
            if scores.watched is not None:
                text = tr("No leg{slow} is within DETECTION_RANGE of a place: every gap_patrols is 1.", slow=slow)
            gap = "gap" if scores.watched is None else "gap_patrols"
            run.warn(nothing_seen(read.evidence, text, gap, slow))
        seconds = SECONDS.read(run)
        each = all_nights(read.evidence, run.progress(*shares[:2]), seconds) if nightly else None
        profiles = _profiles(run, profile, seconds)
        written = published_by_question(scores, read.evidence, seconds)
        return _written(run, read, scores, written, bounds, profiles, each, shares)


def _shares(run: Run, read: ScoreInput, nightly: bool, start: float) -> list[float]:
    """Where on the bar end: scoring, the nights, the rasters, and writing. start: where scoring begins."""
    places, seconds = len(read.scored), scoring(read.evidence, read.scored)
    pixels = PIXEL * places * sum(run.given(name) for name in ("GAP_RASTER", "PRIORITY_RASTER"))
    rows = number_of_rows(read) if nightly else 0
    scored = seconds * (WITH_BOUNDS if BOUNDS.wanted(run) else 1)
    return split(start, 1, scored, seconds / 2 if nightly else 0, pixels, WRITING * places + SHORT_ROW * rows)


Texts = Callable[[int, int], list[str]]
"""The values of a field for the places start:end."""


def _profiles(run: Run, profile: WatchProfile | OwnProfiles, seconds: bool) -> Texts:
    """Returns a function for gap_profile. seconds: whether it is exact."""
    decimals = profile_decimals(run, "OUTPUT", len(profile.bins) - 1)
    return lambda start, end: profile_texts(profile.values(seconds, start, end), decimals)


def _written(
    run: Run,
    read: ScoreInput,
    scores: Scores,
    written: Scores,
    bounds: GapBounds | None,
    profiles: Texts,
    nights: AllNights | None,
    shares: list[float],
) -> dict:
    """Writes the places, the rasters and the nights; returns all results. written: the scores as they are written."""
    run.progress(shares[1])(0)
    check_raster_files(run)
    doubts = Doubts.of(scores)
    run.say(*filter(None, [doubts.sentence]))
    others = _other_columns(run, read, written, bounds)
    fields = (*FIELDS, *(field for field, _ in others))
    columns = _columns(run, read, written, bounds, profiles, doubts, others)
    tables = [] if nights is None else [nights_layer(read, nights)]
    demand = read.evidence.demand
    ties = ties_of(demand * scores.gap)
    run.warn(*filter(None, [ties.caution]))
    layer = places_layer(read.scored, fields, columns, "places", note=ties.note)
    opened = Outputs.opened_for(run, layer, *tables)
    rasters = write_rasters(run, read, scores.gap, run.progress(*shares[1:3]))
    total = float((demand * scores.gap).sum())
    return {
        **opened.write(shares[2]),
        "PLACE_COUNT": len(scores),
        "MEAN_GAP": total / float(demand.sum()) if demand.sum() > 0 else float(scores.gap.mean()),
        "TOTAL_PRIORITY": total,
        "SWEEP_WIDTH": read.sweep_width,
        **_mean_gap_of_patrols(scores, demand),
        **scope(read.period, read.watch, read.crs),
        **rasters,
    }


def _mean_gap_of_patrols(scores: Scores, demand: np.ndarray) -> dict[str, float]:
    """MEAN_GAP_PATROLS; nothing without watchers."""
    if scores.watched is None:
        return {}
    weights = demand if demand.sum() > 0 else None
    return {"MEAN_GAP_PATROLS": float(np.average(scores.gap_by_patrols, weights=weights))}


Others = list[tuple[tuple, np.ndarray]]
"""Fields that follow FIELDS, and their values, (n,) each."""


def _other_columns(run: Run, read: ScoreInput, scores: Scores, bounds: GapBounds | None) -> Others:
    """The fields that depend on what is given, with the values of all places."""
    found, nearest = [], read.demand.nearest
    if nearest is not None:
        found += zip(NEAR_FIELDS, (nearest.name, nearest.metres), strict=True)
    if scores.watched is not None:
        found += zip(WATCHED_FIELDS, (scores.gap_by_patrols, scores.watched["seconds"]), strict=True)
    if SCORE.own.given(run) and read.scored.features is not None:
        found += zip(OWN_FIELDS, asked_of_each(read.evidence), strict=True)
    if bounds is not None:
        found += zip(BOUND_FIELDS, (bounds.high,), strict=True)
    return found


def _columns(
    run: Run,
    read: ScoreInput,
    scores: Scores,
    bounds: GapBounds | None,
    profiles: Texts,
    doubts: Doubts,
    others: Others,
) -> Callable[[int, int], tuple]:
    """Returns a function for the values of FIELDS and the others for the places start:end."""
    reach = run.number("DEMAND_RANGE")

    def columns(start: int, end: int) -> tuple:
        some, demand = scores.subset(start, end), read.demand.total[start:end]
        return (
            values(demand),
            values(some.gap),
            values(some.gap_low if bounds is None else bounds.low[start:end]),
            values(demand * some.gap),
            values(some.visits),
            values(some.dwell),
            moments(some.last_seen),
            values(some.mean_idle),
            values(some.worst_gap),
            reasons_by_question(scores, read.demand, read.evidence, reach, doubts, start, end),
            values(some.watch_visits),
            values(some.watch_dwell),
            values(some.nights_seen),
            profiles(start, end),
            *(values(column[start:end]) for _, column in others),
        )

    return columns
