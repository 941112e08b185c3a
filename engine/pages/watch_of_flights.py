"""The watch in which flights are flown."""

import numpy as np

from ..timing.text import local_text
from ..timing.timezones import DAY
from .report_content import ReportContent


def watch_of_flights(content: ReportContent) -> tuple[float, float] | None:
    """The first and the last moment of the watch in which the first flight takes off, or which it is nearest to, as the
    times of the routes; None where it is not known, or lasts all day."""
    asked, plan = content.asked, content.plan
    if asked is None or plan is None or asked.start_s == asked.end_s:
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
