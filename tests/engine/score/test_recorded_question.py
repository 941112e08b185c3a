"""Which results answer the same question: its key and its words."""

import pytest

from blindspot.engine.score.recorded_question import VALUES, WITH_LAYERS, question_of_record

ASKED = {
    "WATCH_START": "22:00:00", "WATCH_END": "05:00:00", "REVISIT": 120.0, "TIMEZONE": "Asia/Shanghai",
    "CELL_SIZE": 50.0, "DETECTION_RANGE": 50.0,
}  # fmt: skip


def layer(name, record=None, **more) -> dict:
    return {"name": name, "source": {"provider": "ogr", "path": f"/data/{name}.gpkg"}, "record": record, **more}


def record(algorithm="scoregaps", inputs=None, **parameters) -> dict:
    inputs = {"INPUT": [layer("fixes")]} if inputs is None else inputs
    return {"algorithm": f"blindspot:{algorithm}", "parameters": {**ASKED, **parameters}, "inputs": inputs}


@pytest.mark.parametrize("name", VALUES)
def test_another_value_is_another_question(name):
    assert question_of_record(record(**{name: 77})).key != question_of_record(record()).key


@pytest.mark.parametrize("name", ["WATCH_START", "WATCH_END", "REVISIT", "WEEKDAYS", "DETECTION_RANGE", "PERIOD_START"])
def test_what_a_score_asks_is_part_of_its_question(name):
    assert name in VALUES


@pytest.mark.parametrize("name", ["WATCH_BY", "SUN_OFFSET", "DEMAND_MINIMUM"])
def test_nothing_is_the_same_question_as_in_records_before_there_was_such_a_parameter(name):
    assert question_of_record(record(**{name: 0})).key == question_of_record(record()).key


@pytest.mark.parametrize("more", [{"selected": [1]}, {"filter": "x > 1"}, {"limit": 5}, {"feature": "Old Town"}])
def test_other_features_of_a_layer_are_another_question(more):
    part = record(inputs={"INPUT": [layer("fixes")], "AREA": [layer("area", **more)]})
    assert (
        question_of_record(part).key
        != question_of_record(record(inputs={**part["inputs"], "AREA": [layer("area")]})).key
    )


@pytest.mark.parametrize("name", WITH_LAYERS)
def test_what_hides_places_is_part_of_the_question_only_where_it_is_given(name):
    plain = question_of_record(record())
    own = WITH_LAYERS[name]
    assert question_of_record(record(**dict.fromkeys(own, 9))).key == plain.key
    inputs = {"INPUT": [layer("fixes")], name: [layer("more")]}
    given = question_of_record(record(inputs=inputs))
    assert given.key != plain.key
    assert given.words[:-1] == plain.words
    assert given.words[-1].startswith("with ")
    for other in own:
        assert question_of_record(record(inputs=inputs, **{other: 9})).key != given.key
    assert question_of_record(record(inputs={**inputs, name: [layer("others")]})).key != given.key


def test_an_answer_has_the_question_of_its_score_whatever_it_was_answered_with():
    question = question_of_record(record())
    spots = record("findblindspots", {"INPUT": [layer("scored", record())]})
    spots["parameters"] = {"SHARE": 40.0}
    routes = {
        "algorithm": "blindspot:planroutes",
        "parameters": {"DRONES": 3},
        "inputs": {"BLIND_SPOTS": [layer("spots", spots)]},
    }
    assert [question_of_record(one).key for one in (spots, routes)] == [question.key] * 2
    assert question_of_record(routes).name == question.name == "Blindspot: fixes, 22-05, 2 h"
    assert question_of_record(record(MAX_ITERATIONS=9)).key == question.key


def test_tracks_are_named_by_their_fixes_and_asked_of_as_these():
    tracks = {"algorithm": "blindspot:preparetracks", "parameters": {}, "inputs": {"INPUT": [layer("fixes")]}}
    of_tracks = question_of_record(record(inputs={"INPUT": [layer("tracks", tracks)]}))
    assert of_tracks.words[0] == "fixes"
    assert of_tracks.key == question_of_record(record()).key


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"WATCH_END": "22:00:00"}, "all day, 2 h"),
        ({"WATCH_START": "21:30:00", "REVISIT": 90.0}, "21:30-05, 90 min"),
        ({"WEEKDAYS": "Fri,Sat"}, "22-05, Fri,Sat, 2 h"),
        ({"PERIOD_START": "2026-03-01T00:00:00Z"}, "22-05, 2 h, from 2026-03-01"),
        ({"PERIOD_END": "2026-03-09T00:00:00Z"}, "22-05, 2 h, until 2026-03-09"),
        ({"CELL_SIZE": 100.0, "DETECTION_RANGE": 80.0}, "22-05, 2 h, cells of 100 m, range 80 m"),
    ],
)
def test_words_say_the_hours_and_what_is_not_as_usual(parameters, words):
    assert question_of_record(record(**parameters)).name == f"Blindspot: fixes, {words}"
