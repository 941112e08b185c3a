"""Time columns to instants: of every type of field, streamed or iterated, null told from unreadable."""

import numpy as np
import pytest
from qgis.PyQt.QtCore import QDate, QDateTime, QMetaType, QTime, QTimeZone

from blindspot.layers.fix_times import iterated_instants, streamed_instants, streamed_time, streamed_values
from small_layers import utc

KIND = QMetaType.Type
NOON = 1_767_268_800  # 2026-01-01T12:00Z


def wall(hour, minute=0, day=1, month=1):
    return QDateTime(QDate(2026, month, day), QTime(hour, minute))


def seconds_of(found):
    return found[0].seconds.tolist()


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_ticks_of_any_length_are_seconds_and_no_time_is_nan(unit):
    column = np.array([NOON, 0, "NaT"], f"M8[{unit}]" if unit == "s" else "M8[s]").astype(f"M8[{unit}]")
    assert streamed_time(column).tolist() == pytest.approx([NOON, 0, np.nan], nan_ok=True)
    masked = np.ma.array(column, mask=[True, False, False])
    assert streamed_time(masked).tolist() == pytest.approx([np.nan, 0, np.nan], nan_ok=True)


def test_fractions_of_a_second_are_kept():
    column = np.array(["2026-01-01T12:00:00.125"], "M8[ms]")
    assert streamed_time(column).tolist() == [NOON + 0.125]
    assert seconds_of(iterated_instants([utc(NOON + 0.125)], KIND.QDateTime, "UTC", False)) == [NOON + 0.125]


def test_what_is_no_moment_comes_as_it_is():
    numbers = np.array([1, 2])
    assert streamed_time(numbers) is numbers


def test_moments_with_a_zone_are_instants_whatever_the_time_zone():
    eight_hours = QDateTime(QDate(2026, 1, 1), QTime(20, 0), QTimeZone(8 * 3600))
    found = iterated_instants([utc(NOON), eight_hours], KIND.QDateTime, "America/New_York", False)
    assert seconds_of(found) == [NOON, NOON]
    assert found[0].naive_count == 0


@pytest.mark.parametrize(
    ("zone", "is_utc", "hours"), [("UTC", False, 0), ("Asia/Shanghai", False, -8), ("Asia/Shanghai", True, 0)]
)
def test_moments_without_a_zone_are_wall_clock_times(zone, is_utc, hours):
    found = iterated_instants([wall(12), utc(NOON)], KIND.QDateTime, zone, is_utc)
    assert seconds_of(found) == [NOON + 3600 * hours, NOON]
    assert found[0].naive_count == 1


def test_a_time_in_the_hour_that_summer_time_skips_is_reported():
    found, _ = iterated_instants([wall(2, 30, 29, 3)], KIND.QDateTime, "Europe/Berlin", False)
    assert len(found.notes) >= 1
    assert "Europe/Berlin" in found.notes[0]


def test_null_and_invalid_moments_and_receivers_that_never_knew_the_time():
    values = [None, QDateTime(), utc(NOON), utc(-3e9), utc(9e10)]
    found, null = iterated_instants(values, KIND.QDateTime, "UTC", False)
    assert null.tolist() == [True, True, False, False, False]
    assert np.isnan(found.seconds).tolist() == [True, True, False, True, True]
    parts = [np.array([np.nan, NOON]), np.array([-3e9, 9e10])]
    found, null = streamed_instants(parts, KIND.QDateTime, "UTC", False)
    assert null.tolist() == [True, False, False, False]
    assert np.isnan(found.seconds).tolist() == [True, False, True, True]


@pytest.mark.parametrize("scale", [1, 1000])
def test_numbers_are_seconds_or_milliseconds(scale):
    found, null = iterated_instants([NOON * scale, None], KIND.LongLong, "UTC", False)
    assert found.seconds[0] == NOON
    assert null.tolist() == [False, True]
    parts = [np.ma.array([NOON * scale, 0], mask=[False, True]), np.array([NOON * scale])]
    found, null = streamed_instants(parts, KIND.LongLong, "UTC", False)
    assert found.seconds.tolist() == pytest.approx([NOON, np.nan, NOON], nan_ok=True)
    assert null.tolist() == [False, True, False]


def test_text_is_read_as_it_says_and_an_empty_one_is_null():
    text = ["2026-01-01T12:00:00Z", "2026-01-01 20:00", "", None, "soon"]
    found, null = iterated_instants(text, KIND.QString, "Asia/Shanghai", False)
    assert found.seconds.tolist() == pytest.approx([NOON, NOON, np.nan, np.nan, np.nan], nan_ok=True)
    assert null.tolist() == [False, False, True, True, False]
    parts = [
        np.array([text[0].encode(), text[1].encode()]),
        np.ma.array([b"", b"x", b"soon"], mask=[False, True, False]),
    ]
    streamed, null = streamed_instants(parts, KIND.QString, "Asia/Shanghai", False)
    assert np.array_equal(streamed.seconds, found.seconds, equal_nan=True)
    assert null.tolist() == [False, False, True, True, False]


def test_no_batch_at_all_is_no_instant():
    found, null = streamed_instants([], KIND.QDateTime, "UTC", False)
    assert (len(found.seconds), len(null)) == (0, 0)


def test_texts_that_are_streamed_as_objects_are_read():
    """As from GDAL 3.10 on, where the lengths of the texts differ much."""
    texts = ["2026-01-01 22:00:00", "no time: " + "x" * 300, None]
    fixed = np.ma.array([(text or "").encode() for text in texts], mask=[False, False, True])
    wanted = streamed_values([fixed], KIND.QString).tolist()
    coded = [text and text.encode() for text in texts]
    for some in (texts, coded):
        objects = np.ma.array(np.array(some, object), mask=[False, False, True])
        assert streamed_values([objects], KIND.QString).tolist() == wanted
