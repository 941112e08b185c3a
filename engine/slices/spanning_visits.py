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
        self._any = False  # whether there was a slice
        self._counted = np.zeros(0, np.int64)  # those that reach the edge and have been counted in the watch
        self._through = np.zeros(0, np.int64)  # those that reach the edge and span the start of the first slice
        self._left, self._right = np.zeros(0, np.int64), np.zeros(0, np.int64)

    def counted_before(self, left: Spanning, right: Spanning, codes: np.ndarray) -> np.ndarray:
        """The places, one for each visit, whose visit in the watch is counted in this slice and was counted before.
        left, right: the visits that span the start and the end of the slice, left ones only if they are watched."""
        came, keys = left.keys(codes), right.keys(codes)
        known = np.isin(came, self._counted)
        own = came if not self._any else came[np.isin(came, self._through) & ~known]
        self._left = np.r_[self._left, own]
        self._counted = keys[right.watched | (right.through & np.isin(keys, self._counted))]
        self._through = keys[right.through & (np.isin(keys, self._through) if self._any else True)]
        self._right, self._any = keys, True
        return left.place[known]

    @property
    def left(self) -> Spanning:
        """The watched visits that span the start of all slices together."""
        watched = np.ones(len(self._left), bool)
        return Spanning(*_place_and_unit(self._left), watched, watched)

    @property
    def right(self) -> Spanning:
        """The visits that span the end of all slices together."""
        keys = self._right
        return Spanning(*_place_and_unit(keys), np.isin(keys, self._counted), np.isin(keys, self._through))


def _place_and_unit(keys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return (keys >> 32).astype(np.int32), (keys & 0xFFFFFFFF).astype(np.int32)
