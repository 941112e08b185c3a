"""Creates parameters of the kinds that Blindspot uses: metres, numbers, fields, times of day."""

from qgis.core import (
    Qgis,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterDistance,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
)
from qgis.PyQt.QtCore import QTime

from ...engine.errors import UserError
from ...engine.tables import LARGEST
from ...engine.text import counted, shortened
from ..base import tr


def metres(
    name: str, title: str, default: float | None, least: float = 0.0, optional: bool = False, decimals: int = 0
) -> QgsProcessingParameterDistance:
    """A length in metres, independent of the units of the layers. decimals: those that the dialog shows and takes;
    other callers may give more."""
    parameter = QgsProcessingParameterDistance(name, tr(title), default, "", optional, least)
    parameter.setDefaultUnit(Qgis.DistanceUnit.Meters)
    return _with_decimals(parameter, decimals)


def number(
    name: str,
    title: str,
    default: float | None,
    least: float | None = 0.0,
    most: float | None = None,
    optional: bool = False,
    decimals: int = 0,
) -> QgsProcessingParameterNumber:
    """A floating-point number. decimals: those that the dialog shows and takes; other callers may give more."""
    low, high = -1e300 if least is None else least, 1e300 if most is None else most
    kind = Qgis.ProcessingNumberParameterType.Double
    parameter = QgsProcessingParameterNumber(name, tr(title), kind, default, optional, low, high)
    return _with_decimals(parameter, decimals)


def _with_decimals(parameter: QgsProcessingParameterNumber, decimals: int) -> QgsProcessingParameterNumber:
    """The parameter, whose spin box has this number of decimals; QGIS would show six."""
    parameter.setMetadata({**parameter.metadata(), "widget_wrapper": {"decimals": decimals}})
    return parameter


def whole(
    name: str, title: str, default: int | None, least: int = 0, most: int = 2_147_483_647, optional: bool = False
):
    """An integer."""
    return QgsProcessingParameterNumber(
        name, tr(title), Qgis.ProcessingNumberParameterType.Integer, default, optional, least, most
    )


def numeric_field(name: str, title: str, parent: str) -> QgsProcessingParameterField:
    """An optional field of numbers."""
    return QgsProcessingParameterField(
        name, tr(title), None, parent, Qgis.ProcessingFieldParameterDataType.Numeric, False, True
    )


def any_field(name: str, title: str, parent: str) -> QgsProcessingParameterField:
    """An optional field of any type."""
    return QgsProcessingParameterField(
        name, tr(title), None, parent, Qgis.ProcessingFieldParameterDataType.Any, False, True
    )


def hour(name: str, title: str, default: QTime) -> QgsProcessingParameterDateTime:
    """A time of day."""
    return QgsProcessingParameterDateTime(name, tr(title), Qgis.ProcessingDateTimeParameterDataType.Time, default)


def moment(name: str, title: str) -> QgsProcessingParameterDateTime:
    """An optional date and time."""
    return QgsProcessingParameterDateTime(
        name, tr(title), Qgis.ProcessingDateTimeParameterDataType.DateTime, None, True
    )


def layer_weights(text: str, layers: int, name: str) -> list[float]:
    """Weights from text such as `3,1`, one for each layer; all 1 where the text is empty. Raises UserError where the
    text is not valid. name: of the parameter."""
    parts = [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]
    if not parts:
        return [1.0] * layers
    try:
        weights = [float(part) for part in parts]
    except ValueError:
        raise UserError(
            tr("{name} ({value}) must be numbers separated by commas, such as 3,1.", name=name, value=shortened(text))
        ) from None
    if len(weights) != layers:
        raise UserError(
            tr(
                "{name} has {numbers} for {layers}. Give one number for each layer, in the same order.",
                name=name,
                numbers=counted(len(weights), "number"),
                layers=counted(layers, "layer"),
            )
        )
    if not all(0 <= weight <= LARGEST for weight in weights):
        raise UserError(
            tr("{name} ({value}) must be numbers of 0 or more, and not infinite.", name=name, value=shortened(text))
        )
    return weights
