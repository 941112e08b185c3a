"""The question that the gaps answer, as the record of the scored places tells it: watch, period, revisit interval."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from qgis.core import QgsVectorLayer

from blindspot.algorithms.inputs.carried_records import carried_by
from blindspot.engine.text import counted
from blindspot.engine.timing.text import local_text
from blindspot.engine.timing.watch import Period, Watch, nights, parse_weekdays


@dataclass(frozen=True)
class Question:
    """watch: the hours that are scored, in local time; start, end: of the period, in s since the epoch; revisit: the
    revisit interval in minutes."""

    watch: Watch
    start: float
    end: float
    revisit: float

    @property
    def hours(self) -> str:
        """The watch and its time zone."""
        return f"{str(self.watch).replace('-', '–', 1)}, time zone {self.watch.timezone}"

    @property
    def period(self) -> str:
        """The period in local time, with its number of nights or days."""
        period = Period(self.start, self.end, np.zeros((0, 2)))
        first, last = (local_text(instant, self.watch.timezone) for instant in (self.start, self.end))
        return f"{first} to {last}, {counted(len(nights(period, self.watch)), self.watch.night)}"


def question_of(places: QgsVectorLayer) -> Question:
    """The question with which the places were scored."""
    record = carried_by(places, check_edits=False).record
    used, results = record["parameters"], record["results"]
    hours = [_seconds_of_day(used[name]) for name in ("WATCH_START", "WATCH_END")]
    watch = Watch(*hours, parse_weekdays(used["WEEKDAYS"] or ""), used["TIMEZONE"])
    start, end = (datetime.fromisoformat(results[name]).timestamp() for name in ("PERIOD_START", "PERIOD_END"))
    return Question(watch, start, end, used["REVISIT"])


def _seconds_of_day(text: str) -> float:
    """22:00:00 as seconds after midnight."""
    hours, minutes, seconds = map(int, text.split(":"))
    return hours * 3600.0 + minutes * 60 + seconds
