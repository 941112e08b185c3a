"""Whether two layers have the same features, and where they do not, in what they differ."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np
from qgis.core import QgsFeature, QgsFeatureRequest, QgsFields, QgsVectorLayer, QgsWkbTypes
from qgis.PyQt.QtCore import QMetaType

from ..engine.progress import Progress, part, quiet
from ..engine.provenance.agreement import GEOMETRY, Agreement, compared, unmatched
from .attributes import is_null, text_of
from .content import NUMBERS, batches_of, content_of, milliseconds, own_fields


@dataclass(frozen=True)
class Part:
    """Some features of a layer. names: the fields that count, in their order; rows: (n,) rising, the positions of the
    features in the order of the layer."""

    layer: QgsVectorLayer
    names: tuple[str, ...]
    rows: np.ndarray

    @property
    def index(self) -> list[int]:
        return [self.layer.fields().lookupField(name) for name in self.names]

    def batches(self) -> Iterator[list[QgsFeature]]:
        """The features, with the fields that count."""
        request = QgsFeatureRequest().setSubsetOfAttributes(self.index)
        wanted = set(self.rows.tolist())
        features = enumerate(self.layer.getFeatures(request) if wanted else ())
        return batches_of(feature for position, feature in features if position in wanted)

    def columns(self) -> dict[str, np.ndarray]:
        """The features as columns for `compared`."""
        kinds = [self.layer.fields()[i].type() for i in self.index]
        found: dict[str, list[np.ndarray]] = {name: [] for name in self.names}
        shapes = []
        for features in self.batches():
            for name, kind, i in zip(self.names, kinds, self.index, strict=True):
                found[name].append(_column(kind, [feature[i] for feature in features]))
            shapes.append(_objects([_wkb(feature) for feature in features]))
        table = {name: np.concatenate(some) for name, some in found.items()}
        return table | ({GEOMETRY: np.concatenate(shapes)} if self.layer.isSpatial() else {})


@dataclass(frozen=True)
class Comparison:
    """Of two layers. given, again: the features of each that have no equal in the other; content: the digest of the
    layer that was made again, see `Content`."""

    agreement: Agreement
    given: Part
    again: Part
    content: str

    @property
    def fields(self) -> QgsFields:
        """The fields that both have."""
        fields = QgsFields()
        for i in self.given.index:
            fields.append(self.given.layer.fields()[i])
        return fields

    def rows(self) -> Iterator[tuple[str, bytes | None, list]]:
        """The features that differ: given or again, WKB of the type of the given layer, and values of the fields."""
        multi = QgsWkbTypes.isMultiType(self.given.layer.wkbType())
        for origin in ("given", "again"):
            some = getattr(self, origin)
            for feature in (each for features in some.batches() for each in features):
                geometry = feature.geometry()
                if multi:
                    geometry.convertToMultiType()
                wkb = None if geometry.isNull() else bytes(geometry.asWkb())
                yield origin, wkb, [feature[i] for i in some.index]


def compared_layers(
    given: QgsVectorLayer, again: QgsVectorLayer, progress: Progress = quiet, without: Collection[str] = ()
) -> Comparison:
    """The comparison of a layer with the one that was made again, by the fields that both have (see `Content` for what
    counts). without: fields that do not count. To be called in the thread of both layers."""
    ours, theirs = (_names(each, without) for each in (given, again))
    both = [name for name in ours if name in theirs]
    names = tuple(ours[name] for name in both), tuple(theirs[name] for name in both)
    one = content_of(given, part(progress, 0, 0.35), names[0]).rows
    content = content_of(again, part(progress, 0.35, 0.7), names[1])
    rows, others = unmatched(one, content.rows)
    parts = Part(given, names[0], rows), Part(again, names[1], others)
    differs, left = (), max(len(rows), len(others))
    if len(rows) and len(others):
        tables = parts[0].columns(), parts[1].columns()
        progress(0.9)
        differs, left = compared(*_alike(*tables))
    missing = _with_values(given, [name for key, name in ours.items() if key not in theirs])
    added = _with_values(again, [name for key, name in theirs.items() if key not in ours])
    progress(1.0)
    found = Agreement(len(one), len(content), len(rows), len(others), differs, left, missing, added)
    return Comparison(found, *parts, content.digest)


def _names(layer: QgsVectorLayer, without: Collection[str]) -> dict[str, str]:
    """The fields that count, by their name in lower case."""
    names = (layer.fields()[i].name() for i in own_fields(layer))
    return {name.casefold(): name for name in names if name.casefold() not in without}


def _with_values(layer: QgsVectorLayer, names: list[str]) -> tuple[str, ...]:
    """The fields with a value in any feature: an empty field is as good as none."""
    index = {name: layer.fields().lookupField(name) for name in names}
    return tuple(name for name in names if any(not is_null(value) for value in layer.uniqueValues(index[name], 2)))


def _column(kind: QMetaType.Type, values: list) -> np.ndarray:
    if kind in NUMBERS:
        return np.array([np.nan if is_null(value) else float(value) for value in values], float)
    if kind == QMetaType.Type.QDateTime:
        return np.array([milliseconds(value) for value in values], "datetime64[ms]")
    return _objects([text_of(value) or None for value in values])


def _objects(values: list) -> np.ndarray:
    return np.fromiter(values, object, len(values))


def _wkb(feature: QgsFeature) -> bytes | None:
    """A geometry as ISO WKB; one of a single part as that part."""
    geometry = feature.geometry()
    if geometry.isNull() or geometry.isEmpty():
        return None
    if QgsWkbTypes.isMultiType(geometry.wkbType()) and geometry.constGet().numGeometries() == 1:
        return bytes(geometry.constGet().geometryN(0).asWkb())
    return bytes(geometry.asWkb())


def _alike(one: dict[str, np.ndarray], other: dict[str, np.ndarray]) -> tuple[dict, dict]:
    """Two tables with the same names and types of columns; where types differ, as text. The names are those of the
    first."""
    for table, model in ((one, other), (other, one)):
        if GEOMETRY in model and GEOMETRY not in table:
            table[GEOMETRY] = _objects([None] * len(next(iter(table.values()), ())))
    theirs = {name.casefold(): column for name, column in other.items()}
    one = {name: column for name, column in one.items() if name.casefold() in theirs}
    for name, column in one.items():
        if column.dtype.kind != theirs[name.casefold()].dtype.kind:
            one[name], theirs[name.casefold()] = _texts(column), _texts(theirs[name.casefold()])
    return one, {name: theirs[name.casefold()] for name in one}


def _texts(column: np.ndarray) -> np.ndarray:
    return _objects([text_of(value) or None for value in column.tolist()])
