"""Reads the bytes of a text file, and JSON that may be hostile: bounded in size and depth, without duplicate keys, NaN,
or numbers that no computer holds."""

import json

from ..errors import UserError
from ..json_nesting import nesting
from ..language import tr

MOST_BYTES = 100_000_000
DEEPEST = 64
"""Levels of arrays and objects; geozones have about 12."""
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decoded(data: bytes) -> str:
    """The text of a file, with \\n at the end of lines: UTF-8 or UTF-16 as its first bytes say, else UTF-8, else
    Latin-1. Raises UserError for a file that is too large or no text."""
    if len(data) > MOST_BYTES:
        raise UserError(
            tr("The file is larger than {size:,} MB. Divide it into smaller ones.", size=MOST_BYTES // 1_000_000)
        )
    encoding = next((name for mark, name in _BOMS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise UserError(tr("The file holds binary data, not text. Choose a file of geozones."))
    return text


def parsed(text: str):
    """The value of a JSON text. Raises UserError."""
    if nesting(text) > DEEPEST:
        raise UserError(
            tr("The file is nested more than {levels} levels deep, so it is no file of geozones.", levels=DEEPEST)
        )
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
    except json.JSONDecodeError as error:
        raise UserError(
            tr(
                "The file is not complete, or no valid JSON: line {line:,}, column {column:,}.",
                line=error.lineno,
                column=error.colno,
            )
        ) from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits
        raise UserError(tr("The file is no valid JSON: it holds a number that is too long.")) from error


def _object(pairs: list[tuple[str, object]]) -> dict:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(name for name, _ in pairs if name in seen or seen.add(name))
        raise UserError(
            tr('The file gives "{key}" twice in one object, so it is not clear which holds.', key=twice[:60])
        )
    return found


def _constant(name: str):
    raise UserError(tr("The file holds {value}, which is no number of JSON.", value=name))
