"""Units with the same fixes, and units that move together: found, and counted once."""

import numpy as np
import pytest

from blindspot.engine.tracks import companions, identical_units
from blindspot.engine.tracks.teams import SAME_FIX, TOGETHER, Teams, counted_once
from blindspot.engine.tracks.tracks import TrackRules, tracks_from_fixes
from small_walks import T0, blurred, fixes, rows_of, wander

EACH, ONCE = TrackRules(), TrackRules(teams_once=True)


def hours(tracks) -> float:
    return float((tracks.t[tracks.offsets[1:] - 1] - tracks.t[tracks.offsets[:-1]]).sum()) / 3600


def sampled(walk, times, seed):
    """The walk at other times, by a receiver with an accuracy of 5 m."""
    x, y = np.interp(times, walk[0], walk[1]), np.interp(times, walk[0], walk[2])
    return times, *blurred(x, y, times, 5.0, seed)


def part(walk, chosen):
    return tuple(column[chosen] for column in walk)


def test_a_roster_counts_once():
    walk = wander(1.2, 30, 60)
    data = fixes([row for unit in "abcd" for row in rows_of(unit, *walk)])
    tracks, rejected = tracks_from_fixes(data, EACH)
    assert len(rejected) == 0
    assert (rejected.teams.identical, rejected.teams.together) == (((0, 1, 2, 3),), ())
    assert rejected.teams.seconds == 3 * 59 * 30
    assert rejected.teams.metres == pytest.approx(3 * 59 * 36)
    once, rejected = tracks_from_fixes(data, ONCE)
    assert rejected.counts() == {SAME_FIX: 180}
    assert hours(once) == pytest.approx(hours(tracks) / 4)
    assert set(once.unit) == {0}


def test_rosters_with_the_seconds_of_others_and_other_decimals():
    t, x, y = wander(1.2, 30, 60)
    rows = rows_of("a", t, x, y) + rows_of("b", t + 0.2, np.round(x, 1), np.round(y, 1))
    tracks, rejected = tracks_from_fixes(fixes(rows), ONCE)
    assert rejected.teams.identical == ((0, 1),)
    assert hours(tracks) == pytest.approx(59 * 30 / 3600, abs=0.02)


def test_a_member_whose_export_holds_every_third_fix():
    walk = wander(1.2, 10, 300)
    data = fixes(rows_of("a", *walk) + rows_of("b", *part(walk, slice(None, None, 3))))
    assert tracks_from_fixes(data, EACH)[1].teams.identical == ((0, 1),)


@pytest.mark.parametrize(("count", "identical"), [(2, ()), (3, ((0, 1),)), (5, ((0, 1),))])
def test_three_fixes_are_enough_for_a_roster(count, identical):
    walk = wander(1.2, 300, count)
    teams = tracks_from_fixes(fixes(rows_of("a", *walk) + rows_of("b", *walk)), EACH)[1].teams
    assert (teams.identical if teams else ()) == identical


def test_a_member_who_joined_later_and_left_early():
    walk = wander(1.2, 30, 100)
    own = (walk[0][:20], walk[1][20] - 36.0 * np.arange(20, 0, -1), np.full(20, walk[2][20]) + 5)
    late = (walk[0][60:90], walk[1][59] + 36.0 * np.arange(1, 31), walk[2][59] - 36.0 * np.arange(1, 31))
    data = fixes(
        rows_of("a", *walk) + rows_of("b", *own) + rows_of("b", *part(walk, slice(20, 60))) + rows_of("b", *late)
    )
    tracks, rejected = tracks_from_fixes(data, ONCE)
    assert rejected.teams.identical == ((0, 1),)
    assert rejected.counts() == {SAME_FIX: 38}  # the first and the last one end legs of the member's own
    shared = 39 * 30 / 3600
    assert hours(tracks) == pytest.approx((99 + 89) * 30 / 3600 - shared)
    assert len(tracks.outages) == 0


def test_shared_legs_are_left_out_and_own_legs_stay():
    same = np.array([0, 0, 1, 1, 0, 1, 1, 1, 0], bool)
    teams = Teams((), (), same, np.zeros(9, bool), 0.0, 0.0)
    left, breaks = counted_once(teams, np.r_[False, np.ones(8, bool)])
    assert np.flatnonzero(left).tolist() == [6]
    assert np.flatnonzero(breaks).tolist() == [3, 7]  # so that the shared leg from 2 to 3, and those around 6, go
    left, breaks = counted_once(teams, np.array([0, 1, 1, 1, 1, 0, 1, 1, 0], bool))  # a pause before 5 and 8
    assert np.flatnonzero(left).tolist() == [5, 6, 7]


def test_parked_in_one_place_with_rounded_positions_is_no_team():
    t = T0 + 30.0 * np.arange(200)
    rows = [row for unit in "ab" for row in rows_of(unit, t, np.full(200, 40.0), np.full(200, 70.0))]
    assert tracks_from_fixes(fixes(rows), ONCE)[1].teams is None


def test_an_outage_of_the_team_counts_once():
    t, x, y = wander(1.2, 30, 60)
    t = np.where(np.arange(60) < 30, t, t + 1800)
    data = fixes(rows_of("a", t, x, y) + rows_of("b", t, x, y))
    assert len(tracks_from_fixes(data, EACH)[0].outages) == 2
    assert tracks_from_fixes(data, ONCE)[0].outages.unit.tolist() == [0]


def test_an_outage_from_shared_fixes_to_own_ones_is_the_members():
    walk = wander(1.2, 30, 60)
    own = (walk[0] + 59 * 30 + 1200, walk[1][-1] + 36.0 * np.arange(1, 61), np.full(60, walk[2][-1]))
    data = fixes(rows_of("a", *walk) + rows_of("b", *walk) + rows_of("b", *own))
    tracks, rejected = tracks_from_fixes(data, ONCE)
    assert rejected.counts() == {SAME_FIX: 59}  # the last one begins the outage
    assert tracks.outages.unit.tolist() == [1]
    assert (tracks.outages.t1 - tracks.outages.t0).tolist() == [1200]


@pytest.mark.parametrize("speed", [0.4, 1.2, 10.0])
def test_two_receivers_of_one_team(speed):
    walk = wander(speed, 1, 3601)
    rows = rows_of("a", *sampled(walk, T0 + np.arange(0, 3600, 20.0), 1))
    rows += rows_of("b", *sampled(walk, T0 + 7 + np.arange(0, 3590, 30.0), 2))
    data = fixes(rows)
    tracks, rejected = tracks_from_fixes(data, EACH)
    assert (rejected.teams.identical, rejected.teams.together) == ((), ((0, 1),))
    assert rejected.teams.seconds == pytest.approx(3570, abs=60)
    once, rejected = tracks_from_fixes(data, ONCE)
    assert list(rejected.counts()) == [TOGETHER]
    assert hours(once) == pytest.approx(hours(tracks) / 2, rel=0.03)


def test_together_on_one_day_and_apart_on_the_next():
    walk = wander(1.2, 1, 3601)
    rows = rows_of("a", *sampled(walk, T0 + np.arange(0, 3600, 20.0), 1))
    rows += rows_of("b", *sampled(walk, T0 + 7 + np.arange(0, 3590, 30.0), 2))
    t, x, y = wander(1.2, 30, 120, seed=8)
    rows += rows_of("a", t + 90_000, x, y) + rows_of("b", t + 90_000, x + 3000, y)
    tracks, rejected = tracks_from_fixes(fixes(rows), ONCE)
    assert rejected.teams.together == ((0, 1),)
    assert (rejected.index >= 180).sum() == len(rejected)
    assert set(rejected.index) <= set(range(180, 300))
    assert hours(tracks) == pytest.approx(1 + 2 * 119 * 30 / 3600, rel=0.03)


def abreast(minutes: int, metres: np.ndarray | float, stands_from: float = np.inf) -> list[tuple]:
    """Rows of a unit that walks straight ahead and of one beside it, which may stop."""
    t = 10.0 * np.arange(6 * minutes + 1)
    b = 1.2 * np.minimum(t, stands_from)
    return rows_of("a", T0 + t, 1.2 * t, 0 * t) + rows_of("b", T0 + t + 3, b + 3.6, metres + 0 * t)


@pytest.mark.parametrize(
    ("minutes", "metres", "is_team"),
    [(60, 20.0, True), (60, 45.0, False), (12, 20.0, True), (8, 20.0, False), (60, 29.0, True), (60, 110.0, False)],
)
def test_how_near_and_how_long(minutes, metres, is_team):
    teams = tracks_from_fixes(fixes(abreast(minutes, metres)), ONCE)[1].teams
    assert (teams is not None) == is_team


@pytest.mark.parametrize(("together", "is_team"), [(57, True), (50, True), (40, False), (33, False)])
def test_together_for_a_part_of_the_hour(together, is_team):
    """They part at 4 m/s, so that they are 30 m apart after some seconds, and beyond reach after less than a minute."""
    t = 10.0 * np.arange(361)
    away = np.maximum(t - 60 * together, 0) * 4
    _, rejected = tracks_from_fixes(fixes(abreast(60, away)), ONCE)
    assert (rejected.teams is not None) == is_team
    if is_team:
        assert len(rejected) == pytest.approx(6 * together, abs=4)
        assert away[rejected.index - 361].max() <= 110


@pytest.mark.parametrize(("stands_from", "is_team"), [(3300, True), (1800, False)])
def test_who_stands_while_the_other_one_walks_on_is_not_with_it(stands_from, is_team):
    rejected = tracks_from_fixes(fixes(abreast(60, 10.0, stands_from)), ONCE)[1]
    assert (rejected.teams is not None) == is_team


def test_who_stays_where_the_other_one_has_no_track_is_alone():
    """After an hour together, a is off duty for three hours; b goes to and fro near the place where a begins again."""
    rows, t = abreast(60, 10.0), 30.0 * np.arange(241)
    end = max(row[2] for row in rows)
    rows += rows_of("a", T0 + 14_400 + t, end + 1.2 * t, 0 * t)
    rows += rows_of("b", T0 + 3633 + t, end + 40 * np.sin(t / 60), 10 + 0 * t)
    _, rejected = tracks_from_fixes(fixes(rows), ONCE)
    times = np.array([row[1] for row in rows])
    assert rejected.counts() == {TOGETHER: pytest.approx(360, abs=3)}
    assert times[rejected.index].max() <= T0 + 3603


def test_the_day_after_a_patrol_together_is_another_one():
    next_day = [(unit, t + 86_400, x, y + (50 if unit == "b" else 0)) for unit, t, x, y in abreast(60, 10.0)]
    _, rejected = tracks_from_fixes(fixes(abreast(60, 10.0) + next_day), ONCE)
    assert rejected.teams.together == ((0, 1),)
    assert rejected.index.max() < 2 * 361


@pytest.mark.parametrize("yard", [3.0, 25.0])
def test_vehicles_in_a_yard_and_patrols_that_meet_are_no_team(yard):
    t = T0 + 30.0 * np.arange(1200)
    rows = rows_of("a", t, *blurred(np.zeros(1200), np.zeros(1200), t, 5.0, 1))
    rows += rows_of("b", t, *blurred(np.full(1200, yard), np.zeros(1200), t, 5.0, 2))
    walk = wander(1.2, 30, 60)
    rows += rows_of("c", *walk) + rows_of("d", walk[0], walk[1][::-1], walk[2][::-1])
    assert tracks_from_fixes(fixes(rows), ONCE)[1].teams is None


def test_the_same_round_at_another_time_is_no_team():
    t, x, y = wander(1.2, 30, 60)
    rows = rows_of("a", t, x, y) + rows_of("b", t + 3600, x, y) + rows_of("c", t + 240, x, y)
    assert tracks_from_fixes(fixes(rows), ONCE)[1].teams is None


def test_many_units_are_sampled_without_loss(monkeypatch):
    monkeypatch.setattr(identical_units, "AT_MOST", 2_000)
    monkeypatch.setattr(companions, "AT_MOST", 4_000)
    rows = []
    for i in range(12):
        walk = wander(1.2, 30, 900, seed=i)
        rows += rows_of(f"{i:02}", walk[0], walk[1] + 9000 * i, walk[2])
        if i % 3 == 0:
            rows += rows_of(f"{i:02} again", walk[0], walk[1] + 9000 * i, walk[2])
    rejected = tracks_from_fixes(fixes(rows), ONCE)[1]
    assert len(rejected.teams.identical) == 4
    assert rejected.counts() == {SAME_FIX: 4 * 900}


def test_a_crowd_on_one_spot_costs_no_square():
    """500 receivers that report the same place at the same time."""
    t = T0 + 30.0 * np.arange(40)
    rows = [row for i in range(500) for row in rows_of(f"{i:03}", t, np.arange(40) * 40.0, np.zeros(40))]
    pairs = identical_units.identical_units(
        *(np.array([row[i] for row in rows], float) for i in (2, 3, 1)), np.repeat(range(500), 40)
    )
    assert len(pairs) == 499
