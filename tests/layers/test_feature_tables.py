"""Layers as tables: every value comes back as it went in, geometries are metric and valid, and what is wrong is
counted."""

import numpy as np
import pytest
import shapely
from qgis.core import (
    NULL,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QMetaType, QTime, QTimeZone

from blindspot.engine.errors import UserError
from blindspot.layers.attributes import is_null
from blindspot.layers.crs import pyproj_crs
from blindspot.layers.features import LayerSource, read_features

UTM = QgsCoordinateReferenceSystem("EPSG:32633")
WGS84 = QgsCoordinateReferenceSystem("EPSG:4326")
MOMENT = QDateTime.fromMSecsSinceEpoch(1_767_308_400_123, QTimeZone.utc())

pytestmark = pytest.mark.usefixtures("qgis_app")


def layer_of(wkts, fields=(), rows=None, kind="Polygon", crs="EPSG:32633"):
    layer = QgsVectorLayer(f"{kind}?crs={crs}", "parks", "memory")
    layer.dataProvider().addAttributes(fields)
    layer.updateFields()
    features = []
    for index, wkt in enumerate(wkts):
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromWkt(wkt) if wkt else QgsGeometry())
        if rows:
            feature.setAttributes(rows[index])
        features.append(feature)
    assert layer.dataProvider().addFeatures(features)[0]
    return layer


def read(layer, crs=UTM):
    return read_features(layer, crs, QgsCoordinateTransformContext())


BOX = "POLYGON((500000 5500000, 500100 5500000, 500100 5500100, 500000 5500100, 500000 5500000))"


def test_own_values_come_back_exactly():
    kinds = QMetaType.Type
    fields = [
        QgsField("text", kinds.QString),
        QgsField("big", kinds.LongLong),
        QgsField("flag", kinds.Bool),
        QgsField("day", kinds.QDate),
        QgsField("hour", kinds.QTime),
        QgsField("moment", kinds.QDateTime),
        QgsField("real", kinds.Double),
        QgsField("words", kinds.QStringList, subType=kinds.QString),
        QgsField("geometry", kinds.QString),
    ]
    full = ["a", 2**62 + 1, True, QDate(2026, 1, 2), QTime(3, 4), MOMENT, 0.1, ["b", "c"], "own"]
    # In every column a null: what pandas would make floats, or not-a-number, of.
    layer = layer_of([BOX] * 3, fields, [full, [NULL] * 9, ["", 3, False, QDate(), QTime(), MOMENT, 5.0, [], "x"]])
    features = read(layer)
    rows = list(zip(*features.own_columns(), strict=True))
    as_read = [feature.attributes() for feature in layer.getFeatures()]
    assert [[*row] for row in rows] == as_read
    assert [[type(value) for value in row] for row in rows] == [[type(value) for value in row] for row in as_read]
    assert rows[0][1] == 2**62 + 1
    assert type(rows[0][1]) is int
    assert rows[0][2] is True
    assert [str(kind) for kind in features.table.dtypes] == ["object"] * 9 + ["geometry"]
    assert all(is_null(value) for value in rows[1])
    assert [[*row] for row in zip(*features.own_columns(1, 2), strict=True)] == as_read[1:2]
    assert [field.name() for field in features.fields] == [*features.table.columns[:-1]]
    assert features.table.geometry.name == "geometry_2"
    assert features.table["geometry"].tolist()[::2] == ["own", "x"]


def test_values_keep_their_types_where_nothing_is_null():
    kinds = (("n", QMetaType.Type.Int), ("x", QMetaType.Type.Double), ("yes", QMetaType.Type.Bool))
    layer = layer_of([BOX] * 2, [QgsField(*kind) for kind in kinds], [[3, 5.0, True], [4, 6.0, False]])
    rows = zip(*read(layer).own_columns(), strict=True)
    assert [[type(value) for value in row] for row in rows] == [[int, float, bool]] * 2


def test_values_survive_a_layer_without_any_feature_or_field():
    features = read(layer_of([], [QgsField("text", QMetaType.Type.QString)]))
    assert len(features) == 0
    assert features.own_columns() == [[]]
    assert features.table.crs.to_epsg() == 32633
    bare = read(layer_of([BOX, BOX]))
    assert bare.own_columns() == []
    assert len(bare) == 2


def test_the_table_has_ids_geometries_and_crs():
    layer = layer_of([BOX, BOX.replace("500100", "500200")])
    layer.dataProvider().deleteFeatures([next(layer.getFeatures()).id()])
    (kept,) = layer.getFeatures()
    features = read(layer)
    assert features.table.index.tolist() == [kept.id()] == features.fid.tolist()
    assert features.table.crs.to_epsg() == 32633
    assert features.geometry[0].area == pytest.approx(40_000)
    assert features.geometry.tolist() == features.table.geometry.tolist()


def test_coordinates_are_brought_into_the_crs():
    layer = layer_of(["Point(15 0)"], kind="Point", crs="EPSG:4326")
    for source in (layer, LayerSource.of(layer)):
        (point,) = read(source).geometry
        assert (point.x, point.y) == pytest.approx((500_000, 0), abs=1e-3)


def test_what_is_wrong_is_counted():
    bow_tie = "POLYGON((500000 5500000, 500100 5500100, 500100 5500000, 500000 5500100, 500000 5500000))"
    flat = "POLYGON((500000 5500000, 500100 5500000, 500000 5500000))"
    features = read(layer_of([BOX, None, bow_tie, flat]))
    assert (len(features), features.nulls, features.mended, features.flat, features.lost) == (2, 1, 1, 1, 0)
    assert shapely.is_valid(features.geometry).all()
    assert len(features.notes) == 3
    away = read(layer_of(["Point(15 49)", "Point(15 91)"], kind="Point", crs="EPSG:4326"))
    assert (len(away), away.lost) == (1, 1)


def test_numbers_and_texts_are_plain():
    fields = [QgsField("n", QMetaType.Type.Int), QgsField("Name", QMetaType.Type.QString)]
    features = read(layer_of([BOX] * 2, fields, [[3, "a"], [NULL, NULL]]))
    assert features.numbers("n")[0] == 3
    assert np.isnan(features.numbers("n")[1])
    assert features.texts("name") == ["a", ""]
    assert features.column("name") == ["a", None]
    assert features.has("NAME")
    assert not features.has("height")
    with pytest.raises(UserError, match=r"has no field height\. It has: n, Name"):
        features.column("height")
    with pytest.raises(UserError, match="holds no numbers"):
        features.numbers("Name")
    table = features.with_columns(name=features.texts("Name"))
    assert table["name"].tolist() == ["a", ""]
    assert [*table.columns] == ["name", "geometry"]
    assert table.index.tolist() == features.fid.tolist()
    assert table.crs == features.table.crs


@pytest.mark.parametrize("definition", ["EPSG:4326", "EPSG:31256", "EPSG:3035"])
def test_a_crs_with_a_code_keeps_it(definition):
    assert pyproj_crs(QgsCoordinateReferenceSystem(definition)).to_string() == definition


def test_a_crs_without_a_code_is_the_same_projection():
    around = QgsCoordinateReferenceSystem.fromProj("+proj=aeqd +lat_0=48 +lon_0=16 +datum=WGS84 +units=m +no_defs")
    crs = pyproj_crs(around)
    assert crs.to_authority() is None
    assert crs.is_projected
    parameters = {parameter.name: parameter.value for parameter in crs.coordinate_operation.params}
    assert parameters["Latitude of natural origin"] == 48
    assert parameters["Longitude of natural origin"] == 16
    assert pyproj_crs(QgsCoordinateReferenceSystem()) is None


def test_fields_keep_their_exact_types():
    field = QgsField("code", QMetaType.Type.QString, "varchar", 12)
    features = read(layer_of([BOX], [field], [["x"]]))
    assert isinstance(features.fields, QgsFields)
    assert (features.fields[0].type(), features.fields[0].length()) == (QMetaType.Type.QString, 12)
