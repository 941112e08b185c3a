"""Whether the features of a demand layer lie where patrols go: a sign that patrols found them.

Of the places that patrols visit at all, those that they visit more than the median one of a neighbourhood, a square,
are compared with the others: how many of them have a feature of the layer? The rate ratio over all neighbourhoods and
its test are those of N. Mantel and W. Haenszel, "Statistical aspects of the analysis of data from retrospective studies
of disease", Journal of the National Cancer Institute 22, 1959, with the ratio of risks in K. Rothman, S. Greenland and
T. Lash, "Modern Epidemiology". So that a busy centre has both more patrols and more reports than the outskirts is no
sign, because places are compared with their neighbours alone; and that both are in streets, and neither in the
courtyards between them, is none, because places without a visit are left out.

What it can say: features lie at the places of a neighbourhood that patrols visit most, more often than at others that
they visit too, and than chance has it.
What it cannot say: why. Patrols may find what is in the layer, or go where residents report it, or both may follow a
third thing, such as a street in use. Places that are near each other are not independent, so p is too small where
features come in clusters; no sign does not mean that patrols found nothing.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from scipy.special import ndtr

FEWEST = 20
"""Places with a feature, in neighbourhoods that can tell anything, below which nothing is said."""
SURPRISE, RATIO = 0.01, 3.0
"""p below which, and ratio from which, features follow patrols. What lies in streets is seen more often than what lies
beside them: in the sample city, features spread evenly over the streets reach a ratio of 2, and such as patrols found
one above 5."""
NEIGHBOURHOOD = 5.0
"""Width of a neighbourhood, in ranges of a feature. In wider ones, places in and out of the centre are compared."""


@dataclass(frozen=True)
class PatrolAssociation:
    """places: those with a feature, in neighbourhoods that can tell anything; often: how many of these are visited more
    than the median place of their neighbourhood; expected: how many would be by chance; ratio: how many times as often
    such places have a feature as the others, inf where the others have none; p: the probability of so many or more of
    them by chance."""

    places: int
    often: int
    expected: float
    ratio: float
    p: float

    @property
    def follows(self) -> bool:
        """Whether the features lie where patrols go, far more than expected."""
        return self.p < SURPRISE and self.ratio >= RATIO


def places_of_features(targets: np.ndarray, features: np.ndarray, reach: float) -> np.ndarray:
    """(n,) whether a place is the nearest to a feature, at most `reach` metres away. Each feature counts at one place
    alone, and several features at one place as one. targets: (n,) geometries of the places; features: (f,)."""
    holds = np.zeros(len(targets), bool)
    if len(targets) and len(features):
        tree = shapely.STRtree(targets)
        _, place = tree.query_nearest(features, max_distance=reach, all_matches=False)
        holds[place] = True
    return holds


def follows_patrols(
    x: np.ndarray, y: np.ndarray, holds: np.ndarray, visits: np.ndarray, size: float
) -> PatrolAssociation | None:
    """Compares places with a feature and visits of patrols. x, y: (n,) of the places, in metres; holds: (n,) whether a
    place has a feature; visits: (n,) by patrols; size: of a neighbourhood, in metres. None where too little is known.

    Places without a visit are left out. With n others in a neighbourhood, of which n1 are visited often and m have a
    feature, a of both: the ratio is sum(a (n - n1) / n) / sum((m - a) n1 / n), and a has by chance the mean m n1 / n
    and the variance m (n - m) n1 (n - n1) / (n^2 (n - 1)).
    """
    x, y, holds, visits = (some[visits > 0] for some in (x, y, holds, visits))
    cells = np.column_stack([np.floor(x / size), np.floor(y / size)]).astype(np.int64)
    _, area = np.unique(cells, axis=0, return_inverse=True)
    area = area.reshape(-1)
    often = visits > _medians(area, visits)[area]
    n, n1, m, a = (
        np.bincount(area, weights=some) for some in (np.ones(len(x)), often, holds.astype(float), often & holds)
    )
    telling = (n1 > 0) & (n1 < n) & (m > 0) & (m < n)
    n, n1, m, a = n[telling], n1[telling], m[telling], a[telling]
    if m.sum() < FEWEST:
        return None
    few = float(((m - a) * n1 / n).sum())
    ratio = float((a * (n - n1) / n).sum()) / few if few > 0 else np.inf
    expected = float((m * n1 / n).sum())
    spread = np.sqrt((m * (n - m) * n1 * (n - n1) / (n**2 * (n - 1))).sum())
    p = float(ndtr(-(a.sum() - expected - 0.5) / spread))  # half a place for counts being whole
    return PatrolAssociation(int(m.sum()), int(a.sum()), expected, ratio, p)


def _medians(area: np.ndarray, values: np.ndarray) -> np.ndarray:
    """The median of the values in each area; the lower of two middle ones. area: (n,) from 0."""
    order = np.lexsort((values, area))
    count = np.bincount(area)
    return values[order][np.cumsum(count) - count + (count - 1) // 2]
