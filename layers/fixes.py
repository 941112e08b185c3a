"""Reads point layers, and track lines with times in M, as Fixes."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingFeatureSource,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType

from ..engine.errors import UserError
from ..engine.progress import Progress, part
from ..engine.timing.timestamps import Instants, read_numbers
from ..engine.tracks.fixes import Fixes
from ..engine.tracks.tracks import NO_POSITION, NO_TIME
from .arrow import FID, GEOMETRY, LayerFile, NotUtc, arrow_batches
from .crs import metric_crs, require_crs, transform_xy
from .features import is_null
from .fix_times import NUMBERS, instants_of, iterated_instants, streamed_instants, streamed_time
from .wkb import vertices_of_line, xy_of_points

UNREADABLE_TIME = "unreadable time"
MANY_POSITIONS = "several positions in one feature"


@dataclass(frozen=True)
class FixFields:
    """The names of the fields to read; empty where there is none. Times without a zone are in `timezone`, or in UTC
    with naive_is_utc."""

    time: str = ""
    unit: str = ""
    accuracy: str = ""
    range: str = ""
    detection_time: str = ""
    timezone: str = "UTC"
    naive_is_utc: bool = False

    @property
    def names(self) -> list[str]:
        """The fields to read, each once."""
        return list(
            dict.fromkeys(n for n in (self.time, self.unit, self.accuracy, self.range, self.detection_time) if n)
        )


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


@dataclass
class _Columns:
    """Columns as lists of batches. Each list is concatenated once at the end."""

    x: list = field(default_factory=list)
    y: list = field(default_factory=list)
    several: list = field(default_factory=list)
    row: list = field(default_factory=list)
    time: list = field(default_factory=list)
    unit: list = field(default_factory=list)
    numbers: dict[str, list] = field(default_factory=dict)

    @classmethod
    def of(cls, names: FixFields) -> "_Columns":
        """Empty, with a column for each field of numbers."""
        return cls(numbers={name: [] for name in (names.accuracy, names.range, names.detection_time) if name})


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
    _check_fields(source, names, is_line, name)
    reading = part(progress, 0, 0.55)
    if is_line:
        columns, time, null = _vertices(source, names, reading)
    else:
        columns, time, null = _points(source, file, names, reading)
    x, y, row = _joined(columns.x), _joined(columns.y), _joined(columns.row, np.int64)
    progress(0.57)
    if not len(row):
        raise UserError(f"{name} has no features to read. If you use a selection or a filter, check what it leaves.")
    notes = list(time.notes)
    if crs is None:
        crs, note = metric_crs(source.sourceCrs(), x, y, transform_context)
        notes.append(note)
    metric_x, metric_y = transform_xy(x, y, source.sourceCrs(), crs, transform_context, part(progress, 0.6, 1))
    progress(1.0)
    unit, unit_names = _units(columns.unit, len(row))
    faults = {
        UNREADABLE_TIME: np.flatnonzero(~np.isfinite(time.seconds)),
        NO_TIME: np.flatnonzero(null),
        NO_POSITION: np.flatnonzero(~(np.isfinite(metric_x) & np.isfinite(metric_y))),
        MANY_POSITIONS: np.flatnonzero(_joined(columns.several, bool)),
    }
    numbers = {field: _joined(parts) for field, parts in columns.numbers.items()}
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


def _points(
    source, file: LayerFile | None, names: FixFields, progress: Progress
) -> tuple[_Columns, Instants, np.ndarray]:
    """Columns, instants and (n,) whether the time is null, of a point source. Reads through Arrow where that is
    reliable, else feature by feature."""
    kind = source.fields().field(names.time).type()
    batches = arrow_batches(file, names.names) if file is not None else None
    if batches is not None:
        columns, done = _Columns.of(names), 0
        try:
            for batch in batches:
                done += len(batch[FID])
                _add_batch(batch, names, columns)
                progress(0.9 * min(done / file.feature_count, 1.0))  # the rest is kept for NotUtc
            return columns, *streamed_instants(columns.time, kind, names.timezone, names.naive_is_utc)
        except NotUtc:
            pass
    columns = _Columns.of(names)
    _read_features(source, names, columns, part(progress, 0.9 if batches is not None else 0.0, 1))
    return columns, *iterated_instants(columns.time[0], kind, names.timezone, names.naive_is_utc)


def _add_batch(batch: dict[str, np.ndarray], names: FixFields, columns: _Columns) -> None:
    x, y, several = xy_of_points(batch[GEOMETRY])
    columns.x.append(x)
    columns.y.append(y)
    columns.several.append(several)
    columns.row.append(batch[FID])
    columns.time.append(streamed_time(batch[names.time]))
    if names.unit:
        columns.unit.append(_labels(batch[names.unit]))
    for name, parts in columns.numbers.items():
        parts.append(np.ma.filled(np.ma.asarray(batch[name]).astype(float), np.nan))


def _labels(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(codes, names) of a batch of unit names. Fast where equal names are next to each other, which is common."""
    null, values = np.ma.getmaskarray(values), np.ma.getdata(values)
    changed = (values[1:] != values[:-1]) | (null[1:] != null[:-1])
    heads = np.flatnonzero(np.r_[True, changed]) if len(values) else np.zeros(0, np.int64)
    codes, names = pd.factorize(np.where(null[heads], None, values[heads].astype(object)))
    return np.repeat(codes.astype(np.int32), np.diff(np.r_[heads, len(values)])), names


def _read_features(source, names: FixFields, columns: _Columns, progress: Progress) -> None:
    """Reads feature by feature. Slow, but it also works for layers without a file, or with edits, joins or filters."""
    fields = source.fields()
    index = {name: fields.lookupField(name) for name in names.names}
    request = QgsFeatureRequest().setSubsetOfAttributes(list(index.values()))
    total = max(source.featureCount(), 1)
    x, y, several, row, time, unit = [], [], [], [], [], []
    numbers = {name: [] for name in columns.numbers}
    for done, feature in enumerate(source.getFeatures(request), 1):
        geometry = feature.geometry()
        point, many = _position(geometry)
        x.append(point[0])
        y.append(point[1])
        several.append(many)
        row.append(feature.id())
        time.append(feature[index[names.time]])
        if names.unit:
            unit.append(_known(feature[index[names.unit]]))
        for name, values in numbers.items():
            value = feature[index[name]]
            values.append(float(value) if isinstance(value, (int, float)) else np.nan)
        if done % 2000 == 0:
            progress(min(done / total, 1.0))
    columns.x.append(np.array(x, float))
    columns.y.append(np.array(y, float))
    columns.several.append(np.array(several, bool))
    columns.row.append(np.array(row, np.int64))
    columns.time.append(time)
    if names.unit:
        columns.unit.append(_labels(np.array(unit, object)))
    for name, values in numbers.items():
        columns.numbers[name].append(np.array(values, float))


def _position(geometry) -> tuple[tuple[float, float], bool]:
    """The position of a point, or of a multipoint with one part, NaN where there is none; and whether there are several
    parts."""
    if geometry.isNull() or geometry.isEmpty():
        return (np.nan, np.nan), False
    shape = geometry.constGet()
    if QgsWkbTypes.isMultiType(shape.wkbType()):
        if shape.numGeometries() != 1:
            return (np.nan, np.nan), True
        shape = shape.geometryN(0)
    return (shape.x(), shape.y()), False


def _units(parts: list, rows: int) -> tuple[np.ndarray, tuple[str, ...]]:
    """Codes and names of the units of all batches, names sorted. Rows without a name belong to the unit ''."""
    if not parts:
        return np.zeros(rows, np.int16), ("",)
    texts = [[_unit_name(name) for name in names] for _, names in parts]
    unit_names = sorted(
        {name for names in texts for name in names} | ({""} if any((codes < 0).any() for codes, _ in parts) else set())
    )
    code = {name: i for i, name in enumerate(unit_names)}
    kind = np.int16 if len(unit_names) < 32_000 else np.int32
    known = [
        np.array([code[name] for name in names] + [code.get("", 0)], kind)[codes]
        for (codes, _), names in zip(parts, texts, strict=True)
    ]
    return np.concatenate(known), tuple(unit_names)


def _known(value):
    """An attribute, or None where it is null or empty."""
    return None if is_null(value) or value == "" else value


def _unit_name(value) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _by_unit(values: np.ndarray, unit: np.ndarray, units: int, name: str) -> tuple[np.ndarray, list[str]]:
    """(units,) the median value of each unit's fixes, and a note where they vary."""
    grouped = pd.Series(values).groupby(unit)
    medians, varied = grouped.median(), int((grouped.max() > grouped.min()).sum())
    out = np.full(units, np.nan)
    out[medians.index.to_numpy()] = medians.to_numpy()
    if (out < 0).any():
        raise UserError(f"The field {name} contains negative values. Ranges and times must be 0 or more.")
    return out, [f"{name} varies within {varied} units; the median of each unit is used."] if varied else []


def _joined(parts: list, kind=float) -> np.ndarray:
    """The parts as one array. The list is emptied, because keeping both would take twice the memory."""
    joined = (
        np.concatenate([np.asarray(part).astype(kind, copy=False) for part in parts]) if parts else np.zeros(0, kind)
    )
    parts.clear()
    return joined


def _vertices(source, names: FixFields, progress: Progress) -> tuple[_Columns, Instants, np.ndarray]:
    """Every vertex of track lines as a fix, at the time in its M."""
    columns = _Columns.of(names)
    fields = source.fields()
    unit_field = names.unit or ("unit" if fields.lookupField("unit") >= 0 else "")
    index = {name: fields.lookupField(name) for name in {*columns.numbers, unit_field} if name}
    request = QgsFeatureRequest().setSubsetOfAttributes(list(index.values()))
    total, units = max(source.featureCount(), 1), []
    seconds = []
    for done, feature in enumerate(source.getFeatures(request), 1):
        vertices = _vertices_of(feature.geometry())
        n = len(vertices)
        columns.x.append(vertices[:, 0])
        columns.y.append(vertices[:, 1])
        seconds.append(vertices[:, 2])
        columns.several.append(np.zeros(n, bool))
        columns.row.append(np.full(n, feature.id(), np.int64))
        if unit_field:
            units.append((_known(feature[index[unit_field]]), n))
        for name, parts in columns.numbers.items():
            value = feature[index[name]]
            parts.append(np.full(n, float(value) if isinstance(value, (int, float)) else np.nan))
        if done % 200 == 0:
            progress(min(done / total, 1.0))
    if unit_field:
        columns.unit.append(_labels(np.repeat(np.array([u for u, _ in units], object), [n for _, n in units])))
    if not seconds:
        return columns, instants_of(np.zeros(0)), np.zeros(0, bool)
    m = np.concatenate(seconds)
    return columns, read_numbers(m), np.isnan(m)


def _vertices_of(geometry: QgsGeometry) -> np.ndarray:
    """(n, 3) x, y, M of a line, curves segmentized. One row of NaN where there is no geometry, so that the feature is
    counted."""
    if geometry.isNull() or geometry.isEmpty():
        return np.full((1, 3), np.nan)
    if QgsWkbTypes.isCurvedType(geometry.wkbType()):
        geometry = QgsGeometry(geometry.constGet().segmentize())
    return vertices_of_line(bytes(geometry.asWkb()))
