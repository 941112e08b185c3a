"""Reading a file leaves no other files behind."""

import numpy as np
from osgeo import gdal, ogr

from blindspot.layers.arrow import FID, LayerFile, arrow_batches


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
