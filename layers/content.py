"""The content of a layer as a hash, to tell whether it is still as it was written."""

import hashlib
import itertools
import json
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from qgis.core import Qgis, QgsFeature, QgsFeatureRequest, QgsFields, QgsVectorLayer
from qgis.PyQt.QtCore import QDateTime, QMetaType, Qt, QTimeZone

from ..engine.progress import Progress, quiet
from .arrow import GEOMETRY as STREAMED_GEOMETRY
from .arrow import LayerFile, NotUtc, arrow_batches
from .attributes import is_null, text_of
from .row_hashes import (
    GEOMETRY,
    hashes_of_bytes,
    hashes_of_geometries,
    hashes_of_moments,
    hashes_of_numbers,
    hashes_of_texts,
    rows_of,
)

AT_ONCE = 10_000
STREAMED_AT_ONCE, STREAMED_BYTES = 16_384, 32_000_000
"""Rows and bytes, about, of a batch that is streamed: tracks may be long."""
IDS = frozenset({"fid", "ogc_fid"})
"""Fields of feature ids, in lower case: a file numbers its features itself."""
NUMBERS = frozenset(
    (
        *(QMetaType.Type.Int, QMetaType.Type.UInt, QMetaType.Type.LongLong, QMetaType.Type.ULongLong),
        *(QMetaType.Type.Double, QMetaType.Type.Float, QMetaType.Type.Bool),
    )
)

PLAIN = frozenset((int, float, bool))


@dataclass(frozen=True)
class Content:
    """The features of a layer. rows: (n,) uint64, a hash of each feature, in the order in which they were read.

    Equal features have equal hashes in every file format that can hold them. What does not count: the order of the
    features and their ids (also a field `fid`), the order of the fields and upper and lower case of their names, fields
    without any value, whether a text is empty or null, whether a number is stored as a whole or a real number, whether
    a geometry is empty or null, whether a geometry of one part is of a single-part or a multi-part type, the CRS, and
    in which time zone an instant is written. A date and time without a zone is taken as UTC.
    """

    rows: np.ndarray

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def digest(self) -> str:
        """32 hexadecimal digits (BLAKE2b of the sorted hashes of rows)."""
        return hashlib.blake2b(np.sort(self.rows).astype("<u8").tobytes(), digest_size=16).hexdigest()

    def differences(self, other: "Content") -> tuple[int, int]:
        """How many features are only in this content, and how many only in the other. One that is in a content several
        times counts as often as the other has it less often. A changed feature is one of each."""
        rows = np.concatenate([self.rows, other.rows])
        sides = np.concatenate([np.ones(len(self.rows), np.int64), np.full(len(other.rows), -1, np.int64)])
        _, index = np.unique(rows, return_inverse=True)
        more = np.bincount(index.ravel(), sides).astype(np.int64)
        return int(more[more > 0].sum()), int(-more[more < 0].sum())


def content_of(layer: QgsVectorLayer, progress: Progress = quiet, only: Container[str] | None = None) -> Content:
    """The content of a layer as QGIS shows it, with edits that are not saved and with its filter. Joined and virtual
    fields are left out. only: the names of the fields that count, None for all. To be called in the thread of the
    layer."""
    fields = layer.fields()
    index = [i for i in own_fields(layer) if only is None or fields[i].name() in only]
    total = max(layer.featureCount(), 1)
    rows = _streamed(layer, [fields[i].name() for i in index], total, progress)
    if rows is None:
        rows = _read(layer, index, total, progress)
    progress(1.0)
    return Content(np.concatenate([np.zeros(0, np.uint64), *rows]))


def own_fields(layer: QgsVectorLayer) -> list[int]:
    """The indices of the fields that count as content of a layer."""
    own = (QgsFields.FieldOrigin.OriginProvider, QgsFields.FieldOrigin.OriginEdit)
    fields = layer.fields()
    names = [field.name().lower() for field in fields]
    return [i for i, name in enumerate(names) if fields.fieldOrigin(i) in own and name not in IDS]


def _streamed(layer: QgsVectorLayer, names: list[str], total: int, progress: Progress) -> list[np.ndarray] | None:
    """Hashes of rows through GDAL's Arrow stream, where it returns what QGIS shows; else None."""
    file = LayerFile.of(layer, False)
    batches = None if file is None else arrow_batches(file, names, _rows_at_once(file, total))
    if batches is None:
        return None
    rows, done = [], 0
    try:
        for batch in batches:
            count = len(next(iter(batch.values())))
            columns = {name: _hashes_of_array(batch[name]) for name in names}
            if STREAMED_GEOMETRY in batch:
                columns[GEOMETRY] = hashes_of_geometries(batch[STREAMED_GEOMETRY])
            rows.append(rows_of(columns, count))
            done += count
            progress(min(done / total, 1.0))
    except NotUtc:
        return None
    return rows


def _rows_at_once(file: LayerFile, total: int) -> int:
    """How many rows of a file to stream at once. total: the rows of the table."""
    size = Path(file.path).stat().st_size if Path(file.path).is_file() else 0
    return max(min(STREAMED_AT_ONCE, STREAMED_BYTES * total // max(size, 1)), 1)


def _hashes_of_array(values: np.ndarray) -> np.ndarray:
    kind = np.ma.getdata(values).dtype.kind
    if kind == "M":
        return hashes_of_moments(values)
    return hashes_of_numbers(values) if kind in "iufb" else hashes_of_bytes(values)


def _read(layer: QgsVectorLayer, index: list[int], total: int, progress: Progress) -> list[np.ndarray]:
    """Hashes of rows, feature by feature."""
    request = QgsFeatureRequest()
    request.setSubsetOfAttributes(index)
    fields = [layer.fields()[i] for i in index]
    placed = layer.wkbType() != Qgis.WkbType.NoGeometry
    if not placed:
        request.setFlags(Qgis.FeatureRequestFlag.NoGeometry)
    rows, done = [], 0
    for features in batches_of(layer.getFeatures(request)):
        attributes = [feature.attributes() for feature in features]
        columns = {
            field.name(): hashes_of_values(field.type(), [row[i] for row in attributes])
            for field, i in zip(fields, index, strict=True)
        }
        if placed:
            columns[GEOMETRY] = hashes_of_geometries([_wkb(feature) for feature in features])
        rows.append(rows_of(columns, len(features)))
        done += len(features)
        progress(min(done / total, 1.0))
    return rows


def batches_of(features: Iterable[QgsFeature]) -> Iterator[list[QgsFeature]]:
    """The features in lists of AT_ONCE."""
    rest = iter(features)
    while some := list(itertools.islice(rest, AT_ONCE)):
        yield some


def _wkb(feature: QgsFeature) -> bytes | None:
    geometry = feature.geometry()
    if geometry.isNull():
        return None
    return bytes(geometry.asWkb())


def hashes_of_values(kind: QMetaType.Type, values: list) -> np.ndarray:
    """(n,) hashes of the values of a field of this type, in QGIS's types."""
    if kind in NUMBERS:
        numbers = [value if type(value) in PLAIN else None for value in values]  # nulls have other types
        if any(type(value) is int and abs(value) > 2**53 for value in numbers):
            null = [value is None for value in numbers]
            if all(type(value) is int and abs(value) < 2**63 for value in numbers if value is not None):
                return hashes_of_numbers(np.ma.array([value or 0 for value in numbers], np.int64, mask=null))
        return hashes_of_numbers(np.array(numbers, np.float64))
    if kind == QMetaType.Type.QDateTime:
        return hashes_of_moments(np.array([milliseconds(value) for value in values], "datetime64[ms]"))
    return hashes_of_texts([_list_text(value) if isinstance(value, list) else text_of(value) for value in values])


def _list_text(values: list) -> str:
    """A list as the JSON text that other formats hold: GDAL writes such a text to GeoJSON as a list."""
    whole = [int(one) if isinstance(one, float) and one.is_integer() else one for one in values]
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"), default=str)


def milliseconds(value: QDateTime) -> np.datetime64:
    """A value of a field of dates and times; NaT where there is none. A time without a zone counts as if clocks showed
    UTC: the zone of the computer has no influence, also where it skips that time and Qt calls it invalid."""
    if not is_null(value) and value.timeSpec() == Qt.TimeSpec.LocalTime:
        value = QDateTime(value.date(), value.time(), QTimeZone.utc())
    if is_null(value) or not value.isValid():
        return np.datetime64("NaT", "ms")
    return np.datetime64(value.toMSecsSinceEpoch(), "ms")
