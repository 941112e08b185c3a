"""Records that are odd, missing or of several layers: what is said, and what is used."""

import json
import re
from pathlib import Path

import pytest
from qgis.core import Qgis, QgsApplication, QgsProcessingException, QgsProject, QgsVectorLayer

from blindspot.algorithms.inputs.taken import FALLBACK
from blindspot.algorithms.value_types import TAKES_LIST
from small_layers import EASTING, NORTHING, START, point_layer, saved, shape_layer, utc, walk_rows

QUESTION = {
    "TIME_FIELD": "time",
    "UNIT_FIELD": "unit",
    "TIMEZONE": "Europe/Berlin",
    "CELL_SIZE": 40,
    "GRID_REACH": 100,
    "REVISIT": 15,
    "WATCH_START": "23:00",
    "WATCH_END": "04:00",
    "DEMAND_WEIGHTS": "3,1",
}


@pytest.fixture
def data(tmp_path) -> dict:
    exits = point_layer([((EASTING + 300, NORTHING + 60), "Exit 1")], (("name", "QString"),), name="exits")
    bank = shape_layer([f"LineString({EASTING} {NORTHING + 150}, {EASTING + 400} {NORTHING + 150})"], "LineString")
    layers = {"fixes": point_layer(walk_rows()), "exits": exits, "bank": bank}
    for name, layer in layers.items():
        saved(layer, tmp_path / f"{name}.gpkg")
    return {name: str(tmp_path / f"{name}.gpkg") for name in layers}


@pytest.fixture
def gaps(run, log, data, tmp_path) -> str:
    """Scored places in a file with its record beside it."""
    path = str(tmp_path / "gaps.fgb")
    run("scoregaps", INPUT=data["fixes"], DEMAND=[data["exits"], data["bank"]], **QUESTION, OUTPUT=path)
    log.warnings.clear()
    log.infos.clear()
    return path


def profile(run, gaps: str, **parameters) -> float:
    return run("coverageprofile", SCORED=gaps, **parameters, OUTPUT="memory:")["MEAN_GAP"]


def record_changed(gaps: str, change) -> None:
    sidecar = Path(f"{gaps}.provenance.json")
    record = json.loads(sidecar.read_text(encoding="utf-8"))
    change(record)
    sidecar.write_text(json.dumps(record), encoding="utf-8")


def warned(log, text: str) -> list[str]:
    return [said for said in log.warnings if text in said]


@pytest.mark.parametrize("value", ["abc", -5, {"a": 1}, True])
def test_a_recorded_value_of_another_type_is_not_used_and_named(run, log, gaps, value):
    usual = profile(run, gaps, REVISIT=120)
    record_changed(gaps, lambda record: record["parameters"].update(REVISIT=value))
    assert profile(run, gaps) == usual
    assert warned(log, "REVISIT in the record of gaps is not used: it is")


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("filter", 5, "it does not say which features were used"),
        ("limit", "x", "it does not say which features were used"),
        ("limit", True, "it does not say which features were used"),
        ("source", {"provider": "delimitedtext", "path": "a", "query": 7}, "it does not say where its inputs are"),
        ("source", {"provider": "ogr", "path": "a", "openOptions": 7}, "it does not say how its inputs are opened"),
    ],
)
def test_a_damaged_record_is_the_reason_why_a_layer_is_missing(run, gaps, key, value, said):
    record_changed(gaps, lambda record: record["inputs"]["INPUT"][0].update({key: value}))
    with pytest.raises(QgsProcessingException, match=rf"INPUT is empty\. gaps: .* cannot be used: {said}.*Choose the"):
        profile(run, gaps)


def test_a_record_of_endless_runs_is_damaged(run, gaps):
    def deep(record):
        inner = json.dumps(record)
        for _ in range(60):
            inner = f'{{"schema": 1, "algorithm": "a", "parameters": {{}}, "inputs": {{"I": [{{"record": {inner}}}]}}}}'
        Path(f"{gaps}.provenance.json").write_text(inner, encoding="utf-8")
        record.clear()
        record.update(json.loads(inner))

    record_changed(gaps, deep)
    with pytest.raises(QgsProcessingException, match="it has more than 50 runs one after the other"):
        profile(run, gaps)


def test_another_version_and_usual_values_that_matter_are_named(run, log, gaps, data, tmp_path):
    profile(run, gaps)
    assert not [text for text in log.infos if "another version" in text]
    record_changed(gaps, lambda record: record.update(blindspot="0.0.1"))
    profile(run, gaps)
    assert [text for text in log.infos if text.startswith("gaps was made by another version, in the run of Score gaps")]
    usual = str(tmp_path / "usual.fgb")
    run("scoregaps", INPUT=data["fixes"], GRID_REACH=100, OUTPUT=usual)
    log.infos.clear()
    profile(run, usual)
    (said,) = [text for text in log.infos if "on which usual is based" in text]
    assert "Revisit interval (min) = 120; Watch starts = 22:00; Watch ends = 05:00" in said
    assert "Cell" not in said


def test_a_damaged_record_is_not_called_none(run, log, gaps, data):
    Path(f"{gaps}.provenance.json").write_text("{", encoding="utf-8")
    given = {"INPUT": data["fixes"], "TIME_FIELD": "time", "GRID_REACH": 100}
    profile(run, gaps, **given)
    assert len(warned(log, "gaps: the record of the run that made it cannot be used")) == 1
    assert not [text for text in (*log.infos, *log.warnings) if "gaps" in text and "not say how" in text]


def test_a_layer_without_a_record_is_not_named_where_nothing_is_empty(run, log, gaps, data):
    Path(f"{gaps}.provenance.json").unlink()
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("blindspot:coverageprofile")
    usual = {each.name(): each.metadata().get(FALLBACK) for each in algorithm.parameterDefinitions()}
    given = {name: value for name, value in usual.items() if value not in (None, "")}
    fixes = {"INPUT": data["fixes"], "TIME_FIELD": "time", "TIMEZONE": "UTC"}
    profile(run, gaps, **{**given, **fixes})
    assert not [text for text in (*log.infos, *log.warnings) if "not say how" in text]
    del given["CELL_SIZE"]  # a usual value that is no warning
    profile(run, gaps, **{**given, **fixes})
    assert [text for text in log.infos if "gaps does not say how it was made" in text]
    assert not warned(log, "not say how")
    profile(run, gaps, **fixes)
    assert warned(log, "gaps does not say how it was made")


def test_nothing_is_said_of_a_parameter_that_the_record_does_not_know_or_of_a_field_of_another_layer(run, log, gaps):
    record_changed(gaps, lambda record: record["parameters"].pop("WEEKDAYS"))
    own = two_places((("name", "QString"), ("worth", "Int")), [("a", 1), ("b", 9)])
    profile(run, gaps, WEEKDAYS="Mon-Sun", PLACES=own, DEMAND_FIELD="worth")
    assert not warned(log, "WEEKDAYS has a value")
    assert not warned(log, "DEMAND_FIELD has a value")


def test_a_layer_whose_record_is_damaged_is_not_recorded_as_edited(run, gaps, tmp_path):
    Path(f"{gaps}.provenance.json").write_text("{", encoding="utf-8")
    spots = str(tmp_path / "spots.fgb")
    run("findblindspots", INPUT=gaps, OUTPUT=spots)
    (entry,) = json.loads(Path(f"{spots}.provenance.json").read_text(encoding="utf-8"))["inputs"]["INPUT"]
    assert entry["name"] == "gaps"
    assert not {"edited", "record"} & set(entry)


def test_the_same_weights_written_otherwise_are_the_same(run, log, gaps):
    profile(run, gaps, DEMAND_WEIGHTS="3, 1", WATCH_START="23:00:00", REVISIT="15")
    assert not warned(log, "was made with")


def test_a_value_that_the_record_has_not_is_named(run, log, gaps, tmp_path, data):
    profile(run, gaps, WEEKDAYS="Mon-Sun")
    assert warned(log, "WEEKDAYS has a value, but gaps was made without one")
    plain = str(tmp_path / "plain.fgb")
    run("scoregaps", INPUT=data["fixes"], **{**QUESTION, "DEMAND_WEIGHTS": ""}, OUTPUT=plain)
    log.warnings.clear()
    profile(run, plain, DEMAND=[data["exits"]])
    assert warned(log, "DEMAND has a value, but plain was made without one")


def test_another_number_of_layers_is_named(run, log, gaps, data):
    profile(run, gaps, DEMAND=[data["exits"]])
    assert warned(log, "DEMAND has 1 layer, but gaps was made with 2 (exits, bank)")


def two_places(fields, rows):
    """Two places with these attributes."""
    return point_layer([((EASTING + 100 * i, NORTHING + 20), *row) for i, row in enumerate(rows)], fields)


def test_a_field_is_taken_only_for_a_layer_that_has_it(run, log, data, tmp_path):
    first, other = (("worth", "Int"), ("name", "QString")), (("name", "QString"), ("worth", "Int"))
    places = saved(two_places(other, [("a", 1), ("b", 9)]), tmp_path / "places.gpkg")
    gaps = str(tmp_path / "gaps.fgb")
    question = {**QUESTION, "DEMAND_WEIGHTS": "", "REVISIT": 5}
    run("scoregaps", INPUT=data["fixes"], PLACES=places, DEMAND_FIELD="worth", **question, OUTPUT=gaps)
    made = profile(run, gaps)
    assert made != profile(run, gaps, PLACES=two_places(other, [("a", 1), ("b", 1)]))
    assert made == profile(run, gaps, PLACES=two_places(first, [(1, "a"), (9, "b")]))
    log.warnings.clear()
    none = profile(run, gaps, PLACES=two_places(other[:1], [("a",), ("b",)]))
    assert none == profile(run, gaps, PLACES=two_places(other, [("a", 1), ("b", 1)]))
    assert not warned(log, "DEMAND_FIELD")


def test_other_times_of_the_same_fixes_are_no_change_of_the_layer(run, log, data, tmp_path):
    rows = [(xy, time, utc(START + 30 * i), unit) for i, (xy, time, unit) in enumerate(walk_rows())]
    fixes = str(tmp_path / "two times.gpkg")
    saved(point_layer(rows, (("time", "QDateTime"), ("seen", "QDateTime"), ("unit", "QString"))), fixes)
    gaps = str(tmp_path / "gaps.fgb")
    run("scoregaps", INPUT=fixes, **{**QUESTION, "DEMAND_WEIGHTS": ""}, OUTPUT=gaps)
    profile(run, gaps, TIME_FIELD="seen")
    assert warned(log, "Time field is seen, but gaps was made with time")
    assert not warned(log, "is not as it was")


def spots_of(run, data, tmp_path, name: str, zone: str) -> str:
    gaps, spots = str(tmp_path / f"gaps {name}.gpkg"), str(tmp_path / f"{name}.gpkg")
    run("scoregaps", INPUT=data["fixes"], **{**QUESTION, "DEMAND_WEIGHTS": "", "TIMEZONE": zone}, OUTPUT=gaps)
    run("findblindspots", INPUT=gaps, OUTPUT=spots)
    return spots


def plan(run, log, spots: list, **parameters) -> None:
    log.warnings.clear()
    log.infos.clear()
    sites = point_layer([((EASTING, NORTHING), "Depot")], (("name", "QString"),), name="sites")
    limits = {"MAX_ITERATIONS": 2, "DRONES": 1, "ENDURANCE": 30, "START": "2026-01-02T00:30:00"}
    run("planroutes", BLIND_SPOTS=spots, LAUNCH_SITES=sites, **limits, **parameters, ROUTES="memory:")


def test_of_several_layers_each_is_named_once_and_only_where_it_counts(run, log, data, tmp_path):
    first = spots_of(run, data, tmp_path, "first", "Europe/Berlin")
    other = spots_of(run, data, tmp_path, "other", "Europe/Vienna")
    plain = str(tmp_path / "plain.gpkg")
    saved(QgsVectorLayer(first), plain)
    plan(run, log, [first, other, plain])
    assert warned(log, "other was not made as first was: Time zone. The values of first are used.")
    assert [said for said in log.infos if "plain does not say how it was made" in said and "values of first" in said]
    damaged = str(tmp_path / "damaged.fgb")
    saved(QgsVectorLayer(first), damaged, "FlatGeobuf")
    Path(f"{damaged}.provenance.json").write_text("{", encoding="utf-8")
    plan(run, log, [first, damaged])
    assert len(warned(log, "damaged: the record of the run that made it cannot be used")) == 1
    assert not [said for said in log.infos if "damaged does not say" in said]
    (tmp_path / "more").mkdir()
    plan(run, log, [first, spots_of(run, data, tmp_path / "more", "first", "Europe/Vienna")])
    assert warned(log, "first (layer 2) was not made as first was: Time zone.")
    plan(run, log, [first, other], TIMEZONE="Europe/Vienna")
    assert not warned(log, "The values of first are used")
    layer = QgsVectorLayer(first)
    layer.startEditing()
    layer.changeGeometry(1, shape_layer([f"Point({EASTING} {NORTHING})"], "Point").getFeature(1).geometry())
    assert layer.commitChanges()
    plan(run, log, [first, first])
    assert len(warned(log, "first was edited after it was made")) == 1


def test_forgotten_settings_are_a_warning_with_their_values(run, log, data):
    line = f"LineStringZM({EASTING} {NORTHING} 60 0, {EASTING + 400} {NORTHING} 60 60)"
    routes = shape_layer([line], "LineStringZM", name="drawn")
    run("assessplan", ROUTES=routes, INPUT=data["fixes"], TIME_FIELD="time", WATCH_START="23:00", OUTPUT="memory:")
    (said,) = warned(log, "drawn does not say how it was made (it carries no record)")
    assert "Revisit interval (min): 120" in said
    assert "Watch ends: 05:00" in said
    assert "Watch starts" not in said
    assert not [text for text in log.infos if "does not say how" in text]


def test_layers_in_memory_that_are_named_after_a_database_give_no_credential_away(run, log, data, tmp_path):
    address = (
        "dbname='gis' host=db.example user='jane' password='hunter2' authcfg=abc1234 table=\"gps\".\"fixes\" (geom)"
    )
    rows = [*walk_rows(), ((EASTING, NORTHING), utc(START + 7200), "U0")]
    fixes, exits = point_layer(rows, name=address), QgsVectorLayer(data["exits"], "https://a/?token=hunter2", "ogr")
    QgsProject.instance().addMapLayers([fixes, exits])
    gaps, spots, routes, out = (str(tmp_path / f"out.{name}.gpkg") for name in ("gaps", "spots", "routes", "assessed"))
    question = {**QUESTION, "DEMAND_WEIGHTS": "", "DEMAND": [exits]}
    run("scoregaps", INPUT=fixes, **question, OUTPUT=gaps, NIGHTS=str(tmp_path / "out.csv"))
    run("findblindspots", INPUT=gaps, OUTPUT=spots)
    site = point_layer([((EASTING, NORTHING),)], ())
    run("planroutes", BLIND_SPOTS=[spots], LAUNCH_SITES=site, MAX_ITERATIONS=2, ENDURANCE=30, ROUTES=routes)
    page = str(tmp_path / "out.html")
    run("assessplan", ROUTES=routes, OUTPUT=out, HTML=page)  # finds the fixes in the project
    assert run("repeatrun", INPUT=gaps)["AGREES"] == 1
    written = [path for path in tmp_path.rglob("out*") if path.is_file()]
    assert len(written) >= 6
    for path in written:
        assert not re.search(rb"hunter2|jane|abc1234", path.read_bytes()), path
    said = [text for text in (*log.infos, *log.warnings) if "Results:" not in text]
    assert not [text for text in said if re.search("hunter2|jane|abc1234", text)]


def test_another_zone_is_said_once_and_not_as_other_fixes(run, log, gaps):
    profile(run, gaps, TIMEZONE="Europe/Lisbon")
    assert warned(log, "Time zone is Europe/Lisbon, but gaps was made with Europe/Berlin")
    assert not warned(log, "is not as it was")


def test_an_input_whose_content_is_not_recorded_is_not_compared(run, log, gaps):
    record_changed(gaps, lambda record: record["inputs"]["INPUT"][0].pop("content"))
    profile(run, gaps)
    assert not warned(log, "is not as it was")


def test_of_more_layers_than_recorded_the_others_are_not_compared(run, log, gaps, data):
    record_changed(gaps, lambda record: record["inputs"]["DEMAND"].pop())
    profile(run, gaps, DEMAND=[data["exits"], data["bank"]], DEMAND_WEIGHTS="3,1")
    assert warned(log, "DEMAND has 2 layers, but gaps was made with 1")
    assert not warned(log, "is not as it was")


def test_fixes_alone_without_a_record_are_no_warning(run, log, data):
    run("coverageprofile", INPUT=data["fixes"], TIME_FIELD="time", TIMEZONE="UTC", OUTPUT="memory:")
    assert not warned(log, "does not say how it was made")
    assert [said for said in log.infos if "fixes does not say how it was made" in said]


@pytest.mark.parametrize(("name", "basic"), [("assessplan", {"INPUT"}), ("coverageprofile", {"INPUT", "REVISIT"})])
def test_what_is_taken_from_the_record_is_advanced_where_it_is_seldom_set(name, basic):
    algorithm = QgsApplication.processingRegistry().algorithmById(f"blindspot:{name}")
    advanced = Qgis.ProcessingParameterFlag.Advanced
    found = {each for each in ("INPUT", "REVISIT") if not algorithm.parameterDefinition(each).flags() & advanced}
    assert found == basic


def test_parameters_that_may_be_empty_keep_what_else_they_are(run, gaps):
    algorithm = QgsApplication.processingRegistry().algorithmById("blindspot:coverageprofile")
    assert algorithm.parameterDefinition("DEMAND_WEIGHTS").metadata()[TAKES_LIST]
    assert algorithm.parameterDefinition("TIMEZONE").metadata()["widget_wrapper"]["value_hints"]
    assert profile(run, gaps, DEMAND_WEIGHTS=[3, 1]) == profile(run, gaps)


def test_a_repeated_run_takes_nothing_from_the_records_of_its_inputs(run, log, gaps, tmp_path):
    """The record has the values of then, also those that were empty on purpose of a layer without a record."""
    spots = str(tmp_path / "spots.gpkg")
    run("findblindspots", INPUT=gaps, MERGE_DISTANCE=7, OUTPUT=spots)
    log.warnings.clear()
    assert run("repeatrun", INPUT=spots)["AGREES"] == 1
    said = [*log.warnings, *log.infos]
    assert not [text for text in said if "is 7 m, but" in text]
