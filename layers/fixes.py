"""Reads point layers, and track lines with times in M, as Fixes."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeatureRequest,
    QgsProcessingFeatureSource,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType

from ..engine.errors import UserError
from ..engine.geometry import MAX_COORDINATE
from ..engine.progress import Progress, part
from ..engine.tracks.fixes import Fixes
from ..engine.tracks.tracks import NO_POSITION, NO_TIME
from .arrow import LayerFile
from .crs import metric_crs, require_crs, transform_xy
from .fix_columns import FixFields, joined, point_columns, unit_codes, vertex_columns
from .fix_times import NUMBERS
from .wkb import NO_POINT, SEVERAL

UNREADABLE_TIME = "unreadable time"
MANY_POSITIONS = "several positions in one feature"
OTHER_TYPE = "another geometry type"


@dataclass(frozen=True)
class ReadFixes:
    """Fixes in a metric CRS, and notes for the log.

    source_x, source_y: coordinates in the CRS of the layer. range, detection_time: (units,) by unit code, NaN where a
    unit has none, or None where no field was given. rows: how many rows were read.
    """

    fixes: Fixes
    crs: QgsCoordinateReferenceSystem
    source_crs: QgsCoordinateReferenceSystem
    source_x: np.ndarray
    source_y: np.ndarray
    range: np.ndarray | None
    detection_time: np.ndarray | None
    rows: int
    notes: tuple[str, ...]


def read_fixes(
    source: QgsProcessingFeatureSource,
    file: LayerFile | None,
    names: FixFields,
    crs: QgsCoordinateReferenceSystem | None,
    transform_context: QgsCoordinateTransformContext,
    progress: Progress,
) -> ReadFixes:
    """All rows of the source as fixes, with their faults.

    file: the file behind the source, if it can be read through Arrow. crs: the metric CRS to transform the fixes to;
    None to choose one.
    Raises UserError for a layer that cannot hold fixes.
    """
    name = source.sourceName()
    require_crs(source.sourceCrs(), name, source.wkbType())
    is_line = QgsWkbTypes.geometryType(source.wkbType()) == Qgis.GeometryType.Line
    if is_line and not QgsWkbTypes.hasM(source.wkbType()):  # maybe only the first feature is a line: see if any differs
        is_line = not _has_points(source)
    names = names.as_spelled(source.fields())
    _check_fields(source, names, is_line, name)
    reading = part(progress, 0, 0.55)
    if is_line:
        columns, time, null = vertex_columns(source, names, reading)
    else:
        columns, time, null = point_columns(source, file, names, reading)
    x, y, row = joined(columns.x), joined(columns.y), joined(columns.row, np.int64)
    progress(0.57)
    if not len(row):
        raise UserError(f"{name} has no features to read. If you use a selection or a filter, check what it leaves.")
    notes = list(time.notes)
    if crs is None:
        crs, note = metric_crs(source.sourceCrs(), x, y, transform_context)
        notes.append(note)
    metric_x, metric_y = transform_xy(x, y, source.sourceCrs(), crs, transform_context, part(progress, 0.6, 1))
    progress(1.0)
    unit, unit_names = unit_codes(columns.unit, len(row))
    several = joined(columns.several, np.int8)
    faults = {
        UNREADABLE_TIME: np.flatnonzero(~np.isfinite(time.seconds)),
        NO_TIME: np.flatnonzero(null),
        NO_POSITION: np.flatnonzero(~((np.abs(metric_x) <= MAX_COORDINATE) & (np.abs(metric_y) <= MAX_COORDINATE))),
        MANY_POSITIONS: np.flatnonzero(several == SEVERAL),
        OTHER_TYPE: np.flatnonzero(several == NO_POINT),
    }
    numbers = {field: joined(parts) for field, parts in columns.numbers.items()}
    fixes = Fixes(metric_x, metric_y, time.seconds, unit, row, unit_names, numbers.get(names.accuracy), faults)
    by_unit = {}
    for field_name in (names.range, names.detection_time):
        if field_name:
            by_unit[field_name], varied = _by_unit(numbers[field_name], unit, len(unit_names), field_name)
            notes += varied
    return ReadFixes(
        fixes,
        crs,
        source.sourceCrs(),
        x,
        y,
        by_unit.get(names.range),
        by_unit.get(names.detection_time),
        len(row),
        tuple(n for n in notes if n),
    )


def _has_points(source: QgsProcessingFeatureSource) -> bool:
    """Whether any feature is a point."""
    flags = Qgis.ProcessingFeatureSourceFlag.SkipGeometryValidityChecks
    features = source.getFeatures(QgsFeatureRequest().setNoAttributes(), flags)
    return any(feature.geometry().type() == Qgis.GeometryType.Point for feature in features)


def _check_fields(source: QgsProcessingFeatureSource, names: FixFields, is_line: bool, name: str) -> None:
    fields = source.fields()
    for field_name in names.names:
        if fields.lookupField(field_name) < 0:
            known = ", ".join(f.name() for f in fields)
            raise UserError(f"{name} has no field {field_name}. It has: {known}.")
    for field_name in (names.accuracy, names.range, names.detection_time):
        if field_name and fields.field(field_name).type() not in NUMBERS:
            raise UserError(f"The field {field_name} of {name} holds no numbers.")
    if is_line:
        if not QgsWkbTypes.hasM(source.wkbType()):
            raise UserError(
                f"The lines of {name} have no M values. Tracks need the time of each vertex in M, as epoch seconds. "
                "Or use fixes as points."
            )
        return
    if not names.time:
        raise UserError(f"TIME_FIELD is empty. Choose the field of {name} that holds the time of each fix.")
    kind = fields.field(names.time).type()
    if kind in (QMetaType.Type.QDate, QMetaType.Type.QTime):
        what = "dates without a time" if kind == QMetaType.Type.QDate else "times without a date"
        raise UserError(
            f"The field {names.time} of {name} holds {what}. First create a date-and-time field with the field "
            "calculator."
        )


def _by_unit(values: np.ndarray, unit: np.ndarray, units: int, name: str) -> tuple[np.ndarray, list[str]]:
    """(units,) the median value of each unit's fixes, and a note where they vary."""
    grouped = pd.Series(values).groupby(unit)
    medians, varied = grouped.median(), int((grouped.max() > grouped.min()).sum())
    out = np.full(units, np.nan)
    out[medians.index.to_numpy()] = medians.to_numpy()
    if (out < 0).any():
        raise UserError(f"The field {name} contains negative values. Ranges and times must be 0 or more.")
    return out, [f"{name} varies within {varied} units; the median of each unit is used."] if varied else []
