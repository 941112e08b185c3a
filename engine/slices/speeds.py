"""How long units move at which speed: from it follows the median speed of any number of slices."""

import numpy as np

from ..tracks.tracks import STANDING, Tracks

STEP = 0.01
"""Of the logarithm of the speed: the median is known to half a percent."""
FASTEST = 100.0
BINS = int(np.ceil(np.log(FASTEST / STANDING) / STEP))


def speeds_of(tracks: Tracks, start: float, end: float) -> np.ndarray:
    """(BINS,) the seconds of legs that begin in [start, end), by their speed, which rises by the factor exp(STEP) from
    bin to bin; legs slower than STANDING are left out."""
    i = tracks.leg_starts
    i = i[(tracks.t[i] >= start) & (tracks.t[i] < end)]
    duration = tracks.t[i + 1] - tracks.t[i]
    distance = np.hypot(tracks.x[i + 1] - tracks.x[i], tracks.y[i + 1] - tracks.y[i])
    moving = (duration > 0) & (distance > STANDING * duration)
    at = np.log(distance[moving] / duration[moving] / STANDING) / STEP
    return np.bincount(np.minimum(at.astype(int), BINS - 1), duration[moving], minlength=BINS)


def median_speed(seconds: np.ndarray) -> float:
    """The median speed in m/s, weighted by time; NaN if nothing moves."""
    if not seconds.sum():
        return float("nan")
    return float(STANDING * np.exp((np.searchsorted(np.cumsum(seconds), seconds.sum() / 2) + 0.5) * STEP))
