"""Times as other programs and countries write them, and the order of day, month and year."""

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blindspot.engine.timing.time_format import AUTOMATIC, parse_time_format
from blindspot.engine.timing.timestamps import ONLY_DATES, ONLY_TIMES, read_text


def seconds(*parts: int) -> float:
    return datetime(*parts, tzinfo=UTC).timestamp()


AT = seconds(2026, 1, 31, 22, 4, 10)


def read(*texts, form=AUTOMATIC):
    return read_text(np.array(texts, object), "UTC", True, form)


@pytest.mark.parametrize(
    "text",
    [
        "31.1.2026 22.04.10",  # Finland, Denmark, Italy
        "31.01.2026 klo 22.04.10",
        "31/01/2026 22h04m10s",
        "2026-02-01T11:04:10+13:00",  # New Zealand in summer
        "2026-02-01 12:04:10 +1400",
        "31.01.2026, 22:04:10 Uhr",
        "22:04:10 31/01/2026",
        "31 Jan 2026 22:04:10",
        "31-JAN-26 10.04.10.000000 PM",  # Oracle
        "31JAN2026:22:04:10",  # SAS
        "31/Jan/2026:22:04:10 +0000",  # Apache
        "Jan 31, 2026 10:04:10 PM",
        "January 31st, 2026 10:04:10 p.m.",
        "Saturday, January 31, 2026 10:04:10 PM",
        "Sat, 31 Jan 2026 22:04:10 +0000",  # RFC 2822
        "Sun, 1 Feb 2026 00:04:10 +0200",
        "Sat Jan 31 22:04:10 2026",  # ctime
        "Sat Jan 31 22:04:10 UTC 2026",
        "Sat Jan 31 2026 22:04:10 GMT+0000 (Coordinated Universal Time)",  # JavaScript
        "2026-01-31T22:04:10+00:00[Europe/London]",  # Java
        "31. Januar 2026 22:04:10",
        "Samstag, 31. Januar 2026 22:04:10",
        "31 janvier 2026 à 22:04:10",
        "31 de enero de 2026 22:04:10",
        "31 ene 2026 10:04:10 p.\xa0m.",
        "31/1/2026 10:04:10 p. m.",
        "31 gennaio 2026 22:04:10",
        "31 de janeiro de 2026 22:04:10",
        "za 31 jan. 2026 22:04:10",
        "lauantai 31. tammikuuta 2026 klo 22.04.10",
        "31 stycznia 2026 22:04:10",
        "31 января 2026 г. 22:04:10",
        "2026年1月31日 22时04分10秒",
        "2026年1月31日 22時4分10秒",
        "2026年01月31日 下午10:04:10",
        "2026/1/31 下午 10:04:10",
        "2026年1月31日(土) 午後10時04分10秒",
        "2026년 1월 31일 오후 10시 4분 10초",
        "2026. 1. 31. 오후 10:04:10",
        "2026:01:31 22:04:10",  # EXIF
        "2026. 01. 31. 22:04:10",
        "20260131T220410Z",
        "20260131-220410",
        "31/01/2026-22:04:10",
        "2026年1月31日 晚上10:04:10",
        "20260131_220410",
        "2026-01-31_22-04-10",
        "2026-Jan-31 22:04:10",
        "1/31/26 10:04:10 PM",
        "20260131220410",
        "46053.9195601852",  # days of Excel
        "46053,9195601852",
    ],
)
def test_formats_of_other_programs_and_countries(text):
    assert read(text).seconds[0] == pytest.approx(AT, abs=1e-3)


@pytest.mark.parametrize(
    "text", ["2026年1月31日 凌晨", "31 Foo 2026 22:04", "Sat 31 2026 22:04", "31 Jan 22:04", "22時4分"]
)
def test_words_and_signs_that_make_no_time_are_unreadable(text):
    assert np.isnan(read(text, "2026-01-31 22:04:10").seconds).tolist() == [True, False]


MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "fi": "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta "
    "marraskuuta joulukuuta",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}


@pytest.mark.parametrize("language", MONTHS)
def test_every_month_by_name(language):
    texts = [f"3 {name} 2026 22:04" for name in MONTHS[language].split()]
    assert read(*texts).seconds.tolist() == [seconds(2026, month, 3, 22, 4) for month in range(1, 13)]


def test_twelve_digits_as_text_are_a_time_to_the_minute_or_milliseconds_since_1970():
    found = read("202601312204", "202601322204", "202601312460", "1769897050000")
    assert found.seconds.tolist()[0] == AT - 10
    assert np.isnan(found.seconds).tolist() == [False, True, True, False]
    assert found.seconds[3] == AT
    assert read("915148800000").seconds[0] == seconds(1999, 1, 1)


def test_a_column_of_dates_or_of_times_of_day_says_so():
    assert read("2026-01-31", "2026-02-01", None).only == ONLY_DATES
    assert read("22:04:10", "22:05").only == ONLY_TIMES
    assert read("2026-01-31", "2026-02-01", "soon").only == ONLY_DATES
    assert read("2026-01-31", "2026-02-01 10:00").only == ""
    assert read("soon", "later").only == ""


# The order of day, month and year.


def test_the_closest_run_of_days_decides_where_nothing_else_does():
    american = read(*[f"9/{day}/2019 21:00" for day in range(7, 13)])
    assert american.seconds.tolist() == [seconds(2019, 9, day, 21) for day in range(7, 13)]
    assert "09/07/2019 is 2019-09-07; with the day first it is 2019-07-09" in american.warnings[0]
    assert "TIME_FORMAT" in american.warnings[0]
    european = read(*[f"{day}.9.2019 21:00" for day in range(7, 13)])
    assert european.seconds.tolist() == american.seconds.tolist()


def test_one_stray_date_does_not_decide_the_order():
    texts = [f"9/{day}/2019 21:00" for day in range(7, 13)] + ["12/1/2043 21:00"]
    assert read(*texts).seconds[0] == seconds(2019, 9, 7, 21)


@pytest.mark.parametrize(
    ("form", "day"), [("day first", (2019, 7, 9)), ("month first", (2019, 9, 7)), ("dd/MM/yyyy HH:mm", (2019, 7, 9))]
)
def test_a_format_settles_the_order_without_a_warning(form, day):
    found = read("9/7/2019 21:00", "09/08/2019 21:00", form=parse_time_format(form))
    assert found.warnings == ()
    if form[0] != "d" or form == "day first":
        assert found.seconds[0] == seconds(*day, 21)


def test_years_of_two_digits():
    nights = read("29.1.26 22.04", "30.1.26 22.04", "31.1.26 22.04")
    assert nights.seconds.tolist() == [seconds(2026, 1, day, 22, 4) for day in (29, 30, 31)]
    japan = read("26/01/29 22:04", "26/01/30 22:04", "26/01/31 22:04")
    assert japan.seconds.tolist() == nights.seconds.tolist()
    assert read("1/31/26 22:04").warnings == ()
    assert read("31/01/99 22:04", "30/01/99 22:04").seconds[0] == seconds(1999, 1, 31, 22, 4)
    assert read("31/01/68 22:04").seconds[0] == seconds(2068, 1, 31, 22, 4)
    assert read("31/01/69 22:04").unreadable_count == 1  # 1969, as POSIX has it


def test_the_year_first_is_no_order_of_dates_that_end_with_a_year_of_four_digits():
    found = read("26-01-05 10:00", "03/04/2026 10:00", form=parse_time_format("year first"))
    assert found.seconds.tolist() == [seconds(2026, 1, 5, 10), seconds(2026, 4, 3, 10)]


def test_dates_that_only_another_order_can_read_are_counted_by_rows():
    found = read(*["23/04/2025 10:00"] * 5, *["04/23/2025 10:00", "04/24/2025 10:00", "04/23/2025 10:00"])
    assert found.unreadable_count == 3
    assert "(rows: 3, such as 04/23/2025)" in found.warnings[0]


@given(
    st.dates(datetime(1990, 1, 1).date(), datetime(2060, 1, 1).date()),
    st.integers(20, 60),
    st.sampled_from([("%d/%m/%Y", "day"), ("%m/%d/%Y", "month"), ("%d.%m.%y", "day"), ("%y-%m-%d", "year")]),
)
def test_a_run_of_days_is_read_in_the_order_in_which_it_was_written(first, days, how):
    moments = [datetime.fromordinal(first.toordinal() + i) for i in range(days)]
    texts = [moment.strftime(how[0]) + " 10:30" for moment in moments]
    expected = [moment.replace(hour=10, minute=30, tzinfo=UTC).timestamp() for moment in moments]
    assert read(*texts).seconds.tolist() == expected
