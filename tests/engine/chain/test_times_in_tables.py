"""Times in tables are read as the algorithms read them."""

import datetime
import warnings

import numpy as np
import pandas as pd
import pytest
import shapely

from blindspot.engine import prepare_tracks, score_gaps
from blindspot.engine.errors import UserError
from blindspot.engine.tables import geopandas

AT = pd.Timestamp("2026-01-31T22:00:00Z")


def walk(**columns):
    """Fixes 100 m apart, as many as there are times."""
    rows = len(next(iter(columns.values())))
    points = shapely.points(500_000.0 + 100 * np.arange(rows), 6_670_000.0)
    return geopandas.GeoDataFrame(columns, geometry=points, crs="EPSG:32635")


def ends(table, **how):
    tracks = prepare_tracks(table, timezone="Europe/Helsinki", **how).tracks
    return [(row.start, row.end, row.fixes) for row in tracks.itertuples()]


MINUTES = range(10)
LOCAL = [(AT - pd.Timedelta(hours=2), AT - pd.Timedelta(hours=2, minutes=-9), 10)]


@pytest.mark.parametrize(
    "times",
    [
        [f"31.1.2026 22.{m:02d}" for m in MINUTES],
        [f"2026年1月31日 下午10:{m:02d}" for m in MINUTES],
        [20260131220000 + 100 * m for m in MINUTES],
        pd.date_range("2026-01-31 22:00", periods=10, freq="min"),
        [datetime.datetime(2026, 1, 31, 22, m) for m in MINUTES],
    ],
)
def test_formats(times):
    assert ends(walk(time=times)) == LOCAL


@pytest.mark.parametrize(
    ("days", "times"),
    [
        (["31.1.2026"] * 10, [f"22.{m:02d}" for m in MINUTES]),
        ([datetime.date(2026, 1, 31)] * 10, [datetime.time(22, m) for m in MINUTES]),
        ([20260131] * 10, [220000 + 100 * m for m in MINUTES]),
        (pd.to_datetime(["2026-01-31"] * 10), [f"22:{m:02d}" for m in MINUTES]),
    ],
)
def test_date_field(days, times):
    assert ends(walk(day=days, time=times), date_field="day") == LOCAL


def test_time_format():
    table = walk(time=[f"5/1/2026 22:{m:02d}" for m in MINUTES])
    with pytest.warns(UserWarning, match="guess that the day comes first.*time_format"):
        assert ends(table)[0][0] == pd.Timestamp("2026-01-05T20:00:00Z")
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)
        assert ends(table, time_format="month first")[0][0] == pd.Timestamp("2026-05-01T19:00:00Z")
    with pytest.raises(UserError, match="time_format 'soon'"):
        ends(table, time_format="soon")


def test_another_epoch_and_epoch_times_that_are_local():
    fit = walk(time=[AT.timestamp() - 631_065_600 + 60 * m for m in MINUTES])
    assert ends(fit, time_format="fit") == [(AT, AT + pd.Timedelta(minutes=9), 10)]
    wall = walk(time=[AT.timestamp() + 60 * m for m in MINUTES])
    assert ends(wall, epoch_times_local=True) == LOCAL


@pytest.mark.parametrize("kind", ["text", "datetime64"])
def test_the_repeated_hour(kind):
    clock = [f"2025-10-26 {h:02d}:{m:02d}" for h in (2, 3, 3, 4) for m in range(0, 60, 5)]
    times = pd.to_datetime(clock) if kind == "datetime64" else clock
    first = pd.Timestamp("2025-10-25T23:00:00Z")
    assert ends(walk(time=times)) == [(first, first + pd.Timedelta(seconds=14_100), 48)]
    with pytest.warns(UserWarning, match="go back"):
        ends(walk(time=sorted(clock)))


@pytest.mark.parametrize("values", [["2026-01-31"] * 9, ["22:04"] * 9, [20260131] * 9])
def test_a_part_of_the_time_is_an_error_that_names_the_parameters(values):
    with pytest.raises(UserError, match="date_field"):
        ends(walk(time=values))


def test_midnights_alone():
    with pytest.raises(UserError, match="dates only"):
        ends(walk(time=pd.to_datetime(["2026-01-31"] * 9)))


@pytest.mark.parametrize(
    ("times", "how", "start"),
    [
        ([f"5/1/2026 22:{m:02d}" for m in MINUTES], {"time_format": "month first"}, "2026-05-01T19:00:00Z"),
        ([AT.timestamp() + 60 * m for m in MINUTES], {"epoch_times_local": True}, "2026-01-31T20:00:00Z"),
        ([f"31.1.2026 22:{m:02d}" for m in MINUTES], {"naive_times_utc": True}, "2026-01-31T20:00:00Z"),
        (pd.date_range("2026-01-31 22:00", periods=10, freq="min"), {"naive_times_utc": True}, "2026-01-31T20:00:00Z"),
    ],
)
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_score_gaps_reads_times_in_the_same_way(times, how, start):
    scored = score_gaps(walk(time=times), **how, timezone="Europe/Helsinki", cell_size=200, grid_reach=200)
    assert scored.attrs["period_start"] == start


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_dates_and_formats_do_not_matter_for_tracks():
    tracks = prepare_tracks(walk(time=[f"31.1.2026 22:{m:02d}" for m in MINUTES])).tracks
    how = {"cell_size": 200, "grid_reach": 200}
    plain = score_gaps(tracks, **how)
    given = score_gaps(tracks, **how, date_field="day", time_format="dd/MM/yyyy HH:mm")
    assert given["gap"].tolist() == plain["gap"].tolist()


def test_midnights_of_several_units_are_a_warning():
    with pytest.warns(UserWarning, match=r"holds dates only.*date_field to time"):
        ends(walk(time=pd.to_datetime(["2026-01-31"] * 9), unit=list("abcdefghi")), unit_field="unit")


def test_score_gaps_takes_the_same():
    table = walk(day=["31.1.2026"] * 10, time=[f"22.{m:02d}" for m in MINUTES])
    scored = score_gaps(table, date_field="day", timezone="Europe/Helsinki", cell_size=200, grid_reach=200)
    assert scored.attrs["period_start"] == "2026-01-31T20:00:00Z"


def test_without_a_time_field_the_only_timestamps_are_taken():
    moments = pd.date_range("2026-01-31 22:00", periods=10, freq="min")
    assert ends(walk(seen=moments, note=["a"] * 10), time_field=None) == LOCAL
    with pytest.raises(UserError, match="several columns of timestamps: seen, sent"):
        ends(walk(seen=moments, sent=moments), time_field=None)
    with pytest.raises(UserError, match="no column of timestamps"):
        ends(walk(seen=moments.astype(str)), time_field=None)
    table = walk(seen=moments)
    tracks = prepare_tracks(table, time_field=None).tracks
    assert len(prepare_tracks(tracks, time_field=None).tracks) == 1
