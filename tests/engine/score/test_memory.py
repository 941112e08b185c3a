"""Memory: how it grows with fixes, and that crowded places are taken in small parts."""

import tracemalloc
from collections.abc import Callable

import numpy as np
import pytest
import shapely

from blindspot.engine.places.places import places_from_geometries, point_places
from blindspot.engine.score import gap_low, score
from blindspot.engine.score.detection import Detection
from blindspot.engine.score.evidence import Question
from blindspot.engine.score.passes import find_passes
from blindspot.engine.score.place_nights import place_nights
from blindspot.engine.score.score import over_strips, score_places
from blindspot.engine.timing.watch import Watch, moments, nights, period
from blindspot.engine.tracks import tracks as tracks_module
from blindspot.engine.tracks.fixes import Fixes
from blindspot.engine.tracks.tracks import TrackRules, Tracks, tracks_from_fixes
from small_evidence import evidence_of

START, UNITS = 1_767_225_600.0, 20


def fixes_by_time(count: int, side: float = 5000.0) -> Fixes:
    """Walks of several units, sorted by time as most exports are, with a few outliers and outages."""
    rng = np.random.default_rng(8)
    each = count // UNITS
    shape = UNITS, each
    x, y = (np.abs(np.cumsum(rng.normal(0, 30, shape), axis=1) % (2 * side) - side) for _ in "xy")
    x[rng.random(shape) < 0.001] += 20_000
    t = START + 79_200 + np.cumsum(rng.uniform(8, 16, shape) + 1800 * (rng.random(shape) < 0.001), axis=1)
    unit = np.repeat(np.arange(UNITS, dtype=np.int16), each)
    order = np.argsort(t.ravel())
    columns = (column.ravel()[order] for column in (x, y, t, unit))
    return Fixes(*columns, np.arange(count), tuple(f"{i:02d}" for i in range(UNITS)))


def peak_of(work: Callable) -> tuple[object, int]:
    """The result of the work, and the peak of the memory that it took, in bytes."""
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        result = work()
        return result, tracemalloc.get_traced_memory()[1] - before
    finally:
        tracemalloc.stop()


def evidence(tracks: Tracks, side: float):
    """Cells of 25 m over a square."""
    watch = Watch(22 * 3600.0, 5 * 3600.0, frozenset(), "UTC")
    whole = period(watch, START, START + 1, START, float(tracks.t.max()) + 7300)
    asked = Question(whole, moments(whole, 7200.0), nights(whole, watch), 7200.0)
    x, y = (axis.ravel() * 25.0 for axis in np.meshgrid(np.arange(side // 25), np.arange(side // 25)))
    return evidence_of(tracks, Detection.same(UNITS, 50, 30), point_places(x, y), asked)


def test_tracks_take_little_more_than_their_own_26_bytes_a_fix():
    fixes = fixes_by_time(1_000_000)  # so many that samples of constant size, such as those for teams, hardly count
    (tracks, rejected), peak = peak_of(lambda: tracks_from_fixes(fixes, TrackRules()))
    assert len(rejected) > 100
    assert len(tracks.outages) > 100
    assert peak / len(fixes) < 50


def test_the_order_of_many_units_is_that_of_few(monkeypatch):
    fixes = fixes_by_time(2000)
    found = tracks_from_fixes(fixes, TrackRules())[0]
    monkeypatch.setattr(tracks_module, "MANY_UNITS", 1)
    other = tracks_from_fixes(fixes, TrackRules())[0]
    order = np.lexsort((fixes.t, fixes.unit))
    assert len(found.t) > 1900
    assert np.isin(found.t, fixes.t[order]).all()
    assert np.all((np.diff(found.t) > 0) | (np.diff(found.unit) > 0))
    for name in ("x", "y", "t", "unit", "offsets"):
        np.testing.assert_array_equal(getattr(found, name), getattr(other, name), err_msg=name)


def test_every_nth_leg_is_measured_without_a_list_of_all_legs(monkeypatch):
    tracks = tracks_from_fixes(fixes_by_time(3000), TrackRules(max_outage=15, max_pause=15))[0]
    for most in (1, 7, 100, 10**6):
        monkeypatch.setattr(tracks_module, "MAX_SAMPLED_LEGS", most)
        legs = tracks.leg_starts
        np.testing.assert_array_equal(tracks._some_leg_starts, legs[:: len(legs) // most + 1])


def test_a_piece_holds_few_passes_even_where_all_of_them_are_in_one_corner(monkeypatch):
    tracks = tracks_from_fixes(fixes_by_time(20_000, 300.0), TrackRules())[0]
    case = evidence(tracks, 2000.0)
    passes = find_passes(tracks, case.places, case.detection)
    most = int(np.bincount(passes.sample).max())
    monkeypatch.setattr(score, "PASSES_AT_ONCE", 5 * most)
    held = over_strips(case, lambda found, some, first: len(found))
    assert sum(held) == len(passes)
    assert len(passes) > 30 * most
    assert max(held) <= 6 * most


def test_nights_of_a_zone_do_not_take_memory_for_each_of_its_samples():
    tracks = tracks_from_fixes(fixes_by_time(2000, 300.0), TrackRules())[0]
    zone = places_from_geometries(np.array([shapely.box(0, 0, 3000, 3000)]), 25.0)
    watch = Watch(22 * 3600.0, 5 * 3600.0)
    whole = period(watch, START, START + 1, START, START + 700 * 86_400.0)
    asked = Question(whole, moments(whole, 7200.0), nights(whole, watch), 7200.0)
    case = evidence_of(tracks, Detection.same(UNITS, 50, 30), zone, asked, watch=watch)
    found, peak = peak_of(lambda: place_nights(case))
    assert found.gap.shape == (1, 701)
    assert len(zone.x) * 701 * 8 > 79e6
    assert peak < 60e6


@pytest.mark.parametrize("pairs", [1, 50, 3000])
def test_gap_low_does_not_depend_on_how_much_is_processed_at_once(monkeypatch, pairs):
    tracks = tracks_from_fixes(fixes_by_time(4000, 300.0), TrackRules())[0]
    case = evidence(tracks, 600.0)
    assert len(tracks.outages)
    whole = score_places(case)
    monkeypatch.setattr(gap_low, "PAIRS", pairs)
    monkeypatch.setattr(gap_low, "SAMPLES", 30)
    found = score_places(case)
    assert np.any(whole.gap_low < whole.gap - 0.01)
    np.testing.assert_allclose(found.gap_low, whole.gap_low, rtol=0, atol=1e-10)
    np.testing.assert_array_equal(found.gap, whole.gap)


def test_scores_take_no_more_memory_where_all_passes_are_in_one_corner(monkeypatch):
    monkeypatch.setattr(score, "FOUND_AT_ONCE", 40_000)
    monkeypatch.setattr(score, "PASSES_AT_ONCE", 10_000)
    peaks = []
    for side in (2000.0, 500.0):
        tracks = tracks_from_fixes(fixes_by_time(40_000, side), TrackRules())[0]
        case = evidence(tracks, 2000.0)
        peaks.append(peak_of(lambda case=case: score_places(case))[1])
    assert peaks[1] < 1.5 * peaks[0]
