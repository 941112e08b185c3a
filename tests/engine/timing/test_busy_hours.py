"""Fixes at other hours than those of the watch are said."""

import numpy as np
import pytest

from blindspot.engine.timing.busy_hours import other_hours
from blindspot.engine.timing.watch import Watch

HOUR, DAY = 3600.0, 86_400.0
NIGHT = Watch(22 * HOUR, 5 * HOUR)
FIRST = 1_767_225_600.0
"""2026-01-01 00:00 UTC."""


def at(*hours, days=5):
    return (FIRST + np.arange(days)[:, None] * DAY + np.array(hours) * HOUR).ravel()


def test_patrols_by_day_are_not_scored_by_night_without_a_word():
    days = np.concatenate([at(*np.linspace(8, 11.9, 40)), at(1.5, 2.5)])
    text = other_hours(days, NIGHT)
    assert text.startswith("Only 4.8 % of the fixes are in the hours of the watch (22:00-05:00)")
    assert "between 08:00 and 11:00" in text
    assert "WATCH_START" in text


@pytest.mark.parametrize("hours", [np.linspace(0, 23.9, 48), [23, 1, 12, 13, 14], [22.0], [4.99]])
def test_patrols_at_all_hours_or_by_night_are_as_they_should_be(hours):
    assert other_hours(at(*hours), NIGHT) == ""


def test_all_day_has_no_other_hours():
    assert other_hours(at(12), Watch(0, 0)) == ""


def test_hours_are_those_of_the_local_clock_across_a_change():
    spring = 1_774_746_000.0  # 2026-03-29 01:00 UTC, when Berlin goes from UTC+1 to UTC+2
    before, after = spring - 2 * DAY + 10 * HOUR, spring + 2 * DAY + 9 * HOUR  # noon by the clock on both days
    text = other_hours(np.array([before, after]), Watch(22 * HOUR, 5 * HOUR, timezone="Europe/Berlin"))
    assert "between 12:00 and 13:00" in text


def test_the_busiest_hours_may_pass_midnight():
    text = other_hours(at(23.5, 0.5, 23.6, 0.6, 8), Watch(12 * HOUR, 15 * HOUR))
    assert "between 23:00 and 01:00" in text
