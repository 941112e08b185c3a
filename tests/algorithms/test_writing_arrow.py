"""A large GeoPackage through the real algorithm, with and without pyogrio: the same layer, and cancel is heard."""

import pytest
from qgis.core import QgsVectorLayer

from blindspot.layers import arrow_writer
from small_layers import EASTING, NORTHING, Feedback, shape_layer


def features(path):
    layer = QgsVectorLayer(path, "cells", "ogr")
    assert layer.dataProvider().hasSpatialIndex() == layer.dataProvider().SpatialIndexPresent
    return [(f.id(), f.attributes(), bytes(f.geometry().asWkb().data())) for f in layer.getFeatures()]


def test_both_ways_write_the_same(run, walks, tmp_path, monkeypatch):
    for name in ("pyarrow", "pyogrio"):
        pytest.importorskip(name, reason=f"{name} is not installed; the sink writes everything", exc_type=ImportError)
    used, append = [], arrow_writer.ArrowWriter.append

    def counted(self, *arguments):
        used.append(append(self, *arguments))

    monkeypatch.setattr(arrow_writer.ArrowWriter, "append", counted)
    monkeypatch.setattr(arrow_writer, "BATCH", 500)
    e, n = EASTING, NORTHING
    area = shape_layer([f"Polygon(({e} {n}, {e + 1000} {n}, {e + 1000} {n + 1000}, {e} {n + 1000}, {e} {n}))"])
    options = {"INPUT": walks, "TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "UTC", "AREA": area}
    path = str(tmp_path / "cells.gpkg")
    sink = features(run("scoregaps", **options, CELL_SIZE=20, OUTPUT=path)["OUTPUT"])
    assert not used
    monkeypatch.setattr(arrow_writer, "MIN_ROWS", 1)
    result = run("scoregaps", **options, CELL_SIZE=20, OUTPUT=path)
    assert used == [len(sink)] == [result["PLACE_COUNT"]]
    assert features(result["OUTPUT"]) == sink
    log = Feedback(cancel_at=88)
    assert run("scoregaps", **options, CELL_SIZE=50, OUTPUT=path, feedback=log) == {} or log.shares[-1] < 88
    assert features(path) == sink
