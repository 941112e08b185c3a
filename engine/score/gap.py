"""The gap: the probability that a condition which starts at a random moment of the watch goes unseen for the revisit
interval.

    gap = mean over u in U of exp(-(H(u + R) - H(u)))

H is the exposure of a sample point: the sum over its passes of rate x time in range. It is piecewise linear, so that
between breakpoints the integrand is the exponential of a straight line, integrated in closed form. Only moments with a
pass within R differ from 1.
"""

from dataclasses import dataclass

import numpy as np

from .passes import Passes
from .timeline import Timeline


def gap(
    passes: Passes, samples: int, moments: np.ndarray, revisit: float, silent_nights: "SilentNights | None" = None
) -> np.ndarray:
    """The gap at every sample point, (samples,) in [0, 1].

    moments: (k, 2) seconds, disjoint and rising, the set U, on the same clock as the passes; revisit: R in seconds;
    silent_nights: exposure that all samples have besides, if any.
    """
    slot = np.zeros(len(moments), np.int64)
    return gap_by(passes, samples, moments, slot, 1, revisit, silent_nights)[:, 0]


def gap_by(
    passes: Passes,
    samples: int,
    moments: np.ndarray,
    slot: np.ndarray,
    slots: int,
    revisit: float,
    silent_nights: "SilentNights | None" = None,
) -> np.ndarray:
    """The gap at every sample point over each slot's own moments, (samples, slots) in [0, 1]; NaN where a slot has
    none.

    slot: (k,) the slot that each of the moments belongs to. The rest is as in `gap`.
    """
    common = np.zeros((len(moments), 2))
    if silent_nights is not None:
        moments, common, slot = silent_nights.split(moments, slot, revisit)
    length = moments[:, 1] - moments[:, 0]
    total = np.bincount(slot, length, minlength=slots)
    heard = np.bincount(slot, length * (1.0 - _mean_unseen(*common.T)), minlength=slots)
    seen = np.tile(heard, (samples, 1))
    exposed = exposure_intervals(passes, samples, moments, revisit)
    if len(exposed.sample):
        seen += _seen_besides(exposed, moments, common, slot, slots, samples)
    with np.errstate(invalid="ignore"):
        return np.clip(1.0 - seen / total, 0.0, 1.0)


@dataclass(frozen=True)
class ExposureIntervals:
    """Stretches of starting moments between breakpoints: (n,) sample, start and length in seconds, and the exposure
    within R of a start at its beginning and its end (inf where noticing is certain)."""

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
    """The stretches with any exposure that passes which matter to the moments bring about; of other moments too."""
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
    # Four breakpoints a pass, in four runs that are almost sorted each, which merging them takes advantage of.
    # R is a whole number of ticks too: if each were rounded alone, what goes up would not always come down again.
    begin, until, back = line.at(sample, start), line.at(sample, end), round(revisit / line.tick)
    at = np.concatenate([begin - back, until - back, begin, until])
    order = np.argsort(at, kind="stable")
    at = at[order]
    steepest = float(passes.rate[lasting].max(initial=0.0)) or 1.0
    weight = np.where(lasting, passes.rate / steepest, 0.0)
    slope = np.concatenate([weight, -weight, -weight, weight])[order]
    sample = line.sample_of(at[:-1])
    same = sample == line.sample_of(at[1:])
    ticks = np.where(same, np.diff(at), 0).astype(float)
    # At the end of each sample's breakpoints both sums are zero again: for one rate alone to the last bit, since all
    # that is added up is whole numbers.
    after = np.cumsum(np.cumsum(slope)[:-1] * ticks)
    exposed = np.maximum(np.r_[0.0, after], 0.0) * (steepest * line.tick)
    exposed[exposed < 1e-12] = 0.0
    counts = (ticks > 0) & ((exposed[:-1] > 0) | (exposed[1:] > 0))
    certain = None
    if not lasting.all():
        blind = np.where(lasting, 0, 1)
        certain = np.cumsum(np.concatenate([blind, 0 * blind, 0 * blind, -blind])[order])[:-1] > 0
        counts |= (ticks > 0) & certain
    which = np.flatnonzero(counts)
    at_start, at_end = exposed[:-1][which], exposed[1:][which]
    if certain is not None:
        at_start, at_end = (np.where(certain[which], np.inf, edge) for edge in (at_start, at_end))
    of = sample[which]
    return ExposureIntervals(of, line.time_of(at[:-1][which], of), ticks[which] * line.tick, at_start, at_end)


def meets(moments: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """(n,) whether each [start, end] has more than an instant in common with the moments (k, 2), which rise."""
    band = np.searchsorted(moments[:, 1], start, side="right")
    return np.r_[moments[:, 0], np.inf][band] < end


def _seen_besides(exposure_intervals: ExposureIntervals, moments, common, slot, slots: int, samples: int) -> np.ndarray:
    """(samples, slots) the integral over U of exp(-common) - exp(-common - exposure)."""
    first = np.searchsorted(moments[:, 1], exposure_intervals.start, side="right")
    last = np.searchsorted(moments[:, 0], exposure_intervals.start + exposure_intervals.length, side="left")
    count = np.maximum(last - first, 0)
    of = np.repeat(np.arange(len(first)), count)
    band = np.arange(len(of)) + np.repeat(first - (np.cumsum(count) - count), count)
    part = exposure_intervals.take(of)
    begin = np.maximum(part.start, moments[band, 0])
    end = np.minimum(part.start + part.length, moments[band, 1])
    with np.errstate(invalid="ignore"):
        steepness = np.where(np.isinf(part.at_start), 0.0, (part.at_end - part.at_start) / part.length)
    exposed = [np.maximum(part.at_start + steepness * (time - part.start), 0.0) for time in (begin, end)]
    if common.any():
        shared = [_between(moments[band], common[band], time) for time in (begin, end)]
        besides = _mean_unseen(*shared) - _mean_unseen(
            *(own + other for own, other in zip(exposed, shared, strict=True))
        )
    else:
        besides = 1.0 - _mean_unseen(*exposed)
    seen = np.bincount(part.sample * slots + slot[band], (end - begin) * besides, minlength=samples * slots)
    return seen.reshape(samples, slots)


def _between(ends: np.ndarray, values: np.ndarray, time: np.ndarray) -> np.ndarray:
    """Values that run straight from one end (n, 2) to the other, at `time`."""
    with np.errstate(invalid="ignore"):
        share = (time - ends[:, 0]) / (ends[:, 1] - ends[:, 0])
        return np.where(np.isinf(values[:, 0]), np.inf, values[:, 0] + share * (values[:, 1] - values[:, 0]))


def _mean_unseen(at_start: np.ndarray, at_end: np.ndarray) -> np.ndarray:
    """The mean of exp(-z) for z from one exposure straight to the other, both >= 0: with the smaller and the rise,
    exp(-least) x (1 - exp(-rise)) / rise."""
    with np.errstate(invalid="ignore"):
        rise = np.abs(at_end - at_start)
    flat = ~(rise > 1e-12)
    rise = np.where(flat, 1.0, rise)
    return np.exp(-np.minimum(at_start, at_end)) * np.where(flat, 1.0, -np.expm1(-rise) / rise)


@dataclass(frozen=True)
class SilentNights:
    """Stretches of time in which nobody was heard of, so that everybody may have been anywhere.

    silent: (k, 2) seconds, rising and disjoint; rate: 1/s, of all units together.
    """

    silent: np.ndarray
    rate: float

    def split(self, moments: np.ndarray, slot: np.ndarray, revisit: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The moments cut so that the exposure within R is straight in each: (n, 2) moments, (n, 2) that exposure at
        their two ends, (n,) their slots."""
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
