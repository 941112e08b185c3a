"""Hours of the week as text, and the periods that they make."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blindspot.engine.errors import UserError
from blindspot.engine.timing.sun import CIVIL, DAY, HORIZON, altitude
from blindspot.engine.zones.schedule import (
    ALL_DAYS,
    DAYS,
    EVENTS,
    Hours,
    parse_schedule,
    periods,
)

PARIS, NANJING = (2.35, 48.85), (118.8, 32.06)


def text_of(schedule) -> str:
    return "; ".join(hours.text for hours in schedule)


def at(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


def inside(spans: np.ndarray, instant: float) -> bool:
    return bool(((spans[:, 0] <= instant) & (instant < spans[:, 1])).any())


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("MON TUE 08:00-17:00; SUN 10:00-12:00; ANY SS-SR", None),
        ("mon-fri 8:00 - 17:30", "MON TUE WED THU FRI 08:00-17:30"),
        ("SAT-MON,WED 22:00-05:00", "MON WED SAT SUN 22:00-05:00"),
        ("BMCT-EECT;", "ANY BMCT-EECT"),
        ("ANY 00:00-00:00", "ANY 00:00-24:00"),
        ("MON 08:00:30Z-09:00:00Z", "MON 08:00:30-09:00"),
        ("", ""),
        (None, ""),
    ],
)
def test_text_is_read_and_written(text, written):
    schedule = parse_schedule(text)
    assert text_of(schedule) == (text if written is None else written)
    assert parse_schedule(text_of(schedule)) == schedule


@pytest.mark.parametrize(
    "text", ["MON", "08:00", "25:00-26:00", "08:60-09:00", "MOM 08:00-09:00", "SR-SR", "8-9", "- -", "MON 1:00-2:00 x"]
)
def test_text_that_is_no_schedule_is_an_error_with_an_example(text):
    with pytest.raises(UserError, match=r"cannot be read\. Write them as"):
        parse_schedule(text)
    with pytest.raises(UserError):
        parse_schedule("ANY 08:00-09:00; " * 5_000)


def test_permanent_zones_and_spans_without_dates_are_always():
    assert periods(None, None, "", 0, 1e6, *PARIS).tolist() == [[-np.inf, np.inf]]
    assert periods(5.0, 6.0, "MON 08:00-09:00", np.nan, np.nan, *PARIS).tolist() == [[-np.inf, np.inf]]
    assert periods(5.0, np.nan, None, 0, 1e6, *PARIS).tolist() == [[5.0, np.inf]]
    assert periods(5.0, 4.0, None, 0, 1e6, *PARIS).shape == (0, 2)
    assert periods(0.0, 10.0, "ANY 00:00-24:00", 1e9, 1e9 + 1, *PARIS).shape == (0, 2)


def test_hours_over_midnight_belong_to_the_day_on_which_they_begin():
    monday = at("2026-11-23")
    spans = periods(None, None, "MON 22:00-05:00", monday, monday + 2 * DAY, *PARIS)
    assert spans.tolist() == [[monday + 22 * 3600, monday + 29 * 3600]]
    clipped = periods(monday + 23 * 3600, None, "MON 22:00-05:00", monday, monday + DAY, *PARIS)
    assert clipped.tolist() == [[monday + 23 * 3600, monday + 29 * 3600]]


def test_hours_of_all_days_join():
    begins = at("2026-11-25")
    spans = periods(None, None, "ANY 08:00-20:00; ANY 20:00-08:00", begins, begins + DAY, *PARIS)
    assert len(spans) == 1
    assert spans[0, 0] <= begins - DAY
    assert spans[0, 1] >= begins + 2 * DAY


clock = st.integers(0, 287).map(lambda steps: steps * 300.0)
entries = st.lists(
    st.builds(
        lambda days, begin, end: Hours(tuple(sorted(days)), begin, DAY if end == 0 else end),
        st.sets(st.sampled_from(ALL_DAYS), min_size=1),
        clock,
        clock,
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=60)
@given(entries, st.integers(0, 20_000), st.lists(st.floats(0, 3 * DAY), min_size=5, max_size=30))
def test_membership_is_that_of_a_clock(schedule, day, offsets):
    """A naive clock: is the instant after the begin on its day, or, over midnight, before the end on the next?"""
    begins = day * DAY
    spans = periods(None, None, parse_schedule(text_of(tuple(schedule))), begins, begins + 3 * DAY, *PARIS)
    assert (np.diff(spans.ravel()) > 0).all()
    for offset in offsets:
        when = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=begins + offset)
        second = when.hour * 3600 + when.minute * 60 + when.second + when.microsecond / 1e6
        today, before = when.weekday(), (when.weekday() - 1) % 7
        expected = False
        for hours in schedule:
            over = hours.end <= hours.begin
            if over:
                expected |= today in hours.days and second >= hours.begin
                expected |= before in hours.days and second < hours.end
            else:
                expected |= today in hours.days and hours.begin <= second < hours.end
        edge = min(abs(second - time) for hours in schedule for time in (hours.begin, hours.end, 0.0, DAY))
        if edge > 1e-3:
            assert inside(spans, begins + offset) == expected


@pytest.mark.parametrize(
    ("text", "angle", "above"),
    [("SR-SS", HORIZON, True), ("SS-SR", HORIZON, False), ("BMCT-EECT", CIVIL, True), ("EECT-BMCT", CIVIL, False)],
)
@pytest.mark.parametrize("place", [PARIS, NANJING, (-122.4, 37.8), (179.9, -40.0), (19.0, 75.0), (25.7, 66.5)])
@pytest.mark.parametrize("day", ["2026-06-20", "2026-09-23", "2026-12-20"])
def test_hours_by_the_sun_are_those_when_it_is_up_or_down(text, angle, above, place, day):
    begins = at(day)
    spans = periods(None, None, text, begins, begins + 3 * DAY, *place)
    instants = begins + np.arange(0, 3 * DAY, 600.0)
    height = altitude(instants, *place)
    clear = np.abs(height - angle) > 0.25
    expected = (height > angle) == above
    assert [inside(spans, each) for each in instants[clear]] == expected[clear].tolist()


def test_days_of_events_are_days_at_the_place():
    """Sunrise of Monday in Nanjing is on Sunday evening, UTC."""
    monday = at("2026-11-23")
    spans = periods(None, None, "MON SR-SS", monday - DAY, monday + DAY, *NANJING)
    assert len(spans) == 1
    assert monday - 2 * 3600 < spans[0, 0] < monday
    assert monday + 8 * 3600 < spans[0, 1] < monday + 10 * 3600


def test_where_an_event_does_not_occur_the_zone_is_rather_in_force():
    begins = at("2026-06-21")
    spans = periods(None, None, "ANY 08:00-SS", begins, begins + DAY, 19.0, 75.0)  # midnight sun
    assert inside(spans, begins + 12 * 3600)
    assert inside(spans, begins + 23 * 3600)
    assert set(EVENTS) & set(DAYS) == set()
