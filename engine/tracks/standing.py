"""Distances travelled: the length of tracks without the scatter of the receiver's positions.

The positions of a standing receiver wander within some metres, so that its legs add up to kilometres, and those of a
slow walker zigzag along the way. Time is not touched: whoever stands is still present.

1. Standing. A track is divided into blocks of about BLOCK seconds. Where the positions of two neighbouring blocks,
   averaged over a quarter of a block, stay within a box with a diagonal of CONFINED, the unit stands. The two blocks
   are longer than the TIME_CONSTANT of a receiver's error (position_error), which therefore fills most of its range in
   them: with an accuracy of 10 m, a box of about 25 m. A walk at 0.3 m/s covers 120 m, and 60 m if it turns in between.
   So that the averages do not hide a quick round, the positions themselves must stay within a box of WIDEST.
2. Zigzag. Of all other legs, runs shorter than SHORT_LEG each are measured along their Douglas-Peucker line (Douglas
   and Peucker 1973), with a TOLERANCE below the error of most receivers. It is made for pieces of PIECE metres, because
   it would not see that a longer run goes back over the same ground.
"""

import numpy as np
import shapely

from ..progress import Progress, quiet

BLOCK = 200.0  # seconds
PARTS = 4  # of a block, over each of which positions are averaged
CONFINED = 45.0  # metres
WIDEST = 90.0  # metres
SHORT_LEG = 30.0  # metres; the error of the positions hardly lengthens a longer leg
TOLERANCE = 7.0  # metres
PIECE = 80.0  # metres along the legs
CHUNK = 50_000  # fixes processed at once: few enough for the processor's cache


def travelled(
    x: np.ndarray, y: np.ndarray, t: np.ndarray, offsets: np.ndarray, progress: Progress = quiet
) -> np.ndarray:
    """(n,) metres travelled from each fix to the next one of its track; 0 at the last fix of a track.

    At most the length of the leg; 0 where the unit stands. x, y: (n,) metres; t: (n,) seconds, rising within a track;
    offsets: (k + 1,) track i holds the fixes offsets[i]:offsets[i + 1]. A track of more than CHUNK fixes is measured in
    parts, as if the unit had been found there by two tracks.
    """
    metres = np.zeros(len(t))
    start = 0
    while start < len(t):
        fits = int(offsets[np.searchsorted(offsets, start + CHUNK, side="right") - 1])
        stop = fits if fits > start else start + CHUNK
        some = slice(start, min(stop + 1, len(t)))  # the leg to the next fix is one of these
        inside = offsets[slice(*np.searchsorted(offsets, [start + 1, some.stop]))]
        bounds = np.r_[start, inside, some.stop] - start
        metres[start:stop] = _travelled(x[some], y[some], t[some], bounds)[: stop - start]
        start = stop
        progress(stop / len(t))
    return metres


def _travelled(x: np.ndarray, y: np.ndarray, t: np.ndarray, offsets: np.ndarray) -> np.ndarray:
    """`travelled` of a few tracks."""
    metres = np.hypot(np.diff(x, append=x[-1]), np.diff(y, append=y[-1]))
    metres[offsets[1:] - 1] = 0.0
    short = metres < SHORT_LEG
    short[offsets[1:] - 1] = False
    if short.any():
        metres[_standing(x, y, t, offsets)] = 0.0
        _straighten(x, y, metres, short & (metres > 0))
    return metres


def _standing(x: np.ndarray, y: np.ndarray, t: np.ndarray, offsets: np.ndarray) -> np.ndarray:
    """(n,) whether the unit stands from each fix to the next."""
    n, size = len(t), np.diff(offsets)
    duration = t[offsets[1:] - 1] - t[offsets[:-1]]
    blocks = np.maximum(np.rint(duration / BLOCK), 1)
    since = t - np.repeat(t[offsets[:-1]], size)
    share = since * np.repeat(blocks * PARTS / np.maximum(duration, 1.0), size)
    part = np.minimum(share, np.repeat(blocks * PARTS - 1, size)).astype(np.int64)
    part += np.repeat(np.r_[0, np.cumsum(blocks[:-1] * PARTS)].astype(np.int64), size)
    begin = np.flatnonzero(np.r_[True, part[1:] != part[:-1]])
    count = np.diff(np.r_[begin, n])
    block = part[begin] // PARTS
    begin_block = np.flatnonzero(np.r_[True, block[1:] != block[:-1]])
    first_fix = begin[begin_block]
    track = np.repeat(np.arange(len(size)), size)[first_fix]
    same = track[1:] == track[:-1]
    averages = [np.add.reduceat(column, begin) / count for column in (x, y)]
    confined = same & (_box(averages, begin_block, same) <= CONFINED) & (_box((x, y), first_fix, same) <= WIDEST)
    still = np.r_[False, confined] | np.r_[confined, False]
    fixes = np.diff(np.r_[first_fix, n])
    stands = np.repeat(still, fixes)
    stands[np.r_[first_fix[1:], n] - 1] = np.r_[confined, False]  # the leg to the next block
    return stands


def _box(xy, begin: np.ndarray, same: np.ndarray) -> np.ndarray:
    """(k - 1,) the diagonals of the boxes around the points of two neighbouring blocks and the point that follows, in
    metres. xy: the coordinates; begin: (k,) where the blocks begin; same: (k - 1,) whether the next block is of the
    same track."""
    sides = []
    for column in xy:
        low, high = np.minimum.reduceat(column, begin), np.maximum.reduceat(column, begin)
        next_one = np.where(np.r_[same, False], column[np.r_[begin[1:], 0]], low)
        low, high = np.minimum(low, next_one), np.maximum(high, next_one)
        sides.append(np.maximum(high[1:], high[:-1]) - np.minimum(low[1:], low[:-1]))
    return np.hypot(*sides)


def _straighten(x: np.ndarray, y: np.ndarray, metres: np.ndarray, short: np.ndarray) -> None:
    """Replaces the lengths of runs of `short` legs by shares of the lengths of their Douglas-Peucker lines."""
    along = np.cumsum(np.where(short, metres, 0.0)) - metres
    new_piece = np.r_[True, np.floor(along[1:] / PIECE) > np.floor(along[:-1] / PIECE)]
    begin = np.flatnonzero(short & (new_piece | ~np.r_[False, short[:-1]]))
    end = np.flatnonzero(short & np.r_[new_piece[1:] | ~short[1:], True]) + 1  # the fix at which the piece ends
    several = end - begin >= 2
    begin, end = begin[several], end[several]
    if not len(begin):
        return
    size, chord, straight = _chords(x, y, begin, end)
    leg = _runs(begin[straight], size[straight])
    length = np.add.reduceat(metres[leg], np.cumsum(size[straight]) - size[straight]) if len(leg) else chord[:0]
    metres[leg] *= np.repeat(np.minimum(chord[straight] / length, 1.0), size[straight])
    begin, size = begin[~straight], size[~straight] + 1
    if not len(begin):
        return
    fix = _runs(begin, size)
    piece = np.repeat(np.arange(len(size)), size)
    lines = shapely.linestrings(np.column_stack([x[fix], y[fix], fix]), indices=piece)
    simple = shapely.simplify(lines, TOLERANCE, preserve_topology=False)
    corners, line = shapely.get_coordinates(simple, include_z=True, return_index=True)
    corner = np.rint(corners[:, 2]).astype(np.int64)
    inside = np.flatnonzero(line[1:] == line[:-1])
    start, legs = corner[inside], corner[inside + 1] - corner[inside]
    chord = np.hypot(*(corners[inside + 1, :2] - corners[inside, :2]).T)
    leg = _runs(start, legs)
    length = np.add.reduceat(metres[leg], np.cumsum(legs) - legs)
    metres[leg] *= np.repeat(np.minimum(chord / length, 1.0), legs)


def _chords(x: np.ndarray, y: np.ndarray, begin: np.ndarray, end: np.ndarray) -> tuple:
    """Of pieces from the fixes begin to end: how many legs they have, the metres from end to end, and whether all
    fixes are within TOLERANCE of this chord, which then is their Douglas-Peucker line: so are most, without making
    lines of them. (k,) each."""
    legs = end - begin
    dx, dy = x[end] - x[begin], y[end] - y[begin]
    chord = np.hypot(dx, dy)
    inner = _runs(begin + 1, legs - 1)
    piece = np.repeat(np.arange(len(legs)), legs - 1)
    from_x, from_y = x[inner] - x[begin][piece], y[inner] - y[begin][piece]
    square = np.maximum(chord * chord, np.finfo(float).tiny)
    along = np.clip((from_x * dx[piece] + from_y * dy[piece]) / square[piece], 0.0, 1.0)
    away = (from_x - along * dx[piece]) ** 2 + (from_y - along * dy[piece]) ** 2
    farthest = np.maximum.reduceat(away, np.cumsum(legs - 1) - (legs - 1))
    return legs, chord, farthest <= TOLERANCE**2


def _runs(start: np.ndarray, count: np.ndarray) -> np.ndarray:
    """The numbers start[i], start[i] + 1 ..., count[i] of them, for each i."""
    return np.arange(count.sum()) + np.repeat(start - np.cumsum(count) + count, count)
