"""The edges of the data in the Python interface: what is unknown there, and how it is said."""

import logging
import warnings

import pandas as pd
import pytest
import shapely

from blindspot.engine import score_gaps
from blindspot.engine.tables import geopandas

PLACE = geopandas.GeoDataFrame(geometry=[shapely.Point(500_000, 5_500_000)], crs="EPSG:32633")
HOURS = {"watch": ("00:00", "00:00"), "timezone": "UTC", "revisit": 10, "places": PLACE, "detection_time": 0}


def fixes(*units):
    """Fixes every 5 minutes of (unit, first minute, last minute, metres east of the place)."""
    rows = [(unit, minute, 500_000 + east) for unit, first, last, east in units for minute in range(first, last + 1, 5)]
    unit, minute, x = zip(*rows, strict=True)
    time = pd.Timestamp("2026-01-31T00:00Z") + pd.to_timedelta(minute, unit="min")
    points = shapely.points([(east, 5_500_000) for east in x])
    return geopandas.GeoDataFrame({"unit": unit, "time": time}, geometry=points, crs="EPSG:32633")


@pytest.mark.parametrize(
    ("last", "pause", "unknown"), [(210, 60, True), (160, 60, False), (160, 120, True), (210, 20, False)]
)
def test_a_unit_that_ends_before_the_others_may_still_be_on_patrol_for_max_pause(last, pause, unknown):
    data = fixes(("a", 0, 240, 9000), ("b", 0, last, 0))
    (scored,) = score_gaps(data, **HOURS, unit_field="unit", max_pause=pause, prism_speed=5).itertuples()
    assert scored.gap > 0
    assert (scored.gap_low < scored.gap - 1e-9) == unknown


@pytest.mark.parametrize(("hours", "many"), [(40, False), (5, True)])
def test_what_is_left_out_is_logged_and_a_warning_where_it_is_much(caplog, hours, many):
    data = fixes(("a", 0, 60 * hours, 0))
    period = {"period_start": "2026-01-31T00:00Z", "period_end": pd.Timestamp("2026-01-31", tz="UTC")}
    period["period_end"] += pd.Timedelta(hours=hours + 2)
    with warnings.catch_warnings(record=True) as warned, caplog.at_level(logging.INFO):
        warnings.simplefilter("always")
        score_gaps(data, **HOURS, **period)
    said, logged = (
        [text for text in texts if "left out" in text]
        for texts in ([str(one.message) for one in warned], caplog.messages)
    )
    assert (len(said), len(logged)) == ((1, 0) if many else (0, 1))


def test_time_outside_the_data_counts_as_unpatrolled_if_wanted():
    data = fixes(("a", 0, 600, 0))
    period = {"period_start": "2026-01-31T00:00Z", "period_end": "2026-01-31T20:00Z"}
    with pytest.warns(UserWarning, match="The data end"):
        unknown, unpatrolled = (
            score_gaps(data, **HOURS, **period, partial_watches=partial)["gap"].item() for partial in (False, True)
        )
    assert unknown == pytest.approx(0, abs=1e-9)
    assert unpatrolled == pytest.approx((20 - 10 - 1 / 6) / (20 - 1 / 6))


def test_a_doubt_that_all_places_share_is_logged_once(caplog):
    """Nobody is seen on Sunday; both places are passed in the other nights."""
    units = [("a", 1440 * day + 60, 1440 * day + 300, east) for day, east in ((0, 0), (2, 20))]
    places = geopandas.GeoDataFrame(
        geometry=shapely.points([(500_000, 5_500_000), (500_010, 5_500_000)]), crs=PLACE.crs
    )
    hours = {**HOURS, "places": places, "watch": ("01:00", "05:00")}
    with caplog.at_level(logging.INFO):
        scored = score_gaps(fixes(*units), **hours)
    assert (scored["gap"] - scored["gap_low"] > 0.3).all()
    assert sum(text.startswith("At 2 of 2 places the gap could be") for text in caplog.messages) == 1
    assert not scored["why"].str.contains("silent").any()
