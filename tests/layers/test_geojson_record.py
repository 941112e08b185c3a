"""The record of a run as a member of a GeoJSON file."""

import json

import pytest

from blindspot.layers import geojson_record
from blindspot.layers.geojson_record import read_member, write_member

FEATURES = '{"type": "Feature", "properties": {"note": "blindspot_provenance"}, "geometry": null}'
WHOLE = f'{{\n"type": "FeatureCollection",\n"name": "gaps",\n"features": [\n{FEATURES}\n]\n}}\n'


def written(folder, text: str, record: dict, encoding="utf-8"):
    path = folder / "gaps.geojson"
    path.write_text(text, encoding=encoding)
    write_member(str(path), json.dumps(record, ensure_ascii=False))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize(
    "name", ["fixes", "Überfälle", 'a "quoted" name', 'ends in a quote"', "{", "}}", '"}', "back\\slash", '\\"}\\']
)
def test_a_record_is_read_as_it_was_written_and_the_file_stays_valid(tmp_path, name, encoding):
    record = {"blindspot": "1", "inputs": {name: [{"name": name}]}, "results": {}}
    path = written(tmp_path, WHOLE, record, encoding)
    assert json.loads(read_member(str(path))) == record
    found = json.loads(path.read_text(encoding))
    assert found.pop("blindspot_provenance") == record
    assert found == json.loads(WHOLE)
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_a_record_longer_than_the_first_piece_is_read_whole_up_to_a_limit(tmp_path, monkeypatch):
    record = {"inputs": {str(i): f"{{{i}" for i in range(30_000)}}
    path = written(tmp_path, WHOLE, record)
    assert path.stat().st_size > 5 * geojson_record.HEAD
    assert json.loads(read_member(str(path))) == record
    monkeypatch.setattr(geojson_record, "LONGEST", geojson_record.HEAD)
    assert len(read_member(str(path))) < 3 * geojson_record.HEAD


@pytest.mark.parametrize("text", [FEATURES, "", "[]", '{"features": [], "type": "FeatureCollection"}'])
def test_a_file_that_starts_otherwise_is_refused_and_left_as_it_is(tmp_path, text):
    with pytest.raises(ValueError, match="it is not written as a FeatureCollection"):
        written(tmp_path, text, {})
    assert {one.name: one.read_text("utf-8") for one in tmp_path.iterdir()} == {"gaps.geojson": text}


def test_a_member_among_the_features_is_not_the_record(tmp_path):
    path = tmp_path / "gaps.geojson"
    path.write_text(WHOLE.replace('"note": "blindspot_provenance"', '"blindspot_provenance": {}'), encoding="utf-8")
    assert read_member(str(path)) == ""


def test_a_record_that_is_cut_off_is_returned_as_far_as_it_goes(tmp_path):
    path = written(tmp_path, WHOLE, {"blindspot": "1", "inputs": {}})
    text = path.read_text("utf-8")
    path.write_text(text[: text.index('"inputs"')], encoding="utf-8")
    assert read_member(str(path)) == '{"blindspot": "1", '
