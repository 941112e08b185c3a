"""The question that is asked of fixes: period, moments, nights, and what the data leave unknown."""

from dataclasses import dataclass

import numpy as np

from ..timing.partial_watches import cut_to_data, outside_data, report_of_partial_watches
from ..timing.watch import Period, Watch, first_and_last_in_watch, moments, nights, nights_without, period
from .evidence import Question


@dataclass(frozen=True)
class AskedQuestion:
    """A question, and what there is to say about it. silent: the dates of nights without a fix, YYYY-MM-DD; partial:
    sentences on the starting moments whose revisit interval reaches outside the data; many: whether these are so many
    that it is a warning; edges_unknown: whether outages at the edges of the data count in gap_low."""

    question: Question
    silent: list[str]
    partial: list[str]
    many: bool
    edges_unknown: bool


def period_of(times: np.ndarray, watch: Watch, start: float | None, end: float | None) -> Period:
    """The period from `start` to `end`; where one is None, the first or last watch that contains a fix. times: (n,) of
    all fixes, rising; all in seconds since the epoch. Raises UserError if nothing is left to score."""
    given = start is not None and end is not None
    first, last = (times[0], times[-1]) if given else first_and_last_in_watch(watch, times)
    return period(watch, float(first), float(last), start, end)


def question_of(
    times: np.ndarray,
    watch: Watch,
    revisit: float,
    start: float | None = None,
    end: float | None = None,
    partial_watches: bool = False,
) -> AskedQuestion:
    """The period, the moments and the nights to score.

    times: (n,) of all fixes, rising, in seconds since the epoch; revisit: s; start, end: see `period_of`;
    partial_watches: whether moments whose revisit interval reaches outside the data count, as unpatrolled. Otherwise
    they are left out, unless none would be left: then they count too, and gap_low takes the time outside the data as
    unknown. Raises UserError if nothing is left to score.
    """
    whole, data = period_of(times, watch, start, end), (float(times[0]), float(times[-1]))
    scored = whole if partial_watches else cut_to_data(whole, *data, revisit)
    too_short = not partial_watches and scored is whole
    outside = outside_data(whole, *data) if too_short else np.zeros((0, 2))
    dates, silent = nights_without(scored, watch, times)
    question = Question(scored, moments(scored, revisit), nights(scored, watch), revisit, silent, outside)
    partial, many = report_of_partial_watches(scored, watch, revisit, data, too_short)
    return AskedQuestion(question, dates, partial, many, not partial_watches)
