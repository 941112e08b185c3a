"""What plans of a rotation close in their own watches, against the exact score of everything flown together."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from blindspot.engine.airspace.airspace import airspace_around
from blindspot.engine.drones.aircraft import Aircraft
from blindspot.engine.gain.drone_tracks import FlownLine
from blindspot.engine.gain.night import Drones, counts_after
from blindspot.engine.gain.own_watches import closed_by, flown_in, gaps_in, in_watches, own_gaps, own_watches
from blindspot.engine.places.places import point_places
from blindspot.engine.plan.plan import Fleet, Task
from blindspot.engine.score.detection import Detection
from blindspot.engine.score.evidence import Evidence, Question
from blindspot.engine.score.score import score_places
from blindspot.engine.solver.closing import closed
from blindspot.engine.timing.watch import Watch, moments, nights, period
from blindspot.engine.tracks.fixes import Fixes
from blindspot.engine.tracks.tracks import TrackRules, tracks_from_fixes

HOUR, DAY = 3600.0, 86_400.0
EVENING = 1_767_304_800.0  # 2026-01-01T22:00Z
NIGHT, ALL_DAY = Watch(22 * HOUR, 5 * HOUR), Watch(0.0, 0.0)
MIDNIGHT = EVENING + 2 * HOUR
SPOTS = np.array([(0.0, 0.0), (1000.0, 0.0), (0.0, 1000.0)])


def patrols(random, days, watch=NIGHT, revisit=2 * HOUR, stops=12) -> Evidence:
    """Three places, and a unit that is at one of them, or elsewhere, for some minutes at a time, day and night."""
    begin = EVENING if watch is NIGHT else MIDNIGHT
    length = (watch.end_s - watch.start_s) % DAY or DAY
    whole = period(watch, begin, begin + 1, begin, begin + (days - 1) * DAY + length)
    question = Question(whole, moments(whole, revisit), nights(whole, watch), revisit)
    t = np.sort(random.uniform(begin, whole.t1, stops * days))
    t = np.sort(np.concatenate([t, t[:-1] + 0.7 * np.diff(t)]))
    at = np.repeat(random.integers(0, 4, len(t) // 2 + 1), 2)[: len(t)]
    xy = np.vstack([SPOTS, [(5000.0, 5000.0)]])[at]
    fixes = Fixes(*xy.T, t, np.zeros(len(t), int), np.arange(len(t)), ("0",))
    tracks = tracks_from_fixes(fixes, TrackRules(max_speed=1e6))[0]
    evidence = Evidence(tracks, Detection.same(1, 50.0, 600.0), point_places(*SPOTS.T), np.ones(3), question, watch)
    return replace(evidence, geometry=shapely.points(SPOTS))


def fleet(detection_time=0.0) -> Drones:
    own = Fleet(np.zeros((1, 2)), ("site",), np.array([-1]))
    return Drones(own, airspace_around([], 10), Aircraft(), Task(), 30.0, detection_time)


def flight(place, t) -> FlownLine:
    """A minute over a place, from t on, that comes from nowhere near another place."""
    x, y = SPOTS[place]
    return FlownLine(np.array([[x, y, 50.0, t], [x, y, 50.0, t + 60]]), 50.0)


def together(evidence, drones, plans) -> np.ndarray:
    """(n,) the exact gap with all plans flown as a rotation."""
    lines = []
    for number, own in enumerate(plans):
        which = own_watches(number, len(plans), len(evidence.question.nights))
        lines += flown_in(own, evidence.question.nights[which], drones, evidence.watch)
    return score_places(drones.flights(lines).added_to(evidence)).gap


def length(evidence) -> float:
    return float(np.diff(evidence.question.moments, axis=1).sum())


def test_plan_k_is_flown_in_every_nth_watch():
    assert own_watches(1, 3, 8).tolist() == [1, 4, 7]
    assert own_watches(4, 5, 3).tolist() == []


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.integers(1, 4), st.sampled_from([0.0, 300.0]))
def test_what_plans_close_in_their_own_watches_adds_up_to_the_exact_score(seed, plans, detection_time):
    random = np.random.default_rng(seed)
    evidence, drones = patrols(random, int(random.integers(plans, 7))), fleet(detection_time)
    before = score_places(evidence.without_silence()).gap
    own_plans, total, open_ = [], np.zeros(3), np.zeros(3)
    for number in range(plans):
        own = gaps_in(evidence, own_watches(number, plans, len(evidence.question.nights)), drones, [])
        share = length(own.evidence) / length(evidence)
        lines = [
            flight(random.integers(0, 3), EVENING + (20 + number) * DAY + random.uniform(0, 9 * HOUR)) for _ in range(3)
        ]
        own_plans.append(lines)
        total += share * closed_by(lines, own, drones)
        open_ += share * own.gaps.gap
        assert own.gaps.unseen.sum(axis=1) == pytest.approx(own.gaps.gap)
    assert open_ == pytest.approx(before, abs=1e-9)
    assert before - together(evidence, drones, own_plans) == pytest.approx(total, abs=1e-9)


@settings(max_examples=15)
@given(st.integers(0, 10_000))
def test_the_profile_of_its_own_watches_tells_what_a_plan_closes(seed):
    # Visits at the edges of bins that begin and end R apart from edges: then no bin is cut, and the profile is exact.
    random = np.random.default_rng(seed)
    evidence, drones = patrols(random, 5), fleet()
    own = own_gaps(evidence, 1, 2, drones, [])
    bins, places = np.sort(random.integers(1, 36, 4)) * 900.0, random.integers(0, 3, 4)
    lines = [flight(place, EVENING + 21 * DAY + at) for place, at in zip(places, bins, strict=True)]
    lines = [FlownLine(one.line[[0, 0]], one.altitude) for one in lines]  # of an instant
    told = closed(own.gaps.unseen, 900.0, 2 * HOUR, places, bins, bins)
    assert closed_by(lines, own, drones) == pytest.approx(told, abs=1e-6)


def test_flights_of_other_plans_count_where_watches_adjoin():
    random = np.random.default_rng(4)
    evidence, drones = patrols(random, 4, ALL_DAY), fleet()
    first = [flight(0, MIDNIGHT + 20 * DAY + 0.5 * HOUR), flight(1, MIDNIGHT + 20 * DAY + 12 * HOUR)]
    others = flown_in(first, evidence.question.nights[::2], drones, ALL_DAY)
    alone, own = (own_gaps(evidence, 1, 2, drones, some) for some in ([], others))
    less = alone.gaps.unseen - own.gaps.unseen
    assert less[0, -3:].min() > 0  # of the 24 h in bins of half an hour, the last 1.5 h
    assert np.abs(less[0, :-3]).max() < 1e-12
    assert np.abs(less[1:]).max() < 1e-12
    second = [flight(0, MIDNIGHT + 21 * DAY + 23.5 * HOUR), flight(2, MIDNIGHT + 21 * DAY + 6 * HOUR)]
    one = own_gaps(evidence, 0, 2, drones, [])
    share = length(own.evidence) / length(evidence)
    # all that plan 1 closes in its own watches, plan 0 in its own, and plan 0 early in the day at the end of the others
    sure = (1 - share) * closed_by(first, one, drones) + share * (alone.gaps.gap - own.gaps.gap)
    sure += share * closed_by(second, own, drones)
    gained = score_places(evidence).gap - together(evidence, drones, [first, second])
    assert gained == pytest.approx(sure, abs=1e-9)


def test_without_a_watch_of_its_own_a_plan_is_made_on_all_watches():
    evidence, drones = patrols(np.random.default_rng(0), 2), fleet()
    assert not len(in_watches(evidence, own_watches(2, 3, 2)).question.moments)
    own = own_gaps(evidence, 2, 3, drones, [flight(0, EVENING + HOUR)])
    assert own.gaps.gap == pytest.approx(score_places(evidence).gap)
    assert len(own.watches) == 2


@pytest.mark.parametrize(("days", "all_watches"), [(2, [False, True]), (4, [False, False]), (3, [False, False])])
def test_a_plan_whose_only_watch_is_the_last_is_made_on_all_watches(days, all_watches):
    # The last two hours of the last watch have no starting moments; with 3 days, plan 1 has the second watch.
    evidence, drones = patrols(np.random.default_rng(1), days), fleet()
    found = [own_gaps(evidence, plan, 2, drones, []) for plan in (0, 1)]
    assert [own.all_watches for own in found] == all_watches
    for own in found:
        if own.all_watches:
            assert own.gaps.gap == pytest.approx(score_places(evidence).gap)


def test_in_watches_cuts_at_the_edges_of_watches_that_adjoin():
    evidence = patrols(np.random.default_rng(0), 3, ALL_DAY)
    some = in_watches(evidence, np.array([1]))
    assert some.question.moments.tolist() == [[MIDNIGHT + DAY, MIDNIGHT + 2 * DAY]]
    assert some.question.nights.tolist() == [[MIDNIGHT + DAY, MIDNIGHT + 2 * DAY]]


@given(st.floats(0, 1), st.floats(0, 1))
def test_what_a_place_counts_after_a_night(weight, share):
    (left,) = counts_after(weight, np.array([share]))
    assert weight - 1e-9 <= left <= 1
    assert left == pytest.approx(1 - (1 - weight) * share, abs=1e-8)
    assert counts_after(weight, np.array([1.0, 0.0])).tolist() == pytest.approx([weight, 1.0], abs=1e-8)
    assert counts_after(1.0, np.array([share])) == 1
    assert counts_after(0.0, np.array([0.3, 1 - 1e-12])).tolist() == pytest.approx([0.7, 0.0])
    assert counts_after(0.0, np.array([1 - 1e-12])) == 0


def test_lines_flown_in_watches_keep_their_time_after_its_start():
    evidence, drones = patrols(np.random.default_rng(0), 3), fleet()
    line = flight(0, EVENING + 30 * DAY + 3 * HOUR)
    moved = flown_in([line], evidence.question.nights[[0, 2]], drones, NIGHT)
    assert [float(some.line[0, 3]) for some in moved] == [EVENING + 3 * HOUR, EVENING + 2 * DAY + 3 * HOUR]
    assert drones.flights(moved).plan.offsets.tolist() == [0, 2, 4]
    assert flown_in([line], evidence.question.nights[:0], drones, NIGHT) == []
