"""The files and tables behind the input layers."""

import os
import re
from urllib.parse import unquote, urlsplit

from qgis.core import (
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingUtils,
    QgsProperty,
    QgsProviderRegistry,
)

from ..outputs.destinations import Destination, tables_in
from ..value_types import LAYERS

ARCHIVE = re.compile(r"^/vsi(?:zip|gzip|tar|7z|rar)/+(?:\{([^}]*)\}|(.*))", re.S)


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
            source = _source(definition.name(), item, context)
            if source is not None:
                found.append(source)
    return found


def _source(name: str, value, context: QgsProcessingContext) -> Destination | None:
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        value = value.source
    if isinstance(value, QgsProperty):
        value = value.valueAsString(context.expressionContext(), "")[0]
    layer = value if isinstance(value, QgsMapLayer) else None
    if isinstance(value, str) and value:
        layer = QgsProcessingUtils.mapLayerFromString(value, context, False)
    if layer is not None:
        return _behind(name, layer.providerType(), layer.source())
    if not isinstance(value, str) or not value:
        return None
    known, provider, uri = QgsProcessingUtils.decodeProviderKeyAndUri(value)
    return _behind(name, provider, uri) if known else _behind(name, "ogr", value)


def _behind(name: str, provider: str, uri: str) -> Destination | None:
    """What a data source is stored in; None where it is in memory."""
    if provider == "memory":
        return None
    parts = QgsProviderRegistry.instance().decodeUri(provider, uri)
    path, table = parts.get("path") or "", parts.get("layerName") or ""
    if not path and provider == "spatialite":
        path, table = parts.get("dbname") or "", parts.get("table") or ""
    if not path:
        return Destination(name, uri=uri, provider=provider)
    path = file_of(path)
    if not table and provider in ("ogr", "spatialite") and os.path.isfile(path):
        tables = tables_in(path)
        table = tables[0] if len(tables) == 1 else ""
    return Destination(name, path, table)


def file_of(path: str) -> str:
    """The file of a path that may be a URL or lie in an archive, absolute."""
    if path.startswith("file:"):
        path = unquote(urlsplit(path).path)
    archive = ARCHIVE.match(path)
    if archive:
        path = archive[1] or archive[2]
        while path and not os.path.isfile(path) and os.path.dirname(path) != path:
            path = os.path.dirname(path)
    return os.path.abspath(path)
