"""What a layer is stored in, as a reference that can be written down and found again: without credentials, and with a
path that is still right when the files are moved together."""

import os
import re
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from qgis.core import QgsDataSourceUri, QgsMapLayer, QgsProviderRegistry
from qgis.PyQt.QtCore import QUrl

from ..engine.language import tr

FILES = ("ogr", "gdal", "spatialite", "delimitedtext", "gpx")
"""Providers of files. All other sources are servers, or have no file."""
KEPT = ("layerName", "layerId", "subset", "openOptions", "vsiPrefix", "vsiSuffix", "geometryType", "column")
"""Parts of the address of a layer in a file that are kept, apart from the path."""
ARCHIVES = ("/vsizip/", "/vsigzip/", "/vsitar/", "/vsi7z/", "/vsirar/")
URL = re.compile(r"^[a-z][a-z0-9+.-]+://", re.I)
UNIQUE = re.compile(r"[0-9a-f]{8}(_[0-9a-f]{4}){3}_[0-9a-f]{12}$")
"""The end of the id that QGIS gives to a layer."""
IN_ADDRESS = re.compile(r"(?i)(user|usr|uid|pass\w*|pwd|authcfg|token|key|sig|signature|secret|credentials?)\s*=|://")
"""What the address of a layer on a server has in it, and the name of a layer has not."""
SECRET = re.compile(r"(?i)(pass|pwd|token|key|secret|auth|user|uid|signature|credential)")


def reference_of(layer: QgsMapLayer) -> dict:
    """Where a layer is stored: provider, and for a file path (absolute), layerName, subset and so on; for a server
    only host, database, schema and table, with the id of the layer in the project, which has the credentials."""
    provider, uri = layer.providerType(), layer.source()
    in_project = {"provider": provider, "id": _own_id(layer.id())}
    if provider in ("memory", "virtual", ""):
        return in_project
    parts = QgsProviderRegistry.instance().decodeUri(provider, uri)
    path = str(parts.get("path") or "")
    if provider == "spatialite":
        database = QgsDataSourceUri(uri)
        path = database.database()
        parts = {"layerName": database.table(), "subset": database.sql(), "column": database.geometryColumn()}
    if _is_text(path):
        return in_project
    if provider in FILES and path and not _on_a_server(path, parts):
        found = {"provider": provider, "path": os.path.abspath(_local(path))}
        found.update({key: parts[key] for key in KEPT if parts.get(key) not in (None, "", [])})
        if "openOptions" in found:
            found["openOptions"] = [option for option in found["openOptions"] if _is_public(option)]
        if "layerId" in found and "layerName" in found:
            del found["layerId"]
        if provider == "delimitedtext":
            found.pop("openOptions", None)
            found["query"] = "&".join(part for part in uri.partition("?")[2].split("&") if _is_public(part))
        return found
    return {**in_project, **_server(provider, uri, path)}


def address(reference: dict, folder: str = "") -> str:
    """What QGIS opens to get the layer again; empty where its file is not found. folder: of the file with the record.

    The file is looked for where it was relative to that folder, then at its absolute path, then in the folder itself.
    """
    path = found_path(reference, folder)
    if not path:
        return ""
    provider = reference.get("provider", "ogr")
    if provider == "delimitedtext":
        query = reference.get("query", "")
        return f"delimitedtext://{Path(path).as_uri()}{'?' + query if query else ''}"
    if provider == "spatialite":
        database = QgsDataSourceUri()
        database.setDatabase(path)
        table, column = reference.get("layerName", ""), reference.get("column") or None
        database.setDataSource("", table, column, reference.get("subset", ""))
        return f"spatialite://{database.uri()}"
    parts = {"path": path, **_harmless({key: reference[key] for key in KEPT if key in reference})}
    if any("|option:" in str(part).lower() for part in parts.values()):  # QGIS would take it for an open option
        return ""
    if provider == "gdal":
        return QgsProviderRegistry.instance().encodeUri("gdal", parts)
    return QgsProviderRegistry.instance().encodeUri("ogr", parts)


def _harmless(parts: dict) -> dict:
    """The parts of an address without what could do more than open a file, because a record may come from somebody
    else: open options that run SQL, and GDAL's virtual file systems other than archives."""
    if "openOptions" in parts:
        options = map(str, parts["openOptions"])
        parts["openOptions"] = [one for one in options if not one.upper().startswith("PRELUDE_STATEMENTS")]
    if parts.get("vsiPrefix") not in ARCHIVES:
        parts.pop("vsiPrefix", None)
    return parts


def found_path(reference: dict, folder: str = "") -> str:
    """The path of the file of a reference, absolute; empty where there is no such file."""
    path = str(reference.get("path") or "")
    if not path:
        return ""
    absolute = os.path.expanduser(path)
    candidates = [absolute]
    if folder:
        relative = str(reference.get("relative") or "")
        beside = os.path.join(folder, Path(path.replace("\\", "/")).name)
        moved = [os.path.normpath(os.path.join(folder, relative))] if relative else []
        candidates = [*moved, absolute, beside]
    for candidate in candidates:
        if os.path.isfile(candidate) or os.path.isdir(candidate):  # no device or pipe, which may never end
            return os.path.abspath(candidate)
    return ""


def for_writing(reference: dict, folder: str) -> dict:
    """The reference as it is written down in a file in `folder` (empty where there is none): with a relative path, and
    with ~ for the home folder, whose name may be that of a person."""
    path = str(reference.get("path") or "")
    if not path:
        return reference
    absolute = os.path.expanduser(path)
    if not Path(absolute).is_absolute():  # of another system: C:/ on Linux, or / on Windows
        return {key: value for key, value in reference.items() if key != "relative"}
    absolute = os.path.abspath(absolute)
    written = {**reference, "path": _without_home(absolute)}
    written.pop("relative", None)
    if folder:
        try:
            relative = os.path.relpath(absolute, folder)
        except ValueError:  # another drive on Windows
            return written
        if _in_home(folder) or not _in_home(absolute):  # else it would name the home folder
            written["relative"] = relative.replace(os.sep, "/")
    return written


def text_of_reference(reference: dict) -> str:
    """A reference for messages."""
    place = reference.get("path") or reference.get("database") or reference.get("url") or reference.get("host") or ""
    table = reference.get("layerName") or reference.get("table") or ""
    return f"{place} ({table})" if place and table else str(place or table or reference.get("provider", ""))


def public_name(name: str) -> str:
    """The name of a layer, or what can be said of it: QGIS may name a layer after its address, with all that is in
    it."""
    found = re.search(r"table=(?:\"[^\"]*\"\.)?\"([^\"]*)\"", name)
    if not IN_ADDRESS.search(name):
        return name
    return found[1] if found else tr("a layer on a server")


def is_id(found: str, wanted: object) -> bool:
    """Whether an id of a layer is the one that a reference has."""
    wanted = str(wanted or "")
    return bool(wanted) and (found == wanted or (bool(UNIQUE.fullmatch(wanted)) and found.endswith(f"_{wanted}")))


def _is_public(option: str) -> bool:
    """Whether an option, name=value, may be written down. A value may be the name of any field."""
    return not SECRET.search(option.partition("=")[0])


def _own_id(found: str) -> str:
    """What is unique in the id of a layer. Before it, QGIS writes the name that the layer had first, which may have
    been its address."""
    unique = UNIQUE.search(found)
    return unique[0] if unique else public_name(found)


def _server(provider: str, uri: str, path: str) -> dict:
    """What may be said of a source on a server."""
    address_of = path if URL.match(path) else uri if URL.match(uri) else ""
    if not address_of:
        found = re.search(r"url=['\"]?([^'\"&\s]+)", uri)
        address_of = found[1] if found else ""
    if address_of:
        parts = urlsplit(address_of)
        host = (parts.hostname or "") + (f":{parts.port}" if parts.port else "")
        return {"url": urlunsplit((parts.scheme, host, parts.path, "", ""))}
    database = QgsDataSourceUri(uri)
    keys = (
        ("host", database.host()),
        ("port", database.port()),
        ("service", database.service()),
        ("database", Path(database.database()).name),
        ("schema", database.schema()),
        ("table", database.table()),
        ("subset", database.sql()),
    )
    return {key: value for key, value in keys if value and not (key == "table" and "(" in value)}


def _is_text(path: str) -> bool:
    """Whether a path is the content itself, such as the text of a GeoJSON file, which GDAL opens as well."""
    return path.lstrip()[:1] in ("{", "[", "<") and not os.path.exists(path)


def _on_a_server(path: str, parts: dict) -> bool:
    """Whether a path leads over a network protocol, or is the connection text of a database that GDAL opens."""
    prefix = str(parts.get("vsiPrefix") or "")
    if URL.match(path) and not path.lower().startswith("file:"):
        return True
    if re.match(r"(?i)^/vsi(curl|s3|gs|az|adls|oss|swift|webhdfs)", prefix + path):
        return True
    return bool(re.match(r"(?i)^[a-z]{2,}:(?![\\/])", path)) and not os.path.exists(path)


def _local(path: str) -> str:
    return QUrl(path).toLocalFile() if path.lower().startswith("file:") else path


def _without_home(path: str) -> str:
    return "~/" + os.path.relpath(path, os.path.expanduser("~")).replace(os.sep, "/") if _in_home(path) else path


def _in_home(path: str) -> bool:
    """Whether a path lies in the home folder, whose name may be that of a person."""
    home = os.path.expanduser("~").rstrip("/\\")
    return bool(home) and home != "~" and os.path.normcase(path).startswith(os.path.normcase(home) + os.sep)
