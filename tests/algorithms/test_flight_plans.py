"""Routes and waypoints read back from layers, and checked."""

from dataclasses import fields

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
from qgis.PyQt.QtCore import QDateTime
from test_plannights import ZONE, fixes, places, site
from test_planroutes import ORIGIN, UTM, dem, layer, run, sites, spots

from blindspot.algorithms.outputs import plan as outputs
from blindspot.engine.check.check import check_plan
from blindspot.engine.check.violation import LaunchSites, Limits, Terrain
from blindspot.engine.drones.aircraft import Aircraft, Wind
from blindspot.engine.drones.flight_plan import FlightPlan, Routes, Unserved, Waypoints
from blindspot.engine.errors import UserError
from blindspot.engine.plan import self_check
from blindspot.layers.features import LayerSource
from blindspot.layers.flight_plan import read_flight_plan
from blindspot.layers.terrain import read_ground

METRES = QgsCoordinateReferenceSystem(UTM)
CONTEXT = QgsCoordinateTransformContext()


@pytest.fixture(autouse=True)
def _processing(qgis_processing):
    """Initializes Processing."""


def read(results, crs=METRES):
    routes, waypoints = (LayerSource.of(results[name]) for name in ("ROUTES", "WAYPOINTS"))
    return read_flight_plan(routes, waypoints, None, crs, CONTEXT)


NAMES = ("ROUTES", "WAYPOINTS", "UNSERVED")


@pytest.fixture
def checked(monkeypatch) -> list[FlightPlan]:
    """Collects the flight plans that are checked."""
    plans = []

    def check(plan, *given, **more):
        plans.append(plan)
        return check_plan(plan, *given, **more)

    monkeypatch.setattr(self_check, "check_plan", check)
    return plans


def read_all(results) -> FlightPlan:
    """The flight plan read from all three layers."""
    return read_flight_plan(*(LayerSource.of(results[name]) for name in NAMES), METRES, CONTEXT).plan


def differing(one: FlightPlan, other: FlightPlan) -> set[str]:
    """The columns in which two flight plans differ."""
    found = set()
    for name, part in zip(NAMES, ("routes", "waypoints", "unserved"), strict=True):
        for field in fields(getattr(one, part)):
            first, second = (getattr(getattr(plan, part), field.name) for plan in (one, other))
            pairs = zip(first, second, strict=True) if isinstance(first, tuple) else [(first, second)]
            if not all(np.array_equal(*pair, equal_nan=pair[0].dtype.kind == "f") for pair in pairs):
                found.add(f"{name}.{field.name}")
    return found


def named_spots():
    """Those of `spots`, with names; the second has none."""
    fields = "field=priority:double&field=name:string"
    rows = [[3, "North Gate"], [2, None], [1, "Mill"]]
    return layer("Point", ["POINT(200 300)", "POINT(900 100)", "POINT(-500 700)"], rows, fields)


def written(tmp_path, **parameters):
    """Runs planroutes into files, with terrain, two sorties and a spot in a no-fly zone."""
    zone = layer("Polygon", ["POLYGON((-600 600, -400 600, -400 800, -600 800, -600 600))"])
    area = layer("Polygon", ["POLYGON((300 300, 500 300, 500 500, 300 500, 300 300))"], [[4]], name="park")
    given = {
        "BLIND_SPOTS": [named_spots(), area],
        "NO_FLY": [zone],
        "SORTIES": 2,
        "ENDURANCE": 10,
        "TURN_TIME": 0,
        "LANDING_TIME": 0,
        "MAX_ITERATIONS": 10,
    }
    files = {name: str(tmp_path / f"{name}.gpkg") for name in NAMES}
    results = run(**given, **files, **parameters)
    return results | {name: QgsVectorLayer(path, name, "ogr") for name, path in files.items()}


@pytest.mark.parametrize("start", [{}, {"START": "2026-03-01T22:00:00.123", "TIMEZONE": "Asia/Shanghai"}])
@pytest.mark.parametrize("terrain", [False, True])
def test_what_is_written_is_what_was_checked(checked, tmp_path, start, terrain):
    hills = {"TERRAIN": dem(tmp_path / "dem.tif", lambda x, y: 100 + 30 * np.sin(x / 200))} if terrain else {}
    results = written(tmp_path, **start, **hills)
    (plan,) = checked
    assert len(plan.routes) > 1
    assert len(plan.unserved) == 1
    assert differing(plan, read_all(results)) == set()
    assert results["SERVED_PRIORITY"] == plan.served_priority == pytest.approx(plan.routes.priority.sum())
    assert results["TOTAL_PRIORITY"] == plan.total_priority == 10
    assert results["ROUTE_COUNT"] == len(plan.routes)


def test_layers_have_the_fields_of_the_flight_plan_and_no_others(tmp_path):
    results = written(tmp_path)
    for name, part in zip(NAMES, (Routes, Waypoints, Unserved), strict=True):
        own = [field.name() for field in results[name].fields() if field.name() != "fid"]
        assert own == [field.name for field in fields(part)][: len(own)]
        assert [field.name for field in fields(part)][len(own) :] == [SHAPES[name]]


def shifted(value):
    """Another value of the same kind."""
    if value is None:
        return None
    if isinstance(value, QDateTime):
        return value.addMSecs(1)
    return (
        value + "x" if isinstance(value, str) else value + 1 if isinstance(value, int) else value * (1 + 1e-12) + 1e-9
    )


SHAPES = {"ROUTES": "line", "WAYPOINTS": "vertex", "UNSERVED": "place"}
WRITTEN = [
    (name, field.name)
    for name, part in zip(NAMES, (Routes, Waypoints, Unserved), strict=True)
    for field in fields(part)
]


@pytest.mark.parametrize(("name", "field"), WRITTEN)
def test_no_column_can_be_changed_between_check_and_file(checked, monkeypatch, tmp_path, name, field):
    """A row's value is changed after the check; reading the layers back finds it."""
    columns_of = outputs._columns

    def columns(its_fields, part):
        made = columns_of(its_fields, part)
        if type(part).__name__.upper() == name and field != SHAPES[name]:
            at = its_fields.lookupField(field)
            made[at] = [shifted(value) for value in made[at]]
        return made

    monkeypatch.setattr(outputs, "_columns", columns)
    if field == SHAPES[name]:
        changes = {
            "ROUTES": ("_line_zm", lambda line, own=outputs._line_zm: own(line * (1 + 1e-12))),
            "WAYPOINTS": ("_point_zm", lambda vertex, own=outputs._point_zm: own(vertex * (1 + 1e-12))),
            "UNSERVED": ("_point", lambda place, own=outputs._point: own(place * (1 + 1e-12))),
        }
        monkeypatch.setattr(outputs, *changes[name])
    hills = {"TERRAIN": dem(tmp_path / "dem.tif"), "START": "2026-03-01T22:00:00"}
    results = written(tmp_path, **hills)
    assert differing(checked[0], read_all(results)) == {f"{name}.{field}"}


@pytest.mark.parametrize("drawn", [{}, {"OBJECTIVE": 1}, {"UNPREDICTABLE": True, "PLANS": 3, "SEED": 4}])
def test_what_many_nights_write_is_what_was_checked(checked, run, drawn):
    given = {"INPUT": fixes(2), "TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": ZONE, "PLACES": places()}
    fleet = {"LAUNCH_SITES": site(), "DRONES": 1, "ENDURANCE": 10, "SHARE": 100, "NIGHTS": 3, "MAX_ITERATIONS": 10}
    fleet |= {"TURN_TIME": 0, "LANDING_TIME": 0}
    results = run("plannights", **given, **fleet, **drawn, **dict.fromkeys(NAMES, "memory:"))
    assert len(checked) == 6  # each plan when it is made, and each night as it is written
    plans = list(checked)[3:]
    for night, plan in enumerate(plans, 1):
        for name in NAMES:
            assert results[name].setSubsetString(f"night = {night}")
        assert differing(plan, read_all(results)) == set()
    assert results["ROUTE_COUNT"] == sum(len(plan.routes) for plan in plans) > 0
    assert sum(len(plan.unserved) for plan in plans) > 0


def violations(results, terrain=None, **aircraft):
    names = LaunchSites(("base 1",), ORIGIN[None])
    return check_plan(read(results).plan, Aircraft(**aircraft), Limits(), names, None, terrain)


@pytest.mark.parametrize("start", [{}, {"START": "2026-03-01T22:00:00", "TIMEZONE": "Asia/Shanghai"}])
def test_a_plan_read_back_from_its_layers_passes_the_check(start, tmp_path):
    files = {name: str(tmp_path / f"{name}.gpkg") for name in ("ROUTES", "WAYPOINTS")}
    results = run(WIND_SPEED=4, WIND_FROM=200, SORTIES=2, ENDURANCE=10, TURN_TIME=0, LANDING_TIME=0, **start, **files)
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


def test_layers_of_another_crs_are_transformed_to_the_crs_of_the_plan():
    found = read(run(BLIND_SPOTS=[spots(crs="EPSG:4326")], LAUNCH_SITES=sites(crs="EPSG:4326")))
    line = found.plan.routes.line[0]
    assert line[0, :2] == pytest.approx(ORIGIN, abs=1e-3)
    other = read(run(), QgsCoordinateReferenceSystem("EPSG:32632")).plan.routes.line[0]
    assert np.hypot(*(other[0, :2] - ORIGIN)) > 1e5
    assert other[:, 2].max() == pytest.approx(60, abs=1e-6)


def test_unusable_rows_are_counted():
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
    assert [note.split(": ")[1].split(" has ")[0] for note in found.notes] == ["1 feature", "1 feature"]


def test_layers_that_are_not_a_plan_are_an_error():
    results = run()
    with pytest.raises(UserError, match="no field drone"):
        read(results | {"ROUTES": layer("LineString", ["LINESTRING(0 0, 1 1)"], [[1]])})
    flat = layer("LineString", ["LINESTRING(0 0, 1 1)"], [[1, 1]], "field=drone:integer&field=sortie:integer")
    with pytest.raises(UserError, match="no Z and M"):
        read(results | {"ROUTES": flat})
