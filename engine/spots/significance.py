"""Significance of clusters of high priority: Getis and Ord's Gi*, with control of the false-discovery rate.

Getis & Ord (1992), The analysis of spatial association by use of distance statistics, Geographical Analysis 24;
standardized as in Ord & Getis (1995), Local spatial autocorrelation statistics, Geographical Analysis 27. Each place is
one test; their false-discovery rate is controlled as in Caldas de Castro & Singer (2006), Geographical Analysis 38.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from scipy.spatial import cKDTree
from scipy.special import ndtr

from ..errors import UserError
from ..language import tr
from ..progress import Progress, part, quiet
from .adjacency import TOUCH
from .selection import TIED, ScoredPlaces

SIGNIFICANT = 0.05
"""The q-value up to which a place is significant: at most 5 % of the significant places are expected to be false
positives."""
FEWEST = 3
"""The least number of places for which Gi* is computed."""
MAX_PAIRS = 200_000_000
_PAIRS_AT_ONCE = 2_000_000
_CHUNK = 20_000


@dataclass(frozen=True)
class Significance:
    """Gi* of n places.

    z, q: (n,) float, Gi* and its q-value in the upper tail; NaN for places without a geometry or a finite priority.
    band: m within which places are neighbours. alone: how many places have no neighbour.
    alike: whether all priorities are equal, or there are fewer than FEWEST; every z is then 0.
    """

    z: np.ndarray
    q: np.ndarray
    band: float
    alone: int
    alike: bool

    @property
    def significant(self) -> np.ndarray:
        """(n,) bool, the places at which high priority clusters significantly."""
        return self.q <= SIGNIFICANT

    def of_spots(self, members: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """For each spot: the highest z, the lowest q, and whether at least half of its places are significant. (With a
        single significant place as the criterion, nearly every large spot would be significant.) members: the indices
        of the places of each spot."""
        most = np.array([self.z[inside].max() for inside in members], float)
        least = np.array([self.q[inside].min() for inside in members], float)
        half = np.array([2 * self.significant[inside].sum() >= len(inside) for inside in members], bool)
        return most, least, half


def significance(places: ScoredPlaces, band: float | None = None, progress: Progress = quiet) -> Significance:
    """Gi* of the priority of each place among all scored places, regardless of their gap.

    band: m between centroids up to which places are neighbours; None: `default_band`.
    Raises UserError if there are more than MAX_PAIRS pairs of neighbours.
    """
    priority = np.asarray(places.priority, float)
    scored = np.isfinite(priority) & ~(shapely.is_missing(places.geometry) | shapely.is_empty(places.geometry))
    x, y = _centroids(places.geometry[scored], part(progress, 0, 0.2))
    priority = priority[scored]
    band = default_band(x, y) if band is None else band
    count = count_neighbours(x, y, band, part(progress, 0.2, 0.4))
    z, q = np.full(len(scored), np.nan), np.full(len(scored), np.nan)
    z[scored] = gi_star(priority, x, y, band, count, part(progress, 0.4, 1))
    q[scored] = q_values(upper_tail(z[scored]))
    progress(1.0)
    return Significance(z, q, band, int((count == 1).sum()), _alike(priority))


def default_band(x: np.ndarray, y: np.ndarray) -> float:
    """1.5 x the median distance from a place to the nearest other one, in metres. On a grid, neighbours are then the
    cells that share an edge or a corner. 0 if all (x, y), (n,) metres, are the same position."""
    points = np.unique(np.column_stack([x, y]), axis=0)
    if len(points) < 2:
        return 0.0
    return 1.5 * float(np.median(cKDTree(points).query(points, k=2)[0][:, 1]))


def count_neighbours(x: np.ndarray, y: np.ndarray, band: float, progress: Progress = quiet) -> np.ndarray:
    """(n,) int, how many places lie within `band` metres of each of (x, y), (n,) metres, itself included.

    Raises UserError for more than MAX_PAIRS pairs.
    """
    points = np.column_stack([x, y])
    count = np.zeros(len(points), np.int64)
    if not len(points):
        return count
    tree = cKDTree(points)
    for start in range(0, len(points), _CHUNK):
        progress(start / len(points))
        some = points[start : start + _CHUNK]
        # distances between centroids of neighbouring cells have rounding errors; a band of one cell must include them
        count[start : start + len(some)] = tree.query_ball_point(some, band + TOUCH, return_length=True)
        if count.sum() > MAX_PAIRS:
            each = count[: start + len(some)].mean()
            fits = 0.9 * band * (MAX_PAIRS / (each * len(points))) ** 0.5
            digit = 10 ** np.floor(np.log10(fits) - 1)
            raise UserError(
                tr(
                    "A SIGNIFICANCE_BAND of {band:g} m gives each of the {points:,} places about {each:,.0f} "
                    "neighbours, more than can be compared. Use {floor:g} m or less.",
                    band=band,
                    points=len(points),
                    each=each,
                    floor=np.floor(fits / digit) * digit,
                )
            )
    return count


def gi_star(
    value: np.ndarray, x: np.ndarray, y: np.ndarray, band: float, count: np.ndarray, progress: Progress = quiet
) -> np.ndarray:
    """(n,) standardized Gi* of `value` (n,) at (x, y), (n,) metres: the difference between the sum in each place's
    neighbourhood and its expectation for the same number of random places, in standard deviations.

    With binary weights, W_i = `count`[i] places within `band` of i, i itself included (Ord & Getis 1995):

        z_i = (sum_j w_ij x_j - W_i mean(x)) / (s sqrt((n W_i - W_i^2) / (n - 1))),  s^2 = mean(x^2) - mean(x)^2

    0 where it is undefined: all values equal, fewer than FEWEST places, no neighbour, or all places neighbours.
    """
    n = len(value)
    if _alike(value):
        return np.zeros(n)
    standardized = value - value.mean()
    standardized /= np.sqrt(np.mean(standardized**2))
    around = np.zeros(n)
    points = np.column_stack([x, y])
    tree = cKDTree(points)
    reached = np.cumsum(count)
    ends = np.unique(np.searchsorted(reached, np.arange(_PAIRS_AT_ONCE, reached[-1], _PAIRS_AT_ONCE)))
    starts = np.r_[0, ends[ends > 0]]
    for start, end in zip(starts.tolist(), [*starts[1:].tolist(), n], strict=True):
        progress(start / n)
        pairs = cKDTree(points[start:end]).sparse_distance_matrix(tree, band + TOUCH, output_type="ndarray")
        around[start:end] = np.bincount(pairs["i"], standardized[pairs["j"]], minlength=end - start)
    some = (count > 1) & (count < n)
    w = count[some].astype(float)
    z = np.zeros(n)
    z[some] = around[some] / np.sqrt(w * (n - w) / (n - 1))
    return z


def upper_tail(z: np.ndarray) -> np.ndarray:
    """(n,) the probability of a z at least as high by chance, by the normal distribution. One-sided: hot spots
    only."""
    return ndtr(-np.asarray(z, float))


def q_values(p: np.ndarray) -> np.ndarray:
    """(n,) for each p-value, the least false-discovery rate at which its test is still rejected.

    Benjamini & Hochberg (1995), Journal of the Royal Statistical Society B 57: the step-up procedure.
    """
    order = np.argsort(p)[::-1]
    rank = np.arange(len(p), 0, -1)
    q = np.empty(len(p))
    q[order] = np.minimum.accumulate(np.minimum(p[order] * len(p) / rank, 1.0)) if len(p) else p
    return q


def _alike(value: np.ndarray) -> bool:
    """Whether all values are equal, or there are too few."""
    return len(value) < FEWEST or np.ptp(value) <= TIED * np.abs(value).max()


def _centroids(geometry: np.ndarray, progress: Progress) -> tuple[np.ndarray, np.ndarray]:
    """(n,) x and (n,) y of the centroids."""
    found = [np.zeros((0, 2))]
    for start in range(0, len(geometry), _CHUNK):
        progress(start / len(geometry))
        centre = shapely.centroid(geometry[start : start + _CHUNK])
        found.append(np.column_stack([shapely.get_x(centre), shapely.get_y(centre)]))
    x, y = np.concatenate(found).T
    return x, y
