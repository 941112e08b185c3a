"""Times as databases, spreadsheets and scripts write them; what names of zones and weekdays tell."""

from datetime import UTC, datetime

import numpy as np
import pytest

from blindspot.engine.timing.day_order import midnights
from blindspot.engine.timing.text_formats import read_stamps
from blindspot.engine.timing.time_format import AUTOMATIC
from blindspot.engine.timing.timestamps import outside_text, read_numbers, read_text

AT = datetime(2026, 1, 31, 20, 4, 10, tzinfo=UTC).timestamp()
HOUR = 3600.0


def read(*texts, zone="Europe/Helsinki"):
    return read_text(np.array(texts, object), zone, False)


@pytest.mark.parametrize(
    "text",
    [
        'ISODate("2026-01-31T20:04:10.000Z")',
        '{"$date":"2026-01-31T20:04:10.000Z"}',
        '{"$date": {"$numberLong": "1769889850000"}}',
        "/Date(1769889850000)/",
        "/Date(1769889850000+0200)/",
        '"2026-01-31T20:04:10Z"',
        '="2026-01-31 20:04:10Z"',
        "1769889850,000",
        "1.76988985e+09",
        "2026-01-31 20:04:10 (UTC)",
        "2026-01-31 22:04:10 EET",
        "Sat Jan 31 22:04:10 EET 2026",
        "2026-01-31 15:04:10 EST",
        "01/31/2026 12:04:10 PM PST",
        "2026-01-31 21:04:10 (CET)",
        "Sun Feb 01 2026 04:04:10 GMT+0800 (中国标准时间)",
        "2026-01-31T20:04:10Z[UTC]",
        "2026-01-31 22:04:10 +0200 EET",
        "2026-02-01 01:34:10.000000001 +0530 IST m=+0.000012345",
        "2026-01-31 22:04:10 (UTC+2)",
        "2026-01-31 15:04:10\u221205:00",
    ],
)
def test_instants_whatever_is_written_around_them(text):
    assert read(text).seconds.tolist() == [AT]


@pytest.mark.parametrize(
    "text",
    [
        "'2026-01-31 22:04:10",
        "20260131-22:04:10",
        "2026/01/31-22:04:10",
        "22:04:10,31/01/2026",
        "31/1/2026 10:04:10 μμ",
        "31.1.2026 г., 22:04:10 ч.",
        "2026-01-31 22:04:10:000",
        "20260131220410000",
        "1/31/2026 22:04:10 PM",
        "310126 220410.00",
        "сб, 31 янв. 2026 22:04:10",
        "31. ledna 2026 22:04:10",
        "2026. január 31. 22:04:10",
        "31 Ocak 2026 22:04:10",
        "31 Januari 2026 pukul 22.04.10",
        "lørdag den 31. januar 2026 22.04.10",
        "31. jaanuar 2026 22:04:10",
        "31.01.2026. u 22:04:10",
        "31/01/2569 22:04:10",
        "٣١/٠١/٢٠٢٦ ٢٢:٠٤:١٠",
        "２０２６-０１-３１ ２２:０４:１０",
    ],
)
def test_local_times_of_more_countries(text):
    assert read(text).seconds.tolist() == [AT]


@pytest.mark.parametrize("text", ["2026-01-31 20:04:10 IST", "2026-01-31 20:04:10 (CST)", "2026-01-31 20:04:10 (abc)"])
def test_names_of_zones_that_mean_several_are_not_ignored(text):
    assert np.isnan(read(text).seconds[0])


def days_of(texts, zone="UTC", now=AT):
    found, warnings = midnights(read_stamps(np.array(texts, object)), AUTOMATIC, "TIME_FORMAT", zone, now)
    return [str(np.datetime64(int(second), "s").astype("M8[D]")) for second in found], warnings


def test_weekdays_tell_the_order():
    assert days_of(["Sat 03/01/2026 20:00"]) == (["2026-01-03"], [])
    assert days_of(["Sun 03/01/2026 20:00"]) == (["2026-03-01"], [])
    assert days_of(["ti 3.2.2026 klo 20.00"]) == (["2026-02-03"], [])


def test_weekdays_of_another_column_tell_nothing():
    assert days_of(["Mon 03/01/2026 20:00"])[0] == ["2026-01-03"]


def test_an_order_in_the_future_is_not_chosen_and_not_named():
    now = datetime(2026, 1, 31, tzinfo=UTC).timestamp()
    assert days_of(["12/01/2026 20:00"], "America/New_York", now) == (["2026-01-12"], [])
    assert days_of(["26-01-31 20:00"], now=now) == (["2026-01-31"], [])
    assert days_of(["26-01-31 20:00"], now=now + 10 * 366 * 86_400)[1] != []


@pytest.mark.parametrize(("zone", "day"), [("America/Chicago", "2026-03-04"), ("Europe/Madrid", "2026-04-03")])
def test_the_zone_tells_the_more_usual_order(zone, day):
    found, warnings = days_of(["03/04/2026 20:00"], zone, AT + 100 * 86_400)
    assert found == [day]
    assert "guess" in warnings[0]


def test_other_epochs_are_named_for_text_as_for_numbers():
    cocoa = AT - 978_307_200
    for values in (np.array([f"{cocoa:.0f}"], object), np.array([f"{cocoa:.1f}"], object)):
        assert "'cocoa'" in read_text(values, "UTC", False).warnings[0]
    assert read_text(np.array([f"{cocoa:.0f}"], object), "UTC", False).seconds.tolist() == [cocoa]


@pytest.mark.parametrize(
    ("number", "zone"),
    [(61_071.836_226_85, "UTC"), (740_013.836_226_85, "UTC"), (31012026200410, "UTC"), (1312026200410, "UTC")],
)
@pytest.mark.parametrize("as_text", [True, False])
def test_days_of_astronomers_and_matlab_and_digits_with_the_year_last(number, zone, as_text):
    read_one = read_text if as_text else read_numbers
    values = np.array([str(number)], object) if as_text else np.array([float(number)])
    assert read_one(values, zone, False).seconds[0] == pytest.approx(AT, abs=0.01)


def test_dates_outside_the_years_that_are_read_are_shown():
    assert outside_text(np.array([])) == ""
    assert outside_text(np.array([-2_147_483_648.0, 0.0])).endswith("1980 to 2100: 2, such as 1901-12-13.")
    assert "such as" in outside_text(np.array([1e300]))
