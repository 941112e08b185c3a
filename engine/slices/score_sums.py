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
from .partial_scores import PartialScores, PlaceSums
from .spanning_visits import CountedVisits

ALIKE = ("unseen", "alone", "lowest")
"""What is the same in all places in which nothing happens."""
SUMMED = (*ALIKE, "visits", "watch_visits", "dwell", "watch_dwell", "nights")
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
        self._in_first, self._in_last = np.zeros(n, bool), np.zeros(n, bool)
        self._first_night = self._last_night = -1
        self._start, self._end = None, 0.0
        self._between = {name: np.zeros(samples) for name in ("squares", "longest")}
        self._between |= {name: np.full(samples, np.nan) for name in ("first", "latest")}
        self._codes: dict[str, int] = {}
        self._visits = CountedVisits()
        self.counts: dict[str, float] = {}

    def add(self, partial: PartialScores) -> None:
        """Adds the next slice, or what `partial` has made of several."""
        own, sums, n = partial.sums, self._sums, len(self._last_seen)
        at = slice(None) if len(partial.places) == n else partial.places
        codes = np.array([self._codes.setdefault(name, len(self._codes)) for name in partial.units], np.int32)
        if self._start is None:
            self._start = partial.start
        self._end = partial.end
        self.moments += partial.moments
        self._others += partial.others
        for name, other in zip(ALIKE, partial.others, strict=True):
            sums[name][at] += getattr(own, name) - other  # what is not in `others`
        for name in SUMMED[len(ALIKE) :]:
            sums[name][at] += getattr(own, name)
        np.subtract.at(sums["watch_visits"], self._visits.counted_before(partial.left, partial.right, codes), 1)
        self._add_nights(partial, at)
        for name in SETS:
            self._add_set(name, getattr(own, name), partial.places, codes)
        if len(partial.bins) == self._seen.shape[1]:
            self._seen[at] += own.seen
        else:
            for column, number in enumerate(partial.bins.tolist()):
                self._seen[at, number] += own.seen[:, column]
        seen = np.flatnonzero(~np.isnan(own.last_seen))
        places = partial.places[seen]
        self._last_seen[places], self._step[places] = own.last_seen[seen], own.step[seen]
        self._add_intervals(partial.intervals)
        for name, count in partial.counts.items():
            self.counts[name] = self.counts.get(name, 0) + count

    def _add_nights(self, partial: PartialScores, at: np.ndarray | slice) -> None:
        """Joins a night that lies on both sides of an edge."""
        if partial.first_night < 0:
            return
        own, first, last = partial.sums, partial.first_night, partial.last_night
        if first == self._last_night:
            self._sums["nights"][at] -= own.in_first & self._in_last[at]
        if self._first_night in (-1, first):
            self._first_night = first
            self._in_first[at] |= own.in_first
        if not first == last == self._last_night:
            self._in_last = np.zeros(len(self._in_last), bool)
        self._in_last[at] |= own.in_last
        self._last_night = last

    def _add_set(self, name: str, values: np.ndarray, places: np.ndarray, codes: np.ndarray) -> None:
        """Adds up to three values of each of some places, unless it has three already."""
        known = self._sets[name]
        rows = np.flatnonzero((known[places, -1] == NONE) & (values[:, 0] != NONE))
        values, at = values[rows], places[rows]
        if name != "nights_behind":
            values = np.where(values == NONE, NONE, np.r_[codes, NONE][values])
        known[at] = joined(known[at], values)

    def _add_intervals(self, found: Intervals) -> None:
        at, between = found.sample, self._between
        alone = np.nan_to_num(np.maximum(found.first - between["latest"][at], 0.0))
        between["squares"][at] += found.squares + alone * alone
        between["longest"][at] = np.maximum(np.maximum(between["longest"][at], found.longest), alone)
        between["first"][at] = np.fmin(between["first"][at], found.first)
        between["latest"][at] = found.latest

    def partial(self) -> PartialScores:
        """All slices so far as one, that gives the same when it is added in their stead."""
        sums, at = self._sums, np.flatnonzero(self._touched())
        rows = {name: sums[name][at] for name in SUMMED}
        for name, other in zip(ALIKE, self._others, strict=True):
            rows[name] = rows[name] + other
        bins = np.flatnonzero(self._seen.any(axis=0))
        places = PlaceSums(
            **rows,
            in_first=self._in_first[at],
            in_last=self._in_last[at],
            last_seen=self._last_seen[at],
            step=self._step[at],
            **{name: self._sets[name][at] for name in SETS},
            seen=self._seen[np.ix_(at, bins)].astype(np.float32),
        )
        return PartialScores(
            self._start,
            self._end,
            self.moments,
            at.astype(np.int32),
            places,
            tuple(self._others.tolist()),
            bins,
            self._intervals(),
            self._visits.left,
            self._visits.right,
            self._first_night,
            self._last_night,
            tuple(self._codes),
            self.counts,
        )

    def _touched(self) -> np.ndarray:
        """(n,) whether anything has happened in a place."""
        touched = ~np.isnan(self._last_seen)
        for name in SUMMED:
            touched |= self._sums[name] != 0
        for values in self._sets.values():
            touched |= values[:, 0] != NONE
        return touched

    def _intervals(self) -> Intervals:
        visited = np.flatnonzero(~np.isnan(self._between["latest"]))
        return Intervals(visited, *(self._between[name][visited] for name in ("first", "latest", "squares", "longest")))

    def scores(self) -> Scores:
        """The scores of all places, as `score_places` would compute them from all fixes at once, but that they are
        added up in another order: gaps and seconds differ in the last digits."""
        places, period, sums = self._evidence.places, self._evidence.question.period, self._sums
        alone = idleness_of(self._intervals(), np.zeros(len(places.x)), period.start, period.end)
        worst = place_maxima(alone.worst, places)
        at_edge = alone.at_edge & (alone.worst == worst[places.place_of_sample])
        gap, by_patrols, lowest = (
            np.clip((sums[name] + other) / self.moments, 0.0, 1.0)
            for name, other in zip(ALIKE, self._others, strict=True)
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
