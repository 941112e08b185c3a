"""Routes and waypoints read back from layers, and checked."""

import numpy as np
import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsGeometry,
    QgsRasterLayer,
    QgsVectorLayer,
)
from test_planroutes import ORIGIN, UTM, dem, layer, run, sites, spots

from blindspot.engine.check.check import check_plan
from blindspot.engine.check.violation import LaunchSites, Limits, Terrain
from blindspot.engine.drones.aircraft import Aircraft, Wind
from blindspot.engine.errors import UserError
from blindspot.layers.features import LayerSource
from blindspot.layers.flight_plan import read_flight_plan
from blindspot.layers.terrain import read_ground

METRES = QgsCoordinateReferenceSystem(UTM)
CONTEXT = QgsCoordinateTransformContext()


@pytest.fixture(autouse=True)
def _processing(qgis_processing):
    """Processing is there."""


def read(results, crs=METRES):
    routes, waypoints = (LayerSource.of(results[name]) for name in ("ROUTES", "WAYPOINTS"))
    return read_flight_plan(routes, waypoints, None, crs, CONTEXT)


def violations(results, terrain=None, **aircraft):
    names = LaunchSites(("base 1",), ORIGIN[None])
    return check_plan(read(results).plan, Aircraft(**aircraft), Limits(), names, None, terrain)


@pytest.mark.parametrize("start", [{}, {"START": "2026-03-01T22:00:00", "TIMEZONE": "Asia/Shanghai"}])
def test_a_plan_read_back_from_its_layers_passes_the_check(start, tmp_path):
    files = {name: str(tmp_path / f"{name}.gpkg") for name in ("ROUTES", "WAYPOINTS")}
    results = run(WIND_SPEED=4, WIND_FROM=200, SORTIES=2, ENDURANCE=10, **start, **files)
    results |= {name: QgsVectorLayer(path, name, "ogr") for name, path in files.items()}
    found = read(results)
    assert found.notes == ()
    assert not found.above_sea
    assert len(found.plan.routes) == results["ROUTE_COUNT"] > 1
    assert np.isnan(found.plan.routes.start).all() != bool(start)
    assert violations(results, endurance=600, wind=Wind(4, 200)) == []
    rules = {violation.rule for violation in violations(results, endurance=300, wind=Wind(4, 210))}
    assert {"reserve", "speed"} <= rules


def test_a_plan_over_terrain_passes_the_check(tmp_path):
    path = dem(tmp_path / "dem.tif", lambda x, y: 100 + 30 * np.sin(x / 200) * np.cos(y / 150))
    results = run(TERRAIN=path)
    ground, spacing, _ = read_ground_of(path)
    assert read(results).above_sea
    assert violations(results, Terrain(ground, spacing)) == []
    raised = Terrain(lambda x, y: ground(x, y) + np.where(np.abs(x - ORIGIN[0] - 250) < 60, 3, 0), spacing)
    assert "terrain" in {violation.rule for violation in violations(results, raised)}


def read_ground_of(path):
    bounds = (ORIGIN[0] - 500, ORIGIN[1], ORIGIN[0] + 900, ORIGIN[1] + 700)
    return read_ground(QgsRasterLayer(path, "dem"), bounds, METRES, CONTEXT)


def test_layers_of_another_crs_are_brought_to_the_plans():
    found = read(run(BLIND_SPOTS=[spots(crs="EPSG:4326")], LAUNCH_SITES=sites(crs="EPSG:4326")))
    line = found.plan.routes.line[0]
    assert line[0, :2] == pytest.approx(ORIGIN, abs=1e-3)
    other = read(run(), QgsCoordinateReferenceSystem("EPSG:32632")).plan.routes.line[0]
    assert np.hypot(*(other[0, :2] - ORIGIN)) > 1e5
    assert other[:, 2].max() == pytest.approx(60, abs=1e-6)


def test_rows_that_cannot_be_used_are_counted():
    results = run(DRONES=1)

    def spoil(feature):
        if feature["seq"] == 2:
            feature.setGeometry(QgsGeometry())
        if feature["seq"] == 3:
            feature["drone"] = None

    before = results["WAYPOINTS"].featureCount()
    source = QgsVectorLayer(f"PointZM?crs={UTM}", "points", "memory")
    source.dataProvider().addAttributes(results["WAYPOINTS"].fields().toList())
    source.updateFields()
    features = []
    for feature in results["WAYPOINTS"].getFeatures():
        copy = QgsFeature(source.fields())
        copy.setGeometry(feature.geometry())
        copy.setAttributes(feature.attributes())
        spoil(copy)
        features.append(copy)
    source.dataProvider().addFeatures(features)
    found = read(results | {"WAYPOINTS": source})
    assert len(found.plan.waypoints) == before - 2
    assert [note.split(": ")[1].split(" features")[0] for note in found.notes] == ["1", "1"]


def test_layers_that_are_no_plan_are_said():
    results = run()
    with pytest.raises(UserError, match="no field drone"):
        read(results | {"ROUTES": layer("LineString", ["LINESTRING(0 0, 1 1)"], [[1]])})
    flat = layer("LineString", ["LINESTRING(0 0, 1 1)"], [[1, 1]], "field=drone:integer&field=sortie:integer")
    with pytest.raises(UserError, match="no Z and M"):
        read(results | {"ROUTES": flat})
