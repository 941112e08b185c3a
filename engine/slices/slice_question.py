"""What is asked of one slice: the question of the whole period, as far as it is about the slice."""

from dataclasses import dataclass, replace

import numpy as np

from ..score.evidence import Question
from ..score.gap import meets
from ..timing.timezones import DAY
from ..timing.watch import Period, Watch, dates_of_nights
from .slice import Slice


@dataclass(frozen=True)
class SliceQuestion:
    """The question of a slice. It does not depend on what is far from the slice, so that what was computed of it can be
    kept while the period moves on.

    question: with the moments and the nights that lie in the slice, cut to it, and the unknown time near it; its period
    is the part of the slice that is scored. dates: (m,) whole numbers, the local dates of the nights (days since the
    epoch). scored: the time that is scored as far as it is known to the slice, in seconds since the epoch, infinite
    beyond that. first, last: whether the slice is the first and the last that is scored.
    """

    slice: Slice
    question: Question
    dates: np.ndarray
    scored: tuple[float, float]
    first: bool
    last: bool

    @property
    def start(self) -> float:
        return self.question.period.start

    @property
    def end(self) -> float:
        return self.question.period.end

    @property
    def origin(self) -> float:
        """The origin of times in computations, in seconds since the epoch."""
        return float(np.floor(self.start / DAY) * DAY)


def slice_questions(question: Question, watch: Watch, slices: list[Slice]) -> list[SliceQuestion]:
    """The questions of the slices that lie in the period of the question, at least in part."""
    period = question.period
    some = [one for one in slices if one.start < period.end and one.end > period.start]
    nights, dates = question.nights, dates_of_nights(period, watch).astype(np.int64)
    found = []
    for number, one in enumerate(some):
        start, end = max(one.start, period.start), min(one.end, period.end)
        cut = np.clip(nights, start, end)
        some_nights = cut[:, 1] > cut[:, 0]
        own = replace(
            question,
            period=Period(start, end, np.zeros((0, 2)), start, end),
            moments=_cut(question.moments, start, end),
            nights=cut[some_nights],
            silent=_near(question.silent, start, end + question.revisit),
            outside=_near(question.outside, start, end + question.revisit),
        )
        first, last = number == 0, number == len(some) - 1
        scored = (start if first else -np.inf, end if last else np.inf)
        found.append(SliceQuestion(one, own, dates[some_nights], scored, first, last))
    return found


def _cut(edges: np.ndarray, start: float, end: float) -> np.ndarray:
    cut = np.clip(edges, start, end)
    return cut[cut[:, 1] > cut[:, 0]]


def _near(edges: np.ndarray, start: float, end: float) -> np.ndarray:
    """The edges that have time in common with [start, end], whole."""
    return edges[meets(np.array([[start, end]]), edges[:, 0], edges[:, 1])] if len(edges) else edges
