"""Bounds for any plans, and plans with moved take-offs."""

import numpy as np
import pytest
from small_nights import HOUR, REVISIT, WATCH, at, flight, night, plan, sightings, unseen_at

from blindspot.engine.gain.escape import escapes
from blindspot.engine.gain.escape_limit import FleetMinutes, escape_limits, points_apart
from blindspot.engine.gain.escape_moved import TakeoffHours, moved_unseen

HOURS = TakeoffHours(0.0, WATCH + REVISIT)


def test_a_single_visit_at_a_random_time_sees_the_same_share_at_all_moments():
    found = moved_unseen([plan(flight(0, 3 * HOUR, lasts=0.0))], np.array([0]), HOURS, REVISIT, WATCH)
    assert found.ravel() == pytest.approx([1 - 2 / 9] * 2)


def test_visits_that_follow_each_other_by_more_than_the_interval_add_up():
    for apart, seen in ((3, 4), (1, 3), (0, 2), (8, 3)):  # 8 h later is 1 h earlier on a clock of 9 h
        two = plan(flight(0, 0.5 * HOUR, lasts=0.0), flight(0, (0.5 + apart) * HOUR, lasts=0.0))
        found = moved_unseen([two], np.array([0]), HOURS, REVISIT, WATCH)
        assert found.ravel() == pytest.approx([1 - seen / 9] * 2)


@pytest.mark.parametrize(("earliest", "latest"), [(0.5, 8.5), (0.0, 5.0)])
def test_brute_force_over_take_offs_and_moments(earliest, latest):
    rng = np.random.default_rng(4)
    for _ in range(6):
        flights = [
            flight(int(rng.integers(2)), rng.uniform(earliest, latest) * HOUR, rng.uniform(0, 900), rng.uniform(0, 900))
            for _ in range(4)
        ]
        one, hours = plan(*flights), TakeoffHours(earliest * HOUR, latest * HOUR)
        found = moved_unseen([one], np.array([0, 1]), hours, REVISIT, WATCH)[:, :, 0].max(axis=0)
        amounts = (np.arange(1500) + 0.5) / 1500 * hours.seconds
        takeoff = one.takeoff[one.passes.unit]
        moved = hours.earliest + (takeoff[:, None] - hours.earliest + amounts) % hours.seconds
        start = moved + (one.passes.start - takeoff)[:, None]
        end = moved + (one.passes.end - takeoff)[:, None]
        for point in range(2):
            some = one.passes.sample == point
            worst = 0.0
            for moment in np.linspace(0, WATCH, 29):
                seen = ((start[some] <= moment + REVISIT) & (end[some] >= moment)).any(axis=0)
                worst = max(worst, 1 - seen.mean())
            assert found[point] == pytest.approx(worst, abs=0.003)


def test_moved_take_offs_are_not_computed_where_the_worst_moment_may_be_another():
    short = TakeoffHours(0.0, REVISIT + 30)
    assert moved_unseen([plan(flight(0, 0.0))], np.array([0]), short, REVISIT, WATCH) is None
    assert moved_unseen([night((0, 1, 2), rate=0.1)], np.array([0]), HOURS, REVISIT, WATCH) is None


def test_points_apart():
    xy = np.column_stack([np.arange(11) * 10.0, np.zeros(11)])
    kept = points_apart(xy, 25.0)
    assert kept.tolist() == [0, 3, 6, 9]
    assert len(points_apart(np.zeros((5, 2)), 1.0)) == 1


def test_the_counting_bounds_of_one_visit():
    """Nine points far from each other, and one drone that can reach one of them in a minute."""
    xy = np.array([(x * 10_000.0, y * 10_000.0) for x in range(3) for y in range(3)])
    fleet = FleetMinutes(sorties=1, seconds=60.0, speed=10.0, reach=50.0)
    found = escape_limits(xy, np.full(9, 3 * HOUR), fleet, REVISIT, WATCH)
    visits = 1 + 600 / 3200
    assert found.random_moment == found.any_moment == pytest.approx(1 - (visits * 2 + 1 / 60) / 63)
    assert found.seen_moment == pytest.approx(1 - (visits * 2 + 1 / 60) / 27)
    # of a flight with many visits, the moments 0, 2, 4 and 6 h tell more
    found = escape_limits(xy, np.full(9, WATCH), FleetMinutes(1, HOUR, 10.0, 50.0), REVISIT, WATCH)
    visits = 1 + 36_000 / 3200
    assert found.random_moment == found.seen_moment == pytest.approx(1 - (visits * 2 + 1) / 63)
    assert found.any_moment == pytest.approx(1 - (visits + 1 + 0.5) / 36)


def test_points_that_a_drone_can_have_in_range_at_once_count_once():
    xy = np.array([(0.0, 0.0), (400.0, 0.0), (800.0, 0.0)])
    found = escape_limits(xy, np.full(3, WATCH), FleetMinutes(1, 0.0, 10.0, 300.0), REVISIT, WATCH)
    assert found.random_moment == pytest.approx(1 - 2 / 14)  # of the first and the last


def test_no_plans_of_the_fleet_go_below_the_bounds():
    """Drones that jump between points as quickly as the bound allows, at random, and the draw of many such nights."""
    rng = np.random.default_rng(6)
    xy = np.array([(x * 500.0, y * 500.0) for x in range(4) for y in range(4)])
    sorties, lasts, apart = 3, 300.0, 400.0
    step = apart / 10.0
    nights = []
    for _ in range(12):
        stays = []
        for _ in range(sorties):
            time, begin = 0.0, rng.uniform(0, 9 * HOUR - lasts)
            while time + step < lasts:
                stay = rng.uniform(0, 200)
                end = min(time + stay, lasts)
                stays.append((rng.integers(16), (begin + time) / HOUR, (begin + end) / HOUR))
                time = end + step
        nights.append(night(*stays))
    seen = sightings(*nights, points=16)
    fleet = FleetMinutes(sorties, sorties * lasts, 10.0, 50.0)
    bounds = escape_limits(xy[seen.points], seen.seen_seconds(), fleet, REVISIT, WATCH)
    assert bounds.random_moment > 0
    for share in rng.dirichlet(np.ones(12), 20):
        found = escapes(seen, [share])[0]
        for name in ("any_moment", "seen_moment", "random_moment"):
            assert getattr(found, name).max() >= getattr(bounds, name)


def test_plans_of_these_tests_see_what_they_say():
    assert unseen_at(night(*at(0)), 0, 6.9 * HOUR) == 0
    assert unseen_at(night(*at(0)), 1, 6.9 * HOUR) == 1
