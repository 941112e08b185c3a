"""The most that visits of each stop can close when every visit of it has a price.

This is the stops' part of the bound in watch_bound.py. Each stop is taken alone: any number of visits, at any times
that some route allows. What follows is relaxed, so that a dynamic program over time can solve it; each relaxation makes
the result larger than the true maximum, never smaller.

- A visit closes what begins in an interval, [first - R, last]. All visits of a stop count as those of its alternative
  with the longest interval, of length L, and of its alternative with the largest exposure, e. With q = 1 - exp(-e) and
  C the cumulative unseen priority, a visit alone closes q (C(s + L) - C(s)), where s is the beginning of its interval.
- A visit closes at most what it would close if of all earlier ones there were only the last, because what visits close
  is submodular. (Where drones notice at once this is exact: of intervals of one length, the one before covers most.)
- Beginnings are known only by their cells in a grid of time. Let a visit begin in the cell [g, g + d], the one before
  it in [h, h + d], and let M be the most that a visit that begins in [g, g + d] closes alone for q = 1. The one before
  covers all from the beginning of the visit to h + L, or more, so the visit closes at most

      q (x M + (1 - x) min(M, C(g + d + L) - C(h + L))),     x = exp(-e).

- n more visits in the cell of a visit close at most (1 - x^n) (x M + C(g + d + L) - C(g + L)): what the first one
  covers, at most M, it leaves with probability x, and it covers all but what begins between g + L and g + d + L.
- In an all-day watch C counts the watches before and after as well, so a visit may close more than one of them; visits
  at the watch's beginning and at its end count as if they did not overlap.

Where exposures are finite, the value with infinite ones is a bound as well, and so is the whole priority of a stop. The
least of them counts.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .closing import cumulative, unseen_before

MAX_CELLS = 4000
"""Cells of time, unless the bins are more."""
MAX_REPEATS = 40
"""Further visits in a cell that are counted one by one. So many together count as any number."""
CANCEL_INTERVAL = 64
"""Cells between two checks for cancel."""
ARCS_PER_ELEMENT, ARCS_PER_CELL = 4, 12_000
"""The work of an element of the tables and the fixed work of a cell, in arcs of NgRoutes that take the same time."""


@dataclass(frozen=True)
class VisitTimes:
    """When the intervals of visits of G stops may begin, in s from the start of the watch."""

    first: np.ndarray
    """(G,) the earliest; inf: no route can visit the stop."""
    last: np.ndarray
    """(G,) the latest."""
    length: np.ndarray
    """(G,) L in s"""
    exposure: np.ndarray
    """(G,) e"""


class VisitValues:
    """The tables of the dynamic program."""

    def __init__(self, unseen: np.ndarray, bin_length: float, times: VisitTimes, cell: float, cycle: float = 0.0):
        """unseen, bin_length and cycle: as in WatchProblem. cell: s, about the length of a cell."""
        self.total, self._exposure = unseen.sum(axis=1), times.exposure
        length, watch = times.length[:, None], unseen.shape[1] * bin_length
        lowest = max(times.first.min(initial=np.inf), -cycle - times.length.max(initial=0.0))
        highest = min(times.last[np.isfinite(times.first)].max(initial=-np.inf), watch + cycle)
        span = max(highest - lowest, 0.0) if np.isfinite(lowest) else 0.0
        cell = bin_length / max(np.floor(bin_length / max(cell, span / MAX_CELLS, 1e-9)), 1.0)
        start = np.floor(lowest / cell) if span else 0.0
        begins = (start + np.arange(int(span / cell) + 2))[None] * cell
        ends = begins + cell
        before, row = cumulative(unseen), np.arange(len(unseen))[:, None]

        def total_before(time: np.ndarray) -> np.ndarray:
            """(G, cells) of the watch and of those before and after it"""
            shifts = (0.0, cycle, -cycle) if cycle else (0.0,)
            rows = np.broadcast_to(row, (len(row), time.shape[1]))
            return sum(unseen_before(before, rows, (time + shift) / bin_length + 0.0 * rows) for shift in shifts)

        self._from, self._to = total_before(begins + length), total_before(ends + length)
        if cycle % cell:
            self._most = self._to - total_before(begins)
        else:  # within a cell, a bin may end at the end of the interval only; between these times all is linear
            edge = np.clip(np.ceil((begins + length) / bin_length) * bin_length - length, begins, ends)
            self._most = np.maximum.reduce(
                [total_before(time + length) - total_before(time) for time in (begins, edge, ends)]
            )
        self._allowed = (times.last[:, None] >= begins) & (times.first[:, None] <= ends)
        self._near = int(np.ceil(times.length.max(initial=0.0) / cell)) + 1

    @property
    def most(self) -> np.ndarray:
        """(G,) the most that one visit of each stop can close."""
        return np.where(self._allowed, self._most, 0.0).max(axis=1)

    @property
    def work(self) -> float:
        """The work of `best`, in arcs of NgRoutes."""
        count, cells = self._most.shape
        once = cells * (count * self._near * ARCS_PER_ELEMENT + ARCS_PER_CELL)
        return float(once * (2 if np.any(np.isfinite(self._exposure)) else 1))

    def best(self, price: np.ndarray, check_cancel: Callable[[], None]) -> tuple[np.ndarray, np.ndarray]:
        """(G,) the most that visits of each stop close, less a price (G,) for each, and (G,) how many they are."""
        value, visits = self._solved(price, np.full(len(price), np.inf), check_cancel)
        if np.any(np.isfinite(self._exposure)):
            other, other_visits = self._solved(price, self._exposure, check_cancel)
            value, visits = np.minimum(value, other), np.where(other < value, other_visits, visits)
        return np.minimum(value, self.total), np.where(value > self.total, 0, visits)

    def _solved(
        self, price: np.ndarray, exposure: np.ndarray, check_cancel: Callable[[], None]
    ) -> tuple[np.ndarray, np.ndarray]:
        """As `best`, for some exposures (G,)."""
        count, cells = self._most.shape
        near, stops = self._near, np.arange(count)
        left, noticed = np.exp(-exposure)[:, None], -np.expm1(-exposure)[:, None]
        more, repeats = self._repeats(price[:, None], left)
        more = np.where(self._allowed, more - price[:, None], -np.inf)
        alone, certain, overlapping = noticed * self._most, noticed * left * self._most, noticed * (1 - left)
        # Column `near` + i: the best value of visits of which the last one is in cell i, and its number of visits.
        value = np.full((count, near + cells), -np.inf)
        visits = np.zeros((count, near + cells), int)
        covered = np.concatenate((np.full((count, near), -np.inf), self._from), axis=1)
        # the best value of visits that end so early that they don't overlap; at first, no visit
        far, far_visits = np.zeros(count), np.zeros(count, int)
        for cell in range(cells):
            if cell % CANCEL_INTERVAL == 0:
                check_cancel()
            some = slice(cell, cell + near)
            closer = np.minimum(self._most[:, cell, None], self._to[:, cell, None] - covered[:, some])
            closer *= overlapping
            closer += value[:, some]
            pick = closer.argmax(axis=1)
            after_near, after_far = closer[stops, pick] + certain[:, cell], far + alone[:, cell]
            is_near = after_near > after_far
            value[:, near + cell] = np.where(is_near, after_near, after_far) + more[:, cell]
            before = np.where(is_near, visits[stops, cell + pick], far_visits)
            visits[:, near + cell] = before + 1 + repeats[:, cell]
            leaving = value[:, cell + 1] > far
            far = np.where(leaving, value[:, cell + 1], far)
            far_visits = np.where(leaving, visits[:, cell + 1], far_visits)
        best = value.argmax(axis=1)
        positive = value[stops, best] > 0
        return np.where(positive, value[stops, best], 0.0), np.where(positive, visits[stops, best], 0)

    def _repeats(self, price: np.ndarray, left: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(G, cells) the most that further visits in the cell of a visit add, less their prices, and their number."""
        best, number = np.zeros(self._most.shape), np.zeros(self._most.shape, int)
        open_to_more = left * self._most + self._to - self._from
        for more in range(1, MAX_REPEATS + 1 if np.any(left) else 2):
            added = (1 - (left**more if more < MAX_REPEATS else 0.0)) * open_to_more - more * price
            number = np.where(added > best, more, number)
            best = np.maximum(added, best)
        return best, number
