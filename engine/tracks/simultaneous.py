"""Fixes of one unit at one time: exact repeats, a clock that shows only minutes or seconds, and contradictions."""

from dataclasses import dataclass

import numpy as np

from ..language import tr
from .coarse_clock import spread_ticks
from .fixes import Fixes

REPEAT = tr("exact repeat")
CONFLICT = tr("another place at the same time")
MIN_PAIRS = 5  # pairs of simultaneous fixes from which on they may be two receivers
PAIRED_SHARE = 0.1  # of the times of a unit; below it, pairs are errors
TOLD_APART = 0.8  # of the steps from pair to pair in which each fix must be clearly nearer to one fix of the next pair


@dataclass(frozen=True)
class OneByOne:
    """Fixes with one position for each unit and time.

    order: indices into the Fixes, or a slice, sorted by unit and time; t: (m,) their times in seconds, those of a
    coarse clock spread; repeats, conflicts: indices of the fixes left out. spread: how many fixes got another time;
    tick: the longest tick of a coarse clock in seconds, 0 if there is none; coarse_units: how many units have one.
    """

    order: np.ndarray | slice
    t: np.ndarray
    repeats: np.ndarray
    conflicts: np.ndarray
    spread: int = 0
    tick: float = 0.0
    coarse_units: int = 0


NONE = np.zeros(0, np.int64)


def one_by_one(fixes: Fixes, order: np.ndarray | slice) -> OneByOne:
    """Leaves one fix for each unit and time. order: indices sorted by unit, time, x, y and row; a slice takes all.

    Of fixes at the same place and time, the first is kept. The fixes within one tick of a coarse clock are spread over
    the tick (`spread_ticks`). Of other fixes with different positions at one time, the one closest to the position
    expected from the neighbours is kept; where two receivers share a name, all those of the same receiver are kept.
    """
    t, unit = fixes.t[order], fixes.unit[order]
    same_moment = (unit[1:] == unit[:-1]) & (t[1:] == t[:-1])
    if not same_moment.any():
        return OneByOne(order, t, NONE, NONE)
    order = np.arange(len(fixes))[order] if isinstance(order, slice) else order
    same_moment = np.r_[False, same_moment]
    x, y = fixes.x[order], fixes.y[order]
    repeat = same_moment & np.r_[False, (x[1:] == x[:-1]) & (y[1:] == y[:-1])]
    repeats = order[repeat]
    order, same_moment = order[~repeat], same_moment[~repeat]
    if not same_moment.any():
        return OneByOne(order, fixes.t[order], repeats, NONE)

    x, y, t, unit = fixes.x[order], fixes.y[order], fixes.t[order], fixes.unit[order]
    moment = np.cumsum(~same_moment) - 1
    ticks = spread_ticks(x, y, t, unit, moment, np.lexsort((order, fixes.row[order])))
    order, x, y, t = order[ticks.order], x[ticks.order], y[ticks.order], ticks.t
    moment = np.cumsum(np.r_[True, (unit[1:] != unit[:-1]) | (t[1:] != t[:-1])]) - 1
    chosen = _chosen(x, y, t, unit, moment)
    coarse = (ticks.moved, ticks.tick, ticks.units)
    return OneByOne(order[chosen], t[chosen], repeats, order[~chosen], *coarse)


def _chosen(x, y, t, unit, moment) -> np.ndarray:
    """(n,) which fix of each moment to keep."""
    expected_x, expected_y = _expected(x, y, t, unit, moment)
    misfit = np.hypot(x - expected_x, y - expected_y)
    best_first = np.lexsort((np.arange(len(moment)), misfit, moment))
    chosen = np.zeros(len(moment), bool)
    chosen[best_first[np.r_[True, np.diff(moment[best_first]) > 0]]] = True
    _follow_one_receiver(x, y, unit, moment, misfit, chosen)
    return chosen


def _follow_one_receiver(x, y, unit, moment, misfit, chosen) -> None:
    """Where the pairs of simultaneous fixes of a unit form two continuous chains, chooses the same chain everywhere:
    the one that fits better to the fixes between the pairs."""
    size = np.bincount(moment)
    first = np.flatnonzero(np.r_[True, np.diff(moment) > 0])
    pair = first[size == 2]
    owner = unit[pair]
    pairs, times = (np.bincount(owners, minlength=int(unit.max()) + 1) for owners in (owner, unit[first]))
    frequent = (pairs >= MIN_PAIRS) & (pairs >= PAIRED_SHARE * times)
    pair = pair[frequent[owner]]
    if not len(pair):
        return
    owner, one, other = unit[pair], pair, pair + 1

    def steps(start, end):
        return np.hypot(x[end[1:]] - x[start[:-1]], y[end[1:]] - y[start[:-1]])

    straight = steps(one, one) + steps(other, other)
    crossed = steps(one, other) + steps(other, one)
    next_is_same_unit = owner[1:] == owner[:-1]
    clear = np.minimum(straight, crossed) <= np.maximum(straight, crossed) / 2
    links = np.bincount(owner[1:][next_is_same_unit], minlength=len(pairs))
    told_apart = np.bincount(owner[1:][next_is_same_unit & clear], minlength=len(pairs)) >= TOLD_APART * links
    swaps = np.cumsum(np.r_[0, next_is_same_unit & (crossed < straight)]) % 2 == 1
    chain, rest = np.where(swaps, other, one), np.where(swaps, one, other)
    better = np.bincount(owner, misfit[chain] - misfit[rest], minlength=len(pairs)) <= 0
    kept, left = (np.where(better[owner], a, b) for a, b in ((chain, rest), (rest, chain)))
    apart = told_apart[owner]
    chosen[kept[apart]], chosen[left[apart]] = True, False


def _expected(x, y, t, unit, moment) -> tuple[np.ndarray, np.ndarray]:
    """The expected position at each fix's time, interpolated between the unit's previous and next times. Where several
    fixes have the same time, their mean is taken."""
    size = np.bincount(moment)
    mean_x, mean_y = np.bincount(moment, x) / size, np.bincount(moment, y) / size
    first = np.searchsorted(moment, np.arange(len(size)))
    at, owner = t[first], unit[first]
    before, after = np.maximum(np.arange(len(size)) - 1, 0), np.minimum(np.arange(len(size)) + 1, len(size) - 1)
    before = np.where((owner[before] == owner) & (at[before] < at), before, after)
    before = np.where(owner[before] == owner, before, np.arange(len(size)))
    after = np.where((owner[after] == owner) & (at[after] > at), after, before)
    gap = at[after] - at[before]
    share = np.divide(at - at[before], gap, out=np.zeros(len(size)), where=gap != 0)
    expected_x = mean_x[before] + share * (mean_x[after] - mean_x[before])
    expected_y = mean_y[before] + share * (mean_y[after] - mean_y[before])
    return expected_x[moment], expected_y[moment]
