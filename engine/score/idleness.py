"""How long a place stays alone, in wall-clock time, as the multi-robot patrolling literature measures it."""

from dataclasses import dataclass

import numpy as np

from .passes import Passes
from .timeline import Timeline


@dataclass(frozen=True)
class Idleness:
    """For every sample point, (m,) each, in seconds.

    dwell: time in range, summed over units; mean: the time average of the time since the last pass, sum(g^2) / (2 T)
    over the intervals g without anybody; worst: the longest such interval; at_edge: whether the longest touches the
    period's start or end, so that it may really be longer; last_seen: when the last pass ended, NaN where there is
    none. Never visited: mean T / 2, worst T.
    """

    dwell: np.ndarray
    mean: np.ndarray
    worst: np.ndarray
    at_edge: np.ndarray
    last_seen: np.ndarray


def idleness(passes: Passes, samples: int, start: float, end: float) -> Idleness:
    """Idleness over [start, end], to which the passes have been cut (`Passes.within`)."""
    period = end - start
    if not len(passes):
        whole = np.full(samples, period)
        return Idleness(np.zeros(samples), whole / 2, whole, np.ones(samples, bool), np.full(samples, np.nan))
    sample = passes.sample
    dwell = np.bincount(sample, passes.end - passes.start, minlength=samples)
    latest = running_latest(passes, samples, start, end)
    first = np.flatnonzero(np.r_[True, sample[1:] != sample[:-1]])
    last = np.r_[first[1:], len(sample)] - 1
    visited = sample[first]

    alone = np.maximum(np.r_[0.0, passes.start[1:] - latest[:-1]], 0.0)  # before each pass
    alone[first] = 0.0
    before, after = passes.start[first] - start, end - latest[last]
    squares = np.add.reduceat(alone * alone, first) + before**2 + after**2
    inner = np.maximum.reduceat(alone, first)
    edge = np.maximum(before, after)

    mean, worst = np.full(samples, period / 2), np.full(samples, period)
    at_edge, last_seen = np.ones(samples, bool), np.full(samples, np.nan)
    mean[visited] = squares / (2 * period)
    worst[visited] = np.maximum(inner, edge)
    at_edge[visited] = edge >= inner
    last_seen[visited] = latest[last]
    return Idleness(dwell, mean, worst, at_edge, last_seen)


def running_latest(passes: Passes, samples: int, start: float, end: float) -> np.ndarray:
    """(p,) the latest end so far within each sample's passes, of which overlapping ones of several units count once."""
    line = Timeline.holding(samples, start, end)
    at = line.at(passes.sample, passes.end)
    latest = np.maximum.accumulate(at)
    return np.where(latest == at, passes.end, line.time_of(latest, passes.sample))
