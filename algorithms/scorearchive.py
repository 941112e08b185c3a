"""Score an archive: places with their gap and priority, from years of fixes."""

from ..engine.score.by_question import published_by_question
from ..engine.slices.sliced_scores import sliced_scores
from ..engine.text import counted
from .base import BlindspotAlgorithm, tr
from .durations import PIXEL, WRITING, split
from .inputs.seconds import SecondsInput
from .inputs.sliced_evidence import FIX, SlicedEvidenceInput, SlicedInput, report_scored, report_slices
from .inputs.watch import SCOPE
from .inputs.watchers import report_watched
from .outputs.rasters import add_rasters, check_rasters, raster_problem
from .outputs.scored_places import add_scored, profile_columns, write_scored
from .run import Run

SCORE, SECONDS = SlicedEvidenceInput(), SecondsInput()
READING = 0.1
"""Share of the bar for the archive and the places."""


class ScoreArchive(BlindspotAlgorithm):
    """blindspot:scorearchive"""

    ID = "scorearchive"
    TITLE = "Score an archive"
    SUMMARY = "The gap of each place from years of fixes, day by day; a new day is all that the next run computes."
    TAGS = ("coverage", "patrol", "gap", "parquet", "dask", "cluster", "big data", "incremental", "rolling")
    BASIC = (
        *("ARCHIVE", "AREA", "CELL_SIZE", "LAST_NIGHTS"),
        *("WATCH_START", "WATCH_END", "REVISIT"),
        *("DETECTION_RANGE", "BUILDINGS", "WATCHERS", "DEMAND", "RESIDENTS"),
    )
    BLOCKS = (SCORE, SECONDS)
    HELP = """<p>The same scores as Score gaps, from an archive of any length. The days are computed one by one, several
at a time, so that the memory that is needed does not grow with the archive; and what a day gives is kept, so that the
next run computes only days that are new or have changed.</p>
<p>Give the <b>Area of the grid</b> (or your own places): then the cells stay the same when a day is added. With
<b>Last nights</b>, the same run every morning gives the last four weeks, say, and takes a minute.</p>
<!-- more -->
<p><b>What is kept.</b> The results of each day are in the folder partials of the archive, or in the <b>Folder of
partial results</b>. They are used where the fixes of the day and of its neighbours, the places, the hours and all
settings are the same, and the version of Blindspot computes them in the same way. The log says how many days were
computed. You can delete the folder at any time.</p>
<p><b>Is it the same score?</b> Gaps and seconds agree with Score gaps to about nine digits, because they are added up
in another order; counts are the same. Some things are decided day by day instead of over all fixes: which fixes are
outliers near midnight, whether the clock of a unit is coarse where few of its fixes share a time, the usual speed of a
unit during outages (unless you give the <b>Speed during outages</b>), and the dates behind a gap profile where the
revisit interval is longer than the watch. Of a unit, fixes that are too far from all places to matter for them are not
read. With a period or Last nights, the units that may have been anywhere in a night without fixes are those of that
time; and without AREA and PLACES, the grid surrounds the fixes of that time, and the sun's times are those at the
fixes of the last day. The CRS is that of the archive.</p>
<p><b>Who computes.</b> Several days at a time in this process, if the Python package dask is installed; else one after
the other. Worker processes on this computer, or a cluster with a Dask scheduler, are for archives of more than a
thousand million fixes. The answer is the same, also if a worker is lost.</p>
<!-- /more -->
<p>Make the archive with <b>Make an archive</b>. Nights of each place, own revisit intervals and hours of places, and
How exactly the gap is known, are in Score gaps alone.</p>"""

    def declare(self):
        SCORE.add(self, gap_low=True)
        SECONDS.add(self)
        add_scored(self)
        add_rasters(self)
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
            ("ARCHIVE_DAYS", "Days of the archive that count"),
            ("SLICES_COMPUTED", "Slices of time computed; the others were kept from earlier runs"),
        )
        self.add_texts(SCOPE)

    def check(self, run):
        return raster_problem(run) or super().check(run)

    def compute(self, run):
        sliced = SCORE.read(run, READING)
        check_rasters(run, sliced.read.scored.grid)
        shares = _shares(run, sliced)
        days = counted(len(sliced.questions), "day")
        progress = run.doing(tr("Scoring {days}.", days=days), READING, shares[0])
        evidence = sliced.read.evidence
        found = sliced_scores(sliced.given, evidence, sliced.questions, sliced.kept, sliced.workers, progress)
        report_scored(run, found, sliced)
        report_slices(run, found.computed, found.slices)
        scores, seconds = found.scores, SECONDS.read(run)
        report_watched(run, evidence, scores)
        if not scores.visits.any():
            run.warn(
                tr("No unit came within DETECTION_RANGE of a place in the period. Check AREA, PLACES and the period.")
            )
        profiles = profile_columns(run, found.profile, seconds)
        written = published_by_question(scores, evidence, seconds)
        results = write_scored(run, sliced.read, scores, written, None, profiles, None, shares)
        return {**results, "ARCHIVE_DAYS": len(sliced.given.source.days), "SLICES_COMPUTED": found.computed}


def _shares(run: Run, sliced: SlicedInput) -> list[float]:
    """Where on the bar end: scoring, the nights, which there are not, the rasters, and writing."""
    places, fixes = len(sliced.read.scored), sum(day.fixes for day in sliced.given.source.days)
    pixels = PIXEL * places * sum(run.given(name) for name in ("GAP_RASTER", "PRIORITY_RASTER"))
    return split(READING, 1, FIX * fixes, 0, pixels, WRITING * places)
