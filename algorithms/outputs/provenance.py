"""What made a result: the version, and every parameter with its value, for reports and files to say."""

from pathlib import Path

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterDistance,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameters,
)

from ...engine.errors import UserError
from ...layers.features import layer_name
from ..base import BlindspotAlgorithm, tr

METADATA = Path(__file__).resolve().parents[2] / "metadata.txt"


def version() -> str:
    """The plugin's version, as metadata.txt has it."""
    lines = METADATA.read_text(encoding="utf-8").splitlines()
    return next(line.partition("=")[2].strip() for line in lines if line.startswith("version="))


def parameters_said(
    algorithm: BlindspotAlgorithm, parameters: dict, context: QgsProcessingContext
) -> list[tuple[str, str, str]]:
    """(name, title, value) of every parameter that has a value, defaults included, outputs left out. Layers are named,
    not located: a path may tell who somebody is."""
    said = []
    for definition in algorithm.parameterDefinitions():
        value = "" if definition.isDestination() else _said(algorithm, definition, parameters, context)
        if value:
            said.append((definition.name(), definition.description(), value))
    return said


def input_name(algorithm: BlindspotAlgorithm, name: str, parameters: dict, context: QgsProcessingContext) -> str:
    """The name of the layer given as a parameter: its table's, where it was opened from a file; empty where none is."""
    source = algorithm.source(parameters, name, context)
    if source is None:
        return ""
    layer = algorithm.parameterAsVectorLayer(parameters, name, context)
    return source.sourceName() if layer is None else layer_name(layer)


def _said(algorithm: BlindspotAlgorithm, definition: QgsProcessingParameterDefinition, parameters, context) -> str:
    """The value of a parameter for somebody to read; empty where it has none. Of a layer only its name."""
    name = definition.name()
    if isinstance(definition, QgsProcessingParameterMultipleLayers):
        return ", ".join(map(layer_name, algorithm.parameterAsLayerList(parameters, name, context)))
    if isinstance(definition, QgsProcessingParameterFeatureSource):
        return input_name(algorithm, name, parameters, context)
    if isinstance(definition, QgsProcessingParameterEnum):
        return definition.options()[algorithm.parameterAsEnum(parameters, name, context)]
    if isinstance(definition, QgsProcessingParameterBoolean):
        return tr("yes") if algorithm.parameterAsBoolean(parameters, name, context) else tr("no")
    if isinstance(definition, QgsProcessingParameterDateTime):
        if definition.dataType() == Qgis.ProcessingDateTimeParameterDataType.Time:
            return QgsProcessingParameters.parameterAsTime(definition, parameters, context).toString("HH:mm")
        return algorithm.parameterAsDateTime(parameters, name, context).toString("yyyy-MM-dd HH:mm")
    if isinstance(definition, QgsProcessingParameterNumber):
        if definition.defaultValue() is None and algorithm.optional_number(parameters, name, context) is None:
            return ""
        unit = " m" if isinstance(definition, QgsProcessingParameterDistance) else ""
        return f"{algorithm.parameterAsDouble(parameters, name, context):g}{unit}"
    return algorithm.parameterAsString(parameters, name, context)


def write_page(path: str, text: str) -> None:
    """Writes the report. Raises UserError where the file cannot be written."""
    try:
        Path(path).write_text(text, encoding="utf-8")
    except OSError as error:
        raise UserError(f"The report could not be written to {path}: {error.strerror}. Choose another file.") from error
