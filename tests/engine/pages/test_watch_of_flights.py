"""Which watch a flight belongs to."""

from dataclasses import replace

import numpy as np
import pytest
from small_report import ASKED, START

from blindspot.engine.pages.watch_of_flights import watch_numbers

HOUR, DAY = 3600.0, 86400.0
NIGHT = (-600.0, 0.0, 3 * HOUR, 7 * HOUR)
"""Take-offs in seconds after the start of a watch from 22:00 to 05:00, of which the first is shortly before it."""


def test_flights_of_a_night_belong_together_over_midnight_and_from_shortly_before_the_watch():
    start = START + np.array([*NIGHT, *(DAY + at for at in NIGHT)])[::-1]
    assert watch_numbers(start, ASKED).tolist() == [1] * 4 + [0] * 4


@pytest.mark.parametrize(("first", "last"), [(9, 17), (0, 5), (23, 22), (8, 8)])
def test_all_hours_of_a_watch_are_one(first, last):
    asked = replace(ASKED, start_s=first * HOUR, end_s=last * HOUR)
    begins = START - 22 * HOUR + first * HOUR
    length = (last - first) % 24 or 24
    start = begins + np.concatenate([np.arange(length) * HOUR, DAY + np.arange(length) * HOUR])
    assert watch_numbers(start, asked).tolist() == [0] * length + [1] * length


def test_without_dates_there_is_one_and_without_a_question_one_a_day():
    assert watch_numbers(np.array([np.nan, np.nan]), ASKED).tolist() == [0, 0]
    assert watch_numbers(START + np.array([0.0, DAY, DAY + 60]), None).tolist() == [0, 1, 1]


def test_flights_after_a_sunset_long_before_the_usual_one_are_of_one_watch():
    """A question that was asked in summer, and flights in winter from before the usual hour on."""
    asked = replace(ASKED, start_s=21 * 3600.0, end_s=5 * 3600.0, sun="sunset to sunrise")
    start = np.array([17.0, 18.5, 29.5, 41.0]) * 3600 + 1_767_225_600 - 8 * 3600  # local time of ASKED
    assert watch_numbers(start, asked).tolist() == [0, 0, 0, 1]
