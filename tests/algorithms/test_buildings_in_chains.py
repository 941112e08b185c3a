"""BUILDINGS in everything that scores: walls are neither lost on the way nor asked for twice."""

import numpy as np
import pytest
import shapely
from qgis.core import QgsVectorLayer
from street import box, buildings

import blindspot.algorithms.inputs.sight as sight_input
from blindspot.algorithms.inputs.carried_records import carried_by
from blindspot.engine import score_gaps
from blindspot.engine.tables import geopandas
from blindspot.layers.attributes import is_null
from small_layers import EASTING, NORTHING, START, attributes, point_layer, saved, shape_layer, walk_rows

FIXES = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "UTC"}
ASKED = {**FIXES, "REVISIT": 60, "DETECTION_RANGE": 80}
RULES = {"SHARE": 100, "MIN_GAP": 0.95}
ROW = [box(x, 10, x + 80, 20) for x in range(-100, 2600, 80)]
"""A closed row of houses along the street of U0."""


@pytest.fixture
def made(tmp_path, walks):
    """The input of a score, in files, so that later steps find it as made: fixes, houses, and three streets of which
    two are behind the houses."""
    streets = [f"LineString({EASTING + 100} {NORTHING + y}, {EASTING + 2000} {NORTHING + y})" for y in (40, 60, -40)]
    layers = {
        "INPUT": walks,
        "BUILDINGS": buildings(*ROW),
        "PLACES": shape_layer(streets, "LineString", name="streets"),
    }
    return {name: saved(layer, tmp_path / f"{name}.gpkg").source() for name, layer in layers.items()}


@pytest.fixture
def scored(run, made, tmp_path):
    def scored(name="scored", **parameters):
        given = {**ASKED, **made, "OUTPUT": str(tmp_path / f"{name}.gpkg"), **parameters}
        result = run("scoregaps", **given)
        return {**result, "LAYER": QgsVectorLayer(result["OUTPUT"], name, "ogr")}

    return scored


def test_a_profile_as_made_has_the_gap_of_its_score(run, scored, made):
    result = scored()
    profile = run("coverageprofile", SCORED=result["OUTPUT"], OUTPUT="memory:")
    assert profile["MEAN_GAP"] == pytest.approx(result["MEAN_GAP"], abs=1e-12)
    assert result["MEAN_GAP"] > scored("plain", BUILDINGS=None)["MEAN_GAP"] + 0.1


def test_blind_spots_behind_walls_are_stable(run, scored, log):
    result = scored()
    assert [round(gap, 3) == 1 for (gap,) in attributes(result["LAYER"], "gap")] == [True, True, False]
    spots = run("findblindspots", INPUT=result["OUTPUT"], **RULES, OUTPUT="memory:")["OUTPUT"]
    log.warnings.clear()
    found = run("spotstability", SPOTS=spots, REPEATS=4, ACCURACY=3, OUTPUT="memory:")["OUTPUT"]
    assert [share for (share,) in attributes(found, "stability")] == [1.0] * found.featureCount()
    assert not any("not found with these parameters" in text for text in log.warnings)


def test_a_moved_grid_is_scored_at_open_points_as_well(run, made, monkeypatch):
    area = shape_layer([box(0, -60, 400, 60)])
    opened = []
    real = sight_input.open_cells
    monkeypatch.setattr(sight_input, "open_cells", lambda *given: opened.append(given) or real(*given))
    how = {**ASKED, **{name: made[name] for name in ("INPUT", "BUILDINGS")}, "AREA": area, "CELL_SAMPLES": 1}
    places = run("scoregaps", **how, OUTPUT="memory:")["OUTPUT"]
    spots = run("findblindspots", INPUT=places, **RULES, OUTPUT="memory:")["OUTPUT"]
    before = len(opened)
    run("spotstability", SPOTS=spots, **how, **RULES, REPEATS=2, OUTPUT="memory:")
    grids = {given[0].lattice.shift for given in opened[before:]}
    assert len(grids) > 3
    assert len({len(given[2]) for given in opened}) == 1


def test_equal_periods_have_equal_gaps_behind_walls(run, scored, made):
    result = scored()
    both = run("assessplan", **ASKED, **made, INPUT_AFTER=made["INPUT"], OUTPUT="memory:")
    assert both["GAIN"] == 0
    assert both["PRIORITY_BEFORE"] == both["PRIORITY_AFTER"] == pytest.approx(result["TOTAL_PRIORITY"], abs=1e-12)


def test_nights_are_planned_on_what_walls_leave_open(run, scored, made):
    result = scored()
    site = shape_layer([f"Point({EASTING} {NORTHING + 100})"], "Point", name="sites")
    outputs = dict.fromkeys(("ROUTES", "WAYPOINTS", "UNSERVED", "SPOTS", "OUTPUT"), "memory:")
    nights = run(
        "plannights",
        **{**ASKED, **made},
        LAUNCH_SITES=site,
        DRONES=1,
        NIGHTS=1,
        MAX_ITERATIONS=5,
        OBJECTIVE=1,
        **outputs,
    )
    gaps = [gap for (gap,) in attributes(nights["OUTPUT"], "gap_before")]
    assert gaps == pytest.approx([gap for (gap,) in attributes(result["LAYER"], "gap")], abs=1e-12)


def test_every_night_has_the_gap_and_the_passes_of_its_clear_moments(run, made, tmp_path):
    rows = [row for night in range(3) for row in walk_rows(start=START + 86_400 * night)]
    gaps = [box(x, 10, x + 60, 20) for x in range(-100, 2600, 80)]  # with slits between the houses
    asked = {**ASKED, **made, "INPUT": point_layer(rows), "BUILDINGS": buildings(*gaps), "WALL_TOLERANCE": 0}
    result = run("scoregaps", **asked, SECONDS=True, OUTPUT="memory:", NIGHTS="memory:")
    nights = attributes(result["NIGHTS"], "place_id", "gap", "watch_hours", "passes", "dwell_s")
    for place, gap, visits, seen, dwell in attributes(
        result["OUTPUT"], "place_id", "gap", "watch_visits", "nights_seen", "watch_dwell_s"
    ):
        own = [row[1:] for row in nights if row[0] == place]
        some = [row for row in own if not is_null(row[0])]
        assert np.average([row[0] for row in some], weights=[row[1] for row in some]) == pytest.approx(gap, abs=1e-9)
        assert sum(row[2] for row in own) == visits == 3
        assert sum(row[2] > 0 for row in own) == seen == 3
        assert sum(row[3] for row in own) == pytest.approx(dwell, abs=1e-6)


@pytest.mark.parametrize("where", ["centre", "open"])
def test_tables_give_the_same(run, made, where):
    def table(source):
        layer = QgsVectorLayer(source) if isinstance(source, str) else source
        shapes = shapely.from_wkb([bytes(feature.geometry().asWkb()) for feature in layer.getFeatures()])
        return geopandas.GeoDataFrame(geometry=shapely.force_2d(shapes), crs=layer.crs().authid())

    area = shape_layer([box(0, -60, 400, 60)])
    rows = attributes(QgsVectorLayer(made["INPUT"]), "unit", "time")
    fixes = table(made["INPUT"]).assign(
        unit=[unit for unit, _ in rows], time=[time.toSecsSinceEpoch() for _, time in rows]
    )
    result = run(
        "scoregaps", **ASKED, INPUT=made["INPUT"], BUILDINGS=made["BUILDINGS"], AREA=area, WALL_TOLERANCE=3,
        CELL_SAMPLES=int(where == "open"), OUTPUT="memory:",
    )  # fmt: skip
    ours = score_gaps(
        fixes, unit_field="unit", area=table(area), revisit=60, detection_range=80,
        buildings=table(made["BUILDINGS"]), wall_tolerance=3, cell_samples=where,
    )  # fmt: skip
    theirs = np.array(attributes(result["OUTPUT"], "gap", "gap_low", "visits", "dwell_s"), float)
    assert ours[["gap", "gap_low", "visits", "dwell_s"]].to_numpy(float) == pytest.approx(theirs, abs=1e-9)
    assert ours["gap"].max() == 1


def test_the_record_says_which_buildings_were_read_and_the_run_agrees_again(run, scored, log, made):
    result = scored()
    record = carried_by(result["LAYER"], check_edits=False).record
    (entry,) = record["inputs"]["BUILDINGS"]
    assert entry["features"] < len(ROW)  # those near the streets
    assert len(entry["within"]) == 4
    assert record["parameters"]["WALL_TOLERANCE"] == 5.0
    again = run("repeatrun", INPUT=result["OUTPUT"])
    assert (again["AGREES"], again["INPUTS_CHANGED"]) == (1, 0), again["SUMMARY"]
    layer = QgsVectorLayer(made["BUILDINGS"])
    assert layer.dataProvider().deleteFeatures([1, 2, 3, 4])
    log.warnings.clear()
    again = run("repeatrun", INPUT=result["OUTPUT"])
    assert (again["AGREES"], again["INPUTS_CHANGED"]) == (0, 1), again["SUMMARY"]
    assert any("(BUILDINGS)" in text and "now" in text for text in log.warnings)


def test_a_route_without_an_altitude_sees_no_further_than_from_the_ground(run, log):
    """A drone hovers for an hour 30 m from a place, behind a low building."""

    def flown(**fields):
        x, y, names = EASTING, NORTHING, [(name, "Double") for name in fields]
        way = ", ".join(f"{x} {y} 60 {START + seconds}" for seconds in (0, 3600))
        rows = [list(fields.values())] if fields else None
        return shape_layer([f"LineStringZM({way})"], "LineStringZM", fields=names, rows=rows)

    house = buildings(box(-20, 10, 20, 20), fields=[("height", "Double")], rows=[[10.0]])
    place = shape_layer([f"Point({EASTING} {NORTHING + 30})"], "Point")
    given = {**ASKED, "INPUT": point_layer(walk_rows(units=1, fixes=5)), "PLACES": place, "BUILDINGS": house}
    given |= {"HEIGHT_FIELD": "height", "DRONE_RANGE": 50, "OUTPUT": "memory:"}
    for fields, visits in (({"altitude_m": 60.0}, 1), ({"altitude_m": 12.0}, 0), ({}, 0)):
        log.warnings.clear()
        result = run("assessplan", ROUTES=flown(**fields), **given)
        assert attributes(result["OUTPUT"], "drone_visits") == [(visits,)]
        assert any("1 route has no altitude" in text for text in log.warnings) == (not fields)
