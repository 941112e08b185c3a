"""How patrols or drones are shared among residents: the rates of groups, Gini, concentration, and their intervals."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_matrix

from ..progress import Progress, part, quiet
from .bootstrap import Interval, intervals
from .lorenz import concentration, gini
from .neighbourhoods import Groups, Neighbourhoods


@dataclass(frozen=True)
class Resampling:
    """draws: how often all units are drawn; level: of the intervals, such as 0.95; seed."""

    draws: int = 1000
    level: float = 0.95
    seed: int = 0


@dataclass(frozen=True)
class Shares:
    """How an amount (hours of patrols, seconds of drones) is shared. amount: (n,) by neighbourhood; gini;
    concentration: None without a figure; rates: of each of the k groups, for each resident; ratios: of the rate of each
    group to that of those it is compared with, None where with nobody."""

    amount: np.ndarray
    gini: Interval
    concentration: Interval | None
    rates: tuple[Interval, ...]
    ratios: tuple[Interval | None, ...]


def shares_of_units(
    matrix: csr_matrix, given: Neighbourhoods, groups: Groups, how: Resampling, progress: Progress = quiet
) -> Shares:
    """The shares of the sums of (u, n) amounts of independent units, such as flights, which are drawn as a whole."""
    across = matrix.T.tocsr()

    def drawn(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return np.asarray((across @ counts.T).T), np.ones(len(given))

    amount = np.asarray(matrix.sum(axis=0)).ravel()
    found = _shares(amount, drawn, matrix.shape[0], given, groups, how, progress)
    return replace(found, gini=Interval(found.gini.estimate))  # what drawing flights says of it is wrong: practice.py


def shares_of_places(
    amount: np.ndarray, given: Neighbourhoods, groups: Groups, how: Resampling, progress: Progress = quiet
) -> Shares:
    """The shares of (n,) amounts of which no independent parts are known: the neighbourhoods that are lived in are
    drawn as a whole, with their residents."""
    lived = np.flatnonzero(given.lived_in)

    def drawn(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        times = np.zeros((len(counts), len(given)))
        times[:, lived] = counts
        return amount * times, times

    return _shares(np.asarray(amount, float), drawn, len(lived), given, groups, how, progress)


def _shares(
    amount: np.ndarray,
    drawn: Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]],
    units: int,
    given: Neighbourhoods,
    groups: Groups,
    how: Resampling,
    progress: Progress,
) -> Shares:
    """drawn: of (b, units) counts, (b, n) amounts and (b, n) or (n,) how often each neighbourhood counts."""
    lived, ranked = given.lived_in, given.ranked
    people = given.residents

    def statistics(counts: np.ndarray) -> np.ndarray:
        some, times = drawn(counts)
        times = np.broadcast_to(times, some.shape)
        found = [gini(some[:, lived], (people * times)[:, lived])]
        if ranked.any():
            found.append(concentration(some[:, ranked], (people * times)[:, ranked], given.figure[ranked]))
        rate = np.divide(some, people, out=np.zeros(some.shape), where=lived)
        own, other = (_means(rate, times, weights) for weights in (groups.members, groups.others))
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.column_stack([*found, own, own / other])

    every = intervals(statistics, units, how.draws, how.level, how.seed, part(progress, 0, 1))
    first = 2 if ranked.any() else 1
    rates, ratios = every[first : first + len(groups)], every[first + len(groups) :]
    compared = groups.others.sum(axis=1) > 0
    return Shares(
        amount,
        every[0],
        every[1] if ranked.any() else None,
        tuple(rates),
        tuple(ratio if with_others else None for ratio, with_others in zip(ratios, compared, strict=True)),
    )


def _means(rate: np.ndarray, times: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """(b, k) means of the rates (b, n) weighted by (k, n) residents; rate: for `times` (b, n) neighbourhoods together.
    NaN for groups without residents."""
    total = times @ weights.T
    return np.divide(rate @ weights.T, total, out=np.full(total.shape, np.nan), where=total > 0)
