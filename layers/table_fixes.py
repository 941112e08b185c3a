"""Reads rows of CSV and Parquet files as Fixes, as the points of a layer are read."""

import numpy as np

from ..engine.archive.table_files import TableFields, TableRows
from ..engine.archive.table_times import table_instants
from ..engine.progress import Progress
from .fix_columns import FixColumns, FixFields
from .fixes import FixOrigin, ReadFixes, fixes_of_columns


def table_fixes(rows: TableRows, names: FixFields, origin: FixOrigin, progress: Progress) -> ReadFixes:
    """Rows as fixes, with their faults. names: the columns, and how to read their times. Raises UserError where the
    positions do not fit their CRS."""
    given = {name: getattr(rows, name) for name in ("accuracy", "range", "detection_time")}
    names = FixFields(
        names.time,
        names.unit,
        *(name if values is not None else "" for name, values in given.items()),
        names.timezone,
        names.naive_is_utc,
        names.date,
        names.format,
    )
    columns = FixColumns.of(names)
    for column, values in ((columns.x, rows.x), (columns.y, rows.y), (columns.row, rows.row)):
        column.append(values)
    columns.several.append(np.zeros(len(rows), np.int8))
    if names.unit:
        columns.unit.append((rows.unit, rows.unit_names))
    for name, column in columns.numbers.items():
        column.append(given[name])
    instants, null = table_instants(rows, names.timezone, names.naive_is_utc, names.format)
    return fixes_of_columns(columns, instants, null, names, origin, progress)


def table_columns(names: FixFields, x: str, y: str) -> TableFields:
    """The columns that are to be read of a table."""
    return TableFields(names.time, names.unit, x, y, names.date, names.accuracy, names.range, names.detection_time)
