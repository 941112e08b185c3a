"""ED-269: zones with circles and polygons, units, times, and what refuses a file."""

from datetime import datetime

import pytest
import shapely
from real_files import ABSENT

from blindspot.engine.errors import UserError
from blindspot.engine.zones.fields import NONE
from blindspot.engine.zones.geozone import FOOT
from blindspot.engine.zones.read_geozones import read_geozones
from small_geozones import ED269, REAL_ZONES, changed, data

ZONE = ("features", 0)
GEOMETRY, PERIOD = (*ZONE, "geometry", 0), (*ZONE, "applicability", 0)
SAMPLES = REAL_ZONES / "ed269"


def at(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()


@pytest.mark.parametrize("root", ["features", "UASZoneList"])
def test_a_file_is_read(root):
    document = {"title": "Zones", root: ED269["features"]}
    read = read_geozones(data(document))
    circle, square = read.zones
    assert (read.format, read.count) == ("ED-269", 1)
    assert (circle.restriction, circle.reason, circle.name) == ("REQ_AUTHORIZATION", "SENSITIVE", "Prison")
    assert circle.circle == (4.35, 50.85, 250.0)
    assert (circle.lower, circle.upper) == (pytest.approx(100 * FOOT), pytest.approx(1000 * FOOT))
    assert (circle.lower_ref, circle.upper_ref) == ("AGL", "AMSL")
    assert (square.lower, square.upper) == (0.0, None)
    assert shapely.equals(square.shape, shapely.box(8.0, 47.0, 8.02, 47.01))
    assert circle.valid_from == at("2026-03-01T00:00:00+00:00")
    assert circle.schedule == "SAT 22:00-05:00"
    assert (circle.authority, circle.contact) == ("Governor", "governor@example.org")
    assert any("radius" in remark for remark in read.remarks)


def test_a_zone_without_restriction_is_one_that_layers_ignore():
    read = read_geozones(data(changed(ED269, *ZONE, "restriction", "NO_RESTRICTION")))
    assert {zone.restriction for zone in read.zones} == {NONE}


def test_permanent_zones_have_no_limits_in_time():
    for value in (
        ...,
        [],
        {"permanent": "YES"},
        [{"permanent": "YES", "startDateTime": None, "dailyPeriod": [{"day": []}]}],
    ):
        zone = read_geozones(data(changed(ED269, *ZONE, "applicability", value))).zones[0]
        assert (zone.valid_from, zone.valid_to, zone.schedule) == (None, None, "")


@pytest.mark.parametrize("key", ["schedule", "dailyPeriod"])
@pytest.mark.parametrize(
    ("begin", "end", "schedule"),
    [
        ("08:00Z", "17:00Z", "SAT 08:00-17:00"),
        ("08:00:00+02:00", "17:00:00+02:00", "SAT 06:00-15:00"),
        ("00:30+02:00", "01:30+02:00", "FRI 22:30-23:30"),
        ("20:00-05:00", "23:00-05:00", "SUN 01:00-04:00"),
        ("T08:00Z", "T23:59Z", "SAT 08:00-24:00"),
        ("08:00", "17:00", "FRI SAT SUN 00:00-24:00"),
        (None, None, "SAT 00:00-24:00"),
    ],
)
def test_hours_are_in_utc(key, begin, end, schedule):
    period = {"permanent": "NO", key: [{"day": ["SAT"], "startTime": begin, "endTime": end}]}
    read = read_geozones(data(changed(ED269, *PERIOD, period)))
    assert read.zones[0].schedule == schedule
    assert any("without a time zone" in remark for remark in read.remarks) == (begin == "08:00")


def test_dates_without_a_time_zone_make_the_longer_time():
    period = {"permanent": "NO", "startDateTime": "2026-03-01T00:00:00", "endDateTime": "2026-04-01T00:00:00"}
    zone = read_geozones(data(changed(ED269, *PERIOD, period))).zones[0]
    assert zone.valid_from == at("2026-03-01T00:00:00+14:00")
    assert zone.valid_to == at("2026-04-01T00:00:00-12:00")


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ((*ZONE, "restriction"), "FORBIDDEN", "restriction must be one of"),
        ((*ZONE, "restriction"), ..., "restriction is missing"),
        ((*ZONE, "geometry"), [], "at least one geometry"),
        ((*GEOMETRY, "horizontalProjection"), ..., "horizontalProjection is missing"),
        ((*GEOMETRY, "horizontalProjection", "type"), "Ellipse", "type must be one of"),
        ((*GEOMETRY, "horizontalProjection", "center"), [200, 50], "its circle needs"),
        ((*GEOMETRY, "horizontalProjection", "radius"), "wide", "radius must be a number"),
        ((*GEOMETRY, "lowerLimit"), "1e400", "lowerLimit must be a number"),
        ((*GEOMETRY, "upperVerticalReference"), "FL", "upperVerticalReference must be one of"),
        ((*GEOMETRY, "uomDimensions"), "NM", "uomDimensions must be one of"),
        ((*PERIOD, "permanent"), "PERHAPS", "permanent must be one of"),
        ((*PERIOD, "startDateTime"), "2026", "a date and time"),
        ((*PERIOD, "schedule", 0, "startTime"), "25:00Z", "a time, such as"),
        ((*PERIOD, "schedule", 0, "day"), ["SATURDAY"], "day must be one of"),
    ],
)
def test_what_decides_where_and_when_refuses_the_file(path, value, message):
    with pytest.raises(UserError, match=r"no zone may be lost.*Zone 1 \(BEL001\)") as error:
        read_geozones(data(changed(ED269, *path, value)))
    assert message in str(error.value)


@pytest.mark.skipif(not SAMPLES.exists(), reason=ABSENT)
def test_a_published_sample():
    (zone,) = read_geozones(next(SAMPLES.glob("*.json")).read_bytes()).zones
    assert (zone.zone_id, zone.restriction, zone.upper) == ("LSXX", "REQ_AUTHORIZATION", None)
