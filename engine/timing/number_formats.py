"""Numbers whose digits spell a date and time, such as 20260131220410, and what the numbers of a column are."""

from types import MappingProxyType

import numpy as np

from ..language import tr
from .day_order import start_of_date

EPOCH = "epoch"
ONLY_DATES, ONLY_TIMES = tr("dates without a time of day"), tr("times of day without a date")
LOOKS_LIKE = MappingProxyType({
    8: "yyyyMMdd", 12: "yyyyMMddHHmm", 14: "yyyyMMddHHmmss", 17: "yyyyMMddHHmmss with milliseconds",
})  # fmt: skip
_EARLIEST, _LATEST = 19_80_01_01, 21_01_01_01


def kind_of(numbers: np.ndarray, median: float) -> tuple[str | int, str]:
    """What (n,) numbers of this median are: EPOCH, or the number of digits of a key of LOOKS_LIKE; and, where they hold
    no instants, ONLY_DATES or ONLY_TIMES."""
    for digits in LOOKS_LIKE:
        if _EARLIEST * 10 ** (digits - 8) <= median < _LATEST * 10 ** (digits - 8):
            return digits, ONLY_DATES if digits == 8 else ""
    if 0 < median < 240_000:
        known = numbers[np.isfinite(numbers)]
        whole = np.floor(known)
        spelled = np.all((known >= 0) & (whole < 240_000) & (whole % 100 < 60) & (whole // 100 % 100 < 60))
        if (median < 1 and np.all(known < 1)) or (spelled and (np.ptp(whole) > 2400 or not 29_221 <= median < 73_415)):
            return EPOCH, ONLY_TIMES
        if 29_221 <= median < 73_415 and np.all(whole == known):
            return EPOCH, ONLY_DATES
    return EPOCH, ""


def spells_short_year(numbers: np.ndarray, median: float) -> bool:
    """Whether (n,) numbers of this median are times such as 310126220410 or 260131220410. As a count since 1970 they
    would lie before 1980 or after 2100."""
    if not 1.01e10 <= median < 3.15e11 or _EARLIEST * 1e4 <= median < _LATEST * 1e4:
        return False
    known = numbers[np.isfinite(numbers) & (numbers != 0)]
    return bool(np.all((known > 0) & (known // 1e4 % 100 < 24) & (known // 100 % 100 < 60) & (known % 100 < 60)))


def spells_year_last(numbers: np.ndarray, median: float) -> bool:
    """Whether (n,) numbers of this median are times such as 31012026220410 or 1312026220410, whose year comes after the
    day and the month."""
    if not 1.01198e12 <= median < 3.2e13:
        return False
    known = numbers[np.isfinite(numbers) & (numbers != 0)]
    for some in (known[:100], known):  # milliseconds since 1970 fail soon
        date, clock = np.divmod(some, 1e6)
        day, year = np.divmod(date, 1e4)
        good = (year >= 1980) & (year < 2101) & (clock // 1e4 < 24) & (clock // 100 % 100 < 60) & (clock % 100 < 60)
        if not np.all(good & (day >= 101) & (day < 3132)):
            return False
    return True


def day_first_texts(numbers: np.ndarray, year_digits: int) -> np.ndarray:
    """(n,) numbers that spell a time with the day first as texts: 31/01/2026 22:04:10, or 31/01/26 22:04:10 with two
    digits of the year; None where there is none."""
    texts = np.full(len(numbers), None, object)
    known = np.isfinite(numbers)
    width, end = 10 + year_digits, 4 + year_digits
    digits = [f"{number:0{width}d}" for number in numbers[known].astype(np.int64).tolist()]
    texts[known] = [f"{d[:2]}/{d[2:4]}/{d[4:end]} {d[end:-4]}:{d[-4:-2]}:{d[-2:]}" for d in digits]
    return texts


def compact_seconds(numbers: np.ndarray, digits: int) -> np.ndarray:
    """(n,) seconds since the epoch, as if the clocks showed UTC, of numbers that spell a date and time; NaN where they
    do not. digits: a key of LOOKS_LIKE."""
    good = np.isfinite(numbers) & (numbers > 0) & (numbers < 1e18)
    whole = np.where(good, numbers, 0.0).astype(np.int64)
    fraction = np.where(good, numbers, 0.0) - whole
    if digits == 17:
        whole, thousandths = np.divmod(whole, 1000)
        fraction = thousandths / 1000
    second = 0
    if digits >= 14:
        whole, second = np.divmod(whole, 100)
        good &= second <= 60
    if digits >= 12:
        whole, minute = np.divmod(whole, 100)
        whole, hour = np.divmod(whole, 100)
        good &= (minute < 60) & (hour < 24)
    else:
        minute = hour = 0
    midnight = start_of_date(np.minimum(whole // 10_000, 9999), whole // 100 % 100, whole % 100)
    return np.where(good, midnight + hour * 3600.0 + minute * 60.0 + second + fraction, np.nan)
