"""Which number of a date such as 3/4/2026 or 26-01-31 is the day, which the month and which the year."""

import time
from types import MappingProxyType

import numpy as np
import pandas as pd

from ..language import tr
from .text_formats import Stamps, century
from .time_format import DAY_FIRST, MONTH_FIRST, YEAR_FIRST, TimeFormat
from .timezones import DAY

BUDDHIST, BUDDHIST_YEARS = 543, (2523, 2644)  # 1980 to 2100 in the Buddhist era, which Thailand counts by
MONTH_FIRST_ZONES = (
    "America/New_York", "America/Detroit", "America/Chicago", "America/Denver", "America/Los_Angeles",
    "America/Phoenix", "America/Boise", "America/Anchorage", "America/Juneau", "America/Sitka", "America/Nome",
    "America/Adak", "America/Kentucky/", "America/Indiana/", "America/North_Dakota/", "America/Menominee",
    "America/Yakutat", "America/Metlakatla", "Pacific/Honolulu", "Pacific/Guam", "Asia/Manila", "US/", "EST5EDT",
    "CST6CDT", "MST7MDT", "PST8PDT",
)  # fmt: skip

_DMY, _MDY, _YMD = (0, 1, 2), (1, 0, 2), (2, 1, 0)  # where the day, the month and the year stand
_ORDER = MappingProxyType({DAY_FIRST: _DMY, MONTH_FIRST: _MDY, YEAR_FIRST: _YMD})
_NAMES = MappingProxyType({order: name for name, order in _ORDER.items()})


def midnights(
    stamps: Stamps, form: TimeFormat, label: str, timezone: str = "UTC", now: float | None = None
) -> tuple[np.ndarray, list[str]]:
    """(n,) seconds from the epoch to the start of each date, as if in UTC, NaN for a date that is not valid or not
    between 1970 and 2101; and warnings.

    The order is decided once for the column: by `form`; else it is the one in which most dates are valid and agree with
    their weekdays; else, among those, the one whose dates make the closest run of days; else one whose dates are not in
    the future; else the month comes first with AM and PM and in zones of the United States, and the day elsewhere.
    Years of the Buddhist era are reduced to common ones. label: what the analyst can set the order with, for the
    warnings. timezone: IANA name. now: seconds since the epoch, None for the computer's clock.
    """
    today = (time.time() if now is None else now) / DAY
    if len(stamps.year) and stamps.year.max() >= BUDDHIST_YEARS[0]:
        buddhist = (stamps.year >= BUDDHIST_YEARS[0]) & (stamps.year < BUDDHIST_YEARS[1])
        stamps.year[buddhist] -= BUDDHIST
    if not stamps.undecided.any():
        return start_of_date(stamps.year, stamps.second, stamps.first), []
    year, month, day = stamps.year.copy(), stamps.second.copy(), stamps.first.copy()
    warnings = []
    for short in (False, True):
        chosen = stamps.undecided & (stamps.short == short)
        if not chosen.any():
            continue
        rows = slice(None) if chosen.all() else np.flatnonzero(chosen)
        parts = [stamps.first[rows], stamps.second[rows], stamps.year[rows]]
        half = bool(np.any(stamps.half[rows])) or _is_month_first(timezone)
        order, warning = _order(parts, short, half, form, label, stamps.weekday[rows], today)
        warnings += [warning] if warning else []
        day[rows], month[rows] = parts[order[0]], parts[order[1]]
        year[rows] = century(parts[order[2]]) if short else parts[2]
    return start_of_date(year, month, day), warnings


def _is_month_first(timezone: str) -> bool:
    """Whether dates with the month first are usual in a zone."""
    return timezone.startswith(MONTH_FIRST_ZONES)


def _order(
    parts: list[np.ndarray], short: bool, half: bool, form: TimeFormat, label: str, weekday: np.ndarray, today: float
) -> tuple[tuple, str]:
    """The order of the (m,) first, second and third numbers of dates, and a warning where it was not certain. weekday:
    (m,) 1 to 7, 0 where it is not known; half: whether the month is more likely to come first; today: in days."""
    if form.order and (short or form.order != YEAR_FIRST):
        return _ORDER[form.order], ""
    orders = (_DMY, _MDY, _YMD) if short else (_DMY, _MDY)
    keys = ((parts[2].astype(np.int64) * 128 + parts[1]) * 128 + parts[0]) * 8 + weekday
    codes, keys = pd.factorize(keys)
    rows = np.bincount(codes, minlength=len(keys))
    weekday, keys = keys % 8, keys // 8
    numbers = [keys % 128, keys // 128 % 128, keys // 128**2]
    days = {}
    for order in orders:
        day, month, year = (numbers[i] for i in order)
        days[order] = start_of_date(century(year) if short else year, month, day) / DAY
    readable = {order: int(rows[~np.isnan(days[order])].sum()) for order in orders}
    most = max(readable.values())
    if not most:
        return _DMY, ""
    left = [order for order in orders if readable[order] == most]
    left = [order for order in left if _agree(days[order], rows, weekday)] or left
    spread = {order: _spread(days[order]) for order in left}
    closest = min(spread.values())
    tied = [order for order in left if spread[order] <= closest + 1e-9]
    past = [order for order in left if _are_past(days[order], rows, today)]
    tied = [order for order in tied if order in past] or tied
    chosen = _MDY if half and _MDY in tied else tied[0]
    lost = ~np.isnan([days[order] for order in orders]).all(axis=0) & np.isnan(days[chosen])
    if lost.any():
        sample = _shown(numbers, int(np.flatnonzero(lost)[0]), short)
        return chosen, tr(
            "Most dates have the {part} first, but some can only be read in another order: these cannot be read (rows: "
            "{rows:,}, such as {sample}). If the {part} does not come first, set {label}.",
            part=_NAMES[chosen],
            rows=int(rows[lost].sum()),
            sample=sample,
            label=label,
        )
    others = [order for order in (past if chosen in past else left) if order != chosen]
    for other in others:
        doubtful = np.flatnonzero((days[other] != days[chosen]) & ~np.isnan(days[chosen]))
        if len(doubtful):
            i = int(doubtful[0])
            why = tr("the closest run of days") if spread[other] > closest + 1e-9 else tr("the more usual order")
            return chosen, tr(
                "The times do not show in which order day, month and year come. It is a guess that the {part} comes "
                "first ({why}), so that {shown} is {date}; with the {other_part} first it is {other_date}. Set {label} "
                "to 'day first', 'month first', or a format such as {format}.",
                part=_NAMES[chosen],
                why=why,
                shown=_shown(numbers, i, short),
                date=_iso(days[chosen][i]),
                other_part=_NAMES[other],
                other_date=_iso(days[other][i]),
                label=label,
                format="dd.MM.yy HH:mm" if short else "dd/MM/yyyy HH:mm",
            )
    return chosen, ""


def _agree(days: np.ndarray, rows: np.ndarray, weekday: np.ndarray) -> bool:
    """Whether most rows have the weekday of their date, as far as they name one. 1970-01-01 was a Thursday."""
    known = (weekday > 0) & ~np.isnan(days)
    wrong = (days[known] + 3) % 7 + 1 != weekday[known]
    return not known.any() or rows[known][wrong].sum() <= rows[known].sum() / 2


def _are_past(days: np.ndarray, rows: np.ndarray, today: float) -> bool:
    """Whether most rows have a date that is not in the future."""
    known = ~np.isnan(days)
    return rows[known & (days > today + 1)].sum() <= rows[known].sum() / 2


def _spread(days: np.ndarray) -> float:
    """How far apart distinct days are: the mean logarithm of the days between them. So a single day far from
    the others decides nothing."""
    gaps = np.diff(np.unique(days[~np.isnan(days)]))
    return float(np.mean(np.log(gaps))) if len(gaps) else 0.0


def start_of_date(year: np.ndarray, month: np.ndarray, day: np.ndarray) -> np.ndarray:
    """(n,) seconds from the epoch to the start of a date in UTC; NaN for an invalid date or one outside 1970-2101."""
    first_days = np.arange("1970-01", "2102-02", dtype="M8[M]").astype("M8[D]").astype(np.int64)
    index = (year.astype(np.int64) - 1970) * 12 + month - 1
    good = (month >= 1) & (month <= 12) & (index >= 0) & (index < len(first_days) - 1) & (day >= 1)
    index[~good] = 0
    days = first_days[index] + day - 1
    return np.where(good & (days < first_days[index + 1]), days * DAY, np.nan)


def _shown(numbers: list[np.ndarray], i: int, short: bool) -> str:
    first, second, third = (int(number[i]) for number in numbers)
    return f"{first:02d}/{second:02d}/{third:02d}" if short else f"{first:02d}/{second:02d}/{third:04d}"


def _iso(day: float) -> str:
    return str(np.datetime64(int(day), "D"))
