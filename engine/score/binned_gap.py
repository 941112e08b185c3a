"""The gap of places by bins of the watch, exactly, in one pass over the intervals of exposure.

In most intervals the exposure is constant and they last up to R, over many bins. The bins that such an interval covers
as a whole are told by the first and the last of them, and are filled in once for all intervals by a cumulative sum.
"""

from dataclasses import dataclass

import numpy as np

from ..places.places import Places
from .gap import ExposureIntervals, mean_unseen, meets
from .last_seen import FEWEST, distinct_units
from .nights import Nights
from .passes import Passes
from .watch_bins import BinnedMoments


@dataclass(frozen=True)
class BinnedGap:
    """n places, B bins of the watch. unseen: (n, B) seconds of the moments of each bin that go unseen, summed over the
    nights; few: (n,) whether fewer than FEWEST units have passes that matter for it; dated: (n,) whether these are also
    in fewer than FEWEST nights."""

    unseen: np.ndarray
    few: np.ndarray
    dated: np.ndarray


def binned_gap(
    exposed: ExposureIntervals, passes: Passes, places: Places, moments: BinnedMoments, nights: Nights, revisit: float
) -> BinnedGap:
    """The gap of places by bins. exposed: the intervals of the passes (`exposure_intervals`); nights: with the times of
    the passes; revisit: R in seconds."""
    seen = seen_by_bins(exposed, places, moments)
    unseen = np.subtract(moments.seconds, seen, out=seen)
    np.maximum(unseen, 0.0, out=unseen)
    matter = np.flatnonzero(meets(moments.edges, passes.start - revisit, passes.end))
    found = passes.take(matter)
    place = places.place_of_sample[found.sample]
    few = distinct_units(place, found.unit, len(places)) < FEWEST
    dated = few.copy()
    alone = np.flatnonzero(few[place])
    dated[few] = _distinct_nights(found.take(alone), place[alone], len(places), nights, revisit)[few] < FEWEST
    return BinnedGap(unseen, few, dated)


def _distinct_nights(passes: Passes, place: np.ndarray, places: int, nights: Nights, revisit: float) -> np.ndarray:
    """(places,) the number of nights in which passes matter. place: of each pass."""
    first = np.searchsorted(nights.edges[:, 1], passes.start - revisit, side="right")
    last = np.searchsorted(nights.edges[:, 0], passes.end, side="left")
    count = np.maximum(last - first, 0)
    night = np.repeat(first, count) + _within(count)
    return np.bincount(np.unique(np.repeat(place, count) * len(nights) + night) // len(nights), minlength=places)


def seen_by_bins(exposed: ExposureIntervals, places: Places, moments: BinnedMoments) -> np.ndarray:
    """(places, B) seconds of the moments of each bin that are seen: the mean over the samples of a place. exposed: the
    intervals of their passes (`exposure_intervals`)."""
    bins, run = moments.number, moments.run
    row = exposed.sample if places.one_sample_each else places.place_of_sample[exposed.sample]
    # the pieces first:last that each interval meets, run by run
    end = exposed.start + exposed.length
    first = np.searchsorted(moments.edges[:, 1], exposed.start, side="right")
    last = np.searchsorted(moments.edges[:, 0], end, side="left")
    met = np.flatnonzero(last > first)
    first, last = first[met], last[met]
    runs = run[last - 1] - run[first] + 1
    if (runs > 1).any():
        begins = np.r_[np.flatnonzero(np.r_[True, np.diff(run) > 0]), len(run)]
        which = np.repeat(run[first], runs) + _within(runs)
        met, first, last = (np.repeat(column, runs) for column in (met, first, last))
        first, last = np.maximum(first, begins[which]), np.minimum(last, begins[which + 1])
    level = exposed.at_start[met]
    with np.errstate(invalid="ignore"):
        even = ~(np.abs(exposed.at_end[met] - level) > 1e-12)  # or infinite at both ends
    share = np.where(even, -np.expm1(-level), 0.0)
    wide = even & (last - first > 2)
    whole = 0.0
    if wide.any():  # whole bins, all but the first and the last piece
        base, change = row[met[wide]] * (bins + 1), share[wide]
        at = np.concatenate([base + moments.slot[first[wide]] + 1, base + moments.slot[last[wide] - 1]])
        steps = np.bincount(at, np.concatenate([change, -change]), len(places) * (bins + 1)).reshape(-1, bins + 1)
        whole = np.cumsum(steps, axis=1, out=steps)[:, :bins]
        np.maximum(whole, 0.0, out=whole)
        whole *= np.diff(moments.bins)
    # single pieces: both ends of the wide intervals, and all pieces of the others
    ends, others = np.flatnonzero(wide), np.flatnonzero(~wide)
    count = last[others] - first[others]
    of = np.concatenate([ends, ends, np.repeat(others, count)])
    piece = np.concatenate([first[ends], last[ends] - 1, np.repeat(first[others], count) + _within(count)])
    interval = met[of]
    begin = np.maximum(exposed.start[interval], moments.edges[piece, 0])
    until = np.minimum(end[interval], moments.edges[piece, 1])
    shares = share[of]
    sloping = np.flatnonzero(~even[of])
    if len(sloping):
        shares[sloping] = 1.0 - mean_unseen(*_exposures(exposed, interval[sloping], begin[sloping], until[sloping]))
    at = row[interval] * bins + moments.slot[piece]
    seen = np.bincount(at, (until - begin) * shares, len(places) * bins).reshape(-1, bins)
    seen = seen.astype(float, copy=False)  # of no interval at all, bincount makes whole numbers
    seen += whole
    seen /= np.diff(places.offsets)[:, None]
    return seen


def _exposures(exposed: ExposureIntervals, interval: np.ndarray, *times: np.ndarray) -> list[np.ndarray]:
    """The exposures at times (k,) within intervals (k,)."""
    part = exposed.take(interval)
    gradient = (part.at_end - part.at_start) / part.length
    return [np.maximum(part.at_start + gradient * (time - part.start), 0.0) for time in times]


def _within(count: np.ndarray) -> np.ndarray:
    """0, 1 ... count - 1 for each of the counts, one after the other."""
    return np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
