"""The content of a layer is the same in every format that can hold it, and another once anything is edited."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from qgis.core import QgsFeature, QgsField, QgsGeometry, QgsVectorFileWriter, QgsVectorLayer
from qgis.PyQt.QtCore import QDate, QDateTime, QMetaType, Qt, QTime

from blindspot.engine.progress import Cancelled
from blindspot.layers import content
from blindspot.layers.content import AT_ONCE, batches_of, content_of
from blindspot.layers.row_hashes import (
    hashes_of_bytes,
    hashes_of_geometries,
    hashes_of_moments,
    hashes_of_numbers,
    hashes_of_texts,
    rows_of,
)
from small_layers import START, saved, shape_layer, utc

FIELDS = (("number", "Double"), ("whole", "Int"), ("long", "LongLong"), ("label", "QString"), ("at", "QDateTime"))
DRIVERS = {"gpkg": "GPKG", "fgb": "FlatGeobuf", "geojson": "GeoJSON"}


def rows(count=40):
    """Values of all types, with nulls."""
    found = [[i / 7 - 2, i - 3, 2**53 + 1 + i, f"Nördlich {i} 南京", utc(START + i * 61.125)] for i in range(40)]
    found[3] = [None] * 5
    found[4][3] = ""
    found[5][0] = 291.06443949999993  # GDAL writes 291.0644395 to GeoJSON
    found[6][0] = -0.0
    return found[:count]


def polygon(i):
    x, y = 500_000 + i / 3, 5_500_000 - i / 7
    return f"Polygon(({x} {y}, {x + 9} {y}, {x + 9} {y + 5 + i}, {x} {y}))"


def layer_of(values=None, kind="Polygon", shapes=None, fields=FIELDS):
    values = rows() if values is None else values
    shapes = [polygon(i) for i in range(len(values))] if shapes is None else shapes
    return shape_layer(shapes, kind, fields=fields, rows=values)


def file_of(layer, path, ending):
    options = {"layerOptions": QgsVectorFileWriter.defaultLayerOptions(DRIVERS[ending])}
    return saved(layer, path / f"a.{ending}", DRIVERS[ending], **options)


def digest(layer) -> str:
    return content_of(layer).digest


def by_features(layer, monkeypatch) -> str:
    """Without GDAL's stream."""
    with monkeypatch.context() as patch:
        patch.setattr(content, "_streamed", lambda *_: None)
        return digest(layer)


@pytest.mark.parametrize("ending", DRIVERS)
def test_every_format_and_both_readers_give_the_same(tmp_path, monkeypatch, ending):
    layer = layer_of()
    file = file_of(layer, tmp_path, ending)
    assert digest(file) == by_features(file, monkeypatch) == digest(layer)
    assert len(content_of(file)) == 40


@pytest.mark.parametrize("ending", DRIVERS)
@pytest.mark.parametrize(
    ("kind", "shapes"),
    [
        ("PointZM", ["PointZM(1.1 2.2 3.3 4.4)", "PointZM(-1.1 -2.2 3.3 4.4)"]),
        ("LineStringZ", ["LineStringZ(1 2 3, 4 5 6.7)", "LineStringZ(1 2 3, 4 5 6, 7 8 9)"]),
        ("MultiPoint", ["MultiPoint((1 2))", "MultiPoint((3 4), (5 6))"]),
        ("NoGeometry", ["", ""]),
    ],
)
def test_geometries_of_every_kind(tmp_path, monkeypatch, ending, kind, shapes):
    if (ending, kind) in (("geojson", "PointZM"), ("fgb", "NoGeometry")):
        pytest.skip("the format cannot hold them")
    layer = layer_of(rows(2), kind, shapes)
    file = file_of(layer, tmp_path, ending)
    assert digest(file) == by_features(file, monkeypatch) == digest(layer)


def test_order_ids_and_names_in_capitals_do_not_count(tmp_path):
    layer, values = layer_of(), rows()
    order = list(range(len(values)))
    random.Random(1).shuffle(order)
    shapes = [polygon(i) for i in order]
    fields = [FIELDS[i] for i in (4, 2, 0, 1, 3)]
    capitals = [(name.upper(), kind) for name, kind in fields]
    other = layer_of([[values[i][k] for k in (4, 2, 0, 1, 3)] for i in order], shapes=shapes, fields=capitals)
    assert digest(other) == digest(layer)
    with_id = layer_of([[100 + i, *row] for i, row in enumerate(values)], fields=(("fid", "LongLong"), *FIELDS))
    assert digest(with_id) == digest(layer)
    assert digest(file_of(with_id, tmp_path, "gpkg")) == digest(layer)
    with_id = layer_of([[100 + i, *row] for i, row in enumerate(values)], fields=(("OGC_FID", "LongLong"), *FIELDS))
    assert digest(with_id) == digest(layer)


def test_what_formats_turn_into_each_other_is_the_same():
    layer = layer_of()
    multi = layer_of(kind="MultiPolygon", shapes=[f"Multi{polygon(i).replace('((', '(((')})" for i in range(40)])
    assert digest(multi) == digest(layer)
    wider = layer_of([[*row, None] for row in rows()], fields=(*FIELDS, ("never", "QString")))
    assert digest(wider) == digest(layer)
    as_real = tuple((name, "Double" if name == "whole" else kind) for name, kind in FIELDS)
    assert digest(layer_of(fields=as_real)) == digest(layer)
    nothing, empty = layer_of(rows(2), shapes=["", polygon(1)]), layer_of(rows(2), shapes=["Polygon EMPTY", polygon(1)])
    assert digest(nothing) == digest(empty) != digest(layer_of(rows(2)))


def test_instants_count_and_not_their_zones():
    moments = ["2026-01-01T09:00:00+05:00", "2026-01-01T04:00:00Z", "2026-01-01T05:30:00+01:30"]
    fields = (("at", "QDateTime"),)
    found = {digest(layer_of([[QDateTime.fromString(text, Qt.DateFormat.ISODate)]], fields=fields)) for text in moments}
    assert len(found) == 1
    clock = QDateTime(QDate(2026, 1, 1), QTime(4, 0))  # of no zone: as UTC, whatever that of this computer is
    assert {digest(layer_of([[clock]], fields=fields))} == found


@pytest.mark.parametrize("ending", DRIVERS)
def test_moments_that_are_not_utc_are_the_same_in_files(tmp_path, ending):
    moments = [QDateTime.fromString(f"2026-01-01T0{i}:00:00+05:00", Qt.DateFormat.ISODate) for i in range(9)]
    layer = layer_of([[moment] for moment in moments], fields=(("at", "QDateTime"),))
    assert digest(file_of(layer, tmp_path, ending)) == digest(layer)


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        (0, 0, 3.1), (0, 0, None), (0, 0, -2.000001), (7, 1, 5), (7, 2, 2**53 + 7), (7, 2, -(2**53) - 8),
        (7, 3, "Nördlich 8 南京"), (7, 3, "Nördlich 7 南京 "), (4, 3, "x"), (8, 4, utc(START + 0.001)), (3, 1, 0),
        (8, 4, None),
    ],
)  # fmt: skip
def test_a_changed_value_is_other_content(row, column, value):
    before, values = digest(layer_of()), rows()
    values[row][column] = value
    assert digest(layer_of(values)) != before


def test_contents_are_compared_feature_by_feature():
    first, values = content_of(layer_of()), rows()
    values[0][0] = 99.0
    changed = content_of(layer_of(values[:-1]))
    assert first.differences(first) == (0, 0)
    assert first.differences(changed) == (2, 1)
    assert changed.differences(first) == (1, 2)
    twice = content_of(layer_of([*rows(), rows()[7]], shapes=[polygon(i) for i in (*range(40), 7)]))
    assert first.differences(twice) == (0, 1)
    again = content_of(layer_of([*rows(), *rows()[7:8] * 3], shapes=[polygon(i) for i in (*range(40), 7, 7, 7)]))
    assert (first.differences(again), again.differences(twice)) == ((0, 3), (2, 0))
    nothing = content_of(layer_of([], shapes=[]))
    assert (nothing.differences(first), nothing.differences(nothing)) == ((0, 40), (0, 0))


def test_values_that_are_exchanged_are_other_content():
    fields = (("a", "Double"), ("b", "Double"))
    first = digest(layer_of([[1, 2], [3, 4]], fields=fields))
    assert digest(layer_of([[2, 1], [3, 4]], fields=fields)) != first  # between fields
    assert digest(layer_of([[3, 2], [1, 4]], fields=fields)) != first  # between features
    assert digest(layer_of([[1, 2], [3, 4], [3, 4]], fields=fields)) != first  # a feature twice
    once = layer_of([[1, 2], [1, 2], [3, 4]], shapes=[polygon(0), polygon(0), polygon(1)], fields=fields)
    other = layer_of([[1, 2], [3, 4], [3, 4]], shapes=[polygon(0), polygon(1), polygon(1)], fields=fields)
    assert digest(once) != digest(other)
    mirrored = [["Point(3 7)", "Point(-3 -7)"], ["Point(3 -7)", "Point(-3 7)"], ["Point(7 3)", "Point(-7 -3)"]]
    assert len({digest(layer_of([[1, 1]] * 2, "Point", shapes, fields)) for shapes in mirrored}) == 3
    assert len({digest(layer_of([[1, 1]], "Point", [shape], fields)) for shape in np.ravel(mirrored)}) == 6


def test_fields_that_the_stream_does_not_give(tmp_path):
    """Booleans and dates are read feature by feature."""
    kinds = (("yes", "Bool"), ("day", "QDate"))
    layer = layer_of([[True, QDate(2026, 1, 1)], [False, None]], fields=kinds)
    file = file_of(layer, tmp_path, "gpkg")
    assert digest(file) == digest(layer)
    assert digest(layer_of([[True, QDate(2026, 1, 2)], [False, None]], fields=kinds)) != digest(layer)


def test_virtual_fields_do_not_count_and_a_filter_does(tmp_path):
    file = file_of(layer_of(), tmp_path, "gpkg")
    before = digest(file)
    file.addExpressionField('"whole" * 2', QgsField("doubled", QMetaType.Type.Int))
    assert digest(file) == before
    file.setSubsetString('"whole" < 5')
    assert len(content_of(file)) == 7
    assert digest(file) != before


def test_a_field_that_is_added_in_an_edit_counts_before_it_is_saved(tmp_path):
    file = file_of(layer_of(), tmp_path, "gpkg")
    before = digest(file)
    assert file.startEditing()
    assert file.addAttribute(QgsField("note", QMetaType.Type.QString))
    assert digest(file) == before  # it has no value yet
    assert file.changeAttributeValue(1, file.fields().lookupField("note"), "seen")
    unsaved = digest(file)
    assert unsaved != before
    assert file.commitChanges()
    assert digest(file) == unsaved


def test_an_empty_layer_and_progress(tmp_path):
    empty = layer_of([], shapes=[])
    assert digest(empty) == digest(file_of(empty, tmp_path, "gpkg")) == digest(file_of(empty, tmp_path, "fgb"))
    shares = []
    content_of(layer_of(), shares.append)
    assert shares[-1] == 1.0

    def cancel(_):
        raise Cancelled

    with pytest.raises(Cancelled):
        content_of(layer_of(), cancel)


def test_hashes_stay_what_they_are_in_other_versions():
    """A record that was written by this version must be understood by later ones."""
    layer = QgsVectorLayer("Point?crs=EPSG:32633&field=name:string&field=value:double&field=n:integer", "x", "memory")
    feature = QgsFeature(layer.fields())
    feature.setGeometry(QgsGeometry.fromWkt("Point(500000.25 5500000.5)"))
    feature.setAttributes(["Nördlich", 0.125, 7])
    layer.dataProvider().addFeatures([feature])
    assert digest(layer) == "b86b61e0ae8ee0efd48a7b50c10aaf57"


@given(st.lists(st.binary(max_size=90).map(lambda value: value.rstrip(b"\0")), max_size=30), st.integers(1, 50))
def test_bytes_have_one_hash_however_they_are_held(values, more):
    width = max(map(len, values), default=0) + more
    fixed = np.array(values, f"S{width}")
    assert hashes_of_bytes(fixed).tolist() == hashes_of_bytes(values).tolist()
    assert len(set(hashes_of_bytes(values).tolist())) == len(set(values))


def test_texts_hash_as_their_bytes():
    texts = ["Nördlich", "", None, "x" * 300]
    coded = np.array([text and text.encode() for text in texts], object)
    assert hashes_of_bytes(np.array(texts, object)).tolist() == hashes_of_bytes(coded).tolist()
    null = [False, False, True, False]
    masked = np.ma.array(np.array(["Nördlich", "", "anything", "x" * 300], object), mask=null)
    assert hashes_of_bytes(masked).tolist() == hashes_of_texts(texts).tolist()


def test_texts_of_very_different_lengths_have_the_same_content_in_a_file(tmp_path):
    """GDAL streams such a column as Python objects, from version 3.10 on."""
    texts = [["é" * (300 if i == 9 else 3)] for i in range(3_000)]
    places = [f"Point({i} {i})" for i in range(3_000)]
    layer = shape_layer(places, "Point", fields=[("label", "QString")], rows=texts)
    assert digest(saved(layer, tmp_path / "texts.gpkg")) == digest(layer)


@given(st.lists(st.floats() | st.integers(-(2**60), 2**60).map(float), max_size=30))
def test_numbers_have_one_hash_in_every_type(values):
    found = hashes_of_numbers(np.array(values, float))
    for value, hashed in zip(values, found.tolist(), strict=True):
        assert (hashed == 0) == (value != value)
        if value == np.floor(value) and abs(value) < 2**63:
            assert hashes_of_numbers(np.array([int(value)], np.int64))[0] == hashed


@given(st.floats(-1e12, 1e12))
def test_a_number_counts_to_eleven_digits(value):
    if value and value != np.floor(value) and abs(value) > 1e-9:
        others = np.array([value, value * (1 + 1e-9)])
        assert len(set(hashes_of_numbers(others).tolist())) == 2


def test_masked_values_change_no_row():
    numbers = np.ma.array([1, 2], mask=[False, True])
    rows = rows_of({"a": hashes_of_numbers(numbers), "b": hashes_of_texts(["x", None])}, 2)
    assert rows[1] == rows_of({}, 1)[0]
    assert rows[0] != rows[1]
    assert hashes_of_moments(np.array(["2026-01-01", "NaT"], "datetime64[ms]"))[1] == 0
    assert hashes_of_geometries([None, b"\x01\x03\x00\x00\x00\x00\x00\x00\x00"]).tolist() == [0, 0]


def test_lone_surrogates_are_hashed():
    assert len(set(hashes_of_texts(["a\ud800", "a", "a\ud801"]).tolist())) == 3


def test_batches_hold_every_feature():
    features = list(range(2 * AT_ONCE + 1))
    found = list(batches_of(features))
    assert [len(some) for some in found] == [AT_ONCE, AT_ONCE, 1]
    assert [feature for some in found for feature in some] == features
