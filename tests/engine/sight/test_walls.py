"""Walls: the edges of buildings, each with the building on its left."""

import numpy as np
import shapely

from blindspot.engine.sight.walls import walls_of

COURT = shapely.box(0, 0, 10, 10).difference(shapely.box(4, 4, 6, 6))


def edges(walls):
    return sorted(zip(walls.x0, walls.y0, walls.x1, walls.y1, walls.height, strict=True))


def test_the_building_is_on_the_left_also_around_a_courtyard():
    walls = walls_of(np.array([COURT]))
    assert len(walls) == 8
    dx, dy = walls.x1 - walls.x0, walls.y1 - walls.y0
    middle_x, middle_y = (walls.x0 + walls.x1) / 2, (walls.y0 + walls.y1) / 2
    left = shapely.points(middle_x - dy * 0.01, middle_y + dx * 0.01)
    right = shapely.points(middle_x + dy * 0.01, middle_y - dx * 0.01)
    assert shapely.contains(COURT, left).all()
    assert not shapely.contains(COURT, right).any()


def test_the_direction_of_rings_and_duplicates_change_nothing():
    one = edges(walls_of(np.array([COURT])))
    assert edges(walls_of(np.array([shapely.reverse(COURT)]))) == one
    assert edges(walls_of(np.array([COURT, shapely.reverse(COURT), shapely.MultiPolygon([COURT])]))) == one


def test_of_equal_walls_the_highest_is_kept():
    walls = walls_of(np.array([COURT, COURT]), np.array([4.0, 9.0]))
    assert walls.height.tolist() == [9.0] * 8


def test_repeated_vertices_make_no_wall():
    ring = [(0, 0), (0, 0), (10, 0), (10, 0), (10, 10), (0, 10), (0, 10)]
    assert edges(walls_of(np.array([shapely.Polygon(ring)]))) == edges(walls_of(np.array([shapely.box(0, 0, 10, 10)])))


def test_what_is_no_polygon_has_no_walls():
    others = np.array([None, shapely.Polygon(), shapely.Point(1, 2), shapely.LineString([(0, 0), (1, 1)])], object)
    assert len(walls_of(others)) == 0
    assert len(walls_of(np.zeros(0, object))) == 0


def test_each_wall_has_the_height_of_its_own_building():
    def box(x):
        return shapely.box(x, 0, x + 2, 2)

    shapes = np.array([shapely.MultiPolygon([box(0), box(10)]), shapely.LineString([(0, 0), (1, 1)]), COURT, box(20)])
    walls = walls_of(shapes, np.array([3.0, 4.0, 5.0, 6.0]))
    assert np.bincount(walls.height.astype(int)).tolist() == [0, 0, 0, 8, 0, 8, 4]
    assert (walls.height[walls.x0 >= 20] == 6.0).all()
