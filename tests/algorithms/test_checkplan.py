"""blindspot:checkplan: its outputs, its report, what it assumes, and what it refuses."""

import json
import re

import numpy as np
import pytest
from checked_plan import DATED, edit_fields, edit_vertices, make_plan, opened, position, waypoints_of
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeatureRequest,
    QgsField,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QMetaType
from test_planroutes import ORIGIN, dem, layer, sites, spots

from blindspot.engine.check.check import RULES
from blindspot.engine.check.rule_texts import UNITS, rule_name
from small_layers import Feedback, saved

_plans: dict[str, dict] = {}


@pytest.fixture
def plan(run, tmp_path_factory):
    """A dated plan over a watch, made once, and not to be edited."""
    if not _plans:
        _plans["watch"] = make_plan(run, tmp_path_factory.mktemp("plan"), **DATED, OBJECTIVE=0, SORTIES=2)
    return _plans["watch"]


@pytest.fixture(scope="module", autouse=True)
def forget():
    yield
    _plans.clear()


FENCE = "POLYGON((-100 -100, 700 -100, 700 500, -100 500, -100 -100))"


def fence(**more):
    return layer("Polygon", [FENCE], [[0]], name="fence", **more)


def test_every_rule_has_a_name_and_units_are_of_rules():
    assert set(UNITS) <= set(RULES)
    assert [rule for rule in RULES if rule_name(rule) == rule and "_" in rule] == []


def test_violations_are_points_and_lines_that_say_what_is_wrong(run, plan, tmp_path):
    found = run(
        "checkplan",
        **plan,
        GEOFENCE=[fence()],
        RESERVE=80,
        VIOLATIONS=str(tmp_path / "violations.gpkg"),
        VIOLATION_LINES=str(tmp_path / "lines.shp"),
        HTML=str(tmp_path / "check.html"),
    )
    rows = list(opened(found["VIOLATIONS"]).getFeatures())
    assert len(rows) == found["VIOLATION_COUNT"] > 4
    assert {row["code"] for row in rows} == {"geofence", "reserve"}
    outside = next(row for row in rows if row["code"] == "geofence")
    assert outside["message"].startswith(f"Drone {outside['drone']}, sortie {outside['sortie']}, waypoint ")
    assert outside["value"] > outside["limit"] == 0
    assert outside["unit"] == "m"
    assert outside["time"].isValid()
    assert not fence().getFeature(1).geometry().contains(outside.geometry())
    left = next(row for row in rows if row["code"] == "reserve")
    assert (left["limit"], left["unit"]) == (80, "%")
    lines = list(opened(found["VIOLATION_LINES"]).getFeatures())
    assert {row["code"] for row in lines} == {"geofence"}
    assert all(row.geometry().length() > 100 for row in lines)
    assert found["LEAST_RESERVE"] < 80
    assert found["ROUTE_COUNT"] == 4
    text = (tmp_path / "check.html").read_text(encoding="utf-8")
    parts = ["Do not fly this plan yet", "Violations</h2>", "Battery along each sortie", "What was checked"]
    assert sorted(parts, key=text.index) == parts
    assert text.count('class="reserve"') == 4
    assert outside["message"] in text
    assert "not checked: no places are given" in text
    record = json.loads(re.search(r'id="blindspot-provenance">(.*?)</script>', text, re.S)[1])
    assert record["results"]["VIOLATION_COUNT"] == found["VIOLATION_COUNT"]
    assert record["parameters"]["MAX_AGL"] == 120
    assert str(tmp_path) not in text


def test_a_sound_plan_has_an_empty_layer_and_a_report(run, plan, tmp_path):
    html = tmp_path / "check.html"
    found = run("checkplan", **plan, VIOLATIONS=str(tmp_path / "none.gpkg"), HTML=str(html))
    assert found["VIOLATION_COUNT"] == 0
    assert opened(found["VIOLATIONS"]).featureCount() == 0
    assert "No violations" in html.read_text(encoding="utf-8")


def test_a_model_branches_on_the_number(run, plan):
    assert run("checkplan", **plan)["VIOLATION_COUNT"] == 0
    assert run("checkplan", **plan, MAX_AGL=50)["VIOLATION_COUNT"] == 4


def test_drones_in_the_air_together_have_a_closest_approach(run, tmp_path):
    made = make_plan(run, tmp_path, DRONES=2, ENDURANCE=8, RESERVE=10, DETECTION_RANGE=None)
    found = run("checkplan", **made, HTML=str(tmp_path / "check.html"))
    text = (tmp_path / "check.html").read_text(encoding="utf-8")
    if found["ROUTE_COUNT"] > 1:
        assert found["CLOSEST_APPROACH"] >= 10
        assert "drone 1, sortie 1 and drone 2, sortie 1" in text
    assert found["VIOLATION_COUNT"] == 0


@pytest.mark.parametrize("kind", ["shapefile", "copy", "degrees"])
def test_layers_without_their_record(run, plan, tmp_path, log, kind):
    import processing

    def copied(name):
        source = QgsVectorLayer(plan[name], name, "ogr")
        if kind == "shapefile":
            return saved(source, tmp_path / f"{name}.shp", "ESRI Shapefile").source()
        if kind == "copy":
            return saved(source, tmp_path / f"{name}.gpkg").source()
        goal = {"INPUT": source, "TARGET_CRS": QgsCoordinateReferenceSystem("EPSG:4326")}
        return processing.run("native:reprojectlayer", {**goal, "OUTPUT": str(tmp_path / f"{name}.gpkg")})["OUTPUT"]

    found = run("checkplan", **{name: copied(name) for name in plan})
    assert found["VIOLATION_COUNT"] == 0
    assert found["CRS"] == "EPSG:32633"
    said = " ".join(log.infos)
    assert "carries no record" in said
    assert "The launch sites are taken to be where most sorties" in said
    assert "Not checked: No-fly zones" in said


def test_another_wind_gives_other_times_and_less_battery(run, plan, log):
    calm = run("checkplan", **plan)
    windy = run("checkplan", **plan, WIND_SPEED=7, WIND_FROM=45)
    assert windy["LEAST_RESERVE"] < calm["LEAST_RESERVE"] - 5
    assert any("New times and battery figures" in text for text in log.infos)


def test_a_plan_without_terrain_over_hills(run, plan, tmp_path):
    flat = dem(tmp_path / "flat.tif", lambda x, y: 80 + 0 * x)
    assert run("checkplan", **plan, TERRAIN=flat)["VIOLATION_COUNT"] == 0
    hills = dem(tmp_path / "hills.tif", lambda x, y: 80 + 0.1 * x)
    found = run("checkplan", **plan, TERRAIN=hills, VIOLATIONS="memory:")
    assert found["VIOLATION_COUNT"] > 0


def test_an_edit_of_routes_alone_counts(run, tmp_path, log):
    made = make_plan(run, tmp_path)

    def move(rows, feature):
        rows[len(rows) // 2, :2] = [500 + ORIGIN[0], 200 + ORIGIN[1]]
        return rows

    edit_vertices(made["ROUTES"], move)
    found = run("checkplan", **made)
    assert found["VIOLATION_COUNT"] > 0
    assert any("positions of ROUTES count" in text for text in log.infos)


def test_a_deleted_waypoint_is_a_violation(run, tmp_path):
    made = make_plan(run, tmp_path)
    points = opened(made["WAYPOINTS"])
    points.startEditing()
    assert points.deleteFeature(waypoints_of(made["WAYPOINTS"])[2].id())
    assert points.commitChanges()
    assert run("checkplan", **made)["VIOLATION_COUNT"] > 0


def refused(run, match, **parameters):
    with pytest.raises(QgsProcessingException, match=match):
        run("checkplan", **parameters)


def test_what_cannot_be_checked_is_said(run, plan, tmp_path, log):
    empty = layer("Point", [], [])
    refused(run, "has no waypoints", **{**plan, "WAYPOINTS": empty})
    refused(run, "has no field drone", **{**plan, "WAYPOINTS": spots()})
    refused(run, "GEOFENCE has no usable polygon", **plan, GEOFENCE=[layer("Polygon", [], [])])
    lines = layer("LineString", ["LINESTRING(0 0, 100 100)"], [[1]])
    refused(run, "has no field drone", **{**plan, "ROUTES": lines})
    other = {**plan, "WAYPOINTS": plan["ROUTES"]}
    refused(run, "points|Waypoints", **other)


def test_heights_above_sea_level_need_their_terrain(run, tmp_path):
    made = make_plan(run, tmp_path, terrain=True)
    assert run("checkplan", **made)["VIOLATION_COUNT"] == 0
    copies = {name: saved(opened(path), tmp_path / f"{name}_c.gpkg").source() for name, path in made.items()}
    refused(run, "Choose the same TERRAIN", **copies)
    (tmp_path / "dem.tif").unlink()
    refused(run, "TERRAIN is empty", **made)


def test_several_nights_are_checked_one_by_one(run, plan):
    nights = opened(plan["ROUTES"]).materialize(QgsFeatureRequest())
    nights.dataProvider().addAttributes([QgsField("night", QMetaType.Type.Int)])
    nights.updateFields()
    at = nights.fields().lookupField("night")
    numbers = {feature.id(): {at: 1 + row // 2} for row, feature in enumerate(nights.getFeatures())}
    assert nights.dataProvider().changeAttributeValues(numbers)
    refused(run, "plans of 2 nights", **{**plan, "ROUTES": nights})


def bare(path, *kept):
    """A layer in memory with these fields alone."""
    made = opened(path).materialize(QgsFeatureRequest())
    fields = made.fields()
    made.dataProvider().deleteAttributes([i for i in range(fields.count()) if fields.at(i).name() not in kept])
    made.updateFields()
    return made


def test_fields_that_are_not_there_are_not_checked(run, plan):
    routes = bare(plan["ROUTES"], "drone", "sortie")
    points = bare(plan["WAYPOINTS"], "drone", "sortie", "seq", "action", "leave_s", "arrive_s", "alt_agl_m", "spot_id")
    assert run("checkplan", ROUTES=routes, WAYPOINTS=points)["VIOLATION_COUNT"] == 0


def test_edits_that_are_not_saved_are_checked(run, tmp_path):
    made = make_plan(run, tmp_path)
    routes, points = (opened(made[name]) for name in ("ROUTES", "WAYPOINTS"))
    assert points.startEditing()
    hover = next(each for each in points.getFeatures() if each["action"] == "hover")
    geometry = QgsGeometry(hover.geometry())
    goal = np.array([500.0, 200.0]) + ORIGIN
    geometry.translate(*(goal - position(hover)[:2]))
    assert points.changeGeometry(hover.id(), geometry)
    assert run("checkplan", ROUTES=routes, WAYPOINTS=points)["VIOLATION_COUNT"] > 0
    points.undoStack().undo()
    assert run("checkplan", ROUTES=routes, WAYPOINTS=points)["VIOLATION_COUNT"] == 0
    points.rollBack()


def test_a_model_plans_and_checks(tmp_path):
    model = QgsProcessingModelAlgorithm("plan and check", "tests")
    files = {
        "BLIND_SPOTS": [saved(spots(), tmp_path / "spots.gpkg").source()],
        "LAUNCH_SITES": saved(sites(), tmp_path / "sites.gpkg").source(),
    }
    plan = QgsProcessingModelChildAlgorithm("blindspot:planroutes")
    plan.setChildId("plan")
    for name, value in {**files, "OBJECTIVE": 1, "MAX_ITERATIONS": 10}.items():
        plan.addParameterSources(name, [QgsProcessingModelChildParameterSource.fromStaticValue(value)])
    check = QgsProcessingModelChildAlgorithm("blindspot:checkplan")
    check.setChildId("check")
    for name in ("ROUTES", "WAYPOINTS"):
        check.addParameterSources(name, [QgsProcessingModelChildParameterSource.fromChildOutput("plan", name)])
    for step in (plan, check):
        model.addChildAlgorithm(step)
    context, feedback = QgsProcessingContext(), Feedback()
    context.setFeedback(feedback)
    results, ok = model.run({}, context, feedback)
    assert ok, feedback.errors
    found = results["CHILD_RESULTS"]["check"]
    assert (found["VIOLATION_COUNT"], found["ROUTE_COUNT"]) == (0, 1)


def test_zones_that_are_not_found_are_said_and_not_checked(run, tmp_path, log):
    made = make_plan(run, tmp_path)
    (tmp_path / "zones.gpkg").unlink()
    html = tmp_path / "check.html"
    assert run("checkplan", **made, HTML=str(html))["VIOLATION_COUNT"] == 0
    assert any("It is left empty" in text for text in log.warnings)
    assert "no-fly zones that the plan was made with are not found" in html.read_text(encoding="utf-8")
    points = opened(made["WAYPOINTS"])
    assert points.startEditing()
    hover = next(each for each in points.getFeatures() if each["action"] == "hover")
    geometry = QgsGeometry(hover.geometry())
    geometry.translate(1.0, 0.0)
    assert points.changeGeometry(hover.id(), geometry)
    found = run("checkplan", ROUTES=made["ROUTES"], WAYPOINTS=points, VIOLATIONS="memory:")
    assert [each["code"] for each in found["VIOLATIONS"].getFeatures()] == ["not checked"]
    points.rollBack()


def test_a_launch_site_renamed_in_one_route_is_found_without_the_sites(run, plan, tmp_path):
    routes = saved(opened(plan["ROUTES"]), tmp_path / "routes.gpkg")
    first = next(routes.getFeatures()).id()
    edit_fields(tmp_path / "routes.gpkg", lambda each: each.id() == first, launch_site="elsewhere")
    points = saved(opened(plan["WAYPOINTS"]), tmp_path / "points.gpkg").source()
    assert run("checkplan", ROUTES=str(tmp_path / "routes.gpkg"), WAYPOINTS=points)["VIOLATION_COUNT"] > 0
