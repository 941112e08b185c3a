"""Times with several faults at once, and what the log says of each."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from qgis.PyQt.QtCore import QDate, QDateTime, QTime

from small_layers import attributes, point_layer, utc

TEXT = (("time", "QString"), ("unit", "QString"))
FIELDS = {"TIME_FIELD": "time", "UNIT_FIELD": "unit"}
SINKS = {"OUTPUT": "TEMPORARY_OUTPUT", "OUTAGES": "TEMPORARY_OUTPUT", "REJECTED": "TEMPORARY_OUTPUT"}


def walk(start, fixes, step, lon=-74.0, lat=40.7):
    """Positions and instants of a walk to the north-east, in the local time of New York."""
    zone = ZoneInfo("America/New_York")
    first = datetime.fromisoformat(start).replace(tzinfo=UTC)
    for i in range(fixes):
        moment = (first + timedelta(seconds=step * i)).astimezone(zone).replace(tzinfo=None)
        yield (lon + 1e-5 * step * i, lat + 1e-6 * step * i), moment


def test_month_first_a_repeated_hour_and_strays_at_once(run, log):
    rows = [[xy, f"{moment:%m/%d/%Y %H:%M}", "a"] for xy, moment in walk("2026-11-01T04:00", 240, 60)]
    rows[7][0] = (0.0, 0.0)
    rows[9][0] = (74.0, 40.7)
    rows[200][1] = "11/01/2043 02:10"
    result = run(
        "preparetracks", INPUT=point_layer(rows, TEXT, "EPSG:4326"), TIMEZONE="America/New_York", **FIELDS, **SINKS
    )
    assert (result["FIX_COUNT"], result["TRACK_COUNT"], result["REJECTED_COUNT"]) == (237, 1, 3)
    assert attributes(result["OUTPUT"], "duration_s") == [(239 * 60.0,)]
    said = " ".join(log.warnings)
    for part in ("the month comes first", "at (0, 0)", "wrong sign of x", "1 of unit a (2043-11-01 02:10)"):
        assert part in said
    assert any("rows in the later hour: 60" in text for text in log.infos)


def test_minutes_through_the_repeated_hour(run):
    rows = [(xy, f"{moment:%m/%d/%Y %H:%M}", "a") for xy, moment in walk("2026-11-01T04:00", 1440, 10)]
    result = run(
        "preparetracks", INPUT=point_layer(rows, TEXT, "EPSG:4326"), TIMEZONE="America/New_York", **FIELDS, **SINKS
    )
    assert (result["FIX_COUNT"], result["TRACK_COUNT"]) == (1440, 1)


def test_times_that_the_clocks_skip_are_named_where_they_contradict_others(run, log):
    start = datetime(2026, 3, 8, 1, 0)
    rows = [((-74 + 1e-4 * i, 40.7), f"{start + timedelta(minutes=5 * i):%Y-%m-%d %H:%M}", "a") for i in range(40)]
    result = run(
        "preparetracks", INPUT=point_layer(rows, TEXT, "EPSG:4326"), TIMEZONE="America/New_York", **FIELDS, **SINKS
    )
    assert result["FIX_COUNT"] + result["REJECTED_COUNT"] == 40
    said = " ".join(log.warnings)
    assert "12 fixes lie where the clocks of America/New_York go forward and skip a time (2026-03-08)" in said
    assert "UNIT_FIELD" not in said


@pytest.mark.parametrize("local", [False, True])
def test_dates_that_no_receiver_can_have_are_shown(run, log, local):
    old = QDateTime(QDate(1901, 12, 13), QTime(20, 45)) if local else utc(-2_147_483_648)
    moments = [old] * 3 + [utc(1_769_889_600 + 60 * i) for i in range(9)]
    layer = point_layer([((-74 + 1e-4 * i, 40.7), t, "a") for i, t in enumerate(moments)], crs="EPSG:4326")
    result = run("preparetracks", INPUT=layer, TIMEZONE="America/New_York", **FIELDS, **SINKS)
    assert (result["FIX_COUNT"], result["REJECTED_COUNT"]) == (9, 3)
    assert any("outside the years 1980 to 2100: 3, such as 1901-12-1" in text for text in log.infos)
