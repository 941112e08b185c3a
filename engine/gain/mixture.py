"""Which of several plans to fly, drawn so that nobody can foretell it, and no place can be counted on to be empty."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, hstack

from ..errors import UserError

NO_LESS = 1e-9
"""What the second choice may take from the least probability that the first has found, for rounding."""


@dataclass(frozen=True)
class Mixture:
    """How likely each of P plans is flown in a night, drawn anew each night."""

    share: np.ndarray
    """(P,) probabilities that sum to 1"""
    least: float
    """the least probability, over all protected places that any plan visits, that a night visits it"""
    floor: float
    """nats: the entropy is no less"""
    different: int
    """how many of the plans visit different places"""

    @property
    def entropy(self) -> float:
        """nats: log P where all plans are as likely, 0 where one is certain."""
        some = self.share[self.share > 0]
        return float(max(-(some * np.log(some)).sum(), 0.0))

    def draw(self, nights: int, seed: int) -> np.ndarray:
        """(nights,) which plan each night flies, independent of all others."""
        return np.random.default_rng(seed).choice(len(self.share), size=nights, p=self.share)


def mixture(
    visits: np.ndarray, worth: np.ndarray, entropy: float = 0.6, protected: np.ndarray | None = None
) -> Mixture:
    """The mixture of plans that maximises the least probability of a visit, over all protected places that any plan
    visits; and of all that do, one that visits the most worth in a night. Of plans that visit the same places the first
    stands for all.

    visits: (P, n) whether a plan visits a place; worth: (n,) of each place, 0 or more; entropy: the least that the
    entropy of the mixture may be, as a share (0 to 1) of the logarithm of the number of plans that differ; protected:
    (n,) whether a place counts for the least probability, None for all.

    Both are linear programs. So is the floor: if no plan is likelier than exp(-H), the Shannon entropy, the mean of
    -log q, is at least H. Raises UserError where there is no plan, or the floor is no share.
    """
    if not len(visits):
        raise UserError("There is no plan to draw from.")
    if not 0 <= entropy <= 1:
        raise UserError(f"ENTROPY is {entropy:g}; it is a share, from 0 (anything goes) to 1 (all plans as likely).")
    different = np.sort(np.unique(visits, axis=0, return_index=True)[1])
    floor = entropy * np.log(len(different))
    some = visits.any(axis=0) if protected is None else visits.any(axis=0) & protected
    # places that the same plans visit make one condition
    patterns = np.unique(visits[different][:, some], axis=1).astype(float)
    share = np.zeros(len(visits))
    share[different] = _best(patterns, visits[different] @ np.asarray(worth, float), float(np.exp(-floor)))
    least = float((share[different] @ patterns).min()) if some.any() else 0.0
    return Mixture(share, least, float(floor), len(different))


def _best(visits: np.ndarray, value: np.ndarray, most: float) -> np.ndarray:
    """(P,) the share of each plan, at most `most`: first the least visit probability of the (P, m) visits, then the
    (P,) value of a night."""
    plans, places = visits.shape
    # unknowns: the shares, then the least probability t; each place asks for t - its probability <= 0
    upper = hstack([csr_array(-visits.T), csr_array(np.ones((places, 1)))])
    total = np.r_[np.ones(plans), 0.0][None]
    bounds = [*[(0.0, most)] * plans, (0.0, 1.0)]
    first = _solved(np.r_[np.zeros(plans), -1.0], upper, np.zeros(places), total, bounds)
    bounds[-1] = (max(first[-1] - NO_LESS, 0.0), 1.0)
    scaled = value / max(float(value.max()), 1e-300)
    share = np.clip(_solved(np.r_[-scaled, 0.0], upper, np.zeros(places), total, bounds)[:-1], 0.0, most)
    return share / share.sum()


def _solved(cost, upper, limits, total, bounds) -> np.ndarray:
    found = linprog(cost, A_ub=upper, b_ub=limits, A_eq=total, b_eq=[1.0], bounds=bounds, method="highs")
    if not found.success:
        raise UserError(f"The mixture of plans could not be found ({found.message}). Please report this.")
    return found.x
