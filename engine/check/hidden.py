"""Checks from where walls hide places: for straight legs at a constant height, leg by leg and wall by wall.

Independent of the planner's search for passes. A place on the ground sees a drone at height h past the end of a wall,
or above it: the line of sight is higher than a wall of height b where it crosses it. A wall hides only what is behind
it as seen from outside its building, so that a place within a building looks out of it. Along a leg all conditions are
linear, so each wall hides the place on one stretch of the leg.
"""

import numpy as np
import shapely

from ..drones.flight_plan import Screens
from ..progress import Progress, quiet

PAIRS = 20_000
"""Sightings that are looked at together: less than a second."""


def clear_stretches(
    screens: Screens,
    place: np.ndarray,
    start: np.ndarray,
    end: np.ndarray,
    altitude: np.ndarray,
    by: float,
    progress: Progress = quiet,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The stretches of legs from which places are not hidden: (c,) index of the leg, and shares of it, rising.

    place: (s, 2) the place looked at from each of s legs; start, end: (s, 2) of the legs, m; altitude: (s,) m above the
    ground; by: m by which walls are taken as longer, and what is hidden by them as wider; less than 0 for narrower.
    """
    found = [(np.zeros(0, int), np.zeros(0), np.zeros(0))]
    tree = shapely.STRtree(shapely.linestrings(np.stack((screens.start, screens.end), axis=1)))
    for first in range(0, len(place), PAIRS):
        some = slice(first, first + PAIRS)
        leg, wall = _between(tree, place[some], start[some], end[some])
        low, high = _hidden(screens, place[some][leg], start[some][leg], end[some][leg], altitude[some][leg], wall, by)
        met = high > low if by < 0 else high >= low
        own, begin, until = _rest(len(place[some]), leg[met], low[met], high[met])
        found.append((own + first, begin, until))
        progress(min(first + PAIRS, len(place)) / len(place))
    return tuple(np.concatenate(column) for column in zip(*found, strict=True))


def _between(tree, place: np.ndarray, start: np.ndarray, end: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Indices of places and of walls that may be between the place and its leg."""
    fans = shapely.polygons(np.stack((place, start, end, place), axis=1))
    flat = shapely.area(fans) < 1e-6  # a leg of no length, or towards the place
    fans[flat] = shapely.buffer(shapely.linestrings(np.stack((place, start, end), axis=1)[flat]), 1e-3)
    return tree.query(fans, predicate="dwithin", distance=0.01)


def _hidden(screens, place, start, end, altitude, wall, by) -> tuple[np.ndarray, np.ndarray]:
    """(q,) the shares of each leg between which the wall hides the place; high < low where it does not."""
    a, b = screens.start[wall] - place, screens.end[wall] - place
    along = b - a
    length = np.maximum(np.hypot(*along.T), 1e-12)
    out = (a[:, 1] * b[:, 0] - a[:, 0] * b[:, 1]) / length  # m of the place in front of the wall; 0 or less: within
    with np.errstate(divide="ignore", invalid="ignore"):
        rises = np.where(altitude > 0, np.minimum(screens.height[wall] / altitude, 1.0), 1.0)
    low, high = np.zeros(len(wall)), np.ones(len(wall))
    near, far = start - place, end - place
    size = np.maximum(np.hypot(*a.T), 1e-9), np.maximum(np.hypot(*b.T), 1e-9)
    conditions = (  # each is m by which the drone is on the hidden side of an edge, at the start and the end of the leg
        [(b[:, 0] * at[:, 1] - b[:, 1] * at[:, 0]) / size[1] for at in (near, far)],
        [(at[:, 0] * a[:, 1] - at[:, 1] * a[:, 0]) / size[0] for at in (near, far)],
        [rises * (along[:, 0] * at[:, 1] - along[:, 1] * at[:, 0]) / length - out for at in (near, far)],
    )
    for first, last in conditions:
        first, last = first + by, last + by
        change = last - first
        with np.errstate(divide="ignore", invalid="ignore"):
            crossing = -first / change
        low = np.where(change > 0, np.maximum(low, crossing), low)
        high = np.where(change < 0, np.minimum(high, crossing), high)
        high = np.where((first < 0) & (last < 0), -1.0, high)
    return low, np.where(out > -by, high, -1.0)


def _rest(count: int, leg: np.ndarray, low: np.ndarray, high: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The legs, and what is left of each (0 to 1) outside its hidden stretches."""
    every = np.arange(count)
    # a hidden stretch before and after each leg, so that what is left lies between two in the order of their starts
    own = np.concatenate((every, leg, every))
    begin = np.concatenate((np.full(count, -1.0), np.clip(low, 0, 1), np.full(count, 1.0)))
    until = np.concatenate((np.zeros(count), np.clip(high, 0, 1), np.full(count, 2.0)))
    order = np.lexsort((until, begin, own))
    own, begin, until = own[order], begin[order], until[order]
    latest = np.maximum.accumulate(until + 4.0 * own) - 4.0 * own
    left = np.flatnonzero((own[1:] == own[:-1]) & (begin[1:] > latest[:-1]))
    return own[left], latest[left], begin[left + 1]
