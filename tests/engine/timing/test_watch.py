"""The watch against local clocks, read minute by minute with the standard library, and properties of every watch."""

import zoneinfo
from datetime import UTC, datetime
from functools import cache
from itertools import accumulate

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from blindspot.engine.errors import UserError
from blindspot.engine.timing.watch import (
    Period,
    Watch,
    bands,
    first_and_last_in_watch,
    moments,
    nights,
    nights_without,
    period,
)

HOUR, DAY = 3600, 86_400
ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "America/St_Johns",
    "Pacific/Apia",
    "UTC",
)
CLOCK_CHANGES = (  # dates of clock changes, and one without
    (2025, 3, 9),
    (2025, 3, 30),
    (2025, 4, 6),
    (2025, 7, 1),
    (2025, 10, 5),
    (2025, 10, 26),
    (2025, 11, 2),
    (2010, 11, 7),
    (2011, 12, 30),
)
FRIDAY = frozenset({4})

quarters = st.integers(0, 95).map(lambda quarter: quarter * 900)
weekdays = st.frozensets(st.integers(0, 6))


def at(text: str, timezone: str = "UTC") -> float:
    """The instant at which a clock of `timezone` shows this time first."""
    return datetime.fromisoformat(text).replace(tzinfo=zoneinfo.ZoneInfo(timezone)).timestamp()


def shown(instant: float, timezone: str) -> str:
    return datetime.fromtimestamp(instant, zoneinfo.ZoneInfo(timezone)).strftime("%a %d %H:%M %z")


def night(timezone: str = "UTC", days: frozenset[int] = frozenset()) -> Watch:
    return Watch(22 * HOUR, 5 * HOUR, days, timezone)


@cache
def latest_shown(timezone: str, first: int, last: int) -> list[datetime]:
    """The latest time that the zone's clocks have shown up to each minute of [first, last): a clock that never goes
    back.

    It is in an interval of local times exactly when the instant is between the first instants at which the clocks show
    the start and the end of the interval, or later.
    """
    zone = zoneinfo.ZoneInfo(timezone)
    shown = [datetime.fromtimestamp(t, zone).replace(tzinfo=None) for t in range(first - 3 * DAY, last, 60)]
    return list(accumulate(shown, max))[3 * DAY // 60 :]


def watched_minutes(watch: Watch, first: float, last: float) -> np.ndarray:
    """(n,) whether each minute of [first, last) is in the watch."""
    days = watch.weekdays or range(7)
    on = []
    for clock in latest_shown(watch.timezone, int(first), int(last)):
        second = clock.hour * HOUR + clock.minute * 60 + clock.second
        today, yesterday = clock.weekday() in days, (clock.weekday() - 1) % 7 in days
        if watch.start_s < watch.end_s:
            on.append(today and watch.start_s <= second < watch.end_s)
        else:
            on.append((today and second >= watch.start_s) or (yesterday and second < watch.end_s))
    return np.array(on)


def minutes_in(edges: np.ndarray, first: float, last: float) -> np.ndarray:
    minute = np.arange(int(first), int(last), 60)
    return ((minute[:, None] >= edges[:, 0]) & (minute[:, None] < edges[:, 1])).any(axis=1)


def length(edges: np.ndarray) -> float:
    return float(np.sum(edges[:, 1] - edges[:, 0]))


# Bands.


def test_a_night_across_midnight():
    edges = bands(night("Asia/Shanghai"), at("2025-07-01T12:00"), at("2025-07-02T16:00"))
    assert [[shown(t, "Asia/Shanghai") for t in band] for band in edges] == [
        ["Tue 01 22:00 +0800", "Wed 02 05:00 +0800"],
        ["Wed 02 22:00 +0800", "Thu 03 05:00 +0800"],
    ]


@pytest.mark.parametrize(
    ("timezone", "evening", "hours"),
    [
        ("Europe/Berlin", "2025-03-29", 6),
        ("Europe/Berlin", "2025-10-25", 8),
        ("Europe/Berlin", "2025-07-01", 7),
        ("America/New_York", "2025-03-08", 6),
        ("America/New_York", "2025-11-01", 8),
        ("Asia/Kolkata", "2025-03-29", 7),
        ("Australia/Lord_Howe", "2025-04-05", 7.5),
        ("Australia/Lord_Howe", "2025-10-04", 6.5),
    ],
)
def test_nights_in_which_the_clocks_are_moved(timezone, evening, hours):
    begin = at(f"{evening}T22:00", timezone)
    np.testing.assert_array_equal(bands(night(timezone), begin, begin), [[begin, begin + hours * HOUR]])


@pytest.mark.parametrize(("day", "hours"), [("2025-03-30", 23), ("2025-10-26", 25), ("2025-07-01", 24)])
def test_days_of_23_and_25_hours(day, hours):
    start = at(f"{day}T00:00", "Europe/Berlin")
    np.testing.assert_array_equal(
        bands(Watch(0, 0, frozenset(), "Europe/Berlin"), start, start), [[start, start + hours * HOUR]]
    )


def test_a_watch_skipped_by_a_clock_change_is_left_out_that_day():
    skipped = Watch(2 * HOUR, 3 * HOUR, frozenset(), "Europe/Berlin")
    edges = bands(skipped, at("2025-03-29T00:00"), at("2025-03-31T23:00"))
    assert [shown(begin, "Europe/Berlin")[:6] for begin in edges[:, 0]] == ["Sat 29", "Mon 31"]
    repeated = bands(skipped, at("2025-10-26T00:00"), at("2025-10-26T23:00"))
    np.testing.assert_array_equal(repeated, [[at("2025-10-26T00:00"), at("2025-10-26T02:00")]])


def test_weekdays_are_those_on_which_the_watch_begins():
    edges = bands(night("Europe/Berlin", FRIDAY), at("2025-07-01T00:00"), at("2025-07-15T00:00"))
    assert [[shown(t, "Europe/Berlin")[:9] for t in band] for band in edges] == [
        ["Fri 04 22", "Sat 05 05"],
        ["Fri 11 22", "Sat 12 05"],
    ]


def test_an_all_day_watch_has_one_band_for_each_run_of_days():
    weekend = Watch(6 * HOUR, 6 * HOUR, frozenset({5, 6}), "Europe/Berlin")
    edges = bands(weekend, at("2025-07-01T00:00"), at("2025-07-15T00:00"))
    assert [[shown(t, "Europe/Berlin")[:9] for t in band] for band in edges] == [
        ["Sat 05 06", "Mon 07 06"],
        ["Sat 12 06", "Mon 14 06"],
    ]


def test_a_band_includes_its_start_but_not_its_end():
    start, end = at("2025-07-01T22:00"), at("2025-07-02T05:00")
    for first, last, found in (
        (start - 10, start - 1, 0),
        (start - 10, start, 1),
        (end - 1, end + 10, 1),
        (end, end + 10, 0),
        (start + 5, start + 6, 1),
    ):
        assert len(bands(night(), first, last)) == found
        assert bands(night(), first, last).shape[1] == 2


@settings(max_examples=60, deadline=None)
@given(quarters, quarters, weekdays, st.sampled_from(ZONES), st.sampled_from(CLOCK_CHANGES))
@example(22 * HOUR, 5 * HOUR, frozenset(), "Europe/Berlin", (2025, 10, 26))
@example(2 * HOUR, 2 * HOUR, frozenset(), "Europe/Berlin", (2025, 3, 30))
@example(2 * HOUR + 1800, 2 * HOUR + 2700, frozenset(), "Europe/Berlin", (2025, 3, 30))
@example(22 * HOUR, 5 * HOUR, FRIDAY, "Pacific/Apia", (2011, 12, 30))
def test_bands_agree_with_local_clocks_minute_by_minute(start, end, days, timezone, day):
    watch = Watch(start, end, days, timezone)
    middle = datetime(*day, tzinfo=UTC).timestamp()
    first, last = middle - 2 * DAY, middle + 2 * DAY
    edges = bands(watch, first, last)
    assert (edges[:, 1] > edges[:, 0]).all()
    assert (edges[1:, 0] > edges[:-1, 1]).all()
    expected = watched_minutes(watch, first, last)
    np.testing.assert_array_equal(minutes_in(edges, first, last), expected)
    assert length(np.clip(edges, first, last)) == 60 * expected.sum()
    by_day = nights(Period(first, last, edges), watch)
    assert length(by_day) == 60 * expected.sum()
    np.testing.assert_array_equal(minutes_in(by_day, first, last), expected)
    assert len(by_day) <= 6


@settings(deadline=None)
@given(quarters, quarters, quarters, st.sampled_from(ZONES), st.sampled_from(CLOCK_CHANGES))
@example(22 * HOUR, 2 * HOUR + 1800, 5 * HOUR, "Europe/Berlin", (2025, 10, 26))
@example(22 * HOUR, 2 * HOUR + 1800, 5 * HOUR, "Europe/Berlin", (2025, 3, 30))
def test_adjoining_watches_add_up_to_their_union(start, middle, end, timezone, day):
    middle, end = start + (middle - start) % DAY, start + (end - start) % DAY
    middle, end = sorted((middle, end))
    if start in (middle, end) or middle == end:
        return
    first, second, both = (
        Watch(a % DAY, b % DAY, frozenset(), timezone) for a, b in ((start, middle), (middle, end), (start, end))
    )
    t1 = datetime(*day, tzinfo=UTC).timestamp() + 3 * DAY
    t0 = t1 - 6 * DAY
    parts = np.concatenate([np.clip(bands(watch, t0, t1), t0, t1) for watch in (first, second)])
    parts = parts[np.argsort(parts[:, 0], kind="stable")]
    joined = [parts[0].tolist()]
    for begin, finish in parts[1:].tolist():
        assert begin >= joined[-1][1]
        if begin == joined[-1][1]:
            joined[-1][1] = finish
        else:
            joined.append([begin, finish])
    np.testing.assert_array_equal(joined, np.clip(bands(both, t0, t1), t0, t1))


@given(quarters, quarters, weekdays, st.sampled_from(ZONES), st.integers(0, 400), st.integers(0, 400))
def test_a_longer_period_only_adds_nights(start, end, days, timezone, hours, more):
    watch = Watch(start, end, days, timezone)
    first = at("2025-03-01T00:30")
    some, all_ = (nights(Period(first, first + h * HOUR + 1, None), watch) for h in (hours, hours + more))
    assert length(all_) >= length(some)
    np.testing.assert_array_equal(all_[: max(len(some) - 1, 0)], some[:-1])


# The period.


def test_without_period_ends_the_bands_with_fixes_are_the_period():
    found = period(night(), at("2025-07-01T23:00"), at("2025-07-03T04:00"))
    assert (found.t0, found.t1) == (at("2025-07-01T22:00"), at("2025-07-03T05:00"))
    assert len(found.bands) == 2


def test_all_day_periods_are_whole_local_days():
    found = period(Watch(0, 0, frozenset(), "Europe/Berlin"), at("2025-03-29T12:00"), at("2025-03-30T12:00"))
    assert (found.t0, found.t1) == (at("2025-03-29T00:00", "Europe/Berlin"), at("2025-03-31T00:00", "Europe/Berlin"))
    np.testing.assert_array_equal(found.bands, [[found.t0, found.t1]])
    by_day = nights(found, Watch(0, 0, frozenset(), "Europe/Berlin"))
    assert [band[1] - band[0] for band in by_day] == [24 * HOUR, 23 * HOUR]


def test_period_ends_cut_the_bands():
    start, end = at("2025-07-02T01:00"), at("2025-07-03T02:00")
    found = period(night(), at("2025-07-01T23:00"), at("2025-07-05T04:00"), start, end)
    assert (found.t0, found.t1) == (start, end)
    np.testing.assert_array_equal(found.bands, [[start, at("2025-07-02T05:00")], [at("2025-07-02T22:00"), end]])
    half = period(night(), at("2025-07-01T23:00"), at("2025-07-05T04:00"), start=start)
    assert (half.t0, half.t1) == (start, at("2025-07-05T05:00"))
    half = period(night(), at("2025-07-01T23:00"), at("2025-07-05T04:00"), end=end)
    assert (half.t0, half.t1) == (at("2025-07-01T22:00"), end)


def test_fixes_outside_the_watch_do_not_extend_the_period():
    times = np.array([at("2025-07-01T08:00"), at("2025-07-03T23:00"), at("2025-07-04T01:00"), at("2025-07-05T09:00")])
    assert first_and_last_in_watch(night(), times) == (times[1], times[2])
    found = period(night(), *first_and_last_in_watch(night(), times))
    assert (found.t0, found.t1) == (at("2025-07-03T22:00"), at("2025-07-04T05:00"))


def test_a_fix_at_the_end_of_the_watch_is_outside_it():
    times = np.array([at("2025-07-01T22:00"), at("2025-07-02T04:59"), at("2025-07-02T05:00")])
    assert first_and_last_in_watch(night(), times) == (times[0], times[1])


def test_fixes_by_day_only_are_an_error_for_a_night_watch():
    times = np.array([at("2025-07-01T08:00"), at("2025-07-02T09:00")])
    with pytest.raises(UserError) as error:
        first_and_last_in_watch(night("Asia/Shanghai", FRIDAY), times)
    for message in ("22:00-05:00 Fri", "from 2025-07-01 16:00 to 2025-07-02 17:00 (Asia/Shanghai)", "WATCH_START"):
        assert message in str(error.value)
    with pytest.raises(UserError, match=r"No fix falls in the watch \(22:00-05:00\)"):
        period(night(), at("2025-07-01T08:00"), at("2025-07-01T21:59"))


@pytest.mark.parametrize(
    ("start", "end", "message"),
    [
        ("2025-07-02T00:00", "2025-07-01T00:00", "Set PERIOD_START before PERIOD_END"),
        ("2025-07-02T00:00", "2025-07-02T00:00", "Set PERIOD_START before PERIOD_END"),
        ("2025-08-02T00:00", None, "Set PERIOD_START before PERIOD_END"),
        (None, "2025-06-01T00:00", "Set PERIOD_START before PERIOD_END"),
        ("2025-08-02T00:00", "2025-08-03T00:00", "No fix falls in the period"),
        ("2025-06-02T00:00", "2025-06-03T00:00", "No fix falls in the period"),
        ("2025-07-02T06:00", "2025-07-02T21:00", "no hour of the watch"),
    ],
)
def test_impossible_periods_are_rejected(start, end, message):
    start, end = (text and at(text) for text in (start, end))
    with pytest.raises(UserError, match=message):
        period(night(), at("2025-07-01T23:00"), at("2025-07-05T04:00"), start, end)


def test_no_usable_time_is_an_error():
    with pytest.raises(UserError, match="TIME_FIELD"):
        first_and_last_in_watch(night(), np.array([]))
    with pytest.raises(UserError, match="TIME_FIELD"):
        period(night(), np.nan, np.nan)


def test_unknown_zones_are_rejected():
    with pytest.raises(UserError, match="Europe/Berlin"):
        bands(night("Europe/Berln"), 0, 0)


# The moments U.


def test_moments_end_a_revisit_interval_before_the_period():
    two = period(night(), at("2025-07-01T23:00"), at("2025-07-03T04:00"))
    np.testing.assert_array_equal(
        moments(two, 2 * HOUR),
        [[at("2025-07-01T22:00"), at("2025-07-02T05:00")], [at("2025-07-02T22:00"), at("2025-07-03T03:00")]],
    )
    np.testing.assert_array_equal(moments(two, 24 * HOUR), [[at("2025-07-01T22:00"), at("2025-07-02T05:00")]])


@pytest.mark.parametrize(("hours", "message"), [(7, "is longer than the period of 7 h"), (8, "is longer than")])
def test_revisit_intervals_as_long_as_the_period_are_rejected(hours, message):
    one = period(night(), at("2025-07-01T23:00"), at("2025-07-01T23:00"))
    assert length(moments(one, 7 * HOUR - 60)) == 60
    with pytest.raises(UserError, match=rf"REVISIT of {hours * 60} min {message}.*shorten REVISIT"):
        moments(one, hours * HOUR)


def test_revisit_intervals_that_leave_no_moment_of_the_watch_are_rejected():
    late = period(night(), at("2025-07-01T23:00"), at("2025-07-01T23:00"), start=at("2025-07-01T12:00"))
    with pytest.raises(UserError, match="leaves no moment of the watch in the period of 17 h"):
        moments(late, 8 * HOUR)


# Nights.


def test_nights_without_a_fix_have_the_date_on_which_they_begin():
    watch = night("Europe/Berlin")
    zone = "Europe/Berlin"
    times = np.array([at("2025-03-29T23:00", zone), at("2025-03-31T12:00", zone), at("2025-04-02T04:59", zone)])
    whole = period(watch, times[0], times[-1])
    assert nights_without(whole, watch, times)[0] == ["2025-03-30", "2025-03-31"]
    assert nights_without(whole, watch, np.array([]))[0] == ["2025-03-29", "2025-03-30", "2025-03-31", "2025-04-01"]
    assert len(nights(whole, watch)) == 4


def test_a_night_cut_by_the_period_keeps_its_date():
    start, end = at("2025-07-02T01:00"), at("2025-07-02T22:30")
    times = np.array([at("2025-07-02T00:30"), at("2025-07-02T22:10")])
    cut = period(night(), times[0], times[-1], start, end)
    assert nights_without(cut, night(), times)[0] == ["2025-07-01"]
    np.testing.assert_array_equal(
        nights(cut, night()), [[start, at("2025-07-02T05:00")], [at("2025-07-02T22:00"), end]]
    )


def test_an_all_day_watch_has_one_night_for_each_day():
    watch = Watch(0, 0, frozenset(), "America/New_York")
    times = np.array([at("2025-11-01T12:00", "America/New_York"), at("2025-11-04T12:00", "America/New_York")])
    whole = period(watch, times[0], times[-1])
    assert len(whole.bands) == 1
    assert (np.diff(nights(whole, watch)).ravel() / HOUR).tolist() == [24, 25, 24, 24]
    assert nights_without(whole, watch, times)[0] == ["2025-11-02", "2025-11-03"]


def test_a_watch_as_text():
    assert str(night()) == "22:00-05:00"
    assert str(Watch(0, 0, frozenset({0, 4}))) == "all day Mon, Fri"
    assert str(Watch(90, 5400, frozenset(range(7)))) == "00:01:30-01:30"


@pytest.mark.parametrize(("start", "end"), [(-60e9, None), (None, 250e9), (-60e9, 250e9)])
def test_a_period_of_millennia_is_a_mistyped_year(start, end):
    with pytest.raises(UserError, match=r"more than 200 years; the fixes run .* Check the years of PERIOD_START"):
        period(Watch(0, 0), 1.7e9, 1.7001e9, start, end)
    assert period(Watch(0, 0), 1.7e9, 1.7001e9, 0.0, 2e9)
