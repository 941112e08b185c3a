"""The nearest wall in every direction around sample points: the upper envelope of sectors."""

from dataclasses import dataclass, fields
from itertools import pairwise

import numpy as np

from ..errors import UserError
from ..language import tr
from .directions import TURN, direction_key

TIE = 1e-12  # walls whose distances differ by so small a share are at the same distance
PAIRS_AT_ONCE = 1_000_000  # of a sector and an interval between two rays in it; about 150 bytes each
MOST_PAIRS = 20_000_000  # of one sample: some seconds
ROUNDS = 60  # at most so many times intervals are split where walls cross


@dataclass(frozen=True)
class Pieces:
    """counts: (m,) the rays of each sample; key: (r,), ray: (r, 4), wall: (r, 2) as in Isovists."""

    counts: np.ndarray
    key: np.ndarray
    ray: np.ndarray
    wall: np.ndarray

    @classmethod
    def joined(cls, parts: "list[Pieces]") -> "Pieces":
        """The pieces of the samples of one part after the other."""
        return cls(*(np.concatenate([getattr(part, column.name) for part in parts]) for column in fields(cls)))


def envelope(sample, start_x, start_y, end_x, end_y, a, b, samples: int) -> Pieces:
    """The pieces of samples. (k,) each, sorted by sample: sectors counterclockwise from the direction (start_x,
    start_y) to (end_x, end_y), less than half a turn wide, in which a wall with the line a x + b y = 1 hides what is
    behind it.

    Memory: about 200 bytes for each sector, and 150 MB for PAIRS_AT_ONCE. Raises UserError where a sample has more than
    MOST_PAIRS.
    """
    start, end = direction_key(start_x, start_y), direction_key(end_x, end_y)
    width = end - start
    wraps = width <= -1.0  # past the first direction; what else is not positive has no width
    sound = np.flatnonzero(wraps | ((width > 0) & (width < 3.0)))
    if not len(sound):
        return Pieces(np.zeros(samples, np.int64), np.zeros(0), np.zeros((0, 4)), np.zeros((0, 2)))
    sample, start, end, wraps, a, b = (column[sound] for column in (sample, start, end, wraps, a, b))
    with_walls = np.unique(sample)
    east = np.zeros(len(with_walls))
    rays = _Rays.of(
        np.concatenate([sample, sample, with_walls]),
        np.concatenate([start, end, east]),
        np.concatenate([start_x[sound], end_x[sound], east + 1.0]),
        np.concatenate([start_y[sound], end_y[sound], east]),
    )
    # The sectors as ranges of intervals: interval i is from ray i to the next one.
    first, last = rays.index[: len(sample)], rays.index[len(sample) : 2 * len(sample)]
    begins = np.searchsorted(rays.sample, with_walls)
    begin_of, end_of = np.zeros(samples, np.int64), np.zeros(samples, np.int64)
    begin_of[with_walls], end_of[with_walls] = begins, np.r_[begins[1:], len(rays.sample)]
    over = np.flatnonzero(wraps)
    first = np.concatenate([first, begin_of[sample[over]]])
    last = np.concatenate([np.where(wraps, end_of[sample], last), last[over]])
    sector = np.concatenate([np.arange(len(sample)), over])
    depth = np.zeros(len(rays.key) + 1, np.int64)  # of each interval: how many sectors it lies in
    np.add(depth, np.bincount(first, minlength=len(depth)), out=depth)
    depth = np.cumsum(depth - np.bincount(last, minlength=len(depth)))[:-1]
    _check(depth, rays.sample, np.bincount(sample, minlength=samples))
    closing = end_of[with_walls] - 1
    until = np.r_[rays.key[1:], TURN]
    until[closing] = TURN
    to_x, to_y = np.r_[rays.x[1:], 1.0], np.r_[rays.y[1:], 0.0]
    to_x[closing], to_y[closing] = 1.0, 0.0
    begin, until = (rays.key, rays.x, rays.y), (until, to_x, to_y)
    done = [_split(interval, which, begin, until, a, b) for interval, which in _blocks(depth, first, last, sector)]
    bare = np.flatnonzero(depth == 0)
    nothing = np.zeros(len(bare))
    every = np.concatenate([*done, [bare, rays.key[bare], rays.x[bare], rays.y[bare], nothing, nothing]], axis=1)
    every = every[:, np.lexsort((every[1], every[0]))]
    return _closed(rays.sample[every[0].astype(np.int64)], *every[1:], samples)


def _check(depth: np.ndarray, sample: np.ndarray, walls: np.ndarray) -> None:
    """Raises UserError where the intervals of one sample, (r,) each, lie in more than MOST_PAIRS sectors together."""
    first = np.flatnonzero(np.r_[True, sample[1:] != sample[:-1]])
    pairs = np.add.reduceat(depth, first)
    if pairs.max() > MOST_PAIRS:
        raise UserError(
            tr(
                "BUILDINGS: {walls:,} walls hide something from one place, too many to find the nearest of them in "
                "every direction. Outlines of buildings are not so dense: check the layer, simplify it, or shorten "
                "DETECTION_RANGE.",
                walls=int(walls[sample[first[pairs.argmax()]]]),
            )
        )


def _blocks(depth: np.ndarray, first: np.ndarray, last: np.ndarray, sector: np.ndarray):
    """Yields the pairs (interval, sector), sorted by interval, about PAIRS_AT_ONCE at a time: of all intervals from
    `first` up to but without `last` of each sector. depth: the sectors of each interval."""
    part_of = np.cumsum(depth) // PAIRS_AT_ONCE
    cuts = [0, *(np.flatnonzero(np.diff(part_of)) + 1).tolist(), len(depth)]
    for start, stop in pairwise(cuts):
        own_first, own_last, own = first, last, sector
        if len(cuts) > 2:
            some = np.flatnonzero((first < stop) & (last > start))
            own_first, own_last, own = np.maximum(first[some], start), np.minimum(last[some], stop), sector[some]
        counts = np.maximum(own_last - own_first, 0)
        interval = np.repeat(own_first - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
        if not len(interval):
            continue
        own = np.repeat(own, counts)
        order = np.argsort(interval, kind="stable")
        yield interval[order], own[order]


@dataclass(frozen=True)
class _Rays:
    """Distinct rays, sorted by sample, then direction: (r,) each. index: (n,) the ray of each of the given ones."""

    sample: np.ndarray
    key: np.ndarray
    x: np.ndarray
    y: np.ndarray
    index: np.ndarray

    @classmethod
    def of(cls, sample: np.ndarray, key: np.ndarray, x: np.ndarray, y: np.ndarray) -> "_Rays":
        order = np.argsort(key, kind="stable")
        order = order[np.argsort(sample[order].astype(np.uint16), kind="stable")]
        sample, key = sample[order], key[order]
        new = np.r_[True, (sample[1:] != sample[:-1]) | (key[1:] != key[:-1])]
        index = np.empty(len(order), np.int64)
        index[order] = np.cumsum(new) - 1
        own = order[new]
        return cls(sample[new], key[new], x[own], y[own], index)


def _split(interval, sector, begin, end, a, b) -> np.ndarray:
    """(6, n) the nearest walls: interval, key, x, y of the ray from which on, and (a, b).

    interval, sector: (p,) pairs, sorted by interval; begin, end: (key, x, y) of the rays around each interval. The
    walls are linear in a direction, so one that is nearest at both ends of an interval is nearest throughout. Where two
    different walls are nearest at its ends, it is split where these cross.
    """
    done = []
    names = np.arange(len(begin[0]))  # of the intervals, which stay when they are split
    for _ in range(ROUNDS):
        first = np.flatnonzero(np.r_[True, interval[1:] != interval[:-1]])
        which = interval[first]
        segment = np.cumsum(np.r_[False, interval[1:] != interval[:-1]])
        at_begin = a[sector] * begin[1][interval] + b[sector] * begin[2][interval]
        at_end = a[sector] * end[1][interval] + b[sector] * end[2][interval]
        best = _best(at_begin, at_end, first, segment)
        other = _best(at_end, at_begin, first, segment)
        one = at_end[best] >= at_end[other] * (1.0 - TIE)
        own, beyond = sector[best], sector[other]
        # The direction in which both walls are at the same distance.
        x, y = b[own] - b[beyond], a[beyond] - a[own]
        x0, y0, x1, y1 = begin[1][which], begin[2][which], end[1][which], end[2][which]
        back = x * (x0 / np.hypot(x0, y0) + x1 / np.hypot(x1, y1)) + y * (y0 / np.hypot(x0, y0) + y1 / np.hypot(x1, y1))
        x, y = np.where(back < 0, -x, x), np.where(back < 0, -y, y)
        key = np.clip(direction_key(x, y), begin[0][which], end[0][which])
        early, late = x0 * y - y0 * x <= 0, x * y1 - y * x1 <= 0
        early |= key <= begin[0][which]
        late |= key >= end[0][which]
        only = np.where(one | late, own, beyond)
        whole = one | early | late
        here = which[whole]
        done.append([names[here], begin[0][here], begin[1][here], begin[2][here], a[only[whole]], b[only[whole]]])
        if whole.all():
            break
        # The two halves of an interval have the same walls.
        parts = np.flatnonzero(~whole)
        names = np.tile(names[which[parts]], 2)
        middle = key[parts], x[parts], y[parts]
        begin, end = (
            tuple(np.r_[ray[which[parts]], at] for ray, at in zip(begin, middle, strict=True)),
            tuple(np.r_[at, ray[which[parts]]] for ray, at in zip(end, middle, strict=True)),
        )
        number = np.full(len(whole), -1)
        number[parts] = np.arange(len(parts))
        again = np.flatnonzero(number[segment] >= 0)
        interval = np.r_[number[segment[again]], number[segment[again]] + len(parts)]
        sector = np.tile(sector[again], 2)
    return np.concatenate([np.array(some, float) for some in done], axis=1)


def _best(value: np.ndarray, then: np.ndarray, first: np.ndarray, segment: np.ndarray) -> np.ndarray:
    """The index of the highest value in each segment; of about equal ones, that with the highest `then`."""
    highest = np.maximum.reduceat(value, first)
    tied = np.where(value >= (highest * (1.0 - TIE))[segment], then, -np.inf)
    chosen = np.flatnonzero(tied == np.maximum.reduceat(tied, first)[segment])
    best = np.empty(len(first), np.int64)
    best[segment[chosen[::-1]]] = chosen[::-1]
    return best


def _closed(sample, key, x, y, a, b, samples: int) -> Pieces:
    """Pieces from rays sorted by sample, then direction: without rays between pieces of the same wall, and with the
    first ray again at the end of each sample."""
    same = (sample[1:] == sample[:-1]) & (a[1:] == a[:-1]) & (b[1:] == b[:-1])
    kept = np.flatnonzero(np.r_[True, ~same])
    sample, key, x, y, a, b = (column[kept] for column in (sample, key, x, y, a, b))
    first = np.flatnonzero(np.r_[True, sample[1:] != sample[:-1]])
    ends = np.r_[first[1:], len(sample)]
    last = ends + np.arange(len(ends))  # where the closing rays go
    closed = np.ones(len(sample) + len(ends), bool)
    closed[last] = False
    columns = np.empty((5, len(closed)))
    columns[:, closed] = key, x, y, a, b
    columns[:, last] = np.array([key, x, y, a, b])[:, first]
    columns[0, last] = TURN
    key, x, y, a, b = columns
    after = a * x + b * y
    before = np.empty(len(closed))
    before[1:] = a[:-1] * x[1:] + b[:-1] * y[1:]
    before[np.r_[0, last[:-1] + 1]] = before[last]
    counts = np.zeros(samples, np.int64)
    counts[sample[first]] = np.diff(np.r_[0, last + 1])
    return Pieces(counts, key, np.column_stack([x, y, before, after]), np.column_stack([a, b]))
