"""Timestamps as text or numbers, read as instants: float64 seconds since the Unix epoch (UTC), as everywhere in the
engine.
"""

import re
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from ..language import tr
from ..text import alternatives
from . import epochs
from .day_order import midnights
from .number_formats import (
    EPOCH,
    LOOKS_LIKE,
    ONLY_DATES,
    ONLY_TIMES,
    compact_seconds,
    day_first_texts,
    kind_of,
    spells_short_year,
    spells_year_last,
)
from .text_formats import COUNT, DATE, DATE_AND_TIME, TIME_OF_DAY, WIDEST, read_stamps
from .time_format import AUTOMATIC, TimeFormat
from .timezones import check_timezone, clock_notes, localize

LABEL = "TIME_FORMAT"
USUAL_FROM = 1_262_304_000.0  # 2010-01-01: most fixes are younger, so an earlier time is a reason for a warning


@dataclass(frozen=True)
class Instants:
    """Times as read from a column of n rows.

    seconds: (n,) float64 since the epoch, NaN where there is no usable time; null_count: rows that are empty;
    unreadable_count: rows with a value that is not a time between 1980 and 2100; naive_count: rows that were read but
    have no UTC offset, so that their instants depend on the time zone; notes: what was assumed or left out, in
    sentences for the analyst; warnings: what may be wrong.
    ambiguous: (n,) whether the clocks show the time twice and it was read as the first of the two, or None where none
    is; shift: (k,) seconds from the first to the second of the two, of the ambiguous rows. only: ONLY_DATES or
    ONLY_TIMES where that is all that the column holds, so that no row could be read; else empty.
    """

    seconds: np.ndarray
    null_count: int
    unreadable_count: int
    notes: tuple[str, ...]
    naive_count: int
    warnings: tuple[str, ...] = ()
    ambiguous: np.ndarray | None = None
    shift: np.ndarray | None = None
    only: str = ""


def read_numbers(
    values: np.ndarray,
    timezone: str = "UTC",
    naive_is_utc: bool = False,
    form: TimeFormat = AUTOMATIC,
    label: str = LABEL,
) -> Instants:
    """Instants of (n,) numbers. The median decides for the column what they are.

    Seconds, milliseconds, microseconds or nanoseconds since 1970; ticks of .NET, FILETIME, days of Excel or MATLAB,
    Julian days; or digits such as 20260131220410 (also to the minute, with milliseconds, with two digits of the year,
    or with the year after day and month), which are read as text is. Seconds since 1980 (GPS), 1989 (FIT), 2000 and
    2001 (Cocoa) look like seconds since 1970: they are named in the warnings, and read with the epoch of `form`.
    Otherwise as for `read_text`.
    """
    check_timezone(timezone)
    if form.layout is not None:
        return read_text(_digits(values, form.digits), timezone, naive_is_utc, form, label)
    numbers = pd.Series(values).astype("float64").to_numpy()
    null = np.isnan(numbers)
    size = np.abs(numbers[np.isfinite(numbers) & (numbers != 0)])
    median = float(np.median(size)) if len(size) else 0.0
    if not form.epoch and spells_short_year(numbers, median):
        return read_text(day_first_texts(numbers, 2), timezone, naive_is_utc, form, label)
    if not form.epoch and spells_year_last(numbers, median):
        return read_text(day_first_texts(numbers, 4), timezone, naive_is_utc, form, label)
    kind, only = (EPOCH, "") if form.epoch else kind_of(numbers, median)
    if only:
        unread = _instants(np.full(len(numbers), np.nan), None, null, "UTC", True, [], [], numbers)
        return replace(unread, only=only)
    notes, warnings = [], []
    if kind == EPOCH:
        epoch = form.epoch or epochs.recognised(median)
        local = epoch.local or (form.unix_is_local and epoch.name.startswith("unix"))
        wall = epoch.seconds(numbers)
        if epoch.name != "unix" or form.epoch:
            notes.append(
                tr(
                    "The times are numbers around {median:.12g}: they are read as {title}.",
                    median=median,
                    title=epoch.title,
                )
            )
        if not form.epoch:
            recent = epoch.name == "excel" or median / epoch.per_second >= USUAL_FROM
            (notes if recent else warnings).extend(_other_epochs(epoch, median, label))
    else:
        wall, local = compact_seconds(numbers, kind), True
        notes.append(
            tr(
                "The times are numbers such as {numbers:.17g}: they are read as {looks_like}.",
                numbers=numbers[~null][0],
                looks_like=LOOKS_LIKE[kind],
            )
        )
    naive = np.full(len(wall), True) if local else None
    return _instants(wall, naive, null, timezone, naive_is_utc, notes, warnings, numbers)


def read_text(
    values: np.ndarray,
    timezone: str,
    naive_is_utc: bool,
    form: TimeFormat = AUTOMATIC,
    label: str = LABEL,
) -> Instants:
    """Instants of (n,) texts. The format of each is found separately; None, NaN and blanks are null.

    Formats: 2025-10-23T15:19:09.123+05:30 and its variants (a space for the T, slashes, no separators, Z, UTC, +0530,
    +03, a decimal comma, no seconds), 23.10.2025 15:19, 23.10.2025 15.19.09, 10/23/2025 3:19:09 PM, years of two
    digits, months by name in the languages of `date_words`, Chinese, Japanese and Korean dates, RFC 2822, the time
    before the date; and numbers, as for `read_numbers`. What is the day and what the month is decided once for the
    whole column, by `form` or as in `day_order`. A date without a time of day is unreadable.
    timezone: IANA name, of the times without an offset, unless naive_is_utc. label: what the analyst can set the format
    with, for the messages. Raises UserError for an unknown time zone.
    """
    check_timezone(timezone)
    values = np.asarray(values, object)
    if (numbers := _as_numbers(values, form)) is not None:
        return read_numbers(numbers, timezone, naive_is_utc, form, label=label)
    stamps = read_stamps(values, form.layout)
    midnight, warnings = midnights(stamps, form, label, timezone)
    wall = midnight + stamps.clock
    known = ~stamps.null
    if known.any() and not np.any((stamps.gives == DATE_AND_TIME) | (stamps.gives == COUNT)):
        for gives, only in ((DATE, ONLY_DATES), (TIME_OF_DAY, ONLY_TIMES)):
            if np.mean(stamps.gives[known] == gives) > 0.5:
                unread = _instants(np.full(len(values), np.nan), None, stamps.null, "UTC", True, [], [], values, True)
                return replace(unread, only=only)
    if form.unix_is_local:
        stamps.offset[stamps.gives == COUNT] = np.nan
    naive = np.isnan(stamps.offset)
    wall -= np.where(naive, 0.0, stamps.offset)
    return _instants(wall, naive, stamps.null, timezone, naive_is_utc, [], warnings, values, text=True)


def read_wall_clock(
    wall: np.ndarray, naive: np.ndarray, timezone: str, naive_is_utc: bool, null: np.ndarray | None = None
) -> Instants:
    """Instants of (n,) seconds since the epoch, NaN where missing. Where `naive`, they are wall-clock times as if the
    clocks showed UTC. null: (n,) the rows that are empty; None: those with NaN."""
    null = np.isnan(wall) if null is None else null
    read = _instants(wall, naive, null, timezone, naive_is_utc, [], [], None)
    lost = np.isnan(read.seconds) & ~null
    return replace(read, notes=(*read.notes, *filter(None, [outside_text(wall[lost & ~np.isnan(wall)])])))


def outside_text(wall: np.ndarray) -> str:
    """A note on (n,) times outside the years that are read, in seconds since the epoch; empty if there is none."""
    if not len(wall):
        return ""
    with np.errstate(invalid="ignore"):
        first = np.datetime64(int(np.clip(wall[0], -6e10, 2.5e11)), "s").astype("M8[D]")
    return tr(
        "Rows with a time outside the years 1980 to 2100: {count:,}, such as {first}.", count=len(wall), first=first
    )


def _instants(
    wall: np.ndarray,
    naive: np.ndarray | None,
    null: np.ndarray,
    timezone: str,
    naive_is_utc: bool,
    notes: list[str],
    warnings: list[str],
    values: np.ndarray | None,
    text: bool = False,
) -> Instants:
    seconds, ambiguous, shift = epochs.in_range(wall), None, None
    if naive is not None and not naive_is_utc and naive.any():
        localized = localize(seconds if naive.all() else np.where(naive, seconds, np.nan), timezone)
        seconds = np.where(naive, localized.seconds, seconds)
        notes += clock_notes(localized, timezone)
        if localized.repeated:
            ambiguous, shift = localized.ambiguous, localized.shift
    lost = np.flatnonzero(np.isnan(seconds) & ~null)
    if len(lost) and text:
        notes.append(
            tr(
                "Rows that cannot be read as a time: {lost:,}, such as '{values}'.",
                lost=len(lost),
                values=str(values[lost[0]])[:WIDEST],
            )
        )
    elif len(lost) and values is not None:
        notes.append(
            tr(
                "Rows with a time outside the years 1980 to 2100: {count:,}, such as {first:.12g}.",
                count=len(lost),
                first=values[lost[0]],
            )
        )
    count = 0 if naive is None else int(np.count_nonzero(naive & ~np.isnan(seconds)))
    return Instants(seconds, int(null.sum()), len(lost), tuple(notes), count, tuple(warnings), ambiguous, shift)


def _other_epochs(epoch: epochs.Epoch, median: float, label: str) -> list[str]:
    """A warning that names the other epochs that the numbers may be counted from."""
    if epoch.name == "excel":
        return [tr("If a workbook with the 1904 date system wrote them, set {label} to 'excel 1904'.", label=label)]
    others = epochs.alternatives(epoch, median)
    if not others:
        return []

    def day(of: epochs.Epoch) -> str:
        return str(np.datetime64(int(of.seconds(np.float64(median))), "s").astype("M8[D]"))

    return [
        tr(
            "Read as {title}, the times are around {day}; {others}. If that is right, set {label} to {names}.",
            title=epoch.title,
            day=day(epoch),
            others=tr("; ").join(
                tr("as {title} they would be around {day}", title=other.title, day=day(other)) for other in others
            ),
            label=label,
            names=alternatives([repr(other.name) for other in others]),
        )
    ]


def _as_numbers(values: np.ndarray, form: TimeFormat) -> np.ndarray | None:
    """The texts as numbers where they are to be read as numbers that `read_stamps` does not know, else None."""
    if form.layout is not None:
        return None
    some = [str(value) for value in values[:200] if value is not None and value == value and str(value).strip()]
    if not some or not all(_NUMBER.fullmatch(value) for value in some):
        return None
    text = pd.Series(values).astype("string").str.strip().str.replace(",", ".", regex=False)
    numbers = pd.to_numeric(text, errors="coerce").to_numpy(float, na_value=np.nan)
    known = np.abs(numbers[np.isfinite(numbers) & (numbers != 0)])
    median = float(np.median(known)) if len(known) else 0.0
    epoch = epochs.recognised(median)
    powers = any("e" in value.lower() for value in some)  # 1.7698896e+09
    other = not epoch.name.startswith("unix") or epochs.alternatives(epoch, median)
    spelled = spells_short_year(numbers, median) or spells_year_last(numbers, median)
    return numbers if form.epoch or powers or other or spelled else None


_NUMBER = re.compile(r"\s*[-+]?\d+(?:[.,]\d+)?(?:[eE][-+]?\d+)?\s*")


def _digits(values: np.ndarray, digits: int) -> np.ndarray:
    """Numbers as texts of so many digits, with the zeros that numbers lose; null where there is no number."""
    numbers = pd.Series(values).astype("float64").to_numpy()
    text = np.full(len(numbers), None, object)
    known = np.isfinite(numbers)
    text[known] = [str(number).zfill(digits) for number in numbers[known].astype(np.int64).tolist()]
    return text
