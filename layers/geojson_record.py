"""The record of a run in a GeoJSON file: a foreign member of the FeatureCollection (RFC 7946, 6.1), before the
features. Files are copied piece by piece, because they may be larger than the memory."""

import os
import re
import shutil
from pathlib import Path

MEMBER = "blindspot_provenance"
HEAD = 1 << 16
LONGEST = 1 << 26
"""Bytes of the longest record that is looked for."""
TYPE = re.compile(rb'\A(?:\xef\xbb\xbf)?\s*\{\s*"type"\s*:\s*"FeatureCollection"\s*,')
START = re.compile(rb'"' + MEMBER.encode() + rb'"\s*:\s*')
FEATURES = re.compile(rb'"features"\s*:\s*\[')


def write_member(path: str, record_text: str) -> None:
    """Adds a record to a complete file. Raises ValueError where it does not start as GDAL starts its files, and OSError
    where it cannot be written."""
    other = Path(f"{path}.part")
    try:
        with Path(path).open("rb") as old, other.open("wb") as new:
            head = old.read(HEAD)
            start = TYPE.match(head)
            if start is None:
                raise ValueError("it is not written as a FeatureCollection")
            new.write(head[: start.end()] + f'\n"{MEMBER}": {record_text},'.encode() + head[start.end() :])
            shutil.copyfileobj(old, new, 1 << 20)
        os.replace(other, path)
    finally:
        other.unlink(missing_ok=True)


def read_member(path: str) -> str:
    """The text of the record in a file, which may be cut off where the file is damaged; empty where there is none
    before the features."""
    with Path(path).open("rb") as file:
        text = file.read(HEAD)
        start, features = START.search(text), FEATURES.search(text)
        if start is None or (features is not None and features.start() < start.start()):
            return ""
        found = text[start.end() :]
        while (end := _end_of_object(found)) is None and len(found) < LONGEST:
            more = file.read(max(len(found), HEAD))
            if not more:
                break
            found += more
    return found[:end].decode("utf-8", "replace")


def _end_of_object(text: bytes) -> int | None:
    """Where the JSON object at the start of a text ends; None where it does not end in it."""
    depth = 0
    for match in re.finditer(rb'"(?:[^"\\]|\\.)*"|[{}]', text, re.S):
        depth += {b"{": 1, b"}": -1}.get(match[0], 0)
        if depth == 0:
            return match.end()
    return None
