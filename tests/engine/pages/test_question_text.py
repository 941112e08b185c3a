"""The question of a report, and the method, in words: with the numbers of the run."""

from dataclasses import replace

import pytest
from small_report import ASKED

from blindspot.engine.pages.method_text import limits, method_sentences


def test_the_question():
    assert ASKED.sentence == ("Of what begins between 22:00 and 05:00, how much is not seen within 2 h, and where?")
    assert ASKED.short == "fixes, 22:00-05:00, 2 h, 2026-03-02 to 2026-03-16"
    all_day = replace(ASKED, start_s=0.0, end_s=0.0, revisit=5400.0)
    assert "at any hour, how much is not seen within 90 min" in all_day.sentence
    assert all_day.short.startswith("fixes, all day, 90 min")


def test_the_days_of_the_week_are_named_where_not_all_count():
    assert ASKED.scope == "2026-03-02 to 2026-03-16 · Asia/Shanghai"
    assert replace(ASKED, weekdays=range(7)).scope == ASKED.scope
    assert "· Fri, Sat ·" in replace(ASKED, weekdays=(5, 4)).scope


def test_the_method_has_the_parameters_of_each_run():
    said = method_sentences(
        {
            "planroutes": {"ENDURANCE": 22.0, "RESERVE": 30.0},
            "findblindspots": {"SHARE": 40.0, "MIN_GAP": 0.7},
            "scoregaps": {"DETECTION_RANGE": 35.0, "DETECTION_TIME": 20.0, "REVISIT": 90.0},
            "preparetracks": {"MAX_SPEED": 120.0, "MAX_OUTAGE": 8.0, "MAX_PAUSE": 45.0},
        }
    )
    tracks, gaps, spots, routes = said  # in the order of the steps
    assert "above 120 km/h" in tracks
    assert "more than 8 minutes counts as an outage" in tracks
    assert "within 35 m of it, and needs 20 seconds" in gaps
    assert "not noticed within 90 min" in gaps
    assert "hold 40 % of all priority" in spots
    assert "a gap below 0.7" in spots
    assert "22 minutes of flight" in routes
    assert "of which 30 % stay as a reserve" in routes
    (at_once,) = method_sentences({"scoregaps": {"DETECTION_TIME": 0.0}})
    assert "notices at once" in at_once


def test_of_drones_only_plans_speak():
    assert not any("drone" in text for text in limits(with_drones=False))
    assert any("walls" in text for text in limits(with_drones=True))
    assert any("no building hides" in text for text in limits(with_drones=True, buildings=True))
    assert not any("walls" in text for text in limits(with_drones=True, buildings=True))


@pytest.mark.parametrize(("dark", "said"), [(20, True), (None, False)])
def test_the_range_after_dark_is_part_of_the_method(dark, said):
    (method,) = method_sentences({"scoregaps": {"DARK_RANGE": dark}})
    assert ("After dark a patrol sees a place only within 20 m." in method) == said
