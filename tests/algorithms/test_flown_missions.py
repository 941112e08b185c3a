"""Plans exported as .plan files and flown by a simulated drone: the sample city, over level ground and over hills, and
real patrols."""

import json
import math
from pathlib import Path

import numpy as np
import pytest
import shapely
from copter import arm_and_fly, fences
from osgeo import gdal, osr
from qgis.core import QgsCoordinateReferenceSystem, QgsFeature, QgsGeometry, QgsProject, QgsVectorLayer
from real_files import ABSENT, REAL_FILES
from test_planroutes import Listener

from blindspot.layers.crs import transform_xy
from blindspot.ui.sample_city import unpack
from small_layers import saved

MARA = REAL_FILES / "mara" / "patrols.gpkg"
TOLERANCE = 1.0
LATITUDE = QgsCoordinateReferenceSystem("EPSG:4326")


def hills(x, y):
    """m above sea level, in metres from the middle of the city"""
    return 60 + 35 * np.sin(x / 900) * np.cos(y / 800)


def dem(path: Path, extent, crs) -> str:
    cell, middle = 10.0, extent.center()
    columns, rows = math.ceil(extent.width() / cell), math.ceil(extent.height() / cell)
    x = extent.xMinimum() + cell * (np.arange(columns) + 0.5) - middle.x()
    y = extent.yMaximum() - cell * (np.arange(rows) + 0.5) - middle.y()
    file = gdal.GetDriverByName("GTiff").Create(str(path), columns, rows, 1, gdal.GDT_Float32)
    file.SetGeoTransform([extent.xMinimum(), cell, 0, extent.yMaximum(), 0, -cell])
    system = osr.SpatialReference()
    system.ImportFromWkt(crs.toWkt())
    file.SetProjection(system.ExportToWkt())
    file.GetRasterBand(1).WriteArray(hills(*np.meshgrid(x, y)).astype(np.float32))
    return str(path)


def positions_in(crs, document, xyz: np.ndarray) -> np.ndarray:
    """(n, 2) m in a CRS of a track in metres from home."""
    home = document["mission"]["plannedHomePosition"]
    lat = home[0] + np.degrees(xyz[:, 1] / 6_378_100.0)
    lon = home[1] + np.degrees(xyz[:, 0] / 6_378_100.0 / math.cos(math.radians(home[0])))
    return np.column_stack(transform_xy(lon, lat, LATITUDE, crs, QgsProject.instance().transformContext()))


def keeps_its_fences(document, flight) -> bool:
    inside, outside = fences(document, document["mission"]["plannedHomePosition"])
    way = shapely.LineString(flight.xyz[:, :2])
    kept = all(shapely.Polygon(ring).covers(way) for ring in inside)
    return kept and all(shapely.Polygon(ring).distance(way) > 2.0 for ring in outside)


def fly_all(found, routes) -> list[tuple]:
    """The plans of a run, flown: each comes home, in about the planned time."""
    flown = []
    files = sorted(Path(found["FOLDER"]).glob("*.plan"))
    assert len(files) == found["FILE_COUNT"] == len(routes) > 0
    for file, route in zip(files, routes, strict=True):
        flight, document = arm_and_fly(file.read_bytes()), json.loads(file.read_bytes())
        assert flight.xyz[-1] == pytest.approx([0, 0, 0])
        assert keeps_its_fences(document, flight)
        up_and_down = flight.xyz[1:, 2].max() * (1 / 2.5 + 1 / 1.5)
        assert flight.duration <= route["duration_s"] * 1.03 + up_and_down
        flown.append((document, flight, route))
    return flown


def in_order(layer) -> list:
    return sorted(layer.getFeatures(), key=lambda route: (route["drone"], route["sortie"]))


@pytest.mark.parametrize("over_hills", [False, True])
def test_the_sample_city(run, tmp_path, over_hills):
    city = unpack(tmp_path)
    table = f"{city}|layername="
    streets = QgsVectorLayer(f"{table}streets")
    extent, crs = streets.extent().buffered(2500), streets.crs()
    terrain = {"TERRAIN": dem(tmp_path / "dem.tif", extent, crs)} if over_hills else {}
    plan = run(
        "planroutes", BLIND_SPOTS=[f"{table}exits", f"{table}riverside"], LAUNCH_SITES=f"{table}launch_sites",
        NO_FLY=[f"{table}no_fly"], OBJECTIVE=1, MAX_ITERATIONS=20, TIMEZONE="Asia/Shanghai",
        START="2026-03-17T00:30:00", ROUTES=str(tmp_path / "r.gpkg"), WAYPOINTS=str(tmp_path / "w.gpkg"), **terrain,
    )  # fmt: skip
    layers = {name: QgsVectorLayer(str(plan[name])) for name in ("ROUTES", "WAYPOINTS")}
    found = run("exportmissions", FOLDER=str(tmp_path / "missions"), CAMERA=2, **layers)
    flown = fly_all(found, in_order(layers["ROUTES"]))
    assert any(not shape["inclusion"] for shape in flown[0][0]["geoFence"]["polygons"])
    assert any(flight.photographs for _, flight, _ in flown)
    for document, flight, route in flown:
        if over_hills:
            home = document["mission"]["plannedHomePosition"]
            xy = positions_in(crs, document, flight.xyz) - np.array([extent.center().x(), extent.center().y()])
            level = np.hypot(*np.diff(flight.xyz[:, :2], axis=0).T) > 0.5
            above = flight.xyz[:, 2] + home[2] - hills(*xy.T)
            assert np.abs(above[1:][level] - route["altitude_m"]).max() <= TOLERANCE + 0.3
            assert np.ptp(flight.xyz[1:-1, 2][level[:-1]]) > 5


@pytest.mark.skipif(not MARA.exists(), reason=ABSENT)
def test_real_patrols(run, tmp_path):
    fixes = QgsVectorLayer(f"{MARA}|layername=fixes")
    scored = run("scoregaps", INPUT=fixes, TIME_FIELD=_time_field(fixes), CELL_SIZE=500, DETECTION_RANGE=400,
                 OUTPUT=str(tmp_path / "scored.gpkg"))  # fmt: skip
    spots = run("findblindspots", INPUT=scored["OUTPUT"], SHARE=10, OUTPUT=str(tmp_path / "spots.gpkg"))
    layer = QgsVectorLayer(str(spots["OUTPUT"]))
    middle = layer.extent().center()
    site = QgsVectorLayer(f"Point?crs={layer.crs().authid()}&field=name:string", "sites", "memory")
    site.dataProvider().addFeatures([_feature(site, middle, "Camp / ../ 1")])
    plan = run(
        "planroutes", BLIND_SPOTS=[layer], LAUNCH_SITES=saved(site, tmp_path / "site.gpkg"), OBJECTIVE=1,
        MAX_ITERATIONS=10, ROUTES=str(tmp_path / "r.gpkg"), WAYPOINTS=str(tmp_path / "w.gpkg"), feedback=Listener(),
    )  # fmt: skip
    layers = {name: QgsVectorLayer(str(plan[name])) for name in ("ROUTES", "WAYPOINTS")}
    found = run("exportmissions", FOLDER=str(tmp_path / "missions"), **layers)
    fly_all(found, in_order(layers["ROUTES"]))
    assert all("Camp-1" in file.name for file in (tmp_path / "missions").iterdir())


def _time_field(layer) -> str:
    return next(field.name() for field in layer.fields() if "time" in field.name().lower())


def _feature(layer, point, name):
    feature = QgsFeature(layer.fields())
    feature.setGeometry(QgsGeometry.fromPointXY(point))
    feature.setAttributes([name])
    return feature
