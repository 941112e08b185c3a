"""Vector layers to shapely geometries in a metric CRS, with what was wrong counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsFeature,
    QgsFeatureRequest,
    QgsFields,
    QgsGeometry,
    QgsProcessingFeatureSource,
    QgsProviderRegistry,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
    QgsWkbTypes,
)

from ..engine.errors import UserError
from ..engine.progress import Progress, quiet
from .crs import require_crs


@dataclass(frozen=True)
class Features:
    """n features with a usable geometry.

    geometry: (n,) shapely, valid, in the CRS asked for; fid: (n,); attributes: (n,) lists, in the order of `fields`.
    nulls, mended, lost, flat: how many had no geometry, were invalid and repaired, lie outside what the CRS can
    express, or are polygons without an area or lines without a length.
    """

    name: str
    geometry: np.ndarray
    fid: np.ndarray
    attributes: list[list]
    fields: QgsFields
    nulls: int
    mended: int
    lost: int
    flat: int

    def __len__(self) -> int:
        return len(self.geometry)

    def column(self, name: str) -> list:
        """The values of one field; a null is None."""
        index = self.fields.lookupField(name)
        if index < 0:
            known = ", ".join(field.name() for field in self.fields)
            raise UserError(f"{self.name} has no field {name}. It has: {known}.")
        return [None if is_null(row[index]) else row[index] for row in self.attributes]

    def numbers(self, name: str) -> np.ndarray:
        """(n,) the values of one field as floats, NaN where there is no number. Raises UserError for a field of
        text."""
        values = self.column(name)
        if not self.fields.field(name).isNumeric():
            raise UserError(f"The field {name} of {self.name} holds no numbers.")
        return np.array([float(v) if isinstance(v, (int, float)) else np.nan for v in values], float)

    def texts(self, name: str) -> list[str]:
        """The values of one field as text; empty for null."""
        return [text_of(value) for value in self.column(name)]

    @property
    def notes(self) -> list[str]:
        """What the analyst should know of the reading."""
        said = []
        if self.nulls:
            said.append(f"{self.name}: {self.nulls:,} features have no geometry and are left out.")
        if self.lost:
            said.append(f"{self.name}: {self.lost:,} features lie outside what the CRS can express and are left out.")
        if self.flat:
            said.append(f"{self.name}: {self.flat:,} features have no area or no length and are left out.")
        if self.mended:
            said.append(f"{self.name}: {self.mended:,} invalid geometries were repaired.")
        return said


@dataclass(frozen=True)
class LayerSource:
    """A layer as it stood when the algorithm was started, to be read from any thread."""

    name: str
    crs: QgsCoordinateReferenceSystem
    fields: QgsFields
    count: int
    source: QgsVectorLayerFeatureSource

    @classmethod
    def of(cls, layer: QgsVectorLayer) -> "LayerSource":
        return cls(
            layer_name(layer), layer.crs(), layer.fields(), layer.featureCount(), QgsVectorLayerFeatureSource(layer)
        )


def read_features(
    source: QgsProcessingFeatureSource | QgsVectorLayer | LayerSource,
    crs: QgsCoordinateReferenceSystem,
    transform_context: QgsCoordinateTransformContext,
    progress: Progress = quiet,
) -> Features:
    """All features of a source or layer, brought into `crs`. Curves become straight segments; Z and M are dropped."""
    if isinstance(source, QgsVectorLayer):
        source = LayerSource.of(source)
    if isinstance(source, LayerSource):
        name, source_crs, fields, count = source.name, source.crs, source.fields, source.count
        features = source.source.getFeatures(QgsFeatureRequest())
    else:
        name, source_crs, fields, count = (
            source.sourceName(),
            source.sourceCrs(),
            source.fields(),
            source.featureCount(),
        )
        features = source.getFeatures(QgsFeatureRequest(), Qgis.ProcessingFeatureSourceFlag.SkipGeometryValidityChecks)
    require_crs(source_crs, name)
    return _read(name, features, max(count, 1), fields, source_crs, crs, transform_context, progress)


def layer_name(layer: QgsVectorLayer) -> str:
    """What to call a layer: the table rather than the file, where QGIS has named it after its file."""
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    table = parts.get("layerName")
    return table if table and layer.name() == Path(parts.get("path", "")).stem else layer.name()


def _read(
    name: str,
    features: Iterable[QgsFeature],
    count: int,
    fields: QgsFields,
    source_crs,
    crs,
    transform_context,
    progress: Progress,
) -> Features:
    transform = QgsCoordinateTransform(source_crs, crs, transform_context)
    wkb, fid, attributes = [], [], []
    nulls = lost = 0
    for done, feature in enumerate(features, 1):
        if done % 1000 == 0:
            progress(min(done / count, 1.0))
        geometry = feature.geometry()
        if geometry.isNull() or geometry.isEmpty():
            nulls += 1
            continue
        if QgsWkbTypes.isCurvedType(geometry.wkbType()):
            geometry = QgsGeometry(geometry.constGet().segmentize())
        if not _transformed(geometry, transform):
            lost += 1
            continue
        wkb.append(geometry.asWkb().data())
        fid.append(feature.id())
        attributes.append(feature.attributes())
    shapes = shapely.force_2d(shapely.from_wkb(np.array(wkb, object))) if wkb else np.zeros(0, object)
    finite = np.isfinite(shapely.bounds(shapes)).all(axis=1) if len(shapes) else np.zeros(0, bool)
    lost += int((~finite).sum())
    shapes, kept = shapes[finite], np.flatnonzero(finite)
    broken = np.flatnonzero(~shapely.is_valid(shapes))
    dimension = shapely.get_dimensions(shapes)
    shapes[broken] = _mended(shapes[broken])
    whole = ~shapely.is_empty(shapes) & (shapely.get_dimensions(shapes) == dimension)
    flat = int((~whole).sum())
    broken = int(whole[broken].sum())
    shapes, kept = shapes[whole], kept[whole]
    return Features(
        name,
        shapes,
        np.array(fid, np.int64)[kept],
        [attributes[i] for i in kept],
        QgsFields(fields),
        nulls,
        broken,
        lost,
        flat,
    )


def _mended(shapes: np.ndarray) -> np.ndarray:
    """Invalid geometries made valid, without the lines and points that the repair of a polygon may leave."""
    dimension = shapely.get_dimensions(shapes)
    valid = shapely.make_valid(shapes)
    for i in np.flatnonzero(shapely.get_type_id(valid) == shapely.GeometryType.GEOMETRYCOLLECTION):
        parts = shapely.get_parts(valid[i])
        valid[i] = shapely.union_all(parts[shapely.get_dimensions(parts) == dimension[i]])
    return valid


def _transformed(geometry: QgsGeometry, transform: QgsCoordinateTransform) -> bool:
    try:
        return geometry.transform(transform) == Qgis.GeometryOperationResult.Success
    except QgsCsException:
        return False


def is_null(value) -> bool:
    """Whether an attribute is null, in any of the ways that PyQGIS says so."""
    return value is None or (hasattr(value, "isNull") and value.isNull())


def text_of(value) -> str:
    """An attribute as text; empty for null."""
    return "" if is_null(value) else str(value)
