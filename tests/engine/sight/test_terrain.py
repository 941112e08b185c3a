"""Line of sight over terrain: against exact lines of sight, and in cases with a known answer."""

import numpy as np
import pytest
import shapely
from small_terrain import SIZE, flat, hills

from blindspot.engine.places.places import point_places
from blindspot.engine.sight.sight import Sight
from blindspot.engine.sight.terrain import Terrain
from blindspot.engine.sight.viewsheds import viewsheds
from blindspot.engine.sight.visible import visible_areas


def pairs(terrain, count, reach, seed=1):
    """Samples, positions within reach of them, (count,) each."""
    rng = np.random.default_rng(seed)
    rows, columns = terrain.heights.shape
    x = terrain.left + rng.uniform(-20, columns * SIZE + 20, count)
    y = terrain.bottom + rng.uniform(-20, rows * SIZE + 20, count)
    angle, away = rng.uniform(0, 2 * np.pi, count), reach * np.sqrt(rng.uniform(size=count))
    return x, y, x + away * np.cos(angle), y + away * np.sin(angle)


def exactly_clear(terrain, cell, other):
    """Whether the middle of one cell is seen from that of another: the ground is linear along the lines between the
    middles of cells, and the line of sight is compared with it wherever it crosses one (R3)."""
    heights = terrain.heights.astype(float)
    (c0, r0), (c1, r1) = cell, other
    z0, z1 = heights[r0, c0] + terrain.target, heights[r1, c1] + terrain.eye
    for grid, a, b, c, d in ((heights, r0, r1, c0, c1), (heights.T, c0, c1, r0, r1)):
        for k in range(min(c, d) + 1, max(c, d)):
            share = (k - c) / (d - c)
            at = a + (b - a) * share
            low = min(int(at), grid.shape[0] - 2)
            ground = grid[low, k] * (low + 1 - at) + grid[low + 1, k] * (at - low)
            if ground > z0 + (z1 - z0) * share + 1e-6:
                return False
    return True


@pytest.mark.parametrize(("smooth", "relief"), [(1.5, 30), (3, 60), (6, 300)])
@pytest.mark.parametrize("cells", [10, 30])
def test_99_in_100_cells_agree_with_exact_lines_of_sight(smooth, relief, cells):
    terrain, rng = hills(smooth, relief, (90, 90)), np.random.default_rng(2)
    own = rng.integers(30, 60, (1500, 2))
    other = own + np.rint(rng.uniform(-cells / 1.5, cells / 1.5, own.shape)).astype(int)
    middle = [terrain.left + (own[:, 0] + 0.5) * SIZE, terrain.bottom + (own[:, 1] + 0.5) * SIZE]
    there = [terrain.left + (other[:, 0] + 0.5) * SIZE, terrain.bottom + (other[:, 1] + 0.5) * SIZE]
    exact = np.array([exactly_clear(terrain, *each) for each in zip(own, other, strict=True)])
    assert 0.1 < exact.mean() < 0.98
    assert np.mean(terrain.clear(*middle, *there) == exact) >= 0.99


@pytest.mark.parametrize("reach", [5.0, 50.0, 95.0, 320.0])
def test_viewsheds_say_what_single_lines_of_sight_say(reach):
    terrain = hills()
    terrain.heights[20:26, 30:33] = np.nan
    x, y, unit_x, unit_y = pairs(terrain, 20_000, reach)
    eye = np.random.default_rng(3).choice([0.0, 30.0], len(x))
    which = np.arange(len(x)) % 200
    unit_x, unit_y = unit_x - x + x[which], unit_y - y + y[which]
    sheds = viewsheds(terrain, x[:200], y[:200], reach, eye)
    seen = sheds.clear(which, unit_x, unit_y, eye)
    assert np.array_equal(seen, terrain.clear(x[which], y[which], unit_x, unit_y, eye))
    assert reach < 50 or not seen.all()


def test_what_is_seen_does_not_depend_on_how_far_viewsheds_reach():
    terrain = hills()
    x, y, unit_x, unit_y = pairs(terrain, 3000, 60.0)
    every = np.arange(len(x))
    near, far = (viewsheds(terrain, x, y, reach).clear(every, unit_x, unit_y) for reach in (60.0, 400.0))
    assert np.array_equal(near, far)


@pytest.mark.parametrize("slope", [0.0, 0.3, -0.7])
def test_a_plane_hides_nothing(slope):
    plain = flat()
    plain.heights[:] += np.float32(slope) * SIZE * np.arange(60, dtype=np.float32)
    assert plain.clear(*pairs(plain, 5000, 300.0)).all()


def test_a_ridge_hides_what_is_behind_it_and_nothing_else():
    plain = flat()
    plain.heights[:, 30] += 5
    x, y, unit_x, unit_y = pairs(plain, 5000, 200.0)
    inside = np.all([(at >= 0) & (at < 600) for at in (x, y, unit_x, unit_y)], axis=0)
    x, y, unit_x, unit_y = (at[inside] for at in (x, y, unit_x, unit_y))
    column, other = plain.cells(x, y)[0], plain.cells(unit_x, unit_y)[0]
    behind = (column - 30) * (other - 30) < 0
    assert np.array_equal(plain.clear(x, y, unit_x, unit_y), ~behind)


def test_the_height_that_is_just_high_enough():
    plain = flat(eye=2.0, target=2.0)
    plain.heights[:, 30] += 6  # in the middle between columns 20 and 40
    at = [np.array([column * SIZE + 5]) for column in (20, 40)]
    y = np.array([305.0])
    assert not plain.clear(at[0], y, at[1], y).any()
    assert not plain.clear(at[0], y, at[1], y, 9.9).any()
    assert plain.clear(at[0], y, at[1], y, 10.1).all()


def test_a_higher_eye_or_target_sees_more():
    terrain = hills()
    at = pairs(terrain, 10_000, 250.0)
    seen = terrain.clear(*at)
    higher = terrain.clear(*at, eye=12.0)
    assert not np.any(seen & ~higher)
    assert higher.sum() > seen.sum()
    taller = Terrain(terrain.heights, terrain.left, terrain.bottom, SIZE, 1.7, 8.0).clear(*at)
    assert taller.sum() > seen.sum()


def test_unknown_ground_hides_nothing_and_is_seen():
    plain = flat()
    plain.heights[:, 30] += 50
    plain.heights[20:40, 30] = np.nan
    x, unit_x = np.full(50, 255.0), np.full(50, 345.0)
    y = np.linspace(205, 395, 50)
    assert plain.clear(x, y, unit_x, y).all()
    assert not plain.clear(x, y - 200, unit_x, y - 200).any()
    assert plain.clear(x, y - 200, np.full(50, 305.0), y).all()
    assert plain.known(np.array([305.0, 305.0, -1.0, 599.0]), np.array([205.0, 5.0, 5.0, 599.0])).tolist() == [
        *(False, True, False, True)
    ]


def test_the_visible_area_is_that_of_the_cells_that_are_seen():
    terrain, places = hills(2.0, 40.0), point_places(np.array([1433.0, 1250.0]), np.array([2391.0, 2322.0]))
    x, y = (at.ravel() for at in np.meshgrid(np.arange(1005.0, 1900, 10), np.arange(2005.0, 2800, 10)))
    for place, area in enumerate(visible_areas(Sight(terrain=terrain), places, 120.0)):
        at = places.x[place], places.y[place]
        near = np.hypot(x - at[0], y - at[1]) < 119.0
        seen = terrain.clear(np.full(near.sum(), at[0]), np.full(near.sum(), at[1]), x[near], y[near])
        assert 50 < seen.sum() < near.sum() - 50
        assert (shapely.intersects_xy(area, x[near], y[near]) == seen).all()
