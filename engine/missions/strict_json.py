"""JSON files read strictly, whatever bytes they hold."""

import json
import math

from ..json_nesting import nesting
from ..language import tr
from .mission import Fault

MOST_BYTES = 20_000_000
DEEPEST = 64
"""Levels of arrays and objects; plans have about 8."""


class _Refused(ValueError):
    """What JSON allows or Python reads, and no mission file may hold."""


def read_json(data: bytes) -> tuple[object, list[Fault]]:
    """(the contents, no fault), or (None, the fault). Refused besides what is no JSON: keys that occur twice, numbers
    that are not finite, deep nesting, files beyond MOST_BYTES."""
    if len(data) > MOST_BYTES:
        return None, [Fault("", tr("the file has {size:,} bytes; that is too large for a mission.", size=len(data)))]
    try:
        text = data.decode("utf-8")
        if nesting(text) > DEEPEST:
            raise _Refused(tr("the file is nested too deeply."))
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant, parse_float=_finite), []
    except UnicodeDecodeError:
        return None, [Fault("", tr("the file is not a text in UTF-8."))]
    except _Refused as refused:
        return None, [Fault("", str(refused))]
    except ValueError as error:  # also of a whole number with thousands of digits
        line = getattr(error, "lineno", None)
        where = "" if line is None else tr("line {line}", line=line)
        return None, [Fault(where, tr("the file is not valid JSON: it is cut off or damaged."))]


def is_number(value) -> bool:
    """Whether a value is a finite number; JSON's true and false are none."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def is_whole(value) -> bool:
    """Whether a value is a whole number, without a decimal point, of a size that a file can mean."""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**53


def _unique(pairs: list[tuple[str, object]]) -> dict:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))
        raise _Refused(tr("the key {key} occurs twice in one object.", key=twice[:40]))
    return found


def _no_constant(text: str):
    raise _Refused(tr("{number} is not a number that JSON has.", number=text))


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise _Refused(tr("{number} is not a number that JSON has.", number=text[:40]))
    return value
