"""Visits that go on across the edge between two slices.

A visit counts where it begins. But whether it has an instant in the watch can show in several slices, in each of which
the visit is seen in part. So each slice says which visits go on across its edges, and a visit that has been counted in
the watch is not counted again.
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Spanning:
    """Visits that span an edge, (v,) each: place and unit (code), of which no two are alike; watched: whether the slice
    has an instant of it in the watch; through: whether it also spans the edge at the other end of the slice."""

    place: np.ndarray
    unit: np.ndarray
    watched: np.ndarray
    through: np.ndarray

    @classmethod
    def none(cls) -> "Spanning":
        whole, flag = np.zeros(0, np.int32), np.zeros(0, bool)
        return cls(whole, whole, flag, flag)

    @classmethod
    def joined(cls, parts: list["Spanning"]) -> "Spanning":
        columns = ([getattr(part, name) for part in parts] for name in ("place", "unit", "watched", "through"))
        return cls(*map(np.concatenate, columns)) if parts else cls.none()

    def keys(self, codes: np.ndarray) -> np.ndarray:
        """(v,) one number for each place and unit. codes: the code of each unit in all slices."""
        return self.place.astype(np.int64) << 32 | codes[self.unit].astype(np.int64)


class CountedVisits:
    """Follows the visits that span edges, slice by slice."""

    def __init__(self) -> None:
        self._counted = np.zeros(0, np.int64)  # those that reach the edge and have been counted in the watch

    def counted_before(self, left: Spanning, right: Spanning, codes: np.ndarray) -> np.ndarray:
        """The places, one for each visit, whose visit in the watch is counted in this slice and was counted before.
        left, right: the visits that span the start and the end of the slice, left ones only if they are watched."""
        known = np.isin(left.keys(codes), self._counted)
        keys = right.keys(codes)
        self._counted = keys[right.watched | (right.through & np.isin(keys, self._counted))]
        return left.place[known]
