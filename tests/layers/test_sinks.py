"""Arrays to features: what is written is what was computed, in every batch, or the run says that it is not."""

import struct

import numpy as np
import pytest
import shapely
from qgis.core import Qgis, QgsFeatureSink, QgsVectorLayer, QgsWkbTypes
from qgis.PyQt.QtCore import Qt

from blindspot.engine.errors import UserError
from blindspot.layers import sinks
from blindspot.layers.sinks import (
    LONG,
    MOMENT,
    REAL,
    TEXT,
    WHOLE,
    added_fields,
    fields_of,
    line_m_wkb,
    moments,
    multi_wkb_type,
    values,
    write,
)
from small_layers import attributes

KIND = Qgis.WkbType


def layer_for(fields, kind="Point"):
    layer = QgsVectorLayer(f"{kind}?crs=EPSG:32633", "out", "memory")
    layer.dataProvider().addAttributes(list(fields))
    layer.updateFields()
    return layer


class Sink(QgsFeatureSink):
    """Takes batches until it is full."""

    def __init__(self, room=10**9, flushes=True):
        super().__init__()
        self.batches, self.room, self.flushes = [], room, flushes

    def addFeatures(self, features, flags=None):
        self.batches.append(len(features))
        return sum(self.batches) <= self.room

    def flushBuffer(self):
        return self.flushes

    def lastError(self):
        return "no space left"


def wkb_points(count):
    return [shapely.Point(i, 2 * i).wkb for i in range(count)]


@pytest.mark.parametrize("count", [0, 1, 3, 4, 5, 8, 9])
def test_every_row_is_written_once_with_its_own_values(monkeypatch, count):
    monkeypatch.setattr(sinks, "BATCH", 4)
    fields = fields_of(("name", TEXT), ("number", REAL))
    layer = layer_for(fields)
    names, numbers = [f"n{i}" for i in range(count)], np.arange(count) / 3
    assert write(layer.dataProvider(), wkb_points(count), [names, values(numbers)]) == count
    assert attributes(layer, "name", "number") == [(f"n{i}", i / 3) for i in range(count)]
    assert [(f.geometry().asPoint().x(), f.geometry().asPoint().y()) for f in layer.getFeatures()] == [
        (i, 2 * i) for i in range(count)
    ]


def test_a_feature_without_a_geometry_and_null_values_stay_so():
    layer = layer_for(fields_of(("name", TEXT), ("number", REAL), ("whole", WHOLE), ("long", LONG), ("at", MOMENT)))
    columns = [[None, "b"], values(np.array([np.nan, 0.0])), [None, 0], [None, 2**40], moments([np.nan, 1.5])]
    write(layer.dataProvider(), [None, shapely.Point(1, 2).wkb], columns)
    null, full = layer.getFeatures()
    assert null.geometry().isNull()
    assert all(value is None or (hasattr(value, "isNull") and value.isNull()) for value in null.attributes())
    assert full.attributes()[:4] == ["b", 0.0, 0, 2**40]
    assert full["at"].toMSecsSinceEpoch() == 1500


def test_progress_reaches_one_and_never_falls(monkeypatch):
    monkeypatch.setattr(sinks, "BATCH", 3)
    shares = []
    write(Sink(), wkb_points(7), [list(range(7))], shares.append)
    assert shares == pytest.approx([3 / 7, 6 / 7, 1, 1])


def test_a_sink_that_refuses_or_is_not_whole_is_an_error_with_its_words(monkeypatch):
    monkeypatch.setattr(sinks, "BATCH", 3)
    with pytest.raises(UserError, match="could not be written: no space left"):
        write(Sink(room=5), wkb_points(7), [list(range(7))])
    with pytest.raises(UserError, match="completely: no space left"):
        write(Sink(flushes=False), wkb_points(2), [list(range(2))])


def test_columns_of_another_length_than_the_geometries_are_never_written_short():
    with pytest.raises(ValueError, match="zip"):
        write(Sink(), wkb_points(3), [[1, 2]])


def test_moments_are_utc_to_the_millisecond():
    found = moments([0, 1_767_308_400.1234, -0.5, np.nan])
    assert [None if m is None else m.toMSecsSinceEpoch() for m in found] == [0, 1_767_308_400_123, -500, None]
    assert found[1].toString("yyyy-MM-ddTHH:mm:ss.zzz") == "2026-01-01T23:00:00.123"
    assert found[0].timeSpec() in (Qt.TimeSpec.UTC, Qt.TimeSpec.TimeZone)  # never the machine's own time
    assert found[0].offsetFromUtc() == 0


def test_not_a_number_becomes_null_and_zero_stays():
    assert values(np.array([0.0, np.nan, 1.5])) == [0.0, None, 1.5]
    assert values(["", "a", None]) == ["", "a", None]
    assert all(type(value) is int for value in values(np.array([1, 2], np.int64)))


def test_own_fields_come_first_and_give_way():
    own = fields_of(("fid", LONG), ("Gap", TEXT), ("gap_2", WHOLE), ("street", TEXT))
    joined = added_fields(own, fields_of(("gap", REAL), ("why", TEXT)))
    assert [field.name() for field in joined] == ["source_fid", "Gap_2", "gap_2_2", "street", "gap", "why"]
    assert [field.type() for field in joined] == [LONG, TEXT, WHOLE, TEXT, REAL, TEXT]
    assert [field.name() for field in own] == ["fid", "Gap", "gap_2", "street"]


def test_a_line_with_m_is_what_qgis_reads():
    layer = layer_for(fields_of(("n", WHOLE)), "LineStringM")
    write(layer.dataProvider(), [line_m_wkb(np.array([1.0, 3]), np.array([2.0, 4]), np.array([10.0, 20]))], [[1]])
    (feature,) = layer.getFeatures()
    assert [(v.x(), v.y(), v.m()) for v in feature.geometry().vertices()] == [(1, 2, 10), (3, 4, 20)]
    assert struct.unpack_from("<I", feature.geometry().asWkb().data(), 1)[0] == 2002


@pytest.mark.parametrize(
    ("wkts", "kind"),
    [
        (["POINT(1 1)"], KIND.Point),
        (["POINT(1 1)", "MULTIPOINT(1 1, 2 2)"], KIND.MultiPoint),
        (["LINESTRING(1 1, 2 2)"], KIND.LineString),
        (["MULTILINESTRING((1 1, 2 2))"], KIND.MultiLineString),
        (["POLYGON((0 0, 1 0, 1 1, 0 0))"], KIND.Polygon),
        (["POLYGON((0 0, 1 0, 1 1, 0 0))", "MULTIPOLYGON(((0 0, 1 0, 1 1, 0 0)))"], KIND.MultiPolygon),
    ],
)
def test_the_type_of_an_output_holds_all_its_geometries(wkts, kind):
    assert multi_wkb_type(shapely.from_wkt(np.array(wkts, object)), KIND.CompoundCurveZM) == kind


def test_the_type_of_no_geometries_is_the_inputs_without_curves_z_and_m():
    assert multi_wkb_type(np.zeros(0, object), KIND.CompoundCurveZM) == KIND.LineString
    assert QgsWkbTypes.displayString(multi_wkb_type(np.zeros(0, object), KIND.CurvePolygonZ)) == "Polygon"


def test_long_lines_are_added_in_small_batches(monkeypatch):
    """So that neither memory nor the time between two looks at the cancel button grows with them."""
    monkeypatch.setattr(sinks, "BATCH_BYTES", 1000)
    layer = QgsVectorLayer("LineStringM?crs=EPSG:32633&field=id:integer", "lines", "memory")
    long = np.arange(100.0)
    shares = []
    shapes = [sinks.line_m_wkb(long, long, long)] * 4 + [sinks.line_m_wkb(long[:2], long[:2], long[:2])] * 4
    assert sinks.write(layer.dataProvider(), shapes, [list(range(8))], shares.append) == 8
    assert shares == [0.125, 0.25, 0.375, 0.5, 1.0, 1.0]
    assert layer.featureCount() == 8
