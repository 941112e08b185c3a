"""Idleness: the time between visits of a place, as defined in the literature on multi-robot patrolling."""

from dataclasses import dataclass

import numpy as np

from .passes import Passes
from .timeline import Timeline


@dataclass(frozen=True)
class Idleness:
    """Idleness of every sample point in a period of length T, (m,) each, in seconds.

    dwell: time in range, summed over units; mean: the time average of the time since the last pass, sum(g^2) / (2 T)
    over the intervals g without a unit in range; worst: the longest such interval; at_edge: whether the longest
    interval touches the start or end of the period, so that it may in fact be longer (a censored interval); last_seen:
    the end of the last pass, NaN if there is none. For a sample that is never visited, mean is T / 2 and worst is T.
    """

    dwell: np.ndarray
    mean: np.ndarray
    worst: np.ndarray
    at_edge: np.ndarray
    last_seen: np.ndarray


@dataclass(frozen=True)
class Intervals:
    """The intervals without a unit in range between the passes of each sample point that has any, (k,) each.

    sample: rising; first: the start of the first pass; latest: the end of the last; squares: the sum of the squares of
    the intervals between passes, in s^2; longest: the longest of them, in seconds. Times are those of the passes.
    """

    sample: np.ndarray
    first: np.ndarray
    latest: np.ndarray
    squares: np.ndarray
    longest: np.ndarray


def intervals_between(passes: Passes, samples: int, start: float, end: float) -> Intervals:
    """The intervals between the passes, which must be cut to [start, end] (`Passes.within`)."""
    sample = passes.sample
    if not len(passes):
        return Intervals(sample, *[np.zeros(0)] * 4)
    latest = running_latest(passes, samples, start, end)
    first = np.flatnonzero(np.r_[True, sample[1:] != sample[:-1]])
    last = np.r_[first[1:], len(sample)] - 1
    alone = np.maximum(np.r_[0.0, passes.start[1:] - latest[:-1]], 0.0)  # the interval before each pass
    alone[first] = 0.0
    return Intervals(
        sample[first],
        passes.start[first],
        latest[last],
        np.add.reduceat(alone * alone, first),
        np.maximum.reduceat(alone, first),
    )


def idleness(passes: Passes, samples: int, start: float, end: float) -> Idleness:
    """Idleness in [start, end]; the passes must be cut to it (`Passes.within`)."""
    dwell = np.bincount(passes.sample, passes.end - passes.start, minlength=samples)
    return idleness_of(intervals_between(passes, samples, start, end), dwell, start, end)


def idleness_of(intervals: Intervals, dwell: np.ndarray, start: float, end: float) -> Idleness:
    """Idleness in [start, end] from the intervals between passes. dwell: (m,) seconds in range of every sample."""
    samples, period, visited = len(dwell), end - start, intervals.sample
    mean, worst = np.full(samples, period / 2), np.full(samples, period)
    at_edge, last_seen = np.ones(samples, bool), np.full(samples, np.nan)
    before, after = intervals.first - start, end - intervals.latest
    edge = np.maximum(before, after)
    mean[visited] = (intervals.squares + before**2 + after**2) / (2 * period)
    worst[visited] = np.maximum(intervals.longest, edge)
    at_edge[visited] = edge >= intervals.longest
    last_seen[visited] = intervals.latest
    return Idleness(dwell, mean, worst, at_edge, last_seen)


def running_latest(passes: Passes, samples: int, start: float, end: float) -> np.ndarray:
    """(p,) the running maximum of the ends of each sample's passes. With it, overlapping passes of several units count
    once."""
    line = Timeline.holding(samples, start, end)
    at = line.at(passes.sample, passes.end)
    latest = np.maximum.accumulate(at)
    return np.where(latest == at, passes.end, line.time_of(latest, passes.sample))
