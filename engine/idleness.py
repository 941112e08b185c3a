"""How long a place stays alone, in wall-clock time, as the multi-robot patrolling literature measures it."""

from dataclasses import dataclass

import numpy as np

from .passes import Passes


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
    dwell = np.bincount(passes.sample, passes.end - passes.start, minlength=samples).astype(
        float
    )  # of nothing, bincount counts in integers
    order = np.lexsort((passes.start, passes.sample))
    sample, begin, finish = passes.sample[order], passes.start[order], passes.end[order]
    latest = _running_latest(finish, sample)
    first = np.flatnonzero(np.r_[True, sample[1:] != sample[:-1]]) if len(sample) else np.zeros(0, np.int64)
    visited = sample[first]
    last = np.r_[first[1:], len(sample)] - 1 if len(sample) else first

    alone = np.zeros(len(sample))  # before each pass
    alone[1:] = np.maximum(begin[1:] - latest[:-1], 0.0)
    alone[first] = begin[first] - start
    after = end - latest[last]

    squares = np.bincount(sample, alone**2, minlength=samples).astype(float)
    squares[visited] += after**2
    worst = np.full(samples, period)
    at_edge = np.ones(samples, bool)
    last_seen = np.full(samples, np.nan)
    mean = np.full(samples, period / 2)
    if len(sample):
        between = alone.copy()
        between[first] = 0.0
        inner = np.maximum.reduceat(between, first)
        edge = np.maximum(alone[first], after)
        worst[visited] = np.maximum(inner, edge)
        at_edge[visited] = edge >= inner
        last_seen[visited] = latest[last]
        mean[visited] = squares[visited] / (2 * period)
    return Idleness(dwell, mean, worst, at_edge, last_seen)


def _running_latest(finish: np.ndarray, sample: np.ndarray) -> np.ndarray:
    """The latest end so far within each sample's passes: overlapping stays of several units count once."""
    n = len(finish)
    by_end = np.argsort(finish, kind="stable")
    rank = np.empty(n, np.int64)
    rank[by_end] = np.arange(n)
    group = np.cumsum(np.r_[False, sample[1:] != sample[:-1]][:n])
    latest = np.maximum.accumulate(group * n + rank)  # ranks, so that no digit of a time is lost
    return finish[by_end[latest - group * n]]
