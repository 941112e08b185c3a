"""The base class of all Blindspot algorithms."""

from collections.abc import Sequence
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsProcessingAlgorithm,
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterNumber,
)
from qgis.PyQt.QtCore import QCoreApplication, QDateTime, Qt, QTime
from qgis.PyQt.QtGui import QIcon

from ..engine.errors import UserError
from ..engine.progress import Cancelled
from .inputs.layer_gate import layer_problem
from .run import Block, Run

ICON = Path(__file__).resolve().parent.parent / "resources" / "icons" / "blindspot.svg"


def tr(text: str) -> str:
    """`text`, translated to the user's language."""
    return QCoreApplication.translate("Blindspot", text)


class BlindspotAlgorithm(QgsProcessingAlgorithm):
    """An algorithm has an id, a title, a help text, blocks of parameters, and one method, `compute`.

    `compute` reads, computes, and only then opens its sinks. So an error before that leaves existing outputs unchanged.
    """

    ID = ""
    TITLE = ""
    HELP = ""
    TAGS: tuple[str, ...] = ()
    BLOCKS: tuple[Block, ...] = ()

    def compute(self, run: Run) -> dict:
        """Runs the algorithm. Returns its results by output name. May raise UserError and Cancelled."""
        raise NotImplementedError

    def prepareAlgorithm(self, parameters, context, feedback):
        # QGIS calls this in the thread of the layers, and processAlgorithm in another. Only `prepared` is kept.
        run = Run(self, parameters, context, feedback)
        problem = layer_problem(self, parameters, context)  # again, because models do not call checkParameterValues
        if problem:
            raise QgsProcessingException(problem)
        for block in self.BLOCKS:
            block.prepare(run)
        run.report_files()
        self._prepared = run.prepared
        return super().prepareAlgorithm(parameters, context, feedback)

    def processAlgorithm(self, parameters, context, feedback):
        try:
            return self.compute(Run(self, parameters, context, feedback, self._prepared))
        except UserError as error:
            raise QgsProcessingException(str(error)) from error
        except Cancelled:
            feedback.pushInfo(tr("Cancelled."))
            return {}

    def checkParameterValues(self, parameters, context):
        for definition in self.parameterDefinitions():
            wrong = _out_of_bounds(definition, parameters.get(definition.name()))
            if wrong:
                return False, wrong
        problem = layer_problem(self, parameters, context)
        if problem:
            return False, problem
        return super().checkParameterValues(parameters, context)

    def createInstance(self):
        return type(self)()

    def name(self):
        return self.ID

    def displayName(self):
        return tr(self.TITLE)

    def shortHelpString(self):
        return tr(" ".join(self.HELP.split()))  # QGIS would show each line break as a new paragraph

    def tags(self):
        return [tr(tag) for tag in self.TAGS]

    def icon(self):
        return QIcon(str(ICON))

    def add(self, parameter: QgsProcessingParameterDefinition, help_text: str, advanced: bool = False) -> None:
        """Adds a parameter with its help text. advanced: whether to list it under the advanced parameters."""
        parameter.setHelp(tr(help_text))
        if advanced:
            parameter.setFlags(parameter.flags() | Qgis.ProcessingParameterFlag.Advanced)
        self.addParameter(parameter)

    def add_numbers(self, *names_and_titles: tuple[str, str]) -> None:
        """Declares numeric outputs."""
        for name, title in names_and_titles:
            self.addOutput(QgsProcessingOutputNumber(name, tr(title)))

    def add_texts(self, names_and_titles: Sequence[tuple[str, str]] = (("CRS", "CRS worked in"),)) -> None:
        """Declares text outputs."""
        for name, title in names_and_titles:
            self.addOutput(QgsProcessingOutputString(name, tr(title)))


def _out_of_bounds(definition: QgsProcessingParameterDefinition, value) -> str:
    """An error message for an invalid number, time of day or date; empty where the value is valid. QGIS itself does not
    say what is wrong."""
    name = definition.name()
    is_number = isinstance(definition, QgsProcessingParameterNumber) and isinstance(value, (int, float))
    if is_number and not definition.minimum() <= value <= definition.maximum():
        least, most = (f"{bound:g}" for bound in (definition.minimum(), definition.maximum()))
        allowed = f"at least {least}" if definition.maximum() > 1e9 else f"from {least} to {most}"
        return f"{name} is {value:g}; it must be {allowed}."
    is_time = isinstance(definition, QgsProcessingParameterDateTime) and isinstance(value, str) and value.strip()
    if is_time and definition.dataType() == Qgis.ProcessingDateTimeParameterDataType.Time:
        if not QTime.fromString(value.strip(), Qt.DateFormat.ISODate).isValid():
            return f"{name} ({value}) is not a time of day. Write it as 22:00 or 22:00:00; midnight is 00:00."
    elif is_time and not QDateTime.fromString(value.strip(), Qt.DateFormat.ISODate).isValid():
        return f"{name} ({value}) is not a date and time. Write it as 2026-01-31T22:00:00."
    return ""
