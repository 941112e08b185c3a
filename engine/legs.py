"""Legs: the straight pieces of tracks, from one fix to the next at constant speed."""

from dataclasses import dataclass, fields

import numpy as np

from .tracks import Tracks


@dataclass(frozen=True)
class Legs:
    """m straight legs at constant speed, sorted by unit, then time; (m,) each.

    From (x0, y0) at t0 to (x1, y1) at t1, in metres and seconds, by `unit` (code). A leg that is neither the first nor
    the last of its run begins where and when the one before it ended, to the last bit.
    first, last: bool, whether a run of joined legs begins, ends with this leg.
    """

    x0: np.ndarray
    y0: np.ndarray
    t0: np.ndarray
    x1: np.ndarray
    y1: np.ndarray
    t1: np.ndarray
    unit: np.ndarray
    first: np.ndarray
    last: np.ndarray

    def __len__(self) -> int:
        return len(self.unit)

    def take(self, index: np.ndarray | slice) -> "Legs":
        return Legs(*(getattr(self, column.name)[index] for column in fields(self)))


def legs_of(tracks: Tracks, origin: float = 0.0, slowest: float = 0.0) -> Legs:
    """The legs of the tracks, with times after `origin`. A lone fix is a leg of no length and no duration.

    slowest: m/s; slower legs are left out, and lone fixes with them.
    """
    starts, ends = tracks.offsets[:-1], tracks.offsets[1:] - 1
    first, last = np.zeros(len(tracks.t), bool), np.zeros(len(tracks.t), bool)
    first[starts] = True
    lone = starts == ends
    last[np.where(lone, ends, ends - 1)] = True  # the fix from which the last leg leads
    i = np.ones(len(tracks.t), bool)
    i[ends[~lone]] = False
    i = np.flatnonzero(i)
    j = i + 1
    if lone.any():
        j[np.searchsorted(i, starts[lone])] -= 1
    t = tracks.t - origin
    legs = Legs(tracks.x[i], tracks.y[i], t[i], tracks.x[j], tracks.y[j], t[j], tracks.unit[i], first[i], last[i])
    return _without_slow(legs, slowest) if slowest > 0 else legs


def _without_slow(legs: Legs, slowest: float) -> Legs:
    """The legs of at least `slowest` m/s; a run ends before what is left out, and another begins after it."""
    fast = np.hypot(legs.x1 - legs.x0, legs.y1 - legs.y0) >= slowest * (legs.t1 - legs.t0)
    fast &= legs.t1 > legs.t0
    after = np.r_[False, ~fast[:-1]]
    before = np.r_[~fast[1:], False]
    kept = Legs(*(getattr(legs, column.name) for column in fields(legs)[:-2]), legs.first | after, legs.last | before)
    return kept.take(np.flatnonzero(fast))
