"""Hours of operation: texts, and when they are on."""

from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from blindspot.engine.errors import UserError
from blindspot.engine.timing.hours import hours_text, open_hours, parse_hours

VIENNA = "Europe/Vienna"
HOUR = 3600.0


def at(text, zone=VIENNA):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp()


def spans(text, first, last, zone=VIENNA):
    """The times in operation, in local time, as text."""
    zoned = ZoneInfo(zone)
    found = open_hours(parse_hours(text, zone), at(first, zone), at(last, zone))
    return [" ".join(datetime.fromtimestamp(t, zoned).strftime("%d %H:%M") for t in row) for row in found.tolist()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("22:00-05:00", ["01 00:00 01 05:00", "01 22:00 02 05:00", "02 22:00 03 00:00"]),
        ("Fri 22:00 - 05:00", ["02 22:00 03 00:00"]),  # 2026-01-01 is a Thursday
        ("Wed 22:00-05:00; Fri 08:00-09:00", ["01 00:00 01 05:00", "02 08:00 02 09:00"]),
        (
            "Mon-Fri 08:00-12:00, 13:00–18:00",
            ["01 08:00 01 12:00", "01 13:00 01 18:00", "02 08:00 02 12:00", "02 13:00 02 18:00"],
        ),
        ("Thu", ["01 00:00 02 00:00"]),
        ("Mo-Th 06:00-24:00", ["01 06:00 02 00:00"]),
        ("08:00-10:00; 09:00-11:00; 11:00-12:00", ["01 08:00 01 12:00", "02 08:00 02 12:00"]),
        (
            "08:00-12:00; 09:00-10:00; 22:00-23:00",
            ["01 08:00 01 12:00", "01 22:00 01 23:00", "02 08:00 02 12:00", "02 22:00 02 23:00"],
        ),
        ("周四 8:00至9:00", ["01 08:00 01 09:00"]),
        ("", ["01 00:00 03 00:00"]),
        ("24/7", ["01 00:00 03 00:00"]),
        ("00:00-24:00", ["01 00:00 03 00:00"]),
    ],
)
def test_texts(text, expected):
    assert spans(text, "2026-01-01T00:00", "2026-01-03T00:00") == expected


@pytest.mark.parametrize(
    "text",
    [
        "often",
        "08-18",
        "25:00-26:00",
        "08:00",
        "08:00-08:00",
        "Mon-Fri-Sat 08:00-09:00",
        "PH off",
        "8:61-9:00",
        ";",
        "x" * 3000,
        "08:00-09:00 10:00-11:00",
    ],
)
def test_texts_that_cannot_be_read(text):
    with pytest.raises(UserError, match="cannot be read"):
        parse_hours(text, VIENNA)


def test_clock_changes():
    """A night has seven hours by the clock: six when the clocks go forward, eight when they go back."""
    for day, hours in (("2026-03-28", 6), ("2026-10-24", 8), ("2026-06-01", 7)):
        found = open_hours(parse_hours("22:00-05:00", VIENNA), at(f"{day}T12:00"), at(f"{day}T12:00") + 24 * HOUR)
        assert np.diff(found).tolist() == [[hours * HOUR]]


def test_hours_are_cut_to_the_span_and_shown():
    hours = parse_hours("Mon-Fri 08:00-18:00; Sat 10:00-14:00", VIENNA)
    assert hours_text(hours) == "08:00-18:00 Mon, Tue, Wed, Thu, Fri; 10:00-14:00 Sat"
    assert hours_text(parse_hours("22:00-24:00; 00:00-24:00", VIENNA)) == "22:00-00:00; all day"
    assert spans("08:00-18:00", "2026-01-01T09:30", "2026-01-01T10:00") == ["01 09:30 01 10:00"]
    assert not len(open_hours(hours, at("2026-01-04T00:00"), at("2026-01-05T00:00")))
    assert not len(open_hours((), 5.0, 5.0))
