"""The field that holds the time of each fix, where none is chosen."""

from dataclasses import dataclass

import numpy as np
from qgis.core import Qgis, QgsCoordinateTransformContext, QgsFields, QgsProcessingFeatureSource, QgsVectorLayer
from qgis.PyQt.QtCore import QMetaType

from ..engine.errors import UserError
from ..engine.language import tr
from ..engine.text import listed, shortened
from ..engine.timing.timestamps import read_text
from .attributes import is_null
from .features import layer_name
from .first_rows import first_rows
from .fix_times import NUMBERS
from .source_reference import public_name
from .tables import sounds_like_time

BY_FIELD = (
    Qgis.VectorTemporalMode.FeatureDateTimeInstantFromField,
    Qgis.VectorTemporalMode.FeatureDateTimeStartAndEndFromFields,
    Qgis.VectorTemporalMode.FeatureDateTimeStartAndDurationFromFields,
)
READABLE = 0.9
"""Share of the texts of a field that must be times."""
MOST_TEXTS = 200
"""Texts of a field that are read to see whether they are times."""


@dataclass(frozen=True)
class FoundField:
    """name: of the field; reason: why it is taken, the end of a sentence; doubt: a sentence on what else may be meant,
    or empty."""

    name: str
    reason: str
    doubt: str = ""


def time_field(
    source: QgsProcessingFeatureSource,
    layer: QgsVectorLayer | None,
    transform_context: QgsCoordinateTransformContext,
    date_field: str = "",
) -> FoundField:
    """The field of a layer of points that holds the time of each fix: the start field of its temporal properties where
    these are switched on (QGIS itself guesses them from the names of fields, and leaves them off), else the only field
    of dates and times, else the only text field whose values are times. Fields without a value in the first rows do not
    count. date_field: the field of dates, where times of day are wanted; they must then be the only field of its type.

    Raises UserError, with the fields that may hold times, where none is certain.
    """
    fields = source.fields()
    name = public_name(source.sourceName()) if layer is None else layer_name(layer)
    wanted = QMetaType.Type.QTime if date_field else QMetaType.Type.QDateTime
    start = "" if date_field else _temporal_field(layer, fields)
    if start:
        return FoundField(start, tr("the start field of the temporal properties of {name}", name=name))
    of_kind = [field.name() for field in fields if field.type() == wanted]
    found = _with_values(of_kind, source, transform_context)
    texts = [] if date_field or found else _fields_of_times(source, transform_context)
    if not texts:
        found = found or of_kind
    if len(found) > 1:
        values = {"name": name, "count": len(found), "fields": listed(found, 20)}
        raise UserError(
            tr(
                "TIME_FIELD is empty, and {name} has {count} time-of-day fields: {fields}. Choose the one with the "
                "time of each fix.",
                **values,
            )
            if date_field
            else tr(
                "TIME_FIELD is empty, and {name} has {count} date-and-time fields: {fields}. Choose the one with the "
                "time of each fix.",
                **values,
            )
        )
    if found:
        others = [field.name() for field in fields if field.name() not in of_kind and _may_hold_times(field)]
        doubt = tr("These may hold times as well: {others}.", others=listed(others, 20)) if others else ""
        why = (
            tr("the only time-of-day field of {name}", name=name)
            if date_field
            else tr("the only date-and-time field of {name}", name=name)
        )
        return FoundField(found[0], why, doubt)
    if len(texts) == 1:
        field, example = texts[0]
        return FoundField(
            field,
            tr("the only field of {name} whose texts are times, such as {example}", name=name, example=example),
            tr("It is a guess: if {field} is not the time of each fix, choose another field.", field=field),
        )
    may = [field for field, _ in texts] or [field.name() for field in fields if _may_hold_times(field)]
    perhaps = tr(" These may hold it: {may}.", may=listed(may, 20)) if may else ""
    raise UserError(
        tr(
            "TIME_FIELD is empty. Choose the field of {name} that holds the time of each fix.{perhaps}",
            name=name,
            perhaps=perhaps,
        )
    )


def _temporal_field(layer: QgsVectorLayer | None, fields: QgsFields) -> str:
    """The start field of a layer's temporal properties; empty where they are off, or it is no date or time."""
    if layer is None or not layer.temporalProperties().isActive():
        return ""
    temporal = layer.temporalProperties()
    index = fields.lookupField(temporal.startField()) if temporal.mode() in BY_FIELD else -1
    return fields[index].name() if index >= 0 and fields[index].type() == QMetaType.Type.QDateTime else ""


def _with_values(
    names: list[str], source: QgsProcessingFeatureSource, transform_context: QgsCoordinateTransformContext
) -> list[str]:
    """Those of the fields that have a value in the first rows."""
    rows = first_rows(source, transform_context, names) if names else None
    return [name for name in names if not all(map(is_null, rows.columns[name]))]


def _may_hold_times(field) -> bool:
    """Whether a field of dates, texts or numbers may hold times, by its type and its name."""
    moments = (QMetaType.Type.QDateTime, QMetaType.Type.QDate, QMetaType.Type.QTime)
    return field.type() in moments or (
        field.type() in (*NUMBERS, QMetaType.Type.QString) and sounds_like_time(field.name())
    )


def _fields_of_times(
    source: QgsProcessingFeatureSource, transform_context: QgsCoordinateTransformContext
) -> list[tuple[str, str]]:
    """(name, example) of the text fields whose values are dates with times of day."""
    names = [field.name() for field in source.fields() if field.type() == QMetaType.Type.QString]
    rows = first_rows(source, transform_context, names) if names else None
    found = []
    for name in names:
        texts = [value for value in rows.columns[name] if not is_null(value) and str(value).strip()][:MOST_TEXTS]
        if not texts or all(text.strip().lstrip("-+").replace(".", "", 1).isdigit() for text in texts):
            continue  # numbers are codes more often than times
        read = read_text(np.array(texts, object), "UTC", True)
        if np.isfinite(read.seconds).mean() >= READABLE:
            found.append((name, shortened(texts[0])))
    return found
