"""Places that nobody visited: a result, with a warning that tells it from a wrong layer or CRS."""

import pytest

from small_layers import EASTING, NORTHING, attributes, point_layer, shape_layer, walk_rows

FIXES = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "Europe/Vienna", "OUTPUT": "memory:"}


def box(x, y, width, height) -> str:
    x, y = EASTING + x, NORTHING + y
    return f"Polygon(({x} {y}, {x + width} {y}, {x + width} {y + height}, {x} {y + height}, {x} {y}))"


def rows(x, y, units=1):
    """A walk of 2.6 km to the east, from x, y."""
    return [((a + x, b + y), *rest) for (a, b), *rest in walk_rows(units)]


@pytest.fixture
def square():
    return shape_layer([box(0, 0, 1000, 1000)], name="district")


@pytest.mark.parametrize("algorithm", ["scoregaps", "coverageprofile"])
def test_fixes_in_an_area_whose_one_cell_centre_is_out_of_range(run, log, square, algorithm):
    layer = point_layer([row for row in rows(50, 100) if row[0][0] < EASTING + 300])
    result = run(algorithm, INPUT=layer, **FIXES, AREA=square, CELL_SIZE=1000)
    assert (result["PLACE_COUNT"], result["MEAN_GAP"]) == (1, 1)
    assert any(text.startswith("There are fixes in AREA or near it, but none within DETECTION_RANGE (50 m) of the "
                               "centre of a cell") for text in log.warnings)  # fmt: skip
    assert not any("outside AREA" in text for text in log.warnings)


@pytest.mark.parametrize(("x", "away"), [(1400, "400 m"), (13_000, "12 km"), (6500, "5.5 km"), (4_001_000, "4,000 km")])
def test_an_area_without_patrols_has_gap_1_and_the_distance_is_named(run, log, square, x, away):
    result = run("scoregaps", INPUT=point_layer(rows(x, 500)), **FIXES, AREA=square, CELL_SIZE=250)
    assert set(attributes(result["OUTPUT"], "gap", "visits", "why")) == {(1.0, 0, "Never seen in 1 night.")}
    alike = "At 16 of 16 places the gap could be about 1.00 lower than gap (gap_low) if silent units were there."
    assert sum(text.startswith(alike) for text in log.infos) == 1
    assert any(text.startswith(f"All fixes lie outside AREA: the nearest is {away} away") for text in log.warnings)
    assert any("the CRS of each is right" in text for text in log.warnings)


@pytest.mark.parametrize("algorithm", ["scoregaps", "coverageprofile", "patroleffort"])
def test_places_without_patrols(run, log, algorithm):
    zones = shape_layer([box(0, 9000, 500, 500), box(700, 9000, 500, 500)])
    result = run(algorithm, INPUT=point_layer(rows(0, 0)), **FIXES, PLACES=zones)
    assert result["PLACE_COUNT"] == 2
    assert any("outside the surroundings of PLACES: the nearest is 9.0 km away" in text for text in log.warnings)


def test_effort_in_cells_whose_centre_is_out_of_range_needs_no_warning(run, log, square):
    layer = point_layer([row for row in rows(50, 100) if row[0][0] < EASTING + 300])
    result = run("patroleffort", INPUT=layer, **FIXES, AREA=square, CELL_SIZE=1000)
    assert attributes(result["OUTPUT"], "visits") == [(1,)]
    assert not any("AREA" in text for text in log.warnings)
    away = run("patroleffort", INPUT=point_layer(rows(9000, 0)), **FIXES, AREA=square, CELL_SIZE=1000)
    assert attributes(away["OUTPUT"], "visits", "hours") == [(0, 0)]
    assert any("All fixes lie outside AREA: the nearest is 8.0 km away" in text for text in log.warnings)


def test_without_an_area_the_one_cell_may_be_out_of_range(run, log):
    layer = point_layer([row for row in rows(50, 100) if row[0][0] < EASTING + 300])
    result = run("scoregaps", INPUT=layer, **FIXES, CELL_SIZE=1000, GRID_REACH=0)
    assert (result["PLACE_COUNT"], result["MEAN_GAP"]) == (1, 1)
    assert any("There are fixes in the grid or near it" in text for text in log.warnings)


def test_a_leg_that_passes_through_is_no_reason_to_warn(run, log):
    layer = point_layer(
        [
            ((EASTING + x, NORTHING + 100), when, unit)
            for x, ((_, _), when, unit) in zip((-400, 600), walk_rows(1, 2, 60), strict=True)
        ]
    )
    result = run("scoregaps", INPUT=layer, **FIXES, PLACES=shape_layer([box(0, 80, 40, 40)]))
    assert attributes(result["OUTPUT"], "visits") == [(1,)]
    assert not any("PLACES" in text for text in log.warnings)


def test_the_district_given_in_degrees_elsewhere(run, log):
    """The same region, but the layer of the area declares another CRS than its coordinates have."""
    wrong = shape_layer([box(0, 0, 1000, 1000)], crs="EPSG:32635", name="district")
    run("scoregaps", INPUT=point_layer(rows(0, 500)), **FIXES, AREA=wrong, CELL_SIZE=250)
    assert any("All fixes lie outside AREA: the nearest is" in text and " km away" in text for text in log.warnings)
