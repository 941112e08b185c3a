"""Scores as they are written, and reasons, where places have their own questions: each with those of its place."""

from dataclasses import replace

import numpy as np

from ..places.demand import Demand
from .doubts import Doubts
from .evidence import Evidence
from .published import published
from .reasons import reasons
from .score import Scores


def asked_of_each(evidence: Evidence) -> tuple[np.ndarray, np.ndarray]:
    """What is asked of each place: (n,) its revisit interval in minutes, and (n,) its hours as text."""
    minutes, hours = np.empty(len(evidence.places)), np.empty(len(evidence.places), object)
    for index, question, watch in evidence.asked:
        minutes[index], hours[index] = question.revisit / 60, str(watch)
    return minutes, hours


def published_by_question(
    scores: Scores, evidence: Evidence, seconds: bool = False, patrols: Scores | None = None
) -> Scores:
    """The scores of all places of the evidence with rounded times and durations, as `published` rounds them."""
    if evidence.own is None:
        return published(scores, evidence.question, evidence.watch, seconds, patrols)
    columns = {name: column.copy() for name, column in scores.given.items()}
    for index, question, watch in evidence.asked:
        own = None if patrols is None else patrols.take(index)
        part = published(scores.take(index), question, watch, seconds, own)
        for name, column in columns.items():
            column[index] = getattr(part, name)
    return replace(scores, **columns)


def reasons_by_question(
    scores: Scores,
    demand: Demand,
    evidence: Evidence,
    demand_range: float,
    doubts: Doubts,
    start: int = 0,
    end: int | None = None,
) -> list[str]:
    """A sentence for each of the places start:end, as `reasons` makes it. scores, demand: of all places."""
    end = len(scores) if end is None else end
    if evidence.own is None:
        some, about = scores.subset(start, end), demand.subset(start, end)
        return reasons(some, about, evidence.question, evidence.watch, demand_range, doubts, evidence.watchers)
    texts = np.empty(end - start, object)
    for index, question, watch in evidence.asked:
        here = index[slice(*np.searchsorted(index, [start, end]))]
        about = demand.take(here)
        texts[here - start] = reasons(
            scores.take(here), about, question, watch, demand_range, doubts, evidence.watchers
        )
    return texts.tolist()
