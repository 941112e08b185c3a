"""Timestamps as text or numbers, read as instants: float64 seconds since the Unix epoch (UTC), as everywhere in the
engine.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields

import numpy as np
import pandas as pd

from .timezones import DAY, EARLIEST, LATEST, check_timezone, clock_notes, localize

CHUNK = 50_000  # rows whose characters fit into the processor's cache


@dataclass(frozen=True)
class Instants:
    """Times as read from a column of n rows.

    seconds: (n,) float64 since the epoch, NaN where there is no usable time; null_count: rows that are empty;
    unreadable_count: rows with a value that is not a time between 1980 and 2100; naive_count: rows that were read but
    have no UTC offset, so that their instants depend on the time zone; notes: what was assumed or left out, in
    sentences for the analyst.
    """

    seconds: np.ndarray
    null_count: int
    unreadable_count: int
    notes: tuple[str, ...]
    naive_count: int


# --- numbers ---


def read_numbers(values: np.ndarray) -> Instants:
    """Instants of (n,) numbers since the epoch. The median decides whether they are seconds, milliseconds, microseconds
    or nanoseconds."""
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
    """Instants of (n,) texts. The format of each is found separately; None, NaN and blanks are null.

    Formats: 2025-10-23T15:19:09.123+05:30 and its variants (a space for the T, slashes, no separators, Z, UTC, +0530,
    +03, a decimal comma, no seconds), 23.10.2025 15:19 and 10/23/2025 3:19:09 PM, and seconds, milliseconds,
    microseconds or nanoseconds since the epoch. Whether the day or the month comes first is decided once for the whole
    column. A date without a time of day is unreadable. Raises UserError for an unknown time zone.
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
    """The fields of n texts, before the order of day and month is decided. (n,) each.

    first, second: the day and the month; where `undecided`, they may be the month and the day. clock: seconds after
    midnight, NaN where unreadable; offset: seconds ahead of UTC, NaN where there is none; half: has AM or PM.
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
    """(n,) days and months, and notes. Dates that can be read in one order only decide the order for the column."""
    undecided = stamps.undecided & ~np.isnan(stamps.clock)
    first, second = stamps.first, stamps.second
    day_first = int(np.count_nonzero(undecided & (first > 12) & (first <= 31) & (second <= 12)))
    month_first = int(np.count_nonzero(undecided & (second > 12) & (second <= 31) & (first <= 12)))
    month_leads = month_first > day_first
    notes = []
    if day_first and month_first:
        order, other = ("month", "day") if month_leads else ("day", "month")
        fewer, more = sorted((day_first, month_first))
        notes.append(
            f"Most dates have the {order} first (rows that can be read in no other way: {more:,}), but some have the "
            f"{other} first: these cannot be read (rows: {fewer:,})."
        )
    elif not day_first and not month_first:
        month_leads = bool(np.any(stamps.half & undecided))
        doubtful = np.flatnonzero(undecided & (first != second))
        if len(doubtful):
            a, b, year = first[doubtful[0]], second[doubtful[0]], stamps.year[doubtful[0]]
            date = f"{year:04d}-{a:02d}-{b:02d}" if month_leads else f"{year:04d}-{b:02d}-{a:02d}"
            notes.append(
                "The column does not show whether the day or the month comes first: it is a guess that the "
                f"{'month' if month_leads else 'day'} comes first, so that {a:02d}/{b:02d}/{year:04d} is {date}."
            )
    swapped = stamps.undecided & month_leads
    return np.where(swapped, second, first), np.where(swapped, first, second), notes


def _midnight(year: np.ndarray, month: np.ndarray, day: np.ndarray) -> np.ndarray:
    """(n,) seconds from the epoch to the start of a date in UTC; NaN for an invalid date or one outside 1970-2101."""
    first_days = np.arange("1970-01", "2102-02", dtype="M8[M]").astype("M8[D]").astype(np.int64)
    index = (year.astype(np.int64) - 1970) * 12 + month - 1
    good = (month >= 1) & (month <= 12) & (index >= 0) & (index < len(first_days) - 1) & (day >= 1)
    index[~good] = 0
    days = first_days[index] + day - 1
    return np.where(good & (days < first_days[index + 1]), days * DAY, np.nan)


# Texts that differ only in their digits have the same shape: the text with every digit replaced by 0. A column has few
# shapes. So the regular expressions are matched once for each shape, and the digits are then read from fixed character
# positions.

WIDEST = 44  # characters; the longest format has 39


def _shapes() -> np.ndarray:
    """(256,) the character of a shape that stands for each Latin-1 character; ? for characters of no format."""
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
        if blank or (match and len(shape) <= WIDEST):  # a longer shape belongs to a text that was cut
            rows = slice(None) if len(shapes) == 1 else order[ends[i - 1] if i else 0 : ends[i]]
            stamps.null[rows] = blank
            if match:
                _read_shape(match, characters[rows], stamps, rows)
    return stamps


def _characters(values: np.ndarray) -> np.ndarray:
    """(n, width) characters of n objects as text in Latin-1, padded with zeros and cut after WIDEST + 1.

    A null becomes all zeros. A character that Latin-1 does not have becomes a question mark.
    """
    try:
        text = "\0".join(values)
    except TypeError:
        values = np.where(pd.isna(values), "", values)
        text = "\0".join(map(str, values))
    if text.count("\0") >= max(len(values), 1):
        text = "\0".join(str(value).replace("\0", "?") for value in values)
    if not text.isascii():
        text = text.replace("\u202f", "\xa0")  # the narrow no-break space that some programs write before PM
    flat = np.frombuffer((text + "\0").encode("latin-1", "replace"), np.uint8)
    end = np.flatnonzero(flat == 0)[: len(values)]
    start = np.r_[0, end[:-1] + 1][: len(end)]
    width = min(int(np.max(end - start, initial=0)), WIDEST + 1)
    characters = np.zeros((len(end), -(-max(width, 1) // 8) * 8), np.uint8)
    if width and np.all(end - start == width):  # the usual case
        characters[:, :width] = flat.reshape(len(end), -1)[:, :width]
        return characters
    for column in range(width):
        characters[:, column] = flat[np.minimum(start + column, end)]
    return characters


def _grouped(shapes: np.ndarray) -> tuple[list[bytes], np.ndarray]:
    """The distinct rows of (n, width) characters, and (n,) the index of each row among them."""
    group = np.zeros(len(shapes), np.int64)
    for column in shapes.view(np.uint64).T:  # eight characters at a time; the width is a multiple of that
        codes, distinct = pd.factorize(column)
        if len(distinct) > 1:
            group = pd.factorize(group * len(distinct) + codes)[0]
    first = np.empty(int(group.max(initial=-1)) + 1, np.int64)
    first[group[::-1]] = np.arange(len(group))[::-1]  # the last write wins, so the first row of each group remains
    return shapes[first].view(f"S{shapes.shape[1]}").ravel().tolist(), group


def _read_shape(match: re.Match, characters: np.ndarray, stamps: _Stamps, rows: np.ndarray | slice) -> None:
    """Fills `rows` of the stamps from the digits in (m, width) characters, which all have the matched shape."""
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
