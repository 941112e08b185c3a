"""What can be checked before a run is said before the run, when the user presses Run; sound values pass."""

import pytest
from qgis.core import QgsApplication, QgsProcessingContext

from small_layers import EASTING, NORTHING, point_layer, shape_layer, walk_rows

HUGE = f"Polygon(({EASTING} {NORTHING}, {EASTING + 90000} {NORTHING}, {EASTING + 90000} {NORTHING + 90000}, "
HUGE += f"{EASTING} {NORTHING + 90000}, {EASTING} {NORTHING}))"


def square(size):
    x, y = EASTING, NORTHING
    return f"Polygon(({x} {y}, {x + size} {y}, {x + size} {y + size}, {x} {y + size}, {x} {y}))"


def spots(count=1):
    fields, rows = (("priority", "Double"), ("gap", "Double")), [(1.0, 1.0)] * count
    return shape_layer([square(100)] * count, fields=fields, rows=rows, name="spots")


def sites(drones=(1,)):
    rows = [((EASTING, NORTHING - 100), number) for number in drones]
    return point_layer(rows, (("drones", "Double"),), name="sites")


def lines(fields=()):
    return shape_layer([f"LineString({EASTING} {NORTHING}, {EASTING + 500} {NORTHING})"], "LineString", fields=fields)


def said(name, **parameters):
    """What the dialog says before the run; empty where it runs."""
    algorithm = QgsApplication.processingRegistry().algorithmById(f"blindspot:{name}").create()
    outputs = [each for each in algorithm.destinationParameterDefinitions() if each.createByDefault()]
    given = {**{each.name(): "TEMPORARY_OUTPUT" for each in outputs}, **parameters}
    works, sentence = algorithm.checkParameterValues(given, QgsProcessingContext())
    assert works == (sentence == "")
    return sentence


def fixes(rows=None):
    return point_layer(walk_rows() if rows is None else rows)


GIVEN = {
    "preparetracks": lambda: {"INPUT": fixes()},
    "patroleffort": lambda: {"INPUT": fixes()},
    "scoregaps": lambda: {"INPUT": fixes()},
    "coverageprofile": lambda: {"INPUT": fixes()},
    "findblindspots": lambda: {"INPUT": spots()},
    "spotstability": lambda: {"SPOTS": spots(), "INPUT": fixes()},
    "planroutes": lambda: {"BLIND_SPOTS": [spots()], "LAUNCH_SITES": sites()},
    "plannights": lambda: {"INPUT": fixes(), "LAUNCH_SITES": sites()},
    "sweepareas": lambda: {"INPUT": spots()},
    "assessplan": lambda: {"INPUT": fixes(), "ROUTES": lines()},
}
PERIOD = {"PERIOD_START": "2026-01-02T00:00:00", "PERIOD_END": "2026-01-01T00:00:00"}
LATER = {name.replace("PERIOD", "PERIOD_AFTER"): value for name, value in PERIOD.items()}
DAYTIME = {"PERIOD_START": "2026-01-02T08:00:00", "PERIOD_END": "2026-01-02T09:00:00", "TIMEZONE": "UTC"}
BRIEF = {"PERIOD_START": "2026-01-02T00:00:00", "PERIOD_END": "2026-01-02T01:00:00", "TIMEZONE": "UTC"}
ONE_AND_TWO = [((EASTING, NORTHING), None, None, "a")]
TWO_TIMES = (("began", "QDateTime"), ("ended", "QDateTime"), ("unit", "QString"))


@pytest.mark.parametrize("name", GIVEN)
def test_sound_values_pass(name):
    assert said(name, **GIVEN[name]()) == ""


@pytest.mark.parametrize("name", ["scoregaps", "coverageprofile", "plannights", "patroleffort", "assessplan"])
@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (lambda: {"INPUT": fixes([])}, "no features, so no fix can be used"),
        (lambda: {"INPUT": point_layer(ONE_AND_TWO, TWO_TIMES)}, "2 date-and-time fields: began, ended"),
        (lambda: {"INPUT": point_layer([((EASTING, NORTHING), "a")], (("unit", "QString"),))}, "TIME_FIELD is empty"),
        (lambda: {"MAX_OUTAGE": 10, "MAX_PAUSE": 5}, "MAX_PAUSE (5 min) is shorter than MAX_OUTAGE"),
        (lambda: {"TIME_FORMAT": "no format"}, "TIME_FORMAT"),
        (lambda: {"TIMEZONE": "Mars/Base"}, "Mars/Base"),
        (lambda: {"WEEKDAYS": "Mon-Fry"}, "WEEKDAYS"),
        (lambda: PERIOD, "Set PERIOD_START before PERIOD_END"),
        (lambda: {**DAYTIME, "WATCH_START": "22:00", "WATCH_END": "05:00"}, "has no hour of the watch"),
        (lambda: {"AREA": shape_layer([], name="districts")}, "districts (AREA) has no feature"),
        (lambda: {"PLACES": shape_layer([], name="beats")}, "beats (PLACES) has no feature"),
        (lambda: {"AREA": shape_layer([HUGE]), "CELL_SIZE": 10}, "more than 20,000,000"),
    ],
)
def test_of_fixes_places_and_watch(name, given, sentence):
    assert sentence in said(name, **{**GIVEN[name](), **given()})


def test_an_area_with_as_many_cells_as_there_may_be_passes():
    assert said("scoregaps", INPUT=fixes(), AREA=shape_layer([HUGE]), CELL_SIZE=20.2) == ""


@pytest.mark.parametrize(
    ("name", "given", "sentence"),
    [
        ("scoregaps", lambda: {**BRIEF, "REVISIT": 90}, "REVISIT of 90 min is longer than the period"),
        ("scoregaps", lambda: {"DEMAND": [spots()], "DEMAND_WEIGHTS": "1,2"}, "DEMAND_WEIGHTS has 2 numbers"),
        ("scoregaps", lambda: {"GAP_RASTER": "a.tif", "GRID_TYPE": 1}, "hexagons cannot be pixels"),
        ("preparetracks", lambda: {"MAX_ACCURACY": 20}, "MAX_ACCURACY needs ACCURACY_FIELD"),
        ("findblindspots", lambda: {"INPUT": shape_layer([], fields=(("gap", "Double"),))}, "nothing to choose from"),
        ("findblindspots", lambda: {"INPUT": shape_layer([square(9)])}, "has no field priority and no field gap"),
        ("findblindspots", lambda: {"MIN_AREA": 100, "MAX_AREA": 10}, "Lower MIN_AREA or raise MAX_AREA"),
        ("findblindspots", lambda: {"NAMES": shape_layer([square(9)])}, "NAMES is given without NAME_FIELD"),
        ("planroutes", lambda: {"BLIND_SPOTS": [spots(0), spots(0)]}, "there is nothing to plan for"),
        ("planroutes", lambda: {"LAYER_WEIGHTS": "1,2"}, "LAYER_WEIGHTS has 2 numbers"),
        ("planroutes", lambda: {"LAUNCH_SITES": sites(())}, "There is no launch site"),
        ("planroutes", lambda: {"LAUNCH_SITES": sites((0, None)), "DRONES_FIELD": "drones"}, "No launch site has a"),
        ("planroutes", lambda: {"DRONES": 101, "SORTIES": 2}, "make 202 sorties"),
        ("planroutes", lambda: {"SPEED": 5, "WIND_SPEED": 8}, "raise SPEED or wait for less wind"),
        ("planroutes", lambda: {"TIMEZONE": "Mars/Base"}, "Mars/Base"),
        ("planroutes", lambda: {"NIGHT_FROM": "12:00", "NIGHT_TO": "13:00"}, "No hour is left"),
        ("planroutes", lambda: {"SCORED": shape_layer([square(9)])}, "has no field priority"),
        ("plannights", lambda: {"NIGHT_FROM": "12:00", "NIGHT_TO": "13:00"}, "No hour is left"),
        ("plannights", lambda: {"SPEED": 5, "WIND_SPEED": 8}, "raise SPEED or wait for less wind"),
        ("plannights", lambda: {"LAUNCH_SITES": sites(())}, "There is no launch site"),
        ("plannights", lambda: {"MIN_AREA": 100, "MAX_AREA": 10}, "Lower MIN_AREA or raise MAX_AREA"),
        ("spotstability", lambda: {"SPOTS": spots(0)}, "spots (SPOTS) has no feature"),
        ("sweepareas", lambda: {"INPUT": spots(0)}, "no polygon and no line to sweep"),
        ("assessplan", lambda: {"ROUTES": None}, "Neither ROUTES nor INPUT_AFTER is given"),
        (
            "assessplan",
            lambda: {"ROUTES": shape_layer([], "LineStringZM", name="tonight")},
            "tonight has no valid route",
        ),
        ("assessplan", lambda: {"INPUT_AFTER": fixes()}, "Both ROUTES and INPUT_AFTER are given"),
        (
            "assessplan",
            lambda: {
                "ROUTES": None,
                "INPUT_AFTER": fixes(),
                **{key[:7] + "AFTER_" + key[7:]: PERIOD[key] for key in PERIOD},
            },
            "Set PERIOD_AFTER_START before PERIOD_AFTER_END",
        ),
    ],
)
def test_of_each_algorithm(name, given, sentence):
    assert sentence in said(name, **{**GIVEN[name](), **given()})


def test_hours_of_take_off_do_not_matter_where_each_spot_is_served_once():
    given = {**GIVEN["planroutes"](), "NIGHT_FROM": "12:00", "NIGHT_TO": "13:00", "OBJECTIVE": 1}
    assert said("planroutes", **given) == ""


def test_a_table_of_too_many_rows_is_refused_before_the_run():
    places = shape_layer([square(1)] * 30_000)
    assert "PER_PLACE makes 168 rows" in said("coverageprofile", INPUT=fixes(), PLACES=places, PER_PLACE=True)
    assert said("coverageprofile", INPUT=fixes(), PLACES=places) == ""
