"""Patrol effort against clipping by shapely; no time or distance is lost or counted twice."""

import itertools
import math

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from blindspot.engine.effort import effort as effort_module
from blindspot.engine.effort.crossings import Cells, Zones
from blindspot.engine.effort.effort import cells_in_range, effort, legs_within, share_in_range
from blindspot.engine.errors import UserError
from blindspot.engine.places.grid import HEXAGON, SQUARE, Grid, Lattice, grid_over
from blindspot.engine.places.places import places_from_geometries
from blindspot.engine.score.detection import Detection
from blindspot.engine.tracks.fixes import Fixes
from blindspot.engine.tracks.legs import legs_of
from blindspot.engine.tracks.tracks import TrackRules, tracks_from_fixes

both = pytest.mark.parametrize("shape", [SQUARE, HEXAGON])
DAY = 86_400.0
T0 = 1_767_225_600.0  # a midnight UTC
EAST, NORTH = 500_000.0, 5_500_000.0
ALWAYS = np.array([[T0, T0 + 10 * DAY]])
DAYS = T0 + DAY * np.arange(10)
ZONES = np.array(
    [
        shapely.box(0, 0, 300, 300).difference(shapely.Point(150, 140).buffer(90, quad_segs=7)),
        shapely.Polygon([(200, 100), (431, 77), (380, 390), (251, 211)]),
        shapely.MultiPolygon([shapely.box(-200, -200, -101, 333), shapely.box(-50, 310, 120, 399)]),
        shapely.box(2000, 2000, 2100, 2100),
    ]
)


def tracks_of(*units, max_outage=1e6):
    """Tracks of units, each as (t after T0, x, y)."""
    rows = np.array([(unit, *fix) for unit, fixes in enumerate(units) for fix in fixes], float)
    unit, t, x, y = rows.T
    names = tuple(f"U{i}" for i in range(len(units)))
    fixes = Fixes(x, y, t + T0, unit.astype(np.int64), np.arange(len(t)), names)
    return tracks_from_fixes(fixes, TrackRules(max_speed=1e9, max_outage=max_outage, max_pause=1e7))[0]


def walk(path, step=60.0, start=0.0):
    return [(start + i * step, x, y) for i, (x, y) in enumerate(path)]


def squares(size=100.0, x0=-4, x1=5, shape=SQUARE, shift=(0.0, 0.0)) -> Grid:
    """The cells around the origin."""
    column, row = (axis.ravel() for axis in np.meshgrid(np.arange(x0, x1), np.arange(x0, x1)))
    return Grid(Lattice(size, shape, shift), column, row)


def clipped(tracks, polygons):
    """Seconds and metres in each polygon by GEOS, leg by leg."""
    seconds, metres = np.zeros(len(polygons)), np.zeros(len(polygons))
    for i in tracks.leg_starts:
        a, b = (tracks.x[i], tracks.y[i]), (tracks.x[i + 1], tracks.y[i + 1])
        duration, length = tracks.t[i + 1] - tracks.t[i], math.dist(a, b)
        if length == 0:
            share = shapely.intersects_xy(polygons, *a).astype(float)
        else:
            leg, share = shapely.LineString([a, b]), np.zeros(len(polygons))
            met = shapely.intersects(polygons, leg)
            share[met] = shapely.length(shapely.intersection(polygons[met], leg)) / length
        seconds += share * duration
        metres += share * length
    return seconds, metres


coordinates = st.floats(-390, 390).map(lambda v: round(v, 3) + 0.000317)
paths = st.lists(
    st.lists(st.tuples(coordinates, coordinates), min_size=2, max_size=8), min_size=1, max_size=3
)  # one path for each unit


@both
@settings(max_examples=40)
@given(paths=paths, size=st.sampled_from([43.7, 100.0, 1000.0]), far=st.booleans())
def test_cells_agree_with_clipping(shape, paths, size, far):
    dx, dy = (EAST, NORTH) if far else (0.0, 0.0)
    tracks = tracks_of(*(walk([(x + dx, y + dy) for x, y in path]) for path in paths))
    margin = 700.0 + size
    grid = grid_over(np.array([shapely.box(dx - margin, dy - margin, dx + margin, dy + margin)]), Lattice(size, shape))
    found = effort(tracks, Cells.of(grid), ALWAYS, DAYS)
    seconds, metres = clipped(tracks, grid.polygons())
    rounding = 1e-6 if far else 1e-9  # of GEOS; the spacing of float64 numbers at the northing is a nanometre
    shortest = min(
        (length for path in paths for a, b in itertools.pairwise(path) if (length := math.dist(a, b))), default=1
    )
    late = 60.0 * rounding / 100 / shortest  # every leg takes 60 s, even the shortest
    assert found.seconds == pytest.approx(seconds, rel=1e-9, abs=max(rounding, 1e-9 * seconds.sum(), late))
    assert found.metres == pytest.approx(metres, rel=1e-9, abs=max(rounding, 1e-9 * metres.sum()))
    assert found.total_seconds == pytest.approx(60.0 * sum(len(path) - 1 for path in paths), rel=1e-12)
    assert found.seconds.sum() == pytest.approx(found.total_seconds, rel=1e-12)
    assert found.metres.sum() == pytest.approx(found.total_metres, rel=1e-12)
    assert found.outside_seconds == found.outside_metres == 0


@given(paths=paths)
def test_zones_agree_with_clipping(paths):
    tracks = tracks_of(*map(walk, paths))
    found = effort(tracks, Zones.of(ZONES.copy()), ALWAYS, DAYS)
    seconds, metres = clipped(tracks, ZONES)
    assert found.seconds == pytest.approx(seconds, rel=1e-9, abs=1e-9 * max(found.total_seconds, 1))
    assert found.metres == pytest.approx(metres, rel=1e-9, abs=1e-9 * max(found.total_metres, 1))
    (inside,), _ = clipped(tracks, np.array([shapely.union_all(ZONES)]))
    assert found.total_seconds - found.outside_seconds == pytest.approx(inside, abs=1e-9 * found.total_seconds)


@both
@settings(max_examples=40)
@given(paths=paths, chunk=st.sampled_from([1, 2, 7, 50_000]))
def test_effort_does_not_depend_on_chunks_and_is_the_same_for_cells_as_zones(shape, paths, chunk):
    tracks = tracks_of(*map(walk, paths))
    grid = squares(shape=shape, size=70.0)
    before = effort_module.AT_ONCE
    try:
        one = effort(tracks, Cells.of(grid), ALWAYS, DAYS)
        effort_module.AT_ONCE = chunk
        other = effort(tracks, Zones.of(grid.polygons()), ALWAYS, DAYS)
        again = effort(tracks, Cells.of(grid), ALWAYS, DAYS)
    finally:
        effort_module.AT_ONCE = before
    for name in ("visits", "units", "days"):
        assert getattr(one, name).tolist() == getattr(other, name).tolist() == getattr(again, name).tolist()
    for name in ("seconds", "metres", "first_seen", "last_seen", "outside_seconds", "outside_metres"):
        assert getattr(other, name) == pytest.approx(getattr(one, name), abs=1e-5, nan_ok=True)
        assert getattr(again, name) == pytest.approx(getattr(one, name), abs=1e-9, nan_ok=True)


@both
def test_effort_on_a_shifted_lattice(shape):
    tracks = tracks_of(walk([(-150.3, -33.3), (170.7, 212.9)]))
    grid = squares(shape=shape, shift=(31.0, -17.0))
    found = effort(tracks, Cells.of(grid), ALWAYS, DAYS)
    assert found.metres == pytest.approx(clipped(tracks, grid.polygons())[1], rel=1e-9, abs=1e-9)


def of_cell(grid, found, column, row):
    i = int(np.flatnonzero((grid.column == column) & (grid.row == row))[0])
    columns = (found.seconds, found.metres, found.visits, found.units, found.days)
    return tuple(column[i] for column in columns)


def test_visits_units_and_days_by_hand():
    there_and_back = walk([(50, 50), (150, 50), (50, 50)])
    another = walk([(50, 20), (60, 20), (70, 20)], start=1000.0)
    next_day = walk([(10, 10), (20, 10)], start=DAY + 100.0)
    tracks = tracks_of(there_and_back + next_day, another, max_outage=1000.0)
    grid = squares()
    found = effort(tracks, Cells.of(grid), ALWAYS, DAYS)
    assert of_cell(grid, found, 0, 0) == (60 + 120 + 60, 100 + 20 + 10, 4, 2, 2)
    assert of_cell(grid, found, 1, 0) == (60, 100, 1, 1, 1)
    assert of_cell(grid, found, 2, 0) == (0, 0, 0, 0, 0)
    i = int(np.flatnonzero((grid.column == 1) & (grid.row == 0))[0])
    assert (found.first_seen[i], found.last_seen[i]) == (T0 + 30, T0 + 90)
    assert np.isnan(found.first_seen[found.visits == 0]).all()


def test_an_outage_separates_two_visits_and_a_single_fix_is_a_visit():
    tracks = tracks_of([(0, 50, 50), (60, 50, 50), (5000, 50, 50), (5060, 50, 50), (9000, 250, 50)], max_outage=600.0)
    grid = squares()
    found = effort(tracks, Cells.of(grid), ALWAYS, DAYS)
    assert of_cell(grid, found, 0, 0) == (120, 0, 2, 1, 1)
    assert of_cell(grid, found, 2, 0) == (0, 0, 1, 1, 1)
    zones = effort(tracks, Zones.of(grid.polygons()), ALWAYS, DAYS)
    assert zones.visits.tolist() == found.visits.tolist()


@both
@pytest.mark.parametrize(
    ("path", "cells"), [([(0, -150), (0, 250)], 5), ([(-150, 100), (250, 100)], 5), ([(-300, -300), (300, 300)], 6)]
)
def test_legs_along_edges_and_through_corners_count_once(shape, path, cells):
    tracks = tracks_of(walk(path))
    grid = squares(shape=shape, size=100.0)
    found = effort(tracks, Cells.of(grid), ALWAYS, DAYS)
    assert found.seconds.sum() == pytest.approx(60.0, rel=1e-12)
    assert found.metres.sum() == pytest.approx(math.dist(*path), rel=1e-12)
    if shape == SQUARE:
        assert found.visits.sum() == cells


def test_a_leg_through_a_corner_does_not_visit_the_cells_beside_it():
    grid = squares(size=0.1, x0=-100, x1=101)
    tracks = tracks_of(walk([(-5.05, -5.05), (7.13, 7.13)]))  # multiples of 0.1 are not exact in float64
    found = effort(tracks, Cells.of(grid), ALWAYS, DAYS)
    assert set(zip(grid.column[found.visits > 0], grid.row[found.visits > 0], strict=True)) == {
        (i, i) for i in range(-51, 72)
    }


def test_overlapping_zones_both_count_and_touching_is_no_visit():
    zones = np.array([shapely.box(0, 0, 100, 100), shapely.box(50, 0, 150, 100), shapely.box(0, 100, 100, 200)])
    tracks = tracks_of(walk([(-100, 50), (200, 50)], step=300.0))
    found = effort(tracks, Zones.of(zones), ALWAYS, DAYS)
    assert found.seconds == pytest.approx([100.0, 100.0, 0.0])
    assert found.visits.tolist() == [1, 1, 0]
    assert found.outside_seconds == pytest.approx(150.0)
    slow = effort(tracks_of(walk([(-100, 50), (60, 50), (70, 50), (80, 50), (200, 50)])), Zones.of(zones), ALWAYS, DAYS)
    assert slow.visits.tolist() == [1, 1, 0]
    tip = effort(tracks_of(walk([(-50, 50), (50, -50)])), Zones.of(np.array([shapely.box(0, 0, 9, 9)])), ALWAYS, DAYS)
    assert (tip.visits.tolist(), tip.seconds.tolist()) == ([0], [0.0])


@pytest.mark.parametrize("chunk", [1, 50_000])
def test_a_visit_ends_and_the_next_begins_at_a_fix_on_an_edge(monkeypatch, chunk):
    monkeypatch.setattr(effort_module, "AT_ONCE", chunk)
    tracks = tracks_of(walk([(20, 50), (50, 50), (100, 50), (150, 50)]))
    grid = squares()
    found = effort(tracks, Cells.of(grid), ALWAYS, DAYS)
    assert [of_cell(grid, found, i, 0)[:3] for i in (0, 1)] == [(120, 80, 1), (60, 50, 1)]


def test_the_order_of_fixes_does_not_matter():
    rng = np.random.default_rng(3)
    fixes = [walk(rng.uniform(-300, 300, (40, 2))) for _ in range(3)]
    shuffled = [[some[i] for i in rng.permutation(40)] for some in fixes]
    one, other = (effort(tracks_of(*some), Cells.of(squares()), ALWAYS, DAYS) for some in (fixes, shuffled))
    assert np.array_equal(one.seconds, other.seconds)
    assert np.array_equal(one.visits, other.visits)


def test_splitting_a_leg_changes_nothing():
    one = effort(tracks_of(walk([(-210, -33), (330, 201)], 100.0)), Cells.of(squares()), ALWAYS, DAYS)
    middle = walk([(-210, -33), (60, 84), (330, 201)], 50.0)
    other = effort(tracks_of(middle), Cells.of(squares()), ALWAYS, DAYS)
    assert other.seconds == pytest.approx(one.seconds, abs=1e-9)
    assert other.visits.tolist() == one.visits.tolist()


def test_legs_are_cut_at_the_hours():
    tracks = tracks_of(walk([(0.5, 50), (400.5, 50)], step=400.0))
    hours = T0 + np.array([[0.0, 49.5], [99.5, 199.5], [250.0, 1000.0]])
    grid = squares(x1=4)
    found = effort(tracks, Cells.of(grid), hours, DAYS)
    assert found.total_seconds == pytest.approx(49.5 + 100 + 150)
    assert found.total_metres == pytest.approx(49.5 + 100 + 150)
    assert [of_cell(grid, found, i, 0)[0] for i in range(4)] == pytest.approx([49.5, 100, 49.5, 100])
    assert [of_cell(grid, found, i, 0)[2] for i in range(4)] == [1, 1, 1, 1]
    assert found.outside_seconds == pytest.approx(0.5)


def test_adjoining_hours_are_two_visits_and_add_up():
    tracks = tracks_of(walk([(50, 50)] * 10))
    hours = T0 + np.array([[0.0, 100.0], [100.0, 400.0]])
    found = effort(tracks, Cells.of(squares()), hours, DAYS)
    assert (found.seconds.sum(), found.visits.sum()) == (400.0, 2)


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 15)), min_size=1, max_size=6),
    st.lists(st.integers(0, 60), min_size=2, max_size=8, unique=True).filter(lambda edges: len(edges) % 2 == 0),
)
def test_legs_within_hours(legs, edges):
    edges = np.sort(np.array(edges, float)).reshape(-1, 2)
    tracks = tracks_of(*([(a, a, 2 * a), (a + d, a + d, 2 * (a + d))][: 2 if d else 1] for a, d in legs))
    left = legs_within(legs_of(tracks, T0), edges)
    for unit, (a, d) in enumerate(legs):
        mine = left.unit == unit
        if d:
            expected = [(max(a, s), min(a + d, e)) for s, e in edges if max(a, s) < min(a + d, e)]
        else:
            expected = [(a, a) for s, e in edges if s <= a < e]
        assert list(zip(left.t0[mine], left.t1[mine], strict=True)) == expected
    assert left.x0 == pytest.approx(left.t0)  # all legs are on the same line, with the same speed
    assert left.y1 == pytest.approx(2 * left.t1)
    assert left.first.all()
    assert left.last.all()


def test_days_with_given_starts_and_stays_that_end_at_midnight():
    tracks = tracks_of([(DAY - 100, 50, 50), (DAY, 50, 50)], [(0, 150, 50), (3 * DAY + 1, 150, 50)])
    grid = squares()
    found = effort(tracks, Cells.of(grid), ALWAYS, DAYS)
    assert of_cell(grid, found, 0, 0)[4] == 1
    assert of_cell(grid, found, 1, 0)[4] == 4
    later = effort(tracks, Cells.of(grid), ALWAYS, np.r_[T0, DAYS + DAY - 50.0])
    assert of_cell(grid, later, 0, 0)[4] == 2


def test_slow_legs_do_not_count():
    tracks = tracks_of(walk([(10, 10), (10, 10), (90, 10), (90, 12)]))
    grid = squares()
    assert of_cell(grid, effort(tracks, Cells.of(grid), ALWAYS, DAYS, slowest=1.0), 0, 0)[:3] == (60, 80, 1)


@both
def test_samples_of_a_cell_are_inside_and_evenly_spaced(shape):
    lattice = Lattice(60.0, shape, (7.0, 3.0))
    x, y = lattice.samples(6)
    cell = shapely.polygons(lattice.outlines(np.array([0]), np.array([0])))[0]
    cx, cy = lattice.centres(0, 0)
    assert len(x) == 36
    assert shapely.distance(cell, shapely.points(x + cx, y + cy)).max() < 1e-9
    steps = shapely.distance(shapely.points(x, y)[:, None], shapely.points(x, y)[None]) + 1e9 * np.eye(36)
    assert steps.min() == pytest.approx(10.0)


@both
def test_share_in_range_against_distances_and_area(shape):
    rng = np.random.default_rng(5)
    path = rng.uniform(-250, 250, (12, 2))
    tracks = tracks_of(walk(path), [(0, 333.0, -333.0)])
    grid = squares(shape=shape)
    detection = Detection.same(2, 40.0, 0.0)
    found = cells_in_range(tracks, grid, 4.0, detection, ALWAYS)
    path_and_fix = shapely.union_all([shapely.LineString(path), shapely.Point(333, -333)])
    x, y = grid.lattice.samples(25)
    for i in range(0, len(grid), 7):
        points = shapely.points(grid.places.x[i] + x, grid.places.y[i] + y)
        assert found[i] == pytest.approx((shapely.distance(points, path_and_fix) <= 40.0).mean(), abs=1e-12)
    buffered = shapely.intersection(grid.polygons(), path_and_fix.buffer(40.0, quad_segs=64))
    assert found == pytest.approx(shapely.area(buffered) / grid.lattice.cell_area, abs=0.02)
    places = places_from_geometries(ZONES, 5.0)
    within = shapely.area(shapely.intersection(ZONES, path_and_fix.buffer(40.0))) / shapely.area(ZONES)
    assert share_in_range(tracks, places, detection, ALWAYS) == pytest.approx(within, abs=0.02)
    first_leg = np.array([[T0, T0 + 60.0]])
    early = shapely.LineString(path[:2]).buffer(40.0)
    within = shapely.area(shapely.intersection(ZONES, early)) / shapely.area(ZONES)
    assert share_in_range(tracks, places, detection, first_leg) == pytest.approx(
        shapely.area(shapely.intersection(ZONES, shapely.union(early, shapely.Point(333, -333).buffer(40.0))))
        / shapely.area(ZONES),
        abs=0.02,
    )


def test_repeated_patrols_in_chunks_give_the_same_share(monkeypatch):
    monkeypatch.setattr(effort_module, "AT_ONCE", 5)
    monkeypatch.setattr(effort_module, "SAMPLES_AT_ONCE", 1000)
    path = [(-200, -200), (200, -200), (200, 200)] * 30 + [(-380, 380)]
    found = cells_in_range(tracks_of(walk(path)), squares(), 10.0, Detection.same(1, 30.0, 0.0), ALWAYS)
    monkeypatch.undo()
    whole = cells_in_range(tracks_of(walk(path)), squares(), 10.0, Detection.same(1, 30.0, 0.0), ALWAYS)
    assert found.tolist() == whole.tolist()
    assert found.max() > 0.5


def test_the_error_for_too_many_samples_names_a_spacing_that_fits():
    with pytest.raises(UserError, match=r"SAMPLE_SPACING of 0.01 m .* Use at least \d+ m"):
        cells_in_range(tracks_of(walk([(0, 0), (1, 1)])), squares(), 0.01, Detection.same(1, 30.0, 0.0), ALWAYS)


def test_progress_never_decreases_and_cancellation_works(monkeypatch):
    monkeypatch.setattr(effort_module, "AT_ONCE", 7)
    tracks = tracks_of(walk(np.random.default_rng(1).uniform(-300, 300, (50, 2))))
    shares = []
    effort(tracks, Cells.of(squares()), ALWAYS, DAYS, progress=shares.append)
    cells_in_range(tracks, squares(), 25.0, Detection.same(1, 30.0, 0.0), ALWAYS, lambda s: shares.append(1 + s))
    assert len(shares) > 20
    assert all(a <= b for a, b in itertools.pairwise(shares))

    def stop(share):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        effort(tracks, Cells.of(squares()), ALWAYS, DAYS, progress=stop)


@pytest.mark.parametrize("chunk", [7, 100_000])
def test_metres_travelled_count_where_the_legs_lie(monkeypatch, chunk):
    """A walk, then a stay with scatter: its hours count in the last cell, its metres nowhere."""
    monkeypatch.setattr(effort_module, "AT_ONCE", chunk)
    rng = np.random.default_rng(1)
    stay = rng.normal((350, 50), 3, (400, 2)).tolist()
    tracks = tracks_of(walk([*((x, 50.0) for x in range(-350, 351, 50)), *stay], step=10.0))
    moved = tracks.travelled
    found = effort(tracks, Cells.of(squares()), ALWAYS, DAYS, travelled=moved)
    raw = effort(tracks, Cells.of(squares()), ALWAYS, DAYS)
    assert found.total_metres == pytest.approx(moved.sum())
    assert found.total_metres == pytest.approx(700, rel=0.02)
    assert raw.total_metres > 2000
    assert found.metres.sum() == pytest.approx(found.total_metres)
    np.testing.assert_array_equal(found.seconds, raw.seconds)
    np.testing.assert_array_equal(found.visits, raw.visits)
    half = np.array([[T0, T0 + 70.0]])  # cuts legs: their parts keep their share
    assert effort(tracks, Cells.of(squares()), half, DAYS, travelled=moved).total_metres == pytest.approx(350)
    parts = T0 + np.array([[70.0, 100.0], [110.0, 145.0]])
    share = np.interp(parts - T0, np.arange(len(moved)) * 10.0, np.r_[0, np.cumsum(moved)[:-1]])
    found = effort(tracks, Cells.of(squares()), parts, DAYS, travelled=moved)
    assert found.total_metres == pytest.approx(np.diff(share).sum())
