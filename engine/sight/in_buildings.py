"""How much of tracks and places lies in buildings: where that is much, fixes are too sparse, or cells too few, for
lines of sight."""

import numpy as np

from ..geometry import covered
from ..places.places import Places
from ..progress import Progress, quiet
from ..tracks.legs import legs_of
from ..tracks.tracks import Tracks

POINTS = 20_000
"""Points at which shares are measured: enough for half a percent."""
LEGS_AT_ONCE = 500_000


def share_of_samples(places: Places, buildings: np.ndarray, progress: Progress = quiet) -> float:
    """The share, 0 to 1, of sample points that lie in buildings, from at most POINTS of them. buildings: (k,) valid
    shapely polygons in metres."""
    step = max(len(places.x) // POINTS, 1)
    return float(covered(places.x[::step], places.y[::step], buildings, progress).mean())


def share_of_length(
    tracks: Tracks, buildings: np.ndarray, bounds: tuple[float, float, float, float], progress: Progress = quiet
) -> float:
    """The share, 0 to 1, of the length of legs within the bounds (x, y, x, y) that lies in buildings, from about POINTS
    points at equal distances along the legs; NaN where no leg of any length is within the bounds."""
    ends = [[], [], [], []]
    for start in range(0, len(tracks.t), LEGS_AT_ONCE):
        legs = legs_of(tracks, 0.0, 0.0, start, start + LEGS_AT_ONCE)
        near = np.maximum(legs.x0, legs.x1) >= bounds[0]
        near &= (np.minimum(legs.x0, legs.x1) <= bounds[2]) & (np.maximum(legs.y0, legs.y1) >= bounds[1])
        near &= np.minimum(legs.y0, legs.y1) <= bounds[3]
        for column, part in zip(ends, (legs.x0, legs.y0, legs.x1, legs.y1), strict=True):
            column.append(part[near])
    x0, y0, x1, y1 = (np.concatenate([np.zeros(0), *column]) for column in ends)
    x0, y0, x1, y1 = _cut(x0, y0, x1, y1, bounds)
    reached = np.cumsum(np.hypot(x1 - x0, y1 - y0))
    if not len(reached) or not reached[-1] > 0:
        return float("nan")
    at = (np.arange(POINTS) + 0.5) * (reached[-1] / POINTS)
    leg = np.minimum(np.searchsorted(reached, at, side="right"), len(reached) - 1)
    length = np.diff(reached, prepend=0.0)[leg]
    share = np.clip(1 - (reached[leg] - at) / np.where(length > 0, length, 1.0), 0.0, 1.0)
    x, y = x0[leg] + share * (x1 - x0)[leg], y0[leg] + share * (y1 - y0)[leg]
    return float(covered(x, y, buildings, progress).mean())


def _cut(x0: np.ndarray, y0: np.ndarray, x1: np.ndarray, y1: np.ndarray, bounds) -> tuple[np.ndarray, ...]:
    """The parts of segments within the bounds."""
    low, high = np.zeros(len(x0)), np.ones(len(x0))
    for a, b, least, most in ((x0, x1, bounds[0], bounds[2]), (y0, y1, bounds[1], bounds[3])):
        step = np.where(b == a, 1.0, b - a)
        first, last = np.sort([(least - a) / step, (most - a) / step], axis=0)
        level = b == a
        low = np.maximum(low, np.where(level, 0.0, first))
        high = np.minimum(high, np.where(level, 1.0, last))
    some = high > low
    x0, y0, dx, dy, low, high = (column[some] for column in (x0, y0, x1 - x0, y1 - y0, low, high))
    return x0 + low * dx, y0 + low * dy, x0 + high * dx, y0 + high * dy
