"""Date and time of day in two columns, as loggers, spreadsheets and NMEA write them."""

from datetime import UTC, datetime

import numpy as np
import pytest

from blindspot.engine.errors import UserError
from blindspot.engine.timing.date_and_time import read_date_and_time
from blindspot.engine.timing.only_midnights import check_midnights
from blindspot.engine.timing.time_format import parse_time_format

AT = datetime(2026, 1, 31, 22, 4, 10, tzinfo=UTC).timestamp()


def column(value):
    return np.array([value], float if isinstance(value, (int, float)) else object)


@pytest.mark.parametrize(
    ("date", "time", "late"),
    [
        ("2026-01-31", "22:04:10", 0),
        ("31.1.2026", "22.04.10", 0),
        ("31 Jan 2026", "10:04:10 PM", 0),
        ("2026年1月31日", "下午10:04:10", 0),
        ("2026-01-31", "22:04:10+02:00", -7200),
        ("2026-01-31 00:00:00", "1899-12-30 22:04:10", 0),
        ("310126", "220410.00", 0),
        (310126, 220410, 0),
        (310126, 220410.25, 0.25),
        (20260131, 220410, 0),
        (46053, 0.919560185, 0),
        (20260131, 79450, 0),
        ("20260131", "2204", -10),
    ],
)
def test_date_and_time_of_day(date, time, late):
    found = read_date_and_time(column(date), column(time), "UTC", False)
    assert found.seconds[0] == pytest.approx(AT + late, abs=2e-3)


def test_local_times_nulls_and_leading_zeros():
    dates, times = np.array([310126, 310126, np.nan, 310126, 10226]), np.array([220410, np.nan, 220410, 996099, 5.0])
    found = read_date_and_time(dates, times, "Europe/Helsinki", False, parse_time_format("day first"))
    assert found.seconds[[0, 4]].tolist() == [AT - 7200, datetime(2026, 1, 31, 22, 0, 5, tzinfo=UTC).timestamp()]
    assert np.isnan(found.seconds[1:4]).all()
    assert (found.null_count, found.unreadable_count, found.naive_count) == (2, 1, 2)


def test_the_order_of_the_date_is_decided_for_the_column():
    dates = np.array([f"9/{day}/2019" for day in range(7, 13)], object)
    times = np.array(["21:00"] * 6, object)
    found = read_date_and_time(dates, times, "UTC", False)
    assert np.diff(found.seconds).tolist() == [86_400.0] * 5
    assert "guess" in found.warnings[0]
    settled = read_date_and_time(dates, times, "UTC", False, parse_time_format("dd/MM/yyyy HH:mm"))
    assert settled.seconds[0] == datetime(2019, 7, 9, 21, tzinfo=UTC).timestamp()


@pytest.mark.parametrize("date", ["030226", 30226])
@pytest.mark.parametrize(("form", "month", "day"), [("", 2, 3), ("day first", 2, 3), ("month first", 3, 2)])
def test_six_digits_have_the_day_first_unless_the_format_says_otherwise(date, form, month, day):
    found = read_date_and_time(column(date), column("22:00"), "UTC", False, parse_time_format(form))
    assert found.seconds[0] == datetime(2026, month, day, 22, tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("times", "seconds"),
    [
        (np.array([2204, 2260, 2359, 2400]), [79_440, np.nan, 86_340, 86_400]),  # HHmm; 2400 ends the day
        (np.array(["90510", "85010"], object), [32_710, 31_810]),  # HHmmss without the leading zero
        (np.array(["905", "2204"], object), [32_700, 79_440]),
    ],
)
def test_times_of_day_of_digits(times, seconds):
    dates = np.array(["2026-01-31"] * len(times), object)
    found = read_date_and_time(dates, times, "UTC", False).seconds
    np.testing.assert_array_equal(found - AT // 86_400 * 86_400, seconds)


def test_the_repeated_hour_is_marked():
    dates, times = np.array(["2025-10-26"] * 2, object), np.array(["02:30", "03:30"], object)
    assert read_date_and_time(dates, times, "Europe/Berlin", False).ambiguous.tolist() == [True, False]


def test_columns_that_hold_something_else_are_an_error():
    with pytest.raises(UserError, match="DATE_FIELD and TIME_FIELD"):
        read_date_and_time(np.array(["U1"], object), np.array(["22:04"], object), "UTC", False)


# All times at midnight.


def test_midnights_shared_by_fixes_of_a_unit_are_an_error():
    shared = np.repeat([AT // 86400 * 86400, AT // 86400 * 86400 + 86400], 5)
    with pytest.raises(UserError, match=r"The field day holds dates only: all 10 times.*set TIME_FIELD"):
        check_midnights(shared, np.zeros(10, int), "UTC", "day", "DATE_FIELD")
    assert "dates only" in check_midnights(shared, np.arange(10), "UTC", "day", "DATE_FIELD")[0]


def test_midnights_in_the_time_zone():
    nights = datetime(2026, 1, 31, 22, tzinfo=UTC).timestamp() + 86400.0 * np.arange(6)
    assert len(check_midnights(nights, np.zeros(6, int), "Europe/Helsinki", "day", "DATE_FIELD")) == 1
    assert check_midnights(nights, np.zeros(6, int), "UTC", "day", "DATE_FIELD") == []


@pytest.mark.parametrize("seconds", [[], [np.nan] * 9, [0.0] * 4, [0.0] * 9 + [60.0], [60.0] + [0.0] * 9])
def test_no_word_about_other_times(seconds):
    assert check_midnights(np.array(seconds), np.zeros(len(seconds), int), "UTC", "day", "DATE_FIELD") == []
