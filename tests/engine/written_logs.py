"""Flight logs of our own making in every format that is read, from one flight."""

import io
import struct
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

GPS_EPOCH = 315_964_800
LEAP = 18


@dataclass(frozen=True)
class Flown:
    """n positions: s since the epoch, degrees, m above sea level and above take-off, % of the battery."""

    t: np.ndarray
    lon: np.ndarray
    lat: np.ndarray
    sea: np.ndarray
    up: np.ndarray
    battery: np.ndarray


def when(t: float, form: str = "%Y-%m-%dT%H:%M:%S.%f", digits: int = 3) -> str:
    text = datetime.fromtimestamp(round(t, 6), UTC).strftime(form)
    return text[: digits - 6] if form.endswith("%f") and digits < 6 else text


def _fmt(kind: int, name: str, types: str, columns: str, length: int) -> bytes:
    body = struct.pack("<BB4s16s64s", kind, length, name.encode(), types.encode(), columns.encode())
    return b"\xa3\x95\x80" + body


def dataflash(flown: Flown, lead: float = 30.0, armed: bool = True) -> bytes:
    """An ArduPilot log that starts `lead` seconds before the first position, without a fix for the first half."""
    boot = flown.t[0] - lead
    out = [
        _fmt(0x80, "FMT", "BBnNZ", "Type,Length,Name,Format,Columns", 89),
        _fmt(1, "GPS", "QBBIHBcLLe", "TimeUS,I,Status,GMS,GWk,NSats,HDop,Lat,Lng,Alt", 3 + 31),
        _fmt(2, "POS", "QLLfff", "TimeUS,Lat,Lng,Alt,RelHomeAlt,RelOriginAlt", 3 + 28),
        _fmt(3, "BAT", "QBfffffcf", "TimeUS,Inst,Volt,VoltR,Curr,CurrTot,EnrgTot,Temp,Res", 0 + 3 + 35),
        _fmt(4, "ARM", "QBIBB", "TimeUS,ArmState,ArmChecks,Forced,Method", 3 + 15),
        _fmt(5, "MODE", "QMBB", "TimeUS,Mode,ModeNum,Rsn", 3 + 11),
        _fmt(6, "BATT", "Q", "TimeUS", 3 + 8),
        _fmt(7, "CURR", "QfB", "TimeUS,Volt,RemPct", 3 + 13),
        _fmt(8, "MSG", "QZ", "TimeUS,Message", 3 + 72),
    ]

    def gps(t, lon, lat, alt, status=3):
        seconds = t - GPS_EPOCH + LEAP
        week, milliseconds = int(seconds // 604_800), round(seconds % 604_800 * 1000)
        place = round(lat * 1e7), round(lon * 1e7), round(alt * 100)
        if status < 3:
            week, milliseconds, place = 0, 0, (0, 0, 0)
        body = struct.pack("<QBBIHBhiii", round((t - boot) * 1e6), 0, status, milliseconds, week, 9, 80, *place)
        return b"\xa3\x95\x01" + body

    def arm(t, state):
        return b"\xa3\x95\x04" + struct.pack("<QBIBB", round((t - boot) * 1e6), state, 0, 0, 0)

    for k in range(5):
        out.append(gps(boot + k, 0, 0, 0, 1))
    out.append(b"\xa3\x95\x08" + struct.pack("<Q64s", 1, b"SerialNumber 1234567"))
    rows = list(zip(flown.t, flown.lon, flown.lat, flown.sea, flown.up, flown.battery, strict=True))
    for k in range(10):
        out.append(gps(flown.t[0] - 10 + k, *rows[0][1:4]))
    if armed:
        out.append(arm(flown.t[0] - 0.5, 1))
    out.append(b"\xa3\x95\x05" + struct.pack("<QBBB", round(lead * 1e6), 3, 3, 1))
    for k, (t, lon, lat, sea, up, battery) in enumerate(rows):
        if k % 5 == 0:
            out.append(gps(t, lon, lat, sea))
            out.append(b"\xa3\x95\x07" + struct.pack("<QfB", round((t - boot) * 1e6), 15.2, round(battery)))
        body = struct.pack("<Qiifff", round((t - boot) * 1e6), round(lat * 1e7), round(lon * 1e7), sea, up, up)
        out.append(b"\xa3\x95\x02" + body)
    if armed:
        out.append(arm(flown.t[-1] + 0.5, 0))
    return b"".join(out)


def ulog(flown: Flown, boot_s: float = 40.0) -> bytes:
    """A PX4 log."""
    boot = flown.t[0] - boot_s
    out = [b"ULog\x01\x12\x35\x01" + struct.pack("<Q", 0)]

    def message(kind: str, body: bytes) -> None:
        out.append(struct.pack("<HB", len(body), ord(kind)) + body)

    message("B", bytes(40))
    formats = {
        "vehicle_global_position": "uint64_t timestamp;uint64_t timestamp_sample;double lat;double lon;float alt;"
        "float alt_ellipsoid;bool dead_reckoning;uint8_t[3] _padding0;",
        "vehicle_gps_position": "uint64_t timestamp;uint64_t time_utc_usec;int32_t lat;int32_t lon;int32_t alt;"
        "uint8_t fix_type;uint8_t[3] _padding0;",
        "battery_status": "uint64_t timestamp;float voltage_v;float remaining;uint32_t serial_number;",
        "vehicle_status": "uint64_t timestamp;uint8_t arming_state;uint8_t nav_state;uint8_t[6] _padding0;",
        "home_position": "uint64_t timestamp;double lat;double lon;float alt;uint8_t[4] _padding0;",
    }
    for name, text in formats.items():
        message("F", f"{name}:{text}".encode())
    for number, name in enumerate(formats):
        message("A", struct.pack("<BH", 0, number) + name.encode())

    def data(number: int, t: float, form: str, *values) -> None:
        message("D", struct.pack("<HQ" + form, number, round((t - boot) * 1e6), *values))

    data(4, flown.t[0] - 1, "ddf", flown.lat[0], flown.lon[0], flown.sea[0] - flown.up[0])
    data(3, flown.t[0] - 20, "BB", 1, 4)
    data(1, flown.t[0] - 20, "Qiiib", 0, 0, 0, 0, 1)
    data(3, flown.t[0] - 0.5, "BB", 2, 3)
    rows = zip(flown.t, flown.lon, flown.lat, flown.sea, flown.battery, strict=True)
    for k, (t, lon, lat, sea, battery) in enumerate(rows):
        if k % 5 == 0:
            place = round(lat * 1e7), round(lon * 1e7), round(sea * 1000)
            data(1, t, "Qiiib", round(t * 1e6), *place, 3)
            data(2, t, "ffI", 15.1, battery / 100, 77_777)
        data(0, t, "Qddff?", 0, lat, lon, sea, sea + 40, False)
    data(3, flown.t[-1] + 0.5, "BB", 1, 4)
    return b"".join(out)


def tlog(flown: Flown) -> bytes:
    """A telemetry log, MAVLink 1 and 2 in turn."""
    out = []

    def message(t: float, kind: int, body: bytes, second: bool, system: int = 1) -> None:
        time = struct.pack(">Q", round(t * 1e6))
        if second:
            body = body.rstrip(b"\0") or b"\0"
            out.append(time + struct.pack("<BBBBBBB", 0xFD, len(body), 0, 0, 0, system, 1) + kind.to_bytes(3, "little"))
        else:
            out.append(time + struct.pack("<BBBBBB", 0xFE, len(body), 0, system, 1, kind))
        out.append(body + b"\0\0")

    rows = zip(flown.t, flown.lon, flown.lat, flown.sea, flown.up, flown.battery, strict=True)
    for k, (t, lon, lat, sea, up, battery) in enumerate(rows):
        if k % 5 == 0:
            message(t, 0, struct.pack("<IBBBBB", 3, 2, 3, 0x80 | 1, 4, 3), k % 2 == 0)
            message(t, 0, struct.pack("<IBBBBB", 0, 6, 8, 0, 4, 3), False, 255)
            body = struct.pack("<IIIHHhHHHHHHb", 0, 0, 0, 0, 15_000, 0, 0, 0, 0, 0, 0, 0, round(battery))
            message(t, 1, body, k % 2 == 0)
        place = round(lat * 1e7), round(lon * 1e7), round(sea * 1000), round(up * 1000)
        message(t, 33, struct.pack("<IiiiihhhH", 0, *place, 0, 0, 0, 0), k % 3 == 0)
    return b"".join(out)


def airdata(flown: Flown) -> bytes:
    """As AirData writes it, in feet, with times to the second beside milliseconds."""
    head = (
        "time(millisecond),datetime(utc),latitude,longitude,height_above_takeoff(feet),"
        "height_above_ground_at_drone_location(feet),altitude_above_seaLevel(feet),satellites,voltage(v),"
        "max_altitude(feet),battery_percent,flycState,message"
    )
    rows = zip(flown.t, flown.lon, flown.lat, flown.sea, flown.up, flown.battery, strict=True)
    lines = [
        f"{round(1000 * (t - flown.t[0]))},{when(t, '%Y-%m-%d %H:%M:%S')},{lat:.9f},{lon:.9f},{up / 0.3048:.2f},"
        f"{up / 0.3048:.2f},{sea / 0.3048:.2f},14,15.3,400,{battery:.0f},P-GPS,"
        for t, lon, lat, sea, up, battery in rows
    ]
    return "\r\n".join([head, *lines, ""]).encode()


def phantom_help(flown: Flown, hours: float = 8.0) -> bytes:
    """As PhantomHelp writes it, with local times and a line that names the delimiter."""
    head = (
        "CUSTOM.date [local],CUSTOM.updateTime [local],OSD.flyTime,OSD.flyTime [s],OSD.latitude,OSD.longitude,"
        "OSD.height [ft],OSD.altitude [ft],OSD.gpsNum,OSD.isMotorUp,BATTERY.chargeLevel,DETAILS.aircraftSerial"
    )
    rows = zip(flown.t, flown.lon, flown.lat, flown.sea, flown.up, flown.battery, strict=True)
    lines = []
    for t, lon, lat, sea, up, battery in rows:
        local = datetime.fromtimestamp(t + 3600 * hours, UTC)
        clock = local.strftime("%I:%M:%S.%f")[:-4].lstrip("0") + local.strftime(" %p")
        lines.append(
            f"{local.month}/{local.day}/{local.year},{clock},0m 1s,{t - flown.t[0]:.1f},{lat:.9f},{lon:.9f},"
            f"{up / 0.3048:.2f},{sea / 0.3048:.2f},15,True,{battery:.0f},1SERIAL99"
        )
    return "\n".join(["sep=,", head, *lines]).encode()


def srt(flown: Flown, dialect: str = "brackets", hours: float = 8.0) -> bytes:
    """Subtitles, with local times. dialect: brackets, typo, gps or mavic."""
    out = []
    rows = zip(flown.t, flown.lon, flown.lat, flown.sea, flown.up, strict=True)
    for k, (t, lon, lat, sea, up) in enumerate(rows, 1):
        film = t - flown.t[0]
        a, b = (f"{int(s // 3600):02d}:{int(s // 60 % 60):02d}:{s % 60:06.3f}".replace(".", ",") for s in (film, film))
        local = t + 3600 * hours
        text = {
            "brackets": f'<font size="28">FrameCnt: {k}, DiffTime: 33ms\n{when(local, "%Y-%m-%d %H:%M:%S.%f")}\n'
            f"[iso: 100] [latitude: {lat:.7f}] [longitude: {lon:.7f}] [rel_alt: {up:.3f} abs_alt: {sea:.3f}]</font>",
            "typo": f"{when(local, '%Y-%m-%d %H:%M:%S,%f')},123\n[iso : 110] [latitude : {lat:.7f}] "
            f"[longtitude : {lon:.7f}] [altitude: {sea:.3f}]",
            "gps": f"HOME({lon:.4f},{lat:.4f}) {when(local, '%Y.%m.%d %H:%M:%S')}\n"
            f"GPS({lon:.7f},{lat:.7f},16) BAROMETER:{up:.1f}\nISO:100 Shutter:60",
            "mavic": f"{when(local, '%Y-%m-%d %H:%M:%S')}\nF/2.8, SS 206.14, ISO 150, EV 0, GPS ({lon:.7f}, {lat:.7f}, "
            f"15), D 224.10m, H {up:.2f}m, H.S 0.00m/s, V.S 0.00m/s",
        }[dialect]
        out.append(f"{k}\n{a} --> {b}\n{text}\n")
    return "\n".join(out).encode()


def gpx(flown: Flown) -> bytes:
    rows = zip(flown.t, flown.lon, flown.lat, flown.sea, strict=True)
    points = "".join(
        f'<trkpt lat="{lat:.9f}" lon="{lon:.9f}"><ele>{sea:.3f}</ele><time>{when(t)}Z</time></trkpt>'
        for t, lon, lat, sea in rows
    )
    head = '<?xml version="1.0"?><gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1">'
    return f"{head}<trk><trkseg>{points}</trkseg></trk></gpx>".encode()


def kml(flown: Flown, mode: str = "absolute") -> bytes:
    height = flown.sea if mode == "absolute" else flown.up
    whens = "".join(f"<when>{when(t)}Z</when>" for t in flown.t)
    coords = "".join(
        f"<gx:coord>{lon:.9f} {lat:.9f} {z:.3f}</gx:coord>"
        for lon, lat, z in zip(flown.lon, flown.lat, height, strict=True)
    )
    head = '<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document>'
    track = f"<gx:Track><altitudeMode>{mode}</altitudeMode>{whens}{coords}</gx:Track>"
    return f"{head}<Placemark>{track}</Placemark></Document></kml>".encode()


def kmz(flown: Flown) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../doc.kml", kml(flown))
        archive.writestr("files/icon.png", b"x")
    return file.getvalue()


WRITERS = {
    **{"flight.bin": dataflash, "flight.ulg": ulog, "flight.tlog": tlog, "airdata.csv": airdata},
    **{"phantom.csv": phantom_help, "flight.gpx": gpx, "flight.kml": kml, "flight.kmz": kmz, "flight.srt": srt},
}
