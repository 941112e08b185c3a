"""Values of parameters as the user sees them."""

from qgis.core import (
    Qgis,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterNumber,
)
from qgis.PyQt.QtCore import QTime

from ...engine.language import tr


def value_text(definition: QgsProcessingParameterDefinition, value) -> str:
    """A value of a parameter that is no layer, as text, without its unit, which the label has; empty for none."""
    if value is None or value == "":
        return ""
    if isinstance(definition, QgsProcessingParameterEnum):
        return definition.options()[int(value)]
    if isinstance(definition, QgsProcessingParameterBoolean):
        return tr("yes") if value else tr("no")
    if isinstance(definition, QgsProcessingParameterDateTime):
        if definition.dataType() == Qgis.ProcessingDateTimeParameterDataType.Time:
            return value.toString("HH:mm") if isinstance(value, QTime) else str(value)[:5]
        return str(value)[:16].replace("T", " ")
    if isinstance(definition, QgsProcessingParameterNumber):
        return f"{float(value):,.10g}"
    if isinstance(value, (list, tuple)):
        return tr(", ").join(map(str, value))
    return str(value)
