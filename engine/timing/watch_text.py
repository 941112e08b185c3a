"""A watch as people write it in a table: 22:00-05:00, 08:00-18:00 Mon-Fri, all day Sat,Sun, sunset to sunrise."""

import re
from collections.abc import Callable

from ..errors import UserError
from ..language import tr
from .sun_hours import NAMES, shown_names
from .timezones import DAY
from .watch import Watch, parse_weekdays

TIME = r"(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?"
HOURS = re.compile(rf"{TIME}\s*(?:[-–—－~～]|至|到|to\b)\s*{TIME}")
ALL_DAY = re.compile("all[ -]?day|24 ?/ ?7|24 ?h|全天", re.IGNORECASE)


BySun = Callable[[float, frozenset[int]], Watch]


def parse_watch(text: str, timezone: str, by_sun: BySun | None = None) -> Watch:
    """The watch that a text means: hours, "all day" or a night by the sun, then the days on which it begins, if not
    every day. Also what `str` makes of a watch (by the sun: of one without an offset). by_sun: returns the watch while
    the sun is below an angle in degrees, on weekdays; None where that is not possible. Raises UserError for text that
    cannot be read."""
    plain = " ".join(text.split())
    angle, rest = _night(plain)
    if angle is not None and by_sun:
        return by_sun(angle, _days(rest, text))
    all_day = tr("all day")
    if plain.lower().startswith(all_day.lower()):
        hours, days = (0.0, 0.0), plain[len(all_day) :]
    elif whole := ALL_DAY.match(plain):
        hours, days = (0.0, 0.0), plain[whole.end() :]
    elif given := HOURS.match(plain):
        start, end = (_seconds(given.groups()[part : part + 3], text) for part in (0, 3))
        if start == DAY:
            raise unreadable(text)
        hours, days = (start, end % DAY), plain[given.end() :]
    else:
        raise unreadable(text)
    return Watch(*hours, _days(days, text), timezone)


def _night(plain: str) -> tuple[float | None, str]:
    """The angle of the sun of the kind of night that a text begins with, and the rest of it; None where there is none.
    Names are known in English and in the language of the user."""
    for name, angle in [*NAMES.items(), *((name, angle) for angle, name in shown_names().items())]:
        found = re.match(re.escape(name).replace(r"\ to\ ", r"\s*(?:-|–|\bto\b)\s*"), plain, re.IGNORECASE)
        if found:
            return angle, plain[found.end() :]
    return None, plain


def _days(text: str, whole: str) -> frozenset[int]:
    """The weekdays after the hours, empty for every day. whole: for the error."""
    if text and text[0].isalnum() and text[0].isascii():  # such as 05:000
        raise unreadable(whole)
    try:
        weekdays = parse_weekdays(text.strip(" ,;，；、"))
    except UserError as error:
        raise unreadable(whole) from error
    return weekdays if len(weekdays) < 7 else frozenset()


def unreadable(text: str) -> UserError:
    """The error for a text that is no watch."""
    return UserError(
        tr(
            "'{text}' are no hours of a watch. Write hours such as 22:00-05:00, 08:00-18:00 Mon-Fri, all day, or "
            "sunset to sunrise.",
            text=text,
        )
    )


def _seconds(parts: tuple[str | None, ...], text: str) -> float:
    """Seconds after midnight, at most a day."""
    hours, minutes, seconds = (int(part or 0) for part in parts)
    found = 3600.0 * hours + 60.0 * minutes + seconds
    if minutes > 59 or seconds > 59 or found > DAY:
        raise unreadable(text)
    return found
