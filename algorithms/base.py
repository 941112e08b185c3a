"""What all Blindspot algorithms share."""

from pathlib import Path

from qgis.core import (
    Qgis,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterNumber,
)
from qgis.PyQt.QtCore import QCoreApplication, QDateTime, Qt, QTime
from qgis.PyQt.QtGui import QIcon

from ..engine.errors import UserError
from ..engine.progress import Cancelled
from ..layers.arrow import LayerFile

ICON = Path(__file__).resolve().parent.parent / "resources" / "icons" / "blindspot.svg"


def tr(text: str) -> str:
    """`text` in the user's language."""
    return QCoreApplication.translate("Blindspot", text)


class BlindspotAlgorithm(QgsProcessingAlgorithm):
    """An algorithm is an id, a title, a help text, its parameters and one method, `compute`.

    `compute` reads, computes, and only then opens its sinks: an error on the way leaves whatever the outputs held
    before untouched.
    """

    ID = ""
    TITLE = ""
    HELP = ""
    TAGS: tuple[str, ...] = ()

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict:
        """The algorithm itself. May raise UserError and Cancelled."""
        raise NotImplementedError

    def processAlgorithm(self, parameters, context, feedback):
        try:
            return self.compute(parameters, context, feedback)
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
        return super().checkParameterValues(parameters, context)

    def createInstance(self):
        return type(self)()

    def name(self):
        return self.ID

    def displayName(self):
        return tr(self.TITLE)

    def shortHelpString(self):
        return tr(" ".join(self.HELP.split()))  # QGIS takes a line break for a new paragraph

    def tags(self):
        return [tr(tag) for tag in self.TAGS]

    def icon(self):
        return QIcon(str(ICON))

    def add(self, parameter: QgsProcessingParameterDefinition, help_text: str, advanced: bool = False) -> None:
        """Adds a parameter with its help, among the advanced ones if so asked."""
        parameter.setHelp(tr(help_text))
        if advanced:
            parameter.setFlags(parameter.flags() | Qgis.ProcessingParameterFlag.Advanced)
        self.addParameter(parameter)

    def optional_number(self, parameters: dict, name: str, context: QgsProcessingContext) -> float | None:
        """A number, or None where an optional one is empty."""
        return None if parameters.get(name) in (None, "") else self.parameterAsDouble(parameters, name, context)

    def source(self, parameters: dict, name: str, context: QgsProcessingContext) -> QgsProcessingFeatureSource | None:
        """The feature source of a parameter; None where an optional one is empty. Raises where it cannot be opened."""
        source = self.parameterAsSource(parameters, name, context)
        given = parameters.get(name) not in (None, "")
        if source is None and given:
            raise QgsProcessingException(self.invalidSourceError(parameters, name))
        return source

    def file_behind(self, parameters: dict, name: str, context: QgsProcessingContext) -> LayerFile | None:
        """The file behind a source, where it can be read directly: no expression filter, no limit on features."""
        value = parameters.get(name)
        selected_only = False
        if isinstance(value, QgsProcessingFeatureSourceDefinition):
            if value.filterExpression or value.featureLimit >= 0:
                return None
            selected_only = value.selectedFeaturesOnly
        layer = self.parameterAsVectorLayer(parameters, name, context)
        return LayerFile.of(layer, selected_only) if layer is not None else None


def _out_of_bounds(definition: QgsProcessingParameterDefinition, value) -> str:
    """What is wrong with a number or a time of day, in a sentence; QGIS itself only says that something is."""
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
