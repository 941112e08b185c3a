"""Doubts: how much lower a gap could be if silent units were there, and where that is worth a sentence.

The doubt of a place is gap - gap_low. A sentence on it helps only where it tells places apart. If nearly all places
have the same doubt, such as one night without any fix, it is said once for all of them.
"""

from dataclasses import dataclass

import numpy as np

from ..language import tr
from .score import Scores

DOUBT = 0.1  # the smallest difference between gap and gap_low that is mentioned, and the smallest that tells two apart
MOST = 0.9  # the share of places that is nearly all


@dataclass(frozen=True)
class Doubts:
    """What nearly all places share, if anything.

    gap_low, difference: the median of gap_low, and of gap - gap_low, over all places, where it is common: the middle
    MOST of the places differ in it by less than DOUBT, and as many have a doubt of at least DOUBT. NaN where it is not
    common. alike: the number of places with the common doubt; places: the number of all.
    """

    gap_low: float
    difference: float
    alike: int
    places: int

    @classmethod
    def of(cls, scores: Scores) -> "Doubts":
        """The doubts of all places. A single place has no other to be told from, so it shares nothing."""
        count, difference = len(scores), scores.gap - scores.gap_low
        if count < 2 or np.mean(difference >= DOUBT) < MOST:
            return cls(np.nan, np.nan, 0, count)
        found = cls(_common(scores.gap_low), _common(difference), 0, count)
        alike = (difference >= DOUBT) & ~found.worth_saying(scores)
        return cls(found.gap_low, found.difference, int(alike.sum()), count)

    def worth_saying(self, scores: Scores) -> np.ndarray:
        """(n,) whether the doubt of each place is at least DOUBT, and not the common one."""
        difference = scores.gap - scores.gap_low
        common = np.abs(difference - self.difference) < DOUBT
        return (difference >= DOUBT) & ~common & ~(np.abs(scores.gap_low - self.gap_low) < DOUBT)

    @property
    def sentence(self) -> str:
        """The common doubt in words; empty if there is none."""
        if not self.alike:
            return ""
        if np.isnan(self.difference):
            return tr(
                "At {alike:,} of {places:,} places the gap could be about {gap_low:.2f} (gap_low) if silent units were "
                "there. This does not tell the places apart, so why does not repeat it.",
                alike=self.alike,
                places=self.places,
                gap_low=self.gap_low,
            )
        return tr(
            "At {alike:,} of {places:,} places the gap could be about {difference:.2f} lower than gap (gap_low) if "
            "silent units were there. This does not tell the places apart, so why does not repeat it.",
            alike=self.alike,
            places=self.places,
            difference=self.difference,
        )


def _common(values: np.ndarray) -> float:
    """The median if the middle MOST of the values differ by less than DOUBT, else NaN."""
    low, median, high = np.quantile(values, [(1 - MOST) / 2, 0.5, (1 + MOST) / 2])
    return float(median) if high - low < DOUBT else np.nan
