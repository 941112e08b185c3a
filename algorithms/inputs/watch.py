"""The watch and the period: the hours and days that are scored."""

from dataclasses import dataclass

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingParameterEnum, QgsProcessingParameterString
from qgis.PyQt.QtCore import QTime

from ...engine.errors import UserError
from ...engine.score.evidence import Question
from ...engine.score.question import AskedQuestion, period_of, question_of
from ...engine.text import counted, listed
from ...engine.timing.sun_hours import HOURS_BY, SunHours
from ...engine.timing.sun_report import differs_within, hours_by_sun, unusual_nights
from ...engine.timing.text import span_text, time_of_day, utc_text
from ...engine.timing.timezones import DAY, check_timezone
from ...engine.timing.watch import Period, Watch, moments, parse_weekdays, period
from ...engine.tracks.tracks import Tracks
from ...layers.crs import crs_name
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .parameters import hour, moment, number
from .sun_place import SunPlace

MOST_OFFSET = 720
"""Minutes."""
TEN_AT_NIGHT, FIVE_IN_THE_MORNING, MIDNIGHT = QTime(22, 0), QTime(5, 0), QTime(0, 0)

SCOPE = (
    ("PERIOD_START", "Period start (UTC)"),
    ("PERIOD_END", "Period end (UTC)"),
    ("TIMEZONE", "Time zone of the watch"),
    ("CRS", "CRS worked in"),
)
"""Outputs that report the period, the time zone and the CRS of a run."""


@dataclass(frozen=True)
class WatchInput(Block):
    """REVISIT, WATCH_START, WATCH_END, WEEKDAYS, the period and PARTIAL_WATCHES. period_start, period_end: names of the
    parameters of the period."""

    period_start: str = "PERIOD_START"
    period_end: str = "PERIOD_END"

    def add_revisit(self, algorithm: BlindspotAlgorithm) -> None:
        """The revisit interval."""
        algorithm.add(
            number("REVISIT", "Revisit interval (min)", 120, 0.01),
            "The longest time that something may go unseen. If it is seen later than this, that counts as a failure.",
        )

    def add(self, algorithm: BlindspotAlgorithm, start: QTime, end: QTime) -> None:
        """The hours, the days and the period that count."""
        algorithm.add(
            hour("WATCH_START", "Watch starts", start),
            "Start of the hours that count, in local time. If start and end are the same, all hours of the day count.",
        )
        algorithm.add(
            hour("WATCH_END", "Watch ends", end),
            "End of the hours that count, in local time. It may be on the next day.",
        )
        add_hours_by_sun(algorithm)
        algorithm.add(
            QgsProcessingParameterString("WEEKDAYS", tr("Weekdays"), None, False, True),
            "Days on which the watch begins, such as Mon-Fri or Sat,Sun. Empty: every day.",
            takes_list=True,
        )
        for name, title, edge in (
            (
                "PERIOD_START",
                "Period starts",
                "In local time, unless it gives its own time zone. Empty: the first watch with data.",
            ),
            (
                "PERIOD_END",
                "Period ends",
                "In local time, unless it gives its own time zone. Empty: the last watch with data.",
            ),
        ):
            algorithm.add(moment(name, title), edge)

    def add_partial_watches(self, algorithm: BlindspotAlgorithm) -> None:
        """What counts where the period reaches further than the data."""
        algorithm.add(
            QgsProcessingParameterEnum(
                "PARTIAL_WATCHES",
                tr("Watches that the data cover in part"),
                [tr("are cut to the data"), tr("count as unpatrolled where there are no data")],
                False,
                0,
            ),
            "Whether anybody patrolled before the first and after the last fix of all units is unknown. Cut to the "
            "data: moments whose revisit interval reaches outside the data are left out. Count as unpatrolled: only if "
            "you know that there were no patrols at these times. Nights without a fix between the first and the last "
            "fix count in either case.",
        )

    def check(self, run: Run) -> None:
        timezone = run.text("TIMEZONE").strip() or "UTC"
        check_timezone(timezone)
        watch = self.watch(run, timezone)
        start, end = self._bounds(run, watch)
        if start is None or end is None:
            return
        if start >= end:
            raise UserError(
                tr("PERIOD_START is not before PERIOD_END. Set PERIOD_START before PERIOD_END, or leave both empty.")
            )
        if sun_angle(run) is not None:
            return  # the hours are known when the places are read
        asked = period(watch, start, end, start, end)
        if run.has("REVISIT"):
            moments(asked, run.number("REVISIT") * 60)

    def watch(self, run: Run, timezone: str) -> Watch:
        """The hours that are scored, by the clock. See also `by_sun`."""
        return Watch(
            run.seconds_of_day("WATCH_START"),
            run.seconds_of_day("WATCH_END"),
            parse_weekdays(run.text("WEEKDAYS")),
            timezone,
        )

    def by_sun(self, run: Run, watch: Watch, place: SunPlace | None, times: np.ndarray) -> Watch:
        """The watch with its hours by the sun, if WATCH_BY says so. watch: by the clock; times: (n,) of the fixes. The
        hours of a usual night are noted as WATCH_START and WATCH_END, for what reads the record."""
        angle = sun_angle(run)
        if angle is None or place is None:
            return watch
        found = self.night(run, angle, watch.weekdays, watch.timezone, place, times)
        note_hours(run, found)
        return found

    def night(
        self, run: Run, angle: float, weekdays: frozenset[int], timezone: str, place: SunPlace, times: np.ndarray
    ) -> Watch:
        """The watch while the sun is below an angle in degrees, with SUN_OFFSET. times: (n,) of the fixes."""
        sun = SunHours(place.longitude, place.latitude, angle, run.number("SUN_OFFSET") * 60)
        return Watch.by_sun(sun, weekdays, timezone, float(np.median(times)))

    def report_sun(self, run: Run, watch: Watch, place: SunPlace | None, first: float, last: float) -> list[str]:
        """Reports the hours of a watch by the sun in the log. first, last: of the period, in s since the epoch. Returns
        what a reader of a report should know."""
        if watch.sun is None or place is None:
            return []
        where = tr("{position} (the middle of {layer})", position=place.text, layer=place.of)
        run.say(hours_by_sun(watch, first, last, where))
        notes = [*unusual_nights(watch, first, last), differs_within(watch, first, last, place.corners)]
        run.warn(*filter(None, notes))
        return list(filter(None, notes))

    def report_no_nights(self, run: Run, watch: Watch, times: np.ndarray) -> None:
        """Warns of dates without a night, where that may be why no question can be asked. times: (n,) of the fixes."""
        if watch.sun is not None:
            run.warn(*unusual_nights(watch, float(times.min()) - DAY / 2, float(times.max()) + DAY / 2))

    def period(self, run: Run, watch: Watch, times: np.ndarray) -> Period:
        """The given period; where a bound is empty, the first or last watch that contains a fix. times: (n,) of the
        fixes, sorted, in s since the epoch."""
        return period_of(times, watch, *self._bounds(run, watch))

    def question(self, run: Run, watch: Watch, tracks: Tracks) -> AskedQuestion:
        """The period, the moments and the nights to score. Reports in the log."""
        asked = self.ask(run, np.sort(tracks.t), watch, run.number("REVISIT") * 60)
        self.report(run, watch, asked)
        return asked

    def ask(self, run: Run, times: np.ndarray, watch: Watch, revisit: float) -> AskedQuestion:
        """The period, the moments and the nights to score. times: (n,) of all fixes, rising; revisit: s."""
        return question_of(times, watch, revisit, *self._bounds(run, watch), run.choice("PARTIAL_WATCHES") == 1)

    def report(self, run: Run, watch: Watch, asked: AskedQuestion) -> None:
        """Says in the log what is scored."""
        _report_period(run, asked.question, watch, asked.silent)
        (run.warn if asked.many else run.say)(*asked.partial)

    def _bounds(self, run: Run, watch: Watch) -> list[float | None]:
        """The start and the end of the period in s since the epoch, None where they are empty."""
        return [run.instant(name, watch.timezone) for name in (self.period_start, self.period_end)]


def add_hours_by_sun(algorithm: BlindspotAlgorithm) -> None:
    """WATCH_BY and SUN_OFFSET."""
    options = [
        tr("the clock"),
        tr("the sun: sunset to sunrise"),
        tr("the sun: civil night (6° below the horizon)"),
        tr("the sun: nautical night (12° below the horizon)"),
    ]
    algorithm.add(
        QgsProcessingParameterEnum("WATCH_BY", tr("Hours of the watch by"), options, False, 0),
        "The clock: the hours from Watch starts to Watch ends. Otherwise every date has its own hours by the sun, in "
        "the middle of the places, and those two are not used: from sunset to sunrise, or while the sun is more than 6 "
        "degrees (civil night: too dark to work outside without lamps) or 12 degrees (nautical night) below the "
        "horizon. Where it stays below all day, the watch lasts from noon to noon; a date without such a night has no "
        "watch. The log gives the hours.",
    )
    algorithm.add(
        number("SUN_OFFSET", "Offset of a watch by the sun (min)", 0, -MOST_OFFSET, MOST_OFFSET),
        "Where the watch is by the sun, it begins so many minutes after sunset (or the end of twilight) and ends so "
        "many before sunrise. Negative: it begins before, and ends after.",
    )


def note_hours(run: Run, watch: Watch) -> None:
    """Notes the hours of a night as WATCH_START and WATCH_END, for what reads the record; only the first that are
    noted in a run."""
    for name, seconds in (("WATCH_START", watch.start_s), ("WATCH_END", watch.end_s)):
        if name not in run.assumed:
            run.assume(name, time_of_day(seconds))


def sun_angle(run: Run) -> float | None:
    """The angle of the sun below which the watch is; None where its hours are by the clock."""
    return HOURS_BY[run.choice("WATCH_BY")]


def _report_period(run: Run, question: Question, watch: Watch, silent: list[str]) -> None:
    period, hours = question.period, np.sum(question.moments[:, 1] - question.moments[:, 0]) / 3600
    nights, zone = counted(len(question.nights), watch.night), watch.timezone
    run.say(
        tr(
            "Period {span} ({zone}), {nights}; the gap is the mean over {hours:.1f} h of starting moments. "
            "Each has to be seen within {revisit:g} min.",
            span=span_text(period.t0, period.t1, zone),
            zone=zone,
            nights=nights,
            hours=hours,
            revisit=question.revisit / 60,
        )
    )
    if silent:
        run.warn(
            tr(
                "There is no fix in {silent_nights} of {nights}. They count as unseen: {dates}.",
                silent_nights=len(silent),
                nights=nights,
                dates=listed(silent, 10),
            )
        )


def scope(period: Period, watch: Watch, crs: QgsCoordinateReferenceSystem) -> dict[str, str]:
    """The values of SCOPE."""
    return {
        "PERIOD_START": utc_text(period.t0),
        "PERIOD_END": utc_text(period.t1),
        "TIMEZONE": watch.timezone,
        "CRS": crs_name(crs),
    }
