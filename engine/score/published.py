"""The scores as they are written: times and durations are rounded, so that they do not follow single persons.

A duration tells times as well. A place with one pass at the time a after the start of a period of length T, and b
before its end, has a worst gap of max(a, b) and a mean idleness of (a^2 + b^2) / (2 T): each of them gives a and b, but
for their order. So durations are rounded with the times.
"""

from dataclasses import replace

import numpy as np

from ..language import tr
from ..timing.local_steps import QUARTER, LocalSteps
from ..timing.timezones import DAY
from ..timing.watch import Watch
from .evidence import Question
from .score import Scores

MINUTE = 60.0

EXACT_TIMES = tr(
    "Times and durations are exact to the second. Sorted by time, the places show the whereabouts of single persons: "
    "treat the layer as data about persons, and give it only to those who may know where each of them was."
)
"""The warning where nothing is rounded."""


def published(
    scores: Scores, question: Question, watch: Watch, seconds: bool = False, patrols: Scores | None = None
) -> Scores:
    """The scores with rounded times and durations; with `seconds` as they are. Gaps and counts do not change.

    patrols: the scores without drone flights, if `scores` are with them: then units are counted without drones, whose
    times are no secret, and places that only drones have seen stay as they are.

    last_seen: rounded down to its step. worst_gap and mean_idle: rounded down to the step of durations; a worst gap
    that touches the start or end of the period to the day, since it is the time of the first or last pass. Neither gets
    less than what follows from the number of visits, which tells nothing else. dwell and watch_dwell: in whole minutes,
    at least one.
    worst_at_edge: also where the worst gap is rounded to the day, so that it may be longer.
    """
    if seconds:
        return scores
    patrols = scores if patrols is None else patrols
    steps, seen = patrols.steps, np.isfinite(patrols.last_seen)
    start, end = question.period.start, question.period.end
    clock, length = LocalSteps.of(watch, start, end), end - start
    dwell = whole_minutes(scores.dwell)
    alone, parts = np.maximum(length - dwell - MINUTE, 0.0), scores.visits + 1.0
    worst_step = np.where(scores.worst_at_edge, DAY, steps[:, 1])
    worst = _rounded(scores.worst_gap, worst_step, alone / parts)
    mean = _rounded(scores.mean_idle, steps[:, 1], alone**2 / parts / (2 * length))
    return replace(
        scores,
        dwell=np.where(seen, dwell, scores.dwell),
        last_seen=np.where(seen, clock.floor(scores.last_seen, steps[:, 0]), scores.last_seen),
        worst_gap=np.where(seen, worst, scores.worst_gap),
        mean_idle=np.where(seen, mean, scores.mean_idle),
        worst_at_edge=scores.worst_at_edge | (seen & (worst_step > QUARTER)),
        rounded=seen,
        watch_dwell=np.where(seen, whole_minutes(scores.watch_dwell), scores.watch_dwell),
    )


def whole_minutes(dwell: np.ndarray) -> np.ndarray:
    """(n,) seconds in range, rounded to minutes; at least one where there are any."""
    return np.where(dwell > 0, np.maximum(np.rint(dwell / MINUTE), 1.0) * MINUTE, 0.0)


def _rounded(values: np.ndarray, step: np.ndarray, least: np.ndarray) -> np.ndarray:
    """(n,) durations rounded down to their steps, but not to less than `least`, in whole minutes, where that holds."""
    least = np.floor(least / MINUTE) * MINUTE
    rounded = np.floor(values / step) * step
    return np.where(least <= values, np.maximum(rounded, least), rounded)
