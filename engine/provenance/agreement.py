"""Whether two tables have the same rows, in whichever order, and where they do not, by how much they differ."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .ordinates import ordinates

CLOSE = 1e-9
"""The greatest relative difference of numbers that another machine or library may make."""
NOTHING = 1e-12
"""A difference that small is none: next to 0, relative differences say nothing."""
THOUSANDTH = 1e-3
"""The greatest difference of moments (s), which formats keep to the millisecond, and of coordinates (m, s)."""
GEOMETRY = "geometry"


@dataclass(frozen=True)
class FieldDifference:
    """rows: how many pairs of rows differ in the field; largest: the greatest difference, in the unit of the field or
    of the CRS, seconds for moments, infinite where there is no number to give (texts, null); close: whether all
    differences are as small as another machine may make them."""

    name: str
    rows: int
    largest: float
    close: bool


@dataclass(frozen=True)
class Agreement:
    """The comparison of the features of a layer, as given, with those of the layer that was made again.

    given, again: the number of features; only_given, only_again: how many of them have no equal in the other; fields:
    in what these differ, where they could be paired; left: how many could not be paired; missing, added: fields that
    only the given layer has, and that only the other has.
    """

    given: int
    again: int
    only_given: int = 0
    only_again: int = 0
    fields: tuple[FieldDifference, ...] = ()
    left: int = 0
    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()

    @property
    def different(self) -> int:
        """Features of one that the other does not have."""
        return max(self.only_given, self.only_again)

    @property
    def equal(self) -> bool:
        """Whether all features are the same."""
        return not self.different and not self.missing

    @property
    def close(self) -> bool:
        """Whether they are the same, apart from differences that another machine may make."""
        small = not self.left and bool(self.fields) and all(field.close for field in self.fields)
        return self.equal or (self.given == self.again and small and not self.missing)


def unmatched(given: np.ndarray, again: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The rows of each of two tables that have no equal in the other, rising. given, again: (n,) and (m,) hashes of
    rows; a row that occurs twice needs two equals."""
    known, which = np.unique(np.concatenate((given, again)), return_inverse=True)
    one, other = which[: len(given)], which[len(given) :]
    more = np.bincount(one, minlength=len(known)) - np.bincount(other, minlength=len(known))
    return _last(one, np.maximum(more, 0)), _last(other, np.maximum(-more, 0))


def _last(which: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """The last `counts[g]` rows of each group g, rising. which: (n,) the group of each row."""
    order = np.argsort(which, kind="stable")[::-1]
    groups = which[order]
    first = np.searchsorted(-groups, -groups)  # groups fall
    return np.sort(order[np.arange(len(order)) - first < counts[groups]])


def compared(given: dict[str, np.ndarray], again: dict[str, np.ndarray]) -> tuple[tuple[FieldDifference, ...], int]:
    """In what the rows of two tables differ, and how many rows have no partner.

    given, again: (n,) and (m,) columns of the same names: float64 (NaN is null), datetime64, or objects: texts and
    None; GEOMETRY: little-endian ISO WKB and None. Rows are paired by what identifies them, else in their order.
    """
    sizes = [len(next(iter(table.values()), ())) for table in (given, again)]
    one, other = _pairs(given, again, *sizes)
    found = []
    for name in given:
        differs, amount, close = _differences(given[name][one], again[name][other], name == GEOMETRY)
        if differs.any():
            found.append(
                FieldDifference(name, int(differs.sum()), float(amount[differs].max()), bool(close[differs].all()))
            )
    return tuple(found), max(sizes) - len(one)


def _pairs(given: dict, again: dict, rows: int, others: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows that belong together: those with the same value in the field that identifies most of them."""
    best = np.zeros((2, 0), int)
    for name in given:
        if best.shape[1] == min(rows, others):
            break
        if _identifies(given[name]) and _identifies(again[name]):
            best = max(best, _by_field(given, again, name), key=lambda found: found.shape[1])
    whole = [name for name in given if name != GEOMETRY and all(_is_key(table[name]) for table in (given, again))]
    if whole and best.shape[1] < min(rows, others):
        best = max(best, _matches(_keys(given, whole), _keys(again, whole)), key=lambda found: found.shape[1])
    if rows == others and best.shape[1] < rows / 2:
        best = np.tile(np.arange(rows), (2, 1))
    return best[0], best[1]


def _by_field(given: dict, again: dict, name: str) -> np.ndarray:
    """(2, k) the rows with the same value in a field that identifies them."""
    one, other = given[name], again[name]
    if len(one) == len(other) and one.dtype == other.dtype and (one == other).all():
        return np.tile(np.arange(len(one)), (2, 1))
    return _matches(_keys(given, (name,)), _keys(again, (name,)))


def _identifies(column: np.ndarray) -> bool:
    """Whether a column has another value in each row."""
    return _is_key(column) and len(set(column.tolist())) == len(column)


def _is_key(column: np.ndarray) -> bool:
    """Whether a column can identify rows: texts, moments and whole numbers."""
    return column.dtype.kind != "f" or bool((column == np.floor(column)).all())


def _keys(table: dict[str, np.ndarray], names: Sequence[str]) -> list[tuple]:
    return list(zip(*(table[name].tolist() for name in names), strict=True))


def _matches(one: list[tuple], other: list[tuple]) -> np.ndarray:
    """(2, k) the rows of each with the same key; rows with the same key are paired in their order."""
    waiting: dict[tuple, list[int]] = {}
    for row, key in enumerate(other):
        waiting.setdefault(key, []).append(row)
    found = [(row, waiting[key].pop(0)) for row, key in enumerate(one) if waiting.get(key)]
    return np.array(found, int).reshape(-1, 2).T


def _differences(one: np.ndarray, other: np.ndarray, shapes: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(k,) whether values differ, by how much, and whether that is close."""
    if shapes:
        found = [_distance(a, b) for a, b in zip(one, other, strict=True)]
        amount = np.array([amount for amount, _ in found])
        return amount > 0, amount, np.array([close for _, close in found], bool)
    if one.dtype.kind == "O" or one.dtype.kind != other.dtype.kind:
        differs = np.array([a != b for a, b in zip(one, other, strict=True)], bool)
        return differs, np.where(differs, np.inf, 0.0), ~differs
    if one.dtype.kind == "M":
        null, others = np.isnat(one), np.isnat(other)
        amount = np.abs((one - other) / np.timedelta64(1, "ms")) / 1000
        allowed = np.full(len(one), THOUSANDTH)
    else:
        null, others = np.isnan(one), np.isnan(other)
        amount, allowed = np.abs(one - other), allowed_between(one, other)
    amount = np.where(null & others | (one == other), 0.0, np.where(null | others, np.inf, amount))
    return amount > 0, amount, amount <= np.nan_to_num(allowed)


def allowed_between(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """The difference of numbers that another machine may make."""
    return np.maximum(CLOSE * np.maximum(np.abs(one), np.abs(other)), NOTHING)


def _distance(one: bytes | None, other: bytes | None) -> tuple[float, bool]:
    """The greatest difference of two geometries in any coordinate, and whether it is close."""
    if one == other:
        return 0.0, True
    (kinds, a), (others, b) = ordinates(one), ordinates(other)
    if kinds != others:
        return np.inf, False
    differs = ~((a == b) | (np.isnan(a) & np.isnan(b)))
    a, b = a[differs], b[differs]
    amount = np.abs(a - b)
    if np.isnan(amount).any():
        return np.inf, False
    return float(amount.max(initial=0.0)), bool((amount <= np.minimum(allowed_between(a, b), THOUSANDTH)).all())
