"""Which hours and days are scored."""

from dataclasses import dataclass

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingParameterString
from qgis.PyQt.QtCore import QTime

from ...engine.score.evidence import Question
from ...engine.timing.text import utc_text
from ...engine.timing.watch import (
    Period,
    Watch,
    first_and_last_in_watch,
    moments,
    nights,
    nights_without,
    parse_weekdays,
    period,
)
from ...engine.tracks.tracks import Tracks
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .parameters import hour, moment, number

TEN_AT_NIGHT, FIVE_IN_THE_MORNING, MIDNIGHT = QTime(22, 0), QTime(5, 0), QTime(0, 0)

SCOPE = (
    ("PERIOD_START", "Period start (UTC)"),
    ("PERIOD_END", "Period end (UTC)"),
    ("TIMEZONE", "Time zone of the watch"),
    ("CRS", "CRS worked in"),
)
"""What a run assumed of time and space, as outputs."""


@dataclass(frozen=True)
class WatchInput(Block):
    """REVISIT, WATCH_START, WATCH_END, WEEKDAYS and the period. period_start, period_end: the parameters of the
    period."""

    period_start: str = "PERIOD_START"
    period_end: str = "PERIOD_END"

    def add_revisit(self, algorithm: BlindspotAlgorithm) -> None:
        """How soon something must be noticed."""
        algorithm.add(
            number("REVISIT", "Revisit interval (min)", 120, 0.01),
            "How long a condition may go unseen before that counts as a failure.",
        )

    def add(self, algorithm: BlindspotAlgorithm, start: QTime, end: QTime) -> None:
        """Which hours count, and which days."""
        algorithm.add(
            hour("WATCH_START", "Watch starts", start),
            "The hours that count, in local time. The same start and end: all day.",
        )
        algorithm.add(hour("WATCH_END", "Watch ends", end), "May be on the next day.")
        algorithm.add(
            QgsProcessingParameterString("WEEKDAYS", tr("Weekdays"), None, False, True),
            "On which days the watch begins, such as Mon-Fri or Sat,Sun. Empty: every day.",
            advanced=True,
        )
        for name, title, edge in (
            ("PERIOD_START", "Period starts", "first"),
            ("PERIOD_END", "Period ends", "last"),
        ):
            algorithm.add(moment(name, title), f"Local time, if it names no zone. Empty: the {edge} watch with data.")

    def watch(self, run: Run, timezone: str) -> Watch:
        """The hours that are scored."""
        return Watch(
            run.seconds_of_day("WATCH_START"),
            run.seconds_of_day("WATCH_END"),
            parse_weekdays(run.text("WEEKDAYS")),
            timezone,
        )

    def period(self, run: Run, watch: Watch, times: np.ndarray) -> Period:
        """The period that was given, or the watches that the rising `times` of fixes touch."""
        bounds = [run.instant(name, watch.timezone) for name in (self.period_start, self.period_end)]
        first, last = (times[0], times[-1]) if None not in bounds else first_and_last_in_watch(watch, times)
        return period(watch, float(first), float(last), *bounds)

    def question(self, run: Run, watch: Watch, tracks: Tracks) -> Question:
        """Period, moments and nights to be scored, and a report in the log."""
        times = np.sort(tracks.t)
        whole = self.period(run, watch, times)
        revisit = run.number("REVISIT") * 60
        days, silent = nights_without(whole, watch, times)
        question = Question(whole, moments(whole, revisit), nights(whole, watch), revisit, silent)
        _say_period(run, question, watch, days)
        return question


def _say_period(run: Run, question: Question, watch: Watch, silent: list[str]) -> None:
    period, hours = question.period, np.sum(question.moments[:, 1] - question.moments[:, 0]) / 3600
    count = len(question.nights)
    nights = f"{count} {watch.night}{'' if count == 1 else 's'}"
    run.say(
        f"Period {utc_text(period.t0)} to {utc_text(period.t1)}, {nights} in {watch.timezone}; "
        f"the gap is the mean over {hours:.1f} h of starting moments, each followed for {question.revisit / 60:g} min."
    )
    if silent:
        shown = ", ".join(silent[:10]) + (f" and {len(silent) - 10} more" if len(silent) > 10 else "")
        run.warn(f"No fix at all in {len(silent)} of {nights}; they count as unseen: {shown}.")


def scope(period: Period, watch: Watch, crs: QgsCoordinateReferenceSystem) -> dict[str, str]:
    """The values of SCOPE."""
    return {
        "PERIOD_START": utc_text(period.t0),
        "PERIOD_END": utc_text(period.t1),
        "TIMEZONE": watch.timezone,
        "CRS": crs.authid() or crs.toProj(),
    }
