"""The watch in which flights are flown."""

import numpy as np

from ..timing.text import local_text
from ..timing.timezones import DAY
from .question_text import Asked
from .report_content import ReportContent

EARLY = 3 * 3600.0
"""Seconds before a watch in which a take-off belongs to it, and not to the day before."""


def watch_of_flights(content: ReportContent) -> tuple[float, float] | None:
    """The first and the last moment of the watch in which the first flight takes off, or which it is nearest to, as the
    times of the routes; None where it is not known, lasts all day, or is by the sun, with other hours every date."""
    asked, plan = content.asked, content.plan
    if asked is None or plan is None or asked.sun or asked.start_s == asked.end_s:
        return None
    length = (asked.end_s - asked.start_s) % DAY
    if np.isnan(plan.routes.start).any():
        return 0.0, length
    first = min(float(line[0, 3]) for line in plan.routes.line)
    hours, minutes = map(int, local_text(first, asked.zone)[11:].split(":"))
    since = (hours * 3600 + minutes * 60 + first % 60 - asked.start_s) % DAY
    if since > DAY / 2 and since > length:  # shortly before the watch
        since -= DAY
    return first - since, first - since + length


def watch_numbers(start: np.ndarray, asked: Asked | None) -> np.ndarray:
    """(n,) the number of the watch that each flight belongs to, from 0 in order of time. start: (n,) take-offs in
    seconds since the epoch, NaN in a plan without dates, which is flown in one watch; asked: the question, None where
    it is not known: then each local day of UTC has a watch."""
    if np.isnan(start).any():
        return np.zeros(len(start), int)
    zone, begins = ("UTC", 0.0) if asked is None else (asked.zone, asked.start_s)
    if asked is not None and asked.sun:
        begins = DAY / 2
    elif asked is not None and asked.start_s != asked.end_s:
        begins -= min(EARLY, (DAY - (asked.end_s - asked.start_s) % DAY) / 2)
    days = [local_text(at - begins, zone)[:10] for at in start.tolist()]
    return np.unique(days, return_inverse=True)[1].ravel()
