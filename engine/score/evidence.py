"""Evidence: the input of all scores, also for assessments, rotations and the stability of spots."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from ..places.places import Places
from ..sight.sight import Sight
from ..sight.watchers import Watchers
from ..timing.watch import Period, Watch
from ..tracks.tracks import Outages, Tracks
from .detection import Detection
from .light import Light


@dataclass(frozen=True)
class Question:
    """The question that the scores answer: period, moments and revisit interval.

    period: t0 and t1; moments: (k, 2) the set U; nights: (m, 2) the watch day by day; silent: (k, 2) the nights without
    a fix of any unit; outside: (k, 2) time in the period before and after the data, where it could not be left out
    (see `question_of`); all in seconds since the epoch. revisit: the interval R in seconds.
    """

    period: Period
    moments: np.ndarray
    nights: np.ndarray
    revisit: float
    silent: np.ndarray = field(default_factory=lambda: np.zeros((0, 2)))
    outside: np.ndarray = field(default_factory=lambda: np.zeros((0, 2)))

    @property
    def unknown(self) -> np.ndarray:
        """(k, 2) the time in which all units may have been anywhere, rising and disjoint: silent nights, and the time
        outside the data that could not be left out."""
        if not len(self.outside):
            return self.silent
        edges = np.concatenate([self.silent, self.outside])
        edges = edges[np.argsort(edges[:, 0], kind="stable")]
        since = np.maximum(edges[:, 0], np.r_[-np.inf, np.maximum.accumulate(edges[:-1, 1])])
        parts = np.column_stack([since, edges[:, 1]])
        return parts[parts[:, 1] > parts[:, 0]]


@dataclass(frozen=True)
class OwnQuestions:
    """The questions that are asked of n places, where these are not all the same.

    which: (n,) the index of the question of each place; questions, watches: each question, and the watch that it is
    about; usual: the watch of the run, in whose bins gap profiles are written, also if it is that of no place.
    """

    which: np.ndarray
    questions: tuple[Question, ...]
    watches: tuple[Watch, ...]
    usual: Watch

    def take(self, index: np.ndarray) -> "OwnQuestions":
        """The same questions of the places at the indices (k,)."""
        return replace(self, which=self.which[index])

    def changed(self, change: Callable[[Question], Question]) -> "OwnQuestions":
        """Each question as `change` returns it."""
        return replace(self, questions=tuple(map(change, self.questions)))


@dataclass(frozen=True)
class Evidence:
    """Tracks, detection parameters and the n places to be scored. All in one metric CRS.

    tracks: of all units; detection: parameters by unit code of the tracks; places: the sample points at which detection
    is evaluated; demand: (n,) the importance of each place, 0 or more; question: the period, moments and revisit
    interval; watch: the hours that are scored.
    geometry: (n,) shapely geometries of the places, in metres, or None. Only spots need them. For a grid of a million
    cells they take seconds and 750 MB.
    edge_outages: outages at the edges of the data, which matter for gap_low only; None: there are none.
    sight: what hides places from units; None: nothing does. watchers: posts and cameras that watch beside the units;
    None: there are none. Their unit codes come after those of all tracks.
    light: where the sun's times are taken, for units that notice less far after dark (`Detection.dark`); None: there
    are none. own: the questions of the places, where they have their own; None: all are asked `question` in `watch`.
    since: the origin of times in seconds since the epoch, where it is not that of the question.
    """

    tracks: Tracks
    detection: Detection
    places: Places
    demand: np.ndarray
    question: Question
    watch: Watch
    geometry: np.ndarray | None = None
    edge_outages: Outages | None = None
    sight: Sight | None = None
    watchers: Watchers | None = None
    light: Light | None = None
    own: OwnQuestions | None = None
    since: float | None = None

    @property
    def outages(self) -> Outages:
        """All outages, those at the edges of the data last."""
        own = self.tracks.outages
        return own if self.edge_outages is None else own.followed_by(self.edge_outages)

    @property
    def origin(self) -> float:
        """The origin of times in computations, in seconds since the epoch: small numbers keep more digits than seconds
        since 1970."""
        return float(np.floor(self.question.period.t0)) if self.since is None else self.since

    @property
    def asked(self) -> list[tuple[np.ndarray | slice, Question, Watch]]:
        """The places of each question that is asked of any, as indices (k,), rising, with the question and its
        watch."""
        if self.own is None:
            return [(slice(None), self.question, self.watch)]
        order = np.argsort(self.own.which, kind="stable")
        ends = np.cumsum(np.bincount(self.own.which, minlength=len(self.own.questions)))
        parts = zip(np.split(order, ends[:-1]), self.own.questions, self.own.watches, strict=True)
        return [part for part in parts if len(part[0])]

    @property
    def period(self) -> Period:
        """The period of the question; of several, from the first start to the last end."""
        if self.own is None:
            return self.question.period
        asked = [question.period for _, question, _ in self.asked]
        start, end = min(one.start for one in asked), max(one.end for one in asked)
        first, last = min(one.t0 for one in asked), max(one.t1 for one in asked)
        return Period(first, last, np.zeros((0, 2)), start, end)

    @property
    def in_order(self) -> np.ndarray:
        """(n,) the indices of the places, those of each question of `asked` after those of the one before."""
        return np.concatenate([np.arange(len(self.places))[index] for index, *_ in self.asked])

    @property
    def by_question(self) -> list["Evidence"]:
        """The evidence for the places of each question of `asked`, all with the origin of this one."""
        if self.own is None:
            return [self]
        alike = replace(self, since=self.origin)
        return [
            replace(alike.take(index), question=question, watch=watch, own=None)
            for index, question, watch in self.asked
        ]

    @property
    def moving(self) -> int:
        """Unit codes below it are those of units that move; the codes of watchers follow."""
        return len(self.tracks.unit_names)

    def take(self, index: np.ndarray) -> "Evidence":
        """The same evidence for the places at the indices (k,), in that order."""
        geometry = None if self.geometry is None else self.geometry[index]
        own = None if self.own is None else self.own.take(index)
        return replace(self, places=self.places.take(index), demand=self.demand[index], geometry=geometry, own=own)

    def with_questions(self, change: Callable[[Question], Question]) -> "Evidence":
        """The same evidence with each question as `change` returns it."""
        own = None if self.own is None else self.own.changed(change)
        return replace(self, question=change(self.question), own=own)

    def without_silence(self) -> "Evidence":
        """The same evidence without outages and silent nights: gap_low, which is slow to compute, then equals gap."""
        outages = self.tracks.outages.take(np.zeros(0, int))
        known = self.with_questions(lambda one: replace(one, silent=np.zeros((0, 2)), outside=np.zeros((0, 2))))
        return replace(known, tracks=replace(self.tracks, outages=outages), edge_outages=None)
