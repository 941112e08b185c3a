"""Which parts of legs a sample point is seen from over terrain: legs are cut exactly at the edges of its cells."""

from dataclasses import dataclass

import numpy as np

from ..tracks.legs import Legs
from .terrain import Terrain
from .viewsheds import Viewsheds


@dataclass(frozen=True)
class ClearParts:
    """The k parts of legs from which samples are seen, (k,) each, by pair, then along the leg.

    pair: index of the pair of a leg and a sample; start, end: shares of the leg. at_start, at_end: whether the part
    reaches the fix at which the leg starts, or ends, with the sample seen from that fix itself: it goes on in the leg
    before, or after.
    """

    pair: np.ndarray
    start: np.ndarray
    end: np.ndarray
    at_start: np.ndarray
    at_end: np.ndarray

    def __len__(self) -> int:
        return len(self.pair)


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


def clear_parts(
    sheds: Viewsheds,
    legs: Legs,
    leg: np.ndarray,
    sample: np.ndarray,
    enter: np.ndarray,
    leave: np.ndarray,
    eye: np.ndarray | float = 0.0,
) -> ClearParts:
    """The clear parts of pairs of a leg and a sample, (p,) each.

    enter, leave: (p,) the shares of the leg between which the unit is in range; 0 and 1 where it is so at a fix. A part
    that is clear from there on starts, or ends, at exactly these. eye: as in Detection, one number or (p,).
    """
    used, own = np.unique(leg, return_inverse=True)
    cut = cut_legs(sheds.terrain, legs.take(used))
    first, last = _between(cut, own.ravel(), enter, leave)
    count = last - first + 1
    pair = np.repeat(np.arange(len(leg)), count)
    piece = np.arange(len(pair)) - np.repeat(np.cumsum(count) - count, count) + first[pair]
    start, end = np.maximum(cut.start[piece], enter[pair]), np.minimum(cut.end[piece], leave[pair])
    fix_before = (piece == cut.offsets[own.ravel()][pair]) & (enter[pair] <= 0)
    fix_after = (piece == cut.offsets[own.ravel() + 1][pair] - 1) & (leave[pair] >= 1)
    kept = (end > start) | fix_before | fix_after | (enter == leave)[pair]
    pair, piece, start, end = pair[kept], piece[kept], start[kept], end[kept]
    fix_before, fix_after = fix_before[kept], fix_after[kept]
    eyes = eye if np.ndim(eye) == 0 else eye[pair]
    clear = sheds.clear_cells(sample[pair], cut.column[piece], cut.row[piece], eyes)
    same = pair[1:] == pair[:-1]
    opens = np.flatnonzero(clear & np.r_[True, ~same | ~clear[:-1]])
    closes = np.flatnonzero(clear & np.r_[~same | ~clear[1:], True])
    return ClearParts(pair[opens], start[opens], end[closes], fix_before[opens], fix_after[closes])


def _between(cut: CutLegs, leg: np.ndarray, enter: np.ndarray, leave: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The first and the last piece of each leg that may have a share between `enter` and `leave`."""
    own = np.repeat(np.arange(len(cut.offsets) - 1), np.diff(cut.offsets))
    at = own + cut.start / 2  # rising; rounding is made up for by one more piece at both ends
    first = np.searchsorted(at, leg + enter / 2) - 2
    last = np.searchsorted(at, leg + leave / 2, side="right")
    return np.clip(first, cut.offsets[leg], None), np.clip(last, None, cut.offsets[leg + 1] - 1)
