"""What can be told of layers before a run."""

from types import SimpleNamespace

import pytest
from qgis.core import QgsCoordinateTransformContext

from blindspot.algorithms.inputs.before_run import all_zero, has_nothing, largest_area
from small_layers import EASTING, NORTHING, shape_layer, source_of


@pytest.mark.parametrize(("count", "nothing"), [(0, True), (3, False), (-1, False), (-2, False)])
def test_a_layer_whose_number_of_features_is_unknown_may_have_some(count, nothing):
    assert has_nothing(SimpleNamespace(featureCount=lambda: count)) == nothing
    assert not has_nothing(None)


def test_the_largest_area_is_that_of_one_polygon_in_square_metres(qgis_app):
    squares = [
        f"Polygon(({EASTING} {NORTHING}, {EASTING + m} {NORTHING}, {EASTING + m} {NORTHING + m}, {EASTING} {NORTHING}))"
        for m in (100, 2000, 500)
    ]
    layer = shape_layer(squares)
    found = largest_area(source_of(layer), QgsCoordinateTransformContext())
    assert found == pytest.approx(2_000_000, rel=0.01)


@pytest.mark.parametrize(
    ("values", "none"), [([0, 0], True), ([0, 1], False), ([0, 2], False), ([0.5, 0], True), ([None, 0], True)]
)
def test_one_drone_at_one_site_is_enough(qgis_app, values, none):
    sites = shape_layer(["Point(0 0)"] * 2, "Point", fields=(("n", "Double"),), rows=[[value] for value in values])
    assert all_zero(source_of(sites), "n") == none
    assert not all_zero(source_of(sites), "other")
