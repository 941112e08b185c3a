"""The chain over GeoDataFrames gives the numbers of the algorithms, on the sample city."""

import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely
from qgis.core import QgsVectorLayer

from blindspot.engine import find_blind_spots, plan_routes, prepare_tracks, score_gaps
from blindspot.engine.tables import geopandas
from blindspot.layers.attributes import is_null
from small_layers import utc

ARCHIVE = Path(__file__).resolve().parents[2] / "resources" / "sample" / "city.gpkg.zip"
ZONE = "Asia/Shanghai"


@pytest.fixture(scope="module")
def package(tmp_path_factory) -> str:
    """The sample city, unpacked."""
    return zipfile.ZipFile(ARCHIVE).extract("city.gpkg", tmp_path_factory.mktemp("city"))


@pytest.fixture
def layer(package):
    return lambda name: QgsVectorLayer(f"{package}|layername={name}", name, "ogr")


@pytest.fixture
def table(package):
    return lambda name: geopandas.read_file(package, layer=name)


def assert_same(table, layer):
    """Every column of a table equals the field of the same name: numbers to 1e-9, geometries to the micrometre."""
    features = list(layer.getFeatures())
    assert len(table) == len(features) > 0
    names = {field.name() for field in layer.fields()}
    assert names - {"source_fid"} == set(table.columns) - {"geometry", *({"times"} - names)}
    for name in set(table.columns) - {"geometry", "times"}:
        ours = [None if pd.isna(value) else value for value in table[name].tolist()]
        theirs = [None if is_null(feature[name]) else feature[name] for feature in features]
        if isinstance(ours[0] if ours[0] is not None else "", (int, float)):
            assert [value is None for value in ours] == [value is None for value in theirs], name
            known = [k for k, value in enumerate(ours) if value is not None]
            expected = np.array([theirs[k] for k in known], float)
            assert np.array([ours[k] for k in known], float) == pytest.approx(expected, rel=1e-9, abs=1e-9), name
        else:
            ours = [utc(value.timestamp()) if isinstance(value, pd.Timestamp) else value for value in ours]
            assert ours == theirs, name
    shapes = shapely.force_2d(shapely.from_wkb([bytes(feature.geometry().asWkb()) for feature in features]))
    assert shapely.equals_exact(shapely.force_2d(table.geometry.to_numpy()), shapes, 1e-6).all()
    assert table.crs.to_string() == layer.crs().authid()


def test_tracks_outages_and_rejected_fixes_are_equal(run, layer, table):
    outputs = dict.fromkeys(("OUTPUT", "OUTAGES", "REJECTED"), "memory:")
    results = run("preparetracks", INPUT=layer("fixes"), TIME_FIELD="time", UNIT_FIELD="unit", TIMEZONE=ZONE, **outputs)
    found = prepare_tracks(table("fixes"), unit_field="unit", timezone=ZONE)
    assert_same(found.tracks, results["OUTPUT"])
    assert_same(found.outages, results["OUTAGES"])
    found.rejected["source_id"] += 1  # feature ids start at 1 in a GeoPackage and at 0 in GeoPandas
    assert_same(found.rejected, results["REJECTED"])


def test_scores_of_a_grid_are_equal(run, layer, table):
    results = run(
        "scoregaps",
        INPUT=layer("fixes"),
        TIME_FIELD="time",
        UNIT_FIELD="unit",
        TIMEZONE=ZONE,
        CELL_SIZE=100,
        DETECTION_RANGE=80,
        GRID_TYPE=1,
        DEMAND=[layer("exits"), layer("riverside")],
        DEMAND_WEIGHTS="3,1",
        OUTPUT="memory:",
    )
    found = score_gaps(
        table("fixes"),
        unit_field="unit",
        timezone=ZONE,
        cell_size=100,
        detection_range=80,
        grid_type="hexagon",
        demand={"exits": table("exits"), "riverside": table("riverside")},
        demand_weights=[3, 1],
    )
    assert_same(found, results["OUTPUT"])
    assert found.attrs["period_start"] == results["PERIOD_START"]
    assert found.attrs["period_end"] == results["PERIOD_END"]


def test_scores_of_places_are_equal(run, layer, table):
    given = {"WATCH_START": "20:00", "WATCH_END": "02:00", "WEEKDAYS": "Fri,Sat", "PERIOD_START": "2026-03-05T00:00:00"}
    results = run(
        "scoregaps",
        INPUT=layer("fixes"),
        TIME_FIELD="time",
        UNIT_FIELD="unit",
        TIMEZONE=ZONE,
        PLACES=layer("riverside"),
        DETECTION_TIME=0,
        REVISIT=60,
        MIN_SPEED=2,
        PRISM_SPEED=30,
        OUTPUT="memory:",
        **given,
    )
    found = score_gaps(
        table("fixes"),
        unit_field="unit",
        timezone=ZONE,
        places=table("riverside"),
        detection_time=0,
        revisit=60,
        min_speed=2,
        prism_speed=30,
        watch=("20:00", "02:00"),
        weekdays="Fri,Sat",
        period_start="2026-03-05",
    )
    found["place_id"] = [str(int(place) + 1) for place in found["place_id"]]
    assert_same(found, results["OUTPUT"])


@pytest.mark.parametrize("objective", ["close", "serve"])
def test_spots_and_routes_are_equal(run, layer, table, objective):
    scored = score_gaps(
        table("fixes"), unit_field="unit", timezone=ZONE, cell_size=100, demand={"exits": table("exits")}
    )
    places = run(
        "scoregaps",
        INPUT=layer("fixes"),
        TIME_FIELD="time",
        UNIT_FIELD="unit",
        TIMEZONE=ZONE,
        CELL_SIZE=100,
        DEMAND=[layer("exits")],
        OUTPUT="memory:",
    )["OUTPUT"]
    assert_same(scored, places)
    rules = {"SHARE": 90, "MAX_AREA": 20_000, "SIGNIFICANCE": True, "NAMES": layer("exits"), "NAME_FIELD": "name"}
    given = run("findblindspots", INPUT=places, OUTPUT="memory:", **rules)["OUTPUT"]
    spots = find_blind_spots(scored, share=90, max_area=20_000, names=table("exits"), significance=True)
    assert spots["part_of"].notna().any()
    assert_same(spots, given)

    fleet = {"SORTIES": 2, "ENDURANCE": 20, "WIND_SPEED": 3, "WIND_FROM": 90, "MAX_ITERATIONS": 40, "SEED": 7}
    when = {"START": "2026-03-17T00:30:00", "TIMEZONE": ZONE}
    outputs = dict.fromkeys(("ROUTES", "WAYPOINTS", "UNSERVED"), "memory:")
    sites = {"LAUNCH_SITES": layer("launch_sites"), "NO_FLY": [layer("no_fly")], "NO_FLY_BUFFER": 30}
    goal = {"OBJECTIVE": 1}
    if objective == "close":
        goal, outputs["SPOTS"] = {"SCORED": places, "NIGHT_TO": "05:30", "DRONE_RANGE": 40}, "memory:"
    results = run("planroutes", BLIND_SPOTS=[given], **sites, **fleet, **when, **goal, **outputs)
    found = plan_routes(
        spots,
        table("launch_sites"),
        no_fly=table("no_fly"),
        no_fly_buffer=30,
        start="2026-03-17T00:30",
        timezone=ZONE,
        objective=objective,
        **({"scored": scored, "night_to": "05:30", "drone_range": 40} if objective == "close" else {}),
        **{name.lower(): value for name, value in fleet.items()},
    )
    tables = [*found, *([found.spots] if objective == "close" else [])]
    for part, name in zip(tables, outputs, strict=True):
        assert_same(part, results[name])
    numbers = ("CLOSED_PRIORITY", "SHARE_CLOSED") if objective == "close" else ("SERVED_PRIORITY",)
    for name in (*numbers, "TOTAL_PRIORITY", "UPPER_BOUND", "ITERATIONS"):
        assert found.routes.attrs[name.lower()] == pytest.approx(results[name], rel=1e-9)


def test_names_and_merged_points_are_equal(run, layer, table):
    fixes = {"INPUT": layer("fixes"), "TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": ZONE}
    demand = {"PLACES": layer("exits"), "DEMAND": [layer("riverside")], "DEMAND_BASE": 1}
    places = run("scoregaps", **fixes, **demand, OUTPUT="memory:")["OUTPUT"]
    scored = score_gaps(
        table("fixes"),
        unit_field="unit",
        timezone=ZONE,
        places=table("exits"),
        demand={"riverside": table("riverside")},
        demand_base=1,
    )
    rules = {"SHARE": 100, "MIN_GAP": 0, "MERGE_DISTANCE": 400, "NEAR_LIMIT": 600}
    lower = {name.lower(): value for name, value in rules.items()}
    for named, extra in (({}, {}), ({"NAMES": layer("launch_sites")}, {"names": table("launch_sites")})):
        spots = run("findblindspots", INPUT=places, **rules, **named, OUTPUT="memory:")["OUTPUT"]
        found = find_blind_spots(scored, **lower, **extra)
        assert_same(found, spots)
        assert found["places"].max() > 1
        assert found["name"].notna().all()
        assert (found["near_m"].dropna() <= 600).all()
        assert found["near"].isna().tolist() == found["near_m"].isna().tolist()
