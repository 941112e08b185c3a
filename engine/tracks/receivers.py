"""Several receivers under one name: rejected fixes that are a continuous track of their own, away from the unit's."""

from dataclasses import dataclass

import numpy as np

from ..language import tr

OTHER_RECEIVER = tr("another receiver of the same unit")
MIN_FIXES = 5  # rejected fixes that make a track of their own
MIN_SHARE = 0.1  # of the fixes of a unit
POSSIBLE = 0.9  # of the steps of that track, which must not be faster than MAX_SPEED
REPEATED = 3600.0  # seconds that clocks show twice when they go back
NEXT_STEP = 3.0  # times the median step of the rejected fixes
SHORT_STEP = 0.5  # of the distance between the two tracks, which outliers exceed; also of its change from fix to fix


@dataclass(frozen=True)
class Receiver:
    """Other receivers of a unit (code): how many of their fixes were rejected, the median distance in metres of the
    nearest from the receiver whose fixes were kept, and how many positions the unit has at one time."""

    unit: int
    fixes: int
    metres: float
    positions: int = 2


def second_receivers(
    rejected: tuple, kept: tuple, units: int, max_speed: float
) -> tuple[np.ndarray, tuple[Receiver, ...]]:
    """Finds units whose rejected fixes are those of a second receiver.

    rejected, kept: x, y in metres, t in seconds and unit (codes) of the fixes that contradict others, and of those
    kept; both sorted by unit and time. max_speed: m/s. Returns (m,) whether each rejected fix is one of a second
    receiver, and the receivers in the order of units.
    """
    x, y, t, unit = rejected
    theirs, found = np.zeros(len(t), bool), []
    count, all_kept = np.bincount(unit, minlength=units), np.bincount(kept[3], minlength=units)
    ends, kept_ends = np.cumsum(count), np.cumsum(all_kept)
    for code in np.flatnonzero((count >= MIN_FIXES) & (count >= MIN_SHARE * all_kept) & (all_kept > 0)).tolist():
        some = slice(ends[code] - count[code], ends[code])
        other = slice(kept_ends[code] - all_kept[code], kept_ends[code])
        at_x, at_y = (np.interp(t[some], kept[2][other], column[other]) for column in kept[:2])
        away_x, away_y = x[some] - at_x, y[some] - at_y
        of_unit = tuple(column[other] for column in kept[:3])
        rank = _rank(t[some], away_x, away_y)
        chains = [np.flatnonzero(rank == r) for r in range(int(rank.max()) + 1)]
        chains = [chain for chain in chains if len(chain) >= max(MIN_FIXES, MIN_SHARE * len(rank))]
        mine = [some.start + chain for chain in chains]
        if not chains or _continues(*(column[mine[0]] for column in (x, y, t)), *of_unit):
            continue  # an hour that the clocks showed twice: the unit went on where it had come to
        apart = min(float(np.median(np.hypot(away_x[chain], away_y[chain]))) for chain in chains)
        way = np.median(np.hypot(*(np.diff(column[mine[0]]) for column in (x, y))))
        if len(chains) > 1 and apart < way:
            continue  # fixes of one receiver in the tick of a coarse clock, in no order
        if all(
            _is_receiver(*(column[index] for column in (x, y, t)), away_x[chain], away_y[chain], max_speed)
            for index, chain in zip(mine, chains, strict=True)
        ):
            theirs[np.concatenate(mine)] = True
            found.append(Receiver(code, sum(map(len, chains)), apart, 1 + len(chains)))
    return theirs, tuple(found)


def _rank(t: np.ndarray, away_x: np.ndarray, away_y: np.ndarray) -> np.ndarray:
    """(m,) the rank of each fix among those of its time, along the direction in which they lie farthest apart.
    t: rising; away_x, away_y: metres from the receiver whose fixes were kept."""
    if not np.any(t[1:] == t[:-1]):
        return np.zeros(len(t), np.int64)
    direction = np.linalg.eigh(np.cov(away_x, away_y))[1][:, -1]
    order = np.lexsort((away_x * direction[0] + away_y * direction[1], t))
    start = np.flatnonzero(np.r_[True, np.diff(t[order]) > 0])
    rank = np.empty(len(t), np.int64)
    rank[order] = np.arange(len(t)) - np.repeat(start, np.diff(np.r_[start, len(t)]))
    return rank


def _is_receiver(x, y, t, away_x, away_y, max_speed: float) -> bool:
    """Whether fixes are a continuous track of their own, away (in metres) from that of the fixes kept."""
    step, pause = np.hypot(np.diff(x), np.diff(y)), np.diff(t)
    drift = np.hypot(np.diff(away_x), np.diff(away_y))
    usual = min(np.median(step), np.median(drift))
    apart = np.median(np.hypot(away_x, away_y))
    return bool((step <= max_speed * pause).mean() >= POSSIBLE and usual <= SHORT_STEP * apart)


def _continues(x, y, t, kept_x, kept_y, kept_t) -> bool:
    """Whether the rejected fixes last at most REPEATED seconds and go on where the kept ones of this time end, or the
    other way round."""
    if t[-1] - t[0] > REPEATED:
        return False
    low, high = np.searchsorted(kept_t, t[0]), np.searchsorted(kept_t, t[-1], side="right") - 1
    if low >= high:
        return False
    step = float(np.median(np.hypot(np.diff(x), np.diff(y))))
    ends = (x[0] - kept_x[high], y[0] - kept_y[high]), (x[-1] - kept_x[low], y[-1] - kept_y[low])
    return min(np.hypot(*end) for end in ends) <= NEXT_STEP * step
