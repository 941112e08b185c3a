"""The watch by the sun and the range after dark, through the algorithms."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from qgis.core import QgsProcessingException

from blindspot.engine.timing.sun import DAY, sun_times
from small_layers import EASTING, NORTHING, attributes, point_layer, shape_layer, utc

ZONE, PLACE = "Europe/Vienna", (15.0, 49.65)  # of EASTING and NORTHING
GIVEN = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": ZONE, "DETECTION_TIME": 0, "REVISIT": 30}
PERIOD = {"PERIOD_START": "2026-03-27T12:00:00", "PERIOD_END": "2026-03-30T12:00:00"}
SUNSET, CIVIL_NIGHT = 1, 2


def local(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE)).timestamp()


def stay(first: str, last: str, x: float = 0.0, y: float = NORTHING) -> list:
    """A fix each minute."""
    start = local(first)
    return [((EASTING + x, y), utc(start + 60 * i), "U0") for i in range(round((local(last) - start) / 60) + 1)]


def sunset_to_sunrise(date: str) -> np.ndarray:
    day = datetime.fromisoformat(date).replace(tzinfo=UTC).timestamp() / DAY
    return np.array([sun_times(day, *PLACE)[1], sun_times(day + 1, *PLACE)[0]])


ROWS = [
    *stay("2026-03-27T18:00", "2026-03-27T18:15"),  # sunset is at 18:26
    *stay("2026-03-28T18:40", "2026-03-28T18:50"),  # after sunset; it is dark from 19:00
    *stay("2026-03-29T20:30", "2026-03-29T20:40"),  # with the clocks of summer
    *stay("2026-03-30T11:00", "2026-03-30T11:05", 5000),
]


@pytest.fixture
def score(run):
    def score(rows=ROWS, at=NORTHING, **parameters):
        places = shape_layer([f"Point({EASTING} {at})"], "Point")
        return run("scoregaps", INPUT=point_layer(rows), PLACES=places, OUTPUT="memory:", **{**GIVEN, **parameters})

    return score


def test_every_date_has_its_own_hours(score, log):
    found = score(**PERIOD, WATCH_BY=SUNSET, NIGHTS="memory:", PARTIAL_WATCHES=1)
    nights = ("2026-03-27", "2026-03-28", "2026-03-29")
    hours = [float(np.diff(sunset_to_sunrise(night))[0]) / 3600 for night in nights]
    rows = attributes(found["NIGHTS"], "night", "passes", "watch_hours")
    assert [row[0] for row in rows] == list(nights)
    assert [row[1] for row in rows] == [0, 1, 1]
    np.testing.assert_allclose([row[2] for row in rows], hours, atol=0.005)
    assert "The watch follows the sun at 49.65° N, 15.00° E (the middle of Places" in log.text
    assert "sunset to sunrise. Of 3 nights the shortest is 2026-03-29 19:2" in log.text
