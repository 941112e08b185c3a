"""Intervals by resampling: what an index could have been, had other flights happened.

What is drawn is what is independent of each other. The minutes of one flight are not: it is drawn as a whole, with all
neighbourhoods that it passes over. The interval is bias-corrected and accelerated (BCa: Efron 1987,
doi:10.1080/01621459.1987.10478410). It serves means, ratios and the concentration index; for the Gini coefficient of
few flights see practice.py.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, ndtri

from ..progress import Progress, quiet

AT_ONCE = 4_000_000
"""Counts that are drawn at once."""
DELETED = 200
"""The most groups that are left out one at a time, for the acceleration."""
FEWEST = 10
"""Independent units below which there is no interval."""


@dataclass(frozen=True)
class Interval:
    """An estimate with its interval; low and high are NaN where there are too few units to resample."""

    estimate: float
    low: float = np.nan
    high: float = np.nan

    @property
    def known(self) -> bool:
        """Whether there is an interval."""
        return bool(np.isfinite(self.low) and np.isfinite(self.high))

    def excludes(self, value: float) -> bool:
        """Whether there is an interval, and a value lies outside it."""
        return self.known and not self.low <= value <= self.high


def intervals(
    statistic: Callable[[np.ndarray], np.ndarray],
    units: int,
    draws: int,
    level: float,
    seed: int,
    progress: Progress = quiet,
) -> list[Interval]:
    """The intervals of s statistics of `units` independent units.

    statistic: takes counts (b, units), how often each unit counts, and returns (b, s); draws: how often all units are
    drawn; level: of the intervals, such as 0.95.
    """
    estimate = statistic(np.ones((1, units)))[0]
    if units < FEWEST or draws < 1:
        return [Interval(float(value)) for value in estimate]
    random = np.random.default_rng(seed)
    even = np.full(units, 1 / units)
    block = max(1, AT_ONCE // units)
    drawn = []
    for first in range(0, draws, block):
        drawn.append(statistic(random.multinomial(units, even, size=min(block, draws - first)).astype(float)))
        progress(min(1.0, (first + block) / draws))
    without = statistic(_without(units))
    ends = [bca(*column, level) for column in zip(estimate, np.concatenate(drawn).T, without.T, strict=True)]
    return [Interval(float(value), *pair) for value, pair in zip(estimate, ends, strict=True)]


def bca(estimate: float, drawn: np.ndarray, without: np.ndarray, level: float) -> tuple[float, float]:
    """The ends of a BCa interval. drawn: (b,) the statistic of each resample; without: (g,) without each group of
    units. Resamples in which the statistic is not defined are left out; (NaN, NaN) where few are left, or all are
    equal, which says nothing."""
    drawn, without = drawn[np.isfinite(drawn)], without[np.isfinite(without)]
    if not np.isfinite(estimate) or len(drawn) < 20 or not len(without) or np.ptp(drawn) == 0:
        return np.nan, np.nan
    below = ((drawn < estimate).sum() + 0.5 * (drawn == estimate).sum()) / len(drawn)
    shift = ndtri(np.clip(below, 0.5 / len(drawn), 1 - 0.5 / len(drawn)))
    apart = without.mean() - without
    spread = float((apart**2).sum())
    skew = float((apart**3).sum()) / (6 * spread**1.5) if spread > 1e-300 else 0.0
    tails = ndtri(np.array([(1 - level) / 2, (1 + level) / 2]))
    low, high = np.quantile(drawn, ndtr(shift + (shift + tails) / (1 - skew * (shift + tails))))
    return float(low), float(high)


def _without(units: int) -> np.ndarray:
    """(g, units) counts without one unit each; without a group of them where there are many."""
    groups = min(units, DELETED)
    return (np.arange(units)[None, :] % groups != np.arange(groups)[:, None]).astype(float)
