"""Fixes of one unit at one time: coarse clocks, second receivers, units without a name."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blindspot.engine.tracks.receivers import OTHER_RECEIVER
from blindspot.engine.tracks.tracks import CONFLICT, NO_NAME, REPEAT, TOO_FAST, TrackRules, tracks_from_fixes
from small_walks import T0, fixes, rows_of, wander


def cut(rows, tick=60.0):
    return [(unit, t // tick * tick, x, y) for unit, t, x, y in rows]


@pytest.mark.parametrize(("speed", "step"), [(1.2, 10), (0.3, 15), (10, 10), (15, 5), (1.0, 20), (1.4, 40), (8, 7)])
@pytest.mark.parametrize("newest_first", [False, True])
def test_times_cut_to_the_minute_are_spread_in_row_order(speed, step, newest_first):
    t, x, y = wander(speed, step, 300)
    rows = rows_of("a", t, x, y)
    data = fixes(cut(rows)[::-1] if newest_first else cut(rows))
    tracks, rejected = tracks_from_fixes(data, TrackRules())
    assert len(rejected) == 0
    assert len(tracks) == 1
    np.testing.assert_array_equal(tracks.x, x)  # in the order in which they were recorded
    assert np.abs(tracks.t - t).max() <= 60
    assert np.abs(tracks.t - t).mean() <= step
    assert (rejected.tick, rejected.coarse_units) == (60, 1)
    assert rejected.spread > 0


@pytest.mark.parametrize("speed", [1.2, 12])
def test_whole_seconds_of_a_receiver_with_5_fixes_a_second(speed):
    t, x, y = wander(speed, 0.2, 500)
    tracks, rejected = tracks_from_fixes(fixes(cut(rows_of("a", t, x, y), 1.0)), TrackRules())
    assert len(rejected) == 0
    np.testing.assert_allclose(tracks.t, t, rtol=0, atol=1e-6)
    assert rejected.tick == 1


@pytest.mark.parametrize(("tick", "step"), [(10, 2), (5, 1), (30, 10), (300, 60), (600, 120), (60, 59)])
def test_other_steps_of_a_clock_are_spread_as_well(tick, step):
    t, x, y = wander(1.2, step, 300)
    tracks, rejected = tracks_from_fixes(fixes(cut(rows_of("a", t, x, y), tick)), TrackRules(max_outage=900))
    assert (len(rejected), rejected.tick) == (0, tick)
    np.testing.assert_array_equal(tracks.x, x)
    assert np.abs(tracks.t - t).max() <= tick


def test_minutes_as_days_of_a_spreadsheet_with_six_decimals_are_whole_minutes():
    t, x, y = wander(1.2, 10, 360)
    days = np.round(t // 60 * 60 / 86400, 6) * 86400
    tracks, rejected = tracks_from_fixes(fixes(rows_of("a", np.round(days, 3), x, y)), TrackRules())
    assert (len(rejected), rejected.tick) == (0, 60)
    np.testing.assert_array_equal(tracks.x, x)


@pytest.mark.parametrize(("tick", "step", "scatter"), [(60, 10, 4.0), (10, 2, 1.5), (1, 0.2, 0.8)])
def test_the_scatter_of_a_standing_unit_in_a_tick_is_no_contradiction(tick, step, scatter):
    x, y = np.random.default_rng(3).normal(0, scatter, (2, 360))
    rows = cut(rows_of("a", T0 + step * np.arange(360), x, y), tick)
    _, rejected = tracks_from_fixes(fixes(rows), TrackRules())
    assert (len(rejected), rejected.tick) == (0, tick)


def test_two_receivers_of_a_coarse_clock_are_not_spread():
    t, x, y = wander(1.2, 10, 120)
    rows = [row for pair in zip(rows_of("a", t, x, y), rows_of("a", t, x + 400, y), strict=True) for row in pair]
    _, rejected = tracks_from_fixes(fixes(cut(rows)), TrackRules())
    assert rejected.spread == 0


def test_a_run_that_starts_within_a_minute_is_not_stretched_over_it():
    t, x, y = wander(1.2, 10, 100)
    t = t + 40
    tracks, _ = tracks_from_fixes(fixes(cut(rows_of("a", t, x, y))), TrackRules())
    np.testing.assert_allclose(tracks.t, t, rtol=0, atol=1e-6)


def test_rows_out_of_order_are_not_spread():
    rows = cut(rows_of("a", *wander(1.2, 10, 120)))
    order = np.random.default_rng(1).permutation(len(rows))
    tracks, rejected = tracks_from_fixes(fixes([rows[i] for i in order]), TrackRules())
    assert rejected.counts() == {CONFLICT: 100}
    assert len(tracks.t) == 20


@pytest.mark.parametrize(("rows_of_a_minute", "share"), [([5, 0, 3, 1, 4, 2], 0.5), ([0, 2, 1, 3, 5, 4], 1.0)])
def test_rows_that_go_to_and_fro_in_many_minutes_are_not_spread(rows_of_a_minute, share):
    """10 m/s along a straight road, six fixes a minute, half of the minutes or all of them in another order."""
    t = T0 + 10.0 * np.arange(240)
    rows = cut(rows_of("a", t, 100.0 * np.arange(240), np.zeros(240)))
    for minute in range(0, 40, round(1 / share)):
        of_minute = rows[6 * minute : 6 * minute + 6]
        rows[6 * minute : 6 * minute + 6] = [of_minute[i] for i in rows_of_a_minute]
    _, rejected = tracks_from_fixes(fixes(rows), TrackRules())
    assert (rejected.counts(), rejected.spread, rejected.coarse_units) == ({CONFLICT: 200}, 0, 0)


def test_a_few_minutes_in_another_order_leave_the_clock_coarse():
    rows = cut(rows_of("a", T0 + 10.0 * np.arange(240), 100.0 * np.arange(240), np.zeros(240)))
    for minute in range(0, 40, 8):
        rows[6 * minute : 6 * minute + 6] = rows[6 * minute : 6 * minute + 6][::-1]
    data = fixes([*rows, ("b", T0, 0.0, 0.0), ("b", T0 + 60, 60.0, 0.0)])
    _, rejected = tracks_from_fixes(data, TrackRules())
    assert rejected.coarse_units == 1  # of two
    assert rejected.spread > 190


def test_an_outlier_in_a_coarse_minute_costs_no_other_fix():
    rows = cut(rows_of("a", *wander(1.2, 10, 120)))
    rows[63] = ("a", rows[63][1], 5e4, 5e4)
    _, rejected = tracks_from_fixes(fixes(rows), TrackRules())
    assert (rejected.index.tolist(), rejected.reason.tolist()) == ([63], [TOO_FAST])


def test_a_regular_minute_with_one_contradiction_is_no_coarse_clock():
    rows = rows_of("a", *wander(1.2, 60, 60))
    rows.insert(20, ("a", rows[20][1], rows[20][2] + 900, rows[20][3]))
    _, rejected = tracks_from_fixes(fixes(rows), TrackRules())
    assert (rejected.index.tolist(), rejected.reason.tolist()) == ([20], [CONFLICT])


def test_few_minutes_with_two_fixes_are_no_coarse_clock():
    t, x = T0 + 60.0 * np.arange(100), 72.0 * np.arange(100)
    rows = rows_of("a", t, x, np.zeros(100))
    for i in (75, 50, 25):
        rows.insert(i + 1, ("a", t[i], x[i] - 400, 300.0))  # off the path
    _, rejected = tracks_from_fixes(fixes(rows), TrackRules())
    assert (rejected.counts(), rejected.spread) == ({CONFLICT: 3}, 0)


def test_rows_of_a_minute_with_one_of_the_next_between_them_are_not_spread():
    rows = cut(rows_of("a", T0 + 10.0 * np.arange(240), 100.0 * np.arange(240), np.zeros(240)))
    for i in range(5, 239, 12):
        rows[i], rows[i + 1] = rows[i + 1], rows[i]
    assert tracks_from_fixes(fixes(rows), TrackRules())[1].spread == 0


def test_repeats_within_coarse_minutes_are_repeats():
    rows = cut(rows_of("a", *wander(1.2, 10, 120)))
    _, rejected = tracks_from_fixes(fixes(rows + rows), TrackRules())
    assert rejected.counts() == {REPEAT: 120}


@pytest.mark.parametrize(
    ("step", "apart"), [(1.0, 60.0), (1.0, 4000.0), (10.0, 60.0), (10.0, 700.0), (60.0, 300.0), (60.0, 4000.0)]
)
@pytest.mark.parametrize("interleaved", [False, True])
def test_two_receivers_under_one_name_are_told_apart(apart, step, interleaved):
    t, x, y = wander(1.2, step, 100)
    first, second = rows_of("a", t, x, y), rows_of("a", t, x - apart / 2, y + apart)
    rows = [row for pair in zip(first, second, strict=True) for row in pair] if interleaved else first + second
    tracks, rejected = tracks_from_fixes(fixes(rows), TrackRules())
    assert rejected.counts() == {OTHER_RECEIVER: 100}
    (receiver,) = rejected.receivers
    assert (receiver.unit, receiver.fixes) == (0, 100)
    assert receiver.metres == pytest.approx(apart * 1.25**0.5)
    steps = np.hypot(np.diff(tracks.x), np.diff(tracks.y))
    np.testing.assert_allclose(steps, 1.2 * step)  # one receiver throughout


def test_errors_now_on_one_side_and_now_on_the_other_are_no_second_receiver():
    t, x = T0 + 30.0 * np.arange(80), 36.0 * np.arange(80)
    rows = rows_of("a", t, x, np.zeros(80))
    wrong = [("a", t[i], x[i], 300.0 if i // 4 % 2 else -300.0) for i in range(1, 79, 2)]
    tracks, rejected = tracks_from_fixes(fixes(rows + wrong), TrackRules())
    assert rejected.index.tolist() == list(range(80, 80 + len(wrong)))
    assert set(tracks.y) == {0.0}


def test_two_receivers_that_take_turns_are_named():
    t, x, y = wander(1.2, 30, 100)
    data = fixes(rows_of("a", t, x, y) + rows_of("a", t + 15, x + 4000, y))
    tracks, rejected = tracks_from_fixes(data, TrackRules())
    assert rejected.counts() == {OTHER_RECEIVER: 100}
    assert np.ptp(tracks.y) + np.ptp(tracks.x) < 4000


@pytest.mark.parametrize(("every", "reason"), [(2, OTHER_RECEIVER), (5, OTHER_RECEIVER), (12, TOO_FAST)])
def test_a_second_receiver_has_a_tenth_of_the_fixes_at_least(every, reason):
    t, x, y = wander(1.2, 30, 180)
    second = rows_of("a", t[::every] + 15, x[::every] + 4000, y[::every])
    _, rejected = tracks_from_fixes(fixes(rows_of("a", t, x, y) + second), TrackRules())
    assert rejected.counts() == {reason: len(second)}


def test_scattered_outliers_are_no_receiver():
    rng = np.random.default_rng(2)
    rows = rows_of("a", *wander(1.2, 30, 100))
    for i in range(5, 95, 4):
        rows[i] = ("a", rows[i][1], *rng.uniform(-1e5, 1e5, 2))
    _, rejected = tracks_from_fixes(fixes(rows), TrackRules())
    assert rejected.counts() == {TOO_FAST: 23}
    assert rejected.receivers == ()


@pytest.mark.parametrize("kind", ["around", "between two places"])
def test_outliers_without_a_track_of_their_own_are_no_receiver(kind):
    """Every 150 s, in a circle of 3 km around the unit; or in turns at two places that nobody reaches so quickly."""
    t, x, y = wander(1.2, 30, 200)
    number = np.arange(40)
    if kind == "around":
        angle = np.random.default_rng(4).uniform(0, 2 * np.pi, 40)
        far_x, far_y = x[::5] + 3000 * np.cos(angle), y[::5] + 3000 * np.sin(angle)
    else:
        far_x, far_y = np.where(number // 3 % 2, 90_000.0, -90_000.0) + number, number * 2.0
    _, rejected = tracks_from_fixes(
        fixes(rows_of("a", t, x, y) + rows_of("a", t[::5] + 15, far_x, far_y)), TrackRules()
    )
    assert (rejected.counts(), rejected.receivers) == ({TOO_FAST: 40}, ())


def test_an_hour_that_comes_twice_is_no_receiver():
    t, x, y = wander(1.0, 300, 48)
    late = t >= T0 + 7200
    rows = rows_of("a", np.where(late & (t < T0 + 10_800), t - 3600, t), x, y)
    _, rejected = tracks_from_fixes(fixes(rows), TrackRules())
    assert rejected.counts() == {CONFLICT: 12}
    assert rejected.receivers == ()


@pytest.mark.parametrize("name", ["", " "])
def test_rows_without_a_unit_are_rejected_only_where_they_contradict(name):
    t, x, y = wander(1.2, 30, 60)
    named = rows_of("a", t, x, y) + rows_of("b", t, x + 3000, y)
    _, rejected = tracks_from_fixes(fixes(named + rows_of(name, t, x, y + 2000)), TrackRules())
    assert len(rejected) == 0
    rows = named + rows_of(name, t, x, y + 2000) + rows_of(name, t, x, y - 5000)
    _, rejected = tracks_from_fixes(fixes(rows), TrackRules())
    assert rejected.counts() == {NO_NAME: 60}


coarse = st.lists(
    st.tuples(
        st.sampled_from(["", "a", "b"]),
        st.integers(0, 12).map(lambda i: T0 + 60.0 * i),
        st.sampled_from([0.0, 20.0, 40.0, 900.0, 70_000.0]),
        st.sampled_from([0.0, 15.0]),
    ),
    min_size=1,
    max_size=60,
)


@settings(deadline=None, max_examples=300)
@given(coarse, st.randoms(use_true_random=False), st.booleans())
def test_every_fix_is_accounted_for_and_only_rows_give_an_order(rows, random, once):
    data, rules = fixes(rows), TrackRules(teams_once=once)
    tracks, rejected = tracks_from_fixes(data, rules)
    assert len(tracks.t) + len(rejected) == len(rows)
    assert len(np.unique(rejected.index)) == len(rejected)
    assert all(rejected.reason)
    i = tracks.leg_starts
    duration = tracks.t[i + 1] - tracks.t[i]
    assert np.all(duration > 0)
    distance = np.hypot(tracks.x[i + 1] - tracks.x[i], tracks.y[i + 1] - tracks.y[i])
    assert np.all(distance <= rules.max_speed * duration * (1 + 1e-12))
    order = np.array(random.sample(range(len(rows)), len(rows)))
    mixed = replace(data, **{name: getattr(data, name)[order] for name in ("x", "y", "t", "unit", "row")})
    again, _ = tracks_from_fixes(mixed, rules)
    for name in ("x", "y", "t", "unit", "offsets"):
        np.testing.assert_array_equal(getattr(tracks, name), getattr(again, name))


@pytest.mark.parametrize("interleaved", [False, True])
def test_three_receivers_of_one_unit_are_told_apart(interleaved):
    t, x, y = wander(1.2, 30, 80)
    three = [rows_of("a", t, x + 900 * i, y - 400 * i) for i in range(3)]
    rows = [row for some in (zip(*three, strict=True) if interleaved else three) for row in some]
    tracks, rejected = tracks_from_fixes(fixes(rows), TrackRules())
    assert (len(tracks), len(tracks.t)) == (1, 80)
    assert rejected.counts() == {OTHER_RECEIVER: 160}
    (receiver,) = rejected.receivers
    assert (receiver.fixes, receiver.positions) == (160, 3)
