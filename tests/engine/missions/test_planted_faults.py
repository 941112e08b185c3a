"""Each fault that is planted into a good file is found, and the sentence says what it is."""

import io
import re
import zipfile
from dataclasses import replace

import numpy as np
import pytest
from flown_mission import HOME, M3T, flown_mission
from real_files import ABSENT, REAL_FILES

from blindspot.engine.missions.gpx import GPX
from blindspot.engine.missions.kml import KML
from blindspot.engine.missions.litchi import LITCHI
from blindspot.engine.missions.litchi_check import COLUMNS
from blindspot.engine.missions.mission import Options
from blindspot.engine.missions.wpml import WPML
from blindspot.engine.missions.zip_parts import zipped

REAL = REAL_FILES / "missions" / "dji"
TEMPLATE, WAYLINES = "wpmz/template.kml", "wpmz/waylines.wpml"
MISSION = flown_mission()
ALL = (WPML, KML, GPX, LITCHI)


def said(form, data, mission=None, options=M3T) -> str:
    """All that the check says, a line a fault."""
    faults = form.check(data, mission, options)
    assert all(fault.message.endswith((".", "?")) and "{" not in fault.message for fault in faults), faults
    return "\n".join(f"{fault.where}: {fault.message}" for fault in faults)


def changed(pattern: str, text: str, name: str = WAYLINES, count: int = 1, data: bytes | None = None) -> bytes:
    """The .kmz with one of its files changed; it must change."""
    archive = zipfile.ZipFile(io.BytesIO(data or WPML.write(MISSION, M3T)))
    files = {entry: archive.read(entry) for entry in archive.namelist()}
    before = files[name].decode()
    after = re.sub(pattern, text, before, count=count, flags=re.DOTALL)
    assert after != before
    return zipped({**files, name: after.encode()})


@pytest.mark.parametrize("name", ["wpml_codec_waypoint.kmz", "wpml_codec_mapping3d.kmz"])
def test_real_routes_pass_and_their_faults_are_found(name):
    if not REAL.exists():
        pytest.skip(ABSENT)
    data = (REAL / name).read_bytes()
    assert WPML.check(data, None, None) == []
    assert "index" in said(WPML, changed("<wpml:index>1<", "<wpml:index>2<", data=data))
    assert "executeHeightMode" in said(
        WPML, changed("<wpml:executeHeightMode>.*?<", "<wpml:executeHeightMode>AMSL<", data=data)
    )


@pytest.mark.parametrize(
    ("element", "value", "words"),
    [
        ("index", 5, "Its index is 5, where 0 is due"),
        ("executeHeightMode", "relative", "executeHeightMode is relative; possible are"),
        ("executeHeight", 9000, "with relativeToStartPoint it is -500 to 1500 m"),
        ("executeHeight", "NaN", "executeHeight is NaN; a number is due"),
        ("executeHeight", "1_0", "a number is due"),
        ("waypointSpeed", 25, "waypointSpeed is 25; possible are 1.0 to 15.0"),
        ("takeOffSecurityHeight", 0.5, "takeOffSecurityHeight is 0.5; possible are 1.2 to 1500"),
        ("globalTransitionalSpeed", 0, "globalTransitionalSpeed is 0"),
        ("globalRTHHeight", 1, "globalRTHHeight is 1"),
        ("finishAction", "flyAway", "finishAction is flyAway; possible are autoLand"),
        ("exitOnRCLost", "", "exitOnRCLost is ; possible"),
        ("droneEnumValue", 12, "droneEnumValue 12, droneSubEnumValue 1 is no known aircraft"),
        ("payloadEnumValue", 53, "payloadEnumValue 53 is no camera of this aircraft"),
        ("waypointTurnMode", "coordinateTurn", "coordinateTurn needs a waypointTurnDampingDist"),
        ("actionGroupEndIndex", 12, "from index 0 to 12; the route has 0 to 11"),
        ("actionGroupStartIndex", 3, "begins at index 3, but belongs to index 0"),
        ("actionTriggerType", "sometimes", "actionTriggerType is sometimes"),
        ("actionActuatorFunc", "selfDestruct", "actionActuatorFunc selfDestruct is unknown"),
        ("actionId", 4, "actionId must count"),
        ("hoverTime", 0, "hoverTime is 0"),
        ("templateId", 3, "templateId 3, which the template doesn't have"),
        ("waylineId", 1, "waylineId must count"),
        ("executeHeightMode", "realTimeFollowSurface", "heightMode is relativeToStartPoint in template.kml"),
    ],
)
def test_values_of_wpml(element, value, words):
    data = changed(f"<wpml:{element}>[^<]*<", f"<wpml:{element}>{value}<")
    assert re.search(words, said(WPML, data)), said(WPML, data)


@pytest.mark.parametrize(
    "element",
    [
        *(
            "wpml:flyToWaylineMode",
            "wpml:executeRCLostAction",
            "wpml:droneInfo",
            "wpml:payloadInfo",
            "wpml:autoFlightSpeed",
        ),
        *("wpml:executeHeight", "wpml:waypointSpeed", "wpml:waypointHeadingParam", "wpml:waypointTurnMode"),
        *("wpml:actionTrigger", "wpml:hoverTime", "wpml:payloadPositionIndex"),
    ],
)
def test_missing_elements_of_wpml(element):
    assert f"{element[5:]} is missing" in said(WPML, changed(f"<{element}>.*?</{element}>", ""))


def test_two_files_of_wpml_must_agree():
    assert "at different places" in said(WPML, changed("36.8232", "36.8233", TEMPLATE))
    assert "template.kml has it at 66.00 m, waylines.wpml at 65.00" in said(
        WPML, changed("<wpml:height>65.000", "<wpml:height>66.000", TEMPLATE)
    )
    assert "globalRTHHeight is 50 in template.kml" in said(
        WPML, changed("(globalRTHHeight>)95.000", r"\g<1>50", TEMPLATE)
    )
    camera = changed("(payloadEnumValue>)67", r"\g<1>65534", TEMPLATE)
    assert "payloadEnumValue is 65534 in template.kml and 67 in waylines.wpml" in said(WPML, camera)
    fewer = changed("<Placemark>.*?</Placemark>", "", TEMPLATE)
    assert "Its index is 1, where 0 is due" in said(WPML, fewer)


STOP = "<wpml:waypointTurnMode>toPointAndStop[^<]*</wpml:waypointTurnMode>\\s*<wpml:waypointTurnDampingDist>0<"
THROUGH = "<wpml:waypointTurnMode>coordinateTurn</wpml:waypointTurnMode><wpml:waypointTurnDampingDist>{}<"


def test_the_aircraft_keeps_to_its_legs_and_stops_where_it_must():
    stops = list(re.finditer(STOP, wayline()))
    assert len(stops) == 10  # it flies through two waypoints, on a slope and at a slight bend
    for row, arc, words in (
        (3, 5, "would leave the leg"),
        (2, 0.01, "is to hover there, but flies through"),
        (1, 500, "longer than the leg"),
    ):
        first = r"\A(" + (f".*?{STOP}" * row) + ".*?)" + STOP if row else STOP
        assert words in said(WPML, changed(first, r"\g<1>" + THROUGH.format(arc)), MISSION), (row, words)


def wayline() -> str:
    return zipfile.ZipFile(io.BytesIO(WPML.write(MISSION, M3T))).read(WAYLINES).decode()


def test_the_template_must_be_that_of_the_mission_too():
    """DJI's apps make the route anew from it when a pilot edits it."""
    for pattern, text, words in (
        ("(globalWaypointTurnMode>)[^<]*", r"\g<1>coordinateTurn", "the aircraft would leave the leg"),
        ("(hoverTime>)[^<]*", r"\g<1>10", "time to hover is 10.00 s; the mission has 95.50 s"),
        ("(actionTriggerParam>)[^<]*", r"\g<1>20", "distance between photographs is 20.00 m"),
        ("(waypointSpeed>)[^<]*", r"\g<1>5", "speed is 5.00 m/s"),
    ):
        found = said(WPML, changed(pattern, text, TEMPLATE), MISSION)
        assert words in found
        assert found.startswith(TEMPLATE)


def test_the_file_must_be_that_of_the_mission():
    data = WPML.write(MISSION, M3T)
    stays = changed(
        "(finishAction>)goHome", r"\g<1>noAction", data=changed("(finishAction>)goHome", r"\g<1>noAction", TEMPLATE)
    )
    assert said(WPML, stays) == ""
    assert "finishAction must be goHome" in said(WPML, stays, MISSION)
    other = replace(MISSION, hover=MISSION.hover + (MISSION.hover > 0), speed=MISSION.speed * 0.9)
    words = said(WPML, data, other)
    assert "time to hover is 95.50 s; the mission has 96.50 s" in words
    assert "speed is 12.00 m/s; the mission has 10.80 m/s" in words
    assert "globalRTHHeight is 95.00 m; the mission returns at 80.00" in said(
        WPML, data, replace(MISSION, return_height=80.0)
    )
    low = changed(
        "(takeOffSecurityHeight>)60.000",
        r"\g<1>1.2",
        data=changed("(takeOffSecurityHeight>)60.000", r"\g<1>1.2", TEMPLATE),
    )
    assert "takeOffSecurityHeight is 1.20 m; the mission climbs to 60.00 m" in said(WPML, low, MISSION)
    camera = replace(MISSION.camera, trigger=20.0, pitch=-30.0)
    words = said(WPML, data, replace(MISSION, camera=camera))
    assert "distance between photographs is 12.50 m; the mission has 20.00 m" in words
    assert "gimbal isn't turned to -30" in words
    assert "another aircraft" in said(WPML, data, MISSION, Options(aircraft="M30"))
    none = replace(MISSION, camera=replace(MISSION.camera, trigger=None))
    assert "distance between photographs is none; the mission has 12.50 m" in said(WPML, WPML.write(none, M3T), MISSION)
    assert "distance between photographs is 12.50 m; the mission has none" in said(WPML, data, none)
    further = flown_mission(action=(*MISSION.action[:-1], "fly"), lon=MISSION.lon + np.eye(14)[13] * 0.01)
    assert "The file has 12 waypoints, the mission 13" in said(WPML, data, further)


@pytest.mark.parametrize("form", ALL, ids=lambda form: form.title)
def test_swapped_latitude_and_longitude(form):
    swapped = replace(MISSION, lon=MISSION.lat, lat=MISSION.lon, home=(HOME[0], HOME[1], HOME[2]))
    data = form.write(swapped, M3T)
    assert "swapped" in said(form, data, MISSION)


def test_latitudes_beyond_the_pole():
    kml = KML.write(MISSION, M3T).replace(b",-1.29", b",95.29")
    assert "no position on earth" in said(KML, kml)
    gpx = GPX.write(MISSION, M3T).replace(b'lat="-1.29', b'lat="95.29')
    assert "no position on earth" in said(GPX, gpx)
    litchi = LITCHI.write(MISSION, M3T).replace(b"\n-1.29", b"\n95.29")
    assert "latitude is 95.29" in said(LITCHI, litchi)
    assert "no position on earth" in said(WPML, changed(",-1.29", ",95.29", count=99))


@pytest.mark.parametrize("form", [WPML, LITCHI], ids=lambda form: form.title)
def test_heights_above_sea_level_taken_for_relative(form):
    low = replace(MISSION, home=(*MISSION.home[:2], 120.0))  # low enough for the ranges of the formats
    wrong = replace(low, height=MISSION.height + 120.0)
    wrong.height[[0, -1]] = 0
    assert "heights are above sea level" in said(form, form.write(wrong, M3T), low)


@pytest.mark.parametrize("form", ALL, ids=lambda form: form.title)
def test_order_of_waypoints(form):
    order = np.arange(len(MISSION))
    order[[6, 7]] = order[[7, 6]]
    columns = ("lon", "lat", "height", "above_ground", "above_sea")
    mixed = replace(MISSION, **{name: getattr(MISSION, name)[order] for name in columns})
    assert "in another order" in said(form, form.write(mixed, M3T), MISSION)


@pytest.mark.parametrize("form", ALL, ids=lambda form: form.title)
def test_small_differences_are_found(form):
    moved = replace(MISSION, lat=MISSION.lat + np.eye(14)[4] * 3e-7)
    assert "waypoint" in said(form, form.write(moved, M3T), MISSION)
    higher = replace(
        MISSION, **{name: getattr(MISSION, name) + 0.02 * np.eye(14)[4] for name in ("height", "above_sea")}
    )
    held = MISSION.above_sea if form in (KML, GPX) else MISSION.height
    assert f"the mission has {held[4]:.2f} m" in said(form, form.write(higher, M3T), MISSION)
    slower = replace(MISSION, speed=MISSION.speed - 0.05 * np.eye(14)[6])
    assert "speed" in said(form, form.write(slower, M3T), MISSION)
    longer = replace(MISSION, hover=MISSION.hover + 0.05 * np.eye(14)[4])
    assert "time to hover" in said(form, form.write(longer, M3T), MISSION)


def test_kml_says_what_heights_are_above():
    good = KML.write(MISSION, M3T)
    assert "altitudeMode must be" in said(KML, good.replace(b"absolute", b"clampToGround"))
    assert "everywhere the same" in said(KML, good.replace(b"absolute", b"relativeToGround", 1))
    assert "Is it above something else?" in said(KML, good.replace(b"absolute", b"relativeToGround"))
    flat = flown_mission(False)
    sea = KML.write(flat, M3T).replace(b"relativeToGround", b"absolute")
    assert "altitudeMode is absolute; the mission's heights are relativeToGround" in said(KML, sea, flat)


def test_structure_of_kml():
    good = KML.write(MISSION, M3T)
    assert "a route is one" in said(KML, good.replace(b"LineString", b"LinearRing"))
    assert "at different places" in said(KML, good.replace(b"36.821900000", b"36.821800000", 1))
    turned = re.sub(rb"(<name>[^<]*</name>)\n(<description>[^<]*</description>)", rb"\2\1", good)
    assert "order of the schema" in said(KML, turned)
    assert "ends before it begins" in said(KML, good.replace(b"<end>2026", b"<end>2025", 1))
    assert "no KML 2.2" in said(KML, good.replace(b"opengis.net/kml/2.2", b"example.com/kml"))


def test_structure_of_gpx():
    good = GPX.write(MISSION, M3T)
    assert "version 1.1" in said(GPX, good.replace(b'version="1.1" c', b'version="1.0" c'))
    assert "has no waypoints" in said(GPX, re.sub(b"<rtept.*</rtept>", b"", good, flags=re.DOTALL))
    assert "order of the schema" in said(
        GPX, re.sub(rb"(<ele>[^<]*</ele>)\n(<time>[^<]*</time>)", rb"\2\1", good, count=1)
    )
    assert "doesn't have there: speed" in said(GPX, good.replace(b"<extensions>", b"<speed>3</speed><extensions>"))
    assert "before that of the waypoint before" in said(GPX, re.sub(b"<time>2026", b"<time>2027", good, count=1))
    assert "time is not one in UTC" in said(GPX, re.sub(b"Z</time>", b"</time>", good, count=1))
    assert "elevation cannot be read" in said(GPX, re.sub(b"<ele>[^<]*<", b"<ele>high<", good, count=1))


def test_litchi_files():
    good = LITCHI.write(MISSION, M3T).decode()
    header, *rows = good.splitlines()

    def with_value(name, value, row=2):
        cells = [line.split(",") for line in rows]
        cells[row][COLUMNS.index(name)] = value
        return "\n".join([header, *(",".join(line) for line in cells)]).encode()

    hundred = "\n".join([header, *(rows * 9)[:100]]).encode()
    assert "100 waypoints; a Litchi mission has 2 to 99" in said(LITCHI, hundred)
    assert "first line must name" in said(LITCHI, good.replace("latitude,longitude", "longitude,latitude", 1).encode())
    assert "instead of 46" in said(LITCHI, good.replace(rows[0], rows[0] + ",0").encode())
    assert "altitude(m) is 501; possible are -200.0 to 500.0" in said(LITCHI, with_value("altitude(m)", "501"))
    assert "speed(m/s) is 16" in said(LITCHI, with_value("speed(m/s)", "16"))
    assert "gimbalmode is 7" in said(LITCHI, with_value("gimbalmode", "7"))
    assert "actiontype3 is 9" in said(LITCHI, with_value("actiontype3", "9"))
    assert "actionparam1 is 40000" in said(LITCHI, with_value("actionparam1", "40000", row=3))
    assert "altitudemode differs" in said(LITCHI, with_value("altitudemode", "1"))
    assert "altitudemode is 0; the mission's heights need 1" in said(
        LITCHI, good.encode(), MISSION, Options(heights="terrain")
    )
    assert "The next waypoint is 0.0 m away" in said(LITCHI, "\n".join([header, rows[0], *rows]).encode())
    assert "curvesize is not 0" in said(LITCHI, with_value("curvesize(m)", "5"), MISSION)
    assert "longitude is -; possible" in said(LITCHI, with_value("longitude", ""))
