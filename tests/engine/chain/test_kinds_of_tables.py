"""What kinds of geometry and of unit the tables of the Python interface may hold."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
import shapely

from blindspot.engine.chain.gaps import score_gaps
from blindspot.engine.chain.routes import plan_routes
from blindspot.engine.chain.tracks import prepare_tracks
from blindspot.engine.errors import UserError
from blindspot.engine.tables import geopandas

TIMES = pd.date_range("2026-01-31T22:00:00Z", periods=6, freq="60s")
BOX = shapely.box(500_000, 5_500_000, 500_200, 5_500_200)


def table(shapes, **columns):
    return geopandas.GeoDataFrame(columns, geometry=list(shapes), crs="EPSG:32633")


def walk(units=None, shapes=None):
    points = [shapely.Point(500_000 + 30 * i, 5_500_000) for i in range(6)]
    return table(shapes or points, time=TIMES, unit=["a"] * 6 if units is None else units)


def test_lines_as_the_area_and_polygons_as_fixes_are_refused():
    with pytest.raises(UserError, match=r"area has no polygons; it must have polygons\."):
        score_gaps(walk(), area=table([BOX.exterior]))
    with pytest.raises(UserError, match=r"fixes has no points"):
        prepare_tracks(walk(shapes=[BOX] * 6), unit_field="unit")
    with pytest.raises(UserError, match=r"launch_sites has no points; it must have points\."):
        plan_routes(table([BOX]), table([BOX]))
    with pytest.raises(UserError, match="a plan must not ignore a zone"):
        plan_routes(table([BOX]), table([shapely.Point(500_000, 5_500_000)]), no_fly=table([BOX, BOX.exterior]))


def test_points_among_others_are_used_and_the_rest_rejected():
    here = shapely.Point(500_000, 5_500_000)
    far = [shapely.Point(1e300, 0), shapely.Point(np.inf, 0)]
    shapes = [here, BOX, shapely.MultiPoint([here]), shapely.GeometryCollection([here]), *far]
    made = prepare_tracks(walk(shapes=shapes), unit_field="unit")
    assert (made.tracks["fixes"].sum(), len(made.rejected)) == (3, 3)


@pytest.mark.parametrize(
    ("units", "names"),
    [
        ([dt.date(2026, 1, 31)] * 3 + [dt.date(2026, 2, 1)] * 3, ["2026-01-31", "2026-02-01"]),
        ([7.0, 7.0, 7.0, 8.5, 8.5, np.nan], ["", "7", "8.5"]),
        ([["a", 1]] * 5 + [["b"]], ["a, 1", "b"]),
        (pd.Categorical(["x"] * 5 + [None]), ["", "x"]),
        (pd.array([1] * 5 + [None], dtype="Int64"), ["", "1"]),
        ([True] * 5 + [False], ["False", "True"]),
    ],
)
def test_units_are_called_as_in_qgis(units, names):
    tracks = prepare_tracks(walk(units), unit_field="unit").tracks
    assert sorted(set(tracks["unit"])) == names


def test_places_in_space_are_their_footprint():
    wall = shapely.from_wkt(
        "POLYGON Z((500000 5500000 0,500010 5500000 0,500010 5500000 9,500000 5500000 9,500000 5500000 0))"
    )
    roof = shapely.force_3d(BOX, 5.0)
    house = shapely.MultiPolygon([shapely.force_3d(BOX, 0.0), roof, wall])
    scored = score_gaps(walk(), places=table([house]), watch=("22:00", "05:00"))
    assert scored.geometry.iloc[0].area == pytest.approx(BOX.area)


@pytest.mark.parametrize("wrong", [np.inf, 1.8e308, np.nan])
def test_a_priority_that_stands_for_no_data_counts_nothing(wrong):
    spots = table([shapely.Point(500_100, 5_500_100), shapely.Point(500_200, 5_500_000)], priority=[wrong, 5.0])
    sites = table([shapely.Point(500_000, 5_500_000)])
    found = plan_routes(spots, sites, max_iterations=20, objective="serve")
    assert found.routes.attrs["served_priority"] == 5
    assert found.routes["priority"].tolist() == [5]
    closed = plan_routes(spots, sites, max_iterations=20).spots
    assert closed["visits"].tolist()[0] == 0
    assert closed["closed"].tolist()[0] == 0
