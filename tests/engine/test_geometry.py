"""Plane geometry: what can be used of invalid, flat and endless geometries."""

import numpy as np
import shapely

from blindspot.engine.geometry import usable_of


def test_a_repaired_polygon_has_no_lines_or_points():
    spike = shapely.Polygon([(0, 0), (10, 0), (10, 10), (10, 30), (10, 10), (0, 10)])
    assert shapely.make_valid(spike).geom_type == "GeometryCollection"  # the square, and the spike as a line
    found = usable_of(np.array([spike], object))
    assert found.mended == 1
    assert found.geometry[0].geom_type == "Polygon"
    assert found.geometry[0].equals(shapely.box(0, 0, 10, 10))


def test_flat_and_endless_geometries_are_counted_and_left_out():
    shapes = [
        shapely.Point(1, 2),
        shapely.Polygon([(0, 0), (1, 1), (2, 2)]),
        shapely.LineString([(3, 3), (3, 3)]),
        shapely.Point(np.inf, 0),
        shapely.Point(5, 6, 7),
    ]
    found = usable_of(np.array(shapes, object))
    assert found.kept.tolist() == [0, 4]
    assert (found.mended, found.lost, found.flat) == (0, 1, 2)
    assert not shapely.has_z(found.geometry).any()
