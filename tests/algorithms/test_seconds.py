"""SECONDS: what the layers of places tell of times, by default and on request."""

import numpy as np
import pandas as pd
import pytest
from qgis.core import QgsApplication, QgsProcessingParameterDefinition

from blindspot.engine import score_gaps
from blindspot.engine.chain.moments import utc_times
from blindspot.engine.tables import geopandas
from blindspot.layers.attributes import is_null
from small_layers import EASTING, NORTHING, START, attributes, point_layer, shape_layer, utc

FIXES = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "Europe/Vienna"}  # START is at midnight there
TIMES = ("last_seen", "worst_gap_s", "mean_idle_s", "dwell_s")
PLACES = {"alone": 0, "busy": 2000, "unseen": 5000}  # metres to the east
FLIGHT = ((0, 0.0), (60, 60.0), (60, 240.5), (0, 300.5))  # height, seconds
WARNING = "Times and durations are exact to the second."


def rows():
    """For three minutes at a time, unit 0 is at both places; units 1 and 2 are at one of them in the same quarter."""
    stays = [("alone", 0, 1234.0), ("busy", 0, 4800.0), ("busy", 1, 4600.0), ("busy", 2, 4555.0)]
    return [
        ((EASTING + PLACES[name], NORTHING), utc(START + at + seconds), f"U{unit}")
        for name, unit, at in stays
        for seconds in (0.0, 90.5, 187.25)
    ]


@pytest.fixture
def given():
    places = [f"Point({EASTING + east} {NORTHING})" for east in PLACES.values()]
    return {"INPUT": point_layer(rows()), **FIXES, "PLACES": shape_layer(places, "Point"), "PARTIAL_WATCHES": 1}


def of_output(result, *fields):
    return dict(zip(PLACES, attributes(result["OUTPUT"], *fields), strict=True))


def test_times_are_rounded_by_default_and_exact_on_request(run, given, log):
    told = of_output(run("scoregaps", **given, OUTPUT="memory:"), *TIMES, "gap", "visits", "why")
    assert not any(WARNING in text for text in log.warnings)
    exact = of_output(run("scoregaps", **given, SECONDS=True, OUTPUT="memory:"), *TIMES, "gap", "visits", "why")
    assert sum(WARNING in text for text in log.warnings) == 1
    # The watch is from 21:00 to 04:00 UTC; START is 23:00 UTC.
    assert exact["alone"][0] == utc(START + 1234 + 187.25)
    assert exact["busy"][0] == utc(START + 4800 + 187.25)
    assert told["alone"][0] == utc(START - 2 * 3600)
    assert told["busy"][0] == utc(START + 4500)
    assert (exact["alone"][3], told["alone"][3]) == (187.25, 180)
    assert exact["alone"][1] == 5 * 3600 - 1234 - 187.25
    assert told["alone"][1] == np.floor((7 * 3600 - 240) / 2 / 60) * 60
    assert told["busy"][1:3] == (np.floor((7 * 3600 - 540 - 60) / 4 / 60) * 60, 900 * (exact["busy"][2] // 900))
    for name in PLACES:
        assert told[name][4:6] == exact[name][4:6]
    assert told["unseen"] == exact["unseen"]
    assert "last within 7 h of the end; longest alone at least 3 h" in told["alone"][6]
    assert "last 4 h before the end; longest alone at least 4 h" in exact["alone"][6]


def test_an_assessment_tells_no_more_than_the_scores(run, given, log):
    later = {"INPUT_AFTER": given["INPUT"], "OUTPUT": "memory:"}
    fields = ("worst_gap_before_s", "worst_gap_after_s", "why")
    scored = of_output(run("scoregaps", **given, OUTPUT="memory:"), "worst_gap_s", "why")
    found = of_output(run("assessplan", **given, **later), *fields)
    for name in PLACES:
        worst, why = scored[name]
        assert found[name] == (worst, worst, f"Before: {why} After: {why}")
    exact = of_output(run("assessplan", **given, **later, SECONDS=True), *fields)
    assert exact["alone"][0] == 5 * 3600 - 1234 - 187.25
    assert sum(WARNING in text for text in log.warnings) == 1


def test_a_later_period_is_rounded_by_its_own_start(run, given):
    """The later fixes are as long as the first ones and a quarter more, and weeks after them."""
    shift = 20 * 86_400 + 3000
    moved = [(xy, time.addSecs(shift), unit) for xy, time, unit in rows()]
    later = point_layer([*moved, ((EASTING + PLACES["alone"], NORTHING), utc(START + shift + 9000), "U0")])
    fields = ("worst_gap_s", "why")
    before = of_output(run("scoregaps", **given, OUTPUT="memory:"), *fields)
    after = of_output(run("scoregaps", **{**given, "INPUT": later}, OUTPUT="memory:"), *fields)
    asked = {**given, "INPUT_AFTER": later, "OUTPUT": "memory:"}
    found = of_output(run("assessplan", **asked), "worst_gap_before_s", "worst_gap_after_s", "why")
    for name in PLACES:
        (worst, why), (worst_after, why_after) = before[name], after[name]
        assert found[name] == (worst, worst_after, f"Before: {why} After: {why_after}")


def test_drones_are_exact_and_hide_no_patrol(run, given):
    """Two drones come to `alone` in the quarter of its only pass, and are the only ones at `unseen`."""
    lines = [
        f"LineStringZM({', '.join(f'{EASTING + east} {NORTHING} {z} {START + 1000 + s!r}' for z, s in FLIGHT)})"
        for east in (PLACES["alone"], PLACES["alone"], PLACES["unseen"])
    ]
    fields = ("worst_gap_after_s", "drone_min")
    asked = {**given, "ROUTES": shape_layer(lines, "LineStringZM"), "REPEAT": 1, "OUTPUT": "memory:"}
    found = of_output(run("assessplan", **asked), *fields)
    exact = of_output(run("assessplan", **asked, SECONDS=True), *fields)
    assert found["unseen"] == exact["unseen"]
    assert found["alone"][1] == exact["alone"][1] == pytest.approx(2 * 300.5 / 60)
    assert exact["alone"][0] == 5 * 3600 - 1234 - 187.25
    assert found["alone"][0] == np.floor((7 * 3600 - 14 * 60) / 4 / 60) * 60  # three visits: no more than they tell


def test_the_python_interface_rounds_as_well(run, given):
    points = geopandas.points_from_xy(*zip(*[row[0] for row in rows()], strict=True), crs="EPSG:32633")
    seconds = [row[1].toMSecsSinceEpoch() / 1000 for row in rows()]
    table = geopandas.GeoDataFrame({"time": utc_times(np.array(seconds)), "unit": [row[2] for row in rows()]})
    table = table.set_geometry(points)
    places = geopandas.GeoDataFrame(
        geometry=geopandas.points_from_xy([EASTING + east for east in PLACES.values()], [NORTHING] * 3), crs=points.crs
    )
    asked = {"unit_field": "unit", "timezone": "Europe/Vienna", "places": places, "partial_watches": True}
    for exactly in (False, True):
        theirs = of_output(run("scoregaps", **given, SECONDS=exactly, OUTPUT="memory:"), *TIMES[1:], "why")
        if exactly:
            with pytest.warns(UserWarning, match=WARNING):
                ours = score_gaps(table, **asked, seconds=True)
        else:
            ours = score_gaps(table, **asked)
        assert [tuple(row) for row in ours[[*TIMES[1:], "why"]].itertuples(index=False)] == list(theirs.values())
    assert ours["last_seen"][0] == pd.Timestamp(START + 1234 + 187.25, unit="s", tz="UTC")


@pytest.mark.parametrize(
    ("name", "follows"), [("scoregaps", "MAX_PAUSE"), ("assessplan", "PERIOD_AFTER_END"), ("patroleffort", "MAX_PAUSE")]
)
def test_the_parameter_is_advanced_off_and_the_last(name, follows):
    algorithm = QgsApplication.processingRegistry().algorithmById(f"blindspot:{name}")
    inputs = [one for one in algorithm.parameterDefinitions() if not one.isDestination()]
    assert inputs[-1].name() == "SECONDS"
    assert inputs[-1].defaultValue() is False
    assert inputs[-1].flags() & QgsProcessingParameterDefinition.Flag.FlagAdvanced
    assert follows in [one.name() for one in inputs]


def test_the_nights_of_a_place_tell_times_only_where_three_units_were(run, given):
    fields = ("first_pass", "last_pass", "dwell_s", "passes", "gap")
    found, exact = (
        dict(zip(PLACES, attributes(result["NIGHTS"], *fields), strict=True))
        for result in (
            run("scoregaps", **given, SECONDS=seconds, OUTPUT="memory:", NIGHTS="memory:") for seconds in (False, True)
        )
    )
    assert found["busy"][:3] == (utc(START + 4500), utc(START + 4500), 540)
    assert exact["busy"][:3] == (utc(START + 4555), utc(START + 4800 + 187.25), 3 * 187.25)
    assert [is_null(value) for value in found["alone"][:2]] == [True, True]
    assert (found["alone"][2], exact["alone"][2]) == (180, 187.25)
    assert exact["alone"][:2] == (utc(START + 1234), utc(START + 1234 + 187.25))
    for name in PLACES:
        assert found[name][3] == exact[name][3]
    for name in ("busy", "unseen"):
        assert found[name][4] == exact[name][4]
    # 5 h of moments; the pass sees what starts from 2 h before it: 120 min of whole steps, told by the middle of the
    # step below (detection takes time), and 3 min in range.
    assert found["alone"][4] == pytest.approx(1 - (112.5 + 3) / 300)
    assert abs(found["alone"][4] - exact["alone"][4]) * 300 < 15


def test_patrol_effort_tells_times_only_where_three_units_were(run, given, log):
    """`alone` is seen by unit 0 at 0:20, `busy` by three units from 1:15:55 to 1:23, local time."""
    x = [EASTING + east for east in PLACES.values()]
    boxes = [
        f"Polygon(({a - 50} {NORTHING - 50}, {a + 50} {NORTHING - 50}, {a} {NORTHING + 50}, {a - 50} {NORTHING - 50}))"
        for a in x
    ]
    asked = {"INPUT": given["INPUT"], **FIXES, "PLACES": shape_layer(boxes), "OUTPUT": "memory:"}
    fields = ("first_seen", "last_seen", "hours", "km", "visits", "units", "days")
    told = of_output(run("patroleffort", **asked), *fields)
    by_watch = of_output(run("patroleffort", **asked, WATCH_START="22:00:00", WATCH_END="05:00:00"), *fields)
    assert not any(WARNING in text for text in log.warnings)
    exact = of_output(run("patroleffort", **asked, SECONDS=True), *fields)
    assert sum(WARNING in text for text in log.warnings) == 1
    assert exact["alone"][:2] == (utc(START + 1234), utc(START + 1234 + 187.25))
    assert exact["busy"][:2] == (utc(START + 4555), utc(START + 4800 + 187.25))
    assert told["alone"][:2] == (utc(START), utc(START))  # local midnight
    assert by_watch["alone"][:2] == (utc(START - 2 * 3600), utc(START - 2 * 3600))
    assert told["busy"][:2] == by_watch["busy"][:2] == (utc(START + 4500), utc(START + 4500))
    for name in PLACES:
        assert told[name][2:] == by_watch[name][2:] == exact[name][2:]
    assert all(map(is_null, told["unseen"][:2]))
