"""The spatial index of a written file: created while cancel is heard, and stopped by it."""

import time

import pytest
from osgeo import gdal
from qgis.core import Qgis

from blindspot.engine.progress import Cancelled
from blindspot.layers import vector_files
from blindspot.layers.vector_files import complete
from small_layers import EASTING, NORTHING, point_layer, saved

LONG = "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 300000000) SELECT count(*) FROM c"
POINT = Qgis.WkbType.Point


@pytest.fixture
def path(tmp_path):
    saved(point_layer([((EASTING, NORTHING), "a")], (("name", "QString"),)), tmp_path / "a.gpkg")
    return str(tmp_path / "a.gpkg")


def test_cancel_stops_an_index_that_is_being_created(path, monkeypatch):
    def endless(path, held):
        dataset = gdal.OpenEx(path, gdal.OF_VECTOR | gdal.OF_UPDATE)
        held.append(dataset)
        try:
            dataset.ExecuteSQL(LONG)
        finally:
            held.clear()

    def cancelled(share):
        raise Cancelled

    monkeypatch.setattr(vector_files, "_create_index", endless)
    began = time.monotonic()
    with pytest.raises(Cancelled):
        complete(path, POINT, 1, cancelled)
    assert time.monotonic() - began < 15  # a minute or more where it is not stopped


def test_the_bar_moves_while_an_index_is_created(path, monkeypatch):
    monkeypatch.setattr(vector_files, "_create_index", lambda path, held: time.sleep(0.3))
    shares = []
    complete(path, POINT, 1, shares.append)
    assert len(shares) >= 3
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_an_error_of_the_index_is_raised(path, monkeypatch):
    def fails(path, held):
        raise RuntimeError("disk I/O error")

    monkeypatch.setattr(vector_files, "_create_index", fails)
    with pytest.raises(vector_files.UserError, match="disk I/O error"):
        complete(path, POINT, 1)
