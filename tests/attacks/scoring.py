"""How attacks are scored: candidates -> guess, and how often the guess is right, compared with chance.

Every attack turns what it sees into features of each candidate, and guesses with a model that it has learnt from other
worlds (a conditional logit; such attacks with shadow models are those of Shokri and others 2017, and on aggregated
positions those of Pyrgelis, Troncoso, De Cristofaro 2018). So an attack needs no luck in the choice of a rule: whatever
a published layer says about the truth, in either direction, it learns. It learns from half of the worlds and guesses in
the other half, then the reverse.

What an adversary knows: the published layers, how they are made (rules, cells, not the key), the map of the city, the
candidates, how officers work, and any number of other cities to practise on. What it does not know: the tracks of the
other units. One who has these can subtract them, and no rule of small counts helps against that; it needs noise.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.stats import binom

CONFIDENCE, ALLOWANCE = 0.999, 0.02
RIDGE = 3.0


@dataclass(frozen=True)
class Attempts:
    """a attempts with n candidates each. features: (a, n, f); truth: (a,) which candidate is right; world: (a,)."""

    features: np.ndarray
    truth: np.ndarray
    world: np.ndarray

    def __len__(self) -> int:
        return len(self.truth)

    @property
    def chance(self) -> float:
        return 1.0 / self.features.shape[1]

    @property
    def margin(self) -> float:
        """The success rate that attempts by chance stay below.

        The one-sided bound at CONFIDENCE of a binomial variable: of a thousand runs with pure guesses one is above it.
        Because attempts in one world share its crowd, they are not quite independent, and the ALLOWANCE is for that. It
        is also what we are ready to call no better than chance. Both were chosen before the attacks were run.
        """
        return binom.ppf(CONFIDENCE, len(self), self.chance) / len(self) + ALLOWANCE

    @property
    def success(self) -> float:
        """The share of right guesses."""
        return float((guesses(self) == self.truth).mean())


def guesses(attempts: Attempts) -> np.ndarray:
    """(a,) the candidate that is guessed in each attempt, by a model of the other half of the worlds."""
    found, half = np.zeros(len(attempts), np.int64), attempts.world % 2
    ties = np.random.default_rng(len(attempts)).random(attempts.features.shape[:2])
    for part in (0, 1):
        learn, guess = half != part, half == part
        middle = attempts.features[learn].mean(axis=(0, 1))
        spread = attempts.features[learn].std(axis=(0, 1))
        scaled = (attempts.features - middle) / np.where(spread > 1e-9, spread, 1.0)
        weights = _learnt(scaled[learn], attempts.truth[learn])
        score = np.round(scaled[guess] @ weights, 9)
        best = score == score.max(axis=1, keepdims=True)
        found[guess] = np.where(best, ties[guess], -1).argmax(axis=1)  # among equals by chance, not by their order
    return found


def _learnt(features: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """(f,) the weights under which the truth is likeliest (McFadden 1974), with a ridge."""
    rows = np.arange(len(truth))

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        score = features @ weights
        score -= score.max(axis=1, keepdims=True)
        odds = np.exp(score)
        share = odds / odds.sum(axis=1, keepdims=True)
        slope = (share[..., None] * features).sum(axis=1) - features[rows, truth]
        value = -np.log(share[rows, truth] + 1e-300).sum() + RIDGE / 2 * weights @ weights
        return value, slope.sum(axis=0) + RIDGE * weights

    return minimize(loss, np.zeros(features.shape[2]), jac=True, method="L-BFGS-B").x


def placed(rng: np.random.Generator, truth, decoys: list) -> tuple[list, int]:
    """The candidates with the truth at a random position, and this position."""
    at = int(rng.integers(len(decoys) + 1))
    return [*decoys[:at], truth, *decoys[at:]], at


def summary(seen: dict[str, np.ndarray]) -> np.ndarray:
    """(c, f): of what layers say at (c, p) positions of c candidates, the mean, the least and the most of each."""
    values = np.stack(list(seen.values()), axis=-1)
    return np.concatenate([values.mean(axis=1), values.min(axis=1), values.max(axis=1)], axis=-1)
