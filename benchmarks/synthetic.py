"""Fixes of random walks over a square, as a GeoPackage: any number, the same for the same seed."""

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
from osgeo import ogr, osr

SIDE = 20_000.0  # metres
EPSG = 32633
ORIGIN = (400_000.0, 5_400_000.0)
START = np.datetime64("2026-01-01T00:00:00")
SILENCE = 1800  # seconds: longer than MAX_OUTAGE, shorter than MAX_PAUSE
ASTRAY = 5_000.0  # metres

AT_ONCE = 100_000  # rows
INSERT = """
    WITH RECURSIVE counted (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM counted WHERE i + 1 < ?1)
    INSERT INTO fixes (geom, unit, time)
    SELECT substr(?3, i * ?2 + 1, ?2),
           CAST(substr(?5, i * ?4 + 1, ?4) AS TEXT),
           CAST(substr(?7, i * ?6 + 1, ?6) AS TEXT)
    FROM counted
"""  # whole columns with values of one width: inserting row by row from Python takes five times as long
POINT = np.dtype("S2, u1, u1, <i4, u1, <u4, <f8, <f8")
POINT.names = "magic", "version", "flags", "crs", "order", "kind", "x", "y"
"""A point in a GeoPackage: the header of the OGC's GeoPackage standard, 2.1.3, without an envelope, then WKB."""


def random_walks(
    fixes: int, units: int, seed: int, errors: float = 0.0
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """(n,) unit, seconds after START, x and y: units that walk and drive at random, reflected at the edges of the
    square.

    errors: the share of fixes that are kilometres away (outliers); a tenth as many follow an outage.
    """
    rng = np.random.default_rng(seed)
    each = -(-fixes // units)
    heading = np.cumsum(rng.normal(0, 0.3, (units, each)), axis=1)
    step = rng.uniform(5, 60, (units, each))
    seconds = np.cumsum(rng.integers(8, 16, (units, each)), axis=1)
    out = []
    for along in (np.cos(heading), np.sin(heading)):
        way = np.cumsum(along * step, axis=1) + rng.uniform(0, SIDE, (units, 1))
        out.append(np.abs((way % (2 * SIDE)) - SIDE))
    if errors:
        seconds += SILENCE * np.cumsum(rng.random((units, each)) < errors / 10, axis=1)
        astray = rng.random((units, each)) < errors
        for at in out:
            at[astray] += rng.normal(0, ASTRAY, astray.sum())
    unit = np.repeat(np.arange(units), each)
    return unit[:fixes], seconds.ravel()[:fixes], out[0].ravel()[:fixes] + ORIGIN[0], out[1].ravel()[:fixes] + ORIGIN[1]


def write_fixes(path: Path, fixes: int, units: int = 100, seed: int = 1, errors: float = 0.0) -> Path:
    """Writes the fixes as the layer `fixes` (unit, time) and the square as the layer `area`, unless the file exists."""
    if path.exists():
        return path
    unfinished = path.with_name(f"unfinished_{path.name}")
    unfinished.unlink(missing_ok=True)
    _write_layers(unfinished)
    _insert(unfinished, *random_walks(fixes, units, seed, errors))
    return unfinished.rename(path)


def _write_layers(path: Path) -> None:
    """Creates the layer of fixes, still empty, and the layer of the square."""
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(EPSG)
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = dataset.CreateLayer("fixes", crs, ogr.wkbPoint, ["SPATIAL_INDEX=NO"])
    layer.CreateField(ogr.FieldDefn("unit", ogr.OFTString))
    layer.CreateField(ogr.FieldDefn("time", ogr.OFTDateTime))
    area = dataset.CreateLayer("area", crs, ogr.wkbPolygon)
    feature = ogr.Feature(area.GetLayerDefn())
    x0, y0 = ORIGIN
    x1, y1 = x0 + SIDE, y0 + SIDE
    feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POLYGON(({x0} {y0},{x1} {y0},{x1} {y1},{x0} {y1},{x0} {y0}))"))
    area.CreateFeature(feature)


def _insert(path: Path, unit: np.ndarray, seconds: np.ndarray, x: np.ndarray, y: np.ndarray) -> None:
    """Writes the fixes as rows of their table, as GDAL would: writing feature by feature takes many times as long."""
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("PRAGMA synchronous = OFF")
        count = "type = 'trigger' AND name = 'trigger_insert_feature_count_fixes'"  # once for each row
        trigger = database.execute(f"SELECT sql FROM sqlite_master WHERE {count}").fetchone()[0]
        database.execute("DROP TRIGGER trigger_insert_feature_count_fixes")
        for start in range(0, len(unit), AT_ONCE):
            some = slice(start, start + AT_ONCE)
            columns = _points(x[some], y[some]), _names(unit[some]), _times(seconds[some])
            database.execute(INSERT, [len(columns[0]), *(part for c in columns for part in (c.itemsize, c.tobytes()))])
        database.execute(trigger)
        database.execute("UPDATE gpkg_ogr_contents SET feature_count = ? WHERE table_name = 'fixes'", (len(unit),))
        database.execute(
            "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ? WHERE table_name = 'fixes'",
            (x.min(), y.min(), x.max(), y.max()),
        )


def _points(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    points = np.zeros(len(x), POINT)
    points["magic"], points["flags"], points["crs"], points["order"], points["kind"] = b"GP", 1, EPSG, 1, 1
    points["x"], points["y"] = x, y
    return points


def _names(unit: np.ndarray) -> np.ndarray:
    return np.array([f"U{u:03d}" for u in range(unit.max() + 1)], bytes)[unit]


def _times(seconds: np.ndarray) -> np.ndarray:
    return np.datetime_as_string(START + seconds.astype("timedelta64[s]"), "ms", "UTC").astype("S24")  # ends in Z
