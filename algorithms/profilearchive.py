"""Coverage profile of an archive: the gaps by hour of the week, from years of fixes."""

from ..engine.pages.profile_page import finding
from ..engine.score.coverage_profile import SLOTS
from ..engine.score.ties import ties_of
from ..engine.slices.sliced_profile import sliced_profile
from .base import BlindspotAlgorithm, tr
from .durations import BEGINNING, PAGE, SHORT_ROW, split
from .inputs.sliced_evidence import FIX, SlicedEvidenceInput, report_slices
from .inputs.watch import MIDNIGHT, SCOPE
from .outputs.profile import add_outputs, check_rows, notes_on, on_persons, write_profile

SCORE = SlicedEvidenceInput()
READING = 0.1
"""Share of the bar for the archive and the places."""


class ProfileArchive(BlindspotAlgorithm):
    """blindspot:profilearchive"""

    ID = "profilearchive"
    TITLE = "Coverage profile of an archive"
    SUMMARY = "In which hours of the week are the gaps? From years of fixes, day by day."
    TAGS = ("coverage", "patrol", "gap", "rota", "shift", "hour", "weekday", "heat map", "parquet", "dask")
    BASIC = (
        *("ARCHIVE", "AREA", "CELL_SIZE", "LAST_NIGHTS"),
        *("WATCH_START", "WATCH_END", "REVISIT"),
        *("PER_PLACE",),
    )
    BLOCKS = (SCORE,)
    HELP = """<p>The same as Coverage profile, from an archive of any length: the gap of each hour of the week, and the
time that units spent on patrol in it. The days are computed one by one, several at a time, and what a day gives is
kept, so that the next run computes only days that are new or have changed.</p>
<p>Make the archive with <b>Make an archive</b>. Give the <b>Area of the grid</b>, or your own places: then they stay
the same when a day is added.</p>
<!-- more -->
<p>Score an archive says what is kept, who computes, and where the results can differ from those of all fixes at once.
The help of Coverage profile says how to read the table and the report.</p>
<!-- /more -->
<p>The profile of a single unit is the rota of a person. The log and the report warn of it, also where places were seen
by fewer than three units: a profile for each place is not rounded.</p>"""

    def declare(self):
        SCORE.add(self, MIDNIGHT, MIDNIGHT)
        add_outputs(self)
        self.add_numbers(
            ("PLACE_COUNT", "Places"),
            ("MEAN_GAP", "Mean gap, weighted by demand"),
            ("DARKEST_GAP", "Gap of the darkest hour"),
            ("ARCHIVE_DAYS", "Days of the archive that count"),
            ("SLICES_COMPUTED", "Slices of time computed; the others were kept from earlier runs"),
        )
        self.add_texts((("DARKEST_HOUR", "Darkest hour of the week (local)"), *SCOPE))

    def check(self, run):
        places = run.source("PLACES")
        if places is not None:
            check_rows(run, places.featureCount())
        return super().check(run)

    def compute(self, run):
        sliced = SCORE.read(run, READING)
        read, evidence, per_place = sliced.read, sliced.read.evidence, run.flag("PER_PLACE")
        places, days = len(read.scored), sliced.given.source.days
        check_rows(run, places)
        paging = PAGE * places if run.file("OUTPUT_HTML") else 0.0
        rows = SHORT_ROW * SLOTS * places if per_place else 0.0
        shares = split(READING, 1, FIX * sum(day.fixes for day in days), paging, BEGINNING / 5 + rows)
        progress = run.doing(tr("Scoring the hours of the week."), READING, shares[0])
        found = sliced_profile(
            sliced.given, evidence, sliced.questions, per_place, sliced.kept, sliced.workers, progress
        )
        report_slices(run, found.computed, found.slices)
        ties = ties_of(evidence.demand * found.total.places)
        notes = [*filter(None, [ties.caution]), *notes_on(found.total, evidence), *on_persons(found.total, found.each)]
        run.say(*finding(found.total))
        run.warn(*notes)
        cautions = [*notes, *read.patrols.cautions]
        results = write_profile(run, read, found.total, found.each, cautions, shares, sliced.given.source.name)
        return {**results, "ARCHIVE_DAYS": len(days), "SLICES_COMPUTED": found.computed}
