"""The Python interface: CRS, times and columns of tables. Its results are compared with the algorithms' in
tests/algorithms/test_python_interface.py."""

import datetime

import numpy as np
import pandas as pd
import pytest
import shapely

from blindspot.engine import find_blind_spots, plan_routes, prepare_tracks, score_gaps
from blindspot.engine.chain.metric import in_crs, metric_crs
from blindspot.engine.chain.moments import instant, seconds_of, seconds_of_day, utc_times
from blindspot.engine.errors import UserError
from blindspot.engine.tables import geopandas

START = 1_767_308_400.0  # 2026-01-01T23:00Z
EASTING, NORTHING = 500_020.0, 5_500_020.0  # not on the edges of cells
SHORT = {"watch": ("00:00", "01:00"), "timezone": "Europe/Vienna", "revisit": 10, "grid_reach": 100}


def walks(units=2, fixes=60, step=30.0, speed=1.5):
    """Units that walk east, on parallel streets 200 m apart."""
    unit, n = (axis.ravel() for axis in np.meshgrid(np.arange(units), np.arange(fixes), indexing="ij"))
    columns = {"time": utc_times(START + n * step), "unit": [f"U{code}" for code in unit]}
    points = shapely.points(EASTING + n * step * speed, NORTHING + 200.0 * unit)
    return geopandas.GeoDataFrame(columns, geometry=points, crs="EPSG:32633")


def test_tracks_of_two_walks():
    found = prepare_tracks(walks(), unit_field="unit")
    assert found.tracks["unit"].tolist() == ["U0", "U1"]
    assert found.tracks["fixes"].tolist() == [60, 60]
    assert found.tracks["distance_m"].tolist() == pytest.approx([59 * 45] * 2)
    assert found.tracks["duration_s"].tolist() == [59 * 30] * 2
    assert found.tracks["start"].tolist() == [pd.Timestamp(START, unit="s", tz="UTC")] * 2
    assert found.tracks["times"][0].tolist() == [START + 30 * n for n in range(60)]
    assert found.tracks.geometry.length.tolist() == pytest.approx([59 * 45] * 2)
    assert (len(found.outages), len(found.rejected)) == (0, 0)
    assert found.tracks.crs.to_epsg() == 32633


def test_single_fixes_outages_and_rejected_rows():
    table = walks(units=1)
    table = table.drop(index=range(20, 45))  # 12.5 minutes
    far = table.iloc[[0]].assign(time=utc_times(np.array([START + 7 * 86400])))
    table = pd.concat([table, table.iloc[[3]], far])
    table.index = [f"row {number}" for number in range(len(table))]
    found = prepare_tracks(table, unit_field="unit")
    assert found.tracks["fixes"].tolist() == [20, 15, 1]
    assert shapely.get_num_coordinates(found.tracks.geometry.to_numpy()).tolist() == [20, 15, 2]
    assert found.tracks["times"][2].tolist() == [START + 7 * 86400] * 2
    assert found.outages["duration_s"].tolist() == [26 * 30]
    assert found.outages.geometry.length.tolist() == pytest.approx([26 * 45])
    assert found.rejected["reason"].tolist() == ["exact repeat"]
    assert found.rejected["source_id"].tolist()[0] in {"row 3", "row 35"}
    assert found.rejected.geometry.iloc[0] == table.geometry.iloc[3]


@pytest.mark.parametrize("crs", ["EPSG:32633", "EPSG:4326"])
def test_rejected_vertices_of_tracks_name_their_track_and_lie_where_they_were(crs):
    tracks = prepare_tracks(walks(), unit_field="unit").tracks
    vertices = shapely.get_coordinates(tracks.geometry.iloc[0])
    vertices[50] += 90_000
    tracks.loc[0, "geometry"] = shapely.LineString(vertices)
    tracks.index = ["north", "south"]
    found = prepare_tracks(tracks.to_crs(crs))
    assert found.tracks["fixes"].tolist() == [59, 60]
    assert found.rejected["source_id"].tolist() == ["north"]
    assert found.rejected["unit"].tolist() == ["U0"]
    assert found.rejected.crs == tracks.to_crs(crs).crs
    away = found.rejected.to_crs(tracks.crs).geometry.iloc[0].distance(shapely.Point(vertices[50]))
    assert away < 0.01


def test_silence_in_place_counts_as_a_stay_where_that_is_asked():
    table = walks(units=1, speed=0.01).drop(index=range(20, 45))
    assert prepare_tracks(table)[0]["fixes"].tolist() == [20, 15]
    assert prepare_tracks(table, standstill=True)[0]["fixes"].tolist() == [35]


def test_inaccurate_fixes_are_rejected():
    table = walks(units=1).assign(accuracy=[3.0, 30.0, None] + [5.0] * 57)
    found = prepare_tracks(table, accuracy_field="accuracy", max_accuracy=10)
    assert found.rejected["source_id"].tolist() == [1]
    assert found.rejected["reason"].tolist() == ["less accurate than MAX_ACCURACY"]


def test_tracks_give_the_same_scores_as_their_fixes():
    of_fixes = score_gaps(walks(), unit_field="unit", **SHORT)
    of_tracks = score_gaps(prepare_tracks(walks(), unit_field="unit").tracks, **SHORT)
    pd.testing.assert_frame_equal(pd.DataFrame(of_fixes), pd.DataFrame(of_tracks))
    assert of_fixes["gap"].min() < 0.9
    assert of_fixes.attrs == {
        "period_start": "2026-01-01T23:00:00Z",
        "period_end": "2026-01-02T00:00:00Z",
        "timezone": "Europe/Vienna",
    }


@pytest.mark.parametrize("crs", [4326, 3857])
def test_the_crs_of_the_input_does_not_change_the_scores(crs):
    expected = score_gaps(walks(), unit_field="unit", **SHORT)
    found = score_gaps(walks().to_crs(crs), unit_field="unit", **SHORT)
    assert found.crs.to_epsg() == 32633
    assert found["place_id"].tolist() == expected["place_id"].tolist()
    assert found["gap"].to_numpy() == pytest.approx(expected["gap"].to_numpy(), abs=1e-6)


def test_the_crs_given_is_used():
    found = score_gaps(walks(), unit_field="unit", crs=25833, **SHORT)
    assert found.crs.to_epsg() == 25833
    assert found["place_id"][0].startswith("25833-s50-")


def test_a_crs_that_is_not_true_to_scale_is_replaced():
    point = geopandas.GeoDataFrame(geometry=[shapely.Point(15, 60)], crs=4326)
    assert metric_crs(point, "x").to_epsg() == 32633
    assert metric_crs(point.to_crs(32633), "x").to_epsg() == 32633
    assert metric_crs(point.to_crs(3035), "x").to_epsg() == 3035
    assert metric_crs(point.to_crs(3857), "x").to_epsg() == 32633  # lengths are twice those on the ground
    assert metric_crs(point.to_crs(32639), "x").to_epsg() == 32633  # six zones away
    with pytest.raises(UserError, match="fixes has no CRS"):
        metric_crs(geopandas.GeoDataFrame(geometry=point.geometry.tolist()), "fixes")
    with pytest.raises(UserError, match="no position"):
        metric_crs(point.iloc[:0], "fixes")
    with pytest.raises(UserError, match="must be a GeoDataFrame"):
        metric_crs(point.geometry, "fixes")


def test_unusable_geometries_are_left_out():
    bow_tie = shapely.Polygon([(900, 0), (910, 10), (910, 0), (900, 10)])
    flat = shapely.Polygon([(900, 0), (909, 0), (900, 0)])
    shapes = [None, shapely.Polygon(), bow_tie, flat, shapely.Point(901, 2, 3)]
    table = geopandas.GeoDataFrame({"n": range(5)}, geometry=shapes, crs=32633).rename_geometry("shape")
    found = in_crs(table, 32633, "places")
    assert found["n"].tolist() == [2, 4]
    assert found.geometry.name == "geometry"
    assert found.is_valid.all()
    assert not found.has_z.any()


def test_places_keep_their_own_columns():
    places = geopandas.GeoDataFrame(
        {"name": ["west", "far"], "gap": [7, 8], "weight": [2.0, None]},
        geometry=[shapely.Point(EASTING, NORTHING), shapely.Point(EASTING + 9000, NORTHING)],
        index=[10, 20],
        crs="EPSG:32633",
    )
    found = score_gaps(walks(), unit_field="unit", places=places, demand_field="weight", demand_base=1, **SHORT)
    assert [*found.columns[:4]] == ["name", "gap_2", "weight", "place_id"]
    assert found["gap_2"].tolist() == [7, 8]
    assert found["place_id"].tolist() == ["10", "20"]
    assert found.index.tolist() == [10, 20]
    assert found["demand"].tolist() == [3, 1]
    assert found["gap"].tolist() == [pytest.approx(found["gap"][10]), 1]
    assert found["gap"][10] < 1
    assert found["last_seen"].isna().tolist() == [False, True]


def test_spots_and_routes_of_tables():
    boxes = [shapely.box(x, 1000, x + 50, 1050) for x in (0, 50, 500)]
    places = geopandas.GeoDataFrame({"priority": [3.0, 2, 4], "gap": [1.0] * 3}, geometry=boxes, crs=32633)
    named = geopandas.GeoDataFrame({"name": ["B", "A"]}, geometry=[shapely.Point(525, 1060)] * 2, crs=32633)
    spots = find_blind_spots(places, share=100, names=named.to_crs(4326))
    assert spots["priority"].tolist() == [5, 4]
    assert spots["near"].tolist() == ["A", "A"]
    assert find_blind_spots(places, share=100, min_area=3000)["priority"].tolist() == [5]
    assert find_blind_spots(places, share=40)["priority"].tolist() == [4]
    assert [*spots.columns[:9]] == ["spot_id", "part_of", "rank", "priority", "gap", "area_m2", "places", "near", "why"]
    sites = geopandas.GeoDataFrame({"name": ["base"], "drones": [1]}, geometry=[shapely.Point(250, 900)], crs=32633)
    found = plan_routes(
        spots, sites, drones_field="drones", max_iterations=20, start="2026-01-01T23:00Z", objective="serve"
    )
    assert found.routes["launch_site"].tolist() == ["base"]
    assert found.routes["priority"].tolist() == [9]
    assert found.routes["start"].tolist() == [pd.Timestamp("2026-01-01T23:00Z")]
    assert found.waypoints["action"].tolist()[0] == "takeoff"
    assert set(found.waypoints["spot_id"].dropna()) == {"1", "2"}
    assert found.routes.has_z.all()
    assert len(found.unserved) == 0
    assert found.routes.attrs["served_priority"] == 9
    closed = geopandas.GeoDataFrame(geometry=[boxes[2].buffer(10)], crs=32633)
    less = plan_routes(spots, sites, no_fly=closed, max_iterations=20)
    assert less.unserved["reason"].tolist() == ["inside a no-fly zone"]
    assert less.routes["start"].isna().all()
    assert set(less.spots["visits"][less.spots["spot_id"] == less.unserved["spot_id"][0]]) == {0}
    with pytest.raises(UserError, match="objective must be one of close, serve"):
        plan_routes(spots, sites, objective="both")


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (pd.Series(pd.to_datetime(["2026-01-01T23:00Z", None])), [START, np.nan]),
        (pd.Series(pd.to_datetime(["2026-01-02T00:00", "1970-01-01T00:00"])), [START, np.nan]),
        (pd.Series(pd.to_datetime(["2026-01-02T00:00+01:00"])), [START]),
        (pd.Series(["2026-01-02 00:00:00", "2026-01-02T07:00:00+08:00", "?", None]), [START, START, np.nan, np.nan]),
        (pd.Series([START, np.nan]), [START, np.nan]),
        (pd.Series([int(START)]) * 1000, [START]),
        (pd.Series([datetime.datetime.fromtimestamp(START, datetime.UTC)], dtype=object), [START]),
    ],
)
def test_all_types_of_times(times, expected):
    assert seconds_of(times, "Europe/Vienna", False) == pytest.approx(np.array(expected), nan_ok=True)


def test_naive_times_may_be_utc():
    times = pd.Series(pd.to_datetime(["2026-01-01T23:00"]))
    assert seconds_of(times, "Europe/Vienna", True).tolist() == [START]
    assert instant("2026-01-02 00:00", "start", "Europe/Vienna") == START
    assert instant(datetime.datetime.fromtimestamp(START, datetime.UTC), "start", "Europe/Vienna") == START
    assert instant(None, "start", "UTC") is None
    assert seconds_of_day("22:30", "watch") == seconds_of_day(datetime.time(22, 30), "watch") == 81_000
    moments = utc_times(np.array([START + 0.1234, np.nan]))
    assert moments[0] == pd.Timestamp("2026-01-01T23:00:00.123Z")
    assert pd.isna(moments[1])


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"time_field": "when"}, "no column when. It has: time, unit, geometry"),
        ({"unit_field": "who"}, "no column who"),
        ({"timezone": "Europe/Wien"}, "no time zone"),
        ({"watch": ("22", "25:00")}, "not a time of day"),
        ({"period_start": "soon"}, "period_start"),
        ({"grid_type": "round"}, "square or hexagon"),
        ({"max_pause": 5.0}, "max_pause"),
        ({"demand": {"exits": walks()}, "demand_weights": [1, 2]}, "2 numbers for 1 tables"),
        ({"demand_field": "weight"}, "no column of places"),
        ({"places": walks().iloc[:0]}, "places has no position"),
    ],
)
def test_invalid_arguments_raise_errors(wrong, message):
    with pytest.raises(UserError, match=message):
        score_gaps(walks(), **{**SHORT, **wrong})


def test_invalid_arguments_of_the_other_functions_raise_errors():
    with pytest.raises(UserError, match="accuracy_field"):
        prepare_tracks(walks(), max_accuracy=5)
    spots = geopandas.GeoDataFrame({"priority": [-1.0]}, geometry=[shapely.Point(0, 0)], crs=32633)
    with pytest.raises(UserError, match="negative"):
        plan_routes(spots, spots)
    with pytest.raises(UserError, match="no column of launch_sites"):
        plan_routes(spots.assign(priority=1), spots, drones_field="drones")
    with pytest.raises(UserError, match="no field gap"):
        find_blind_spots(spots)
    with pytest.raises(UserError, match="no column called name"):
        find_blind_spots(spots.assign(gap=1, priority=1), names=spots)


@pytest.mark.parametrize("objective", ["close", "serve"])
def test_a_plan_limited_by_time_is_found_again(objective):
    sites = geopandas.GeoDataFrame(geometry=[shapely.Point(500_000, 5_500_000)], crs="EPSG:32633")
    places = [shapely.Point(500_000 + 90 * i, 5_500_000 + 70 * (i % 7)) for i in range(60)]
    spots = geopandas.GeoDataFrame({"priority": np.arange(60) % 11 + 1.0}, geometry=places, crs="EPSG:32633")
    given = {"time_limit": 0.3, "endurance": 12, "sorties": 2, "objective": objective}
    once = plan_routes(spots, sites, **given)
    again = plan_routes(spots, sites, **given, stages=once.routes.attrs["stages"])
    assert once.routes.attrs.get("curve") == again.routes.attrs.get("curve")
    assert once.routes.attrs["iterations"] == again.routes.attrs["iterations"]
    assert once.waypoints.equals(again.waypoints)


def test_spots_of_large_cells_are_split_above_nine_cells():
    x, y = (axis.ravel() * 200.0 for axis in np.meshgrid(np.arange(10), np.arange(10)))
    cells = shapely.box(EASTING + x, NORTHING + y, EASTING + x + 200, NORTHING + y + 200)
    places = geopandas.GeoDataFrame({"gap": 1.0, "priority": 1.0}, geometry=cells, crs="EPSG:32633", index=range(100))
    area = find_blind_spots(places, share=100)["area_m2"]
    assert area.sum() == pytest.approx(100 * 200**2)
    assert 250_000 < area.max() <= 9 * 200**2 + 1
    assert len(find_blind_spots(places, share=100, max_area=0)) == 1
