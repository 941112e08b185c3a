"""The algorithms in a chain: in a model, in a batch process, and headless in qgis_process."""

import json
import subprocess
from pathlib import Path

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from small_layers import EASTING, NORTHING, START, Feedback, attributes, point_layer, shape_layer, walk_rows

CHECKOUT = Path(__file__).resolve().parent.parent.parent
Source = QgsProcessingModelChildParameterSource


def child(model, name, links, values):
    """Adds a child algorithm: links take a model input or another child's output, values are fixed."""
    step = QgsProcessingModelChildAlgorithm(f"blindspot:{name}")
    step.setChildId(name)
    for parameter, origin in links.items():
        source = Source.fromChildOutput(*origin) if isinstance(origin, tuple) else Source.fromModelParameter(origin)
        step.addParameterSources(parameter, [source])
    for parameter, value in values.items():
        step.addParameterSources(parameter, [Source.fromStaticValue(value)])
    return step


def chain_model() -> QgsProcessingModelAlgorithm:
    """All four steps, from fixes and launch sites to routes."""
    model = QgsProcessingModelAlgorithm("chain", "tests")
    for parameter in (
        QgsProcessingParameterFeatureSource("fixes", "Fixes"),
        QgsProcessingParameterField("when", "Time", parentLayerParameterName="fixes"),
        QgsProcessingParameterFeatureSource("sites", "Launch sites"),
    ):
        model.addModelParameter(parameter, QgsProcessingModelParameter(parameter.name()))
    model.addChildAlgorithm(
        child(
            model,
            "preparetracks",
            {"INPUT": "fixes", "TIME_FIELD": "when"},
            {"UNIT_FIELD": "unit", "TIMEZONE": "Europe/Vienna"},
        )
    )
    model.addChildAlgorithm(
        child(
            model, "scoregaps", {"INPUT": ("preparetracks", "OUTPUT")}, {"TIMEZONE": "Europe/Vienna", "GRID_REACH": 150}
        )
    )
    model.addChildAlgorithm(child(model, "findblindspots", {"INPUT": ("scoregaps", "OUTPUT")}, {"MAX_AREA": 50_000}))
    last = child(
        model,
        "planroutes",
        {"BLIND_SPOTS": ("findblindspots", "OUTPUT"), "LAUNCH_SITES": "sites"},
        {"MAX_ITERATIONS": 50, "SEED": 1},
    )
    outputs = {}
    for name in ("ROUTES", "WAYPOINTS", "UNSERVED"):
        output = QgsProcessingModelOutput(name, name)
        output.setChildId("planroutes")
        output.setChildOutputName(name)
        outputs[name] = output
    last.setModelOutputs(outputs)
    model.addChildAlgorithm(last)
    return model


@pytest.fixture
def sites():
    return shape_layer([f"Point({EASTING} {NORTHING - 200})"], "Point", name="sites")


def test_a_model_chains_all_four(walks, sites):
    model = chain_model()
    context, feedback = QgsProcessingContext(), Feedback()
    context.setFeedback(feedback)
    for layer in (walks, sites):
        context.temporaryLayerStore().addMapLayer(layer.clone())
    by_name = {layer.name(): layer for layer in context.temporaryLayerStore().mapLayers().values()}
    parameters = {"fixes": by_name["fixes"].id(), "when": "time", "sites": by_name["sites"].id()}
    parameters |= {f"planroutes:{name}": "memory:" for name in ("ROUTES", "WAYPOINTS", "UNSERVED")}
    results, ok = model.run(parameters, context, feedback)
    assert ok, feedback.errors
    routes = context.takeResultLayer(results["routes"])
    assert routes.featureCount() >= 1
    for feature in routes.getFeatures():
        line = feature.geometry().constGet()
        for end in (0, line.numPoints() - 1):  # those of a vertical leg are a little apart
            assert (line.xAt(end), line.yAt(end)) == pytest.approx((EASTING, NORTHING - 200), abs=1e-3)


def test_a_batch_of_two_gives_what_each_gives_alone(run):
    layers = [point_layer(walk_rows()), point_layer(walk_rows(units=3, start=START + 86_400))]
    parameters = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "Europe/Vienna", "OUTPUT": "memory:"}
    algorithm = QgsApplication.processingRegistry().algorithmById("blindspot:scoregaps")
    for layer in layers:
        alone = attributes(run("scoregaps", INPUT=layer, **parameters)["OUTPUT"], "place_id", "gap", "why")
        context, feedback = QgsProcessingContext(), Feedback()
        row = algorithm.create()  # as the batch dialog does
        results, ok = row.run({"INPUT": layer, **parameters}, context, feedback)
        assert ok, feedback.errors
        assert attributes(context.takeResultLayer(results["OUTPUT"]), "place_id", "gap", "why") == alone


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A folder with a hyphen and a space, holding fixes and launch sites as files."""
    folder = tmp_path_factory.mktemp("my-city maps")
    site = shape_layer([f"Point({EASTING} {NORTHING - 200})"], "Point", name="sites")
    for name, layer in (("fixes", point_layer(walk_rows())), ("sites", site)):
        options = QgsVectorFileWriter.SaveVectorOptions()
        QgsVectorFileWriter.writeAsVectorFormatV3(
            layer, str(folder / f"{name}.gpkg"), layer.transformContext(), options
        )
    return folder


def qgis_process(name: str, inputs: dict) -> dict:
    """The results of an algorithm that qgis_process runs in a separate process."""
    done = subprocess.run(
        [str(CHECKOUT / "scripts" / "qgis-process"), "run", f"blindspot:{name}", "-"],
        input=json.dumps({"inputs": inputs}),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return json.loads(done.stdout[done.stdout.index("{") :])["results"]


def test_each_algorithm_runs_headless(folder):
    def file(name):
        return str(folder / f"{name}.gpkg")

    zone = {"TIMEZONE": "Europe/Vienna"}
    tracks = qgis_process(
        "preparetracks",
        {"INPUT": file("fixes"), "TIME_FIELD": "time", "UNIT_FIELD": "unit", "OUTPUT": file("tracks"), **zone},
    )
    assert tracks["FIX_COUNT"] == 120
    gaps = qgis_process("scoregaps", {"INPUT": file("tracks"), "GRID_REACH": 150, "OUTPUT": file("places"), **zone})
    assert gaps["PLACE_COUNT"] == QgsVectorLayer(file("places"), "places", "ogr").featureCount()
    assert gaps["CRS"] == "EPSG:32633"
    spots = qgis_process("findblindspots", {"INPUT": file("places"), "MAX_AREA": 50_000, "OUTPUT": file("spots")})
    assert spots["SPOT_COUNT"] > 0
    routes = qgis_process(
        "planroutes",
        {
            "BLIND_SPOTS": [file("spots")],
            "LAUNCH_SITES": file("sites"),
            "MAX_ITERATIONS": 50,
            "START": "2026-01-02T23:00:00Z",
            "ROUTES": file("routes"),
            "WAYPOINTS": file("waypoints"),
        },
    )
    assert 0 < routes["CLOSED_PRIORITY"] <= routes["UPPER_BOUND"] + 1e-9
    assert QgsVectorLayer(file("waypoints"), "waypoints", "ogr").featureCount() > 0


def test_headless_errors_are_one_sentence(folder):
    done = subprocess.run(
        [str(CHECKOUT / "scripts" / "qgis-process"), "run", "blindspot:scoregaps", "-"],
        input=json.dumps(
            {
                "inputs": {
                    "INPUT": str(folder / "fixes.gpkg"),
                    "TIME_FIELD": "time",
                    "TIMEZONE": "Atlantis",
                    "OUTPUT": "TEMPORARY_OUTPUT",
                }
            }
        ),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode != 0
    assert "Atlantis" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
