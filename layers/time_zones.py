"""The time zone at a position, from the tables of the machine: cities of the time zone database and our own, and the
countries of QGIS's world map."""

import contextlib
import importlib
import importlib.resources
import zoneinfo
from pathlib import Path

from osgeo import gdal, ogr
from qgis.core import QgsApplication

from ..engine.timing.timezones import zone_names
from ..engine.timing.zone_by_position import ZoneCities, ZoneGuess, read_cities, zone_at

OWN_TABLE = Path(__file__).resolve().parent.parent / "resources" / "time_zones" / "cities.tab"
TABLE = "zone.tab"
WORLD_MAP = "resources/data/world_map.gpkg"
COAST = 0.5  # degrees from a country within which a position at sea belongs to it


def guessed_zone(lon: float, lat: float, when: float) -> ZoneGuess:
    """The time zone at a position in degrees. when: s since the epoch, of the clocks to compare."""
    cities = zone_cities()
    return zone_at(lon, lat, cities, when, country_at(lon, lat), zone_names())


def zone_cities() -> ZoneCities:
    """All cities whose zone this machine knows; none where it has no table of zones: our own alone has too few."""
    table = zone_table()
    return read_cities(table, OWN_TABLE.read_text(encoding="utf-8") if table else "", zone_names())


def zone_table() -> str:
    """The table of principal locations of the time zone database: of the system, of the package tzdata, or of pytz;
    empty where there is none, as on Windows without these packages."""
    for folder in zoneinfo.TZPATH:
        with contextlib.suppress(OSError):
            return Path(folder, TABLE).read_text(encoding="utf-8")
    for package, folder in (("tzdata", "zoneinfo"), ("pytz", "zoneinfo")):
        with contextlib.suppress(ImportError, OSError):
            return importlib.resources.files(package).joinpath(folder, TABLE).read_text(encoding="utf-8")
    return ""


def country_at(lon: float, lat: float) -> str:
    """The ISO code of the country at a position in degrees, or of the nearest one within COAST; empty where there is
    none, or QGIS was installed without its world map."""
    path = Path(QgsApplication.pkgDataPath(), WORLD_MAP)
    if not path.is_file():
        return ""
    with contextlib.suppress(RuntimeError):  # raised only if GDAL's exceptions have been enabled
        dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_READONLY)
        layer = dataset and dataset.GetLayerByName("countries")
        if layer:
            dataset.GetMetadata()  # otherwise GDAL 3.10 and newer write an .aux.xml file next to a GeoPackage
            return _country_in(layer, lon, lat)
    return ""


def _country_in(layer: ogr.Layer, lon: float, lat: float) -> str:
    point = ogr.Geometry(ogr.wkbPoint)
    point.AddPoint_2D(lon, lat)
    for margin in (0.0, COAST):
        layer.SetSpatialFilterRect(lon - margin, lat - margin, lon + margin, lat + margin)
        near = []
        for feature in layer:
            distance = feature.GetGeometryRef().Distance(point)
            code = feature.GetField("iso_a2")
            if distance <= margin and code and code.isalpha():
                near.append((distance, code))
        if near:
            return min(near)[1]
    return ""
