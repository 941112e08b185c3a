"""Converts given parameter values to the type of their parameter. Other types are refused."""

import contextlib
import datetime
import math
import numbers
import os
from decimal import Decimal

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsGeometry,
    QgsMapLayer,
    QgsPointXY,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterDistance,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterPoint,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorLayer,
    QgsProperty,
)
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime

from ..engine.errors import UserError
from ..engine.language import tr
from ..engine.text import shortened
from ..layers.attributes import is_null

TAKES_LIST = "blindspot_takes_list"
"""Key in the metadata of a text parameter: a list of numbers or texts is taken, and joined by commas."""
UNBOUNDED = 1e15
"""A bound of at least this size stands for no bound, and no number may be larger."""
MAX_DISTANCE = 1e8
"""Metres: more than twice around the Earth. Squares of larger numbers would overflow."""
"""Characters of a value in a message."""
WORDS = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}
PROJECT_CRS = "ProjectCrs"
"""What QGIS writes for the CRS of the project."""
LAYERS = (
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterVectorLayer,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterMapLayer,
)


def converted(definition: QgsProcessingParameterDefinition, value):
    """`value` in the type that QGIS expects for the parameter: float, int, bool, str, QTime, an ISO date and time, a
    layer. Parameters of unknown kinds keep their value. Raises UserError with the end of a sentence that starts with
    the parameter's name, such as "is 'abc'; it must be a number"."""
    if isinstance(value, np.generic) or (isinstance(value, np.ndarray) and value.ndim == 0):
        value = value.item() if not isinstance(value, np.datetime64) else value.astype("datetime64[ms]").item()
    if definition.isDestination():
        return _destination(value)
    for kind, convert in (
        (QgsProcessingParameterNumber, _number),  # a distance as well
        (QgsProcessingParameterEnum, _option),
        (QgsProcessingParameterBoolean, _truth),
        (QgsProcessingParameterDateTime, _moment),
        (QgsProcessingParameterField, _field),
        (QgsProcessingParameterString, _text),
        (QgsProcessingParameterFile, _path),
        (QgsProcessingParameterMultipleLayers, _layers),
        (LAYERS, _layer),
        (QgsProcessingParameterPoint, _point),
        (QgsProcessingParameterCrs, _crs),
    ):
        if isinstance(definition, kind):
            return convert(definition, value)
    return value


def described(value) -> str:
    """A value in a message, short."""
    if isinstance(value, str):
        return f"'{shortened(value)}'"
    if value is None:
        return tr("empty")
    if isinstance(value, bool):
        return tr("the truth value {value}", value=value)
    if isinstance(value, numbers.Real):
        return readable(float(value)) if isinstance(value, float) else shortened(value)
    if isinstance(value, dict):
        return tr("a dictionary")
    if isinstance(value, (list, tuple, set, frozenset)):
        return tr("the list {value}", value=shortened([*map(_Item, value)]))
    if isinstance(value, np.ndarray):
        return tr("the array {value}", value=shortened(value.tolist()))
    if isinstance(value, QgsMapLayer):
        return tr("the layer {value}", value=value.name())
    return tr("of type {name}", name=type(value).__name__)


def readable(number: float) -> str:
    """A number without needless digits: 2147483647, 0.01, 1e+300."""
    if number != number:
        return tr("NaN (not a number)")
    if math.isinf(number):
        return tr("infinite") if number > 0 else tr("minus infinity")
    return str(int(number)) if number == int(number) and abs(number) < 1e10 else f"{number:.12g}"


class _Item:
    """An item of a list as a message shows it."""

    def __init__(self, value):
        self.value = value

    def __repr__(self) -> str:
        return described(self.value)


def _wrong(value, must: str) -> UserError:
    return UserError(tr("is {value}; it must be {must}", value=described(value), must=must))


def _number(definition: QgsProcessingParameterNumber, value) -> float | int:
    whole = definition.dataType() == Qgis.ProcessingNumberParameterType.Integer
    must = tr("a whole number") if whole else tr("a number")
    if isinstance(value, bool) or not isinstance(value, (numbers.Real, Decimal, str)):
        raise _wrong(value, must)
    try:
        given = float(value)
    except (ValueError, OverflowError):
        raise _wrong(value, must) from None
    if isinstance(value, str) and "_" in value:
        raise _wrong(value, must)
    cap = MAX_DISTANCE if isinstance(definition, QgsProcessingParameterDistance) else UNBOUNDED
    if abs(given) > cap and definition.maximum() > cap and (given > 0 or definition.minimum() < -cap):
        most = tr("at most {readable}", readable=readable(cap))
        least = tr("at least {readable}", readable=readable(-cap))
        raise _outside(given, most if given > 0 else least)
    if not definition.minimum() <= given <= definition.maximum():
        raise _outside(given, _bounds(definition, must))
    if not whole:
        return given
    if abs(given - round(given)) > 1e-9:
        raise _outside(given, must)
    return round(given)


def _outside(number: float, must: str) -> UserError:
    return UserError(tr("is {value}; it must be {must}", value=readable(number), must=must))


def _bounds(definition: QgsProcessingParameterNumber, otherwise: str) -> str:
    """The allowed numbers in words."""
    least, most = definition.minimum(), definition.maximum()
    if most < UNBOUNDED:
        return (
            tr("at most {readable}", readable=readable(most))
            if least <= -UNBOUNDED
            else tr("from {least} to {most}", least=readable(least), most=readable(most))
        )
    return otherwise if least <= -UNBOUNDED else tr("at least {readable}", readable=readable(least))


def _truth(_, value) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().lower() in WORDS:
        return WORDS[value.strip().lower()]
    if isinstance(value, numbers.Real) and value in (0, 1):
        return bool(value)
    raise _wrong(value, tr("true or false"))


def _option(definition: QgsProcessingParameterEnum, value) -> int:
    """The index of an option, from its index or its text."""
    options = definition.options()
    must = tr("one of {options}", options=tr(", ").join(f"{index} ({option})" for index, option in enumerate(options)))
    if isinstance(value, bool) or not isinstance(value, (numbers.Real, str)):
        raise _wrong(value, must)
    if isinstance(value, str):
        texts = [option.strip().lower() for option in options]
        if value.strip().lower() in texts:
            return texts.index(value.strip().lower())
    try:
        index = float(value)
    except ValueError:
        raise _wrong(value, must) from None
    if index not in range(len(options)):
        raise _wrong(value, must)
    return int(index)


def _path(definition: QgsProcessingParameterFile, value) -> str:
    if isinstance(value, (str, os.PathLike)):
        return os.fspath(value)
    raise _wrong(value, tr("the path of a file"))


def _point(_definition: QgsProcessingParameterPoint, value) -> str | QgsPointXY | QgsGeometry:
    """Text such as "x,y [EPSG:4326]", a point (one with a CRS is a QgsPointXY as well), or a geometry, of which QGIS
    takes the middle."""
    if isinstance(value, (str, QgsPointXY, QgsGeometry)):
        return value
    raise _wrong(value, tr("a point, such as 673000,3555000 [EPSG:32650]"))


def _crs(_definition, value) -> str | QgsCoordinateReferenceSystem | QgsMapLayer:
    """A CRS, text of one, or a layer, of which QGIS takes it."""
    if isinstance(value, str):
        found = value == PROJECT_CRS or QgsCoordinateReferenceSystem(value).isValid()
    else:
        found = isinstance(value, QgsMapLayer) or (isinstance(value, QgsCoordinateReferenceSystem) and value.isValid())
    if not found:
        raise _wrong(value, tr("a CRS, such as EPSG:4326"))
    return value


def _text(definition: QgsProcessingParameterString, value) -> str:
    """Text; for a parameter that takes a list also numbers, and lists of numbers or texts."""
    if isinstance(value, str):
        return value
    if not definition.metadata().get(TAKES_LIST):
        raise _wrong(value, tr("text"))
    must = tr("text, or a list of numbers or texts")
    items = value.tolist() if isinstance(value, np.ndarray) else value
    items = [items] if isinstance(items, numbers.Real) else items
    if not isinstance(items, (list, tuple)):
        raise _wrong(value, must)
    items = [item.item() if isinstance(item, np.generic) else item for item in items]
    if any(isinstance(item, bool) or not isinstance(item, (numbers.Real, str)) for item in items):
        raise _wrong(value, must)
    return ",".join(item.strip() if isinstance(item, str) else f"{float(item):.17g}" for item in items)


def _field(definition, value) -> str | list[str]:
    if definition.allowMultiple():
        names = value.split(";") if isinstance(value, str) else value
        if not isinstance(names, (list, tuple)) or not all(isinstance(name, str) for name in names):
            raise _wrong(value, tr("the names of fields, as a list of texts"))
        return [name.strip() for name in names if name.strip()]
    if isinstance(value, (list, tuple)) and len(value) == 1:  # as QGIS itself passes fields on
        value = value[0]
    if not isinstance(value, str):
        raise _wrong(value, tr("the name of one field, as text"))
    return value


def is_empty(value) -> bool:
    """Whether a value counts as not given: null, masked, text without a character, or a list without items."""
    if isinstance(value, str):
        return not value.strip()
    return is_null(value) or value is np.ma.masked or (isinstance(value, (list, tuple)) and not value)


def _layer(_, value):
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    if isinstance(value, (QgsMapLayer, QgsProcessingFeatureSourceDefinition)) or (
        isinstance(value, str) and value.strip()
    ):
        return value
    raise _wrong(value, tr("a layer: its name, its id, the path of a file, or a layer object"))


def _layers(definition, value) -> list:
    given = list(value) if isinstance(value, (list, tuple)) else [value]
    found = []
    for item in given:
        if isinstance(item, QgsProcessingFeatureSourceDefinition):
            item = _whole_layer(item)
        try:
            found.append(item if isinstance(item, QgsProperty) else _layer(definition, item))
        except UserError:
            if not isinstance(value, (list, tuple)):
                raise _wrong(item, tr("a layer, or a list of layers or paths")) from None
            shown = tr("empty") if is_empty(item) else described(item)
            raise UserError(
                tr("has an item that is {value}; it must be a layer, or a list of layers or paths", value=shown)
            ) from None
    return found


def _whole_layer(source: QgsProcessingFeatureSourceDefinition):
    """The layer of a source. Raises UserError where the source is only a part of it: QGIS takes none in a list."""
    if source.filterExpression or source.selectedFeaturesOnly or source.featureLimit >= 0:
        raise UserError(
            tr(
                "has a layer with a filter, a selection or a limit; it takes whole layers. First save the features "
                "that are meant as a layer (Extract by expression)"
            )
        )
    return source.source.staticValue() if source.source.propertyType() == Qgis.PropertyType.Static else source.source


def _destination(value):
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    if isinstance(value, bool) or not isinstance(value, (str, QgsProcessingOutputLayerDefinition)):
        raise _wrong(value, tr("the path of a file, TEMPORARY_OUTPUT or another destination, as text"))
    if isinstance(value, str):
        return plain_path(value)
    if value.sink.propertyType() != Qgis.PropertyType.Static or not isinstance(value.sink.staticValue(), str):
        return value
    other = QgsProcessingOutputLayerDefinition(value)
    other.sink = QgsProperty.fromValue(plain_path(value.sink.staticValue()))
    return other


def plain_path(text: str) -> str:
    """A path without blanks around it and quotation marks, as Windows copies them, with the home folder for ~, and with
    the ending that GDAL gives to a shapefile."""
    text = text.strip()
    if len(text) > 2 and text[0] == text[-1] == '"':
        text = text[1:-1]
    text = f"{text[:-4]}.shp" if text.lower().endswith(".shp") else text
    return os.path.expanduser(text) if text.startswith(("~/", "~\\")) else text


def _moment(definition: QgsProcessingParameterDateTime, value) -> QTime | str:
    """A time of day as QTime; a date and time as text in ISO format, with the offset from UTC only if one is given."""
    if definition.dataType() == Qgis.ProcessingDateTimeParameterDataType.Time:
        return _time_of_day(value)
    found = None
    with contextlib.suppress(ValueError, OverflowError):  # years that Python's calendar does not have
        found = _date_and_time(value)
    if found is None:
        shown = f"({shortened(value)})" if isinstance(value, str) else f"({described(value)})"
        raise UserError(tr("{shown} is not a date and time. Write it as 2026-01-31T22:00:00", shown=shown))
    return found.isoformat(timespec="milliseconds" if found.microsecond else "seconds")


def _date_and_time(value) -> datetime.datetime | None:
    """A date and time, without a time zone where the value has none; None where it is of another type. Raises
    ValueError or OverflowError where it cannot be read, or the year is not between 1 and 9999."""
    if isinstance(value, QDateTime) and value.date().isValid() and value.time().isValid():
        date, time = value.date(), value.time()
        found = datetime.datetime(date.year(), date.month(), date.day(), time.hour(), time.minute(), time.second())
        found += datetime.timedelta(milliseconds=time.msec())
        if not _is_local(value):
            found = found.replace(tzinfo=datetime.timezone(datetime.timedelta(seconds=value.offsetFromUtc())))
        return found
    if isinstance(value, QDate) and value.isValid():
        return datetime.datetime(value.year(), value.month(), value.day())
    if isinstance(value, datetime.datetime):
        return value
    if isinstance(value, datetime.date):
        return datetime.datetime(value.year, value.month, value.day)
    return datetime.datetime.fromisoformat(value.strip()) if isinstance(value, str) else None


def _is_local(value: QDateTime) -> bool:
    """Whether a date and time has no time zone of its own."""
    return value.timeSpec() == Qt.TimeSpec.LocalTime


def _time_of_day(value) -> QTime:
    found = None
    if isinstance(value, QTime):
        found = value
    elif isinstance(value, QDateTime):
        found = value.time()
    elif isinstance(value, (datetime.time, datetime.datetime)):
        found = QTime(value.hour, value.minute, value.second, value.microsecond // 1000)
    elif isinstance(value, str):
        found = QTime.fromString(value.strip(), Qt.DateFormat.ISODate)
    if found is None or not found.isValid():
        shown = f"({shortened(value)})" if isinstance(value, str) else f"({described(value)})"
        raise UserError(
            tr("{shown} is not a time of day. Write it as 22:00 or 22:00:00; midnight is 00:00", shown=shown)
        )
    return found
