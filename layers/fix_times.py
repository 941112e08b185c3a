"""Converts the time column of a layer of fixes to instants."""

from dataclasses import replace

import numpy as np
from qgis.PyQt.QtCore import QDateTime, QMetaType, Qt, QTimeZone

from ..engine.timing.timestamps import Instants, read_numbers, read_text
from ..engine.timing.timezones import EARLIEST, LATEST, clock_notes, localize
from .features import text_of
from .growing_column import GrowingColumn, joined

NUMBERS = (
    QMetaType.Type.Int,
    QMetaType.Type.UInt,
    QMetaType.Type.LongLong,
    QMetaType.Type.ULongLong,
    QMetaType.Type.Double,
)
TICKS = {"s": 1.0, "ms": 1e3, "us": 1e6, "ns": 1e9}  # per second


def streamed_time(values: np.ndarray) -> np.ndarray:
    """The times of one batch of the Arrow stream: dates and times in seconds since the epoch, NaN where null; other
    types unchanged."""
    if values.dtype.kind != "M":
        return values
    moments = np.ma.getdata(values)
    unit, count = np.datetime_data(values.dtype)
    seconds = moments.view(np.int64) / (TICKS[unit] / count)
    seconds[np.isnat(moments) | np.ma.getmaskarray(values)] = np.nan
    return seconds


def streamed_instants(
    parts: GrowingColumn | list, kind, timezone: str, naive_is_utc: bool
) -> tuple[Instants, np.ndarray]:
    """Batches of `streamed_time` as instants, by the type of their field; and (n,) whether the time is missing."""
    if not parts:
        return instants_of(np.zeros(0)), np.zeros(0, bool)
    if kind == QMetaType.Type.QDateTime:
        return _without_implausible(instants_of(joined(parts)))
    if kind in NUMBERS:
        numbers = np.concatenate([np.ma.filled(np.ma.asarray(part).astype(float), np.nan) for part in parts])
        return read_numbers(numbers), np.isnan(numbers)
    text = np.concatenate([np.char.decode(np.ma.filled(part, b""), "utf-8", "replace") for part in parts])
    return read_text(text, timezone, naive_is_utc), text == ""


def iterated_instants(values: list, kind, timezone: str, naive_is_utc: bool) -> tuple[Instants, np.ndarray]:
    """Attributes as instants, by the type of their field; and (n,) whether the time is missing."""
    if kind == QMetaType.Type.QDateTime:
        return _without_implausible(_from_datetimes(values, timezone, naive_is_utc))
    if kind in NUMBERS:
        numbers = np.array([v if isinstance(v, (int, float)) else np.nan for v in values], float)
        return read_numbers(numbers), np.isnan(numbers)
    text = np.array([text_of(value) for value in values], object)
    return read_text(text, timezone, naive_is_utc), text == ""


def instants_of(seconds: np.ndarray, naive_count: int = 0) -> Instants:
    """Seconds since the epoch as instants; NaN where the time is missing."""
    return Instants(
        seconds=seconds, null_count=int(np.isnan(seconds).sum()), unreadable_count=0, notes=(), naive_count=naive_count
    )


def _without_implausible(instants: Instants) -> tuple[Instants, np.ndarray]:
    """The instants, NaN outside EARLIEST to LATEST (the clock of the receiver was not set); and (n,) whether the time
    is missing."""
    null = np.isnan(instants.seconds)
    instants.seconds[(instants.seconds < EARLIEST) | (instants.seconds > LATEST)] = np.nan
    return instants, null


def _from_datetimes(values: list, timezone: str, naive_is_utc: bool) -> Instants:
    """QDateTimes as instants. Those without a time zone (local time in Qt) are wall-clock times in `timezone`, or UTC
    with naive_is_utc."""
    utc = QTimeZone.utc()
    seconds, naive = np.full(len(values), np.nan), np.zeros(len(values), bool)
    for i, value in enumerate(values):
        if not isinstance(value, QDateTime) or not value.isValid():
            continue
        if value.timeSpec() == Qt.TimeSpec.LocalTime:
            naive[i] = True
            value = QDateTime(value.date(), value.time(), utc)
        seconds[i] = value.toMSecsSinceEpoch() / 1000
    if not naive.any() or naive_is_utc:
        return instants_of(seconds, int(naive.sum()))
    localized = localize(seconds[naive], timezone)
    seconds[naive] = localized.seconds
    return replace(instants_of(seconds, int(naive.sum())), notes=tuple(clock_notes(localized, timezone)))
