"""Drift: how far from the straight legs between its fixes a unit may have been.

Between two fixes a track is a straight leg at constant speed. At the share s of its time, the unit was somewhere within
about 4 s (1 - s) D of that: at the fixes exactly there, and up to D away in the middle. Horne et al., "Analyzing animal
movements using Brownian bridges", Ecology 88(9), 2007, have the standard deviation rise with the square root of
s (1 - s). On streets it rises like s (1 - s), because in the seconds after a fix a unit keeps its course. D is
estimated as there, by leaving out fixes: each fix is compared with the straight line between its neighbours.
"""

import numpy as np

from .tracks import Tracks

USUAL, OF_USUAL = 0.9, 0.2
"""The usual deviation is this quantile of a unit's own; each leg has so much of it, however straight the track is."""
BESIDE_LONE_LEGS = 0.25
"""Drift of a leg, as a share of its length, where no track has three fixes."""


def leg_drift(tracks: Tracks) -> np.ndarray:
    """(n,) D in metres for the leg that starts at each fix; 0 where none starts.

    A fix at the share s of the time between its neighbours has a deviation from the straight line between them, which
    divided by 4 s (1 - s) is the drift of a leg as long as this time. It is taken to be in proportion to time, as that
    of a unit that turns or stops once in a while is. A leg has the mean of its two fixes and OF_USUAL times what is
    usual for the unit, because it may turn on the leg alone.
    """
    n = len(tracks.t)
    if n < 2:
        return np.zeros(n)
    at_end, inner = np.zeros(n, bool), np.ones(n, bool)
    at_end[tracks.offsets[1:] - 1] = True
    inner[tracks.offsets[:-1]] = False
    inner &= ~at_end
    lasts = np.where(at_end, 0.0, np.diff(tracks.t, append=tracks.t[-1]))
    i = np.flatnonzero(inner)
    time = lasts[i - 1] + lasts[i]
    share = lasts[i - 1] / time
    off = [column[i] - (1 - share) * column[i - 1] - share * column[i + 1] for column in (tracks.x, tracks.y)]
    pace = np.zeros(n)  # drift for each second of a leg
    pace[i] = np.hypot(*off) / (np.maximum(4 * share * (1 - share), 0.5) * time)
    legs = np.flatnonzero(~at_end)
    known = inner[legs].astype(int) + inner[legs + 1]
    own = (pace[legs] + pace[legs + 1]) / np.maximum(known, 1)
    some = known > 0
    if some.any():
        usual = _usual(own[some], tracks.unit[legs[some]], len(tracks.unit_names))[tracks.unit[legs]]
    else:
        usual = BESIDE_LONE_LEGS * np.hypot(*(c[legs + 1] - c[legs] for c in (tracks.x, tracks.y))) / lasts[legs]
    drift = np.zeros(n)
    drift[legs] = (np.where(some, own, usual) + OF_USUAL * usual) * lasts[legs]
    return drift


def _usual(values: np.ndarray, unit: np.ndarray, units: int) -> np.ndarray:
    """(units,) the quantile USUAL of the values (k,) of each unit; that of all values for a unit without any."""
    usual = np.full(units, np.quantile(values, USUAL))
    order = np.lexsort((values, unit))
    unit, values = unit[order], values[order]
    first = np.flatnonzero(np.r_[True, unit[1:] != unit[:-1]])
    count = np.diff(np.r_[first, len(unit)])
    usual[unit[first]] = values[first + np.ceil(USUAL * (count - 1)).astype(int)]
    return usual
