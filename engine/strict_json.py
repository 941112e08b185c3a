"""JSON from outside, read strictly: bounded in depth, without keys that occur twice, NaN, or numbers that no computer
holds."""

import json
import math
import re

import numpy as np

from .errors import UserError
from .language import tr
from .text import shortened

DEEPEST = 64
"""Levels of arrays and objects: geozones have about 12, plans about 8. Parsers differ in how many they survive."""
LONGEST = 60
"""Characters of a key or a number in a message."""
_NOT_BRACKETS = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[^\[\]{}"]++', re.DOTALL)


def parsed_json(text: str):
    """The value of a JSON text. Raises UserError where it is none, or breaks one of the rules above."""
    if nesting(text) > DEEPEST:
        raise UserError(tr("The file is nested more than {levels} levels deep.", levels=DEEPEST))
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_constant, parse_float=_finite)
    except json.JSONDecodeError as error:
        raise UserError(
            tr(
                "The file is not complete, or no valid JSON: line {line:,}, column {column:,}.",
                line=error.lineno,
                column=error.colno,
            )
        ) from error
    except (ValueError, RecursionError) as error:  # a whole number of thousands of digits
        raise UserError(tr("The file is no valid JSON: it holds a number that is too long.")) from error


def nesting(text: str) -> int:
    """The greatest number of arrays and objects that are open at once, in linear time, before anything is parsed.
    Brackets in strings do not count, and text that is no JSON has some number too."""
    brackets = np.frombuffer(_NOT_BRACKETS.sub("", text).encode("ascii", "replace"), np.uint8)
    opening = (brackets == ord("[")) | (brackets == ord("{"))
    return int(np.cumsum(np.where(opening, 1, -1)).max(initial=0))


def _object(pairs: list[tuple[str, object]]) -> dict:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))
        raise UserError(
            tr('"{key}" occurs twice in one object, so it is not clear which one holds.', key=shortened(twice, LONGEST))
        )
    return found


def _constant(text: str):
    raise UserError(tr("The file holds {value}, which is no number of JSON.", value=shortened(text, LONGEST)))


def _finite(text: str) -> float:
    value = float(text)
    return value if math.isfinite(value) else _constant(text)
