"""The hours of a watch as text."""

import pytest

from blindspot.engine.errors import UserError
from blindspot.engine.timing.sun import CIVIL, HORIZON, NAUTICAL
from blindspot.engine.timing.watch import Watch
from blindspot.engine.timing.watch_text import parse_watch

ZONE = "Europe/Vienna"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("22:00-05:00", (22, 5)),
        (" 22:00 – 5:00 ", (22, 5)),
        ("08:00-18:00 Mon-Fri", (8, 18, 0, 1, 2, 3, 4)),
        ("08:00-18:00, Sat,Sun", (8, 18, 5, 6)),
        ("8:30 to 17:45 1-5", (8.5, 17.75, 0, 1, 2, 3, 4)),
        ("00:00-24:00", (0, 0)),
        ("22:00-22:00", (22, 22)),
        ("all day", (0, 0)),
        ("ALL DAY Sun", (0, 0, 6)),
        ("24/7", (0, 0)),
        ("22：00至05：00 周五-周六", (22, 5, 4, 5)),
        ("10:00-12:00 Mon-Sun", (10, 12)),
    ],
)
def test_hours(text, expected):
    start, end, *days = expected
    assert parse_watch(text, ZONE) == Watch(start * 3600.0, end * 3600.0, frozenset(days), ZONE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sunset to sunrise", (HORIZON, ())),
        ("Sunset-Sunrise Fri,Sat", (HORIZON, (4, 5))),
        ("civil night", (CIVIL, ())),
        (" nautical  night, Mon-Sun", (NAUTICAL, ())),
    ],
)
def test_nights_by_the_sun(text, expected):
    angle, days = expected
    assert parse_watch(text, ZONE, lambda *given: given) == (angle, frozenset(days))
    with pytest.raises(UserError, match="no hours of a watch"):
        parse_watch(text, ZONE)


@pytest.mark.parametrize("text", ["sunset", "civil", "civil nightly", "civil night Someday", "night sunset to sunrise"])
def test_other_nights_are_refused(text):
    with pytest.raises(UserError, match="no hours of a watch"):
        parse_watch(text, ZONE, lambda *given: given)


@pytest.mark.parametrize("watch", [(0, 0), (79_200, 18_000, {1, 4}), (79_245, 18_000), (0, 0, {6}), (3600, 3600)])
def test_a_watch_as_text_is_read_again(watch):
    start, end, *days = watch
    given = Watch(float(start), float(end), frozenset(*days), ZONE)
    found = parse_watch(str(given), ZONE)
    assert found == given or (given.all_day and found.all_day and found.weekdays == given.weekdays)


@pytest.mark.parametrize(
    "text",
    [
        *("", "22", "22-05", "Mon-Fri", "25:00-05:00", "22:60-05:00", "22:00-05:000", "22:00-05:00x", "24:00-05:00"),
        *("22:00-05:00 Someday", "night", "22:00", "22:00-05:00 8", "-1:00-05:00"),
    ],
)
def test_other_text_is_refused(text):
    with pytest.raises(UserError, match="no hours of a watch"):
        parse_watch(text, ZONE)
