"""The Python interface spreads coarse times, counts teams once, and warns, as the algorithms do."""

import numpy as np
import pandas as pd
import pytest
import shapely

from blindspot.engine import prepare_tracks, score_gaps
from blindspot.engine.tables import geopandas

WATCH = {"watch": ("00:00", "00:00"), "timezone": "UTC", "revisit": 10, "grid_reach": 100, "unit_field": "unit"}


def walk(*units, step=30, fixes=60, north=0.0):
    """The same walk to the east for each of the units."""
    number = np.tile(np.arange(fixes), len(units))
    columns = {
        "time": pd.Timestamp("2026-01-01 23:00", tz="UTC") + pd.to_timedelta(number * step, unit="s"),
        "unit": np.repeat(np.array(units, dtype=object), fixes),
    }
    points = shapely.points(500_020 + number * 1.5 * step, 5_500_020 + north)
    return geopandas.GeoDataFrame(columns, geometry=points, crs="EPSG:32633")


def test_minutes_are_spread():
    table = walk("a", step=10)
    table["time"] = table["time"].dt.strftime("%d.%m.%Y %H:%M")
    found = prepare_tracks(table, unit_field="unit")
    assert found.tracks["fixes"].tolist() == [60]
    assert found.tracks["duration_s"].tolist() == [590]
    assert len(found.rejected) == 0


def test_a_roster_warns_and_counts_once():
    with pytest.warns(UserWarning, match=r"3 units \(a, b, c\) have identical fixes.*teams_once"):
        each = prepare_tracks(walk("a", "b", "c"), unit_field="unit")
    assert len(each.tracks) == 3
    with pytest.warns(UserWarning, match="Each patrol counts once"):
        once = prepare_tracks(walk("a", "b", "c"), unit_field="unit", teams_once=True)
    assert once.tracks["unit"].tolist() == ["a"]
    assert once.rejected["reason"].unique().tolist() == ["the same fix as another unit"]
    assert once.tracks["fixes"].sum() + len(once.rejected) == 180


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_the_gap_of_a_team_that_counts_once_is_that_of_one_unit():
    one = score_gaps(walk("a"), **WATCH)
    once = score_gaps(walk("a", "b", "c"), **WATCH, teams_once=True)
    each = score_gaps(walk("a", "b", "c"), **WATCH)
    np.testing.assert_array_equal(once["gap"], one["gap"])
    assert each["gap"].mean() < one["gap"].mean()


def test_rows_without_a_unit_warn():
    table = pd.concat([walk("a"), walk(None, north=500), walk(None, north=9000)], ignore_index=True)
    with pytest.warns(UserWarning, match=r"120 of 180 fixes have no unit name.*unit_field"):
        found = prepare_tracks(geopandas.GeoDataFrame(table, crs="EPSG:32633"), unit_field="unit")
    assert found.rejected["reason"].value_counts().tolist() == [60]
