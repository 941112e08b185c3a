"""Files of tables of fixes, CSV and Parquet, read in chunks through pyarrow, so that the memory does not depend on
their size."""

import csv
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pandas as pd
import shapely

from ..errors import UserError
from ..language import tr
from ..tables import pyproj
from ..text import listed, plain_text
from .arrow_library import arrow
from .dataset import filesystem
from .rows import NUMBERS

CHUNK = 1_000_000
"""Rows at once, about."""
BLOCK = 1 << 24
"""Bytes of a CSV file at once."""
SEPARATORS = ",;\t|"
SAMPLE = 65_536
TICKS = MappingProxyType({"s": 1.0, "ms": 1e3, "us": 1e6, "ns": 1e9})
"""Per second."""
MOMENTS, LOCAL, NUMBER, TEXT = "moments", "local", "numbers", "texts"


@dataclass(frozen=True)
class TableFields:
    """The columns of a table; empty where there is none. x, y: of the position; empty for the geometries of a
    GeoParquet file."""

    time: str
    unit: str = ""
    x: str = ""
    y: str = ""
    date: str = ""
    accuracy: str = ""
    range: str = ""
    detection_time: str = ""


@dataclass(frozen=True)
class TableRows:
    """n rows of a table, as they are in it.

    x, y: (n,) NaN where there is no position; time: (n,) numbers, NaN where missing, or texts, empty where missing;
    kind: MOMENTS or LOCAL: s since the epoch, as if the clocks showed UTC for LOCAL, which has no zone; NUMBER or TEXT:
    as read; date: (n,) texts or numbers, or None; unit: (n,) codes into unit_names, -1 where missing; row: (n,) the
    number of the row. The rest: (n,) or None.
    """

    x: np.ndarray
    y: np.ndarray
    time: np.ndarray
    kind: str
    unit: np.ndarray
    unit_names: list[str]
    row: np.ndarray
    date: np.ndarray | None = None
    accuracy: np.ndarray | None = None
    range: np.ndarray | None = None
    detection_time: np.ndarray | None = None

    def __len__(self) -> int:
        return len(self.row)

    def sorted_units(self) -> tuple[np.ndarray, tuple[str, ...]]:
        """(n,) codes into sorted names; rows without a name belong to the unit ''."""
        given = [*self.unit_names, ""]
        names = tuple(sorted({given[code] for code in np.unique(self.unit).tolist()}))
        index = {name: place for place, name in enumerate(names)}
        return np.array([index.get(name, 0) for name in given], np.int32)[self.unit], names


DEGREES = (("longitude", "latitude"), ("lon", "lat"), ("long", "lat"), ("lng", "lat"))
"""Usual names of the columns of positions in degrees."""


@dataclass(frozen=True)
class TableFile:
    """A CSV or Parquet file. All values of a CSV file are texts at first, so that 007 stays a name. path: of the file;
    of a Parquet file also an address in the network."""

    path: str

    @property
    def name(self) -> str:
        return Path(self.path).name

    @property
    def is_parquet(self) -> bool:
        return Path(self.path).suffix.lower() in (".parquet", ".geoparquet", ".pq")

    @cached_property
    def columns(self) -> list[str]:
        """The names of all columns. Raises UserError where the file cannot be read."""
        return self._schema.names if self.is_parquet else self._dialect[2]

    @cached_property
    def rows(self) -> int:
        """How many there are, about."""
        if self.is_parquet:
            with self._opened() as file:
                return file.metadata.num_rows
        with Path(self.path).open("rb") as file:
            sample = file.read(SAMPLE)
        return max(int(Path(self.path).stat().st_size * sample.count(b"\n") / max(len(sample), 1)), 1)

    @cached_property
    def crs(self) -> str | None:
        """The CRS of a GeoParquet file, authority code or WKT; empty where it is unknown; None where the file is no
        GeoParquet."""
        if self._geometry is None:
            return None
        _, about = self._geometry
        if "crs" not in about:
            return "EPSG:4326"  # what GeoParquet means by it, longitude first
        if about["crs"] is None:
            return ""
        found = pyproj.CRS.from_json_dict(about["crs"])
        authority = found.to_authority()
        if authority is None:
            return found.to_wkt()
        return "EPSG:4326" if authority == ("OGC", "CRS84") else ":".join(authority)

    def time_column(self) -> str:
        """The only column of dates and times of a Parquet file; empty where there is none, or several."""
        if not self.is_parquet:
            return ""
        found = [field.name for field in self._schema if arrow().types.is_timestamp(field.type)]
        return found[0] if len(found) == 1 else ""

    def degree_columns(self) -> tuple[str, str]:
        """The columns of longitude and latitude, by their usual names; empty where there are none, or several."""
        found = [
            (x, y) for x in self.columns for y in self.columns if (x.strip().lower(), y.strip().lower()) in DEGREES
        ]
        return found[0] if len(found) == 1 else ("", "")

    def check(self, fields: TableFields) -> None:
        """Raises UserError where a column is missing, or nothing tells the positions."""
        wanted = (fields.time, fields.date, fields.unit, fields.x, fields.y)
        missing = [name for name in wanted if name and name not in self.columns]
        if missing:
            raise UserError(
                tr(
                    "It has no column {column}. It has: {known}.",
                    column=listed(missing, 5),
                    known=listed(self.columns, 40),
                )
            )
        if not (fields.x and fields.y) and self.crs is None:
            raise UserError(
                tr(
                    "It is a table without geometries: set X_FIELD and Y_FIELD. It has: {known}.",
                    known=listed(self.columns, 40),
                )
            )

    def chunks(self, fields: TableFields) -> Iterator[TableRows]:
        """The rows in their order. Raises UserError where the file cannot be read."""
        self.check(fields)
        pa, held, count, first = arrow(), [], 0, 0 if self.is_parquet else 1  # as GDAL numbers them
        try:
            for batch in self._batches(self._names(fields)):
                held.append(batch)
                count += len(batch)
                if count >= CHUNK:
                    yield self._rows(pa.Table.from_batches(held), fields, first)
                    first, held, count = first + count, [], 0
            if count:
                yield self._rows(pa.Table.from_batches(held), fields, first)
        except (OSError, pa.ArrowException) as error:
            raise _not_read(error) from None

    def _names(self, fields: TableFields) -> list[str]:
        names = [fields.time, fields.date, fields.unit, fields.x, fields.y]
        names += [name for name in (getattr(fields, number) for number in NUMBERS) if name in self.columns]
        if not (fields.x and fields.y):
            names.append(self._geometry[0])
        return list(dict.fromkeys(filter(None, names)))

    def _batches(self, names: list[str]) -> Iterator:
        pa = arrow()
        if self.is_parquet:
            with self._opened() as file:
                yield from file.iter_batches(CHUNK // 8, columns=names, use_threads=False)
            return
        reading = pa.csv
        separator, encoding, columns = self._dialect
        with reading.open_csv(
            self.path,
            reading.ReadOptions(block_size=BLOCK, encoding=encoding, column_names=columns, skip_rows=1),
            reading.ParseOptions(delimiter=separator, newlines_in_values=False),
            reading.ConvertOptions(
                include_columns=names, column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        ) as batches:
            yield from batches

    def _rows(self, table, fields: TableFields, first: int) -> TableRows:
        if fields.x and fields.y:
            x, y = (_floats(table.column(name)) for name in (fields.x, fields.y))
        else:
            x, y = _positions(table.column(self._geometry[0]), self._geometry[1].get("encoding", "WKB"))
        time, kind = _times(table.column(fields.time))
        unit, names = (np.zeros(len(table), np.int32), [""]) if not fields.unit else _codes(table.column(fields.unit))
        given = {name: getattr(fields, name) for name in NUMBERS if getattr(fields, name) in table.column_names}
        numbers = {name: _floats(table.column(column)) for name, column in given.items() if column}
        date = _times(table.column(fields.date))[0] if fields.date else None
        row = np.arange(first, first + len(table))
        return TableRows(x, y, time, kind, unit, names, row, date, **numbers)

    @cached_property
    def _schema(self):
        with self._opened() as file:
            return file.schema_arrow

    @contextmanager
    def _opened(self) -> Iterator:
        """The Parquet file. Raises UserError where it cannot be read."""
        pa = arrow()
        system, path = filesystem(self.path)
        try:
            with system.open_input_file(path) as file:
                yield pa.parquet.ParquetFile(file)
        except (OSError, pa.ArrowException) as error:
            raise _not_read(error) from None

    @cached_property
    def _geometry(self) -> tuple[str, dict] | None:
        """The geometry column of a GeoParquet file, and what its footer says of it."""
        if not self.is_parquet or b"geo" not in (self._schema.metadata or {}):
            return None
        try:
            geo = json.loads(self._schema.metadata[b"geo"])
            return geo["primary_column"], geo["columns"][geo["primary_column"]]
        except (ValueError, KeyError, TypeError) as error:
            raise _not_read(error) from None

    @cached_property
    def _dialect(self) -> tuple[str, str, list[str]]:
        """Separator, encoding and names of the columns of a CSV file."""
        try:
            with Path(self.path).open("rb") as file:
                sample = file.read(SAMPLE)
        except OSError as error:
            raise _not_read(error) from None
        head = sample.removeprefix(b"\xef\xbb\xbf").splitlines()[:1]
        if not head or b"\0" in sample:
            raise UserError(tr("It is empty, or no text."))
        encoding = "utf-8"
        try:
            sample[: sample.rfind(b"\n") + 1].decode(encoding)
        except UnicodeDecodeError:
            encoding = "cp1252"
        line = head[0].decode(encoding, "replace")
        separator = max(SEPARATORS, key=line.count)
        names = [name.strip() for name in next(csv.reader([line], delimiter=separator))]
        if len(set(names)) < len(names):
            raise UserError(tr("Two of its columns have the same name: {names}.", names=listed(names, 40)))
        return separator, encoding, names


def _floats(column) -> np.ndarray:
    """(n,) numbers; NaN where the value is missing or no number. Texts may have a decimal comma."""
    pa = arrow()
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        return column.cast(pa.float64()).to_numpy().astype(float)
    texts = pa.compute.replace_substring(pa.compute.utf8_trim_whitespace(column), ",", ".")
    filled = pa.compute.if_else(pa.compute.equal(texts, ""), None, texts)
    try:
        return filled.cast(pa.float64()).to_numpy().astype(float)
    except pa.ArrowInvalid:
        return pd.to_numeric(pd.Series(filled.to_pylist(), dtype=object), errors="coerce").to_numpy(float)


def _times(column) -> tuple[np.ndarray, str]:
    """(n,) times as TableRows has them, and their kind."""
    pa = arrow()
    if pa.types.is_timestamp(column.type):
        missing, zone = column.is_null().to_numpy(), column.type.tz
        with suppress(pa.ArrowInvalid):  # whole microseconds: as floats these are exact, nanoseconds are not
            column = column.cast(pa.timestamp("us", zone))
        ticks = column.cast(pa.int64()).fill_null(0).to_numpy()
        return np.where(missing, np.nan, ticks / TICKS[column.type.unit]), MOMENTS if zone else LOCAL
    if pa.types.is_integer(column.type) or pa.types.is_floating(column.type) or pa.types.is_decimal(column.type):
        return _floats(column), NUMBER
    texts = column.to_pylist()
    return np.array([plain_text(text) for text in texts], object), TEXT


def _codes(column) -> tuple[np.ndarray, list[str]]:
    """(n,) codes of the names of units, -1 where missing, and the names."""
    pa = arrow()
    column = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    column = column.unify_dictionaries().combine_chunks()
    if isinstance(column, pa.ChunkedArray):
        column = column.chunk(0)
    names = [plain_text(name) for name in column.dictionary.to_pylist()]
    codes = column.indices.fill_null(-1).to_numpy().astype(np.int32)
    empty = [index for index, name in enumerate(names) if not name]
    return np.where(np.isin(codes, empty), -1, codes) if empty else codes, names


def _positions(column, encoding: str) -> tuple[np.ndarray, np.ndarray]:
    """(n,) x and y of the points of a geometry column, NaN where there is none. Raises UserError for other kinds."""
    if encoding == "point":
        parts = [chunk.flatten() for chunk in column.chunks]  # null where the point is
        return tuple(
            np.concatenate([np.zeros(0), *(part[axis].to_numpy(zero_copy_only=False) for part in parts)])
            for axis in (0, 1)
        )
    if encoding != "WKB":
        raise UserError(tr("Its geometries are {encoding}; they must be points.", encoding=encoding))
    shapes = shapely.from_wkb(column.to_numpy())
    if np.any((shapely.get_type_id(shapes) != 0) & ~shapely.is_missing(shapes)):
        raise UserError(tr("Not all of its geometries are points."))
    return shapely.get_x(shapes), shapely.get_y(shapes)


def _not_read(error: Exception) -> UserError:
    reason = str(error).partition("\n")[0].rstrip(". ")
    return UserError(tr("It cannot be read: {reason}.", reason=reason))
