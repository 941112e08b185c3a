"""Every format, from logs of our own making, and what is wrong with files from outside."""

import contextlib
import io
import random
import struct
import time
import zipfile

import numpy as np
import pytest
from written_logs import WRITERS, Flown, dataflash, gpx, kml, kmz, srt, tlog, ulog

from blindspot.engine.errors import UserError
from blindspot.engine.flown.flights import flights_of
from blindspot.engine.flown.formats import read_log

START = 1_767_308_400.0  # 2026-01-01T23:00Z
ZONE = "Asia/Shanghai"


def flight(rate=5.0, start=START) -> Flown:
    """Up, 200 m to the east, a hover of 30 s, back and down."""
    t = np.arange(0, 160 + 1e-9, 1 / rate)
    east = np.interp(t, [0, 20, 60, 90, 130, 160], [0, 0, 200, 200, 0, 0])
    up = np.interp(t, [0, 20, 130, 160], [0, 60, 60, 0])
    lon, lat = 118.78 + east / (111_194.93 * np.cos(np.radians(32.05))), np.full(len(t), 32.05)
    return Flown(t + start, lon, lat, up + 15, up, 90 - t / 4)


@pytest.mark.parametrize("name", WRITERS)
def test_every_format_gives_the_flight(name):
    flown = flight()
    log = read_log(WRITERS[name](flown), ZONE)
    found = flights_of(log)
    assert len(found.flights) == 1
    log, index = found.log, found.flights[0]
    assert found.rejected[index].tolist() == [""] * len(index)
    t, lon, lat = log.t[index], log.lon[index], log.lat[index]
    assert len(index) >= 0.9 * len(flown.t)
    assert lon == pytest.approx(np.interp(t, flown.t, flown.lon), abs=1.1e-7)
    assert lat == pytest.approx(np.interp(t, flown.t, flown.lat), abs=1.1e-7)
    heights = [(log.above_takeoff, flown.up), (log.above_sea, flown.sea)]
    known = [(column[index], wanted) for column, wanted in heights if np.isfinite(column[index]).all()]
    assert known
    for column, wanted in known:
        assert column == pytest.approx(np.interp(t, flown.t, wanted), abs=0.06)
    assert t[0] == pytest.approx(START, abs=2.5)
    assert t[-1] == pytest.approx(START + 160, abs=2.5)
    if name.rpartition(".")[2] in ("bin", "ulg", "tlog", "csv"):
        assert log.battery[index] == pytest.approx(np.interp(t, flown.t, flown.battery), abs=1.2)


@pytest.mark.parametrize("dialect", ["brackets", "typo", "gps", "mavic"])
def test_dialects_of_subtitles(dialect):
    flown = flight(rate=1.0)
    log = read_log(srt(flown, dialect), ZONE)
    assert log.t == pytest.approx(flown.t, abs=0.01)
    assert np.c_[log.lon, log.lat] == pytest.approx(np.c_[flown.lon, flown.lat], abs=1e-7)
    wanted = flown.sea if dialect == "typo" else flown.up
    assert (log.above_sea if dialect == "typo" else log.above_takeoff) == pytest.approx(wanted, abs=0.06)


def test_only_files_with_local_times_need_the_zone():
    flown, asked = flight(1.0), []
    for name, write in WRITERS.items():
        read_log(write(flown), lambda lon, lat, name=name: asked.append((name, lon[0] > 100, lat[0] > 30)) or ZONE)
    assert asked == [("phantom.csv", True, True), ("flight.srt", True, True)]


def test_peers_read_the_same_positions(tmp_path):
    mavutil, core = pytest.importorskip("pymavlink.DFReader"), pytest.importorskip("pyulog.core")
    flown = flight()
    (tmp_path / "a.bin").write_bytes(dataflash(flown))
    (tmp_path / "a.ulg").write_bytes(ulog(flown))
    reader, rows = mavutil.DFReader_binary(str(tmp_path / "a.bin")), []
    while (message := reader.recv_match(type="POS")) is not None:
        rows.append((message._timestamp, message.Lng, message.Lat, message.Alt))
    log = read_log(dataflash(flown), ZONE)
    assert np.c_[log.t, log.lon, log.lat, log.above_sea] == pytest.approx(np.array(rows), abs=1e-3)
    data = core.ULog(str(tmp_path / "a.ulg")).get_dataset("vehicle_global_position").data
    log = read_log(ulog(flown), ZONE)
    assert np.c_[log.lon, log.lat, log.above_sea] == pytest.approx(np.c_[data["lon"], data["lat"], data["alt"]])


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("doc.kml", "w") as inside:
        for _ in range(210):
            inside.write(bytes(1_000_000))
    return file.getvalue()


NO_LENGTH = b"\xa3\x95\x80" + struct.pack("<BB4s16s64s", 1, 0, b"GPS", b"B", b"I") + b"\xa3\x95\x01" * 5000
LAUGHS = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"hello", "no flight log"),
        (b"\x89PNG\r\n" + bytes(300), "no flight log"),
        (f"{LAUGHS}<gpx>&b;</gpx>".encode(), "DOCTYPE"),
        (f"{LAUGHS}<gpx>&b;</gpx>".encode("utf-16"), "DOCTYPE"),
        (f"{LAUGHS}<kml>&b;</kml>".encode(), "DOCTYPE"),
        (b"<gpx>" + b"<a>" * 100_000, "nested"),
        (b"<gpx></gpx>", "without track points"),
        (b"<kml></kml>", "without a track"),
        (b"<kml><Placemark><LineString><coordinates>1,2,3 2,3,4</coordinates></LineString></Placemark></kml>", "times"),
        (b"PK\x03\x04" + bytes(100), "zip file"),
        (bomb(), "larger than 200 MB"),
        (b"latitude,longitude,height\n1,2,3\n", "column for the date"),
        (b"time,latitude,longitude\n", "without rows"),
        (b"1\n00:00:00,000 --> 00:00:01,000\nHello\n", "without positions"),
        (b"1\n00:00:00,000 --> 00:00:01,000\n[latitude: 1.0] [longitude: 2.0]\n", "no dates"),
        (b"ULog\x01\x12\x35\x01" + bytes(8), "without a GPS"),
        (b"ULog\x01\x12\x35\x01" + bytes(8) + struct.pack("<HB", 65_535, 0x44), "without a GPS"),
        (dataflash(flight())[:800], "without GPS"),
        (
            b"\xa3\x95\x80" + struct.pack("<BB4s16s64s", 1, 0, b"GPS", b"B", b"I") + b"\xa3\x95\x01" * 5000,
            "without GPS",
        ),
    ],
)
def test_files_that_cannot_be_read_are_said_in_a_sentence(data, said):
    started = time.perf_counter()
    with pytest.raises(UserError, match=said):
        read_log(data, ZONE)
    assert time.perf_counter() - started < 5


def test_damaged_files_give_a_log_or_a_sentence():
    """Seeded: cut, bytes changed, pieces put together."""
    files, random_ = [write(flight(1.0)) for write in WRITERS.values()], random.Random(14)
    for trial in range(300):
        data = bytearray(random_.choice(files))
        for _ in range(random_.choice([0, 1, 5, 200])):
            data[random_.randrange(len(data))] = random_.randrange(256)
        if trial % 3 == 0:
            data = data[: random_.randrange(len(data))]
        if trial % 7 == 0:
            data += random_.choice(files)[random_.randrange(1000) :]
        if trial % 11 == 0:
            data = bytearray(random_.choice([b"\xa3\x95\x80", b"ULog\x01\x12\x35\x01", b"PK\x03\x04", b"<gpx>"]))
            data += random_.randbytes(random_.randrange(5000))
        started = time.perf_counter()
        with contextlib.suppress(UserError):
            flights_of(read_log(bytes(data), ZONE))
        assert time.perf_counter() - started < 5


def test_long_files_take_time_in_proportion():
    """What would take hours if each line, or message, looked at all that follow."""
    head = srt(flight(1.0))
    for data in (head + b"\n" * 2_000_000, head + b" \n9:" * 400_000, tlog(flight(1.0)) + bytes(4_000_000)):
        started = time.perf_counter()
        assert len(read_log(data, ZONE)) == 161
        assert time.perf_counter() - started < 10


def test_a_year_that_no_clock_shows_is_no_time():
    text = "datetime,latitude,longitude\n9999-12-31 23:59:59,1,2\n2026-01-01 00:00:00,1,2\n0001-01-01 00:00:00,1,2\n"
    log = read_log(text.encode(), ZONE)
    assert np.isfinite(log.t).tolist() == [False, True, False]


def test_a_cut_log_keeps_what_was_written():
    flown = flight()
    for write in (dataflash, ulog):
        data = write(flown)
        found = flights_of(read_log(data[: len(data) // 2], ZONE))
        assert len(found.flights) == 1
        assert 0.3 < len(found.flights[0]) / len(flown.t) < 0.7


def test_relative_kml_is_above_take_off():
    log = read_log(kml(flight(1.0), "relativeToGround"), ZONE)
    assert np.isnan(log.above_sea).all()
    assert log.above_takeoff.max() == pytest.approx(60)


def test_rollover_of_gps_weeks():
    flown = flight(1.0, START - 1024 * 604_800)
    found = flights_of(read_log(gpx(flown), ZONE))
    assert found.rolled == len(flown.t)
    assert found.log.t[0] == pytest.approx(START)


def test_nothing_leaves_a_zip_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    read_log(kmz(flight(1.0)), ZONE)
    assert not list(tmp_path.iterdir())
