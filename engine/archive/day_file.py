"""The file of one day: GeoParquet with one row a fix.

Columns of fixes.parquet, sorted by unit, time, x and y, without exact repeats:
    unit            dictionary<string>, who carried the receiver; empty text where the source has no names
    time            timestamp[us, UTC]
    geometry        struct<x: double, y: double>, metres in the CRS of the archive (GeoParquet 1.1, encoding "point")
    source_id       int64, the feature id in the source
    accuracy, range, detection_time     double (metres, metres, seconds), null where unknown; only where given
    t               double, s since the epoch; only in files with times that `time` cannot hold exactly

Times of fixes are 64-bit floats in s since the epoch. Nearly all sources give whole microseconds at most, and of every
such time until 2106 the nearest float is found again by dividing microseconds by a million: then `time` is enough, and
`t` would only cost space. Computed times, such as days of a spreadsheet, lie between microseconds: files with such a
time have `t` as well, for all of their rows.

The footer has the key "geo" (GeoParquet) and the key "blindspot" (see Footer).
"""

import json
from collections.abc import Callable
from functools import cache

import numpy as np

from ..errors import UserError
from ..language import tr, tr_again
from ..tables import pyproj
from .arrow_library import arrow
from .day import Box
from .footer import KEY, Footer
from .rows import NUMBERS, Rows, joined

FILE = "fixes.parquet"
ROWS_IN_GROUP = 131_072
TICKS = 1_000_000.0
"""Microseconds per second."""
EXACT_TIME = "t"
AGAIN = tr("Make this day again with makearchive, with EXISTING set to replace.")
ALWAYS = ("unit", "time", "geometry", "source_id")


def file_of(date: str) -> str:
    """The path of a day's file within the archive."""
    return f"date={date}/{FILE}"


@cache
def projjson(crs: str) -> str:
    """A CRS (authority code or WKT) as PROJJSON. Raises UserError where pyproj does not know it."""
    try:
        return pyproj.CRS.from_user_input(crs).to_json()
    except pyproj.exceptions.CRSError:
        raise UserError(tr("The CRS of the archive is not known: {crs}.", crs=crs[:100])) from None


def write_rows(path: str, rows: Rows, timezone: str, crs: str) -> Footer:
    """Writes rows that are sorted and without repeats, at least one; returns the footer. Raises UserError where the
    disk is full or the file cannot be written."""
    pa = arrow()
    footer = Footer.of(rows, timezone, crs)
    table = _table(rows)
    geo = {
        "version": "1.1.0",
        "primary_column": "geometry",
        "columns": {
            "geometry": {
                "encoding": "point",
                "geometry_types": ["Point"],
                "crs": json.loads(projjson(crs)),
                "bbox": footer.bounds,
            }
        },
    }
    table = table.replace_schema_metadata({b"geo": json.dumps(geo).encode(), KEY: footer.text()})
    numbers = ["geometry.x", "geometry.y", *(name for name in (*NUMBERS, EXACT_TIME) if name in table.column_names)]
    try:
        pa.parquet.write_table(
            table,
            path,
            row_group_size=ROWS_IN_GROUP,
            compression="zstd",
            use_dictionary=["unit"],
            column_encoding={
                **dict.fromkeys(numbers, "BYTE_STREAM_SPLIT"),
                **dict.fromkeys(("time", "source_id"), "DELTA_BINARY_PACKED"),
            },
        )
    except OSError as error:
        raise UserError(tr("{path} could not be written: {reason}.", path=path, reason=error)) from None
    return footer


def _table(rows: Rows):
    pa = arrow()
    ticks = np.rint(rows.t * TICKS).astype(np.int64)
    names = pa.array(rows.unit_names, pa.string())
    columns = {
        "unit": pa.DictionaryArray.from_arrays(pa.array(rows.unit.astype(np.int32)), names),
        "time": pa.array(ticks).view(pa.timestamp("us", "UTC")),
        "geometry": pa.StructArray.from_arrays([pa.array(rows.x), pa.array(rows.y)], ["x", "y"]),
        "source_id": pa.array(rows.source_id.astype(np.int64)),
    }
    for name in NUMBERS:
        values = getattr(rows, name)
        if values is not None and not np.isnan(values).all():
            columns[name] = pa.array(values, mask=np.isnan(values))
    if np.any(ticks / TICKS != rows.t):
        columns[EXACT_TIME] = pa.array(rows.t)
    return pa.table(columns)


def read_footer(metadata, file: str, timezone: str, crs: str) -> Footer:
    """The description of a day, from the metadata of its Parquet file. file: within the archive, for messages. Raises
    UserError where the file was not written by Blindspot, or for another archive."""
    pa = arrow()
    again = tr_again(AGAIN)
    try:
        footer = Footer.read((metadata.metadata or {})[KEY])
    except (KeyError, ValueError, TypeError):
        raise UserError(
            tr("{file} was not written by this version of Blindspot. {again}", file=file, again=again)
        ) from None
    schema = metadata.schema.to_arrow_schema()
    for name, type_ in _types().items():
        index = schema.get_field_index(name)
        found = schema.field(index).type if index >= 0 else None
        if found is not None and pa.types.is_dictionary(found):
            found = found.value_type
        optional = name not in ALWAYS
        if found != type_ and not (found is None and optional):
            values = {"file": file, "column": name, "wanted": type_, "found": found, "again": again}
            raise UserError(
                tr("{file} has no column {column}. {again}", **values)
                if found is None
                else tr("The column {column} of {file} is {found}, not {wanted}. {again}", **values)
            )
    for ours, theirs, what in ((crs, footer.crs, tr("CRS")), (timezone, footer.timezone, tr("time zone"))):
        if ours != theirs:
            raise UserError(
                tr(
                    "The {what} of {file} is {theirs}, that of the archive is {ours}. {again}",
                    what=what,
                    file=file,
                    theirs=theirs[:60],
                    ours=ours[:60],
                    again=again,
                )
            )
    if footer.fixes != metadata.num_rows or not footer.fixes:
        raise UserError(tr("{file} has lost rows. {again}", file=file, again=again))
    return footer


def _types() -> dict:
    """The types of all columns; texts may be dictionaries."""
    pa = arrow()
    real = pa.float64()
    return {
        "unit": pa.string(),
        "time": pa.timestamp("us", "UTC"),
        "geometry": pa.struct([("x", real), ("y", real)]),
        "source_id": pa.int64(),
        **dict.fromkeys((*NUMBERS, EXACT_TIME), real),
    }


GROUPS_AT_ONCE = 4
"""Row groups that are held in memory as they were read, before those rows of them are taken that are wanted."""


def read_rows(
    opened,
    units: tuple[str, ...],
    since: float = -np.inf,
    until: float = np.inf,
    box: Box | None = None,
    numbers: tuple[str, ...] = NUMBERS,
) -> Rows:
    """The rows of an opened ParquetFile (with unit read as a dictionary) with since <= t <= until and within the box.
    units: sorted names, as in its footer; numbers: the optional columns to read. Only the row groups that may hold such
    rows are read. Raises KeyError where a row has another unit."""
    schema = opened.schema_arrow
    exact = schema.get_field_index(EXACT_TIME) >= 0
    there = [name for name in numbers if schema.get_field_index(name) >= 0]
    time = EXACT_TIME if exact else "time"
    groups, parts = _groups(opened.metadata, since, until, box), []
    columns = ["unit", time, "geometry", "source_id", *there]
    for start in range(0, len(groups), GROUPS_AT_ONCE) or [0]:
        table = opened.read_row_groups(groups[start : start + GROUPS_AT_ONCE], columns, use_threads=False)
        rows = _rows(table, units, exact, there)
        del table
        inside = _inside(rows, since, until, box)
        parts.append(rows if inside is None or inside.all() else rows.take(np.flatnonzero(inside)))
    return parts[0] if len(parts) == 1 else joined(parts)


def _rows(table, units: tuple[str, ...], exact: bool, there: list[str]) -> Rows:
    """The rows of a table. exact: whether it has EXACT_TIME; there: the optional columns that it has."""
    geometry = table.column("geometry").chunks
    x, y = (_numbers([each.field(axis) for each in geometry]) for axis in (0, 1))
    t = _numbers(table.column(EXACT_TIME).chunks) if exact else _seconds(table.column("time").chunks)
    return Rows(
        x,
        y,
        t,
        _codes(table.column("unit").chunks, units),
        _numbers(table.column("source_id").chunks, np.int64),
        units,
        **{name: _numbers(table.column(name).chunks) for name in there},
    )


def _groups(metadata, since: float, until: float, box: Box | None) -> list[int]:
    """The row groups that may hold rows of the time and in the box, by their statistics."""
    if box is None and not np.isfinite(since) and not np.isfinite(until):
        return list(range(metadata.num_row_groups))
    first = metadata.row_group(0) if metadata.num_row_groups else None
    index = {first.column(i).path_in_schema: i for i in range(first.num_columns)} if first else {}
    ranges: list[tuple[str, float, float, Callable]] = [("time", since, until, _stamp)]
    if box is not None:
        ranges += [("geometry.x", box[0], box[2], float), ("geometry.y", box[1], box[3], float)]
    found = []
    for group in range(metadata.num_row_groups):
        columns = metadata.row_group(group)
        for name, low, high, number in ranges:
            statistics = columns.column(index[name]).statistics
            if statistics is None or not statistics.has_min_max:
                continue
            if number(statistics.max) < low or number(statistics.min) > high:
                break
        else:
            found.append(group)
    return found


def _stamp(moment) -> float:
    return moment.timestamp()


def _inside(rows: Rows, since: float, until: float, box: Box | None) -> np.ndarray | None:
    """(n,) whether rows are of the time and in the box; None where all are."""
    inside = None
    bounds = [(rows.t, since, until)]
    if box is not None:
        bounds += [(rows.x, box[0], box[2]), (rows.y, box[1], box[3])]
    for values, low, high in bounds:
        if np.isfinite(low) or np.isfinite(high):
            within = (values >= low) & (values <= high)
            inside = within if inside is None else inside & within
    return inside


def _numbers(chunks: list, kind: type = float) -> np.ndarray:
    """All values of the chunks of a column; NaN where null."""
    return np.concatenate([np.zeros(0, kind), *(chunk.to_numpy(zero_copy_only=False) for chunk in chunks)])


def _seconds(chunks: list) -> np.ndarray:
    pa = arrow()
    t = np.empty(sum(map(len, chunks)))
    done = 0
    for chunk in chunks:
        np.divide(chunk.view(pa.int64()).to_numpy(), TICKS, out=t[done : done + len(chunk)])
        done += len(chunk)
    return t


def _codes(chunks: list, units: tuple[str, ...]) -> np.ndarray:
    """(n,) codes into `units` of dictionary chunks."""
    code = {name: index for index, name in enumerate(units)}
    kind = np.int16 if len(units) < 32_000 else np.int32
    found = np.empty(sum(map(len, chunks)), kind)
    done = 0
    for chunk in chunks:
        codes = np.array([code[name] for name in chunk.dictionary.to_pylist()], kind)
        np.take(codes, chunk.indices.to_numpy(), out=found[done : done + len(chunk)])
        done += len(chunk)
    return found
