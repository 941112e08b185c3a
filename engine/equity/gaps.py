"""The gaps of patrols by neighbourhood, from scored places, and before and after a plan."""

from dataclasses import dataclass

import numpy as np

from .overlay import Overlay


@dataclass(frozen=True)
class Scored:
    """p scored places. overlay: on the neighbourhoods; demand: (p,); gap: (p,) 0 to 1, NaN where not known; after: (p,)
    with the flights of a plan, None where the places are not assessed; found: (p,) share of the priority that rests on
    what patrols themselves found, None where not given."""

    overlay: Overlay
    demand: np.ndarray
    gap: np.ndarray
    after: np.ndarray | None = None
    found: np.ndarray | None = None


@dataclass(frozen=True)
class Gaps:
    """The gaps in n neighbourhoods: (n,) each, NaN where no place is scored. demand: summed; by_demand: mean gap
    weighted by demand; by_area: by the size of the places, as for residents who live evenly spread; in_gap: share of
    the scored ground with a gap of at least the limit; found: mean share of priority that rests on what patrols found,
    by demand; those that end in after: with the flights of the plan, None where the places are not assessed."""

    demand: np.ndarray
    by_demand: np.ndarray
    by_area: np.ndarray
    in_gap: np.ndarray
    by_area_after: np.ndarray | None
    by_demand_after: np.ndarray | None
    in_gap_after: np.ndarray | None
    found: np.ndarray | None


def gaps(scored: Scored, count: int, limit: float) -> Gaps:
    """The gaps in `count` neighbourhoods. limit: the gap from which on residents live in a gap."""
    overlay, demand = scored.overlay, scored.demand

    def three(gap: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        at_least = np.where(np.isfinite(gap), gap >= limit, np.nan)
        return overlay.means(gap, count, demand), overlay.means(gap, count), overlay.means(at_least, count)

    by_demand, by_area, in_gap = three(scored.gap)
    later = (None, None, None) if scored.after is None else three(scored.after)
    found = None if scored.found is None else overlay.means(scored.found, count, demand)
    return Gaps(overlay.sums(demand, count), by_demand, by_area, in_gap, later[1], later[0], later[2], found)


def weighted(value: np.ndarray | None, weight: np.ndarray) -> np.ndarray:
    """(k,) means of (n,) values by (k, n) weights, without the NaN ones; NaN where no weight is left, or no values."""
    if value is None:
        return np.full(len(weight), np.nan)
    known = np.isfinite(value)
    total = weight[:, known].sum(axis=1)
    return np.divide(weight[:, known] @ value[known], total, out=np.full(len(weight), np.nan), where=total > 0)
