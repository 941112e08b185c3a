"""Records as text and back, and what is no record."""

import json

import pytest

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


def test_numbers_that_json_does_not_have_become_null():
    record = {**PLACES, "results": {"MEAN_GAP": float("nan"), "BOUNDS": [float("inf"), 1.0]}}
    assert json.loads(as_json(record))["results"] == {"MEAN_GAP": None, "BOUNDS": [None, 1.0]}


def test_the_chain_has_the_nearest_record_first():
    assert [name_of(record) for record in chain(ROUTES)] == ["planroutes", "findblindspots", "scoregaps"]


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
        (json.dumps({**SPOTS, "inputs": {"INPUT": [{"source": "fixes.gpkg"}]}}), "does not say where its inputs are"),
        (json.dumps({**SPOTS, "inputs": {"INPUT": [{"record": {"schema": SCHEMA}}]}}), "no algorithm"),
    ],
)
def test_what_is_no_record_is_said(text, why):
    with pytest.raises(DamagedRecord, match=why):
        from_json(text)
