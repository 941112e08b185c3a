"""The rows of one day, as arrays: sorting, repeats, merging."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from ..tracks.tracks import by_unit_and_time

NUMBERS = ("accuracy", "range", "detection_time")
"""Optional columns of numbers."""


@dataclass(frozen=True)
class Rows:
    """n rows of an archive.

    x, y: (n,) metres; t: (n,) s since the epoch; unit: (n,) codes into unit_names, which are sorted; source_id: (n,)
    integers, the feature id in the source. accuracy, range: (n,) metres, and detection_time: (n,) seconds, NaN where
    unknown, or None.
    """

    x: np.ndarray
    y: np.ndarray
    t: np.ndarray
    unit: np.ndarray
    source_id: np.ndarray
    unit_names: tuple[str, ...]
    accuracy: np.ndarray | None = None
    range: np.ndarray | None = None
    detection_time: np.ndarray | None = None

    def __len__(self) -> int:
        return len(self.t)

    def take(self, index: np.ndarray) -> "Rows":
        """The rows at these indices, with all names of units."""
        columns = {column: getattr(self, column) for column in COLUMNS}
        return replace(self, **{name: values[index] for name, values in columns.items() if values is not None})

    def trimmed(self) -> "Rows":
        """The same without names that no row has, and without columns of numbers that are unknown everywhere."""
        empty = (name for name in NUMBERS if getattr(self, name) is not None and np.isnan(getattr(self, name)).all())
        rows = replace(self, **dict.fromkeys(empty))
        used = np.zeros(len(self.unit_names), bool)
        used[self.unit] = True
        if used.all():
            return rows
        code = np.cumsum(used) - 1
        names = tuple(name for name, has in zip(self.unit_names, used.tolist(), strict=True) if has)
        return replace(rows, unit=code[self.unit], unit_names=names)


COLUMNS = tuple(column.name for column in fields(Rows) if column.name != "unit_names")


def joined(parts: Sequence[Rows]) -> Rows:
    """The rows of all parts, in their order. A column that some parts lack is NaN there."""
    if len(parts) == 1:
        return parts[0]
    names = tuple(sorted({name for part in parts for name in part.unit_names}))
    code = {name: index for index, name in enumerate(names)}
    columns = {}
    for column in COLUMNS:
        values = [getattr(part, column) for part in parts]
        if column == "unit":
            maps = [np.array([code[name] for name in part.unit_names], np.int32) for part in parts]
            values = [each[part] for each, part in zip(maps, values, strict=True)]
        elif all(part is None for part in values):
            columns[column] = None
            continue
        elif column in NUMBERS:
            nothing = [np.full(len(part), np.nan) for part in parts]
            values = [other if part is None else part for part, other in zip(values, nothing, strict=True)]
        columns[column] = np.concatenate(values)
    return Rows(**columns, unit_names=names)


def in_order(rows: Rows, age: np.ndarray | None = None) -> tuple[Rows, np.ndarray | None, int]:
    """The rows sorted by unit, time, x and y, without exact repeats (the same unit, time and position); their age; and
    how many repeats were left out.

    Of repeats the most accurate stays, of these the one with the least age, then the least source_id. So the result
    does not depend on the order of the rows. age: (n,) numbers, None where all are alike.
    """
    order = by_unit_and_time(rows.unit, rows.t)
    if order is not None:
        rows = rows.take(order)
        age = None if age is None else age[order]
    tied = np.flatnonzero((rows.unit[1:] == rows.unit[:-1]) & (rows.t[1:] == rows.t[:-1]))
    if not len(tied):
        return rows, age, 0
    few = np.unique(np.r_[tied, tied + 1])
    accuracy = np.zeros(len(few)) if rows.accuracy is None else rows.accuracy[few]  # NaN sorts last
    ages = np.zeros(len(few)) if age is None else age[few]
    keys = (rows.source_id[few], ages, accuracy, rows.y[few], rows.x[few], rows.t[few], rows.unit[few])
    index = np.arange(len(rows))
    index[few] = few[np.lexsort(keys)]
    rows = rows.take(index)
    same = np.r_[False, (rows.unit[1:] == rows.unit[:-1]) & (rows.t[1:] == rows.t[:-1])]
    same[1:] &= (rows.x[1:] == rows.x[:-1]) & (rows.y[1:] == rows.y[:-1])
    age = None if age is None else age[index]
    if not same.any():
        return rows, age, 0
    return rows.take(~same), None if age is None else age[~same], int(same.sum())


def equal(one: Rows, other: Rows, columns: Sequence[str] = COLUMNS) -> bool:
    """Whether all values of these columns are the same, row by row."""
    if one.unit_names != other.unit_names or len(one) != len(other):
        return False
    for column in columns:
        a, b = getattr(one, column), getattr(other, column)
        if (a is None) != (b is None):
            return False
        if a is not None and not np.array_equal(a, b, equal_nan=column in NUMBERS):
            return False
    return True
