"""Stability of blind spots: errors of fixes, covered shares, and spots that depend on one setting."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st

from blindspot.engine.errors import UserError
from blindspot.engine.places.grid import HEXAGON, SQUARE, Grid, Lattice, grid_over
from blindspot.engine.places.places import point_places
from blindspot.engine.progress import Cancelled
from blindspot.engine.score.detection import Detection
from blindspot.engine.score.evidence import Evidence, Question
from blindspot.engine.score.light import Light
from blindspot.engine.spots import stability as module
from blindspot.engine.spots.selection import SpotRules
from blindspot.engine.spots.stability import (
    ACCURACY,
    GRID,
    RANGE,
    REVISIT,
    Draw,
    Stability,
    StabilityCase,
    cover_of,
    covered,
    draws,
    draws_alone,
    spots_with_members,
    stability,
)
from blindspot.engine.timing.watch import Watch, moments, nights, period
from small_evidence import evidence_of, fixes_and_tracks

START = 1_767_225_600.0  # 2026-01-01T00:00Z
HOUR = 3600.0


def question(hours=24.0, revisit=2 * HOUR) -> Question:
    watch = Watch(0.0, 0.0)
    whole = period(watch, START, START + 1, START, START + hours * HOUR)
    return Question(whole, moments(whole, revisit), nights(whole, watch), revisit)


def walk(y=0.0, lap=300.0, hours=24, length=1000.0):
    """A unit that walks up and down a street along the x axis all day."""
    t = np.arange(0.0, hours * HOUR, 30.0)
    x = length * np.abs((t / lap) % 2 - 1)
    return fixes_and_tracks(x, y, START + t)[1]


def at_points(x, y, tracks=None, tau=0.0, asked=None) -> Evidence:
    """Evidence for places at points. Without tracks, a unit walks up and down a street along the x axis all day."""
    x, y = (np.atleast_1d(column).astype(float) for column in np.broadcast_arrays(x, y))
    tracks = walk() if tracks is None else tracks
    detection = Detection.same(len(tracks.unit_names), 50.0, tau)
    return evidence_of(tracks, detection, point_places(x, y), asked or question(), geometry=shapely.points(x, y))


def on_grid(area, size, tracks=None, tau=0.0):
    """(evidence, moved) of a grid of squares over a shapely area."""
    elsewhere = at_points(0.0, 0.0, tracks, tau)

    def moved(shift, progress=None):
        grid = grid_over(np.array([area]), Lattice(size, SQUARE, (shift[0] * size, shift[1] * size)))
        return replace(elsewhere, places=grid.places, geometry=grid.polygons(), demand=np.ones(len(grid)))

    return moved((0.0, 0.0)), moved


def given_of(evidence, accuracy=0.0, moved=None, **rules) -> StabilityCase:
    accuracy = np.full(len(evidence.tracks.t), accuracy)
    return StabilityCase(evidence, accuracy, SpotRules(**{"share": 1.0, **rules}), moved)


boxes = st.lists(st.tuples(*[st.floats(0, 90)] * 2, *[st.floats(1, 40)] * 2), min_size=1, max_size=8)


@settings(deadline=None, max_examples=40)
@examples(boxes, boxes)
def test_the_covered_share_equals_that_of_the_union(spots, found):
    spots, found = (np.array([shapely.box(x, y, x + w, y + h) for x, y, w, h in some]) for some in (spots, found))
    together = shapely.union_all(found)
    expected = [spot.intersection(together).area / spot.area for spot in spots]
    np.testing.assert_allclose(covered(spots, found, cells=False), expected, atol=1e-9)


@pytest.mark.parametrize("shape", [SQUARE, HEXAGON])
def test_the_share_covered_by_cells_equals_that_of_their_union(shape):
    rng = np.random.default_rng(4)
    column, row = (axis.ravel() for axis in np.meshgrid(np.arange(12), np.arange(12)))
    spots = Grid(Lattice(50.0, shape), column, row).polygons()
    spots = np.array([shapely.union_all(spots[some]) for some in np.split(rng.permutation(144)[:60], 20)])
    some = rng.random(144) < 0.5
    found = Grid(Lattice(50.0, shape, (13.0, -21.5)), column[some], row[some]).polygons()
    expected = [spot.intersection(shapely.union_all(found)).area / spot.area for spot in spots]
    np.testing.assert_allclose(covered(spots, found, cells=True), expected, atol=1e-9)
    assert covered(spots, found[:0], cells=True).tolist() == [0.0] * 20


def test_a_merged_point_is_found_by_the_share_of_its_points():
    evidence = at_points([0.0, 4.0, 500.0], 200.0)
    spots, points = shapely.points([[4.0, 200.0], [500.0, 200.0]]), evidence.geometry
    shapes, found = spots_with_members(spots, given_of(evidence))
    assert found.tolist() == [1, 1]
    assert covered(shapes, points[:1], cells=False).tolist() == [0.5, 0]
    assert covered(shapes, points[1:], cells=False).tolist() == [0.5, 1]
    alone, found = spots_with_members(spots, given_of(evidence, merge_distance=0.0))
    assert covered(alone, points[:1], cells=False).tolist() == [0, 0]
    assert found.tolist() == [1, 1]


def test_lines_are_covered_by_length_and_points_by_number():
    lines = shapely.from_wkt(["LINESTRING (0 0, 100 0)", "LINESTRING (0 50, 10 50)", "LINESTRING (0 9, 9 9, 9 0)"])
    found = shapely.from_wkt(
        [
            "LINESTRING (-10 0, 30 0.0002)",
            "LINESTRING (20 0, 40 0)",
            "LINESTRING (50 -5, 50 60)",
            "LINESTRING (9 9, 0 9)",
        ]
    )
    assert covered(lines, found, False) == pytest.approx([0.4, 0.0, 0.5], abs=1e-3)
    spots = shapely.from_wkt(["POINT (0 0)", "POINT (1 1)", "MULTIPOINT ((0 0), (5 5), (9 9))"])
    assert covered(spots, shapely.points([0.0005, 1.002, 5.0], [0.0, 1.0, 5.0]), False) == pytest.approx([1, 0, 2 / 3])


def test_without_variation_nothing_is_lost(monkeypatch):
    monkeypatch.setattr(module, "VARIATION", 0.0)
    given = given_of(at_points([500.0, 500.0, 500.0], [10.0, 200.0, 52.0]), min_gap=0.9)
    found = stability(shapely.points([500.0, 500.0], [200.0, 52.0]), given, 4, 0.5, 1)
    assert found.share.tolist() == [1.0, 1.0]
    assert found.matters_most.tolist() == ["", ""]
    assert found.at_all.all()
    assert np.isnan(found.lost[:, 3]).all()
    assert (found.lost[:, :3] == 0).all()


def test_a_spot_just_out_of_range_depends_on_the_range():
    # A place 55 m from the street is seen with a range above 55 m, which is 1.1 times 50 m: 30 % of the draws.
    given = given_of(at_points([500.0, 500.0], [55.0, 400.0]), min_gap=0.9)
    found = stability(given.evidence.geometry, given, 120, 0.5, 1)
    assert found.matters_most.tolist() == [RANGE, ""]
    assert found.share == pytest.approx([0.7, 1.0], abs=0.08)
    assert found.lost[0, 1] == pytest.approx(0.3, abs=0.02)
    assert found.lost[0, 2] == 0
    assert found.at_all.all()


def test_a_place_that_is_seen_is_not_found_without_variation():
    given = given_of(at_points([500.0, 500.0], [45.0, 400.0]), accuracy=1.0, min_gap=0.9)
    found = stability(given.evidence.geometry, given, 100, 0.5, 1)
    assert found.at_all.tolist() == [False, True]
    assert found.share[0] == pytest.approx(0.3, abs=0.1)  # where the range is below 45 m
    assert found.lost[0, 1] == 0


def test_a_spot_at_the_edge_of_the_range_depends_on_the_accuracy_of_the_fixes():
    given = given_of(at_points([500.0, 500.0], [66.0, 400.0]), accuracy=40.0, min_gap=0.9)
    found = stability(given.evidence.geometry, given, 40, 0.5, 1)
    assert found.matters_most.tolist() == [ACCURACY, ""]
    assert found.share[0] < 0.2 < 1 == found.share[1]


def test_a_spot_that_is_passed_too_seldom_depends_on_the_revisit_interval():
    # Instant passes every 4 h: a condition is missed with 1 - R / 4 h, in the middle of a long period.
    t = np.concatenate([START + 4 * HOUR * k + np.array([0.0, 1.0]) for k in range(60)])
    tracks = fixes_and_tracks(0.0, 0.0, t)[1]
    asked = question(hours=240, revisit=1.9 * HOUR)
    given = given_of(at_points([0.0, 0.0], [0.0, 900.0], tracks, asked=asked), min_gap=0.5)
    found = stability(given.evidence.geometry, given, 120, 0.5, 1)
    assert found.matters_most.tolist() == [REVISIT, ""]
    # Missed with less than 1/2 from R = 2 h on: factors above 2 / 1.9, of 0.75 to 1.25.
    assert found.share[0] == pytest.approx((2 / 1.9 - 0.75) / 0.5, abs=0.08)


def test_the_range_after_dark_varies_with_the_range():
    # In the polar night, 45 m from the street: within 40 m nothing is noticed there, within 40 x 1.25 m it is.
    evidence = at_points([500.0], [45.0])
    dark = replace(evidence.detection, dark=40.0)
    given = given_of(replace(evidence, detection=dark, light=Light(15.6, 78.2)), min_gap=0.9)
    for factor, share in ((1.0, 1.0), (1.25, 0.0)):
        assert cover_of(given.evidence.geometry, given, Draw(range=factor))[0] == pytest.approx([share])


def test_a_row_of_cells_depends_on_the_grid():
    # Centres 55 m from the street: out of range, unless the grid moves by more than 5 m towards it.
    evidence, moved = on_grid(shapely.box(0, 0, 960, 80), 80.0, walk(y=-15.0, length=960))
    given = given_of(evidence, accuracy=1.0, moved=moved, min_gap=0.9, max_area=0.0)
    spots = np.array([shapely.box(0, 0, 960, 80)])
    for shift, share in (((0.125, 0.25), 950 / 960 * 60 / 80), ((-0.4, -0.05), 928 / 960 * 76 / 80), ((0, -0.1), 0)):
        assert cover_of(spots, given, Draw(shift=shift))[0] == pytest.approx([share])
    found = stability(spots, given, 24, 0.5, 1)
    x, y = np.array([draw.shift for draw in draws_alone(GRID, 24, 1, given)]).T
    kept = np.where(80 * y < -5, 0, (1 - np.abs(y)) * (1 - np.abs(x) / 12))
    assert found.lost[0] == pytest.approx([0, 2 / 6, 0, 1 - kept.mean()])  # seen with 1.125 and 1.208 times the range
    assert found.matters_most.tolist() == [GRID]


def test_min_area_applies_to_the_repeats():
    evidence, _ = on_grid(shapely.box(0, 0, 400, 400), 100.0, walk(y=-900.0))
    evidence = replace(evidence, demand=np.where(np.arange(16) == 15, 1.0, 0.0))
    given = given_of(evidence, moved=lambda shift, progress: evidence)
    spots = evidence.geometry[15:]
    assert stability(spots, given, 2, 0.5, 1).share.tolist() == [1.0]
    strict = replace(given, rules=SpotRules(share=1.0, min_area=20_000.0))
    assert stability(spots, strict, 2, 0.5, 1).share.tolist() == [0.0]


def test_match_is_the_share_that_must_be_found_again():
    given = given_of(at_points([500.0, 500.0], [200.0, 210.0]), min_gap=0.9)
    spots = shapely.from_wkt(["MULTIPOINT ((500 200), (500 210), (9 9), (8 8))"])  # two of four are places
    assert [stability(spots, given, 1, match, 1).found[0] for match in (0.25, 0.5, 0.51)] == [1, 1, 0]


@pytest.mark.parametrize("shape", [SQUARE, HEXAGON])
def test_a_displaced_lattice_has_the_same_cells_elsewhere(shape):
    rng = np.random.default_rng(6)
    by = np.array([13.0, -21.5])
    still, there = Lattice(50.0, shape), Lattice(50.0, shape, tuple(by))
    x, y = rng.uniform(-900, 900, (2, 400))
    cells = still.cell_at(x, y)
    np.testing.assert_array_equal(there.cell_at(x + by[0], y + by[1]), cells)
    np.testing.assert_allclose(np.array(there.centres(*cells)).T, np.array(still.centres(*cells)).T + by)
    np.testing.assert_allclose(there.outlines(*cells), still.outlines(*cells) + by)
    area = shapely.box(-400, -300, 500, 410)
    here = grid_over(np.array([shapely.box(-400 - by[0], -300 - by[1], 500 - by[0], 410 - by[1])]), still)
    moved = grid_over(np.array([area]), there)
    np.testing.assert_array_equal([moved.column, moved.row], [here.column, here.row])


def test_draws_are_independent_uniform_and_reproducible():
    evidence, moved = on_grid(shapely.box(0, 0, 400, 400), 100.0)
    given = given_of(evidence, accuracy=5.0, moved=moved)
    many = draws(4000, 7, given)
    columns = np.array([[draw.range, draw.revisit, *draw.shift] for draw in many])
    low, high = np.array([0.75, 0.75, -0.5, -0.5]), np.array([1.25, 1.25, 0.5, 0.5])
    assert (columns >= low).all()
    assert (columns <= high).all()
    assert columns.mean(axis=0) == pytest.approx([1, 1, 0, 0], abs=0.02)
    assert columns.std(axis=0) == pytest.approx((high - low) / np.sqrt(12), rel=0.03)
    assert np.corrcoef(columns, rowvar=False) == pytest.approx(np.eye(4), abs=0.06)
    assert draws(4000, 7, given) == many != draws(4000, 8, given)
    for setting in (ACCURACY, RANGE, REVISIT, GRID):
        alone = draws_alone(setting, 20, 7, given)
        assert len(alone) == 6
        varied = {name for draw in alone for name in ("range", "revisit", "shift", "noise") if _differs(draw, name)}
        assert varied == {{ACCURACY: "noise", RANGE: "range", REVISIT: "revisit", GRID: "shift"}[setting]}
    without = replace(given, moved=None, accuracy=np.zeros(3))
    assert {draw.shift for draw in draws(10, 7, without)} == {(0.0, 0.0)}
    assert draws_alone(GRID, 20, 7, without) == draws_alone(ACCURACY, 20, 7, without) == []


def _differs(draw, name):
    return getattr(draw, name) != getattr(type(draw)(), name)


def test_the_same_seed_gives_the_same_result_and_progress_never_decreases():
    evidence, moved = on_grid(shapely.box(0, -200, 1000, 200), 50.0, tau=30.0)
    given = given_of(evidence, accuracy=15.0, moved=moved, min_gap=0.5, max_area=0.0)
    spots = evidence.geometry[::7]
    shares = []
    once, twice = stability(spots, given, 6, 0.5, 3, shares.append), stability(spots, given, 6, 0.5, 3)
    assert np.array_equal(once.found, twice.found)
    assert np.array_equal(once.lost, twice.lost)
    assert shares == sorted(shares)
    other = stability(spots, given, 6, 0.5, 4)
    assert not np.array_equal(once.lost, other.lost)
    assert len(set(once.found.tolist())) > 1


def test_it_can_be_cancelled():
    given = given_of(at_points([500.0], [55.0]))

    def stop(share):
        if share > 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        stability(given.evidence.geometry, given, 4, 0.5, 1, stop)


def test_a_period_too_short_for_longer_revisit_intervals_raises_an_error():
    given = given_of(at_points([500.0], [55.0], asked=question(hours=24, revisit=20 * HOUR)))
    with pytest.raises(UserError, match=r"vary REVISIT by up to 25 %. REVISIT of 1500 min is longer than the period"):
        stability(given.evidence.geometry, given, 1, 0.5, 1)


def test_the_setting_that_loses_most_matters_most():
    lost = np.array([[0.2, 0.3, 0.0, np.nan], [0.0, 0.0, 0.0, 0.5], [0.049, 0.0, 0.0, 0.0], [0.0, 0.0, 0.05, np.nan]])
    found = Stability(np.array([1, 2, 3, 4]), 4, lost, np.ones(4, bool), 0.1)
    assert found.matters_most.tolist() == [RANGE, GRID, "", REVISIT]
    assert found.share.tolist() == [0.25, 0.5, 0.75, 1.0]
