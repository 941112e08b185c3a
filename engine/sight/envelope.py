"""The nearest wall in every direction around sample points: the upper envelope of sectors."""

from dataclasses import dataclass

import numpy as np

from .directions import TURN, direction_key

TIE = 1e-12  # walls whose distances differ by so small a share are at the same distance
ROUNDS = 60  # at most so many times intervals are split where walls cross


@dataclass(frozen=True)
class Pieces:
    """counts: (m,) the rays of each sample; key: (r,), ray: (r, 4), wall: (r, 2) as in Isovists."""

    counts: np.ndarray
    key: np.ndarray
    ray: np.ndarray
    wall: np.ndarray


def envelope(sample, start_x, start_y, end_x, end_y, a, b, samples: int) -> Pieces:
    """The pieces of samples. (k,) each, sorted by sample: sectors counterclockwise from the direction (start_x,
    start_y) to (end_x, end_y), less than half a turn wide, in which a wall with the line a x + b y = 1 hides what is
    behind it."""
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
    counts = last - first
    interval = np.repeat(first - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
    sector = np.repeat(sector, counts)
    order = np.argsort(interval, kind="stable")
    closing = end_of[with_walls] - 1
    until = np.r_[rays.key[1:], TURN]
    until[closing] = TURN
    to_x, to_y = np.r_[rays.x[1:], 1.0], np.r_[rays.y[1:], 0.0]
    to_x[closing], to_y[closing] = 1.0, 0.0
    open_ = np.ones(len(rays.key), bool)
    open_[interval] = False
    done = _split(interval[order], sector[order], (rays.key, rays.x, rays.y), (until, to_x, to_y), a, b)
    bare = np.flatnonzero(open_)
    nothing = np.zeros(len(bare))
    every = np.concatenate([done, [bare, rays.key[bare], rays.x[bare], rays.y[bare], nothing, nothing]], axis=1)
    every = every[:, np.lexsort((every[1], every[0]))]
    return _closed(rays.sample[every[0].astype(np.int64)], *every[1:], samples)


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
