"""Results that were edited, saved by hand, moved, damaged or made of something that is gone; other formats; cancel."""

import shutil
from pathlib import Path

import pytest
from qgis.core import (
    QgsApplication,
    QgsFeatureRequest,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsProperty,
    QgsVectorLayer,
)

from blindspot.engine.provenance.record import as_json
from blindspot.layers.provenance_files import stored
from small_layers import Feedback, point_layer, saved, walk_rows

FIXES = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "Europe/Berlin"}


@pytest.fixture
def fixes(tmp_path) -> str:
    folder = tmp_path / "data"
    folder.mkdir()
    saved(point_layer(walk_rows()), folder / "fixes.gpkg")
    return str(folder / "fixes.gpkg")


@pytest.fixture
def gaps(run, fixes, tmp_path) -> str:
    """Scored places in a file."""
    path = tmp_path / "gaps.gpkg"
    run("scoregaps", INPUT=fixes, **FIXES, CELL_SIZE=100, DETECTION_RANGE=80, OUTPUT=str(path))
    return str(path)


def refused(run, pattern: str, **parameters):
    with pytest.raises(QgsProcessingException, match=pattern):
        run("repeatrun", **parameters)


@pytest.mark.parametrize("ending", ["fgb", "geojson", "shp", "csv"])
def test_other_formats_agree(run, fixes, tmp_path, ending):
    """The run is written to the same format, so what that format takes is taken from both."""
    path = str(tmp_path / f"tracks.{ending}")
    run("preparetracks", INPUT=fixes, **FIXES, OUTPUT=path)
    results = run("repeatrun", INPUT=path)
    assert (results["AGREES"], results["FEATURES"], results["DIFFERENT"]) == (1, 2, 0), results["SUMMARY"]


def test_a_layer_in_memory_agrees_with_its_inputs_in_memory(run, tmp_path):
    layer = point_layer(walk_rows())
    QgsProject.instance().addMapLayer(layer)
    try:
        tracks = run("preparetracks", INPUT=layer, **FIXES, OUTPUT="memory:")["OUTPUT"]
        results = run("repeatrun", INPUT=tracks)
        assert (results["AGREES"], results["FEATURES"]) == (1, 2)
    finally:
        QgsProject.instance().removeMapLayer(layer.id())
    refused(run, r"is not found: fixes \(Fixes.*which was a temporary layer", INPUT=tracks)


def test_an_edited_result_is_told_from_a_wrong_one(run, log, gaps):
    layer = QgsVectorLayer(gaps, "gaps", "ogr")
    index = layer.fields().lookupField("gap")
    first = next(layer.getFeatures())
    assert layer.dataProvider().changeAttributeValues({first.id(): {index: first["gap"] - 0.25}})
    results = run("repeatrun", INPUT=gaps, DIFFERENCES="memory:")
    assert (results["AGREES"], results["DIFFERENT"], results["INPUTS_CHANGED"]) == (0, 1, 0)
    differences = {each["origin"]: each for each in results["DIFFERENCES"].getFeatures()}
    assert differences["given"]["gap"] == first["gap"] - 0.25
    assert differences["again"]["gap"] == first["gap"]
    assert differences["given"].geometry().equals(first.geometry())
    assert len(differences) == results["DIFFERENCES"].featureCount() == 2
    assert "1 feature differs (gap in 1 feature, by 0.25 at most)" in results["SUMMARY"]
    assert "As it was when it was made, gaps agrees." in results["SUMMARY"]
    assert "gaps was edited after it was made" in results["SUMMARY"]
    assert any("was edited after it was made" in text for text in log.warnings)


def test_edits_that_are_not_saved_count(run, gaps):
    layer = QgsVectorLayer(gaps, "gaps", "ogr")
    layer.startEditing()
    layer.deleteFeature(next(layer.getFeatures()).id())
    results = run("repeatrun", INPUT=layer)
    layer.rollBack()
    assert (results["AGREES"], results["DIFFERENT"]) == (0, 1)
    assert (
        f"it has {results['FEATURES']:,} features, the repeated run gives {results['FEATURES'] + 1:,}"
        in (results["SUMMARY"])
    )


def test_a_difference_in_the_last_digits_is_said_as_such(run, log, gaps):
    layer = QgsVectorLayer(gaps, "gaps", "ogr")
    index = layer.fields().lookupField("priority")
    changes = {each.id(): {index: each["priority"] * (1 + 2e-10)} for each in layer.getFeatures() if each["priority"]}
    assert layer.dataProvider().changeAttributeValues(changes)
    results = run("repeatrun", INPUT=gaps)
    assert (results["AGREES"], results["DIFFERENT"]) == (1, len(changes))
    assert "features differ by less than a billionth (priority in" in results["SUMMARY"]


def test_the_result_made_again_can_be_kept(run, gaps, tmp_path):
    again = run("repeatrun", INPUT=gaps, OUTPUT=str(tmp_path / "again.gpkg"))["OUTPUT"]
    layer = QgsVectorLayer(again, "again", "ogr")
    assert layer.featureCount() == QgsVectorLayer(gaps, "gaps", "ogr").featureCount()
    assert stored(layer).record["algorithm"] == "blindspot:scoregaps"
    assert run("repeatrun", INPUT=again)["AGREES"] == 1
    refused(run, "OUTPUT would overwrite INPUT", INPUT=gaps, OUTPUT=gaps)


def test_inputs_that_are_gone_are_named(run, fixes, gaps):
    Path(fixes).unlink()
    refused(run, r"what it was made of is not found: fixes \(.*\), at .*fixes.gpkg", INPUT=gaps)


def test_inputs_beside_the_result_are_found(run, fixes, gaps, tmp_path):
    run.context = None
    (tmp_path / "sent").mkdir()
    for path in (fixes, gaps):
        shutil.move(path, tmp_path / "sent")
    assert run("repeatrun", INPUT=str(tmp_path / "sent" / "gaps.gpkg"))["AGREES"] == 1


def test_a_filter_and_a_limit_are_repeated(run, fixes, tmp_path):
    some = QgsProcessingFeatureSourceDefinition(QgsProperty.fromValue(fixes), False)
    some.filterExpression, some.featureLimit = "unit = 'U1'", 50
    path = str(tmp_path / "tracks.gpkg")
    assert run("preparetracks", INPUT=some, **FIXES, OUTPUT=path)["FIX_COUNT"] == 50
    results = run("repeatrun", INPUT=path)
    assert (results["AGREES"], results["FEATURES"], results["INPUTS_CHANGED"]) == (1, 1, 0)


def test_a_selection_cannot_be_repeated(run, fixes, tmp_path):
    layer = QgsVectorLayer(fixes, "fixes", "ogr")
    QgsProject.instance().addMapLayer(layer)
    layer.selectByExpression("unit = 'U1'")
    path = str(tmp_path / "tracks.gpkg")
    try:
        run("preparetracks", INPUT=QgsProcessingFeatureSourceDefinition(layer.id(), True), **FIXES, OUTPUT=path)
    finally:
        QgsProject.instance().removeMapLayer(layer.id())
    refused(run, "selected features of fixes only. A selection is not recorded", INPUT=path)


def test_an_emptied_text_stays_empty(run, fixes, tmp_path):
    """PRIORITY_FIELD has a default, which must not come back."""
    sites = saved(point_layer([((500_000.0, 5_500_000.0), "Depot")], (("name", "QString"),)), tmp_path / "sites.gpkg")
    spots = point_layer([((500_100.0 + 50 * i, 5_500_000.0), 5.0) for i in range(4)], (("priority", "Double"),))
    given = saved(spots, tmp_path / "spots.gpkg")
    path = str(tmp_path / "routes.gpkg")
    limits = {"MAX_ITERATIONS": 3, "DRONES": 1, "OBJECTIVE": 1}
    run("planroutes", BLIND_SPOTS=[given], LAUNCH_SITES=sites, PRIORITY_FIELD="", **limits, ROUTES=path)
    assert next(QgsVectorLayer(path).getFeatures())["priority"] == 4
    assert run("repeatrun", INPUT=path)["AGREES"] == 1


def test_layers_without_a_record_and_with_a_damaged_one_are_refused(run, fixes, gaps, tmp_path):
    refused(run, "fixes does not say how it was made. Only results that carry the record", INPUT=fixes)
    damaged = saved(QgsVectorLayer(gaps, "gaps", "ogr"), tmp_path / "damaged.fgb", "FlatGeobuf")
    Path(f"{tmp_path}/damaged.fgb.provenance.json").write_text('{"schema": 1, "algo', encoding="utf-8")
    refused(run, "the record of the run that made it cannot be used: it is not valid JSON", INPUT=damaged)
    for change, pattern in (
        ({"algorithm": "blindspot:divine"}, "made by blindspot:divine, which this version of Blindspot does not have"),
        ({"algorithm": "native:buffer"}, "made by native:buffer, which this version"),
        ({"output": {"name": "WAYPOINTS"}}, "does not say which output of scoregaps it is"),
        ({"parameters": {"CELL_SIZE": "wide"}}, "cannot be repeated. .*CELL_SIZE is 'wide'; it must be a number"),
    ):
        record = {**stored(QgsVectorLayer(gaps)).record, **change}
        Path(f"{tmp_path}/damaged.fgb.provenance.json").write_text(as_json(record), encoding="utf-8")
        refused(run, pattern, INPUT=damaged)


def test_another_version_is_named_and_agrees(run, gaps, tmp_path):
    other = saved(QgsVectorLayer(gaps, "gaps", "ogr"), tmp_path / "other.fgb", "FlatGeobuf")
    record = {**stored(QgsVectorLayer(gaps)).record, "blindspot": "0.0.1"}
    Path(f"{tmp_path}/other.fgb.provenance.json").write_text(as_json(record), encoding="utf-8")
    results = run("repeatrun", INPUT=other)
    assert results["AGREES"] == 1
    assert "with Blindspot 0.0.1" in results["SUMMARY"]
    assert "repeated with Blindspot" in results["SUMMARY"]


def test_a_run_that_is_cancelled_gives_nothing(run, gaps):
    for share in (1, 30, 91):
        feedback = Feedback(cancel_at=share)
        assert run("repeatrun", feedback=feedback, INPUT=gaps) == {}
        assert "Cancelled." in feedback.infos


def test_the_progress_bar_never_goes_back(run, gaps):
    feedback = Feedback()
    run("repeatrun", feedback=feedback, INPUT=gaps)
    assert feedback.shares == sorted(feedback.shares)
    assert feedback.shares[-1] == 100
    assert len({round(share, 1) for share in feedback.shares if share < 90}) > 5


def test_in_the_background_with_a_layer_of_the_project(gaps):
    """The run is prepared in the thread of the layers, and done in another."""
    layer = QgsVectorLayer(gaps, "gaps", "ogr")
    memory = layer.materialize(QgsFeatureRequest())
    memory.setMetadata(layer.metadata())
    QgsProject.instance().addMapLayer(memory)
    context, feedback, found = QgsProcessingContext(), Feedback(), []
    context.setProject(QgsProject.instance())
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("blindspot:repeatrun")
    task = QgsProcessingAlgRunnerTask(algorithm, {"INPUT": memory.id()}, context, feedback)
    task.executed.connect(lambda successful, results: found.append((successful, results)))
    try:
        QgsApplication.taskManager().addTask(task)
        while not found:
            QgsApplication.processEvents()
        assert found[0][0], feedback.errors
        assert found[0][1]["AGREES"] == 1, found[0][1]["SUMMARY"]
    finally:
        QgsProject.instance().removeMapLayer(memory.id())


def test_an_input_that_carries_a_record_is_named(run, log, gaps, tmp_path):
    """One run is repeated, not the whole chain."""
    spots = str(tmp_path / "spots.gpkg")
    run("findblindspots", INPUT=gaps, OUTPUT=spots)
    assert run("repeatrun", INPUT=spots)["AGREES"] == 1
    assert any("gaps (INPUT) was made by Score gaps; repeat that run as well" in text for text in log.infos)


def test_the_number_of_features_is_of_the_layer_given(run, gaps):
    assert run("repeatrun", INPUT=gaps)["FEATURES"] == QgsVectorLayer(gaps).featureCount()
