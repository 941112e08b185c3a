"""The first rows of a layer, which show what all of them are like."""

import pytest
from qgis.core import QgsCoordinateTransformContext

from blindspot.layers.first_rows import ENOUGH, first_rows
from small_layers import point_layer, source_of

FIELDS = (("number", "Int"),)


def read(rows, crs="EPSG:4326"):
    layer = point_layer(rows, FIELDS, crs)  # must live as long as its source
    return first_rows(source_of(layer), QgsCoordinateTransformContext(), ["number"])


def test_rows_at_0_0_and_without_a_position_do_not_count_as_places():
    rows = [((0.0, 0.0), 0)] * ENOUGH + [(None, 1)] * 10 + [((10.0, 50.0), 2), ((0.0, 51.0), 3), ((9.0, 0.0), 4)]
    found = read(rows)
    assert list(zip(found.lon.tolist(), found.lat.tolist(), strict=True)) == [(10.0, 50.0), (0.0, 51.0), (9.0, 0.0)]
    assert found.columns["number"] == [row[1] for row in rows]


def test_no_more_rows_are_read_than_needed():
    found = read([((10.0, 50.0), i) for i in range(ENOUGH + 500)])
    assert len(found.lon) == len(found.columns["number"]) == ENOUGH


def test_places_are_in_degrees_east_and_north_and_none_without_a_crs():
    found = read([((500_000.0, 5_500_000.0), 1)], "EPSG:32633")
    assert found.lon[0] == pytest.approx(15)
    assert found.lat[0] == pytest.approx(49.65, abs=0.01)
    unknown = read([((500_000.0, 5_500_000.0), 1)], "")
    assert len(unknown.lon) == len(unknown.lat) == 0
    assert unknown.columns["number"] == [1]
