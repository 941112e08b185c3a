"""Time zones and clock changes, against the standard library."""

import zoneinfo
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blindspot.engine.errors import UserError
from blindspot.engine.timing import timezones
from blindspot.engine.timing.text import local_text
from blindspot.engine.timing.timestamps import read_text
from blindspot.engine.timing.timezones import check_timezone, clock_changes, localize

ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "America/St_Johns", "UTC")


def seconds(*parts: int) -> float:
    """A date and a time of day in UTC, as seconds since the epoch."""
    return datetime(*parts, tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("timezone", "wall", "utc", "repeated", "skipped"),
    [
        ("Europe/Berlin", (2025, 10, 26, 1, 59, 59), (2025, 10, 25, 23, 59, 59), 0, 0),
        ("Europe/Berlin", (2025, 10, 26, 2, 0), (2025, 10, 26, 0, 0), 1, 0),
        ("Europe/Berlin", (2025, 10, 26, 2, 59, 59), (2025, 10, 26, 0, 59, 59), 1, 0),
        ("Europe/Berlin", (2025, 10, 26, 3, 0), (2025, 10, 26, 2, 0), 0, 0),
        ("Europe/Berlin", (2025, 3, 30, 1, 59, 59), (2025, 3, 30, 0, 59, 59), 0, 0),
        ("Europe/Berlin", (2025, 3, 30, 2, 0), (2025, 3, 30, 1, 0), 0, 1),
        ("Europe/Berlin", (2025, 3, 30, 2, 30), (2025, 3, 30, 1, 30), 0, 1),
        ("Europe/Berlin", (2025, 3, 30, 3, 0), (2025, 3, 30, 1, 0), 0, 0),
        ("America/New_York", (2025, 11, 2, 1, 30), (2025, 11, 2, 5, 30), 1, 0),
        ("America/New_York", (2025, 3, 9, 2, 30), (2025, 3, 9, 7, 30), 0, 1),
        ("Asia/Kolkata", (2025, 3, 30, 2, 30), (2025, 3, 29, 21, 0), 0, 0),
        ("Australia/Lord_Howe", (2025, 4, 6, 1, 45), (2025, 4, 5, 14, 45), 1, 0),
        ("Australia/Lord_Howe", (2025, 4, 6, 1, 15), (2025, 4, 5, 14, 15), 0, 0),
        ("Australia/Lord_Howe", (2025, 10, 5, 2, 15), (2025, 10, 4, 15, 45), 0, 1),
        ("Pacific/Apia", (2011, 12, 30, 12, 0), (2011, 12, 30, 22, 0), 0, 1),
        ("UTC", (2025, 3, 30, 2, 30), (2025, 3, 30, 2, 30), 0, 0),
    ],
)
def test_clock_changes(timezone, wall, utc, repeated, skipped):
    read = localize(np.array([np.nan, seconds(*wall)]), timezone)
    assert np.isnan(read.seconds[0])
    assert read.seconds[1] == seconds(*utc)
    assert (read.repeated, read.skipped) == (repeated, skipped)


def test_notes_report_repeated_and_skipped_times():
    texts = ["2025-10-26 02:30", "2025-10-26 02:31", "2025-03-30 02:30", "2025-10-26T02:30Z"]
    read = read_text(np.array(texts, object), "Europe/Berlin", False)
    assert read.ambiguous.tolist() == [True, True, False, False]
    assert read.shift.tolist() == [3600.0, 3600.0]
    assert ["go forward" in read.notes[0], "rows: 1" in read.notes[0]] == [True, True]
    assert read.naive_count == 3


@given(
    st.lists(st.datetimes(datetime(1980, 1, 2), datetime(2100, 12, 30)), min_size=1, max_size=5), st.sampled_from(ZONES)
)
def test_localize_agrees_with_the_standard_library_with_fold_0(walls, timezone):
    zone = zoneinfo.ZoneInfo(timezone)
    ours = localize(np.array([wall.replace(tzinfo=UTC).timestamp() for wall in walls]), timezone)
    theirs = [wall.replace(tzinfo=zone, fold=0).timestamp() for wall in walls]
    np.testing.assert_allclose(ours.seconds, theirs, rtol=0, atol=1e-5)
    folded = [wall.replace(tzinfo=zone, fold=1).timestamp() for wall in walls]
    moved = np.round(np.array(folded) - theirs)
    assert (ours.repeated, ours.skipped) == (np.count_nonzero(moved > 0), np.count_nonzero(moved < 0))


def test_localize_without_times():
    assert localize(np.array([]), "Europe/Berlin").seconds.shape == (0,)
    assert np.isnan(localize(np.array([np.nan]), "Europe/Berlin").seconds).all()


def test_clock_changes_are_found_to_the_second():
    changes = clock_changes("America/St_Johns", seconds(2010, 1, 1), seconds(2010, 12, 31))  # at 00:01 local time then
    np.testing.assert_array_equal(changes.at, [seconds(2010, 3, 14, 3, 31), seconds(2010, 11, 7, 2, 31)])
    np.testing.assert_array_equal(changes.offset, [-12600, -9000, -12600])


def test_local_text():
    assert local_text(seconds(2025, 7, 1, 20, 5), "Asia/Kolkata") == "2025-07-02 01:35"


# Zones.


@pytest.mark.parametrize("name", ["UTC", "Europe/Berlin", "Asia/Shanghai", "Etc/GMT-8"])
def test_known_zones(name):
    check_timezone(name)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Europe/Berln", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("Berlin", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("UTC+8", "Etc/GMT-8"),
        ("GMT-05:00", "Etc/GMT+5"),
        ("", "IANA"),
        ("localtime", "IANA"),
        ("../../etc/passwd", "IANA"),
        (None, "IANA"),
    ],
)
def test_unknown_zones_are_rejected_with_similar_names(name, meant):
    with pytest.raises(UserError, match="There is no time zone") as error:
        check_timezone(name)
    assert meant in str(error.value)
    with pytest.raises(UserError):
        read_text(np.array([], object), name, True)
    with pytest.raises(UserError):
        localize(np.array([0.0]), name)


def test_zones_from_pytz_without_zoneinfo_data(monkeypatch):
    pytest.importorskip("pytz")

    def missing(name):
        raise zoneinfo.ZoneInfoNotFoundError(name)

    expected = localize(np.arange(0, 400 * 86400, 1800) + seconds(2025, 1, 1), "Europe/Berlin")
    monkeypatch.setattr(zoneinfo, "ZoneInfo", missing)
    actual = localize(np.arange(0, 400 * 86400, 1800) + seconds(2025, 1, 1), "Europe/Berlin")
    np.testing.assert_array_equal(actual.seconds, expected.seconds)
    assert (actual.repeated, actual.skipped) == (expected.repeated, expected.skipped) == (2, 2)
    assert local_text(seconds(2025, 7, 1, 20, 5), "Asia/Kolkata") == "2025-07-02 01:35"


def test_utc_works_without_a_zone_database(monkeypatch):
    monkeypatch.setattr(timezones, "zone_names", lambda: frozenset({"UTC"}))
    check_timezone("UTC")
    assert localize(np.array([1e9]), "UTC").seconds[0] == 1e9
    with pytest.raises(UserError, match="tzdata"):
        check_timezone("Europe/Berlin")


def test_dst_days_have_23_and_25_hours():
    for day, hours in (((2025, 3, 30), 23), ((2025, 10, 26), 25), ((2025, 6, 1), 24)):
        start = datetime(*day, tzinfo=UTC)
        edges = localize(
            np.array([start.timestamp(), (start + timedelta(days=1)).timestamp()]), "Europe/Berlin"
        ).seconds
        assert np.diff(edges)[0] == hours * 3600
