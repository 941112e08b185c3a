"""Grids: snapped, complete within reach, and of limited size."""

import time

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from blindspot.engine.errors import UserError
from blindspot.engine.places.grid import HEXAGON, SQUARE, Lattice, grid_near, grid_over

both = pytest.mark.parametrize("shape", [SQUARE, HEXAGON])


def everywhere(lattice, x, y, margin):
    """All cells of a bounding box around the points, and their centres."""
    columns, rows = lattice.cell_at(x, y)
    c, r = np.meshgrid(
        np.arange(columns.min() - margin, columns.max() + margin + 1),
        np.arange(rows.min() - margin, rows.max() + margin + 1),
    )
    return c.ravel(), r.ravel(), *lattice.centres(c.ravel(), r.ravel())


@both
def test_cells_near_points_are_all_within_reach_and_no_others(shape):
    rng = np.random.default_rng(1)
    lattice, reach = Lattice(50.0, shape), 430.0
    x, y = rng.uniform(-2000, 3000, (2, 15))
    grid = grid_near(x, y, lattice, reach)
    c, r, cx, cy = everywhere(lattice, x, y, 30)
    hx, hy = lattice.centres(*lattice.cell_at(x, y))
    near = (np.hypot(cx[:, None] - hx, cy[:, None] - hy) <= reach + 1e-6).any(axis=1)
    assert set(zip(c[near], r[near], strict=True)) == set(zip(grid.column, grid.row, strict=True))


@both
def test_the_grid_does_not_depend_on_block_borders(shape):
    # Points on both sides of several block borders: the grid is the union of the grids of single points.
    lattice = Lattice(1.0, shape)
    x, y = np.array([510.0, 513.0, -3.0, 1024.2]), np.array([511.9, 2.0, -1.0, 1023.9])
    cells = set()
    for i in range(4):
        alone = grid_near(x[i : i + 1], y[i : i + 1], lattice, 9.0)
        cells |= set(zip(alone.column, alone.row, strict=True))
    grid = grid_near(x, y, lattice, 9.0)
    assert cells == set(zip(grid.column, grid.row, strict=True))
    assert len(grid) == len(cells)


@both
@settings(deadline=None)
@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_a_cell_contains_its_points(shape, x, y):
    lattice = Lattice(50.0, shape)
    column, row = lattice.cell_at(np.array([x]), np.array([y]))
    cell = shapely.polygons(lattice.outlines(column, row))[0]
    assert shapely.distance(cell, shapely.Point(x, y)) < 1e-6


@both
def test_cells_tile_the_plane(shape):
    lattice = Lattice(30.0, shape)
    grid = grid_near(np.array([0.0]), np.array([0.0]), lattice, 300.0)
    cells = grid.polygons()
    assert shapely.is_valid(cells).all()
    assert shapely.area(cells) == pytest.approx(lattice.cell_area)
    assert shapely.area(shapely.union_all(cells)) == pytest.approx(len(grid) * lattice.cell_area)
    corners = shapely.get_coordinates(cells).reshape(len(cells), -1, 2)
    farthest = np.hypot(*(corners - np.stack([grid.places.x, grid.places.y], 1)[:, None]).transpose(2, 0, 1)).max()
    assert farthest == pytest.approx(lattice.inner_range)


@both
def test_grid_over_an_area_has_the_cells_with_their_centre_inside(shape):
    lattice = Lattice(40.0, shape)
    area = shapely.union_all([shapely.Point(300, -200).buffer(500), shapely.box(2000, 2000, 2500, 2300)])
    area = area.difference(shapely.Point(300, -200).buffer(100))
    grid = grid_over(np.array([area]), lattice)
    x, y = np.array([-300, 2600.0]), np.array([-800, 2400.0])
    c, r, cx, cy = everywhere(lattice, x, y, 60)
    inside = shapely.contains_xy(area, cx, cy)
    assert set(zip(c[inside], r[inside], strict=True)) == set(zip(grid.column, grid.row, strict=True))


def test_the_error_for_too_many_cells_names_a_size_that_fits():
    with pytest.raises(UserError, match=r"CELL_SIZE of 0.01 m makes about .* Use .* m or more"):
        grid_over(np.array([shapely.box(0, 0, 1000, 1000)]), Lattice(0.01))
    with pytest.raises(UserError, match="or more"):
        grid_near(np.array([0.0, 1e6]), np.array([0.0, 0.0]), Lattice(0.05), 500.0)


def test_an_area_smaller_than_a_cell_is_an_error():
    with pytest.raises(UserError, match="smaller CELL_SIZE"):
        grid_over(np.array([shapely.box(1, 1, 2, 2)]), Lattice(100.0))


@both
def test_a_reach_of_many_cells_around_few_fixes_is_quick_and_complete(shape):
    lattice, reach = Lattice(1000.0, shape), 400_000.0
    x, y = np.array([0.0, 3000.0, 511_000.0]), np.array([0.0, 520_000.0, 1000.0])
    began = time.perf_counter()
    grid = grid_near(x, y, lattice, reach)
    assert time.perf_counter() - began < 20  # 2 s; from all rows of the raster, 60 s
    c, r, cx, cy = everywhere(lattice, x, y, 600 if shape == SQUARE else 900)
    hx, hy = lattice.centres(*lattice.cell_at(x, y))
    near = np.zeros(len(c), bool)
    for one in zip(hx, hy, strict=True):
        near |= np.hypot(cx - one[0], cy - one[1]) <= reach + 1e-6
    assert near.sum() == len(grid)
    np.testing.assert_array_equal(np.sort(r[near] * 10**6 + c[near]), np.sort(grid.row * 10**6 + grid.column))
