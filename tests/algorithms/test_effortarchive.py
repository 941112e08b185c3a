"""blindspot:effortarchive through processing.run."""

import pytest
from small_archive import ZONE, add_to_archive, as_layer, walks

from small_layers import EASTING, NORTHING, attributes, shape_layer

X, Y = EASTING, NORTHING
AREA = f"Polygon(({X} {Y}, {X + 600} {Y}, {X + 600} {Y + 400}, {X} {Y + 400}, {X} {Y}))"
ZONES = [AREA, f"Polygon(({X + 300} {Y}, {X + 900} {Y}, {X + 600} {Y + 300}, {X + 300} {Y}))"]
EXACT = ("place_id", "visits", "units", "days", "first_seen", "last_seen", "within_range")


@pytest.fixture(scope="module")
def fixes():
    return walks(3)


@pytest.mark.parametrize("where", ["cells", "zones", "near the fixes", "nights"])
def test_the_effort_of_an_archive_is_that_of_its_fixes(run, fixes, tmp_path, where):
    path = add_to_archive(tmp_path / "archive", fixes)
    given = {
        "cells": {"AREA": shape_layer([AREA])},
        "zones": {"PLACES": shape_layer(ZONES)},
        "near the fixes": {"CELL_SIZE": 100, "GRID_TYPE": 1},
        "nights": {"AREA": shape_layer([AREA]), "WATCH_START": "22:00", "WATCH_END": "05:00", "MIN_SPEED": 0.3},
    }[where] | {"OUTPUT": "memory:"}
    one = run("patroleffort", INPUT=as_layer(fixes), UNIT_FIELD="unit", TIMEZONE=ZONE, **given)
    other = run("effortarchive", ARCHIVE=path, **given)
    rows = [sorted(attributes(result["OUTPUT"], *EXACT, "hours", "km")) for result in (one, other)]
    assert len(rows[0]) == len(rows[1]) > 1
    for a, b in zip(*rows, strict=True):
        assert a[:-2] == b[:-2]
        assert a[-2] == pytest.approx(b[-2], abs=1e-9)
        assert a[-1] == pytest.approx(b[-1], rel=0.2, abs=0.1)  # scatter is told from movement day by day
    for name in ("PLACE_COUNT", "PERIOD_START", "PERIOD_END", "CRS", "TIMEZONE"):
        assert one[name] == other[name]
    assert other["TOTAL_HOURS"] == pytest.approx(one["TOTAL_HOURS"], abs=1e-9) != 0
    assert other["TOTAL_KM"] == pytest.approx(one["TOTAL_KM"], rel=0.005) != 0
    again = run("effortarchive", ARCHIVE=path, **given)
    assert (other["SLICES_COMPUTED"], again["SLICES_COMPUTED"]) == (other["ARCHIVE_DAYS"], 0)
    assert sorted(attributes(again["OUTPUT"], *EXACT, "hours", "km")) == rows[1]


def test_days_are_those_of_the_zone_of_the_watch(run, fixes, tmp_path):
    path = add_to_archive(tmp_path / "archive", fixes)
    given = {"PLACES": shape_layer(ZONES), "TIMEZONE": "Pacific/Auckland", "OUTPUT": "memory:"}
    one = run("patroleffort", INPUT=as_layer(fixes), UNIT_FIELD="unit", **given)
    other = run("effortarchive", ARCHIVE=path, **given)
    elsewhere = run("effortarchive", ARCHIVE=path, **given | {"TIMEZONE": ZONE})
    rows = [sorted(attributes(result["OUTPUT"], *EXACT)) for result in (one, other, elsewhere)]
    assert rows[0] == rows[1] != rows[2]
