"""Fixes of random walks over a square, as a GeoPackage: any number, the same for the same seed."""

from pathlib import Path

import numpy as np
from osgeo import ogr, osr

SIDE = 20_000.0  # metres
EPSG = 32633
ORIGIN = (400_000.0, 5_400_000.0)
START = np.datetime64("2026-01-01T00:00:00")


def random_walks(fixes: int, units: int, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """(n,) unit, seconds after START, x and y: units that walk and drive at random, reflected at the edges of the
    square."""
    rng = np.random.default_rng(seed)
    each = -(-fixes // units)
    heading = np.cumsum(rng.normal(0, 0.3, (units, each)), axis=1)
    step = rng.uniform(5, 60, (units, each))
    seconds = np.cumsum(rng.integers(8, 16, (units, each)), axis=1)
    out = []
    for along in (np.cos(heading), np.sin(heading)):
        way = np.cumsum(along * step, axis=1) + rng.uniform(0, SIDE, (units, 1))
        out.append(np.abs((way % (2 * SIDE)) - SIDE))
    unit = np.repeat(np.arange(units), each)
    return unit[:fixes], seconds.ravel()[:fixes], out[0].ravel()[:fixes] + ORIGIN[0], out[1].ravel()[:fixes] + ORIGIN[1]


def write_fixes(path: Path, fixes: int, units: int = 100, seed: int = 1) -> Path:
    """The fixes as the layer `fixes` (unit, time), and the square as the layer `area`, unless the file is there
    already."""
    if path.exists():
        return path
    unit, seconds, x, y = random_walks(fixes, units, seed)
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(EPSG)
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = dataset.CreateLayer("fixes", crs, ogr.wkbPoint, ["SPATIAL_INDEX=NO"])
    layer.CreateField(ogr.FieldDefn("unit", ogr.OFTString))
    layer.CreateField(ogr.FieldDefn("time", ogr.OFTDateTime))
    definition = layer.GetLayerDefn()
    times = np.datetime_as_string(START + seconds.astype("timedelta64[s]"))
    dataset.StartTransaction()
    for u, when, px, py in zip(unit.tolist(), times.tolist(), x.tolist(), y.tolist(), strict=True):
        feature = ogr.Feature(definition)
        feature.SetField(0, f"U{u:03d}")
        feature.SetField(1, when + "Z")
        point = ogr.Geometry(ogr.wkbPoint)
        point.AddPoint_2D(px, py)
        feature.SetGeometryDirectly(point)
        layer.CreateFeature(feature)
    dataset.CommitTransaction()
    area = dataset.CreateLayer("area", crs, ogr.wkbPolygon)
    feature = ogr.Feature(area.GetLayerDefn())
    x0, y0 = ORIGIN
    x1, y1 = x0 + SIDE, y0 + SIDE
    feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POLYGON(({x0} {y0},{x1} {y0},{x1} {y1},{x0} {y1},{x0} {y0}))"))
    area.CreateFeature(feature)
    return path
