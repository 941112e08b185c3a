"""How unequal the practice of flying is, apart from what few flights make unequal by chance.

The minutes of few flights are never spread evenly, so the Gini coefficient of what was flown is always above that of
the practice behind it, and drawing the flights again only adds to that: such an interval hardly ever holds the
coefficient of the practice. So the interval is found by inverting a test. The practices tried are the rates that were
found, drawn together towards their mean or apart; for each of them many years of flights are simulated, and those
practices are kept under which a coefficient like the one found is not unusual. The amount over a neighbourhood is
simulated as a gamma variable whose variance is that of a Poisson number of flights with their minutes. (The method is
that of test inversion, see Carpenter 1999, doi:10.1111/1467-9868.00169.)
"""

from dataclasses import dataclass

import numpy as np

from .lorenz import gini
from .rates import Sums

MOST = 20_000_000
"""The most amounts that are simulated in all."""
FEWEST = 100
SPREADS = tuple(step / 20 for step in range(33))
"""The practices tried: 0 is the same rate everywhere, 1 the rates found."""


@dataclass(frozen=True)
class Practice:
    """The Gini coefficient of the practice. middle: for which the one found lies in the middle; low, high: its
    interval; chance, chance_high: the mean and the 95 % quantile of what a practice with the same rate everywhere gives
    by chance."""

    middle: float
    low: float
    high: float
    chance: float
    chance_high: float


def practice(sums: Sums, residents: np.ndarray, draws: int, level: float, seed: int) -> Practice | None:
    """Of sums of flights over n neighbourhoods that all have residents. None where there is no amount."""
    total = sums.total.sum()
    if not len(residents) or total <= 0 or draws < 1:
        return None
    rate, mean = sums.total / residents, total / residents.sum()
    usual = sums.squares.sum() / total
    count = int(np.clip(draws, FEWEST, max(FEWEST, MOST // (len(SPREADS) * len(residents)))))
    tails = [(1 - level) / 2, 0.5, (1 + level) / 2]
    truth, levels = [], []
    chance: np.ndarray | None = None
    for spread in SPREADS:
        expected = np.maximum(mean + spread * (rate - mean), 0) * residents
        expected *= total / expected.sum()
        drawn = _simulated(expected, usual, residents, count, np.random.default_rng(seed))
        chance = drawn if chance is None else chance
        truth.append(float(gini(expected, residents)))
        levels.append(np.quantile(drawn, tails))
    own = float(gini(sums.total, residents))
    curves = np.maximum.accumulate(np.array(levels), axis=0).T
    high, middle, low = (float(np.interp(own, _rising(curve), truth)) for curve in curves)
    return Practice(middle, low, high, float(chance.mean()), float(np.quantile(chance, 0.95)))


def _simulated(
    expected: np.ndarray, usual: float, residents: np.ndarray, count: int, random: np.random.Generator
) -> np.ndarray:
    """(count,) Gini coefficients of simulated amounts. usual: the mean amount of a flight by its size, by which the
    variance of an amount is larger than its mean."""
    shape = np.maximum(expected / usual, 1e-9)
    return gini(random.gamma(shape, usual, (count, len(expected))), residents)


def _rising(values: np.ndarray) -> np.ndarray:
    """The same, rising by a trace where equal, as interpolation needs it."""
    return values + np.arange(len(values)) * 1e-12
