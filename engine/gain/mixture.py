"""Mixture: a random choice among several plans, so that the plan of a night cannot be predicted, and every place has a
chance of a visit."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, hstack

from ..errors import UserError
from ..language import tr

TOLERANCE = 1e-9
"""For rounding: by how much the second linear program may fall below the least probability that the first has found."""


@dataclass(frozen=True)
class Mixture:
    """The probability of each of P plans to be flown in a night, drawn independently for each night."""

    share: np.ndarray
    """(P,) probabilities that sum to 1"""
    least: float
    """the smallest probability of a visit in a night, over all protected places that any plan visits"""
    floor: float
    """nats, the lower bound of the entropy"""
    different: int
    """the number of plans that visit different sets of places"""

    @property
    def entropy(self) -> float:
        """nats: log P if all plans are equally likely, 0 if one is certain."""
        some = self.share[self.share > 0]
        return float(max(-(some * np.log(some)).sum(), 0.0))

    def draw(self, nights: int, seed: int) -> np.ndarray:
        """(nights,) the plan of each night, drawn independently."""
        return np.random.default_rng(seed).choice(len(self.share), size=nights, p=self.share)


def mixture(
    visits: np.ndarray, worth: np.ndarray, entropy: float = 0.6, protected: np.ndarray | None = None
) -> Mixture:
    """The mixture of plans that maximises the smallest probability of a visit over all protected places that any plan
    visits; among these mixtures, one that maximises the expected worth of the places visited in a night. Of plans that
    visit the same places only the first is used.

    visits: (P, n) whether a plan visits a place; worth: (n,) of each place, 0 or more; entropy: the lower bound of the
    entropy of the mixture, as a share (0 to 1) of the logarithm of the number of different plans; protected: (n,)
    whether a place counts for the smallest probability, None for all.

    Both steps are linear programs. The bound of the entropy is linear too: if no plan is more probable than exp(-H),
    the Shannon entropy, the mean of -log q, is at least H. Raises UserError if there is no plan, or if `entropy` is not
    from 0 to 1.
    """
    if not len(visits):
        raise UserError(tr("There is no plan to draw from."))
    if not 0 <= entropy <= 1:
        raise UserError(
            tr(
                "ENTROPY is {entropy:g}; it is a share, from 0 (no lower bound) to 1 (all plans equally likely).",
                entropy=entropy,
            )
        )
    different = np.sort(np.unique(visits, axis=0, return_index=True)[1])
    floor = entropy * np.log(len(different))
    some = visits.any(axis=0) if protected is None else visits.any(axis=0) & protected
    # places visited by the same plans give the same constraint
    patterns = np.unique(visits[different][:, some], axis=1).astype(float)
    share = np.zeros(len(visits))
    share[different] = _best(patterns, visits[different] @ np.asarray(worth, float), float(np.exp(-floor)))
    least = float((share[different] @ patterns).min()) if some.any() else 0.0
    return Mixture(share, least, float(floor), len(different))


def _best(visits: np.ndarray, value: np.ndarray, most: float) -> np.ndarray:
    """(P,) the probability of each plan, at most `most`. First the smallest visit probability of the (P, m) visits is
    maximised, then the expected value of a night, with the (P,) values of the plans."""
    plans, places = visits.shape
    # variables: the shares, then the smallest probability t; constraint of each place: t - its probability <= 0
    upper = hstack([csr_array(-visits.T), csr_array(np.ones((places, 1)))])
    total = np.r_[np.ones(plans), 0.0][None]
    bounds = [*[(0.0, most)] * plans, (0.0, 1.0)]
    first = _solved(np.r_[np.zeros(plans), -1.0], upper, np.zeros(places), total, bounds)
    bounds[-1] = (max(first[-1] - TOLERANCE, 0.0), 1.0)
    scaled = value / max(float(value.max()), 1e-300)
    share = np.clip(_solved(np.r_[-scaled, 0.0], upper, np.zeros(places), total, bounds)[:-1], 0.0, most)
    return share / share.sum()


def _solved(cost, upper, limits, total, bounds) -> np.ndarray:
    found = linprog(cost, A_ub=upper, b_ub=limits, A_eq=total, b_eq=[1.0], bounds=bounds, method="highs")
    if not found.success:
        raise UserError(
            tr("The mixture of plans could not be found ({message}). Please report this.", message=found.message)
        )
    return found.x
