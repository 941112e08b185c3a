"""blindspot:exportmissions to DJI, KML, GPX and Litchi: what other readers find in the files is what the layer has."""

import csv
import io
import re
import zipfile
from pathlib import Path

import gpxpy
import numpy as np
import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsProcessingException,
    QgsVectorLayer,
)
from test_edited_plan import move
from test_planroutes import dem, layer, sites, spots

from blindspot.engine.missions.formats import FORMATS
from small_layers import saved

KMZ, KML, GPX, CSV = (
    next(at for at, one in enumerate(FORMATS) if one.ending == end) for end in (".kmz", ".kml", ".gpx", ".csv")
)
PARK = "POLYGON((100 500, 500 500, 500 900, 100 900, 100 500))"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Folders of plans that tests share, by whether they have terrain."""
    return {terrain: tmp_path_factory.mktemp("plan") for terrain in (False, True)}


@pytest.fixture
def plan(run, made):
    def plan(terrain):
        folder = made[terrain]
        if not (folder / "routes.gpkg").exists():
            parks = layer("Polygon", [PARK], [[5]], name="parks")
            more = {"TERRAIN": dem(folder / "dem.tif")} if terrain else {}
            run(
                "planroutes",
                BLIND_SPOTS=[
                    saved(spots(), folder / "spots.gpkg").source(),
                    saved(parks, folder / "parks.gpkg").source(),
                ],
                LAUNCH_SITES=saved(sites(), folder / "sites.gpkg").source(),
                ROUTES=str(folder / "routes.gpkg"),
                WAYPOINTS=str(folder / "waypoints.gpkg"),
                OBJECTIVE=1,
                START="2026-03-16T23:00:00",
                MAX_ITERATIONS=30,
                **more,
            )
        return {name: QgsVectorLayer(str(folder / f"{name.lower()}.gpkg"), name) for name in ("ROUTES", "WAYPOINTS")}

    return plan


def sorties(layers) -> list[np.ndarray]:
    """For each sortie (w, 6): longitude, latitude, z, height above ground, speed, time to hover."""
    crs = layers["WAYPOINTS"].crs()
    to = QgsCoordinateTransform(crs, QgsCoordinateReferenceSystem("EPSG:4326"), QgsCoordinateTransformContext())
    rows = {}
    for each in layers["WAYPOINTS"].getFeatures():
        point = each.geometry().constGet()
        place = to.transform(point.x(), point.y())
        values = (
            place.x(),
            place.y(),
            point.z(),
            each["alt_agl_m"],
            each["speed_ms"],
            each["leave_s"] - each["arrive_s"],
        )
        rows.setdefault((each["drone"], each["sortie"]), []).append((each["seq"], *values))
    return [np.array(sorted(rows[key]), float)[:, 1:] for key in sorted(rows)]


def exported(run, folder, kind, layers, **more) -> list[str | bytes]:
    found = run("exportmissions", FOLDER=str(folder), FORMAT=kind, EXPORT_ANYWAY=True, **layers, **more)
    return [file.read_bytes() for file in sorted(Path(found["FOLDER"]).iterdir())]


@pytest.mark.parametrize("terrain", [False, True])
def test_dji(run, plan, tmp_path, terrain):
    layers = plan(terrain)
    camera = {"CAMERA": 1, "SENSOR_WIDTH": 9.6, "FOCAL_LENGTH": 6.7, "IMAGE_WIDTH": 4000, "IMAGE_HEIGHT": 3000}
    files = exported(run, tmp_path / "out", KMZ, layers, DJI_AIRCRAFT=2, **camera)
    swept = {(each["drone"], each["sortie"]) for each in layers["WAYPOINTS"].getFeatures() if each["action"] == "sweep"}
    with_photographs = 0
    for data, rows in zip(files, sorties(layers), strict=True):
        text = zipfile.ZipFile(io.BytesIO(data)).read("wpmz/waylines.wpml").decode()
        flown = rows[1:-1]
        places = np.array([pair.split(",") for pair in re.findall("<coordinates>(.*?)</", text)], float)
        np.testing.assert_allclose(places, flown[:, :2], rtol=0, atol=1e-7)
        heights = np.array(re.findall("executeHeight>(.*?)</", text), float)
        np.testing.assert_allclose(heights, flown[:, 2] - rows[0, 2], rtol=0, atol=0.01)
        speeds = np.array(re.findall("waypointSpeed>(.*?)</", text), float)
        np.testing.assert_allclose(speeds[:-1], flown[1:, 4], rtol=0, atol=0.01)
        hovers = [sum(map(float, re.findall("hoverTime>(.*?)</", mark))) for mark in text.split("<Placemark>")[1:]]
        np.testing.assert_allclose(hovers, flown[:, 5], rtol=0, atol=0.01)
        assert "droneSubEnumValue>1<" in text
        with_photographs += "multipleDistance" in text
        assert "gimbalPitchRotateAngle>-90" in text
    assert with_photographs == len(swept) > 0


@pytest.mark.parametrize("terrain", [False, True])
def test_kml_and_gpx(run, plan, tmp_path, terrain):
    layers = plan(terrain)
    drawn = exported(run, tmp_path / "kml", KML, layers)
    routes = exported(run, tmp_path / "gpx", GPX, layers)
    for picture, route, rows in zip(drawn, routes, sorties(layers), strict=True):
        line = re.search("<LineString>.*?<coordinates>(.*?)</", picture.decode(), re.DOTALL).group(1)
        places = np.array([triple.split(",") for triple in line.split()], float)
        np.testing.assert_allclose(places[:, :2], rows[:, :2], rtol=0, atol=1e-7)
        np.testing.assert_allclose(places[:, 2], rows[:, 2] if terrain else rows[:, 3], rtol=0, atol=0.01)
        assert (b">absolute<" in picture, b">relativeToGround<" in picture) == (terrain, not terrain)
        points = gpxpy.parse(route.decode()).routes[0].points
        np.testing.assert_allclose([(at.longitude, at.latitude) for at in points], rows[:, :2], rtol=0, atol=1e-7)
        if terrain:
            np.testing.assert_allclose([at.elevation for at in points], rows[:, 2], rtol=0, atol=0.01)
        assert points[0].time.isoformat() >= "2026-03-16T23:00:00+00:00"


@pytest.mark.parametrize("heights", [0, 2])
def test_litchi(run, plan, tmp_path, heights):
    layers = plan(True)
    files = exported(run, tmp_path / "out", CSV, layers, HEIGHTS=heights)
    for data, rows in zip(files, sorties(layers), strict=True):
        found = list(csv.DictReader(io.StringIO(data.decode())))
        flown = rows[1:-1]
        places = np.array([(row["longitude"], row["latitude"]) for row in found], float)
        np.testing.assert_allclose(places, flown[:, :2], rtol=0, atol=1e-7)
        expected = flown[:, 3] if heights else flown[:, 2] - rows[0, 2]
        np.testing.assert_allclose([float(row["altitude(m)"]) for row in found], expected, rtol=0, atol=0.01)
        assert {row["altitudemode"] for row in found} == {str(int(heights > 0))}


def test_the_stops_of_dji_are_said(run, plan, tmp_path, log):
    exported(run, tmp_path / "out", KMZ, plan(False), DJI_AIRCRAFT=1)
    assert any("longer than planned" in text for text in log.warnings)


@pytest.mark.parametrize(("kind", "heights"), [(KMZ, 1), (KMZ, 2), (CSV, 1)])
def test_heights_that_a_format_does_not_have_are_refused(run, plan, tmp_path, kind, heights):
    with pytest.raises(QgsProcessingException, match=r"HEIGHTS: "):
        exported(run, tmp_path / "out", kind, plan(True), HEIGHTS=heights, DJI_AIRCRAFT=1)
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())


def test_a_moved_waypoint_is_in_the_file(run, plan, tmp_path):
    layers = plan(False)
    points = layers["WAYPOINTS"]
    feature = next(each for each in points.getFeatures() if each["action"] == "fly" and each["seq"] > 2)
    move(points, feature, 30, 20)
    (rows, *_), (data, *_) = sorties(layers), exported(run, tmp_path / "out", GPX, layers)
    found = gpxpy.parse(data.decode()).routes[0].points
    np.testing.assert_allclose([(at.longitude, at.latitude) for at in found], rows[:, :2], rtol=0, atol=1e-7)
    points.rollBack()
