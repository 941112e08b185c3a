"""Coarse clocks: many fixes of a unit with the same time, because the file holds only minutes or whole seconds, or
steps of some seconds or minutes.

Such fixes do not contradict each other: within the tick of the clock, the unit moved from one to the next. The order of
the rows shows which came first.
"""

from dataclasses import dataclass

import numpy as np

TICKS = (600.0, 300.0, 60.0, 30.0, 20.0, 15.0, 10.0, 5.0, 2.0, 1.0)  # seconds
OFF_TICK, OFF_AT_MOST = 0.01, 0.5  # of the tick, and seconds: days of a spreadsheet are cut to a few decimals
ON_TICKS = 0.95  # of the times of a unit that must be whole multiples of the tick
MIN_SHARED = 2  # ticks of a unit with several fixes
SHARED_SHARE = 0.05  # of the ticks of a unit that hold several fixes; below it, they are errors
LONG_TICK, LONG_SHARE = 60.0, 0.01  # with ticks of minutes, a receiver that samples every 59 s shares few of them
IN_ORDER = 2 / 3  # of the ticks with several fixes in which the rows must form a path
DETOUR = 1.5  # how much longer than the straight way a path within a tick usually is, at most
STILL, STILL_RATE, STILL_AT_MOST = 5.0, 0.35, 25.0  # m, m/s, m: the box of the scatter of a standing unit in a tick
SMALL_ERROR, ERROR_RATE, LARGE_ERROR = 2.0, 0.3, 10.0  # m, m/s, m: of a step, at least, with its duration, at most


@dataclass(frozen=True)
class SpreadTicks:
    """Fixes with the times of coarse clocks spread.

    order: (n,) indices, sorted by unit and time; t: (n,) seconds, in this order. moved: how many fixes got another
    time; tick: the longest tick that was spread, in seconds, 0 if none; units: how many units have a coarse clock.
    """

    order: np.ndarray
    t: np.ndarray
    moved: int = 0
    tick: float = 0.0
    units: int = 0


def spread_ticks(x, y, t, unit, moment, by_row) -> SpreadTicks:
    """Spreads the fixes in each tick of a coarse clock evenly over the tick, in the order of the rows.

    x, y: (n,) metres; t: (n,) seconds; unit: (n,) codes; moment: (n,) numbers the distinct pairs of unit and time; all
    sorted by unit and time. by_row: (n,) the indices that sort the fixes by row.

    The clock of a unit is coarse where its times are multiples of a tick, a good part of them is shared by several
    fixes, the times next to these are one tick away, and the rows form a path: the rows of a tick follow each other,
    and the way through them from tick to tick is hardly longer than the straight way, or no longer than the scatter of
    a standing unit. So row order is evidence here, and only here. A file with the latest row first is read backwards.
    Where a run of ticks begins or ends with fewer fixes than usual, these are placed at its inner end.
    """
    n = len(t)
    size = np.bincount(moment)
    first = np.flatnonzero(np.r_[True, np.diff(moment) > 0])
    at, owner, units = t[first], unit[first], int(unit.max()) + 1
    tick = _ticks(at, owner, size, units)
    if not np.isfinite(tick).any():
        return SpreadTicks(np.arange(n), t)
    length = tick[owner[1:]]
    follows = np.r_[False, (owner[1:] == owner[:-1]) & (np.abs(np.diff(at) - length) <= 2 * _off(length))]
    leads = np.r_[follows[1:], False]
    order, in_a_row = _rows_in_order(unit, moment, by_row, size, units)
    path = _is_path(x[order], y[order], first, size, follows, leads, tick[owner])
    shared = size > 1
    judged = shared & (follows | leads)
    many = _count(owner, judged, units) >= 0.5 * _count(owner, shared, units)
    regular = _count(owner, judged & path & in_a_row, units) >= IN_ORDER * _count(owner, judged, units)
    coarse = np.isfinite(tick) & many & regular
    if not coarse.any():
        return SpreadTicks(np.arange(n), t)
    new = _spread(at, owner, size, follows, leads, tick, units)
    within = np.arange(n) - first[moment]
    start, step = new
    spread_t = np.where(coarse[unit], start[moment] + within * step[moment], t)
    kept = np.where(coarse[unit], order, np.arange(n))
    longest = float(tick[coarse].max())
    return SpreadTicks(kept, spread_t, int((spread_t != t).sum()), longest, int(coarse.sum()))


def _count(owner: np.ndarray, which: np.ndarray, units: int) -> np.ndarray:
    return np.bincount(owner[which], minlength=units)


def _ticks(at, owner, size, units: int) -> np.ndarray:
    """(units,) seconds, the tick of each unit's clock; NaN where too few of its times are shared."""
    times, shared = np.bincount(owner, minlength=units), _count(owner, size > 1, units)
    tick = np.full(units, np.nan)
    second = np.rint(at)
    on_second = np.abs(at - second) <= OFF_TICK
    residue = (second % TICKS[0]).astype(np.int16)
    enough = ON_TICKS * np.maximum(times, 1)
    for length in reversed(TICKS):
        on = residue % int(length) == 0
        if length < LONG_TICK:  # of longer ones, half a second is within OFF_TICK
            on &= on_second
        tick[_count(owner, on, units) >= enough] = length
    least = np.where(tick >= LONG_TICK, LONG_SHARE, SHARED_SHARE)
    tick[(shared < MIN_SHARED) | (shared < least * times)] = np.nan
    return tick


def _off(tick):
    """Seconds by which times may miss the multiples of a tick."""
    return np.minimum(OFF_TICK * tick, OFF_AT_MOST)


def _rows_in_order(unit, moment, by_row, size, units: int) -> tuple[np.ndarray, np.ndarray]:
    """(n,) the fixes of each moment in the order of rows, reversed for units whose later rows are earlier; and whether
    the rows of each moment follow each other among those of the unit."""
    n = len(unit)
    rank = np.empty(n, np.int64)
    by_unit = by_row[np.argsort(unit[by_row], kind="stable")]
    rank[by_unit] = np.arange(n)
    first = np.flatnonzero(np.r_[True, np.diff(moment) > 0])
    lowest, highest = np.minimum.reduceat(rank, first), np.maximum.reduceat(rank, first)
    owner = unit[first]
    rises = np.sign(np.diff(lowest)) * (owner[1:] == owner[:-1])
    backwards = np.bincount(owner[1:], rises, minlength=units) < 0
    order = np.lexsort((np.where(backwards[unit], -rank, rank), moment))
    return order, highest - lowest == size - 1


def _is_path(x, y, first, size, follows, leads, tick) -> np.ndarray:
    """(m,) whether the fixes of each moment, in this order, lie on the way from the previous tick to the next."""
    last = first + size - 1
    step = np.hypot(np.diff(x, append=x[-1]), np.diff(y, append=y[-1]))
    step_in = step.copy()
    step_in[last] = 0.0
    before = np.maximum(np.arange(len(first)) - 1, 0)
    after = np.minimum(before + 2, len(first) - 1) if len(first) > 1 else before
    after[0] = min(1, len(first) - 1)
    way = np.add.reduceat(step_in, first) + follows * step[last[before]] + leads * step[last]
    to_last = np.hypot(x[last] - x[last[before]], y[last] - y[last[before]])
    from_first = np.hypot(x[first[after]] - x[first], y[first[after]] - y[first])
    straight = follows * to_last + leads * from_first
    straight = straight * np.where(follows & leads, (1 + 1 / size) / 2, 1.0)
    error = SMALL_ERROR + np.minimum(ERROR_RATE * tick / size, LARGE_ERROR)
    path = way <= DETOUR * straight + error * (size - 1 + follows + leads)
    doubtful = np.flatnonzero(~path & (follows | leads) & (size > 1))
    path[doubtful] = _box(x, y, first[doubtful], size[doubtful]) <= np.minimum(
        STILL + STILL_RATE * tick[doubtful], STILL_AT_MOST
    )
    return path


def _box(x, y, first, size) -> np.ndarray:
    """(k,) the diagonals of the boxes around `size` fixes from each of `first` on, in metres."""
    if not len(first):
        return np.zeros(0)
    begin = np.cumsum(size) - size
    fix = np.arange(size.sum()) - np.repeat(begin - first, size)
    return np.hypot(*(np.maximum.reduceat(c[fix], begin) - np.minimum.reduceat(c[fix], begin) for c in (x, y)))


def _spread(at, owner, size, follows, leads, tick, units: int) -> tuple[np.ndarray, np.ndarray]:
    """(m,) the time of the first fix of each moment and the time between its fixes, in seconds."""
    inner = follows & leads
    count = np.maximum(_count(owner, inner, units), 1)
    usual = np.rint(np.bincount(owner[inner], size[inner], minlength=units) / count)[owner]
    length = tick[owner]
    few = (size < usual) & (follows != leads)
    step = length / np.where(few, usual, size)
    return at + np.where(few & leads, length - size * step, 0.0), step
