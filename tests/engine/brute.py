"""The gap score by brute force: slow, sampled in time, and written without a look at the engine's way."""

import itertools
import math


def in_range(track, t, x, y, reach) -> bool:
    """Whether a unit that moves straight between its fixes [(t, x, y), ...] is within reach of (x, y) at t."""
    for (ta, xa, ya), (tb, xb, yb) in itertools.pairwise(track):
        if ta <= t <= tb:
            share = (t - ta) / (tb - ta)
            return math.hypot(xa + share * (xb - xa) - x, ya + share * (yb - ya) - y) <= reach
    return False


def gap(tracks, x, y, reach, tau, revisit, moments, step=1.0) -> float:
    """Mean over sampled moments of exp(-exposure within revisit); exposure summed over units by steps of `step`
    seconds."""
    start = min(a for a, _ in moments)
    end = max(b for _, b in moments) + revisit
    n = round((end - start) / step)
    exposure = [0.0]
    for i in range(n):
        t = start + (i + 0.5) * step
        exposure.append(exposure[-1] + sum(step / tau for track in tracks if in_range(track, t, x, y, reach)))
    total, count = 0.0, 0
    window = round(revisit / step)
    for a, b in moments:
        for i in range(round((a - start) / step), round((b - start) / step)):
            middle = [0.5 * (exposure[j] + exposure[j + 1]) for j in (i, i + window)]
            total += math.exp(-(middle[1] - middle[0]))
            count += 1
    return total / count
