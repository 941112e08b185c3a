"""Values, counts and lists as text: the same text for the same value, whichever way it was read."""

import json
import math
from collections.abc import Sequence
from datetime import date, datetime, time
from numbers import Integral, Real

import numpy as np

from .language import number_text, tr, tr_plural

WHOLE = 2.0**63
"""Up to it whole floats are shown with all digits, as the integers that they were meant to be."""


def plain_text(value) -> str:
    """A value as text; empty for None, NaN and pandas' NaT and NA.

    Whole floats have no decimals, booleans are True or False, dates are 2026-01-31, dates and times 2026-01-31T22:04:10
    (with fractions and offset only where there are any, Z for UTC), lists are joined by commas, dictionaries are JSON
    with sorted keys, bytes are their UTF-8 text, else hexadecimal.
    """
    if isinstance(value, str):
        return str(value)
    if value is None:
        return ""
    if isinstance(value, (bool, np.bool_)):
        return str(bool(value))
    if isinstance(value, Integral):
        return str(int(value))
    if isinstance(value, Real):
        return _number_text(float(value))
    if isinstance(value, (bytes, bytearray)):
        return _bytes_text(bytes(value))
    if isinstance(value, dict):
        return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True)
    if isinstance(value, (list, tuple, set, frozenset, np.ndarray)):
        return ", ".join(plain_text(item) for item in value)
    if isinstance(value, np.datetime64):
        return "" if np.isnat(value) else plain_text(value.astype("datetime64[us]").item())
    if type(value).__name__ == "NAType" or value != value:
        return ""
    if isinstance(value, (datetime, time)):
        text = value.isoformat()
        return text[:-6] + "Z" if text.endswith("+00:00") else text
    return value.isoformat() if isinstance(value, date) else str(value)


def shortened(value, most: int = 60) -> str:
    """A value given by the user as text of at most `most` characters on one line, for a message."""
    text = " ".join(str(value).split()) if len(str(value)) <= 10 * most else str(value)[: 10 * most]
    return text if len(text) <= most else f"{text[: most - 3]}..."


def figure(value: float) -> str:
    """A number with four significant digits, and never as a power of ten: 0.7358, 54.42, 1,923, 12,345."""
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return np.format_float_positional(value, precision=4, unique=False, fractional=False, trim="-")


def _number_text(value: float) -> str:
    if math.isnan(value):
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < WHOLE else repr(value)


def _bytes_text(value: bytes) -> str:
    try:
        text = value.decode("utf-8")
    except UnicodeDecodeError:
        return value.hex()
    return text if text.isprintable() else value.hex()


def _plain(value):
    """A value that json.dumps can write."""
    if isinstance(value, dict):
        return {plain_text(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    finite = isinstance(value, (str, bool, int)) or (isinstance(value, float) and math.isfinite(value))
    return value if value is None or finite else plain_text(value)


def counted(count: int, one: str, many: str = "") -> str:
    """A count with its noun in the user's language: 1 unit, 2,132 units. one, many: the singular and the plural, as
    literals; many: empty where it is `one` with an s."""
    return f"{number_text(count)} {tr_plural(one, many or one + 's', count)}"


def listed(names: Sequence[str], most: int, separator: str = "") -> str:
    """The first names, and how many more there are: a, b and 3 more. separator: another one for names that may contain
    commas; empty: a comma."""
    return (separator or tr(", ")).join(names[:most]) + (
        tr(" and {more:,} more", more=len(names) - most) if len(names) > most else ""
    )


def joined(names: Sequence[str]) -> str:
    """Names as one text: a and b and c."""
    text = names[0] if names else ""
    for name in names[1:]:
        text = tr("{one} and {other}", one=text, other=name)
    return text


def in_a_row(parts: Sequence[str]) -> str:
    """The parts of a description as one text: fixes, 22-05, 2 h."""
    text = parts[0] if parts else ""
    for part in parts[1:]:
        text = tr("{name}, {text}", name=text, text=part)
    return text


def alternatives(names: Sequence[str]) -> str:
    """Names as one text: a, b or c."""
    *first, last = names
    return tr("{some} or {last}", some=tr(", ").join(first), last=last) if first else last


def and_more(count: int) -> str:
    """The end of a list that was cut, such as: ; and 3 more; empty if nothing was left out."""
    return tr("; and {count:,} more", count=count) if count > 0 else ""
