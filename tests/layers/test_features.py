"""Vector layers to geometries and values in a CRS: what is read equals what was written, what was wrong is counted."""

import numpy as np
import pytest
import shapely
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransformContext, QgsGeometry, QgsVectorLayer

from blindspot.engine.errors import UserError
from blindspot.engine.progress import Cancelled
from blindspot.layers.crs import transform_xy
from blindspot.layers.features import LayerSource, layer_name, read_features
from small_layers import saved, shape_layer, source_of

UTM = QgsCoordinateReferenceSystem("EPSG:32633")
WGS84 = QgsCoordinateReferenceSystem("EPSG:4326")
CONTEXT = QgsCoordinateTransformContext()
FIELDS = (("name", "QString"), ("weight", "Double"), ("count", "Int"))
SQUARE = "POLYGON((0 0, 10 0, 10 10, 0 10, 0 0))"


def read(source, crs=UTM, **options):
    return read_features(source, crs, CONTEXT, **options)


def same(found, wkts):
    return shapely.equals_exact(found.geometry, shapely.from_wkt(np.array(wkts, object)), 1e-9).all()


SHAPES = {
    "Point": ["POINT(1 2)", "POINT(3 4)"],
    "MultiPoint": ["MULTIPOINT(1 2, 3 4)", "MULTIPOINT(5 6)"],
    "LineString": ["LINESTRING(0 0, 5 5, 9 0)"],
    "MultiLineString": ["MULTILINESTRING((0 0, 5 5), (6 6, 7 8))"],
    "Polygon": [SQUARE, "POLYGON((0 0, 30 0, 30 30, 0 30, 0 0), (10 10, 20 10, 20 20, 10 20, 10 10))"],
    "MultiPolygon": ["MULTIPOLYGON(((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))"],
}
FORMATS = [None, ("GPKG", "gpkg"), ("GeoJSON", "geojson"), ("FlatGeobuf", "fgb"), ("ESRI Shapefile", "shp")]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("kind", SHAPES)
def test_shapes_are_those_of_the_layer_in_every_format(tmp_path, kind, form):
    layer = shape_layer(SHAPES[kind], kind, "EPSG:4326", "shapes")
    if form:
        layer = saved(layer, tmp_path / f"shapes.{form[1]}", form[0])
    found = read(layer, layer.crs())
    wanted = shapely.from_wkt(np.array(SHAPES[kind], object))
    assert len(found) == len(wanted)
    assert found.notes == []
    for shape in found.geometry:
        assert any(shapely.equals(shape, other) for other in wanted)
    assert found.geometry[0].area == pytest.approx(wanted[0].area) or form[0] == "FlatGeobuf"
    assert sorted(found.fid) == sorted(feature.id() for feature in layer.getFeatures())


@pytest.mark.parametrize("dimension", ["Z", "M", "ZM"])
@pytest.mark.parametrize("kind", ["Point", "LineString", "Polygon", "MultiPoint"])
def test_z_and_m_are_dropped(kind, dimension):
    flat = shapely.from_wkt(SHAPES[kind][0])
    geometry = QgsGeometry.fromWkt(flat.wkt)
    if "Z" in dimension:
        geometry.get().addZValue(77)
    if "M" in dimension:
        geometry.get().addMValue(88)
    (shape,) = read(shape_layer([geometry.asWkt()], f"{kind}{dimension}")).geometry
    assert shape.wkt == flat.wkt


def test_curves_become_straight_segments():
    arc = shape_layer(["CIRCULARSTRING(0 0, 100 100, 200 0)"], "CircularString")
    (line,) = read(arc).geometry
    assert line.length == pytest.approx(np.pi * 100, rel=1e-3)
    disc = shape_layer(["CURVEPOLYGON(CIRCULARSTRING(0 0, 100 100, 200 0, 100 -100, 0 0))"], "CurvePolygon")
    (polygon,) = read(disc).geometry
    assert polygon.area == pytest.approx(np.pi * 100**2, rel=1e-3)


@pytest.mark.parametrize("as_file", [True, False])
def test_values_belong_to_their_shapes_and_null_is_none(tmp_path, as_file):
    rows = [["Nördlich 南京", 1.5, 3], [None, None, None], ["", 0.0, 0]]
    layer = shape_layer(["POINT(1 1)", "POINT(2 2)", "POINT(3 3)"], "Point", fields=FIELDS, rows=rows)
    found = read(saved(layer, tmp_path / "values.gpkg") if as_file else layer)
    assert [shape.x for shape in found.geometry] == [1, 2, 3]
    assert found.texts("name") == ["Nördlich 南京", "", ""]
    assert found.numbers("weight").tolist() == pytest.approx([1.5, np.nan, 0], nan_ok=True)
    assert found.numbers("count").tolist() == pytest.approx([3, np.nan, 0], nan_ok=True)
    with pytest.raises(UserError, match="has no field height"):
        found.numbers("height")
    with pytest.raises(UserError, match=r"name of .* holds no numbers"):
        found.numbers("name")


def test_field_names_may_differ_in_case():
    found = read(shape_layer(["POINT(1 1)"], "Point", fields=FIELDS, rows=[["x", 1.5, 3]]))
    assert found.has("WEIGHT")
    assert found.numbers("Weight").tolist() == [1.5]
    assert found.texts("NAME") == ["x"]


def test_what_was_wrong_is_counted_and_the_rest_keeps_its_values():
    bow = "POLYGON((0 0, 10 10, 10 0, 0 10, 0 0))"
    line, sliver = "POLYGON((0 0, 10 0, 20 0, 0 0))", "POLYGON((5 5, 5 5, 5 5, 5 5))"
    wkts = [SQUARE, None, "POLYGON EMPTY", bow, line, sliver, SQUARE]
    layer = shape_layer(wkts, fields=FIELDS, rows=[[f"row {i}", float(i), i] for i in range(len(wkts))])
    found = read(layer)
    assert (found.nulls, found.mended, found.flat, found.lost) == (2, 1, 2, 0)
    assert found.texts("name") == ["row 0", "row 3", "row 6"]
    assert found.numbers("weight").tolist() == [0, 3, 6]
    assert found.fid.tolist() == [1, 4, 7]
    assert shapely.is_valid(found.geometry).all()
    assert found.geometry[1].area == pytest.approx(50)
    assert [note.split(": ")[1] for note in found.notes] == [
        "2 features have no geometry and are left out.",
        "2 features have no area or no length and are left out.",
        "1 invalid geometry was repaired.",
    ]


def test_shapes_that_the_crs_cannot_express_are_lost_and_counted():
    layer = shape_layer(
        ["POINT(3 45)", "POINT(3 -90)", "POINT(4 45)"],
        "Point",
        "EPSG:4326",
        fields=FIELDS,
        rows=[["a", 1.0, 1], ["b", 2.0, 2], ["c", 3.0, 3]],
    )
    found = read(layer, QgsCoordinateReferenceSystem("EPSG:2154"))
    assert found.texts("name") == ["a", "c"]
    assert (found.lost, found.nulls) == (1, 0)
    assert any("1 feature lies outside the valid area of the CRS" in note for note in found.notes)


def test_shapes_are_brought_into_the_crs_asked_for():
    x, y = transform_xy(np.array([500_000.0, 500_300]), np.array([5.5e6, 5.5e6 + 400]), UTM, WGS84, CONTEXT)
    layer = shape_layer([f"LINESTRING({x[0]} {y[0]}, {x[1]} {y[1]})"], "LineString", "EPSG:4326")
    (line,) = read(layer).geometry
    assert line.length == pytest.approx(500, abs=0.01)
    assert line.coords[0] == pytest.approx((500_000, 5.5e6), abs=1e-3)


def test_a_selection_a_filter_a_subset_and_edits_are_honoured(tmp_path):
    layer = shape_layer(
        [f"POINT({i} 0)" for i in range(6)], "Point", fields=FIELDS, rows=[["a", 1.0, i] for i in range(6)]
    )
    layer = saved(layer, tmp_path / "six.gpkg")
    layer.selectByExpression('"count" IN (1, 4)')
    assert read(source_of(layer, selected_only=True)).numbers("count").tolist() == [1, 4]
    assert read(source_of(layer, expression='"count" > 3')).numbers("count").tolist() == [4, 5]
    assert len(read(layer)) == 6
    layer.setSubsetString('"count" < 2')
    assert read(layer).numbers("count").tolist() == [0, 1]
    assert read(source_of(layer)).numbers("count").tolist() == [0, 1]
    layer.setSubsetString("")
    layer.startEditing()
    layer.changeGeometry(1, QgsGeometry.fromWkt("POINT(99 0)"))
    layer.deleteFeature(2)
    found = read(layer)
    assert sorted(shape.x for shape in found.geometry) == [2, 3, 4, 5, 99]
    layer.rollBack()


def test_a_layer_is_read_as_it_stood_when_the_run_began():
    layer = shape_layer(["POINT(1 1)", "POINT(2 2)"], "Point", fields=FIELDS, rows=[["a", 1.0, 1]] * 2)
    source = LayerSource.of(layer)
    layer.startEditing()
    layer.changeGeometry(1, QgsGeometry.fromWkt("POINT(99 0)"))
    assert [shape.x for shape in read(source).geometry] == [1, 2]
    assert source.count == 2


def test_an_empty_layer_is_read_as_none():
    found = read(shape_layer([], "Polygon", fields=FIELDS))
    assert (len(found), found.notes) == (0, [])
    assert found.numbers("weight").tolist() == []


def test_a_layer_without_a_crs_is_an_error_that_names_it():
    layer = shape_layer([SQUARE])
    layer.setCrs(QgsCoordinateReferenceSystem())
    for source in (layer, source_of(layer)):
        with pytest.raises(UserError, match="shapes has no CRS"):
            read(source)


def test_a_layer_is_called_after_its_table_unless_somebody_named_it(tmp_path):
    path = tmp_path / "city.gpkg"
    saved(shape_layer([SQUARE]), path, layerName="parks")
    uri = f"{path}|layername=parks"
    assert layer_name(QgsVectorLayer(uri, "city", "ogr")) == "parks"
    assert layer_name(QgsVectorLayer(uri, "My parks", "ogr")) == "My parks"


def test_progress_rises_and_cancel_is_heard():
    layer = shape_layer([f"POINT({i} 0)" for i in range(3500)], "Point")
    shares = []
    read(layer, progress=shares.append)
    assert shares == sorted(shares)
    assert len(shares) >= 3
    assert shares[-1] <= 1

    def cancel(share):
        if share > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        read(layer, progress=cancel)


@pytest.mark.parametrize("as_file", [True, False], ids=["file", "memory"])
def test_only_the_fields_asked_for_are_read(tmp_path, as_file):
    rows = [["a", 1.5, 3], ["b", None, 4], ["c", 2.5, 5]]
    layer = shape_layer(["POINT(1 2)", "POINT(3 4)", "POINT(5 6)"], "Point", fields=FIELDS, rows=rows)
    layer = saved(layer, tmp_path / "points.gpkg") if as_file else layer
    found = read(source_of(layer, expression="\"name\" <> 'a'"), layer.crs(), only=("COUNT", "weight", "missing"))
    assert [field.name() for field in found.fields] == ["count", "weight"]
    assert found.numbers("count").tolist() == [4, 5]
    np.testing.assert_array_equal(found.numbers("weight"), [np.nan, 2.5])
    assert not found.has("name")
    assert same(found, ["POINT(3 4)", "POINT(5 6)"])
