"""Report: the question, the data, the gaps, the plan and what it closes as one HTML page."""

import numpy as np
from qgis.core import (
    Qgis,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from ..engine.pages.method_text import limits, method_sentences
from ..engine.pages.report_content import ReportContent
from ..engine.pages.report_page import page
from ..engine.pages.watch_of_flights import watch_of_flights
from ..engine.progress import part
from ..layers.crs import crs_name
from ..layers.files import check_writable
from .base import BlindspotAlgorithm, tr
from .inputs.background import BackgroundInput
from .inputs.fixes import LINE, POINT
from .inputs.report_layers import ReportLayers, records_of
from .inputs.report_records import ResultRecords
from .inputs.report_safety import check_part, exposure_part
from .outputs.report import write_page
from .run import Block, Run
from .version import version

ANY, TABLE = Qgis.ProcessingSourceType.VectorAnyGeometry, Qgis.ProcessingSourceType.Vector
POLYGON = Qgis.ProcessingSourceType.VectorPolygon
RESULTS = (
    ("SCORED", "Scored places", ANY, "The output of Score gaps: the map of the gaps, and how much is missed."),
    ("SPOTS", "Blind spots", ANY, "The output of Find blind spots: the ranking. Of Plan many nights: its first night."),
    ("ROUTES", "Drone routes", LINE, "The output Routes of Plan drone routes or Plan many nights: the flights."),
    ("WAYPOINTS", "Waypoints", POINT, "Of the same plan: when each spot is visited, in the timeline."),
    ("VISITED", "Blind spots with their visits", ANY, "Of the same plan: visits and remaining gap in the ranking."),
    ("UNSERVED", "Spots that are not visited", POINT, "Of the same plan: what is left out, and why."),
    ("ASSESSED", "Gaps before and after", ANY, "The output of Assess a plan: what the flights close."),
    ("PROFILE", "Coverage profile", TABLE, "The table of Coverage profile of all places together: gaps by hour."),
    ("TRACKS", "Tracks", LINE, "The output of Prepare tracks: how much was patrolled. Units are counted, not named."),
    ("OUTAGES", "Outages", LINE, "Of the same run: how long receivers were silent."),
    ("REJECTED", "Rejected fixes", POINT, "Of the same run: how many fixes were rejected, and why."),
    ("VIOLATIONS", "Violations", POINT, "The output of Check a plan, also without a row: whether it can be flown."),
    ("EXPOSED", "Exposure of places", POLYGON, "The output of Exposure of places: privacy places above and in view."),
)  # fmt: skip
NAMES = tuple(name for name, *_ in RESULTS)
RECORDS = "records"
"""Key of the records among what was prepared."""
BACKGROUND = BackgroundInput()


class ResultsInput(Block):
    """The results that are given, with their records."""

    def prepare(self, run: Run) -> None:
        run.prepared[RECORDS] = records_of(run, NAMES)

    def records(self, run: Run) -> ResultRecords:
        return run.prepared[RECORDS]


INPUT = ResultsInput()


class Report(BlindspotAlgorithm):
    """blindspot:report"""

    ID = "report"
    TITLE = "Report"
    TAGS = ("report", "html", "print", "pdf", "summary", "document", "officials", "brief")
    SUMMARY = "Puts all results of a question together as one page to read, print and share."
    BASIC = (
        *("SCORED", "SPOTS", "ROUTES", "WAYPOINTS", "ASSESSED", "PROFILE", "TRACKS"),
        *("BACKGROUND", "TITLE", "AUTHOR"),
    )
    BLOCKS = (INPUT, BACKGROUND)
    HELP = """<p>Puts the results together as one HTML page to read, print and share: the question and the finding in
plain words, maps of the gaps, of the blind spots and of the drone routes, the ranking, the hours in which most is
missed, the flights over the watch with the battery that is left, what the flights close, whether the plan
passes its check, which privacy places it exposes, what is not known, the data and their faults, the method, and how
everything was made. The first pages are for everybody; the tables are in an appendix.</p>
<p>Give what you have; each layer is optional, and the report has the parts for which there is a layer. The question,
the parameters and the data are taken from the records that the results carry. The report says, at the top, where a
result answers another question than the others, is of another run, or was changed after it was made; WARNINGS counts
these sentences.</p>
<p>The page is complete in itself: it loads nothing, and contains no names of units, no paths and no script. It has a
dark and a light form, and prints on A4 (in a browser: Print, Save as PDF). The same results make the same page.</p>"""

    def declare(self):
        for name, title, kind, help_text in RESULTS:
            self.add(QgsProcessingParameterFeatureSource(name, tr(title), [kind], None, True), help_text)
        BACKGROUND.add(self)
        for name, title, help_text, several in (
            ("TITLE", "Title", "The heading of the report. Empty: what it is about.", False),
            ("AUTHOR", "Author or agency", "Stands below the title.", False),
            ("REMARK", "Remark", "A text of your own, below the key figures.", True),
        ):
            self.add(QgsProcessingParameterString(name, tr(title), None, several, True), help_text)
        self.add(
            QgsProcessingParameterFileDestination("HTML", tr("Report"), tr("HTML files (*.html)")),
            "The report as an HTML page. It contains the names of the layers, but no paths and no units.",
        )
        self.add_numbers(
            ("TOTAL_PRIORITY", "Total priority of the scored places"),
            ("MEAN_GAP", "Mean gap, weighted by demand"),
            ("SPOT_COUNT", "Blind spots"),
            ("PRIORITY_CLOSED", "Priority that the plan closes"),
            ("SHARE_CLOSED", "Share of the priority that the plan closes (%)"),
            ("WARNINGS", "Number of mismatches"),
        )

    def compute(self, run):
        records = INPUT.records(run)
        layers = ReportLayers.of(run, records)
        content = _content(run, records, layers)
        run.warn(*content.mismatches)
        progress = run.doing(tr("Making the report."), 0.75, 1.0)
        progress(0)
        path = run.file("HTML")
        text = page(content, BACKGROUND.draws(run, layers.crs), watch_of_flights(content))
        check_writable(path, "The report")
        write_page(run, path, text)
        progress(1.0)
        return {"HTML": path, **_numbers(content)}


def _behind_buildings(records: ResultRecords) -> bool:
    """Whether the drones were flown with buildings that hide places from them."""
    flown = [records.carried[name].record for name in ("ASSESSED", "ROUTES") if name in records.carried]
    return any(record is not None and record["inputs"].get("BUILDINGS") for record in flown)


def _content(run: Run, records: ResultRecords, layers: ReportLayers) -> ReportContent:
    """All parts of the report."""
    progress = run.doing(tr("Reading the results."), 0.0, 0.75)
    gaps = layers.gaps(part(progress, 0, 0.55))
    gain = layers.gain(gaps, part(progress, 0.55, 0.85))
    spots, plan = layers.spots(part(progress, 0.85, 0.93)), layers.plan(part(progress, 0.93, 1))
    flown = plan is not None or (gain is not None and gain.with_drones)
    title = tr("Gaps in the patrols, and a plan to close them") if flown else tr("Gaps in the patrols")
    profile, patrols = layers.profile(), layers.patrols()
    progress(1.0)
    return ReportContent(
        run.text("TITLE").strip() or title,
        run.text("AUTHOR").strip(),
        run.text("REMARK").strip(),
        records.asked,
        gaps,
        spots,
        plan,
        gain,
        profile,
        patrols,
        check_part(run, records.carried["VIOLATIONS"].record if "VIOLATIONS" in records.carried else None),
        exposure_part(run),
        list(dict.fromkeys(records.mismatches())),
        method_sentences(records.parameters),
        [*_assumed(records), *limits(flown, _behind_buildings(records))],
        records.sources(),
        records.runs(),
        [
            (tr("Made by"), f"Blindspot {version()}, {run.algorithm.id()}"),
            (tr("CRS worked in"), crs_name(layers.crs)),
            *((tr(title), records.carried[name].name) for name, title, *_ in RESULTS if name in records.carried),
        ],
    )


def _assumed(records: ResultRecords) -> list[str]:
    """Sentences on what was not given, and assumed from the data."""
    names = records.assumed_titles()
    return [tr("Not given, and assumed from the data: {names}.", names=tr(", ").join(names))] if names else []


def _numbers(content: ReportContent) -> dict:
    gaps, gain = content.gaps, content.gain
    found = {"WARNINGS": len(content.mismatches)}
    if gaps is not None:
        found |= {"TOTAL_PRIORITY": float(np.nansum(gaps.priority)), "MEAN_GAP": gaps.mean_gap}
    if content.spots is not None:
        found["SPOT_COUNT"] = len(content.spots)
    if gain is not None:
        found |= {"PRIORITY_CLOSED": float(gain.gain.sum()), "SHARE_CLOSED": 100 * gain.share}
    return found
