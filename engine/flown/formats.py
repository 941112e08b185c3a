"""Reads a file as a flight log. The format is found by what is in it, not by the ending of its name."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from ..errors import UserError
from ..language import tr
from ..progress import Progress, quiet
from ..timing.timezones import LATEST, localize
from .csv_log import header_of, read_csv
from .dataflash import is_dataflash, read_dataflash
from .dji_srt import is_srt, read_srt
from .flight_log import FlightLog
from .gps_time import GPS_EPOCH
from .gpx import read_gpx
from .kml import read_kml
from .kmz import kml_in_kmz
from .tlog import is_tlog, read_tlog
from .ulog import is_ulog, read_ulog

MOST_BYTES = 1_000_000_000
"""Of a file: more than a day of an autopilot's log."""
MOST_TEXT = 300_000_000
"""Bytes of a file of text."""
KNOWN = "ArduPilot (.bin, .tlog), PX4 (.ulg), DJI (.csv, .srt), GPX, KML, KMZ"


def read_log(data: bytes, zone: str | Callable[[np.ndarray, np.ndarray], str], progress: Progress = quiet) -> FlightLog:
    """The flight log in a file's content. zone: IANA name of the zone of local times, which only some CSV files and
    subtitles have, or a function of their longitudes and latitudes that returns it. Raises UserError, with sentences
    that begin with It or Its, where it cannot be read."""
    if not data:
        raise UserError(tr("It is empty."))
    if is_dataflash(data):
        return read_dataflash(data, progress)
    if is_ulog(data):
        return read_ulog(data, progress)
    if data[:4] == b"PK\x03\x04":
        return read_kml(kml_in_kmz(data))
    if is_tlog(data):
        return read_tlog(data, progress)
    if len(data) > MOST_TEXT:
        raise UserError(_unknown())
    start = data[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").replace(b"\0", b"")
    if start.startswith(b"<"):
        return _xml(data)
    text = _text(data)
    if text is not None and is_srt(text):
        return _local(read_srt(text), zone)
    if text is not None and header_of(text) is not None:
        log, local = read_csv(text, progress)
        return _local(log, zone) if local else log
    if data[:2] == b"\xa3\x95" or data[:3] == b"ULo":
        raise UserError(tr("It begins like a log of an autopilot, but it is damaged."))
    raise UserError(_unknown())


def _xml(data: bytes) -> FlightLog:
    head = data[:65_536].replace(b"\0", b"").lower()
    if b"<gpx" in head:
        return read_gpx(data)
    if b"kml" in head:
        return read_kml(data)
    raise UserError(_unknown())


def _text(data: bytes) -> str | None:
    """The text of a file; None where it is none."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    if data[:4096].count(0):
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _local(log: FlightLog, zone: str | Callable) -> FlightLog:
    """A log whose times are of a clock in `zone`."""
    name = zone if isinstance(zone, str) else zone(log.lon, log.lat)
    with np.errstate(invalid="ignore"):
        likely = (log.t >= GPS_EPOCH) & (log.t < LATEST)
    return replace(log, t=localize(np.where(likely, log.t, np.nan), name).seconds)


def _unknown() -> str:
    return tr("It is no flight log that Blindspot knows: {formats}.", formats=KNOWN)
