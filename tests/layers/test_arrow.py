"""A layer's file through GDAL's Arrow stream: what is read is what was written, and where that is not certain, nothing
is."""

from itertools import islice

import numpy as np
import pytest
import shapely
from osgeo import gdal, ogr
from qgis.core import QgsField, QgsVectorFileWriter, QgsVectorLayer, QgsVectorLayerJoinInfo
from qgis.PyQt.QtCore import QDate, QDateTime, QMetaType, Qt, QTime, QTimeZone

from blindspot.layers import arrow
from blindspot.layers.arrow import FID, GEOMETRY, LayerFile, NotUtc, arrow_batches
from small_layers import saved, shape_layer, utc

pytestmark = pytest.mark.skipif(not arrow.ARROW, reason="this GDAL has no Arrow stream for NumPy")

FIELDS = (("number", "Double"), ("whole", "Int"), ("long", "LongLong"), ("label", "QString"))
ADD_LAYER = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
OFFSET, ISO = "2026-01-01T09:00:00+05:00", Qt.DateFormat.ISODate
DRIVERS = [("GPKG", "gpkg"), ("FlatGeobuf", "fgb"), ("GeoJSON", "geojson"), ("ESRI Shapefile", "shp")]


def rows(count):
    return [[i / 7, i, 10_000_000 * i, f"Nördlich {i} 南京"[: 10 + i % 5].strip()] for i in range(count)]


def points(count):
    return [f"POINT({10 + i / 1000} {50 + i / 500})" for i in range(count)]


def written(path, driver="GPKG", count=10, **options):
    layer = shape_layer(points(count), "Point", "EPSG:4326", fields=FIELDS, rows=rows(count))
    return saved(layer, path, driver, **options)


def columns_of(file, names=()):
    """All batches in one, nulls masked."""
    batches = list(arrow_batches(file, list(names)))
    return {name: np.ma.concatenate([batch[name] for batch in batches]) for name in batches[0]}


def texts(column):
    return [value.decode() for value in column]


def xy(column):
    shapes = shapely.from_wkb([bytes(value) for value in column])
    return shapely.get_coordinates(shapes)


@pytest.mark.parametrize(("driver", "ending"), DRIVERS)
def test_what_is_read_is_what_was_written(tmp_path, driver, ending):
    options = {"fileEncoding": "UTF-8"} if driver == "ESRI Shapefile" else {}
    layer = written(tmp_path / f"points.{ending}", driver, **options)
    found = columns_of(LayerFile.of(layer, False), [name for name, _ in FIELDS])
    in_qgis = list(layer.getFeatures())  # FlatGeobuf orders its features by place
    order = [feature["whole"] for feature in in_qgis]
    assert found[FID].tolist() == [feature.id() for feature in in_qgis]
    assert found["whole"].tolist() == order
    assert sorted(order) == list(range(10))
    assert found["number"].tolist() == pytest.approx([i / 7 for i in order], abs=1e-15)
    assert found["long"].tolist() == [10_000_000 * i for i in order]
    assert texts(found["label"]) == [rows(10)[i][3] for i in order]
    assert xy(found[GEOMETRY]) == pytest.approx(np.array([(10 + i / 1000, 50 + i / 500) for i in order]), abs=1e-12)


@pytest.mark.parametrize("count", [1, 6, 7, 8, 13, 14, 15])
def test_no_row_is_lost_where_batches_meet_or_end(tmp_path, monkeypatch, count):
    monkeypatch.setattr(arrow, "BATCH", 7)
    file = LayerFile.of(written(tmp_path / "points.gpkg", count=count), False)
    batches = list(arrow_batches(file, ["whole"]))
    assert [len(batch[FID]) for batch in batches] == [7] * (count // 7) + [count % 7] * (count % 7 > 0)
    assert np.concatenate([batch["whole"] for batch in batches]).tolist() == list(range(count))
    assert file.feature_count == count


def test_nulls_stay_nulls(tmp_path):
    layer = shape_layer(
        ["POINT(1 2)", None, "POINT EMPTY"],
        "Point",
        fields=FIELDS,
        rows=[[None, None, None, None], [0.0, 0, 0, ""], [1.5, 1, 1, "a"]],
    )
    found = columns_of(LayerFile.of(saved(layer, tmp_path / "nulls.gpkg"), False), [name for name, _ in FIELDS])
    for name, _ in FIELDS:
        assert np.ma.getmaskarray(found[name]).tolist() == [True, False, False], name


@pytest.mark.parametrize(("driver", "ending"), DRIVERS)
def test_a_subset_string_is_honoured(tmp_path, driver, ending):
    layer = written(tmp_path / f"points.{ending}", driver)
    assert layer.setSubsetString('"whole" >= 4 AND "whole" < 7')
    found = columns_of(LayerFile.of(layer, False), ["whole"])
    assert sorted(found["whole"].tolist()) == [4, 5, 6]
    assert LayerFile.of(layer, False).feature_count == 3


def test_a_selection_is_honoured_with_or_without_a_subset_string(tmp_path):
    layer = written(tmp_path / "points.gpkg")
    layer.selectByExpression('"whole" IN (1, 4, 8)')
    assert columns_of(LayerFile.of(layer, True), ["whole"])["whole"].tolist() == [1, 4, 8]
    assert columns_of(LayerFile.of(layer, False), ["whole"])["whole"].tolist() == list(range(10))
    layer.setSubsetString('"whole" > 2')
    layer.selectByExpression('"whole" IN (4, 8)')
    assert columns_of(LayerFile.of(layer, True), ["whole"])["whole"].tolist() == [4, 8]
    layer.removeSelection()
    assert columns_of(LayerFile.of(layer, True), ["whole"])["whole"].tolist() == []


def test_the_table_is_the_layers_and_not_the_first_of_the_file(tmp_path):
    path = tmp_path / "two.gpkg"
    written(path, count=3, layerName="first")
    second = shape_layer(["POINT(7 8)"], "Point", "EPSG:4326", fields=FIELDS, rows=[[1.0, 42, 1, "x"]])
    saved(second, path, layerName='second "quoted"', actionOnExistingFile=ADD_LAYER)
    layer = QgsVectorLayer(f'{path}|layername=second "quoted"', "second", "ogr")
    assert columns_of(LayerFile.of(layer, False), ["whole"])["whole"].tolist() == [42]
    by_number = QgsVectorLayer(f"{path}|layerid=1", "second", "ogr")
    assert columns_of(LayerFile.of(by_number, False), ["whole"])["whole"].tolist() == [42]


def test_open_options_are_the_layers(tmp_path):
    path = tmp_path / "points.csv"
    path.write_text("whole,lon,lat\n5,10,50\n6,11,51\n", encoding="utf-8")
    uri = f"{path}|option:X_POSSIBLE_NAMES=lon|option:Y_POSSIBLE_NAMES=lat|option:AUTODETECT_TYPE=YES"
    file = LayerFile.of(QgsVectorLayer(uri, "points", "ogr"), False)
    found = columns_of(file, ["whole"])
    assert found["whole"].tolist() == [5, 6]
    assert xy(found[GEOMETRY]).tolist() == [[10, 50], [11, 51]]


def test_the_feature_id_can_be_a_column_of_its_own(tmp_path):
    file = LayerFile.of(written(tmp_path / "points.gpkg", count=3), False)
    found = columns_of(file, ["fid", "whole"])
    assert found["fid"].tolist() == found[FID].tolist() == [1, 2, 3]


def moments_layer(path, moments, driver="GPKG"):
    layer = shape_layer(
        points(len(moments)), "Point", "EPSG:4326", fields=(("at", "QDateTime"),), rows=[[m] for m in moments]
    )
    return saved(layer, path, driver)


def test_moments_of_a_geopackage_in_utc_are_streamed_to_the_millisecond(tmp_path):
    seconds = [0.0, 1_767_308_400.123, -86_400.5, 4_102_444_800.0]
    file = LayerFile.of(moments_layer(tmp_path / "at.gpkg", [utc(s) for s in seconds]), False)
    found = columns_of(file, ["at"])["at"]
    assert np.ma.getdata(found).astype("M8[ms]").astype(np.int64).tolist() == [round(1000 * s) for s in seconds]
    with_null = LayerFile.of(moments_layer(tmp_path / "null.gpkg", [utc(0), None]), False)
    found = columns_of(with_null, ["at"])["at"]
    assert (np.isnat(np.ma.getdata(found)) | np.ma.getmaskarray(found)).tolist() == [False, True]


@pytest.mark.parametrize(
    "other",
    [
        QDateTime(QDate(2026, 1, 1), QTime(23, 0)),
        QDateTime(QDate(2026, 1, 1), QTime(23, 0), QTimeZone(8 * 3600)),
    ],
)
def test_a_moment_that_may_not_be_utc_is_told_after_the_last_batch(tmp_path, other):
    layer = moments_layer(tmp_path / "at.gpkg", [utc(0), other, utc(60)])
    read = []
    with pytest.raises(NotUtc):
        read.extend(arrow_batches(LayerFile.of(layer, False), ["at"]))
    assert len(read) == 1


@pytest.mark.parametrize(("driver", "ending"), DRIVERS[3:])
def test_moments_of_other_formats_are_not_streamed_as_their_zone_is_unknown(tmp_path, driver, ending):
    layer = moments_layer(tmp_path / f"at.{ending}", [utc(0), utc(1)], driver)
    file = LayerFile.of(layer, False)
    if layer.fields()[layer.fields().lookupField("at")].type() == QMetaType.Type.QDateTime:
        assert arrow_batches(file, ["at"]) is None
    assert arrow_batches(file, []) is not None


def test_moments_of_flatgeobuf_are_streamed_where_all_are_utc(tmp_path):
    fine = moments_layer(tmp_path / "fine.fgb", [utc(0), utc(1.5), None], "FlatGeobuf")
    found = columns_of(LayerFile.of(fine, False), ["at"])["at"]
    assert sorted(found.compressed().astype(np.int64).tolist()) == [0, 1500]
    for number, other in enumerate((QDateTime(QDate(2026, 1, 1), QTime(9, 0)), QDateTime.fromString(OFFSET, ISO))):
        layer = moments_layer(tmp_path / f"other{number}.fgb", [utc(0), other], "FlatGeobuf")
        with pytest.raises(NotUtc):
            list(arrow_batches(LayerFile.of(layer, False), ["at"]))


def test_fields_that_the_stream_or_the_file_does_not_give_rightly_are_not_streamed(tmp_path):
    kinds = (("yes", "Bool"), ("day", "QDate"), ("whole", "Int"))
    layer = shape_layer(
        points(2), "Point", fields=kinds, rows=[[True, QDate(2026, 1, 1), 1], [False, QDate(2026, 1, 2), 2]]
    )
    layer = saved(layer, tmp_path / "kinds.gpkg")
    other = shape_layer(points(2), "Point", name="other", fields=(("whole", "Int"), ("joined", "Int")))
    layer.addExpressionField('"whole" * 2', QgsField("doubled", QMetaType.Type.Int))
    join = QgsVectorLayerJoinInfo()
    join.setJoinLayer(other)
    join.setJoinFieldName("whole")
    join.setTargetFieldName("whole")
    join.setPrefix("o_")
    layer.addJoin(join)
    assert "o_joined" in [field.name() for field in layer.fields()]
    file = LayerFile.of(layer, False)
    for name in ("yes", "day", "doubled", "o_joined", "missing"):
        assert arrow_batches(file, [name]) is None, name
    assert columns_of(file, ["whole"])["whole"].tolist() == [1, 2]


def test_layers_whose_file_would_not_say_what_qgis_says_have_none(tmp_path):
    memory = shape_layer(points(2), "Point")
    assert LayerFile.of(memory, False) is None
    csv = tmp_path / "points.csv"
    csv.write_text("x,y\n1,2\n", encoding="utf-8")
    text = QgsVectorLayer(f"{csv.as_uri()}?xField=x&yField=y&crs=EPSG:4326", "csv", "delimitedtext")
    assert text.isValid()
    assert LayerFile.of(text, False) is None

    layer = written(tmp_path / "points.gpkg")
    assert LayerFile.of(layer, False) is not None
    layer.startEditing()
    layer.deleteFeature(1)
    assert LayerFile.of(layer, False) is None
    layer.rollBack()
    assert LayerFile.of(layer, False) is not None
    layer.setSubsetString('SELECT * FROM "points" WHERE "whole" > 2')
    assert LayerFile.of(layer, False) is None


def test_one_kind_of_geometry_of_a_table_of_several_has_none(tmp_path):
    path = tmp_path / "mixed.geojson"
    shapes = ['{"type":"Point","coordinates":[1,2]}', '{"type":"LineString","coordinates":[[1,2],[3,4]]}']
    features = ",".join(f'{{"type":"Feature","properties":{{}},"geometry":{shape}}}' for shape in shapes)
    path.write_text(f'{{"type":"FeatureCollection","features":[{features}]}}', encoding="utf-8")
    layer = QgsVectorLayer(f"{path}|geometrytype=Point", "points", "ogr")
    assert layer.isValid()
    assert LayerFile.of(layer, False) is None


def test_a_file_that_has_gone_is_left_to_qgis(tmp_path):
    layer = written(tmp_path / "points.geojson", "GeoJSON")
    file = LayerFile.of(layer, False)
    (tmp_path / "points.geojson").unlink()
    assert arrow_batches(file, ["whole"]) is None


@pytest.mark.parametrize(("driver", "ending"), DRIVERS)
def test_an_empty_layer_ends(tmp_path, driver, ending):
    layer = written(tmp_path / f"points.{ending}", driver, count=0)
    assert list(islice(arrow_batches(LayerFile.of(layer, False), []), 3)) == []


def test_reading_leaves_the_file_as_it_was(tmp_path):
    layer = written(tmp_path / "points.gpkg")
    columns_of(LayerFile.of(layer, False), ["whole"])
    assert {path.name for path in tmp_path.iterdir()} <= {"points.gpkg", "points.gpkg-wal", "points.gpkg-shm"}
    assert layer.fields().lookupField("number") >= 0


def test_nothing_is_written_beside_a_file_that_is_read(tmp_path):
    path = tmp_path / "fixes.gpkg"
    dataset = gdal.GetDriverByName("GPKG").Create(str(path), 0, 0, 0, gdal.GDT_Unknown)
    dataset.SetMetadataItem("TITLE", "What makes GDAL write an .aux.xml file")
    layer = dataset.CreateLayer("fixes", geom_type=ogr.wkbPoint)
    layer.CreateField(ogr.FieldDefn("time", ogr.OFTDateTime))
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(ogr.CreateGeometryFromWkt("POINT (1 2)"))
    feature.SetField("time", "2026-03-17T00:30:00Z")
    layer.CreateFeature(feature)
    del feature, layer, dataset
    before = path.read_bytes()
    time = frozenset({"time"})
    file = LayerFile(str(path), "fixes", 0, (), "", own_fields=time, moments=time, chosen=None, feature_count=1)
    (batch,) = arrow_batches(file, ["time"])
    assert batch[FID].tolist() == [1]
    assert batch["time"].astype("datetime64[s]") == np.datetime64("2026-03-17T00:30:00")
    assert [found.name for found in tmp_path.iterdir()] == ["fixes.gpkg"]
    assert path.read_bytes() == before
