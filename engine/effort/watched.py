"""How long posts and cameras watch places, beside the effort of patrols."""

import numpy as np

from ..places.places import Places
from ..sight.watchers import Watchers, seen_by


def watched_seconds(watchers: Watchers, places: Places, hours: np.ndarray) -> np.ndarray:
    """(n,) how long watchers see each place, in seconds summed over them; of several sample points the mean. hours:
    (k, 2) the time that counts, in seconds since the epoch, rising and disjoint. Nothing hides a place."""
    first, last = float(hours[0, 0]), float(hours[-1, 1])
    lasted = [_common(times, hours) for times in watchers.in_operation(first, last)]
    each = np.array(lasted)[watchers.schedules[1]] if len(watchers) else np.zeros(0)
    sample, watcher = seen_by(watchers, places)
    seconds = np.bincount(sample, each[watcher], minlength=len(places.x))
    return np.add.reduceat(seconds, places.offsets[:-1]) / np.diff(places.offsets)


def _common(times: np.ndarray, hours: np.ndarray) -> float:
    """The length in seconds of what two sets of intervals have in common, (k, 2) each, rising and disjoint."""
    edges = hours.ravel()
    before = np.r_[0.0, np.cumsum(np.diff(edges) * (np.arange(len(edges) - 1) % 2 == 0))]  # of the hours before an edge
    start, end = (np.interp(edge, edges, before) for edge in times.T)
    return float((end - start).sum())
