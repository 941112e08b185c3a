"""The times of the rows of a table as instants."""

import numpy as np

from ..timing.date_and_time import read_date_and_time
from ..timing.time_format import AUTOMATIC, TimeFormat
from ..timing.timestamps import Instants, read_numbers, read_text, read_wall_clock
from .table_files import LOCAL, MOMENTS, NUMBER, TableRows


def table_instants(
    rows: TableRows, timezone: str, naive_is_utc: bool = False, form: TimeFormat = AUTOMATIC
) -> tuple[Instants, np.ndarray]:
    """The instants of the rows, and (n,) whether a row has no time. timezone: of times without one, or UTC with
    naive_is_utc; form: of texts and numbers. Raises UserError for an unknown zone."""
    missing = _missing(rows.time)
    if rows.date is not None:
        read = read_date_and_time(rows.date, rows.time, timezone, naive_is_utc, form)
        return read, missing | _missing(rows.date)
    if rows.kind in (MOMENTS, LOCAL):
        return read_wall_clock(rows.time, ~missing & (rows.kind == LOCAL), timezone, naive_is_utc), missing
    if rows.kind == NUMBER:
        return read_numbers(rows.time, timezone, naive_is_utc, form), missing
    return read_text(rows.time, timezone, naive_is_utc, form), missing


def _missing(values: np.ndarray) -> np.ndarray:
    return np.isnan(values) if values.dtype.kind == "f" else values == ""
