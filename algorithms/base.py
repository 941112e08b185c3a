"""The base class of all Blindspot algorithms."""

import re
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterDefinition,
)
from qgis.PyQt.QtGui import QIcon

from ..engine.errors import UserError
from ..engine.language import tr
from ..engine.progress import Cancelled
from ..layers.pyproj_threads import keep_pyproj_context
from .catalogue import group_of
from .dialog_order import arranged
from .failures import is_out_of_memory, out_of_memory, unexpected
from .groups import group_icon, group_title
from .inputs.as_made import taken_values
from .inputs.given_layers import GivenLayers
from .inputs.layer_gate import layer_problem
from .inputs.sources import sources_of
from .inputs.taken import Taken
from .labels import Labels
from .outputs.destinations import check_destinations
from .outputs.formats import KEEPS
from .outputs.trail import append_to_trails, settle_trails
from .reference_url import reference_url
from .run import Block, Run
from .value_types import TAKES_LIST
from .values import Values, missing_value, read_values
from .version import version

MORE = re.compile("<!-- more -->(.*?)(?:<!-- /more -->|$)")
"""A part of a help text that is not shown beside the dialog, but on the page that its Help button opens."""


class BlindspotAlgorithm(QgsProcessingAlgorithm):
    """An algorithm has an id, a title, a help text, blocks of parameters, and one method, `compute`.

    `compute` reads, computes, and only then opens its sinks. Output files are written beside their destination and
    moved there at the end, so an error or a cancelled run leaves existing files unchanged.
    """

    ID = ""
    TITLE = ""
    SUMMARY = ""
    """One sentence for the toolbox."""
    HELP = ""
    TAGS: tuple[str, ...] = ()
    BASIC: tuple[str, ...] = ()
    """The parameters that the dialog shows at once, in its order. All other parameters are advanced."""
    BLOCKS: tuple[Block, ...] = ()
    AS_MADE: tuple[Taken, ...] = ()
    """Which parameters are taken from the records of input layers."""
    repeats: dict | None = None
    """The record of the run that this one repeats, if it repeats one. Then nothing is taken from other records."""

    def declare(self) -> None:
        """Declares all parameters and outputs with `add`, `add_numbers` and `add_texts`."""
        raise NotImplementedError

    def compute(self, run: Run) -> dict:
        """Runs the algorithm. Returns its results by output name. May raise UserError and Cancelled."""
        raise NotImplementedError

    def carried_record(self, record: dict) -> dict:
        """The record that outputs carry, made of that of the run: an output that leaves the house carries less."""
        return record

    def check(self, run: Run) -> str:
        """Why the values together cannot be used, in a sentence; empty where they can. Called before running, when the
        user waits: it must be quick. May raise UserError."""
        for block in self.BLOCKS:
            block.check(run)
        return ""

    def initAlgorithm(self, configuration=None):
        self.declared: dict[str, QgsProcessingParameterDefinition] = {}
        self._results: list[QgsProcessingOutputDefinition] = []
        self.declare()
        for parameter in arranged(self.declared, self.BASIC):
            self.addParameter(parameter)
        for result in self._results:
            self.addOutput(result)
        del self.declared, self._results  # QGIS owns them now

    def prepareAlgorithm(self, parameters, context, feedback):
        # QGIS calls this in the thread of the layers, and processAlgorithm in another. Only what is set here is kept.
        # The values are checked again, because a model and QgsProcessingAlgorithm.run do not check them. An error is
        # raised in processAlgorithm: QGIS would drop the message of one that is raised here.
        self._prepared, self._values, self._inputs, self._labels, self._error = {}, {}, None, None, ""
        try:
            with self._sentences(feedback, Run(self, parameters, context)):
                self._prepare(parameters, context, feedback)
        except QgsProcessingException as error:
            self._error = str(error)
        return super().prepareAlgorithm(parameters, context, feedback)

    def _prepare(self, parameters: dict, context: QgsProcessingContext, feedback) -> None:
        values, lost = self._checked(parameters, context)
        given = GivenLayers.of(self, values, context)
        run = Run(self, values.parameters, context, feedback, None, given)
        run.warn(*values.warnings, *lost)
        run.say(*values.notes)
        for block in self.BLOCKS:
            block.prepare(run)
        run.report_files()
        settle_trails(run)
        self._prepared, self._values, self._inputs, self._labels = run.prepared, values.parameters, given, run.labels

    def processAlgorithm(self, parameters, context, feedback):
        if self._error:
            raise QgsProcessingException(self._error)
        run = self.prepared_run(context, feedback)
        try:
            with self._sentences(feedback, run):
                results = self.compute(run)
                run.finish(results)
                append_to_trails(run, results)
                run.bar.finish()
                return results
        except Cancelled:
            feedback.pushInfo(tr("Cancelled."))
            return {}
        finally:
            keep_pyproj_context()

    def checkParameterValues(self, parameters, context):
        try:
            values, _ = self._checked(parameters, context, check_edits=False)
            wrong = self.check(Run(self, dict(values.parameters), context, QgsProcessingFeedback(False)))
            if not wrong:
                right, wrong = super().checkParameterValues(values.for_qgis(self), context)
                if right:
                    return right, wrong
        except UserError as error:
            wrong = str(error)
        return False, Labels.of(self, parameters, context).in_message(wrong)

    def _checked(
        self, parameters: dict, context: QgsProcessingContext, check_edits: bool = True
    ) -> tuple[Values, list[str]]:
        """The values of all parameters, and warnings of what the outputs cannot hold. Raises UserError where a value or
        a layer cannot be used, or an output cannot or must not be written."""
        values = taken_values(self, read_values(self, parameters, context), context, check_edits)
        definitions = self.parameterDefinitions()
        inputs = sources_of(definitions, values.parameters, context)
        lost = check_destinations(definitions, values.parameters, context, inputs)
        problem = layer_problem(self, values.parameters, context)
        problem = problem or missing_value(self, values.parameters) or values.missing
        if problem:
            raise UserError(problem)
        return values, lost

    def prepared_run(self, context: QgsProcessingContext, feedback) -> Run:
        """The run that was prepared, so that its inputs can be read without running it."""
        return Run(self, self._values, context, feedback, self._prepared, self._inputs, self._labels)

    @property
    def error(self) -> str:
        """Why the run cannot start, once it is prepared; empty where it can."""
        return self._error

    def inputs_read(self) -> dict[str, list[dict]]:
        """The inputs of the record of this run, once it has ended."""
        return self._inputs.entries()

    @contextmanager
    def _sentences(self, feedback, run: Run) -> Iterator[None]:
        """Turns every error into a sentence for the user, and removes the staged files of the run. The trace of an
        error that was not expected goes to the log."""
        try:
            yield
        except BaseException as error:
            sentence, trace = self._explained(error)
            sentence = run.labels.in_message(sentence) if sentence else ""
            traceback.clear_frames(error.__traceback__)  # closes sinks: Windows deletes no open files
            run.discard()
            if trace:
                feedback.pushDebugInfo(trace)
            if not sentence:
                raise
            raise QgsProcessingException(run.final(sentence)) from error

    def _explained(self, error: BaseException) -> tuple[str, str]:
        """A sentence for the user, and the trace of an error that was not expected; both empty for errors that are
        raised as they are."""
        if isinstance(error, (UserError, QgsProcessingException)):
            return str(error), ""
        if isinstance(error, Cancelled) or not isinstance(error, Exception):
            return "", ""
        if is_out_of_memory(error):
            return out_of_memory(error), ""
        return unexpected(error, self.id(), version())

    def createInstance(self):
        return type(self)()

    def name(self):
        return self.ID

    def displayName(self):
        return tr(self.TITLE)

    def group(self):
        return group_title(group_of(self.ID))

    def groupId(self):
        return group_of(self.ID)

    def shortDescription(self):
        return tr(self.SUMMARY)

    def helpUrl(self):
        return reference_url(self.ID)

    def full_help(self) -> str:
        """All of the help text, as HTML."""
        return Labels(self).in_help(MORE.sub(r"\1", self._help))

    def shortHelpString(self):
        shown, left_out = MORE.subn("", self._help)
        more = f"<p>{tr('The Help button opens the page with all details.')}</p>" if left_out else ""
        return Labels(self).in_help(shown + more)

    @property
    def _help(self) -> str:
        return tr(" ".join(self.HELP.split()))  # QGIS would show each line break as a new paragraph

    def tags(self):
        return [tr(tag) for tag in self.TAGS]

    def icon(self):
        return QIcon(self.svgIconPath())

    def svgIconPath(self):
        return group_icon(group_of(self.ID))

    def add(
        self,
        parameter: QgsProcessingParameterDefinition,
        help_text: str,
        takes_list: bool = False,
        keeps: str = "",
    ) -> None:
        """Declares a parameter with its help text. takes_list: whether a text may be given as a list of numbers or
        texts; keeps: the coordinates, "M" or "ZM", that an output is of no use without."""
        parameter.setHelp(tr(" ".join(help_text.split())))
        parameter.setMetadata({**parameter.metadata(), TAKES_LIST: takes_list, KEEPS: keeps})
        self.declared[parameter.name()] = parameter

    def add_numbers(self, *names_and_titles: tuple[str, str]) -> None:
        """Declares numeric outputs."""
        for name, title in names_and_titles:
            self._results.append(QgsProcessingOutputNumber(name, tr(title)))

    def add_texts(self, names_and_titles: Sequence[tuple[str, str]] = (("CRS", "CRS worked in"),)) -> None:
        """Declares text outputs."""
        for name, title in names_and_titles:
            self._results.append(QgsProcessingOutputString(name, tr(title)))
