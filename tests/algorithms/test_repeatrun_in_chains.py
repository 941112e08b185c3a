"""Runs are repeated in a model and headless, and so are plans that were limited by time."""

from pathlib import Path

import pytest
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelParameter,
    QgsProcessingParameterFeatureSource,
    QgsVectorLayer,
)
from test_chain import child, qgis_process

from blindspot.engine.provenance.record import as_json
from blindspot.layers.provenance_files import stored
from small_layers import EASTING, NORTHING, Feedback, point_layer, saved, shape_layer, walk_rows

FIXES = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "Europe/Berlin"}
GRID = {"CELL_SIZE": 100, "DETECTION_RANGE": 80, "GRID_REACH": 300}

NOTHING_KEPT = {"TURN_TIME": 0, "LANDING_TIME": 0}


@pytest.fixture
def files(tmp_path) -> dict[str, str]:
    """Fixes and a launch site."""
    depot = point_layer([((EASTING, NORTHING), "Depot")], (("name", "QString"),), name="sites")
    for name, layer in (("fixes", point_layer(walk_rows())), ("sites", depot)):
        saved(layer, tmp_path / f"{name}.gpkg")
    return {name: str(tmp_path / f"{name}.gpkg") for name in ("fixes", "sites")}


def test_results_between_the_steps_of_a_model_are_repeated(qgis_app, files):
    model = QgsProcessingModelAlgorithm("repeats", "tests")
    model.addModelParameter(QgsProcessingParameterFeatureSource("fixes", "fixes"), QgsProcessingModelParameter("fixes"))
    model.addChildAlgorithm(child(model, "scoregaps", {"INPUT": "fixes"}, {**FIXES, **GRID}))
    model.addChildAlgorithm(child(model, "findblindspots", {"INPUT": ("scoregaps", "OUTPUT")}, {}))
    model.addChildAlgorithm(child(model, "repeatrun", {"INPUT": ("findblindspots", "OUTPUT")}, {}))
    context, feedback = QgsProcessingContext(), Feedback()
    context.setFeedback(feedback)
    results, ok = model.run({"fixes": files["fixes"]}, context, feedback)
    assert ok, feedback.errors
    assert results["CHILD_RESULTS"]["repeatrun"]["AGREES"] == 1
    assert results["CHILD_RESULTS"]["repeatrun"]["FEATURES"] > 0


def test_headless(run, files, tmp_path):
    tracks = str(tmp_path / "tracks.gpkg")
    run("preparetracks", INPUT=files["fixes"], **FIXES, OUTPUT=tracks)
    results = qgis_process("repeatrun", {"INPUT": tracks, "OUTPUT": str(tmp_path / "again.gpkg")})
    assert (results["AGREES"], results["FEATURES"]) == (1, 2)
    assert QgsVectorLayer(results["OUTPUT"], "again", "ogr").featureCount() == 2


def test_nights_drawn_from_plans_that_were_limited_by_time_are_repeated(run, files, tmp_path):
    routes = str(tmp_path / "routes.gpkg")
    given = {"INPUT": files["fixes"], "LAUNCH_SITES": files["sites"], **FIXES, **GRID}
    drawn = {"NIGHTS": 3, "UNPREDICTABLE": True, "PLANS": 3, "SEED": 5, "TIME_LIMIT": 0.2, "DRONES": 1}
    run("plannights", **given, **drawn, ENDURANCE=12, ROUTES=routes)
    stages = stored(QgsVectorLayer(routes)).record["results"]["SEARCH_STAGES"]
    assert len(stages) >= 3
    assert all(step >= 0 for each in stages for step in each)
    results = run("repeatrun", INPUT=routes, OUTPUT=str(tmp_path / "again.gpkg"))
    assert results["AGREES"] == 1, results["SUMMARY"]
    again = stored(QgsVectorLayer(results["OUTPUT"])).record["results"]["SEARCH_STAGES"]
    assert again == stages  # each plan has made its own steps


def test_a_plan_whose_steps_are_not_recorded_is_said(run, log, files, tmp_path):
    spots = [((EASTING + 90 * i, NORTHING + 70 * (i % 7)), float(i % 11)) for i in range(60)]
    saved(point_layer(spots, (("priority", "Double"),)), tmp_path / "spots.gpkg")
    given = {"BLIND_SPOTS": [str(tmp_path / "spots.gpkg")], "LAUNCH_SITES": files["sites"]}
    layer = run("planroutes", **given, DRONES=1, TIME_LIMIT=0.2, ROUTES="memory:")["ROUTES"]
    metadata = layer.metadata()
    metadata.setHistory([text.replace("SEARCH_STAGES", "OTHER") for text in metadata.history()])
    layer.setMetadata(metadata)
    run("repeatrun", INPUT=layer)
    assert any("limited by time, and its steps are not recorded" in text for text in log.warnings)


def test_a_record_without_an_objective_is_of_spots_served_once(run, files, tmp_path):
    spots = [((EASTING + 300 * i, NORTHING + 90 * (i % 7)), float(1 + i % 11)) for i in range(12)]
    saved(point_layer(spots, (("priority", "Double"),)), tmp_path / "spots.gpkg")
    routes = tmp_path / "routes.fgb"
    given = {"BLIND_SPOTS": [str(tmp_path / "spots.gpkg")], "LAUNCH_SITES": files["sites"], "MAX_ITERATIONS": 20}
    x, y = EASTING + 450, NORTHING - 200
    zone = shape_layer([f"POLYGON(({x} {y}, {x + 20} {y}, {x + 20} {y + 1500}, {x} {y + 1500}, {x} {y}))"])
    saved(zone, tmp_path / "zone.gpkg")
    given |= {"NO_FLY": [str(tmp_path / "zone.gpkg")]}
    run("planroutes", **given, DRONES=2, OBJECTIVE=1, PAD_TIME=0, CLEARANCE=0, ROUTES=str(routes), **NOTHING_KEPT)
    record = stored(QgsVectorLayer(str(routes))).record
    for name in (
        "OBJECTIVE",
        "PAD_TIME",
        "CLEARANCE",
        *NOTHING_KEPT,
        "REVISIT",
        "NIGHT_FROM",
    ):  # parameters that older versions did not have
        del record["parameters"][name]
    Path(f"{routes}.provenance.json").write_text(as_json(record), encoding="utf-8")
    results = run("repeatrun", INPUT=str(routes), OUTPUT=str(tmp_path / "again.gpkg"))
    assert results["AGREES"] == 1, results["SUMMARY"]
    again = stored(QgsVectorLayer(results["OUTPUT"])).record["parameters"]
    assert (again["OBJECTIVE"], again["PAD_TIME"], again["CLEARANCE"]) == (1, 0, 0)
    assert {name: again[name] for name in NOTHING_KEPT} == NOTHING_KEPT
    assert "made by an earlier planroutes" in results["SUMMARY"]
    assert "Objective = Serve each spot once" in results["SUMMARY"]
    assert "made by an earlier" not in run("repeatrun", INPUT=results["OUTPUT"])["SUMMARY"]


@pytest.mark.parametrize("stages", ["many", [3, 4], [["1"]], [[5, 2]], [[-1, 2]], [[]]])
def test_damaged_stages_are_no_stages(run, files, tmp_path, stages):
    from blindspot.algorithms.inputs.task import _recorded_stages
    from blindspot.algorithms.planroutes import PlanRoutes
    from blindspot.algorithms.run import Run

    algorithm = PlanRoutes()
    algorithm.repeats = {"results": {"SEARCH_STAGES": stages}}
    assert _recorded_stages(Run(algorithm, {}, QgsProcessingContext())) in ((), ((),))
