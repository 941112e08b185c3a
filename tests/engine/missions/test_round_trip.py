"""Files of missions, read back by programs of others: positions to 1e-7 degrees, heights to 0.01 m, order, speeds and
hovering are those of the mission."""

import csv
import io
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace

import gpxpy
import numpy as np
import pytest
from flown_mission import M3T, START, flown_mission
from osgeo import gdal, ogr

from blindspot.engine.errors import UserError
from blindspot.engine.missions.airborne import arrivals
from blindspot.engine.missions.gpx import GPX
from blindspot.engine.missions.kml import KML
from blindspot.engine.missions.litchi import LITCHI
from blindspot.engine.missions.mission import SEA_LEVEL, TERRAIN, Camera, Options
from blindspot.engine.missions.wpml import AIRCRAFT, WPML

FORMATS = (WPML, KML, GPX, LITCHI)
SPACE = {"k": "http://www.opengis.net/kml/2.2", "w": "http://www.dji.com/wpmz/1.0.6"}


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.title)
@pytest.mark.parametrize("terrain", [True, False])
def test_own_check_finds_nothing_and_files_are_reproducible(form, terrain):
    mission = flown_mission(terrain)
    data = form.write(mission, M3T)
    assert form.check(data, mission, M3T) == []
    assert form.check(data, None, None) == []
    assert form.write(mission, M3T) == data
    assert form.fits(mission, M3T)
    assert len(form.steps(M3T)) == 3


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.title)
@pytest.mark.parametrize(
    "changes",
    [
        {"start": np.nan},
        {"camera": Camera(None, None)},
        {"camera": Camera(-45.0, None)},
        {"description": ""},
        {"description": "a -- b --- c\x00\x0b ]]> \ud800 end-"},
        {"name": "d\u00e9p\u00f4t 1", "launch_site": '<&>"'},
    ],
    ids=["undated", "no camera", "no photographs", "no text", "odd text", "odd name"],
)
def test_every_kind_of_mission_is_written_well(form, changes):
    mission = flown_mission(**changes)
    assert form.check(form.write(mission, M3T), mission, M3T) == []


def parts(data: bytes) -> tuple[ET.Element, ET.Element]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert archive.testzip() is None
    assert archive.namelist() == ["wpmz/template.kml", "wpmz/waylines.wpml"]
    return tuple(ET.fromstring(archive.read(name)) for name in archive.namelist())


@pytest.mark.parametrize("key", AIRCRAFT)
def test_wpml_holds_what_is_flown(key):
    mission = flown_mission()
    template, waylines = parts(WPML.write(mission, Options(aircraft=key)))
    points = waylines.findall(".//k:Placemark", SPACE)
    assert len(points) == len(mission) - 2
    for row, point in enumerate(points):
        lon, lat = map(float, point.find("k:Point/k:coordinates", SPACE).text.split(","))
        assert (lon, lat) == pytest.approx((mission.lon[row + 1], mission.lat[row + 1]), rel=0, abs=1e-7)
        assert int(point.find("w:index", SPACE).text) == row
        assert float(point.find("w:executeHeight", SPACE).text) == pytest.approx(mission.height[row + 1], abs=0.01)
        if row + 1 < len(points):  # DJI: the speed from here to the next waypoint
            assert float(point.find("w:waypointSpeed", SPACE).text) == mission.speed[row + 2]
        hovers = point.findall(".//w:hoverTime", SPACE)
        assert sum(float(hover.text) for hover in hovers) == mission.hover[row + 1]
    triggers = [
        [
            int(group.find("w:actionGroupStartIndex", SPACE).text),
            int(group.find("w:actionGroupEndIndex", SPACE).text),
            float(group.find("w:actionTrigger/w:actionTriggerParam", SPACE).text),
        ]
        for group in waylines.findall(".//w:actionGroup", SPACE)
        if group.find("w:actionTrigger/w:actionTriggerType", SPACE).text == "multipleDistance"
    ]
    assert triggers == [[4, 7, 12.5], [8, 10, 12.5]]
    for part in (template, waylines):
        config = part.find(".//w:missionConfig", SPACE)
        assert config.find("w:globalRTHHeight", SPACE).text == "95.000"
        assert config.find("w:finishAction", SPACE).text == "goHome"
        assert int(config.find("w:droneInfo/w:droneEnumValue", SPACE).text) == AIRCRAFT[key].drone
        assert int(config.find("w:payloadInfo/w:payloadEnumValue", SPACE).text) == AIRCRAFT[key].payload
    heights = [float(height.text) for height in template.findall(".//k:Placemark/w:height", SPACE)]
    assert heights == pytest.approx(mission.height[1:-1])
    assert len(waylines.findall(".//w:actionGroup", SPACE)) == len(template.findall(".//w:actionGroup", SPACE)) == 4
    gimbal = points[0].find(".//w:gimbalPitchRotateAngle", SPACE)
    assert float(gimbal.text) == -80


@pytest.mark.parametrize("driver", ["LIBKML", "KML"])
@pytest.mark.parametrize("terrain", [True, False])
def test_kml_in_gdal(driver, terrain):
    if ogr.GetDriverByName(driver) is None:
        pytest.skip(f"this GDAL has no driver {driver}")
    mission = flown_mission(terrain)
    height = mission.above_sea if terrain else mission.above_ground
    path = "/vsimem/mission.kml"
    gdal.FileFromMemBuffer(path, KML.write(mission, M3T))
    try:
        source = gdal.OpenEx(path, gdal.OF_VECTOR, allowed_drivers=[driver])
        features = [feature for at in range(source.GetLayerCount()) for feature in source.GetLayer(at)]
        shapes = [feature.GetGeometryRef() for feature in features]
        lines = [shape for shape in shapes if ogr.GT_Flatten(shape.GetGeometryType()) == ogr.wkbLineString]
        points = [shape for shape in shapes if ogr.GT_Flatten(shape.GetGeometryType()) == ogr.wkbPoint]
        assert len(lines) == 1
        expected = np.column_stack((mission.lon, mission.lat, height))
        for found in (np.array(lines[0].GetPoints()), np.array([point.GetPoint() for point in points])):
            np.testing.assert_allclose(found[:, :2], expected[:, :2], rtol=0, atol=1e-7)
            np.testing.assert_allclose(found[:, 2], expected[:, 2], rtol=0, atol=0.01)
        if driver == "LIBKML":
            stops = [f for f in features if ogr.GT_Flatten(f.GetGeometryRef().GetGeometryType()) == ogr.wkbPoint]
            mode = "absolute" if terrain else "relativeToGround"
            assert {stop.GetField("altitudeMode") for stop in stops} == {mode}
            assert [float(stop.GetField("hover_s")) for stop in stops] == mission.hover.tolist()
            assert [float(stop.GetField("speed_ms")) for stop in stops] == mission.speed.tolist()
            assert stops[0].GetField("begin").startswith("2026/05/28 20:26:40")
            hover = next(stop for stop in stops if stop.GetField("hover_s") == "95.500")
            minutes = [hover.GetField(name)[14:16] for name in ("begin", "end")]
            assert (int(minutes[1]) - int(minutes[0])) % 60 in (1, 2)
        del features, shapes, lines, points, source
    finally:
        gdal.Unlink(path)


@pytest.mark.parametrize("terrain", [True, False])
def test_gpx_in_gpxpy_and_gdal(terrain):
    mission = flown_mission(terrain)
    data = GPX.write(mission, M3T)
    (route,) = gpxpy.parse(data.decode()).routes
    assert route.name == mission.name
    assert route.description == mission.description
    np.testing.assert_allclose([point.longitude for point in route.points], mission.lon, rtol=0, atol=1e-7)
    np.testing.assert_allclose([point.latitude for point in route.points], mission.lat, rtol=0, atol=1e-7)
    if terrain:
        np.testing.assert_allclose([point.elevation for point in route.points], mission.above_sea, rtol=0, atol=0.01)
    else:
        assert {point.elevation for point in route.points} == {None}
    times = [point.time.timestamp() for point in route.points]
    np.testing.assert_allclose(times, START + arrivals(mission), rtol=0, atol=1)
    assert times[0] == START
    values = [{item.tag.rsplit("}")[-1]: float(item.text) for item in point.extensions} for point in route.points]
    assert [value["speed"] for value in values] == mission.speed.tolist()
    assert [value["hover"] for value in values] == mission.hover.tolist()

    path = "/vsimem/mission.gpx"
    gdal.FileFromMemBuffer(path, data)
    try:
        source = gdal.OpenEx(path, gdal.OF_VECTOR, allowed_drivers=["GPX"])
        (line,) = [feature.GetGeometryRef().Clone() for feature in source.GetLayerByName("routes")]
        np.testing.assert_allclose(
            np.array(line.GetPoints())[:, :2], np.column_stack((mission.lon, mission.lat)), rtol=0, atol=1e-7
        )
        del source
    finally:
        gdal.Unlink(path)


@pytest.mark.parametrize("heights", ["relative", TERRAIN])
def test_litchi_rows(heights):
    mission = flown_mission()
    options = Options(heights=heights)
    data = LITCHI.write(mission, options)
    assert LITCHI.check(data, mission, options) == []
    rows = list(csv.DictReader(io.StringIO(data.decode())))
    assert len(rows[0]) == 46
    assert len(rows) == len(mission) - 2
    height = mission.height if heights == "relative" else mission.above_ground
    for row, (found, at) in enumerate(zip(rows, range(1, len(mission) - 1), strict=True)):
        assert float(found["latitude"]) == pytest.approx(mission.lat[at], abs=1e-7)
        assert float(found["longitude"]) == pytest.approx(mission.lon[at], abs=1e-7)
        assert float(found["altitude(m)"]) == pytest.approx(height[at], abs=0.01)
        assert found["altitudemode"] == ("0" if heights == "relative" else "1")
        stays = [float(found[f"actionparam{i}"]) for i in range(1, 16) if found[f"actiontype{i}"] == "0"]
        assert sum(stays) == mission.hover[at] * 1000
        assert max(stays, default=0) <= 32_767
        if row + 1 < len(rows):
            assert float(found["speed(m/s)"]) == mission.speed[at + 1]
        assert float(found["photo_distinterval"]) == (12.5 if row in (4, 5, 6, 8, 9) else -1)
        assert (found["gimbalmode"], found["gimbalpitchangle"]) == ("2", "-80.0")


@pytest.mark.parametrize(
    ("form", "changes", "options", "said"),
    [
        (WPML, {}, Options(), "DJI_AIRCRAFT"),
        (WPML, {}, Options(aircraft="M3T", heights=TERRAIN), "above the take-off point"),
        (WPML, {}, Options(aircraft="M3T", heights=SEA_LEVEL), "above the take-off point"),
        (WPML, {"return_height": 1600.0}, M3T, "2 to 1500 m"),
        (LITCHI, {}, Options(heights=SEA_LEVEL), "not above sea level"),
    ],
)
def test_what_a_format_cannot_hold_is_refused(form, changes, options, said):
    with pytest.raises(UserError, match=said):
        form.write(flown_mission(**changes), options)


@pytest.mark.parametrize("form", [WPML, LITCHI], ids=lambda form: form.title)
def test_speeds_and_stays_are_never_cut(form):
    mission = flown_mission()
    with pytest.raises(UserError, match=r"15 m/s"):
        form.write(replace(mission, speed=mission.speed * 1.5), M3T)
    if form is LITCHI:
        with pytest.raises(UserError, match="hovers 500 s"):
            form.write(replace(mission, hover=np.where(mission.hover > 0, 500.0, 0.0)), M3T)
        with pytest.raises(UserError, match="-200 to 500"):
            form.write(replace(mission, height=mission.height * 10), M3T)


def test_litchi_holds_99_waypoints():
    def along(count):
        whole = flown_mission()
        east = np.concatenate(([0, 0], np.arange(1, count) * 20.0, [(count - 1) * 20.0]))
        size = len(east)
        return replace(
            whole,
            action=("takeoff", *["fly"] * (size - 2), "land"),
            spot=(None,) * size,
            lon=whole.lon[0] + east / 111_320,
            lat=np.full(size, whole.lat[0]),
            height=np.array([0, *[60.0] * (size - 2), 0]),
            above_ground=np.array([0, *[60.0] * (size - 2), 0]),
            above_sea=np.full(size, 1700.0),
            hover=np.zeros(size),
            speed=np.full(size, 10.0),
        )

    assert LITCHI.fits(along(99), M3T)
    assert LITCHI.check(LITCHI.write(along(99), M3T), along(99), M3T) == []
    assert not LITCHI.fits(along(100), M3T)
    with pytest.raises(UserError, match="100 waypoints"):
        LITCHI.write(along(100), M3T)
