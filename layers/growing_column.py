"""A column that is read batch by batch."""

import numpy as np


class GrowingColumn:
    """One array that batches are copied into as they come.

    A list of batches takes more memory: twice that of the column while they are joined, and what lies between them in
    memory cannot be used for anything else meanwhile.
    """

    def __init__(self, expected: int = 0):
        """expected: about how many values will come. More are possible."""
        self.expected = expected
        self.count = 0
        self.values: np.ndarray | None = None

    def __len__(self) -> int:
        return self.count

    def at(self, index: np.ndarray) -> np.ndarray:
        """The values at these positions."""
        return self.values[: self.count][index]

    def append(self, part: np.ndarray) -> None:
        """Adds a batch. The column has the type of the first one, or a wider type if a later batch needs it."""
        part = np.asarray(part)
        if self.values is None:
            self.values = np.empty(max(self.expected, len(part)), part.dtype)
        kind, needed = np.result_type(self.values, part), self.count + len(part)
        if kind != self.values.dtype or needed > len(self.values):
            wider = np.empty(len(self.values) if needed <= len(self.values) else needed + needed // 4, kind)
            wider[: self.count] = self.values[: self.count]
            self.values = wider
        self.values[self.count : needed] = part
        self.count = needed

    def taken(self, kind: type | np.dtype | None = float) -> np.ndarray:
        """(count,) all values as `kind`; None: as they are. The column is empty afterwards."""
        values, count = self.values, self.count
        self.values, self.count = None, 0
        if values is None:
            return np.zeros(0, kind)
        kind = kind or values.dtype
        # reserved memory that was never written to takes no space, except on Windows
        found = values[:count] if 2 * count >= len(values) else values[:count].copy()
        return found.astype(kind, copy=False)


def joined(parts: GrowingColumn | list, kind: type | np.dtype | None = float) -> np.ndarray:
    """All values of a column, or of a list of batches, as one array. kind: their type; None, of a column: that which
    they have. It is emptied, because keeping both would take
    twice the memory."""
    if isinstance(parts, GrowingColumn):
        return parts.taken(kind)
    whole = (
        np.concatenate([np.asarray(part).astype(kind, copy=False) for part in parts]) if parts else np.zeros(0, kind)
    )
    parts.clear()
    return whole
