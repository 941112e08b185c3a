"""blindspot:plannights through processing.run: nights in one set of layers, their times, and the log."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
import shapely
from qgis.core import QgsApplication, QgsProcessingException

from blindspot.layers.attributes import is_null
from small_layers import EASTING, NORTHING, START, Feedback, attributes, point_layer, shape_layer, walk_rows

DAY = 86_400.0
ZONE = "Europe/Vienna"
SPOTS = [(1200 * np.cos(a), 1200 * np.sin(a)) for a in np.linspace(0, 2 * np.pi, 6, endpoint=False)]
OUTPUTS = ("ROUTES", "WAYPOINTS", "UNSERVED", "SPOTS", "OUTPUT")


def fixes(nights=4):
    """Two units that walk for half an hour in each of some nights, 3 km from the launch site."""
    rows = [row for night in range(nights) for row in walk_rows(start=START + night * DAY)]
    return point_layer([((x + 3000, y), *rest) for (x, y), *rest in rows])


def places(demand=(6, 5, 4, 3, 2, 1), around=SPOTS):
    wkts = [f"Point({EASTING + x} {NORTHING + y})" for x, y in around]
    rows = [(f"exit {k + 1}", float(value)) for k, value in enumerate(demand)]
    return shape_layer(wkts, "Point", name="exits", fields=(("name", "QString"), ("weight", "Double")), rows=rows)


def site():
    return shape_layer([f"Point({EASTING} {NORTHING})"], "Point", name="sites")


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
            "ENDURANCE": 10,
            "TURN_TIME": 0,
            "LANDING_TIME": 0,
            "SHARE": 100,
            "NIGHTS": 3,
            "MAX_ITERATIONS": 20,
            "OBJECTIVE": 1,
            **dict.fromkeys(OUTPUTS, "memory:"),
        }
        return run("plannights", **(given | parameters))

    return plan


def features(layer):
    return [(feature.attributes(), feature.geometry().asWkt()) for feature in layer.getFeatures()]


def test_three_nights_in_one_set_of_layers(plan, log):
    results = plan(RETURN_WEIGHT=0)
    routes = attributes(results["ROUTES"], "night", "plan", "drone", "sortie")
    assert routes == [(1, 1, 1, 1), (2, 2, 1, 1), (3, 3, 1, 1)]
    assert all(is_null(row[0]) for row in attributes(results["ROUTES"], "probability"))
    assert results["ROUTE_COUNT"] == 3
    hovered = [row for row in attributes(results["WAYPOINTS"], "night", "spot_id") if row[1]]
    known = {
        (night, spot): served for night, spot, served in attributes(results["SPOTS"], "night", "spot_id", "served")
    }
    assert {row for row, served in known.items() if served > 0} == set(hovered)
    left = attributes(results["UNSERVED"], "night", "spot_id")
    assert set(left) == {row for row, served in known.items() if served == 0}
    scored = attributes(results["OUTPUT"], "name", "demand", "gap_before", "gap_after", "gain", "drone_nights")
    assert [row[0] for row in scored] == [f"exit {k}" for k in range(1, 7)]
    assert [row[1] for row in scored] == [6, 5, 4, 3, 2, 1]
    visited = [row[5] for row in scored]
    assert max(visited) == 1  # no place twice while there are others
    assert results["PLACES_VISITED"] == sum(visited) == len(set(hovered))
    for _, demand, before, after, gain, nights in scored:
        assert before == 1
        assert (after < before) == (nights > 0)
        assert gain == pytest.approx(demand * (before - after))
    gone = sum(row[4] for row in scored)
    assert results["PRIORITY_BEFORE"] == 21
    assert results["PRIORITY_AFTER"] == pytest.approx(21 - gone)
    assert sum(text.startswith("Night ") for text in log.infos) == 3
    assert log.shares == sorted(log.shares)
    assert log.shares[-1] == 100
    assert not any("fewer than" in text for text in log.warnings)


def assessed(run, routes) -> dict:
    """What assessplan finds of routes, by the fixes and places of these tests."""
    return run(
        "assessplan",
        INPUT=fixes(),
        TIME_FIELD="time",
        UNIT_FIELD="unit",
        TIMEZONE=ZONE,
        PLACES=places(),
        DEMAND_FIELD="weight",
        ROUTES=routes,
        OUTPUT="memory:",
    )


def test_the_gain_is_what_assessplan_finds(plan, run):
    # One night is a rotation of one: the same plan in every watch.
    one = plan(NIGHTS=1)
    assert one["PRIORITY_AFTER"] == pytest.approx(assessed(run, one["ROUTES"])["PRIORITY_AFTER"], abs=1e-6)
    assert one["PRIORITY_AFTER"] < one["PRIORITY_BEFORE"]


def begins(layer) -> list[datetime]:
    """The local time in ZONE at which the first sortie of each night takes off."""
    first = {}
    for night, start in attributes(layer, "night", "start"):
        first.setdefault(night, []).append(start.toMSecsSinceEpoch() / 1000)
    return [datetime.fromtimestamp(min(some), ZoneInfo(ZONE)).replace(tzinfo=None) for some in first.values()]


def test_flights_in_the_middle_of_the_watch_close_more_than_at_its_start(plan, log):
    usual = plan(NIGHTS=1)
    assert any("120 min after the watch begins" in text for text in log.infos)
    early, late = plan(NIGHTS=1, START="2026-01-10T22:00:00"), plan(NIGHTS=1, START="2026-01-10T01:00:00")
    gains = [some["PRIORITY_BEFORE"] - some["PRIORITY_AFTER"] for some in (early, late, usual)]
    assert gains[1] > 5 * gains[0] > 0
    assert gains[2] > 5 * gains[0]


def test_nights_follow_the_period_or_the_start(plan):
    after = plan()
    last = datetime.fromtimestamp(START + 3 * DAY, ZoneInfo(ZONE)).replace(tzinfo=None)  # at midnight
    evening = last.replace(hour=22) + timedelta(hours=2)
    assert begins(after["ROUTES"]) == [evening + timedelta(days=n) for n in range(3)]
    start = datetime(2026, 3, 27, 23, 45)
    given = plan(START=start.isoformat())
    assert begins(given["ROUTES"]) == [start + timedelta(days=n) for n in range(3)]  # over a change of clocks
    for route in given["ROUTES"].getFeatures():
        line = route.geometry().constGet()
        assert line.pointN(0).m() == route["start"].toMSecsSinceEpoch() / 1000
        assert line.pointN(line.numPoints() - 1).m() == pytest.approx(route["end"].toMSecsSinceEpoch() / 1000, abs=1e-3)
    arrive = attributes(given["WAYPOINTS"], "seq", "arrive_s")
    assert {seconds for seq, seconds in arrive if seq == 1} == {0.0}


def test_seed_and_steps_reproduce_all_features(plan):
    for more in ({}, {"UNPREDICTABLE": True, "PLANS": 3}):
        one, other = (plan(SEED=5, **more) for _ in range(2))
        for name in OUTPUTS:
            assert features(one[name]) == features(other[name]), name
        assert one["SEED"] == 5


def test_unpredictable_nights_are_drawn_from_plans(plan, log):
    results = plan(UNPREDICTABLE=True, PLANS=4, NIGHTS=8, SEED=3, RETURN_WEIGHT=0, ENTROPY=1)
    rows = attributes(results["ROUTES"], "night", "plan", "probability")
    assert [row[0] for row in rows] == list(range(1, 9))
    assert {row[1] for row in rows} <= {1, 2, 3, 4}
    likely = dict(row[1:] for row in rows)
    assert results["MIXTURE_ENTROPY"] <= np.log(4) + 1e-9
    assert results["MIXTURE_ENTROPY"] == pytest.approx(np.log(1 / next(iter(likely.values()))))  # of equal shares
    chances = attributes(results["OUTPUT"], "visit_probability", "drone_nights")
    assert min(chance for chance, _ in chances if chance > 0) == pytest.approx(results["LEAST_PROBABILITY"])
    assert all(nights == 0 for chance, nights in chances if chance == 0)
    assert any("probability of at least" in text for text in log.infos)
    assert begins(results["ROUTES"])[1] - begins(results["ROUTES"])[0] == timedelta(days=1)


def test_a_seed_of_zero_is_warned_about(plan, log):
    plan(UNPREDICTABLE=True, PLANS=2, NIGHTS=1)
    assert any("SEED is 0" in text for text in log.warnings)


def test_places_out_of_reach_are_counted_and_an_empty_night_is_reported(plan, log):
    far = places((1, 1), [(60_000, 0), (0, 50_000)])
    results = plan(PLACES=far, NIGHTS=2)
    assert results["ROUTE_COUNT"] == 0
    assert results["PRIORITY_AFTER"] == results["PRIORITY_BEFORE"] == 2
    assert any("2 of 2 places are out of reach" in text for text in log.warnings)
    assert sum("nothing is flown" in text for text in log.warnings) == 2
    with pytest.raises(QgsProcessingException, match="nothing to draw"):
        plan(PLACES=far, UNPREDICTABLE=True)


def test_a_period_shorter_than_the_rotation_is_warned_about(plan, log):
    plan(INPUT=fixes(nights=1), NIGHTS=2)
    assert any("fewer than the 2 nights" in text for text in log.warnings)


def test_cells_of_a_grid_are_swept_and_outputs_stay_optional(run):
    results = run(
        "plannights",
        INPUT=fixes(2),
        TIME_FIELD="time",
        TIMEZONE=ZONE,
        AREA=shape_layer([shapely.box(EASTING + 3000, NORTHING, EASTING + 3500, NORTHING + 300).wkt]),
        CELL_SIZE=100,
        DETECTION_RANGE=75,
        MAX_AREA=50_000,
        LAUNCH_SITES=shape_layer([f"Point({EASTING + 3500} {NORTHING + 300})"], "Point"),
        NIGHTS=2,
        MAX_ITERATIONS=10,
        ROUTES="memory:",
    )
    assert results["ROUTE_COUNT"] >= 2
    assert "OUTPUT" not in results
    assert results["PRIORITY_AFTER"] < results["PRIORITY_BEFORE"]


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"NIGHTS": 0}, "NIGHTS"),
        ({"RETURN_WEIGHT": 1.5}, "RETURN_WEIGHT"),
        ({"ENTROPY": -0.1}, "ENTROPY"),
        ({"PLANS": 1}, "PLANS"),
        ({"TIMEZONE": "Atlantis"}, "Atlantis"),
        ({"LAUNCH_SITES": shape_layer}, "launch site"),
        ({"SHARE": 0}, "SHARE"),
    ],
)
def test_bad_input_is_one_sentence(plan, wrong, named):
    if "LAUNCH_SITES" in wrong:
        wrong = {"LAUNCH_SITES": shape_layer([], "Point", name="sites")}
    with pytest.raises(QgsProcessingException, match=named):
        plan(**wrong)


def test_cancel_leaves_nothing(plan):
    assert "ROUTES" not in plan(feedback=Feedback(cancel_at=40))


def test_every_parameter_and_field_is_explained(plan):
    algorithm = QgsApplication.processingRegistry().algorithmById("blindspot:plannights")
    assert [d.name() for d in algorithm.parameterDefinitions() if not d.help()] == []
    results = plan(NIGHTS=1)
    for name in OUTPUTS:
        help_text = algorithm.parameterDefinition(name).help()
        own = {"name", "weight"} if name == "OUTPUT" else set()
        assert [f.name() for f in results[name].fields() if f.name() not in help_text and f.name() not in own] == []
