"""The watch: the hours that are scored, in local time, and the period over which they are scored.

A band is a half-open interval of the watch in seconds since the epoch: it includes its start and excludes its end, so
05:00:00 is not in 22:00-05:00, and adjoining watches do not overlap. A band's edge is the first instant at which the
local clock shows that time or a later one. So a clock change never splits a band in two: it makes the watch longer or
shorter by an hour that day.
"""

import re
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from ..errors import UserError
from ..language import tr
from ..text import shortened
from .sun_hours import SunHours
from .text import local_text
from .timezones import DAY, ClockChanges, clock_changes, localize
from .weekdays import short_day_name

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
YEAR = 365.25 * DAY
LONGEST = 200 * YEAR
"""Seconds: a longer period is a mistyped year."""


@dataclass(frozen=True)
class Watch:
    """The hours that are scored.

    start_s, end_s: seconds after local midnight, below 86400; if they are equal, the watch lasts all day; an end before
    the start is on the next day. weekdays: 0 (Monday) to 6, of the local day on which the watch begins; empty means
    every day. timezone: IANA name.
    sun: the hours of every date by the sun, None by the clock. With it, start_s and end_s are those of one night of the
    period, for texts and axes.
    """

    start_s: float
    end_s: float
    weekdays: frozenset[int] = frozenset()
    timezone: str = "UTC"
    sun: SunHours | None = None

    @classmethod
    def by_sun(cls, sun: SunHours, weekdays: frozenset[int], timezone: str, when: float) -> "Watch":
        """A watch by the sun. when: s since the epoch; its hours by the clock are those of the night nearest to it, 0
        where there is none within half a year."""
        near = sun.nights(when - YEAR / 2, when + YEAR / 2)
        if not len(near):
            return cls(0.0, 0.0, weekdays, timezone, sun)
        start, end = np.round(_shown(near[np.argmin(np.abs(near.mean(axis=1) - when))], timezone) / 60) * 60 % DAY
        return cls(float(start), float(end), weekdays, timezone, sun)

    @property
    def all_day(self) -> bool:
        return self.sun is None and self.start_s == self.end_s

    @property
    def length(self) -> float:
        """Seconds from its start to its end by the clock. On the day of a clock change it lasts longer or shorter. By
        the sun: those of the longest night of the year (see `SunHours.longest`); most nights are shorter."""
        return self.sun.longest if self.sun else (self.end_s - self.start_s) % DAY or DAY

    def on(self, begins: float, ends: float) -> "Watch":
        """The same watch by the clock, in the hours of one night, cut to whole minutes. begins, ends: of the night, s
        since the epoch."""
        start, end = _shown(np.array([begins, ends]), self.timezone)
        start, end = np.ceil(start / 60) * 60 % DAY, np.floor(end / 60) * 60 % DAY
        return Watch(float(start), float(end), self.weekdays, self.timezone)

    @property
    def night(self) -> str:
        """The word for one day's part of the watch in messages: night or day."""
        if self.sun:
            return "night"
        dark = self.start_s > self.end_s or self.start_s >= 18 * 3600 or self.start_s < self.end_s <= 8 * 3600
        return "night" if dark and not self.all_day else "day"

    def __str__(self) -> str:
        hours = tr("all day") if self.all_day else f"{_time_of_day(self.start_s)}-{_time_of_day(self.end_s)}"
        hours = str(self.sun) if self.sun else hours
        days = tr(", ").join(short_day_name(day) for day in sorted(self.weekdays))
        return f"{hours} {days}" if 0 < len(self.weekdays) < 7 else hours


@dataclass(frozen=True)
class Period:
    """The period from t0 to t1, in seconds since the epoch. bands: (n, 2) the watch in [t0, t1], rising and disjoint.

    data_start, data_end: the extent of the data. Outside it, positions are unknown, and that time is not scored;
    infinite where it counts as well (see `partial_watches`).
    """

    t0: float
    t1: float
    bands: np.ndarray
    data_start: float = -np.inf
    data_end: float = np.inf

    @property
    def start(self) -> float:
        """The start of the time that is scored."""
        return max(self.t0, self.data_start)

    @property
    def end(self) -> float:
        """The end of the time that is scored."""
        return min(self.t1, self.data_end)


def parse_weekdays(text: str) -> frozenset[int]:
    """Weekdays from text: 'Mon-Fri', 'Sat, Sun', 'Fri-Mon', '周一至周五' or '1-5' (1 is Monday); '' is every day.

    Returns 0 (Monday) to 6; empty means every day. Raises UserError for text that cannot be read.
    """
    days: set[int] = set()
    plain = _CHINESE_DAY.sub(lambda found: _CHINESE_DAYS[found[1]], text)
    for part in filter(None, re.split(r"[,;，；、\s]+", re.sub(r"\s*[-–—－至到]\s*", "-", plain.strip()))):
        ends = [_weekday(word, text) for word in part.split("-")]
        if len(ends) > 2:
            raise _bad_weekdays(text)
        days.update((ends[0] + i) % 7 for i in range((ends[-1] - ends[0]) % 7 + 1))
    return frozenset(days)


def bands(watch: Watch, first: float, last: float) -> np.ndarray:
    """(n, 2) the whole bands that have an instant in common with [first, last], rising; adjoining bands are merged."""
    return _merged(_days(watch, first, last)[1])


def nights(period: Period, watch: Watch) -> np.ndarray:
    """(m, 2) the watch day by day, cut to the time that is scored: one row for each local day on which it begins.
    Adjoining rows are not merged."""
    return _cut(_days(watch, period.t0, period.t1)[1], period.start, period.end)


def dates_of_nights(period: Period, watch: Watch) -> np.ndarray:
    """(m,) datetime64[D], the local dates on which the `nights` begin, also where the time that is scored begins later
    in the night."""
    days, edges = _days(watch, period.t0, period.t1)
    edges = np.clip(edges, period.start, period.end)
    return days[edges[:, 1] > edges[:, 0]].astype("M8[D]")


def whole_nights(watch: Watch, first: float, last: float) -> tuple[np.ndarray, np.ndarray]:
    """The watch day by day, not cut, as far as it meets [first, last]: (n,) the local times at which it begins, as
    seconds since the epoch if the clocks showed UTC, and (n, 2) its edges in seconds since the epoch."""
    day, edges = _days(watch, first, last)
    return (_shown(edges[:, 0], watch.timezone) if watch.sun else day * DAY + watch.start_s), edges


def nights_without(period: Period, watch: Watch, times: np.ndarray) -> tuple[list[str], np.ndarray]:
    """The nights of the period without any of the rising `times`: their dates as YYYY-MM-DD, and (k, 2) the nights, cut
    to the time that is scored.

    A night has the date of the local day on which it begins.
    """
    days, edges = _days(watch, period.t0, period.t1)
    edges = np.clip(edges, period.t0, period.t1)
    count = np.searchsorted(times, edges[:, 1]) - np.searchsorted(times, edges[:, 0])
    edges = np.clip(edges, period.start, period.end)
    silent = (count == 0) & (edges[:, 1] > edges[:, 0])
    return np.datetime_as_string(days[silent].astype("M8[D]")).tolist(), edges[silent]


def first_and_last_in_watch(watch: Watch, times: np.ndarray) -> tuple[float, float]:
    """The first and the last of the rising `times` that fall in the watch. Raises UserError where none does."""
    if not len(times):
        raise UserError(NO_TIME)
    hours = bands(watch, times[0], times[-1])
    first, end = np.searchsorted(times, hours[:, 0]), np.searchsorted(times, hours[:, 1])
    some = np.flatnonzero(end > first)
    if not len(some):
        raise _none_in_watch(watch, times[0], times[-1])
    return float(times[first[some[0]]]), float(times[end[some[-1]] - 1])


def period(
    watch: Watch, first_fix: float, last_fix: float, start: float | None = None, end: float | None = None
) -> Period:
    """The period from `start` to `end`. If one of them is None, that end is the first start or the last end of the
    bands that meet [first_fix, last_fix].

    All in seconds since the epoch. Every band between the first and the last fix counts, whether or not it contains a
    fix. A first or last fix outside the watch could add a band without fixes; so pass the result of
    `first_and_last_in_watch`. Raises UserError if nothing is left to score.
    """
    if not np.isfinite(first_fix) or not np.isfinite(last_fix):
        raise UserError(NO_TIME)
    hours = bands(watch, first_fix, last_fix)
    if not len(hours) and (start is None or end is None):
        raise _none_in_watch(watch, first_fix, last_fix)
    t0 = float(hours[0, 0] if start is None else start)
    t1 = float(hours[-1, 1] if end is None else end)
    if t0 >= t1:
        raise UserError(
            tr(
                "The period would run {period}; the fixes run {fixes}. Set PERIOD_START before PERIOD_END, or leave "
                "both empty.",
                period=_span(watch, t0, t1),
                fixes=_span(watch, first_fix, last_fix),
            )
        )
    if t1 - t0 > LONGEST:
        raise UserError(
            tr(
                "The period would run {period}, more than {longest:.0f} years; the fixes run "
                "{fixes}. Check the years of PERIOD_START and PERIOD_END.",
                period=_span(watch, t0, t1),
                longest=LONGEST / YEAR,
                fixes=_span(watch, first_fix, last_fix),
            )
        )
    if last_fix < t0 or first_fix > t1:
        raise UserError(
            tr(
                "No fix falls in the period {period}: the fixes run {fixes}. Check PERIOD_START, PERIOD_END and "
                "TIMEZONE.",
                period=_span(watch, t0, t1),
                fixes=_span(watch, first_fix, last_fix),
            )
        )
    inside = _cut(bands(watch, t0, t1), t0, t1)
    if not len(inside):
        raise UserError(
            tr(
                "The period {span} has no hour of the watch ({watch}). Check PERIOD_START, PERIOD_END, {hours} and "
                "WEEKDAYS.",
                span=_span(watch, t0, t1),
                watch=watch,
                hours=_parameters(watch),
            )
        )
    return Period(t0, t1, inside)


def moments(period: Period, revisit_s: float) -> np.ndarray:
    """(k, 2) the set U: the moments of the watch that are at least `revisit_s` seconds before the end of the time that
    is scored.

    Raises UserError if there is none.
    """
    inside = _cut(period.bands, period.start, period.end - revisit_s)
    if not len(inside):
        length = period.end - period.start
        cut = "" if length == period.t1 - period.t0 else tr(" that the data cover")
        values = {"revisit": revisit_s / 60, "hours": length / 3600, "cut": cut}
        raise UserError(
            tr(
                "REVISIT of {revisit:g} min is longer than the period of {hours:.3g} h{cut}; shorten REVISIT or "
                "lengthen the period.",
                **values,
            )
            if revisit_s >= length
            else tr(
                "REVISIT of {revisit:g} min leaves no moment of the watch in the period of {hours:.3g} h{cut}; shorten "
                "REVISIT or lengthen the period.",
                **values,
            )
        )
    return inside


NO_TIME = tr("No fix has a usable time. Check TIME_FIELD.")


def _days(watch: Watch, first: float, last: float) -> tuple[np.ndarray, np.ndarray]:
    """The watch day by day, as far as it meets [first, last].

    (n,) days since the epoch on which it begins by the local clock, and (n, 2) its edges.
    """
    if watch.sun:
        edges = watch.sun.nights(first, last)
        day = np.floor(_shown(edges[:, 0], watch.timezone) / DAY)
        kept = (edges[:, 0] <= last) & (edges[:, 1] > first)
        kept &= np.isin((day + 3) % 7, list(watch.weekdays or range(7)))
        return day[kept].astype(np.int64), edges[kept]
    changes = clock_changes(watch.timezone, first - 3 * DAY, last + 3 * DAY)
    # a margin of three days, because a band lasts up to a day and an offset shifts it by up to a day
    day = np.arange(np.floor(first / DAY) - 3, np.floor(last / DAY) + 3)
    weekday = (day + 3) % 7  # the epoch was a Thursday
    day = day[np.isin(weekday, list(watch.weekdays or range(7)))]
    until = watch.end_s + (DAY if watch.end_s <= watch.start_s else 0.0)
    edges = _edge(day[:, None] * DAY + np.array([watch.start_s, until]), changes)
    skipped = edges[:, 1] <= edges[:, 0]  # the clocks went forward over the whole watch
    kept = (edges[:, 0] <= last) & (edges[:, 1] > first) & ~skipped
    return day[kept].astype(np.int64), edges[kept]


def _shown(instants: np.ndarray, timezone: str) -> np.ndarray:
    """What the local clock shows at the instants (n,), as seconds since the epoch if the clocks showed UTC."""
    if not len(instants):
        return np.zeros(0)
    changes = clock_changes(timezone, float(np.min(instants)), float(np.max(instants)))
    return instants + changes.offset[np.searchsorted(changes.at, instants, side="right")]


def _edge(wall: np.ndarray, changes: ClockChanges) -> np.ndarray:
    """The first instants at which the clock shows `wall` or later.

    They never decrease as `wall` rises. `localize`, which moves skipped times forward, does not have this property.
    """
    change = np.searchsorted(changes.wall, wall, side="right")
    return np.minimum(wall - changes.offset[change], np.r_[changes.at, np.inf][change])


def _merged(edges: np.ndarray) -> np.ndarray:
    """Rising bands, with adjoining ones merged."""
    separate = edges[1:, 0] > edges[:-1, 1]
    if not len(edges):
        return edges
    return np.column_stack([edges[np.r_[True, separate], 0], edges[np.r_[separate, True], 1]])


def _cut(edges: np.ndarray, first: float, last: float) -> np.ndarray:
    inside = np.clip(edges, first, last)
    return inside[inside[:, 1] > inside[:, 0]]


def _none_in_watch(watch: Watch, first: float, last: float) -> UserError:
    return UserError(
        tr(
            "No fix falls in the watch ({watch}): the fixes run {span}. Check TIMEZONE, {hours} and "
            "WEEKDAYS.{if_local}",
            watch=watch,
            span=_span(watch, first, last),
            hours=_parameters(watch),
            if_local=_if_local(watch, first, last),
        )
    )


def _parameters(watch: Watch) -> str:
    """The parameters that the hours come from."""
    return "WATCH_BY, SUN_OFFSET" if watch.sun else "WATCH_START, WATCH_END"


def _if_local(watch: Watch, first: float, last: float) -> str:
    """A hint where the fixes would fall in the watch if their times were local times counted as if they were UTC."""
    local = localize(np.array([first, last]), watch.timezone).seconds
    hours = bands(watch, *local)
    if local[0] == first or not np.any((hours[:, 0] <= local[0]) & (local[1] < hours[:, 1])):
        return ""
    return tr(
        " If their M values or epoch seconds are local times counted as UTC, as Trajectools and MovingPandas write "
        "them, the fixes run {span}: then set NAIVE_TIMES to its last option (2).",
        span=_span(watch, *local),
    )


def _span(watch: Watch, first: float, last: float) -> str:
    return tr(
        "from {first} to {last} ({timezone})",
        first=local_text(first, watch.timezone),
        last=local_text(last, watch.timezone),
        timezone=watch.timezone,
    )


def _time_of_day(seconds: float) -> str:
    hours, rest = divmod(round(seconds), 3600)
    minutes, rest = divmod(rest, 60)
    return f"{hours:02d}:{minutes:02d}" + (f":{rest:02d}" if rest else "")


_CHINESE_DAYS = MappingProxyType(dict(zip("一二三四五六日天", "12345677", strict=True)))
_CHINESE_DAY = re.compile("(?:星期|周|礼拜)([一二三四五六日天])")
_FULL = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _weekday(word: str, text: str) -> int:
    if len(word) > 1:
        for day, name in enumerate(_FULL):
            if name.startswith(word.lower()):
                return day
    elif word in "1234567" and word:
        return int(word) - 1
    raise _bad_weekdays(text)


def _bad_weekdays(text: str) -> UserError:
    return UserError(
        tr(
            "WEEKDAYS '{value}' cannot be read. Write days or ranges of days, such as Mon-Fri, or Sat,Sun, or "
            "1-5 (1 is Monday, 7 is Sunday); leave it empty for every day.",
            value=shortened(text),
        )
    )
