"""Impact assessment: a draft of a data protection impact assessment, filled from the records of results."""

from qgis.core import QgsProcessingParameterFileDestination, QgsProcessingParameterString

from ..engine.assessment.assessment import Assessment, assess
from ..engine.assessment.facts import Facts
from ..engine.assessment.risks import risks_of
from ..engine.errors import UserError
from ..engine.pages.impact_page import impact_page
from ..engine.provenance.retention import today_in
from ..engine.text import counted
from ..layers.files import check_writable
from .base import BlindspotAlgorithm, tr
from .inputs.assessed import AssessedInput, described, links_of, parameters_of, questions_of, titles_of
from .outputs.report import write_text
from .outputs.trail import TRAILS
from .run import Run
from .version import version

RESULTS = AssessedInput()
PAGES = (("HTML", False), ("MARKDOWN", True))


class ImpactAssessment(BlindspotAlgorithm):
    """blindspot:impactassessment"""

    ID = "impactassessment"
    TITLE = "Impact assessment"
    SUMMARY = "A draft of a data protection impact assessment: facts filled in, and what people must answer marked."
    TAGS = ("dpia", "privacy", "gdpr", "pipl", "data protection", "risk", "accountability", "report", "law")
    BASIC = ("RESULTS", "TITLE", "AUTHOR")
    BLOCKS = (RESULTS,)
    HELP = """<p>A draft of a data protection impact assessment, as GDPR (Art. 35) and comparable laws, such as China's
Personal Information Protection Law (Art. 55 and 56), ask for. Give the results that are in use, and get a page for the
data protection officer, as HTML and as Markdown.</p>
<p>What follows from the records of the results is filled in: which data, of which days, for which purpose, for how
long they may be kept, who sees which fields, what drones do to homes and schools, the safeguards that were chosen, and
the risks that are left. Each figure leads to the result that it comes from, in an appendix.</p>
<p>What only people can answer is left open, marked, and counted (OPEN_COUNT). The page is a draft for people to
complete. It is no legal advice, and it does not say that a use is lawful.</p>
<!-- more -->
<p>Give the outputs of <b>Exposure of places</b> and of the equity audit as well: otherwise the page says that they are
missing. The purpose and the time that data may be kept are those that were given where the data were taken in
(PURPOSE and RETAIN_DAYS of Prepare tracks, Make an archive, Score gaps and Patrol effort).</p>
<p>The page names layers, fields and parameters. It contains no names of units, no paths and no script. Units are
counted, not named. Where the file of a result is in the folder of the page, or below it, its name is a link.</p>
<!-- /more -->"""

    def declare(self):
        RESULTS.add(self)
        for name, title, help_text in (
            ("TITLE", "Title", "The heading. Empty: Data protection impact assessment."),
            ("AUTHOR", "Author or agency", "Stands below the title."),
        ):
            self.add(QgsProcessingParameterString(name, tr(title), None, False, True), help_text)
        html, markdown = tr("HTML files (*.html)"), tr("Markdown files (*.md)")
        self.add(
            QgsProcessingParameterFileDestination("HTML", tr("Assessment"), html, None, True, True),
            "The draft as a page to read, print and share.",
        )
        self.add(
            QgsProcessingParameterFileDestination("MARKDOWN", tr("Assessment as text"), markdown, None, True, True),
            "The same as Markdown, to be completed in any text editor.",
        )
        self.add_numbers(
            ("OPEN_COUNT", "Open questions"),
            ("RISK_COUNT", "Risks that follow from the records"),
            ("RESULT_COUNT", "Results that were given"),
        )

    def compute(self, run):
        paths = {name: run.file(name) for name, _ in PAGES}
        if not any(paths.values()):
            raise UserError(tr("Neither HTML nor MARKDOWN is given, so nothing would be written. Give one of them."))
        given = RESULTS.read(run)
        progress = run.doing(tr("Making the assessment."), 0.3, 1.0)
        progress(0)
        facts, today = Facts.of([one.output for one in given]), today_in("UTC")
        trail = bool(run.prepared.get(TRAILS))
        assessment = assess(facts, today, questions_of(facts), titles_of(facts), parameters_of(facts), trail)
        for name, markdown in PAGES:
            if paths[name]:
                check_writable(paths[name], tr("The assessment"))
                links = links_of(given, facts, paths[name])
                write_text(run, paths[name], _page(run, assessment, links, markdown))
        progress(1.0)
        return {**_reported(run, assessment), **{name: path for name, path in paths.items() if path}}


def _page(run: Run, assessment: Assessment, links: dict[str, str], markdown: bool) -> str:
    title = run.text("TITLE").strip() or tr("Data protection impact assessment")
    made_by = [
        (tr("Made by"), f"Blindspot {version()}, {run.algorithm.id()}"),
        (tr("On"), str(assessment.today)),
        (tr("Results given"), str(len(assessment.facts.given))),
    ]
    about = described(assessment.facts)
    return impact_page(title, run.text("AUTHOR").strip(), assessment, about, links, made_by, markdown)


def _reported(run: Run, assessment: Assessment) -> dict:
    """Says what is left to do; returns the numbers."""
    found = risks_of(assessment.facts, assessment.today)
    opened = counted(assessment.open_count, "question")
    run.say(
        tr(
            "The draft leaves {questions} open. {risks} from the records.",
            questions=opened,
            risks=counted(len(found), "risk follows", "risks follow"),
        )
    )
    return {
        "OPEN_COUNT": assessment.open_count,
        "RISK_COUNT": len(found),
        "RESULT_COUNT": len(assessment.facts.given),
    }
