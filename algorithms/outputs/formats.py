"""What file formats cannot hold, said before anything is computed."""

from osgeo import gdal
from qgis.core import QgsFields, QgsProcessingParameterDefinition

from ...engine.errors import UserError
from ...engine.language import tr
from ...engine.text import listed

KEEPS = "blindspot_keeps"
"""Key in the metadata of a sink: the coordinates that its meaning depends on, "M" or "ZM"."""
GOOD = "gpkg, fgb or shp"
TABLES = frozenset({"CSV", "XLSX", "ODS", "XLS"})
"""Drivers to which QGIS writes no geometry. GDAL's metadata do not say so: it can write WKT to CSV."""
WITHOUT_M = frozenset({"GeoJSON"})
"""Drivers whose files have no M, although the metadata of some versions of GDAL say that they can."""
WITHOUT_FIELDS = frozenset({"DXF", "DGN", "GPX", "Geoconcept", "S57", "Interlis 2", "GPSTrackMaker", "GPSBabel"})
"""Drivers that refuse the fields or the geometries of Blindspot's layers, or that need a model file."""
SHAPEFILE = "ESRI Shapefile"
WITH_GEOMETRIES = frozenset({SHAPEFILE, "FlatGeobuf"})
"""Drivers that write no file, or no rows, for a table without geometries."""
SHORT_NAME, SHORT_TEXT = 10, 254
SHORT_TEXTS = frozenset({SHAPEFILE, "MapInfo File"})
"""Drivers that cut texts to SHORT_TEXT characters."""
SHOWN_NAMES = 12
WITHOUT_TIMES = frozenset({"LIBKML", "KML"})
"""Drivers that write dates and times as text or leave them out, depending on their version."""


def check_format(name: str, driver: str, path: str) -> None:
    """Raises UserError where a driver cannot write a layer. name: of the output."""
    if driver in WITHOUT_FIELDS:
        raise UserError(
            tr(
                "{name} ({path}): the format {driver} cannot hold the fields of this layer. Choose a file that ends in "
                "{good}.",
                name=name,
                path=path,
                driver=driver,
                good=GOOD,
            )
        )


def check_table(name: str, driver: str, path: str) -> None:
    """Raises UserError where a driver cannot write a table without geometries. name: of the output."""
    if driver in WITH_GEOMETRIES:
        raise UserError(
            tr(
                "{name} ({path}) is a table without geometries, which the format {driver} cannot hold. Choose a file "
                "that "
                "ends in gpkg, csv or xlsx.",
                name=name,
                path=path,
                driver=driver,
            )
        )


def lost_in(definition: QgsProcessingParameterDefinition, driver: str, has_geometry: bool) -> list[str]:
    """Warnings of what a driver cannot hold of an output. has_geometry: whether the output has any."""
    name, keeps = definition.name(), definition.metadata().get(KEEPS, "")
    use = tr("Choose a file that ends in {good} to keep them.", good=GOOD)
    if driver in TABLES:
        if not has_geometry:
            return []
        times = tr(", and with them the times of the vertices (M)") if "M" in keeps else ""
        return [
            tr(
                "{name} is written as {driver}, which has no geometries: all geometries are lost{times}. {use}",
                name=name,
                driver=driver,
                times=times,
                use=use,
            )
        ]
    found = []
    if "M" in keeps and (driver in WITHOUT_M or not _can(driver, "DCAP_MEASURED_GEOMETRIES")):
        heights = "" if "Z" not in keeps or _can(driver, "DCAP_Z_GEOMETRIES") else tr(" and the altitudes (Z)")
        found.append(
            tr(
                "{name} is written as {driver}, which cannot hold M: the times of the vertices{heights} are lost, and "
                "later steps cannot read the file. {use}",
                name=name,
                driver=driver,
                heights=heights,
                use=use,
            )
        )
    if driver == "MapInfo File":
        found.append(
            tr(
                "{name} is written as MapInfo TAB, which cuts texts to {short_text} characters.",
                name=name,
                short_text=SHORT_TEXT,
            )
        )
    elif driver == SHAPEFILE:
        found.append(
            tr(
                "{name} is written as a shapefile: names of fields are cut to {short_name} characters, texts to "
                "{short_text}, and dates and times become text. Choose gpkg or fgb to keep them.",
                name=name,
                short_name=SHORT_NAME,
                short_text=SHORT_TEXT,
            )
        )
    elif driver in WITHOUT_TIMES:
        found.append(
            tr(
                "{name} is written as {driver}, which has no fields of dates and times: they become text or are left "
                "out. "
                "Some versions of GDAL also read no other field from KML. Choose gpkg or fgb to keep them.",
                name=name,
                driver=driver,
            )
        )
    return found


def cut_in_shapefile(name: str, fields: QgsFields) -> list[str]:
    """A warning of the fields whose names a shapefile cuts, and of those that are then the same; empty for none."""
    long = [field.name() for field in fields if len(field.name()) > SHORT_NAME]
    if not long:
        return []
    short = [field.name()[:SHORT_NAME].lower() for field in fields]
    same = [field.name() for field, cut in zip(fields, short, strict=True) if short.count(cut) > 1]
    numbered = (
        tr(" {same} would have the same name, so they are numbered.", same=listed(same, SHOWN_NAMES)) if same else ""
    )
    cut = tr(
        "{name}: a shapefile cuts these names of fields to {short_name} characters: {long}.",
        name=name,
        short_name=SHORT_NAME,
        long=listed(long, SHOWN_NAMES),
    )
    return [cut + numbered]


def _can(driver: str, capability: str) -> bool:
    found = gdal.GetDriverByName(driver)
    return found is None or found.GetMetadataItem(capability) == "YES"
