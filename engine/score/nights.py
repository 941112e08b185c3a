"""The nights of the watch, and what of stays lies in them.

A night is the watch of one day. It includes its start and excludes its end. Only the last instant of the time that is
scored belongs to the night that ends with it: the last fix of the data is seen.
"""

from dataclasses import dataclass

import numpy as np

from .evidence import Question
from .passes import Passes


@dataclass(frozen=True)
class Nights:
    """m nights. edges: (m, 2) rising and disjoint, but they may adjoin; end: the end of the time that is scored; in
    seconds after the same origin."""

    edges: np.ndarray
    end: float

    @classmethod
    def of(cls, question: Question, origin: float) -> "Nights":
        return cls(question.nights - origin, question.period.end - origin)

    def __len__(self) -> int:
        return len(self.edges)

    def split(self, moments: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The parts of the moments (k, 2), rising and disjoint, that lie in a night: (n, 2), and (n,) their nights."""
        cuts = np.unique(np.concatenate([moments.ravel(), self.edges.ravel()]))
        middle = (cuts[1:] + cuts[:-1]) / 2
        night, band = (np.searchsorted(edges[:, 0], middle) - 1 for edges in (self.edges, moments))
        inside = (night >= 0) & (band >= 0) & (middle < self.edges[night, 1]) & (middle < moments[band, 1])
        return np.column_stack([cuts[:-1], cuts[1:]])[inside], night[inside]

    def met_by(self, stays: Passes) -> "NightsOfStays":
        """The nights of each stay. The stays must be cut to the time that is scored."""
        ends = np.where(self.edges[:, 1] < self.end, self.edges[:, 1], np.inf)
        first = np.searchsorted(ends, stays.start, side="right")
        return NightsOfStays(self, stays, first, np.searchsorted(self.edges[:, 0], stays.end, side="right"))


@dataclass(frozen=True)
class NightsOfStays:
    """The nights in which each of p stays has an instant: first:until of the nights, (p,) each."""

    nights: Nights
    stays: Passes
    first: np.ndarray
    until: np.ndarray

    @property
    def any(self) -> np.ndarray:
        """(p,) whether a stay has an instant in the watch."""
        return self.until > self.first

    def seconds(self) -> np.ndarray:
        """(p,) how long each stay is in the watch."""
        edges, some = self.nights.edges, np.flatnonzero(self.any)
        first, last = self.first[some], self.until[some] - 1
        between = np.cumsum(np.r_[0.0, edges[1:, 0] - edges[:-1, 1]])  # time outside the watch before each night
        lasted = np.minimum(self.stays.end[some], edges[last, 1]) - np.maximum(self.stays.start[some], edges[first, 0])
        seconds = np.zeros(len(self.stays))
        seconds[some] = lasted - (between[last] - between[first])
        return seconds

    def pairs(self) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Each stay in each of its nights, in the order of the stays: (q,) indices of stays and of nights, and (q,) the
        start and the end of the stay, cut to the night."""
        count = self.until - self.first
        stay = np.repeat(np.arange(len(count)), count)
        night = np.arange(len(stay)) - np.repeat(np.cumsum(count) - count - self.first, count)
        start, end = self.nights.edges[night].T
        return stay, night, np.maximum(self.stays.start[stay], start), np.minimum(self.stays.end[stay], end)

    def visits(self, begins: np.ndarray, places: int) -> np.ndarray:
        """(places,) the number of visits with an instant in the watch. begins: (p,) the stay with which the visit of
        each stay begins (see `first_stays`). A visit of several nights counts once."""
        seen = np.zeros(len(begins), bool)
        seen[begins[self.any]] = True
        return np.bincount(self.stays.sample[seen], minlength=places)

    def number(self, places: int) -> np.ndarray:
        """(places,) the number of nights that have a stay. Stays are sorted by place, then start."""
        base = self.stays.sample.astype(np.int64) * (len(self.nights) + 1)
        reached = np.maximum.accumulate(base + self.until)  # the night after the last one counted so far, by place
        before = np.r_[0, reached[:-1]] - base if len(base) else base
        new = np.maximum(self.until - np.maximum(self.first, before), 0)
        return np.bincount(self.stays.sample, new, minlength=places).astype(int)
