"""Telemetry logs of ground stations (.tlog): MAVLink messages, each after its time in microseconds since the epoch.

Source: MAVLink developer guide, packet serialization; common.xml.
"""

import struct
from types import MappingProxyType

import numpy as np

from ..errors import UserError
from ..language import tr
from ..progress import Progress, quiet
from .flight_log import MOST_ROWS, FlightLog, latest, too_many_rows
from .gps_time import OLDEST

V1, V2 = 0xFE, 0xFD
HEARTBEAT, SYS_STATUS, POSITION = 0, 1, 33
SIZES = MappingProxyType({HEARTBEAT: 9, SYS_STATUS: 31, POSITION: 28})
GROUND_STATION, NO_AUTOPILOT = 6, 8
ARMED = 128
LATEST = 4_133_980_800
STEP = 3_200_000


def is_tlog(data: bytes) -> bool:
    """Whether the first two messages have a plausible time and begin as MAVLink messages do."""
    length = _length(data, 0)
    return length > 0 and (len(data) <= length or _length(data, length) > 0 or len(data) < length + 18)


def read_tlog(data: bytes, progress: Progress = quiet) -> FlightLog:
    """The positions (GLOBAL_POSITION_INT) of the first vehicle. Raises UserError where there are none."""
    rows: dict[int, list[tuple]] = {HEARTBEAT: [], SYS_STATUS: [], POSITION: []}
    at, size, told, vehicle = 0, len(data), 0, None
    while at + 18 <= size:
        if at >= told:
            progress(at / size)
            told = at + STEP
        length = _length(data, at)
        if not length or at + length > size:
            at += 1
            continue
        second = data[at + 8] == V2
        begin = at + (18 if second else 14)
        payload = data[begin : begin + data[at + 9]]
        system = data[at + (13 if second else 11)]
        kind = int.from_bytes(data[at + 15 : at + 18], "little") if second else data[at + 13]
        if kind in rows:
            body = payload.ljust(SIZES[kind], b"\0")  # zeros at the end are not sent
            t = struct.unpack_from(">Q", data, at)[0] / 1e6
            if kind == POSITION and vehicle is None:
                vehicle = system
            if len(rows[kind]) >= MOST_ROWS:
                raise too_many_rows()
            rows[kind].append((system, t, *_values(kind, body)))
        at += length
    progress(1.0)
    own = {kind: np.array([row[1:] for row in found if row[0] == vehicle], float) for kind, found in rows.items()}
    if vehicle is None:
        raise UserError(tr("It is a telemetry log without positions of a vehicle."))
    position, status, beats = own[POSITION], own[SYS_STATUS].reshape(-1, 3), own[HEARTBEAT].reshape(-1, 4)
    beats = beats[(beats[:, 1] != GROUND_STATION) & (beats[:, 2] != NO_AUTOPILOT)]
    t = position[:, 0]
    left = np.where(status[:, 2] >= 0, status[:, 2], np.nan)
    return FlightLog.of(
        "MAVLink",
        t,
        position[:, 2],
        position[:, 1],
        above_sea=position[:, 3],
        above_takeoff=position[:, 4],
        battery=latest(t, status[:, 0], left),
        volts=latest(t, status[:, 0], status[:, 1]),
        armed=latest(t, beats[:, 0], beats[:, 3]),
    )


def _values(kind: int, body: bytes) -> tuple:
    if kind == POSITION:
        _, lat, lon, height, relative = struct.unpack_from("<Iiiii", body)
        return lat * 1e-7, lon * 1e-7, height / 1000, relative / 1000
    if kind == SYS_STATUS:
        return struct.unpack_from("<H", body, 14)[0] / 1000, struct.unpack_from("<b", body, 30)[0]
    return body[4], body[5], float(bool(body[6] & ARMED))


def _length(data: bytes, at: int) -> int:
    """Bytes of the time and the message that begin here; 0 where none does."""
    if at + 18 > len(data) or data[at + 8] not in (V1, V2):
        return 0
    if not OLDEST <= int.from_bytes(data[at : at + 8], "big") / 1e6 < LATEST:
        return 0
    if data[at + 8] == V1:
        return 8 + 8 + data[at + 9]
    return 8 + 12 + data[at + 9] + (13 if data[at + 10] & 1 else 0)
