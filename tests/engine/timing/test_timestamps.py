"""Timestamps in many formats, against the standard library."""

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blindspot.engine.timing import text_formats
from blindspot.engine.timing.timestamps import read_numbers, read_text

ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "America/St_Johns", "UTC")


def seconds(*parts: int) -> float:
    """A date and a time of day in UTC, as seconds since the epoch."""
    return datetime(*parts, tzinfo=UTC).timestamp()


def read_one(text, timezone="UTC", naive_is_utc=True) -> float:
    return read_text(np.array([text], object), timezone, naive_is_utc).seconds[0]


AT = seconds(2025, 10, 23, 15, 19, 9)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-10-23T15:19:09Z", AT),
        ("2025-10-23t15:19:09z", AT),
        ("2025-10-23 15:19:09", AT),
        ("2025-10-23 15:19:09 UTC", AT),
        ("2025-10-23T15:19:09 GMT", AT),
        ("2025/10/23 15:19:09", AT),
        ("2025.10.23 15:19:09", AT),
        ("2025-10-23 15:19", AT - 9),
        ("2025-10-23T15:19:09.25", AT + 0.25),
        ("2025-10-23T15:19:09,250Z", AT + 0.25),
        ("2025-10-23T15:19:09.123456789Z", AT + 0.123456789),
        ("2025-10-23T15:19:09.1234567890123Z", AT + 0.123456789),
        ("2025-10-23T15:19:09+00:00", AT),
        ("2025-10-23T20:49:09+05:30", AT),
        ("2025-10-23T20:49:09+0530", AT),
        ("2025-10-23 18:19:09+03", AT),
        ("2025-10-23 18:19:09 +03", AT),
        ("2025-10-23 18:19:09 GMT+3", AT),
        ("2025-10-23T10:19:09-05:00", AT),
        ("20251023T151909Z", AT),
        ("20251023151909", AT),
        ("20251023 151909.5", AT + 0.5),
        ("20251023 15:19:09", AT),
        ("23-10-2025 15:19:09", AT),
        ("23/10/2025 15:19", AT - 9),
        ("23.10.2025 15:19:09", AT),
        ("23.10.2025, 15:19:09", AT),
        ("10/23/2025 3:19:09 PM", AT),
        ("10/23/2025, 3:19:09\u202fPM", AT),
        ("10/23/2025 03:19:09pm", AT),
        ("10/23/2025 3:19:09 p.m.", AT),
        ("10/23/2025 12:19:09 AM", AT - 15 * 3600),
        ("10/23/2025 12:19:09 PM", AT - 3 * 3600),
        ("10-23-2025 15:19:09", AT),
        ("3/4/2025 15:19:09", seconds(2025, 4, 3, 15, 19, 9)),
        ("1761232749", AT),
        ("1761232749.5", AT + 0.5),
        ("1761232749250", AT + 0.25),
        ("1761232749250000", AT + 0.25),
        ("1761232749250000000", AT + 0.25),
        ("946684799", seconds(1999, 12, 31, 23, 59, 59)),
        ("946684799000", seconds(1999, 12, 31, 23, 59, 59)),
        ("  2025-10-23T15:19:09Z\r\n", AT),
        ("2025-10-23 24:00:00", seconds(2025, 10, 24)),
        ("2016-12-31T23:59:60Z", seconds(2017, 1, 1)),
        ("2024-02-29 00:00:00", seconds(2024, 2, 29)),
        ("1980-01-01 00:00:00", seconds(1980, 1, 1)),
        ("2100-12-31 23:59:59", seconds(2100, 12, 31, 23, 59, 59)),
        (datetime(2025, 10, 23, 15, 19, 9, tzinfo=UTC), AT),
        (1761232749, AT),
    ],
)
def test_common_formats(text, expected):
    assert read_one(text) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(
    "text",
    [
        "now",
        "2025-10-23",
        "15:19:09",
        "2025-02-29 10:00",
        "2025-13-01 10:00",
        "2025-00-10 10:00",
        "2025-10-00 10:00",
        "31/04/2025 10:00",
        "32/01/2025 10:00",
        "13/13/2025 10:00",
        "2025-10-23 25:00:00",
        "2025-10-23 24:00:01",
        "2025-10-23 24:10:00",
        "2025-10-23 10:60:00",
        "2025-10-23 10:00:61",
        "2025-10-23 15:19:09 AM",
        "2025-10/23 15:19:09",
        "2025-10-23 15:19:09+16:00",
        "2025-10-23 15:19:09+05:60",
        "2025-10-23 15:19:09 and more",
        "2025-10-23 15:19:09" + " " * 30 + "x",
        "2025-10-23 15:19:09." + "0" * 40,
        "1970-01-01 00:00:00",
        "1979-12-31 23:59:59",
        "2101-01-01 00:00:00",
        "0000-00-00 00:00:00",
        "20251023151961000",
        "12345",
        "-1761232749",
        "9999999999999999999",
        "ⅯⅯⅩⅩⅤ-10-23 15:19:09",
        "2025-10-23\x0015:19:09",
    ],
)
def test_text_that_is_not_a_time_is_unreadable_not_null(text):
    read = read_text(np.array([text], object), "UTC", True)
    assert np.isnan(read.seconds[0])
    assert (read.null_count, read.unreadable_count, read.naive_count) == (0, 1, 0)
    assert "cannot be read" in read.notes[-1]


@pytest.mark.parametrize("nothing", [None, np.nan, "", "   ", "\t"])
def test_empty_values_are_null_not_unreadable(nothing):
    read = read_text(np.array([nothing, "2025-10-23T15:19:09Z"], object), "UTC", True)
    assert np.isnan(read.seconds[0])
    assert read.seconds[1] == AT
    assert (read.null_count, read.unreadable_count, read.notes) == (1, 0, ())


def test_a_column_without_rows():
    for values in (np.array([], object), np.array([], "U5")):
        read = read_text(values, "Europe/Berlin", False)
        assert read.seconds.shape == (0,)
        assert (read.null_count, read.unreadable_count, read.notes) == (0, 0, ())


def test_each_row_is_read_in_its_own_format():
    texts = [
        "2025-10-23T15:19:09Z",
        None,
        "23/10/2025 15:19:09",
        "1761232749000",
        "soon",
        "2025-10-23 20:49:09+05:30",
        "x" * 90,
    ]
    read = read_text(np.array(texts, object), "Asia/Kolkata", False)
    np.testing.assert_array_equal(read.seconds, [AT, np.nan, AT - 5.5 * 3600, AT, np.nan, AT, np.nan])
    assert (read.null_count, read.unreadable_count, read.naive_count) == (1, 2, 1)


def test_different_lengths_whose_total_fits_are_not_taken_for_equal():
    text = "2025-10-23T15:19:09Z"
    padded = text.ljust(text_formats.WIDEST - 1)
    np.testing.assert_array_equal(
        read_text(np.array([padded, "x" * (text_formats.WIDEST + 3)], object), "UTC", True).seconds, [AT, np.nan]
    )


def test_fixed_width_text_is_read_like_objects():
    texts = ["2025-10-23T15:19:09Z", "", "2025-10-23 15:19"]
    fixed, objects = (read_text(np.array(texts, kind), "UTC", True) for kind in ("U", object))
    np.testing.assert_array_equal(fixed.seconds, objects.seconds)
    assert fixed.null_count == objects.null_count == 1


def test_chunks_are_joined(monkeypatch):
    monkeypatch.setattr(text_formats, "CHUNK", 3)
    texts = [f"{day:02d}/05/2025 10:00" for day in range(1, 32)]
    expected = [seconds(2025, 5, day, 10) for day in range(1, 32)]
    np.testing.assert_array_equal(read_text(np.array(texts, object), "UTC", True).seconds, expected)


@pytest.mark.parametrize(
    ("texts", "days", "note"),
    [
        (["03/04/2025 10:00", "23/04/2025 10:00"], [(2025, 4, 3), (2025, 4, 23)], ""),
        (["03/04/2025 10:00", "04/23/2025 10:00"], [(2025, 3, 4), (2025, 4, 23)], ""),
        (["03/04/2025 10:00"], [(2025, 4, 3)], "(the more usual order), so that 03/04/2025 is 2025-04-03"),
        (["3/4/2025 10:00 AM"], [(2025, 3, 4)], "(the more usual order), so that 03/04/2025 is 2025-03-04"),
        (["23/4/2025 10:00 AM", "3/4/2025 10:00 AM"], [(2025, 4, 23), (2025, 4, 3)], ""),
        (["05/05/2025 10:00"], [(2025, 5, 5)], ""),
        (["2025-04-03 10:00"], [(2025, 4, 3)], ""),
        (["23/04/2025 10:00", "04/23/2025 10:00"], [(2025, 4, 23), None], "day first"),
        (["03/04/2025 10:00", "99/04/2025 10:00"], [(2025, 4, 3), None], "guess"),
        (
            ["23/04/2025 10:00", "24/04/2025 10:00", "04/23/2025 10:00"],
            [(2025, 4, 23), (2025, 4, 24), None],
            "day first",
        ),
        (
            ["04/24/2025 10:00", "23/04/2025 10:00", "04/23/2025 10:00"],
            [(2025, 4, 24), None, (2025, 4, 23)],
            "month first",
        ),
    ],
)
def test_the_column_decides_whether_day_or_month_comes_first(texts, days, note):
    read = read_text(np.array(texts, object), "UTC", True)
    np.testing.assert_array_equal(read.seconds, [seconds(*day, 10) if day else np.nan for day in days])
    assert note in " ".join(read.warnings)
    assert bool(note) == bool(read.warnings)


@given(
    st.lists(
        st.tuples(
            st.datetimes(datetime(1980, 1, 2), datetime(2100, 12, 30)),
            st.sampled_from(
                [
                    "%Y-%m-%dT%H:%M:%S",
                    "%Y-%m-%d %H:%M:%S.%f",
                    "%Y/%m/%d %I:%M:%S %p",
                    "%Y%m%dT%H%M%S",
                    "%Y%m%d%H%M%S.%f",
                    "%m/%d/%Y %H:%M:%S",
                ]
            ),
            st.sampled_from(["", "Z", "+05:30", "-0930", "+03", " -11:00"]),
        ),
        min_size=1,
        max_size=20,
    )
)
def test_times_written_by_the_standard_library_are_read_back(rows):
    ahead = {"": 0, "Z": 0, "+05:30": 330, "-0930": -570, "+03": 180, " -11:00": -660}
    texts, expected = ["10/23/2025 15:19:09"], [AT]  # decides the order of day and month
    for moment, form, zone in rows:
        moment = moment if "%f" in form else moment.replace(microsecond=0)
        texts.append(moment.strftime(form) + zone)
        expected.append(moment.replace(tzinfo=UTC).timestamp() - 60 * ahead[zone])
    read = read_text(np.array(texts, object), "UTC", True)
    np.testing.assert_allclose(read.seconds, expected, rtol=0, atol=1e-6)
    assert read.naive_count == 1 + sum(zone == "" for *_, zone in rows)


@given(st.lists(st.one_of(st.none(), st.text(), st.text("0123456789-/.:+ TZapm", max_size=24)), max_size=30))
def test_any_text_is_read_or_counted(texts):
    values = np.empty(len(texts), object)
    values[:] = texts
    read = read_text(values, "Europe/Berlin", False)
    assert np.isnan(read.seconds).sum() == read.null_count + read.unreadable_count
    alone = [read_text(values[i : i + 1], "Europe/Berlin", False) for i in range(len(texts))]
    assert read.null_count == sum(one.null_count for one in alone)


# Naive times.


def test_naive_times_are_in_the_time_zone_unless_they_are_utc():
    assert read_one("2025-07-01 12:00", "Europe/Berlin", False) == seconds(2025, 7, 1, 10)
    assert read_one("2025-07-01 12:00", "Europe/Berlin", True) == seconds(2025, 7, 1, 12)
    assert read_one("2025-07-01 12:00Z", "Europe/Berlin", False) == seconds(2025, 7, 1, 12)
    assert read_one("1751371200", "Europe/Berlin", False) == seconds(2025, 7, 1, 12)


# Numbers.


@pytest.mark.parametrize(
    ("unit", "name"), [(1, ""), (1000, "milliseconds"), (1_000_000, "microseconds"), (1_000_000_000, "nanoseconds")]
)
@pytest.mark.parametrize("kind", [np.int64, np.float64])
def test_the_unit_of_numbers_follows_from_their_size(unit, name, kind):
    read = read_numbers(np.array([AT, AT + 60, 0], np.int64).astype(kind) * kind(unit))
    np.testing.assert_allclose(read.seconds, [AT, AT + 60, np.nan], rtol=0, atol=1e-6)
    assert (read.null_count, read.unreadable_count, read.naive_count) == (0, 1, 0)
    assert name in read.notes[0]
    assert len(read.notes) == (2 if name else 1)


def test_numbers_outside_1980_to_2100_are_unreadable_and_nan_is_null():
    read = read_numbers(
        np.array([AT, np.nan, -1.0, np.inf, 315_532_799, 315_532_800, 4_133_980_799, 4_133_980_800, AT])
    )
    np.testing.assert_array_equal(np.isnan(read.seconds), [False, True, True, True, True, False, False, True, False])
    assert (read.null_count, read.unreadable_count) == (1, 4)
    assert "1980 to 2100: 4" in read.notes[0]


@pytest.mark.parametrize("values", [[], [np.nan, np.nan], [0, 0]])
def test_columns_without_a_usable_number(values):
    read = read_numbers(np.array(values, float))
    assert np.isnan(read.seconds).all()
    assert len(read.seconds) == len(values) == read.null_count + read.unreadable_count
