"""Numbers and instants in the texts of flight logs."""

import math
import re
from datetime import UTC, datetime

NUMBER = re.compile(r"\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*\Z")
MOMENT = re.compile(
    r"\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})[T ]+(\d{1,2}):(\d{2}):(\d{2})(?:[.,:](\d{1,3}))?(?:[.,](\d{1,3}))?\d*"
    r"\s*(Z|UTC|[-+]\d{2}:?\d{2})?\s*\Z",
    re.IGNORECASE,
)
AMERICAN = re.compile(
    r"\s*(\d{1,2})/(\d{1,2})/(\d{4})\s+(\d{1,2}):(\d{2}):(\d{2})(?:\.(\d{1,6}))?\s*(AM|PM)?\s*\Z", re.I
)
LONGEST = 64
"""Characters of a number or an instant."""


def number_of(text) -> float:
    """The number that a text is; NaN where it is none."""
    if not isinstance(text, str) or len(text) > LONGEST or not NUMBER.match(text):
        return math.nan
    value = float(text)
    return value if math.isfinite(value) else math.nan


def moment_of(text: str) -> float:
    """s since the epoch of a date and time; NaN where it is none. Without a zone it counts as UTC: see has_zone."""
    found = MOMENT.match(text) if len(text) <= LONGEST else None
    if found is None:
        return _american(text)
    *date, thousandths, millionths, zone = found.groups()
    seconds = _seconds(*map(int, date))
    seconds += float(f"0.{thousandths}") if thousandths else 0.0
    seconds += int(millionths) * 1e-6 if millionths else 0.0
    if zone and zone[0] in "+-":
        minutes = int(zone[1:3]) * 60 + int(zone[-2:])
        seconds -= 60 * (minutes if zone[0] == "+" else -minutes)
    return seconds


def has_zone(text: str) -> bool:
    """Whether a date and time says its zone."""
    found = MOMENT.match(text) if len(text) <= LONGEST else None
    return found is not None and found.groups()[-1] is not None


def _american(text: str) -> float:
    """A date and time such as 6/24/2023 1:05:09.42 PM."""
    found = AMERICAN.match(text) if len(text) <= LONGEST else None
    if found is None:
        return math.nan
    month, day, year, hour, minute, second, fraction, half = found.groups()
    hour = int(hour) % 12 + (12 if half.upper() == "PM" else 0) if half else int(hour)
    seconds = _seconds(int(year), int(month), int(day), hour, int(minute), int(second))
    return seconds + (float(f"0.{fraction}") if fraction else 0.0)


def _seconds(year: int, month: int, day: int, hour: int, minute: int, second: int) -> float:
    try:
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC).timestamp() + max(second - 59, 0)
    except ValueError:
        return math.nan
