"""Hours of operation as text, and when they are on given days.

The text has entries, separated by semicolons: days, then times, in local time; either may be left out. "22:00-05:00",
"Mon-Fri 08:00-12:00, 13:00-18:00; Sat 10:00-14:00", "Sat,Sun". The entries add up. An end that is not after its start
is on the next day; the days are those on which a time begins. Nothing, or 24/7, is always.
"""

import re

import numpy as np

from ..errors import UserError
from ..language import tr
from ..text import shortened
from .watch import Watch, bands, parse_weekdays

Hours = tuple[Watch, ...]
"""Together, when something is in operation. Empty: always."""

MOST_TEXT = 2_000
"""Characters of a text."""
ALWAYS = ("24/7", "24h", "always", "全天")
_DASH, _COLON = "-–—－~～至到", ":："
_CLOCK = rf"\d{{1,2}}[{_COLON}]\d{{2}}"
_ENTRY = re.compile(rf"^(?P<days>.*?)\s*(?P<times>{_CLOCK}.*)?$", re.S)
_TIMES = re.compile(rf"^({_CLOCK})\s*[{_DASH}]\s*({_CLOCK})$")


def parse_hours(text: str | None, timezone: str) -> Hours:
    """The hours that a text says, in a time zone (IANA name). Raises UserError for a text that cannot be read."""
    text = "" if text is None else str(text).strip()
    if len(text) > MOST_TEXT:
        raise _unreadable(text)
    if not text or text.lower() in ALWAYS:
        return ()
    found: list[Watch] = []
    for entry in filter(None, map(str.strip, re.split(r"[;；\n]", text))):
        match = _ENTRY.match(entry)
        try:
            days = parse_weekdays(match["days"].rstrip(" ,，:："))
        except UserError:
            raise _unreadable(text) from None
        times = [_times(part.strip(), text) for part in re.split("[,，]", match["times"] or "00:00-24:00")]
        found += [Watch(start, end, days, timezone) for start, end in times]
    if not found:
        raise _unreadable(text)
    return tuple(found)


def hours_text(hours: Hours) -> str:
    """The hours as they are shown; empty for always."""
    return "; ".join(str(each) for each in hours)


def open_hours(hours: Hours, first: float, last: float) -> np.ndarray:
    """(k, 2) when something is in operation in [first, last], in seconds since the epoch, rising and disjoint.

    Times that adjoin are merged. Clock changes as in `Watch`."""
    if not hours:
        return np.array([[first, last]]) if last > first else np.zeros((0, 2))
    edges = np.concatenate([bands(each, first, last) for each in hours])
    edges = np.clip(edges[np.argsort(edges[:, 0], kind="stable")], first, last)
    edges = edges[edges[:, 1] > edges[:, 0]]
    if not len(edges):
        return edges
    latest = np.maximum.accumulate(edges[:, 1])
    new = np.r_[True, edges[1:, 0] > latest[:-1]]
    return np.column_stack([edges[new, 0], latest[np.r_[new[1:], True]]])


def _times(part: str, text: str) -> tuple[float, float]:
    """Start and end in seconds after midnight, below a day; the same for all day."""
    match = _TIMES.match(part)
    if not match:
        raise _unreadable(text)
    seconds = []
    for clock in match.groups():
        hour, minute = map(int, re.split(f"[{_COLON}]", clock))
        if minute > 59 or hour * 60 + minute > 24 * 60:
            raise _unreadable(text)
        seconds.append(hour * 3600.0 + minute * 60.0)
    start, end = seconds
    if start == end and start != 0.0:  # not likely meant as a whole day
        raise _unreadable(text)
    return start % 86_400, end % 86_400


def _unreadable(text: str) -> UserError:
    return UserError(
        tr(
            'The hours "{text}" cannot be read. Write them as "22:00-05:00" or "Mon-Fri 08:00-18:00; Sat 10:00-14:00".',
            text=shortened(text, 80),
        )
    )
