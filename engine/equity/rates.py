"""Whether a neighbourhood is watched more or less than expected: intervals and p values of sums of clusters.

The minutes over a neighbourhood are a sum over flights. The flights that pass over it are counted as a Poisson process,
and each brings its own minutes, so the sum is a weighted sum of Poisson counts: the minutes within one flight are never
taken as independent. The interval is that of Fay and Feuer (1997, doi:10.1002/(SICI)1097-0258(19970415)16:7<791::AID-
SIM500>3.0.CO;2-#), which approximates the sum by gamma distributions; with equal weights it is the exact Poisson
interval (Garwood 1936, doi:10.1093/biomet/28.3-4.437). The p value is that of the same gamma distributions.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from scipy.stats import gamma


@dataclass(frozen=True)
class Sums:
    """Sums of clusters in n neighbourhoods. total: (n,) the sums; squares: (n,) the sums of the squares of the
    clusters; largest: (n,) what one cluster more might bring."""

    total: np.ndarray
    squares: np.ndarray
    largest: np.ndarray

    @classmethod
    def of(cls, clusters: csr_matrix | np.ndarray) -> "Sums":
        """Of (f, n) amounts of f clusters in n neighbourhoods, 0 where a cluster has no part in one.

        One more cluster might bring as much as the largest in the neighbourhood, or as the usual one anywhere, if that
        is more: the mean of all clusters by their size.
        """
        clusters = csr_matrix(clusters, dtype=float)
        total, squares = (np.asarray(one.sum(axis=0)).ravel() for one in (clusters, clusters.power(2)))
        usual = float(squares.sum() / total.sum()) if total.sum() > 0 else 0.0
        own = clusters.max(axis=0).toarray().ravel() if clusters.shape[0] else np.zeros(clusters.shape[1])
        return cls(total, squares, np.maximum(own, usual))

    def limits(self, level: float) -> tuple[np.ndarray, np.ndarray]:
        """(n,) and (n,): the interval of each sum."""
        tail = (1 - level) / 2
        return self._low().ppf(tail) * (self.total > 0), self._high().ppf(1 - tail)

    def p_values(self, expected: np.ndarray) -> np.ndarray:
        """(n,) two-sided p values of the sums against (n,) expectations; 1 where nothing is expected."""
        expected = np.asarray(expected, float)
        more = np.where(self.total > 0, self._low().cdf(expected), 1.0)
        less = self._high().sf(expected)
        return np.where(expected > 0, np.minimum(1.0, 2 * np.minimum(more, less)), 1.0)

    def _low(self):
        """The distribution of the expectation, as far as it can be low."""
        total, squares = np.maximum(self.total, 1e-12), np.maximum(self.squares, 1e-24)
        return gamma(total**2 / squares, scale=squares / total)

    def _high(self):
        """The same, as far as it can be high: with one cluster more."""
        total = np.maximum(self.total + self.largest, 1e-12)
        squares = np.maximum(self.squares + self.largest**2, 1e-24)
        return gamma(total**2 / squares, scale=squares / total)
