"""The watch profile: how the gap of each place is spread over the watch.

The gap is a mean over all moments of U, in all nights. By the bins of the watch in which they lie, the moments of each
bin have their part of the gap, and the parts of all bins add up to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..places.places import Places
from ..progress import Progress, quiet
from .binned_gap import BinnedGap, binned_gap
from .evidence import Evidence
from .gap import exposure_intervals
from .gap_profiles import nearest
from .nights import Nights
from .passes import Passes
from .score import Scores, over_strips, scores_and_bins
from .watch_bins import BinnedMoments
from .watcher_passes import patrols_of


@dataclass(frozen=True)
class WatchProfile:
    """The gap of n places by the B bins of the watch.

    unseen: (n, B) the part of the gap of each place that begins in each bin; rows add up to the gap. few: (n,) whether
    fewer than FEWEST units have passes that matter for it; dated: (n,) whether these are also in fewer than FEWEST
    nights, so that the profile dates a pass. moments: the set U by bins.
    """

    unseen: np.ndarray
    few: np.ndarray
    dated: np.ndarray
    moments: BinnedMoments

    @property
    def bins(self) -> np.ndarray:
        """(B + 1,) the edges of the bins, in seconds from the start of the watch."""
        return self.moments.bins

    def values(self, seconds: bool = False, start: int = 0, end: int | None = None) -> np.ndarray:
        """(n, B) the profile of the places start:end as it is written, 0 to 1: in each bin the mean over the nights of
        what goes unseen, where a night whose moments do not count in the bin (see `BinnedMoments.counted`) has 0. So
        times the lengths of the bins it is in proportion to `unseen`.

        seconds: whether the profile is exact. Otherwise a profile that few units are behind is rounded to whole nights:
        a night has seen a bin or has not, so that the profile tells a pass to the length of a bin. And one that dates a
        pass is the gap of the place in every bin.
        """
        unseen, counted = self.unseen[start:end], self.moments.counted
        moments = self.moments.seconds
        values = unseen * np.where(moments > 0, moments.sum() * counted / np.where(moments > 0, moments, 1.0), 0.0)
        values = np.clip(values, 0.0, 1.0)
        if not seconds:
            few, dated = np.flatnonzero(self.few[start:end]), np.flatnonzero(self.dated[start:end])
            nights = self.moments.nights
            values[few] = nearest(values[few] * nights) / nights
            values[dated] = unseen[dated].sum(axis=1, keepdims=True) * counted
        return values


def watch_profile(evidence: Evidence, progress: Progress = quiet) -> WatchProfile:
    """The watch profile of all places, in their order."""
    question, origin = evidence.question, evidence.origin
    moments, nights = BinnedMoments.of(question, evidence.watch, origin), Nights.of(question, origin)
    starts = question.moments - origin

    def work(own: Passes, few: Places, first: int) -> BinnedGap:
        exposed = exposure_intervals(own, len(few.x), starts, question.revisit)
        return binned_gap(exposed, patrols_of(own, evidence.moving), few, moments, nights, question.revisit)

    return _joined(over_strips(evidence, work, progress), moments)


def scores_and_profile(evidence: Evidence, progress: Progress = quiet) -> tuple[Scores, WatchProfile]:
    """The scores of all places and their watch profile (in float32, 100 bytes a place), from the same passes."""
    moments = BinnedMoments.of(evidence.question, evidence.watch, evidence.origin)

    def keep(found: BinnedGap) -> BinnedGap:
        return BinnedGap(found.unseen.astype(np.float32), found.few, found.dated)

    scores, parts = scores_and_bins(evidence, moments, progress, keep)
    return scores, _joined(parts, moments)


def _joined(parts: Sequence[BinnedGap], moments: BinnedMoments) -> WatchProfile:
    unseen, few, dated = (
        np.concatenate([getattr(part, name) for part in parts]) for name in ("unseen", "few", "dated")
    )
    unseen /= moments.seconds.sum()
    return WatchProfile(unseen, few, dated, moments)
