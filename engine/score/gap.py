"""The gap: the probability that a condition that starts at a random moment of the watch stays undetected for the
revisit interval R.

    gap = mean over u in U of exp(-(H(u + R) - H(u)))

H is the exposure of a sample point: the sum over its passes of rate x time in range. It is piecewise linear, so between
breakpoints the integrand is the exponential of a linear function, which is integrated in closed form. The integrand
differs from 1 only at moments with a pass within R.
"""

from dataclasses import dataclass

import numpy as np

from .passes import Passes
from .timeline import Timeline


def gap(
    passes: Passes,
    samples: int,
    moments: np.ndarray,
    revisit: float,
    silent_nights: "SilentNights | None" = None,
    exposed: "ExposureIntervals | None" = None,
) -> np.ndarray:
    """The gap at every sample point, (samples,) in [0, 1].

    moments: (k, 2) the set U in seconds, disjoint and rising, with the same origin as the passes; revisit: R in
    seconds; silent_nights: if given, they add the same exposure to all sample points; exposed: the exposure intervals
    of the passes, if they are known.
    """
    slot = np.zeros(len(moments), np.int64)
    return gap_by(passes, samples, moments, slot, 1, revisit, silent_nights, exposed)[:, 0]


def gap_by(
    passes: Passes,
    samples: int,
    moments: np.ndarray,
    slot: np.ndarray,
    slots: int,
    revisit: float,
    silent_nights: "SilentNights | None" = None,
    exposed: "ExposureIntervals | None" = None,
) -> np.ndarray:
    """The gap at every sample point over the moments of each slot, (samples, slots) in [0, 1]; NaN for a slot without
    moments.

    slot: (k,) the slot of each of the moments, below `slots`. The other parameters are those of `gap`.
    """
    common = np.zeros((len(moments), 2))
    if silent_nights is not None:
        moments, common, slot = silent_nights.split(moments, slot, revisit)
    length = moments[:, 1] - moments[:, 0]
    total = np.bincount(slot, length, minlength=slots)
    seen_in_common = np.bincount(slot, length * (1.0 - mean_unseen(*common.T)), minlength=slots)
    seen = np.tile(seen_in_common, (samples, 1))
    if exposed is None:
        exposed = exposure_intervals(passes, samples, moments, revisit)
    if len(exposed.sample):
        seen += _additionally_seen(exposed, moments, common, slot, slots, samples)
    with np.errstate(invalid="ignore"):
        return np.clip(1.0 - seen / total, 0.0, 1.0)


@dataclass(frozen=True)
class ExposureIntervals:
    """Intervals of starting moments between breakpoints, (n,) each.

    sample; start and length of the interval in seconds; at_start, at_end: the exposure within R after its first and its
    last moment, linear in between (inf where detection is certain).
    """

    sample: np.ndarray
    start: np.ndarray
    length: np.ndarray
    at_start: np.ndarray
    at_end: np.ndarray

    def take(self, index: np.ndarray) -> "ExposureIntervals":
        return ExposureIntervals(
            *(getattr(self, name)[index] for name in ("sample", "start", "length", "at_start", "at_end"))
        )


def exposure_intervals(passes: Passes, samples: int, moments: np.ndarray, revisit: float) -> ExposureIntervals:
    """The intervals with an exposure above 0, from those passes that affect any of the moments. They may include other
    moments too."""
    lasting = np.isfinite(passes.rate)
    useful = ~lasting | (passes.end > passes.start)
    useful &= meets(moments, passes.start - revisit, passes.end)
    if not useful.all():
        kept = np.flatnonzero(useful)
        passes, lasting = passes.take(kept), lasting[kept]
    if not len(passes):
        nothing = np.zeros(0)
        return ExposureIntervals(np.zeros(0, np.int64), *[nothing] * 4)
    sample, start, end = passes.sample, passes.start, passes.end
    line = Timeline.holding(samples, float(start.min()) - revisit - 1.0, float(end.max()))
    # Each pass has four breakpoints. They form four runs that are almost sorted, which is fast for a stable sort.
    # R is rounded to whole ticks once: with separate rounding, slopes would not cancel at the same distance.
    begin, until, window = line.at(sample, start), line.at(sample, end), round(revisit / line.tick)
    at = np.concatenate([begin - window, until - window, begin, until])
    order = np.argsort(at, kind="stable")
    at = at[order]
    steepest = float(passes.rate[lasting].max(initial=0.0)) or 1.0
    weight = np.where(lasting, passes.rate / steepest, 0.0)
    slope = np.concatenate([weight, -weight, -weight, weight])[order]
    sample = line.sample_of(at[:-1])
    same = sample == line.sample_of(at[1:])
    ticks = np.where(same, np.diff(at), 0).astype(float)
    # After the last breakpoint of each sample both prefix sums are zero again; with a single rate exactly, because all
    # terms are whole numbers.
    after = np.cumsum(np.cumsum(slope)[:-1] * ticks)
    exposed = np.maximum(np.r_[0.0, after], 0.0) * (steepest * line.tick)
    exposed[exposed < 1e-12] = 0.0
    counts = (ticks > 0) & ((exposed[:-1] > 0) | (exposed[1:] > 0))
    certain = None
    if not lasting.all():
        immediate = np.where(lasting, 0, 1)
        certain = np.cumsum(np.concatenate([immediate, 0 * immediate, 0 * immediate, -immediate])[order])[:-1] > 0
        counts |= (ticks > 0) & certain
    which = np.flatnonzero(counts)
    at_start, at_end = exposed[:-1][which], exposed[1:][which]
    if certain is not None:
        at_start, at_end = (np.where(certain[which], np.inf, edge) for edge in (at_start, at_end))
    of = sample[which]
    return ExposureIntervals(of, line.time_of(at[:-1][which], of), ticks[which] * line.tick, at_start, at_end)


def meets(moments: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """(n,) whether each [start, end] has more than an instant in common with the moments (k, 2), rising."""
    band = np.searchsorted(moments[:, 1], start, side="right")
    return np.r_[moments[:, 0], np.inf][band] < end


def _additionally_seen(intervals: ExposureIntervals, moments, common, slot, slots: int, samples: int) -> np.ndarray:
    """(samples, slots) the integral over U of exp(-common) - exp(-common - exposure)."""
    first = np.searchsorted(moments[:, 1], intervals.start, side="right")
    last = np.searchsorted(moments[:, 0], intervals.start + intervals.length, side="left")
    count = np.maximum(last - first, 0)
    of = np.repeat(np.arange(len(first)), count)
    band = np.arange(len(of)) + np.repeat(first - (np.cumsum(count) - count), count)
    part = intervals.take(of)
    begin = np.maximum(part.start, moments[band, 0])
    end = np.minimum(part.start + part.length, moments[band, 1])
    with np.errstate(invalid="ignore"):
        gradient = np.where(np.isinf(part.at_start), 0.0, (part.at_end - part.at_start) / part.length)
    exposed = [np.maximum(part.at_start + gradient * (time - part.start), 0.0) for time in (begin, end)]
    if common.any():
        common_ends = [_between(moments[band], common[band], time) for time in (begin, end)]
        additional = mean_unseen(*common_ends) - mean_unseen(
            *(own + other for own, other in zip(exposed, common_ends, strict=True))
        )
    else:
        additional = 1.0 - mean_unseen(*exposed)
    seen = np.bincount(part.sample * slots + slot[band], (end - begin) * additional, minlength=samples * slots)
    return seen.reshape(samples, slots)


def _between(ends: np.ndarray, values: np.ndarray, time: np.ndarray) -> np.ndarray:
    """Values interpolated linearly between two ends, (n, 2) each, at `time` (n,)."""
    with np.errstate(invalid="ignore"):
        share = (time - ends[:, 0]) / (ends[:, 1] - ends[:, 0])
        return np.where(np.isinf(values[:, 0]), np.inf, values[:, 0] + share * (values[:, 1] - values[:, 0]))


def mean_unseen(at_start: np.ndarray, at_end: np.ndarray) -> np.ndarray:
    """The mean of exp(-z) while z changes linearly from one exposure to the other, both >= 0: with the smaller exposure
    and the difference d, exp(-smaller) x (1 - exp(-d)) / d."""
    with np.errstate(invalid="ignore"):
        rise = np.abs(at_end - at_start)
    flat = ~(rise > 1e-12)
    rise = np.where(flat, 1.0, rise)
    return np.exp(-np.minimum(at_start, at_end)) * np.where(flat, 1.0, -np.expm1(-rise) / rise)


@dataclass(frozen=True)
class SilentNights:
    """Nights without a fix of any unit, in which every unit may have been anywhere.

    silent: (k, 2) seconds, rising and disjoint; rate: the total detection rate of all units in 1/s.
    """

    silent: np.ndarray
    rate: float

    def split(self, moments: np.ndarray, slot: np.ndarray, revisit: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The moments, cut so that the exposure within R from silent nights is linear in each part: (n, 2) moments,
        (n, 2) the exposure at their two ends, (n,) their slots."""
        edges = self.silent.ravel()
        cuts = np.unique(np.concatenate([moments.ravel(), edges, edges - revisit]))
        middle = (cuts[1:] + cuts[:-1]) / 2
        band = np.minimum(np.searchsorted(moments[:, 1], middle), len(moments) - 1)
        inside = (middle > moments[band, 0]) & (middle < moments[band, 1])
        pieces, of = np.column_stack([cuts[:-1], cuts[1:]])[inside], slot[band[inside]]
        lasted = np.cumsum(np.r_[0.0, np.column_stack([np.diff(self.silent), 0 * self.silent[:, :1]]).ravel()])[:-1]

        def within(u: np.ndarray) -> np.ndarray:
            return np.interp(u + revisit, edges, lasted) - np.interp(u, edges, lasted)

        if np.isinf(self.rate):
            certain = within(pieces.mean(axis=1)) > 0
            return pieces, np.where(certain[:, None], np.inf, np.zeros((1, 2))), of
        return pieces, within(pieces) * self.rate, of
