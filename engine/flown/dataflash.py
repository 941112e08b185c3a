"""ArduPilot DataFlash logs (.bin). The format describes itself: FMT messages name the fields of all others.

Each message is 0xA3 0x95, a type of one byte, and its fields, packed without gaps. Read here rather than with
pymavlink, so that nothing has to be installed, and damaged files end with a sentence. Source: ArduPilot,
libraries/AP_Logger/LogStructure.h.
"""

from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from ..errors import UserError
from ..language import tr
from ..progress import Progress, quiet
from .flight_log import MOST_ROWS, FlightLog, column_of, latest, too_many_rows
from .gps_time import utc_of_gps

HEAD = b"\xa3\x95"
FMT, FMT_LENGTH = 0x80, 89
TYPES = MappingProxyType(
    {
        **{"a": ("<i2", 32), "b": "<i1", "B": "<u1", "h": "<i2", "H": "<u2", "i": "<i4", "I": "<u4", "f": "<f4"},
        **{"d": "<f8", "n": "S4", "N": "S16", "Z": "S64", "c": "<i2", "C": "<u2", "e": "<i4", "E": "<u4", "L": "<i4"},
        **{"M": "<u1", "q": "<i8", "Q": "<u8", "g": "<f2"},
    }
)
SCALES = MappingProxyType({"c": 0.01, "C": 0.01, "e": 0.01, "E": 0.01, "L": 1e-7})
"""What the integers of a type are multiplied by."""
WANTED = ("GPS", "POS", "BAT", "CURR", "MODE", "ARM", "EV")
STEP = 200_000
MODES = MappingProxyType(
    {
        **{0: "STABILIZE", 1: "ACRO", 2: "ALT_HOLD", 3: "AUTO", 4: "GUIDED", 5: "LOITER", 6: "RTL", 7: "CIRCLE"},
        **{9: "LAND", 11: "DRIFT", 13: "SPORT", 14: "FLIP", 15: "AUTOTUNE", 16: "POSHOLD", 17: "BRAKE", 18: "THROW"},
        **{19: "AVOID_ADSB", 20: "GUIDED_NOGPS", 21: "SMART_RTL", 22: "FLOWHOLD", 23: "FOLLOW", 24: "ZIGZAG"},
        27: "AUTO_RTL",
    }
)
"""Of multicopters, by number."""
ARMED, DISARMED = (10, 15), (11,)
"""Events (EV) of logs that have no ARM messages."""


@dataclass(frozen=True)
class _Format:
    """One kind of message. row: the types of its fields, after the three bytes of the header."""

    name: str
    length: int
    row: np.dtype
    scales: dict[str, float]


def is_dataflash(data: bytes) -> bool:
    return data[:3] == HEAD + bytes([FMT]) and len(data) >= FMT_LENGTH


def read_dataflash(data: bytes, progress: Progress = quiet) -> FlightLog:
    """The positions of a DataFlash log: POS (of the estimator), or GPS where there is none. Bytes that are no message
    are skipped, and counted. Raises UserError where it has no positions with a time."""
    formats, offsets, skipped = _scan(data, progress)
    tables = {fmt.name: _table(data, fmt, offsets[kind]) for kind, fmt in formats.items() if offsets.get(kind)}
    gps, pos = _first(tables.get("GPS")), tables.get("POS")
    if gps is None or not {"Lat", "Lng"} <= gps.keys():
        raise UserError(tr("It is an ArduPilot log without GPS messages, so it has no positions."))
    booted, status = _boot_time(gps)
    boot = _seconds(gps)
    source = pos if pos is not None and {"Lat", "Lng"} <= pos.keys() and len(pos["Lat"]) else gps
    at = _seconds(source)
    fix = latest(at, boot, status, 0) >= 3
    columns = {"fixed": fix, "above_sea": _column(source, "Alt")}
    if "RelHomeAlt" in source:
        columns["above_takeoff"] = source["RelHomeAlt"]
    columns |= _battery(tables, at) | _states(tables, at)
    notes = ()
    if skipped:
        notes = (tr("{bytes:,} bytes of the log are no messages, and are skipped.", bytes=skipped),)
    return FlightLog.of("ArduPilot", at + booted, source["Lng"], source["Lat"], notes, **columns)


def _scan(data: bytes, progress: Progress) -> tuple[dict[int, _Format], dict[int, list[int]], int]:
    """The formats and the offsets of the wanted messages, by type, and the bytes that are no message."""
    formats = {FMT: _Format("FMT", FMT_LENGTH, np.dtype([]), {})}
    lengths, offsets = {FMT: FMT_LENGTH}, {}
    at, size, skipped, told = 0, len(data), 0, 0
    while at + 3 <= size:
        if at >= told:
            progress(at / size)
            told = at + 16 * STEP
        length = lengths.get(data[at + 2]) if data[at] == HEAD[0] and data[at + 1] == HEAD[1] else None
        if length is None or at + length > size:
            following = data.find(HEAD, at + 1)
            following = size if following < 0 else following
            skipped += following - at
            at = following
            continue
        kind = data[at + 2]
        if kind == FMT:
            fmt = _format(data[at + 3 : at + FMT_LENGTH])
            if fmt is not None and fmt[0] != FMT:
                formats[fmt[0]], lengths[fmt[0]] = fmt[1], fmt[1].length
                if fmt[1].name in WANTED:
                    offsets[fmt[0]] = []
                else:
                    offsets.pop(fmt[0], None)
        elif kind in offsets:
            offsets[kind].append(at)
            if len(offsets[kind]) > MOST_ROWS:
                raise too_many_rows()
        at += length
    progress(1.0)
    return formats, offsets, skipped


def _format(body: bytes) -> tuple[int, _Format] | None:
    """The type and the format that a FMT message describes; None where it makes no sense."""
    kind, length = body[0], body[1]
    name, types, columns = (_text(body[a:b]) for a, b in ((2, 6), (6, 22), (22, 86)))
    names = columns.split(",") if columns else []
    if length < 3 or len(names) != len(types) or len(set(names)) != len(names) or any(t not in TYPES for t in types):
        return None if length < 3 else (kind, _Format("", length, np.dtype([]), {}))
    fields = [
        (field, *(TYPES[each] if isinstance(TYPES[each], tuple) else (TYPES[each],)))
        for field, each in zip(names, types, strict=True)
    ]
    row = np.dtype(fields)
    if row.itemsize != length - 3 or "" in names:
        return kind, _Format("", length, np.dtype([]), {})
    scales = {field: SCALES[each] for field, each in zip(names, types, strict=True) if each in SCALES}
    return kind, _Format(name, length, row, scales)


def _text(raw: bytes) -> str:
    return raw.split(b"\0", 1)[0].decode("ascii", "replace")


def _table(data: bytes, fmt: _Format, offsets: list[int]) -> dict[str, np.ndarray]:
    """The numbers of all messages of a kind, by field."""
    raw, starts = np.frombuffer(data, np.uint8), np.asarray(offsets, np.int64) + 3
    return {
        name: column_of(raw, starts + fmt.row.fields[name][1], fmt.row[name]) * fmt.scales.get(name, 1.0)
        for name in fmt.row.names
        if fmt.row[name].kind in "iuf"
    }


def _first(table: dict[str, np.ndarray] | None) -> dict[str, np.ndarray] | None:
    """The messages of the first instance of a sensor."""
    if table is None:
        return None
    number = next((name for name in ("I", "Instance", "Inst") if name in table), None)
    if number is None or not len(table[number]):
        return table
    own = table[number] == table[number].min()
    return {name: column[own] for name, column in table.items()}


def _seconds(table: dict[str, np.ndarray]) -> np.ndarray:
    """(n,) s since the autopilot started."""
    if "TimeUS" in table:
        return table["TimeUS"] / 1e6
    return _column(table, "TimeMS" if "TimeMS" in table else "T") / 1e3


def _column(table: dict[str, np.ndarray], name: str) -> np.ndarray:
    count = len(next(iter(table.values()), ()))
    return table.get(name, np.full(count, np.nan))


def _boot_time(gps: dict[str, np.ndarray]) -> tuple[float, np.ndarray]:
    """When the autopilot started, in s since the epoch, and (n,) the kind of fix of each GPS message."""
    status = _column(gps, "Status")
    week = _column(gps, "GWk" if "GWk" in gps else "Week")
    milliseconds = _column(gps, "GMS" if "GMS" in gps else "TimeMS")
    known = (status >= 3) & (week > 0)
    if not known.any():
        raise UserError(tr("It is an ArduPilot log whose receiver never had a position (a 3D fix)."))
    return float(np.median((utc_of_gps(week, milliseconds) - _seconds(gps))[known])), status


def _battery(tables: dict[str, dict[str, np.ndarray]], at: np.ndarray) -> dict[str, np.ndarray]:
    """% left, V and Wh used. RemPct is 0 or absent where the autopilot doesn't know the capacity."""
    table = _first(tables.get("BAT") or tables.get("CURR"))
    if not table:
        return {}
    when = _seconds(table)
    left = _column(table, "RemPct")
    left = np.where((left > 0).any() & (left <= 100), left, np.nan)
    used = _column(table, "EnrgTot")
    return {name: latest(at, when, column) for name, column in
            (("battery", left), ("volts", _column(table, "Volt")), ("used_wh", used))}  # fmt: skip


def _states(tables: dict[str, dict[str, np.ndarray]], at: np.ndarray) -> dict[str, np.ndarray]:
    """Whether armed, and the mode."""
    found = {}
    arm, events, modes = (tables.get(name) for name in ("ARM", "EV", "MODE"))
    if arm and "ArmState" in arm:
        found["armed"] = latest(at, _seconds(arm), arm["ArmState"] > 0)
    elif events and "Id" in events:
        known = np.isin(events["Id"], ARMED + DISARMED)
        found["armed"] = latest(at, _seconds(events)[known], np.isin(events["Id"], ARMED)[known])
    if modes:
        number = _column(modes, "ModeNum" if "ModeNum" in modes else "Mode")
        names = [MODES.get(int(one), "") if np.isfinite(one) else "" for one in number]
        found["mode"] = latest(at, _seconds(modes), np.array(names, object), "")
    return found
