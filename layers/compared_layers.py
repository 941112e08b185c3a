"""Whether two layers have the same features, and where they do not, in what they differ."""

from dataclasses import dataclass

import numpy as np
from qgis.core import QgsFeature, QgsFeatureRequest, QgsFields, QgsVectorLayer, QgsWkbTypes
from qgis.PyQt.QtCore import QMetaType

from ..engine.progress import Progress, part, quiet
from ..engine.provenance.agreement import GEOMETRY, Agreement, compared, unmatched
from .attributes import is_null, text_of
from .content import NUMBERS, content_of, milliseconds, own_fields


@dataclass(frozen=True)
class Comparison:
    """Of two layers. fields: those that both have; given, again: the features of each that have no equal in the other,
    as WKB and values in the order of the fields."""

    agreement: Agreement
    fields: QgsFields
    given: list[tuple[bytes | None, list]]
    again: list[tuple[bytes | None, list]]


def compared_layers(given: QgsVectorLayer, again: QgsVectorLayer, progress: Progress = quiet) -> Comparison:
    """The comparison of a layer with the one that was made again, by the fields that both have (see `Content` for what
    counts). To be called in the thread of both layers."""
    ours, theirs = ({each.fields()[i].name().casefold(): i for i in own_fields(each)} for each in (given, again))
    both = [name for name in ours if name in theirs]
    missing = tuple(given.fields()[i].name() for name, i in ours.items() if name not in theirs)
    added = tuple(again.fields()[i].name() for name, i in theirs.items() if name not in ours)
    one, other = (
        content_of(each, part(progress, start, start + 0.4), {each.fields()[known[name]].name() for name in both}).rows
        for each, known, start in ((given, ours, 0), (again, theirs, 0.4))
    )
    rows, others = unmatched(one, other)
    differs, left = (), max(len(rows), len(others))
    features = _features(given, ours, both, rows), _features(again, theirs, both, others)
    if len(rows) and len(others):
        tables = _table(given, ours, both, features[0]), _table(again, theirs, both, features[1])
        differs, left = compared(*_alike(*tables))
    progress(1.0)
    filled = _with_values(given, missing), _with_values(again, added)
    found = Agreement(len(one), len(other), len(rows), len(others), differs, left, *filled)
    fields = QgsFields()
    for name in both:
        fields.append(given.fields()[ours[name]])
    index = [ours[name] for name in both], [theirs[name] for name in both]
    return Comparison(found, fields, *(_rows(given, *pair) for pair in zip(features, index, strict=True)))


def _rows(given: QgsVectorLayer, features: list[QgsFeature], index: list[int]) -> list[tuple[bytes | None, list]]:
    """Features as WKB of the type of the given layer, and values."""
    found = []
    for feature in features:
        geometry = feature.geometry()
        if QgsWkbTypes.isMultiType(given.wkbType()):
            geometry.convertToMultiType()
        wkb = None if geometry.isNull() else bytes(geometry.asWkb())
        found.append((wkb, [feature[i] for i in index]))
    return found


def _with_values(layer: QgsVectorLayer, names: tuple[str, ...]) -> tuple[str, ...]:
    """The fields with a value in any feature: an empty field is as good as none."""
    return tuple(name for name in names if any(not is_null(value) for value in layer.uniqueValues(_index(layer, name))))


def _index(layer: QgsVectorLayer, name: str) -> int:
    return layer.fields().lookupField(name)


def _features(layer: QgsVectorLayer, known: dict[str, int], names: list[str], rows: np.ndarray) -> list[QgsFeature]:
    """Some features of a layer, by their position."""
    if not len(rows):
        return []
    request = QgsFeatureRequest().setSubsetOfAttributes([known[name] for name in names])
    wanted = set(rows.tolist())
    return [feature for position, feature in enumerate(layer.getFeatures(request)) if position in wanted]


def _table(
    layer: QgsVectorLayer, known: dict[str, int], names: list[str], features: list[QgsFeature]
) -> dict[str, np.ndarray]:
    """Features as columns for `compared`."""
    table = {
        layer.fields()[known[name]].name(): _column(layer.fields()[known[name]].type(), known[name], features)
        for name in names
    }
    if layer.isSpatial():
        table[GEOMETRY] = _objects([_wkb(feature) for feature in features])
    return table


def _column(kind: QMetaType.Type, index: int, features: list[QgsFeature]) -> np.ndarray:
    values = [feature[index] for feature in features]
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
    theirs = {name.casefold(): column for name, column in other.items()}
    for name, column in one.items():
        if column.dtype.kind != theirs[name.casefold()].dtype.kind and len(column):
            one[name], theirs[name.casefold()] = _texts(column), _texts(theirs[name.casefold()])
    return one, {name: theirs[name.casefold()] for name in one}


def _texts(column: np.ndarray) -> np.ndarray:
    return _objects([text_of(value) or None for value in column.tolist()])
