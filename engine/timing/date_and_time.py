"""Times whose date is in one column and whose time of day is in another one."""

import numpy as np
import pandas as pd

from ..errors import UserError
from ..language import tr
from . import epochs
from .day_order import midnights, start_of_date
from .text_formats import COUNT, NONE, TIME_OF_DAY, read_stamps
from .time_format import AUTOMATIC, TimeFormat
from .timestamps import LABEL, Instants, read_wall_clock
from .timezones import DAY, check_timezone


def read_date_and_time(
    dates: np.ndarray,
    times: np.ndarray,
    timezone: str,
    naive_is_utc: bool,
    form: TimeFormat = AUTOMATIC,
    label: str = LABEL,
) -> Instants:
    """Instants of (n,) dates and (n,) times of day; a row without one of them is null.

    Each as texts (None and blanks are null) or as numbers (NaN is null). Dates in the formats of `read_text`, as 310126
    (ddMMyy, as NMEA writes it), 20260131 or days of Excel; times of day as text, as 220410 or 220410.25 (HHmmss), as
    2204 (HHmm), as seconds of the day or as a fraction of a day. Of a date with a time of day,
    and of a time of day with a date, the other part is ignored. Everything else is as for `read_text`.
    """
    check_timezone(timezone)
    midnight, no_date, warnings = _midnights(dates, form, label, timezone)
    clock, offset, no_time = _clocks(times)
    null = no_date | no_time
    naive = np.isnan(offset)
    wall = midnight + clock - np.where(naive, 0.0, offset)
    read = read_wall_clock(wall, naive, timezone, naive_is_utc, null)
    if not np.isfinite(read.seconds).any() and not null.all():
        row = np.flatnonzero(~null)[0]
        raise UserError(
            tr(
                "No row has a date and a time of day that can be read, such as '{dates}' with '{times}'. Check "
                "DATE_FIELD and TIME_FIELD, or set {label}.",
                dates=dates[row],
                times=times[row],
                label=label,
            )
        )
    return Instants(
        read.seconds, int(null.sum()), read.unreadable_count, read.notes, read.naive_count, tuple(warnings),
        read.ambiguous, read.shift,
    )  # fmt: skip


def _midnights(
    values: np.ndarray, form: TimeFormat, label: str, timezone: str
) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """(n,) seconds to the start of each date as if in UTC, (n,) whether it is missing, and warnings."""
    codes, distinct = pd.factorize(values)
    if _are_numbers(distinct):
        numbers = np.asarray(distinct, float)
        numbers = np.where(np.abs(numbers) < 1e17, numbers, 0.0)  # 0 is no date
        median = float(np.median(numbers)) if len(numbers) else 0.0
        if 19_80_01_01 <= median < 21_01_01_01:
            whole = numbers.astype(np.int64)
            found, warnings = start_of_date(whole // 10_000, whole // 100 % 100, whole % 100), []
        elif (29_221 <= median < 73_415 and not _spell_dates(numbers)) or median >= 315_532_800:
            found, warnings = np.floor(epochs.recognised(median).seconds(numbers) / DAY) * DAY, []
        else:
            texts = [f"{int(n) // 10_000:02d}/{int(n) // 100 % 100:02d}/{int(n) % 100:02d}" for n in numbers]
            found, warnings = _dates_of_text(np.array(texts, object), codes, form, label, timezone)
    else:
        texts = np.array([None if v is None or v != v else str(v) for v in distinct], object)
        spelled = pd.Series(texts).str.fullmatch(r"\s*\d{6}\s*", na=False).to_numpy(bool)
        if spelled.any():  # ddMMyy
            texts[spelled] = [f"{t[:2]}/{t[2:4]}/{t[4:]}" for t in (t.strip() for t in texts[spelled])]
        found, warnings = _dates_of_text(texts, codes, form, label, timezone)
    missing = codes < 0
    if not _are_numbers(distinct):
        missing |= np.r_[[not str(v).strip() for v in distinct], True].astype(bool)[codes]
    return np.r_[found, np.nan][codes], missing, warnings


def _spell_dates(numbers: np.ndarray) -> bool:
    """Whether numbers of five digits can be dates such as 30226 (3 Feb 26) rather than days of Excel."""
    middle = numbers // 100 % 100
    return bool(np.all((middle >= 1) & (middle <= 12)))


def _dates_of_text(texts: np.ndarray, codes: np.ndarray, form: TimeFormat, label: str, timezone: str):
    stamps = read_stamps(texts)
    midnight, warnings = midnights(stamps, form, label, timezone)
    midnight[(stamps.gives == TIME_OF_DAY) | (stamps.gives == NONE)] = np.nan
    counted = stamps.gives == COUNT
    midnight[counted] = np.floor(stamps.clock[counted] / DAY) * DAY
    return midnight, warnings


def _clocks(values: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(n,) seconds after midnight, (n,) seconds ahead of UTC (NaN where there is none), (n,) whether it is missing."""
    codes, distinct = pd.factorize(values)
    missing = codes < 0
    if not _are_numbers(distinct):
        texts = np.array([str(v) for v in distinct], object)
        missing |= np.r_[[not text.strip() for text in texts], True].astype(bool)[codes]
        series = pd.Series(texts)
        numbers = pd.to_numeric(series, errors="coerce").to_numpy(float)
        # 22.04 is a time of day; 2204, 220410.25 and 0.9195 are numbers
        digits = np.isfinite(numbers) & series.str.fullmatch(r"\s*(?:\d{3,6}(?:\.\d+)?|0?\.\d{3,})\s*").to_numpy(bool)
        numbers = np.where(digits, numbers, np.nan)  # pandas 3 does not let its own array be changed
        if not digits.any() or np.mean(digits) < 0.5:
            stamps = read_stamps(texts, times_first=True)
            clock = np.where(stamps.gives == COUNT, np.nan, stamps.clock)
            return np.r_[clock, np.nan][codes], np.r_[stamps.offset, np.nan][codes], missing
        wide = max((len(t.strip().split(".")[0]) for t in texts[digits]), default=0)
        clock = _clock_of_numbers(numbers, minutes_only=wide <= 4)
    else:
        numbers = np.asarray(distinct, float)
        clock = _clock_of_numbers(numbers, minutes_only=bool(len(numbers)) and numbers.max() <= 2400)
    return np.r_[clock, np.nan][codes], np.full(len(codes), np.nan), missing


def _clock_of_numbers(numbers: np.ndarray, minutes_only: bool) -> np.ndarray:
    numbers = np.where(np.abs(numbers) < 1e17, numbers, np.nan)
    known = numbers[np.isfinite(numbers)]
    if not len(known):
        return np.full(len(numbers), np.nan)
    if np.all((known >= 0) & (known < 1)):
        return np.round(numbers * DAY, 3)
    whole = np.floor(numbers)
    if known.max() < 24 and np.any(known != np.floor(known)):  # 22.5: hours, or hours and minutes
        return np.full(len(numbers), np.nan)
    if minutes_only:
        return np.where(
            (whole % 100 < 60) & (whole <= 2400) & (whole >= 0), whole // 100 * 3600 + whole % 100 * 60, np.nan
        )
    spelled = (whole % 100 < 60) & (whole // 100 % 100 < 60) & (whole < 240_000) & (whole >= 0)
    if np.mean(spelled[np.isfinite(numbers)]) < 0.5 and np.all((known >= 0) & (known < DAY)):
        return numbers  # seconds of the day
    return np.where(spelled, whole // 10_000 * 3600 + whole // 100 % 100 * 60 + numbers % 100, np.nan)


def _are_numbers(values: np.ndarray) -> bool:
    return np.asarray(values).dtype.kind in "iuf"
