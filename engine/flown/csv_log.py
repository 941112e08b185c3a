"""CSV logs of DJI aircraft, as AirData, PhantomHelp, TXTlogToCSV and DatCon write them, and other CSV tables with
columns for time, latitude and longitude. The columns are found by their names; all others, serial numbers and names of
pilots among them, are not read."""

import csv
import io
import re
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from ..errors import UserError
from ..language import tr
from ..progress import STEP, Progress, quiet
from .flight_log import MOST_ROWS, FlightLog, too_many_rows
from .numbers_of_text import has_zone, moment_of, number_of

FOOT = 0.3048
MOST_COLUMNS = 5000
NAMES = MappingProxyType(
    {
        "date": ("custom.date",),
        "clock": ("custom.updatetime",),
        "moment": (
            *("datetime", "custom.datetime", "gps.datetimestamp", "gps.datetime", "datetimestamp", "timestamp"),
            *("time", "date", "date/time", "utc"),
        ),
        "elapsed_ms": ("timemillisecond", "osd.flytimemilliseconds"),
        "elapsed_s": ("osd.flytime", "offsettime", "elapsedtime"),
        "lat": ("latitude", "osd.latitude", "gps.lat", "gps0.lat", "lat", "imucalcs.lat", "aircraftlatitude"),
        "lon": (
            *("longitude", "osd.longitude", "gps.long", "gps0.long", "lon", "lng", "long", "imucalcs.long"),
            "aircraftlongitude",
        ),
        "above_takeoff": (
            *("heightabovetakeoff", "osd.height", "general.relativeheight", "height", "relativealtitude"),
            *("relheight", "relalt", "aircraftbarometricaltitude"),
        ),
        "above_sea": ("altitudeabovesealevel", "osd.altitude", "gps.heightmsl", "altitude", "ele", "alt", "absalt"),
        "battery": (
            *("batterypercent", "battery.chargelevel", "centerbattery.relativecapacity", "battery.relativecapacity"),
            *("batteryinfo.remaining", "battery", "aircraftbatterypower"),
        ),
        "volts": ("voltage", "battery.voltage", "centerbattery.voltage", "aircraftbatteryvoltage"),
        "mode": ("flycstate", "osd.flycstate", "flightmode", "mode"),
        "motors": ("osd.ismotorup", "osd.ismotoron", "ismotoron", "motoron"),
        "satellites": ("satellites", "osd.gpsnum", "gps.numsv", "aircraftsatellites"),
    }
)
"""What each column is called: the name without its unit, in small letters, without blanks, colons as dots."""
UNIT = re.compile(r"[\[(]\s*([^\])]*?)\s*[\])]\s*$")
TRUE = ("true", "1", "yes")
LEAST_SATELLITES = 4


@dataclass(frozen=True)
class _Column:
    index: int
    unit: str


def csv_columns(line: str, delimiter: str) -> dict[str, _Column]:
    """The known columns of a header."""
    try:
        cells = next(csv.reader([line], delimiter=delimiter), [])[:MOST_COLUMNS]
    except csv.Error:
        return {}
    named = {}
    for index, cell in enumerate(cells):
        cell = cell.strip().lstrip("\ufeff")
        unit = UNIT.search(cell)
        name = cell[: unit.start()] if unit and not cell.lower().startswith("gps(") else cell
        name = re.sub(r"[\s()_]", "", name.lower()).replace(":", ".")
        # the columns of maximum values and such have names of their own
        named.setdefault(name, _Column(index, unit[1].lower() if unit else ""))
        if name in ("time", "timemillisecond") and unit and unit[1].lower().startswith("ms"):
            named["timemillisecond"] = named[name]
    if "time" in named and named["time"].unit.startswith("millisecond"):
        named["timemillisecond"] = named.pop("time")
    return {
        key: next(named[name] for name in names if name in named)
        for key, names in NAMES.items()
        if any(name in named for name in names)
    }


def header_of(text: str) -> tuple[int, str, dict[str, _Column]] | None:
    """Where the rows of a table begin, its delimiter and its columns; None for a text that is no table of positions."""
    begin = 0
    for _ in range(5):  # a line `sep=,`, titles
        end = text.find("\n", begin)
        line = text[begin : len(text) if end < 0 else end]
        if len(line) > 400_000:
            return None
        for delimiter in (",", ";", "\t"):
            columns = csv_columns(line.strip("\r"), delimiter)
            if {"lat", "lon"} <= columns.keys():
                return (len(text) if end < 0 else end + 1), delimiter, columns
        if end < 0:
            return None
        begin = end + 1
    return None


def read_csv(text: str, progress: Progress = quiet) -> tuple[FlightLog, bool]:
    """The positions of a CSV log, and whether its times are local ones, given as if the clock showed UTC. Raises
    UserError where it has no column for the time."""
    begin, delimiter, columns = header_of(text)
    if not {"moment", "clock", "date"} & columns.keys():
        raise UserError(tr("It is a table without a column for the date and time, such as datetime(utc)."))
    wanted = list(columns)
    rows = []
    try:
        lines = csv.reader(io.StringIO(text[begin:]), delimiter=delimiter)
        for number, row in enumerate(lines):
            if number % STEP == 0:
                progress(min(number / 200_000, 0.95))
            if number >= MOST_ROWS:
                raise too_many_rows()
            if row:
                rows.append([row[columns[key].index] if columns[key].index < len(row) else "" for key in wanted])
    except csv.Error as error:
        raise UserError(tr("It is a table that cannot be read: {reason}.", reason=error)) from None
    texts = {key: [row[index] for row in rows] for index, key in enumerate(wanted)}
    if not rows:
        raise UserError(tr("It is a table without rows."))
    return _log(texts, columns)


def _log(texts: dict[str, list[str]], columns: dict[str, _Column]) -> tuple[FlightLog, bool]:
    t, local = _times(texts, columns)
    found = {}
    for key in ("above_takeoff", "above_sea"):
        if key in texts:
            unit = columns[key].unit
            found[key] = _numbers(texts[key]) * (FOOT if unit.startswith(("feet", "ft")) else 1.0)
    if "battery" in texts:
        left = _numbers([text.rstrip("% ") for text in texts["battery"]])
        found["battery"] = np.where((left >= 0) & (left <= 100), left, np.nan)
    if "volts" in texts:
        volts = _numbers(texts["volts"])
        found["volts"] = volts / 1000 if columns["volts"].unit.startswith("mv") else volts
    if "motors" in texts:
        found["armed"] = np.array([text.strip().lower() in TRUE for text in texts["motors"]], float)
    if "mode" in texts:
        found["mode"] = np.array([text.strip()[:40] for text in texts["mode"]], object)
    if "satellites" in texts:
        satellites = _numbers(texts["satellites"])
        found["fixed"] = ~(satellites < LEAST_SATELLITES)
    return FlightLog.of("CSV", t, _numbers(texts["lon"]), _numbers(texts["lat"]), **found), local


def _times(texts: dict[str, list[str]], columns: dict[str, _Column]) -> tuple[np.ndarray, bool]:
    """(n,) s since the epoch, and whether they are local times."""
    if "date" in texts and "clock" in texts:
        written = [f"{date.strip()} {clock.strip()}" for date, clock in zip(texts["date"], texts["clock"], strict=True)]
        unit = columns["clock"].unit
    else:
        key = "moment" if "moment" in texts else "clock" if "clock" in texts else "date"
        written, unit = texts[key], columns[key].unit
    known: dict[str, float] = {}
    t = np.array([known[text] if text in known else known.setdefault(text, _moment(text)) for text in written])
    local = unit not in ("utc", "gmt", "z") and not any(map(has_zone, written[:50]))
    if (np.nan_to_num([number_of(text) for text in written[:50]], nan=0.0) > 1e8).any():
        local = False  # s since the epoch
    elapsed = _elapsed(texts)
    whole = np.isfinite(t) & (np.abs(t - np.round(t)) < 1e-9)
    if elapsed is not None and np.isfinite(t).any() and whole.sum() == np.isfinite(t).sum():
        offset = t - elapsed
        finite = np.isfinite(offset)
        if finite.any() and np.ptp(offset[finite]) < 5:  # a clock that shows whole seconds is behind by less than one
            t = elapsed + offset[finite].max()
    return t, local


def _moment(text: str) -> float:
    """A date and time, or s or ms since the epoch."""
    value = number_of(text)
    if np.isfinite(value):
        return value / 1000 if value > 1e11 else value if value > 1e8 else np.nan
    return moment_of(text.strip())


def _elapsed(texts: dict[str, list[str]]) -> np.ndarray | None:
    if "elapsed_ms" in texts:
        return _numbers(texts["elapsed_ms"]) / 1000
    return _numbers(texts["elapsed_s"]) if "elapsed_s" in texts else None


def _numbers(texts: list[str]) -> np.ndarray:
    return np.array([number_of(text) for text in texts], float)
