"""Repeat a run: makes a result again, and says whether it is the same."""

from qgis.core import (
    Qgis,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterRasterDestination,
    QgsVectorLayer,
)

from ..engine.progress import Cancelled
from ..engine.provenance.agreement import Agreement
from ..engine.provenance.record import name_of
from ..layers.compared_layers import Comparison, compared_layers
from ..layers.compared_rasters import compared_rasters
from ..layers.sinks import TEXT, added_fields, fields_of
from .base import BlindspotAlgorithm, tr
from .inputs.recorded_run import CHILD, RecordedRun, RecordedRunInput
from .inputs.task import STAGES
from .outputs.agreement import changed_inputs, earlier_runs, input_sentences, new_fields_text, verdict, versions
from .outputs.language import fields_not_compared, other_language
from .outputs.layers import OutputLayer, write_layers
from .run import Run

INPUT = RecordedRunInput()


class RepeatRun(BlindspotAlgorithm):
    """blindspot:repeatrun"""

    ID = "repeatrun"
    TITLE = "Repeat a run"
    SUMMARY = "Is a result what its inputs give? Makes it again and compares."
    TAGS = ("provenance", "reproduce", "reproducible", "verify", "audit", "compare", "rerun", "record")
    BASIC = ("INPUT",)
    BLOCKS = (INPUT,)
    HELP = """<p>Is this result what its inputs give? Takes a result that Blindspot made, runs the same algorithm again
with the same parameters on the same inputs, and compares. Everything it needs is in the record that the result
carries.</p>
<p>The inputs are looked for where they were relative to the result, so a folder can be moved or handed to somebody else
as a whole; then at their old path; then in the folder of the result. Inputs without a file, such as temporary layers,
must still be in the project.</p>
<p>AGREES is 1 if all features are the same, in any order, or if they differ by less than a billionth of their values,
which another machine or another version of a library may cause; the log says which of the two. Otherwise it is 0,
and the log says how many features differ, in which fields, and by how much at most. It also says which inputs are no
longer as they were, whether the result itself was edited after it was made, and with which versions it was made and
repeated. If only the inputs have changed, the result is not wrong, but out of date.</p>
<!-- more -->
<p>A plan that was limited by time is repeated with the same steps of the search, so it agrees as well. On a slower
computer that takes longer than the time limit.</p>
<p>A run on selected features cannot be repeated, because a selection is not recorded. Of an algorithm with several
outputs, only the one that is given is made again.</p>"""

    def declare(self):
        INPUT.add(self)
        self.add(
            QgsProcessingParameterFeatureSink(
                "OUTPUT", tr("Result made again"), Qgis.ProcessingSourceType.Vector, None, True, False
            ),
            "The layer or table that the repeated run gives, to compare it on the map.",
        )
        self.add(
            QgsProcessingParameterRasterDestination("RASTER", tr("Raster made again"), None, True, False),
            "The same, where a raster is given.",
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                "DIFFERENCES", tr("Differences"), Qgis.ProcessingSourceType.Vector, None, True, False
            ),
            "The features of either layer that the other does not have. The field origin is given for those of the "
            "result, and again for those of the repeated run; the other fields are those that both have.",
        )
        self.add_numbers(
            ("AGREES", "Agreement (1: the result agrees with the repeated run, 0: it does not)"),
            ("FEATURES", "Features (or pixels) of the result that is given"),
            ("DIFFERENT", "Features (or pixels) of one that the other does not have"),
            ("INPUTS_CHANGED", "Inputs that are not as they were"),
        )
        self.add_texts((("SUMMARY", "What was found"),))

    def check(self, run):
        return INPUT.problem(run) or super().check(run)

    def compute(self, run):
        recorded = INPUT.read(run)
        _say_unused(run, recorded)
        run.say(
            tr(
                "Repeats {about}, which made {name}.",
                about=recorded.carried.about(recorded.record),
                name=recorded.carried.name,
            )
        )
        results = recorded.algorithm.runPrepared(recorded.parameters, run.context, recorded.feedback)
        if run.feedback.isCanceled():
            raise Cancelled
        name = "RASTER" if recorded.raster else "OUTPUT"
        kept = {name: results[recorded.output]} if run.given(name) else {}
        run.opened += kept.values()  # is not loaded where the comparison is cancelled
        progress = run.doing(tr("Comparing."), CHILD, 0.98)
        if recorded.raster:
            found = compared_rasters(recorded.raster, results[recorded.output], progress)
            return {**kept, **_reported(run, recorded, found)}
        given = recorded.given()
        sentences = fields_not_compared(recorded.record)
        compared = compared_layers(given, recorded.again(results, run.context), progress, sentences)
        layers = [_differences(compared, given)] if run.given("DIFFERENCES") else []
        return {
            **kept,
            **write_layers(run, 0.98, *layers),
            **_reported(run, recorded, compared.agreement, compared.content),
        }


def _say_unused(run: Run, recorded: RecordedRun) -> None:
    """Warns of requested outputs that hold nothing of a result of this kind."""
    names, kind = (("OUTPUT", "DIFFERENCES"), tr("raster")) if recorded.raster else (("RASTER",), tr("layer or table"))
    for name in names:
        if run.given(name):
            run.warn(
                tr(
                    "{name} is not written, because {result} is a {kind}.",
                    name=name,
                    result=recorded.carried.name,
                    kind=kind,
                )
            )


def _differences(compared: Comparison, given: QgsVectorLayer) -> OutputLayer:
    """The features that only one of the layers has."""
    rows = list(compared.rows())
    columns = [[values[i] for _, _, values in rows] for i in range(len(compared.fields))]
    batch = [wkb for _, wkb, _ in rows], [*columns, [origin for origin, _, _ in rows]]
    fields = added_fields(compared.fields, fields_of(("origin", TEXT)))
    return OutputLayer(
        "DIFFERENCES", fields, given.wkbType(), given.crs(), lambda: [batch], len(rows), order=1, ours=False
    )


def _reported(run: Run, recorded: RecordedRun, found: Agreement, content: str = "") -> dict:
    """Says what was found; returns it as numbers and as text. content: the digest of the layer that was made again."""
    changed, unknown = changed_inputs(recorded.record["inputs"], recorded.algorithm.inputs_read())
    said, warned = input_sentences(changed, unknown)
    conclusion = verdict(recorded.carried.name, found, "pixel" if recorded.raster else "feature")
    agrees = found.equal or found.close
    warned = [*recorded.carried.warnings, *warned, *_time_limit(recorded)]
    if recorded.added:
        (said if agrees else warned).append(_of_before(recorded))
    (run.say if agrees else run.warn)(conclusion)
    others = filter(None, [new_fields_text(found), earlier_runs(recorded.record)])
    if not agrees and content and content == recorded.record["output"].get("content"):
        said.insert(0, tr("As it was when it was made, {name} agrees.", name=recorded.carried.name))
    notes = [*said, versions(recorded.record), *others, *other_language(recorded.record)]
    run.warn(*warned)
    run.say(*notes)
    return {
        "AGREES": int(agrees),
        "FEATURES": found.given,
        "DIFFERENT": found.different,
        "INPUTS_CHANGED": len(changed),
        "SUMMARY": " ".join((conclusion, *warned, *notes)),
    }


def _of_before(recorded: RecordedRun) -> str:
    """What to say of a result of an algorithm that has got more parameters, and another search for plans, since."""
    name = name_of(recorded.record)
    return tr(
        "{name} was made by an earlier {algorithm}, and repeated as it was then: {added}. The search for plans has "
        "changed since, so another plan may be found.",
        name=recorded.carried.name,
        algorithm=name,
        added=tr("; ").join(recorded.added),
    )


def _time_limit(recorded: RecordedRun) -> list[str]:
    """A warning where a search was limited by time, and its steps are not recorded."""
    searches = recorded.algorithm.parameterDefinition("TIME_LIMIT") is not None
    by_time = searches and not recorded.record["parameters"].get("MAX_ITERATIONS")
    if not by_time or (recorded.record.get("results") or {}).get(STAGES):
        return []
    return [
        tr(
            "The search of {algorithm} was limited by time, and its steps are not recorded. It was limited "
            "by time again, so another plan may be found.",
            algorithm=name_of(recorded.record),
        )
    ]
