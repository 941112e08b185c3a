"""Tests that files avoid what autopilots do differently than expected, with a simulated one that does the same."""

import json
from dataclasses import replace

import numpy as np
import pytest
from autopilot import Autopilot
from small_mission import ARDUPILOT, EAST, GROUND, NORTH, PX4, SEA, small_mission

from blindspot.engine.missions.mission import SEA_LEVEL, TERRAIN, Options
from blindspot.engine.missions.qgc_plan import check, write

FLOWN = [Options(), Options(heights=SEA_LEVEL), Options(heights=TERRAIN)]
HERE = (3, 4, 5, 8, 9, 12)
"""Waypoints after which one more at the same place is put, as where a sweep ends and the next one begins."""


def ground(east, north):
    """m above the take-off point, at the waypoints of the small mission"""
    nearest = np.hypot(np.subtract.outer(east, EAST), np.subtract.outer(north, NORTH)).argmin(axis=1)
    return GROUND[nearest]


def unfenced(**changes):
    """without the rally point and the circle, and with two zones and an area to stay in"""
    mission = small_mission(rally=())
    return replace(mission, fences=mission.fences[:2], **changes)


def with_repeats(mission):
    rows = np.sort([*range(len(mission)), *HERE])
    again = np.diff(rows, prepend=-1) == 0
    action = tuple(
        ("fly" if mission.action[row] == "hover" else mission.action[row]) if repeated else mission.action[row]
        for row, repeated in zip(rows, again, strict=True)
    )
    columns = ("lon", "lat", "height", "above_ground", "above_sea", "speed")
    return replace(
        mission, action=action, spot=(None,) * len(rows), hover=np.where(again, 0.0, mission.hover[rows]),
        **{name: getattr(mission, name)[rows] for name in columns},
    )  # fmt: skip


@pytest.mark.parametrize("options", FLOWN, ids=lambda one: one.heights)
@pytest.mark.parametrize("repeats", [False, True])
def test_a_mission_is_flown_with_all_its_commands(options, repeats):
    mission = with_repeats(unfenced()) if repeats else unfenced()
    data = write(mission, options)
    assert check(data, mission, options) == []
    pilot = Autopilot(data, ground)
    flight = pilot.flown()
    assert pilot.breaches(flight.track[:, :2]) == 0
    plain = unfenced()
    assert len(flight.reached) == len(plain) - 3
    places = np.array([flight.track[at, :3] for _, at in flight.reached])
    planned = np.column_stack((EAST, NORTH, plain.height))[2:-1]
    assert np.linalg.norm(places - planned, axis=1).max() < 2.2
    assert flight.speeds == [pytest.approx(speed) for speed in plain.speed[2:-1]]
    serves = [one.removesuffix("_end") in ("follow", "sweep") for one in plain.action[2:-1]]
    assert [trigger > 0 for trigger in flight.triggers] == serves
    assert flight.roi == [one == "hover" for one in plain.action[2:-1]]
    assert flight.photographs == 2


def test_a_command_behind_a_leg_of_no_length_would_be_lost():
    """That the simulated autopilot does what repeated places are left out for."""
    plan = json.loads(write(unfenced(), ARDUPILOT))
    items = plan["mission"]["items"]
    hover = next(at for at, item in enumerate(items) if item["command"] == 16 and item["params"][0] > 0)
    again = dict(items[hover], params=[0.0, *items[hover]["params"][1:]])
    items[hover + 4 : hover + 4] = [again]
    assert sum(Autopilot(json.dumps(plan).encode()).flown().roi) > 2


@pytest.mark.parametrize("height", [0.0, 0.004, -0.004, -1e-9])
def test_a_height_of_nothing_is_not_that_of_the_waypoint_before(height):
    """Over terrain a drone may fly as high as its launch site. ArduPilot takes a height of 0 cm for none."""
    mission = unfenced()
    heights = mission.height.copy()
    heights[6] = height
    mission = replace(mission, height=heights)
    data = write(mission, ARDUPILOT)
    assert check(data, mission, ARDUPILOT) == []
    flight = Autopilot(data).flown()
    assert flight.track[flight.reached[4][1], 2] == pytest.approx(0, abs=1.5)


def test_a_mission_ends_at_home_with_rally_points_too():
    lon, lat = unfenced().lon[3], unfenced().lat[3]
    mission = replace(unfenced(), rally=(replace(small_mission().rally[0], lon=float(lon), lat=float(lat)),))
    for includes_home in (True, False):
        flight = Autopilot(write(mission, ARDUPILOT), includes_home=includes_home).flown()
        assert flight.track[-1, :3] == pytest.approx([0, 0, 0], abs=0.01)


def test_px4_passes_waypoints_as_near_as_ardupilot():
    items = json.loads(write(unfenced(), PX4))["mission"]["items"]
    assert {item["params"][1] for item in items if item["command"] == 16} == {2.0}
    items = json.loads(write(unfenced(), ARDUPILOT))["mission"]["items"]
    assert {item["params"][1] for item in items if item["command"] == 16} == {0.0}


def test_heights_above_sea_level_are_those_above_home():
    flights = [Autopilot(write(unfenced(), options), ground).flown().track for options in FLOWN[:2]]
    assert flights[0][:, 2] == pytest.approx(flights[1][:, 2], abs=0.02)
    assert json.loads(write(unfenced(), FLOWN[1]))["mission"]["plannedHomePosition"][2] == SEA
