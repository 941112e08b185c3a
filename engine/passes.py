"""Passes: unbroken stays of a unit within detection range of a sample point.

Everything that can be seen (patrols, planned drone routes) becomes passes in the same way, and every score is computed
from passes.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from .legs import Legs
from .places import Places
from .sight import Sight

CHUNK = 400_000  # candidates examined at once
JOIN = 1e-6  # seconds: rounding at the rim of a range does not end a stay


@dataclass(frozen=True)
class Passes:
    """p passes, sorted by sample, then unit, then start.

    sample: (p,) index of the sample point; unit: (p,) codes; start, end: (p,) seconds after the origin of the legs,
    start <= end; rate: (p,) noticing rate in 1/s while in range, inf where noticing is at once.
    """

    sample: np.ndarray
    unit: np.ndarray
    start: np.ndarray
    end: np.ndarray
    rate: np.ndarray

    def __len__(self) -> int:
        return len(self.sample)

    @classmethod
    def none(cls) -> "Passes":
        return cls(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0), np.zeros(0), np.zeros(0))

    def within(self, start: float, end: float) -> "Passes":
        """The parts of the passes in [start, end]."""
        hit = (self.end >= start) & (self.start <= end)
        return Passes(
            self.sample[hit],
            self.unit[hit],
            np.maximum(self.start[hit], start),
            np.minimum(self.end[hit], end),
            self.rate[hit],
        )

    def of_places(self, place_of_sample: np.ndarray) -> "Passes":
        """The same stays seen from whole places: what touches any sample of a place, merged for each unit; rates are
        the highest met."""
        place = place_of_sample[self.sample]
        order = np.lexsort((self.start, self.unit, place))
        return _merged(place[order], self.unit[order], self.start[order], self.end[order], self.rate[order])


def find_passes(legs: Legs, places: Places, sight: Sight) -> Passes:
    """All passes of the legs at the sample points of the places: segment against disc, in closed form.

    A stay that spans several legs of a unit is one pass. Memory: 32 bytes a pass, and CHUNK candidates.
    """
    if not len(legs) or not len(places.x):
        return Passes.none()
    bands = _Bands.of(places, float(sight.range.max()))
    found = []
    for leg, lowest, count in bands.chunks(legs, sight.range[legs.unit]):
        leg = np.repeat(leg, count)
        rank = np.arange(len(leg)) - np.repeat(np.cumsum(count) - count, count) + np.repeat(lowest, count)
        sample = bands.order[rank]
        found.append(_in_disc(legs, leg, sample, places, sight.range))
    sample = np.concatenate([part[0] for part in found]) if found else np.zeros(0, np.int64)
    leg = np.concatenate([part[1] for part in found]) if found else np.zeros(0, np.int64)
    start = np.concatenate([part[2] for part in found]) if found else np.zeros(0)
    end = np.concatenate([part[3] for part in found]) if found else np.zeros(0)
    del found
    order = _by_sample_then_leg(sample, leg, len(places.x))
    unit = legs.unit[leg[order]]
    return _merged(sample[order], unit, start[order], end[order], sight.rate[unit])


def _in_disc(legs: Legs, leg: np.ndarray, sample: np.ndarray, places: Places, range_of_unit: np.ndarray):
    """Which candidates (leg, sample) come into range, and from when to when: (sample, leg, start, end) of those that
    do.

    Touching instants are exact: a stay that reaches a leg's end ends at that leg's very t1, so that the next leg's stay
    joins it.
    """
    x0, y0 = legs.x0[leg], legs.y0[leg]
    dx, dy = legs.x1[leg] - x0, legs.y1[leg] - y0
    wx, wy = places.x[sample] - x0, places.y[sample] - y0
    reach = range_of_unit[legs.unit[leg]]
    length_2 = dx * dx + dy * dy
    along = wx * dx + wy * dy  # times the leg's length
    aside = wx * dy - wy * dx  # times the leg's length
    half_2 = reach * reach * length_2 - aside * aside
    moving = length_2 > 0
    half = np.sqrt(np.maximum(half_2, 0.0))
    with np.errstate(divide="ignore", invalid="ignore"):
        enter = np.where(moving, (along - half) / length_2, 0.0)
        leave = np.where(moving, (along + half) / length_2, 1.0)
    near = np.where(moving, (half_2 >= 0) & (leave >= 0) & (enter <= 1), wx * wx + wy * wy <= reach * reach)
    hit = np.flatnonzero(near)
    leg, sample, enter, leave = leg[hit], sample[hit], enter[hit], leave[hit]
    t0, t1 = legs.t0[leg], legs.t1[leg]
    duration = t1 - t0
    start = np.where(enter <= 0, t0, np.minimum(t0 + enter * duration, t1))
    end = np.where(leave >= 1, t1, np.maximum(t0 + leave * duration, start))
    return sample, leg, start, end


def _by_sample_then_leg(sample: np.ndarray, leg: np.ndarray, samples: int) -> np.ndarray:
    """The order by sample, then leg (that is unit, then time). Counting sort, as in building a sparse matrix by
    rows."""
    if len(leg) > 1 and np.any(leg[1:] < leg[:-1]):
        by_leg = np.argsort(leg, kind="stable")
        return by_leg[_counting_order(sample[by_leg], samples)]
    return _counting_order(sample, samples)


def _counting_order(key: np.ndarray, keys: int) -> np.ndarray:
    n = len(key)
    return csr_matrix((np.ones(n, np.int8), (key, np.arange(n))), shape=(keys, max(n, 1))).indices


def _merged(sample, unit, start, end, rate) -> Passes:
    """Stays sorted by sample, unit and start, with those that touch or overlap made one."""
    if not len(sample):
        return Passes.none()
    same = (sample[1:] == sample[:-1]) & (unit[1:] == unit[:-1])
    first = np.flatnonzero(np.r_[True, ~(same & (start[1:] <= end[:-1] + JOIN))])
    latest = np.maximum.reduceat(end, first)
    while len(first) > 1:  # an early long stay may reach over later short ones
        a, b = first[:-1], first[1:]
        joins = (sample[b] == sample[a]) & (unit[b] == unit[a]) & (start[b] <= latest[:-1] + JOIN)
        if not joins.any():
            break
        first = first[np.r_[True, ~joins]]
        latest = np.maximum.reduceat(end, first)
    return Passes(sample[first], unit[first], start[first], latest, np.maximum.reduceat(rate, first))


@dataclass(frozen=True)
class _Bands:
    """The sample points sorted into horizontal bands, and by x within a band, to find those near a leg by bisection.

    order: (m,) samples by rank; key: (m,) band * width + (x - left), rising. low, high: (b,) the least and greatest y
    in each band.
    bottom, height: where the bands begin and how high they are; left: the least x; width: more than any x - left.
    Metres.
    """

    order: np.ndarray
    key: np.ndarray
    low: np.ndarray
    high: np.ndarray
    bottom: float
    height: float
    left: float
    width: float

    @classmethod
    def of(cls, places: Places, reach: float) -> "_Bands":
        x, y = places.x, places.y
        bottom, left = float(y.min()), float(x.min())
        width = float(x.max()) - left + 4 * reach + 1.0
        height = max(reach, (float(y.max()) - bottom) / 30_000, 1e-6)
        band = ((y - bottom) / height).astype(np.int64)
        key = band * width + (x - left)
        order = np.argsort(key, kind="stable")
        count = int(band.max()) + 1
        low, high = np.full(count, np.inf), np.full(count, -np.inf)
        np.minimum.at(low, band, y)
        np.maximum.at(high, band, y)
        return cls(order, key[order], low, high, bottom, height, left, width)

    def chunks(self, legs: Legs, reach: np.ndarray):
        """Candidates, CHUNK or so at a time: (legs, lowest rank, count) for each leg and band that may meet."""
        bands = len(self.low)
        y_low = np.minimum(legs.y0, legs.y1) - reach
        y_high = np.maximum(legs.y0, legs.y1) + reach
        first = np.clip(np.floor((y_low - self.bottom) / self.height), 0, bands).astype(np.int64)
        last = np.clip(np.floor((y_high - self.bottom) / self.height), -1, bands - 1).astype(np.int64)
        rows = np.maximum(last - first + 1, 0)
        ends = np.cumsum(rows)
        for start, stop in _even_cuts(ends, CHUNK // 2):
            leg = np.repeat(np.arange(start, stop), rows[start:stop])
            begun = ends[start:stop] - rows[start:stop] - (ends[start - 1] if start else 0)
            band = np.arange(len(leg)) - np.repeat(begun, rows[start:stop]) + first[leg]
            leg, lowest, count = self._ranks(legs, leg, band, reach[leg])
            if not len(leg):
                continue
            for i, j in _even_cuts(np.cumsum(count), CHUNK):
                yield leg[i:j], lowest[i:j], count[i:j]

    def _ranks(self, legs: Legs, leg, band, reach):
        """For each (leg, band): the ranks of the samples beside the part of the leg that comes near the band."""
        x0, y0, x1, y1 = legs.x0[leg], legs.y0[leg], legs.x1[leg], legs.y1[leg]
        dx, dy = x1 - x0, y1 - y0
        with np.errstate(divide="ignore", invalid="ignore"):
            a = (self.low[band] - reach - y0) / dy
            b = (self.high[band] + reach - y0) / dy
        level = dy == 0
        enter = np.clip(np.where(level, 0.0, np.fmin(a, b)), 0.0, 1.0)
        leave = np.clip(np.where(level, 1.0, np.fmax(a, b)), 0.0, 1.0)
        xa, xb = x0 + enter * dx, x0 + leave * dx
        slack = reach + 1e-6 * (1.0 + reach)
        west = np.clip(np.minimum(xa, xb) - slack - self.left, 0.0, self.width - 1.0)
        east = np.clip(np.maximum(xa, xb) + slack - self.left, -1.0, self.width - 1.0)
        lowest = np.searchsorted(self.key, band * self.width + west, side="left")
        count = np.searchsorted(self.key, band * self.width + east, side="right") - lowest
        some = np.flatnonzero(count > 0)
        return leg[some], lowest[some], count[some]


def _even_cuts(ends: np.ndarray, size: int):
    """[start, stop) stretches of rows whose sizes add up to about `size`; `ends` are the running totals."""
    start = 0
    while start < len(ends):
        done = ends[start - 1] if start else 0
        stop = max(int(np.searchsorted(ends, done + size, side="right")), start + 1)
        yield start, stop
        start = stop
