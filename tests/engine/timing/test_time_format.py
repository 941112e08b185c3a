"""TIME_FORMAT: layouts in two notations, orders and epochs; what it does not know is an error with an example."""

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blindspot.engine.errors import UserError
from blindspot.engine.timing.time_format import AUTOMATIC, parse_time_format
from blindspot.engine.timing.timestamps import read_numbers, read_text

AT = datetime(2026, 1, 5, 22, 4, 10, tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("form", "text", "late"),
    [
        ("dd/MM/yyyy HH:mm:ss", "05/01/2026 22:04:10", 0),
        ("MM/dd/yyyy HH:mm:ss", "01/05/2026 22:04:10", 0),
        ("%d/%m/%Y %H:%M:%S", "05/01/2026 22:04:10", 0),
        ("%m/%d/%y %I:%M:%S %p", "01/05/26 10:04:10 PM", 0),
        ("MM/dd/yy h:mm:ss ap", "01/05/26 10:04:10 pm", 0),
        ("yy.MM.dd HH.mm.ss", "26.01.05 22.04.10", 0),
        ("ddMMyyHHmmss", "050126220410", 0),
        ("%Y%m%d%H%M%S", "20260105220410", 0),
        ("HH:mm:ss dd.MM.yyyy", "22:04:10 05.01.2026", 0),
        ("yyyy-MM-dd'T'HH:mm:ss", "2026-01-05T22:04:10", 0),
        ("yyyy-MM-ddTHH:mm:ss.zzz", "2026-01-05T22:04:10.250", 0.25),
        ("yyyy-MM-dd HH:mm:ss.SSS", "2026-01-05 22:04:10.250", 0.25),
        ("%Y-%m-%dT%H:%M:%S%z", "2026-01-06T00:04:10+0200", 0),
        ("%d %b %Y %T", "05 Jan 2026 22:04:10", 0),
        ("d. MMMM yyyy HH:mm:ss 'Uhr'", "5. Januar 2026 22:04:10 Uhr", 0),
        ("%-d.%-m.%Y %H.%M.%S", "5.1.2026 22.04.10", 0),
    ],
)
def test_layouts(form, text, late):
    found = read_text(np.array([text, "soon"], object), "UTC", True, parse_time_format(form))
    assert found.seconds[0] == AT + late
    assert (found.warnings, found.unreadable_count) == ((), 1)


@pytest.mark.parametrize(
    ("form", "text"),
    [("MM/dd/yyyy HH:mm:ss", "1/5/2026 22:04:10"), ("dd/MM/yyyy HH:mm:ss", "5/1/2026 22:04:10"),
     ("yy-MM-dd HH:mm:ss", "26-1-05 22:04:10")],
)  # fmt: skip
def test_rows_written_a_little_differently_have_the_order_of_the_layout(form, text):
    found = read_text(np.array([text], object), "UTC", True, parse_time_format(form))
    assert (found.seconds[0], found.warnings) == (AT, ())


def test_a_layout_reads_numbers_that_have_lost_their_zeros():
    found = read_numbers(np.array([50126220410, np.nan]), form=parse_time_format("ddMMyyHHmmss"))
    assert found.seconds.tolist() == pytest.approx([AT, np.nan], nan_ok=True)


def test_a_layout_that_does_not_fit_leaves_rows_unread():
    found = read_text(np.array(["01/31/2026 22:04"], object), "UTC", True, parse_time_format("dd/MM/yyyy HH:mm"))
    assert found.unreadable_count == 1


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("unix", AT), ("Unix MS", AT * 1e3), ("unix us", AT * 1e6), ("epoch", AT), ("gps", AT - 315_964_800 + 18),
        ("fit", AT - 631_065_600), ("2000", AT - 946_684_800), ("cocoa", AT - 978_307_200),
        ("cocoa ns", (AT - 978_307_200) * 1e9), (".NET", (AT + 62_135_596_800) * 1e7), ("excel", AT / 86400 + 25_569),
        ("excel 1904", AT / 86400 + 24_107), ("filetime", (AT + 11_644_473_600) * 1e7),
        ("julian", AT / 86400 + 2_440_587.5),
    ],
)  # fmt: skip
def test_epochs_by_name(name, number):
    form = parse_time_format(name)
    assert read_numbers(np.array([number]), form=form).seconds[0] == pytest.approx(AT, abs=1e-2)
    text = np.array([f"{number:.9f}"], object)
    assert read_text(text, "UTC", True, form).seconds[0] == pytest.approx(AT, abs=1e-2)


@pytest.mark.parametrize("nothing", [None, "", "  "])
def test_nothing_is_automatic(nothing):
    assert parse_time_format(nothing) == AUTOMATIC


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ("quux", "letter q"),
        ("dd/MM HH:mm", "does not give the year"),
        ("HH:mm", "does not give the year or the month or the day"),
        ("%d/%Q/%Y", "%Q"),
        ("dd/dd/yyyy MM", "the day twice"),
        ("yyyy/MM/dd §", "§"),
        ("HH:mm AP dd/MM/yyyy", "AM or PM"),
        ("excel 1899", "has the letter"),
    ],
)
def test_what_is_no_format_is_an_error_with_an_example(form, why):
    with pytest.raises(UserError, match=r"dd/MM/yyyy HH:mm:ss or %d/%m/%Y") as error:
        parse_time_format(form)
    assert why in str(error.value)


@given(st.text(max_size=20))
def test_any_text_is_a_format_or_an_error(text):
    try:
        form = parse_time_format(text)
    except UserError:
        return
    read_text(np.array(["2026-01-05 22:04:10"], object), "UTC", True, form)


def test_epoch_seconds_that_are_local_times():
    from dataclasses import replace

    form = replace(AUTOMATIC, unix_is_local=True)
    assert read_numbers(np.array([AT]), "Asia/Shanghai", form=form).seconds[0] == AT - 8 * 3600
    assert read_text(np.array([f"{AT:.0f}"]), "Asia/Shanghai", False, form).seconds[0] == AT - 8 * 3600
