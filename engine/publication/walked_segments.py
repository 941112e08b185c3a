"""Tracks as they may be published: the short lines that enough units walked on enough days, and nothing about whom.

A whole line is one person's way, whatever is left out of its attributes: that each piece of it is walked by many does
not help where nobody else walked just these pieces one after the other (de Montjoye and others 2013). So tracks are
taken apart. A segment joins the middles of two neighbouring cells; it is published if enough units went from one to the
other, on enough days. It has no unit, no time and no count, and no geometry of a receiver's positions.
"""

from dataclasses import dataclass

import numpy as np

from ..places.grid import Lattice
from ..tracks.tracks import Tracks
from .evidence_counts import Evidence
from .rules import PublicationRules

STEP = 0.25  # times the cell size: the distance of the positions along a leg at which cells are looked up
LONGEST_LEG = 30.0  # times the cell size; where a unit was along a longer leg is not known


@dataclass(frozen=True)
class Segments:
    """s segments between the middles of neighbouring cells. ends: (s, 2, 2) metres; walked: how many there were before
    those of too few units were dropped, which is for the log only."""

    ends: np.ndarray
    walked: int

    def __len__(self) -> int:
        return len(self.ends)


def walked_segments(tracks: Tracks, day: np.ndarray, size: float, rules: PublicationRules) -> Segments:
    """The segments of the tracks, which should be trimmed. day: (n,) the local day of each fix, below 0 where its leg
    does not count; size: m, of the square cells; rules: min_units, min_days, min_fixes (passes) and most_share hold for
    each segment."""
    fix, column, row = _cells_along(tracks, Lattice(size))
    if not len(fix):
        return Segments(np.zeros((0, 2, 2)), 0)
    ends = np.column_stack([column[:-1], row[:-1], column[1:], row[1:]])
    track = np.searchsorted(tracks.offsets, fix, side="right")
    step = np.abs(ends[:, 2:] - ends[:, :2])
    moves = (track[1:] == track[:-1]) & (step.max(axis=1) == 1) & (day[fix[:-1]] >= 0)
    ends, fix = ends[moves], fix[:-1][moves]
    if not len(fix):
        return Segments(np.zeros((0, 2, 2)), 0)
    turned = (ends[:, 0] > ends[:, 2]) | ((ends[:, 0] == ends[:, 2]) & (ends[:, 1] > ends[:, 3]))
    ends = np.where(turned[:, None], ends[:, [2, 3, 0, 1]], ends)
    low = np.tile(ends.reshape(-1, 2).min(axis=0), 2)
    shape = tuple((np.tile(ends.reshape(-1, 2).max(axis=0), 2) - low + 1).tolist())
    packed, segment = np.unique(np.ravel_multi_index((ends - low).T, shape), return_inverse=True)
    segments = np.column_stack(np.unravel_index(packed, shape)) + low
    once = np.ones(len(fix))
    days = day[fix]
    evidence = Evidence(
        len(segments), segment, tracks.unit[fix].astype(np.int64), days, once, once, int(days.min()), int(days.max())
    )
    enough = evidence.counts(np.arange(len(segments)), len(segments), rules.unit_days).passes(rules)
    x, y = Lattice(size).centres(segments[enough][:, ::2], segments[enough][:, 1::2])
    return Segments(np.stack([x, y], axis=-1), len(segments))


def _cells_along(tracks: Tracks, lattice: Lattice) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(p,) the fix at which the leg starts, the column and the row of the cells along all tracks, in their order."""
    start = tracks.leg_starts
    dx, dy = tracks.x[start + 1] - tracks.x[start], tracks.y[start + 1] - tracks.y[start]
    length = np.hypot(dx, dy)
    known = length <= LONGEST_LEG * lattice.size
    start, dx, dy, length = start[known], dx[known], dy[known], length[known]
    count = np.maximum(np.ceil(length / (STEP * lattice.size)).astype(np.int64), 1) + 1
    leg = np.repeat(np.arange(len(start)), count)
    share = (np.arange(len(leg)) - np.repeat(np.cumsum(count) - count, count)) / (count[leg] - 1)
    column, row = lattice.cell_at(tracks.x[start][leg] + share * dx[leg], tracks.y[start][leg] + share * dy[leg])
    return start[leg], column, row
