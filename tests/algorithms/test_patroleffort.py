"""blindspot:patroleffort through processing.run."""

import itertools

import pytest
from qgis.core import QgsProcessingException, QgsVectorLayer

from small_layers import EASTING, NORTHING, START, Feedback, attributes, point_layer, shape_layer, utc

FIXES = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "Europe/Vienna"}
HOURS = 59 * 30 / 3600  # walked by each unit of `walks`
KM = 59 * 45 / 1000


def box(x0, y0, x1, y1) -> str:
    x0, x1, y0, y1 = EASTING + x0, EASTING + x1, NORTHING + y0, NORTHING + y1
    return f"Polygon(({x0} {y0}, {x1} {y0}, {x1} {y1}, {x0} {y1}, {x0} {y0}))"


@pytest.mark.parametrize("grid_type", [0, 1])
def test_a_grid_conserves_time_and_distance(run, walks, log, grid_type):
    result = run("patroleffort", INPUT=walks, **FIXES, GRID_TYPE=grid_type, OUTPUT="memory:")
    layer = result["OUTPUT"]
    assert layer.featureCount() == result["PLACE_COUNT"]
    assert (result["CRS"], layer.crs().authid()) == ("EPSG:32633", "EPSG:32633")
    rows = attributes(layer, "hours", "km", "visits", "units", "days", "first_seen", "within_range")
    assert sum(row[0] for row in rows) == pytest.approx(2 * HOURS, rel=1e-12)
    assert sum(row[1] for row in rows) == pytest.approx(2 * KM, rel=1e-12)
    assert result["TOTAL_HOURS"] == pytest.approx(2 * HOURS)
    assert result["TOTAL_KM"] == pytest.approx(2 * KM)
    empty = [row for row in rows if row[2] == 0]
    assert len(empty) > len(rows) / 2
    assert {row[:5] for row in empty} == {(0, 0, 0, 0, 0)}
    assert all(not row[5] for row in empty)
    assert {row[6] for row in rows} >= {0.0, 1.0}
    assert any("0.0 of 1.0 h and 0.0 of 5.3 km lie outside the grid" in text for text in log.infos)


def test_zones_by_hand(run, walks, log):
    zones = shape_layer(
        [box(450, -50, 900, 50), box(0, -50, 4000, 250), box(-900, 0, -800, 50)],
        fields=(("name", "QString"), ("km", "Double")),
        rows=[("Quay", 7.0), ("All", 1.0), ("Nobody", 2.0)],
    )
    result = run("patroleffort", INPUT=walks, **FIXES, PLACES=zones, SECONDS=True, OUTPUT="memory:")
    quay, everything, empty = attributes(
        result["OUTPUT"], "name", "km_2", "hours", "km", "visits", "units", "days", "first_seen", "last_seen"
    )
    assert quay[:2] == ("Quay", 7.0)
    assert quay[2:4] == (pytest.approx(300 / 3600), pytest.approx(0.45))
    assert quay[4:] == (1, 1, 1, utc(START + 300), utc(START + 600))
    assert everything[2:7] == (pytest.approx(2 * HOURS), pytest.approx(2 * KM), 2, 2, 1)
    assert empty[2:7] == (0, 0, 0, 0, 0)
    assert any("Zones overlap" in text for text in log.infos)


def test_days_are_local_and_the_watch_cuts(run, log):
    # 22:30 to 00:30 UTC on the spot: in Vienna it is one day, from 23:30 to 01:30.
    layer = point_layer([((EASTING + 10, NORTHING + 10), utc(START - 1800 + 300 * i), "U0") for i in range(25)])
    area = shape_layer([box(-100, -100, 100, 100)])
    for parameters, days, hours in (
        ({"TIMEZONE": "Europe/Vienna"}, 2, 2.0),
        ({"TIMEZONE": "Asia/Shanghai"}, 1, 2.0),
        ({"TIMEZONE": "Europe/Vienna", "WATCH_START": "01:00:00", "WATCH_END": "05:00:00"}, 1, 0.5),
        ({"TIMEZONE": "Europe/Vienna", "PERIOD_END": "2026-01-02T00:15:00"}, 2, 0.75),
    ):
        result = run("patroleffort", INPUT=layer, **{**FIXES, **parameters}, AREA=area, OUTPUT="memory:")
        (row,) = [row for row in attributes(result["OUTPUT"], "days", "hours", "visits") if row[2]]
        assert row == (days, pytest.approx(hours), 1)
        assert result["TOTAL_HOURS"] == pytest.approx(hours)
    assert any("1.2 of 2.0 h of tracks are outside the watch or the period" in text for text in log.infos)


def test_effort_outside_is_reported(run, walks, log):
    area = shape_layer([box(0, -100, 1000, 100)])
    result = run("patroleffort", INPUT=walks, **FIXES, AREA=area, OUTPUT="memory:")
    inside = sum(km for (km,) in attributes(result["OUTPUT"], "km"))
    assert inside == pytest.approx(1.0)
    assert result["TOTAL_KM"] == pytest.approx(2 * KM)
    assert any("of 1.0 h and 4.3 of 5.3 km lie outside the grid" in text for text in log.warnings)


def test_time_outside_is_a_warning_also_where_hardly_any_distance_is_outside(run, log):
    rows = [((EASTING + 40.0 * i, NORTHING), utc(START + 60 * i), "U0") for i in range(26)]
    rows += [((EASTING + 1010, NORTHING), utc(START + 60 * i), "U0") for i in range(26, 86)]  # stands just outside
    run("patroleffort", INPUT=point_layer(rows), **FIXES, AREA=shape_layer([box(0, -100, 1000, 100)]), OUTPUT="memory:")
    assert any("of 1.4 h and 0.0 of 1.0 km lie outside the grid" in text for text in log.warnings)


def test_no_unit_is_named(run, walks):
    layer = run("patroleffort", INPUT=walks, **FIXES, OUTPUT="memory:")["OUTPUT"]
    assert not [field.name() for field in layer.fields() if "unit" in field.name() and field.name() != "units"]
    assert not any("U0" in str(value) for feature in layer.getFeatures() for value in feature.attributes())


def test_cells_are_those_of_scoregaps(run, walks):
    effort = run("patroleffort", INPUT=walks, **FIXES, OUTPUT="memory:")["OUTPUT"]
    scores = run("scoregaps", INPUT=walks, **FIXES, OUTPUT="memory:")["OUTPUT"]
    assert attributes(effort, "place_id") == attributes(scores, "place_id")


def test_zones_elsewhere_finish_with_a_warning(run, walks, log):
    zones = shape_layer([box(90_000, 0, 91_000, 1000)])
    result = run("patroleffort", INPUT=walks, **FIXES, PLACES=zones, OUTPUT="memory:")
    assert attributes(result["OUTPUT"], "hours", "visits", "within_range") == [(0, 0, 0)]
    assert any("All fixes lie outside the surroundings of PLACES" in text for text in log.warnings)
    assert any("1.0 of 1.0 h and 5.3 of 5.3 km lie outside all zones" in text for text in log.warnings)


def test_slow_legs_do_not_count(run):
    rows = [((EASTING + min(i, 10) * 60.0, NORTHING), utc(START + 60 * i), "U0") for i in range(21)]
    result = run("patroleffort", INPUT=point_layer(rows), **FIXES, MIN_SPEED=1, OUTPUT="memory:")
    assert result["TOTAL_HOURS"] == pytest.approx(1 / 6)
    assert result["TOTAL_KM"] == pytest.approx(0.6)


@pytest.mark.parametrize(
    ("extra", "sentence"),
    [
        ({"PLACES": "points"}, "shapes has points; it must have polygons"),
        ({"SAMPLE_SPACING": 0.01}, "SAMPLE_SPACING of 0.01 m puts"),
        ({"PERIOD_START": "2030-01-01T00:00:00"}, "PERIOD_START"),
        ({"WEEKDAYS": "Someday"}, "WEEKDAYS"),
        ({"TIME_FIELD": "unit"}, "No fix can be used"),
    ],
)
def test_errors_say_what_to_do(run, walks, extra, sentence):
    if "PLACES" in extra:
        extra = {"PLACES": shape_layer([f"Point({EASTING} {NORTHING})"], "Point")}
    with pytest.raises(QgsProcessingException, match=sentence):
        run("patroleffort", INPUT=walks, **{**FIXES, **extra}, OUTPUT="memory:")


def test_cancel_stops_and_progress_never_falls(run, walks):
    feedback = Feedback()
    run("patroleffort", INPUT=walks, feedback=feedback, **FIXES, OUTPUT="memory:")
    assert feedback.shares == sorted(feedback.shares)
    assert feedback.shares[-1] > 90
    result = run("patroleffort", INPUT=walks, feedback=Feedback(cancel_at=55), **FIXES, OUTPUT="memory:")
    assert "OUTPUT" not in result


def test_the_style_has_a_class_for_every_value(run, walks):
    from blindspot.layers.styling import apply_style

    layer = run("patroleffort", INPUT=walks, **FIXES, OUTPUT="memory:")["OUTPUT"]
    assert isinstance(layer, QgsVectorLayer)
    apply_style(layer, "effort")
    ranges = layer.renderer().ranges()
    assert len(ranges) == 6
    assert all(a.upperValue() == b.lowerValue() for a, b in itertools.pairwise(ranges))
