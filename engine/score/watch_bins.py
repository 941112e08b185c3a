"""The bins of the watch: the time from its start, in equal steps."""

from dataclasses import dataclass

import numpy as np

from ..timing.local_steps import QUARTER
from ..timing.watch import whole_nights
from .evidence import Question, Watch

LONG_WATCH = 12 * 3600.0  # seconds; a longer watch has bins of half an hour


def bin_length_of(length: float) -> float:
    """The length of the bins of a watch, both in seconds: a quarter of an hour, half an hour in a watch of more than
    12 h."""
    return QUARTER if length <= LONG_WATCH else 2 * QUARTER


def bin_edges(length: float) -> np.ndarray:
    """(B + 1,) the edges of the bins of a watch, in seconds from its start. The last bin may be shorter."""
    step = bin_length_of(length)
    return np.r_[np.arange(np.ceil(length / step)) * step, length]


@dataclass(frozen=True)
class BinnedMoments:
    """The set U, cut at the edges of the bins of each night.

    edges: (k, 2) seconds after an origin, rising and disjoint; slot: (k,) the bin of each; bins: (B + 1,) the edges of
    the bins in seconds from the start of the watch. run: (k,) rising; within a run the pieces adjoin, each is one bin
    later than the one before, and all but the first and the last are whole bins.
    """

    edges: np.ndarray
    slot: np.ndarray
    bins: np.ndarray
    run: np.ndarray

    @classmethod
    def of(cls, question: Question, watch: Watch, origin: float) -> "BinnedMoments":
        """The moments of a question, in seconds after `origin`.

        A bin is counted in elapsed time from the start of the whole night, also where the question begins later in it.
        What a night lasts longer than the watch by the clock (on the day of a clock change) belongs to the last bin.
        """
        moments, bins = question.moments, bin_edges(watch.length)
        nights = whole_nights(watch, float(moments[0, 0]), float(moments[-1, 1]))[1]
        cuts = (nights[:, :1] + bins[None, :-1])[nights[:, :1] + bins[None, :-1] < nights[:, 1:]]
        cuts = np.unique(np.concatenate([moments.ravel(), cuts, nights[:, 1]]))
        middle = (cuts[1:] + cuts[:-1]) / 2
        band = np.searchsorted(moments[:, 0], middle) - 1
        inside = (band >= 0) & (middle < moments[band, 1])
        edges, middle = np.column_stack([cuts[:-1], cuts[1:]])[inside], middle[inside]
        since = middle - nights[np.searchsorted(nights[:, 0], middle) - 1, 0]
        slot = np.searchsorted(bins[1:-1], since, side="right")
        follows = (edges[1:, 0] == edges[:-1, 1]) & (slot[1:] == slot[:-1] + 1)
        return cls(edges - origin, slot, bins, np.cumsum(np.r_[0, ~follows]))

    @property
    def number(self) -> int:
        """B, the number of bins."""
        return len(self.bins) - 1

    @property
    def seconds(self) -> np.ndarray:
        """(B,) the total length of the moments in each bin."""
        return np.bincount(self.slot, self.edges[:, 1] - self.edges[:, 0], self.number)

    @property
    def nights(self) -> int:
        """In how many nights most bins have moments, at least 1."""
        return max(round(self._most), 1)

    @property
    def counted(self) -> np.ndarray:
        """(B,) 0 to 1, the share of nights whose moments count in each bin: 1 in the bins that most nights have. The
        set U has no moment in the last revisit interval of the period."""
        return np.minimum(self.seconds / np.diff(self.bins) / self._most, 1.0)

    @property
    def _most(self) -> float:
        """The moments of the bin that has most of them, in lengths of a bin. The last bin can hold more than itself
        (see `of`), so it counts only where no other has any."""
        each = self.seconds / np.diff(self.bins)
        return float(each[:-1].max(initial=0.0) or each[-1])
