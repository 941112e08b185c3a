"""Rotations that close gaps over the watch: what each night closes, and what places count afterwards."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_rotations import ALL, DAY, EVENING, HOUR, RING, drones, evenings, patrols

from blindspot.engine.gain.night import counts_after
from blindspot.engine.gain.own_watches import closed_by, flown_in, gaps_in, in_watches, own_gaps, own_watches
from blindspot.engine.gain.rotation import RotationRules, fly_rotation, out_of_reach, plan_rotation
from blindspot.engine.plan.watch_task import WatchTask
from blindspot.engine.score.evidence import Question
from blindspot.engine.spots.selection import SpotRules
from blindspot.engine.timing.watch import Watch, moments, nights, period

SHORT = Watch(22 * HOUR, 0.0)


def closing(fleet, length=7 * HOUR, revisit=2 * HOUR, earliest=0.0, sorties=1, **task):
    """The drones with the task to close gaps over the watch."""
    watch = WatchTask(length, revisit, earliest, length + revisit, fleet.range, fleet.detection_time, curve=False)
    own = replace(fleet.fleet, sorties=sorties)
    return replace(fleet, fleet=own, task=replace(fleet.task, watch=watch, **task))


def rotation_of(evidence, fleet, weight, count, spots=ALL, drawn=False):
    far = out_of_reach(evidence.geometry, fleet)
    rules, seeds = RotationRules(spots, weight), np.zeros(count, int)
    return plan_rotation(evidence, fleet, rules, far, evenings(count), seeds, drawn=drawn)


def short_watch(evidence, days=6) -> tuple:
    """The evidence with a watch that is as long as the revisit interval: one flight at its end closes all of a gap."""
    whole = period(SHORT, EVENING, EVENING + 1, EVENING, EVENING + (days - 1) * DAY + 4 * HOUR)
    question = Question(whole, moments(whole, 2 * HOUR), nights(whole, SHORT), 2 * HOUR)
    return replace(evidence, question=question, watch=SHORT)


def length(evidence) -> float:
    return float(np.diff(evidence.question.moments, axis=1).sum())


@settings(max_examples=8)
@given(st.integers(0, 10_000), st.sampled_from([0.0, 0.5, 1.0]), st.sampled_from([0.0, 40.0]))
def test_what_nights_close_adds_up_and_is_what_their_plans_say(seed, weight, detection_time):
    random = np.random.default_rng(seed)
    places, demand = random.uniform(-2000, 2000, (6, 2)), random.uniform(0.5, 5, 6)
    evidence = patrols(places, demand, days=int(random.integers(3, 6)), walker=tuple(places[0]))
    fleet = closing(replace(drones(1200, iterations=15), detection_time=detection_time), sorties=2)
    found = rotation_of(evidence, fleet, weight, 3)
    counts, total = np.ones(6), 0.0
    for number, night in enumerate(found.nights):
        own = own_gaps(evidence, number, 3, fleet, [])
        if night.visits_reset:
            counts[:] = 1
        closed = closed_by(night.flown, own, fleet)
        assert night.open == pytest.approx(evidence.demand @ own.gaps.gap)
        assert night.closed == pytest.approx(evidence.demand @ closed)
        if night.plan.closing is not None:  # bins of 15 minutes are exact but where patrols pass within one
            told = evidence.demand * counts @ closed
            assert night.plan.closing.priority == pytest.approx(told, rel=0.01, abs=0.01)
        counts *= counts_after(weight, closed / own.gaps.gap)
        strict = gaps_in(evidence, own_watches(number, 3, len(evidence.question.nights)), fleet, [])
        assert night.all_watches == own.all_watches
        total += evidence.demand @ closed_by(night.flown, strict, fleet) * length(strict.evidence) / length(evidence)
        assert all(fleet.task.watch.earliest <= s.start - night.begins for s in night.plan.sorties)
        assert all(s.start - night.begins <= fleet.task.watch.latest + 600 for s in night.plan.sorties)
    assert found.priority[0] - found.priority[-1] == pytest.approx(total)
    assert (np.diff(found.priority) <= 1e-12).all()


def test_a_place_whose_gap_was_closed_in_full_is_left_out_while_others_are_left():
    evidence = short_watch(patrols(RING, [6, 5, 4, 3, 2, 1]))
    found = rotation_of(evidence, closing(drones(580.0), length=2 * HOUR), 0.0, 8)
    assert [night.visited.tolist() for night in found.nights] == [[0], [1], [2], [3], [4], [5], [0], [1]]
    assert [night.visits_reset for night in found.nights] == [False] * 6 + [True, False]
    assert [night.closed for night in found.nights[:6]] == pytest.approx([6, 5, 4, 3, 2, 1], rel=1e-3)


@pytest.mark.parametrize(("weight", "visited"), [(1.0, [0, 0, 0, 0]), (0.5, [0, 0, 1, 0]), (0.25, [0, 1, 0, 1])])
def test_with_a_full_close_a_place_counts_as_after_a_visit(weight, visited):
    evidence = short_watch(patrols(RING, [9, 3, 0, 0, 0, 0]))
    found = rotation_of(evidence, closing(drones(580.0), length=2 * HOUR), weight, 4)
    assert [night.visited.tolist() for night in found.nights] == [[place] for place in visited]


def test_a_place_that_was_closed_in_part_keeps_the_rest():
    # One flight closes two of seven hours, so with a weight of 0 the first place counts 9, 6.4, 4.6, 3.3, 2.3 ...
    evidence = patrols(RING, [9, 2.5, 0, 0, 0, 0])
    found = rotation_of(evidence, closing(drones(580.0)), 0.0, 5)
    assert [night.visited.tolist() for night in found.nights] == [[0], [0], [0], [0], [1]]


def test_nights_close_more_than_serving_each_spot_once():
    evidence = patrols(RING, [3, 2, 1, 1, 1, 5])
    fleet = drones(900.0, iterations=30)
    once = plan_rotation(
        evidence,
        replace(fleet, fleet=replace(fleet.fleet, sorties=3)),
        RotationRules(ALL, 1.0),
        out_of_reach(evidence.geometry, fleet),
        evenings(2) + 2 * HOUR,
        np.zeros(2, int),
    )
    over_watch = rotation_of(evidence, closing(fleet, sorties=3), 1.0, 2)
    gone = [found.priority[0] - found.priority[-1] for found in (once, over_watch)]
    assert gone[1] > 1.2 * gone[0] > 0


def test_each_plan_is_made_for_its_own_watches():
    # On even days a unit stands at the first place at all hours, on odd days at the second.
    evidence = patrols([(1000.0, 0.0), (-1000.0, 0.0)], [1.05, 1.0], days=6)
    tracks = evidence.tracks
    day = (tracks.t - EVENING) // DAY
    x = np.where(day % 2 == 0, 1000.0, -1000.0)
    t = EVENING + day * DAY + (tracks.t - EVENING - day * DAY) * 9
    evidence = replace(evidence, tracks=replace(tracks, x=x, y=np.zeros(len(x)), t=t))
    found = rotation_of(evidence, closing(drones(500.0)), 1.0, 2)
    assert [night.visited.tolist() for night in found.nights] == [[1], [0]]
    mixed = rotation_of(evidence, closing(drones(500.0)), 1.0, 2, drawn=True)
    assert [night.open for night in mixed.nights] == pytest.approx([mixed.priority[0]] * 2)


def test_flights_early_in_an_all_day_watch_count_in_the_watch_before():
    all_day = Watch(0.0, 0.0)
    whole = period(all_day, EVENING, EVENING + 5 * DAY, EVENING + 2 * HOUR, EVENING + 2 * HOUR + 4 * DAY)
    question = Question(whole, moments(whole, 2 * HOUR), nights(whole, all_day), 2 * HOUR)
    evidence = replace(patrols(RING, [3, 2, 1, 1, 1, 5]), question=question, watch=all_day)
    fleet = closing(drones(), length=DAY, earliest=600.0)
    fleet = replace(fleet, task=replace(fleet.task, watch=replace(fleet.task.watch, latest=1800.0, all_day=True)))
    far = np.zeros(6, bool)
    begins = EVENING + 2 * HOUR + (10 + np.arange(2)) * DAY
    found = plan_rotation(evidence, fleet, RotationRules(ALL, 1.0), far, begins, np.zeros(2, int))
    first, second = found.nights
    others = flown_in(first.flown, question.nights[::2], fleet, all_day)
    own, alone = (own_gaps(evidence, 1, 2, fleet, some) for some in (others, []))
    assert second.open == pytest.approx(evidence.demand @ own.gaps.gap)
    assert second.open < evidence.demand @ alone.gaps.gap - 0.01


def test_more_nights_than_watches_are_planned_for_the_mean_of_all_watches():
    evidence = patrols(RING, [3, 2, 1, 1, 1, 5], days=2)
    found = rotation_of(evidence, closing(drones()), 1.0, 3)
    assert found.nights[2].open == pytest.approx(found.priority[0])
    assert found.nights[2].plan.sorties
    assert found.priority[3] == found.priority[2]  # flown in no watch
    assert not len(in_watches(evidence, own_watches(2, 3, 2)).question.moments)


def test_flown_on_another_night_the_visits_move_with_the_sorties():
    evidence = patrols(RING, [3, 2, 1, 1, 1, 5])
    fleet = closing(drones())
    found = rotation_of(evidence, fleet, 0.5, 2, drawn=True)
    again = fly_rotation(evidence, fleet, found, np.array([1, 0]), evenings(2))
    for night, before in zip(again.nights, (found.nights[1], found.nights[0]), strict=True):
        later = night.begins - before.begins
        assert abs(later) == DAY
        visits, own = night.plan.closing.visits, before.plan.closing.visits
        assert visits.first.tolist() == (own.first + later).tolist()
        assert visits.last.tolist() == (own.last + later).tolist()
        start = {sortie: s.start for sortie, s in enumerate(night.plan.sorties)}
        assert all(visits.first[k] >= start[int(visits.sortie[k])] for k in range(len(visits.first)))


def test_the_same_steps_give_the_same_nights_and_stages_give_them_again():
    evidence = patrols(RING, [3, 2, 1, 1, 1, 5])
    one, other = (rotation_of(evidence, closing(drones(seed=3), sorties=2), 0.5, 3) for _ in range(2))
    timed = rotation_of(evidence, closing(drones(iterations=0, seconds=0.3), sorties=2), 0.5, 3)
    again = rotation_of(evidence, closing(drones(iterations=0, seconds=0.3, stages=timed.stages), sorties=2), 0.5, 3)
    for first, second in ((one, other), (timed, again)):
        for a, b in zip(first.nights, second.nights, strict=True):
            assert [one.line.tolist() for one in a.flown] == [one.line.tolist() for one in b.flown]
    assert again.stages == timed.stages
    assert one.stages == () or all(stage == () for stage in one.stages)


def test_no_drone_takes_off_before_the_time_of_day_of_the_start():
    evidence = patrols(RING, [3, 2, 1, 1, 1, 5])
    found = rotation_of(evidence, closing(drones(), earliest=6 * HOUR), 0.5, 2, SpotRules(1.0, 0.1))
    for night in found.nights:
        assert min(sortie.start - night.begins for sortie in night.plan.sorties) >= 6 * HOUR - 1e-6
