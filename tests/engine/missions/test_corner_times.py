"""Tests of the time that autopilots lose at corners."""

import numpy as np
import pytest
from small_mission import degrees, small_mission

from blindspot.engine.missions.corner_times import ACCELERATION, corner_time


def along(east, north, hover=None):
    lon, lat = degrees(east, north)
    count = len(east)
    return small_mission(
        lon=lon, lat=lat, action=("fly",) * count, hover=np.zeros(count) if hover is None else np.array(hover),
        speed=np.full(count, 10.0), height=np.full(count, 60.0), spot=(None,) * count,
    )  # fmt: skip


def test_a_straight_flight_loses_the_start_and_the_end():
    stop = 10 / (2 * ACCELERATION)
    assert corner_time(along([0, 500, 1000], [0, 0, 0])) == pytest.approx(2 * stop)
    assert corner_time(along([0, 500, 1000], [0, 0, 0], [0, 30, 0])) == pytest.approx(4 * stop)
    assert corner_time(along([0, 1000, 0], [0, 0, 0])) == pytest.approx(4 * stop, rel=5e-3)


def test_a_sharper_corner_loses_more():
    lost = [corner_time(along([0, 500, 500 + 500 * np.cos(a)], [0, 0, 500 * np.sin(a)])) for a in (0.1, 0.8, 1.6, 2.5)]
    assert lost == sorted(lost)
    radius = 2 * np.cos(np.pi / 4) / (1 - np.cos(np.pi / 4))
    corner = (10 - np.sqrt(5 * radius)) ** 2 / (2 * ACCELERATION * 10)
    right = corner_time(along([0, 500, 500], [0, 0, 500]))
    assert right == pytest.approx(2 * 10 / (2 * ACCELERATION) + 2 * corner, rel=1e-3)


def test_a_mission_that_stays_on_the_spot_loses_nothing():
    assert corner_time(along([0, 0, 0], [0, 0, 0])) == 0
