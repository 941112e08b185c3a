"""Reads the rows of a layer of fixes, or the vertices of track lines, as columns."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import pandas as pd
from qgis.core import Qgis, QgsFeatureRequest, QgsFields, QgsGeometry, QgsWkbTypes
from qgis.PyQt.QtCore import QMetaType

from ..engine.language import tr
from ..engine.progress import Progress, part
from ..engine.timing.time_format import AUTOMATIC, TimeFormat
from ..engine.timing.timestamps import Instants, read_numbers
from .arrow import FID, GEOMETRY, LayerFile, NotUtc, arrow_batches
from .attributes import is_null, text_of
from .fix_times import (
    LABEL,
    MOMENTS,
    check_complete,
    dated_instants,
    instants_of,
    iterated_instants,
    iterated_values,
    streamed_instants,
    streamed_time,
    streamed_values,
)
from .growing_column import GrowingColumn
from .kinds import line_vertices
from .skipped_times import times_in_file
from .wkb import NO_POINT, SEVERAL, xy_of_points

AT_ONCE = 50_000  # rows held as Python objects
LOCAL_M = tr(
    "The field traj_id shows that the tracks come from Trajectools or MovingPandas. These write the local time into M, "
    "but M is read as UTC. If the times are wrong by the offset of the time zone, set NAIVE_TIMES to its last option "
    "(2)."
)


@dataclass(frozen=True)
class FixFields:
    """The names of the fields to read; empty where there is none. Times without a zone are in `timezone`, or in UTC
    with naive_is_utc. date: of the date, where `time` holds the time of day only; format: of times."""

    time: str = ""
    unit: str = ""
    accuracy: str = ""
    range: str = ""
    detection_time: str = ""
    timezone: str = "UTC"
    naive_is_utc: bool = False
    date: str = ""
    format: TimeFormat = AUTOMATIC

    @property
    def names(self) -> list[str]:
        """The fields to read, each once."""
        return list(
            dict.fromkeys(
                n for n in (self.time, self.date, self.unit, self.accuracy, self.range, self.detection_time) if n
            )
        )

    def as_spelled(self, fields: QgsFields) -> "FixFields":
        """The same with the names as the layer spells them: QGIS finds fields whatever their case."""
        known = {name: fields.lookupField(name) for name in self.names}
        spelled = {name: fields[index].name() if index >= 0 else name for name, index in known.items()}
        return replace(
            self,
            time=spelled.get(self.time, ""),
            unit=spelled.get(self.unit, ""),
            accuracy=spelled.get(self.accuracy, ""),
            range=spelled.get(self.range, ""),
            detection_time=spelled.get(self.detection_time, ""),
            date=spelled.get(self.date, ""),
        )


@dataclass
class FixColumns:
    """Columns that are read batch by batch. time: batches as they came, or a column of seconds; date: batches as they
    came; unit: batches of codes and names."""

    x: GrowingColumn
    y: GrowingColumn
    several: GrowingColumn
    row: GrowingColumn
    time: GrowingColumn | list
    date: list
    unit: list
    numbers: dict[str, GrowingColumn]

    @classmethod
    def of(cls, names: FixFields, expected: int = 0, seconds: bool = False) -> "FixColumns":
        """Empty, with a column for each field of numbers. expected: about how many rows will come; seconds: whether all
        times come as seconds since the epoch."""
        x, y, several, row = (GrowingColumn(expected) for _ in range(4))
        numbers = (name for name in (names.accuracy, names.range, names.detection_time) if name)
        time = GrowingColumn(expected) if seconds else []
        return cls(x, y, several, row, time, [], [], {name: GrowingColumn(expected) for name in numbers})


def point_columns(
    source, file: LayerFile | None, names: FixFields, progress: Progress
) -> tuple[FixColumns, Instants, np.ndarray]:
    """Columns, instants and (n,) whether the time is null, of a point source. Reads through Arrow where that is
    reliable, else feature by feature."""
    kind, day = (source.fields().field(name).type() if name else None for name in (names.time, names.date))
    streamed = file is not None and not (names.date and (kind in MOMENTS or day in MOMENTS))
    if streamed and names.unit in file.moments:
        streamed = False  # the stream has instants, but a unit is called what QGIS shows
    batches = arrow_batches(file, names.names) if streamed else None
    if batches is not None:
        columns, done = FixColumns.of(names, file.feature_count, kind == QMetaType.Type.QDateTime), 0
        try:
            for batch in batches:
                done += len(batch[FID])
                _add_batch(batch, names, columns)
                progress(0.9 * min(done / file.feature_count, 1.0))  # the rest is kept for NotUtc
            return columns, *_instants(source, names, columns, streamed_instants, streamed_values)
        except (NotUtc, UnicodeDecodeError):
            pass
    columns = FixColumns.of(names)
    _read_features(source, names, columns, part(progress, 0.9 if batches is not None else 0.0, 1))
    columns.time, columns.date = columns.time[0], columns.date[0] if names.date else []
    in_file = file and (lambda rows: times_in_file(file, names.time, columns.row.at(rows)))
    instants = partial(iterated_instants, in_file=in_file)
    return columns, *_instants(source, names, columns, instants, iterated_values)


def _instants(source, names: FixFields, columns: FixColumns, instants, values) -> tuple[Instants, np.ndarray]:
    """The times of the columns. instants, values: the functions that read a column in the way in which it was read."""
    fields = source.fields()
    kind = fields.field(names.time).type()
    if names.date:
        dates = values(columns.date, fields.field(names.date).type())
        times = values(columns.time, kind)
        return dated_instants(dates, times, names.timezone, names.naive_is_utc, names.format)
    read, null = instants(columns.time, kind, names.timezone, names.naive_is_utc, names.format)
    check_complete(read, fields, names.time, source.sourceName())
    return read, null


def _add_batch(batch: dict[str, np.ndarray], names: FixFields, columns: FixColumns) -> None:
    x, y, several = xy_of_points(batch[GEOMETRY])
    columns.x.append(x)
    columns.y.append(y)
    columns.several.append(several)
    columns.row.append(_narrow(batch[FID]))
    columns.time.append(streamed_time(batch[names.time]))
    if names.date:
        columns.date.append(batch[names.date])
    if names.unit:
        columns.unit.append(_labels(batch[names.unit]))
    for name, parts in columns.numbers.items():
        parts.append(np.ma.filled(np.ma.asarray(batch[name]).astype(float), np.nan))


def _narrow(row: np.ndarray) -> np.ndarray:
    """Feature ids as 32-bit integers where these can hold them, as nearly always."""
    limits = np.iinfo(np.int32)
    return row.astype(np.int32) if len(row) and limits.min <= row.min() and row.max() <= limits.max else row


def _labels(values: np.ndarray) -> tuple[np.ndarray, Sequence]:
    """(codes, names) of a batch of unit names. Fast where equal names are next to each other, which is common. Raises
    UnicodeDecodeError where the bytes of the stream are no text."""
    null, values = np.ma.getmaskarray(values), np.ma.getdata(values)
    changed = (values[1:] != values[:-1]) | (null[1:] != null[:-1])
    heads = np.flatnonzero(np.r_[True, changed]) if len(values) else np.zeros(0, np.int64)
    codes, names = pd.factorize(np.where(null[heads], None, values[heads].astype(object)))
    if values.dtype.kind == "S":
        names = [name.decode("utf-8") for name in names]
    kind = np.int16 if len(names) < 32_000 else np.int32
    return np.repeat(codes.astype(kind), np.diff(np.r_[heads, len(values)])), names


def _read_features(source, names: FixFields, columns: FixColumns, progress: Progress) -> None:
    """Reads feature by feature. Slow, but it also works for layers without a file, or with edits, joins or filters."""
    fields = source.fields()
    index = {name: fields.lookupField(name) for name in names.names}
    request = QgsFeatureRequest().setSubsetOfAttributes(list(index.values()))
    total = max(source.featureCount(), 1)
    x, y, several, row, time, date, unit = [], [], [], [], [], [], []
    numbers = {name: [] for name in columns.numbers}

    def add_rows() -> None:
        """Moves the rows to the columns: a Python number takes several times the memory of one in an array."""
        columns.x.append(np.array(x, float))
        columns.y.append(np.array(y, float))
        columns.several.append(np.array(several, np.int8))
        columns.row.append(_narrow(np.array(row, np.int64)))
        if names.unit:
            columns.unit.append(_labels(np.array(unit, object)))
        for name, values in numbers.items():
            columns.numbers[name].append(np.array(values, float))
        for rows in (x, y, several, row, unit, *numbers.values()):
            rows.clear()

    for done, feature in enumerate(source.getFeatures(request), 1):
        geometry = feature.geometry()
        point, many = position_of(geometry)
        x.append(point[0])
        y.append(point[1])
        several.append(many)
        row.append(feature.id())
        time.append(feature[index[names.time]])
        if names.date:
            date.append(feature[index[names.date]])
        if names.unit:
            unit.append(_known(feature[index[names.unit]]))
        for name, values in numbers.items():
            value = feature[index[name]]
            values.append(float(value) if isinstance(value, (int, float)) else np.nan)
        if done % 2000 == 0:
            progress(min(done / total, 1.0))
        if done % AT_ONCE == 0:
            add_rows()
    add_rows()
    columns.time.append(time)
    columns.date.append(date)


def position_of(geometry: QgsGeometry) -> tuple[tuple[float, float], int]:
    """The position of a point, or of a multipoint or collection with one point, NaN where there is none; and why:
    SEVERAL or NO_POINT, else 0."""
    if geometry.isNull() or geometry.isEmpty():
        return (np.nan, np.nan), 0
    shape = geometry.constGet()
    kind = QgsWkbTypes.flatType(shape.wkbType())
    if kind in (Qgis.WkbType.MultiPoint, Qgis.WkbType.GeometryCollection):
        if shape.numGeometries() != 1 and kind == Qgis.WkbType.MultiPoint:
            return (np.nan, np.nan), SEVERAL
        if shape.numGeometries() == 1:
            shape = shape.geometryN(0)
    if QgsWkbTypes.flatType(shape.wkbType()) != Qgis.WkbType.Point:
        return (np.nan, np.nan), NO_POINT
    return (shape.x(), shape.y()), 0


def unit_codes(parts: list, rows: int) -> tuple[np.ndarray, tuple[str, ...]]:
    """Codes and names of the units of all batches, names sorted. Rows without a name belong to the unit ''."""
    if not parts:
        return np.zeros(rows, np.int16), ("",)
    texts = [[text_of(name) for name in names] for _, names in parts]
    unit_names = sorted(
        {name for names in texts for name in names} | ({""} if any((codes < 0).any() for codes, _ in parts) else set())
    )
    code = {name: i for i, name in enumerate(unit_names)}
    kind = np.int16 if len(unit_names) < 32_000 else np.int32
    unit, done = np.empty(rows, kind), 0
    for (codes, _), names in zip(parts, texts, strict=True):
        unit[done : done + len(codes)] = np.array([code[name] for name in names] + [code.get("", 0)], kind)[codes]
        done += len(codes)
    return unit, tuple(unit_names)


def _known(value):
    """An attribute, as text where it is neither text nor a number; None where it is null or empty."""
    if is_null(value) or value == "":
        return None
    return value if isinstance(value, (str, int, float)) else text_of(value)


def vertex_columns(source, names: FixFields, progress: Progress) -> tuple[FixColumns, Instants, np.ndarray]:
    """Every vertex of track lines as a fix, at the time in its M."""
    columns = FixColumns.of(names)
    fields = source.fields()
    unit_field = names.unit or ("unit" if fields.lookupField("unit") >= 0 else "")
    index = {name: fields.lookupField(name) for name in {*columns.numbers, unit_field} if name}
    request = QgsFeatureRequest().setSubsetOfAttributes(list(index.values()))
    total, units = max(source.featureCount(), 1), []
    seconds = []
    # a track of a single fix has two equal vertices, which QGIS calls invalid
    unchecked = Qgis.ProcessingFeatureSourceFlag.SkipGeometryValidityChecks
    for done, feature in enumerate(source.getFeatures(request, unchecked), 1):
        geometry = feature.geometry()
        vertices = line_vertices(geometry)
        other = not len(vertices) and not geometry.isEmpty()
        if not len(vertices):  # one row without a position, so that the feature is counted
            vertices = np.full((1, 3), np.nan)
        n = len(vertices)
        columns.x.append(vertices[:, 0])
        columns.y.append(vertices[:, 1])
        seconds.append(vertices[:, 2])
        columns.several.append(np.full(n, NO_POINT if other else 0, np.int8))
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
    form = replace(names.format, order=None, layout=None)
    read = read_numbers(m, names.timezone, names.naive_is_utc, form, LABEL)
    if fields.lookupField("traj_id") >= 0 and names.timezone != "UTC" and not form.unix_is_local:
        read = replace(read, warnings=(*read.warnings, LOCAL_M))
    return columns, read, np.isnan(m)
