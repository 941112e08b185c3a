"""The content of a layer in memory, from the rows that are written, is the one that is read from it."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from qgis.core import QgsField, QgsFields, QgsVectorLayer
from qgis.PyQt.QtCore import QDate, QMetaType

from blindspot.layers.content import content_of
from blindspot.layers.sinks import LONG, MOMENT, REAL, TEXT, WHOLE, fields_of, moments, write
from blindspot.layers.written_content import WrittenContent

KINDS = (("fid", LONG), ("number", REAL), ("whole", WHOLE), ("long", LONG), ("label", TEXT), ("at", MOMENT))
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
ROW = st.tuples(
    st.one_of(st.none(), st.floats(allow_nan=True)),
    st.one_of(st.none(), st.integers(-(2**31) + 1, 2**31 - 1)),
    st.one_of(st.none(), st.integers(-(2**63) + 1, 2**63 - 1)),
    st.one_of(st.none(), TEXTS),
    st.one_of(st.just(np.nan), st.floats(-1e9, 4e9)),
    st.one_of(st.none(), st.tuples(st.floats(-1e7, 1e7), st.floats(-1e7, 1e7))),
)


def memory(fields: QgsFields, kind="Point") -> QgsVectorLayer:
    layer = QgsVectorLayer(f"{kind}?crs=EPSG:32632" if kind else "NoGeometry", "a", "memory")
    layer.dataProvider().addAttributes(list(fields))
    layer.updateFields()
    return layer


def both(fields, batches, kind="Point"):
    """The content from what is written, and from the layer."""
    layer, written = memory(fields, kind), WrittenContent(fields)
    for shapes, columns in batches:
        written.add(shapes, columns)
        write(layer.dataProvider(), shapes, columns)
    return written.content(), content_of(layer)


def columns_of(rows, start=0):
    number, whole, long, label, at, places = (list(column) for column in zip(*rows, strict=True))
    shapes = [None if place is None else shapely.to_wkb(shapely.Point(place)) for place in places]
    return shapes, [list(range(start, start + len(rows))), number, whole, long, label, moments(np.array(at, float))]


@given(st.lists(ROW, min_size=1, max_size=30), st.lists(ROW, min_size=1, max_size=5))
@settings(deadline=None)
def test_what_is_written_has_the_content_that_is_read(first, second):
    fields = fields_of(*KINDS)
    written, read = both(fields, [columns_of(first), columns_of(second, len(first))])
    assert (written.rows == read.rows).all()
    assert len(written) == len(first) + len(second)


@pytest.mark.parametrize(
    ("kind", "shapes"),
    [
        ("LineStringZM", ["LINESTRING ZM (0 1 2 3, 4 5 6 7)", None]),
        ("MultiPolygon", ["POLYGON ((0 0, 9 0, 9 9, 0 0))", "MULTIPOLYGON (((0 0, 9 0, 9 9, 0 0)))"]),
        ("MultiPoint", ["MULTIPOINT (1 2, 3 4)", "MULTIPOINT EMPTY"]),
        ("", [None, None]),
    ],
)
def test_geometries_of_every_kind(kind, shapes):
    wkb = [None if shape is None else shapely.to_wkb(shapely.from_wkt(shape), flavor="iso") for shape in shapes]
    written, read = both(fields_of(("label", TEXT)), [(wkb, [["a", "b"]])], kind)
    assert written.digest == read.digest


@pytest.mark.parametrize(
    ("field", "values"),
    [
        (QgsField("n", WHOLE), [1.5]),
        (QgsField("n", WHOLE), [2**31]),
        (QgsField("n", REAL), [np.float64(0.25)]),
        (QgsField("n", REAL), ["0.25"]),
        (QgsField("n", REAL, "", 10, 1), [0.25]),
        (QgsField("n", TEXT), [7]),
        (QgsField("n", TEXT, "", 3), ["abcd"]),
        (QgsField("n", QMetaType.Type.QDate), [QDate(2026, 3, 1)]),
        (QgsField("n", REAL), np.array([0.25])),
    ],
)
def test_values_that_qgis_may_convert_are_left_to_reading(field, values):
    fields = QgsFields()
    fields.append(field)
    written = WrittenContent(fields)
    written.add([None], [values])
    written.add([None], [[None]])
    assert written.content() is None


def test_an_empty_layer():
    assert both(fields_of(("label", TEXT)), [])[0].digest == content_of(memory(fields_of(("label", TEXT)))).digest
