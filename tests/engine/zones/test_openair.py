"""OpenAir: shapes, limits, classes, and lines that cannot be read."""

import math
import re
from datetime import UTC, datetime

import numpy as np
import pytest
import shapely
from real_files import ABSENT

from blindspot.engine.errors import UserError
from blindspot.engine.tables import pyproj
from blindspot.engine.zones.geozone import FOOT, Findings
from blindspot.engine.zones.openair import limit, restriction_of
from blindspot.engine.zones.openair_outline import position
from blindspot.engine.zones.read_geozones import read_geozones
from small_geozones import OPENAIR, REAL_ZONES, data

SWISS = REAL_ZONES / "openair" / "openair_Switzerland.txt"


def zone(*lines: str, head="AC R\nAN Zone\nAL SFC\nAH 1000ft AGL\n"):
    read = read_geozones(data(head + "\n".join(lines) + "\n"))
    return read.zones[0]


def test_a_file_is_read():
    read = read_geozones(data(OPENAIR))
    first, second = read.zones
    assert (read.format, read.count) == ("OpenAir", 2)
    assert (first.name, first.zone_id, first.kind, first.restriction) == (
        "RANGE 1",
        "R-001",
        "R/MTR",
        "REQ_AUTHORIZATION",
    )
    assert first.contact == "Range Control, 123.450"
    assert (first.lower, first.lower_ref, first.upper_ref) == (0.0, "AGL", "AMSL")
    assert first.upper == pytest.approx(9500 * FOOT)
    assert "1013.25 hPa" in first.note
    assert shapely.equals(first.shape, shapely.box(8.0, 47.0, 8.1, 47.05))
    assert second.circle == (8.5, 46.5, pytest.approx(2.7 * 1852))
    assert (second.lower, second.upper) == (pytest.approx(1000 * FOOT), 500.0)
    assert (second.lower_ref, second.upper_ref) == ("AMSL", "AGL")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(encoding, end):
    text = OPENAIR.replace("TOWER", "Zürich").replace("\n", end)
    assert read_geozones(text.encode(encoding)).zones[1].name == "Zürich"


@pytest.mark.parametrize(
    ("text", "value", "reference"),
    [
        ("GND", 0.0, "AGL"),
        ("SFC", 0.0, "AGL"),
        ("0", 0.0, "AGL"),
        ("0 ft", 0.0, "AGL"),
        ("UNL", None, "AMSL"),
        ("UNLIM", None, "AMSL"),
        ("Unlimited", None, "AMSL"),
        ("FL 65", 6500 * FOOT, "AMSL"),
        ("FL100", 10_000 * FOOT, "AMSL"),
        ("2500 ft AMSL", 2500 * FOOT, "AMSL"),
        ("2500ft MSL", 2500 * FOOT, "AMSL"),
        ("2500 MSL", 2500 * FOOT, "AMSL"),
        ("1500 AGL", 1500 * FOOT, "AGL"),
        ("1500ft GND", 1500 * FOOT, "AGL"),
        ("1500 SFC", 1500 * FOOT, "AGL"),
        ("300 m AGL", 300.0, "AGL"),
        ("300M MSL", 300.0, "AMSL"),
        ("12959 ft", 12_959 * FOOT, "AMSL"),
        ("1200", 1200 * FOOT, "AMSL"),
        ("Ask on 122.8", None, "AMSL"),
        ("", None, "AMSL"),
        (None, None, "AMSL"),
    ],
)
def test_limits(text, value, reference):
    found, where, _ = limit(text, True, Findings())
    assert where == reference
    assert found == (None if value is None else pytest.approx(value))


def test_a_limit_that_cannot_be_read_never_shrinks_an_airspace():
    read = zone("DP 47N 8E", "DP 47N 9E", "DP 48N 9E", head="AC R\nAN X\nAL by NOTAM\nAH soon\n")
    assert (read.lower, read.upper) == (None, None)
    assert "taken as none" in read.note


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("46:55:23 N 008:13:25 E", (8 + 13 / 60 + 25 / 3600, 46 + 55 / 60 + 23 / 3600)),
        ("46:55.5N 008:13.25W", (-(8 + 13.25 / 60), 46 + 55.5 / 60)),
        ("33:10:05.75 S  070:30:10.5 W", (-(70 + 30 / 60 + 10.5 / 3600), -(33 + 10 / 60 + 5.75 / 3600))),
        ("47.5 N, 8.25 E", (8.25, 47.5)),
        ("47N 8E", (8.0, 47.0)),
        ("91:00:00 N 008:00:00 E", None),
        ("46:61:00 N 008:00:00 E", None),
        ("46:00:00 N", None),
        ("8 E 47 N", None),
    ],
)
def test_positions(text, place):
    assert position(text) == (None if place is None else pytest.approx(place))


def test_arcs_between_points_run_the_way_that_is_said():
    """DB from north to east of the centre: a quarter clockwise, three quarters counter-clockwise."""
    arc = "DB 47:10:00 N 008:00:00 E, 47:00:00 N 008:14:38 E"
    centre = "V X=47:00:00 N 008:00:00 E"
    quarter = zone(centre, "V D=+", arc, "DP 47:00:00 N 008:00:00 E").shape
    three = zone(centre, "V D=-", arc, "DP 47:00:00 N 008:00:00 E").shape
    whole = zone(centre, "DC 10").shape
    assert quarter.area / whole.area == pytest.approx(0.25, rel=0.01)
    assert three.area / whole.area == pytest.approx(0.75, rel=0.01)
    assert zone(centre, "DA 10,270,90").shape.area / whole.area == pytest.approx(0.5, rel=0.01)
    assert zone("V W=2", "DY 47N 8E", "DY 47N 9E").shape.contains(shapely.Point(8.5, 47.015))


def test_arcs_with_uneven_ends_take_the_larger_area():
    read = zone("V X=47N 8E", "V D=+", "DB 47:10:00 N 008:00:00 E, 47:00:00 N 008:22:00 E", "DP 47N 8E")
    far = pyproj.Geod(ellps="WGS84").fwd(8.0, 47.0, 45.0, 27_500.0)[:2]
    assert shapely.contains_xy(read.shape, *far)


@pytest.mark.parametrize(
    "line",
    ["DP 47:00:00 N", "DC 5", "DC x", "DA 5,0", "DA 5,0,90", "DB 47N 8E", "V X=nowhere", "V D=?", "DY 47N 8E", "V W=0"],
)
def test_a_line_that_draws_and_cannot_be_read_refuses_the_file(line):
    with pytest.raises(
        UserError,
        match=rf"line 8 \({line[:2].strip()}.*cannot be read.*no zone may be lost|no zone may be lost.*line 8",
    ):
        zone("DP 47N 8E", "DP 47N 9E", "DP 48N 9E", line)


def test_an_airspace_without_an_outline_refuses_the_file():
    with pytest.raises(UserError, match="has no area"):
        read_geozones(data("AC R\nAN Nothing\nAL SFC\nAH FL100\n"))
    with pytest.raises(UserError, match="before an airspace begins"):
        read_geozones(data("DP 47N 8E\n" + OPENAIR))
    with pytest.raises(UserError, match="lower limit is above"):
        zone("DP 47N 8E", "DP 47N 9E", "DP 48N 9E", head="AC R\nAN X\nAL 2000ft AMSL\nAH 1000ft AMSL\n")


def at(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


def test_times_of_activation():
    head = "AC R\nAN Zone\nAL SFC\nAH FL95\n"
    area = "DP 47N 8E\nDP 47N 9E\nDP 48N 9E\n"
    read = read_geozones(data(head + "AA 2026-12-16T12:00Z/2026-12-16T13:00Z\nAA 2026-12-17T12:00Z/NONE\n" + area))
    first, second = read.zones
    assert (first.valid_from, first.valid_to) == (at("2026-12-16T12:00"), at("2026-12-16T13:00"))
    assert (second.valid_from, second.valid_to) == (at("2026-12-17T12:00"), None)
    unread = read_geozones(data(head + "AA whenever\n" + area))
    assert [(each.valid_from, each.valid_to) for each in unread.zones] == [(None, None)]


def test_outlines_of_terrain_are_no_part_of_an_airspace():
    """TO and TC draw lines on maps until the next airspace begins."""
    lake = "TC Lake\nSP 0,1,0,0,255\nSB 0,0,255\nDP 10N 10E\nDP 10N 20E\nDP 20N 20E\n"
    read = read_geozones(data(OPENAIR.replace("AC CTR", lake + "AC CTR")))
    assert [zone.shape.area for zone in read.zones] == [zone.shape.area for zone in read_geozones(data(OPENAIR)).zones]


def test_classes_choose():
    read = read_geozones(data(OPENAIR), classes=("CTR",))
    assert ([each.name for each in read.zones], read.count, read.left_out) == (["TOWER"], 2, 1)
    assert [
        restriction_of(*pair) for pair in (("P", ""), ("Q", ""), ("R", ""), ("CTR", ""), ("UNC", "RMZ"), ("UNC", "P"))
    ] == [
        "PROHIBITED",
        "CONDITIONAL",
        "REQ_AUTHORIZATION",
        "REQ_AUTHORIZATION",
        "CONDITIONAL",
        "PROHIBITED",
    ]


@pytest.mark.skipif(not SWISS.exists(), reason=ABSENT)
def test_the_swiss_airspaces_agree_with_an_independent_computation():
    """Their areas on the ellipsoid, from the plain text: lists of points, or a circle."""
    read = read_geozones(SWISS.read_bytes())
    assert (read.count, len(read.zones)) == (334, 334)
    assert sum(each.circle is not None for each in read.zones) == 59
    geod, number = pyproj.Geod(ellps="WGS84"), re.compile(r"(\d+):(\d+):(\d+) N (\d+):(\d+):(\d+) E")
    blocks = re.split(r"^AC ", SWISS.read_text(encoding="utf-8-sig"), flags=re.MULTILINE)[1:]
    compared = 0
    for block, one in zip(blocks, read.zones, strict=True):
        points = np.array([[float(each) for each in match] for match in number.findall(block)])
        lat, lon = (points[:, side] + points[:, side + 1] / 60 + points[:, side + 2] / 3600 for side in (0, 3))
        circle = re.search(r"^DC ([\d.]+)", block, re.MULTILINE)
        if circle:
            expected = math.pi * (float(circle[1]) * 1852.0) ** 2
        elif one.note and "crosses itself" in one.note:
            continue
        else:
            expected = abs(geod.polygon_area_perimeter(lon, lat)[0])
        found = abs(geod.geometry_area_perimeter(shapely.geometry.polygon.orient(one.shape))[0])
        assert found == pytest.approx(expected, rel=2e-3, abs=1e4), one.name
        compared += 1
    assert compared > 320
