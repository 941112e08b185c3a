"""The format of times, as the analyst gives it: a layout such as dd/MM/yyyy HH:mm, an order of day and month, or an
epoch."""

import re
from dataclasses import dataclass
from types import MappingProxyType

from ..errors import UserError
from ..language import tr
from ..text import shortened
from . import epochs
from .epochs import Epoch
from .text_formats import shape_of

DAY_FIRST, MONTH_FIRST, YEAR_FIRST = "day", "month", "year"


@dataclass(frozen=True)
class TimeFormat:
    """How to read times; all None: as they show it themselves.

    order: what comes first in dates such as 3/4/2026 and 26-01-31: DAY_FIRST, MONTH_FIRST or YEAR_FIRST. epoch: of
    numbers. layout: of texts, as a pattern of shapes (see text_formats). digits: how many characters a text of the
    layout has where each of its fields has all its digits and nothing else is in it, else 0: a number loses its
    leading zeros. unix_is_local: whether numbers since 1970 are local times counted as if they were UTC, as some
    programs write them.
    """

    order: str | None = None
    epoch: Epoch | None = None
    layout: re.Pattern | None = None
    digits: int = 0
    unix_is_local: bool = False


AUTOMATIC = TimeFormat()
_ORDERS = MappingProxyType({
    "day first": DAY_FIRST, "dayfirst": DAY_FIRST, "day": DAY_FIRST, "dmy": DAY_FIRST,
    "month first": MONTH_FIRST, "monthfirst": MONTH_FIRST, "month": MONTH_FIRST, "mdy": MONTH_FIRST,
    "year first": YEAR_FIRST, "yearfirst": YEAR_FIRST, "year": YEAR_FIRST, "ymd": YEAR_FIRST,
})  # fmt: skip


def parse_time_format(text: str | None, name: str = "TIME_FORMAT") -> TimeFormat:
    """The format from text; AUTOMATIC for None or blank.

    `day first` and `month first`; an epoch (unix, unix ms, gps, fit, cocoa, 2000, .net, excel ...); or a layout in
    strptime's directives (%d/%m/%Y %H:%M) or in the letters of QGIS (dd/MM/yyyy HH:mm). Raises UserError, with an
    example, for any other text. name: of the parameter, for the message.
    """
    text = (text or "").strip()
    if not text:
        return AUTOMATIC
    order = _ORDERS.get(re.sub(r"[ _-]+", " ", text.lower()))
    if order:
        return TimeFormat(order)
    epoch = epochs.epoch_of(text)
    if epoch:
        return TimeFormat(epoch=epoch)
    parts = list(_directives(text, name) if "%" in text else _letters(text, name))
    groups = [group for group, _ in parts if group]
    twice = next((group for group in groups if groups.count(group) > 1), None)
    if twice:
        raise _bad(name, text, tr("gives the {twice} twice", twice=_SPOKEN.get(twice, twice)))
    given = {"month" if group == "name" else group for group in groups}
    missing = [_SPOKEN[part] for part in ("year", "month", "day") if part not in given]
    if missing:
        raise _bad(name, text, tr("does not give the {missing}", missing=tr(" or the ").join(missing)))
    if "half" in given and "hour" in given and re.search(r"%H|H", text):
        raise _bad(name, text, tr("gives AM or PM with an hour of 24"))
    pattern = "".join(f"(?P<{group}>{shape})" if group else shape for group, shape in parts)
    named = [group for group in groups if group in ("day", "month", "name", "year")]
    first = DAY_FIRST if named[0] == "day" else YEAR_FIRST if named[0] == "year" else MONTH_FIRST
    numeric = all(group and re.fullmatch("0+|0[?]0", shape) for group, shape in parts)
    digits = sum(max(len(re.sub(r"\D", "", shape)), 2) for _, shape in parts) if numeric else 0
    return TimeFormat(first, None, re.compile(f" *{pattern} *".encode("latin-1")), digits)


_SPOKEN = MappingProxyType(
    {"year": "year", "month": "month", "name": "month", "day": "day", "sec": "second", "half": tr("half of the day")}
)
_WORD = "[A-Z]{2,14}"
_STRPTIME = MappingProxyType({
    "d": [("day", "0?0")], "e": [("", " ?"), ("day", "0?0")], "m": [("month", "0?0")],
    "b": [("name", _WORD), ("", r"\.?")],
    "B": [("name", _WORD)], "h": [("name", _WORD), ("", r"\.?")], "Y": [("year", "0000")], "y": [("year", "00")],
    "H": [("hour", "0?0")], "k": [("", " ?"), ("hour", "0?0")], "I": [("hour", "0?0")],
    "l": [("", " ?"), ("hour", "0?0")],
    "M": [("minute", "0?0")], "S": [("sec", "0?0")], "f": [("fraction", "0+")],
    "p": [("half", "[AP]"), ("", r"\.? ?M\.?")], "a": [("", _WORD + r"\.?")], "A": [("", _WORD)], "%": [("", "%")],
})  # fmt: skip
_COMPOSED = MappingProxyType({"T": "%H:%M:%S", "R": "%H:%M", "D": "%m/%d/%y", "F": "%Y-%m-%d"})
_ZONE = r"(?:(?P<utc>Z|UTC|GMT)|(?P<sign>[-+])(?P<zone_hour>00):?(?P<zone_minute>00))"
_QT = (
    ("yyyy", [("year", "0000")]), ("YYYY", [("year", "0000")]), ("yy", [("year", "00")]), ("YY", [("year", "00")]),
    ("MMMM", [("name", _WORD)]), ("MMM", [("name", _WORD), ("", r"\.?")]), ("MM", [("month", "00")]),
    ("M", [("month", "0?0")]), ("dddd", [("", _WORD)]), ("ddd", [("", _WORD + r"\.?")]), ("dd", [("day", "00")]),
    ("d", [("day", "0?0")]), ("HH", [("hour", "00")]), ("H", [("hour", "0?0")]), ("hh", [("hour", "00")]),
    ("h", [("hour", "0?0")]), ("mm", [("minute", "00")]), ("m", [("minute", "0?0")]), ("ss", [("sec", "00")]),
    ("s", [("sec", "0?0")]), ("zzz", [("fraction", "0{1,9}")]), ("z", [("fraction", "0{1,9}")]),
    ("SSS", [("fraction", "0{1,9}")]), ("AP", _STRPTIME["p"]), ("ap", _STRPTIME["p"]), ("A", _STRPTIME["p"]),
    ("a", _STRPTIME["p"]), ("tt", _STRPTIME["p"]), ("XXX", [("", _ZONE)]), ("t", [("", _ZONE)]),
)  # fmt: skip


def _directives(text: str, name: str):
    for directive, composed in _COMPOSED.items():
        text = text.replace(f"%{directive}", composed)
    i = 0
    while i < len(text):
        if text[i] != "%":
            yield "", _literal(text[i], name, text)
            i += 1
            continue
        directive = text[i + 1 : i + 2].replace("-", "") or text[i + 2 : i + 3]
        i += 2 + (text[i + 1 : i + 2] == "-")
        if directive in ("z", "Z"):
            yield "", _ZONE
        elif directive in _STRPTIME:
            yield from _STRPTIME[directive]
        else:
            raise _bad(name, text, tr("has %{directive}, which is not known", directive=directive))


def _letters(text: str, name: str):
    i = 0
    while i < len(text):
        if text[i] == "'":
            end = text.find("'", i + 1)
            end = len(text) if end < 0 else end
            for letter in text[i + 1 : end]:
                yield "", _literal(letter, name, text)
            i = end + 1
            continue
        token = next((token for token in _QT if text.startswith(token[0], i)), None)
        if token:
            yield from token[1]
            i += len(token[0])
        elif text[i].isalpha() and text[i] not in "TZ" and text[i].isascii():
            raise _bad(name, text, tr("has the letter {letter}, which has no meaning in it", letter=text[i]))
        else:
            yield ("utc", "Z") if text[i] == "Z" else ("", _literal(text[i], name, text))
            i += 1


def _literal(character: str, name: str, text: str) -> str:
    """The pattern of a character that stands for itself."""
    shape = shape_of(character)
    if shape == "?":
        raise _bad(name, text, tr("has {character}, which no time has", character=character))
    return " ?" if shape == " " else re.escape(shape)


def _bad(name: str, text: str, why: str) -> UserError:
    return UserError(
        tr(
            "{name} '{value}' {why}. Write it as dd/MM/yyyy HH:mm:ss or %d/%m/%Y %H:%M:%S; or 'day first' or "
            "'month first'; or what numbers count from: {names}.",
            name=name,
            value=shortened(text),
            why=why,
            names=epochs.NAMES,
        )
    )
