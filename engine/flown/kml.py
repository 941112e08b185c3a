"""KML tracks as flight logs: gx:Track, points with a time, lines with the times at which they begin and end."""

from dataclasses import dataclass, field

import numpy as np

from ..errors import UserError
from ..language import tr
from .flight_log import MOST_ROWS, FlightLog, too_many_rows
from .numbers_of_text import moment_of, number_of
from .xml_elements import read_elements

RELATIVE = ("relativeToGround", "relativeToSeaFloor")


@dataclass
class _Found:
    """What has been read of a file."""

    rows: list = field(default_factory=list)
    """(t, lon, lat, height, whether it is relative)"""
    untimed: int = 0


@dataclass
class _Placemark:
    """What has been read of the feature at hand."""

    when: list = field(default_factory=list)
    coord: list = field(default_factory=list)
    lines: list = field(default_factory=list)
    point: list = field(default_factory=list)
    stamp: float = np.nan
    begin: float = np.nan
    end: float = np.nan
    mode: str = ""


def read_kml(data: bytes) -> FlightLog:
    """The timed positions of a KML file. A line with a TimeSpan is flown at a constant speed. Heights are above sea
    level where altitudeMode is absolute, and count as above take-off where they are relative to the ground. Raises
    UserError where no position has a time."""
    found, place = _Found(), [_Placemark()]

    def end(path, attributes, text):
        if len(found.rows) > MOST_ROWS or len(place[0].coord) > MOST_ROWS or len(place[0].lines) > MOST_ROWS:
            raise too_many_rows()
        name, around = path[-1], path[-2] if len(path) > 1 else ""
        here = place[0]
        if name == "Placemark":
            _add(found, here)
            place[0] = _Placemark()
        elif name == "when" and around == "Track":
            here.when.append(moment_of(text))
        elif name == "coord":
            here.coord.append(_numbers(text.split()))
        elif name == "when":
            here.stamp = moment_of(text)
        elif name in ("begin", "end"):
            setattr(here, name, moment_of(text))
        elif name == "altitudeMode":
            here.mode = text.strip()
        elif name == "coordinates" and around in ("LineString", "Point"):
            tuples = [_numbers(each.split(",")) for each in text.split()]
            (here.lines if around == "LineString" else here.point).extend(tuples)
        elif name == "Track":
            _add_track(found, here)

    read_elements(data, end)
    if not found.rows:
        if found.untimed:
            raise UserError(
                tr("Its lines have no times, so it is no log of a flight. Export the log as CSV or as a timed track.")
            )
        raise UserError(tr("It is a KML file without a track."))
    t, lon, lat, height, relative = np.array(found.rows, float).T
    relative = relative > 0
    if not np.all(np.diff(t[np.isfinite(t)]) >= 0):
        order = np.argsort(t, kind="stable")  # features may be in any order
        t, lon, lat, height, relative = (column[order] for column in (t, lon, lat, height, relative))
    return FlightLog.of(
        "KML",
        t,
        lon,
        lat,
        above_sea=np.where(relative, np.nan, height),
        above_takeoff=np.where(relative, height, np.nan),
    )


def _numbers(texts: list[str]) -> tuple[float, float, float]:
    """Longitude, latitude, height; NaN for what is missing."""
    lon, lat, height = (*map(number_of, texts[:3]), np.nan, np.nan, np.nan)[:3]
    return lon, lat, height


def _add_track(found: _Found, here: _Placemark) -> None:
    relative = here.mode in RELATIVE
    found.rows += [(when, *coord, relative) for when, coord in zip(here.when, here.coord, strict=False)]
    here.when, here.coord = [], []


def _add(found: _Found, here: _Placemark) -> None:
    relative = here.mode in RELATIVE
    clamped = not here.mode or here.mode.startswith("clamp")

    def row(t, lon, lat, height):
        return t, lon, lat, np.nan if clamped else height, relative

    if here.point and np.isfinite(here.stamp):
        found.rows.append(row(here.stamp, *here.point[0]))
    if here.lines and np.isfinite([here.begin, here.end]).all() and here.end > here.begin:
        line = np.array(here.lines)
        scale = np.cos(np.radians(np.nan_to_num(line[:, 1])))
        moves = np.hypot(np.diff(line[:, 0]) * scale[1:], np.diff(line[:, 1]))
        along = np.concatenate([[0.0], np.cumsum(np.nan_to_num(moves))])
        times = here.begin + (here.end - here.begin) * along / (along[-1] or 1.0)
        found.rows += [row(t, *vertex) for t, vertex in zip(times, line, strict=True)]
    elif here.lines:
        found.untimed += 1
