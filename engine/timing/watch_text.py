"""A watch as people write it in a table: 22:00-05:00, 08:00-18:00 Mon-Fri, all day, all day Sat,Sun."""

import re

from ..errors import UserError
from ..language import tr
from .timezones import DAY
from .watch import Watch, parse_weekdays

TIME = r"(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?"
HOURS = re.compile(rf"{TIME}\s*(?:[-–—－~～]|至|到|to\b)\s*{TIME}")
ALL_DAY = re.compile("all[ -]?day|24 ?/ ?7|24 ?h|全天", re.IGNORECASE)


def parse_watch(text: str, timezone: str) -> Watch:
    """The watch that a text means: hours or "all day", then the days on which it begins, if not every day. Also what
    `str` makes of a watch. Raises UserError for text that cannot be read."""
    plain = " ".join(text.split())
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
    if days and days[0].isalnum() and days[0].isascii():  # such as 05:000
        raise unreadable(text)
    try:
        weekdays = parse_weekdays(days.strip(" ,;，；、"))
    except UserError as error:
        raise unreadable(text) from error
    return Watch(*hours, weekdays if len(weekdays) < 7 else frozenset(), timezone)


def unreadable(text: str) -> UserError:
    """The error for a text that is no watch."""
    return UserError(
        tr(
            "'{text}' are no hours of a watch. Write hours such as 22:00-05:00, 08:00-18:00 Mon-Fri, or all day.",
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
