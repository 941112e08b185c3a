"""Score gaps: places with their gap and priority, from tracks."""

from tempfile import TemporaryDirectory

from qgis.core import QgsProcessingUtils

from ..engine.provenance.content import content_hash
from ..engine.score.by_question import published_by_question
from ..engine.score.own_nights import all_nights
from ..engine.score.own_profiles import scores_and_profile
from ..engine.slices.sliced_scores import sliced_scores
from ..engine.slices.workers import HERE
from ..engine.text import counted
from ..engine.timing.busy_hours import other_hours
from .base import BlindspotAlgorithm, tr
from .durations import PIXEL, SHORT_ROW, WRITING, read_share, scoring, split
from .inputs.bounds import BoundsInput
from .inputs.evidence import EvidenceInput, ScoreInput
from .inputs.fixes import AS_TRACKS, FixInput
from .inputs.large_fixes import LargeFixesInput
from .inputs.retention import RetentionInput
from .inputs.seconds import SecondsInput
from .inputs.sliced_evidence import SlicedEvidenceInput, report_scored
from .inputs.watch import SCOPE
from .inputs.watchers import report_watched
from .outputs.nothing_seen import nothing_seen
from .outputs.place_nights import NIGHTS, add_nights, check_nights, number_of_rows
from .outputs.rasters import add_rasters, check_rasters, raster_problem
from .outputs.scored_places import add_scored, profile_columns, write_scored
from .run import Run

SCORE, SECONDS, BOUNDS = EvidenceInput(), SecondsInput(), BoundsInput()
SLICED, RETENTION = SlicedEvidenceInput(), RetentionInput()
LARGE = LargeFixesInput(SCORE.fixes, (NIGHTS, "REVISIT_FIELD", "WATCH_FIELD", "GAP_HIGH"))
BY_DAY = (0.4, 0.45, 0.9)
"""Where on the bar end, if fixes are scored day by day: putting them into days, making the places, scoring."""
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
        *("DETECTION_RANGE", "BUILDINGS", "WATCHERS", "DEMAND", "RESIDENTS"),
    )
    BLOCKS = (SCORE, SECONDS, BOUNDS, LARGE, RETENTION)
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
        RETENTION.add(self)
        SECONDS.add(self)
        add_scored(self)
        add_rasters(self)
        add_nights(self)
        self.add_numbers(
            ("PLACE_COUNT", "Places"),
            ("MEAN_GAP", "Mean gap, weighted by demand"),
            ("MEAN_GAP_PATROLS", "Mean gap by patrols alone, with posts and cameras given"),
            ("TOTAL_PRIORITY", "Total priority"),
            (
                "PATROL_FOUND_SHARE",
                "Share of the total priority that rests on incidents found by patrols (%), with kinds of demand given",
            ),
            ("SWEEP_WIDTH", "Sweep width at the median speed (m)"),
        )
        self.add_texts(SCOPE)

    def check(self, run):
        return raster_problem(run) or super().check(run)

    def compute(self, run):
        if LARGE.given(run):
            return _by_day(run)
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
        profiles = profile_columns(run, profile, seconds)
        written = published_by_question(scores, read.evidence, seconds)
        return write_scored(run, read, scores, written, bounds, profiles, each, shares)


def _by_day(run: Run) -> dict:
    """Scores fixes that are more than fit into memory, day by day."""
    with TemporaryDirectory(prefix="blindspot_", dir=QgsProcessingUtils.tempFolder()) as folder:
        archive = LARGE.in_days(run, SCORE.places.crs(run), folder, run.doing(tr("Reading fixes."), 0, BY_DAY[0]))
        run.note_input("INPUT", content=content_hash([day.content for day in archive.days]))
        sliced = SLICED.read_days(run, archive, archive.timezone, None, HERE, *BY_DAY[:2])
        check_rasters(run, sliced.read.scored.grid)
        evidence, places = sliced.read.evidence, counted(len(sliced.read.scored), "place")
        progress = run.doing(tr("Scoring {places}.", places=places), BY_DAY[1], BY_DAY[2])
        found = sliced_scores(sliced.given, evidence, sliced.questions, progress=progress)
    report_scored(run, found, sliced)
    report_watched(run, evidence, found.scores)
    seconds = SECONDS.read(run)
    profiles = profile_columns(run, found.profile, seconds)
    written = published_by_question(found.scores, evidence, seconds)
    shares = [BY_DAY[2], BY_DAY[2], BY_DAY[2] + 0.01, 1.0]
    return write_scored(run, sliced.read, found.scores, written, None, profiles, None, shares)


def _shares(run: Run, read: ScoreInput, nightly: bool, start: float) -> list[float]:
    """Where on the bar end: scoring, the nights, the rasters, and writing. start: where scoring begins."""
    places, seconds = len(read.scored), scoring(read.evidence, read.scored)
    pixels = PIXEL * places * sum(run.given(name) for name in ("GAP_RASTER", "PRIORITY_RASTER"))
    rows = number_of_rows(read) if nightly else 0
    scored = seconds * (WITH_BOUNDS if BOUNDS.wanted(run) else 1)
    return split(start, 1, scored, seconds / 2 if nightly else 0, pixels, WRITING * places + SHORT_ROW * rows)
