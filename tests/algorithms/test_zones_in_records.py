"""Plans among zones that are in force at times: checked again after an edit, and repeated from their record."""

import pytest
from qgis.core import QgsGeometry, QgsProcessingContext, QgsProject, QgsVectorLayer
from test_planroutes import layer, sites
from test_zones_in_height_and_time import FIELDS, NAMES, START, WALL

from blindspot.algorithms.edited_plan import PlanLayers, check_edited, planned_with
from small_layers import saved

LATER = {"name": "stadium", "valid_from": "2027-01-18T12:01:00Z", "valid_to": "2027-01-18T12:20:00Z"}
HIGH = {"name": "airway", "lower_m": "300", "lower_ref": "AGL"}
OVER = {"name": "over", "valid_to": "2027-01-18T11:00:00Z"}
HIGH_AND_OVER = "POLYGON((-400 -200, -360 -200, -360 200, -400 200, -400 -200))"


@pytest.fixture
def plan(run, tmp_path):
    """A function that makes a plan of two points in files, and gives its layers."""

    def plan(**parameters):
        shapes = [WALL, HIGH_AND_OVER, HIGH_AND_OVER]
        rows = [[values.get(name) for name in NAMES] for values in (LATER, HIGH, OVER)]
        zones = layer("Polygon", shapes, rows, FIELDS, name="zones")
        spots = layer("Point", ["POINT(800 0)", "POINT(-700 0)"], [[2], [1]])
        given = {
            "BLIND_SPOTS": [saved(spots, tmp_path / "spots.gpkg").source()],
            "LAUNCH_SITES": saved(sites(), tmp_path / "sites.gpkg").source(),
            "NO_FLY": [saved(zones, tmp_path / "zones.gpkg").source()],
            **{name: str(tmp_path / f"{name.lower()}.gpkg") for name in ("ROUTES", "WAYPOINTS", "UNSERVED")},
            **{"OBJECTIVE": 1, "DRONES": 1, "START": START, "MAX_ITERATIONS": 20},
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


def test_an_edit_is_checked_against_all_zones_and_the_spots_against_those_planned_around(plan, context):
    layers = plan()
    planned = planned_with(layers.routes, context)
    assert planned.airspace.zoning.around.tolist() == [True, False, False]
    assert len(planned.airspace.every) == 3
    assert check_edited(layers, planned, context).violations == []
    points = layers.waypoints
    hover = max(points.getFeatures(), key=lambda each: each.geometry().asPoint().x())
    points.startEditing()
    geometry = QgsGeometry(hover.geometry())
    geometry.translate(420.0 - 800.0, 0.0)
    assert points.changeGeometry(hover.id(), geometry)
    messages = [found.message for found in check_edited(layers, planned, context).violations]
    assert any("stadium" in message for message in messages)
    assert not any("airway" in message or "over" in message.split() for message in messages)


def test_a_plan_that_met_a_zone_is_repeated_to_the_bit(plan, run):
    layers = plan(MAX_ITERATIONS=0, TIME_LIMIT=0.3)
    assert run("repeatrun", INPUT=layers.routes.source().split("|")[0])["AGREES"] == 1
