"""Plans exported as .plan files and flown by two simulated drones: the sample city, over level ground and over hills,
and real patrols. One flies as planned, the other one as the controller of an autopilot does."""

import json
import math
import re
from pathlib import Path

import numpy as np
import pytest
import shapely
from autopilot import Autopilot
from copter import arm_and_fly, fences
from osgeo import gdal, osr
from qgis.core import QgsCoordinateReferenceSystem, QgsFeature, QgsGeometry, QgsProject, QgsVectorLayer
from real_files import ABSENT, REAL_FILES
from test_planroutes import Listener

from blindspot.engine.check.battery import energy_along, full_battery
from blindspot.engine.drones.aircraft import Aircraft
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
        flown.append((document, flight, route, fly_as_autopilot(file.read_bytes(), flight)))
    return flown


def fly_as_autopilot(data: bytes, planned) -> np.ndarray:
    """The track, (n, 4) m from home and s. It reaches all places in order, within the radius in which it passes them,
    keeps its fences, and comes home."""
    pilot = Autopilot(data)
    flight = pilot.flown()
    places = [[*pilot.metres(*item["params"][4:6]), item["params"][6]] for item, _ in flight.reached]
    passed = [flight.track[at, :3] for _, at in flight.reached]
    assert np.linalg.norm(np.subtract(places, passed), axis=1).max() < 2.5
    assert np.diff([at for _, at in flight.reached]).min() >= 0
    assert pilot.breaches(flight.track[:, :2]) == 0.0
    assert flight.track[-1, :3] == pytest.approx([0, 0, 0], abs=0.01)
    way = shapely.LineString(planned.xyz[:, :2]).simplify(0.001)
    assert shapely.distance(way, shapely.points(flight.track[::5, :2])).max() < 2.0
    assert not flight.roi[-1]
    return flight.track


def left_after(track: np.ndarray) -> float:
    """% of the battery of a usual aircraft"""
    full, _ = full_battery(Aircraft())
    return 100 * (1 - energy_along(track, Aircraft()) / full)


def warned_of_reserve(log) -> dict[str, float]:
    """% of the battery left, as the log says, by drone and sortie"""
    texts = [text for text in log.warnings if "less than the reserve" in text]
    found = re.findall(r"drone (\d+), sortie (\d+) \((\d+) %\)", " ".join(texts))
    return {f"drone-{int(drone):02d}-sortie-{int(sortie):02d}": float(left) for drone, sortie, left in found}


def in_order(layer) -> list:
    return sorted(layer.getFeatures(), key=lambda route: (route["drone"], route["sortie"]))


@pytest.mark.parametrize(("over_hills", "kept"), [(False, True), (True, True), (False, False)])
def test_the_sample_city(run, tmp_path, log, over_hills, kept):
    """The reserve is kept, unless nothing is kept for corners and landing: then the log says so."""
    city = unpack(tmp_path)
    table = f"{city}|layername="
    streets = QgsVectorLayer(f"{table}streets")
    extent, crs = streets.extent().buffered(2500), streets.crs()
    terrain = {"TERRAIN": dem(tmp_path / "dem.tif", extent, crs)} if over_hills else {}
    allowance = {} if kept else {"TURN_TIME": 0, "LANDING_TIME": 0}
    plan = run(
        "planroutes", BLIND_SPOTS=[f"{table}exits", f"{table}riverside"], LAUNCH_SITES=f"{table}launch_sites",
        NO_FLY=[f"{table}no_fly"], OBJECTIVE=1, MAX_ITERATIONS=20, TIMEZONE="Asia/Shanghai",
        START="2026-03-17T00:30:00", ROUTES=str(tmp_path / "r.gpkg"), WAYPOINTS=str(tmp_path / "w.gpkg"),
        **terrain, **allowance,
    )  # fmt: skip
    layers = {name: QgsVectorLayer(str(plan[name])) for name in ("ROUTES", "WAYPOINTS")}
    found = run("exportmissions", FOLDER=str(tmp_path / "missions"), CAMERA=2, **layers)
    flown = fly_all(found, in_order(layers["ROUTES"]))
    assert any(not shape["inclusion"] for shape in flown[0][0]["geoFence"]["polygons"])
    assert any(flight.photographs for _, flight, *_ in flown)
    files = sorted(Path(found["FOLDER"]).glob("*.plan"))
    left = {file.stem[:18]: left_after(track) for file, (*_, track) in zip(files, flown, strict=True)}
    told = warned_of_reserve(log)
    assert {name for name, share in left.items() if share < 24} <= set(told)
    assert all(told[name] == pytest.approx(left[name], abs=2.5) for name in told)
    assert bool(told) != kept
    assert not kept or 25 <= min(left.values()) <= 32
    for document, flight, route, track in flown if over_hills else []:
        home = document["mission"]["plannedHomePosition"]
        for flown_at in (flight.xyz, track[:, :3]):
            xy = positions_in(crs, document, flown_at) - np.array([extent.center().x(), extent.center().y()])
            level = np.hypot(*np.diff(flown_at[:, :2], axis=0).T) > 0.1
            above = flown_at[:, 2] + home[2] - hills(*xy.T)
            assert np.abs(above[1:][level] - route["altitude_m"]).max() <= TOLERANCE + 0.5
            assert np.ptp(flown_at[1:-1, 2][level[:-1]]) > 5


@pytest.mark.skipif(not MARA.exists(), reason=ABSENT)
def test_real_patrols(run, tmp_path, log):
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
    flown = fly_all(found, in_order(layers["ROUTES"]))
    assert min(left_after(track) for *_, track in flown) >= 25
    assert not warned_of_reserve(log)
    assert all("Camp-1" in file.name for file in (tmp_path / "missions").iterdir())


def _time_field(layer) -> str:
    return next(field.name() for field in layer.fields() if "time" in field.name().lower())


def _feature(layer, point, name):
    feature = QgsFeature(layer.fields())
    feature.setGeometry(QgsGeometry.fromPointXY(point))
    feature.setAttributes([name])
    return feature
