"""Conversion of times in tables and parameters to and from seconds since the epoch."""

import datetime

import numpy as np
import pandas as pd

from ..errors import UserError
from ..language import tr
from ..timing.date_and_time import read_date_and_time
from ..timing.time_format import AUTOMATIC, TimeFormat
from ..timing.timestamps import Instants, read_numbers, read_text, read_wall_clock
from ..timing.timezones import check_timezone


def seconds_of(times: pd.Series, timezone: str, naive_times_utc: bool) -> np.ndarray:
    """(n,) seconds since the epoch of a column of times, NaN where there is no time between 1980 and 2100.

    Times with a zone keep it. Those without one are local times in `timezone`, or UTC with `naive_times_utc`. Numbers
    are seconds since the epoch (or milli-, micro- or nanoseconds, depending on their size). The format of text is
    detected.
    Raises UserError for an unknown zone.
    """
    return instants_in(times, timezone, naive_times_utc).seconds


def instants_in(
    times: pd.Series,
    timezone: str,
    naive_times_utc: bool,
    form: TimeFormat = AUTOMATIC,
    dates: pd.Series | None = None,
) -> Instants:
    """A column of n times as instants, as `seconds_of` reads them. form: their format. dates: (n,) their dates, where
    `times` holds times of day only. Raises UserError for an unknown zone, and for dates or times of day alone."""
    check_timezone(timezone)
    if dates is not None:
        return read_date_and_time(_plain(dates), _plain(times), timezone, naive_times_utc, form, LABEL)
    if pd.api.types.is_datetime64_any_dtype(times):
        naive = times.dt.tz is None
        wall = _epoch(times if naive else times.dt.tz_convert("UTC").dt.tz_localize(None))
        return read_wall_clock(wall, np.full(len(wall), naive), timezone, naive_times_utc)
    values = _plain(times)
    if values.dtype.kind == "f":
        read = read_numbers(values, timezone, naive_times_utc, form, LABEL)
    else:
        read = read_text(values, timezone, naive_times_utc, form, LABEL)
    if read.only:
        raise UserError(
            tr(
                "The column {name} holds {only}. Give the column with the date as date_field and the one with "
                "the time of day as time_field, or a column that holds both.",
                name=times.name,
                only=read.only,
            )
        )
    return read


def only_timestamps(table: pd.DataFrame) -> str:
    """The name of the only column of timestamps. Raises UserError, with their names, where there is none or several."""
    found = [name for name, column in table.items() if pd.api.types.is_datetime64_any_dtype(column)]
    if len(found) == 1:
        return found[0]
    which = (
        tr("several columns of timestamps: {str}", str=", ".join(map(str, found)))
        if found
        else tr("no column of timestamps")
    )
    raise UserError(
        tr(
            "time_field is None, and the table of fixes has {which}. Name the column of the time of each fix.",
            which=which,
        )
    )


LABEL = "time_format"


def _plain(values: pd.Series) -> np.ndarray:
    """A column as floats, NaN where missing, or as texts, None where missing."""
    if pd.api.types.is_numeric_dtype(values):
        return values.to_numpy(float, na_value=np.nan)
    known = values.notna().to_numpy()
    return np.array([str(v) if here else None for v, here in zip(values.tolist(), known, strict=True)], object)


def instant(when: str | datetime.datetime | None, name: str, timezone: str) -> float | None:
    """Seconds since the epoch of a date and time, or of text; in `timezone` if it names no zone. None for None. Raises
    UserError if it is no date and time. name: of the parameter, for the message."""
    if when is None:
        return None
    try:
        moment = pd.Series([pd.Timestamp(when)])
    except (TypeError, ValueError):
        raise UserError(
            tr("{name} ({when}) is not a date and time. Write it as 2026-01-31T22:00:00.", name=name, when=when)
        ) from None
    return float(seconds_of(moment, timezone, False)[0])


def seconds_of_day(hour: str | datetime.time, name: str) -> float:
    """Seconds after midnight of a time of day, or of text such as 22:00. Raises UserError if it is no time of day.
    name: of the parameter, for the message."""
    try:
        hour = hour if isinstance(hour, datetime.time) else datetime.time.fromisoformat(hour)
    except (TypeError, ValueError):
        raise UserError(
            tr("{name} ({hour}) is not a time of day. Write it as 22:00 or 22:00:00.", name=name, hour=hour)
        ) from None
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
