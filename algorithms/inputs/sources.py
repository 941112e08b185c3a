"""The files and tables behind the input layers."""

import os
import re
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from qgis.core import (
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingUtils,
    QgsProperty,
    QgsProviderRegistry,
    QgsVectorLayer,
)

from ..outputs.destinations import Destination, tables_in
from ..value_types import LAYERS

ARCHIVE = re.compile(r"^/vsi(?:zip|gzip|tar|7z|rar)/(?:\{([^}]*)\}|(.*))", re.S)
PARTS = re.compile(r"<(?:SrcDataSource|SourceFilename|SourceDataset)[^>]*>([^<]+)<")

ONE_LAYER = (".geojson", ".json", ".fgb", ".shp", ".csv")
"""Files of one layer. Their tables are not asked for: GDAL reads a large GeoJSON for half a minute to tell."""


def sources_of(
    definitions: list[QgsProcessingParameterDefinition], parameters: dict, context: QgsProcessingContext
) -> list[Destination]:
    """The files and tables of all input layers, by the name of their parameter. Layers are not loaded for it."""
    found = []
    for definition in definitions:
        if not isinstance(definition, (*LAYERS, QgsProcessingParameterMultipleLayers)):
            continue
        value = parameters.get(definition.name())
        for item in value if isinstance(value, (list, tuple)) else [value]:
            found += _sources(definition.name(), item, context)
    return found


def _sources(name: str, value, context: QgsProcessingContext) -> list[Destination]:
    """What one layer is stored in, together with the layers that it is joined to or made of."""
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        value = value.source
    if isinstance(value, QgsProperty):
        value = value.valueAsString(context.expressionContext(), "")[0]
    layer = value if isinstance(value, QgsMapLayer) else None
    if isinstance(value, str) and value:
        layer = QgsProcessingUtils.mapLayerFromString(value, context, False)
    if isinstance(layer, QgsVectorLayer):
        others = [join.joinLayer() for join in layer.vectorJoins() if join.joinLayer() is not None]
        others += [used.layerId() for used in layer.dataProvider().dependencies()]  # of a virtual layer
        found = [source for each in others for source in _sources(name, each, context)]
        return found + _behind(name, layer.providerType(), layer.source())
    if layer is not None:
        return _behind(name, layer.providerType(), layer.source())
    if not isinstance(value, str) or not value:
        return []
    known, provider, uri = QgsProcessingUtils.decodeProviderKeyAndUri(value)
    return _behind(name, provider, uri) if known else _behind(name, "ogr", value)


def _behind(name: str, provider: str, uri: str) -> list[Destination]:
    """What a data source is stored in; nothing for layers in memory and virtual layers."""
    if provider in ("memory", "virtual"):
        return []
    parts = QgsProviderRegistry.instance().decodeUri(provider, uri)
    path, table = parts.get("path") or "", parts.get("layerName") or ""
    if not path and provider == "spatialite":
        path, table = parts.get("dbname") or "", parts.get("table") or ""
    if not path:
        return [Destination(name, uri=uri, provider=provider)]
    path = file_of(path)
    if provider == "ogr" and os.path.isdir(path) and not path.lower().endswith(".gdb"):
        return [Destination(name, path), *(Destination(name, file) for file in _files_in(path, table))]
    several = not path.lower().endswith(ONE_LAYER)
    if several and not table and provider in ("ogr", "spatialite") and os.path.isfile(path):
        tables = tables_in(path)
        table = tables[0] if len(tables) == 1 else ""
    return [Destination(name, path, table), *(Destination(name, used) for used in _used_by(path))]


def _files_in(folder: str, table: str) -> list[str]:
    """The files of a folder that is opened as one data set, such as one of shapefiles: those of a table, or all."""
    files = [entry.path for entry in os.scandir(folder) if entry.is_file()]
    return [path for path in files if not table or Path(path).stem.lower() == table.lower()]


def _used_by(path: str) -> list[str]:
    """The files that a virtual file of GDAL (VRT) is made of."""
    if not path.lower().endswith(".vrt") or not os.path.isfile(path):
        return []
    text = Path(path).read_text(encoding="utf-8", errors="replace")
    return [os.path.normpath(os.path.join(os.path.dirname(path), file_name)) for file_name in PARTS.findall(text)]


def file_of(path: str) -> str:
    """The file of a path that may be a URL or lie in an archive, absolute."""
    if path.startswith("file:"):
        path = url2pathname(urlsplit(path).path)
    archive = ARCHIVE.match(path)
    if archive:
        path = inside = archive[1] or archive[2]
        while inside and not os.path.isfile(inside):
            inside = "" if os.path.dirname(inside) == inside else os.path.dirname(inside)
        path = inside or path
    return os.path.abspath(path)
