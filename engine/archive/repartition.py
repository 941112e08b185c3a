"""Brings fixes that are in Parquet files of another division, or in an archive with other days, to an archive."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from ..errors import UserError
from ..language import tr
from ..progress import Progress, part, quiet
from ..timing.time_format import AUTOMATIC, TimeFormat
from ..tracks.fixes import Fixes
from ..tracks.tracks import NO_POSITION, NO_TIME
from .arrow_library import arrow
from .dataset import Archive, filesystem, is_archive
from .rejected import RejectedRows
from .table_files import TableFields, TableFile, TableRows
from .table_times import table_instants
from .writing import ArchiveWriter

Place = Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]
"""Transforms (n,) x and y to metres in the CRS of the archive; NaN where that is not possible."""


@dataclass(frozen=True)
class TableReading:
    """How to read tables. fields: their columns; timezone: of times without a zone, UTC with naive_is_utc; form: of
    texts and numbers; crs: of the positions, for the record of rejected rows."""

    fields: TableFields
    timezone: str
    naive_is_utc: bool = False
    form: TimeFormat = AUTOMATIC
    crs: str = ""


@dataclass(frozen=True)
class Repartitioned:
    """rows: how many were read; rejected: how many of them, by reason."""

    rows: int
    rejected: Counter


def add_archive(source: str, writer: ArchiveWriter, place: Place | None = None, progress: Progress = quiet) -> int:
    """Gives all fixes of an archive to the writer, a day at a time; returns how many. source: a folder or an address;
    place: None where the CRS is the same. Raises UserError where it cannot be read, or a position has no place."""
    archive = Archive.open(source)
    done = 0
    for index, day in enumerate(archive.days):
        rows = archive.rows(day)
        x, y = (rows.x, rows.y) if place is None else place(rows.x, rows.y)
        if not (np.isfinite(x).all() and np.isfinite(y).all()):
            raise UserError(tr("Positions of {date} lie outside the area of the new CRS.", date=day.date))
        fixes = Fixes(x, y, rows.t, rows.unit, rows.source_id, rows.unit_names, rows.accuracy)
        writer.add(fixes, rows.range, rows.detection_time)
        done += len(rows)
        progress((index + 1) / len(archive.days))
    return done


def add_tables(
    source: str, reading: TableReading, writer: ArchiveWriter, place: Place | None = None, progress: Progress = quiet
) -> Repartitioned:
    """Gives the rows of all Parquet files of a folder, and of the folders in it, to the writer, in chunks. Rows without
    a time or a position are rejected. source: a folder or an address; place: None where the positions are in the CRS of
    the archive. Raises UserError, which names the file, where one cannot be read."""
    if is_archive(source):
        raise UserError(tr("{source} is an archive: its days are not read as tables.", source=source))
    paths = parquet_files(source)
    if not paths:
        raise UserError(tr("{source} has no Parquet file.", source=source))
    rows, rejected = 0, Counter()
    for index, path in enumerate(paths):
        table, name = TableFile(path), path.removeprefix(source.rstrip("/")).lstrip("/")
        here = part(progress, index / len(paths), (index + 1) / len(paths))
        try:
            for chunk in table.chunks(reading.fields):
                rows += len(chunk)
                rejected.update(_add(chunk, name, reading, writer, place))
                here(min((chunk.row[-1] + 1) / max(table.rows, 1), 1.0))
        except UserError as error:
            raise UserError(f"{name}: {error}") from None
    return Repartitioned(rows, rejected)


def parquet_files(source: str) -> list[str]:
    """The Parquet files of a folder or an address and of the folders in it, sorted, each as `source` is given. Hidden
    files are left out."""
    return sorted(_found(source))


def _found(source: str) -> Iterator[str]:
    pa = arrow()
    system, base = filesystem(source)
    try:
        found = system.get_file_info(pa.fs.FileSelector(base, recursive=True))
    except OSError as error:
        raise UserError(tr("{source} cannot be read: {reason}.", source=source, reason=error)) from None
    for each in found:
        inside = each.path.removeprefix(base).lstrip("/")
        hidden = any(name.startswith((".", "_")) for name in inside.split("/"))
        if each.is_file and not hidden and inside.lower().endswith((".parquet", ".geoparquet", ".pq")):
            yield f"{source.rstrip('/')}/{inside}"


def _add(
    chunk: TableRows, name: str, reading: TableReading, writer: ArchiveWriter, place: Place | None
) -> dict[str, int]:
    """Gives a chunk to the writer; returns how many rows are rejected, by reason."""
    instants, _ = table_instants(chunk, reading.timezone, reading.naive_is_utc, reading.form)
    t = instants.seconds
    x, y = (chunk.x, chunk.y) if place is None else place(chunk.x, chunk.y)
    unit, names = chunk.sorted_units()
    placed = np.isfinite(x) & np.isfinite(y)
    good = placed & np.isfinite(t)
    numbers = [
        None if values is None else values[good] for values in (chunk.accuracy, chunk.range, chunk.detection_time)
    ]
    writer.add(Fixes(x[good], y[good], t[good], unit[good], chunk.row[good], names, numbers[0]), *numbers[1:])
    lost = np.flatnonzero(~good)
    reason = np.where(placed[lost], NO_TIME, NO_POSITION).astype(object)
    columns = (chunk.x[lost], chunk.y[lost], t[lost], unit[lost])
    writer.reject(RejectedRows(name, reading.crs, *columns, names, chunk.row[lost], reason))
    return Counter(reason.tolist())
