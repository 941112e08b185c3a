"""The gap: the probability that a condition which starts at a random moment of the watch goes unseen for the revisit
interval.

    gap = mean over u in U of exp(-(H(u + R) - H(u)))

H is the exposure of a sample point: the sum over its passes of rate x time in range. It is piecewise linear, so that
between breakpoints the integrand is the exponential of a straight line, integrated in closed form. Only moments with a
pass within R differ from 1.
"""

import numpy as np

from .passes import Passes


def gap(passes: Passes, samples: int, moments: np.ndarray, revisit: float) -> np.ndarray:
    """The gap at every sample point, (samples,) in [0, 1].

    passes: sorted by sample; moments: (k, 2) seconds, disjoint and rising, the set U, on the same clock as the passes;
    revisit: R in seconds.
    """
    total = float(np.sum(moments[:, 1] - moments[:, 0]))
    at_once = np.isinf(passes.rate)
    lasting = ~at_once & (passes.end > passes.start)
    sample, time, slope, blind = _events(passes, at_once, lasting, revisit)
    seen = np.zeros(samples)
    if len(sample):
        order = np.lexsort((time, sample))
        sample, time, slope, blind = sample[order], time[order], slope[order], blind[order]
        duration = np.diff(time, append=time[-1])
        duration[np.r_[sample[1:] != sample[:-1], True]] = 0.0
        slopes = _resetting_sum(slope, sample)
        exposure_end = _resetting_sum(slopes * duration, sample)
        exposure_start = np.r_[0.0, exposure_end[:-1]]
        exposure_start[np.r_[True, sample[1:] != sample[:-1]]] = 0.0
        covered = np.cumsum(blind) > 0  # whole numbers, so no rounding
        matters = np.flatnonzero((duration > 0) & (covered | (np.maximum(exposure_start, exposure_end) > 1e-15)))
        seen = _seen_in(
            sample[matters],
            time[matters],
            duration[matters],
            np.where(covered[matters], np.inf, np.maximum(exposure_start[matters], 0.0)),
            np.where(covered[matters], np.inf, np.maximum(exposure_end[matters], 0.0)),
            moments,
            samples,
        )
    return np.clip(1.0 - seen / total, 0.0, 1.0)


def _events(passes: Passes, at_once: np.ndarray, lasting: np.ndarray, revisit: float):
    """Where the slope of the exposure in the next R changes: (sample, time, change of slope, change of the count of
    instant passes)."""
    s, e, rate, of = passes.start[lasting], passes.end[lasting], passes.rate[lasting], passes.sample[lasting]
    i_s, i_e, i_of = passes.start[at_once], passes.end[at_once], passes.sample[at_once]
    none, one = np.zeros(len(of), np.int64), np.ones(len(i_of), np.int64)
    return (
        np.concatenate([of, of, of, of, i_of, i_of]),
        np.concatenate([s - revisit, e - revisit, s, e, i_s - revisit, i_e]),
        np.concatenate([rate, -rate, -rate, rate, 0.0 * one, 0.0 * one]),
        np.concatenate([none, none, none, none, one, -one]),
    )


def _resetting_sum(value: np.ndarray, group: np.ndarray) -> np.ndarray:
    """Running sums that start anew in each group of equal neighbours; what rounding leaves over is not carried on."""
    total = np.cumsum(value)
    first = np.flatnonzero(np.r_[True, group[1:] != group[:-1]])
    before = np.r_[0.0, total[first[1:] - 1]]
    return total - np.repeat(before, np.diff(np.r_[first, len(value)]))


def _seen_in(sample, time, duration, exposure_start, exposure_end, moments, samples: int) -> np.ndarray:
    """(samples,) the integral over U of 1 - exp(-exposure), with the exposure linear over each stretch of time."""
    first = np.searchsorted(moments[:, 1], time, side="right")
    last = np.searchsorted(moments[:, 0], time + duration, side="left")
    count = np.maximum(last - first, 0)
    of = np.repeat(np.arange(len(sample)), count)
    band = np.arange(len(of)) - np.repeat(np.cumsum(count) - count, count) + np.repeat(first, count)
    begin = np.maximum(time[of], moments[band, 0])
    end = np.minimum(time[of] + duration[of], moments[band, 1])
    length = np.maximum(end - begin, 0.0)
    finite = np.isfinite(exposure_start[of])
    steepness = np.zeros(len(sample))
    steep = np.isfinite(exposure_start)
    steepness[steep] = (exposure_end[steep] - exposure_start[steep]) / duration[steep]
    change = steepness[of] * length
    with np.errstate(invalid="ignore"):
        at_begin = exposure_start[of] + steepness[of] * (begin - time[of])
    least = np.where(finite, at_begin + np.minimum(change, 0.0), np.inf)
    integral = length * (1.0 - np.exp(-least) * _mean_decay(np.abs(change)))
    return np.bincount(sample[of], integral, minlength=samples)


def _mean_decay(rise: np.ndarray) -> np.ndarray:
    """The mean of exp(-z) for z from 0 to `rise` >= 0: (1 - exp(-rise)) / rise, 1 in the limit."""
    small = rise < 1e-12
    return np.where(small, 1.0, -np.expm1(-rise) / np.where(small, 1.0, rise))
