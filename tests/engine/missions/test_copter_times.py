"""Tests of the time that autopilots need beyond a plan, against a simulated one that shares no code with it."""

import numpy as np
import pytest
from autopilot import Autopilot
from small_mission import ARDUPILOT, degrees, small_mission

from blindspot.engine.drones.slowing import corner_loss, landing_loss, stop_loss
from blindspot.engine.missions.copter_times import JERK, SLOW_BELOW, SLOW_LANDING, longer
from blindspot.engine.missions.qgc_plan import write


def along(east, north, hover=None, up=None, speed=10.0, **changes):
    """A mission through places in the air, from its launch site and back."""
    east, north = ([0, 0, *values, 0, 0] for values in (east, north))
    count = len(east)
    lon, lat = degrees(east, north)
    height = np.full(count, 60.0) if up is None else np.array([0.0, 60.0, *up, 60.0, 0.0])
    height[[0, -1]] = 0.0
    speeds = np.array([3.0, 3.0, *[speed] * (count - 3), 2.0])
    stays = np.zeros(count) if hover is None else np.array([0, 0, *hover, 0, 0.0])
    return small_mission(
        lon=lon, lat=lat, action=("takeoff", *["fly"] * (count - 2), "land"), hover=stays, speed=speeds, height=height,
        above_ground=height, above_sea=height + 488.5, spot=(None,) * count, fences=(), rally=(), **changes,
    )  # fmt: skip


def planned(mission) -> float:
    level = np.hypot(np.diff(mission.lon) * np.cos(np.radians(mission.lat[0])), np.diff(mission.lat)) * 111_319.49
    metres = np.where(level > 0.01, level, np.abs(np.diff(mission.height)))
    return float((metres / mission.speed[1:]).sum() + mission.hover.sum())


SHAPES = {
    "there and back": along([800], [0]),
    "a square": along([400, 400, 0], [0, 400, 400]),
    "short legs": along(*np.random.default_rng(1).uniform(-80, 80, (2, 40))),
    "long and short legs": along(*np.random.default_rng(2).normal(0, 300, (2, 30)), speed=14.0),
    "straight on": along([100, 200, 300, 400, 500], [0, 0, 0, 0, 0]),
    "stays": along([100, 200, 300, 300], [0, 50, 0, 200], [10, 0, 20.4, 1]),
    "slopes": along([100, 200, 300, 400], [0, 0, 100, 0], up=[90, 40, 100, 60]),
    "up and down on the spot": along([100, 100, 100, 0], [0, 0, 0, 50], [0, 5, 0, 0], up=[60, 90, 60, 60]),
}


@pytest.mark.parametrize("name", SHAPES)
def test_a_simulated_autopilot_needs_as_long(name):
    mission = SHAPES[name]
    flight = Autopilot(write(mission, ARDUPILOT)).flown()
    assert flight.duration == pytest.approx(planned(mission) + longer(mission), abs=2.0, rel=0.01)
    assert len(flight.reached) == len(mission) - 3 + (mission.action[1] == "hover")


def test_slowing_down_costs_what_the_limits_say():
    """From rest to 10 m/s: v / a + a / j seconds at half of the speed; twice at each of the two places."""
    far, turn = along([1000], [0], [1]), 10 / 2.5 + 2.5 / JERK
    landing = SLOW_BELOW / SLOW_LANDING + 50 / 1.5 + 1.5 + 5 - 60 / 2
    take_off = 2 + 60 / 2.5 + 2.5 - 60 / 3
    assert longer(far) == pytest.approx(2 * turn + take_off + landing, abs=0.1)
    assert longer(along([500, 1000], [0, 0], [7, 1])) == pytest.approx(longer(far) + turn, abs=0.1)
    assert longer(along([500, 1000], [0, 0], [6.2, 1])) == pytest.approx(longer(far) + turn + 0.8, abs=0.1)


def test_a_sharper_corner_costs_more():
    lost = [longer(along([500, 500 + 500 * np.cos(a)], [0, 500 * np.sin(a)])) for a in (0.05, 0.5, 1.0, 1.6, 2.6)]
    assert lost == sorted(lost)
    assert lost[-1] - lost[0] > 2


def test_a_mission_that_stays_on_the_spot_only_takes_off_and_lands():
    assert 0 < longer(along([0], [0], [30])) < 60


@pytest.mark.parametrize("speed", [5.0, 8.0, 10.0, 12.0, 15.0, 20.0])
def test_planners_keep_energy_for_at_least_that_time_and_not_much_more(speed):
    """A sweep of ten lines has 20 corners with the one where it ends; a row of five points has stops."""
    north = np.array([0, 400, 400, 0] * 5) + 100
    sweep = along(np.repeat(np.arange(10) * 50.0, 2) + 30, north, speed=speed)
    row = along(np.arange(1, 6) * 200.0, np.zeros(5), [10] * 5, speed=speed)
    once = landing_loss(60.0, 3.0, 2.0, speed)
    assert 1.0 <= (once + 20 * corner_loss(speed)) / longer(sweep) <= 1.45
    assert 1.0 <= (once + 5 * stop_loss(speed)) / longer(row) <= 1.1
    assert 1.0 <= (once + corner_loss(speed)) / longer(along([1000], [0], speed=speed)) <= 1.1
