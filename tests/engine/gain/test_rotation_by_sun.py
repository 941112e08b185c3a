"""Rotations and plans over nights by the sun, each of its own length."""

from dataclasses import replace

import numpy as np
import pytest
from small_rotations import DAY, EVENING, HOUR, RING, patrols

from blindspot.engine.errors import UserError
from blindspot.engine.gain.drone_tracks import drone_tracks, every_watch
from blindspot.engine.gain.own_watches import _all_hours, in_watches
from blindspot.engine.gain.rotation import start_times, watch_starts
from blindspot.engine.plan.watch_task import WatchTask
from blindspot.engine.score.evidence import Question
from blindspot.engine.timing.sun_hours import SunHours
from blindspot.engine.timing.watch import Watch, moments, nights, period

HELSINKI = SunHours(24.94, 60.17)
WATCH = Watch.by_sun(HELSINKI, frozenset(), "Europe/Helsinki", EVENING)
NOON = EVENING + 12 * HOUR  # 2026-01-02T10:00Z, noon in Helsinki


def evidence_of(days: float):
    """Patrols from the second of January on, scored in whole nights by the sun."""
    whole = period(WATCH, NOON, NOON + 1, NOON, NOON + days * DAY)
    question = Question(whole, moments(whole, 2 * HOUR), nights(whole, WATCH), 2 * HOUR)
    return replace(patrols(RING), question=question, watch=WATCH)


def test_a_plan_keeps_its_time_after_sunset_in_every_night():
    found = evidence_of(40).question.nights
    begins = found[3, 0] + 2 * HOUR
    line = np.array([[0, 0, 60, begins], [100, 0, 60, begins + 60]], float)
    shifts = every_watch(drone_tracks([line], 50.0), found, WATCH).shifts
    np.testing.assert_allclose(begins + shifts - found[:, 0], 2 * HOUR)
    undated = drone_tracks([line - [0, 0, 0, begins]], 50.0)
    np.testing.assert_allclose(every_watch(undated, found, WATCH).shifts, found[:, 0])
    cut = found + np.array([HOUR, 0.0])  # as if the data began later in each night
    np.testing.assert_allclose(every_watch(undated, cut, WATCH).shifts, found[:, 0])


def test_longer_nights_of_other_plans_do_not_matter():
    """In 60 nights from January on the nights become shorter by two hours; the shortest still tell their own hours."""
    evidence = evidence_of(60)
    count = len(evidence.question.nights)
    assert np.ptp(np.diff(evidence.question.nights)) > 2 * HOUR
    assert _all_hours(in_watches(evidence, np.arange(40, count - 1)), evidence)
    assert _all_hours(in_watches(evidence, np.arange(0, count, 7)), evidence)
    cut = evidence_of(59.7)  # the data end in the last night
    assert not _all_hours(in_watches(cut, np.array([count - 1])), cut)


def test_nights_begin_at_their_sunsets_and_share_the_hours_of_the_shortest():
    begins, not_before = watch_starts(WATCH, 30, NOON)
    expected = HELSINKI.nights(NOON, NOON + 29 * DAY)
    expected = expected[expected[:, 0] >= NOON][:30]
    np.testing.assert_array_equal(begins, expected[:, 0])
    assert not_before == 0
    task = WatchTask.of_nights(WATCH, begins, 2 * HOUR, 30.0, (None, None), 0.0)
    assert task.length == HELSINKI.longest
    assert task.earliest == 0
    assert task.latest == pytest.approx(np.diff(expected).min() + 2 * HOUR, abs=120)
    assert not task.all_day


def test_a_clock_change_in_the_first_night_does_not_shorten_or_lengthen_the_hours():
    march = EVENING + 85.5 * DAY  # the noon before the clocks go forward
    begins, _ = watch_starts(WATCH, 5, march)
    found = HELSINKI.nights(march, march + 4 * DAY)
    shortest = np.diff(found[np.isin(found[:, 0], begins)]).min()
    task = WatchTask.of_nights(WATCH, begins, 2 * HOUR, 30.0, (None, None), 0.0)
    assert task.latest == pytest.approx(shortest + 2 * HOUR, abs=120)


def test_too_few_nights_are_said():
    june = EVENING + 165 * DAY
    north = Watch.by_sun(SunHours(18.95, 69.65), frozenset(), "UTC", june)
    for found in (watch_starts, start_times):
        with pytest.raises(UserError, match="NIGHTS is 3, but in this season there are only 0 nights"):
            found(north, 3, june)
        with pytest.raises(UserError, match="NIGHTS is 3, but in this season"):
            found(north, 3, june, june)
    last = north.sun.nights(june - 60 * DAY, june)[-2, 0] + HOUR / 6  # in the last night but one before summer
    for found in (watch_starts, start_times):
        with pytest.raises(UserError, match="NIGHTS is 3, but in this season there are only 2 nights"):
            found(north, 3, last, last)
