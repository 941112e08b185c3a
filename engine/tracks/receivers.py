"""Several receivers under one name: rejected fixes that are a continuous track of their own, away from the unit's."""

from dataclasses import dataclass

import numpy as np

OTHER_RECEIVER = "another receiver of the same unit"
MIN_FIXES = 5  # rejected fixes that make a track of their own
MIN_SHARE = 0.1  # of the fixes of a unit
POSSIBLE = 0.9  # of the steps of that track, which must not be faster than MAX_SPEED
REPEATED = 3600.0  # seconds that clocks show twice when they go back
NEXT_STEP = 3.0  # times the median step of the rejected fixes
SHORT_STEP = 0.5  # of the distance between the two tracks, which outliers exceed; also of its change from fix to fix


@dataclass(frozen=True)
class Receiver:
    """A second receiver of a unit (code): how many of its fixes were rejected, and its median distance in metres from
    the receiver whose fixes were kept."""

    unit: int
    fixes: int
    metres: float


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
        apart = float(np.median(np.hypot(away_x, away_y)))
        step, pause = np.hypot(np.diff(x[some]), np.diff(y[some])), np.diff(t[some])
        if _continues(x[some], y[some], t[some], *(column[other] for column in kept[:3])):
            continue  # an hour that the clocks showed twice: the unit went on where it had come to
        drift = np.hypot(np.diff(away_x), np.diff(away_y))
        usual = min(np.median(step), np.median(drift))
        if (step <= max_speed * pause).mean() >= POSSIBLE and usual <= SHORT_STEP * apart:
            theirs[some] = True
            found.append(Receiver(code, int(count[code]), apart))
    return theirs, tuple(found)


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
