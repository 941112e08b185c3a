"""Effect of a consultation: what residents' answers changed in a plan, by neighbourhood, and what that costs."""

from qgis.core import (
    Qgis,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
)

from ..engine.consultation.effect import Effect, effect
from ..engine.pages.consult_effect_page import effect_page, finding, total_minutes
from ..layers.crs import crs_name, crs_of_source
from ..layers.files import check_writable
from .base import BlindspotAlgorithm, tr
from .inputs.compared_places import ComparedRuns, compared_runs, other_patrols
from .inputs.consultation_runs import ConsultationRuns
from .inputs.parameters import any_field
from .inputs.report_layers import records_of
from .outputs.consulteffect import OUTPUT_HELP, effect_layer
from .outputs.layers import Outputs
from .outputs.public_page import write_public_file
from .outputs.report import report_facts
from .run import Block, Run

RECORDS = "records"
"""Key of what was prepared; in small letters, as no parameter is."""
COMPARED = ("WITHOUT", "WITH", "ROUTES_WITHOUT", "ROUTES_WITH")


class ConsultationInput(Block):
    """The layers whose records are compared, and those that are read several at a time."""

    def prepare(self, run: Run) -> None:
        run.prepared[RECORDS] = records_of(run, COMPARED)
        run.prepare_layers("RESIDENTS")
        run.prepare_layers("NO_FLY")


class ConsultationEffect(BlindspotAlgorithm):
    """blindspot:consulteffect"""

    ID = "consulteffect"
    TITLE = "Effect of a consultation"
    SUMMARY = "What residents' answers changed in a plan, by neighbourhood, what they did not, why, and what it costs."
    TAGS = ("residents", "answers", "effect", "difference", "neighbourhood", "consultation", "report", "accountability")
    BASIC = ("WITHOUT", "WITH", "RESIDENTS", "NEIGHBOURHOODS", "NAME_FIELD", "ROUTES_WITHOUT", "ROUTES_WITH", "NO_FLY")
    BLOCKS = (ConsultationInput(),)
    HELP = """<p>Residents were asked: what did their answers change? Run the plan twice, without and with residents'
answers, and compare: by neighbourhood, the answers, the demand, the priority, what drones close of the gap, and how
long drones are over it. For each neighbourhood with answers the page says in words what changed, what did not, and why:
the limit of answers is reached, the minimum holds, drones must not fly there, or patrols see it anyway.</p>
<p>The total says what following the answers costs: what drones close less, valued by the demand without the answers,
and what they close more as residents value it.</p>
<p>The two runs must differ in the answers alone. Their records are compared, and the page says at its top what else
differs: a parameter, the data, or the version.</p>
<!-- more -->
<p>The usual way: run Score gaps, Find blind spots, Plan drone routes and Assess a plan; run all four again with the
answers as residents' answers in the first and the last; give the two outputs of Assess a plan and the two layers of
routes here. Plan both with the same number of iterations and the same seed: plans that are searched for a time differ
by chance. Scored places instead of assessed ones show demand and priority only.</p>
<p>Each place counts for the neighbourhood in which it lies, each answer for that in which the middle of its area or its
position lies, and what lies in no neighbourhood is in a row of its own, so sums are totals. Where neighbourhoods
overlap, the shared ground belongs to the first.</p>
<p>Drones over a neighbourhood include those on their way to others.</p>
<p>Answers are those of residents who took part. The page counts them, and does not say whether they speak for
all.</p><!-- /more -->"""

    def declare(self):
        kinds = Qgis.ProcessingSourceType
        self.add(
            QgsProcessingParameterFeatureSource(
                "WITHOUT", tr("Places without residents' answers"), [kinds.VectorAnyGeometry]
            ),
            "Output of Assess a plan, or of Score gaps, of the run without residents' answers.",
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                "WITH", tr("Places with residents' answers"), [kinds.VectorAnyGeometry]
            ),
            "Output of Assess a plan, or of Score gaps, of the run with residents' answers. All else must be the same.",
        )
        self.add(
            QgsProcessingParameterMultipleLayers("RESIDENTS", tr("Residents' answers"), kinds.VectorAnyGeometry),
            "The layers of answers with which that run was made, of Read residents' answers.",
        )
        self.add(
            QgsProcessingParameterFeatureSource("NEIGHBOURHOODS", tr("Neighbourhoods"), [kinds.VectorPolygon]),
            "By which the difference is summed: districts, or the numbered areas of Consult residents.",
        )
        self.add(
            any_field("NAME_FIELD", "Name field of the neighbourhoods", "NEIGHBOURHOODS"),
            "The field with their names. Empty: the field called area_name or name, if there is one.",
        )
        for name, title, help_text in (
            (
                "ROUTES_WITHOUT",
                "Drone routes without residents' answers",
                "The plan of the run without residents' answers, to compare how long drones are over neighbourhoods.",
            ),
            (
                "ROUTES_WITH",
                "Drone routes with residents' answers",
                "The plan of the run with residents' answers, to compare how long drones are over neighbourhoods.",
            ),
        ):
            self.add(QgsProcessingParameterFeatureSource(name, tr(title), [kinds.VectorLine], None, True), help_text)
        self.add(
            QgsProcessingParameterMultipleLayers("NO_FLY", tr("No-fly zones"), kinds.VectorPolygon, None, True),
            "Those of the plans. They explain why drones do not come where residents ask for them.",
        )
        self.add(
            QgsProcessingParameterFeatureSink("OUTPUT", tr("Effect by neighbourhood"), kinds.VectorPolygon), OUTPUT_HELP
        )
        self.add(
            QgsProcessingParameterFileDestination("HTML", tr("Report"), tr("HTML files (*.html)"), None, True, True),
            "The result as an HTML page to read and print. It says where drones hardly come, so think before you "
            "publish it. It names neighbourhoods and layers, and contains no respondents, comments or paths. Unlike "
            "the layer it has no record of the runs, which names times and places that are not published.",
        )
        self.add_numbers(
            ("ANSWER_COUNT", "Answers"),
            ("DIFFERENT", "Differences of the runs besides the answers"),
            ("DEMAND_WITHOUT", "Demand of all places without the answers"),
            ("DEMAND_WITH", "Demand of all places with the answers"),
            ("CLOSED_WITHOUT", "Priority closed without the answers"),
            ("CLOSED_WITH", "Priority closed with the answers, valued without them"),
            ("COST", "What following the answers costs"),
            ("MINUTES_WITHOUT", "Minutes in the air a night without the answers"),
            ("MINUTES_WITH", "Minutes in the air a night with the answers"),
        )
        self.add_texts()

    def compute(self, run):
        crs, note = crs_of_source(run.source("NEIGHBOURHOODS"), run.transform_context)
        run.say(note)
        runs = ConsultationRuns.of(dict(run.prepared[RECORDS].carried))
        read = compared_runs(run, crs, run.doing(tr("Reading both runs."), 0.0, 0.8))
        found = effect(
            read.without,
            read.other,
            read.areas,
            read.asked,
            read.flights,
            read.no_fly,
            runs.limit,
            runs.minimum,
            read.nights,
        )
        unlike = [*runs.unlike, *other_patrols(read)]
        notes = [*runs.notes, *read.notes, *_other_answers(runs, read)]
        if unlike:
            run.warn(tr("The two runs differ in more than the answers: {differences}", differences=" ".join(unlike)))
        run.warn(*notes)
        return _written(run, crs, runs, read, found, unlike, notes)


def _other_answers(runs: ConsultationRuns, read: ComparedRuns) -> list[str]:
    """A warning where the answers given are not those with which the run was made."""
    if not all(runs.contents) or not runs.contents or sorted(runs.contents) == sorted(read.contents):
        return []
    return [tr("RESIDENTS are not the answers with which WITH was made, or were changed since.")]


def _written(run: Run, crs, runs: ConsultationRuns, read: ComparedRuns, found: Effect, unlike, notes) -> dict:
    """Writes the layer and the page; returns all results."""
    sentences, path = finding(found, read.asked.respondents), run.file("HTML")
    run.say(*sentences)
    text = ""
    if path:
        facts = report_facts(run, [], len(read.without.ident), crs)
        in_report = run.labels.in_report
        parts = ([in_report(one) for one in some] for some in (unlike, notes, runs.rules))
        text = effect_page(tr("What residents' answers changed"), found, sentences, *parts, facts)
        check_writable(path, "The report")
    opened = Outputs.opened_for(run, effect_layer(found, crs))
    if path:
        write_public_file(run, "HTML", path, text.encode())
    was, now = total_minutes(found)
    numbers = {
        "ANSWER_COUNT": len(read.asked.answer),
        "DIFFERENT": len(unlike),
        "DEMAND_WITHOUT": float(found.demand.sum()),
        "DEMAND_WITH": float(found.demand_other.sum()),
    }
    if found.has_gain:
        closed = {"CLOSED_WITHOUT": float(found.closed.sum()), "CLOSED_WITH": float(found.closed_other.sum())}
        numbers |= {**closed, "COST": found.cost}
    if found.has_flights:
        numbers |= {"MINUTES_WITHOUT": was, "MINUTES_WITH": now}
    return {**opened.write(0.85), **({"HTML": path} if path else {}), **numbers, "CRS": crs_name(crs)}
