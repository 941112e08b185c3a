"""Where units were in the watch, as far as it counts as evidence."""

from dataclasses import dataclass, fields
from hashlib import sha256

import numpy as np

from ..timing.timezones import DAY
from ..timing.watch import Watch, whole_nights
from ..tracks.tracks import Tracks


@dataclass(frozen=True)
class Positions:
    """Where units were: (m,) each.

    unit: codes; day: local days since the epoch, a night of the watch being the day on which it begins; x, y: metres;
    t: seconds since the epoch; fixes: 1 for a fix, 0 for a position between two fixes; seconds: the time that a
    position stands for.
    """

    unit: np.ndarray
    day: np.ndarray
    x: np.ndarray
    y: np.ndarray
    t: np.ndarray
    fixes: np.ndarray
    seconds: np.ndarray

    def __len__(self) -> int:
        return len(self.unit)

    @classmethod
    def of_fixes(
        cls, unit: np.ndarray, day: np.ndarray, x: np.ndarray, y: np.ndarray, t: np.ndarray, longest: float = 600.0
    ) -> "Positions":
        """Fixes alone, in any order. A fix stands for half the time to the fix of its unit before and after it, as far
        as these are at most `longest` seconds away, and for a second at least."""
        order = np.lexsort((t, unit))
        unit, day, x, y, t = (np.asarray(column)[order] for column in (unit, day, x, y, t))
        step = np.diff(t)
        step = np.where((np.diff(unit) == 0) & (step <= longest), step, 0.0) / 2
        seconds = np.maximum(np.r_[step, 0.0] + np.r_[0.0, step], 1.0) if len(t) else np.zeros(0)
        return cls(unit, day, x, y, t, np.ones(len(t), np.int64), seconds)

    @classmethod
    def of_tracks(cls, tracks: Tracks, watch: Watch, spacing: float, slowest: float = 0.0) -> "Positions":
        """The fixes in the watch, and positions along the legs between them, at most `spacing` metres apart: a unit
        also saw what it passed between two fixes. Legs slower than `slowest` m/s do not count, and nor do the fixes
        that have no other leg."""
        start = tracks.leg_starts
        end = start + 1
        length = np.hypot(tracks.x[end] - tracks.x[start], tracks.y[end] - tracks.y[start])
        lasts = tracks.t[end] - tracks.t[start]
        counts = length >= slowest * lasts if slowest > 0 else np.ones(len(start), bool)
        kept = np.full(len(tracks.t), slowest <= 0)
        kept[start[counts]] = kept[end[counts]] = True
        start, end, length, lasts = start[counts], end[counts], length[counts], lasts[counts]
        parts = np.maximum(np.ceil(length / spacing), 1).astype(np.int64)
        leg = np.repeat(np.arange(len(start)), parts)
        first = np.repeat(np.cumsum(parts) - parts, parts)
        along = (np.arange(len(leg)) - first + 0.5) / parts[leg]
        between = [column[start][leg] + along * (column[end] - column[start])[leg] for column in _xyt(tracks)]
        x, y, t = (np.r_[column[kept], more] for column, more in zip(_xyt(tracks), between, strict=True))
        unit = np.r_[tracks.unit[kept], tracks.unit[start][leg]]
        fixes = np.r_[np.ones(kept.sum(), np.int64), np.zeros(len(leg), np.int64)]
        # a fix without a leg stands for a moment, so that its unit counts as having been there
        seconds = np.r_[np.ones(kept.sum()), (lasts / parts)[leg]]
        day = days_of_watch(t, watch)
        inside = np.flatnonzero(day >= 0)
        return cls(unit, day, x, y, t, fixes, seconds).take(inside)

    def take(self, index: np.ndarray | slice) -> "Positions":
        return Positions(*(getattr(self, column.name)[index] for column in fields(self)))

    def within(self, first_day: int, last_day: int) -> "Positions":
        """Those of the days first_day to last_day, both included."""
        return self.take(np.flatnonzero((self.day >= first_day) & (self.day <= last_day)))

    def without_cut(self, first_day: int, last_day: int, start: float, end: float) -> "Positions":
        """Without those of the first and the last day of a period that are before its start or after its end: they are
        no evidence for what was computed of it. start, end: seconds since the epoch."""
        before = (self.day == first_day) & (self.t < start)
        after = (self.day == last_day) & (self.t >= end)
        return self.take(np.flatnonzero(~(before | after)))

    def digest(self) -> str:
        """A hash of where somebody was and when, whoever it was: it tells whether two layers rest on the same fixes."""
        columns = [np.rint(column).astype(np.int64) for column in (self.t, self.x, self.y)]
        rows = np.column_stack(columns)[np.lexsort(columns)]
        return sha256(np.ascontiguousarray(rows, "<i8").tobytes()).hexdigest()


def days_of_watch(t: np.ndarray, watch: Watch) -> np.ndarray:
    """(n,) the local days on which the watch began that contains each moment, as days since the epoch; -1 outside the
    watch. t: seconds since the epoch, from 1970 on."""
    found = np.full(len(t), -1, np.int64)
    if not len(t):
        return found
    begins, edges = whole_nights(watch, float(t.min()), float(t.max()))
    if not len(edges):
        return found
    night = np.searchsorted(edges[:, 0], t, side="right") - 1
    inside = (night >= 0) & (t < edges[night, 1])
    found[inside] = np.floor(begins / DAY).astype(np.int64)[night[inside]]
    return found


def days_of_period(positions: Positions, watch: Watch, start: float, end: float) -> tuple[int, int]:
    """The first and the last local day of the watch in a period from `start` to `end` (seconds since the epoch), where
    they are infinite those of the positions."""
    first, last = int(positions.day.min()), int(positions.day.max())
    around = np.arange(0.0, 8 * DAY, 900.0)  # a watch on a single weekday comes every seventh day
    if np.isfinite(start):
        days = days_of_watch(start + around, watch)
        first = int(days[days >= 0].min(initial=int((start + 8 * DAY) // DAY)))
    if np.isfinite(end):
        days = days_of_watch(end - 1.0 - around[::-1], watch)
        last = int(days.max(initial=int((end - 8 * DAY) // DAY)))
    return first, max(first, last)


def _xyt(tracks: Tracks) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return tracks.x, tracks.y, tracks.t
