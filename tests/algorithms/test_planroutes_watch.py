"""blindspot:planroutes with the objective to close the gap over the watch."""

import numpy as np
import pytest
from qgis.core import QgsProcessingException
from test_planroutes import Listener, layer, sites, spots
from test_planroutes import run as plan

from blindspot.algorithms.planroutes import PlanRoutes
from small_layers import EASTING, NORTHING, START, point_layer, shape_layer, walk_rows

HOUR, NIGHT = 3600.0, 7 * 3600.0
CLOSE = {"OBJECTIVE": 0, "SPOTS": "memory:", "TIMEZONE": "Europe/Vienna", "MAX_ITERATIONS": 40}


@pytest.fixture(autouse=True)
def _processing(qgis_processing):
    """Initializes Processing."""


def column(made, name):
    return [feature[name] for feature in made.getFeatures()]


def rows_of(made):
    return [(feature.attributes(), feature.geometry().asWkt()) for feature in made.getFeatures()]


def launches(made):
    """The take-offs of all sorties: M of the first vertex of each."""
    return np.array([next(feature.geometry().vertices()).m() for feature in made.getFeatures()])


def with_profiles(profiles):
    fields = "field=priority:double&field=gap:double&field=gap_profile:string"
    shapes = [f"POINT({300 * (number + 1)} 200)" for number in range(len(profiles))]
    return layer("Point", shapes, [[2.0, 0.5, profile] for profile in profiles], fields)


def test_a_plan_says_what_it_closes_and_when():
    log = Listener()
    made = plan(log, SORTIES=3, **CLOSE)
    closed = made["CLOSED_PRIORITY"]
    assert "SERVED_PRIORITY" not in made
    assert 5 < closed <= made["UPPER_BOUND"] <= 6 * (1 + 1e-9)
    assert made["SHARE_CLOSED"] == pytest.approx(100 * closed / 6)
    assert made["DRONE_MINUTES"] == pytest.approx(sum(column(made["ROUTES"], "duration_s")) / 60)
    assert sum(column(made["ROUTES"], "priority")) == pytest.approx(closed)
    assert sum(column(made["SPOTS"], "closed")) == pytest.approx(closed)
    assert sorted(column(made["SPOTS"], "priority")) == [1, 2, 3]
    assert min(column(made["SPOTS"], "visits")) >= 3
    begins = launches(made["ROUTES"])
    assert ((begins >= 0) & (begins <= NIGHT + 2 * HOUR)).all()
    assert begins.max() - begins.min() > 2 * HOUR  # and not all at the start
    for name in ("start", "end"):
        assert not any(column(made["ROUTES"], name))
    assert not any(column(made["SPOTS"], "first_visit"))
    assert min(column(made["WAYPOINTS"], "arrive_s")) == pytest.approx(begins.min())
    for hour in column(made["SPOTS"], "times"):
        assert all(int(at[:2]) >= 22 or int(at[:2]) <= 7 for at in hour.split(", "))
    said = " ".join(log.infos)
    assert "from 22:00 to 07:00" in said
    assert "this plan, 2 drones x 3 sorties" in said
    assert "2 drones x 4 sorties" in said
    assert "3 drones x 3 sorties" in said
    assert "the spots of sortie 1" in said
    assert any("None of 3 blind spots has a gap_profile" in text for text in log.warnings)


@pytest.mark.parametrize(
    ("profiles", "said"),
    [
        ([None, "[2,1]", "[1]"], "None of 3 blind spots has a gap_profile of this watch. The gap of each "),
        (
            [None, "[2,1]", str([1] * 28)],
            "2 of 3 blind spots have no gap_profile of this watch. The gap of each of them ",
        ),
        ([None, *[str([1] * 28)] * 2], "1 of 3 blind spots has no gap_profile of this watch. Its gap is taken "),
        (
            [str([1] * 28), "[-1]", "{}"],
            "2 of 3 blind spots have no gap_profile of this watch. The gap of each of them ",
        ),
        ([None], "The blind spot has no gap_profile of this watch. Its gap is taken to be the same "),
        ([str([1] * 28)] * 3, ""),
    ],
    ids=["none", "some", "one", "wrong", "single", "all"],
)
def test_spots_without_a_profile_are_counted(profiles, said):
    log = Listener()
    plan(log, BLIND_SPOTS=[with_profiles(profiles)], **{**CLOSE, "MAX_ITERATIONS": 5})
    warned = [text for text in log.warnings if "gap_profile" in text]
    assert [text.startswith(said) for text in warned] == [True] * bool(said)


def test_every_field_of_spots_is_in_its_help():
    made = plan(**CLOSE)
    algorithm = PlanRoutes().create()
    text = algorithm.parameterDefinition("SPOTS").help()
    assert [field.name() for field in made["SPOTS"].fields() if field.name() not in text] == []


def test_spots_served_once_have_no_layer_of_visits():
    made = plan(**{**CLOSE, "OBJECTIVE": 1})
    assert "SPOTS" not in made
    assert "CLOSED_PRIORITY" not in made
    assert made["SERVED_PRIORITY"] == 6
    assert made["DRONE_MINUTES"] > 0


@pytest.mark.parametrize("start", ["2026-03-02T23:30:00", "2026-03-02T12:00:00", "2026-03-03T01:00:00"])
def test_with_a_start_times_are_absolute_and_none_is_before_it(start):
    hours = {"NIGHT_FROM": "23:00:00", "NIGHT_TO": "03:00:00"}
    made = plan(START=start, SORTIES=2, **hours, **CLOSE)
    begins = sorted(moment.toUTC().toString("dd HH:mm") for moment in column(made["ROUTES"], "start"))
    first = {"23": "02 22:30", "12": "02 22:00", "01": "03 00:00"}[start[11:13]]
    assert first <= begins[0]
    assert begins[-1] <= "03 02:10"  # 03:00 in Vienna, and the time for which a drone waits for another one
    visits = [at.toSecsSinceEpoch() for at in column(made["SPOTS"], "first_visit")]
    assert min(visits) == pytest.approx(
        min(feature["arrive"].toSecsSinceEpoch() for feature in made["WAYPOINTS"].getFeatures() if feature["spot_id"]),
        abs=1,
    )


def test_visits_follow_the_profiles_of_the_gaps():
    """One gap is open before midnight, the other one after 03:00."""
    early, late = ([float(low <= bin < high) for bin in range(28)] for low, high in ((0, 8), (20, 28)))
    log = Listener()
    made = plan(log, BLIND_SPOTS=[with_profiles([str(early), str(late)])], SORTIES=2, DRONES=1, **CLOSE)
    assert made["CLOSED_PRIORITY"] == pytest.approx(4, rel=1e-3)
    first, second = ([int(at[:2]) for at in times.split(", ")] for times in column(made["SPOTS"], "times"))
    assert {22, 23, 0, 1} & set(first)  # what began before midnight is closed until two hours later
    assert {4, 5, 6} & set(second)
    assert column(made["SPOTS"], "gap_before") == [0.5, 0.5]
    assert column(made["SPOTS"], "gap_after") == pytest.approx([0, 0], abs=1e-3)
    assert not any("gap_profile" in text for text in log.warnings)


def test_no_fewer_gaps_are_closed_with_more_drones_and_sorties():
    far = layer("Point", [f"POINT({900 * number} {700 * (number % 4)})" for number in range(1, 9)], [[1.0]] * 8)
    closed = {
        (drones, sorties): plan(BLIND_SPOTS=[far], DRONES=drones, SORTIES=sorties, ENDURANCE=25, **CLOSE)[
            "CLOSED_PRIORITY"
        ]
        for drones, sorties in ((1, 1), (1, 2), (1, 4), (2, 1), (2, 2))
    }
    assert closed[1, 1] < closed[1, 2] < closed[1, 4]
    assert closed[1, 1] < closed[2, 1] < closed[2, 2]


def test_the_same_seed_and_steps_give_the_same_features():
    one, other = (plan(SORTIES=2, **CLOSE) for _ in range(2))
    for name in ("ROUTES", "WAYPOINTS", "UNSERVED", "SPOTS"):
        assert rows_of(one[name]) == rows_of(other[name])


def test_spots_of_several_kinds_are_shown_as_points():
    area = layer("Polygon", ["POLYGON((300 300, 400 300, 400 400, 300 400, 300 300))"], [[2.0]], name="areas")
    made = plan(BLIND_SPOTS=[spots(), area], **CLOSE)
    assert made["SPOTS"].featureCount() == 4
    alone = plan(BLIND_SPOTS=[area], **CLOSE)["SPOTS"]
    assert next(alone.getFeatures()).geometry().area() == pytest.approx(10_000)


def test_the_bound_is_said_with_what_is_closed_in_passing():
    """A scored place on the way, outside of all spots: closed by the plan, but by no visit of a stop."""
    log = Listener()
    scored = layer("Point", ["POINT(100 150)", "POINT(200 300)", "POINT(9000 0)"], [[4.0], [3.0], [1.0]], name="places")
    given = {"BLIND_SPOTS": [layer("Point", ["POINT(200 300)"], [[3.0]])], "SCORED": scored, "SORTIES": 3}
    made = plan(log, **given, **CLOSE)
    assert made["TOTAL_PRIORITY"] == 3 < made["CLOSED_PRIORITY"] <= made["UPPER_BOUND"]
    assert made["SHARE_CLOSED"] == pytest.approx(100 * made["CLOSED_PRIORITY"] / 8)
    (told,) = (text for text in log.infos if "no plan can close more than" in text)
    assert f"that this plan closes in passing, UPPER_BOUND is {made['UPPER_BOUND']:.4g}" in told


def test_hours_that_are_not_limited_are_said_so():
    log = Listener()
    plan(log, WATCH_START="12:00", WATCH_END="08:00", REVISIT=360, **CLOSE)
    assert any("drones take off at any hour from 12:00 on." in text for text in log.infos)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"NIGHT_FROM": "12:00:00", "NIGHT_TO": "14:00:00"}, "No hour is left in which drones may take off"),
        ({"SCORED": sites}, r"SCORED has no field priority"),
        (
            {"SCORED": lambda: point_layer([], (("priority", "Double"),))},
            r"SCORED has no feature with a usable geometry",
        ),
        ({"LAYER_WEIGHTS": "1,2"}, "LAYER_WEIGHTS has 2 numbers for 1 layer."),
    ],
)
def test_what_cannot_be_used_is_a_sentence(given, message):
    given = {name: value() if callable(value) else value for name, value in given.items()}
    with pytest.raises(QgsProcessingException, match=message):
        plan(**given, **CLOSE)


def test_what_a_plan_closes_is_what_assessing_it_finds(run):
    """At all places, of the same evidence, to the decimals of gap_profile; also what drones see in passing."""
    walk = [row for night in range(4) for row in walk_rows(start=START + 86_400 * night)]
    fixes = {"INPUT": point_layer(walk), "TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "Europe/Vienna"}
    box = (EASTING - 300, NORTHING - 300, EASTING + 900, NORTHING + 600)
    corners = f"{box[0]} {box[1]}, {box[2]} {box[1]}, {box[2]} {box[3]}, {box[0]} {box[3]}, {box[0]} {box[1]}"
    area = shape_layer([f"Polygon(({corners}))"])
    scored = run("scoregaps", **fixes, AREA=area, CELL_SIZE=50, OUTPUT="memory:")["OUTPUT"]
    found = run("findblindspots", INPUT=scored, SHARE=40, MAX_AREA=20_000, OUTPUT="memory:")["OUTPUT"]
    fleet = {"LAUNCH_SITES": point_layer([((EASTING + 200, NORTHING - 200),)], ()), "SORTIES": 2, "ENDURANCE": 20}
    made = run("planroutes", BLIND_SPOTS=[found], SCORED=scored, **fleet, MAX_ITERATIONS=30, ROUTES="memory:")
    told = run("assessplan", ROUTES=made["ROUTES"], **fixes, AREA=area, CELL_SIZE=50, OUTPUT="memory:")
    assert made["CLOSED_PRIORITY"] > 1
    assert made["CLOSED_PRIORITY"] == pytest.approx(told["GAIN"], rel=0.01)
    assert made["SHARE_CLOSED"] == pytest.approx(100 * told["GAIN"] / told["PRIORITY_BEFORE"], rel=0.01)
