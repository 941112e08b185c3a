"""PX4 logs (ULog, .ulg). The format describes itself: F messages name the fields of the topics that D messages hold.

Read here rather than with pyulog, so that nothing has to be installed, and damaged files end with a sentence. Source:
PX4 user guide, ULog File Format, version 1.
"""

import re
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from ..errors import UserError
from ..language import tr
from ..progress import Progress, quiet
from .flight_log import MOST_ROWS, FlightLog, column_of, latest, too_many_rows

MAGIC = b"ULog\x01\x12\x35"
HEADER = 16
SIZES = MappingProxyType(
    {
        **{"int8_t": "<i1", "uint8_t": "<u1", "int16_t": "<i2", "uint16_t": "<u2", "int32_t": "<i4", "uint32_t": "<u4"},
        **{"int64_t": "<i8", "uint64_t": "<u8", "float": "<f4", "double": "<f8", "bool": "?", "char": "S1"},
    }
)
FIELD = re.compile(r"([a-zA-Z_0-9\-/]+)(?:\[(\d{1,5})\])?\s+([a-zA-Z_0-9]+)\Z")
KINDS = frozenset(b"BFIMPQARDLCSO")
POSITION, GPS, OLD_GPS = "vehicle_global_position", "vehicle_gps_position", "sensor_gps"
WANTED = (POSITION, GPS, OLD_GPS, "battery_status", "vehicle_status", "home_position")
NEEDED = frozenset(
    (
        *("timestamp", "time_utc_usec", "fix_type", "lat", "lon", "alt", "latitude_deg", "longitude_deg"),
        *("altitude_msl_m", "remaining", "voltage_v", "arming_state", "nav_state"),
    )
)
"""Fields that are read."""
DEEPEST, LARGEST, MOST_FIELDS = 8, 65_536, 2000
STEP = 3_200_000
ARMED = 2
MODES = MappingProxyType(
    {
        **{0: "MANUAL", 1: "ALTCTL", 2: "POSCTL", 3: "AUTO_MISSION", 4: "AUTO_LOITER", 5: "AUTO_RTL", 10: "ACRO"},
        **{12: "DESCEND", 13: "TERMINATION", 14: "OFFBOARD", 15: "STAB", 17: "AUTO_TAKEOFF", 18: "AUTO_LAND"},
        **{19: "AUTO_FOLLOW_TARGET", 20: "AUTO_PRECLAND", 21: "ORBIT"},
    }
)
"""nav_state of vehicle_status."""


@dataclass
class _Read:
    """What has been read: the text of each format, the topic of each message id, the offsets of its data."""

    formats: dict[str, str] = field(default_factory=dict)
    topics: dict[int, str] = field(default_factory=dict)
    offsets: dict[str, list[int]] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    incomplete: bool = False


def is_ulog(data: bytes) -> bool:
    return data.startswith(MAGIC)


def read_ulog(data: bytes, progress: Progress = quiet) -> FlightLog:
    """The positions of a ULog: of the estimator, or of the receiver where there are none. Raises UserError where it has
    no positions with a time."""
    read = _scan(data, progress)
    tables = {name: _table(data, read, name) for name in read.offsets}
    gps = _degrees(tables.get(GPS) or tables.get(OLD_GPS))
    if gps is None or not {"timestamp", "time_utc_usec"} <= gps.keys():
        raise UserError(tr("It is a PX4 log without a GPS receiver, so its date is not known."))
    dated = gps["time_utc_usec"] > 0
    if not dated.any():
        raise UserError(tr("It is a PX4 log whose receiver never had a position, so its date is not known."))
    booted = float(np.median((gps["time_utc_usec"] - gps["timestamp"])[dated])) / 1e6
    source = _degrees(tables.get(POSITION)) or gps
    at = source["timestamp"] / 1e6
    columns = {"fixed": latest(at, gps["timestamp"] / 1e6, gps.get("fix_type", np.full(len(dated), 3.0)), 0) >= 3}
    columns["above_sea"] = source.get("height", np.full(len(at), np.nan))
    home = tables.get("home_position")
    if home and "alt" in home and len(home["alt"]):
        columns["above_takeoff"] = columns["above_sea"] - latest(at, home["timestamp"] / 1e6, home["alt"])
    columns |= _states(tables, at)
    notes = (tr("The log ends in the middle of a message."),) if read.incomplete else ()
    return FlightLog.of("PX4", at + booted, source["lon"], source["lat"], notes, **columns)


def _scan(data: bytes, progress: Progress) -> _Read:
    read, at, size, told = _Read(), HEADER, len(data), 0
    while at + 3 <= size:
        if at >= told:
            progress(at / size)
            told = at + STEP
        length, kind = data[at] | data[at + 1] << 8, data[at + 2]
        if kind not in KINDS or at + 3 + length > size:
            read.incomplete = True
            break
        begin, end = at + 3, at + 3 + length
        if kind == 0x44 and length > 2:  # D, data
            topic = read.topics.get(data[begin] | data[begin + 1] << 8)
            if topic is not None:
                read.offsets[topic].append(begin + 2)
                if len(read.offsets[topic]) > MOST_ROWS:
                    raise too_many_rows()
                read.sizes[topic] = min(read.sizes.get(topic, LARGEST), length - 2)
        elif kind == 0x46:  # F, format
            name, _, fields = data[begin:end].decode("ascii", "replace").partition(":")
            if len(read.formats) < MOST_FIELDS:
                read.formats.setdefault(name, fields)
        elif kind == 0x41 and length > 3 and data[begin] == 0:  # A, subscription; the first instance of a topic
            name = data[begin + 3 : end].decode("ascii", "replace")
            if name in WANTED:
                read.topics[data[begin + 1] | data[begin + 2] << 8] = name
                read.offsets.setdefault(name, [])
        at = end
    progress(1.0)
    return read


def _table(data: bytes, read: _Read, topic: str) -> dict[str, np.ndarray] | None:
    """The numbers of all messages of a topic, by field; None where it has none."""
    offsets = read.offsets[topic]
    fields, _ = _fields(read.formats, topic, 0, {})
    fields = {name: place for name, place in fields.items() if place[0] + place[1].itemsize <= read.sizes.get(topic, 0)}
    if not offsets or "timestamp" not in fields:
        return None
    raw, starts = np.frombuffer(data, np.uint8), np.asarray(offsets, np.int64)
    return {name: column_of(raw, starts + offset, kind) for name, (offset, kind) in fields.items() if name in NEEDED}


def _fields(formats: dict[str, str], name: str, depth: int, known: dict[str, int]) -> tuple[dict, int]:
    """The single numbers of a format, as name: (offset, type), and its size in bytes; nothing of a format that cannot
    be read. known: sizes of the formats within it."""
    found, offset = {}, 0
    if name not in formats or depth > DEEPEST:
        return {}, LARGEST
    for text in formats[name].split(";")[:MOST_FIELDS]:
        if not text.strip():
            continue
        match = FIELD.match(text.strip())
        if match is None:
            return {}, LARGEST
        kind, count, own = match.groups()
        if kind in SIZES:
            one = np.dtype(SIZES[kind])
            size = one.itemsize
            if count is None and one.kind != "S":
                found[own] = (offset, one)
        else:
            if kind not in known:
                known[kind] = _fields(formats, kind, depth + 1, known)[1]
            size = known[kind]
        offset += size * int(count or 1)
        if offset > LARGEST:
            return {}, LARGEST
    return found, offset


def _degrees(table: dict[str, np.ndarray] | None) -> dict[str, np.ndarray] | None:
    """A table with lon, lat in degrees and height in m: older versions hold them as integers."""
    if not table:
        return None
    if "latitude_deg" in table and "longitude_deg" in table:
        place = table["longitude_deg"], table["latitude_deg"], table.get("altitude_msl_m")
    elif "lat" in table and "lon" in table:
        lon, lat, height = table["lon"], table["lat"], table.get("alt")
        if np.nanmax(np.abs(lat), initial=0) > 90 or np.nanmax(np.abs(lon), initial=0) > 180:
            lon, lat, height = lon * 1e-7, lat * 1e-7, None if height is None else height / 1000
        place = lon, lat, height
    else:
        return None
    found = {**table, "lon": place[0], "lat": place[1]}
    return found if place[2] is None else {**found, "height": place[2]}


def _states(tables: dict[str, dict[str, np.ndarray] | None], at: np.ndarray) -> dict[str, np.ndarray]:
    """Battery, whether armed, and the mode."""
    found = {}
    battery, status = tables.get("battery_status"), tables.get("vehicle_status")
    if battery:
        when = battery["timestamp"] / 1e6
        left = battery.get("remaining", np.full(len(when), np.nan))
        left = np.where((left >= 0) & (left <= 1), 100 * left, np.nan)
        volts = battery.get("voltage_v", np.full(len(when), np.nan))
        found |= {"battery": latest(at, when, left), "volts": latest(at, when, volts)}
    if status:
        when = status["timestamp"] / 1e6
        if "arming_state" in status:
            found["armed"] = latest(at, when, status["arming_state"] == ARMED)
        if "nav_state" in status:
            names = [MODES.get(int(one), "") for one in np.nan_to_num(status["nav_state"], nan=-1)]
            found["mode"] = latest(at, when, np.array(names, object), "")
    return found
