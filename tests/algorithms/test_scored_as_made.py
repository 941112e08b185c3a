"""A plan is measured at the places in which its blind spots were found, without asking for them."""

from pathlib import Path

import pytest
import shapely
from qgis.core import QgsVectorLayer
from test_as_made import QUESTION, chain, data

from small_layers import EASTING, NORTHING, saved, shape_layer

__all__ = ["data"]  # a fixture
LIMITS = {"MAX_ITERATIONS": 20, "DRONES": 1, "SORTIES": 2, "ENDURANCE": 30, "ROUTES": "memory:"}
LIMITS |= {"TURN_TIME": 0, "LANDING_TIME": 0}
TAKEN = "Scored places = gaps"


@pytest.fixture
def made(run, data, tmp_path) -> Path:
    chain(run, data, tmp_path / "out")
    return tmp_path / "out"


def plan(run, data, *spots: str, **parameters) -> dict:
    layers = {"BLIND_SPOTS": list(spots), "LAUNCH_SITES": data["sites"]}
    return run("planroutes", **layers, **{**LIMITS, **parameters})


def said(log, text: str) -> bool:
    return any(text in line for line in (*log.infos, *log.warnings))


def test_what_is_said_is_what_assess_a_plan_finds(run, log, data, made):
    log.infos.clear()
    log.warnings.clear()
    routes = str(made / "more.gpkg")
    found = plan(run, data, str(made / "spots.gpkg"), ROUTES=routes)
    assert said(log, TAKEN)
    assert not log.warnings
    measured = run("assessplan", ROUTES=routes, OUTPUT="memory:")
    assert found["CLOSED_PRIORITY"] == pytest.approx(measured["GAIN"], rel=0.01)
    given = plan(run, data, str(made / "spots.gpkg"), SCORED=str(made / "gaps.gpkg"))
    assert given["CLOSED_PRIORITY"] == pytest.approx(found["CLOSED_PRIORITY"], rel=1e-12)


def test_flights_early_in_the_watch_need_no_warning_if_the_planner_chose_their_times(run, log, data, tmp_path):
    chain(run, data, tmp_path / "out", WATCH_START="00:00")  # the data begin then
    spots, chosen, once = (str(tmp_path / "out" / f"{name}.gpkg") for name in ("spots", "chosen", "once"))
    plan(run, data, spots, NIGHT_TO="00:08:00", SORTIES=1, ROUTES=chosen)
    run("assessplan", ROUTES=chosen, OUTPUT="memory:")
    assert not said(log, "of flight time lie")
    plan(run, data, spots, OBJECTIVE=1, ROUTES=once)
    run("assessplan", ROUTES=once, OUTPUT="memory:")
    assert said(log, "of flight time lie")


@pytest.mark.parametrize(
    "parameters", [{"LAYER_WEIGHTS": "2"}, {"PRIORITY_FIELD": "gap"}, {"OBJECTIVE": 1}], ids=["weight", "field", "once"]
)
def test_not_where_priorities_are_other_ones_or_nothing_is_closed(run, log, data, made, parameters):
    log.infos.clear()
    plan(run, data, str(made / "spots.gpkg"), **parameters)
    assert not said(log, TAKEN)


def test_not_where_another_layer_was_made_otherwise(run, log, data, made):
    log.infos.clear()
    plan(run, data, str(made / "spots.gpkg"), data["exits"])
    assert not said(log, TAKEN)


def test_two_layers_of_the_same_places_are_measured_there(run, log, data, made):
    more = str(made / "more spots.gpkg")
    run("findblindspots", INPUT=str(made / "gaps.gpkg"), SHARE=20, OUTPUT=more)
    log.infos.clear()
    plan(run, data, str(made / "spots.gpkg"), more)
    assert said(log, TAKEN)


def test_places_that_are_gone_are_done_without(run, log, data, made):
    (made / "gaps.gpkg").rename(made / "moved.gpkg")
    log.infos.clear()
    found = plan(run, data, str(made / "spots.gpkg"))
    assert not said(log, TAKEN)
    assert said(log, "It is left empty.")
    assert found["CLOSED_PRIORITY"] > 0


def test_places_that_were_scored_again_are_not_taken(run, log, data, made):
    demand = [data["exits"], data["bank"]]
    question = {**QUESTION, "REVISIT": 45}
    run("scoregaps", INPUT=data["fixes"], DEMAND=demand, **question, OUTPUT=str(made / "gaps.gpkg"))
    log.infos.clear()
    plan(run, data, str(made / "spots.gpkg"))
    assert not said(log, TAKEN)
    assert said(log, "was made again or edited since spots was made")


def test_places_that_were_scored_again_with_the_same_result_are_taken(run, log, data, made):
    demand = [data["exits"], data["bank"]]
    run("scoregaps", INPUT=data["fixes"], DEMAND=demand, **QUESTION, OUTPUT=str(made / "gaps.gpkg"))
    log.infos.clear()
    plan(run, data, str(made / "spots.gpkg"))
    assert said(log, TAKEN)


def test_places_with_a_filter_are_not_taken_and_not_called_edited_alone(run, log, data, made):
    layer = QgsVectorLayer(str(made / "gaps.gpkg"), "gaps")
    assert layer.setSubsetString("priority > 0.2")
    run("findblindspots", INPUT=layer, SHARE=40, OUTPUT=str(made / "some.gpkg"))
    log.infos.clear()
    plan(run, data, str(made / "some.gpkg"))
    assert not said(log, TAKEN)
    assert said(log, "or has a filter")


def test_places_that_were_edited_are_not_taken(run, log, data, made):
    layer = QgsVectorLayer(str(made / "gaps.gpkg"), "gaps")
    field = layer.fields().lookupField("priority")
    first = next(layer.getFeatures())
    assert layer.dataProvider().changeAttributeValues({first.id(): {field: 99.0}})
    del layer
    log.infos.clear()
    plan(run, data, str(made / "spots.gpkg"))
    assert said(log, "was made again or edited since spots was made")


def test_places_of_one_size_are_no_grid(run, data, tmp_path):
    """Zones are scored at many points, cells at their centres alone."""
    names = {name: str(tmp_path / f"{name}.gpkg") for name in ("zones", "gaps", "spots", "routes")}
    boxes = [shapely.box(EASTING + x, NORTHING, EASTING + x + 300, NORTHING + 300) for x in (300, 700, 1100)]
    saved(shape_layer([box.wkt for box in boxes]), names["zones"])
    question = {name: value for name, value in QUESTION.items() if not name.startswith("DEMAND")}
    run("scoregaps", INPUT=data["fixes"], PLACES=names["zones"], **question, SAMPLE_SPACING=20, OUTPUT=names["gaps"])
    run("findblindspots", INPUT=names["gaps"], SHARE=100, MAX_AREA=20_000, OUTPUT=names["spots"])
    made = plan(run, data, names["spots"], ROUTES=names["routes"])
    found = run("assessplan", ROUTES=names["routes"], OUTPUT="memory:")["GAIN"]
    assert made["CLOSED_PRIORITY"] == pytest.approx(found, rel=0.01)


def test_hours_that_the_planner_chose_are_no_warning(run, log, data, made):
    for objective, warned in ((0, False), (1, True)):
        routes = str(made / f"routes {objective}.gpkg")
        plan(run, data, str(made / "spots.gpkg"), OBJECTIVE=objective, ROUTES=routes)
        log.warnings.clear()
        run("assessplan", ROUTES=routes, OUTPUT="memory:")
        assert any("early in the watch" in text for text in log.warnings) == warned
