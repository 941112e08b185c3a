"""The fields on the watch, and the table of nights, through the algorithms and the Python interface."""

from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest
from qgis.core import QgsProcessingException, QgsVectorLayer

from blindspot.algorithms.outputs import place_nights
from blindspot.engine import score_gaps
from blindspot.engine.tables import geopandas
from blindspot.layers.attributes import is_null
from small_layers import EASTING, NORTHING, attributes, point_layer, shape_layer, utc

ZONE = "Europe/Vienna"
HERE, THERE = f"Point({EASTING} {NORTHING})", f"Point({EASTING + 900} {NORTHING})"
COLUMNS = ("place_id", "night", "passes", "dwell_s", "first_pass", "last_pass", "gap", "watch_hours")
OURS = ("visits", "dwell_s", "watch_visits", "watch_dwell_s", "nights_seen")
PERIOD = {"PERIOD_START": "2026-03-27T12:00:00", "PERIOD_END": "2026-03-30T10:00:00"}
FIXES = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": ZONE}
GIVEN = {**FIXES, **PERIOD, "DETECTION_TIME": 0, "REVISIT": 60}


def local(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE)).timestamp()


def stay(first: str, last: str, x: float = 0.0, unit: str = "U0") -> list:
    """A fix each minute."""
    start = local(first)
    count = round((local(last) - start) / 60)
    return [((EASTING + x, NORTHING), utc(start + 60 * i), unit) for i in range(count + 1)]


ROWS = [
    *stay("2026-03-27T20:00", "2026-03-27T20:30"),  # before the watch
    *stay("2026-03-27T21:50", "2026-03-27T22:20"),  # 20 minutes in it
    *stay("2026-03-29T01:30", "2026-03-29T03:30"),  # one hour: clocks go from 02:00 to 03:00
    *stay("2026-03-29T12:00", "2026-03-29T12:30"),
    *stay("2026-03-27T18:00", "2026-03-27T18:05", 5000, "U1"),
    *stay("2026-03-30T12:00", "2026-03-30T12:05", 5000, "U1"),
]


@pytest.fixture
def score(run):
    """scoregaps at HERE and THERE, with noticing at once."""

    def score(rows=ROWS, **parameters):
        places = shape_layer([HERE, THERE], "Point")
        return run("scoregaps", INPUT=point_layer(rows), PLACES=places, OUTPUT="memory:", **{**GIVEN, **parameters})

    return score


def test_the_new_fields_come_last_and_count_the_watch_alone(score):
    layer = score(SECONDS=True)["OUTPUT"]
    names = [field.name() for field in layer.fields()]
    assert names[-5:] == ["why", "watch_visits", "watch_dwell_s", "nights_seen", "gap_profile"]
    assert attributes(layer, *OURS) == [(4, 9000.0, 2, 20 * 60.0 + 3600, 2), (0, 0.0, 0, 0.0, 0)]
    assert attributes(layer, "why")[0][0] == (
        "Seen in the watch on 2 of 3 nights (2 long stays, 80 min in range); also 2 visits at other hours; at any "
        "hour, last seen 22 h before the end, longest alone 27 h."
    )


def test_all_hours_and_weekdays(score):
    all_day = {"WATCH_START": "00:00:00", "WATCH_END": "00:00:00"}
    layer = score(**all_day)["OUTPUT"]
    assert attributes(layer, *OURS)[0] == (4, 9000.0, 4, 9000.0, 2)
    assert attributes(layer, "why")[0][0].startswith("Seen on 2 of 4 days (4 long stays, 2 h in range), last ")
    sunday = score(**all_day, WEEKDAYS="Sun")["OUTPUT"]
    assert attributes(sunday, *OURS)[0] == (4, 9000.0, 2, 5400.0, 1)


def test_nights_are_a_table_of_places_and_nights(score, tmp_path):
    result = score(NIGHTS=f"{tmp_path}/nights.gpkg", SECONDS=True)
    table = QgsVectorLayer(result["NIGHTS"])
    assert not table.isSpatial()
    assert [field.name() for field in table.fields()] == ["fid", *COLUMNS]
    rows = attributes(table, *COLUMNS)
    ids = [place for (place,) in attributes(result["OUTPUT"], "place_id")]
    nights = ["2026-03-27", "2026-03-28", "2026-03-29"]
    assert [row[:2] for row in rows] == [(place, night) for place in ids for night in nights]
    assert [row[2:4] for row in rows[:3]] == [(1, 1200.0), (1, 3600.0), (0, 0.0)]
    assert rows[0][4:6] == (utc(local("2026-03-27T22:00")), utc(local("2026-03-27T22:20")))
    assert rows[1][4:6] == (utc(local("2026-03-29T01:30")), utc(local("2026-03-29T03:30")))
    assert all(is_null(moment) for row in rows[2:] for moment in row[4:6])
    assert [row[7] for row in rows] == [7, 6, 7] * 2  # the clocks go forward
    assert [row[6] for row in rows[:3]] == pytest.approx([1 - 20 / 420, 1 - 120 / 360, 1])
    assert [row[6] for row in rows[3:]] == [1, 1, 1]
    gaps = [gap for (gap,) in attributes(result["OUTPUT"], "gap")]
    for gap, own in zip(gaps, (rows[:3], rows[3:]), strict=True):
        assert np.average([row[6] for row in own], weights=[row[7] for row in own]) == pytest.approx(gap)


def test_a_night_without_starting_moments_has_no_gap(score):
    end = "2026-03-29T22:30:00"  # the last night begins half an hour before the end, less than REVISIT
    rows = attributes(score(NIGHTS="memory:", PERIOD_END=end)["NIGHTS"], "night", "gap", "watch_hours")
    assert [(night, is_null(gap), hours) for night, gap, hours in rows[:3]] == [
        ("2026-03-27", False, 7), ("2026-03-28", False, 6), ("2026-03-29", True, 0)
    ]  # fmt: skip


def test_nights_are_optional_and_change_nothing_else(score):
    plain, nightly = score(), score(NIGHTS="memory:")
    assert "NIGHTS" not in plain
    names = [field.name() for field in plain["OUTPUT"].fields()]
    assert attributes(plain["OUTPUT"], *names) == attributes(nightly["OUTPUT"], *names)
    assert nightly["NIGHTS"].featureCount() == 6


def test_too_many_rows_are_refused_before_scoring(score, monkeypatch):
    monkeypatch.setattr(place_nights, "MAX_ROWS", 5)
    with pytest.raises(QgsProcessingException, match=r"a row for each of 2 places in each of 3 nights, more than 5 "):
        score(NIGHTS="memory:")
    assert score()["PLACE_COUNT"] == 2


def test_the_python_interface_gives_the_same_nights(score):
    table = geopandas.GeoDataFrame(
        {
            "unit": [unit for *_, unit in ROWS],
            "time": pd.to_datetime([when.toMSecsSinceEpoch() for _, when, _ in ROWS], unit="ms", utc=True),
        },
        geometry=geopandas.points_from_xy(*zip(*[xy for xy, *_ in ROWS], strict=True)),
        crs=32633,
    )
    places = geopandas.GeoDataFrame(geometry=geopandas.GeoSeries.from_wkt([HERE, THERE]), crs=32633)
    same = {"unit_field": "unit", "timezone": ZONE, "detection_time": 0, "revisit": 60}
    period = {name.lower(): value for name, value in PERIOD.items()}
    scored, nights = score_gaps(table, places=places, **same, **period, return_nights=True)
    result = score(NIGHTS="memory:")
    assert scored[list(OURS)].to_numpy().tolist() == [list(row) for row in attributes(result["OUTPUT"], *OURS)]
    assert tuple(nights.columns) == COLUMNS
    assert nights["place_id"].tolist() == scored["place_id"].repeat(3).tolist()
    for name in COLUMNS[1:]:
        ours = [utc(v.timestamp()) if isinstance(v, pd.Timestamp) else None if v is pd.NaT else v for v in nights[name]]
        theirs = [None if is_null(value) else value for (value,) in attributes(result["NIGHTS"], name)]
        assert ours == theirs, name


def test_a_plan_is_assessed_by_visits_in_the_watch(run):
    rows = [*ROWS[:62], *ROWS[-12:]]
    later = [*rows, *stay("2026-03-29T23:00", "2026-03-29T23:01"), *stay("2026-03-28T12:00", "2026-03-28T12:01")]
    result = run(
        "assessplan", INPUT=point_layer(rows), INPUT_AFTER=point_layer(later), PLACES=shape_layer([HERE], "Point"),
        PERIOD_AFTER_START=PERIOD["PERIOD_START"], PERIOD_AFTER_END=PERIOD["PERIOD_END"], OUTPUT="memory:", **GIVEN,
    )  # fmt: skip
    names = ("visits_before", "visits_after", "watch_visits_before", "watch_visits_after", "nights_seen_before")
    assert attributes(result["OUTPUT"], *names, "nights_seen_after") == [(2, 4, 1, 2, 1, 2)]


def test_places_that_nobody_passes_have_nights_as_well(run):
    far = shape_layer([f"Point({EASTING} {NORTHING + 3000})"], "Point")
    table = run("scoregaps", INPUT=point_layer(ROWS), PLACES=far, **GIVEN, OUTPUT="memory:", NIGHTS="memory:")["NIGHTS"]
    rows = attributes(table, "passes", "dwell_s", "gap")
    assert len(rows) == 3
    assert {(passes, dwell, gap) for passes, dwell, gap in rows if not is_null(gap)} == {(0, 0.0, 1.0)}


def test_patrols_at_other_hours_than_the_watch_are_said(score, log):
    score([*stay("2026-03-27T11:00", "2026-03-27T13:00"), *stay("2026-03-27T23:00", "2026-03-27T23:02")])
    assert any("are in the hours of the watch (22:00-05:00)" in text for text in log.warnings), log.warnings
    log.warnings.clear()
    score()
    assert not any("are in the hours of the watch" in text for text in log.warnings)
