"""A flight log: positions, times and battery of one file, as they are in it."""

from dataclasses import dataclass, field, fields

import numpy as np

from ..errors import UserError
from ..language import tr

MOST_ROWS = 3_000_000
"""Of one kind in a file: more than 80 hours with ten positions a second."""


@dataclass(frozen=True)
class FlightLog:
    """n positions in the order of the file; NaN where the file has no value."""

    format: str
    """the format's name for users"""
    t: np.ndarray
    """(n,) s since the epoch"""
    lon: np.ndarray
    lat: np.ndarray
    """(n,) degrees, WGS 84"""
    above_sea: np.ndarray
    """(n,) m above mean sea level"""
    above_takeoff: np.ndarray
    """(n,) m above the take-off point"""
    battery: np.ndarray
    """(n,) % left"""
    volts: np.ndarray
    used_wh: np.ndarray
    """(n,) V, and Wh used since the log began"""
    armed: np.ndarray
    """(n,) 1 armed, 0 disarmed, NaN where the log doesn't say"""
    fixed: np.ndarray
    """(n,) whether the receiver had a position when it was written"""
    mode: np.ndarray
    """(n,) flight mode, empty where it is not known"""
    notes: tuple[str, ...] = field(default=())
    """sentences for the log of the run"""

    def __len__(self) -> int:
        return len(self.t)

    @classmethod
    def of(cls, format: str, t, lon, lat, notes: tuple[str, ...] = (), **columns) -> "FlightLog":
        """A log from the columns that a format has. columns: by the names above."""
        count = len(t)
        made = {name: np.full(count, np.nan) for name in ("above_sea", "above_takeoff", "battery", "volts", "used_wh")}
        made |= {"armed": np.full(count, np.nan), "fixed": np.ones(count, bool), "mode": np.full(count, "", object)}
        made |= {name: np.asarray(column) for name, column in columns.items()}
        arrays = (np.asarray(column, float) for column in (t, lon, lat))
        return cls(format, *arrays, notes=notes, **made)

    def take(self, which: np.ndarray) -> "FlightLog":
        """Some of the positions. which: (n,) booleans, or indices."""
        columns = {each.name: getattr(self, each.name) for each in fields(self)}
        return FlightLog(
            **{name: column[which] if isinstance(column, np.ndarray) else column for name, column in columns.items()}
        )


def too_many_rows() -> UserError:
    return UserError(tr("It has more than {most:,} positions, or rows of another kind.", most=MOST_ROWS))


def column_of(raw: np.ndarray, starts: np.ndarray, kind: np.dtype) -> np.ndarray:
    """(n,) float64 numbers of a type that stand at `starts`, (n,), in (k,) bytes."""
    index = starts[:, None] + np.arange(kind.itemsize)
    return np.ascontiguousarray(raw[index]).view(kind).reshape(-1).astype(float)


def latest(at: np.ndarray, when: np.ndarray, values: np.ndarray, before=np.nan) -> np.ndarray:
    """(n,) the last of values that were written at `when` (rising) at or before each of the times `at`; `before` where
    there is none."""
    values = np.asarray(values)
    if not len(when):
        return np.full(len(at), before, object if values.dtype == object else float)
    index = np.searchsorted(when, at, "right") - 1
    found = values[np.maximum(index, 0)]
    if values.dtype != object:
        found = found.astype(float)
    return np.where(index >= 0, found, before)
