"""The watch by the sun and the range after dark, through the algorithms."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest
import shapely
from qgis.core import QgsProcessingException

from blindspot.algorithms.inputs.report_records import asked_in
from blindspot.engine import score_gaps
from blindspot.engine.errors import UserError
from blindspot.engine.score.recorded_question import question_of_record
from blindspot.engine.tables import geopandas
from blindspot.engine.timing.sun import CIVIL, DAY, sun_times
from blindspot.layers.provenance_files import stored
from small_layers import EASTING, NORTHING, attributes, point_layer, saved, shape_layer, utc

ZONE, PLACE = "Europe/Vienna", (15.0, 49.65)  # of EASTING and NORTHING
GIVEN = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": ZONE, "DETECTION_TIME": 0, "REVISIT": 30}
PERIOD = {"PERIOD_START": "2026-03-27T12:00:00", "PERIOD_END": "2026-03-30T12:00:00"}
SUNSET, CIVIL_NIGHT = 1, 2


def local(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE)).timestamp()


def stay(first: str, last: str, x: float = 0.0, y: float = NORTHING) -> list:
    """A fix each minute."""
    start = local(first)
    return [((EASTING + x, y), utc(start + 60 * i), "U0") for i in range(round((local(last) - start) / 60) + 1)]


def sunset_to_sunrise(date: str) -> np.ndarray:
    day = datetime.fromisoformat(date).replace(tzinfo=UTC).timestamp() / DAY
    return np.array([sun_times(day, *PLACE)[1], sun_times(day + 1, *PLACE)[0]])


ROWS = [
    *stay("2026-03-27T18:00", "2026-03-27T18:15"),  # sunset is at 18:23
    *stay("2026-03-28T18:40", "2026-03-28T18:50"),  # after sunset; it is dark from 18:56
    *stay("2026-03-29T20:30", "2026-03-29T20:40"),  # with the clocks of summer
    *stay("2026-03-30T11:00", "2026-03-30T11:05", 5000),
]


@pytest.fixture
def score(run):
    def score(rows=ROWS, at=NORTHING, **parameters):
        places = shape_layer([f"Point({EASTING} {at})"], "Point")
        return run("scoregaps", INPUT=point_layer(rows), PLACES=places, OUTPUT="memory:", **{**GIVEN, **parameters})

    return score


def test_every_date_has_its_own_hours(score, log):
    found = score(**PERIOD, WATCH_BY=SUNSET, NIGHTS="memory:", PARTIAL_WATCHES=1)
    nights = ("2026-03-27", "2026-03-28", "2026-03-29")
    hours = [float(np.diff(sunset_to_sunrise(night))[0]) / 3600 for night in nights]
    rows = attributes(found["NIGHTS"], "night", "passes", "watch_hours")
    assert [row[0] for row in rows] == list(nights)
    assert [row[1] for row in rows] == [0, 1, 1]
    np.testing.assert_allclose([row[2] for row in rows], hours, atol=0.005)
    for text in (
        "The watch follows the sun at 49.65° N, 15.00° E (the middle of PLACES): sunset to sunrise. Of 3 "
        "nights the shortest is 2026-03-29 19:26 to 06:41 (11.2 h), the longest 2026-03-27 18:23 to 05:45 (11.4 h).",
        "Period 2026-03-27 12:00 to 2026-03-30 12:00 (Europe/Vienna), 3 nights",
    ):
        assert any(text in line for line in log.infos), log.infos


def test_the_offset_and_the_twilight_decide_what_counts(score):
    counts = [
        attributes(score(**PERIOD, WATCH_BY=by, SUN_OFFSET=offset, PARTIAL_WATCHES=1)["OUTPUT"], "watch_visits")[0][0]
        for by, offset in ((SUNSET, 0), (SUNSET, -30), (SUNSET, 30), (CIVIL_NIGHT, 0), (CIVIL_NIGHT, -20))
    ]
    assert counts == [2, 3, 1, 1, 2]


def test_the_record_holds_what_was_asked_and_usual_hours(score, run, log):
    layer = score(**PERIOD, WATCH_BY=SUNSET, SUN_OFFSET=15)["OUTPUT"]
    record = stored(layer).record
    used = {name: record["parameters"][name] for name in ("WATCH_BY", "SUN_OFFSET", "WATCH_START", "WATCH_END")}
    assert used == {"WATCH_BY": 1, "SUN_OFFSET": 15, "WATCH_START": "18:40:00", "WATCH_END": "06:29:00"}
    asked = asked_in(record)
    assert asked.sun == "sunset to sunrise, 15 min less at either end"
    assert asked.by_night
    assert asked.sentence.startswith("Of what begins in the watch (sunset to sunrise, 15 min less at either end), how")
    question = question_of_record(record)
    assert "sunset to sunrise, 15 min less at either end" in question.words
    again = {**record, "parameters": {**record["parameters"], "WATCH_START": "19:00"}}
    assert question_of_record(again).key == question.key
    log.infos.clear()
    given = {
        "TIMEZONE": ZONE,
        "INPUT": point_layer(ROWS),
        "PLACES": shape_layer([f"Point({EASTING} {NORTHING})"], "Point"),
    }
    profile = run("coverageprofile", SCORED=layer, OUTPUT="memory:", **given)
    assert profile["PERIOD_START"] == "2026-03-27T11:00:00Z"
    assert any("sunset to sunrise, 15 min less" in line for line in log.infos)


def test_dates_without_a_night_are_said_and_a_summer_without_one_is_an_error(score, log):
    far = 8_650_000.0  # 77.9 degrees north
    rows = [*stay("2026-08-10T23:00", "2026-08-10T23:30", y=far), *stay("2026-09-02T23:00", "2026-09-02T23:30", y=far)]
    given = {"at": far, "PERIOD_START": "2026-08-10T12:00:00", "PERIOD_END": "2026-09-05T12:00:00"}
    found = score(rows, **given, WATCH_BY=SUNSET, NIGHTS="memory:", PARTIAL_WATCHES=1)
    dates = [row[0] for row in attributes(found["NIGHTS"], "night")]
    assert dates[:4] == ["2026-08-24", "2026-08-25", "2026-08-25", "2026-08-26"]  # they begin at 00:37, 00:13, 23:53
    assert dates[-1] == "2026-09-04"
    assert any(line.startswith("There is no watch on 1") and "2026-08-10" in line for line in log.warnings)
    with pytest.raises(QgsProcessingException, match=r"No fix falls in the watch \(sunset to sunrise\).*WATCH_BY"):
        score(rows[:31], far, WATCH_BY=SUNSET)
    assert "(sunset to sunrise): 2026-08-10" in log.warnings[-1]


def test_effort_by_the_sun(run, log):
    area = shape_layer([f"POLYGON(({EASTING - 500} {NORTHING - 500}, {EASTING - 500} {NORTHING + 500}, "
                        f"{EASTING + 500} {NORTHING + 500}, {EASTING + 500} {NORTHING - 500}, "
                        f"{EASTING - 500} {NORTHING - 500}))"])  # fmt: skip
    given = {name: value for name, value in GIVEN.items() if name not in ("DETECTION_TIME", "REVISIT")}
    found = run("patroleffort", INPUT=point_layer(ROWS), PLACES=area, OUTPUT="memory:", WATCH_BY=SUNSET, **given)
    assert found["TOTAL_HOURS"] == pytest.approx(20 / 60, abs=0.01)
    assert any("watch sunset to sunrise" in line for line in log.infos)


def test_after_dark_patrols_notice_less_far(score, log):
    rows = [*stay("2026-03-28T18:40", "2026-03-28T19:20", 40), *stay("2026-03-30T11:00", "2026-03-30T11:05", 5000)]
    plain, same, less = (
        attributes(score(rows, **PERIOD, SECONDS=True, **dark)["OUTPUT"], "dwell_s", "visits", "gap", "gap_low")[0]
        for dark in ({}, {"DARK_RANGE": 50}, {"DARK_RANGE": 30})
    )
    assert same == plain
    assert any("is not less than the detection range of any unit" in line for line in log.warnings)
    dusk = sun_times(local("2026-03-28T00:00") // DAY + 1, *PLACE, CIVIL)[1]
    assert less[0] == pytest.approx(dusk - local("2026-03-28T18:40"), abs=1)
    assert plain[0] == 2400
    assert less[1] == plain[1] == 1
    assert less[3] <= less[2] <= 1
    assert any("patrols notice within 30 m" in line and "of 0.8 h of tracks" in line for line in log.infos)


def test_the_python_interface_gives_the_same(score, run):
    layer = point_layer(ROWS)
    rows = [(row["unit"], row["time"].toSecsSinceEpoch(), row.geometry().asPoint()) for row in layer.getFeatures()]
    table = geopandas.GeoDataFrame(
        {"unit": [row[0] for row in rows], "time": [row[1] for row in rows]},
        geometry=geopandas.points_from_xy([row[2].x() for row in rows], [row[2].y() for row in rows]),
        crs="EPSG:32633",
    )
    places = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy([EASTING], [NORTHING]), crs="EPSG:32633")
    found = score_gaps(
        table, unit_field="unit", timezone=ZONE, places=places, detection_time=0, revisit=30, watch="sunset to sunrise",
        sun_offset=-30, period_start=PERIOD["PERIOD_START"], period_end=PERIOD["PERIOD_END"], dark_range=30,
    )  # fmt: skip
    made = score(**PERIOD, WATCH_BY=SUNSET, SUN_OFFSET=-30, DARK_RANGE=30)["OUTPUT"]
    assert found["gap"].tolist() == [pytest.approx(attributes(made, "gap")[0][0], abs=1e-12)]
    alone = score_gaps(table, unit_field="unit", timezone=ZONE, grid_reach=100, watch="civil night")
    others = {"INPUT": layer, "GRID_REACH": 100, "DETECTION_TIME": 30, "REVISIT": 120}
    made = run("scoregaps", **GIVEN | others, WATCH_BY=CIVIL_NIGHT, OUTPUT="memory:")["OUTPUT"]
    assert alone["gap"].tolist() == pytest.approx([row[0] for row in attributes(made, "gap")], abs=1e-12)
    with pytest.raises(UserError, match="sunset to sunrise, civil night"):
        score_gaps(table, unit_field="unit", watch="dusk to dawn")


@pytest.fixture
def wide(run, tmp_path):
    """The scored cells of an area that lies west of the fixes and of what matters, by the sun in the middle of it."""
    area = shape_layer([shapely.box(EASTING - 90_000, NORTHING - 600, EASTING + 600, NORTHING + 600).wkt])
    fixes = saved(point_layer(ROWS), tmp_path / "fixes.gpkg").source()
    demand = shape_layer([f"Point({EASTING} {NORTHING})"], "Point")
    given = {
        **GIVEN,
        **PERIOD,
        "INPUT": fixes,
        "DEMAND": [demand],
        "DEMAND_RANGE": 900,
        "AREA": saved(area, tmp_path / "area.gpkg").source(),
    }
    result = run("scoregaps", **given, CELL_SIZE=1000, WATCH_BY=SUNSET, OUTPUT=str(tmp_path / "scored.gpkg"))
    middle = GIVEN | {"PERIOD_START": result["PERIOD_START"], "PERIOD_END": result["PERIOD_END"]}
    return {**result, **middle}


def test_lines_of_sight_have_the_hours_of_the_score(run, wide, log):
    log.infos.clear()
    at = f"{EASTING},{NORTHING} [EPSG:32633]"
    found = run("sightlines", SCORED=wide["OUTPUT"], POINT=at, OUTPUT="memory:")
    assert (found["PERIOD_START"], found["PERIOD_END"]) == (wide["PERIOD_START"], wide["PERIOD_END"])
    assert any("(the middle of AREA): sunset to sunrise" in text for text in log.infos)


def test_a_plan_has_the_hours_of_the_score(run, wide, tmp_path, log):
    spots = str(tmp_path / "spots.gpkg")
    run("findblindspots", INPUT=wide["OUTPUT"], SHARE=1, OUTPUT=spots)
    sites = shape_layer([f"Point({EASTING} {NORTHING})"], "Point")
    asked = {"START": "2026-03-28T12:00:00", "MAX_ITERATIONS": 1, "SORTIES": 1, "ROUTES": "memory:"}
    run("planroutes", BLIND_SPOTS=[spots], LAUNCH_SITES=sites, **asked)
    begins = sun_times(local("2026-03-28T12:00") // DAY, 14.38, 49.65)[1]  # in the middle of the area
    assert abs(begins - sunset_to_sunrise("2026-03-28")[0]) > 120
    text = next(line for line in log.infos if line.startswith("Gaps are closed over the watch"))
    hours = text.removeprefix("Gaps are closed over the watch ")[:5]
    assert abs(local(f"2026-03-28T{hours}") - begins) <= 60
