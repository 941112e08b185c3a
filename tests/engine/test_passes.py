"""Passes: segment against disc, merged across legs, at points, lines and zones."""

import itertools
import math
from dataclasses import fields, replace

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad

from blindspot.engine.errors import UserError
from blindspot.engine.grid import Lattice, grid_near
from blindspot.engine.legs import Legs
from blindspot.engine.passes import find_passes
from blindspot.engine.places import places_from_geometries, point_places
from blindspot.engine.sight import Sight, sweep_width


def legs(track, unit=0) -> Legs:
    """Legs of one unit through (t, x, y)."""
    t, x, y = np.array(track, float).T
    first, last = np.arange(len(t) - 1) == 0, np.arange(len(t) - 1) == len(t) - 2
    return Legs(x[:-1], y[:-1], t[:-1], x[1:], y[1:], t[1:], np.full(len(t) - 1, unit), first, last)


def stays(found):
    return list(zip(found.sample.tolist(), found.start.tolist(), found.end.tolist(), strict=True))


ONE = Sight.same(1, 50.0, 30.0)


def test_a_straight_pass_has_the_length_of_its_chord():
    found = find_passes(legs([(0, -200, 30), (40, 200, 30)]), point_places([0.0], [0.0]), ONE)
    assert stays(found) == [(0, pytest.approx(20 - 4), pytest.approx(20 + 4))]


def test_legs_join_into_one_pass_and_coming_back_is_another():
    track = [(0, -100, 0), (10, 0, 0), (20, 10, 0), (30, 100, 0), (40, 200, 0), (60, 0, 0)]
    found = find_passes(legs(track), point_places([0.0], [0.0]), ONE)
    assert len(found) == 2
    assert found.start.tolist() == pytest.approx([5.0, 55.0])
    assert found.end.tolist() == pytest.approx([20 + 40 / 9, 60.0])


def test_standing_still_is_in_range_all_the_time():
    found = find_passes(legs([(0, 10, 10), (100, 10, 10)]), point_places([0.0, 70.0], [0.0, 10.0]), ONE)
    assert stays(found) == [(0, 0.0, 100.0)]


def test_touching_the_rim_counts():
    found = find_passes(legs([(0, -100, 50), (10, 100, 50)]), point_places([0.0], [0.0]), ONE)
    assert stays(found) == [(0, pytest.approx(5.0), pytest.approx(5.0))]


@settings(deadline=None, max_examples=150)
@given(
    st.lists(st.tuples(st.integers(-400, 400), st.integers(-400, 400)), min_size=2, max_size=6),
    st.lists(st.tuples(st.integers(-400, 400), st.integers(-400, 400)), min_size=1, max_size=30),
    st.sampled_from([10.0, 55.0, 300.0]),
)
def test_dwell_against_shapely(path, points, reach):
    track = [(60.0 * i, *xy) for i, xy in enumerate(path)]
    found = find_passes(legs(track), point_places(*np.array(points, float).T), Sight.same(1, reach, 30.0))
    dwell = np.bincount(found.sample, found.end - found.start, minlength=len(points))
    for i, point in enumerate(points):
        expected = 0.0
        for a, b in itertools.pairwise(path):
            if a == b:
                expected += 60.0 * (math.dist(a, point) <= reach)
                continue
            disc = shapely.Point(point).buffer(reach, quad_segs=2000)
            expected += 60.0 * shapely.LineString([a, b]).intersection(disc).length / math.dist(a, b)
        assert dwell[i] == pytest.approx(expected, abs=60.0 * 2e-3 * (len(path) - 1))


def test_ranges_differ_by_unit():
    both = legs([(0, -200, 60), (40, 200, 60)])
    two = Legs(*(np.tile(getattr(both, field.name), 2) for field in fields(both)))
    two = replace(two, unit=np.array([0, 1]))
    found = find_passes(two, point_places([0.0], [0.0]), Sight(np.array([50.0, 100.0]), np.array([1 / 30, np.inf])))
    assert found.unit.tolist() == [1]
    assert np.isinf(found.rate).all()


def test_long_legs_over_a_large_grid_find_every_cell():
    grid = grid_near(np.linspace(0, 9000, 50), np.linspace(0, 4000, 50), Lattice(50.0), 800.0)
    found = find_passes(legs([(0, 10, 20), (600, 8800, 3900)]), grid.places, ONE)
    line = shapely.LineString([(10, 20), (8800, 3900)])
    near = shapely.distance(shapely.points(grid.places.x, grid.places.y), line) <= 50
    assert np.unique(found.sample).tolist() == np.flatnonzero(near).tolist()


def test_lines_and_zones_are_sampled_at_the_spacing():
    line = shapely.LineString([(0, 0), (100, 0)])
    zone = shapely.box(0, 0, 100, 50).difference(shapely.box(30, 10, 60, 40))
    speck = shapely.box(3, 3, 4, 4)
    places = places_from_geometries(np.array([line, zone, speck, shapely.MultiPoint([(1, 1), (2, 2)])]), 25.0)
    counts = np.diff(places.offsets)
    assert counts[0] == 5
    assert np.all(shapely.contains_xy(zone, places.x[5 : 5 + counts[1]], places.y[5 : 5 + counts[1]]))
    assert counts[2:].tolist() == [1, 2]


def test_too_many_samples_say_the_spacing_that_fits():
    with pytest.raises(UserError, match="Use at least"):
        places_from_geometries(np.array([shapely.box(0, 0, 1e6, 1e6)]), 1.0)


def test_a_visit_to_a_zone_is_one_pass_however_many_samples_it_meets():
    places = places_from_geometries(np.array([shapely.LineString([(0, 0), (1000, 0)])]), 25.0)
    found = find_passes(legs([(0, -500, 0), (200, 1500, 0)]), places, ONE)
    merged = found.of_places(places.place_of_sample)
    assert len(merged) == 1
    assert (merged.start[0], merged.end[0]) == (pytest.approx(45.0), pytest.approx(155.0))


def test_sweep_width():
    assert sweep_width(50.0, np.inf, 2.0) == 100.0
    expected = 2 * quad(lambda y: 1 - math.exp(-2 * math.sqrt(2500 - y * y) / (2.0 * 30.0)), 0, 50)[0]
    assert sweep_width(50.0, 1 / 30, 2.0) == pytest.approx(expected)
    assert sweep_width(50.0, 1 / 30, 1e-6) == pytest.approx(100.0, abs=1e-2)
