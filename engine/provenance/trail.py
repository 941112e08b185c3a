"""The audit trail: a file of JSON lines to which runs are appended. Each line has the hash of the line before it."""

import json
import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from .. import file_lock
from ..errors import UserError
from ..language import tr
from .record import as_json

FILE = "blindspot_trail.jsonl"
"""The name of a trail in its folder."""
WAIT = 30.0
"""Seconds to wait for other processes that append. Each of them needs milliseconds."""
LOCKED = 2**31 - 2
"""The byte that is locked on Windows: behind the end of any trail, so that a trail can be read meanwhile."""
TAIL = 1 << 16
"""Bytes that are read from the end of a trail at first."""
BLANK = b"\xef\xbb\xbf\xff\xfe \t\r\n\x00"
"""What editors and terminals write into an empty file: marks of the encoding and of the end of a line."""


def append(path: str | Path, entry: dict) -> str:
    """Appends a run to the trail at `path`, which is made where there is none. Adds to the entry its number, the hash
    of the line before it and its own. Returns its hash. Raises OSError where the trail cannot be written, which is then
    as it was, and UserError where others write to it for too long."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
    try:
        free = file_lock.lock(handle, WAIT, at=LOCKED)
    except BaseException:
        os.close(handle)
        raise
    if not free:
        os.close(handle)
        raise UserError(tr("another program is writing to it"))
    try:
        return _appended(handle, entry)
    finally:
        file_lock.close(handle, LOCKED)


def line_of(entry: dict) -> bytes:
    """The line of an entry that has its number and `before`, without the end of the line: JSON with sorted keys. The
    hash is the SHA-256 of the same JSON without the key `hash`."""
    plain = as_json({key: value for key, value in entry.items() if key != "hash"}).encode("utf-8", "replace")
    return as_json({**json.loads(plain), "hash": sha256(plain).hexdigest()}).encode()


def entry_of(line: bytes) -> dict | None:
    """The entry that a line holds, altered or not; None where it is none."""
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(entry, dict) or type(entry.get("number")) is not int:
        return None
    return entry if all(isinstance(entry.get(key), str) for key in ("before", "hash")) else None


def _appended(handle: int, entry: dict) -> str:
    size = os.lseek(handle, 0, os.SEEK_END)
    last, end = _last(handle, size)
    number, before = (last["number"], last["hash"]) if last else (0, "")
    line = line_of({**entry, "number": number + 1, "before": before})
    if not end.strip(BLANK):
        size, end = 0, b""
        os.ftruncate(handle, 0)
    # A process that was killed leaves a line without its end, which the new line must not continue.
    data = line + b"\n" if end[-1:] in (b"", b"\n") else b"\n" + line + b"\n"
    try:
        _write(handle, data)
    except OSError:  # the disk is full
        with suppress(OSError):
            os.ftruncate(handle, size)
        raise
    return json.loads(line)["hash"]


def _last(handle: int, size: int) -> tuple[dict | None, bytes]:
    """The last entry of the trail, None where it has none, and the bytes at its end."""
    block = TAIL
    while True:
        start = max(size - block, 0)
        data = _read(handle, start)
        lines = data.split(b"\n")
        for line in reversed(lines[1:] if start else lines):  # the first one may have begun before `start`
            entry = entry_of(line)
            if entry is not None:
                return entry, data
        if not start:
            return None, data
        block *= 4


def _read(handle: int, start: int) -> bytes:
    os.lseek(handle, start, os.SEEK_SET)
    parts = []
    while part := os.read(handle, 1 << 20):
        parts.append(part)
    return b"".join(parts)


def _write(handle: int, data: bytes) -> None:
    """Writes to the end of the file, and has the disk keep it."""
    os.lseek(handle, 0, os.SEEK_END)
    while data:
        data = data[os.write(handle, data) :]
    os.fsync(handle)
