"""Weekdays from text."""

from datetime import date

import pytest

from blindspot.engine.errors import UserError
from blindspot.engine.timing.watch import parse_weekdays
from blindspot.engine.timing.weekdays import day_name, short_day_name


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("", ()),
        ("  ", ()),
        ("Mon-Fri", (0, 1, 2, 3, 4)),
        ("mon - fri", (0, 1, 2, 3, 4)),
        ("Mon–Fri", (0, 1, 2, 3, 4)),
        ("Sat,Sun", (5, 6)),
        ("sat; sunday", (5, 6)),
        ("Tu Th", (1, 3)),
        ("1-5", (0, 1, 2, 3, 4)),
        ("7", (6,)),
        ("Fri-Mon", (4, 5, 6, 0)),
        ("6-1, Wed", (5, 6, 0, 2)),
        ("Mon-Sun", range(7)),
        ("Tue-Tue", (1,)),
        ("周一至周五", (0, 1, 2, 3, 4)),
        ("星期六、星期日", (5, 6)),
        ("周五-周一，礼拜三", (4, 5, 6, 0, 2)),
        ("周天", (6,)),
    ],
)
def test_weekdays(text, days):
    assert parse_weekdays(text) == frozenset(days)


@pytest.mark.parametrize(
    "text", ["Mo-", "-", "8", "0", "Xyz", "M", "Mon-Wed-Fri", "12", "Montag", "1.5", "周", "周八", "至"]
)
def test_weekdays_that_cannot_be_read(text):
    with pytest.raises(UserError, match="WEEKDAYS"):
        parse_weekdays(text)


def test_the_names_of_days_are_those_of_the_calendar():
    for day in range(7):
        at = date(2026, 3, 16 + day)
        assert short_day_name(at.weekday()) == at.ctime()[:3] == day_name(at.weekday())[:3]
