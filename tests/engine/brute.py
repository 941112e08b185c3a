"""The gap by brute force: sampled in time, and written independently of the engine's method."""

import itertools

import numpy as np

STEP = 0.1  # seconds of exposure


def presence(track, t, x, y, reach) -> np.ndarray:
    """Whether a unit that moves in straight lines between its fixes [(t, x, y), ...] is within reach of (x, y) at each
    t."""
    here = np.zeros(len(t), bool)
    for (ta, xa, ya), (tb, xb, yb) in itertools.pairwise(track):
        share = (t - ta) / (tb - ta)
        near = np.hypot(xa + share * (xb - xa) - x, ya + share * (yb - ya) - y) <= reach
        here |= near & (t >= ta) & (t <= tb)
    return here


def gap(tracks, x, y, reach, tau, revisit, moments) -> float:
    """The mean of exp(-exposure within revisit) over one starting moment in each second. Exposure is summed over units
    in steps of a tenth of a second. tau = 0: detected as soon as a unit is in range. All times are whole seconds."""
    start, end = min(a for a, _ in moments), max(b for _, b in moments) + revisit
    middles = np.arange(round((end - start) / STEP)) * STEP + start + STEP / 2
    units = sum(presence(track, middles, x, y, reach).astype(float) for track in tracks)
    in_range = np.concatenate([[0.0], np.cumsum(units)]) * STEP
    per_second, window = round(1 / STEP), round(revisit / STEP)
    unseen = []
    for a, b in moments:
        begin = np.arange(round((a - start) / STEP) + per_second // 2, round((b - start) / STEP), per_second)
        seconds = in_range[begin + window] - in_range[begin]
        unseen.append(np.exp(-seconds / tau) if tau else (seconds == 0).astype(float))
    return float(np.mean(np.concatenate(unseen)))
