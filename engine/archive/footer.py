"""What the footer of a day's file says about its fixes, so that the file need not be read to know it."""

import base64
import json
import zlib
from dataclasses import dataclass

import numpy as np

from ..provenance.content import content_hash
from .day import Box, Day
from .rows import Rows

KEY = b"blindspot"
"""The key in the footer of the Parquet file."""
SCHEMA = 1
"""Version of the footer and of the columns."""
MINUTE = 60.0


@dataclass(frozen=True)
class Footer:
    """The description of a day in its file, see Day. timezone, crs: those of the archive."""

    timezone: str
    crs: str
    fixes: int
    content: str
    first: float
    last: float
    bounds: Box
    units: tuple[str, ...]
    minutes: np.ndarray

    @classmethod
    def of(cls, rows: Rows, timezone: str, crs: str) -> "Footer":
        """Of rows that are sorted by unit, time, x and y, without repeats; at least one. The hash is one of the units,
        times and positions alone, in this order."""
        return cls(
            timezone,
            crs,
            len(rows),
            content_hash(rows.x, rows.y, rows.t, rows.unit, rows.unit_names),
            float(rows.t.min()),
            float(rows.t.max()),
            tuple(float(edge) for edge in (rows.x.min(), rows.y.min(), rows.x.max(), rows.y.max())),
            rows.unit_names,
            minutes_of(rows.t),
        )

    def text(self) -> bytes:
        """As JSON. Numbers keep their last bit."""
        content = {
            "schema": SCHEMA,
            "timezone": self.timezone,
            "crs": self.crs,
            "fixes": self.fixes,
            "content": self.content,
            "first": self.first,
            "last": self.last,
            "bounds": self.bounds,
            "units": self.units,
            "minutes": packed(self.minutes),
        }
        return json.dumps(content, ensure_ascii=False).encode()

    @classmethod
    def read(cls, text: bytes) -> "Footer":
        """Raises ValueError, KeyError or TypeError where the text is no footer of this version."""
        found = json.loads(text)
        if found["schema"] != SCHEMA:
            raise ValueError(f"schema {found['schema']}")
        west, south, east, north = (float(edge) for edge in found["bounds"])
        return cls(
            str(found["timezone"]),
            str(found["crs"]),
            int(found["fixes"]),
            str(found["content"]),
            float(found["first"]),
            float(found["last"]),
            (west, south, east, north),
            tuple(str(unit) for unit in found["units"]),
            unpacked(found["minutes"]),
        )

    def day(self, date: str, start: float, end: float) -> Day:
        """The day. start, end: of the local day, s since the epoch."""
        of_fixes = (self.fixes, self.content, self.first, self.last, self.bounds, self.units, self.minutes)
        return Day(date, start, end, *of_fixes)


def minutes_of(t: np.ndarray) -> np.ndarray:
    """(k, 2) the first and the last of (n,) times in each minute that has any, rising; s since the epoch."""
    if not len(t):
        return np.zeros((0, 2))
    rising = np.sort(t, kind="stable")  # fast where units are sorted, as here
    number = np.floor(rising / MINUTE)
    starts = np.flatnonzero(np.r_[True, number[1:] > number[:-1]])
    ends = np.r_[starts[1:], len(t)] - 1
    return np.column_stack([rising[starts], rising[ends]])


def packed(minutes: np.ndarray) -> str:
    """(k, 2) floats as text: first the lowest byte of each, then the next ones, which compresses well; zlib; base64."""
    content = np.ascontiguousarray(minutes, "<f8").view(np.uint8).reshape(-1, 8)
    return base64.b64encode(zlib.compress(content.T.tobytes(), 9)).decode()


def unpacked(text: str) -> np.ndarray:
    """(k, 2) floats from the text of `packed`. Raises ValueError where it is not one."""
    try:
        content = np.frombuffer(zlib.decompress(base64.b64decode(text, validate=True)), np.uint8)
    except zlib.error as error:
        raise ValueError(str(error)) from None
    return np.ascontiguousarray(content.reshape(8, -1).T).view("<f8").astype(float).reshape(-1, 2)
