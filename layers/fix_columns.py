"""Reads the rows of a layer of fixes, or the vertices of track lines, as columns."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
from qgis.core import Qgis, QgsFeatureRequest, QgsFields, QgsGeometry, QgsWkbTypes

from ..engine.progress import Progress, part
from ..engine.timing.timestamps import Instants, read_numbers
from .arrow import FID, GEOMETRY, LayerFile, NotUtc, arrow_batches
from .attributes import is_null, text_of
from .fix_times import instants_of, iterated_instants, streamed_instants, streamed_time
from .kinds import line_vertices
from .wkb import NO_POINT, SEVERAL, xy_of_points


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
        )


@dataclass
class FixColumns:
    """Columns as lists of batches. Each list is concatenated once at the end."""

    x: list = field(default_factory=list)
    y: list = field(default_factory=list)
    several: list = field(default_factory=list)
    row: list = field(default_factory=list)
    time: list = field(default_factory=list)
    unit: list = field(default_factory=list)
    numbers: dict[str, list] = field(default_factory=dict)

    @classmethod
    def of(cls, names: FixFields) -> "FixColumns":
        """Empty, with a column for each field of numbers."""
        return cls(numbers={name: [] for name in (names.accuracy, names.range, names.detection_time) if name})


def point_columns(
    source, file: LayerFile | None, names: FixFields, progress: Progress
) -> tuple[FixColumns, Instants, np.ndarray]:
    """Columns, instants and (n,) whether the time is null, of a point source. Reads through Arrow where that is
    reliable, else feature by feature."""
    kind = source.fields().field(names.time).type()
    if file is not None and names.unit in file.moments:
        file = None  # the stream has instants, but a unit is called what QGIS shows
    batches = arrow_batches(file, names.names) if file is not None else None
    if batches is not None:
        columns, done = FixColumns.of(names), 0
        try:
            for batch in batches:
                done += len(batch[FID])
                _add_batch(batch, names, columns)
                progress(0.9 * min(done / file.feature_count, 1.0))  # the rest is kept for NotUtc
            return columns, *streamed_instants(columns.time, kind, names.timezone, names.naive_is_utc)
        except (NotUtc, UnicodeDecodeError):
            pass
    columns = FixColumns.of(names)
    _read_features(source, names, columns, part(progress, 0.9 if batches is not None else 0.0, 1))
    return columns, *iterated_instants(columns.time[0], kind, names.timezone, names.naive_is_utc)


def _add_batch(batch: dict[str, np.ndarray], names: FixFields, columns: FixColumns) -> None:
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


def _labels(values: np.ndarray) -> tuple[np.ndarray, Sequence]:
    """(codes, names) of a batch of unit names. Fast where equal names are next to each other, which is common. Raises
    UnicodeDecodeError where the bytes of the stream are no text."""
    null, values = np.ma.getmaskarray(values), np.ma.getdata(values)
    changed = (values[1:] != values[:-1]) | (null[1:] != null[:-1])
    heads = np.flatnonzero(np.r_[True, changed]) if len(values) else np.zeros(0, np.int64)
    codes, names = pd.factorize(np.where(null[heads], None, values[heads].astype(object)))
    if values.dtype.kind == "S":
        names = [name.decode("utf-8") for name in names]
    return np.repeat(codes.astype(np.int32), np.diff(np.r_[heads, len(values)])), names


def _read_features(source, names: FixFields, columns: FixColumns, progress: Progress) -> None:
    """Reads feature by feature. Slow, but it also works for layers without a file, or with edits, joins or filters."""
    fields = source.fields()
    index = {name: fields.lookupField(name) for name in names.names}
    request = QgsFeatureRequest().setSubsetOfAttributes(list(index.values()))
    total = max(source.featureCount(), 1)
    x, y, several, row, time, unit = [], [], [], [], [], []
    numbers = {name: [] for name in columns.numbers}
    for done, feature in enumerate(source.getFeatures(request), 1):
        geometry = feature.geometry()
        point, many = position_of(geometry)
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
    columns.several.append(np.array(several, np.int8))
    columns.row.append(np.array(row, np.int64))
    columns.time.append(time)
    if names.unit:
        columns.unit.append(_labels(np.array(unit, object)))
    for name, values in numbers.items():
        columns.numbers[name].append(np.array(values, float))


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
    known = [
        np.array([code[name] for name in names] + [code.get("", 0)], kind)[codes]
        for (codes, _), names in zip(parts, texts, strict=True)
    ]
    return np.concatenate(known), tuple(unit_names)


def _known(value):
    """An attribute, as text where it is neither text nor a number; None where it is null or empty."""
    if is_null(value) or value == "":
        return None
    return value if isinstance(value, (str, int, float)) else text_of(value)


def joined(parts: list, kind=float) -> np.ndarray:
    """The parts as one array. The list is emptied, because keeping both would take twice the memory."""
    joined = (
        np.concatenate([np.asarray(part).astype(kind, copy=False) for part in parts]) if parts else np.zeros(0, kind)
    )
    parts.clear()
    return joined


def vertex_columns(source, names: FixFields, progress: Progress) -> tuple[FixColumns, Instants, np.ndarray]:
    """Every vertex of track lines as a fix, at the time in its M."""
    columns = FixColumns.of(names)
    fields = source.fields()
    unit_field = names.unit or ("unit" if fields.lookupField("unit") >= 0 else "")
    index = {name: fields.lookupField(name) for name in {*columns.numbers, unit_field} if name}
    request = QgsFeatureRequest().setSubsetOfAttributes(list(index.values()))
    total, units = max(source.featureCount(), 1), []
    seconds = []
    for done, feature in enumerate(source.getFeatures(request), 1):
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
    return columns, read_numbers(m), np.isnan(m)
