"""Planted faults: blindspot:checkplan finds each, with its rule and its place, and the plan without it is clean."""

from itertools import pairwise

import numpy as np
import pytest
import shapely
from checked_plan import (
    DATED,
    copy_of,
    edit_fields,
    edit_vertices,
    make_plan,
    opened,
    position,
    waypoints_of,
)
from qgis.core import QgsProcessingUtils
from test_planroutes import ORIGIN, layer, sites

from small_layers import utc

_plans: dict[tuple, dict] = {}
KINDS = {
    "plain": {},
    "dated": {**DATED},
    "terrain": {"terrain": True},
    "watch": {**DATED, "OBJECTIVE": 0, "SORTIES": 2, "terrain": True, "WIND_SPEED": 4, "WIND_FROM": 70},
}


@pytest.fixture(scope="module", autouse=True)
def forget():
    yield
    _plans.clear()


@pytest.fixture
def plan(run, tmp_path, tmp_path_factory):
    """A function that gives a plan of a kind, in a folder of its own; each kind is made once."""

    def plan(kind="plain", **more):
        key = (kind, *sorted(map(str, more.items())))
        if key not in _plans:
            _plans[key] = make_plan(run, tmp_path_factory.mktemp(kind), **{**KINDS[kind], **more})
        return copy_of(_plans[key], tmp_path / "plan")

    return plan


@pytest.fixture
def check(run):
    """Runs checkplan; returns the rows of VIOLATIONS by code."""

    def check(plan, **parameters):
        found = run("checkplan", **plan, VIOLATIONS="memory:", **parameters)
        made = found["VIOLATIONS"]
        made = QgsProcessingUtils.mapLayerFromString(made, run.context) if isinstance(made, str) else made
        rows = list(made.getFeatures())
        assert len(rows) == found["VIOLATION_COUNT"]
        by_code = {}
        for row in rows:
            by_code.setdefault(row["code"], []).append(row)
        return by_code

    return check


def circle(x, y, radius):
    return shapely.Point(x - ORIGIN[0], y - ORIGIN[1]).buffer(radius).wkt


def middle_of_leg(plan, least=200.0):
    """The middle of a long leg, its direction, and the time there."""
    points = waypoints_of(plan["WAYPOINTS"])
    for before, after in pairwise(points):
        one, other = position(before), position(after)
        length = np.hypot(*(other - one)[:2])
        if (before["drone"], before["sortie"]) == (after["drone"], after["sortie"]) and length > least:
            leave = one[3] + (before["leave_s"] - before["arrive_s"])
            return (one + other)[:2] / 2, (other - one)[:2] / length, (leave + other[3]) / 2, after
    raise AssertionError("no long leg")


@pytest.mark.parametrize("kind", list(KINDS))
def test_an_unedited_plan_is_clean(plan, check, kind):
    made = plan(kind)
    assert check(made) == {}
    assert check(made, MAX_AGL=120) == {}


def test_a_waypoint_inside_an_exclusion_circle(plan, check):
    made = plan()
    hover = next(each for each in waypoints_of(made["WAYPOINTS"]) if each["action"] == "hover")
    zone = layer("Polygon", [circle(*position(hover)[:2], 40)], [[0]])
    found = check(made, NO_FLY=[zone])
    assert set(found) == {"no-fly zone"}
    row = found["no-fly zone"][0]
    assert row["value"] == 0
    assert (row["drone"], row["sortie"], row["unit"]) == (1, 1, "m")
    assert (
        np.hypot(*(np.array([row.geometry().asPoint().x(), row.geometry().asPoint().y()]) - position(hover)[:2])) <= 46
    )


def test_a_waypoint_moved_into_the_zone_of_the_plan(plan, check, log):
    made = plan("terrain")
    hover = next(each for each in waypoints_of(made["WAYPOINTS"]) if each["action"] == "hover")
    goal = np.array([500.0, 200.0]) + ORIGIN

    def move(rows, feature):
        rows[:, :2] = goal
        return rows

    edit_vertices(made["WAYPOINTS"], move, lambda each: each["seq"] == hover["seq"] and each["drone"] == hover["drone"])
    found = check(made)
    assert set(found) == {"no-fly zone"}, "times and battery follow from the move, and are no violations"
    assert any("New times" in text for text in log.infos)


def test_a_leg_that_cuts_the_corner_of_a_zone(plan, check):
    made = plan()
    middle, along, _, after = middle_of_leg(made)
    across = np.array([-along[1], along[0]])
    # a square whose corner reaches 3 m over the leg
    corner = middle + 3 * across
    ends = [corner, corner - 80 * across + 80 * along, corner - 160 * across, corner - 80 * across - 80 * along]
    zone = shapely.Polygon([end - np.array(ORIGIN) for end in ends])
    legs = np.array([position(each)[:2] for each in waypoints_of(made["WAYPOINTS"])]) - ORIGIN
    assert not shapely.contains(zone, shapely.points(legs)).any(), "both ends of the leg are outside"
    found = check(made, NO_FLY=[layer("Polygon", [zone.wkt], [[0]])], CLEARANCE=0)
    assert set(found) == {"no-fly zone"}
    assert after["seq"] in {row["seq"] for row in found["no-fly zone"]}


def test_a_zone_that_begins_while_a_drone_is_in_the_air(plan, check):
    made = plan("dated")
    middle, _, moment, _ = middle_of_leg(made)

    def zone(**times):
        fields = "field=valid_from:datetime&field=valid_to:datetime&field=name:string"
        rows = [[times.get("begins"), times.get("ends"), "stadium"]]
        return [layer("Polygon", [circle(*middle, 40)], rows, fields)]

    found = check(made, NO_FLY=zone(begins=utc(moment - 1)))
    assert set(found) == {"no-fly zone"}
    assert "stadium" in found["no-fly zone"][0]["message"]
    assert found["no-fly zone"][0]["time"].toMSecsSinceEpoch() / 1000 >= moment - 1.01
    assert check(made, NO_FLY=zone(begins=utc(moment + 30))) == {}, "the drone has passed it by then"
    assert check(made, NO_FLY=zone(ends=utc(moment - 30))) == {}, "it is no longer in force"


@pytest.mark.parametrize(("lower", "upper", "counts"), [(0, 50, False), (50, 100, True), (71, 200, False)])
@pytest.mark.parametrize("reference", ["AGL", "AMSL"])
def test_zones_below_and_above_the_flight(plan, check, lower, upper, counts, reference):
    made = plan("terrain")
    middle, *_ = middle_of_leg(made)
    base = 0.0 if reference == "AGL" else 100 + 0.02 * (middle[0] - ORIGIN[0])
    fields = "field=lower_m:double&field=lower_ref:string&field=upper_m:double&field=upper_ref:string"
    zone = layer("Polygon", [circle(*middle, 40)], [[base + lower, reference, base + upper, reference]], fields)
    assert set(check(made, NO_FLY=[zone])) == ({"no-fly zone"} if counts else set())


def shift(metres):
    def change(rows, feature):
        rows[:, 2] += metres
        return rows

    return change


def test_heights_above_sea_level_taken_for_relative_ones(plan, check):
    made = plan("plain")
    edit_fields(made["ROUTES"], z_ref="AMSL")
    assert "z_ref" in check(made)
    made = plan("plain")
    for path in made.values():
        edit_vertices(path, shift(150))
    assert {"z_ref", "launch site", "waypoints"} <= set(check(made))


def test_relative_heights_in_a_plan_above_sea_level(plan, check):
    made = plan("terrain")
    edit_fields(made["ROUTES"], z_ref="launch site")
    assert set(check(made)) == {"z_ref"}
    made = plan("terrain")
    for path in made.values():
        edit_vertices(path, shift(-100))
    found = check(made)
    assert {"z_ref", "terrain", "lowest height"} <= set(found)
    assert "the launch site" in found["z_ref"][0]["message"]
    made = plan("terrain")
    edit_vertices(made["ROUTES"], shift(-100))
    assert "waypoints" in check(made), "ROUTES alone"


def test_a_hover_over_a_school(plan, check):
    made = plan()
    hover = next(each for each in waypoints_of(made["WAYPOINTS"]) if each["action"] == "hover")
    x, y = position(hover)[:2]
    school = layer("Point", [f"POINT({x - ORIGIN[0] + 20} {y - ORIGIN[1]})"], [["Primary school"]], "field=name:string")
    found = check(made, PRIVACY=[school])
    assert "privacy service" in found
    assert "Primary school" in found["privacy service"][0]["message"]
    assert found["privacy service"][0]["seq"] == hover["seq"]


def test_the_reserve_eaten_by_a_rally_point(plan, check):
    made = plan()
    near = layer("Point", ["POINT(-100 100)"], [["meadow"]], "field=name:string")
    far = layer("Point", ["POINT(-9000 -8000)"], [["far field"]], "field=name:string")
    assert check(made, RALLY=near) == {}
    found = check(made, RALLY=far)
    assert set(found) == {"return"}
    row = found["return"][0]
    assert "far field" in row["message"]
    assert row["value"] < row["limit"] == 25


def test_two_drones_at_the_same_height_and_time(plan, check, run):
    two = {
        "LAUNCH_SITES": sites(("POINT(0 0)", "POINT(1500 0)")),
        "BLIND_SPOTS": layer("Point", ["POINT(200 300)", "POINT(1300 300)"], [[1], [1]]),
        "DRONES_FIELD": "",
        "DRONES": 2,
        "LAYERS": 1,
        "NO_FLY": [],
        "ENDURANCE": 6,
        "TURN_TIME": 0,
        "LANDING_TIME": 0,
    }
    made = plan("plain", **two)
    clean = check(made)
    assert clean == {}
    meeting = np.array([750.0, 300.0]) + ORIGIN

    def move(rows, feature):
        rows[:, :2] = meeting
        return rows

    edit_vertices(made["WAYPOINTS"], move, lambda each: each["action"] == "hover")
    found = check(made, RESERVE=0, ENDURANCE=30)
    assert set(found) == {"separation"}
    assert found["separation"][0]["value"] < 30


FIELDS = {
    "drone": 7,
    "sortie": 9,
    "launch_site": "elsewhere",
    "duration_s": lambda value: value + 60,
    "distance_m": lambda value: value * 1.05,
    "energy_wh": lambda value: value * 0.9,
    "left_pct": lambda value: value + 5,
    "altitude_m": 30.0,
    "swath_m": 25.0,
    "z_ref": "AMSL",
    "priority": lambda value: value + 1,
    "spots": "another place",
    "start": lambda value: value.addSecs(600),
    "end": lambda value: value.addSecs(-600),
}


@pytest.mark.parametrize("field", list(FIELDS))
def test_a_field_of_routes_edited_by_hand(plan, check, field):
    made = plan("dated")
    row = next(opened(made["ROUTES"]).getFeatures())
    edit_fields(made["ROUTES"], lambda each: each.id() == row.id(), **{field: FIELDS[field]})
    assert check(made), f"nobody noticed that {field} was edited"
