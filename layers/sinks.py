"""Writes arrays and geometries as features to a sink."""

import struct
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
import shapely
from qgis.core import Qgis, QgsFeature, QgsFeatureSink, QgsField, QgsFields, QgsGeometry, QgsWkbTypes
from qgis.PyQt.QtCore import QDateTime, QMetaType, QTimeZone

from ..engine.errors import UserError
from ..engine.language import tr
from ..engine.progress import Progress, quiet

BATCH = 500  # features added to a sink at once; a cancelled run stops after it
BATCH_BYTES = 8_000_000  # of their geometries, about: tracks may be long

TEXT, WHOLE, LONG, REAL, MOMENT = (
    QMetaType.Type.QString,
    QMetaType.Type.Int,
    QMetaType.Type.LongLong,
    QMetaType.Type.Double,
    QMetaType.Type.QDateTime,
)


def fields_of(*names_and_types: tuple[str, QMetaType.Type]) -> QgsFields:
    """Fields from (name, type) pairs."""
    fields = QgsFields()
    for name, kind in names_and_types:
        fields.append(QgsField(name, kind))
    return fields


def added_fields(own: QgsFields, fields: QgsFields) -> QgsFields:
    """The fields of an input layer (`own`), followed by new ones. The new ones keep their names: an own field of the
    same name gets the suffix `_2`, and `fid` becomes `source_fid`."""
    taken = {field.name().lower() for field in fields}
    joined = QgsFields()
    for field in own:
        name = field.name()
        while name.lower() in taken or joined.lookupField(name) >= 0 or name.lower() == "fid":
            name = "source_fid" if name.lower() == "fid" else f"{name}_2"
        renamed = QgsField(field)
        renamed.setName(name)
        joined.append(renamed)
    for field in fields:
        joined.append(field)
    return joined


def moments(seconds: np.ndarray) -> list[QDateTime | None]:
    """Seconds since the epoch as UTC dates and times; None where NaN."""
    utc, seconds = QTimeZone.utc(), np.asarray(seconds, float)
    unknown = np.isnan(seconds)
    milliseconds = np.rint(np.where(unknown, 0.0, seconds) * 1000).astype(np.int64)
    return [
        None if is_unknown else QDateTime.fromMSecsSinceEpoch(moment, utc)
        for moment, is_unknown in zip(milliseconds.tolist(), unknown.tolist(), strict=True)
    ]


def values(column: np.ndarray | pd.Series | Sequence) -> list:
    """A column as a list of attribute values; NaN and <NA> become null."""
    if isinstance(column, pd.Series):
        column = column.astype(object).where(column.notna(), None)
    if isinstance(column, (np.ndarray, pd.Series)):
        column = column.tolist()
    return [None if value != value else value for value in column]


def line_m_wkb(x: np.ndarray, y: np.ndarray, m: np.ndarray) -> bytes:
    """WKB of a LineStringM."""
    return struct.pack("<BII", 1, 2002, len(x)) + np.column_stack([x, y, m]).tobytes()


def multi_wkb_type(geometries: np.ndarray, otherwise: Qgis.WkbType) -> Qgis.WkbType:
    """The type that can hold all the geometries, which must have the same dimension: multi-part if any of them is.
    `otherwise`, without curves, Z and M, where there are none."""
    if not len(geometries):
        return QgsWkbTypes.flatType(QgsWkbTypes.linearType(otherwise))
    kind = [Qgis.WkbType.Point, Qgis.WkbType.LineString, Qgis.WkbType.Polygon][
        int(shapely.get_dimensions(geometries).max())
    ]
    several = (shapely.get_type_id(geometries) >= shapely.GeometryType.MULTIPOINT).any()
    return QgsWkbTypes.multiType(kind) if several else kind


def write(
    sink: QgsFeatureSink,
    wkb: Iterable[bytes | None],
    columns: Sequence[Sequence],
    progress: Progress = quiet,
) -> int:
    """Writes a feature for each geometry, with the columns in the order of the fields; returns how many.

    Raises UserError if the sink rejects them, and whatever `progress` raises.
    """
    total = max(len(columns[0]) if columns else 1, 1)
    written, size, batch = 0, 0, []

    def add_batch() -> None:
        nonlocal written, size
        if batch and not sink.addFeatures(batch, QgsFeatureSink.Flag.FastInsert):
            raise UserError(
                tr(
                    "The output could not be written: {reason}.",
                    reason=sink.lastError() or tr("the destination rejected it"),
                )
            )
        written += len(batch)
        batch.clear()
        size = 0
        progress(written / total)

    for shape, *row in zip(wkb, *columns, strict=True):
        feature = QgsFeature()
        if shape is not None:
            geometry = QgsGeometry()
            geometry.fromWkb(shape)
            feature.setGeometry(geometry)
            size += len(shape)
        feature.setAttributes(row)
        batch.append(feature)
        if len(batch) == BATCH or size > BATCH_BYTES:
            add_batch()
    add_batch()
    if not sink.flushBuffer():
        raise UserError(
            tr("The output could not be written completely: {reason}.", reason=sink.lastError() or tr("unknown error"))
        )
    progress(1.0)
    return written
