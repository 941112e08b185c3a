"""Infinite and impossibly large values of fields count as missing, and are said; extreme parameters are refused."""

import time

import pytest
from qgis.core import QgsProcessingException

from small_layers import EASTING, NORTHING, attributes, point_layer, shape_layer, walk_rows

FIXES = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "Europe/Vienna", "OUTPUT": "memory:"}
FIELDS = (("time", "QDateTime"), ("unit", "QString"), ("v", "Double"))
IMPOSSIBLE = [float("inf"), 1e300, 1.7976931348623157e308]
NEVER = [*IMPOSSIBLE, float("-inf"), -1.7976931348623157e308, float("nan"), None]
LARGE = "infinite or too large to be meant"


def fixes(value):
    """Two units; the first has the value."""
    return point_layer([(*row, value if row[2] == "U0" else 40.0) for row in walk_rows()], FIELDS)


def exits(**more):
    return shape_layer([f"Point({EASTING + x} {NORTHING + 30})" for x in (900, 300)], "Point", **more)


@pytest.mark.parametrize("value", IMPOSSIBLE)
@pytest.mark.parametrize("name", ["RANGE_FIELD", "DETECTION_TIME_FIELD"])
def test_a_unit_without_a_usable_value_has_that_of_the_parameter(run, log, value, name):
    def gaps(given):
        result = run("scoregaps", INPUT=fixes(given), PLACES=exits(), **FIXES, **{name: "v"})
        return attributes(result["OUTPUT"], "gap", "gap_low")

    without = gaps(None)
    log.warnings.clear()
    assert gaps(value) == without
    (warning,) = [text for text in log.warnings if LARGE in text]
    assert "1 unit (U0)" in warning
    assert name.removesuffix("_FIELD").replace("RANGE", "DETECTION_RANGE") in warning


@pytest.mark.parametrize("value", NEVER)
def test_demand_of_a_place_without_a_usable_number_is_0(run, log, value):
    places = exits(fields=(("w", "Double"),), rows=[(value,), (2.0,)])
    result = run("scoregaps", INPUT=fixes(1.0), PLACES=places, DEMAND_FIELD="w", **FIXES)
    assert [demand for (demand,) in attributes(result["OUTPUT"], "demand")] == [0, 2]
    assert any("1 place has no w" in text for text in log.warnings)
    assert any(LARGE in text for text in log.warnings) == (value not in NEVER[-2:])


@pytest.mark.parametrize("value", NEVER)
def test_a_spot_without_a_usable_priority_is_not_served(run, log, value):
    spots = exits(fields=(("priority", "Double"),), rows=[(value,), (2.0,)])
    site = shape_layer([f"Point({EASTING + 500} {NORTHING})"], "Point")
    result = run("planroutes", BLIND_SPOTS=[spots], LAUNCH_SITES=site, MAX_ITERATIONS=5, OBJECTIVE=1, ROUTES="memory:")
    assert result["SERVED_PRIORITY"] == result["TOTAL_PRIORITY"] == 2
    assert any("1 feature has no number in priority" in text for text in log.warnings)


@pytest.mark.parametrize("value", IMPOSSIBLE)
@pytest.mark.parametrize("field", ["priority", "gap", "demand"])
def test_blind_spots_are_found_without_unusable_scores(run, log, value, field):
    names = ("priority", "gap", "demand")
    cells = [f"{EASTING + 200 * i} 0, {EASTING + 200 * i + 50} 0, {EASTING + 200 * i} 50" for i in range(4)]
    cells = [f"Polygon(({cell}, {cell.partition(',')[0]}))" for cell in cells]
    rows = [tuple(value if i == 0 and name == field else 0.9 for name in names) for i in range(4)]
    layer = shape_layer(cells, fields=[(name, "Double") for name in names], rows=rows)
    result = run("findblindspots", INPUT=layer, OUTPUT="memory:", SHARE=100, SIGNIFICANCE=True)
    assert result["SPOT_COUNT"] == (3 if field != "demand" else 4)
    assert all(priority < 10 for (priority,) in attributes(result["OUTPUT"], "priority"))
    assert any(f"1 of 4 values of {field} are {LARGE}" in text for text in log.warnings)


@pytest.mark.parametrize("value", NEVER)
def test_stability_with_an_unusable_accuracy(run, log, value):
    given = {"SPOTS": exits(), "PLACES": exits(), "ACCURACY_FIELD": "v", "REPEATS": 2, "MIN_GAP": 0, "SHARE": 100}
    result = run("spotstability", INPUT=fixes(value), **FIXES, **given)
    assert result["SPOT_COUNT"] == 2
    assert any("For 60 of 120 fixes" in text for text in log.infos)


@pytest.mark.parametrize("value", IMPOSSIBLE)
def test_too_many_drones_are_refused(run, value):
    sites = exits(fields=(("n", "Double"),), rows=[(value,), (1.0,)])
    with pytest.raises(QgsProcessingException, match="at most 1000 in total"):
        run("planroutes", BLIND_SPOTS=[exits()], LAUNCH_SITES=sites, DRONES_FIELD="n", ROUTES="memory:")


@pytest.mark.parametrize(
    ("name", "given", "message"),
    [
        ("scoregaps", {"CELL_SIZE": 1e12}, "CELL_SIZE is 1e\\+12; it must be at most 100000000"),
        ("scoregaps", {"CELL_SIZE": 0.01}, "A CELL_SIZE of 0.01 m makes about .* cells, more than 20,000,000"),
        ("patroleffort", {"CELL_SIZE": 0.01}, "A CELL_SIZE of 0.01 m makes about .* cells, more than 20,000,000"),
        ("scoregaps", {"AREA": True, "CELL_SIZE": 0.01}, "A CELL_SIZE of 0.01 m makes about .* cells"),
        ("scoregaps", {"PLACES": True, "SAMPLE_SPACING": 0.01}, "about .* sample points"),
        ("scoregaps", {"GRID_REACH": 1e8}, "A CELL_SIZE of 50 m makes about .* cells"),
        ("scoregaps", {"REVISIT": 1e9}, "REVISIT of 1e\\+09 min is longer than the period"),
        ("scoregaps", {"DEMAND_BASE": 1e308}, "DEMAND_BASE is 1e\\+308; it must be at most 1e\\+15"),
    ],
)
def test_extremes_are_a_sentence_before_memory_runs_out(run, walks, name, given, message):
    country = f"{EASTING} {NORTHING}, {EASTING + 6e5} {NORTHING}, {EASTING} {NORTHING + 8e5}, {EASTING} {NORTHING}"
    given = {key: shape_layer([f"Polygon(({country}))"]) if value is True else value for key, value in given.items()}
    begin = time.monotonic()
    with pytest.raises(QgsProcessingException, match=message):
        run(name, INPUT=walks, **FIXES, **given)
    assert time.monotonic() - begin < 10


def test_a_swath_of_centimetres_over_a_city_is_planned_for_near_the_site_alone(run, log):
    square = [(0, 0), (2000, 0), (2000, 2000), (0, 2000), (0, 0)]
    ring = ", ".join(f"{EASTING + x} {NORTHING + y}" for x, y in square)
    site = shape_layer([f"Point({EASTING} {NORTHING})"], "Point")
    found = run(
        "planroutes",
        BLIND_SPOTS=[shape_layer([f"Polygon(({ring}))"])],
        LAUNCH_SITES=site,
        SWATH=0.1,
        MAX_ITERATIONS=5,
        UNSERVED="memory:",
        ROUTES="memory:",
    )
    assert any("1 spot is far larger than all batteries together can cover" in text for text in log.warnings)
    reasons = {row["reason"]: row["priority"] for row in found["UNSERVED"].getFeatures()}
    assert reasons["larger than all batteries together"] > 0.9
