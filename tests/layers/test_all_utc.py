"""A GeoPackage or GeoJSON file is streamed only where every date and time is marked as UTC."""

import numpy as np
import pytest
from osgeo import ogr, osr
from qgis.core import QgsVectorLayer

from blindspot.layers.arrow import ARROW, LayerFile, NotUtc, arrow_batches

pytestmark = pytest.mark.skipif(not ARROW, reason="GDAL gives no Arrow stream here")


@pytest.fixture
def written(qgis_app, tmp_path):
    """Writes fixes with these times and opens them like QGIS."""

    def write(times, field="time"):
        path = str(tmp_path / "fixes.gpkg")
        dataset = ogr.GetDriverByName("GPKG").CreateDataSource(path)
        crs = osr.SpatialReference()
        crs.ImportFromEPSG(32650)
        table = dataset.CreateLayer("fixes", crs, ogr.wkbPoint)
        table.CreateField(ogr.FieldDefn(field, ogr.OFTDateTime))
        for time in times:
            feature = ogr.Feature(table.GetLayerDefn())
            feature.SetGeometry(ogr.CreateGeometryFromWkt("POINT (1 2)"))
            if time:
                feature.SetField(0, time)
            table.CreateFeature(feature)
        del feature, table, dataset
        return LayerFile.of(QgsVectorLayer(path, "fixes", "ogr"), selected_only=False)

    return write


@pytest.mark.parametrize("field", ["time", 'the "time"', "it's"])
def test_utc_and_null_times_are_streamed(written, field):
    file = written(["2026/01/31 22:00:00+00", None, "2026/01/31 23:00:00+00"], field)
    assert sum(len(batch[field]) for batch in arrow_batches(file, [field])) == 3


@pytest.mark.parametrize("odd", ["2026/01/31 22:00:00+08", "2026/01/31 22:00:00"])
@pytest.mark.parametrize("field", ["time", 'the "time"'])
def test_one_other_time_is_noticed(written, odd, field):
    file = written(["2026/01/31 22:00:00+00", odd, "2026/01/31 23:00:00+00"], field)
    with pytest.raises(NotUtc):
        list(arrow_batches(file, [field]))


def in_json(path, values, field='"at"'):
    """A GeoJSON file of points, with these values as they are written."""
    point = '"geometry": {"type": "Point", "coordinates": [1, 2]}'
    rows = ",\n".join(f'{{"type": "Feature", "properties": {{{field}: {value}}}, {point}}}' for value in values)
    file = path / "fixes.geojson"
    file.write_text(f'{{"type": "FeatureCollection", "features": [{rows}]}}', encoding="utf-8")
    layer = QgsVectorLayer(str(file), "fixes", "ogr")
    assert layer.fields()[0].typeName() == "DateTime"
    return layer


UTC = '"2026-01-31T22:00:00.125Z"'


def test_utc_times_in_json_are_streamed(qgis_app, tmp_path):
    layer = in_json(tmp_path, [UTC, "null", UTC])
    (batch,) = arrow_batches(LayerFile.of(layer, False), ["at"])
    values = batch["at"]
    assert np.datetime64("2026-01-31T22:00:00.125", "ms") == np.ma.getdata(values)[0].astype("datetime64[ms]")
    assert (np.isnat(np.ma.getdata(values)) | np.ma.getmaskarray(values)).tolist() == [False, True, False]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ([UTC, '"2026-01-31T22:00:00+08:00"'], '"at"'),
        ([UTC, '"2026-01-31T22:00:00"'], '"at"'),
        ([UTC, '"2026-01-31T22:00:00+08:00"'], '"at" '),
        ([UTC, '"2026-01-31T22:00:00+08:00"'], '"\\u0061t"'),
    ],
)
def test_one_other_time_in_json_is_noticed(qgis_app, tmp_path, values, field):
    layer = in_json(tmp_path, values, field)
    with pytest.raises(NotUtc):
        list(arrow_batches(LayerFile.of(layer, False), ["at"]))
