"""Coverage paths: they cover the area, stay inside it and are short."""

import time
import warnings
from itertools import permutations, product

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from blindspot.engine.progress import Cancelled
from blindspot.engine.sweep.contours import rings_path
from blindspot.engine.sweep.corridor import corridor_paths, strip_of
from blindspot.engine.sweep.coverage import completed, coverage, length_bound, turns
from blindspot.engine.sweep.shorten import shortened
from blindspot.engine.sweep.swaths import directions
from blindspot.engine.sweep.sweep import Thoroughness, inside_of, single_direction_path, sweep_paths
from blindspot.engine.sweep.tour import length as tour_length
from blindspot.engine.sweep.tour import order


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
    assert directions(shapely.box(0, 0, 300, 120))[0] == pytest.approx(0, abs=1e-9)
    turned = shapely.affinity.rotate(shapely.box(0, 0, 300, 120), 30)
    assert np.degrees(directions(turned)[0]) == pytest.approx(30, abs=1e-4)


def test_a_polygon_that_fits_in_the_footprint_is_covered_from_one_place():
    (path,) = sweep_paths(shapely.box(0, 0, 20, 20), 60.0)
    assert path.shape == (1, 2)


def test_a_hole_is_flown_around():
    shape = shapely.box(0, 0, 400, 400).difference(shapely.box(150, 150, 250, 250))
    for path in sweep_paths(shape, 50.0):
        assert coverage(shape, path, 50) > 0.995
        assert shapely.intersection(shapely.LineString(path), shapely.box(151, 151, 249, 249)).length == 0


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 100_000), st.sampled_from(Thoroughness))
def test_paths_cover_the_polygon_and_stay_inside(seed, thoroughness):
    shape = concave(seed)
    for path in sweep_paths(shape, 60.0, thoroughness=thoroughness):
        assert coverage(shape, path, 60) >= 0.995
        if len(path) > 1:
            assert shapely.difference(shapely.LineString(path), shape.buffer(1e-3)).length == 0


def test_a_small_bent_polygon_is_covered_from_a_place_inside():
    bent = shapely.Polygon([(0, 0), (20, 0), (20, 1), (1, 1), (1, 20), (0, 20)])
    assert not bent.contains(bent.centroid)
    (path,) = sweep_paths(bent, 60.0)
    assert path.shape == (1, 2)
    assert bent.contains(shapely.Point(path[0]))


def test_sweeping_gives_no_warnings():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert sweep_paths(concave(163), 60.0)
        assert sweep_paths(concave(5373), 60.0)


def comb():
    """A spine with five teeth."""
    return shapely.union_all(
        [shapely.box(0, 0, 1000, 120), *(shapely.box(x, 0, x + 110, 600) for x in range(0, 1000, 220))]
    )


def test_the_path_of_a_concave_polygon_is_shorter_than_in_its_best_single_direction():
    """Mean over some irregular shapes: the benefit of decomposition, ordering and shortening."""
    ratios = []
    for seed in range(5):
        shape, swath = concave(2 * seed), 40.0
        single = min(
            length(path)
            for angle in (*directions(shape), 0.0, np.pi / 2)
            if coverage(shape, path := single_direction_path(shape, swath, angle), swath) >= 0.995
        )
        ratios.append(length(sweep_paths(shape, swath)[0]) / single)
    assert np.mean(ratios) < 0.97
    assert max(ratios) <= 1 + 1e-9


def test_no_path_is_shorter_than_the_bound():
    for shape in (comb(), shapely.box(0, 0, 300, 300)):
        path = sweep_paths(shape, 60.0)[0]
        assert length(path) >= length_bound(coverage(shape, path, 60) * shape.area, 60)


@pytest.mark.parametrize(("degrees", "count"), [(14, 0), (16, 1), (-16, 1), (90, 1), (180, 1)])
def test_a_turn_bends_by_more_than_15_degrees(degrees, count):
    angle = np.radians(170)  # so that the second heading is beyond 180 degrees in some cases
    headings = np.array([angle, angle + np.radians(degrees)])
    steps = np.column_stack((np.cos(headings), np.sin(headings)))
    assert turns(np.vstack(([[0.0, 0.0]], np.cumsum(steps, axis=0)))) == count


def test_a_rectangle_takes_the_least_number_of_turns():
    path = sweep_paths(shapely.box(0, 0, 600, 230), 60.0)[0]
    assert turns(path) <= 2 * 4  # four lines, and two bends from each to the next


@pytest.mark.parametrize("width", [61, 119, 150, 240])
@pytest.mark.parametrize("bend", [0, 150, 400])
def test_a_corridor_is_flown_in_parallel_lines(width, bend):
    line = shapely.LineString([(0, 0), (600, bend), (1200, 0)])
    strip = strip_of(line, width)
    for path in corridor_paths(line, width, 60.0):
        assert coverage(strip, path, 60) >= 0.995
        assert shapely.difference(shapely.LineString(path), strip.buffer(1e-3)).length == 0
        line_count = int(np.ceil(width / 60))
        assert length(path) < (line_count + 0.3) * line.length + 2 * width


def test_a_narrow_corridor_is_followed_and_one_that_crosses_itself_is_covered():
    line = shapely.LineString([(0, 0), (600, 0)])
    assert np.array_equal(corridor_paths(line, 60, 60.0)[0], [(0, 0), (600, 0)])
    loop = shapely.LineString([(0, 0), (400, 0), (400, 300), (200, 300), (200, -300)])
    for path in corridor_paths(loop, 130, 60.0):
        assert coverage(strip_of(loop, 130), path, 60) >= 0.995


def test_shortening_loses_little_coverage_and_never_lengthens():
    for seed in range(6):
        shape = concave(2 * seed)
        path = single_direction_path(shape, 40.0, 0.3)
        short = shortened(path, shape, 40.0, max_uncovered=4e-3)
        assert length(short) <= length(path) + 1e-9
        assert coverage(shape, short, 40) > 0.993  # measured on samples: sweep_paths adds spurs up to 0.995
        assert shapely.difference(shapely.LineString(short), shape.buffer(1e-3)).length < 1e-6


def test_spurs_cover_the_rest_and_lose_no_coverage():
    shape = comb()
    inside = inside_of(shape)
    path = np.array([[60.0, 60], [900, 60]])
    whole = completed(path, shape, inside, 60.0)
    assert coverage(shape, whole, 60) >= 0.995
    lost = shapely.difference(shapely.LineString(path).buffer(30), shapely.LineString(whole).buffer(30))
    assert lost.area < 1e-6


def test_rings_stay_inside_and_join_into_one_path():
    shape = shapely.box(0, 0, 600, 400).difference(shapely.box(200, 150, 300, 250))
    path = rings_path(shape, inside_of(shape), 60.0)
    assert shapely.difference(shapely.LineString(path), shape.buffer(1e-3)).length == 0
    assert coverage(shape, path, 60) > 0.9
    assert rings_path(shapely.box(0, 0, 600, 10), inside_of(shapely.box(0, 0, 600, 10)), 60.0) is None


@pytest.mark.parametrize("count", [2, 5, 8])
def test_the_order_of_a_few_segments_is_optimal(count):
    random = np.random.default_rng(count)
    ends = random.random((2 * min(count, 5), 2))
    cost = np.hypot(*(ends[:, None] - ends[None]).transpose(2, 0, 1))
    segments = len(ends) // 2
    best = min(
        tour_length(np.array([2 * i + turn for i, turn in zip(some, turned, strict=True)]), cost)
        for some in permutations(range(segments))
        for turned in product((0, 1), repeat=segments)
    )
    assert tour_length(order(cost), cost) == pytest.approx(best)


def test_the_order_of_many_segments_has_each_once_and_is_short():
    random = np.random.default_rng(3)
    ends = random.random((80, 2))
    cost = np.hypot(*(ends[:, None] - ends[None]).transpose(2, 0, 1))
    entries = order(cost)
    assert sorted(entries // 2) == list(range(40))
    assert tour_length(entries, cost) < 0.7 * 40 * cost.mean()


def test_a_sweep_can_be_cancelled_and_its_progress_never_falls():
    shares = []
    sweep_paths(comb(), 30.0, shares.append)
    assert shares == sorted(shares)
    assert len(shares) > 20

    def stop(share):
        if share > 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        sweep_paths(comb(), 30.0, stop)


def test_a_width_of_whole_swaths_takes_no_extra_line():
    square = shapely.box(0, 0, 600, 600)
    path = sweep_paths(square, 60.0)[0]
    assert coverage(square, path, 60) >= 0.995
    assert length(path) < 10 * 600 + 600
    (cell, *_) = sweep_paths(shapely.box(0, 0, 300, 50), 50.0)
    assert length(cell) <= 310  # one line, not two


def test_a_narrow_swath_over_a_large_area_is_quick():
    """Its lines leave slivers between them, which are too small to matter: they are not cut into pieces."""
    began = time.perf_counter()
    paths = sweep_paths(shapely.box(0, 0, 1000, 999), 1.0)
    assert time.perf_counter() - began < 20  # 0.2 s; with pieces, 100 s
    assert coverage(shapely.box(0, 0, 1000, 999), paths[0], 1.0) > 0.99
