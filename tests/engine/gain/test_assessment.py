"""Assessment of drone flights: closed forms, brute force, and properties."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

import brute
from blindspot.engine.errors import UserError
from blindspot.engine.gain.assessment import Assessment, assess, lost_without, near_flights, places_in_range
from blindspot.engine.gain.drone_tracks import drone_tracks, every_watch, flight_seconds
from blindspot.engine.places.places import places_from_geometries, point_places
from blindspot.engine.score import score
from blindspot.engine.score.detection import Detection
from blindspot.engine.score.evidence import Question
from blindspot.engine.score.score import score_places
from blindspot.engine.timing.watch import Watch, moments, nights, nights_without, period
from blindspot.engine.tracks.fixes import Fixes
from blindspot.engine.tracks.legs import legs_of
from blindspot.engine.tracks.tracks import TrackRules, Tracks, tracks_from_fixes
from small_evidence import evidence_of

HOUR, DAY = 3600.0, 86_400.0
EVENING = 1_767_304_800.0  # 2026-01-01T22:00Z
NIGHT = Watch(22 * HOUR, 5 * HOUR)


def question(days=1, revisit=2 * HOUR, watch=NIGHT, start=EVENING) -> Question:
    whole = period(watch, start, start + 1, start, start + (days - 1) * DAY + 7 * HOUR)
    return Question(whole, moments(whole, revisit), nights(whole, watch), revisit)


def tracks_of(rows):
    """Tracks from [(unit, t, x, y), ...]."""
    unit, t, x, y = zip(*rows, strict=True)
    names = tuple(map(str, range(max(unit) + 1)))
    data = Fixes(*(np.array(v, float) for v in (x, y, t)), np.array(unit), np.arange(len(rows)), names)
    return tracks_from_fixes(data, TrackRules())[0]


def hover(x, y, start, end) -> np.ndarray:
    return np.array([(x, y, 0.0, start), (x, y, 60.0, start), (x, y, 60.0, end), (x, y, 0.0, end)])


FAR = tracks_of([(0, EVENING + 60.0 * i, 9000.0, 9000.0) for i in range(60)])
FOOT = Detection.same(1, 50.0, 30.0)


def assessed(tracks, detection, places, asked, flights) -> Assessment:
    return assess(evidence_of(tracks, detection, places, asked), flights)


def test_a_hovering_drone_detects_the_moments_of_the_revisit_interval_before_it():
    flights = drone_tracks([hover(0, 0, EVENING + 3 * HOUR, EVENING + 3 * HOUR + 600)], 30.0)
    found = assessed(FAR, FOOT, point_places([0.0, 29.0, 31.0], [0.0] * 3), question(), flights)
    # Of the moments from 22:00 to 03:00, those from 23:00 to 01:10 have the flight within two hours.
    assert found.before.gap.tolist() == [1, 1, 1]
    assert found.after.gap == pytest.approx([1 - 130 / 300, 1 - 130 / 300, 1], abs=1e-12)
    assert found.gain == pytest.approx([130 / 300, 130 / 300, 0], abs=1e-12)
    assert found.after.visits.tolist() == [1, 1, 0]
    assert found.after.dwell == pytest.approx([600, 600, 0])
    assert found.priority_before - found.priority_after == pytest.approx(2 * 130 / 300)


def test_a_drone_with_a_detection_time():
    flights = drone_tracks([hover(0, 0, EVENING + 3 * HOUR, EVENING + 3 * HOUR + 60)], 30.0, 60.0)
    found = assessed(FAR, FOOT, point_places([0.0], [0.0]), question(), flights)
    # For 119 min of moments the window contains the whole minute; while it slides over its start or end, a part of it.
    whole, sliding = np.exp(-1.0), 1 - np.exp(-1.0)
    assert found.after.gap[0] == pytest.approx(((300 - 121) + 119 * whole + 2 * sliding) / 300, abs=1e-12)


def test_the_gain_is_weighted_by_demand():
    flights = drone_tracks([hover(0, 0, EVENING + 3 * HOUR, EVENING + 3 * HOUR + 600)], 30.0)
    places = point_places([0.0, 900.0], [0.0] * 2)
    found = assess(evidence_of(FAR, FOOT, places, question(), np.array([3.0, 1.0])), flights)
    assert found.gain == pytest.approx([1.3, 0.0])
    assert found.mean_gap(found.after) == pytest.approx((3 * (1 - 130 / 300) + 1) / 4)
    assert (found.priority_before, found.priority_after) == pytest.approx((4.0, 2.7))


def test_the_slowest_speed_of_patrols_does_not_apply_to_drones():
    slow = replace(FOOT, slowest=1.0)
    standing = tracks_of([(0, EVENING + 60.0 * i, 0.0, 500.0) for i in range(200)])
    flights = drone_tracks([hover(0, 0, EVENING + 3 * HOUR, EVENING + 3 * HOUR + 600)], 30.0)
    found = assessed(standing, slow, point_places([0.0, 0.0], [0.0, 500.0]), question(), flights)
    assert found.before.gap.tolist() == [1, 1]
    assert found.after.gap == pytest.approx([1 - 130 / 300, 1], abs=1e-12)


@pytest.mark.parametrize("chunk", [1, 3, 1000])
def test_each_unit_has_its_own_slowest_speed(chunk):
    rng = np.random.default_rng(1)
    offsets = np.unique(np.r_[0, rng.integers(0, 61, 25), 20, 40, 60])  # with some tracks of a single fix
    unit = np.repeat([0, 1, 2], 20)
    t = np.tile(np.cumsum(rng.integers(1, 9, 20)), 3).astype(float)
    tracks = Tracks(*rng.normal(0, 10, (2, 60)), t, unit, offsets, ("a", "b", "c"), FAR.outages)
    slowest = np.array([2.0, 0.0, 5.0])
    parts = [legs_of(tracks, 0.0, slowest, start, start + chunk) for start in range(0, 60, chunk)]
    for code, speed in enumerate(slowest.tolist()):
        alone = legs_of(tracks, 0.0, speed)
        for name in ("x0", "t0", "x1", "t1", "first", "last"):
            mixed = np.concatenate([getattr(part, name)[part.unit == code] for part in parts])
            assert mixed.tolist() == getattr(alone, name)[alone.unit == code].tolist()


def test_drones_do_not_count_in_the_total_rate_of_silent_nights():
    flights = drone_tracks([hover(0, 0, 0, 60)] * 2, 30.0)
    joined = flights.added_to(evidence_of(FAR, FOOT, point_places([0.0], [0.0]), question()))
    with_drones = joined.detection.total_rate(joined.tracks.unit)
    assert FOOT.total_rate(FAR.unit) == with_drones == pytest.approx(1 / 30)


def test_every_watch_agrees_with_flights_dated_one_by_one():
    asked = question(days=3)
    lines = [hover(0, 0, 1000.0, 1600.0), hover(0, 200, 2000.0, 2300.0)]
    flights = every_watch(drone_tracks(lines, 30.0), asked.nights, NIGHT)
    assert flights.shifts.tolist() == [EVENING, EVENING + DAY, EVENING + 2 * DAY]
    dated = [line + np.array([0, 0, 0, EVENING + k * DAY]) for k in range(3) for line in lines]
    places = point_places([0.0, 0.0], [0.0, 200.0])
    every, one_by_one = (assessed(FAR, FOOT, places, asked, some) for some in (flights, drone_tracks(dated, 30.0)))
    for name, column in every.after.given.items():
        np.testing.assert_allclose(column, getattr(one_by_one.after, name), err_msg=name)
    once = assessed(FAR, FOOT, places, asked, drone_tracks(dated[:2], 30.0))
    assert (every.after.gap < once.after.gap).all()
    assert every.after.visits.tolist() == [3, 3]


def random_walks(rng, units=3, fixes=200):
    rows = []
    for unit in range(units):
        xy = np.cumsum(rng.normal(0, 40, (fixes, 2)), axis=0) + rng.uniform(-300, 300, 2)
        t = EVENING + rng.uniform(0, 3600) + np.cumsum(rng.choice([30.0, 60.0, 900.0], fixes, p=[0.6, 0.38, 0.02]))
        rows += [(unit, *row) for row in np.column_stack([t, xy]).tolist()]
    return tracks_of(rows)


def random_flight(rng) -> np.ndarray:
    n = int(rng.integers(2, 12))
    t = EVENING + rng.uniform(-2 * HOUR, 8 * HOUR) + np.cumsum(rng.choice([0.0, 30.0, 120.0], n))
    xy = np.repeat(rng.uniform(-400, 400, (1, 2)), n, 0) if rng.random() < 0.3 else rng.uniform(-400, 400, (n, 2))
    xy[np.r_[False, np.diff(t) == 0]] = xy[np.flatnonzero(np.diff(t) == 0)]
    return np.column_stack([xy, np.zeros(n), t])


@settings(max_examples=12)
@given(st.integers(0, 10_000), st.sampled_from([0.0, 20.0]), st.sampled_from([0.0, 0.5]))
def test_a_flight_never_raises_a_gap(seed, time, slowest):
    rng = np.random.default_rng(seed)
    tracks, asked = random_walks(rng), question(days=2)
    detection = replace(Detection.same(3, 50.0, 30.0), slowest=slowest, fastest=np.full(3, 2.0))
    _, silent = nights_without(asked.period, NIGHT, np.sort(tracks.t))
    asked = replace(asked, silent=silent)
    shapes = [shapely.Point(*xy) for xy in rng.uniform(-400, 400, (30, 2))]
    shapes += [shapely.LineString(rng.uniform(-400, 400, (3, 2))) for _ in range(5)]
    places = places_from_geometries(np.array(shapes), 25.0)
    lines = [random_flight(rng) for _ in range(3)]
    more = [assessed(tracks, detection, places, asked, drone_tracks(lines[:k], 40.0, time)) for k in (1, 2, 3)]
    for found in more:
        assert (found.after.gap <= found.before.gap).all()
        assert (found.after.gap_low <= found.after.gap).all()
        assert (found.gain >= 0).all()
        assert (found.gain_at_least >= 0).all()
        assert (found.gain_at_least <= found.gain + 1e-9).all()
        assert (found.after.visits >= found.before.visits).all()
    assert (more[1].after.gap <= more[0].after.gap + 1e-12).all()
    assert (more[2].after.gap <= more[1].after.gap + 1e-12).all()
    plain = score_places(evidence_of(tracks, detection, places, asked))
    for name, column in found.before.given.items():
        np.testing.assert_array_equal(column, getattr(plain, name))


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.sampled_from([0.0, 20.0]))
def test_against_brute_force(seed, time):
    rng = np.random.default_rng(seed)
    walk = [(float(EVENING + 60 * i), *rng.integers(-100, 100, 2).astype(float)) for i in range(20)]
    start = EVENING + 60.0 * rng.integers(10, 60)
    flown = [(float(start + 30 * i), *rng.integers(-100, 100, 2).astype(float)) for i in range(6)]
    line = np.array([(x, y, 60.0, t) for t, x, y in flown])
    watch = Watch(22 * HOUR, 23.5 * HOUR)
    whole = period(watch, EVENING, EVENING + 1)
    asked = Question(whole, moments(whole, 900.0), nights(whole, watch), 900.0)
    xy = rng.integers(-100, 100, (4, 2)) + 0.3
    tracks = tracks_of([(0, *fix) for fix in walk])
    found = assessed(
        tracks, Detection.same(1, 40.7, time), point_places(*xy.T), asked, drone_tracks([line], 40.7, time)
    )
    for i, (x, y) in enumerate(xy):
        expected = brute.gap([walk, flown], x, y, 40.7, time, 900.0, asked.moments.tolist())
        assert found.after.gap[i] == pytest.approx(expected, abs=2e-3 if time else 1e-2)


def test_only_places_near_a_flight_are_scored_again(monkeypatch):
    rng = np.random.default_rng(3)
    tracks, detection, asked = random_walks(rng), Detection.same(3, 50.0, 30.0), question(days=2)
    places = point_places(*rng.uniform(-400, 400, (2, 300)))
    flights = drone_tracks([random_flight(rng) for _ in range(4)], 40.0)
    near = near_flights(places, flights)
    found = assessed(tracks, detection, places, asked, flights)
    assert 0 < len(near) < 300
    in_full = score_places(flights.added_to(evidence_of(tracks, detection, places, asked)))
    np.testing.assert_allclose(found.after.gap, in_full.gap, atol=1e-12)
    np.testing.assert_allclose(found.after.dwell, in_full.dwell, atol=1e-6)
    elsewhere = np.setdiff1d(np.arange(300), near)
    np.testing.assert_array_equal(found.after.gap[elsewhere], found.before.gap[elsewhere])
    monkeypatch.setattr(score, "SAMPLES_AT_ONCE", 7)
    np.testing.assert_allclose(assessed(tracks, detection, places, asked, flights).after.gap, in_full.gap, atol=1e-12)


def test_the_priority_lost_without_each_flight():
    rng = np.random.default_rng(5)
    tracks, detection, asked = random_walks(rng), Detection.same(3, 50.0, 30.0), question(days=2)
    shapes = [shapely.Point(*xy) for xy in rng.uniform(-400, 400, (40, 2))]
    shapes.insert(7, shapely.LineString([(-300, 0), (300, 50)]))
    places, demand = places_from_geometries(np.array(shapes), 25.0), rng.uniform(0, 2, 41)
    lines = [random_flight(rng) for _ in range(4)]
    shifts = [0.0, DAY]
    flights = drone_tracks(lines, 40.0).flown_at(shifts)
    evidence = evidence_of(tracks, detection, places, asked, demand)
    lost = lost_without(evidence, flights)
    all_flown = assess(evidence, flights).priority_after
    for k in range(4):
        others = drone_tracks(lines[:k] + lines[k + 1 :], 40.0).flown_at(shifts)
        without = assess(evidence, others).priority_after
        assert lost[k] == pytest.approx(without - all_flown, abs=1e-9)
    assert (lost > 0).any()


def test_flights_out_of_range_change_nothing():
    flights = drone_tracks([hover(5000, 0, EVENING, EVENING + 600)], 30.0)
    places = point_places([0.0], [0.0])
    evidence = evidence_of(FAR, FOOT, places, question())
    found = assess(evidence, flights)
    assert found.after is found.before
    assert lost_without(evidence, flights).tolist() == [0]


@pytest.mark.parametrize("fault", ["back in time", "no time", "nothing", "no flight"])
def test_invalid_lines_are_rejected(fault):
    line = hover(0, 0, EVENING, EVENING + 60)
    lines = {
        "back in time": [line, line[::-1]],
        "no time": [line, line * [1, 1, 1, np.nan]],
        "nothing": [line, line[:0]],
        "no flight": [],
    }[fault]
    with pytest.raises(UserError, match="no flight in ROUTES" if fault == "no flight" else "Flight 2"):
        drone_tracks(lines, 30.0)


BERLIN = ZoneInfo("Europe/Berlin")


def berlin(year, month, day, *clock) -> float:
    """The instant of this local time; days may exceed the length of the month."""
    wall = datetime(year, month, 1, *clock) + timedelta(days=day - 1)
    return wall.replace(tzinfo=BERLIN).timestamp()


def nights_in(watch, first, days):
    start = datetime(*first, tzinfo=BERLIN)
    t0, t1 = start.timestamp(), (start + timedelta(days=days)).timestamp()
    return nights(period(watch, t0, t1, t0, t1), watch)


@pytest.mark.parametrize("first", [(2026, 3, 27, 12), (2026, 10, 23, 12)])  # clock change on the third day
@pytest.mark.parametrize("clock", [(22, 30), (23, 59), (0, 10), (1, 30), (4, 0), (21, 45), (5, 20)])
def test_a_dated_plan_keeps_its_local_time_of_day(first, clock):
    watch = Watch(22 * HOUR, 5 * HOUR, frozenset(), "Europe/Berlin")
    takeoff = berlin(2026, 7, 10, *clock)  # a date in summer time
    flights = every_watch(drone_tracks([hover(0, 0, takeoff, takeoff + 600)], 30.0), nights_in(watch, first, 5), watch)
    next_day = clock[0] < 12
    expected = [berlin(*first[:2], first[2] + k + next_day, *clock) for k in range(5)]
    assert (flights.first + flights.shifts).tolist() == expected
    assert (flights.all_flights.t.reshape(5, 4)[:, -1] - expected).tolist() == [600.0] * 5


def test_an_undated_plan_starts_with_the_watch():
    watch = Watch(22 * HOUR, 5 * HOUR, frozenset({4, 5}), "Europe/Berlin")  # nights that begin on Friday or Saturday
    flights = every_watch(drone_tracks([hover(0, 0, 30.0, 90.0)], 30.0), nights_in(watch, (2026, 3, 26, 0), 7), watch)
    assert flights.shifts.tolist() == [berlin(2026, 3, 27, 22), berlin(2026, 3, 28, 22)]
    assert not flights.dated


def test_in_a_night_cut_by_the_period_the_plan_starts_at_the_same_time():
    watch = Watch(22 * HOUR, 5 * HOUR, frozenset(), "Europe/Berlin")
    cut = nights(period(watch, *[berlin(2026, 1, 10, 2), berlin(2026, 1, 10, 23)] * 2), watch)
    assert len(cut) == 2
    flights = every_watch(drone_tracks([hover(0, 0, 0.0, 60.0)], 30.0), cut, watch)
    assert flights.shifts.tolist() == [berlin(2026, 1, 9, 22), berlin(2026, 1, 10, 22)]


@pytest.mark.parametrize(("first_night", "second_night"), [((5, 7), (0, 7)), ((0, 7), (0, 2))])
def test_time_outside_the_watch_is_measured_in_a_night_that_the_period_does_not_cut(first_night, second_night):
    asked = np.array([first_night, second_night]) * HOUR + EVENING + np.array([[0.0], [DAY]])
    lines = [hover(0, 0, 0.0, HOUR), hover(0, 0, 6.5 * HOUR, 7.5 * HOUR)]
    flights = every_watch(drone_tracks(lines, 30.0), asked, NIGHT)
    assert flight_seconds(flights, NIGHT, HOUR).outside == pytest.approx(HOUR / 2)


@pytest.mark.parametrize("cut", [(10, 15), (35, 60), (65, 80), (100, 115)])
def test_in_a_night_with_a_clock_change_the_plan_starts_with_the_watch_wherever_the_night_is_cut(cut):
    """A watch from 03:30 to 04:30 in Helsinki, where 03:00 to 04:00 comes twice; cut to some of its 120 minutes."""
    watch = Watch(3.5 * HOUR, 4.5 * HOUR, frozenset(), "Europe/Helsinki")
    begins = datetime(2026, 10, 25, 3, 30, tzinfo=ZoneInfo("Europe/Helsinki")).timestamp()
    night = begins + 60.0 * np.array([cut])
    assert every_watch(drone_tracks([hover(0, 0, 30.0, 90.0)], 30.0), night, watch).shifts.tolist() == [begins]


def test_seconds_early_and_outside_are_those_of_the_nights_in_which_a_plan_is_flown():
    lines = [
        hover(0, 0, EVENING + DAY - HOUR, EVENING + DAY + HOUR),
        hover(0, 0, EVENING + 3 * HOUR, EVENING + 8 * HOUR),
    ]
    once = drone_tracks(lines, 30.0)
    found = flight_seconds(once, NIGHT, 2 * HOUR)
    assert (found.total, found.early, found.outside) == (7 * HOUR, HOUR, 2 * HOUR)
    found = flight_seconds(once, NIGHT, 2 * HOUR, np.array([False, True]))
    assert (found.total, found.early, found.outside) == (5 * HOUR, 0, HOUR)
    found = flight_seconds(once, NIGHT, 10 * HOUR)  # longer than the watch: all of it is its first part
    assert (found.total, found.early, found.outside) == (7 * HOUR, 5 * HOUR, 2 * HOUR)
    found = flight_seconds(once, NIGHT, 18 * HOUR)  # reaches into the watch before
    assert (found.total, found.early, found.outside) == (7 * HOUR, 0, 2 * HOUR)
    found = flight_seconds(once.flown_at([0.0, 2 * DAY]), NIGHT, 2 * HOUR)
    assert (found.total, found.early, found.outside) == (7 * HOUR, HOUR, 2 * HOUR)


def test_a_place_that_a_flight_passes_twice_is_in_its_range_once():
    there_and_back = np.array([(0.0, 0, 60, 0), (100, 0, 60, 10), (0, 0, 60, 20)])
    lines = places_from_geometries(np.array([shapely.LineString([(0, 0), (100, 0)])], object), 10.0)
    assert places_in_range(point_places([0.0, 50.0, 900.0], [0.0] * 3), drone_tracks([there_and_back], 30.0)) == [2]
    assert places_in_range(lines, drone_tracks([there_and_back, hover(50, 0, 0, 9)], 30.0)).tolist() == [1, 1]


def test_in_an_all_day_watch_the_plan_is_flown_once_a_day():
    watch = Watch(22 * HOUR, 22 * HOUR, frozenset(), "Europe/Berlin")
    takeoff = berlin(2026, 7, 10, 21, 0)
    whole = nights_in(watch, (2026, 10, 23, 22), 4)
    flights = every_watch(drone_tracks([hover(0, 0, takeoff, takeoff + 60)], 30.0), whole, watch)
    assert (flights.first + flights.shifts).tolist() == [berlin(2026, 10, 24 + k, 21) for k in range(4)]


def test_each_flight_has_its_own_unit():
    flights = drone_tracks([hover(0, 0, 0, 60), hover(9, 0, 30, 90)[:3]], np.array([30.0, 20.0]), 5.0)
    flown = flights.flown_at([100.0, 200.0, 300.0]).all_flights
    assert flown.unit.tolist() == np.repeat(range(6), [4, 3] * 3).tolist()
    assert flown.offsets.tolist() == [0, 4, 7, 11, 14, 18, 21]
    assert flights.durations.tolist() == [60, 60]
    joint = flights.flown_at([100.0, 200.0]).added_to(evidence_of(FAR, FOOT, point_places([0.0], [0.0]), question()))
    joined, detection = joint.tracks, joint.detection
    assert np.unique(joined.unit).tolist() == [0, 1, 2, 3, 4]
    assert detection.range.tolist() == [50, 30, 20, 30, 20]
    assert detection.rate == pytest.approx([1 / 30] + [1 / 5] * 4)
    assert len(joined.unit_names) == 5


def test_in_a_silent_night_only_patrols_may_have_been_anywhere():
    asked = question(days=3)
    _, silent = nights_without(asked.period, NIGHT, np.sort(FAR.t))
    detection = replace(FOOT, rate=np.array([1 / 1800]))
    flights = drone_tracks([hover(0, 0, EVENING + 3 * HOUR, EVENING + 3 * HOUR + 600)], 30.0)
    found = assessed(FAR, detection, point_places([0.0], [0.0]), replace(asked, silent=silent), flights)
    assert found.gain[0] == pytest.approx(130 / 1140)
    assert found.gain_at_least[0] == pytest.approx(130 / 1140)  # the flight is in a night with fixes of patrols
