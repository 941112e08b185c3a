"""The hours of the week in which a zone is in force, as text, and the periods that they make on given days.

The text has entries, separated by semicolons: days (MON to SUN, MON-FRI, ANY; none is ANY) and two times, both UTC, or
events of the sun at the zone: SR and SS are sunrise and sunset, BMCT and EECT the start of morning civil twilight and
the end of evening civil twilight. "MON TUE 08:00-17:00; SUN 10:00-12:00; ANY SS-SR". An end that is not after its start
is on the next day.
"""

import re
from dataclasses import dataclass

import numpy as np

from ..errors import UserError
from ..language import tr
from ..text import shortened
from ..timing.sun import CIVIL, DAY, HORIZON, never_above, sun_times
from .zones import ALWAYS

DAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
ANY = "ANY"
SUNRISE, SUNSET, DAWN, DUSK = "SR", "SS", "BMCT", "EECT"
EVENTS = (SUNRISE, SUNSET, DAWN, DUSK)
ALL_DAYS = tuple(range(7))
MOST_DAYS = 40_000
"""Of a span for which hours are looked up one by one: a century. In a longer one, a zone is in force at all hours."""
MOST_TEXT = 20_000
"""Characters of a schedule."""
_ENTRY = re.compile(r"^(?:(?P<days>[A-Z ,\-]*?)\s+)?(?P<begin>\S+?)\s*-\s*(?P<end>\S+?)$")
_CLOCK = re.compile(r"^(\d{1,2}):(\d{2})(?::(\d{2}))?$", re.ASCII)


@dataclass(frozen=True)
class Hours:
    """One entry of a schedule.

    days: on which it begins, 0 is Monday; begin, end: s after midnight UTC (end up to 24 h), or one of EVENTS.
    """

    days: tuple[int, ...]
    begin: float | str
    end: float | str

    @property
    def text(self) -> str:
        days = ANY if self.days == ALL_DAYS else " ".join(DAYS[day] for day in self.days)
        return f"{days} {_time_text(self.begin)}-{_time_text(self.end)}"


Schedule = tuple[Hours, ...]
"""Empty: at all hours."""


def parse_schedule(text: str | None) -> Schedule:
    """A schedule from its text; empty for an empty text. Raises UserError."""
    text = "" if text is None else str(text)
    if len(text) > MOST_TEXT:
        raise _unreadable(text)
    return tuple(_hours(entry, text) for entry in text.upper().split(";") if entry.strip())


def periods(
    valid_from: float | None,
    valid_to: float | None,
    schedule: str | Schedule | None,
    begins: float,
    ends: float,
    longitude: float,
    latitude: float,
) -> np.ndarray:
    """(k, 2) begins and ends of the times in force from a day before `begins` to a day after `ends`, s since the epoch,
    rising and apart; ALWAYS for a permanent zone, and where the span is not known (NaN).

    valid_from, valid_to: s since the epoch, None or NaN: without that limit. longitude, latitude: where the events of
    the sun are taken, degrees. Where an event does not occur on a day, the zone is rather in force than not: a begin
    is then the start of the day, an end the end of it. Raises UserError for a schedule that cannot be read.
    """
    hours = parse_schedule(schedule) if schedule is None or isinstance(schedule, str) else schedule
    if not (np.isfinite(begins) and np.isfinite(ends)):
        return ALWAYS
    first = -np.inf if valid_from is None or np.isnan(valid_from) else float(valid_from)
    last = np.inf if valid_to is None or np.isnan(valid_to) else float(valid_to)
    if first > last:
        return np.zeros((0, 2))
    low, high = max(begins - DAY, first), min(ends + DAY, last)
    if low > high:
        return np.zeros((0, 2))
    if not hours or high - low > MOST_DAYS * DAY:
        return np.array([[first, last]])
    days = np.arange(np.floor(low / DAY) - 2, np.floor(high / DAY) + 3)
    found = np.concatenate([_on_days(each, days, longitude, latitude) for each in hours])
    return _merged(found[(found[:, 1] > low) & (found[:, 0] < high)], first, last)


def _on_days(hours: Hours, days: np.ndarray, longitude: float, latitude: float) -> np.ndarray:
    """(k, 2) the periods that begin on the days that an entry names. days: (n,) since the epoch."""
    chosen = days[np.isin((days + 3) % 7, hours.days)]  # 1970-01-01 was a Thursday
    begin = _instants(hours.begin, chosen, longitude, latitude)
    missing = np.isnan(begin)
    midnight = chosen * DAY - (longitude * 240.0 if isinstance(hours.begin, str) else 0.0)
    begin = np.where(missing, midnight, begin)
    end = np.full(len(chosen), np.inf)
    for later in (-1, 0, 1, 2):  # the first end after the begin
        next_end = _instants(hours.end, chosen + later, longitude, latitude)
        end = np.where(next_end > begin, np.fmin(end, next_end), end)
    end = np.minimum(end, begin + DAY)
    end = np.where(missing, np.maximum(end, midnight + DAY), end)
    return np.stack((begin, end), 1)[~_never(hours, chosen, longitude, latitude)]


def _never(hours: Hours, days: np.ndarray, longitude: float, latitude: float) -> np.ndarray:
    """(n,) whether the sun is not once on the side of the horizon that an entry asks for: daylight in the polar night,
    darkness in midsummer."""
    pairs = {(SUNRISE, SUNSET): (HORIZON, True), (DAWN, DUSK): (CIVIL, True)}
    pairs |= {(SUNSET, SUNRISE): (HORIZON, False), (DUSK, DAWN): (CIVIL, False)}
    if (hours.begin, hours.end) not in pairs:
        return np.zeros(len(days), bool)
    angle, by_day = pairs[hours.begin, hours.end]
    crosses = np.stack([np.isfinite(each) for each in sun_times(days, longitude, latitude, angle)]).any(0)
    below = never_above(days, longitude, latitude, angle)
    return ~crosses & (below if by_day else ~below)


def _instants(time: float | str, days: np.ndarray, longitude: float, latitude: float) -> np.ndarray:
    """(n,) s since the epoch of a time, or an event, on days; NaN where the event does not occur."""
    if not isinstance(time, str):
        return days * DAY + time
    rise, fall = sun_times(days, longitude, latitude, HORIZON if time in (SUNRISE, SUNSET) else CIVIL)
    return rise if time in (SUNRISE, DAWN) else fall


def _merged(spans: np.ndarray, first: float, last: float) -> np.ndarray:
    """(k, 2) spans that rise and neither touch nor overlap, within the time from `first` to `last`."""
    spans = np.clip(spans[np.argsort(spans[:, 0], kind="stable")], first, last)
    spans = spans[spans[:, 1] > spans[:, 0]]
    if not len(spans):
        return np.zeros((0, 2))
    reach = np.maximum.accumulate(spans[:, 1])
    new = np.concatenate(([True], spans[1:, 0] > reach[:-1]))
    last_of = np.concatenate((np.flatnonzero(new)[1:] - 1, [len(spans) - 1]))
    return np.stack((spans[new, 0], reach[last_of]), 1)


def _hours(entry: str, text: str) -> Hours:
    match = _ENTRY.match(" ".join(entry.split()))
    if not match:
        raise _unreadable(text)
    begin, end = _time(match["begin"], text), _time(match["end"], text)
    if begin == DAY:
        begin = 0.0
    if begin == end and isinstance(begin, str):
        raise _unreadable(text)
    return Hours(_days(match["days"], text), begin, DAY if end == 0.0 else end)


def _days(names: str | None, text: str) -> tuple[int, ...]:
    found = set()
    for name in re.sub(r"\s*-\s*", "-", names or ANY).replace(",", " ").split():
        first, _, last = name.partition("-")
        if name == ANY:
            found |= set(ALL_DAYS)
        elif first in DAYS and (not last or last in DAYS):
            begin, end = DAYS.index(first), DAYS.index(last or first)
            found |= {(begin + step) % 7 for step in range((end - begin) % 7 + 1)}
        else:
            raise _unreadable(text)
    return tuple(sorted(found))


def _time(word: str, text: str) -> float | str:
    if word in EVENTS:
        return word
    match = _CLOCK.match(word.removesuffix("Z"))
    if match:
        hour, minute, second = (int(each or 0) for each in match.groups())
        seconds = float(hour * 3600 + minute * 60 + second)
        if minute < 60 and second < 60 and seconds <= DAY:
            return seconds
    raise _unreadable(text)


def _time_text(time: float | str) -> str:
    if isinstance(time, str):
        return time
    minutes, seconds = divmod(round(time), 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}" + (f":{seconds:02d}" if seconds else "")


def _unreadable(text: str) -> UserError:
    return UserError(
        tr(
            'The hours "{text}" of a zone cannot be read. Write them as "MON TUE 08:00-17:00; ANY SS-SR": days (MON to '
            "SUN, or ANY), then two times in UTC or two of SR, SS, BMCT, EECT.",
            text=shortened(text, 80),
        )
    )
