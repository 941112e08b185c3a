"""Steps of the local clock."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blindspot.engine.timing.local_steps import HOUR, QUARTER, LocalSteps
from blindspot.engine.timing.timezones import DAY
from blindspot.engine.timing.watch import Watch

START, END = 1_767_225_600.0, 1_798_761_600.0  # the year 2026
ORIGIN = START + 12_345.5


def clock(zone="UTC", begins=22 * HOUR, start=START, end=END) -> LocalSteps:
    return LocalSteps.of(Watch(begins, 5 * HOUR, timezone=zone), start, end)


def seconds(text: str, zone: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp()


@pytest.mark.parametrize(
    ("zone", "step", "time", "expected"),
    [
        ("Asia/Kathmandu", HOUR, "2026-05-01T23:59:59", "2026-05-01T23:00:00"),
        ("Asia/Kathmandu", QUARTER, "2026-05-01T23:59:59", "2026-05-01T23:45:00"),
        ("Asia/Kathmandu", DAY, "2026-05-02T02:10:00", "2026-05-01T22:00:00"),
        ("Asia/Kolkata", HOUR, "2026-05-02T00:29:59", "2026-05-02T00:00:00"),
        ("Asia/Kolkata", DAY, "2026-05-01T21:59:59", "2026-04-30T22:00:00"),
        ("Europe/Vienna", DAY, "2026-03-29T04:00:00", "2026-03-28T22:00:00"),  # a night of six hours
        ("Europe/Vienna", DAY, "2026-03-29T22:00:00", "2026-03-29T22:00:00"),
        ("Europe/Vienna", HOUR, "2026-10-25T04:59:00", "2026-10-25T04:00:00"),
        ("Australia/Lord_Howe", HOUR, "2026-07-01T03:40:00", "2026-07-01T03:00:00"),
        ("Australia/Lord_Howe", HOUR, "2026-12-01T03:40:00", "2026-12-01T03:00:00"),
    ],
)
def test_steps_begin_when_the_local_clock_says_so(zone, step, time, expected):
    found = clock(zone).floor(np.array([seconds(time, zone)]), step)
    assert found.tolist() == [seconds(expected, zone)]


def test_a_day_is_not_divided_at_midnight_and_a_watch_of_all_day_begins_there():
    times = START + np.array([21.9, 22, 23.9, 24.1, 45.9]) * HOUR
    days = clock(start=START - DAY).floor(times, DAY)
    assert ((days - START) / HOUR).tolist() == [-2, 22, 22, 22, 22]
    whole = LocalSteps.of(Watch(0, 0), START - DAY, END).floor(times, DAY)
    assert ((whole - START) / HOUR).tolist() == [0, 0, 0, 24, 24]


def test_no_step_begins_before_the_start_and_unknown_stays_unknown():
    here = clock(start=START + 100)
    assert here.floor(np.array([START + 130, np.nan]), QUARTER)[0] == START + 100
    assert here.floor(np.array([START + 130]), DAY)[0] == START + 100
    assert np.isnan(here.floor(np.array([np.nan]), DAY)).all()


ZONES = ("Asia/Kathmandu", "Asia/Kolkata", "Europe/Vienna", "Australia/Lord_Howe", "Pacific/Apia", "UTC")
zones = st.sampled_from(ZONES)


def test_the_instant_of_a_change_has_the_new_clock():
    """On Lord Howe Island clocks go back by half an hour, at 15:00 UTC: to 01:30."""
    instant = START + 93 * DAY + 15 * HOUR
    assert clock("Australia/Lord_Howe").floor(np.array([instant]), HOUR).tolist() == [instant - 1800]


def test_no_step_begins_after_its_time():
    """Not even where rounding puts a time just before the start."""
    times = np.array([START + 100 - 1e-6, START + 100])
    for step in (QUARTER, HOUR, DAY):
        assert np.array_equal(clock(start=START + 100).floor(times, step), times)


@settings(max_examples=60, deadline=None)
@given(zones, st.sampled_from([0.0, 6 * HOUR, 22.5 * HOUR]), st.integers(0, 2**31))
def test_floors_by_the_calendar(zone, begins, seed):
    times = np.random.default_rng(seed).uniform(START + 2 * DAY, END, 20)
    here = clock(zone, begins)
    for step in (QUARTER, HOUR, DAY):
        found = here.floor(times, step)
        assert (found <= times).all()
        assert np.array_equal(here.floor(found, step), found)
        moved = here.after(ORIGIN).floor(times - ORIGIN, step) + ORIGIN
        np.testing.assert_allclose(moved, found, atol=1e-5)
        for time, floor in zip(times.tolist(), found.tolist(), strict=True):
            local, wall = (datetime.fromtimestamp(value, ZoneInfo(zone)) for value in (time, floor))
            if step < DAY:
                assert (wall.minute * 60 + wall.second) % step == 0
                assert time - floor < step
            elif time - floor < DAY - HOUR:  # the clocks may change on that day
                assert wall.hour * HOUR + wall.minute * 60 == begins
                assert local - wall < timedelta(days=1)


@pytest.mark.parametrize("weekdays", [{0}, {5, 6}])
def test_every_day_has_its_step_whatever_the_weekdays_of_the_watch(weekdays):
    """Places are seen on all days, and the last day of the watch may be a week ago."""
    some = LocalSteps.of(Watch(22 * HOUR, 5 * HOUR, frozenset(weekdays)), START, END)
    times = START + np.random.default_rng(1).uniform(0, 40 * DAY, 200)
    assert np.array_equal(some.floor(times, DAY), clock().floor(times, DAY))
