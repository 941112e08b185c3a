"""ED-318: zones, layers, periods, languages, and the rules of the schema."""

import json
import random
from datetime import datetime

import pytest
import shapely
from real_files import ABSENT

from blindspot.engine.errors import UserError
from blindspot.engine.zones.geozone import FOOT, LONGEST_SCHEDULE
from blindspot.engine.zones.read_geozones import read_geozones
from blindspot.engine.zones.schedule import parse_schedule
from small_geozones import ED318, LAYER, REAL_ZONES, SQUARE, changed, data

SCHEMA = REAL_ZONES / "ed318" / "schema"
needs_real_files = pytest.mark.skipif(not SCHEMA.exists(), reason=ABSENT)
PROPERTIES, GEOMETRY = ("features", 0, "properties"), ("features", 0, "geometry")
PERIOD = (*PROPERTIES, "limitedApplicability", 0)


def at(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()


def zones(document, **more):
    return read_geozones(data(document), **more).zones


def test_one_row_for_each_area_and_period():
    read = read_geozones(data(ED318))
    assert (read.format, read.count, len(read.zones)) == ("ED-318", 1, 4)
    first, later, circle, _ = read.zones
    assert shapely.equals(first.shape, shapely.box(8.0, 47.0, 8.02, 47.01))
    assert (first.lower, first.lower_ref, first.upper_ref) == (0.0, "AGL", "AMSL")
    assert first.upper == pytest.approx(400 * FOOT)
    assert circle.circle == (8.1, 47.1, 500.0)
    assert (circle.lower, circle.lower_ref, circle.upper, circle.upper_ref) == (60.0, "WGS84", None, "AGL")
    assert first.valid_from == at("2025-12-31T23:00:00+00:00")
    assert first.valid_to == at("2026-06-30T23:59:59+00:00")
    assert (later.valid_from, later.valid_to, later.schedule) == (at("2027-01-01T00:00:00+00:00"), None, "")
    # 00:30 on Monday and Tuesday at +01:00 are 23:30 on Sunday and Monday, UTC
    assert first.schedule == "MON SUN 23:30-16:00; ANY SS-SR"
    assert (first.restriction, first.reason, first.zone_id, first.country) == (
        "PROHIBITED",
        "PRIVACY",
        "TST0001",
        "CHE",
    )
    assert (first.authority, first.contact) == ("Tower (AUTHORIZATION)", "tower@example.org")


@pytest.mark.parametrize(
    ("language", "name"), [("en", "Port"), ("de_CH", "Hafen"), ("de", "Hafen"), ("zh_CN", "Port"), ("", "Port")]
)
def test_names_are_in_the_language_of_the_user_or_english(language, name):
    assert zones(ED318, language=language)[0].name == name
    german = changed(ED318, *PROPERTIES, "name", [{"text": "Hafen", "lang": "de-CH"}])
    assert zones(german, language=language)[0].name == "Hafen"


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ((*PROPERTIES, "type"), "REQ_AUTHORISATION", "type must be one of"),
        ((*PROPERTIES, "type"), ..., "type is missing"),
        (PROPERTIES, {}, "type is missing"),
        (PROPERTIES, None, "properties must be an object"),
        (GEOMETRY, None, "geometry must be an object"),
        ((*GEOMETRY, "type"), "LineString", "a zone needs an area"),
        ((*GEOMETRY, "geometries"), [], "at least one geometry"),
        ((*GEOMETRY, "geometries", 0, "layer", "upper"), "high", "upper must be a number"),
        ((*GEOMETRY, "geometries", 0, "layer", "upper"), True, "upper must be a number"),
        ((*GEOMETRY, "geometries", 0, "layer", "lowerReference"), "MSL", "lowerReference must be one of"),
        ((*GEOMETRY, "geometries", 0, "layer", "uom"), "FL", "uom must be one of"),
        ((*GEOMETRY, "geometries", 0, "layer"), [], "layer must be an object"),
        ((*GEOMETRY, "geometries", 1, "layer"), {"lower": 9, "upper": 8, "uom": "m"}, "lower limit is above"),
        ((*GEOMETRY, "geometries", 1, "extent"), ..., "extent is missing"),
        ((*GEOMETRY, "geometries", 1, "extent", "radius"), -5, "its circle needs"),
        ((*GEOMETRY, "geometries", 0, "coordinates"), [[[8, 47], [9, 47]]], "at least 3 positions"),
        ((*GEOMETRY, "geometries", 0, "coordinates", 0, 1), [47, 1000], "longitude and latitude in degrees"),
        ((*GEOMETRY, "geometries", 0, "coordinates"), "POLYGON", "an array of rings"),
        ((*PERIOD, "startDateTime"), "yesterday", "a date and time"),
        ((*PERIOD, "endDateTime"), "2020-01-01T00:00:00Z", "ends before it begins"),
        ((*PERIOD, "schedule", 0, "day"), ["MO"], "day must be one of"),
        ((*PERIOD, "schedule", 0, "startTime"), "8 am", "a time, such as"),
        ((*PERIOD, "schedule", 1, "startEvent"), "NOON", "startEvent must be one of"),
        ((*PERIOD, "hours"), 5, "hours is not a member of a period"),
        ((*PROPERTIES, "limitedApplicability"), {}, "an array of objects"),
    ],
)
def test_what_decides_where_and_when_refuses_the_file(path, value, message):
    with pytest.raises(UserError, match="no zone may be lost") as error:
        zones(changed(ED318, *path, value))
    assert message in str(error.value)
    assert "Zone 1" in str(error.value)


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ((*PROPERTIES, "identifier"), "TOO-LONG-1", "identifier has 10 characters"),
        ((*PROPERTIES, "country"), "CH", "country has 2 characters"),
        ((*PROPERTIES, "variant"), ..., "variant is missing"),
        ((*PROPERTIES, "zoneAuthority"), ..., "zoneAuthority is missing"),
        ((*PROPERTIES, "reason"), ["BOREDOM"], "reason must be one of"),
        ((*PROPERTIES, "colour"), "red", "colour is not a member of ED-318"),
        ((*PROPERTIES, "name"), [{"text": "Port"}], "each with its language"),
        (("metadata", "issued"), {"no": "date"}, "issued must be a date and time"),
    ],
)
def test_formal_faults_are_only_said(path, value, message):
    read = read_geozones(data(changed(ED318, *path, value)))
    assert len(read.zones) == 4
    assert any(message in remark for remark in read.remarks)


def test_what_a_file_leaves_open_makes_the_zone_larger():
    bare = changed(ED318, *PROPERTIES, "limitedApplicability", ...)
    bare = changed(bare, *GEOMETRY, {"type": "Polygon", "coordinates": SQUARE})
    read = read_geozones(data(bare))
    (zone,) = read.zones
    assert (zone.lower, zone.upper, zone.valid_from, zone.valid_to, zone.schedule) == (None, None, None, None, "")
    assert any("at all heights" in remark for remark in read.remarks)
    no_days = changed(ED318, *PERIOD, "schedule", [{"day": [], "startTime": "08:00Z", "endTime": "23:59:59Z"}])
    assert zones(no_days)[0].schedule == "ANY 08:00-24:00"


def test_a_layer_of_the_collection_is_that_of_its_parts():
    document = changed(ED318, *GEOMETRY, "layer", {**LAYER, "uom": "m"})
    document = changed(document, *GEOMETRY, "geometries", 0, "layer", ...)
    assert zones(document)[0].upper == 400.0


def test_long_schedules_become_several_rows():
    entries = [
        {"day": ["MON"], "startTime": f"{hour:02d}:00:00Z", "endTime": f"{hour:02d}:30:00Z"} for hour in range(24)
    ]
    rows = [row for row in zones(changed(ED318, *PERIOD, "schedule", entries)) if row.circle is None and row.valid_to]
    assert len(rows) > 1
    assert max(len(row.schedule) for row in rows) <= LONGEST_SCHEDULE
    assert sum(len(parse_schedule(row.schedule)) for row in rows) == 24
    assert "; ".join(hours.text for hours in parse_schedule(rows[0].schedule)) == rows[0].schedule


@needs_real_files
@pytest.mark.parametrize(
    "path", sorted((REAL_ZONES / "ed318").glob("*.json")) if SCHEMA.exists() else [], ids=lambda p: p.name
)
def test_published_examples(path):
    content = path.read_bytes()
    if path.name.startswith("Invalid"):
        with pytest.raises(UserError, match="REQ_AUTHORISATION"):
            read_geozones(content)
    elif not {"features", "geometry"} & set(json.loads(content)):  # a part of a zone
        with pytest.raises(UserError, match="no file of geozones"):
            read_geozones(content)
    else:
        assert read_geozones(content).zones


@pytest.fixture(scope="module")
def schema():
    """The published schema, whose parts refer to each other by file."""
    jsonschema = pytest.importorskip("jsonschema")
    parts = {f"./{path.name}": json.loads(path.read_text(encoding="utf-8-sig")) for path in SCHEMA.glob("*.json")}

    def inlined(node, inside):
        if isinstance(node, dict):
            if "$ref" in node:
                name, _, pointer = node["$ref"].partition("#")
                whole = parts[name] if name else inside
                found = whole
                for key in filter(None, pointer.split("/")):
                    found = found[key]
                return inlined(found, whole)
            return {key: inlined(value, inside) for key, value in node.items() if key != "$schema"}
        return [inlined(each, inside) for each in node] if isinstance(node, list) else node

    whole = parts["./Schema_GeoZones.json"]
    return jsonschema.Draft7Validator(inlined(whole, whole))


def paths(node, path=()):
    if path:
        yield path
    for key, value in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        yield from paths(value, (*path, key))


@needs_real_files
def test_what_the_schema_refuses_is_never_read_in_silence(schema):
    """Own files and mutations of them: where jsonschema finds a fault, the file is refused, or the fault is said."""
    assert schema.is_valid(ED318)
    random.seed(20_261_127)
    values = (..., None, 5, -1.5, "text", "", [], {}, ["x"], {"x": 1}, True, "2026-13-01T00:00:00Z")
    every, missed, refused = list(paths(ED318)), [], 0
    quiet = set(read_geozones(data(ED318)).remarks)
    for _ in range(500):
        where, value = random.choice(every), random.choice(values)
        document = changed(ED318, *where, value)
        valid = schema.is_valid(document)
        try:
            said = set(read_geozones(data(document)).remarks) - quiet
        except UserError:
            said = {"refused"}
        refused += not valid
        if not valid and not said:
            missed.append((where, value))
    assert refused > 200
    assert missed == []
