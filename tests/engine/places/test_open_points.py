"""Cells scored at several points in the open."""

import numpy as np
import pytest
import shapely

from blindspot.engine.errors import UserError
from blindspot.engine.geometry import covered
from blindspot.engine.places.grid import HEXAGON, SQUARE, Grid, Lattice
from blindspot.engine.places.open_points import open_cells


def grid(side=4, size=50.0, shape=SQUARE):
    column, row = (axis.ravel() for axis in np.meshgrid(np.arange(side), np.arange(side)))
    return Grid(Lattice(size, shape), column, row)


@pytest.mark.parametrize("shape", [SQUARE, HEXAGON])
@pytest.mark.parametrize(("spacing", "points"), [(50, 1), (25, 4), (20, 9), (80, 1), (16.7, 9)])
def test_every_cell_has_its_points_in_it(shape, spacing, points):
    cells = grid(shape=shape)
    found = open_cells(cells, spacing, np.zeros(0, object))
    assert found.points == points
    assert not found.closed.any()
    assert np.diff(found.places.offsets).tolist() == [points] * len(cells)
    outlines = cells.polygons()[found.places.place_of_sample]
    assert shapely.dwithin(shapely.points(found.places.x, found.places.y), outlines, 1e-6).all()
    if points == 1:
        assert found.places.x == pytest.approx(cells.places.x)
        assert found.places.y == pytest.approx(cells.places.y)


def test_points_in_buildings_are_left_out_and_cells_wholly_in_buildings_keep_their_centre():
    courtyard = shapely.Polygon(shapely.box(100, 0, 150, 50).exterior, [shapely.box(110, 10, 114, 14).exterior])
    buildings = np.array([shapely.box(0, 0, 25, 50), shapely.box(50, 0, 100, 50), courtyard])
    found = open_cells(grid(), 25, buildings)
    first, second, third, fourth = (found.places.subset(i, i + 1) for i in range(4))
    assert sorted(zip(first.x, first.y, strict=True)) == [(37.5, 12.5), (37.5, 37.5)]
    assert (second.x, second.y) == (75.0, 25.0)
    assert (third.x, third.y) == (112.5, 12.5)  # the courtyard is open ground
    assert len(fourth.x) == 4
    assert found.closed.tolist() == [False, True, False, False, *[False] * 12]


def test_too_many_points_are_refused_before_they_are_made():
    cells = Grid(Lattice(50.0), np.zeros(10_000_000, np.int64), np.zeros(10_000_000, np.int64))
    with pytest.raises(UserError, match="Use at least 50 m"):
        open_cells(cells, 25, np.zeros(0, object))


def test_points_in_polygons_as_one_by_one():
    rng = np.random.default_rng(1)
    x, y = rng.uniform(0, 100, (2, 3000))
    corners = rng.uniform(0, 100, (1200, 2))
    polygons = shapely.box(corners[:, 0], corners[:, 1], *(corners + rng.uniform(0.1, 9, (1200, 2))).T)
    expected = np.zeros(len(x), bool)
    for polygon in polygons:
        expected |= shapely.intersects_xy(polygon, x, y)
    assert 0.2 < expected.mean() < 0.999
    assert (covered(x, y, polygons) == expected).all()
    few = polygons[:40]
    assert (covered(x, y, few) == shapely.intersects_xy(shapely.union_all(few), x, y)).all()
    assert covered(np.array([5.0, 6.0]), np.array([0.0, 11.0]), np.array([shapely.box(0, 0, 10, 10)])).tolist() == [
        True,
        False,
    ]
    assert not len(covered(x[:0], y[:0], polygons))
    assert not covered(x, y, polygons[:0]).any()
