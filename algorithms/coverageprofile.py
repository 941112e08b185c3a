"""Coverage profile: the gaps by hour of the week."""

from qgis.core import (
    Qgis,
    QgsProcessingParameterFeatureSource,
)

from ..engine.pages.profile_page import finding
from ..engine.score.coverage_profile import SLOTS, coverage_profile
from ..engine.score.ties import ties_of
from .base import BlindspotAlgorithm, tr
from .durations import BEGINNING, PAGE, SCORING, SHORT_ROW, read_share, scoring, split
from .inputs.evidence import QUESTION, EvidenceInput, question_of
from .inputs.fixes import AS_TRACKS
from .inputs.taken import empty_as_made
from .inputs.watch import MIDNIGHT, SCOPE
from .outputs.profile import add_outputs, check_rows, notes_on, on_persons, write_profile
from .outputs.report import input_name

SCORE = EvidenceInput()
ANY_GEOMETRY = Qgis.ProcessingSourceType.VectorAnyGeometry


class CoverageProfile(BlindspotAlgorithm):
    """blindspot:coverageprofile"""

    ID = "coverageprofile"
    TITLE = "Coverage profile"
    SUMMARY = "In which hours of the week are the gaps?"
    TAGS = ("coverage", "patrol", "gap", "rota", "shift", "schedule", "hour", "weekday", "heat map", "report")
    BASIC = (
        *("SCORED", "INPUT", "TIME_FIELD", "UNIT_FIELD", "TIMEZONE"),
        *("AREA",),
        *("WATCH_START", "WATCH_END", "REVISIT"),
        *("PER_PLACE",),
    )
    BLOCKS = (SCORE,)
    AS_MADE = (question_of("SCORED"), AS_TRACKS)
    HELP = """<p>In which hours of the week does most go unseen? The <b>gap</b> of an hour is the probability that a
condition that starts at a random moment of this hour goes unseen for the revisit interval. It is the gap of Score gaps,
split by hour of the day and day of the week, either for each place or as a mean of all places weighted by demand. Its
mean, weighted by watch_hours, is the MEAN_GAP of Score gaps with the same parameters. Without scored places the watch
is all day unless you set it.</p>
<!-- more -->
<p>Hours are those of local clocks in the time zone: an hour that the clocks show twice counts twice, and an hour that
they skip does not count. The day is the calendar day of the moment itself: 02:00 on Saturday morning belongs to
Saturday, even if the watch began on Friday. A gap looks forward: what starts at 03:00 is seen in time if it is seen
within the revisit interval after 03:00. Moments whose revisit interval reaches outside the data are left out, so that
the day on which the data end is no darker for it.</p>
<p><b>unit_hours</b> is the time that units spent on tracks in the period, inside and outside the watch, without
outages. Together with the gap it shows whether an hour has too few patrols, or has them in other places.</p>
<p>The report is one HTML file with a heat map of gap and of unit-hours, to read, print and share. DARKEST_HOUR is the
hour with the highest gap (if several have it, the one with the fewest unit-hours). Use at least four weeks of data:
a single week does not show what is usual.</p>
<p>The profile of a single unit is the rota of a person. The log and the report warn of it, also where places were seen
by fewer than three units: a profile for each place is not rounded.</p>"""

    def declare(self):
        self.add(
            QgsProcessingParameterFeatureSource(
                "SCORED", tr("Scored places (to use their parameters)"), [ANY_GEOMETRY], None, True
            ),
            "The output of Score gaps. Parameters that are left empty are taken from its record: fixes, places, watch, "
            "revisit interval, demand and so on.",
        )
        SCORE.add(self, MIDNIGHT, MIDNIGHT, own_questions=True)
        empty_as_made(self.declared, QUESTION, tr("the scored places"))
        add_outputs(self)
        self.add_numbers(
            ("PLACE_COUNT", "Places"),
            ("MEAN_GAP", "Mean gap, weighted by demand"),
            ("DARKEST_GAP", "Gap of the darkest hour"),
        )
        self.add_texts((("DARKEST_HOUR", "Darkest hour of the week (local)"), *SCOPE))

    def check(self, run):
        places = run.source("PLACES")
        if places is not None:
            check_rows(run, places.featureCount())
        return super().check(run)

    def compute(self, run):
        rows = SLOTS if run.flag("PER_PLACE") else 0
        start = read_share(run, SCORING + SHORT_ROW * rows)
        read = SCORE.read(run, start)
        places = len(read.scored)
        check_rows(run, places)
        paging = PAGE * places if run.file("OUTPUT_HTML") else 0.0
        shares = split(start, 1, scoring(read.evidence, read.scored), paging, BEGINNING / 5 + SHORT_ROW * rows * places)
        text = tr("Scoring the hours of the week.")
        total, each = coverage_profile(read.evidence, bool(rows), run.doing(text, start, shares[0]))
        ties = ties_of(read.evidence.demand * total.places)
        notes = [*filter(None, [ties.caution]), *notes_on(total, read.evidence), *on_persons(total, each)]
        run.say(*finding(total))
        run.warn(*notes)
        return write_profile(run, read, total, each, [*notes, *read.patrols.cautions], shares, input_name(run, "INPUT"))
