"""Passes: intersections of legs with discs, merged across legs, at points, lines and zones."""

import itertools
import math
from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad

from blindspot.engine.errors import UserError
from blindspot.engine.places.grid import Lattice, grid_near
from blindspot.engine.places.places import places_from_geometries, point_places
from blindspot.engine.score import pass_edges, passes
from blindspot.engine.score.detection import Detection, sweep_width
from blindspot.engine.score.passes import find_passes
from blindspot.engine.tracks.tracks import Outages, Tracks

NO_OUTAGES = Outages(np.zeros(0, int), *[np.zeros(0)] * 6)


def tracks(*paths, units=None) -> Tracks:
    """A track through each list of (t, x, y), each of a different unit unless `units` is given."""
    t, x, y = np.array([fix for path in paths for fix in path], float).T
    units = list(range(len(paths))) if units is None else units
    unit = np.repeat(units, [len(path) for path in paths])
    offsets = np.cumsum([0, *map(len, paths)])
    return Tracks(x, y, t, unit, offsets, tuple(map(str, range(max(units) + 1))), NO_OUTAGES)


def stays(found):
    return list(zip(found.sample.tolist(), found.start.tolist(), found.end.tolist(), strict=True))


ONE = Detection.same(1, 50.0, 30.0)


def test_a_straight_pass_has_the_length_of_its_chord():
    found = find_passes(tracks([(0, -200, 30), (40, 200, 30)]), point_places([0.0], [0.0]), ONE)
    assert stays(found) == [(0, pytest.approx(20 - 4), pytest.approx(20 + 4))]


def test_connected_legs_are_one_pass_and_a_return_is_another():
    track = [(0, -100, 0), (10, 0, 0), (20, 10, 0), (30, 100, 0), (40, 200, 0), (60, 0, 0)]
    found = find_passes(tracks(track), point_places([0.0], [0.0]), ONE)
    assert len(found) == 2
    assert found.start.tolist() == pytest.approx([5.0, 55.0])
    assert found.end.tolist() == pytest.approx([20 + 40 / 9, 60.0])


def test_standing_still_is_in_range_all_the_time():
    found = find_passes(tracks([(0, 10, 10), (100, 10, 10)]), point_places([0.0, 70.0], [0.0, 10.0]), ONE)
    assert stays(found) == [(0, 0.0, 100.0)]


def test_a_leg_tangent_to_the_range_circle_is_a_pass():
    found = find_passes(tracks([(0, -100, 50), (10, 100, 50)]), point_places([0.0], [0.0]), ONE)
    assert stays(found) == [(0, pytest.approx(5.0), pytest.approx(5.0))]


@settings(deadline=None, max_examples=150)
@given(
    st.lists(st.tuples(st.integers(-400, 400), st.integers(-400, 400)), min_size=2, max_size=6),
    st.lists(st.tuples(st.integers(-400, 400), st.integers(-400, 400)), min_size=1, max_size=30),
    st.sampled_from([10.0, 55.0, 300.0]),
)
def test_dwell_against_shapely(path, points, reach):
    track = [(60.0 * i, *xy) for i, xy in enumerate(path)]
    found = find_passes(tracks(track), point_places(*np.array(points, float).T), Detection.same(1, reach, 30.0))
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
    path = [(0, -200, 60), (40, 200, 60)]
    detection = Detection(np.array([50.0, 100.0]), np.array([1 / 30, np.inf]))
    found = find_passes(tracks(path, path), point_places([0.0], [0.0]), detection)
    assert found.unit.tolist() == [1]
    assert np.isinf(found.rate).all()


def test_long_legs_over_a_large_grid_find_every_cell():
    grid = grid_near(np.linspace(0, 9000, 50), np.linspace(0, 4000, 50), Lattice(50.0), 800.0)
    found = find_passes(tracks([(0, 10, 20), (600, 8800, 3900)]), grid.places, ONE)
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


def test_the_error_for_too_many_samples_names_a_spacing_that_fits():
    with pytest.raises(UserError, match="Use at least"):
        places_from_geometries(np.array([shapely.box(0, 0, 1e6, 1e6)]), 1.0)


def test_a_visit_to_a_zone_with_many_samples_is_one_pass():
    places = places_from_geometries(np.array([shapely.LineString([(0, 0), (1000, 0)])]), 25.0)
    found = find_passes(tracks([(0, -500, 0), (200, 1500, 0)]), places, ONE)
    merged = found.of_places(places.place_of_sample)
    assert len(merged) == 1
    assert (merged.start[0], merged.end[0]) == (pytest.approx(45.0), pytest.approx(155.0))


def test_sweep_width():
    assert sweep_width(50.0, np.inf, 2.0) == 100.0
    expected = 2 * quad(lambda y: 1 - math.exp(-2 * math.sqrt(2500 - y * y) / (2.0 * 30.0)), 0, 50)[0]
    assert sweep_width(50.0, 1 / 30, 2.0) == pytest.approx(expected)
    assert sweep_width(50.0, 1 / 30, 1e-6) == pytest.approx(100.0, abs=1e-2)


def test_a_pass_begins_and_ends_with_the_track():
    inside = [(0, 10, 0), (30, 20, 0)]
    found = find_passes(tracks(inside, [(50, 0, 0)], units=[0, 0]), point_places([0.0], [0.0]), ONE)
    assert stays(found) == [(0, 0.0, 30.0), (0, 50.0, 50.0)]


def test_slow_legs_give_no_passes():
    path = [(0, -100, 0), (100, -30, 0), (1000, -20, 0), (1100, 100, 0)]
    detection = replace(ONE, slowest=0.5)
    found = find_passes(tracks(path), point_places([0.0], [0.0]), detection)
    assert stays(found) == [
        (0, pytest.approx(100 * 50 / 70), 100.0),
        (0, 1000.0, pytest.approx(1000 + 100 * 70 / 120)),
    ]
    assert not len(find_passes(tracks([(0, 0, 0)]), point_places([0.0], [0.0]), detection))


@settings(max_examples=30)
@given(
    st.lists(st.tuples(st.integers(-900, 900), st.integers(-900, 900)), min_size=1, max_size=60),
    st.sampled_from([1, 2, 7, 1000]),
    st.sampled_from(["square", "hexagon", "points"]),
    st.sampled_from([20.0, 50.0, 180.0]),
)
def test_passes_do_not_depend_on_chunks_or_the_type_of_places(path, chunk, kind, reach):
    """Every sample against every leg, by the closed form for a single leg and disc."""
    if kind == "points":
        places = point_places(*np.random.default_rng(len(path)).uniform(-900, 900, (2, 150)))
    else:
        places = grid_near(np.array([0.0]), np.array([0.0]), Lattice(60.0, int(kind == "hexagon")), 700.0).places
    fixes = [(10.0 * i, *xy) for i, xy in enumerate(path)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passes, "CHUNK", chunk)
        patch.setattr(pass_edges, "CHUNK", chunk)
        found = find_passes(tracks(fixes), places, Detection.same(1, reach, 30.0))
    dwell = np.bincount(found.sample, found.end - found.start, minlength=len(places))
    expected = np.zeros(len(places))
    for (ta, xa, ya), (tb, xb, yb) in itertools.pairwise(fixes):
        wx, wy, dx, dy = xa - places.x, ya - places.y, xb - xa, yb - ya
        a, b, c = dx * dx + dy * dy, wx * dx + wy * dy, wx * wx + wy * wy - reach**2
        if a == 0:
            expected += np.where(c <= 0, tb - ta, 0.0)
            continue
        root = np.sqrt(np.maximum(b * b - a * c, 0.0))
        share = np.clip((-b + root) / a, 0, 1) - np.clip((-b - root) / a, 0, 1)
        expected += np.where(b * b > a * c, share, 0.0) * (tb - ta)
    np.testing.assert_allclose(dwell, expected, atol=1e-6)
    order = np.lexsort((found.unit, found.start, found.sample))
    assert np.array_equal(order, np.arange(len(found)))


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(-300, 300), st.integers(-300, 300)), min_size=2, max_size=12), st.floats(0.05, 0.95)
)
def test_dwell_is_conserved_when_legs_are_split(path, share):
    whole = [(60.0 * i, *xy) for i, xy in enumerate(path)]
    between = [tuple(a + share * (b - a) for a, b in zip(p, q, strict=True)) for p, q in itertools.pairwise(whole)]
    places = point_places(*np.random.default_rng(1).uniform(-300, 300, (2, 50)))
    dwell = []
    for fixes in (whole, sorted(whole + between)):
        found = find_passes(tracks(fixes), places, ONE)
        dwell.append(np.bincount(found.sample, found.end - found.start, minlength=50))
    np.testing.assert_allclose(*dwell, atol=1e-6)


def test_with_range_0_only_the_exact_position_is_detected():
    found = find_passes(
        tracks([(0, 0, 0), (10, 100, 0)]), point_places([0.0, 50.0], [0.0, 1.0]), Detection.same(1, 0, 30)
    )
    assert found.sample.tolist() == [0]


def test_long_ranges_over_small_cells_are_processed_in_small_steps():
    steps = []
    t = np.arange(3000.0)
    path = list(zip(t.tolist(), t.tolist(), (0 * t).tolist(), strict=True))
    grid = grid_near(np.array([0.0]), np.array([0.0]), Lattice(10.0), 400.0)
    find_passes(tracks(path), grid.places, Detection.same(1, 200.0, 30.0), progress=steps.append)
    assert len(steps) > 5
    assert steps == sorted(steps)


def test_samples_exactly_at_range_are_found_on_a_shifted_grid():
    lattice = Lattice(60.0, 1, (500_000.3, 4_000_000.7))
    grid = grid_near(np.array([500_000.0]), np.array([4_000_000.0]), lattice, 700.0)
    x, y = grid.places.x, grid.places.y
    jitter = np.random.default_rng(2).uniform(-6e-4, 6e-4, (2, len(x)))
    x, y = x + jitter[0], y + jitter[1]
    for k in range(0, len(x), 17):
        for dx, dy in ((50, 0), (-50, 0), (0, 50), (0, -50), (30, 40)):
            found = find_passes(tracks([(0, x[k] + dx, y[k] + dy)]), point_places(x, y), Detection.same(1, 50.0, 30.0))
            near = np.hypot(x[k] + dx - x, y[k] + dy - y)
            assert set(np.flatnonzero(near <= 50 - 1e-6)) <= set(found.sample) <= set(np.flatnonzero(near <= 50 + 1e-6))
