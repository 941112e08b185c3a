"""What is said where the data begin or end within a watch."""

from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from blindspot.engine.timing.partial_watches import cut_to_data, outside_data, report_of_partial_watches
from blindspot.engine.timing.watch import Watch, period

HOUR = 3600.0
VIENNA = "Europe/Vienna"
NIGHT = Watch(22 * HOUR, 5 * HOUR, timezone=VIENNA)
ALL_DAY = Watch(0, 0, timezone=VIENNA)


def at(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(VIENNA)).timestamp()


def said(watch, first, last, start=None, end=None, revisit=2 * HOUR, count=False) -> tuple[list[str], bool]:
    first, last, start, end = (text and at(text) for text in (first, last, start, end))
    whole = period(watch, first, last, start, end)
    cut = cut_to_data(whole, first, last, revisit)
    return report_of_partial_watches(whole if count else cut, watch, revisit, (first, last), not count and cut is whole)


def test_data_that_begin_within_the_first_watch():
    texts, warning = said(NIGHT, "2026-01-02T01:00", "2026-01-12T05:30")
    assert texts == [
        "The data begin 3.0 h into the first watch (2026-01-01 22:00).",
        "The 3.0 h of starting moments whose revisit interval reaches outside the data are unknown and left out; "
        "72.0 h are left (PARTIAL_WATCHES).",
    ]
    assert not warning


def test_data_that_end_within_the_last_watch():
    texts, warning = said(NIGHT, "2026-01-01T21:00", "2026-01-02T02:25")
    assert texts[0] == "The data end 2.6 h before the end of the last watch (2026-01-02 05:00)."
    assert "The 2.6 h of starting moments" in texts[1]
    assert "2.4 h are left" in texts[1]
    assert warning


def test_minutes_and_all_day_watches():
    texts, _ = said(ALL_DAY, "2026-03-28T00:20", "2026-03-30T23:59:30")
    assert texts[:2] == [
        "The data begin 20 min into the first day (2026-03-28 00:00).",
        "The data end 30 s before the end of the last day (2026-03-31 00:00).",
    ]


def test_a_period_that_reaches_nights_beyond_the_data():
    texts, warning = said(NIGHT, "2026-01-05T12:00", "2026-01-07T01:00", "2026-01-03T00:00", "2026-01-08T23:00")
    assert texts[:2] == [
        "The data begin at 2026-01-05 12:00: 19.0 h of the watch, in 3 nights from 2026-01-03 00:00, are before them.",
        "The data end at 2026-01-07 01:00: 12.0 h of the watch, in 3 nights until 2026-01-08 23:00, are after them.",
    ]
    assert warning


def test_the_first_night_alone_lies_before_the_data():
    texts, _ = said(NIGHT, "2026-01-04T12:00", "2026-01-09T06:00", "2026-01-03T12:00", "2026-01-09T05:00")
    assert texts[0].startswith(
        "The data begin at 2026-01-04 12:00: 7.0 h of the watch, in 1 night from 2026-01-03 22:00"
    )


def test_the_clock_change_makes_the_night_shorter():
    texts, _ = said(NIGHT, "2026-03-28T21:00", "2026-03-29T04:00", "2026-03-28T20:00", "2026-03-29T05:00")
    assert texts[0] == "The data end 1.0 h before the end of the last watch (2026-03-29 05:00)."
    assert "3.0 h are left" in texts[1]  # 22:00 to 01:00; 04:00 is two hours later that night


@pytest.mark.parametrize("first", ["2026-01-01T22:00", "2026-01-01T17:00"])
def test_data_that_cover_all_watches_need_no_word(first):
    assert said(NIGHT, first, "2026-01-04T05:00") == ([], False)


def test_counted_as_unpatrolled():
    texts, warning = said(NIGHT, "2026-01-02T01:00", "2026-01-02T05:30", count=True)
    assert texts[1] == (
        "The 3.0 h of starting moments whose revisit interval reaches outside the data count as unpatrolled "
        "(PARTIAL_WATCHES)."
    )
    assert warning


def test_too_little_data_name_what_is_left_and_count_the_whole_watch():
    texts, warning = said(NIGHT, "2026-01-01T23:00", "2026-01-01T23:29")
    assert texts[2].startswith(
        "The data cover 29 min of the period (2026-01-01 23:00 to 2026-01-01 23:29), too little for REVISIT of 120 min"
    )
    assert warning
    whole = period(NIGHT, at("2026-01-01T23:00"), at("2026-01-01T23:29"))
    assert cut_to_data(whole, at("2026-01-01T23:00"), at("2026-01-01T23:29"), 2 * HOUR) is whole
    assert (outside_data(whole, at("2026-01-01T23:00"), at("2026-01-01T23:29")) - whole.t0).tolist() == [
        [0, HOUR],
        [HOUR + 29 * 60, 7 * HOUR],
    ]


def test_only_the_part_of_the_data_in_the_period_counts_as_covered():
    texts, _ = said(NIGHT, "2026-01-31T23:00", "2026-02-28T23:00", "2026-02-28T22:00", "2026-03-01T05:00")
    assert "The data cover 1.0 h of the period (2026-02-28 22:00 to 2026-02-28 23:00)" in texts[-1]


def test_weekdays_leave_out_days_without_a_watch():
    friday = Watch(22 * HOUR, 5 * HOUR, frozenset({4}), VIENNA)
    texts, _ = said(friday, "2026-01-03T03:00", "2026-01-16T23:00")  # the nights of the 2nd, 9th and 16th
    assert texts[:2] == [
        "The data begin 5.0 h into the first watch (2026-01-02 22:00).",
        "The data end 6.0 h before the end of the last watch (2026-01-17 05:00).",
    ]
    assert np.isclose(float(texts[2].split("; ")[1].split(" h")[0]), 2 + 7)
