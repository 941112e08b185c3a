"""Where outputs go: checked before anything is computed, so that nothing but the named file is ever replaced."""

import errno
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsDataSourceUri,
    QgsFields,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFolderDestination,
    QgsProperty,
    QgsProviderRegistry,
    QgsVectorFileWriter,
)

from ...engine.errors import UserError
from ...engine.language import tr
from ...engine.text import listed, shortened
from ...layers.files import check_writable
from ...layers.staging import SIDE_FILES
from .formats import GOOD, SHAPEFILE, check_format, check_table, cut_in_shapefile, lost_in

PROVIDER = re.compile(r"^(.{3,}?):(.*)$", re.S)
"""As QGIS tells a provider from a path: at least three letters, so that C: is none."""
READ_ONLY = re.compile(r"^/vsi(?:zip|gzip|tar|7z|rar|curl|stdin|subfile|sparse|cached)")
"""GDAL's virtual files in which QGIS creates no layer."""
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
DATABASES = frozenset({"GPKG", "SQLite", "OpenFileGDB"})
FOLDERS = frozenset({"OpenFileGDB"})


@dataclass(frozen=True)
class Destination:
    """Where one output goes.

    name: of the output; path: of its file, empty where it is not a file (memory, temporary, a database server);
    table: the only table of the file that is replaced, empty where the whole file is; driver: of GDAL, empty where the
    output is not a vector layer; note: a warning, if any; uri, provider: of a database server.
    """

    name: str
    path: str = ""
    table: str = ""
    driver: str = ""
    note: str = ""
    uri: str = ""
    provider: str = ""


def destination_of(
    definition: QgsProcessingParameterDefinition, value, context: QgsProcessingContext
) -> Destination | None:
    """The destination of an output; None where it is not requested, temporary, or added to an existing layer. Raises
    UserError where it cannot be one."""
    name = definition.name()
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        if value.useRemapping():
            return None
        value = value.sink
    if isinstance(value, QgsProperty):
        value = value.valueAsString(context.expressionContext(), "")[0]
    text = str(value or "").strip()
    if not text or text == QgsProcessing.TEMPORARY_OUTPUT or text.startswith(("memory:", "/vsimem/")):
        return None
    if CONTROL.search(text):
        raise UserError(
            tr(
                "{name} ({path}) has a line break or another control character in its path.",
                name=name,
                path=shortened(text),
            )
        )
    if READ_ONLY.match(text):
        raise UserError(
            tr(
                "{name} ({path}) lies in an archive or on a server. Choose a file on a disk.",
                name=name,
                path=shortened(text),
            )
        )
    if not isinstance(definition, QgsProcessingParameterFeatureSink):
        return Destination(name, os.path.abspath(_local(text)))
    match = PROVIDER.match(text)
    if match:
        return _in_database(name, text, match[1].lower(), match[2])
    return _in_file(name, text)


def _in_database(name: str, text: str, provider: str, rest: str) -> Destination:
    """A destination such as ogr:dbname='a.gpkg' table="tracks" (geom)."""
    if provider in ("postgis", "postgres"):
        provider = "postgres"
    if provider not in QgsProviderRegistry.instance().providerList():
        raise UserError(
            tr(
                "{name} ({path}) is neither a path nor a database that QGIS knows. Give the path of a file without a "
                "colon, such as one that ends in {good}.",
                name=name,
                path=text,
                good=GOOD,
            )
        )
    uri = QgsDataSourceUri(rest)
    if provider in ("ogr", "spatialite") and uri.database():
        driver = _driver(uri.database()) or "GPKG"
        return Destination(name, os.path.abspath(uri.database()), uri.table(), driver)
    if provider == "ogr":
        return _in_file(name, rest)
    return Destination(name, uri=rest, provider=provider)


def _in_file(name: str, text: str) -> Destination:
    if "|" in text:
        raise UserError(
            tr(
                "{name} ({path}): a path cannot name a table after |. For a table of a GeoPackage write "
                "ogr:dbname='{file}' table=\"{table}\" (geom), or give the path of a new file.",
                name=name,
                path=text,
                file=text.split("|")[0],
                table=name.lower(),
            )
        )
    path = os.path.abspath(text)
    driver = _driver(path)
    if os.path.isdir(path) and driver not in FOLDERS:
        raise UserError(
            tr(
                "{name} ({path}) is a folder. Give the path of a file in it, which ends in {good}.",
                name=name,
                path=path,
                good=GOOD,
            )
        )
    ending = _ending(path, driver) if driver else ".gpkg"  # as QGIS does
    if not ending:
        return Destination(name, path, driver=driver)
    path += ending
    note = tr(
        "{name}: QGIS writes no file that ends in {suffix}. It is written to {path}.",
        name=name,
        suffix=Path(text).suffix or Path(text).name,
        path=path,
    )
    return Destination(name, path, driver=driver or "GPKG", note=note)


def _ending(path: str, driver: str) -> str:
    """What QGIS appends to a path that has an ending of the driver which it does not write; empty where nothing."""
    about = QgsVectorFileWriter.MetaData()
    endings = about.ext.split() if QgsVectorFileWriter.driverMetadata(driver, about) else []
    return "" if not endings or path.lower().endswith(tuple(f".{one.lower()}" for one in endings)) else f".{endings[0]}"


def _driver(path: str) -> str:
    """GDAL's driver for a file name; empty where none is known."""
    suffix = Path(path).suffix.lower().lstrip(".")
    return QgsVectorFileWriter.driverForExtension(suffix) if suffix else ""


def _local(text: str) -> str:
    """A path without the prefix file://."""
    return text[7:] if text.startswith("file:///") else text


def check_destinations(
    definitions: list[QgsProcessingParameterDefinition],
    parameters: dict,
    context: QgsProcessingContext,
    inputs: list[Destination],
) -> list[str]:
    """Checks all outputs; returns warnings of what their formats cannot hold. inputs: the files and tables of all input
    layers, by the name of their parameter. Raises UserError where an output cannot be written, would replace an input
    or another output, or would delete other tables of its file."""
    found, warnings = [], []
    for definition in definitions:
        if not definition.isDestination():
            continue
        goal = destination_of(definition, parameters.get(definition.name()), context)
        if goal is None:
            continue
        _check_length(goal)
        if isinstance(definition, QgsProcessingParameterFolderDestination):
            _check_folder(goal)
            continue
        for source in inputs:
            if _overwrites(goal, source):
                raise UserError(
                    tr(
                        "{name} would overwrite {source}: both are {path}. Choose another file; nothing has been "
                        "changed.",
                        name=goal.name,
                        source=source.name,
                        path=goal.path or tr("the same table"),
                    )
                )
        for other in found:
            if _overwrites(goal, other) or _overwrites(other, goal):
                raise UserError(
                    tr(
                        "{name} and {other} are the same file{path}. Choose two different files.",
                        name=other.name,
                        other=goal.name,
                        path=tr(" ({text})", text=goal.path) if goal.path else "",
                    )
                )
        if goal.path:
            _check_file(goal)
        if goal.driver:
            has_geometry = definition.dataType() != Qgis.ProcessingSourceType.Vector
            if not has_geometry:
                check_table(goal.name, goal.driver, goal.path)
            warnings += [goal.note] if goal.note else []
            warnings += lost_in(definition, goal.driver, has_geometry)
        found.append(goal)
    return warnings


def cut_names(name: str, value, fields: QgsFields, context: QgsProcessingContext) -> list[str]:
    """Warnings of the fields whose names the format of a layer to be written cuts. value: of the parameter `name`."""
    goal = destination_of(QgsProcessingParameterFeatureSink(name), value, context)
    return cut_in_shapefile(name, fields) if goal is not None and goal.driver == SHAPEFILE else []


def _check_file(goal: Destination) -> None:
    """Raises UserError where a file cannot be written, or where it holds other tables than the one to be replaced."""
    if goal.driver:
        check_format(goal.name, goal.driver, goal.path)
    if goal.driver in FOLDERS:
        folder = Path(goal.path).parent
        if not folder.is_dir() or not os.access(folder, os.W_OK):
            raise UserError(
                tr(
                    "{name} could not be written to {path}. Check that the folder exists.",
                    name=goal.name,
                    path=goal.path,
                )
            )
    else:
        check_writable(goal.path, goal.name)
    if goal.table or not goal.driver or not os.path.exists(goal.path):
        return
    tables = tables_in(goal.path)
    stem = Path(goal.path).stem.lower()
    others = [table for table in tables if table.lower() != stem]
    if others and (len(tables) > 1 or goal.driver in DATABASES):
        raise UserError(
            tr(
                "{name}: {path} holds other tables ({others}), which would be deleted, because QGIS "
                "replaces the whole file. Choose another file, or write a table of it: "
                "ogr:dbname='{path}' table=\"{table}\" (geom).",
                name=goal.name,
                path=goal.path,
                others=listed(others, 5),
                table=goal.name.lower(),
            )
        )


def _check_folder(goal: Destination) -> None:
    """Raises UserError where files cannot be written to a folder, or it cannot be made."""
    there = next((one for one in (Path(goal.path), *Path(goal.path).parents) if os.path.lexists(one)), None)
    if there is None or not there.is_dir() or not os.access(there, os.W_OK):
        raise UserError(
            tr(
                "{name} ({path}) is not a folder in which files can be written. Choose another one.",
                name=goal.name,
                path=goal.path,
            )
        )


def _check_length(goal: Destination) -> None:
    """Raises UserError where a path is longer than the file system allows."""
    try:
        os.lstat(goal.path + "-journal")  # a GeoPackage has one while it is written
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise UserError(
                tr(
                    "{name} ({path}): the path is too long. Choose a shorter name, or another folder.",
                    name=goal.name,
                    path=shortened(goal.path),
                )
            ) from error


def tables_in(path: str) -> list[str]:
    """The names of the layers and tables in a file; empty where it cannot be read."""
    return [details.name() for details in QgsProviderRegistry.instance().querySublayers(path)]


def _overwrites(goal: Destination, other: Destination) -> bool:
    """Whether writing `goal` replaces `other`."""
    if goal.provider or other.provider:
        return goal.provider == other.provider and _same_table(QgsDataSourceUri(goal.uri), QgsDataSourceUri(other.uri))
    if not any(same_file(path, other.path) for path in _replaced(goal.path)):
        return False
    return not goal.table or not other.table or goal.table.lower() == other.table.lower()


def _same_table(one: QgsDataSourceUri, other: QgsDataSourceUri) -> bool:
    def of(uri: QgsDataSourceUri) -> tuple[str, ...]:
        return uri.service(), uri.host(), uri.port(), uri.database(), uri.schema() or "public", uri.table()

    return bool(one.table()) and of(one) == of(other)


def _replaced(path: str) -> list[str]:
    """A file, and those that are replaced with it."""
    stem, ending = os.path.splitext(path)
    families = ((main, *others) for main, others in SIDE_FILES.items())
    family = next((family for family in families if ending.lower() in family), ())
    return [path, *(stem + one for one in family), *(stem + one.upper() for one in family)]


def same_file(one: str, other: str) -> bool:
    """Whether two paths are the same file, however they are spelled."""
    if not one or not other or "\0" in one + other:
        return False
    try:
        if os.path.samefile(one, other):
            return True
    except OSError:
        pass
    names = [os.path.normcase(os.path.realpath(path)) for path in (one, other)]
    if sys.platform in ("darwin", "win32"):  # most of their file systems ignore case
        names = [name.casefold() for name in names]
    return names[0] == names[1]


def destination_text(value, context: QgsProcessingContext) -> str:
    """The destination of an output as text, empty where it is left out. The batch dialog gives an output that is left
    empty as a definition without a destination."""
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        value = value.sink
    if isinstance(value, QgsProperty):
        value = value.valueAsString(context.expressionContext(), "")[0]
    return value if isinstance(value, str) else ""


def redirected(
    value: str | QgsProperty | QgsProcessingOutputLayerDefinition, path: str
) -> str | QgsProcessingOutputLayerDefinition:
    """The value of an output parameter, with another file."""
    if not isinstance(value, QgsProcessingOutputLayerDefinition):
        return path
    other = QgsProcessingOutputLayerDefinition(value)
    other.sink = QgsProperty.fromValue(path)
    return other
