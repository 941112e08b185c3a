"""score_gaps with places that have their own revisit interval and hours."""

import geopandas
import numpy as np
import pandas as pd
import pytest
from shapely.geometry import Point

from blindspot.engine import score_gaps
from blindspot.engine.errors import UserError

CRS = "EPSG:32633"
RUN = {"timezone": "Europe/Vienna", "unit_field": "unit", "seconds": True, "partial_watches": True}
OWN = {"revisit_field": "every", "watch_field": "watch"}
NAMES = ("gap", "gap_low", "visits", "dwell_s", "worst_gap_s", "mean_idle_s", "nights_seen", "watch_dwell_s")
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")


def fixes() -> geopandas.GeoDataFrame:
    """A unit that walks to and fro for three days, with a silence each hour."""
    minutes = np.arange(0, 3 * 1440, 2)
    minutes = minutes[minutes % 60 < 50]
    at = [Point(500_000 + abs((40 * minute) % 2400 - 1200), 5_500_000) for minute in minutes.tolist()]
    times = pd.Timestamp("2026-03-27T22:00Z") + pd.to_timedelta(minutes, "min")
    return geopandas.GeoDataFrame({"time": times, "unit": "a"}, geometry=at, crs=CRS)


def places(*asked) -> geopandas.GeoDataFrame:
    minutes, hours = zip(*asked, strict=True)
    at = [Point(500_000 + 250 * i, 5_500_000) for i in range(len(asked))]
    table = {"every": np.array([np.nan if one is None else one for one in minutes], float), "watch": list(hours)}
    return geopandas.GeoDataFrame(table, geometry=at, crs=CRS, index=list("abcdef")[: len(asked)])


def test_each_place_has_the_scores_of_a_call_of_its_own():
    asked = [(None, None), (20, "08:00-18:00"), (20, None), (None, "all day Sat-Sun"), (20, "08:00-18:00")]
    table = places(*asked)
    found, nights = score_gaps(fixes(), **RUN, places=table, **OWN, return_nights=True)
    assert found["revisit_min"].tolist() == [120, 20, 20, 120, 20]
    assert found["watch"].tolist() == ["22:00-05:00", "08:00-18:00", "22:00-05:00", "all day Sat, Sun", "08:00-18:00"]
    assert found["watch_2"].tolist() == table["watch"].tolist()
    other = {None: {}, "08:00-18:00": {"watch": ("08:00", "18:00")}}
    other["all day Sat-Sun"] = {"watch": ("00:00", "00:00"), "weekdays": "Sat-Sun"}
    for number, (minutes, hours) in enumerate(asked):
        some = table.iloc[[number]]
        alone, own = score_gaps(fixes(), **RUN, places=some, revisit=minutes or 120, **other[hours], return_nights=True)
        row = found.iloc[number]
        for name in NAMES:
            assert row[name] == pytest.approx(alone[name].item(), abs=1e-9), name
        mine = nights[nights["place_id"] == row["place_id"]]
        assert mine["night"].tolist() == own["night"].tolist()
        np.testing.assert_allclose(mine["gap"].to_numpy(float), own["gap"].to_numpy(float), atol=1e-9)


def test_the_own_values_of_the_call_change_nothing():
    table = places((120, "22:00-05:00"), (None, None), (120, ""))
    own, plain = (score_gaps(fixes(), **RUN, places=table, **fields) for fields in (OWN, {}))
    pd.testing.assert_frame_equal(
        pd.DataFrame(own.drop(columns=["revisit_min", "watch"]).rename(columns={"watch_2": "watch"})),
        pd.DataFrame(plain),
        check_exact=True,
    )


@pytest.mark.parametrize(
    ("table", "fields", "message"),
    [
        (None, OWN, "revisit_field is every, which is no column of places"),
        (places((1, None)), {"watch_field": "hours"}, "watch_field is hours, which is no column"),
        (places((-1, None)), OWN, "revisit_field: 1 of 1 place"),
        (places((1, "now")), OWN, "watch_field: .*'now'"),
        (places((1, "now")), {"revisit_field": "watch"}, "The column watch of places holds no numbers"),
        (places((9_000, None)), OWN, r"revisit_field, watch_field: 1 place \(a\) with 9000 min"),
    ],
)
def test_what_cannot_be_asked(table, fields, message):
    with pytest.raises(UserError, match=message):
        score_gaps(fixes(), **RUN, places=table, **fields)
