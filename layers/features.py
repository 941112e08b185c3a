"""Reads vector layers as GeoDataFrames in a metric CRS, and counts invalid features."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
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
    QgsMapLayer,
    QgsProcessingFeatureSource,
    QgsProviderRegistry,
    QgsRectangle,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
    QgsWkbTypes,
)

from ..engine.errors import UserError
from ..engine.geometry import Usable, footprint, is_finite, usable_of
from ..engine.language import tr
from ..engine.places.names import name_field
from ..engine.progress import Progress, part, quiet, watched
from ..engine.provenance.content import add_texts, new_digest
from ..engine.tables import geometries_of, geopandas, typed_columns
from ..engine.text import counted
from .attributes import is_null, text_of
from .crs import pyproj_crs, require_crs
from .kinds import SIMPLE, SURFACES, simple
from .source_reference import public_name

AT_ONCE = 10_000
"""Geometries that are checked between two looks at whether the user has cancelled."""
ROUND_THE_EDGES = 0.01
"""Share of its size by which a transformed box is enlarged: the edges of a box become curves."""
Bounds = tuple[float, float, float, float]
"""x, y, x, y: the least, then the greatest."""
READ, HASHED = 0.65, 0.75
"""Shares of the time after which all features are read, and their values hashed; then their geometries are checked."""


@dataclass(frozen=True)
class Features:
    """n features with a usable geometry, as a table.

    table: (n,) rows in the requested CRS; geometries are valid and two-dimensional. The index is the feature id. The
    other columns are the fields of the layer in their order, as objects: the unchanged values from QGIS, so that they
    can be written again without loss (nulls, dates, lists, 64-bit integers). `numbers` and `texts` return plain values.
    fields: of the layer, with their exact types.
    nulls, mended, lost, flat: how many features have no geometry, were invalid and repaired, lie outside the valid
    area of the CRS, or are polygons without an area or lines without a length.
    content, read: the hash of what was read (before it was transformed or repaired), and how many features that was.
    partial, unfit: how many are collections from which points or lines were left out, or of another kind than wanted.
    """

    name: str
    table: geopandas.GeoDataFrame
    fields: QgsFields
    nulls: int
    mended: int
    lost: int
    flat: int
    partial: int = 0
    unfit: int = 0
    content: str = ""
    read: int = 0

    def __len__(self) -> int:
        return len(self.table)

    @property
    def geometry(self) -> np.ndarray:
        """(n,) shapely geometries."""
        return geometries_of(self.table)

    @property
    def fid(self) -> np.ndarray:
        """(n,) feature ids."""
        return self.table.index.to_numpy()

    def has(self, name: str) -> bool:
        """Whether there is such a field. Upper and lower case are ignored where there is no exact match."""
        return self.fields.lookupField(name) >= 0

    def own_columns(self, start: int = 0, end: int | None = None) -> list[list]:
        """The values of every field for the features start:end, unchanged, for writing them again."""
        return [self.table[field.name()].iloc[start:end].tolist() for field in self.fields]

    def column(self, name: str) -> list:
        """The values of one field; a null is None. Raises UserError where there is no such field."""
        index = self.fields.lookupField(name)
        if index < 0:
            known = ", ".join(field.name() for field in self.fields)
            raise UserError(
                tr("{name} has no field {field}. It has: {known}.", name=self.name, field=name, known=known)
            )
        return [None if is_null(value) else value for value in self.table[self.fields[index].name()].tolist()]

    def numbers(self, name: str) -> np.ndarray:
        """(n,) the values of one field as floats, NaN where there is no number. Raises UserError for a field of
        text."""
        values = self.column(name)
        if not self.fields[self.fields.lookupField(name)].isNumeric():
            raise UserError(tr("The field {field} of {layer} holds no numbers.", field=name, layer=self.name))
        return np.array([float(v) if isinstance(v, (int, float)) else np.nan for v in values], float)

    def texts(self, name: str) -> list[str]:
        """The values of one field as text; empty for null."""
        return [text_of(value) for value in self.column(name)]

    @property
    def name_field(self) -> str | None:
        """The field that holds the names of the features; None where there is none."""
        return name_field([field.name() for field in self.fields])

    @property
    def names(self) -> list[str] | None:
        """The names of the features, empty for null; None where there is no field of names."""
        field = self.name_field
        return None if field is None else self.texts(field)

    def ids(self, name: str) -> list[str]:
        """The values of a field as text where the layer has it; otherwise the feature ids."""
        return self.texts(name) if self.has(name) else [str(fid) for fid in self.fid]

    def with_columns(self, **columns: Sequence) -> geopandas.GeoDataFrame:
        """The geometries with only these columns, (n,) plain values each, by name, as the engine expects them."""
        return typed_columns(self.table, **columns)

    def of_one_dimension(self) -> "Features":
        """The features of the most frequent dimension (points, lines or polygons), for outputs, which hold only one.
        The others are counted as unfit."""
        dimensions = shapely.get_dimensions(self.geometry)
        kept = dimensions == np.bincount(dimensions).argmax() if len(self) else np.ones(0, bool)
        return self if kept.all() else replace(self, table=self.table[kept], unfit=self.unfit + int((~kept).sum()))

    @property
    def notes(self) -> list[str]:
        """Sentences for the log on features that were left out or repaired."""
        notes = [
            tr("{name}: {text}", name=self.name, text=text)
            for count, text in (
                (
                    self.nulls,
                    counted(
                        self.nulls,
                        "feature has no geometry and is left out.",
                        "features have no geometry and are left out.",
                    ),
                ),
                (
                    self.lost,
                    counted(
                        self.lost,
                        "feature lies outside the valid area of the CRS or nowhere on Earth and is left out.",
                        "features lie outside the valid area of the CRS or nowhere on Earth and are left out.",
                    ),
                ),
                (
                    self.flat,
                    counted(
                        self.flat,
                        "feature has no area or no length and is left out.",
                        "features have no area or no length and are left out.",
                    ),
                ),
                (
                    self.unfit,
                    counted(
                        self.unfit,
                        "feature is of another geometry type than the others and is left out.",
                        "features are of another geometry type than the others and are left out.",
                    ),
                ),
            )
            if count
        ]
        if self.partial:
            collections = counted(self.partial, "collection")
            notes.append(
                tr(
                    "{name}: of {collections} of several geometry types only one type is used.",
                    name=self.name,
                    collections=collections,
                )
            )
        if self.mended:
            repaired = counted(self.mended, "invalid geometry was", "invalid geometries were")
            notes.append(tr("{name}: {repaired} repaired.", name=self.name, repaired=repaired))
        return notes


@dataclass(frozen=True)
class LayerSource:
    """A layer as it was when the algorithm was started. It can be read from any thread."""

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
    dimensions: Sequence[int] | None = (0, 1, 2),
    only: Sequence[str] | None = None,
    within: Bounds | None = None,
) -> Features:
    """All usable features of a source or layer, transformed to `crs`. Curves are segmentized; triangles and surfaces
    become the polygons that they cover in plan; Z and M are dropped. dimensions: which are wanted, see
    `usable_of`. only: the fields to read, as far as there are such; None for all. within: the area, in `crs`, outside
    of which features are not needed; they are not read, as far as that can be told. Raises UserError where it has no
    CRS."""
    if isinstance(source, QgsVectorLayer):
        source = LayerSource.of(source)
    if isinstance(source, LayerSource):
        name, source_crs, fields, count = source.name, source.crs, source.fields, source.count
    else:
        name, source_crs, fields, count = (
            public_name(source.sourceName()),
            source.sourceCrs(),
            source.fields(),
            source.featureCount(),
        )
    require_crs(source_crs, name)
    request, index = QgsFeatureRequest(), None
    if only is not None:
        index = [found for found in map(fields.lookupField, only) if found >= 0]
        request.setSubsetOfAttributes(index)
    if within is not None:
        request.setFilterRect(_box(within, crs, source_crs, transform_context))
    if isinstance(source, LayerSource):
        features = source.source.getFeatures(request)
    else:
        features = source.getFeatures(request, Qgis.ProcessingFeatureSourceFlag.SkipGeometryValidityChecks)
    return _read(name, features, max(count, 1), fields, index, source_crs, crs, transform_context, progress, dimensions)


def _box(bounds: Bounds, crs, source_crs, transform_context) -> QgsRectangle:
    """The bounds, in `crs`, as a box in the CRS of a source; empty, which holds everything, where they have none."""
    try:
        box = QgsCoordinateTransform(crs, source_crs, transform_context).transformBoundingBox(QgsRectangle(*bounds))
    except QgsCsException:
        return QgsRectangle()
    box.grow(ROUND_THE_EDGES * max(box.width(), box.height()))
    return box if box.isFinite() else QgsRectangle()


def layer_name(layer: QgsMapLayer) -> str:
    """The name of a layer for messages and files: its table name where QGIS has named it after its file, else its own
    name, without the credentials of an address."""
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    table = parts.get("layerName")
    return public_name(table if table and layer.name() == Path(parts.get("path", "")).stem else layer.name())


def _read(
    name: str,
    features: Iterable[QgsFeature],
    count: int,
    fields: QgsFields,
    index: list[int] | None,
    source_crs,
    crs,
    transform_context,
    progress: Progress,
    dimensions: Sequence[int] | None,
) -> Features:
    if index is not None:
        every, fields = fields, QgsFields()
        for i in index:
            fields.append(every[i])
    transform = QgsCoordinateTransform(source_crs, crs, transform_context)
    wkb, fid, values, surfaces = [], [], [], []
    nulls = lost = done = 0
    digest, in_place = new_digest(), transform.isShortCircuited()
    for done, feature in enumerate(features, 1):
        if done % 1000 == 0:
            progress(READ * min(done / count, 1.0))
        geometry = feature.geometry()
        if geometry.isNull() or geometry.isEmpty():
            nulls += 1
            continue
        kind = QgsWkbTypes.flatType(geometry.wkbType())
        if kind not in SIMPLE:
            geometry = simple(geometry)
        shape = geometry.asWkb().data()
        digest.update(shape)
        if not in_place:
            if not _transformed(geometry, transform):
                lost += 1
                continue
            shape = geometry.asWkb().data()
        if kind in SURFACES:
            surfaces.append(len(wkb))
        wkb.append(shape)
        fid.append(feature.id())
        row = feature.attributes()
        values += row if index is None else [row[i] for i in index]  # flat: lists slow down the garbage collector
    add_texts(digest, watched(values, len(values), part(progress, READ, HASHED)), text_of)
    found = _usable(wkb, surfaces, dimensions, part(progress, HASHED, 1.0))
    kept = found.kept
    # fromiter, because array() would treat values that are lists as further dimensions
    rows = np.fromiter(values, object, len(values)).reshape(len(fid), fields.count())
    if len(kept) < len(fid):
        rows = rows[kept]
    table = _table(found.geometry, np.array(fid, np.int64)[kept], rows, fields, crs)
    lost += found.lost
    counts = nulls, found.mended, lost, found.flat, found.partial, found.unfit
    return Features(name, table, QgsFields(fields), *counts, digest.hexdigest(), done)


def _usable(wkb: list[bytes], surfaces: list[int], dimensions: Sequence[int] | None, progress: Progress) -> Usable:
    """What can be used of geometries, as `usable_of`. surfaces: as for `_shapes`."""
    made, found = np.asarray(surfaces, np.int64), []
    for start in range(0, len(wkb), AT_ONCE):
        progress(start / len(wkb))
        some = wkb[start : start + AT_ONCE]
        here = made[(made >= start) & (made < start + AT_ONCE)] - start
        shapes, readable = _shapes(some, here.tolist())
        usable = usable_of(shapes[readable], dimensions)
        lost = usable.lost + len(shapes) - len(readable)
        found.append(replace(usable, kept=start + readable[usable.kept], lost=lost))
    progress(1.0)
    return Usable.joined(found)


def _shapes(wkb: list[bytes], surfaces: list[int]) -> tuple[np.ndarray, np.ndarray]:
    """Shapely geometries, and the indices of those that GEOS can hold (NaN in a ring is beyond it). surfaces: indices
    of those that are made of faces in space."""
    shapes = shapely.from_wkb(np.array(wkb, object), on_invalid="ignore")
    for i in np.flatnonzero(shapely.is_missing(shapes)):  # a ring that is not closed, or of too few vertices
        geometry = QgsGeometry()
        geometry.fromWkb(wkb[i])
        if all(np.isfinite((vertex.x(), vertex.y())).all() for vertex in geometry.vertices()):
            shapes[i] = shapely.from_wkb(geometry.makeValid().asWkb().data(), on_invalid="ignore")
    for i in surfaces:
        if shapes[i] is not None and is_finite(shapes[i : i + 1])[0]:
            shapes[i] = footprint(shapely.get_parts(shapes[i]))
    return shapes, np.flatnonzero(~shapely.is_missing(shapes))


def _table(shapes: np.ndarray, fid: np.ndarray, rows: np.ndarray, fields: QgsFields, crs):
    """A GeoDataFrame with columns of objects, which pandas does not convert. The geometry column is `geometry`; where
    a field has that name, it is `geometry_2` and so on."""
    names = [field.name() for field in fields]
    table = pd.DataFrame(rows, index=fid, columns=names, dtype=object)
    geometry, number = "geometry", 2
    while geometry in names:
        geometry, number = f"geometry_{number}", number + 1
    table[geometry] = geopandas.array.GeometryArray(shapes, crs=pyproj_crs(crs))
    return geopandas.GeoDataFrame(table, geometry=geometry)


def _transformed(geometry: QgsGeometry, transform: QgsCoordinateTransform) -> bool:
    try:
        return geometry.transform(transform) == Qgis.GeometryOperationResult.Success
    except QgsCsException:
        return False
