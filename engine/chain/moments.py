"""Conversion of times in tables and parameters to and from seconds since the epoch."""

import datetime

import numpy as np
import pandas as pd

from ..errors import UserError
from ..timing.timestamps import read_numbers, read_text
from ..timing.timezones import EARLIEST, LATEST, check_timezone, localize


def seconds_of(times: pd.Series, timezone: str, naive_times_utc: bool) -> np.ndarray:
    """(n,) seconds since the epoch of a column of times, NaN where there is no time between 1980 and 2100.

    Times with a zone keep it. Those without one are local times in `timezone`, or UTC with `naive_times_utc`. Numbers
    are seconds since the epoch (or milli-, micro- or nanoseconds, depending on their size). The format of text is
    detected.
    Raises UserError for an unknown zone.
    """
    check_timezone(timezone)
    if pd.api.types.is_numeric_dtype(times):
        return read_numbers(times.to_numpy(float, na_value=np.nan)).seconds
    if not pd.api.types.is_datetime64_any_dtype(times):
        text = times.astype(object).where(times.notna(), None)
        return read_text(
            np.array([None if t is None else str(t) for t in text], object), timezone, naive_times_utc
        ).seconds
    naive = times.dt.tz is None
    seconds = _epoch(times if naive else times.dt.tz_convert("UTC").dt.tz_localize(None))
    if naive and not naive_times_utc:
        seconds = localize(seconds, timezone).seconds
    return np.where((seconds >= EARLIEST) & (seconds < LATEST), seconds, np.nan)


def instant(when: str | datetime.datetime | None, name: str, timezone: str) -> float | None:
    """Seconds since the epoch of a date and time, or of text; in `timezone` if it names no zone. None for None. Raises
    UserError if it is no date and time. name: of the parameter, for the message."""
    if when is None:
        return None
    try:
        moment = pd.Series([pd.Timestamp(when)])
    except (TypeError, ValueError):
        raise UserError(f"{name} ({when}) is not a date and time. Write it as 2026-01-31T22:00:00.") from None
    return float(seconds_of(moment, timezone, False)[0])


def seconds_of_day(hour: str | datetime.time, name: str) -> float:
    """Seconds after midnight of a time of day, or of text such as 22:00. Raises UserError if it is no time of day.
    name: of the parameter, for the message."""
    try:
        hour = hour if isinstance(hour, datetime.time) else datetime.time.fromisoformat(hour)
    except (TypeError, ValueError):
        raise UserError(f"{name} ({hour}) is not a time of day. Write it as 22:00 or 22:00:00.") from None
    return hour.hour * 3600 + hour.minute * 60 + hour.second + hour.microsecond / 1e6


def utc_times(seconds: np.ndarray) -> pd.DatetimeIndex:
    """(n,) seconds since the epoch as UTC timestamps, to the millisecond; NaT where NaN."""
    seconds = np.asarray(seconds, float)
    moments = np.full(len(seconds), "NaT", "datetime64[ms]")
    known = ~np.isnan(seconds)
    moments[known] = np.round(seconds[known] * 1000).astype(np.int64).astype("datetime64[ms]")
    return pd.to_datetime(moments, utc=True)


def _epoch(times: pd.Series) -> np.ndarray:
    moments = times.to_numpy("datetime64[us]")
    return np.where(np.isnat(moments), np.nan, moments.astype(np.int64) / 1e6)
