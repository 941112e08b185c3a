"""Sentences of the preflight check, and take-offs in the list of missions."""

import numpy as np
import pytest

from blindspot.engine.pages.check_page import finding
from blindspot.engine.pages.missions_page import _moment


@pytest.mark.parametrize(
    ("violations", "broken", "said"),
    [
        (0, 0, "No violations. 3 sorties checked."),
        (2, 1, "Do not fly this plan yet: 2 violations, in 1 of 3 sorties."),
        (1, 0, "Do not fly this plan yet: 1 violation."),
    ],
)
def test_violations_are_counted_with_the_sorties_that_have_them(violations, broken, said):
    assert finding(violations, broken, 3, np.nan, None)[0] == said


def test_take_offs_are_in_the_time_zone_of_the_plan():
    instant = 1_773_678_600.0 + 7.4  # 2026-03-16 16:30:07 UTC
    assert _moment(instant, "Asia/Shanghai") == "2026-03-17 00:30:07"
    assert _moment(instant, "UTC") == "2026-03-16 16:30:07"
