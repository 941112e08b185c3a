"""Gap profiles of places that are watched at their own hours, in the bins of one watch.

A plan of drone flights is made for one watch, and asks when in it the gap of each place is open. So the profile of a
place is first computed in the bins of its own watch, from its own question. A bin of the usual watch then has the mean
of the values of the own bins that lie in it, and 0 for the time at which the place is not watched.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..progress import Progress, quiet
from ..timing.watch import Watch, nights
from .evidence import Evidence
from .score import Scores
from .watch_bins import BinnedMoments, bin_edges
from .watch_profile import WatchProfile, scores_and_profiles


@dataclass(frozen=True)
class OwnProfiles:
    """The profiles of n places by the B bins of the usual watch. bins: (B + 1,) their edges, in seconds from its start.

    places: for each question (k,) indices of places, rising; profiles: their profile, by the bins of their own watch;
    shares: (B, own bins) which share of each bin lies in each of the own bins, over all nights.
    """

    bins: np.ndarray
    places: tuple[np.ndarray, ...]
    profiles: tuple[WatchProfile, ...]
    shares: tuple[np.ndarray, ...]

    @classmethod
    def of(cls, evidence: Evidence, profiles: Sequence[WatchProfile]) -> "OwnProfiles":
        """From the profiles of the places of each question, in the order of `Evidence.asked`."""
        usual = evidence.own.usual
        places, shares = [], []
        for (index, *_), own in zip(evidence.asked, evidence.by_question, strict=True):
            places.append(index)
            shares.append(shares_of_bins(usual, own))
        return cls(bin_edges(usual.length), tuple(places), tuple(profiles), tuple(shares))

    def values(self, seconds: bool = False, start: int = 0, end: int | None = None) -> np.ndarray:
        """(n, B) the profiles of the places start:end as they are written, 0 to 1 (see `WatchProfile.values`); NaN for
        a place that is not watched at any time of the usual watch."""
        end = sum(map(len, self.places)) if end is None else end
        values = np.empty((end - start, len(self.bins) - 1))
        for index, profile, share in zip(self.places, self.profiles, self.shares, strict=True):
            low, high = np.searchsorted(index, [start, end])
            own = profile.values(seconds, low, high)
            values[index[low:high] - start] = np.clip(own @ share.T, 0.0, 1.0) if share.any() else np.nan
        return values


def shares_of_bins(usual: Watch, evidence: Evidence) -> np.ndarray:
    """(B, own bins) which share of each bin of the usual watch lies in each bin of the watch of the evidence, over all
    nights in the period of its question."""
    question, origin = evidence.question, evidence.origin
    watches = usual, evidence.watch
    bins = [len(bin_edges(watch.length)) - 1 for watch in watches]
    bands = [nights(question.period, watch) for watch in watches]
    if not len(bands[0]):
        return np.zeros(bins)
    first, second = (
        BinnedMoments.of(replace(question, moments=edges), watch, origin)
        for edges, watch in zip(bands, watches, strict=True)
    )
    cuts = np.unique(np.concatenate([first.edges.ravel(), second.edges.ravel()]))
    middle, length = (cuts[1:] + cuts[:-1]) / 2, np.diff(cuts)
    one, other = (np.searchsorted(each.edges[:, 0], middle) - 1 for each in (first, second))
    both = (one >= 0) & (other >= 0) & (middle < first.edges[one, 1]) & (middle < second.edges[other, 1])
    pair = first.slot[one[both]] * bins[1] + second.slot[other[both]]
    common = np.bincount(pair, length[both], bins[0] * bins[1]).reshape(bins)
    whole = first.seconds
    return common / np.where(whole > 0, whole, 1.0)[:, None]


def scores_and_profile(evidence: Evidence, progress: Progress = quiet) -> tuple[Scores, WatchProfile | OwnProfiles]:
    """The scores of all places and their profile over the watch of the run, from the same passes."""
    scores, profiles = scores_and_profiles(evidence, progress)
    return scores, profiles[0] if evidence.own is None else OwnProfiles.of(evidence, profiles)
