"""One patrol recorded under several units, and receivers that stand still, through the algorithms."""

import numpy as np
import pytest
from qgis.core import QgsVectorLayer

from blindspot.engine.tracks.position_error import correlated_noise
from small_layers import EASTING, NORTHING, START, attributes, point_layer, utc, walk_rows

FIELDS = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "Europe/Vienna"}
KM, HOURS = 59 * 45 / 1000, 59 * 30 / 3600


def roster(*members) -> QgsVectorLayer:
    """One patrol, once for each member."""
    return point_layer([(xy, t, member) for member in members for xy, t, _ in walk_rows(units=1)])


def receivers() -> QgsVectorLayer:
    """One patrol with two receivers, which have other times and an error of a few metres."""
    rng = np.random.default_rng(1)
    rows = []
    for unit, step, phase in (("first", 30, 0), ("second", 20, 11)):
        seconds = np.arange(phase, 1770, step)
        east, north = correlated_noise(seconds.astype(float), np.zeros(len(seconds), int), rng) * 3
        for s, dx, dy in zip(seconds.tolist(), east.tolist(), north.tolist(), strict=True):
            rows.append(((EASTING + 1.5 * s + dx, NORTHING + dy), utc(START + s), unit))
    return point_layer(rows)


def test_a_roster_is_named_and_counts_once_if_wanted(run, log):
    layer = roster("a", "b", "c", "d")
    result = run("patroleffort", INPUT=layer, **FIELDS, OUTPUT="memory:")
    assert (result["TOTAL_HOURS"], result["TOTAL_KM"]) == (pytest.approx(4 * HOURS), pytest.approx(4 * KM))
    assert log.warnings == [
        "4 units (a, b, c, d) have identical fixes. Is one patrol counted 4 times? 1.5 of 2.0 h and 8.0 of 10.6 km "
        "count more than once. Set TEAMS to count them once."
    ]
    result = run("patroleffort", INPUT=layer, **FIELDS, TEAMS=1, OUTPUT="memory:")
    assert (result["TOTAL_HOURS"], result["TOTAL_KM"]) == (pytest.approx(HOURS), pytest.approx(KM))
    assert any("the same fix as another unit: 180" in text for text in log.infos)
    assert log.warnings[1:] == [
        "4 units (a, b, c, d) have identical fixes. Each patrol counts once (TEAMS): 1.5 of 2.0 h and 8.0 of 10.6 km "
        "are left out."
    ]


def test_a_roster_of_the_later_period_counts_once_as_well(run):
    later = {"PERIOD_AFTER_START": utc(START - 3600), "PERIOD_AFTER_END": utc(START + 36_000)}
    period = {"PERIOD_START": utc(START - 3600), "PERIOD_END": utc(START + 36_000)}
    hours = {"WATCH_START": "00:00", "WATCH_END": "00:00", "DETECTION_TIME": 600, "DETECTION_RANGE": 80}
    given = {"INPUT": roster("a"), **FIELDS, **later, **period, **hours, "OUTPUT": "memory:"}
    once = run("assessplan", **given, INPUT_AFTER=roster("a", "b", "c"), TEAMS=1)
    each = run("assessplan", **given, INPUT_AFTER=roster("a", "b", "c"))
    assert once["PRIORITY_AFTER"] == pytest.approx(once["PRIORITY_BEFORE"])
    assert each["PRIORITY_AFTER"] < once["PRIORITY_AFTER"]


def test_two_receivers_of_a_patrol_count_once(run, log):
    layer = receivers()
    result = run("patroleffort", INPUT=layer, **FIELDS, OUTPUT="memory:")
    assert result["TOTAL_HOURS"] == pytest.approx(2 * HOURS, rel=0.02)
    assert any("2 units (first, second) move together." in text for text in log.warnings)
    once = run("patroleffort", INPUT=layer, **FIELDS, TEAMS=1, OUTPUT="memory:")
    assert once["TOTAL_HOURS"] == pytest.approx(HOURS, rel=0.02)
    assert once["TOTAL_KM"] == pytest.approx(KM, rel=0.03)


def test_rejected_fixes_of_teams_have_their_reason_and_none_is_lost(run):
    result = run("preparetracks", INPUT=receivers(), **FIELDS, TEAMS=1, OUTPUT="memory:", REJECTED="memory:")
    rejected = attributes(result["REJECTED"], "unit", "reason")
    assert set(rejected) == {("second", "moving together with another unit")}
    assert result["FIX_COUNT"] + result["REJECTED_COUNT"] == 59 + 88


def test_units_apart_are_no_team(run, log, walks):
    run("patroleffort", INPUT=walks, **FIELDS, OUTPUT="memory:")
    assert log.warnings == []


def test_a_long_list_of_members_is_cut(run, log):
    run("preparetracks", INPUT=roster(*(f"Ranger {i}" for i in range(9))), **FIELDS, OUTPUT="memory:")
    (text,) = log.warnings
    assert text.startswith("9 units (Ranger 0, Ranger 1, Ranger 2, Ranger 3 ...) have identical fixes.")


@pytest.mark.parametrize(
    ("name", "extra", "values"),
    [
        ("scoregaps", {"WATCH_START": "00:00", "WATCH_END": "00:00", "DETECTION_TIME": 600}, ("gap", "dwell_s")),
        (
            "coverageprofile",
            {"WATCH_START": "00:00", "WATCH_END": "00:00", "DETECTION_TIME": 600},
            ("gap", "unit_hours"),
        ),
    ],
)
def test_a_team_that_counts_once_is_one_unit_for_every_algorithm(run, name, extra, values):
    period = {"PERIOD_START": utc(START - 3600), "PERIOD_END": utc(START + 36_000)}
    cells = {"CELL_SIZE": 100, "DETECTION_RANGE": 80}

    def found(layer, **more):
        output = run(name, INPUT=layer, **FIELDS, **period, **cells, **extra, **more, OUTPUT="memory:")["OUTPUT"]
        names = [field.name() for field in output.fields()]
        return attributes(output, *(value for value in values if value in names))

    single = found(roster("a"))
    assert found(roster("a", "b", "c"), TEAMS=1) == single
    assert found(roster("a", "b", "c")) != single


@pytest.mark.parametrize(("step", "accuracy"), [(10, 5.0), (30, 10.0), (60, 3.0), (5, 8.0)])
def test_a_parked_car_has_hours_and_no_kilometres(run, log, step, accuracy):
    seconds = np.arange(0, 6 * 3600 + 1, step)
    noise = correlated_noise(seconds.astype(float), np.zeros(len(seconds), int), np.random.default_rng(step))
    east, north = noise * accuracy / 1.51
    rows = [
        ((EASTING + x, NORTHING + y), utc(START + s), "car")
        for s, x, y in zip(seconds.tolist(), east.tolist(), north.tolist(), strict=True)
    ]
    layer = point_layer(rows)
    result = run("patroleffort", INPUT=layer, **FIELDS, OUTPUT="memory:")
    assert result["TOTAL_HOURS"] == pytest.approx(6)
    assert result["TOTAL_KM"] < 0.1
    assert sum(km for (km,) in attributes(result["OUTPUT"], "km")) == pytest.approx(result["TOTAL_KM"])
    assert any("scatter of the positions" in text for text in log.infos)
    tracks = run("preparetracks", INPUT=layer, **FIELDS, OUTPUT="memory:")["OUTPUT"]
    ((metres, duration, fixes),) = attributes(tracks, "distance_m", "duration_s", "fixes")
    assert metres < 100
    assert (duration, fixes) == (6 * 3600, len(seconds))
