"""DJI subtitles (.srt) as flight logs: the camera writes the position of each frame, or second, as text.

There are several dialects, by aircraft and age:

    [latitude: 59.302335] [longitude: 18.203059] [rel_alt: 1.300 abs_alt: 132.860]
    [latitude : 59.302335] [longtitude : 18.203059] [altitude: 132.860]
    HOME(149.0251,-20.2533) 2017.08.05 14:11:51 / GPS(149.0251,-20.2533,16) BAROMETER:1.9
    F/2.8, SS 206.14, ISO 150, EV 0, GPS (-122.3699, 37.8166, 15), D 224.10m, H 48.80m

Times are those of the camera's clock, without a zone.
"""

import re
from itertools import pairwise

import numpy as np

from ..errors import UserError
from ..language import tr
from .flight_log import MOST_ROWS, FlightLog, too_many_rows
from .numbers_of_text import moment_of, number_of

MOMENT = r"\d{1,3}:\d{2}:\d{2}[,.]\d{1,3}"
BLANKS = r"[ \t]{0,9}"
"""A line break among them would make the search quadratic."""
ARROW = re.compile(rf"^{BLANKS}{MOMENT}{BLANKS}-->{BLANKS}{MOMENT}", re.MULTILINE)
NUM = r"\s{0,5}[:=]?\s{0,5}([-+]?\d{1,9}(?:\.\d{1,12})?)"
LAT, LON = re.compile(rf"\blatitude{NUM}"), re.compile(rf"\blong(?:t)?itude{NUM}")
REL, ABS = re.compile(rf"\brel_alt{NUM}"), re.compile(rf"\babs_alt{NUM}")
ALTITUDE = re.compile(rf"\[altitude{NUM}")
PAIR = re.compile(r"\bGPS\s?\(\s?([-+]?\d{1,3}(?:\.\d{1,12})?)\s?,\s?([-+]?\d{1,3}(?:\.\d{1,12})?)")
BAROMETER, HEIGHT = re.compile(rf"\bBAROMETER{NUM}"), re.compile(rf"\bH{NUM}\s?m")
WHEN = re.compile(r"\b(\d{4}[-./]\d{1,2}[-./]\d{1,2}[ T]\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,3}(?:[.,]\d{1,3})?)?)")
START = re.compile(r"(\d{1,3}):(\d{2}):(\d{2})[,.](\d{1,3})")
LONGEST = 4000
"""Characters of one subtitle."""


def is_srt(text: str) -> bool:
    """Whether a text begins as subtitles do."""
    return ARROW.search(text[:2000]) is not None


def read_srt(text: str) -> FlightLog:
    """The positions of subtitles, with times as if the camera's clock showed UTC. Where the date and time have only
    whole seconds, the parts of a second come from the time in the film. Raises UserError where no subtitle has a
    position."""
    starts = [found.start() for found in ARROW.finditer(text)] + [len(text)]
    if len(starts) > MOST_ROWS:
        raise too_many_rows()
    rows = [_row(text[a : min(b, a + LONGEST)]) for a, b in pairwise(starts)]
    table = np.array(rows, float).reshape(-1, 7)
    film, t, lon, lat, relative, sea, whole = table.T
    if not np.isfinite(lon).any():
        raise UserError(tr("It is a subtitle file without positions. Switch on subtitles in the camera's settings."))
    if not np.isfinite(t).any():
        raise UserError(tr("Its subtitles have no dates and times, so it is not known when they were filmed."))
    if (whole[np.isfinite(t)] > 0).all():
        # a clock that shows whole seconds is behind by less than one of them
        t = film + np.nanmax(t - film)
    return FlightLog.of(tr("DJI subtitles"), t, lon, lat, above_takeoff=relative, above_sea=sea)


def _row(text: str) -> tuple:
    """Time in the film, date and time, lon, lat, height above take-off and above sea, whether the time is in whole
    seconds."""
    hours, minutes, seconds, parts = START.search(text).groups()
    film = int(hours) * 3600 + int(minutes) * 60 + int(seconds) + float(f"0.{parts}")
    when = WHEN.search(text)
    t = moment_of(when[1]) if when else np.nan
    lat, lon, relative, sea = (_number(pattern, text) for pattern in (LAT, LON, REL, ABS))
    pair = PAIR.search(text)
    if np.isnan(lat) and pair:
        lon, lat = number_of(pair[1]), number_of(pair[2])
        if abs(lat) > 90 >= abs(lon):  # some aircraft write the latitude first
            lon, lat = lat, lon
        relative = _number(BAROMETER, text)
        relative = _number(HEIGHT, text) if np.isnan(relative) else relative
    if np.isnan(sea) and np.isnan(relative):
        sea = _number(ALTITUDE, text)
    whole = when is not None and not re.search(r":\d{2}[.,]\d", when[1])
    return film, t, lon, lat, relative, sea, whole


def _number(pattern: re.Pattern, text: str) -> float:
    found = pattern.search(text)
    return number_of(found[1]) if found else np.nan
