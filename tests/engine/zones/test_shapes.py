"""Shapes of zones contain the circles and arcs that they stand for, within the tolerance."""

import numpy as np
import pytest
import shapely

from blindspot.engine.crs.geodesic import ELLIPSOID
from blindspot.engine.zones.geozone import Findings
from blindspot.engine.zones.openair_outline import Outline
from blindspot.engine.zones.shapes import CLEAN, FILLED, WIDENED, along, circle, filled, points_around


def distances(centre, points) -> np.ndarray:
    """(n,) m from a point, along the ellipsoid."""
    count = len(points)
    return ELLIPSOID.inv([centre[0]] * count, [centre[1]] * count, points[:, 0], points[:, 1])[2]


def along_edges(shape, each=7) -> np.ndarray:
    """Points on the edges of a polygon, also between its corners."""
    ring = shapely.get_coordinates(shape.exterior)
    share = np.linspace(0, 1, each)[:, None, None]
    return (ring[:-1] * (1 - share) + ring[1:] * share).reshape(-1, 2)


@pytest.mark.parametrize("tolerance", [0.05, 1.0, 25.0])
@pytest.mark.parametrize("radius", [10.0, 3500.0, 60_000.0])
@pytest.mark.parametrize("centre", [(8.0, 47.0), (-70.0, -54.9), (0.0, 0.0), (25.0, 69.0)])
def test_a_circle_is_contained_and_the_tolerance_kept(centre, radius, tolerance):
    found = distances(centre, along_edges(circle(*centre, radius, tolerance)))
    assert found.min() >= radius
    assert found.max() <= radius + tolerance


def test_a_circle_at_the_antimeridian_is_cut_in_two():
    shape = circle(179.99, -17.0, 5000.0, 1.0)
    assert shape.geom_type == "MultiPolygon"
    west, _, east, _ = shape.bounds
    assert (west, east) == (-180.0, 180.0)
    whole = circle(10.0, -17.0, 5000.0, 1.0)
    assert shape.area == pytest.approx(whole.area, rel=1e-6)
    points = points_around(179.99, -17.0, np.arange(0, 360, 5.0), 4999.0)
    assert shapely.contains_xy(shape, points).all()


@pytest.mark.parametrize(
    ("latitude", "radius"), [(89.5, 100.0), (88.0, 200_000.0), (0.0, 0.0), (0.0, 2e6), (0.0, np.nan)]
)
def test_circles_at_poles_and_without_a_sensible_radius_are_refused(latitude, radius):
    with pytest.raises(ValueError, match=r"^$"):
        circle(0.0, latitude, radius, 1.0)


@pytest.mark.parametrize("clockwise_arc", [True, False])
@pytest.mark.parametrize("tolerance", [0.1, 5.0])
def test_arcs_never_shrink_an_area(clockwise_arc, tolerance):
    """A half disc to the east of its chord, and a square with a half disc cut out of it."""
    findings, radius = Findings(), 10.0 * 1852.0
    outline = Outline("Zone", findings, tolerance)
    outline.draw(1, "V", "X=47:00:00 N 008:00:00 E")
    north, south = points_around(8.0, 47.0, [0.0, 180.0], radius)
    if clockwise_arc:  # from north by east to south, and back along the chord: the arc is the outer edge
        outline.draw(2, "V", "D=+")
        outline.draw(3, "DA", "10,0,180")
    else:  # from north by west to south, and then far round in the west: the arc is cut out of the area
        outline.draw(2, "V", "D=-")
        outline.draw(3, "DA", "10,0,180")
        for lon, lat in ((7.0, 46.7), (7.0, 47.3)):
            outline.draw(4, "DP", f"{lat:.6f}N {lon:.6f}E")
    shape, whole_circle, note = outline.finished()
    assert (whole_circle, note, findings.faults) == (None, "", [])
    bearings = np.linspace(1, 179, 400) if clockwise_arc else np.linspace(181, 359, 400)
    inside = points_around(8.0, 47.0, bearings, radius + (-0.001 if clockwise_arc else 0.001))
    assert shapely.contains_xy(shape, inside).all()
    outside = points_around(8.0, 47.0, bearings, radius + (tolerance if clockwise_arc else -tolerance) * 1.001)
    assert not shapely.contains_xy(shape, outside).any()
    assert north[1] > 47.0 > south[1]


def test_outlines_that_cross_themselves_keep_all_that_they_enclose():
    bow = np.array([(0, 0), (1, 1), (1, 0), (0, 1)], float)
    shape, done = filled([bow], 1.0)
    assert done == FILLED
    assert shapely.contains_xy(shape, [0.9, 0.1], [0.5, 0.5]).all()
    twice_round = np.array([(0, 0), (3, 0), (3, 3), (0, 3), (0, 0), (2, 1), (1, 2), (2, 2)], float)
    shape, done = filled([twice_round], 1.0)
    assert shapely.contains_xy(shape, [1.7, 2.5, 0.2], [1.8, 0.5, 2.9]).all()
    square, hole = np.array([(0, 0), (3, 0), (3, 3), (0, 3)], float), np.array([(1, 1), (2, 1), (2, 2), (1, 2)], float)
    shape, done = filled([square, hole], 1.0)
    assert (done, shape.area) == (CLEAN, 8.0)
    shape, done = filled([square, hole + 1.5], 1.0)  # a hole across the edge is filled
    assert (done, shape.area) == (FILLED, 9.0)


def test_outlines_without_an_area_get_a_width():
    cable = np.array([(8.0, 47.0), (8.01, 47.0), (8.0, 47.0)])
    shape, done = filled([cable], 5.0)
    assert done == WIDENED
    for lon, lat in ((8.0, 47.0), (8.005, 47.0)):
        assert shapely.contains_xy(shape, points_around(lon, lat, np.arange(0, 360, 30.0), 4.999)).all()
    assert filled([np.array([(-170.0, 80), (-60, 80), (60, 80), (170.0, 80), (-170.0, 80)])[:-1]], 1.0)[0] is None


def test_polygons_across_the_antimeridian_are_cut():
    ring = np.array([(179.0, 10.0), (-179.0, 10.0), (-179.0, 11.0), (179.0, 11.0), (179.0, 10.0)])
    shape, done = filled([ring], 1.0)
    assert (done, shape.area) == (CLEAN, pytest.approx(2.0))
    assert shapely.contains_xy(shape, [179.5, -179.5], [10.5, 10.5]).all()
    assert not shapely.contains_xy(shape, 0.0, 10.5)


def test_an_airway_has_its_width_on_both_sides():
    shape = along(np.array([(8.0, 47.0), (8.5, 47.2), (9.0, 47.0)]), 2000.0, 1.0)
    for lon, lat in ((8.0, 47.0), (8.5, 47.2), (9.0, 47.0), (8.25, 47.1)):
        assert shapely.contains_xy(shape, points_around(lon, lat, np.arange(0, 360, 15.0), 1990.0)).all()


def test_a_tangle_of_edges_is_filled_to_its_hull_in_time_and_memory():
    angle = 2.4 * np.arange(3000)  # millions of crossings
    star = np.stack((7 + 0.1 * np.cos(angle), 46 + 0.1 * np.sin(angle)), 1)
    shape, done = filled([star], 1.0)
    assert done == FILLED
    assert shapely.get_num_coordinates(shape) <= 3001
    assert shapely.covers(shape, shapely.points(star)).all()
    few, _ = filled([star[:40]], 1.0)
    assert few.area < shapely.convex_hull(shapely.multipoints(star[:40])).area
