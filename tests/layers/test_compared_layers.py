"""Layers are compared feature by feature, whatever their order and the order of their fields."""

import numpy as np
import pytest
import shapely
from osgeo import gdal
from qgis.core import QgsFeatureRequest, QgsVectorLayer

from blindspot.layers.compared_layers import compared_layers
from blindspot.layers.compared_rasters import compared_rasters
from small_layers import point_layer, saved, shape_layer, utc

FIELDS = (("place", "QString"), ("gap", "Double"), ("seen", "QDateTime"))
ROWS = [((float(i), 2.0 * i), f"p{i}", i / 7, utc(1_767_308_400 + i)) for i in range(9)]
TWO = [("a", 1.0), ("b", 2.0)]


@pytest.fixture
def given(qgis_app) -> QgsVectorLayer:
    return point_layer(ROWS, FIELDS)


def test_the_order_of_features_and_fields_does_not_count(given, tmp_path):
    fields = (FIELDS[2], FIELDS[0], FIELDS[1])
    turned = point_layer([(xy, seen, place, gap) for xy, place, gap, seen in reversed(ROWS)], fields)
    again = saved(turned, tmp_path / "again.gpkg")
    found = compared_layers(given, again)
    assert found.agreement.equal
    assert (found.agreement.given, list(found.rows())) == (9, [])


def test_values_that_differ_are_named_with_their_features(given):
    rows = [list(row) for row in ROWS]
    rows[3][2] += 0.5
    rows[5][3] = utc(1_767_308_400)
    found = compared_layers(given, point_layer(rows, FIELDS))
    assert {each.name: (each.rows, round(each.largest, 9)) for each in found.agreement.fields} == {
        "gap": (1, 0.5),
        "seen": (1, 5.0),
    }
    assert found.agreement.different == 2
    expected = [("given", "p3"), ("given", "p5"), ("again", "p3"), ("again", "p5")]
    assert [(origin, values[0]) for origin, _, values in found.rows()] == expected
    assert [field.name() for field in found.fields] == ["place", "gap", "seen"]
    assert [values[1] for *_, values in found.rows()] == [3 / 7, 5 / 7, 3 / 7 + 0.5, 5 / 7]


def test_a_feature_that_moved_or_is_gone(given):
    rows = [((0.0, 0.25), *ROWS[0][1:]), *ROWS[1:-1]]
    found = compared_layers(given, point_layer(rows, FIELDS)).agreement
    assert (found.given, found.again, found.only_given, found.only_again, found.left) == (9, 8, 2, 1, 1)
    (moved,) = found.fields
    assert (moved.name, moved.largest, found.close) == ("geometry", 0.25, False)


def test_fields_that_only_one_has(given):
    """Those without a value are as good as none, because some formats leave them out."""
    more = point_layer([(*row, None, 3) for row in ROWS], (*FIELDS, ("why", "QString"), ("visits", "Int")))
    found = compared_layers(given, more).agreement
    assert (found.added, found.missing, found.equal) == (("visits",), (), True)
    found = compared_layers(more, given).agreement
    assert (found.added, found.missing, found.equal, found.close) == ((), ("visits",), False, False)


def test_a_field_with_some_values_is_missing(given):
    more = point_layer([(*row, 3 if i == 4 else None) for i, row in enumerate(ROWS)], (*FIELDS, ("visits", "Int")))
    assert compared_layers(more, given).agreement.missing == ("visits",)


def test_an_empty_text_is_none_and_names_in_capitals_are_the_same(given):
    """Also where other values differ, so that the columns are compared."""
    fields = (("PLACE", "QString"), ("Gap", "Double"), ("seen", "QDateTime"))
    one = [(xy, "", *rest) for xy, _, *rest in ROWS]
    other = [(xy, None, gap + 1, seen) for xy, _, gap, seen in ROWS]
    found = compared_layers(point_layer(one, FIELDS), point_layer(other, fields)).agreement
    assert [(each.name, each.rows) for each in found.fields] == [("gap", 9)]
    assert (found.missing, found.added) == ((), ())


def test_numbers_as_text_are_compared_as_text():
    fields = (("place", "QString"), ("gap", "QString"))
    one = [(row[0], row[1], float(i)) for i, row in enumerate(ROWS)]
    same = [(xy, place, f"{gap:g}") for xy, place, gap in one]
    found = compared_layers(point_layer(one, FIELDS[:2]), point_layer([*same[:-1], (*same[-1][:2], "x")], fields))
    assert [(each.name, each.rows) for each in found.agreement.fields] == [("gap", 1)]


@pytest.mark.parametrize(
    ("more", "differ"),
    [("", [("gap", 1)]), (", (5 5)", [("gap", 1), ("geometry", 1)])],
)
def test_a_geometry_of_one_part_is_that_part_and_what_differs_is_given_as_the_given_layer_has_it(more, differ):
    fields = (("place", "QString"), ("gap", "Double"))
    ours = shape_layer(["MultiPoint((1 2))", f"MultiPoint((3 4){more})"], "MultiPoint", fields=fields, rows=TWO)
    theirs = shape_layer(["Point(1 2)", "Point(3 4)"], "Point", fields=fields, rows=[TWO[0], ("b", 3.0)])
    found = compared_layers(ours, theirs)
    assert sorted((each.name, each.rows) for each in found.agreement.fields) == differ
    assert {shapely.from_wkb(wkb).geom_type for _, wkb, _ in found.rows()} == {"MultiPoint"}


def test_a_table_without_geometries_is_not_close(given, tmp_path):
    table = saved(given, tmp_path / "given.csv", "CSV")
    found = compared_layers(given, table).agreement
    assert ("geometry", 9) in {(each.name, each.rows) for each in found.fields}
    assert (found.equal, found.close) == (False, False)


def test_a_layer_with_a_filter_is_compared_by_what_it_shows(given, tmp_path):
    file = saved(given, tmp_path / "given.gpkg")
    file.setSubsetString("gap > 0.5")
    found = compared_layers(file, given.materialize(QgsFeatureRequest())).agreement
    assert (found.given, found.again, found.only_given) == (5, 9, 0)


def raster(path, values, west=0.0):
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), *values.shape[::-1], 1, gdal.GDT_Float32)
    dataset.SetGeoTransform((west, 50, 0, 1000, 0, -50))
    dataset.GetRasterBand(1).SetNoDataValue(-9999)
    dataset.GetRasterBand(1).WriteRaster(0, 0, *values.shape[::-1], values.astype(np.float32).tobytes())
    return str(path)


def test_pixels_are_compared(tmp_path):
    values = np.arange(600 * 4).reshape(600, 4) / 8
    values[0, 0] = -9999
    one, other = raster(tmp_path / "one.tif", values), raster(tmp_path / "other.tif", values)
    assert compared_rasters(one, other).equal
    values[599, 3] += 2
    changed = compared_rasters(one, raster(tmp_path / "changed.tif", values))
    assert (changed.given, changed.different, changed.close) == (2400, 1, False)
    assert changed.fields[0].largest == 2
    values[0, 0] = 0
    filled = compared_rasters(one, raster(tmp_path / "filled.tif", values))
    assert (filled.different, filled.fields[0].largest) == (2, np.inf)
    moved = compared_rasters(one, raster(tmp_path / "moved.tif", values, west=50))
    assert (moved.different, moved.equal, moved.close) == (2400, False, False)
