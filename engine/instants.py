"""Instants: every time in the engine is float64 seconds since the Unix epoch (UTC). Here, what people and receivers
write becomes one.

A wall-clock time without an offset ("naive") is an instant only together with a time zone. Where a zone's clocks go
back, an hour is written twice, and where they go forward, one is never written. Offsets are taken from the zone
database through Python's own tzinfo objects and then applied with NumPy: pandas reads the zones of Python's zoneinfo,
its default from version 3, one element at a time.
"""

import difflib
import re
import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache

import numpy as np
import pandas as pd

from .errors import UserError

try:
    import pytz
except ImportError:  # pandas 3 does without
    pytz = None

DAY = 86_400.0
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EARLIEST = 315_532_800.0  # 1980-01-01: the satellites' own time begins that week; earlier is a clock that was never set
LATEST = 4_133_980_800.0  # 2101-01-01
CHUNK = 50_000  # rows; their characters should fit the processor's cache


@dataclass(frozen=True)
class Instants:
    """Times as read from a column of n rows.

    seconds: (n,) float64 since the epoch, NaN where there is no usable time; null_count: rows that are empty;
    unreadable_count: rows that hold something else than a time between 1980 and 2100; naive_count: rows that were read,
    but carry no offset, so that they hang on the time zone; notes: what was assumed or left out, in sentences for the
    analyst.
    """

    seconds: np.ndarray
    null_count: int
    unreadable_count: int
    notes: tuple[str, ...]
    naive_count: int


@dataclass(frozen=True)
class Localized:
    """Wall-clock times as instants.

    seconds: (n,) since the epoch; repeated, skipped: how many of them the clocks show twice, or never.
    """

    seconds: np.ndarray
    repeated: int
    skipped: int


@dataclass(frozen=True)
class ClockChanges:
    """A zone's clocks.

    at: (k,) rising instants at which they are moved; offset: (k + 1,) seconds ahead of UTC before, between and after.
    """

    at: np.ndarray
    offset: np.ndarray

    @property
    def wall(self) -> np.ndarray:
        """(k,) wall-clock times from which the later offset is the only reading."""
        return self.at + np.maximum(self.offset[:-1], self.offset[1:])


# --- time zones ---


def check_timezone(name: str) -> None:
    """Raises UserError, with the names that come closest, where `name` is not in the IANA time zone database."""
    if name in _zone_names():
        return
    means = _suggestions(str(name))
    hint = f" Did you mean {' or '.join(means)}?" if means else ""
    if len(_zone_names()) < 10:
        hint = " This Python has no time zone database: install its package tzdata."
    raise UserError(
        f"There is no time zone '{name}'.{hint} "
        "TIMEZONE takes an IANA name, such as Europe/Berlin, Asia/Shanghai or UTC."
    )


def clock_changes(timezone: str, first: float, last: float) -> ClockChanges:
    """When the clocks of `timezone` are moved between two instants, with a day to spare on both sides.

    The zone is asked every third day: since 1980 none has moved its clocks twice within six. Raises UserError for an
    unknown zone.
    """
    zone = _zone(timezone)

    def offset(instant: float) -> float:
        return datetime.fromtimestamp(instant, zone).utcoffset().total_seconds()

    first, last = np.clip([first, last], EARLIEST - DAY, LATEST + DAY)
    days = np.arange(np.floor(first / DAY) - 1, np.ceil(last / DAY) + 4, 3) * DAY
    offsets = np.array([offset(day) for day in days.tolist()])
    moved = np.flatnonzero(offsets[1:] != offsets[:-1])
    at = [_change_between(offset, int(days[i]), int(days[i + 1])) for i in moved]
    return ClockChanges(np.array(at, float), offsets[np.r_[0, moved + 1]])


def localize(wall: np.ndarray, timezone: str) -> Localized:
    """Instants of wall-clock times in `timezone`, (n,) seconds as if the clocks showed UTC; NaN stays NaN.

    A time that the clocks show twice is read as the first, in summer time. One that they skip is moved forward by as
    much as the clocks were: as if they had not been touched yet, so that two fixes stay as far apart as they were.
    Raises UserError for an unknown zone.
    """
    wall = np.asarray(wall, np.float64)
    known = wall[np.isfinite(wall)]
    if not len(known):
        return Localized(np.full(wall.shape, np.nan), 0, 0)
    changes = clock_changes(timezone, known.min(), known.max())
    change = np.searchsorted(changes.wall, wall, side="right")  # the next one; NaN sorts last, and stays NaN
    step = np.r_[np.diff(changes.offset), 0.0]
    odd = np.r_[changes.wall - np.abs(step[:-1]), np.inf][change] <= wall
    return Localized(
        wall - changes.offset[change],
        int(np.count_nonzero(odd & (step[change] < 0))),
        int(np.count_nonzero(odd & (step[change] > 0))),
    )


def clock_notes(localized: Localized, timezone: str) -> list[str]:
    """What is to be said about times that the clocks show twice or never, in sentences for the analyst."""
    notes = []
    if localized.repeated:
        notes.append(
            f"Where the clocks of {timezone} go back and show a time twice, it is read as the first, in summer time "
            f"(rows: {localized.repeated:,})."
        )
    if localized.skipped:
        notes.append(
            f"Where the clocks of {timezone} go forward and skip a time, it is moved forward as well "
            f"(rows: {localized.skipped:,})."
        )
    return notes


def local_text(instant: float, timezone: str) -> str:
    """An instant as the clocks of `timezone` show it, to the minute: 2025-10-23 15:19."""
    return (EPOCH + timedelta(seconds=float(instant))).astimezone(_zone(timezone)).strftime("%Y-%m-%d %H:%M")


def _zone(name: str) -> tzinfo:
    check_timezone(name)
    if name == "UTC":
        return UTC
    try:
        return zoneinfo.ZoneInfo(name)
    except zoneinfo.ZoneInfoNotFoundError:
        return pytz.timezone(name)  # Windows has no database of its own; pandas brings pytz, or tzdata to zoneinfo


@cache
def _zone_names() -> frozenset[str]:
    """Names that mean the same everywhere: not this machine's own zone."""
    return frozenset(
        {"UTC", *zoneinfo.available_timezones(), *(pytz.all_timezones if pytz else ())} - {"localtime", "Factory"}
    )


def _suggestions(name: str) -> list[str]:
    offset = re.fullmatch(r" *(?:UTC|GMT)? *([-+])0?(\d{1,2})(?::?00)? *", name, re.IGNORECASE)
    if offset:  # the database counts these the other way round, which nobody expects
        name = f"Etc/GMT{'-' if offset[1] == '+' else '+'}{offset[2]}"
        return [name] if name in _zone_names() else []
    by_key: dict[str, list[str]] = {}
    for known in sorted(_zone_names()):
        for key in {known.lower(), known.lower().rpartition("/")[2]}:
            by_key.setdefault(key, []).append(known)
    wanted = name.strip().lower().replace(" ", "_")
    close = difflib.get_close_matches(wanted, by_key, n=3, cutoff=0.7)
    return list(dict.fromkeys(known for key in close for known in by_key[key]))[:3]


def _change_between(offset, low: int, high: int) -> int:
    """The first second with the offset that `high` has, `low` having another."""
    after = offset(high)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if offset(middle) == after else (middle, high)
    return high


# --- numbers ---


def read_numbers(values: np.ndarray) -> Instants:
    """Instants of (n,) numbers since the epoch: seconds, or milli-, micro-, nanoseconds if the median is that large."""
    numbers = pd.Series(values).astype("float64").to_numpy()
    null = np.isnan(numbers)
    size = np.abs(numbers[np.isfinite(numbers) & (numbers != 0)])
    median = float(np.median(size)) if len(size) else 0.0
    notes = []
    unit, name = next(((u, n) for u, n in _UNITS if median / u < 1e11), _UNITS[-1])
    if unit > 1:
        notes.append(f"The times are numbers around {median:.3g}: they are read as {name} since 1970.")
    seconds = _in_range(numbers / unit)
    lost = np.flatnonzero(np.isnan(seconds) & ~null)
    if len(lost):
        notes.append(
            f"Rows with a time outside the years 1980 to 2100: {len(lost):,}, such as {numbers[lost[0]]:.12g}."
        )
    return Instants(seconds, int(null.sum()), len(lost), tuple(notes), 0)


_UNITS = ((1.0, "seconds"), (1e3, "milliseconds"), (1e6, "microseconds"), (1e9, "nanoseconds"))


def _in_range(seconds: np.ndarray) -> np.ndarray:
    return np.where((seconds >= EARLIEST) & (seconds < LATEST), seconds, np.nan)


# --- text ---


def read_text(values: np.ndarray, timezone: str, naive_is_utc: bool) -> Instants:
    """Instants of (n,) texts, each read by its own form; None, NaN and blanks are null.

    Forms: 2025-10-23T15:19:09.123+05:30 and its relatives (a space for the T, slashes, no separators, Z, UTC, +0530,
    +03, comma for the point, no seconds), 23.10.2025 15:19 and 10/23/2025 3:19:09 PM, and seconds, milli-, micro- or
    nanoseconds since the epoch. Whether day or month comes first is decided for the column; a date without a time of
    day is no instant, and unreadable. Raises UserError for an unknown zone.
    """
    check_timezone(timezone)
    values = np.asarray(values, object)
    parts = [_read_chunk(values[i : i + CHUNK]) for i in range(0, max(len(values), 1), CHUNK)]
    stamps = _Stamps(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(_Stamps)))

    day, month, notes = _day_and_month(stamps)
    wall = _midnight(stamps.year, month, day) + stamps.clock
    naive = np.isnan(stamps.offset)
    seconds = _in_range(wall - np.where(naive, 0.0, stamps.offset))
    if not naive_is_utc and naive.any():
        localized = localize(np.where(naive, seconds, np.nan), timezone)
        seconds = np.where(naive, localized.seconds, seconds)
        notes += clock_notes(localized, timezone)

    lost = np.flatnonzero(np.isnan(seconds) & ~stamps.null)
    if len(lost):
        notes.append(f"Rows that cannot be read as a time: {len(lost):,}, such as '{str(values[lost[0]])[:WIDEST]}'.")
    return Instants(
        seconds, int(stamps.null.sum()), len(lost), tuple(notes), int(np.count_nonzero(naive & ~np.isnan(seconds)))
    )


@dataclass(frozen=True)
class _Stamps:
    """What n texts say, before anything is decided. (n,) each.

    first, second: the day and the month; where `undecided`, they may be the month and the day. clock: seconds after
    midnight, NaN where unreadable; offset: seconds ahead of UTC, NaN where not said; half: has AM or PM.
    """

    null: np.ndarray
    year: np.ndarray
    first: np.ndarray
    second: np.ndarray
    undecided: np.ndarray
    clock: np.ndarray
    offset: np.ndarray
    half: np.ndarray


def _day_and_month(stamps: _Stamps) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """(n,) days and months, and notes. The dates that leave no choice decide for the column."""
    undecided = stamps.undecided & ~np.isnan(stamps.clock)
    first, second = stamps.first, stamps.second
    day_first = int(np.count_nonzero(undecided & (first > 12) & (first <= 31) & (second <= 12)))
    month_first = int(np.count_nonzero(undecided & (second > 12) & (second <= 31) & (first <= 12)))
    american = month_first > day_first
    notes = []
    if day_first and month_first:
        order, other = ("month", "day") if american else ("day", "month")
        fewer, more = sorted((day_first, month_first))
        notes.append(
            f"Dates are written with the {order} first (rows that leave no choice: {more:,}), but some with the "
            f"{other} first: these cannot be read (rows: {fewer:,})."
        )
    elif not day_first and not month_first:
        american = bool(np.any(stamps.half & undecided))
        doubtful = np.flatnonzero(undecided & (first != second))
        if len(doubtful):
            a, b, year = first[doubtful[0]], second[doubtful[0]], stamps.year[doubtful[0]]
            date = f"{year:04d}-{a:02d}-{b:02d}" if american else f"{year:04d}-{b:02d}-{a:02d}"
            notes.append(
                "Nothing in the column tells days from months: it is a guess that the "
                f"{'month' if american else 'day'} comes first, so that {a:02d}/{b:02d}/{year:04d} is {date}."
            )
    swapped = stamps.undecided & american
    return np.where(swapped, second, first), np.where(swapped, first, second), notes


def _midnight(year: np.ndarray, month: np.ndarray, day: np.ndarray) -> np.ndarray:
    """(n,) seconds from the epoch to the start of a date, as if in UTC; NaN where there is no such date before 2102."""
    first_days = np.arange("1970-01", "2102-02", dtype="M8[M]").astype("M8[D]").astype(np.int64)
    index = (year.astype(np.int64) - 1970) * 12 + month - 1
    good = (month >= 1) & (month <= 12) & (index >= 0) & (index < len(first_days) - 1) & (day >= 1)
    index[~good] = 0
    days = first_days[index] + day - 1
    return np.where(good & (days < first_days[index + 1]), days * DAY, np.nan)


# Texts that differ in digits only have the same shape. A column holds few shapes, so that a regular expression is
# matched once for each, on a text with every digit a 0; the digits are then taken from fixed columns of characters.

WIDEST = 44  # characters; the longest form has 39


def _shapes() -> np.ndarray:
    """(256,) what each character counts as in a shape."""
    shape = np.full(256, ord("?"), np.uint8)
    for sign in "-/.:,+ TZAPMUCG":
        shape[[ord(sign), ord(sign.lower())]] = ord(sign)
    shape[[ord("\t"), ord("\n"), ord("\r"), 0xA0]] = ord(" ")
    shape[ord("0") : ord("9") + 1] = ord("0")
    shape[0] = 0
    return shape


def _patterns() -> Iterator[re.Pattern]:
    year_first = r"(?P<year>0000)(?P<sep>[-/.])(?P<month>0?0)(?P=sep)(?P<day>0?0)"
    year_last = r"(?P<first>0?0)(?P<sep>[-/.])(?P<second>0?0)(?P=sep)(?P<year>0000)"
    unbroken = r"(?P<year>0000)(?P<month>00)(?P<day>00)"
    fraction = r"(?:[.,](?P<fraction>0+))?"
    clock = rf"(?P<hour>0?0):(?P<minute>00)(?::(?P<sec>00){fraction})?(?: ?(?P<half>[AP])\.?M\.?)?"
    tight_clock = rf"(?P<hour>00)(?P<minute>00)(?P<sec>00){fraction}"
    between = r"(?: *T *|,? +)"
    zone = r"(?: ?(?P<utc>Z|UTC|GMT)| ?(?:UTC|GMT)?(?P<sign>[-+])(?P<zone_hour>0?0)(?::?(?P<zone_minute>00))?)?"
    for date in (year_first, year_last, unbroken):
        for time in (clock, tight_clock):
            gap = rf"{between}?" if date is unbroken and time is tight_clock else between
            yield re.compile(rf" *{date}{gap}{time}{zone} *".encode())
    yield re.compile(rb" *(?P<epoch>0{9,10}|0{12,13}|0{15,16}|0{18,19})(?:\.(?P<fraction>0+))? *")


_SHAPE = _shapes()
_PATTERNS = tuple(_patterns())


def _read_chunk(values: np.ndarray) -> _Stamps:
    n = len(values)
    characters = _characters(values)
    stamps = _Stamps(
        null=np.zeros(n, bool),
        year=np.full(n, 1970, np.int16),
        first=np.ones(n, np.int16),
        second=np.ones(n, np.int16),
        undecided=np.zeros(n, bool),
        clock=np.full(n, np.nan),
        offset=np.full(n, np.nan),
        half=np.zeros(n, bool),
    )
    shapes, group = _grouped(_SHAPE[characters])
    order = np.argsort(group, kind="stable") if len(shapes) > 1 else group
    ends = np.cumsum(np.bincount(group, minlength=len(shapes)))
    for i, shape in enumerate(shapes):
        blank = not shape.strip()
        possible = () if blank or b"?" in shape else _PATTERNS
        match = next(filter(None, (pattern.fullmatch(shape) for pattern in possible)), None)
        if blank or (match and len(shape) <= WIDEST):  # longer, it has been cut
            rows = slice(None) if len(shapes) == 1 else order[ends[i - 1] if i else 0 : ends[i]]
            stamps.null[rows] = blank
            if match:
                _read_shape(match, characters[rows], stamps, rows)
    return stamps


def _characters(values: np.ndarray) -> np.ndarray:
    """(n, width) of n objects as text, in Latin-1, filled up with zeros and cut after WIDEST + 1.

    A null is all zeros, a character without a code a question mark.
    """
    try:
        text = "\0".join(values)
    except TypeError:
        values = np.where(pd.isna(values), "", values)
        text = "\0".join(map(str, values))
    if text.count("\0") >= max(len(values), 1):
        text = "\0".join(str(value).replace("\0", "?") for value in values)
    if not text.isascii():
        text = text.replace("\u202f", "\xa0")  # the unbreakable space that some programs write before PM
    flat = np.frombuffer((text + "\0").encode("latin-1", "replace"), np.uint8)
    end = np.flatnonzero(flat == 0)[: len(values)]
    start = np.r_[0, end[:-1] + 1][: len(end)]
    width = min(int(np.max(end - start, initial=0)), WIDEST + 1)
    characters = np.zeros((len(end), -(-max(width, 1) // 8) * 8), np.uint8)
    if width and np.all(end - start == width):  # as most columns are
        characters[:, :width] = flat.reshape(len(end), -1)[:, :width]
        return characters
    for column in range(width):
        characters[:, column] = flat[np.minimum(start + column, end)]
    return characters


def _grouped(shapes: np.ndarray) -> tuple[list[bytes], np.ndarray]:
    """The distinct rows of (n, width) characters, and (n,) which of them each row is."""
    group = np.zeros(len(shapes), np.int64)
    for column in shapes.view(np.uint64).T:  # eight characters at a time; the width is a multiple of that
        codes, distinct = pd.factorize(column)
        if len(distinct) > 1:
            group = pd.factorize(group * len(distinct) + codes)[0]
    first = np.empty(int(group.max(initial=-1)) + 1, np.int64)
    first[group[::-1]] = np.arange(len(group))[::-1]  # of several rows the last one written stays, which is the first
    return shapes[first].view(f"S{shapes.shape[1]}").ravel().tolist(), group


def _read_shape(match: re.Match, characters: np.ndarray, stamps: _Stamps, rows: np.ndarray | slice) -> None:
    """Fills `rows` of the stamps from the digits in (m, width) characters, all of the shape that was matched."""
    has = {name for name, text in match.groupdict().items() if text is not None}

    def number(name: str, digits: int | None = None) -> np.ndarray:
        value = np.zeros(len(characters), np.int64)
        for column in characters.T[slice(*match.span(name))][:digits] if name in has else ():
            value = value * 10 + (column - ord("0"))
        return value

    places = min(len(match["fraction"]), 9) if "fraction" in has else 0
    fraction = number("fraction", places) / 10.0**places
    if "epoch" in has:
        digits = len(match["epoch"])
        unit = 10.0 ** ((digits - 9) // 3 * 3)
        stamps.clock[rows] = (number("epoch") + fraction) / unit
        stamps.offset[rows] = 0.0
        return

    hour, minute, second = number("hour"), number("minute"), number("sec")
    good = (minute < 60) & (second <= 60)  # 60: a leap second
    if "half" in has:
        good &= hour <= 12
        hour = hour % 12 + (12 if match["half"] == b"P" else 0)
    else:
        good &= (hour < 24) | ((hour == 24) & (minute == 0) & (second == 0) & (fraction == 0))
    if "sign" in has:
        ahead, ahead_minutes = number("zone_hour"), number("zone_minute")
        good &= (ahead <= 15) & (ahead_minutes < 60)
        stamps.offset[rows] = (-1.0 if match["sign"] == b"-" else 1.0) * (ahead * 3600.0 + ahead_minutes * 60.0)
    elif "utc" in has:
        stamps.offset[rows] = 0.0
    stamps.clock[rows] = np.where(good, hour * 3600.0 + minute * 60.0 + second + fraction, np.nan)
    stamps.year[rows] = number("year")
    stamps.undecided[rows] = "first" in has
    stamps.first[rows] = number("first" if "first" in has else "day")
    stamps.second[rows] = number("second" if "first" in has else "month")
    stamps.half[rows] = "half" in has
