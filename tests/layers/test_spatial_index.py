"""The spatial index built at once finds what the one of GDAL finds, and SQLite calls it sound."""

import sqlite3
from contextlib import closing

import numpy as np
import pytest
import shapely
from osgeo import gdal, ogr

from blindspot.engine.progress import Cancelled, quiet
from blindspot.layers import spatial_index
from blindspot.layers.spatial_index import index_at_once


@pytest.fixture(autouse=True)
def always(monkeypatch):
    monkeypatch.setattr(spatial_index, "MIN_ROWS", 0)
    monkeypatch.setattr(spatial_index, "NATIVE", 10**9)


def shapes(kind: str, count: int) -> list:
    """Geometries here and there, every seventh null and every eleventh empty."""
    rng = np.random.default_rng(count)
    x, y = rng.normal(500_000, 3000, count), rng.uniform(-5_000_000, 5_000_000, count) ** 3 / 1e13
    made = shapely.points(x, y) if kind == "Point" else shapely.box(x, y, x + rng.uniform(0, 90, count), y + 1 / 3)
    if kind == "LineString":
        made = shapely.linestrings(np.stack([np.column_stack([x, y]), np.column_stack([x[::-1], y])], axis=1))
    rows = shapely.to_wkb(made).tolist()
    for i in range(count):
        rows[i] = (
            None if i % 7 == 3 else ogr.CreateGeometryFromWkt(f"{kind} EMPTY").ExportToWkb() if i % 11 == 5 else rows[i]
        )
    return rows


def made(path, kind: str, count: int, table: str = "cells", column: str = "geom", key: str = "fid") -> str:
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    options = ["SPATIAL_INDEX=NO", f"GEOMETRY_NAME={column}", f"FID={key}"]
    layer = dataset.CreateLayer(table, None, getattr(ogr, f"wkb{kind}"), options)
    dataset.StartTransaction()
    for i, shape in enumerate(shapes(kind, count)):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetFID(3 * i + 2)
        if shape is not None:
            feature.SetGeometry(ogr.CreateGeometryFromWkb(shape))
        layer.CreateFeature(feature)
    dataset.CommitTransaction()
    layer = None
    dataset = None
    return str(path)


def check(path: str, table: str, column: str) -> str:
    with closing(sqlite3.connect(path)) as database:
        return database.execute("SELECT rtreecheck('main', ?)", (f"rtree_{table}_{column}",)).fetchone()[0]


def found(path: str, table: str, column: str, box: tuple) -> list[int]:
    """The rows that the index gives for a box (min x, max x, min y, max y), by SQLite itself."""
    name = spatial_index._quoted(f"rtree_{table}_{column}")
    with closing(sqlite3.connect(path)) as database:
        query = f"SELECT id FROM {name} WHERE maxx >= ? AND minx <= ? AND maxy >= ? AND miny <= ? ORDER BY id"
        return [row for (row,) in database.execute(query, box)]


def schema_of(path: str) -> tuple[list, list]:
    with closing(sqlite3.connect(path)) as database:
        kept = database.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name, type").fetchall()
        return kept, database.execute("SELECT * FROM gpkg_extensions").fetchall()


def boxes():
    rng = np.random.default_rng(7)
    for _ in range(40):
        x, y = rng.normal(500_000, 3000), rng.normal(0, 1e6)
        yield x, x + rng.uniform(0, 3000), y, y + rng.uniform(0, 1e6)


@pytest.mark.parametrize("count", [0, 1, 50, 51, 52, 2652, 9000])
@pytest.mark.parametrize("kind", ["Point", "LineString", "Polygon"])
def test_it_finds_what_that_of_gdal_finds(tmp_path, kind, count):
    ours, theirs = made(tmp_path / "ours.gpkg", kind, count), made(tmp_path / "theirs.gpkg", kind, count)
    assert index_at_once(ours, count, quiet)
    gdal.OpenEx(theirs, gdal.OF_VECTOR | gdal.OF_UPDATE).ExecuteSQL("SELECT CreateSpatialIndex('cells', 'geom')")
    assert check(ours, "cells", "geom") == "ok"
    for box in boxes():
        assert found(ours, "cells", "geom", box) == found(theirs, "cells", "geom", box)
    everything = (-1e9, 1e9, -1e9, 1e9)
    assert found(ours, "cells", "geom", everything) == found(theirs, "cells", "geom", everything)
    assert schema_of(ours) == schema_of(theirs)


@pytest.mark.parametrize(
    ("table", "column", "key"), [("index", "geom", "fid"), ("Orte '26", 'a"b', "id"), ("北京", "形", "号")]
)
def test_names_are_kept_and_later_edits_are_indexed(tmp_path, table, column, key):
    path = made(tmp_path / "index.gpkg", "Polygon", 300, table, column, key)
    assert index_at_once(path, 300, quiet)
    assert [file.name for file in tmp_path.iterdir()] == ["index.gpkg"]
    dataset = gdal.OpenEx(path, gdal.OF_VECTOR | gdal.OF_UPDATE)
    layer = dataset.GetLayer(0)
    assert layer.TestCapability(ogr.OLCFastSpatialFilter)
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(ogr.CreateGeometryFromWkt("POLYGON ((7 7, 8 7, 8 8, 7 7))"))
    layer.CreateFeature(feature)
    layer.DeleteFeature(2)
    number = feature.GetFID()
    feature = layer = None
    dataset = None
    assert found(path, table, column, (7, 8, 7, 8)) == [number]
    assert 2 not in found(path, table, column, (-1e9, 1e9, -1e9, 1e9))
    assert check(path, table, column) == "ok"


def test_a_cancelled_run_leaves_no_index(tmp_path):
    path = made(tmp_path / "cells.gpkg", "Polygon", 100)

    def cancel(share):
        if share > 0.6:
            raise Cancelled

    with pytest.raises(Cancelled):
        index_at_once(path, 100, cancel)
    with closing(sqlite3.connect(path)) as database:
        assert not database.execute("SELECT * FROM sqlite_master WHERE name LIKE 'rtree%'").fetchall()
    assert index_at_once(path, 100, quiet)


def test_what_it_cannot_index_is_left_to_gdal(tmp_path, monkeypatch):
    path = made(tmp_path / "cells.gpkg", "Polygon", 100)
    with closing(sqlite3.connect(path)) as database, database:
        blob = database.execute("SELECT geom FROM cells WHERE fid = 2").fetchone()[0]
        without_envelope = blob[:3] + bytes([blob[3] & 0b110001]) + blob[4:8] + blob[40:]
        database.create_function("ST_IsEmpty", 1, lambda shape: 0)
        database.execute("UPDATE cells SET geom = ? WHERE fid = 2", (without_envelope,))
    assert not index_at_once(path, 100, quiet)
    monkeypatch.setattr(spatial_index, "NATIVE", 0)
    assert not index_at_once(made(tmp_path / "new.gpkg", "Polygon", 100), 100, quiet)
