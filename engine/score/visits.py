"""Visits: stays that begin with the arrival of a unit, not with the end of an outage or of a wall."""

import numpy as np

from ..tracks.tracks import Outages
from .pass_edges import stable_order
from .passes import Passes, latest_so_far
from .timeline import FINEST, Timeline


def arrivals(stays: Passes, outages: Outages, origin: float = 0.0) -> np.ndarray:
    """(p,) whether each stay begins a visit (see `first_stays`)."""
    return first_stays(stays, outages, origin) == np.arange(len(stays))


def first_stays(stays: Passes, outages: Outages, origin: float = 0.0) -> np.ndarray:
    """(p,) the index of the stay with which the visit of each stay begins; its own index if it begins a visit itself.

    A stay continues a visit if it follows an outage that began and ended with the unit in range of the same place: the
    unit need not have left. Where walls hide the place for some of the time in range, a stay is a clear part of it
    (see `Passes`), and all clear parts of one stay in range are one visit. outages: sorted by unit, then time; origin:
    that of the times of the stays.
    """
    itself = np.arange(len(stays))
    walls = stays.entered is not None
    if len(stays) < 2 or not (walls or len(outages)):
        return itself
    came, went = stays.stay
    order = _by_place_and_unit(stays)
    place, unit, came, went = (column[order] for column in (stays.sample, stays.unit, came, went))
    alike = (place[1:] == place[:-1]) & (unit[1:] == unit[:-1])
    begins = np.arange(len(order))
    if walls:
        if (alike & (went[1:] < went[:-1])).any():
            went = latest_so_far(np.cumsum(np.r_[True, ~alike], dtype=np.int64) - 1, went)
        parts = alike & (came[1:] <= went[:-1])
        begins[1:][parts] = 0
    if len(outages):
        begins[1 + _after_outages(alike, unit, came, went, outages, origin)] = 0
    itself[order] = order[np.maximum.accumulate(begins)]
    return itself


def _by_place_and_unit(stays: Passes) -> np.ndarray:
    """(p,) the order of stays by place, unit, and when the stay in range began. The stays are sorted by place, then
    start: that is enough but for places of several sample points, where a stay that began first can be seen last."""
    order = stable_order(stays.unit, int(stays.unit.max()) + 1)
    order = order[stable_order(stays.sample[order], int(stays.sample.max()) + 1)]
    place, unit, came = stays.sample[order], stays.unit[order], stays.stay[0][order]
    if ((place[1:] == place[:-1]) & (unit[1:] == unit[:-1]) & (came[1:] < came[:-1])).any():
        return np.lexsort((stays.start, stays.stay[0], stays.unit, stays.sample))
    return order


def _after_outages(
    alike: np.ndarray, unit: np.ndarray, came: np.ndarray, went: np.ndarray, outages: Outages, origin: float
) -> np.ndarray:
    """The indices of stays that an outage parts from the stay after them. unit, came, went: (p,) of stays in range,
    sorted by place, unit and time; alike: (p - 1,) whether the next stay is of the same unit at the same place."""
    silent_from, silent_to = outages.t0 - origin, outages.t1 - origin
    lasted, between = silent_to - silent_from, came[1:] - went[:-1]
    again = alike & (between >= lasted.min() - FINEST) & (between <= lasted.max() + FINEST)
    before = np.flatnonzero(again)
    since, until = went[before], came[before + 1]
    line = Timeline.holding(
        int(max(unit.max(), outages.unit.max())) + 1,
        min(float(went.min()), float(silent_from.min())),
        max(float(came.max()), float(silent_to.max())),
    )
    at = line.at(outages.unit, silent_from)  # rising, as outages are sorted
    which = np.minimum(np.searchsorted(at, line.at(unit[before], since) - 1), len(at) - 1)
    same = (outages.unit[which] == unit[before]) & (np.abs(silent_from[which] - since) <= 2 * FINEST)
    return before[same & (np.abs(silent_to[which] - until) <= 2 * FINEST)]
