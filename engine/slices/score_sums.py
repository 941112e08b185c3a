"""The scores of all slices together."""

from dataclasses import replace

import numpy as np

from ..places.places import Places
from ..score.evidence import Evidence
from ..score.idleness import Intervals, idleness_of
from ..score.last_seen import FEWEST
from ..score.passes import Passes
from ..score.score import Scores, over_strips, place_maxima, place_means
from ..score.watch_bins import BinnedMoments, bin_edges
from ..score.watch_profile import WatchProfile
from ..score.watched import watched_places
from ..timing.local_steps import QUARTER
from ..timing.timezones import DAY
from ..tracks.tracks import no_tracks
from .few_values import NONE, how_many, joined
from .partial_scores import PartialScores
from .spanning_visits import CountedVisits

SUMMED = ("unseen", "alone", "lowest", "visits", "watch_visits", "dwell", "watch_dwell", "nights")
SETS = ("units", "units_behind", "nights_behind")


class ScoreSums:
    """Adds up partial scores, slice by slice in the order of time. Memory: about 250 bytes for each place, and 8 for
    each bin of the watch."""

    def __init__(self, evidence: Evidence):
        """evidence: with the places, the question of the whole period and its watch. Its tracks are not used."""
        n, samples = len(evidence.places), len(evidence.places.x)
        self._evidence, self.moments = evidence, 0.0
        self._others = np.zeros(3)  # unseen, alone and lowest where nothing happens, of all slices so far
        self._sums = {name: np.zeros(n) for name in SUMMED}
        self._sets = {name: np.full((n, 3), NONE, np.int32) for name in SETS}
        self._seen = np.zeros((n, len(bin_edges(evidence.watch.length)) - 1))
        self._last_seen, self._step = np.full(n, np.nan), np.full(n, DAY)
        self._in_last, self._last_night = np.zeros(n, bool), -1
        self._between = {name: np.zeros(samples) for name in ("squares", "longest")}
        self._between |= {name: np.full(samples, np.nan) for name in ("first", "latest")}
        self._codes: dict[str, int] = {}
        self._visits = CountedVisits()
        self.counts: dict[str, float] = {}

    def add(self, partial: PartialScores) -> None:
        """Adds the next slice."""
        at, own, sums = partial.places, partial.sums, self._sums
        codes = np.array([self._codes.setdefault(name, len(self._codes)) for name in partial.units], np.int32)
        self.moments += partial.moments
        self._others += partial.others
        for name, other in zip(("unseen", "alone", "lowest"), partial.others, strict=True):
            sums[name][at] += getattr(own, name) - other  # what is not in `others`
        for name in SUMMED[3:]:
            sums[name][at] += getattr(own, name)
        np.subtract.at(sums["watch_visits"], self._visits.counted_before(partial.left, partial.right, codes), 1)
        if partial.first_night >= 0:
            if partial.first_night == self._last_night:
                sums["nights"][at] -= own.in_first & self._in_last[at]
            alone = partial.first_night == partial.last_night == self._last_night
            self._in_last = self._in_last.copy() if alone else np.zeros(len(self._in_last), bool)
            self._in_last[at] |= own.in_last
            self._last_night = partial.last_night
        for name in SETS:
            values = getattr(own, name)
            if name != "nights_behind":
                values = np.where(values == NONE, NONE, np.r_[codes, NONE][values])
            self._sets[name][at] = joined(self._sets[name][at], values)
        self._seen[np.ix_(at, partial.bins)] += own.seen
        seen = ~np.isnan(own.last_seen)
        self._last_seen[at[seen]], self._step[at[seen]] = own.last_seen[seen], own.step[seen]
        self._add_intervals(partial.intervals)
        for name, count in partial.counts.items():
            self.counts[name] = self.counts.get(name, 0) + count

    def _add_intervals(self, found: Intervals) -> None:
        at, between = found.sample, self._between
        alone = np.nan_to_num(np.maximum(found.first - between["latest"][at], 0.0))
        between["squares"][at] += found.squares + alone * alone
        between["longest"][at] = np.maximum(np.maximum(between["longest"][at], found.longest), alone)
        between["first"][at] = np.fmin(between["first"][at], found.first)
        between["latest"][at] = found.latest

    def scores(self) -> Scores:
        """The scores of all places, as `score_places` would compute them from all fixes at once, but that they are
        added up in another order: gaps and seconds differ in the last digits."""
        places, period, sums = self._evidence.places, self._evidence.question.period, self._sums
        visited = np.flatnonzero(~np.isnan(self._between["latest"]))
        some = Intervals(visited, *(self._between[name][visited] for name in ("first", "latest", "squares", "longest")))
        alone = idleness_of(some, np.zeros(len(places.x)), period.start, period.end)
        worst = place_maxima(alone.worst, places)
        at_edge = alone.at_edge & (alone.worst == worst[places.place_of_sample])
        gap, by_patrols, lowest = (
            np.clip((sums[name] + other) / self.moments, 0.0, 1.0)
            for name, other in zip(("unseen", "alone", "lowest"), self._others, strict=True)
        )
        units = how_many(self._sets["units"])
        whole = {name: np.rint(sums[name]).astype(int) for name in ("visits", "watch_visits", "nights")}
        return Scores(
            gap=gap,
            gap_low=np.minimum(lowest, gap),
            visits=whole["visits"],
            dwell=sums["dwell"],
            last_seen=self._last_seen,
            mean_idle=place_means(alone.mean, places),
            worst_gap=worst,
            worst_at_edge=place_maxima(at_edge.astype(float), places) > 0,
            nights_seen=whole["nights"],
            watch_visits=whole["watch_visits"],
            watch_dwell=sums["watch_dwell"],
            steps=np.column_stack([self._step, np.where(units >= FEWEST, QUARTER, DAY)]),
            rounded=np.zeros(len(places), bool),
            watched=None if self._evidence.watchers is None else self._watched(by_patrols),
        )

    def _watched(self, gap_patrols: np.ndarray) -> np.ndarray:
        """What watchers add at each place, which does not depend on tracks but for the gap by patrols alone."""
        alone = replace(self._evidence, tracks=no_tracks())

        def work(found: Passes, places: Places, first: int) -> np.ndarray:
            return watched_places(found, places, alone, np.zeros(len(places)))

        watched = np.concatenate(over_strips(alone, work))
        watched["gap_patrols"] = gap_patrols
        return watched

    def profile(self) -> WatchProfile:
        """The watch profile of all places."""
        evidence = self._evidence
        moments = BinnedMoments.of(evidence.question, evidence.watch, evidence.origin)
        unseen = np.maximum(moments.seconds - self._seen, 0.0).astype(np.float32)
        unseen /= moments.seconds.sum()
        few = how_many(self._sets["units_behind"]) < FEWEST
        return WatchProfile(unseen, few, few & (how_many(self._sets["nights_behind"]) < FEWEST), moments)
