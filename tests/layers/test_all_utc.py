"""A GeoPackage is streamed only where every date and time is marked as UTC."""

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
