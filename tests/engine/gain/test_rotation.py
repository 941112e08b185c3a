"""Rotation: the plans of several nights, their scores, and their start times."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from small_rotations import ALL, DAY, EVENING, HOUR, RING, drones, evenings, patrols

from blindspot.engine.gain.drone_tracks import drone_tracks
from blindspot.engine.gain.rotation import (
    RotationRules,
    fly_rotation,
    full_effect_delay,
    out_of_reach,
    plan_rotation,
    start_times,
)
from blindspot.engine.progress import Cancelled
from blindspot.engine.score.score import score_places
from blindspot.engine.spots.selection import SpotRules
from blindspot.engine.timing.watch import Watch


def rotation_of(evidence, fleet, weight, count, progress=lambda share: None, spots=ALL):
    far = out_of_reach(evidence.geometry, fleet)
    return plan_rotation(
        evidence, fleet, RotationRules(spots, weight), far, evenings(count), np.zeros(count, int), progress
    )


def test_with_a_weight_of_0_no_place_is_visited_again_while_others_are_left():
    found = rotation_of(patrols(RING), drones(), 0.0, 8)
    seen, rounds = set(), 0
    for night in found.nights:
        if night.visits_reset:
            assert seen == set(range(6))
            seen, rounds = set(), rounds + 1
        assert len(night.served)
        assert not seen & set(night.visited.tolist())
        assert not seen & {int(place) for members in night.spots.members for place in members}
        seen |= set(night.visited.tolist())
    assert rounds >= 1


def test_with_a_weight_of_1_every_night_has_the_same_plan():
    found = rotation_of(patrols(RING, [9, 1, 1, 1, 1, 1]), drones(endurance=580.0), 1.0, 4)
    assert [night.served.tolist() for night in found.nights] == [[0]] * 4
    lines = [np.round(night.flown[0].line - [0, 0, 0, night.begins], 3).tolist() for night in found.nights]
    assert lines == [lines[0]] * 4


def test_with_a_weight_in_between_a_place_of_high_priority_is_visited_again():
    # After one visit, the priority of the first place is still about 9 / 2; after two it is below that of the second.
    found = rotation_of(patrols(RING, [9, 3, 0, 0, 0, 0]), drones(endurance=580.0), 0.5, 4)
    assert [night.served.tolist() for night in found.nights] == [[0], [0], [1], [0]]


def test_a_place_passed_on_the_way_is_visited_but_not_served():
    found = rotation_of(patrols([(0.0, 1000.0), (0.0, 500.0)], [1, 0]), drones(), 0.5, 1)
    assert found.nights[0].served.tolist() == [0]
    assert found.nights[0].visited.tolist() == [0, 1]
    assert found.visits().tolist() == [[True, True]]
    assert found.served().tolist() == [True, False]


def test_of_a_partly_served_spot_only_places_in_range_count():
    cells = np.array([(x, 600.0) for x in np.arange(-2500, 2500, 100.0)])
    evidence = patrols(cells)
    evidence = replace(evidence, geometry=shapely.box(*(cells - 50).T, *(cells + 50).T))
    fleet = drones(endurance=1200.0, iterations=5)
    (night,) = rotation_of(evidence, fleet, 0.5, 1, spots=SpotRules(1.0, 0.1, 0.0, 0.0)).nights
    assert len(night.spots) == 1
    assert 0 < night.plan.served_priority < night.plan.total_priority
    flight = shapely.union_all([shapely.LineString(one.line[:, :2]) for one in night.flown])
    near = np.flatnonzero(shapely.distance(shapely.points(cells), flight) <= 30)
    assert night.served.tolist() == night.visited.tolist() == near.tolist()
    assert 0 < len(near) < len(cells)


@pytest.mark.parametrize(("apart", "served"), [(4.0, [0, 1]), (40.0, [0])])
def test_of_points_that_are_one_spot_those_in_range_of_the_drone_count(apart, served):
    (night,) = rotation_of(patrols([(0.0, 1000.0), (apart, 1000.0)], [2, 1]), drones(), 0.5, 1).nights
    assert [some.tolist() for some in night.spots.members] == [[0, 1]]
    assert night.served.tolist() == night.visited.tolist() == served


def test_a_point_in_a_zone_does_not_keep_drones_from_its_neighbour():
    evidence = patrols([(0.0, 1000.0), (40.0, 1000.0)], [2, 1])
    (night,) = rotation_of(evidence, drones(zones=[shapely.box(-20, 980, 20, 1100)]), 0.5, 1).nights
    assert night.served.tolist() == [1]


def test_a_rotation_has_the_scores_of_its_flights_dated_one_by_one():
    evidence, fleet = patrols(RING, [3, 2, 1, 1, 1, 5], days=7), drones()
    found = rotation_of(evidence, fleet, 0.3, 3)
    lines = []
    for watch in range(7):
        night = found.nights[watch % 3]
        shift = EVENING + watch * DAY - night.begins
        lines += [one.later(shift).line for one in night.flown]
    whole = score_places(drone_tracks(lines, 30.0).added_to(evidence))
    assert np.array_equal(whole.gap, found.after.gap)
    assert (found.after.gap < found.before.gap).any()


@settings(max_examples=8)
@given(st.integers(0, 10_000), st.sampled_from([0.0, 0.5, 1.0]))
def test_what_always_holds(seed, weight):
    random = np.random.default_rng(seed)
    evidence = patrols(random.uniform(-2500, 2500, (8, 2)), random.uniform(0, 5, 8), days=int(random.integers(2, 6)))
    zone = shapely.Point(random.uniform(300, 2000, 2)).buffer(250)
    fleet = drones(random.uniform(400, 1500), zones=[zone], iterations=8)
    found = rotation_of(evidence, fleet, weight, 3)
    assert (found.after.gap <= found.before.gap).all()
    assert (np.diff(found.priority) <= 1e-12).all()
    assert found.priority[-1] == pytest.approx(evidence.demand @ found.after.gap)
    untouched = ~found.visits().any(axis=0)
    assert np.array_equal(found.after.gap[untouched], found.before.gap[untouched])
    assert not (found.visits() & found.far).any()
    for begin, night in zip(evenings(3), found.nights, strict=True):
        assert set(night.served) <= set(night.visited)
        assert all(sortie.start >= begin for sortie in night.plan.sorties)
        served = {s for sortie in night.plan.sorties for s in sortie.spots}
        assert {int(place) for s in served for place in night.spots.members[s]} >= set(night.served.tolist())


def test_spots_that_no_drone_can_serve_are_tried_once():
    # The first place is inside a zone, the second is enclosed by it, the third is free.
    walls = shapely.box(-900, 500, 900, 2000).difference(shapely.box(-300, 800, 300, 1500))
    found = rotation_of(patrols([(0.0, 600.0), (0.0, 1200.0), (0.0, -800.0)], [5, 5, 1]), drones(zones=[walls]), 0.0, 3)
    reasons = [sorted(left.reason for left in night.plan.unserved) for night in found.nights]
    assert len(reasons[0]) == 2
    assert "inside a no-fly zone" in reasons[0]
    assert reasons[1:] == [[], []]
    assert [night.served.tolist() for night in found.nights] == [[2]] * 3
    assert [night.visits_reset for night in found.nights] == [False, True, True]


def test_where_nothing_can_be_served_nothing_is_flown():
    found = rotation_of(patrols([(90_000.0, 0.0)]), drones(), 0.5, 2)
    assert found.far.tolist() == [True]
    assert [len(night.plan.sorties) for night in found.nights] == [0, 0]
    assert found.priority.tolist() == [1.0] * 3
    seen = patrols([(3000.0, 0.0)])
    (night,) = rotation_of(seen, drones(), 0.5, 1, spots=SpotRules(min_gap=0.99)).nights
    assert len(night.spots) == 0


def test_reach_is_limited_by_the_battery_for_the_way_there_and_back():
    fleet = drones(endurance=1000.0)
    craft = fleet.aircraft
    left = craft.budget * 1.2 - craft.takeoff()[1] - craft.landing()[1]
    edge = left / craft.cruise_power * craft.speed / 2
    points = shapely.points([(edge - 1, 0.0), (edge + 1, 0.0)])
    assert out_of_reach(points, fleet).tolist() == [False, True]
    wide = shapely.Point(edge + 100, 0).buffer(150)
    assert out_of_reach(np.array([wide]), fleet).tolist() == [False]
    near = replace(fleet, task=replace(fleet.task, max_range=500.0))
    assert out_of_reach(shapely.points([(499.0, 0.0), (501.0, 0.0)]), near).tolist() == [False, True]
    two = drones(endurance=1000.0, sites=((0.0, 0.0), (edge, 0.0)))
    assert out_of_reach(points, two).tolist() == [False, False]


def test_the_same_input_gives_the_same_rotation():
    one, other = (rotation_of(patrols(RING), drones(seed=3), 0.5, 4) for _ in range(2))
    assert np.array_equal(one.after.gap, other.after.gap)
    for first, second in zip(one.nights, other.nights, strict=True):
        assert [one.line.tolist() for one in first.flown] == [one.line.tolist() for one in second.flown]


def test_a_rotation_flown_in_the_same_order_and_in_another():
    evidence, fleet = patrols(RING, [3, 2, 1, 1, 1, 5]), drones()
    found = rotation_of(evidence, fleet, 0.0, 3)
    same = fly_rotation(evidence, fleet, found, np.arange(3), evenings(3))
    assert np.array_equal(same.after.gap, found.after.gap)
    assert same.priority == pytest.approx(found.priority)
    twice = fly_rotation(evidence, fleet, found, np.array([1, 1]), evenings(2))
    assert [night.visited.tolist() for night in twice.nights] == [found.nights[1].visited.tolist()] * 2
    for night, begin in zip(twice.nights, evenings(2), strict=True):
        assert night.begins == begin
        assert night.flown[0].line[0, 3] - begin == pytest.approx(found.nights[1].flown[0].line[0, 3] - evenings(3)[1])
    only = np.zeros(6, bool)
    only[found.nights[1].visited] = True
    assert np.array_equal(twice.after.gap < found.before.gap, only)


def test_cancellation_works():
    def stop(share):
        if share > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        rotation_of(patrols(RING), drones(), 0.5, 4, stop)


def test_progress_never_decreases():
    shares = []
    walls = [shapely.box(-900, 500, 900, 2000)]
    rotation_of(patrols(RING), drones(zones=walls), 0.0, 5, shares.append)
    assert (np.diff(shares) >= -1e-12).all()
    assert 0.95 < shares[-1] <= 1


def local(zone, *when) -> float:
    return datetime(*when, tzinfo=ZoneInfo(zone)).timestamp()


@pytest.mark.parametrize("zone", ["UTC", "Asia/Shanghai", "Europe/Vienna"])
def test_nights_begin_with_the_watch_after_the_period(zone):
    watch = Watch(22 * HOUR, 5 * HOUR, timezone=zone)
    after = local(zone, 2026, 3, 27, 5)  # clocks of Vienna go forward two nights later
    expected = [local(zone, 2026, 3, 27 + n, 22) for n in range(4)]
    assert start_times(watch, 4, after).tolist() == expected
    assert start_times(watch, 4, after - 2 * HOUR).tolist() == expected  # not in the rest of the last watch
    assert start_times(Watch(0, 0, timezone=zone), 2, local(zone, 2026, 3, 27)).tolist() == [
        local(zone, 2026, 3, 27),
        local(zone, 2026, 3, 28),
    ]


@pytest.mark.parametrize(("hour", "minute", "day"), [(22, 0, 27), (23, 30, 27), (1, 15, 28), (21, 0, 27), (6, 0, 28)])
def test_nights_begin_at_the_time_of_day_of_the_start(hour, minute, day):
    watch, zone = Watch(22 * HOUR, 5 * HOUR, timezone="Europe/Vienna"), "Europe/Vienna"
    first = datetime(2026, 3, day, hour, minute)
    expected = [(first + timedelta(days=n)).replace(tzinfo=ZoneInfo(zone)).timestamp() for n in range(4)]
    assert start_times(watch, 4, 0.0, expected[0]).tolist() == expected


def test_nights_begin_only_on_the_weekdays_of_the_watch():
    weekends = Watch(22 * HOUR, 5 * HOUR, frozenset({4, 5}))
    fridays_and_saturdays = [EVENING + day * DAY for day in (1, 2, 8, 9)]  # 2026-01-01 is a Thursday
    assert start_times(weekends, 4, EVENING).tolist() == fridays_and_saturdays
    assert start_times(weekends, 4, 0.0, EVENING + HOUR).tolist() == [at + HOUR for at in fridays_and_saturdays]
    assert len(start_times(Watch(22 * HOUR, 5 * HOUR, frozenset({2})), 366, EVENING)) == 366


def test_flights_begin_after_a_revisit_interval_but_at_most_half_of_the_watch():
    watch = Watch(22 * HOUR, 5 * HOUR)
    assert full_effect_delay(watch, 2 * HOUR) == 2 * HOUR
    assert full_effect_delay(watch, 24 * HOUR) == 3.5 * HOUR
    assert full_effect_delay(Watch(0, 0), 2 * HOUR) == 0
    assert (
        start_times(watch, 2, EVENING, None, 2 * HOUR).tolist() == (start_times(watch, 2, EVENING) + 2 * HOUR).tolist()
    )
