"""blindspot:scoregaps through processing.run."""

from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from qgis.core import QgsProcessingException

from small_layers import (
    EASTING,
    NORTHING,
    START,
    Feedback,
    attributes,
    point_layer,
    shape_layer,
    utc,
    walk_rows,
)

FIXES = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "Europe/Vienna"}
X0, X1, Y0, Y1 = EASTING, EASTING + 1000, NORTHING, NORTHING + 500
AREA = f"Polygon(({X0} {Y0}, {X1} {Y0}, {X1} {Y1}, {X0} {Y1}, {X0} {Y0}))"


def test_grid_without_area_reaches_from_the_fixes(run, walks, log):
    result = run("scoregaps", INPUT=walks, **FIXES, PARTIAL_WATCHES=1, OUTPUT="memory:")
    layer = result["OUTPUT"]
    assert layer.featureCount() == result["PLACE_COUNT"] > 0
    assert layer.crs().authid() == result["CRS"] == "EPSG:32633"
    assert any("GRID_REACH" in text for text in log.infos)
    rows = attributes(layer, "gap", "priority", "demand", "visits", "why")
    assert all(0 <= gap <= 1 and priority == gap and demand == 1 for gap, priority, demand, _, _ in rows)
    assert min(rows)[0] < 0.9
    assert {why for _, _, _, visits, why in rows if not visits} == {"Never seen in 1 night."}
    assert result["TOTAL_PRIORITY"] == pytest.approx(sum(row[1] for row in rows))
    assert result["MEAN_GAP"] == pytest.approx(np.mean([row[0] for row in rows]))
    assert result["PERIOD_START"] == "2026-01-01T21:00:00Z"


def test_cells_keep_their_ids_from_month_to_month(run):
    ids = []
    for day in (0, 40):
        layer = point_layer(walk_rows(start=START + 86_400 * day))
        result = run("scoregaps", INPUT=layer, **FIXES, AREA=shape_layer([AREA]), OUTPUT="memory:")
        ids.append(sorted(attributes(result["OUTPUT"], "place_id")))
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == len(ids[0]) == 200


@pytest.mark.parametrize("grid_type", [0, 1])
def test_area_and_grid_type(run, walks, grid_type):
    result = run("scoregaps", INPUT=walks, **FIXES, AREA=shape_layer([AREA]), GRID_TYPE=grid_type, OUTPUT="memory:")
    area = sum(feature.geometry().area() for feature in result["OUTPUT"].getFeatures())
    assert area == pytest.approx(500_000, rel=0.1)


def test_the_gap_of_an_hour_at_one_position_by_hand(run):
    # On the spot from 23:00 to 24:00 UTC, that is 00:00 to 01:00; watch 22:00-05:00, revisit 2 h, at once: seen from
    # 22:00 to 01:00 of 5 h.
    layer = point_layer([((EASTING, NORTHING), utc(START + 60 * i), "U0") for i in range(61)])
    places = shape_layer([f"Point({EASTING} {NORTHING})"], "Point")
    result = run("scoregaps", INPUT=layer, **FIXES, PLACES=places, DETECTION_TIME=0, SECONDS=True, OUTPUT="memory:")
    assert result["MEAN_GAP"] == pytest.approx(2 / 5)
    (row,) = attributes(result["OUTPUT"], "visits", "dwell_s", "mean_idle_s", "worst_gap_s", "last_seen")
    assert row[:2] == (1, 3600.0)
    assert row[2] == pytest.approx((2**2 + 4**2) * 3600 / (2 * 7))
    assert row[3] == 4 * 3600.0
    assert row[4] == utc(START + 3600)


@pytest.mark.parametrize(
    ("kind", "wkt"),
    [
        ("LineString", f"LineString({EASTING} {NORTHING}, {EASTING + 500} {NORTHING})"),
        (
            "MultiPolygon",
            f"MultiPolygon((({EASTING} {NORTHING}, {EASTING + 90} {NORTHING}, {EASTING + 90} {NORTHING + 90}, "
            f"{EASTING} {NORTHING})))",
        ),
        ("Point", f"Point({EASTING + 100} {NORTHING})"),
    ],
)
def test_places_keep_their_geometry_and_fields(run, walks, kind, wkt):
    places = shape_layer(
        [wkt, ""], kind, fields=(("name", "QString"), ("gap", "Double")), rows=[("Quay", 7.0), ("nowhere", 1.0)]
    )
    result = run("scoregaps", INPUT=walks, **FIXES, PLACES=places, OUTPUT="memory:")
    assert result["PLACE_COUNT"] == 1
    ((name, old, gap),) = attributes(result["OUTPUT"], "name", "gap_2", "gap")
    assert (name, old) == ("Quay", 7.0)
    assert 0 < gap < 1


def test_demand_layers_change_demand_and_explanation(run, walks):
    exits = shape_layer([f"Point({EASTING + 500} {NORTHING + 400})"], "Point", name="Station exits")
    river = shape_layer(
        [f"LineString({EASTING} {NORTHING}, {EASTING} {NORTHING + 500})"], "LineString", name="Riverside"
    )
    area = shape_layer([AREA])
    result = run(
        "scoregaps", INPUT=walks, **FIXES, AREA=area, DEMAND=[exits, river], DEMAND_WEIGHTS="3,1", OUTPUT="memory:"
    )
    rows = attributes(result["OUTPUT"], "demand", "why")
    assert max(rows)[0] == pytest.approx(3 * (1 - 2 * 25**2 / 100**2) ** 2)
    assert max(rows)[1].endswith("1 station exit within 100 m.")
    assert min(rows)[0] == 0


def test_tracks_as_input_score_as_the_fixes_do(run, walks):
    tracks = run("preparetracks", INPUT=walks, TIME_FIELD="time", UNIT_FIELD="unit", OUTPUT="memory:")["OUTPUT"]
    by_fixes = run("scoregaps", INPUT=walks, **FIXES, OUTPUT="memory:")["OUTPUT"]
    by_tracks = run("scoregaps", INPUT=tracks, TIMEZONE="Europe/Vienna", OUTPUT="memory:")["OUTPUT"]
    assert attributes(by_fixes, "place_id", "gap", "why") == attributes(by_tracks, "place_id", "gap", "why")


def test_ranges_and_times_by_unit(run):
    rows = [(*row, 100.0 if row[2] == "U1" else 10.0, 5.0) for row in walk_rows()]
    fields = (("time", "QDateTime"), ("unit", "QString"), ("reach", "Double"), ("tau", "Double"))
    result = run(
        "scoregaps",
        INPUT=point_layer(rows, fields=fields),
        **FIXES,
        RANGE_FIELD="reach",
        DETECTION_TIME_FIELD="tau",
        PLACES=shape_layer([f"Point({EASTING + 500} {NORTHING + y})" for y in (50, 250)], "Point"),
        OUTPUT="memory:",
    )
    assert [visits for (visits,) in attributes(result["OUTPUT"], "visits")] == [0, 1]


def test_input_crs_does_not_matter(run, walks):
    import processing

    lonlat = processing.run("native:reprojectlayer", {"INPUT": walks, "TARGET_CRS": "EPSG:4326", "OUTPUT": "memory:"})[
        "OUTPUT"
    ]
    places = shape_layer([f"Point({EASTING + x} {NORTHING + 40})" for x in (0, 400, 1200)], "Point")
    here = run("scoregaps", INPUT=walks, **FIXES, PLACES=places, OUTPUT="memory:")["OUTPUT"]
    there = run("scoregaps", INPUT=lonlat, **FIXES, PLACES=places, OUTPUT="memory:")["OUTPUT"]
    for (a,), (b,) in zip(attributes(here, "gap"), attributes(there, "gap"), strict=True):
        assert a == pytest.approx(b, abs=1e-3)


@pytest.mark.parametrize(
    ("extra", "sentence"),
    [
        ({"TIMEZONE": "Mars/Base"}, "Mars/Base"),
        ({"WEEKDAYS": "Someday"}, "WEEKDAYS"),
        ({"CELL_SIZE": 0.02}, "or more"),
        ({"REVISIT": 60 * 24 * 30}, "REVISIT"),
        ({"DEMAND_WEIGHTS": "3,1"}, "DEMAND_WEIGHTS"),
        ({"WATCH_START": "10:00:00", "WATCH_END": "11:00:00"}, "No fix falls in the watch"),
        ({"PERIOD_START": "2026-03-01T00:00:00", "PERIOD_END": "2026-02-01T00:00:00"}, "PERIOD"),
        ({"PERIOD_START": "yesterday"}, "PERIOD_START"),
        ({"WATCH_START": "late"}, "WATCH_START"),
    ],
)
def test_bad_parameters_are_one_sentence(run, walks, extra, sentence):
    with pytest.raises(QgsProcessingException, match=sentence):
        run("scoregaps", INPUT=walks, **{**FIXES, "OUTPUT": "memory:", **extra})


@pytest.mark.parametrize(
    "name", ["DETECTION_RANGE", "DETECTION_TIME", "REVISIT", "MAX_SPEED", "DEMAND_RANGE", "GRID_REACH"]
)
def test_negative_numbers_are_rejected(run, walks, name):
    with pytest.raises(QgsProcessingException, match=name):
        run("scoregaps", INPUT=walks, **FIXES, OUTPUT="memory:", **{name: -5})


def test_an_area_that_nobody_visited_is_scored_with_a_warning_that_gives_the_distance(run, walks, log):
    away = EASTING + 14_655  # the last fix is at EASTING + 2655
    far = shape_layer(
        [f"Polygon(({away} 5500000, {away + 100} 5500000, {away + 100} 5500100, {away} 5500100, {away} 5500000))"]
    )
    result = run("scoregaps", INPUT=walks, **FIXES, AREA=far, OUTPUT="memory:")
    assert attributes(result["OUTPUT"], "gap") == [(1.0,)] * 4
    assert any("All fixes lie outside AREA: the nearest is 12 km away" in text for text in log.warnings)


def test_small_range_is_warned_about(run, walks, log):
    run("scoregaps", INPUT=walks, **FIXES, CELL_SIZE=100, OUTPUT="memory:")
    assert any("Use a CELL_SIZE of at most 70 m" in text for text in log.warnings)


def test_empty_nights_are_named(run, log):
    rows = walk_rows() + walk_rows(start=START + 3 * 86_400)
    run("scoregaps", INPUT=point_layer(rows), **FIXES, OUTPUT="memory:")
    assert any("2 of 4 nights. They count as unseen: 2026-01-02, 2026-01-03" in text for text in log.warnings)


def test_an_error_leaves_an_existing_file_as_it_was(run, walks, tmp_path):
    path = tmp_path / "precious.gpkg"
    path.write_bytes(b"not to be touched")
    with pytest.raises(QgsProcessingException):
        run("scoregaps", INPUT=walks, **FIXES, REVISIT=60 * 24 * 30, OUTPUT=str(path))
    assert path.read_bytes() == b"not to be touched"


def test_cancel_stops_and_progress_never_falls(run, walks):
    feedback = Feedback()
    run("scoregaps", INPUT=walks, feedback=feedback, **FIXES, OUTPUT="memory:")
    assert feedback.shares == sorted(feedback.shares)
    assert feedback.shares[-1] > 90
    cancelled = Feedback(cancel_at=40)
    result = run("scoregaps", INPUT=walks, feedback=cancelled, **FIXES, OUTPUT="memory:")
    assert "OUTPUT" not in result
    assert max(cancelled.shares) < 60


def test_uncommitted_edits_are_scored(run, walks):
    places = shape_layer([f"Point({EASTING + 500} {NORTHING})"], "Point")
    before = run("scoregaps", INPUT=walks, **FIXES, PLACES=places, OUTPUT="memory:")["MEAN_GAP"]
    walks.startEditing()
    walks.deleteFeatures([feature.id() for feature in walks.getFeatures("\"unit\" = 'U0'")])
    after = run("scoregaps", INPUT=walks, **FIXES, PLACES=places, OUTPUT="memory:")["MEAN_GAP"]
    walks.rollBack()
    assert before < after == 1


def test_a_single_fix_and_mixed_times(run):
    places = shape_layer([f"Point({EASTING} {NORTHING})"], "Point")
    single = point_layer(walk_rows(1, 1))
    assert run("scoregaps", INPUT=single, **FIXES, PLACES=places, OUTPUT="memory:")["MEAN_GAP"] == 1
    at_once = run("scoregaps", INPUT=single, **FIXES, PLACES=places, DETECTION_TIME=0, OUTPUT="memory:")
    assert at_once["MEAN_GAP"] == pytest.approx(3 / 5)
    rows = [((EASTING, NORTHING), text, "u") for text in ("2026-01-02 00:00:00", "2026-01-01T23:05:00Z", "later", None)]
    mixed = point_layer(rows, fields=(("time", "QString"), ("unit", "QString")))
    result = run("scoregaps", INPUT=mixed, **FIXES, PLACES=places, OUTPUT="memory:")
    assert attributes(result["OUTPUT"], "visits", "dwell_s") == [(1, 300.0)]


def test_weights_must_be_numbers(run, walks):
    exits = shape_layer([f"Point({EASTING} {NORTHING})"], "Point")
    for weights in ("nan", "inf", "-1", "two"):
        with pytest.raises(QgsProcessingException, match="DEMAND_WEIGHTS"):
            run("scoregaps", INPUT=walks, **FIXES, DEMAND=[exits], DEMAND_WEIGHTS=weights, OUTPUT="memory:")


@pytest.mark.parametrize(
    ("hours", "word"),
    [(("00:00:00", "05:00:00"), "night"), (("22:00:00", "22:00:00"), "day"), (("09:00:00", "17:00:00"), "day")],
)
def test_messages_distinguish_nights_and_days(run, hours, word):
    layer = point_layer(walk_rows(start=START + (36_000 if hours[0] == "09:00:00" else 3600)))
    start, end = hours
    result = run("scoregaps", INPUT=layer, **FIXES, WATCH_START=start, WATCH_END=end, OUTPUT="memory:")
    assert any(f"1 {word}" in why for (why,) in attributes(result["OUTPUT"], "why"))


def test_an_unknown_field_is_named(run, walks):
    places = shape_layer([f"Point({EASTING} {NORTHING})"], "Point", fields=(("name", "QString"),), rows=[("Quay",)])
    for field, sentence in (("nope", "has no field nope. It has: name"), ("name", "holds no numbers")):
        with pytest.raises(QgsProcessingException, match=sentence):
            run("scoregaps", INPUT=walks, **FIXES, PLACES=places, DEMAND_FIELD=field, OUTPUT="memory:")


def test_places_without_an_area_are_counted_and_left_out(run, walks, log):
    good = f"Polygon(({X0} {Y0}, {X1} {Y0}, {X1} {Y1}, {X0} {Y0}))"
    flat = f"Polygon(({X0} {Y0}, {X1} {Y0}, {X0} {Y0}))"
    bow_tie = f"Polygon(({X0} {Y0}, {X1} {Y1}, {X1} {Y0}, {X0} {Y1}, {X0} {Y0}))"
    result = run("scoregaps", INPUT=walks, **FIXES, PLACES=shape_layer([good, flat, bow_tie]), OUTPUT="memory:")
    assert result["PLACE_COUNT"] == 2
    assert any("1 feature has no area" in text for text in log.warnings)
    assert any("1 invalid geometry was repaired" in text for text in log.warnings)


@pytest.mark.parametrize("size", [0.02, 0.1, 0.2])
def test_the_error_for_too_small_cells_gives_a_size_that_works(run, walks, size):
    with pytest.raises(QgsProcessingException, match=r"makes about [\d,]+ cells, more than 20,000,000. Use"):
        run("scoregaps", INPUT=walks, **FIXES, CELL_SIZE=size, OUTPUT="memory:")


def test_one_outlier_does_not_change_the_projection(run):
    rows = [((15.0 + 0.0005 * i, 49.6), utc(START + 60 * i), "U0") for i in range(10)]
    places = shape_layer([f"Point({15.0 + 0.0005 * i} 49.6)" for i in range(9)] + ["Point(0 0)"], "Point", "EPSG:4326")
    result = run("scoregaps", INPUT=point_layer(rows, crs="EPSG:4326"), **FIXES, PLACES=places, OUTPUT="memory:")
    assert result["CRS"] == "EPSG:32633"


def test_the_error_for_a_number_out_of_bounds_gives_the_bounds(run, walks):
    with pytest.raises(QgsProcessingException, match=r"REVISIT is -5; it must be at least 0.01"):
        run("scoregaps", INPUT=walks, **FIXES, REVISIT=-5, OUTPUT="memory:")
    with pytest.raises(QgsProcessingException, match=r"WATCH_START \(25:00\) is not a time of day"):
        run("scoregaps", INPUT=walks, **FIXES, WATCH_START="25:00", OUTPUT="memory:")


def test_the_same_fixes_in_any_order_give_the_same_features(run):
    rng = np.random.default_rng(4)
    rows = [
        ((EASTING + x, NORTHING + y), utc(START + 40 * i), f"U{unit}")
        for unit in range(5)
        for i, (x, y) in enumerate(np.cumsum(rng.normal(0, 30, (200, 2)), axis=0) + rng.uniform(-400, 400, 2))
    ]

    def features(rows):
        layer = run("scoregaps", INPUT=point_layer(rows), **FIXES, GRID_REACH=100, OUTPUT="memory:")["OUTPUT"]
        return [(f.geometry().asWkb().data(), f.attributes()) for f in layer.getFeatures()]

    once = features(rows)
    assert once == features(rows)
    assert once == features([rows[i] for i in rng.permutation(len(rows))] + rows[:50])  # some of them twice


def test_the_zone_in_which_instants_are_written_does_not_matter(run):
    places = shape_layer([f"Point({EASTING + 500} {NORTHING})"], "Point")
    gaps = []
    for zone in ("Europe/Vienna", "Asia/Kolkata", "America/New_York"):
        rows = [
            (xy, datetime.fromtimestamp(START + 30 * i, ZoneInfo(zone)).isoformat(), unit)
            for i, (xy, _, unit) in enumerate(walk_rows(1))
        ]
        layer = point_layer(rows, fields=(("time", "QString"), ("unit", "QString")))
        gaps.append(run("scoregaps", INPUT=layer, **FIXES, PLACES=places, OUTPUT="memory:")["MEAN_GAP"])
    assert gaps[0] == gaps[1] == gaps[2] < 1


def parked_rows(minutes: int, count: int):
    """A parked vehicle with a fix at each interval, and a street on which another vehicle passes twice."""
    yard = [((EASTING, NORTHING), utc(START + 60 * minutes * i), "parked") for i in range(count)]
    beat = [((EASTING + 1000, NORTHING + 10 * abs(i)), utc(START + 1800 + 10 * i), "beat") for i in range(-60, 61)]
    return yard + beat


PLACES = [f"Point({EASTING} {NORTHING})", f"Point({EASTING + 1000} {NORTHING + 300})"]


@pytest.mark.parametrize(("minutes", "count"), [(5, 36), (15, 12)])
def test_a_parked_vehicle_is_one_long_visit_at_any_sampling_interval(run, minutes, count):
    places = shape_layer(PLACES, "Point")
    result = run(
        "scoregaps", INPUT=point_layer(parked_rows(minutes, count)), **FIXES, PLACES=places, STANDSTILL=1,
        OUTPUT="memory:",
    )  # fmt: skip
    (yard, _, why), (street, _, _) = attributes(result["OUTPUT"], "visits", "dwell_s", "why")
    assert (yard, street) == (1, 2)
    assert "1 long stay" in why
    result = run("scoregaps", INPUT=point_layer(parked_rows(minutes, count)), **FIXES, PLACES=places, OUTPUT="memory:")
    assert attributes(result["OUTPUT"], "visits") == [(1,), (2,)]  # an outage in place is no new visit


def test_standing_can_be_excluded(run):
    layer, places = point_layer(parked_rows(5, 36)), shape_layer(PLACES, "Point")
    counted = run("scoregaps", INPUT=layer, **FIXES, PLACES=places, OUTPUT="memory:")["OUTPUT"]
    moving = run("scoregaps", INPUT=layer, **FIXES, PLACES=places, MIN_SPEED=1, OUTPUT="memory:")["OUTPUT"]
    (yard, street), (yard_moving, street_moving) = (attributes(layer, "gap", "visits") for layer in (counted, moving))
    assert yard[0] < 0.5
    assert yard_moving == (1, 0)
    assert street_moving == street


def test_gap_low_takes_silence_into_account(run):
    rows = [((EASTING, NORTHING), utc(START + t), "U0") for t in (0, 60, 120, 2400, 2460, 12_000)]
    places = shape_layer([f"Point({EASTING + x} {NORTHING})" for x in (0, 500, 60_000)], "Point")
    result = run(
        "scoregaps", INPUT=point_layer(rows), **FIXES, PLACES=places, PRISM_SPEED=5, OUTPUT="memory:"
    )["OUTPUT"]  # fmt: skip
    (here, low, _), (near, near_low, why), (far, far_low, _) = attributes(result, "gap", "gap_low", "why")
    assert low < here < 1
    assert near_low < near == 1
    assert f"the gap could be {near_low:.2f} if silent units were there" in why
    assert far_low == far == 1
