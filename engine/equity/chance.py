"""How unequal few flights make a city by chance alone."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from .lorenz import gini

MOST = 20_000_000
"""The most parts of flights that are drawn in all."""
FEWEST = 99


@dataclass(frozen=True)
class Chance:
    """The Gini coefficient if each part of a flight over a neighbourhood had fallen on a resident at random. middle:
    its mean; high: its 95 % quantile; p: how often it is as high as the one found."""

    middle: float
    high: float
    p: float


def gini_by_chance(clusters: csr_matrix, residents: np.ndarray, draws: int, seed: int) -> Chance | None:
    """Of (u, n) parts of u flights in n neighbourhoods with residents, by drawing the neighbourhood of each part with
    the odds of its residents. None where there are no parts. The parts of one flight are drawn apart, although a flight
    passes over neighbours: the true coefficient by chance is a little higher."""
    parts = clusters.data[clusters.data > 0]
    if not len(parts) or not len(residents):
        return None
    count = int(np.clip(draws, FEWEST, max(FEWEST, MOST // len(parts))))
    random, odds = np.random.default_rng(seed), residents / residents.sum()
    drawn = np.empty(count)
    for index in range(count):
        where = random.choice(len(residents), len(parts), p=odds)
        drawn[index] = gini(np.bincount(where, parts, len(residents)), residents)
    own = float(gini(np.asarray(clusters.sum(axis=0)).ravel(), residents))
    return Chance(
        float(drawn.mean()), float(np.quantile(drawn, 0.95)), float((1 + (drawn >= own - 1e-12).sum()) / (1 + count))
    )
