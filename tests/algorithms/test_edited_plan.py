"""A plan that is edited on the map: read with the inputs of its record, and checked."""

import pytest
from qgis.core import QgsGeometry, QgsProcessingContext, QgsProject, QgsVectorLayer
from test_planroutes import dem, layer, sites, spots

from blindspot.algorithms.edited_plan import PlanLayers, check_edited, planned_with
from blindspot.engine.check.moved import ROUTES
from blindspot.engine.drones.flight_plan import BEYOND_RANGE
from blindspot.engine.errors import UserError
from blindspot.layers.moved_plan import write_moved
from small_layers import saved

ZONE = "POLYGON((400 -100, 600 -100, 600 400, 400 400, 400 -100))"


@pytest.fixture
def plan(run, tmp_path):
    """A function that makes a plan around a zone, in files, of inputs in files."""

    def plan(**parameters):
        zone = layer("Polygon", [ZONE], [[0]], name="zones")
        given = {
            "BLIND_SPOTS": [saved(spots(), tmp_path / "spots.gpkg").source()],
            "LAUNCH_SITES": saved(sites(), tmp_path / "sites.gpkg").source(),
            "NO_FLY": [saved(zone, tmp_path / "zones.gpkg").source()],
            "ROUTES": str(tmp_path / "routes.gpkg"),
            "WAYPOINTS": str(tmp_path / "waypoints.gpkg"),
            "UNSERVED": str(tmp_path / "unserved.gpkg"),
            "OBJECTIVE": 1,
            "SORTIES": 2,
            "MAX_ITERATIONS": 30,
        }
        found = run("planroutes", **{**given, **parameters})
        return PlanLayers(*(QgsVectorLayer(str(found[name]), name) for name in ("ROUTES", "WAYPOINTS", "UNSERVED")))

    return plan


@pytest.fixture
def context(qgis_new_project):
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    yield context
    context.temporaryLayerStore().removeAllMapLayers()  # none may outlive QGIS


def move(waypoints, feature, dx, dy):
    waypoints.startEditing()
    geometry = QgsGeometry(feature.geometry())
    geometry.translate(dx, dy)
    assert waypoints.changeGeometry(feature.id(), geometry)


def rules(found):
    return {each.rule for each in found.violations}


@pytest.mark.parametrize("objective", [0, 1])
@pytest.mark.parametrize("terrain", [False, True])
def test_a_plan_as_it_was_made_is_sound(plan, tmp_path, context, objective, terrain):
    more = {"TERRAIN": dem(tmp_path / "dem.tif")} if terrain else {}
    layers = plan(OBJECTIVE=objective, START="2026-03-16T23:00:00", TIMEZONE="Europe/Berlin", **more)
    found = check_edited(layers, planned_with(layers.routes, context), context)
    assert found.violations == []
    assert found.moved.changed == ()
    assert len(found.read.plan.routes)


def test_edits_that_are_not_saved_are_checked_and_undone(plan, context):
    layers = plan()
    planned = planned_with(layers.routes, context)
    points = layers.waypoints
    hover = next(each for each in points.getFeatures() if each["action"] == "hover")
    move(points, hover, 6, 0)
    assert "service" in rules(check_edited(layers, planned, context))
    points.undoStack().undo()
    assert rules(check_edited(layers, planned, context)) == set()
    points.undoStack().redo()
    assert points.commitChanges()
    assert "service" in rules(check_edited(layers, planned, context))


def test_a_vertex_of_a_route_dragged_into_a_zone(plan, context):
    layers = plan()
    planned = planned_with(layers.routes, context)
    route = next(layers.routes.getFeatures())
    geometry = QgsGeometry(route.geometry())
    inside = layer("Point", ["POINT(500 200)"]).getFeature(1).geometry().asPoint()
    index = geometry.constGet().nCoordinates() // 2
    assert geometry.moveVertex(inside.x(), inside.y(), index)
    layers.routes.startEditing()
    assert layers.routes.changeGeometry(route.id(), geometry)
    found = check_edited(layers, planned, context, {(route["drone"], route["sortie"]): ROUTES})
    assert "no-fly zone" in rules(found)
    assert rules(check_edited(layers, planned, context)) == set()  # the waypoints are where they were


def test_without_the_unserved_spots_the_flight_alone_is_checked(plan, context):
    layers = plan()
    layers = PlanLayers(layers.routes, layers.waypoints)
    planned = planned_with(layers.routes, context)
    hover = next(each for each in layers.waypoints.getFeatures() if each["action"] == "hover")
    move(layers.waypoints, hover, 6, 0)
    assert rules(check_edited(layers, planned, context)) == set()


def test_what_cannot_be_checked_is_said(plan, tmp_path, context):
    with pytest.raises(UserError, match="no record"):
        planned_with(sites(), context)
    layers = plan()
    (tmp_path / "zones.gpkg").unlink()
    with pytest.raises(UserError, match="zones"):
        planned_with(layers.routes, context)


@pytest.mark.parametrize("terrain", [False, True])
def test_new_times_and_battery_are_written_as_edits(plan, tmp_path, context, terrain):
    more = {"TERRAIN": dem(tmp_path / "dem.tif")} if terrain else {}
    layers = plan(START="2026-03-16T23:00:00", TIMEZONE="Europe/Berlin", SORTIES=1, **more)
    planned = planned_with(layers.routes, context)
    hover = [each for each in layers.waypoints.getFeatures() if each["action"] == "hover"][-1]
    move(layers.waypoints, hover, 30, 40)
    found = check_edited(layers, planned, context)
    assert found.moved.changed == ((hover["drone"], hover["sortie"]),)
    assert rules(found) <= {"service"}  # it keeps its height above the ground
    before = {each.id(): each.attributes() for each in layers.routes.getFeatures()}
    write_moved(
        layers.routes,
        layers.waypoints,
        found.moved.plan,
        found.moved.changed,
        planned.spots.crs,
        context.transformContext(),
    )
    again = check_edited(layers, planned, context)
    assert again.moved.changed == ()
    assert rules(again) == rules(found)
    assert layers.routes.commitChanges()
    assert layers.waypoints.commitChanges()
    saved_again = check_edited(layers, planned, context)
    assert (saved_again.moved.changed, rules(saved_again)) == ((), rules(found))
    changed = [each for each in layers.routes.getFeatures() if each.attributes() != before[each.id()]]
    assert [(each["drone"], each["sortie"]) for each in changed] == list(found.moved.changed)
    assert changed[0]["end"] != before[changed[0].id()][changed[0].fieldNameIndex("end")]


@pytest.mark.parametrize(("then", "now"), [("en", "zh_CN"), ("zh_CN", "en")])
def test_a_plan_made_in_another_language_is_read_and_sound(speak, plan, context, then, now):
    speak(then)
    layers = plan(MAX_RANGE=800)
    reasons = {"en": "beyond MAX_RANGE", "zh_CN": "超出 MAX_RANGE"}
    assert {each["reason"] for each in layers.unserved.getFeatures()} == {reasons[then]}
    speak(now)
    found = check_edited(layers, planned_with(layers.routes, context), context)
    assert found.violations == []
    assert set(found.read.plan.unserved.reason) == {BEYOND_RANGE}
