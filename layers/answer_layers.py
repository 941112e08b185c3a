"""Filled forms: CSV files behind layers, read as they are, and layers of any kind."""

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
    QgsProviderRegistry,
    QgsVectorLayer,
)

from ..engine.consultation.answer_table import AnswerTable, table_of_file, table_of_rows
from ..engine.errors import UserError
from ..engine.language import tr
from ..engine.provenance.content import add_texts, new_digest
from .attributes import text_of
from .crs import require_crs
from .features import LayerSource, layer_name

TABLES = (".csv", ".txt", ".tsv")


@dataclass(frozen=True)
class AnswerLayer:
    """A layer of answers as it was when the algorithm was started. file: the text file behind it, empty where it has
    to be read as a layer; source: None with a file."""

    name: str
    file: str
    source: LayerSource | None

    @classmethod
    def of(cls, layer: QgsVectorLayer) -> "AnswerLayer":
        """To be called in the thread of the layer. A text file is read by ourselves: GDAL and QGIS guess its separator
        and its encoding, and both drop rows that they do not understand."""
        name, file = layer_name(layer), ""
        if layer.providerType() in ("ogr", "delimitedtext") and not layer.subsetString() and not layer.isModified():
            path = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source()).get("path") or ""
            file = path if path.lower().endswith(TABLES) and Path(path).is_file() else ""
        return cls(Path(file).name if file else name, file, None if file else LayerSource.of(layer))


@dataclass(frozen=True)
class ReadForm:
    """The rows of a form, and (n,) positions by geometry in the CRS asked for, None where a row has none. lost: (n,)
    whether it has one that could not be transformed. content: the hash of what was read."""

    table: AnswerTable
    points: np.ndarray
    lost: np.ndarray
    content: str


def read_form(
    layer: AnswerLayer, crs: QgsCoordinateReferenceSystem, transform_context: QgsCoordinateTransformContext
) -> ReadForm:
    """Raises UserError where it cannot be read, or is no form."""
    digest = new_digest()
    if layer.file:
        try:
            data = Path(layer.file).read_bytes()
        except OSError as error:
            raise UserError(
                tr("{name} cannot be read: {reason}.", name=layer.name, reason=error.strerror or str(error))
            ) from error
        digest.update(data)
        table = table_of_file(layer.name, data)
        nowhere = np.full(len(table.rows), None, object)
        return ReadForm(table, nowhere, np.zeros(len(table.rows), bool), digest.hexdigest())
    source, points, lost, rows = layer.source, [], [], []
    spatial = source.crs.isValid()
    transform = QgsCoordinateTransform(source.crs, crs, transform_context) if spatial else None
    for feature in source.source.getFeatures():
        geometry, point, failed = feature.geometry(), None, False
        if not geometry.isEmpty():
            require_crs(source.crs, source.name)
            single = geometry.type() == Qgis.GeometryType.Point and not geometry.isMultipart()
            middle = geometry if single else geometry.pointOnSurface()
            digest.update(middle.asWkb().data())
            try:
                failed = middle.isEmpty() or middle.transform(transform) != Qgis.GeometryOperationResult.Success
            except QgsCsException:
                failed = True
            at = None if failed else middle.asPoint()
            failed = failed or not np.isfinite(at.x() + at.y())
            point = None if failed else shapely.Point(at.x(), at.y())
        points.append(point)
        lost.append(failed)
        rows.append([text_of(value) for value in feature.attributes()])
    add_texts(digest, (value for row in rows for value in row))
    placed = [point is not None or gone for point, gone in zip(points, lost, strict=True)]
    table = table_of_rows(layer.name, source.fields.names(), rows, placed)
    # rows that are empty or explanations are left out: the others keep their order
    index = [row.row - 2 for row in table.rows]
    all_points = np.full(len(points), None, object)
    all_points[:] = points
    return ReadForm(table, all_points[index], np.array(lost, bool)[index], digest.hexdigest())
