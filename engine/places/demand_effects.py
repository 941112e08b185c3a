"""What the kinds of demand, residents' answers and the minimum have made of demand."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DemandEffects:
    """Counts of places, and sums over all places.

    found_before, found_after: the share of the demand that rests on incidents found by patrols, 0 to 1, without its
    limit and with it; scale: the factor of this demand. total, without: the demand with residents' answers, and without
    them. raised, lowered: places whose demand these raise or lower; at_limit: places where they reach their limit;
    powerless: places that residents ask for and whose demand stays 0. floor: the least demand of a place; at_minimum:
    places that would have less.
    """

    found_before: float
    found_after: float
    scale: float
    total: float
    without: float
    raised: int = 0
    lowered: int = 0
    at_limit: int = 0
    powerless: int = 0
    floor: float = 0.0
    at_minimum: int = 0
