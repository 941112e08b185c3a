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
    QgsProcessingParameterDefinition,
)
from qgis.PyQt.QtCore import QCoreApplication
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

    def createInstance(self):
        return type(self)()

    def name(self):
        return self.ID

    def displayName(self):
        return tr(self.TITLE)

    def shortHelpString(self):
        return tr(self.HELP)

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
