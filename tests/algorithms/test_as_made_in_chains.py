"""The question is asked once: in a model, in a batch, headless, and in other formats."""

from pathlib import Path

import pytest
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterFeatureSource,
    QgsVectorLayer,
)
from test_as_made import FIGURES, QUESTION, chain, data, figures
from test_chain import child, qgis_process

from small_layers import EASTING, NORTHING, Feedback, point_layer, shape_layer

__all__ = ["data"]  # a fixture
PLAN = {"MAX_ITERATIONS": 20, "DRONES": 1, "ENDURANCE": 30}


def full(data: dict) -> dict:
    """The question as it is asked with every setting repeated."""
    return {"INPUT": data["fixes"], "DEMAND": [data["exits"], data["bank"]], **QUESTION}


def chain_model(data: dict) -> QgsProcessingModelAlgorithm:
    """Score gaps with a question, then the other steps with nothing but layers."""
    model = QgsProcessingModelAlgorithm("chain", "tests")
    for name in ("fixes", "sites"):
        model.addModelParameter(QgsProcessingParameterFeatureSource(name, name), QgsProcessingModelParameter(name))
    steps = (
        ("scoregaps", {"INPUT": "fixes"}, {**QUESTION, "DEMAND": [data["exits"], data["bank"]]}),
        ("findblindspots", {"INPUT": ("scoregaps", "OUTPUT")}, {"SHARE": 40}),
        ("planroutes", {"BLIND_SPOTS": ("findblindspots", "OUTPUT"), "LAUNCH_SITES": "sites"}, PLAN),
        ("assessplan", {"ROUTES": ("planroutes", "ROUTES")}, {}),
    )
    for name, links, values in steps:
        model.addChildAlgorithm(child(model, name, links, values))
    last = model.childAlgorithm("assessplan")
    output = QgsProcessingModelOutput("GAIN", "GAIN")
    output.setChildId("assessplan")
    output.setChildOutputName("OUTPUT")
    last.setModelOutputs({"GAIN": output})
    model.setChildAlgorithm(last)
    return model


def test_a_model_passes_the_question_from_step_to_step(run, data, tmp_path):
    routes = chain(run, data, tmp_path / "out")
    expected = figures(run("assessplan", ROUTES=routes, **full(data), OUTPUT="memory:"))
    model, context, feedback = chain_model(data), QgsProcessingContext(), Feedback()
    context.setFeedback(feedback)
    parameters = {"fixes": data["fixes"], "sites": data["sites"], "assessplan:GAIN": "memory:"}
    results, ok = model.run(parameters, context, feedback)
    assert ok, feedback.errors
    found = results["CHILD_RESULTS"]["assessplan"]
    assert {name: found[name] for name in FIGURES} == expected


def test_a_batch_of_three_districts_has_three_questions(run, data, tmp_path):
    before = []
    for district in range(3):
        west, east = EASTING + 120 * district, EASTING + 120 * (district + 2)
        ring = f"{west} {NORTHING - 50}, {east} {NORTHING - 50}, {east} {NORTHING + 250}, {west} {NORTHING + 250}"
        area = shape_layer([f"Polygon(({ring}, {west} {NORTHING - 50}))"], name=f"district {district}")
        question = {"AREA": area, "REVISIT": 15 + district}
        routes = chain(run, data, tmp_path / f"district {district}", **question)
        every = {**full(data), **question}
        expected = figures(run("assessplan", ROUTES=routes, **every, OUTPUT="memory:"))
        found = figures(run("assessplan", ROUTES=routes, AREA=area, OUTPUT="memory:"))
        assert found == expected
        before.append(found["PRIORITY_BEFORE"])
    assert len(set(before)) == 3


def test_headless_a_plan_is_assessed_by_its_routes(run, data, tmp_path):
    routes = chain(run, data, tmp_path / "out")
    expected = figures(run("assessplan", ROUTES=routes, **full(data), OUTPUT="memory:"))
    found = qgis_process("assessplan", {"ROUTES": routes, "OUTPUT": str(tmp_path / "gain.gpkg")})
    assert {name: found[name] for name in FIGURES} == pytest.approx(expected, rel=1e-12)
    made = qgis_process("scoregaps", {**full(data), "OUTPUT": str(tmp_path / "headless.gpkg")})
    profile = run("coverageprofile", SCORED=str(tmp_path / "headless.gpkg"), OUTPUT="memory:")
    assert profile["MEAN_GAP"] == pytest.approx(made["MEAN_GAP"], rel=1e-12)


@pytest.mark.parametrize("suffix", ["fgb", "shp", "geojson", "gpkg"])
def test_every_format_takes_the_question_along(run, data, tmp_path, suffix):
    """Routes in GeoJSON have no times, so there the profile of the scored places stands for the chain."""
    gaps = str(tmp_path / f"gaps.{suffix}")
    made = run("scoregaps", **full(data), OUTPUT=gaps)
    run.context = None
    moved = tmp_path / "moved"
    moved.mkdir()
    for file in tmp_path.glob("gaps.*"):
        file.rename(moved / file.name)
    profile = run("coverageprofile", SCORED=str(moved / f"gaps.{suffix}"), OUTPUT="memory:")
    assert profile["MEAN_GAP"] == pytest.approx(made["MEAN_GAP"], rel=1e-9)


def test_an_edited_layer_is_named_and_still_asks_its_question(run, log, data, tmp_path):
    routes = chain(run, data, tmp_path / "out")
    layer = QgsVectorLayer(routes, "routes", "ogr")
    layer.startEditing()
    layer.changeAttributeValue(next(layer.getFeatures()).id(), layer.fields().lookupField("launch_site"), "elsewhere")
    assert layer.commitChanges()
    log.warnings.clear()
    run("assessplan", ROUTES=routes, OUTPUT="memory:")
    assert [text for text in log.warnings if "routes was edited after it was made" in text]


def test_a_damaged_record_and_one_of_another_version_are_sentences(run, log, data, tmp_path):
    gaps = tmp_path / "gaps.fgb"
    run("scoregaps", **full(data), OUTPUT=str(gaps))
    sidecar = Path(f"{gaps}.provenance.json")
    text = sidecar.read_text(encoding="utf-8")
    sidecar.write_text(text.replace('"blindspot": "', '"blindspot": "0.0.'), encoding="utf-8")
    run("coverageprofile", SCORED=str(gaps), OUTPUT="memory:")
    assert [said for said in log.infos if "gaps was made by another version" in said]
    sidecar.write_text(text[:300], encoding="utf-8")
    log.warnings.clear()
    run("coverageprofile", SCORED=str(gaps), INPUT=data["fixes"], TIME_FIELD="time", TIMEZONE="UTC", OUTPUT="memory:")
    assert [said for said in log.warnings if "gaps: the record of the run that made it cannot be used" in said]


def test_two_layers_of_spots_with_different_questions_are_named(run, log, data, tmp_path):
    layers = []
    for zone in ("Europe/Berlin", "Europe/Vienna"):
        gaps, spots = (str(tmp_path / f"{name} {zone[-6:]}.gpkg") for name in ("gaps", "spots"))
        run("scoregaps", **{**full(data), "TIMEZONE": zone}, OUTPUT=gaps)
        run("findblindspots", INPUT=gaps, OUTPUT=spots)
        layers.append(spots)
    log.warnings.clear()
    run("planroutes", BLIND_SPOTS=layers, LAUNCH_SITES=data["sites"], MAX_ITERATIONS=5, ROUTES="memory:")
    assert [text for text in log.warnings if "was not made as spots Berlin was: Time zone" in text]


def test_a_layer_of_another_kind_has_no_question(run, log, data):
    own = point_layer([((EASTING, NORTHING),)], (), name="own places")
    given = {"INPUT": data["fixes"], "TIME_FIELD": "time", "TIMEZONE": "Europe/Berlin"}
    run("coverageprofile", SCORED=own, **given, OUTPUT="memory:")
    assert [text for text in log.warnings if "own places does not say how it was made" in text]
