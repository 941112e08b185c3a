"""The formats of times as text, and the numbers in them.

Texts that differ only in their digits have the same shape: the text in capitals with every digit replaced by 0. A
column has few shapes. So the regular expressions are matched once for each shape, and the digits are then read from
fixed character positions.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pandas as pd

from .date_words import DAY_OF_MONTH, HOUR, MINUTE, MONTH, SECOND, YEAR, months, plain, weekdays

CHUNK = 50_000  # rows whose characters fit into the processor's cache
WIDEST = 72  # characters; JavaScript's dates, with the name of the zone, have about 66
DATE_AND_TIME, DATE, TIME_OF_DAY, COUNT, NONE = range(5)
"""What a text gives: a date with a time of day, one of them only, seconds since 1970, or nothing that can be read."""


@dataclass(frozen=True)
class Stamps:
    """The numbers in n texts, before the order of day and month is decided. (n,) each.

    first, second, year: the day, the month and the year; where `undecided`, the order of the first two may be another,
    and where `short` as well, all three have at most two digits and may stand in another order. clock: seconds after
    midnight, NaN where there is none or it is not valid; offset: seconds ahead of UTC, NaN where there is none; half:
    has AM or PM; gives: DATE_AND_TIME and so on; weekday: 1 to 7 from Monday, 0 where there is none.
    """

    null: np.ndarray
    year: np.ndarray
    first: np.ndarray
    second: np.ndarray
    undecided: np.ndarray
    short: np.ndarray
    clock: np.ndarray
    offset: np.ndarray
    half: np.ndarray
    gives: np.ndarray
    weekday: np.ndarray


def read_stamps(values: np.ndarray, layout: re.Pattern | None = None, times_first: bool = False) -> Stamps:
    """The numbers in (n,) texts; None, NaN and blanks are null. layout: a format to try first. times_first: whether a
    text such as 22.04.10 is a time of day rather than a date."""
    patterns = (*([(DATE_AND_TIME, layout)] if layout else []), *_PATTERNS)
    if times_first:
        patterns = sorted(patterns, key=lambda pattern: pattern[0] != TIME_OF_DAY)
    parts = [_read_chunk(values[i : i + CHUNK], patterns) for i in range(0, max(len(values), 1), CHUNK)]
    return Stamps(*(np.concatenate([getattr(part, name) for part in parts]) for name in Stamps.__dataclass_fields__))


def shape_of(text: str) -> str:
    """The shape of a text; ? for a character that no format has."""
    return _SHAPE[np.frombuffer(text.encode("latin-1", "replace"), np.uint8)].tobytes().decode("latin-1")


def _shapes() -> np.ndarray:
    """(256,) the character of a shape that stands for each Latin-1 character; ? for characters of no format."""
    shape = np.full(256, ord("?"), np.uint8)
    for sign in "-/.:,+ ()[]{}'\"$=" + YEAR + MONTH + DAY_OF_MONTH + HOUR + MINUTE + SECOND:
        shape[ord(sign)] = ord(sign)
    for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
        shape[[ord(letter), ord(letter.lower())]] = ord(letter)
    shape[[ord("\t"), ord("\n"), ord("\r"), ord("_"), 0xA0]] = ord(" ")
    shape[ord("0") : ord("9") + 1] = ord("0")
    shape[0] = 0
    return shape


def _patterns() -> Iterator[tuple[int, re.Pattern]]:
    """What each pattern of shapes gives, and the pattern."""
    fraction = r"(?:(?:[.,]|:(?=000(?!0)))(?P<fraction>0{1,20}))?"
    half = r"(?: ?(?P<half>[AP])\.? ?M\.?)?"
    clock = rf"(?P<hour>0?0)(?P<colon>[:.])(?P<minute>0?0)(?:(?P=colon)(?P<sec>0?0){fraction})?{half}(?: UHR| ?H)?"
    tight_clock = rf"(?P<hour>00)(?P<minute>00)(?P<sec>00){fraction}"
    dashed_clock = r"(?P<hour>00)-(?P<minute>00)-(?P<sec>00)"
    lettered_clock = r"(?P<hour>0?0) ?H ?(?P<minute>00)(?: ?(?:MIN|MN|M|')? ?(?P<sec>00) ?(?:SEC|S)?| ?(?:MIN|MN|M))?"
    asian_half = r"(?:(?P<half>[AP])M ?)?"
    asian_clock = rf"{asian_half}(?P<hour>0?0){HOUR} ?(?:(?P<minute>0?0){MINUTE} ?(?:(?P<sec>0?0){SECOND})?)?"
    half_first = rf"(?P<half>[AP])\.?M\.? ?(?P<hour>0?0):(?P<minute>00)(?::(?P<sec>00){fraction})?"
    zone = (
        r"(?: ?(?P<utc>Z|UTC?|GMT)| ?\((?P<utc_2>Z|UTC?|GMT)\)| \(?(?P<zone>[A-Z]{3,4})\)?"
        r"| ?\(?(?:UTC|GMT)?(?P<sign>[-+])(?P<zone_hour>0?0)(?::?(?P<zone_minute>00))?\)?)?"
    )
    between = r"(?: *T *|,? +(?:(?:AT|UM|KLO|KL\.?|ALLE|ORE|OM|A LAS|AS|A|KEL|PUKUL|U) +)?)"
    clocks = (clock, tight_clock, lettered_clock, asian_clock, half_first, dashed_clock)

    weekday = r"(?:(?P<weekday>[A-Z]{2,12})\.?,? +(?:DEN )?)?"
    year_first = r"(?P<year>0000)(?P<sep>[-/.:]|\. )(?P<month>0?0)(?P=sep)(?P<day>0?0)\.?"
    year_last = rf"{weekday}(?P<first>0?0)(?P<sep>[-/.]|\. )(?P<second>0?0)(?P=sep)(?P<year>0000)\.?"
    year_short = rf"{weekday}(?P<first>0?0)(?P<sep>[-/.]|\. )(?P<second>0?0)(?P=sep)(?P<short>00)\.?"
    unbroken = r"(?P<year>0000)(?P<month>00)(?P<day>00)"
    asian = rf"(?P<year>0000|00){YEAR} ?(?P<month>0?0){MONTH} ?(?P<day>0?0){DAY_OF_MONTH}"
    name, th, gap = r"(?P<name>[A-Z]{3,14})\.?", r"(?:ST|ND|RD|TH|ER|\.)?", r"(?:[ /-]|, ?)"
    day_name = rf"{weekday}(?P<day>0?0){th}{gap}?(?:DE )?{name}{gap}?(?:DE |DEL )?(?P<year>0000|00)"
    name_day = rf"{weekday}{name}{gap}(?P<day>0?0){th}{gap}{{1,2}}(?P<year>0000)"
    year_name = rf"(?P<year>0000)(?:{gap}|\. ){name}{gap}(?P<day>0?0)\.?"
    dates = (year_first, year_last, unbroken, asian, day_name, name_day, year_name, year_short)
    for date in dates:
        for time in clocks:
            apart = between
            if date is asian or (date is unbroken and time is tight_clock):
                apart = f"(?:{between}|-)?"
            elif date is unbroken:
                apart = f"(?:{between}|-)"
            elif date in (day_name, year_last, year_first):
                apart = f"(?:{between}|[-:])"
            yield _pattern(DATE_AND_TIME, date, apart, time, zone)
    yield _pattern(DATE_AND_TIME, unbroken, between, r"(?P<hour>00)(?P<minute>00)", zone)
    yield _pattern(DATE_AND_TIME, unbroken, r"(?P<hour>00)(?P<minute>00)(?P<sec>00)(?P<fraction>000)")
    yield _pattern(DATE_AND_TIME, r"(?P<first>00)(?P<second>00)(?P<short>00)", between, tight_clock, zone)  # NMEA
    yield _pattern(DATE_AND_TIME, weekday, name, " +", "(?P<day>0?0)", " +", clock, zone, " (?P<year>0000)")  # ctime
    for date in dates:
        if date is not unbroken:
            yield _pattern(DATE_AND_TIME, clock, "(?:, *| +)", date)
    for date in dates:
        yield _pattern(DATE, date)
    for time in (clock, r"(?P<hour>00)(?P<minute>00)(?P<sec>00)" + fraction, *clocks[2:]):
        yield _pattern(TIME_OF_DAY, "T?", time, zone)
    yield _pattern(COUNT, r"(?P<epoch>0{9,10}|0{12,13}|0{15,16}|0{18,19})(?:[.,](?P<fraction>0{1,20}))?(?:[-+]0000)?")


def _pattern(gives: int, *parts: str) -> tuple[int, re.Pattern]:
    return gives, re.compile(" *{} *".format("".join(parts)).encode("latin-1"))


_SHAPE = _shapes()
_PATTERNS = tuple(_patterns())
_MONTHS = months()
_WEEKDAYS = weekdays()
# Hours ahead of UTC of zones whose short names mean nothing else, among them those of RFC 822 except CST.
_ZONES = MappingProxyType({
    b"EST": -5, b"EDT": -4, b"CDT": -5, b"MST": -7, b"MDT": -6, b"PST": -8, b"PDT": -7, b"AKST": -9, b"AKDT": -8,
    b"HST": -10, b"WET": 0, b"WEST": 1, b"CET": 1, b"CEST": 2, b"MEZ": 1, b"MESZ": 2, b"EET": 2, b"EEST": 3, b"MSK": 3,
    b"CAT": 2, b"EAT": 3, b"WAT": 1, b"SAST": 2, b"JST": 9, b"KST": 9, b"HKT": 8, b"SGT": 8, b"AEST": 10, b"AEDT": 11,
    b"AWST": 8, b"NZST": 12, b"NZDT": 13,
})  # fmt: skip
_KNOWN = frozenset(_MONTHS) | frozenset(_WEEKDAYS) | frozenset(_ZONES) | frozenset(
    b"AM PM UTC UT GMT ST ND RD TH ER DE DEL DEN AT AS UM KLO KL ALLE ORE OM LAS KEL PUKUL UHR MIN MN SEC".split()
)  # fmt: skip
# What databases and programs write around a time: quotes, ISODate("..."), {"$date": ...}, /Date(...)/, ="...".
_WRAPPED = re.compile(
    rb" *(?:ISODATE\(|NEW DATE\(|/DATE\(|\{ *[\"']\$DATE[\"']: *(?:\{ *[\"']\$NUMBERLONG[\"']: *)?|=)?[\"']?"
    rb"(?P<inside>[^\"'{}$=]*?)[\"']?(?:\)/|\)|[ }]*)"
)
_WORDS = re.compile(rb"[A-Z]{2,}")
# the zone's name after its offset from UTC
_COMMENT = re.compile(
    rb"(?P<offset>[-+]0?0(?::?00)?|Z|UTC|GMT)(?: ?\([^()0]*\)| ?\[[^]0]*\]|(?<=0) [A-Z]{3,5}(?: M=.*)?) *$"
)


def _match(shape: bytes, patterns) -> tuple[int, re.Match | None]:
    """What a shape gives, and its match; NONE and None where no format has it."""
    shape = _COMMENT.sub(rb"\g<offset>", shape)
    if shape.count(b"0") < 2 or len(shape) > WIDEST:  # a longer shape belongs to a text that was cut
        return NONE, None
    wrapped = _WRAPPED.fullmatch(shape)
    for start, end in dict.fromkeys([(0, len(shape)), *([wrapped.span("inside")] if wrapped else [])]):
        inside = shape[start:end]
        if b"?" in inside or not all(
            word.removesuffix(b"Z") in _KNOWN or word[:1] in b"TZH" for word in _WORDS.findall(inside)
        ):
            continue
        for gives, pattern in patterns:
            match = pattern.fullmatch(shape, start, end)
            if match and all(match[group] in names for group, names in _NAMED if match.groupdict().get(group)):
                return gives, match
    return NONE, None


_NAMED = (("name", _MONTHS), ("weekday", _WEEKDAYS), ("zone", _ZONES))


def _read_chunk(values: np.ndarray, patterns) -> Stamps:
    n = len(values)
    characters = _characters(values)
    stamps = Stamps(
        null=np.zeros(n, bool),
        year=np.full(n, 1970, np.int16),
        first=np.ones(n, np.int16),
        second=np.ones(n, np.int16),
        undecided=np.zeros(n, bool),
        short=np.zeros(n, bool),
        clock=np.full(n, np.nan),
        offset=np.full(n, np.nan),
        half=np.zeros(n, bool),
        gives=np.full(n, NONE, np.uint8),
        weekday=np.zeros(n, np.int8),
    )
    shapes, group = _grouped(_SHAPE[characters])
    order = np.argsort(group, kind="stable") if len(shapes) > 1 else group
    ends = np.cumsum(np.bincount(group, minlength=len(shapes)))
    for i, shape in enumerate(shapes):
        blank = not shape.strip()
        gives, match = (NONE, None) if blank else _match(shape, patterns)
        if blank or match:
            rows = slice(None) if len(shapes) == 1 else order[ends[i - 1] if i else 0 : ends[i]]
            stamps.null[rows] = blank
            stamps.gives[rows] = gives
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
        text = plain(text)
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


def _read_shape(match: re.Match, characters: np.ndarray, stamps: Stamps, rows: np.ndarray | slice) -> None:
    """Fills `rows` of the stamps from the digits in (m, width) characters, which all have the matched shape."""
    has = {name for name, text in match.groupdict().items() if text is not None}

    def number(name: str, digits: int | None = None) -> np.ndarray:
        value = np.zeros(len(characters), np.int64)
        for column in characters.T[slice(*match.span(name))][:digits] if name in has else ():
            value = value * 10 + (column - ord("0"))
        return value

    places = min(len(match["fraction"]), 9) if "fraction" in has else 0
    fraction = number("fraction", places) / 10.0**places if places else 0.0
    if "epoch" in has:
        count, digits = number("epoch"), len(match["epoch"])
        clock = (count + fraction) / 10.0 ** ((digits - 9) // 3 * 3)
        if digits == 12 and np.any(compact := (count >= 1_980_01_01_00_00) & (count < 2_101_01_01_00_00)):
            _read_minutes(count, compact, clock, stamps, rows)
        else:
            stamps.offset[rows] = 0.0
        stamps.clock[rows] = clock
        return

    if "hour" in has:
        hour, minute, second = number("hour"), number("minute"), number("sec")
        good = (minute < 60) & (second <= 60)  # 60: a leap second
        if "half" in has:
            after_noon = match["half"] == b"P"
            good &= hour <= (23 if after_noon else 12)  # 20:00 PM: hours of 24, with the half as well
            hour = hour % 12 + (12 if after_noon else 0)
        else:
            good &= (hour < 24) | ((hour == 24) & (minute == 0) & (second == 0) & (fraction == 0))
        if "sign" in has:
            ahead, ahead_minutes = number("zone_hour"), number("zone_minute")
            good &= (ahead <= 15) & (ahead_minutes < 60)
            stamps.offset[rows] = (-1.0 if match["sign"] == b"-" else 1.0) * (ahead * 3600.0 + ahead_minutes * 60.0)
        elif "utc" in has or "utc_2" in has:
            stamps.offset[rows] = 0.0
        elif "zone" in has:
            stamps.offset[rows] = 3600.0 * _ZONES[match["zone"]]
        stamps.clock[rows] = np.where(good, hour * 3600.0 + minute * 60.0 + second + fraction, np.nan)
    if "year" in has or "short" in has:
        year = number("year" if "year" in has else "short")
        stamps.year[rows] = century(year) if "year" in has and len(match["year"]) == 2 else year
        stamps.short[rows] = "short" in has
        stamps.undecided[rows] = "first" in has
        stamps.first[rows] = number("first" if "first" in has else "day")
        stamps.second[rows] = (
            _MONTHS[match["name"]] if "name" in has else number("second" if "first" in has else "month")
        )
        stamps.half[rows] = "half" in has
        stamps.weekday[rows] = _WEEKDAYS[match["weekday"]] if "weekday" in has else 0


def _read_minutes(
    count: np.ndarray, compact: np.ndarray, clock: np.ndarray, stamps: Stamps, rows: np.ndarray | slice
) -> None:
    """Twelve digits that are a date and a time to the minute (yyyyMMddHHmm); as milliseconds since 1970 they would lie
    before 1980."""
    date, time = np.divmod(count, 10_000)
    valid = (time // 100 < 24) & (time % 100 < 60)
    clock[compact] = np.where(valid, (time // 100) * 3600.0 + (time % 100) * 60.0, np.nan)[compact]
    stamps.year[rows] = np.where(compact, date // 10_000, 1970)
    stamps.second[rows] = np.where(compact, date // 100 % 100, 1)
    stamps.first[rows] = np.where(compact, date % 100, 1)
    stamps.offset[rows] = np.where(compact, np.nan, 0.0)


def century(year: np.ndarray) -> np.ndarray:
    """Years of two digits as years from 1969 to 2068, as POSIX reads them."""
    return year + np.where(year < 69, 2000, 1900)
