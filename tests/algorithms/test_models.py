"""The models of the plugin: their parameters are those of the algorithms, their files are not stale, and their results
are loaded as those of the algorithms are."""

import processing
import pytest
from loading import groups, run_loading
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsProcessingModelAlgorithm,
    QgsProject,
    QgsReadWriteContext,
    QgsVectorLayer,
)
from qgis.PyQt.QtXml import QDomDocument

import blindspot
from blindspot.algorithms.inputs.carried_records import carried_by
from blindspot.algorithms.models import MODELS, model_copy, model_file
from blindspot.engine.provenance.record import chain, name_of
from small_layers import EASTING, NORTHING, Feedback, point_layer, shape_layer, walk_rows

FOLDER = f"{blindspot.__path__[0]}/resources/models"
HIDDEN = Qgis.ProcessingParameterFlag.Advanced | Qgis.ProcessingParameterFlag.Hidden
INPUTS = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "UTC", "CELL_SIZE": 100, "MAX_ITERATIONS": 2}


def registered(name):
    return QgsApplication.processingRegistry().createAlgorithmById(f"blindspot:{name}")


def content(value):
    """The content of a model for a comparison: files keep empty texts and nulls as the same."""
    if isinstance(value, dict):
        kept = {key: content(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item not in (None, "", [], {}) and key != "flags"}
    if isinstance(value, list):
        return [content(item) for item in value]
    return None if str(value) in ("NULL", "") else value


@pytest.mark.parametrize("model", MODELS)
def test_a_model_is_in_the_toolbox(model):
    found = registered(model.ID)
    assert found is not None
    assert (found.displayName(), found.groupId()) == (model.TITLE, "models")
    assert found.canExecute() == (True, "")
    assert found.validate() == (True, [])
    assert found.shortHelpString()


@pytest.mark.parametrize("model", MODELS)
def test_the_file_for_the_designer_is_as_scripts_models_writes_it(model):
    in_file = QgsProcessingModelAlgorithm()
    assert in_file.fromFile(f"{FOLDER}/{model_file(model)}")
    now = content(model_copy(registered(model.ID), for_file=True).toVariant())
    for key, item in content(in_file.toVariant()).items():
        assert item == now[key], f"{model_file(model)} is stale: run scripts/models"


@pytest.mark.parametrize("model", MODELS)
def test_parameters_are_few_and_those_of_the_algorithms(model):
    found = registered(model.ID)
    shown = [each for each in found.parameterDefinitions() if not each.isDestination() and not each.flags() & HIDDEN]
    assert len(shown) <= 15
    for step in model.STEPS:
        algorithm = registered(step.algorithm)
        for name in step.shares:
            own, there = found.parameterDefinition(name), algorithm.parameterDefinition(name)
            assert own.type() == there.type()
            if step is next(one for one in model.STEPS if name in one.shares):
                assert own.defaultValue() == there.defaultValue(), name
                assert own.description() == there.description()


def nightly_inputs():
    return {
        "INPUT": point_layer(walk_rows()),
        "LAUNCH_SITES": point_layer([((EASTING, NORTHING),)], (), name="sites"),
        **INPUTS,
    }


def test_nightly_plan_loads_its_results_styled_in_one_group(qgis_new_project):
    inputs = nightly_inputs()
    for name in ("INPUT", "LAUNCH_SITES"):
        QgsProject.instance().addMapLayer(inputs[name])
        inputs[name] = inputs[name].id()
    results = run_loading("nightlyplan", **inputs)
    (loaded,) = [names for group, names in groups().items() if group.startswith("Blindspot: fixes, 22-05, 2 h")]
    names = [name.partition(" (")[0] for name in loaded]
    below = ["Blind spots", "Gaps before and after", "Scored places"]
    assert names == ["Waypoints", "Spots that are not visited", "Routes", *below]
    places = QgsProject.instance().mapLayer(results["scored_places"])
    document = QDomDocument()
    document.appendChild(places.renderer().save(document, QgsReadWriteContext()))
    assert "RuleRenderer" in document.toString() or "graduatedSymbol" in document.toString()


def test_nightly_plan_in_a_script_makes_what_is_asked_for(qgis_new_project, tmp_path):
    page = tmp_path / "report.html"
    asked = {**nightly_inputs(), "CELL_SIZE": 200, "routes": "memory:", "report": str(page)}
    done = processing.run("blindspot:nightlyplan", asked, feedback=Feedback())
    assert done["routes"].featureCount() > 0
    assert done["waypoints"] is None
    assert "</html>" in page.read_text(encoding="utf-8")
    assert not groups()


def test_nightly_plan_keeps_away_from_privacy_places(run, tmp_path):
    school = point_layer([((EASTING, NORTHING),)], (), name="school")
    path = str(tmp_path / "routes.gpkg")
    run("nightlyplan", **nightly_inputs(), PRIVACY=[school], routes=path)
    record = carried_by(QgsVectorLayer(path), False).record
    assert [one["name"] for one in record["inputs"]["PRIVACY"]] == ["school"]


def test_nightly_plan_knows_what_buildings_hide_and_watchers_see(run, tmp_path):
    house = f"Polygon(({EASTING + 40} {NORTHING + 20}, {EASTING + 90} {NORTHING + 20}, {EASTING + 40} {NORTHING + 60}))"
    houses = shape_layer([house], name="houses", fields=(("high", "Double"),), rows=[(12.0,)])
    camera = point_layer([((EASTING + 300, NORTHING + 50),)], (), name="camera")
    path = str(tmp_path / "gain.gpkg")
    asked = {"BUILDINGS": houses, "HEIGHT_FIELD": "high", "WATCHERS": camera}
    run("nightlyplan", **nightly_inputs(), **asked, routes="memory:", gaps_before_and_after=path)
    records = {name_of(one): one for one in chain(carried_by(QgsVectorLayer(path), False).record)}
    for name, has_camera in (("scoregaps", True), ("planroutes", False), ("assessplan", True)):
        assert [one["name"] for one in records[name]["inputs"]["BUILDINGS"]] == ["houses"]
        assert ("WATCHERS" in records[name]["inputs"]) == has_camera
    assert [records[name]["parameters"]["HEIGHT_FIELD"] for name in ("planroutes", "assessplan")] == ["high"] * 2


def test_an_output_in_use_by_a_later_step_need_not_be_asked_for():
    found = registered("nightlyplan")
    optional = Qgis.ProcessingParameterFlag.Optional
    needed = [each.name() for each in found.destinationParameterDefinitions() if not each.flags() & optional]
    assert needed == ["routes"]
