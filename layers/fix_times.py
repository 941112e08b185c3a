"""Converts the time column of a layer of fixes to instants."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from qgis.core import QgsFields
from qgis.PyQt.QtCore import QDate, QDateTime, QMetaType, Qt, QTime, QTimeZone

from ..engine.errors import UserError
from ..engine.language import tr
from ..engine.text import alternatives
from ..engine.timing.date_and_time import read_date_and_time
from ..engine.timing.time_format import AUTOMATIC, TimeFormat
from ..engine.timing.timestamps import ONLY_DATES, Instants, outside_text, read_numbers, read_text, read_wall_clock
from ..engine.timing.timezones import EARLIEST, LATEST
from .attributes import is_null, text_of
from .growing_column import GrowingColumn, joined
from .skipped_times import maybe_moved
from .tables import sounds_like_time

NUMBERS = (
    QMetaType.Type.Int,
    QMetaType.Type.UInt,
    QMetaType.Type.LongLong,
    QMetaType.Type.ULongLong,
    QMetaType.Type.Double,
)
MOMENTS = (QMetaType.Type.QDateTime, QMetaType.Type.QDate, QMetaType.Type.QTime)
TICKS = {"s": 1.0, "ms": 1e3, "us": 1e6, "ns": 1e9}  # per second
LABEL = "TIME_FORMAT"
InFile = Callable[[np.ndarray], np.ndarray]


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
    parts: GrowingColumn | list, kind, timezone: str, naive_is_utc: bool, form: TimeFormat = AUTOMATIC
) -> tuple[Instants, np.ndarray]:
    """Batches of `streamed_time` as instants, by the type of their field; and (n,) whether the time is missing."""
    if not parts:
        return instants_of(np.zeros(0)), np.zeros(0, bool)
    if kind == QMetaType.Type.QDateTime:
        return _plausible(instants_of(joined(parts)))
    values = streamed_values(parts, kind)
    if kind in NUMBERS:
        return read_numbers(values, timezone, naive_is_utc, form, label=LABEL), np.isnan(values)
    return read_text(values, timezone, naive_is_utc, form, LABEL), values == ""


def iterated_instants(
    values: list, kind, timezone: str, naive_is_utc: bool, form: TimeFormat = AUTOMATIC, in_file: InFile | None = None
) -> tuple[Instants, np.ndarray]:
    """Attributes as instants, by the type of their field; and (n,) whether the time is missing. in_file: reads the
    local times of rows from the file, where there is one."""
    if kind == QMetaType.Type.QDateTime:
        return _from_datetimes(values, timezone, naive_is_utc, in_file)
    plain = iterated_values(values, kind)
    if kind in NUMBERS:
        return read_numbers(plain, timezone, naive_is_utc, form, label=LABEL), np.isnan(plain)
    return read_text(plain, timezone, naive_is_utc, form, LABEL), plain == ""


def dated_instants(
    dates: np.ndarray, times: np.ndarray, timezone: str, naive_is_utc: bool, form: TimeFormat
) -> tuple[Instants, np.ndarray]:
    """Dates and times of day, from `streamed_values` or `iterated_values`, as instants; and (n,) whether one of them is
    missing."""
    missing = _missing(dates) | _missing(times)
    return read_date_and_time(dates, times, timezone, naive_is_utc, form, LABEL), missing


def streamed_values(parts: list, kind) -> np.ndarray:
    """Batches of numbers or text as one array of floats (NaN where null) or texts (empty where null)."""
    if kind in NUMBERS:
        return np.concatenate([np.ma.filled(np.ma.asarray(part).astype(float), np.nan) for part in parts])
    return np.concatenate([_decoded(part) for part in parts])


def _decoded(texts: np.ndarray) -> np.ndarray:
    """Texts of the stream; empty where null. From version 3.10 on GDAL returns texts of very different lengths as
    Python objects."""
    known = np.ma.filled(texts, b"")
    if known.dtype.kind == "S":
        return np.char.decode(known, "utf-8", "replace")
    return np.array([text.decode("utf-8", "replace") if isinstance(text, bytes) else text or "" for text in known], str)


def iterated_values(values: list, kind) -> np.ndarray:
    """Attributes as one array of floats (NaN where null) or texts (empty where null). Dates and times are in ISO
    format, as they are shown, without their zone."""
    if kind in NUMBERS:
        return np.array([v if isinstance(v, (int, float)) else np.nan for v in values], float)
    return np.array([_iso_text(value) for value in values], object)


def instants_of(seconds: np.ndarray, naive_count: int = 0) -> Instants:
    """Seconds since the epoch as instants; NaN where the time is missing."""
    return Instants(
        seconds=seconds, null_count=int(np.isnan(seconds).sum()), unreadable_count=0, notes=(), naive_count=naive_count
    )


def check_complete(instants: Instants, fields: QgsFields, name: str, layer: str) -> None:
    """Raises UserError where the time field `name` of `layer` holds dates only, or times of day only."""
    if instants.only:
        raise only_a_part(fields, name, layer, instants.only)


def only_a_part(fields: QgsFields, name: str, layer: str, only: str) -> UserError:
    """The error for a time field that holds only a part of the time. only: what it holds, such as ONLY_DATES. Names the
    fields that may hold the other part."""
    others = [f.name() for f in fields if f.name() != name and (f.type() in MOMENTS or sounds_like_time(f.name()))]
    named = tr(" (perhaps {others})", others=alternatives(others[:4])) if others else ""
    if only == ONLY_DATES:
        advice = tr(
            "Set DATE_FIELD to {name}, and TIME_FIELD to the field with the time of day{named}.", name=name, named=named
        )
    else:
        advice = tr("Set DATE_FIELD to the field with the date{named}.", named=named)
    return UserError(
        tr(
            "The field {name} of {layer} holds {only}. {advice} Or choose a field that holds both.",
            name=name,
            layer=layer,
            only=only,
            advice=advice,
        )
    )


def _missing(values: np.ndarray) -> np.ndarray:
    return np.isnan(values) if values.dtype.kind == "f" else values == ""


def _iso_text(value) -> str:
    if is_null(value):
        return ""
    if isinstance(value, QDateTime):
        return f"{_iso_text(value.date())} {_iso_text(value.time())}" if value.date().isValid() else ""
    if isinstance(value, QDate):
        return f"{value.year():04d}-{value.month():02d}-{value.day():02d}" if value.isValid() else ""
    if isinstance(value, QTime):
        return value.toString("HH:mm:ss.zzz") if value.isValid() else ""
    return text_of(value)


def _plausible(instants: Instants) -> tuple[Instants, np.ndarray]:
    """The instants, NaN outside EARLIEST to LATEST (the clock of the receiver was not set); and (n,) whether the time
    is missing."""
    null = np.isnan(instants.seconds)
    outside = (instants.seconds < EARLIEST) | (instants.seconds > LATEST)
    if not outside.any():
        return instants, null
    note = outside_text(instants.seconds[outside])
    instants.seconds[outside] = np.nan
    return replace(instants, notes=(*instants.notes, note)), null


def _from_datetimes(
    values: list, timezone: str, naive_is_utc: bool, in_file: InFile | None
) -> tuple[Instants, np.ndarray]:
    """QDateTimes as instants, and (n,) whether the time is missing. Those without a time zone (local time in Qt) are
    wall-clock times in `timezone`, or UTC with naive_is_utc.

    Their date and time of day are read, never their instant: that depends on the time zone of the computer, and Qt
    calls a time invalid that this zone skips.
    """
    utc = QTimeZone.utc()
    seconds, naive = np.full(len(values), np.nan), np.zeros(len(values), bool)
    for i, value in enumerate(values):
        if not isinstance(value, QDateTime):
            continue
        if value.timeSpec() == Qt.TimeSpec.LocalTime:
            date, time = value.date(), value.time()
            if not (date.isValid() and time.isValid()):
                continue
            naive[i] = True
            value = QDateTime(date, time, utc)
        elif not value.isValid():
            continue
        seconds[i] = value.toMSecsSinceEpoch() / 1000
    if not naive.any():
        return _plausible(instants_of(seconds))
    warnings = _put_back(seconds, naive, in_file)
    if naive_is_utc:
        read, null = _plausible(instants_of(seconds, int(naive.sum())))
        return replace(read, warnings=warnings), null
    null = np.isnan(seconds)
    read = read_wall_clock(seconds, naive, timezone, naive_is_utc)
    warnings = (*read.warnings, *warnings)
    return replace(read, unreadable_count=0, naive_count=int(naive.sum()), warnings=warnings), null


def _put_back(seconds: np.ndarray, naive: np.ndarray, in_file: InFile | None) -> tuple[str, ...]:
    """Replaces the local times that Qt may have moved by those of the file. Returns a warning of those for which there
    is none."""
    rows = np.flatnonzero(maybe_moved(np.where(naive, seconds, np.nan)))
    if not len(rows):
        return ()
    original = np.full(len(rows), np.nan) if in_file is None else in_file(rows)
    found = np.isfinite(original)
    seconds[rows[found]] = original[found]
    if found.all():
        return ()
    first = np.datetime64(int(seconds[rows[~found][0]]), "s").item()
    return (
        tr(
            "{found:,} times, the first at {first:%Y-%m-%d %H:%M}, may be later than in the data: the "
            "time zone of this computer skips the hour before them, and QGIS moves times in that hour. Save the layer "
            "to a "
            "GeoPackage on a computer whose time zone is UTC, or store the times as text or with their time zone.",
            found=np.count_nonzero(~found),
            first=first,
        ),
    )
