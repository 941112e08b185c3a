"""Empty means as the layer was made: the question is asked once, and travels with the results."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from qgis.core import (
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsProperty,
    QgsVectorLayer,
)

from blindspot.layers.provenance_files import stored
from small_layers import EASTING, NORTHING, START, Feedback, point_layer, saved, shape_layer, utc, walk_rows

ZONE = "Europe/Berlin"
QUESTION = {
    "TIME_FIELD": "time",
    "UNIT_FIELD": "unit",
    "TIMEZONE": ZONE,
    "CELL_SIZE": 40,
    "GRID_REACH": 200,
    "DETECTION_RANGE": 45,
    "REVISIT": 15,
    "WATCH_START": "23:00",
    "WATCH_END": "04:00",
    "DEMAND_WEIGHTS": "3,1",
    "DEMAND_RANGE": 150,
    "DEMAND_BASE": 0.1,
}
FIGURES = ("PRIORITY_BEFORE", "PRIORITY_AFTER", "GAIN", "MEAN_GAP_BEFORE", "MEAN_GAP_AFTER", "PLACE_COUNT")


@pytest.fixture
def data(tmp_path) -> dict:
    """The inputs of a chain, in files: fixes of two units in one night, two demand layers, a launch site."""
    folder = tmp_path / "data"
    folder.mkdir()
    exits = point_layer([((EASTING + 300, NORTHING + 60), "Exit 1")], (("name", "QString"),), name="exits")
    bank = shape_layer([f"LineString({EASTING} {NORTHING + 150}, {EASTING + 400} {NORTHING + 150})"], "LineString")
    sites = point_layer([((EASTING, NORTHING), "Depot")], (("name", "QString"),), name="sites")
    named = {"fixes": point_layer(walk_rows()), "exits": exits, "bank": bank, "sites": sites}
    return {name: in_file(layer, folder / f"{name}.gpkg") for name, layer in named.items()}


def in_file(layer, path: Path) -> str:
    saved(layer, path)
    return str(path)


def chain(run, data: dict, out: Path, **question) -> str:
    """Scores gaps, finds blind spots and plans routes; returns the path of the routes."""
    out.mkdir(exist_ok=True)
    gaps, spots, routes = (str(out / f"{name}.gpkg") for name in ("gaps", "spots", "routes"))
    demand = [data["exits"], data["bank"]]
    run("scoregaps", INPUT=data["fixes"], DEMAND=demand, **{**QUESTION, **question}, OUTPUT=gaps)
    run("findblindspots", INPUT=gaps, SHARE=40, OUTPUT=spots)
    limits = {"MAX_ITERATIONS": 20, "DRONES": 1, "ENDURANCE": 30}
    run("planroutes", BLIND_SPOTS=[spots], LAUNCH_SITES=data["sites"], **limits, ROUTES=routes)
    return routes


def figures(results: dict) -> dict:
    return {name: results[name] for name in FIGURES}


def test_assessing_a_plan_needs_its_routes_alone(run, log, data, tmp_path):
    routes = chain(run, data, tmp_path / "out")
    log.infos.clear()
    alone = figures(run("assessplan", ROUTES=routes, OUTPUT="memory:"))
    said = [text for text in log.infos if "on which routes is based" in text]
    assert len(said) == 1
    for part in (
        "run of Score gaps",
        "Revisit interval (min) = 15",
        "Watch starts = 23:00",
        f"Time zone = {ZONE}",
        "fixes",
    ):
        assert part in said[0]
    full = {"INPUT": data["fixes"], "DEMAND": [data["exits"], data["bank"]], **QUESTION}
    quiet = Feedback()
    assert figures(run("assessplan", feedback=quiet, ROUTES=routes, **full, OUTPUT="memory:")) == alone
    assert not [text for text in quiet.warnings if "was made" in text]
    other = figures(run("assessplan", ROUTES=routes, **{**full, "REVISIT": 30}, OUTPUT="memory:"))
    assert other["GAIN"] != alone["GAIN"]


def test_a_value_that_differs_is_a_warning_that_names_both(run, log, data, tmp_path):
    routes = chain(run, data, tmp_path / "out")
    log.warnings.clear()
    run("assessplan", ROUTES=routes, REVISIT=30, WATCH_START="22:30", OUTPUT="memory:")
    warned = [text for text in log.warnings if "was made with" in text]
    assert len(warned) == 2
    assert "Revisit interval (min) is 30, but routes was made with 15." in warned[0]
    assert "22:30" in warned[1]
    assert "23:00" in warned[1]


def test_files_that_were_moved_together_are_found(run, data, tmp_path):
    routes = chain(run, data, tmp_path / "out")
    before = figures(run("assessplan", ROUTES=routes, OUTPUT="memory:"))
    run.context = None
    moved = tmp_path / "moved"
    moved.mkdir()
    for name in ("data", "out"):
        shutil.move(str(tmp_path / name), moved / name)
    assert figures(run("assessplan", ROUTES=str(moved / "out" / "routes.gpkg"), OUTPUT="memory:")) == before


def test_results_between_may_be_deleted(run, data, tmp_path):
    routes = chain(run, data, tmp_path / "out")
    before = figures(run("assessplan", ROUTES=routes, OUTPUT="memory:"))
    for name in ("gaps", "spots"):
        for file in (tmp_path / "out").glob(f"{name}.*"):
            file.unlink()
    assert figures(run("assessplan", ROUTES=routes, OUTPUT="memory:")) == before


def test_fixes_that_are_gone_are_named(run, data, tmp_path):
    routes = chain(run, data, tmp_path / "out")
    Path(data["fixes"]).unlink()
    with pytest.raises(QgsProcessingException, match=r"INPUT is empty, and the fixes .* is not found at .*fixes.gpkg"):
        run("assessplan", ROUTES=routes, OUTPUT="memory:")
    Path(data["bank"]).unlink()
    shutil.copy(data["exits"], data["fixes"])
    with pytest.raises(QgsProcessingException, match="DEMAND is empty, and the bank"):
        run("assessplan", ROUTES=routes, OUTPUT="memory:")


def test_fixes_that_have_changed_are_named_with_both_counts(run, log, data, tmp_path):
    routes = chain(run, data, tmp_path / "out")
    rows = [*walk_rows(), ((EASTING, NORTHING), utc(START + 7200), "z")]
    in_file(point_layer(rows), Path(data["fixes"]))
    log.warnings.clear()
    run("assessplan", ROUTES=routes, OUTPUT="memory:")
    count = len(walk_rows())
    text = f"is not as it was when routes was made ({count:,} features then, {count + 1:,} now)"
    assert [said for said in log.warnings if text in said]


def test_one_moved_fix_is_a_change(run, log, data, tmp_path):
    routes = chain(run, data, tmp_path / "out")
    rows = walk_rows()
    (x, y), *rest = rows[3]
    in_file(point_layer([*rows[:3], ((x + 0.001, y), *rest), *rows[4:]]), Path(data["fixes"]))
    log.warnings.clear()
    run("assessplan", ROUTES=routes, OUTPUT="memory:")
    assert [said for said in log.warnings if "is not as it was when routes was made (other values)" in said]


def test_layers_in_memory_are_found_in_the_project(run, data, tmp_path):
    fixes = point_layer(walk_rows(), name="my fixes")
    QgsProject.instance().addMapLayer(fixes)
    try:
        routes = chain(run, {**data, "fixes": fixes}, tmp_path / "out")
        assert run("assessplan", ROUTES=routes, OUTPUT="memory:")["PLACE_COUNT"]
    finally:
        QgsProject.instance().removeMapLayer(fixes)
    with pytest.raises(QgsProcessingException, match="the my fixes with which routes was made was a temporary"):
        run("assessplan", ROUTES=routes, OUTPUT="memory:")


def test_a_filter_is_repeated_and_a_selection_is_asked_for(run, log, data, tmp_path):
    limited = QgsProcessingFeatureSourceDefinition(QgsProperty.fromValue(data["fixes"]), False)
    limited.filterExpression = "\"unit\" = 'U0'"
    routes = chain(run, {**data, "fixes": limited}, tmp_path / "out")
    log.warnings.clear()
    run("assessplan", ROUTES=routes, OUTPUT="memory:")
    assert not [text for text in log.warnings if "not as it was" in text]
    run.context = None
    layer = point_layer(walk_rows())
    layer.selectByIds([feature.id() for feature in layer.getFeatures()][:40])
    QgsProject.instance().addMapLayer(layer)
    try:
        selected = QgsProcessingFeatureSourceDefinition(QgsProperty.fromValue(layer.id()), True)
        routes = chain(run, {**data, "fixes": selected}, tmp_path / "selected")
        with pytest.raises(QgsProcessingException, match="made of the selected features of fixes only"):
            run("assessplan", ROUTES=routes, OUTPUT="memory:")
    finally:
        QgsProject.instance().removeMapLayer(layer)


def test_a_layer_without_a_record_has_the_defaults_and_a_sentence(run, log, data, tmp_path):
    line = f"LineStringZM({EASTING} {NORTHING} 60 0, {EASTING + 400} {NORTHING} 60 60)"
    routes = shape_layer([line], "LineStringZM", name="drawn")
    given = {"INPUT": data["fixes"], "TIME_FIELD": "time", "TIMEZONE": ZONE, "REVISIT": 15}
    results = run("assessplan", ROUTES=routes, **given, OUTPUT="memory:")
    assert [text for text in log.warnings if "drawn does not say how it was made" in text]
    every = {"WATCH_START": "22:00", "WATCH_END": "05:00", "CELL_SIZE": 50, "DETECTION_RANGE": 50, "GRID_REACH": 500}
    assert figures(run("assessplan", ROUTES=routes, **given, **every, OUTPUT="memory:")) == figures(results)
    with pytest.raises(QgsProcessingException, match="INPUT is empty, and drawn does not say which was used"):
        run("assessplan", ROUTES=routes, OUTPUT="memory:")


def test_a_profile_and_the_stability_ask_the_same_question(run, log, data, tmp_path):
    chain(run, data, tmp_path / "out")
    gaps, spots = (str(tmp_path / "out" / f"{name}.gpkg") for name in ("gaps", "spots"))
    profile = run("coverageprofile", SCORED=gaps, OUTPUT="memory:")
    full = {"INPUT": data["fixes"], "DEMAND": [data["exits"], data["bank"]], **QUESTION}
    assert profile["MEAN_GAP"] == run("coverageprofile", **full, OUTPUT="memory:")["MEAN_GAP"]
    stable = run("spotstability", SPOTS=spots, REPEATS=2, OUTPUT="memory:")
    again = run("spotstability", SPOTS=spots, REPEATS=2, SHARE=40, **full, OUTPUT="memory:")
    assert stable["MEAN_STABILITY"] == again["MEAN_STABILITY"]
    assert not [text for text in log.warnings if "not found with these parameters at all" in text]


def test_own_places_go_without_the_recorded_area(run, log, data, tmp_path):
    square = f"Polygon(({EASTING} {NORTHING}, {EASTING + 400} {NORTHING}, {EASTING + 400} {NORTHING + 200}, "
    area = shape_layer([f"{square}{EASTING} {NORTHING + 200}, {EASTING} {NORTHING}))"], name="area")
    routes = chain(run, data, tmp_path / "out", AREA=in_file(area, tmp_path / "data" / "area.gpkg"))
    log.warnings.clear()
    places = point_layer([((EASTING + 100, NORTHING),), ((EASTING + 200, NORTHING),)], ())
    results = run("assessplan", ROUTES=routes, PLACES=places, DEMAND=[data["exits"]], OUTPUT="memory:")
    assert results["PLACE_COUNT"] == 2
    assert not [text for text in log.warnings if "AREA" in text]


def test_an_own_area_goes_without_the_recorded_places(run, data, tmp_path):
    places = point_layer([((EASTING + 100, NORTHING),), ((EASTING + 200, NORTHING),)], ())
    routes = chain(run, data, tmp_path / "out", PLACES=in_file(places, tmp_path / "data" / "places.gpkg"))
    assert run("assessplan", ROUTES=routes, OUTPUT="memory:")["PLACE_COUNT"] == 2
    square = f"Polygon(({EASTING} {NORTHING}, {EASTING + 400} {NORTHING}, {EASTING + 400} {NORTHING + 200}, "
    area = shape_layer([f"{square}{EASTING} {NORTHING + 200}, {EASTING} {NORTHING}))"], name="area")
    assert run("assessplan", ROUTES=routes, AREA=area, OUTPUT="memory:")["PLACE_COUNT"] > 30  # cells of 40 m


def test_tracks_are_read_as_they_were_made(run, log, data, tmp_path):
    tracks = str(tmp_path / "tracks.gpkg")
    made = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": ZONE, "MAX_OUTAGE": 20, "MAX_PAUSE": 90}
    run("preparetracks", INPUT=data["fixes"], **made, OUTPUT=tracks)
    log.infos.clear()
    gaps = str(tmp_path / "gaps.gpkg")
    run("scoregaps", INPUT=tracks, GRID_REACH=100, OUTPUT=gaps)
    assert [text for text in log.infos if "the run of Prepare tracks" in text and f"Time zone = {ZONE}" in text]
    run("coverageprofile", SCORED=gaps, INPUT=tracks, OUTPUT="memory:")
    assert not [text for text in log.warnings if "made with" in text]
    run("scoregaps", INPUT=tracks, MAX_OUTAGE=10, OUTPUT="memory:")
    warnings = [text for text in log.warnings if "is 10, but tracks was made with 20" in text]
    assert warnings[0].endswith("Set MAX_OUTAGE to 20 to use the same.")  # the dialog has no empty value for it


def test_the_time_zone_of_a_start_is_that_of_the_watch(run, log, data, tmp_path):
    chain(run, data, tmp_path / "out")
    spots, start = str(tmp_path / "out" / "spots.gpkg"), "2026-01-02T23:00:00"
    where = {"LAUNCH_SITES": data["sites"], "MAX_ITERATIONS": 20, "START": start}
    routes = run("planroutes", BLIND_SPOTS=[spots], **where, OBJECTIVE=1, ROUTES="memory:")["ROUTES"]
    begin = min(feature["start"].toSecsSinceEpoch() for feature in routes.getFeatures())
    assert begin == np.datetime64("2026-01-02T22:00:00").astype("datetime64[s]").astype(int)  # Berlin in winter


def test_what_was_assumed_is_said_so_later(run, log, data, tmp_path):
    gaps, spots = str(tmp_path / "gaps.gpkg"), str(tmp_path / "spots.gpkg")
    run("scoregaps", INPUT=data["fixes"], UNIT_FIELD="unit", GRID_REACH=100, TIMEZONE="", OUTPUT=gaps)
    record = stored(QgsVectorLayer(gaps, "gaps", "ogr")).record
    assert {"TIMEZONE", "TIME_FIELD"} <= set(record["assumed"])
    assert record["parameters"]["TIME_FIELD"] == "time"
    assert record["crs"] == "EPSG:32633"
    run("findblindspots", INPUT=gaps, OUTPUT=spots)
    found = stored(QgsVectorLayer(spots, "spots", "ogr")).record
    assert found["assumed"] == ["MAX_AREA"]
    assert found["parameters"]["MERGE_DISTANCE"] == 50
    assert found["parameters"]["MAX_AREA"] == 250_000
    log.infos.clear()
    run("coverageprofile", SCORED=gaps, OUTPUT="memory:")
    zone = record["parameters"]["TIMEZONE"]
    assert [text for text in log.infos if f"Time zone = {zone} (assumed from the data)" in text]
