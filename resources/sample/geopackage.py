"""Writes the simulated city to one GeoPackage."""

import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import shapely
import shapely.affinity
from osgeo import gdal, ogr, osr

from .city import City
from .patrols import Fixes

EPSG = 32650
ORIGIN = (655_000.0, 3_668_000.0)
"""Position of the city's south-western corner in EPSG:32650 (farmland in eastern China: there is no such city)."""
MADE = "2026-03-16T00:00:00Z"
"""Written as the date of every change, so that the same seed gives the same bytes."""


def write(city: City, path: str | Path) -> None:
    """Writes all layers of the city; an existing file is an error. Times are UTC, coordinates EPSG:32650.

    A path that ends in .zip gets a zipped GeoPackage.
    """
    path = Path(path)
    if path.exists():
        raise FileExistsError(f"{path} already exists")
    if path.suffix == ".zip":
        _write_zipped(city, path)
    else:
        _write_package(city, path)


def _write_zipped(city: City, path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder) / path.stem
        _write_package(city, package)
        entry = zipfile.ZipInfo(package.name, date_time=(2026, 3, 16, 0, 0, 0))
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            archive.writestr(entry, package.read_bytes(), zipfile.ZIP_DEFLATED, compresslevel=9)


def _write_package(city: City, path: Path) -> None:
    gdal.UseExceptions()
    kept = gdal.GetConfigOption("OGR_CURRENT_DATE")
    gdal.SetConfigOption("OGR_CURRENT_DATE", MADE)
    try:
        package = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
        package.SetMetadataItem("TITLE", "Simulated city")
        package.SetMetadataItem("SEED", str(city.seed))
        for name, title, kind, columns, rows in _tables(city):
            _write_table(package, name, title, kind, columns, rows)
        _write_fixes(package, city.fixes)
        package = None
    finally:
        gdal.SetConfigOption("OGR_CURRENT_DATE", kept)


def _tables(city: City) -> Iterable[tuple]:
    """(layer, title, geometry type, columns, rows of geometry and values) of all but the fixes. Columns are names of
    fields of text, or names with a type."""
    sites, zones, districts = (list(layer.items()) for layer in (city.launch_sites, city.no_fly, city.districts))
    exits = shapely.points(city.exits)
    bank_names = ("North bank", "South bank")
    yield "districts", "districts", ogr.wkbMultiPolygon, ("name",), [(g, name) for name, g in districts]
    yield "river", "river", ogr.wkbPolygon, ("name",), [(city.river, "Reed River")]
    yield "streets", "streets", ogr.wkbLineString, ("kind",), _streets(city)
    yield "riverside", "riverside", ogr.wkbLineString, ("name",), list(zip(city.banks, bank_names, strict=True))
    yield "no_fly", "no-fly zones", ogr.wkbPolygon, ("name",), [(g, name) for name, g in zones]
    places = [(place, name, kind) for name, (kind, place) in city.privacy.items()]
    yield "privacy", "schools and a clinic", ogr.wkbPoint, ("name", "kind"), places
    yield "exits", "station exits", ogr.wkbPoint, ("name",), list(zip(exits, city.exit_names, strict=True))
    yield "launch_sites", "launch sites", ogr.wkbPoint, ("name",), [(g, name) for name, g in sites]
    buildings = [(building.shape, building.height) for building in city.buildings]
    yield "buildings", "buildings", ogr.wkbPolygon, (("height_m", ogr.OFTReal),), buildings
    fields = ("name", "kind", *((name, ogr.OFTReal) for name in ("range_m", "bearing", "fov")), "hours")
    cameras = [(one.place, one.name, "camera", one.reach, one.bearing, one.view, one.hours) for one in city.cameras]
    seconds = [one.detection for one in city.cameras]
    cameras = [(*row, detection) for row, detection in zip(cameras, seconds, strict=True)]
    yield "cameras", "cameras", ogr.wkbPoint, (*fields, ("detection_s", ogr.OFTReal)), cameras
    unseen = [(exits[k], "exit", city.exit_names[k]) for k in city.planted_exits]
    unseen += [(line, "riverside", f"Stretch {k}") for k, line in enumerate(city.planted_stretches, 1)]
    yield "truth", "truth: what nobody patrols at night", ogr.wkbUnknown, ("kind", "name"), unseen


def _streets(city: City) -> list[tuple]:
    """Streets from end to end, not cut at crossings."""
    lines, rows = city.streets.lines(), []
    for street in sorted(set(city.streets.street)):
        own = city.streets.street == street
        merged = shapely.line_merge(shapely.union_all(lines[own]))
        rows += [(part, city.streets.kind[own][0]) for part in shapely.get_parts(merged)]
    return rows


def _write_table(package, name: str, title: str, kind: int, columns: tuple, rows: list) -> None:
    layer = _create(package, name, title, kind)
    for column in columns:
        layer.CreateField(ogr.FieldDefn(*((column, ogr.OFTString) if isinstance(column, str) else column)))
    package.StartTransaction()
    for geometry, *values in rows:
        moved = shapely.affinity.translate(geometry, *ORIGIN)
        rounded = shapely.set_precision(moved, 0.25, mode="pointwise")
        if kind == ogr.wkbMultiPolygon:
            rounded = shapely.multipolygons(shapely.get_parts(rounded))
        _write_row(layer, rounded, values)
    package.CommitTransaction()


def _write_fixes(package, fixes: Fixes) -> None:
    layer = _create(package, "fixes", "patrol fixes", ogr.wkbPoint, "SPATIAL_INDEX=NO")
    layer.CreateField(ogr.FieldDefn("unit", ogr.OFTString))
    layer.CreateField(ogr.FieldDefn("time", ogr.OFTDateTime))
    package.StartTransaction()
    points = shapely.points(fixes.xy + ORIGIN)
    instants = np.datetime_as_string(fixes.time.astype("datetime64[s]"), timezone="UTC")
    for unit, instant, point in zip(fixes.unit, instants, points, strict=True):
        _write_row(layer, point, (str(unit), str(instant)))
    package.CommitTransaction()


def _create(package, name: str, title: str, kind: int, *options: str):
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(EPSG)
    named = (f"IDENTIFIER=Simulated {title}", "DESCRIPTION=Simulated: no real place, person or patrol", *options)
    return package.CreateLayer(name, crs, kind, list(named))


def _write_row(layer, geometry: shapely.Geometry, values) -> None:
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometryDirectly(ogr.CreateGeometryFromWkb(shapely.to_wkb(geometry)))
    for column, value in enumerate(values):
        if value is not None:
            feature.SetField(column, value)
    layer.CreateFeature(feature)
