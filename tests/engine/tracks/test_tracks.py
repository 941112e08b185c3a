"""From fixes to tracks: cleaning, splitting, and a reason for every rejected fix."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blindspot.engine.tracks import tracks as tracks_module
from blindspot.engine.tracks.fixes import Fixes
from blindspot.engine.tracks.tracks import (
    CONFLICT,
    INACCURATE,
    NO_POSITION,
    NO_TIME,
    REPEAT,
    TOO_FAST,
    TrackRules,
    tracks_from_fixes,
)


def fixes(rows, accuracy=None) -> Fixes:
    """Fixes from (unit, t, x, y) rows."""
    names = sorted({row[0] for row in rows})
    unit, t, x, y = zip(*rows, strict=True)
    code = np.array([names.index(u) for u in unit])
    arrays = [np.array(values, float) for values in (x, y, t)]
    return Fixes(*arrays, code, np.arange(len(rows)), tuple(names), accuracy)


def walk(n, unit="a", start=0.0, step=30.0, speed=1.5):
    """n fixes of a unit that walks east."""
    return [(unit, start + i * step, i * step * speed, 0.0) for i in range(n)]


def reasons_by_row(data: Fixes, rejected) -> dict[int, str]:
    return dict(zip(data.row[rejected.index].tolist(), rejected.reason.tolist(), strict=True))


def test_a_plain_walk_is_one_track():
    tracks, rejected = tracks_from_fixes(fixes(walk(10)), TrackRules())
    assert len(tracks) == 1
    assert len(rejected) == 0
    assert tracks.distances == pytest.approx([9 * 30 * 1.5])
    assert tracks.median_speed == pytest.approx(1.5)


def test_time_gaps_are_outages_or_off_duty():
    rows = walk(3) + walk(3, start=60 + 601) + walk(3, start=60 + 601 + 60 + 3601)
    tracks, _ = tracks_from_fixes(fixes(rows), TrackRules())
    assert len(tracks) == 3
    assert len(tracks.outages) == 1
    assert tracks.outages.t1 - tracks.outages.t0 == pytest.approx(601)


def test_a_time_gap_of_exactly_the_limit_is_within_it():
    tracks, _ = tracks_from_fixes(fixes(walk(2, step=600)), TrackRules())
    assert len(tracks) == 1
    tracks, _ = tracks_from_fixes(fixes(walk(2, step=3600, speed=0.1)), TrackRules())
    assert len(tracks.outages) == 1


def test_with_stayed_a_time_gap_without_movement_is_no_outage():
    rows = [("a", 0, 0, 0), ("a", 1800, 30, 0), ("a", 3600, 200, 0)]
    tracks, _ = tracks_from_fixes(fixes(rows), TrackRules(stayed=True))
    assert np.diff(tracks.offsets).tolist() == [2, 1]
    assert len(tracks.outages) == 1


@pytest.mark.parametrize("at", [0, 1, 7, 14, 15])
def test_a_single_outlier_is_removed_and_its_neighbours_are_kept(at):
    rows = walk(16)
    rows[at] = ("a", rows[at][1], 1e6, 1e6)
    data = fixes(rows)
    tracks, rejected = tracks_from_fixes(data, TrackRules())
    assert reasons_by_row(data, rejected) == {at: TOO_FAST}
    assert len(tracks) == 1


@pytest.mark.parametrize("length", [2, 5, 19])
def test_a_run_of_outliers_is_removed_completely(length):
    rows = walk(60)
    for i in range(20, 20 + length):
        rows[i] = ("a", rows[i][1], 5e5 + i, 0.0)
    data = fixes(rows)
    _, rejected = tracks_from_fixes(data, TrackRules())
    assert sorted(reasons_by_row(data, rejected)) == list(range(20, 20 + length))


def test_a_jump_between_two_long_tracks_breaks_the_track_and_removes_nothing():
    rows = walk(100) + [("a", 3000 + 30 * i, 1e5 + 45 * i, 0.0) for i in range(100)]
    tracks, rejected = tracks_from_fixes(fixes(rows), TrackRules())
    assert len(rejected) == 0
    assert np.diff(tracks.offsets).tolist() == [100, 100]
    assert len(tracks.outages) == 0


def test_the_usual_top_speed_of_a_unit_leaves_out_its_twentieth_of_fastest_legs():
    legs = np.random.default_rng(0).permutation(np.arange(1.0, 41.0))  # m/s
    rows = [("a", 10.0 * i, x, 0.0) for i, x in enumerate(np.r_[0, np.cumsum(10 * legs)])]
    rows += [("b", 10.0 * i, 0.0, 0.0) for i in range(9)] + [("c", 1000.0, 0.0, 0.0)]
    tracks, _ = tracks_from_fixes(fixes(rows), TrackRules())
    assert tracks.usual_top_speeds.tolist() == pytest.approx([38, 0, 0])


def test_many_units_are_sorted_as_few_are(monkeypatch):
    rows = [row for unit in "edcba" for row in walk(9, unit, start=ord(unit) % 3)]
    data = fixes([rows[i] for i in np.random.default_rng(0).permutation(len(rows))])
    few, _ = tracks_from_fixes(data, TrackRules())
    monkeypatch.setattr(tracks_module, "MANY_UNITS", 2)
    many, rejected = tracks_from_fixes(data, TrackRules())
    assert len(rejected) == 0
    for name in ("x", "y", "t", "unit", "offsets"):
        np.testing.assert_array_equal(getattr(many, name), getattr(few, name))


def test_each_rejected_fix_has_its_reason():
    nan = float("nan")
    rows = [*walk(4), ("a", 200, nan, 0), ("a", nan, 5, 5), ("a", 90, 135, 0), ("a", 90, 999, 0), ("a", 210, 250, 9)]
    data = fixes(rows, accuracy=np.array([5, 5, 5, 50, 5, 5, 5, 5, 80.0]))
    tracks, rejected = tracks_from_fixes(data, TrackRules(max_accuracy=50))
    found = reasons_by_row(data, rejected)
    assert found == {4: NO_POSITION, 5: NO_TIME, 6: REPEAT, 7: CONFLICT, 8: INACCURATE}
    assert len(tracks.t) == 4


def test_of_conflicting_fixes_the_one_closest_to_the_expected_position_is_kept():
    rows = walk(9)
    rows.insert(4, ("a", rows[4][1], 900.0, 300.0))
    data = fixes(rows)
    _, rejected = tracks_from_fixes(data, TrackRules())
    assert reasons_by_row(data, rejected) == {4: CONFLICT}


def test_a_single_fix_is_a_track():
    tracks, _ = tracks_from_fixes(fixes([("a", 0, 0, 0), ("b", 0, 0, 0)]), TrackRules())
    assert np.diff(tracks.offsets).tolist() == [1, 1]
    assert tracks.distances.tolist() == [0, 0]


messy = st.lists(
    st.tuples(
        st.sampled_from("abc"),
        st.integers(0, 40).map(lambda i: 300.0 * i),
        st.sampled_from([0.0, 50.0, 1000.0, 60_000.0, float("nan")]),
        st.sampled_from([0.0, 20.0]),
    ),
    min_size=1,
    max_size=60,
)


@settings(deadline=None, max_examples=200)
@given(messy, st.randoms(use_true_random=False))
def test_every_fix_is_accounted_for_whatever_the_order(rows, random):
    data = fixes(rows)
    tracks, rejected = tracks_from_fixes(data, TrackRules())
    assert len(tracks.t) + len(rejected) == len(rows)
    assert len(np.unique(rejected.index)) == len(rejected)
    again, _ = tracks_from_fixes(fixes(random.sample(rows, len(rows))), TrackRules())
    for name in ("x", "y", "t", "unit", "offsets"):
        np.testing.assert_array_equal(getattr(tracks, name), getattr(again, name))


@settings(deadline=None, max_examples=200)
@given(messy)
def test_legs_of_tracks_obey_the_rules(rows):
    rules = TrackRules()
    tracks, _ = tracks_from_fixes(fixes(rows), rules)
    i = tracks.leg_starts
    duration = tracks.t[i + 1] - tracks.t[i]
    distance = np.hypot(tracks.x[i + 1] - tracks.x[i], tracks.y[i + 1] - tracks.y[i])
    assert np.all(duration > 0)
    assert np.all(duration <= rules.max_outage)
    assert np.all(distance <= rules.max_speed * duration * (1 + 1e-12))
    assert np.all(tracks.unit[i] == tracks.unit[i + 1])
