"""blindspot:plannights with the objective to close the gap over the watch: take-offs, figures, log and fields."""

from datetime import datetime, timedelta

import numpy as np
import pytest
from qgis.core import QgsProcessingException
from test_plannights import OUTPUTS, ZONE, assessed, begins, features, fixes, places, site

from blindspot.layers.attributes import is_null
from small_layers import attributes


@pytest.fixture
def plan(run):
    def plan(**parameters):
        given = {
            "INPUT": fixes(),
            "TIME_FIELD": "time",
            "UNIT_FIELD": "unit",
            "TIMEZONE": ZONE,
            "PLACES": places(),
            "DEMAND_FIELD": "weight",
            "LAUNCH_SITES": site(),
            "DRONES": 1,
            "SORTIES": 3,
            "ENDURANCE": 10,
            "TURN_TIME": 0,
            "LANDING_TIME": 0,
            "SHARE": 100,
            "NIGHTS": 3,
            "MAX_ITERATIONS": 15,
            **dict.fromkeys(OUTPUTS, "memory:"),
        }
        return run("plannights", **(given | parameters))

    return plan


def test_nights_use_the_watch_and_close_more_than_serving_once(plan, log):
    results = plan(RETURN_WEIGHT=1)
    assert sum("close a priority of" in text and text.startswith("Night ") for text in log.infos) == 3
    assert any("from 22:00 to 07:00 (Europe/Vienna)" in text for text in log.infos)
    assert any("they close a priority of" in text for text in log.infos)
    assert not any("serve" in text for text in log.infos + log.warnings)  # a word of the other objective
    once = plan(RETURN_WEIGHT=1, OBJECTIVE=1)
    assert results["CLOSED_PRIORITY"] == results["PRIORITY_BEFORE"] - results["PRIORITY_AFTER"]
    assert once["CLOSED_PRIORITY"] == once["PRIORITY_BEFORE"] - once["PRIORITY_AFTER"]
    assert results["CLOSED_PRIORITY"] > 1.2 * once["CLOSED_PRIORITY"] > 0
    routes = attributes(results["ROUTES"], "night", "start", "end")
    assert len(routes) == 9
    for night in (1, 2, 3):
        own = sorted(row[1].toMSecsSinceEpoch() / 1000 for row in routes if row[0] == night)
        assert own[-1] - own[0] > 2 * 3600  # spread over the watch


def test_what_the_spots_say_is_what_the_places_gain(plan):
    results = plan(NIGHTS=1)
    rows = attributes(results["SPOTS"], "name", "priority", "served", "gap", "visits", "times", "gap_after", "closed")
    gained = dict(attributes(results["OUTPUT"], "name", "gain"))
    assert all(is_null(row[2]) for row in rows)
    assert sum(row[4] for row in rows) >= 3
    for name, priority, _, gap, visits, times, gap_after, closed in rows:
        assert closed == pytest.approx(gained[name], rel=0.01, abs=1e-6)
        assert gap_after == pytest.approx(gap * (1 - closed / priority))
        assert (visits > 0) == (not is_null(times))
        assert visits == (0 if is_null(times) else len(times.split(", ")))
    assert results["CLOSED_PRIORITY"] == pytest.approx(sum(row[7] for row in rows), rel=0.01)
    assert sum(row[0] for row in attributes(results["ROUTES"], "priority")) == pytest.approx(
        results["CLOSED_PRIORITY"], rel=0.01
    )


def test_the_log_says_in_which_watches_a_night_is_flown(plan, log):
    plan(NIGHTS=1, SORTIES=1)
    assert any(text.startswith("Flown in the 4 watches of the period it closes") for text in log.infos)
    log.infos.clear()
    plan(NIGHTS=5, SORTIES=1)
    assert sum("flown in no watch of the period, so it is planned for the mean" in text for text in log.infos) == 1
    assert any(text.startswith("The 5 nights together visit") for text in log.infos)
    log.infos.clear()
    plan(NIGHTS=2, SORTIES=1, UNPREDICTABLE=True, PLANS=2)
    plans = [text for text in log.infos if text.startswith("Plan ")]
    assert len(plans) == 2
    assert not any("after all nights" in text for text in plans)


def test_the_gain_is_what_assessplan_finds(plan, run):
    one = plan(NIGHTS=1)
    assert one["PRIORITY_AFTER"] == pytest.approx(assessed(run, one["ROUTES"])["PRIORITY_AFTER"], abs=1e-6)


@pytest.mark.parametrize(
    ("start", "evening", "earliest"),
    [
        ("2026-03-27T01:30:00", datetime(2026, 3, 26, 22), timedelta(hours=3.5)),
        ("2026-03-27T12:00:00", datetime(2026, 3, 27, 22), timedelta(0)),
        ("2026-03-27T05:30:00", datetime(2026, 3, 27, 22), timedelta(0)),
    ],
)
def test_a_start_in_the_watch_is_the_earliest_take_off(plan, start, evening, earliest):
    made = begins(plan(START=start, NIGHTS=2)["ROUTES"])
    for night, begun in enumerate(made):
        watch = evening + timedelta(days=night)
        assert watch + earliest <= begun <= watch + timedelta(hours=9)


def test_hours_narrow_the_take_offs(plan):
    routes = attributes(plan(NIGHT_FROM="23:00", NIGHT_TO="01:00", NIGHTS=2)["ROUTES"], "start")
    for (start,) in routes:
        hour = (start.toMSecsSinceEpoch() / 3600_000 + 1) % 24  # Vienna in winter
        assert hour >= 23 - 1e-6 or hour <= 1.2  # a busy pad may delay one a little
    with pytest.raises(QgsProcessingException, match=r"NIGHT_FROM is 12:00"):
        plan(NIGHT_FROM="12:00", NIGHT_TO="13:00")


def test_what_was_closed_counts_less_in_later_nights(plan):
    same, other = (plan(RETURN_WEIGHT=weight, NIGHTS=3) for weight in (1, 0))
    assert other["PLACES_VISITED"] > same["PLACES_VISITED"]
    assert other["PRIORITY_AFTER"] < other["PRIORITY_BEFORE"]


def test_nights_are_drawn_from_plans_that_visit(plan, log):
    results = plan(UNPREDICTABLE=True, PLANS=3, NIGHTS=5, SEED=3, RETURN_WEIGHT=0, ENTROPY=1)
    rows = attributes(results["ROUTES"], "night", "plan")
    assert {row[0] for row in rows} == set(range(1, 6))
    assert {row[1] for row in rows} <= {1, 2, 3}
    chances = attributes(results["OUTPUT"], "visit_probability", "drone_nights")
    assert min(chance for chance, _ in chances if chance > 0) == pytest.approx(results["LEAST_PROBABILITY"])
    assert results["CLOSED_PRIORITY"] > 0
    starts = np.array([moment.timestamp() for moment in begins(results["ROUTES"])])
    assert (np.abs(np.diff(starts) - 86_400) < 9 * 3600).all()


def test_seed_and_steps_reproduce_all_features(plan):
    for more in ({}, {"UNPREDICTABLE": True, "PLANS": 2}):
        one, other = (plan(SEED=5, NIGHTS=2, **more) for _ in range(2))
        for name in OUTPUTS:
            assert features(one[name]) == features(other[name]), name


def test_a_night_without_flights_is_reported_and_written(plan, log):
    far = places((1, 1), [(60_000, 0), (0, 50_000)])
    results = plan(PLACES=far, NIGHTS=2)
    assert results["ROUTE_COUNT"] == results["CLOSED_PRIORITY"] == 0
    assert sum("nothing is flown" in text for text in log.warnings) == 2


def test_a_watch_that_lasts_all_day(plan):
    results = plan(WATCH_START="00:00", WATCH_END="00:00", NIGHTS=2)
    gained = results["CLOSED_PRIORITY"]
    assert gained > 0
    assert gained == pytest.approx(sum(row[0] for row in attributes(results["OUTPUT"], "gain")))
