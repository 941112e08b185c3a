"""The model Nightly missions, and the preflight algorithms in models of one's own."""

import json
from pathlib import Path

import pytest
from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildDependency,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterFeatureSource,
    QgsVectorLayer,
)
from test_planroutes import layer, sites, spots

from small_layers import Feedback, saved

ZONE = "POLYGON((400 -100, 600 -100, 600 400, 400 400, 400 -100))"
AROUND = "POLYGON((-2000 -2000, 3000 -2000, 3000 3000, -2000 3000, -2000 -2000))"


@pytest.fixture
def given():
    """What the model needs. The school lies on the straight way to a spot, and none of the spots lies at it."""
    return {
        "BLIND_SPOTS": [spots()],
        "LAUNCH_SITES": sites(),
        "NO_FLY": [layer("Polygon", [ZONE], [[0]], name="zones")],
        "PRIVACY": [layer("Point", ["POINT(100 150)"], [["school"]], "field=name:string", name="schools")],
        "START": "2026-03-16T23:00:00",
        "MAX_ITERATIONS": 20,
    }


def test_from_blind_spots_to_files(run, log, given, tmp_path):
    pages = {name: str(tmp_path / f"{name}.html") for name in ("report_of_the_check", "report_of_the_exposure")}
    fence = layer("Polygon", [AROUND], [[0]], name="fence")
    found = run("nightlymissions", **given, GEOFENCE=fence, missions=str(tmp_path / "missions"), **pages)
    files = sorted((tmp_path / "missions").iterdir())
    assert found["missions"] == str(tmp_path / "missions")
    assert files
    documents = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    assert all(any(one["inclusion"] for one in each["geoFence"]["polygons"]) for each in documents)
    for page in pages.values():
        assert "</html>" in Path(page).read_text(encoding="utf-8")
    assert "schools" in Path(pages["report_of_the_exposure"]).read_text(encoding="utf-8")


def test_a_plan_that_breaks_a_rule_is_not_exported(run, given, tmp_path):
    fence = layer("Polygon", ["POLYGON((-50 -50, 50 -50, 50 50, -50 50, -50 -50))"], [[0]], name="fence")
    with pytest.raises(QgsProcessingException, match="nothing is exported"):
        run("nightlymissions", **given, GEOFENCE=fence, missions=str(tmp_path / "missions"))
    assert not (tmp_path / "missions").exists()


CHECK, EXPORT, ASK = "check", "export", "ask"


def branched() -> QgsProcessingModelAlgorithm:
    """A model of one's own: Check a plan, and Export missions only where it finds no violation."""
    model = QgsProcessingModelAlgorithm("branched", "tests")
    for name in ("ROUTES", "WAYPOINTS"):
        parameter = QgsProcessingModelParameter(name)
        model.addModelParameter(QgsProcessingParameterFeatureSource(name, name), parameter)
    check = QgsProcessingModelChildAlgorithm("blindspot:checkplan")
    check.setChildId(CHECK)
    check.setDescription("Check a plan")
    ask = QgsProcessingModelChildAlgorithm("native:condition")
    ask.setChildId(ASK)
    condition = {"name": "sound", "expression": "@Check_a_plan_VIOLATION_COUNT = 0"}
    ask.setConfiguration({"conditions": [condition]})
    ask.setDependencies([QgsProcessingModelChildDependency(CHECK)])
    export = QgsProcessingModelChildAlgorithm("blindspot:exportmissions")
    export.setChildId(EXPORT)
    export.setDependencies([QgsProcessingModelChildDependency(ASK, "sound")])
    for child in (check, export):
        for name in ("ROUTES", "WAYPOINTS"):
            child.addParameterSources(name, [QgsProcessingModelChildParameterSource.fromModelParameter(name)])
    for child, output in ((check, "VIOLATIONS"), (export, "FOLDER")):
        goal = QgsProcessingModelOutput(output.lower(), output.lower())
        goal.setChildId(child.childId())
        goal.setChildOutputName(output)
        child.setModelOutputs({output.lower(): goal})
    for child in (check, ask, export):
        model.addChildAlgorithm(child)
    model.updateDestinationParameters()
    return model


@pytest.mark.parametrize("sound", [True, False])
def test_the_number_of_violations_drives_a_branch(run, given, tmp_path, sound):
    plan = {name: str(tmp_path / f"{name}.gpkg") for name in ("ROUTES", "WAYPOINTS")}
    zones = saved(given["NO_FLY"][0], tmp_path / "zones.gpkg").source()
    run("planroutes", **{**given, "NO_FLY": [zones], "PRIVACY": [], "LAUNCH_SITES": sites()}, **plan)
    if not sound:  # a waypoint is moved into the zone
        points = QgsVectorLayer(plan["WAYPOINTS"], "points", "ogr")
        points.startEditing()
        middle = sorted(feature.id() for feature in points.getFeatures())[2]
        assert points.moveVertex(500_500, 5_000_100, middle, 0)
        assert points.commitChanges()
    model, context, feedback = branched(), QgsProcessingContext(), Feedback()
    names = {one.description(): one.name() for one in model.destinationParameterDefinitions()}
    given = {**plan, names["violations"]: QgsProcessing.TEMPORARY_OUTPUT, names["folder"]: str(tmp_path / "missions")}
    results, fine = model.run(given, context, feedback)
    assert fine
    marked = context.takeResultLayer(results[names["violations"]])
    assert (marked.featureCount() == 0) is sound
    assert (tmp_path / "missions").exists() is sound
