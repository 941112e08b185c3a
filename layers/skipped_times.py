"""Local times that the time zone of this computer skips.

A date and time without a zone is a local time in Qt. Up to version 6.6 it keeps a time that does not exist on this
computer; newer versions move it: 02:30 becomes 03:30 where the clocks go from 02:00 to 03:00. The moved time cannot be
told from a real one, so the times that may have been moved are read from the file again.
"""

from datetime import UTC, datetime

import numpy as np
import pandas as pd
from qgis.PyQt.QtCore import QDate, QDateTime, QTime

from .arrow import LayerFile, opened_table

HALF_HOUR, DAY = 1800, 86_400
SHIFTS = (HALF_HOUR, 2 * HALF_HOUR, 4 * HALF_HOUR)
"""Seconds by which the clocks of the world go forward."""


def maybe_moved(wall: np.ndarray) -> np.ndarray:
    """(n,) whether Qt may have moved these local times forward. wall: seconds since the epoch as if the clocks showed
    UTC; NaN where there is none."""
    known = np.flatnonzero(np.isfinite(wall))
    day = np.floor(wall[known] / DAY).astype(np.int64)
    known = known[np.isin(day, [day for day in pd.unique(day).tolist() if changes_offset(day)])]
    slot = np.floor(wall[known] / HALF_HOUR).astype(np.int64)
    before = np.unique(pd.unique(slot)[:, None] * HALF_HOUR - SHIFTS)
    after = [moved for time in before.tolist() if (moved := shown(time)) != time]
    found = np.zeros(len(wall), bool)
    found[known] = np.isin(slot, np.array(after, np.int64) // HALF_HOUR)
    return found


def changes_offset(day: int) -> bool:
    """Whether the offset from UTC on this computer changes around a day, counted from 1970."""
    date, noon = QDate(1970, 1, 1).addDays(day), QTime(12, 0)
    before, after = (QDateTime(date.addDays(step), noon).offsetFromUtc() for step in (-1, 1))
    return before != after


def shown(wall: int) -> int:
    """The local time that Qt makes of a local time: another one if it moves it."""
    time = datetime.fromtimestamp(wall, UTC)
    local = QDateTime(QDate(time.year, time.month, time.day), QTime(time.hour, time.minute, time.second))
    date, clock = local.date(), local.time()
    made = datetime(date.year(), date.month(), date.day(), clock.hour(), clock.minute(), clock.second())
    return int(made.replace(tzinfo=UTC).timestamp())


def times_in_file(file: LayerFile, name: str, fid: np.ndarray) -> np.ndarray:
    """(n,) the local times of a field for n feature ids, as they are in the file, in seconds since the epoch as if the
    clocks showed UTC. NaN for those that cannot be read or that have a time zone. Goes through the whole file."""
    found = dict.fromkeys(fid.tolist(), np.nan)
    dataset, table = opened_table(file)
    index = -1 if table is None else table.GetLayerDefn().GetFieldIndex(name)
    if index >= 0:
        for feature in table:
            if feature.GetFID() in found and feature.IsFieldSetAndNotNull(index):
                found[feature.GetFID()] = _wall(feature.GetFieldAsDateTime(index))
    del table, dataset  # in this order: GDAL frees a layer before its file
    return np.array(list(map(found.get, fid.tolist())), float)


def _wall(parts: list) -> float:
    """Year to second and GDAL's flag of the time zone: 0 unknown, 1 local."""
    year, month, day, hour, minute, second, zone = parts
    if zone > 1:
        return np.nan
    return datetime(year, month, day, hour, minute, tzinfo=UTC).timestamp() + round(second, 3)
