"""Which parts of legs a sample point is seen from over terrain: legs are cut exactly at the edges of its cells."""

from dataclasses import dataclass

import numpy as np

from ..tracks.legs import Legs
from .clear_parts import ClearParts
from .terrain import Terrain
from .viewsheds import Viewsheds


@dataclass(frozen=True)
class CutLegs:
    """Legs cut at the edges of cells. Leg i has the pieces offsets[i]:offsets[i + 1], at least one; start, end: shares
    of the leg; column, row: of the cell. The first and the last piece are in the cells of the two fixes, so whether a
    sample is seen from a fix is the same for the legs before and after it."""

    offsets: np.ndarray
    start: np.ndarray
    end: np.ndarray
    column: np.ndarray
    row: np.ndarray


def cut_legs(terrain: Terrain, legs: Legs) -> CutLegs:
    """The legs cut at the edges of the cells of a terrain."""
    m = len(legs)
    columns, rows = terrain.cells(legs.x0, legs.y0)
    to_columns, to_rows = terrain.cells(legs.x1, legs.y1)
    leg, share, across, up = [np.arange(m)], [np.full(m, -1.0)], [np.zeros(m, np.int64)], [np.zeros(m, np.int64)]
    for a, b, low, first, last in (
        (legs.x0, legs.x1, terrain.left, columns, to_columns),
        (legs.y0, legs.y1, terrain.bottom, rows, to_rows),
    ):
        crossed, sign = np.abs(last - first), np.sign(last - first)
        on = np.repeat(np.arange(m), crossed)
        nth = np.arange(len(on)) - np.repeat(np.cumsum(crossed) - crossed, crossed)
        edge = low + terrain.size * (first[on] + np.where(sign[on] > 0, 1 + nth, -nth))
        leg.append(on)
        share.append(np.clip((edge - a[on]) / (b[on] - a[on]), 0.0, 1.0))
        in_columns = first is columns
        across.append(sign[on] if in_columns else np.zeros(len(on), np.int64))
        up.append(np.zeros(len(on), np.int64) if in_columns else sign[on])
    leg, share, across, up = (np.concatenate(column) for column in (leg, share, across, up))
    order = np.lexsort((share, leg))
    leg, share, across, up = leg[order], share[order], across[order], up[order]
    begins = np.searchsorted(leg, np.arange(m + 1))
    column, row = (
        np.cumsum(step) - np.repeat(np.cumsum(step)[begins[:-1]], np.diff(begins)) + np.repeat(own, np.diff(begins))
        for step, own in ((across, columns), (up, rows))
    )
    start = np.maximum(share, 0.0)
    end = np.r_[start[1:], 1.0]
    end[begins[1:] - 1] = 1.0
    kept = end > start  # where a leg passes a corner, the cell beside it has no length
    kept[begins[:-1]] = True
    kept[begins[1:] - 1] = True
    offsets = np.r_[0, np.cumsum(np.add.reduceat(kept, begins[:-1]))] if m else np.zeros(1, np.int64)
    return CutLegs(offsets, start[kept], end[kept], column[kept], row[kept])


def clear_over_terrain(
    sheds: Viewsheds,
    legs: Legs,
    leg: np.ndarray,
    sample: np.ndarray,
    enter: np.ndarray,
    leave: np.ndarray,
    from_inside: np.ndarray,
    to_inside: np.ndarray,
    eye: np.ndarray | float = 0.0,
) -> ClearParts:
    """The parts of n pairs of a leg and a sample in range of it that no ground hides; (n,) each.

    enter, leave, from_inside, to_inside: as in `clear_parts`. eye: as in Detection, one number or (n,).
    """
    used, own = np.unique(leg, return_inverse=True)
    own = own.ravel()
    cut = cut_legs(sheds.terrain, legs.take(used))
    first, last = _between(cut, own, enter, leave)
    count = last - first + 1
    pair = np.repeat(np.arange(len(leg)), count)
    piece = np.arange(len(pair)) - np.repeat(np.cumsum(count) - count, count) + first[pair]
    start, end = np.maximum(cut.start[piece], enter[pair]), np.minimum(cut.end[piece], leave[pair])
    at_from = from_inside[pair] & (piece == cut.offsets[own][pair])
    at_to = to_inside[pair] & (piece == cut.offsets[own + 1][pair] - 1)
    kept = np.flatnonzero((end > start) | at_from | at_to | ((enter == leave)[pair] & (end == start)))
    pair, piece, start, end, at_from, at_to = (some[kept] for some in (pair, piece, start, end, at_from, at_to))
    eyes = eye if np.ndim(eye) == 0 else eye[pair]
    clear = sheds.clear_cells(sample[pair], cut.column[piece], cut.row[piece], eyes)
    same = pair[1:] == pair[:-1]
    opens = np.flatnonzero(clear & np.r_[True, ~same | ~clear[:-1]])
    closes = np.flatnonzero(clear & np.r_[~same | ~clear[1:], True])
    seen = np.zeros((2, len(leg)), bool)
    seen[0, pair[at_from & clear]] = True
    seen[1, pair[at_to & clear]] = True
    pair, start, end = pair[opens], start[opens], end[closes]
    return ClearParts(pair, start, end, start <= enter[pair], end >= leave[pair], *seen)


def clear_of_both(one: ClearParts, other: ClearParts, enter: np.ndarray, leave: np.ndarray) -> ClearParts:
    """The parts of n pairs that are in both. enter, leave: (n,) the shares of the leg between which a pair is in
    range."""
    pair = np.concatenate([one.pair, one.pair, other.pair, other.pair])
    share = np.concatenate([one.start, one.end, other.start, other.end])
    sizes = (len(one.pair), len(one.pair), len(other.pair), len(other.pair))
    closing, of_other = np.repeat([0, 1, 0, 1], sizes), np.repeat([0, 0, 1, 1], sizes)
    order = np.lexsort((closing, share, pair))
    step = (1 - 2 * closing)[order]
    inside = [np.cumsum(np.where(of_other[order] == which, step, 0)) > 0 for which in (0, 1)]
    both = inside[0] & inside[1]
    before = np.r_[False, both[:-1]]
    opens, closes = order[both & ~before], order[before & ~both]
    pair, start, end = pair[opens], share[opens], share[closes]
    seen_from, seen_to = one.seen_from & other.seen_from, one.seen_to & other.seen_to
    from_start, to_end = start <= enter[pair], end >= leave[pair]
    # Where one ends at the very moment the other begins, nothing is seen, except from a fix.
    kept = np.flatnonzero((end > start) | (from_start & seen_from[pair]) | (to_end & seen_to[pair]))
    return ClearParts(pair[kept], start[kept], end[kept], from_start[kept], to_end[kept], seen_from, seen_to)


def _between(cut: CutLegs, leg: np.ndarray, enter: np.ndarray, leave: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The first and the last piece of each leg that may have a share between `enter` and `leave`."""
    own = np.repeat(np.arange(len(cut.offsets) - 1), np.diff(cut.offsets))
    at = own + cut.start / 2  # rising; rounding is made up for by one more piece at both ends
    first = np.searchsorted(at, leg + enter / 2) - 2
    last = np.searchsorted(at, leg + leave / 2, side="right")
    return np.clip(first, cut.offsets[leg], None), np.clip(last, None, cut.offsets[leg + 1] - 1)
