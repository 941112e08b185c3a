"""Legs: the straight segments of tracks, from one fix to the next at constant speed."""

from dataclasses import dataclass, fields

import numpy as np

from .tracks import Tracks


@dataclass(frozen=True)
class Legs:
    """m straight legs at constant speed, sorted by unit, then time; (m,) each.

    From (x0, y0) at t0 to (x1, y1) at t1, in metres and seconds, by `unit` (code). A leg that is not `first` begins
    exactly (bitwise) where and when the previous leg ended.
    first, last: bool, whether this leg is the first, or the last, of a run of connected legs.
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


def legs_of(
    tracks: Tracks, origin: float = 0.0, slowest: np.ndarray | float = 0.0, start: int = 0, stop: int | None = None
) -> Legs:
    """The legs of the tracks, with times after `origin`. A track of a single fix is a leg of length and duration 0.

    slowest: m/s, one number or (units,); legs slower than this are left out, and single fixes too if it is above 0.
    start, stop: only legs that start at the fixes start:stop, for processing in chunks.
    """
    return legs_and_starts(tracks, origin, slowest, start, stop)[0]


def legs_and_starts(
    tracks: Tracks, origin: float = 0.0, slowest: np.ndarray | float = 0.0, start: int = 0, stop: int | None = None
) -> tuple[Legs, np.ndarray]:
    """The legs as `legs_of` gives them, and (m,) the indices of the fixes at which they start."""
    n = len(tracks.t)
    stop = n if stop is None else min(stop, n)
    if start >= stop:
        nothing, no = np.zeros(0), np.zeros(0, bool)
        return Legs(*[nothing] * 6, np.zeros(0, tracks.unit.dtype), no, no), np.zeros(0, np.int64)
    leads, single = _leads(tracks, max(start - 1, 0), min(stop + 1, n), slowest)
    here = slice(start - max(start - 1, 0), stop - max(start - 1, 0))
    led_to = leads[here.start - 1 : here.stop - 1] if start else np.r_[False, leads[: stop - 1]]
    leads_on = leads[here.start + 1 : here.stop + 1] if stop < n else np.r_[leads[here.start + 1 :], False]
    leads, single = leads[here], single[here]

    x, y, t = tracks.x[start : stop + 1], tracks.y[start : stop + 1], tracks.t[start : stop + 1] - origin
    if stop == n:  # no leg starts at the very last fix
        x, y, t = (np.append(column, column[-1]) for column in (x, y, t))
    legs = Legs(x[:-1], y[:-1], t[:-1], x[1:], y[1:], t[1:], tracks.unit[start:stop], ~led_to, ~leads_on | single)
    if single.any():
        ends = [np.where(single, a, b) for a, b in ((legs.x0, legs.x1), (legs.y0, legs.y1), (legs.t0, legs.t1))]
        legs = Legs(legs.x0, legs.y0, legs.t0, *ends, legs.unit, legs.first | single, legs.last)
    counts = np.flatnonzero(leads | single)
    return legs if len(counts) == len(legs) else legs.take(counts), start + counts


def legs_at(tracks: Tracks, index: np.ndarray, origin: float = 0.0, slowest: np.ndarray | float = 0.0) -> Legs:
    """Those legs of `legs_of` that start at the fixes with these indices (k,), in that order, for taking samples."""
    before, own, after = (_lead_at(tracks, index + step, slowest) for step in (-1, 0, 1))
    alone = _ends_at(tracks, index - 1) & _ends_at(tracks, index)
    single = alone & (np.broadcast_to(slowest, len(tracks.unit_names))[tracks.unit[index]] == 0)
    to = np.where(own, np.minimum(index + 1, len(tracks.t) - 1), index)
    ends = [(c[index], c[to]) for c in (tracks.x, tracks.y, tracks.t)]
    (x0, x1), (y0, y1), (t0, t1) = ends
    legs = Legs(x0, y0, t0 - origin, x1, y1, t1 - origin, tracks.unit[index], ~before, ~after | single)
    return legs.take(np.flatnonzero(own | single))


def _lead_at(tracks: Tracks, index: np.ndarray, slowest: np.ndarray | float) -> np.ndarray:
    """(k,) whether a leg that counts starts at each of these fixes; False for indices outside the fixes."""
    leads = (index >= 0) & (index < len(tracks.t) - 1) & ~_ends_at(tracks, index)
    i = index[leads]
    slow = np.broadcast_to(slowest, len(tracks.unit_names))[tracks.unit[i]]
    apart = np.hypot(tracks.x[i + 1] - tracks.x[i], tracks.y[i + 1] - tracks.y[i])
    leads[leads] = (slow == 0) | (apart >= slow * (tracks.t[i + 1] - tracks.t[i]))
    return leads


def _ends_at(tracks: Tracks, index: np.ndarray) -> np.ndarray:
    """(k,) whether a track ends at each of these fixes; True for -1, before the first track."""
    track = np.minimum(np.searchsorted(tracks.offsets, index + 1), len(tracks.offsets) - 1)
    return tracks.offsets[track] == index + 1


def _leads(tracks: Tracks, start: int, stop: int, slowest: np.ndarray | float) -> tuple[np.ndarray, np.ndarray]:
    """For each of the fixes start:stop: whether a leg that counts starts there, and whether the fix counts as a track
    by itself."""
    leads, single = np.ones(stop - start, bool), np.zeros(stop - start, bool)
    low, high = np.searchsorted(tracks.offsets, [start, stop], side="right")
    ends = tracks.offsets[low : high + 1] - 1
    leads[ends[ends < stop] - start] = False
    slow = np.broadcast_to(slowest, len(tracks.unit_names))
    if slow.any():
        x, y, t = (column[start : stop + 1] for column in (tracks.x, tracks.y, tracks.t))
        fast = np.hypot(np.diff(x), np.diff(y)) >= slow[tracks.unit[start : start + len(x) - 1]] * np.diff(t)
        leads[: len(fast)] &= fast
        leads[len(fast) :] = False
    if not slow.all():
        low, high = np.searchsorted(tracks.offsets, [start, stop])
        some = tracks.offsets[low : high + 1]
        alone = some[:-1][np.diff(some) == 1]
        single[alone[slow[tracks.unit[alone]] == 0] - start] = True
    return leads, single
