"""Fields are found whatever their case, as QGIS finds them, for every field parameter."""

import pytest
from qgis.core import QgsProcessingException

from small_layers import EASTING, NORTHING, START, attributes, point_layer, saved, shape_layer, utc

E, N = EASTING, NORTHING
FIELDS = (
    ("Time", "QDateTime"),
    ("Unit", "QString"),
    ("Range", "Double"),
    ("Seconds", "Double"),
    ("Error", "Double"),
)
SQUARES = [f"POLYGON(({x} {N},{x + 40} {N},{x + 40} {N + 40},{x} {N + 40},{x} {N}))" for x in (E, E + 60, E + 400)]


@pytest.fixture(params=["memory", "file"])
def fixes(request, tmp_path):
    rows = [((E + 45 * i, N), utc(START + 30 * i), f"U{i % 2}", 20.0 + 30 * (i % 2), 5.0, 4.0) for i in range(40)]
    layer = point_layer(rows, FIELDS)
    return layer if request.param == "memory" else saved(layer, tmp_path / "fixes.gpkg")


def spelled(change, **names):
    return {parameter: change(name) for parameter, name in names.items()}


@pytest.mark.parametrize("change", [str.upper, str.lower])
def test_every_field_of_fixes_and_places(run, fixes, change):
    places = shape_layer(
        SQUARES, fields=(("Weight", "Double"), ("Name", "QString")), rows=[(1.0, "a"), (2.0, "b"), (0.5, "c")]
    )
    names = {
        "TIME_FIELD": "Time",
        "UNIT_FIELD": "Unit",
        "RANGE_FIELD": "Range",
        "DETECTION_TIME_FIELD": "Seconds",
        "DEMAND_FIELD": "Weight",
    }

    def scored(as_given):
        result = run("scoregaps", INPUT=fixes, PLACES=places, OUTPUT="memory:", **spelled(as_given, **names))
        return attributes(result["OUTPUT"], "demand", "gap", "visits", "dwell_s")

    exact = scored(str)
    assert scored(change) == exact
    assert len({row[1] for row in exact}) > 1


@pytest.mark.parametrize("change", [str.upper, str.lower])
def test_accuracy_and_names_and_priorities(run, fixes, change):
    names = spelled(change, TIME_FIELD="Time", UNIT_FIELD="Unit", ACCURACY_FIELD="Error")
    assert run("preparetracks", INPUT=fixes, MAX_ACCURACY=3, OUTPUT="memory:", **names)["FIX_COUNT"] == 0
    scored = shape_layer(
        SQUARES, fields=(("PRIORITY", "Double"), ("Gap", "Double")), rows=[(1, 0.9), (2, 0.8), (3, 0.7)]
    )
    named = shape_layer([SQUARES[0]], fields=(("Name", "QString"),), rows=[("Harbour",)], name="named")
    found = run("findblindspots", INPUT=scored, NAMES=named, NAME_FIELD=change("Name"), SHARE=100, OUTPUT="memory:")
    assert {near for (near,) in attributes(found["OUTPUT"], "near")} == {"Harbour"}
    sites = point_layer([((E, N), 1, "a")], (("Drones", "Int"), ("Name", "QString")), name="sites")
    plan = run(
        "planroutes",
        BLIND_SPOTS=[scored],
        PRIORITY_FIELD=change("Priority"),
        LAUNCH_SITES=sites,
        DRONES_FIELD=change("Drones"),
        MAX_ITERATIONS=20,
        ROUTES="memory:",
    )
    assert plan["TOTAL_PRIORITY"] == 6


@pytest.mark.parametrize("as_file", [False, True])
@pytest.mark.parametrize("change", [str, str.upper, str.lower])
def test_date_and_time_of_day(run, tmp_path, change, as_file):
    fields = (("Day", "QString"), ("Clock", "QString"), ("Unit", "QString"))
    layer = point_layer([((E + 45 * i, N), "31.1.2026", f"22:{i:02d}", "U0") for i in range(40)], fields)
    layer = saved(layer, tmp_path / "fixes.gpkg") if as_file else layer
    names = spelled(change, DATE_FIELD="Day", TIME_FIELD="Clock", UNIT_FIELD="Unit")
    result = run("preparetracks", INPUT=layer, OUTPUT="memory:", **names)
    assert attributes(result["OUTPUT"], "unit", "start", "fixes") == [("U0", utc(1_769_896_800), 40)]


def test_two_fields_that_differ_in_case_alone_are_told_apart(run):
    rows = [((E + 45 * i, N), utc(START + 30 * i), "upper", "lower") for i in range(5)]
    layer = point_layer(rows, (("time", "QDateTime"), ("UNIT", "QString"), ("unit", "QString")))
    for name, told in (("UNIT", "upper"), ("unit", "lower")):
        tracks = run("preparetracks", INPUT=layer, TIME_FIELD="time", UNIT_FIELD=name, OUTPUT="memory:")["OUTPUT"]
        assert attributes(tracks, "unit") == [(told,)]


def test_a_later_period_may_spell_its_fields_in_its_own_way(run, fixes):
    rows = [((E + 45 * i, N), utc(START + 86400 + 30 * i), "a") for i in range(40)]
    later = point_layer(rows, (("TIME", "QDateTime"), ("UNIT", "QString")), name="later")
    places = shape_layer(SQUARES)
    given = {"INPUT": fixes, "INPUT_AFTER": later, "PLACES": places, "TIME_FIELD": "Time", "UNIT_FIELD": "Unit"}
    assert run("assessplan", OUTPUT="memory:", **given)["PRIORITY_AFTER"] > 0
    other = point_layer([((E, N), utc(START))], (("when", "QDateTime"),), name="other")
    with pytest.raises(QgsProcessingException, match=r"other has no field Time\. It has: when\."):
        run("assessplan", OUTPUT="memory:", **{**given, "INPUT_AFTER": other})


def test_the_name_field_may_hold_dates(run):
    from qgis.PyQt.QtCore import QDate

    scored = shape_layer(SQUARES[:1], fields=(("priority", "Double"), ("gap", "Double")), rows=[(1, 0.9)])
    named = shape_layer([SQUARES[0]], fields=(("day", "QDate"),), rows=[(QDate(2026, 1, 31),)], name="named")
    found = run("findblindspots", INPUT=scored, NAMES=named, NAME_FIELD="day", SHARE=100, OUTPUT="memory:")
    assert attributes(found["OUTPUT"], "near") == [("2026-01-31",)]
