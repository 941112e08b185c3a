"""What the report says of layers is what they hold: order, sums, hours of the week, the period."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from qgis.core import QgsVectorLayer

from blindspot.algorithms.inputs.report_records import asked_in
from blindspot.algorithms.outputs.asked import asked_of
from blindspot.engine.timing.watch import Watch
from small_layers import EASTING, NORTHING, shape_layer

X, Y = EASTING, NORTHING
SQUARE = f"Polygon(({X} {Y}, {X + 100} {Y}, {X + 100} {Y + 100}, {X} {Y}))"
SPOTS = (("spot_id", "QString"), ("night", "Int"), ("rank", "Int"), ("name", "QString"), ("priority", "Double"))
TRACKS = (("unit", "QString"), ("fixes", "Int"), ("distance_m", "Double"), ("duration_s", "Double"))
HOURS = tuple((name, "Double") for name in ("weekday", "hour", "gap", "unit_hours", "watch_hours"))


def spots(*rows) -> QgsVectorLayer:
    return shape_layer([SQUARE] * len(rows), name="spots", fields=SPOTS, rows=[list(row) for row in rows])


@pytest.fixture
def report(run, tmp_path):
    """A function that makes a report of layers; returns its numbers and its page."""

    def report(**layers):
        path = tmp_path / "report.html"
        return run("report", **layers, HTML=str(path)), Path(path).read_text(encoding="utf-8")

    return report


ONE = ("a", 1, 1, "Quay", 3.0)


def test_spots_are_ranked_and_those_of_the_first_night_are_shown(report):
    rows = [("c", 1, 3, "Mill", 1.0), ("d", 2, 1, "Yard", 9.0), ("b", 1, 2, "Dock", 2.0), ONE]
    numbers, page = report(SPOTS=spots(*rows, ("e", 2, 2, "Pier", 8.0)))
    assert numbers["SPOT_COUNT"] == 3
    ranking = page.partition("The blind spots that matter most")[2]
    assert re.findall(r"\b(Quay|Dock|Mill)\b", ranking)[:3] == ["Quay", "Dock", "Mill"]
    assert "Yard" not in page


def test_the_data_of_patrols_are_summed(report):
    lines = [f"LineString({X} {Y}, {X + 100} {Y})"] * 3
    rows = [["A", 100, 2000.0, 3600.0], ["B", 50, 1500.0, 1800.0], ["A", 10, 500.0, 7200.0]]
    tracks = shape_layer(lines, "LineString", fields=TRACKS, rows=rows)
    silent = shape_layer(lines[:2], "LineString", fields=(("duration_s", "Double"),), rows=[[1800.0], [900.0]])
    wrong = shape_layer([f"Point({X} {Y})"] * 3, "Point", fields=(("reason", "QString"),), rows=[["b"], ["a"], ["b"]])
    _, page = report(SPOTS=spots(ONE), TRACKS=tracks, OUTAGES=silent, REJECTED=wrong)
    facts = dict(re.findall(r'<th scope="row">([^<]*)</th><td>([^<]*)</td>', page)[::-1])
    assert (facts["Units on patrol"], facts["Tracks"], facts["Positions used"]) == ("2", "3", "160")
    assert (facts["Distance"], facts["Time on tracks"]) == ("4 km", "4 hours")
    assert facts["Silences of receivers (outages)"] == "2, 0.8 hours in total"
    assert facts["Positions rejected"] == "3 (b: 2; a: 1)"


def test_the_profile_has_its_days_and_hours(report):
    rows = [[1, 23, 0.5, 2.0, 4.0], [2, 3, 0.9, 0.5, 4.0], [7, 22, 0.2, 6.0, 4.0]]
    table = shape_layer([None] * 3, "None", fields=HOURS, rows=rows)
    _, page = report(SPOTS=spots(ONE), PROFILE=table)
    assert "Darkest: Tue 03:00-04:00, gap 0.90 with 0.5 unit-hours." in page
    assert "Best watched: Sun 22:00-23:00, gap 0.20" in page


def test_the_question_of_a_record():
    record = {
        "algorithm": "blindspot:scoregaps",
        "parameters": {
            "WATCH_START": "22:30:00", "WATCH_END": "05:00:00", "REVISIT": 90.0, "TIMEZONE": "Asia/Shanghai",
            "WEEKDAYS": "Fri,Sat",
        },
        "inputs": {"INPUT": [{"name": "fixes"}]},
        "results": {"PERIOD_START": "2026-03-01T16:30:00Z", "PERIOD_END": "2026-03-05T04:30:00Z"},
    }  # fmt: skip
    asked = asked_in(record)
    assert (asked.start_s, asked.end_s, asked.revisit) == (22.5 * 3600, 5 * 3600, 5400)
    assert (asked.zone, set(asked.weekdays), asked.data) == ("Asia/Shanghai", {4, 5}, "fixes")
    assert (asked.period, asked.days) == ("2026-03-02 to 2026-03-05", 3.5)  # local days
    assert asked_in({**record, "parameters": {}}) is None


def test_the_question_of_a_score():
    period = SimpleNamespace(t0=1_772_382_600.0, t1=1_772_685_000.0)  # 2026-03-01 16:30 and 2026-03-05 04:30 UTC
    watch = Watch(22 * 3600.0, 5 * 3600.0, frozenset({4, 5}), "Asia/Shanghai")
    question = SimpleNamespace(period=period, revisit=5400.0)
    asked = asked_of(
        SimpleNamespace(asked=[(slice(None), question, watch)], period=period),
        SimpleNamespace(given=lambda name: name == "BUILDINGS"),
    )
    assert (asked.start_s, asked.end_s, asked.zone, asked.revisit) == (22 * 3600, 5 * 3600, "Asia/Shanghai", 5400)
    assert (asked.period, set(asked.weekdays)) == ("2026-03-02 to 2026-03-05", {4, 5})
    assert asked.sight == "not seen through walls"
