"""The sources of an archive: layers and files of fixes, read in parts, so that the memory does not depend on their
size."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingUtils,
    QgsProviderRegistry,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..engine.archive.table_files import TableFile
from ..engine.errors import UserError
from ..engine.language import tr
from ..engine.progress import Progress, part
from .arrow import LayerFile
from .crs import WGS84, transform_xy
from .features import layer_name
from .first_rows import first_rows
from .fix_columns import FixFields
from .fix_times import NUMBERS
from .fixes import FixOrigin, ReadFixes, read_fixes
from .table_fixes import table_columns, table_fixes
from .time_field import time_field

TABLES = (".csv", ".txt", ".tsv")
PARQUET = (".parquet", ".geoparquet", ".pq")
ENDINGS = (".csv", ".gpkg", ".shp", ".fgb", ".geojson", ".gpx", *PARQUET)
"""Files of a folder that are read."""
MOST_ROWS = 5_000_000
"""Features that are read at once; of a file with more, AT_ONCE."""
AT_ONCE = 2_500_000
GPX_LAYERS = ("track_points", "waypoints")


@dataclass(frozen=True)
class LayerFixes:
    """A layer of points, or of tracks with times in M.

    name: for messages; file: the file behind the layer, if it can be read directly; fields: as wanted, with the time
    field found; uri: of the layer in its file or database, empty where it must not be opened again; rows: how many
    there are. unit: of all rows, where the layer has no field of units; layer: what the source reads, and must not
    outlive.
    """

    name: str
    layer: QgsVectorLayer
    source: QgsProcessingFeatureSource
    file: LayerFile | None
    fields: FixFields
    uri: str
    rows: int
    notes: tuple[str, ...] = ()
    unit: str = ""

    @classmethod
    def of(
        cls, layer: QgsVectorLayer, fields: FixFields, context: QgsProcessingContext, unit: str = ""
    ) -> "LayerFixes":
        """To be called in the thread of the layer. unit: of all fixes, where the layer lacks the field of units. Raises
        UserError where the time field is not certain."""
        source, file = QgsProcessingUtils.variantToSource(layer, context), LayerFile.of(layer, False)
        known, notes = layer.fields(), []
        numbers = {}
        for name in ("accuracy", "range", "detection_time"):  # only of the layers that have them
            index = known.lookupField(getattr(fields, name))
            numbers[name] = getattr(fields, name) if index >= 0 and known[index].type() in NUMBERS else ""
        fields = replace(fields, **numbers)
        if unit and known.lookupField(fields.unit) < 0:
            fields = replace(fields, unit="")
        else:
            unit = ""
        is_line = layer.geometryType() == Qgis.GeometryType.Line
        if not fields.time and not is_line:
            found = time_field(source, layer, context.transformContext(), fields.date)
            fields = replace(fields, time=found.name)
            taken = tr("TIME_FIELD is empty: {name} is taken, {reason}.", name=found.name, reason=found.reason)
            notes.append(f"{taken} {found.doubt}".rstrip())
        again = (file is not None and layer.providerType() == "ogr") or layer.providerType() == "postgres"
        uri = layer.source() if again and not is_line else ""
        return cls(
            layer_name(layer), layer, source, file, fields, uri, max(layer.featureCount(), 1), tuple(notes), unit
        )

    def position(self, transform_context: QgsCoordinateTransformContext) -> tuple[np.ndarray, np.ndarray]:
        """Longitude and latitude of the first fixes, (n,) degrees; none where the layer has no CRS."""
        rows = first_rows(self.source, transform_context)
        return rows.lon, rows.lat

    def parts(
        self,
        timezone: str,
        crs: QgsCoordinateReferenceSystem | None,
        context: QgsProcessingContext,
        progress: Progress,
    ) -> Iterator[ReadFixes]:
        """The fixes, in one or several parts. crs: the metric CRS; None: the first part chooses one, and the others are
        in it. Raises UserError where the layer cannot be read."""
        names = replace(self.fields, timezone=timezone)
        transform_context = context.transformContext()
        if self.rows <= MOST_ROWS or not self.uri:
            yield self._named(read_fixes(self.source, self.file, names, crs, transform_context, progress))
            return
        layer = QgsVectorLayer(self.uri, self.name, self.layer.providerType())
        layer.setCrs(self.source.sourceCrs())
        own, (column, first, last) = layer.subsetString(), _feature_ids(layer)
        for start in range(first, last + 1, AT_ONCE):
            here = part(
                progress, (start - first) / (last + 1 - first), min((start + AT_ONCE - first) / (last + 1 - first), 1)
            )
            within = f"{column} >= {start} AND {column} < {start + AT_ONCE}"
            if not layer.setSubsetString(f"({own}) AND {within}" if own else within):
                raise UserError(tr("{name} has too many features, and cannot be read in parts.", name=self.name))
            if not layer.featureCount():
                continue
            source = QgsProcessingUtils.variantToSource(layer, context)
            read = read_fixes(source, LayerFile.of(layer, False), names, crs, transform_context, here)
            crs = read.crs
            yield self._named(read)

    def _named(self, read: ReadFixes) -> ReadFixes:
        if not self.unit:
            return read
        return replace(read, fixes=replace(read.fixes, unit_names=(self.unit,)))


def _feature_ids(layer: QgsVectorLayer) -> tuple[str, int, int]:
    """The name of the feature id in a filter, and the least and the greatest id."""
    keys = layer.primaryKeyAttributes()
    if keys:
        name = layer.fields()[keys[0]].name().replace('"', '""')
        return f'"{name}"', int(layer.minimumValue(keys[0])), int(layer.maximumValue(keys[0]))
    return "FID", 0, layer.featureCount()


@dataclass(frozen=True)
class TableFixes:
    """A CSV file without geometries, or a Parquet file. x, y: the columns of the position; crs: of these."""

    table: TableFile
    fields: FixFields
    x: str
    y: str
    crs: QgsCoordinateReferenceSystem
    notes: tuple[str, ...] = ()

    @classmethod
    def of(cls, path: str, fields: FixFields, x: str, y: str, crs: QgsCoordinateReferenceSystem) -> "TableFixes":
        """crs: of x and y; the geometries of a GeoParquet file have their own. Raises UserError where a column is
        missing."""
        table, notes = TableFile(path), []
        if table.crs is not None:
            x = y = ""
            crs = crs_of(table.crs)
        elif not x and crs.isGeographic():
            x, y = table.degree_columns()
            if x:
                notes.append(tr("X_FIELD and Y_FIELD are empty: {x} and {y} are taken.", x=x, y=y))
        if not fields.time:
            fields = replace(fields, time=table.time_column())
            if not fields.time:
                raise UserError(tr("TIME_FIELD is empty. Choose the column with the time of each fix."))
            notes.append(tr("TIME_FIELD is empty: {name} is taken, the only one of its type.", name=fields.time))
        table.check(table_columns(fields, x, y))
        if not crs.isValid():
            raise UserError(tr("The CRS of its positions is not known: set SOURCE_CRS."))
        return cls(table, fields, x, y, crs, tuple(notes))

    @property
    def name(self) -> str:
        return self.table.name

    @property
    def rows(self) -> int:
        return self.table.rows

    def position(self, transform_context: QgsCoordinateTransformContext) -> tuple[np.ndarray, np.ndarray]:
        """Longitude and latitude of the first fixes, (n,) degrees."""
        rows = next(self.table.chunks(table_columns(self.fields, self.x, self.y)), None)
        if rows is None:
            return np.zeros(0), np.zeros(0)
        few = np.flatnonzero(np.isfinite(rows.x) & np.isfinite(rows.y) & ((rows.x != 0) | (rows.y != 0)))[:1000]
        wgs84 = QgsCoordinateReferenceSystem(WGS84)
        return transform_xy(rows.x[few], rows.y[few], self.crs, wgs84, transform_context)

    def parts(
        self,
        timezone: str,
        crs: QgsCoordinateReferenceSystem | None,
        context: QgsProcessingContext,
        progress: Progress,
    ) -> Iterator[ReadFixes]:
        """As of LayerFixes."""
        names = replace(self.fields, timezone=timezone)
        done = 0
        for rows in self.table.chunks(table_columns(self.fields, self.x, self.y)):
            share = min(done / self.rows, 1.0)
            done += len(rows)
            here = part(progress, share, max(min(done / self.rows, 1.0), share))
            origin = FixOrigin(self.name, self.crs, crs, context.transformContext())
            read = table_fixes(rows, names, origin, here)
            crs = read.crs
            yield read
        if not done:
            raise UserError(tr("It has no rows."))


def crs_of(text: str) -> QgsCoordinateReferenceSystem:
    """A CRS from its authority code or WKT; not valid for an empty text."""
    if re.fullmatch(r"[\w.]+:\w+", text):
        return QgsCoordinateReferenceSystem(text)
    return QgsCoordinateReferenceSystem.fromWkt(text) if text else QgsCoordinateReferenceSystem()


def files_in(folder: str) -> list[str]:
    """The files of fixes in a folder, sorted by name: of all formats that can be read; of an archive its days. Side
    files, hidden files and other folders are left out."""
    found = [path for path in Path(folder).iterdir() if path.suffix.lower() in ENDINGS and path.is_file()]
    found += Path(folder).glob("date=*/fixes.parquet")
    return sorted(str(path) for path in found if not path.name.startswith("."))


def is_table(path: str) -> bool:
    """Whether a file is read through pyarrow."""
    return Path(path).suffix.lower() in (*TABLES, *PARQUET)


def table_behind(layer: QgsVectorLayer) -> str:
    """The path of the CSV file that a layer without geometries shows; empty where it shows none, or only a part."""
    if layer.wkbType() != Qgis.WkbType.NoGeometry or layer.providerType() not in ("ogr", "delimitedtext"):
        return ""
    path = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source()).get("path") or ""
    return path if path.lower().endswith(TABLES) and Path(path).is_file() and not layer.subsetString() else ""


def layers_in(path: str, time: str) -> list[QgsVectorLayer]:
    """The layers of fixes in a file: those with the time field, of a GPX file its track points, else its first one.
    Raises UserError where the file cannot be opened."""
    endings = [f"|layername={name}" for name in GPX_LAYERS] if path.lower().endswith(".gpx") else []
    if not endings:
        tables = QgsProviderRegistry.instance().querySublayers(path)
        endings = [f"|layername={table.name()}" for table in tables if table.wkbType() != Qgis.WkbType.NoGeometry]
    stem, found = Path(path).name, []
    for ending in endings if len(endings) > 1 else [""]:
        name = f"{stem} ({ending.partition('=')[2]})" if ending else stem
        layer = QgsVectorLayer(path + ending, name, "ogr")
        is_line = QgsWkbTypes.hasM(layer.wkbType()) and layer.geometryType() == Qgis.GeometryType.Line
        if layer.isValid() and (layer.featureCount() or not ending):
            found.append((layer, is_line or not time or layer.fields().lookupField(time) >= 0))
    if not found:
        raise UserError(tr("It is no layer that QGIS can open."))
    fitting = [layer for layer, fits in found if fits] or [found[0][0]]
    return fitting[:1] if path.lower().endswith(".gpx") else fitting
