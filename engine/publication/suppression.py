"""Which totals may be published, so that none of them gives a withheld figure away."""

from dataclasses import dataclass

import numpy as np

from .evidence_counts import Evidence
from .merged_places import Merging
from .rules import PublicationRules


@dataclass(frozen=True)
class Totals:
    """Whether the total of the layer and those of a neighbourhoods, (a,), may be published."""

    whole: bool
    areas: np.ndarray


def totals(
    evidence: Evidence, merging: Merging, published: np.ndarray, areas: np.ndarray, rules: PublicationRules
) -> Totals:
    """Which totals may be published. published: (g,) the groups with a figure; areas: (n,) the neighbourhood of each
    place, -1 for none.

    A total minus the published figures in it is the figure of the rest. So a total is published only if nothing is left
    of it, or if there is enough evidence behind this rest: of a neighbourhood, its withheld groups; of the layer, the
    withheld groups outside neighbourhoods with a total.

    Groups, neighbourhoods and the layer contain each other and never overlap in part. So whatever can be computed by
    adding and subtracting published figures is the figure of a union of groups and such rests. Each has enough units,
    days and fixes, and no unit has more than the share that is allowed; and so has every union of them. (Complementary
    suppression; see Hundepool et al., Handbook on Statistical Disclosure Control, 2010, chapter 4.)
    """
    count = int(areas.max(initial=-1)) + 1
    rest = ~published[merging.group]
    label = np.where(rest, areas, -1)
    sizes = np.bincount(areas[areas >= 0], minlength=count)
    left = np.bincount(label[label >= 0], minlength=count)
    with_total = (sizes > 0) & ((left == 0) | evidence.counts(label, count, rules.unit_days).passes(rules))
    told = np.r_[with_total, False][areas]
    outside = np.where(rest & ~told, 0, -1)
    whole = bool((outside < 0).all() or evidence.counts(outside, 1, rules.unit_days).passes(rules)[0])
    return Totals(whole and len(areas) > 0, with_total)
