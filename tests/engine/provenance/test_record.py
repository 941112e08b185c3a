"""Records as text and back, and what is no record."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blindspot.engine.provenance.record import SCHEMA, DamagedRecord, as_json, chain, from_json, name_of

PLACES = {"schema": SCHEMA, "algorithm": "blindspot:scoregaps", "parameters": {"REVISIT": 90.0}, "inputs": {}}
SPOTS = {
    "schema": SCHEMA,
    "algorithm": "blindspot:findblindspots",
    "parameters": {},
    "inputs": {"INPUT": [{"name": "gaps", "record": PLACES}], "NAMES": [{"name": "streets"}]},
}
ROUTES = {
    "schema": SCHEMA,
    "algorithm": "blindspot:planroutes",
    "parameters": {},
    "inputs": {"BLIND_SPOTS": [{"name": "spots", "record": SPOTS}, {"name": "exits"}]},
}


def test_a_record_is_read_as_it_was_written():
    assert from_json(as_json(ROUTES)) == ROUTES
    assert as_json(ROUTES) == as_json(json.loads(as_json(ROUTES)))


def test_the_text_does_not_depend_on_how_a_record_was_put_together():
    """So that equal records are equal in the file: the order of keys, tuples, and keys that are numbers."""
    record = {**PLACES, "results": {"STAGES": [[1, 2]], "by": {"1": "a", "x": "b"}}}
    other = {"results": {"by": {"x": "b", 1: "a"}, "STAGES": ((1, 2),)}, **dict(reversed(PLACES.items()))}
    assert as_json(record) == as_json(other)


def test_numbers_that_json_does_not_have_become_null():
    record = {**PLACES, "results": {"MEAN_GAP": float("nan"), "BOUNDS": (float("inf"), 1.0)}}
    assert json.loads(as_json(record))["results"] == {"MEAN_GAP": None, "BOUNDS": [None, 1.0]}


def test_the_chain_has_the_nearest_record_first():
    assert [name_of(record) for record in chain(ROUTES)] == ["planroutes", "findblindspots", "scoregaps"]


trees = st.recursive(st.just([]), lambda below: st.lists(below, max_size=3), max_leaves=12)


@given(trees)
def test_the_chain_has_every_record_once_by_its_distance(tree):
    """Brute force: a record of each node, named after its level."""
    levels = []

    def record_of(below: list, level: int) -> dict:
        levels.append(level)
        inputs = [{"name": "layer", "record": record_of(each, level + 1)} for each in below]
        return {**PLACES, "algorithm": f"blindspot:{level}", "inputs": {"A": inputs[:1], "B": inputs[1:]}}

    found = [int(name_of(record)) for record in chain(record_of(tree, 0))]
    assert found == sorted(levels)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "not valid JSON"),
        (as_json(ROUTES)[:200], "not valid JSON"),
        ("[" * 100_000, "not valid JSON"),
        ("[]", "no schema"),
        ('{"schema": "1"}', "no schema"),
        (json.dumps({**PLACES, "schema": SCHEMA + 1, "blindspot": "9.9"}), "newer version of Blindspot .9.9."),
        (json.dumps({**PLACES, "parameters": None}), "no parameters"),
        (json.dumps({**PLACES, "algorithm": 3}), "no algorithm"),
        (json.dumps({**PLACES, "inputs": {"INPUT": {"name": "fixes"}}}), "inputs are not layers"),
        (json.dumps({**PLACES, "output": "OUTPUT"}), "its output cannot be read"),
        (json.dumps({**PLACES, "results": [1]}), "its results cannot be read"),
        (json.dumps({**PLACES, "made_with": "QGIS"}), "its made_with cannot be read"),
        (json.dumps({**SPOTS, "inputs": {"INPUT": [{"source": "fixes.gpkg"}]}}), "does not say where its inputs are"),
        (json.dumps({**SPOTS, "inputs": {"INPUT": [{"record": {"schema": SCHEMA}}]}}), "no algorithm"),
    ],
)
def test_what_is_no_record_is_said(text, why):
    with pytest.raises(DamagedRecord, match=why):
        from_json(text)
