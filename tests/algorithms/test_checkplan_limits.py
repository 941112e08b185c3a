"""blindspot:checkplan holds a plan to each of its parameters: a value that the plan breaks is a violation."""

import pytest
from checked_plan import DATED, make_plan, position, waypoints_of
from qgis.core import QgsProcessingUtils
from test_planroutes import ORIGIN, layer

_plan: dict[str, dict] = {}
SPOTS = ("POINT(200 300)", "POINT(-200 300)", "POINT(-300 -200)", "POINT(300 -250)", "POINT(0 400)", "POINT(-350 50)")
TWO = {
    "DRONES_FIELD": "",
    "DRONES": 2,
    "SORTIES": 2,
    "ENDURANCE": 5,
    "RESERVE": 10,
    "LAYERS": 2,
    "PAD_TIME": 20,
}


@pytest.fixture(scope="module", autouse=True)
def forget():
    yield
    _plan.clear()


@pytest.fixture
def plan(run, tmp_path_factory):
    """Two drones with two sorties each from one launch site, made once, and not to be edited."""
    if not _plan:
        _plan["two"] = make_plan(run, tmp_path_factory.mktemp("plan"), **DATED, **TWO, BLIND_SPOTS=points(*SPOTS))
    return _plan["two"]


@pytest.fixture
def check(run):
    def check(plan, **parameters) -> list:
        made = run("checkplan", **plan, VIOLATIONS="memory:", **parameters)["VIOLATIONS"]
        made = QgsProcessingUtils.mapLayerFromString(made, run.context) if isinstance(made, str) else made
        return list(made.getFeatures())

    return check


def square(x, y, size):
    return f"POLYGON(({x} {y}, {x + size} {y}, {x + size} {y + size}, {x} {y + size}, {x} {y}))"


def area(*shapes):
    return [layer("Polygon", shapes, [[0]] * len(shapes))]


def points(*shapes):
    return layer("Point", shapes, [[1]] * len(shapes))


def test_each_parameter_is_held_to(run, plan, check):
    flown = {(row["drone"], row["sortie"]) for row in waypoints_of(plan["WAYPOINTS"])}
    assert flown == {(1, 1), (1, 2), (2, 1), (2, 2)}
    assert check(plan) == []
    hover = next(each for each in waypoints_of(plan["WAYPOINTS"]) if each["action"] == "hover")
    x, y = position(hover)[:2] - ORIGIN
    on_leg = f"POINT({x / 2} {y / 2})"
    for parameters, rules in (
        ({"MAX_RANGE": 150}, {"range"}),
        ({"PAD_TIME": 3600}, {"pad time"}),
        ({"SWAP_TIME": 600}, {"swap time"}),
        ({"MAX_AGL": 55}, {"highest height"}),
        ({"NO_FLY_BUFFER": 250}, {"no-fly zone"}),
        ({"CLEARANCE": 250}, {"no-fly zone"}),
        ({"RETURN_HEIGHT": 2500}, {"return"}),
        ({"ALTITUDE": 100}, {"lowest height"}),
        ({"LAYER_SPACING": 40, "SEPARATION": 300}, {"separation"}),
        ({"LAYERS": 1, "SEPARATION": 300}, {"separation"}),
        ({"DOCKS": True, "NO_FLY": area(square(-10, 7, 20))}, {"dock"}),
        ({"GEOFENCE": area(square(-2000, -2000, 9000)), "RALLY": points("POINT(-2010 0)")}, {"rally point", "return"}),
        ({"PRIVACY": [points(on_leg)], "PRIVACY_HEIGHT": 200, "PRIVACY_BUFFER": 10}, {"privacy height"}),
        ({"PRIVACY": [points(on_leg)], "PRIVACY_BUDGET": 0.01, "PRIVACY_BUFFER": 10}, {"privacy budget"}),
        ({"PRIVACY": [points(on_leg)], "PRIVACY_BUDGET": 30, "PRIVACY_BUFFER": 10}, set()),
    ):
        codes = {row["code"] for row in check(plan, **parameters)}
        assert codes >= rules, parameters
        assert rules or not codes, parameters
