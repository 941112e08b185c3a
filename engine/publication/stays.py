"""Stays: times for which a unit does not leave a spot, and the shifts in which it works."""

import numpy as np

from ..tracks.tracks import Tracks


def shifts(tracks: Tracks, off_duty: float) -> np.ndarray:
    """(k,) the number of the shift of each track: a new one for each unit, and after off_duty seconds without a fix."""
    if not len(tracks):
        return np.zeros(0, np.int64)
    first, last = tracks.offsets[:-1], tracks.offsets[1:] - 1
    new = tracks.unit[first[1:]] != tracks.unit[last[:-1]]
    new |= tracks.t[first[1:]] - tracks.t[last[:-1]] > off_duty
    return np.r_[0, np.cumsum(new)]


def staying(tracks: Tracks, seconds: float, spread: float) -> tuple[np.ndarray, np.ndarray]:
    """Where units stay for at least `seconds`: (s,) the first fix and (s,) the last fix of each stay.

    A window is the fixes from one fix to the first that is `seconds` later, in the same track. It is a stay if the mean
    square distance of its fixes from their mean is at most spread^2 (m^2); overlapping windows are one stay. A mean
    square, unlike an extent, does not follow a single bad fix.
    """
    n = len(tracks.t)
    if not n:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    last_of_track = np.repeat(tracks.offsets[1:] - 1, np.diff(tracks.offsets))
    since = tracks.t - tracks.t.min()
    longest = since.max() + seconds + 1.0
    track = np.repeat(np.arange(len(tracks)), np.diff(tracks.offsets))
    clock = since + track * longest  # rises over all tracks, so that one search does
    to = np.searchsorted(clock, clock + seconds)
    whole = to <= last_of_track
    start = np.flatnonzero(whole)
    end = to[start]
    square = np.zeros(len(start))
    for values in (tracks.x, tracks.y):
        centred = values - values.mean()
        sums, squares = np.r_[0.0, np.cumsum(centred)], np.r_[0.0, np.cumsum(centred**2)]
        count = end + 1 - start
        mean = (sums[end + 1] - sums[start]) / count
        square += (squares[end + 1] - squares[start]) / count - mean**2
    calm = square <= spread**2
    start, end = start[calm], end[calm]
    if not len(start):
        return start, end
    begins = np.r_[True, start[1:] > end[:-1]]
    ends = np.r_[np.flatnonzero(begins)[1:] - 1, len(start) - 1]
    return start[begins], end[ends]
