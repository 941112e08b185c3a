"""What random take-off times would give: a plan whose take-offs are all moved by one random amount each night.

The amount is uniform, and what is moved beyond the last take-off of the hours continues at the first, as on a clock
face. So the time between sorties stays as planned, except where the night wraps around. Of T seconds of take-off times,
a visit that is a to b after the take-off t notices what starts at s if the moved take-off is in

    [s - b, s + R - a], within the hours of take-off

An amount at which any visit does so notices it, and all that matters is how much of T these amounts cover. While s is
not near the ends of the hours the intervals of all visits move together, so the cover stays the same: then no moment of
the watch is better than another. Early in the watch it grows with s and late it shrinks, if R and the longest sortie
fit into T. So the worst moment is the first or the last.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..score.passes import latest_so_far
from .escape import NightPasses


@dataclass(frozen=True)
class TakeoffHours:
    """The hours in which drones may take off, s from the start of the watch."""

    earliest: float
    latest: float

    @property
    def seconds(self) -> float:
        return self.latest - self.earliest


def moved_unseen(
    nights: Sequence[NightPasses], points: np.ndarray, hours: TakeoffHours, revisit: float, length: float
) -> np.ndarray | None:
    """(2, k, P) the probability that what starts at the first and at the last moment of the watch goes unseen at each
    point, by the plans with moved take-offs. None where it cannot be said so: drones need time to detect, or the hours
    of take-off are shorter than R and the longest sortie.

    points: (k,) rising, the sample points; revisit: R in s; length: of the watch, s.
    """
    longest = max((float((one.landing - one.takeoff).max()) for one in nights if len(one.takeoff)), default=0.0)
    if hours.seconds < revisit + longest or any(np.isfinite(one.passes.rate).any() for one in nights):
        return None
    unseen = np.ones((2, len(points), len(nights)))
    for plan, night in enumerate(nights):
        own = night.passes.take(np.flatnonzero(np.isin(night.passes.sample, points)))
        point, takeoff = np.searchsorted(points, own.sample), night.takeoff[own.unit]
        after, until = own.start - takeoff, own.end - takeoff
        for row, moment in enumerate((0.0, length)):
            low = np.maximum(moment - until, hours.earliest)
            high = np.minimum(moment + revisit - after, hours.latest)
            useful = np.flatnonzero(high > low)
            first, lasts = (low - takeoff)[useful] % hours.seconds, (high - low)[useful]
            covered = _covered(point[useful], first, lasts, hours.seconds, len(points))
            unseen[row, :, plan] = 1.0 - covered / hours.seconds
    return np.clip(unseen, 0.0, 1.0)


def _covered(group: np.ndarray, first: np.ndarray, lasts: np.ndarray, circle: float, groups: int) -> np.ndarray:
    """(groups,) the total length of arcs of each group on a circle. group, first, lasts: (n,) of the arcs; first is in
    [0, circle), lasts at most circle."""
    over = np.flatnonzero(first + lasts > circle)
    start = np.r_[first, np.zeros(len(over))]
    end = np.r_[np.minimum(first + lasts, circle), (first + lasts - circle)[over]]
    group = np.r_[group, group[over]].astype(np.int64)
    order = np.lexsort((start, group))
    group, start, end = group[order], start[order], end[order]
    latest = latest_so_far(group, end) if len(group) else end
    same = np.r_[False, group[1:] == group[:-1]]
    done = np.where(same, np.r_[-np.inf, latest[:-1]], -np.inf)
    return np.bincount(group, np.maximum(end - np.maximum(start, done), 0.0), groups)
