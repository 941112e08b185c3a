"""Files that nobody vouches for: the checks of mission files give a sentence, soon, and never raise."""

import io
import stat
import struct
import time
import zipfile

import numpy as np
import pytest
from flown_mission import M3T, flown_mission

from blindspot.engine.missions.gpx import GPX
from blindspot.engine.missions.kml import KML
from blindspot.engine.missions.litchi import LITCHI
from blindspot.engine.missions.wpml import WPML
from blindspot.engine.missions.xml_text import MOST_ELEMENTS
from blindspot.engine.missions.zip_parts import zipped

TEMPLATE, WAYLINES = "wpmz/template.kml", "wpmz/waylines.wpml"
MISSION = flown_mission()
GOOD = {form.title: form.write(MISSION, M3T) for form in (WPML, KML, GPX, LITCHI)}
ALL = {form.title: form for form in (WPML, KML, GPX, LITCHI)}
LAUGHS = (
    b"""<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a "ha">%s]><kml xmlns="http://www.opengis.net/kml/2.2">&l;</kml>"""
    % (b"".join(b'<!ENTITY %c "&%c;&%c;">' % (98 + i, 97 + i, 97 + i) for i in range(20)))
)
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE gpx SYSTEM "file:///etc/passwd"><gpx/>'


def only_message(title: str, data: bytes) -> str:
    """The one sentence that the check says of a file."""
    begins = time.perf_counter()
    (fault,) = ALL[title].check(data, MISSION, M3T)
    assert time.perf_counter() - begins < 10
    assert fault.message.endswith(".")
    return fault.message


def members() -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(GOOD["DJI WPML"]))
    return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("title", ALL)
def test_bytes_of_all_kinds(title):
    form, good = ALL[title], GOOD[title]
    rng = np.random.default_rng(14)
    cases = [b"", b"\0", b"PK\x03\x04", b"PK\x05\x06" + bytes(18), b"<", b"\xef\xbb\xbf", b"\xff\xfe<\0", b"[]", b'"']
    cases += [rng.bytes(int(size)) for size in rng.integers(1, 3000, 60)]
    cases += [good[: int(end)] for end in rng.integers(1, len(good) - 2, 60)]
    for _ in range(150):
        broken = bytearray(good)
        for at in rng.integers(0, len(good), int(rng.integers(1, 6))):
            broken[at] = rng.integers(0, 256)
        cases.append(bytes(broken))
    for _ in range(60):  # parts of the file taken out, doubled and moved
        first, last, to = sorted(int(at) for at in rng.integers(0, len(good), 3))
        cases += [good[:first] + good[last:], good[:to] + good[first:last] + good[to:]]
    begins = time.perf_counter()
    for data in cases:
        for mission in (None, MISSION):
            faults = form.check(data, mission, M3T)
            assert all(fault.message and len(fault.message) < 1000 for fault in faults)
    assert form.check(b"", None, None)
    assert time.perf_counter() - begins < 30


@pytest.mark.parametrize("part", [TEMPLATE, WAYLINES])
def test_xml_inside_a_route(part):
    """A zip guards its content by a checksum, so what is in it is broken before it is zipped."""
    files, rng = members(), np.random.default_rng(3)
    for _ in range(150):
        broken = bytearray(files[part])
        for at in rng.integers(0, len(broken), int(rng.integers(1, 4))):
            broken[at] = rng.choice(np.frombuffer(b"<>/&;:= 0-9.eE\0\xff\xc3x", np.uint8))
        for mission in (None, MISSION):
            assert isinstance(WPML.check(zipped({**files, part: bytes(broken)}), mission, M3T), list)
    for text in (b"1e999", b"-1e999", b"nan", b"inf", b"9" * 5000, b"1_0", "\u0663".encode(), b"0x10", b" ", b"-0"):
        for name in (b"executeHeight", b"index", b"waypointSpeed", b"hoverTime", b"actionGroupEndIndex", b"templateId"):
            opened = b"<wpml:" + name + b">"
            whole = files[WAYLINES].split(opened)
            if len(whole) > 1:
                whole[1] = text + whole[1][whole[1].index(b"<") :]
            assert isinstance(WPML.check(zipped({**files, WAYLINES: opened.join(whole)}), MISSION, M3T), list)


@pytest.mark.parametrize("title", ["KML", "GPX"])
@pytest.mark.parametrize(
    "data", [LAUGHS, OUTSIDE, LAUGHS.decode().encode("utf-16")], ids=["laughs", "outside", "utf-16"]
)
def test_no_entity_is_ever_expanded(title, data):
    assert "document type declaration" in only_message(title, data)


def test_no_entity_in_a_route():
    assert "document type declaration" in only_message("DJI WPML", zipped({**members(), WAYLINES: LAUGHS}))
    assert "document type declaration" in only_message("DJI WPML", zipped({**members(), TEMPLATE: OUTSIDE}))


def test_xml_that_is_deep_or_endless():
    assert "nested too deeply" in only_message("KML", b"<a>" * 100_000)
    assert "nested too deeply" in only_message("GPX", b"<a>" + b"<b/>" * (MOST_ELEMENTS + 1) + b"</a>")
    assert "too many elements" in only_message(
        "KML", b"<a " + b" ".join(b'x%d=""' % i for i in range(1_000_001)) + b"/>"
    )
    assert "at most 32 MB" in only_message("KML", b" " * (33 * 2**20))
    assert "more than 1 MB" in only_message("Litchi CSV", b"," * (2 * 2**20))
    assert "more than 32 MB" in only_message("DJI WPML", b"PK\x03\x04" + bytes(33 * 2**20))


@pytest.mark.parametrize(
    "name", ["../evil.kml", "wpmz/../../evil", "/etc/passwd", "C:/evil.kml", "wpmz\\..\\evil", "wpmz/res/../../../x"]
)
def test_names_that_lead_out_of_the_folder(name):
    assert "leads out of the folder" in only_message("DJI WPML", zipped({**members(), name: b"x"}))


def test_files_that_do_not_belong_to_a_route():
    assert "has no wpmz/template.kml" in only_message("DJI WPML", zipped({WAYLINES: members()[WAYLINES]}))
    assert "has no wpmz/waylines.wpml" in only_message("DJI WPML", zipped({TEMPLATE: members()[TEMPLATE]}))
    assert "does not belong to a route: setup.exe" in only_message(
        "DJI WPML", zipped({**members(), "setup.exe": b"MZ"})
    )
    assert WPML.check(zipped({**members(), "wpmz/res/image/1.jpg": b"x"}), MISSION, M3T) == []


def test_zip_bombs():
    bomb = zipped({**members(), "wpmz/res/zeros": bytes(20 * 2**20)})
    assert "a zip bomb" in only_message("DJI WPML", bomb)
    assert "a zip bomb" in only_message("DJI WPML", zipped({TEMPLATE: bytes(16 * 2**20), WAYLINES: b""}))
    noise = np.random.default_rng(0).bytes(2**20) * 20
    parts = {**members(), **{f"wpmz/res/{i}": noise[: 18 * 2**20] for i in range(2)}}
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    assert "MB" in only_message("DJI WPML", stored.getvalue())
    assert "holds more than 2,000 files" in only_message(
        "DJI WPML", zipped({**members(), **{f"wpmz/res/{i}": b"" for i in range(2100)}})
    )


def test_a_zip_that_lies_about_its_sizes():
    data = bytearray(GOOD["DJI WPML"])
    at = data.index(b"PK\x01\x02")
    size = struct.unpack_from("<I", data, at + 24)[0]
    for said in (size - 10, size + 10, 0, 2**31):
        lying = bytearray(data)
        struct.pack_into("<I", lying, at + 24, said)
        assert only_message("DJI WPML", bytes(lying))


def test_odd_entries():
    data = bytearray(GOOD["DJI WPML"])
    at = data.index(b"PK\x01\x02")
    for offset, value, words in ((8, 1, "encrypted"), (10, 14, "compressed in a way")):
        odd = bytearray(data)
        struct.pack_into("<H", odd, at + offset, value)
        assert words in only_message("DJI WPML", bytes(odd))
    link = bytearray(data)
    struct.pack_into("<I", link, at + 38, (stat.S_IFLNK | 0o777) << 16)
    assert "is a link" in only_message("DJI WPML", bytes(link))
    twice = io.BytesIO()
    with zipfile.ZipFile(twice, "w") as archive:
        archive.writestr(TEMPLATE, b"x")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr(TEMPLATE, b"x")
    assert "two files named" in only_message("DJI WPML", twice.getvalue())


def test_other_versions():
    assert "missionConfig of WPML 1.0" in only_message(
        "DJI WPML", zipped({name: data.replace(b"wpmz/1.0.6", b"wpmz/2.0.0") for name, data in members().items()})
    )
    older = {name: data.replace(b"wpmz/1.0.6", b"wpmz/1.0.2") for name, data in members().items()}
    assert WPML.check(zipped(older), MISSION, M3T) == []
    assert "first line must name" in only_message(
        "Litchi CSV", GOOD["Litchi CSV"].replace(b"altitude(m)", b"altitude(ft)")
    )
    assert "version 1.1" in only_message("GPX", GOOD["GPX"].replace(b"GPX/1/1", b"GPX/1/0"))
    assert only_message("DJI WPML", GOOD["KML"]) == "The file is no zip."
