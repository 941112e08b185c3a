"""Numbers of another epoch are recognised by their size, or named where they may be seconds since 1970."""

from datetime import UTC, datetime

import numpy as np
import pytest

from blindspot.engine.timing.timestamps import ONLY_DATES, ONLY_TIMES, read_numbers, read_text

AT = datetime(2026, 1, 31, 22, 4, 10, tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("number", "said", "precision"),
    [
        (639_054_938_500_000_000, "ticks of .NET", 1e-4),
        ((AT + 11_644_473_600) * 1e7, "FILETIME", 1e-4),
        (AT / 86400 + 2_440_587.5, "Julian", 1e-3),
        (20260131220410, "yyyyMMddHHmmss", 0),
        (20260131220410123, "milliseconds", 0.2),
        (AT * 1e3, "milliseconds", 0),
        (AT * 1e6, "microseconds", 0),
        (AT * 1e9, "nanoseconds", 1e-3),
    ],
)
def test_epochs_that_their_size_shows(number, said, precision):
    found = read_numbers(np.array([number, number, np.nan]))
    assert found.seconds[:2].tolist() == pytest.approx([AT] * 2, abs=precision + 1e-9)
    assert said in found.notes[0]
    assert (found.warnings, found.null_count, found.unreadable_count) == ((), 1, 0)


@pytest.mark.parametrize(
    ("number", "zone", "hours"), [(20260131220410, "Europe/Helsinki", 2), (46053.919560185, "Asia/Shanghai", 8)]
)
def test_digits_that_spell_a_time_and_days_of_excel_are_local_times(number, zone, hours):
    assert read_numbers(np.array([number]), zone).seconds[0] == pytest.approx(AT - 3600 * hours, abs=1e-3)
    assert read_numbers(np.array([number]), zone, True).seconds[0] == pytest.approx(AT, abs=1e-3)


@pytest.mark.parametrize("first", [310126220410, 260129220410, 12926220410])
@pytest.mark.parametrize("as_text", [True, False])
def test_digits_with_a_short_year(first, as_text):
    step = {310126220410: -10_000_000_000, 260129220410: 1_000_000, 12926220410: 100_000_000}[first]
    numbers = [first + step * i for i in range(3)]
    found = (
        read_text(np.array([f"{n:012d}" for n in numbers]), "UTC", True) if as_text else read_numbers(np.array(numbers))
    )
    assert sorted(found.seconds.tolist()) == [AT - 86_400 * (2 - i) for i in range(3)]


def test_digits_that_spell_no_time_are_unreadable():
    found = read_numbers(
        np.array([20260131220410, 20261331220410, 20260131250410, 20260131226010, 20260230000000, 0.0])
    )
    assert np.isnan(found.seconds).tolist() == [False, True, True, True, True, True]
    assert found.unreadable_count == 5


def test_twelve_digits_begin_with_the_year_where_they_can():
    found = read_numbers(np.array([202601122204, 202601122205]))  # not 20/26/01 12:22:04
    assert found.seconds.tolist() == [datetime(2026, 1, 12, 22, 4 + i, tzinfo=UTC).timestamp() for i in (0, 1)]


def test_a_leap_second_is_the_start_of_the_next_minute():
    assert read_numbers(np.array([20161231235960])).seconds[0] == datetime(2017, 1, 1, tzinfo=UTC).timestamp()


def test_the_column_decides_and_not_the_row():
    minutes = read_numbers(np.array([202601312204, 202601312205, 1_769_896_800]))
    assert np.isnan(minutes.seconds).tolist() == [False, False, True]


@pytest.mark.parametrize(
    ("origin", "name", "warned"),
    [
        (631_065_600, "fit", True),
        (946_684_800, "2000", True),
        (978_307_200, "cocoa", True),
        (315_964_782, "gps", False),
    ],
)
@pytest.mark.parametrize("unit", [1, 1000])
def test_epochs_that_look_like_1970_are_named(origin, name, warned, unit):
    found = read_numbers(np.array([AT - origin, AT - origin + 60]) * unit)
    assert found.seconds[0] == pytest.approx(AT - origin)  # as seconds since 1970, as always
    said = found.warnings if warned else found.notes
    assert f"'{name}" in said[-1]
    assert "2026-01-31" in said[-1]


def test_times_of_these_years_raise_no_question():
    found = read_numbers(np.array([AT, AT + 60]))
    assert (found.notes, found.warnings) == ((), ())


@pytest.mark.parametrize(
    ("numbers", "only"),
    [
        ([20260131, 20260201], ONLY_DATES),
        ([46053, 46054], ONLY_DATES),
        ([220410, 220510, 4], ONLY_TIMES),
        ([220410, 220510], ONLY_TIMES),
        ([31005, 35959, 51000], ONLY_TIMES),  # too far apart for days
        ([0.5, 0.9], ONLY_TIMES),
        ([220410.25, 235959.75], ONLY_TIMES),
        ([46053.5, 46054.25], ""),
        ([0, 0], ""),
    ],
)
def test_numbers_that_are_only_a_part_of_a_time(numbers, only):
    assert read_numbers(np.array(numbers, float)).only == only
