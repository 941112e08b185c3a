"""The parameters of a score mean what they say, in the units that they say, and every place is written."""

import numpy as np
import pytest

from blindspot.algorithms.outputs import places
from small_layers import EASTING, NORTHING, START, attributes, point_layer, shape_layer, utc, walk_rows

FIXES = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "Europe/Vienna"}
FIELDS = (("time", "QDateTime"), ("unit", "QString"), ("reach", "Double"), ("secs", "Double"))


def exits(*places, **more):
    return shape_layer([f"Point({EASTING + x} {NORTHING + y})" for x, y in places], "Point", **more)


@pytest.mark.parametrize(("least", "seen"), [(5, True), (6, False)])
def test_min_speed_is_in_km_an_hour(run, walks, least, seen):
    """All walk at 5.4 km/h."""
    result = run("scoregaps", INPUT=walks, **FIXES, PLACES=exits((900, 0)), MIN_SPEED=least, OUTPUT="memory:")
    assert (result["MEAN_GAP"] < 1) == seen


def test_prism_speed_is_in_km_an_hour(run, log):
    """Silent for 30 minutes in one place: at 1 km/h who goes and returns has been at most 250 m away."""
    rows = [((EASTING, NORTHING), utc(START + 60 * m), "U0") for m in (0, 1, 31, 32)]
    near = exits((0, 280), (0, 320))  # with a range of 50 m: reached, and not
    given = {"PLACES": near, "PRISM_SPEED": 1, "DETECTION_TIME": 0, "PARTIAL_WATCHES": 1}
    result = run("scoregaps", INPUT=point_layer(rows), **FIXES, **given, OUTPUT="memory:")
    (gap, low), (far_gap, far_low) = attributes(result["OUTPUT"], "gap", "gap_low")
    assert low < gap == 1
    assert far_low == far_gap == 1
    assert any("no more than 1 km/h (PRISM_SPEED)" in text for text in log.infos)


def test_the_sweep_width_is_that_of_the_median_range(run, log):
    reach = {"U0": 20.0, "U1": 20.0, "U2": 90.0}
    layer = point_layer([(*row, reach[row[2]], None) for row in walk_rows(3)], FIELDS)
    given = {"PLACES": exits((900, 30)), "DETECTION_TIME": 0, "RANGE_FIELD": "reach"}
    result = run("scoregaps", INPUT=layer, **FIXES, **given, OUTPUT="memory:")
    assert result["SWEEP_WIDTH"] == pytest.approx(40)
    assert any("Sweep width at the tracks' median speed" in text and "40 m" in text for text in log.infos)


@pytest.mark.parametrize(("field", "parameter"), [("reach", "RANGE_FIELD"), ("secs", "DETECTION_TIME_FIELD")])
def test_a_unit_without_a_value_has_that_of_the_parameter(run, field, parameter):
    def gaps(values, **extra):
        rows = [(*row, *values[row[2]]) for row in walk_rows()]
        layer = point_layer(rows, FIELDS)
        places = exits((900, 30), (900, 230))  # 30 m from the street of each unit
        result = run("scoregaps", INPUT=layer, **FIXES, PLACES=places, DETECTION_TIME=20, **extra, OUTPUT="memory:")
        return [gap for (gap,) in attributes(result["OUTPUT"], "gap")]

    plain = gaps({"U0": (None, None), "U1": (None, None)})
    mixed = gaps({"U0": (None, None), "U1": (20.0, 200.0)}, **{parameter: field})
    assert plain[0] == plain[1] < 1
    assert mixed[0] == plain[0]
    assert mixed[1] > plain[1]
    assert (mixed[1] == 1) == (field == "reach")


def test_demand_base_is_added_to_the_demand_of_places(run, walks, log):
    places = exits((0, 0), (90, 0), (180, 0), fields=(("worth", "Double"),), rows=[(2.0,), (None,), (0.0,)])
    result = run(
        "scoregaps", INPUT=walks, **FIXES, PLACES=places, DEMAND_FIELD="worth", DEMAND_BASE=0.5, OUTPUT="memory:"
    )
    assert [demand for (demand,) in attributes(result["OUTPUT"], "demand")] == [2.5, 0.5, 0.5]
    assert any("1 place has no worth" in text for text in log.warnings)


def test_a_demand_layer_out_of_reach_is_a_warning_that_names_it(run, walks, log):
    near, far = exits((0, 20), name="Station exits"), exits((9000, 9000), name="Quays")
    run("scoregaps", INPUT=walks, **FIXES, PLACES=exits((0, 0)), DEMAND=[near, far], OUTPUT="memory:")
    (warning,) = [text for text in log.warnings if "DEMAND_RANGE" in text]
    assert "layer Quays" in warning


def test_places_that_nobody_comes_near_are_a_warning(run, walks, log):
    result = run("scoregaps", INPUT=walks, **FIXES, PLACES=exits((500, 90)), OUTPUT="memory:")
    assert result["MEAN_GAP"] == 1
    assert any("every gap is 1" in text for text in log.warnings)


@pytest.mark.parametrize("name", ["scoregaps", "patroleffort"])
@pytest.mark.parametrize("at_once", [7, 100, 199, 200, 201])
def test_every_place_is_written_once_in_whatever_chunks(run, walks, monkeypatch, name, at_once):
    def rows():
        area = f"Polygon(({EASTING} {NORTHING}, {EASTING + 1000} {NORTHING}, {EASTING + 1000} {NORTHING + 500}, "
        area = shape_layer([area + f"{EASTING} {NORTHING + 500}, {EASTING} {NORTHING}))"])
        layer = run(name, INPUT=walks, **FIXES, AREA=area, OUTPUT="memory:")["OUTPUT"]
        return [(f.geometry().asWkt(1), *map(str, f.attributes())) for f in layer.getFeatures()]

    whole = rows()
    monkeypatch.setattr(places, "PLACES_AT_ONCE", at_once)
    assert rows() == whole
    assert len(set(whole)) == 200


@pytest.mark.parametrize("name", ["scoregaps", "patroleffort"])
def test_cells_lie_where_their_id_and_crs_say(run, name):
    """Fixes in degrees: cells are in metres, and so is the layer."""
    rows = [((15.0 + i / 1e4, 50.0), utc(START + 30 * i), "U0") for i in range(20)]
    layer = run(name, INPUT=point_layer(rows, crs="EPSG:4326"), **FIXES, OUTPUT="memory:")["OUTPUT"]
    assert layer.crs().authid() == "EPSG:32633"
    for feature in layer.getFeatures():
        box = feature.geometry().boundingBox()
        column, row = (int(np.floor(v / 50)) for v in (box.center().x(), box.center().y()))
        assert feature["place_id"] == f"32633-s50-r{row}-c{column}"
        assert abs(box.center().x() - 500_000) < 2_000
