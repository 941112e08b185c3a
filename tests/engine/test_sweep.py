"""What a sweep must see and where it may not be."""

import warnings

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from blindspot.engine.sweep import best_direction, coverage, sweep_paths


def length(path):
    return np.hypot(*np.diff(path, axis=0).T).sum()


def concave(seed):
    random = np.random.default_rng(seed)
    corners = random.integers(4, 14)
    angles = np.sort(random.random(corners)) * 2 * np.pi
    radii = 300 * random.uniform(0.3, 1, corners)
    shape = shapely.make_valid(shapely.Polygon(np.column_stack((radii * np.cos(angles), radii * np.sin(angles)))))
    if seed % 2:
        shape = shape.difference(shapely.Point(random.normal(0, 60, 2)).buffer(random.uniform(20, 60)))
    return max(shapely.get_parts(shapely.make_valid(shape)), key=shapely.area)


def test_a_rectangle_is_flown_in_parallel_lines():
    paths = sweep_paths(shapely.box(0, 0, 300, 120), 60.0)
    assert len(paths) == 4
    for path in paths:
        assert coverage(shapely.box(0, 0, 300, 120), path, 60) > 0.995
        assert length(path) < 3 * 300 + 200
    assert {tuple(path[0].round()) for path in paths} == {tuple(path[-1].round()) for path in paths}


def test_the_best_direction_runs_along_the_longer_side():
    assert best_direction(shapely.box(0, 0, 300, 120)) == pytest.approx(0, abs=1e-9)
    turned = shapely.affinity.rotate(shapely.box(0, 0, 300, 120), 30)
    assert np.degrees(best_direction(turned)) == pytest.approx(30)


def test_a_polygon_within_the_footprint_is_seen_from_one_place():
    (path,) = sweep_paths(shapely.box(0, 0, 20, 20), 60.0)
    assert path.shape == (1, 2)


def test_a_hole_is_flown_around():
    shape = shapely.box(0, 0, 400, 400).difference(shapely.box(150, 150, 250, 250))
    for path in sweep_paths(shape, 50.0):
        assert coverage(shape, path, 50) > 0.995
        assert shapely.intersection(shapely.LineString(path), shapely.box(151, 151, 249, 249)).length == 0


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 100_000))
def test_all_is_seen_and_nothing_outside_is_flown(seed):
    shape = concave(seed)
    for path in sweep_paths(shape, 60.0):
        assert coverage(shape, path, 60) >= 0.995
        if len(path) > 1:
            assert shapely.difference(shapely.LineString(path), shape.buffer(1e-3)).length == 0


def test_a_small_bent_polygon_is_seen_from_a_place_inside():
    bent = shapely.Polygon([(0, 0), (20, 0), (20, 1), (1, 1), (1, 20), (0, 20)])
    assert not bent.contains(bent.centroid)
    (path,) = sweep_paths(bent, 60.0)
    assert path.shape == (1, 2)
    assert bent.contains(shapely.Point(path[0]))


def test_sweeping_warns_of_nothing():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert sweep_paths(concave(163), 60.0)
        assert sweep_paths(concave(5373), 60.0)
