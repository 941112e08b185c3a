"""Visits: stays that begin with the arrival of a unit, not with the end of an outage."""

import numpy as np

from ..tracks.tracks import Outages
from .passes import Passes
from .timeline import FINEST, Timeline


def arrivals(stays: Passes, outages: Outages, origin: float = 0.0) -> np.ndarray:
    """(p,) whether each stay begins a visit (see `first_stays`)."""
    return first_stays(stays, outages, origin) == np.arange(len(stays))


def first_stays(stays: Passes, outages: Outages, origin: float = 0.0) -> np.ndarray:
    """(p,) the index of the stay with which the visit of each stay begins; its own index if it begins a visit itself.

    A stay continues a visit if it follows an outage that began and ended with the unit in range of the same place: the
    unit need not have left. outages: sorted by unit, then time; origin: that of the times of the stays.
    """
    itself = np.arange(len(stays))
    if not len(outages) or len(stays) < 2:
        return itself
    order = np.lexsort((stays.start, stays.unit, stays.sample))
    place, unit, start, end = (column[order] for column in (stays.sample, stays.unit, stays.start, stays.end))
    silent_from, silent_to = outages.t0 - origin, outages.t1 - origin
    lasted, between = silent_to - silent_from, start[1:] - end[:-1]
    again = (place[1:] == place[:-1]) & (unit[1:] == unit[:-1])
    again &= (between >= lasted.min() - FINEST) & (between <= lasted.max() + FINEST)
    later = 1 + np.flatnonzero(again)
    since, until = end[later - 1], start[later]
    line = Timeline.holding(
        int(max(unit.max(), outages.unit.max())) + 1,
        min(float(end.min()), float(silent_from.min())),
        max(float(start.max()), float(silent_to.max())),
    )
    at = line.at(outages.unit, silent_from)  # rising, as outages are sorted
    which = np.minimum(np.searchsorted(at, line.at(unit[later], since) - 1), len(at) - 1)
    same = (outages.unit[which] == unit[later]) & (np.abs(silent_from[which] - since) <= 2 * FINEST)
    begins = np.arange(len(order))
    begins[later[same & (np.abs(silent_to[which] - until) <= 2 * FINEST)]] = 0
    itself[order] = order[np.maximum.accumulate(begins)]
    return itself
