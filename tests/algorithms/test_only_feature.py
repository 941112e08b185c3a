"""The name of the one area that a layer holds."""

import pytest

from blindspot.algorithms.inputs.only_feature import name_of_only_feature
from small_layers import shape_layer

SQUARE = "Polygon((0 0, 1 0, 1 1, 0 0))"
FIELDS = (("number", "Int"), ("code", "QString"), ("District_Name", "QString"))


@pytest.mark.parametrize(
    ("fields", "row", "name"),
    [(FIELDS, [7, "D7", "Old Town"], "Old Town"), (FIELDS[:2], [7, "D7"], "D7"), (FIELDS[:1], [7], ""),
     (FIELDS, [7, "D7", None], "")],
)  # fmt: skip
def test_it_is_that_of_the_field_of_names_else_the_first_text(qgis_app, fields, row, name):
    assert name_of_only_feature(shape_layer([SQUARE], fields=fields, rows=[row])) == name


def test_several_areas_and_other_geometries_have_none(qgis_app):
    several = shape_layer([SQUARE] * 2, fields=FIELDS[1:2], rows=[["a"], ["b"]])
    point = shape_layer(["Point(0 0)"], "Point", fields=FIELDS[1:2], rows=[["a"]])
    assert [name_of_only_feature(layer) for layer in (several, point)] == ["", ""]
