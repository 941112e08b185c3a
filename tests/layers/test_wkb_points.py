"""Bytes of geometries read and made at once, against Shapely and QGIS one by one."""

import numpy as np
import pytest
import shapely
from qgis.core import QgsGeometry

from blindspot.layers.fix_columns import position_of
from blindspot.layers.wkb import NO_POINT, SEVERAL, polygons_of_rings, vertices_of_line, xy_of_points

POINTS = shapely.points([[1.5, -2.25], [500_000.123, 5_500_000.5]])


@pytest.mark.parametrize("width", [None, 21])
def test_points(width):
    wkb = shapely.to_wkb(POINTS)
    if width:
        wkb = np.array(wkb, f"S{width}").view(f"V{width}")
    x, y, several = xy_of_points(wkb)
    assert x.tolist() == shapely.get_x(POINTS).tolist()
    assert y.tolist() == shapely.get_y(POINTS).tolist()
    assert not several.any()


def test_points_of_every_kind():
    shapes = [
        shapely.MultiPoint([(3, 4)]),
        shapely.MultiPoint([(3, 4), (5, 6)]),
        shapely.Point(7, 8, 9),
        shapely.LineString([(0, 0), (1, 1)]),
    ]
    wkb = np.array([*shapely.to_wkb(shapes, output_dimension=3, flavor="iso"), None], object)
    x, y, fault = xy_of_points(wkb)
    assert x[[0, 2]].tolist() == [3, 7]
    assert y[[0, 2]].tolist() == [4, 8]
    assert np.isnan(x[[1, 3, 4]]).all()
    assert fault.tolist() == [0, SEVERAL, 0, NO_POINT, 0]


def test_no_points():
    x, y, several = xy_of_points(np.zeros(0, "V21"))
    assert len(x) == len(y) == len(several) == 0


def test_polygons_are_those_of_shapely():
    rings = np.random.default_rng(1).normal(size=(5, 7, 2))
    rings[:, -1] = rings[:, 0]
    assert polygons_of_rings(rings) == shapely.to_wkb(shapely.polygons(rings), byte_order=1).tolist()


@pytest.mark.parametrize(
    ("wkt", "expected"),
    [
        ("LineStringM(0 1 2, 3 4 5)", [[0, 1, 2], [3, 4, 5]]),
        ("LineStringZM(0 1 9 2, 3 4 9 5)", [[0, 1, 2], [3, 4, 5]]),
        ("MultiLineStringM((0 1 2, 3 4 5),(6 7 8, 9 10 11))", [[0, 1, 2], [3, 4, 5], [6, 7, 8], [9, 10, 11]]),
        ("MultiLineStringZM((0 1 9 2, 3 4 9 5),(6 7 9 8, 9 10 9 11))", [[0, 1, 2], [3, 4, 5], [6, 7, 8], [9, 10, 11]]),
    ],
)
def test_vertices_with_m(wkt, expected):
    assert vertices_of_line(QgsGeometry.fromWkt(wkt).asWkb().data()).tolist() == expected


@pytest.mark.parametrize(
    ("wkt", "told"),
    [
        ("POINT(1 2)", (1, 2, 0)),
        ("POINT ZM(1 2 3 4)", (1, 2, 0)),
        ("MULTIPOINT((1 2))", (1, 2, 0)),
        ("MULTIPOINT((1 2),(3 4))", (np.nan, np.nan, SEVERAL)),
        ("GEOMETRYCOLLECTION(POINT(1 2))", (1, 2, 0)),
        ("GEOMETRYCOLLECTION Z(POINT Z(1 2 3))", (1, 2, 0)),
        ("GEOMETRYCOLLECTION(POINT(1 2),POINT(3 4))", (np.nan, np.nan, NO_POINT)),
        ("GEOMETRYCOLLECTION(LINESTRING(1 2,3 4))", (np.nan, np.nan, NO_POINT)),
        ("GEOMETRYCOLLECTION EMPTY", (np.nan, np.nan, 0)),
        ("LINESTRING(1 2,3 4)", (np.nan, np.nan, NO_POINT)),
        ("MULTILINESTRING((1 2,3 4))", (np.nan, np.nan, NO_POINT)),
        ("POLYGON((1 2,3 4,5 0,1 2))", (np.nan, np.nan, NO_POINT)),
        ("TIN(((1 2,3 4,5 0,1 2)))", (np.nan, np.nan, NO_POINT)),
        ("CIRCULARSTRING(1 2,3 4,5 0)", (np.nan, np.nan, NO_POINT)),
    ],
)
def test_a_position_is_the_same_both_ways(wkt, told):
    geometry = QgsGeometry.fromWkt(wkt)
    (x, y), fault = position_of(geometry)
    streamed = [column[0] for column in xy_of_points(np.array([bytes(geometry.asWkb())], object))]
    assert (x, y, fault) == pytest.approx(told, nan_ok=True)
    assert streamed == pytest.approx(told, nan_ok=True)
