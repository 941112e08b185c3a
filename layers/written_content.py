"""The content of a layer in memory, from the rows that are written to it: reading them back takes as long as writing
them."""

from collections.abc import Sequence

import numpy as np
from qgis.core import QgsFields
from qgis.PyQt.QtCore import QDateTime

from .content import IDS, Content, hashes_of_values
from .row_hashes import GEOMETRY, hashes_of_geometries, rows_of
from .sinks import LONG, MOMENT, REAL, TEXT, WHOLE

NONE = type(None)
UNCHANGED = {
    WHOLE: {int, NONE},
    LONG: {int, NONE},
    REAL: {float, int, NONE},
    TEXT: {str, NONE},
    MOMENT: {QDateTime, NONE},
}
"""Types of values that a layer in memory returns as they were written, by field type. QGIS converts others."""
LARGEST = {WHOLE: 2**31 - 1, LONG: 2**63 - 1}


class WrittenContent:
    """Collects the hashes of rows while they are written to a layer in memory."""

    def __init__(self, fields: QgsFields):
        self._fields = fields
        self._rows: list[np.ndarray] = []
        self._known = all(field.type() in UNCHANGED and not (field.length() or field.precision()) for field in fields)

    def add(self, wkb: Sequence[bytes | None], columns: Sequence[Sequence]) -> None:
        """Adds rows. columns: in the order of the fields."""
        self._known = self._known and all(map(_unchanged, self._types, columns))
        if not self._known:
            return
        hashes = {
            field.name(): hashes_of_values(field.type(), column)
            for field, column in zip(self._fields, columns, strict=True)
            if field.name().lower() not in IDS
        }
        if any(shape is not None for shape in wkb):
            hashes[GEOMETRY] = hashes_of_geometries(wkb)
        self._rows.append(rows_of(hashes, len(wkb)))

    def content(self) -> Content | None:
        """The content of the layer, as `content_of` returns it; None where QGIS may have converted some values."""
        return Content(np.concatenate([np.zeros(0, np.uint64), *self._rows])) if self._known else None

    @property
    def _types(self) -> list:
        return [field.type() for field in self._fields]


def _unchanged(kind, column: Sequence) -> bool:
    """Whether a layer in memory returns these values as they are."""
    if not isinstance(column, list) or not UNCHANGED[kind].issuperset(map(type, column)):
        return False
    largest = LARGEST.get(kind)
    return largest is None or all(value is None or -largest <= value <= largest for value in column)
