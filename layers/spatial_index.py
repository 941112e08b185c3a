"""Builds the spatial index of a GeoPackage all at once, which takes a tenth of the time of adding row by row.

GDAL does the same from 3.7 on; before that, it adds row by row, which takes as long as writing the rows. The index is
an R*Tree of SQLite. Its nodes are packed by sorting (Leutenegger, Lopez and Edgington, "STR: a simple and efficient
algorithm for R-tree packing", ICDE 1997) and written to the tables behind it, whose format is in SQLite's rtree.c.
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from osgeo import gdal, ogr

from ..engine.progress import Progress, part

MIN_ROWS = 20_000  # fewer are indexed by GDAL in no time
NATIVE = 3_070_000  # the version of GDAL that builds an index at once itself
AT_ONCE = 20_000  # rows
HEADER = 40  # bytes of a GeoPackage's geometry: 8, then the envelope, if any
POINT = 29  # bytes of a geometry that is a point: 8, then WKB
CELL = np.dtype([("id", ">i8"), ("box", ">f4", 4)])  # of a node
SCHEMA = (
    "SELECT sql FROM sqlite_master WHERE name = 'gpkg_extensions' OR name = ?1 OR (type = 'trigger' AND name LIKE ?2)"
)


class Unfit(Exception):
    """A file that GDAL has to index."""


@dataclass(frozen=True)
class _Entries:
    """Boxes in a level of the tree: id: (k,) rows or nodes; box: (k, 4) min x, max x, min y, max y."""

    id: np.ndarray
    box: np.ndarray


def index_at_once(path: str, rows: int, progress: Progress) -> bool:
    """Builds the index of the only layer of a closed GeoPackage. False, and the file is as before, where GDAL has to do
    it: because it does so quickly, or because SQLite here cannot. rows: about how many there are. Raises whatever
    `progress` raises; the file then has no index."""
    if rows < MIN_ROWS or int(gdal.VersionInfo()) >= NATIVE:
        return False
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            table, column, key = _names(database)
            schema, extension = _schema(path, table, column, key)
            entries = _entries(database, table, column, key, rows, part(progress, 0, 0.5))
            database.execute("BEGIN")  # undone by closing, unless it is committed
            for statement in schema:
                database.execute(statement.replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS", 1))
            database.executemany("INSERT INTO gpkg_extensions VALUES (?, ?, ?, ?, ?)", extension)
            _fill(database, f"rtree_{table}_{column}", entries, part(progress, 0.5, 1))
            database.execute("COMMIT")
    except (sqlite3.Error, Unfit):
        return False
    return True


def _names(database: sqlite3.Connection) -> tuple[str, str, str]:
    """The table, its column of geometries and its primary key. Raises Unfit where there is not exactly one table
    without an index."""
    found = database.execute("SELECT table_name, column_name FROM gpkg_geometry_columns").fetchall()
    indexed = database.execute("SELECT 1 FROM sqlite_master WHERE name LIKE 'rtree!_%' ESCAPE '!'").fetchone()
    if len(found) != 1 or indexed:
        raise Unfit
    columns = database.execute(f"PRAGMA table_info({_quoted(found[0][0])})").fetchall()
    keys = [name for _, name, *_, is_key in columns if is_key]
    if len(keys) != 1:
        raise Unfit
    return *found[0], keys[0]


def _schema(path: str, table: str, column: str, key: str) -> tuple[list[str], list[tuple]]:
    """The statements with which GDAL creates an empty index and its triggers, and its rows in gpkg_extensions: from a
    file that it makes for this purpose."""
    trial = Path(path).with_name(f"index-{Path(path).name}")
    try:
        options = [f"GEOMETRY_NAME={column}", f"FID={key}", "SPATIAL_INDEX=YES"]
        dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(trial))
        if dataset is None:
            raise Unfit
        dataset.CreateLayer(table, None, ogr.wkbUnknown, options)
        dataset = None  # closes the file
        with closing(sqlite3.connect(trial)) as database:
            name = f"rtree_{table}_{column}"
            statements = [sql for (sql,) in database.execute(SCHEMA, (name, f"{name}%"))]
            extension = database.execute("SELECT * FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index'")
            return sorted(statements, key=lambda sql: "TRIGGER" in sql[:20].upper()), extension.fetchall()
    finally:
        for end in ("", "-journal", "-wal", "-shm", ".aux.xml"):
            trial.with_name(trial.name + end).unlink(missing_ok=True)


def _entries(
    database: sqlite3.Connection, table: str, column: str, key: str, rows: int, progress: Progress
) -> _Entries:
    """The boxes of all geometries that are not empty. Raises Unfit where one is neither a point nor has an envelope."""
    geometry = _quoted(column)
    chosen = database.execute(
        f"SELECT {_quoted(key)}, substr({geometry}, 1, {HEADER}) FROM {_quoted(table)} WHERE {geometry} NOT NULL"
    )
    ids, boxes = [np.zeros(0, np.int64)], [np.zeros((0, 4))]
    while found := chosen.fetchmany(AT_ONCE):
        numbers, headers = zip(*found, strict=True)
        head = np.array(headers, f"S{HEADER}").view(np.uint8).reshape(-1, HEADER)
        flags = head[:, 3]
        empty, envelope = flags & 0b10000 != 0, flags >> 1 & 0b111
        size = np.fromiter(map(len, headers), int, len(headers))
        is_point = (envelope == 0) & (size == POINT) & (head[:, 8] == 1)
        if np.any(flags & 1 == 0) or np.any(~empty & ~is_point & ((envelope == 0) | (size < HEADER))):
            raise Unfit
        box = np.ascontiguousarray(head[:, 8:HEADER]).view("<f8")
        xy = np.ascontiguousarray(head[:, 13:POINT]).view("<f8")
        box = np.where(is_point[:, None], xy[:, [0, 0, 1, 1]], box)
        empty |= ~np.isfinite(box).all(axis=1)
        ids.append(np.array(numbers, np.int64)[~empty])
        boxes.append(box[~empty])
        progress(min(sum(map(len, ids)) / max(rows, 1), 1.0))
    return _Entries(np.concatenate(ids), np.concatenate(boxes))


def _fill(database: sqlite3.Connection, name: str, entries: _Entries, progress: Progress) -> None:
    """Fills the tables of an empty R*Tree. Its root is node 1."""
    node, of_rows, parents = (_quoted(f"{name}_{what}") for what in ("node", "rowid", "parent"))
    (size,) = database.execute(f"SELECT length(data) FROM {node} WHERE nodeno = 1").fetchone()
    most = (size - 4) // CELL.itemsize
    packed = level = _packed(entries, most)
    owner, depth, next_number = None, 0, 2
    while True:
        count = -(-len(level.id) // most) or 1
        of = np.arange(len(level.id)) * count // max(len(level.id), 1)
        numbers = np.arange(count) + (1 if count == 1 else next_number)
        next_number += count
        blobs = _blobs(level, of, count, most, size, depth if count == 1 else 0)
        database.executemany(f"INSERT OR REPLACE INTO {node} VALUES (?, ?)", zip(numbers.tolist(), blobs, strict=True))
        if depth:
            database.executemany(
                f"INSERT INTO {parents} VALUES (?, ?)", zip(level.id.tolist(), numbers[of].tolist(), strict=True)
            )
        else:
            owner = numbers[of]
        if count == 1:
            break
        first = np.searchsorted(of, np.arange(count))
        low, high = np.minimum.reduceat(level.box, first), np.maximum.reduceat(level.box, first)
        level, depth = _Entries(numbers, np.where([True, False, True, False], low, high)), depth + 1
    by_id = np.argsort(packed.id)
    for start in range(0, len(by_id), AT_ONCE):
        some = by_id[start : start + AT_ONCE]
        pairs = zip(packed.id[some].tolist(), owner[some].tolist(), strict=True)
        database.executemany(f"INSERT INTO {of_rows} VALUES (?, ?)", pairs)
        progress((start + len(some)) / len(by_id))


def _packed(entries: _Entries, most: int) -> _Entries:
    """The entries in an order in which each `most` of them lie close together: strips from west to east, and each from
    south to north; with boxes in 32 bits that hold the exact ones."""
    x, y = entries.box[:, :2].sum(axis=1), entries.box[:, 2:].sum(axis=1)
    rank = np.empty(len(x), np.int64)
    rank[np.argsort(x, kind="stable")] = np.arange(len(x))
    in_strip = most * max(int(np.ceil(np.sqrt(len(x) / most))), 1)
    order = np.lexsort((y, rank // in_strip))
    exact = entries.box[order]
    box = exact.astype(np.float32)
    low, high = np.nextafter(box, np.float32(-np.inf)), np.nextafter(box, np.float32(np.inf))
    lower = np.where(box > exact, low, box)
    upper = np.where(box < exact, high, box)
    return _Entries(entries.id[order], np.where([True, False, True, False], lower, upper))


def _blobs(level: _Entries, of: np.ndarray, count: int, most: int, size: int, depth: int) -> list[bytes]:
    """The nodes of a level as SQLite stores them: depth of the tree (of the root), number of cells, cells, zeros. of:
    (k,) the node of each entry, rising."""
    within = np.arange(len(of)) - np.searchsorted(of, of)
    cells = np.zeros((count, most), CELL)
    cells["id"][of, within], cells["box"][of, within] = level.id, level.box
    nodes = np.zeros((count, size), np.uint8)
    head = np.column_stack([np.full(count, depth), np.bincount(of, minlength=count)]).astype(">u2")
    nodes[:, :4] = head.view(np.uint8)
    nodes[:, 4 : 4 + most * CELL.itemsize] = cells.view(np.uint8).reshape(count, -1)
    return [node.tobytes() for node in nodes]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
