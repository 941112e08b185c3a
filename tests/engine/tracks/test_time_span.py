"""When fixes were recorded, in sentences for the log."""

import numpy as np

from blindspot.engine.tracks.time_span import future_text, odd_dates_text, time_span_text

NOON = 1_769_860_800.0  # 2026-01-31T12:00Z
HOUR, DAY = 3600.0, 86_400.0


def test_days_are_local():
    hours = NOON + 3 * HOUR + HOUR * np.arange(24)  # a whole day in Tokyo, parts of two days in UTC
    assert time_span_text(hours, "Asia/Tokyo") == (
        "The fixes run from 2026-02-01 00:00 to 2026-02-01 23:00 (Asia/Tokyo), a median of 24 a day."
    )
    assert "12 a day" in time_span_text(hours, "UTC")


def test_days_without_fixes_do_not_count():
    t = np.concatenate([NOON + 60 * np.arange(count) + DAY * day for day, count in ((0, 5), (1, 9), (40, 7))])
    assert "7 a day" in time_span_text(t, "UTC")


def test_the_future_begins_a_day_ahead_because_clocks_and_zones_differ():
    assert future_text(NOON + np.array([-DAY, 0, 14 * HOUR]), NOON) == ""
    assert future_text(NOON + np.array([0, 2 * DAY, 30 * DAY]), NOON).startswith("2 fixes are dated in the future")


def test_only_data_that_are_old_altogether_are_odd():
    year = 365.25 * DAY
    assert "before 1990" in odd_dates_text(NOON - year * np.array([45.0, 37.0]))
    assert "1,024 weeks" in odd_dates_text(NOON - year * np.array([45.0, 27.0]))
    assert odd_dates_text(NOON - year * np.array([45.0, 26.0])) == ""
