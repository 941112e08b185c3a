"""Where the record of a run is stored in its outputs, and how it is read back.

GeoPackage: layer metadata of QGIS, in the metadata tables of the file. GeoJSON: a foreign member. GeoTIFF: a metadata
item. Layers in memory, and databases that keep layer metadata: layer metadata of QGIS. All other files: a JSON file
beside them, `<file name>.provenance.json`, and of databases in a file `<file name>.<table>.provenance.json`.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from osgeo import gdal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsDataSourceUri,
    QgsMapLayer,
    QgsProviderMetadata,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsVectorLayer,
)

from ..engine.language import tr
from ..engine.progress import Progress, quiet
from ..engine.provenance.record import DamagedRecord, as_json, from_json
from .content import content_of
from .features import layer_name
from .geojson_record import read_member, write_member
from .layer_metadata import metadata_with, record_in, record_in_qmd
from .pixels import pixels_of
from .staging import SEVERAL_TABLES, SIDECAR
from .vector_files import table_of

ITEM = "BLINDSPOT_PROVENANCE"
GEOPACKAGE, GEOJSON, GEOTIFF = (".gpkg",), (".geojson", ".json"), (".tif", ".tiff")


@dataclass(frozen=True)
class Stored:
    """What a layer carries. record: None where it carries none that can be read; problem: then a sentence that says
    why, empty where it carries none."""

    record: dict | None = None
    problem: str = ""


def store_in_file(
    path: str,
    table: str,
    record: dict,
    sentence: str,
    title: str,
    crs: QgsCoordinateReferenceSystem | None = None,
) -> str:
    """Stores a record in a complete file; returns why it could not, as the end of a sentence, or an empty text.

    table: of a database in a file; sentence, title: for the layer metadata of a GeoPackage.
    """
    suffix, text = Path(path).suffix.lower(), as_json(record)
    try:
        if suffix in GEOPACKAGE:
            registry = QgsProviderRegistry.instance()
            uri = registry.encodeUri("ogr", {"path": path, "layerName": table})
            return _saved("ogr", uri, metadata_with(text, sentence, title, crs))
        if suffix in GEOTIFF:
            return _store_item(path, text)
        if suffix in GEOJSON:
            write_member(path, text)
            return ""
        sidecar_of(path, table).write_text(text, encoding="utf-8")
    except (OSError, ValueError, RuntimeError) as error:
        return str(error).rstrip(".") or type(error).__name__
    return ""


def store_in_layer(layer: QgsMapLayer, record: dict, sentence: str, title: str) -> None:
    """Stores a record in the metadata of a layer, such as one in memory. To be called in the thread of the layer."""
    layer.setMetadata(metadata_with(as_json(record), sentence, title, layer.crs()))


def store_in_database(
    provider: str, uri: str, record: dict, sentence: str, title: str, crs: QgsCoordinateReferenceSystem | None = None
) -> str:
    """Stores a record with a table on a database server; returns why it could not, or an empty text."""
    about = QgsProviderRegistry.instance().providerMetadata(provider)
    can = about is not None and about.providerCapabilities() & QgsProviderMetadata.ProviderCapability.SaveLayerMetadata
    if not can:
        return tr("its format has no place for it")
    refused = _saved(provider, uri, metadata_with(as_json(record), sentence, title, crs))
    return tr("its database did not take it") if refused else ""  # what the database says may hold credentials


def stored(layer: QgsMapLayer) -> Stored:
    """The record that a layer carries: in its file, beside it, or in its metadata, also after it was saved by hand with
    its metadata. To be called in the thread of the layer."""
    text = _text_behind(layer) or record_in(layer.metadata().history())
    if not text:
        return Stored()
    try:
        return Stored(from_json(text))
    except DamagedRecord as error:
        problem = tr(
            "{layer}: the record of the run that made it cannot be used: {error}.", layer=layer_name(layer), error=error
        )
        return Stored(problem=tr("{problem} It is treated as a layer without one.", problem=problem))


def edited(layer: QgsMapLayer, record: dict, progress: Progress = quiet) -> str:
    """How a layer differs from what its record says was written, in a sentence; empty where it does not, or where the
    record does not say. To be called in the thread of the layer."""
    output = record.get("output")
    if not isinstance(output, dict):
        return ""
    if isinstance(layer, QgsRasterLayer):
        pixels = output.get("pixels")
        now = pixels_of(layer.source().partition("|")[0], progress) if pixels else ""
        return (
            tr("{layer} was edited after it was made: some pixels differ.", layer=layer.name())
            if now and now != pixels
            else ""
        )
    written, digest = output.get("features"), output.get("content")
    name, count = layer_name(layer), layer.featureCount()
    if isinstance(written, int) and 0 <= count != written:
        here = tr(
            "{name} has {count:,} of the {written:,} features that it was made with",
            name=name,
            count=count,
            written=written,
        )
        if count > written:
            here = tr(
                "{name} has {count:,} features, but was made with {written:,}", name=name, count=count, written=written
            )
        why = tr("it has a filter") if layer.subsetString() else tr("it was edited after it was made")
        return tr("{said}: {why}.", said=here, why=why)
    if not digest:
        return ""
    content = content_of(layer, progress)
    if content.digest == digest:
        return ""
    return tr(
        "{name} was edited after it was made, or saved in another format or CRS: some values or geometries differ.",
        name=name,
    )


def sidecar_of(path: str, table: str) -> Path:
    """The JSON file beside a file. table: of a database with several tables; of no meaning for other files."""
    if Path(path).suffix.lower() in SEVERAL_TABLES:
        name = re.sub(r"[^\w.-]", "_", table)
        return Path(f"{path}.{name}{SIDECAR}")
    return Path(path + SIDECAR)


def first_table(path: str) -> str:
    """The first table of a database in a file; empty for other files, which have one layer."""
    return table_of(path) if Path(path).suffix.lower() in (*GEOPACKAGE, *SEVERAL_TABLES) else ""


def _saved(provider: str, uri: str, metadata) -> str:
    try:
        saved, why = QgsProviderRegistry.instance().saveLayerMetadata(provider, uri, metadata)
    except Exception as error:  # QGIS raises classes of its own
        return str(error).rstrip(".") or type(error).__name__
    return "" if saved else str(why).rstrip(".") or tr("QGIS could not write it")


def _store_item(path: str, text: str) -> str:
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    gdal.ErrorReset()
    try:
        dataset = gdal.OpenEx(path, gdal.OF_RASTER | gdal.OF_UPDATE)
        if dataset is None:
            return gdal.GetLastErrorMsg() or tr("it could not be opened")
        dataset.SetMetadataItem(ITEM, text)
        dataset = None  # closes the file, which writes the rest of it
        return gdal.GetLastErrorMsg() if gdal.GetLastErrorType() >= gdal.CE_Failure else ""
    finally:
        gdal.PopErrorHandler()


def _text_behind(layer: QgsMapLayer) -> str:
    """The text of the record in or beside the file of a layer; empty where there is none. What a project or the layer
    remembers may be older than the file."""
    provider = layer.providerType()
    if provider not in ("ogr", "gdal", "delimitedtext", "spatialite"):
        return ""
    parts = QgsProviderRegistry.instance().decodeUri(provider, layer.source())
    if provider == "spatialite":
        uri = QgsDataSourceUri(layer.source())
        parts = {"path": uri.database(), "layerName": uri.table()}
    path = str(parts.get("path") or "")
    if not path:
        return ""
    found = _text_in_file(layer, provider, path)
    if found or parts.get("vsiPrefix") or path.startswith("/vsi"):
        return found
    sidecar = sidecar_of(path, str(parts.get("layerName") or "") or first_table(path))
    if os.path.isfile(sidecar):  # raises no error for what is no path, such as GeoJSON text
        return _read_text(sidecar)
    return record_in_qmd(Path(path).with_suffix(".qmd"))


def _text_in_file(layer: QgsMapLayer, provider: str, path: str) -> str:
    suffix = Path(path).suffix.lower()
    if provider == "gdal":
        return _item_of(layer)
    if suffix in GEOPACKAGE and provider == "ogr":
        options = QgsVectorLayer.LayerOptions(False, False)
        fresh = QgsVectorLayer(layer.source(), "", "ogr", options)  # `layer` keeps what it had when it was opened
        return record_in(fresh.metadata().history())
    if suffix in GEOJSON and os.path.isfile(path):
        try:
            return read_member(path)
        except OSError:
            return ""
    return ""


def _item_of(layer: QgsMapLayer) -> str:
    """The metadata item of a raster file."""
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        dataset = gdal.OpenEx(layer.source().partition("|")[0], gdal.OF_RASTER | gdal.OF_READONLY)
        return (dataset.GetMetadataItem(ITEM) or "") if dataset is not None else ""
    except RuntimeError:  # raised only if GDAL's exceptions have been enabled
        return ""
    finally:
        gdal.PopErrorHandler()


def _read_text(path: Path) -> str:
    """The text of a sidecar; something that is no record where it is empty or cannot be read."""
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip() or "{"
    except OSError:
        return "{"
